"""What is shared among whom, and what comes out: shapes, checks, blocks, and the record of the answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.limits import Real
from hipmech.notebooks import Tabled

Numbers = NDArray[np.float64]
Answer = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, NDArray[np.int8]]
"""Activations, multipliers, residual, kkt, deficit and status of a block, problems along the last axis."""

STATUS_WORDS = ("held", "not held", "not solved")
HELD, NOT_HELD, NOT_SOLVED = range(3)
BLOCKS = {1: 75_000, 3: 250_000}
"""Torques in hand at once, by balances: few enough for the cache and for memory that the system leaves to the
process between calls, so many that the last ones cost little."""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Sharing(Tabled):
    """Forces of muscles that share a moment; leading shape ``(...)`` as the problems were given.

    Attributes
    ----------
    forces : ndarray, shape (..., n)
        In the unit of the capacities; NaN where the demand is not held.
    activations : ndarray, shape (..., n)
        Force over capacity, 0 to 1; 0 for a muscle without capacity; NaN where the demand is not held.
    multipliers : float or ndarray, shape (...) or (..., 3)
        What one more unit of each moment adds to the least objective; NaN where the demand is not held.
    residual : float or ndarray, shape (...) or (..., 3)
        ``arms @ forces - demand``, unit of the demand; NaN where the demand is not held.
    kkt : float or ndarray, shape (...)
        How far the answer is from the conditions of an optimum, without unit: the residual over the demand,
        or the gradient's error over the largest gradient if that is more. NaN where the demand is not held.
    deficit : float or ndarray, shape (...)
        The moment that is missing along the demand, unit of the demand, never negative; 0 where it is held.
    status : int or ndarray of int8, shape (...)
        0 held, 1 not held (no forces within the capacities supply the demand), 2 not solved.
    """

    forces: Numbers
    activations: Numbers
    multipliers: Real
    residual: Real
    kkt: Real
    deficit: Real
    status: Any

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            values = getattr(self, name)
            values.flags.writeable = False
            object.__setattr__(self, name, values.item() if values.ndim == 0 else values)

    @property
    def status_words(self) -> Any:
        """The status in words: a string, or an array of strings."""
        words = np.array(STATUS_WORDS)[self.status]
        return str(words) if np.ndim(self.status) == 0 else words

    def __repr__(self) -> str:
        held = int(np.count_nonzero(np.asarray(self.status) == HELD))
        return f"<Sharing among {self.forces.shape[-1]} muscles, {held} of {np.size(self.status)} held>"


@dataclass(frozen=True, eq=False)
class Task:
    """Checked problems: arrays as given, and the shape they have together."""

    arms: Numbers
    capacities: Numbers
    demand: Numbers
    shape: tuple[int, ...]
    balances: int

    @property
    def muscles(self) -> int:
        """How many share."""
        return int(self.capacities.shape[-1])

    def blocks(self) -> Iterator[tuple[slice, Numbers, Numbers, Numbers]]:
        """Rows in turn, with their arm x capacity (k, n, rows), capacities (rows, n) and demand (k, rows).

        In the torques muscles come first, so that every step runs along the problems.
        """
        arms = _rows(self.arms, self.shape, 2)
        capacities = _rows(self.capacities, self.shape, 1)
        demand = _rows(self.demand, self.shape, 1)
        end, size = math.prod(self.shape), max(1, BLOCKS[self.balances] // (self.balances * self.muscles))
        for start in range(0, end, size):
            here = slice(start, min(start + size, end))
            strength = capacities(here)
            torques = np.moveaxis(arms(here) * strength[:, None], 0, -1)
            yield here, np.ascontiguousarray(torques), strength, np.ascontiguousarray(demand(here).T)


def task(arms: ArrayLike, capacities: ArrayLike, demand: ArrayLike, balances: int) -> Task:
    """Check all numbers and shapes; every message names the first offending index."""
    if balances not in (1, 3):
        raise InputError(f"balances = {balances!r} is not allowed: a moment is shared in 1 balance or in 3.")
    a, c, m = (_numbers(*pair) for pair in (("arms", arms), ("capacities", capacities), ("demand", demand)))
    if c.size and not c.min() >= 0:
        raise InputError(
            _first("capacities", c, c < 0, "a capacity is zero (that muscle is off) or positive")
        )
    shape = _shape(a, c, m, balances)
    if balances == 1:
        a, m = a[..., None, :], m[..., None]
    return Task(a, c, m, shape, balances)


def _shape(a: Numbers, c: Numbers, m: Numbers, balances: int) -> tuple[int, ...]:
    wanted = "arms (..., 3, n), capacities (..., n), demand (..., 3)"
    if balances == 1:
        wanted = "arms (..., n), capacities (..., n), demand (...)"
    inner = 1 if balances == 1 else 2
    try:
        if a.ndim < inner or c.ndim < 1 or a.shape[-1] != c.shape[-1] or not a.shape[-1]:
            raise ValueError
        if balances == 3 and (a.shape[-2] != 3 or m.shape[-1:] != (3,)):
            raise ValueError
        return np.broadcast_shapes(a.shape[:-inner], c.shape[:-1], m.shape[: m.ndim - inner + 1])
    except ValueError:
        raise InputError(
            f"These shapes do not fit together: arms {a.shape}, capacities {c.shape}, demand {m.shape}. "
            f"With balances={balances} they are {wanted}, with n muscles, at least one."
        ) from None


def _numbers(name: str, given: ArrayLike) -> Numbers:
    try:
        raw = np.asarray(given)
    except ValueError:
        raise InputError(f"{name} is a ragged sequence: give a rectangular array.") from None
    if raw.dtype.kind not in "iuf":
        raise InputError(f"{name} is not an array of numbers.")
    numbers = raw.astype(np.float64, copy=False)
    with np.errstate(over="ignore", invalid="ignore"):
        doubtful = not np.isfinite(numbers.sum())  # which takes no memory
    if doubtful and not np.isfinite(numbers).all():
        raise InputError(_first(name, numbers, ~np.isfinite(numbers), "every number must be finite"))
    return numbers


def _first(name: str, numbers: Numbers, wrong: NDArray[np.bool_], why: str) -> str:
    place = tuple(int(axis[0]) for axis in np.nonzero(wrong)) if wrong.ndim else ()
    index = f"[{', '.join(map(str, place))}]" if place else ""
    count = f" ({int(wrong.sum())} of {wrong.size} elements)" if wrong.size > 1 else ""
    return f"{name}{index} = {numbers[place]:g} is not allowed: {why}{count}."


def _rows(values: Numbers, shape: tuple[int, ...], inner: int) -> Callable[[slice], Numbers]:
    """Rows of an array as if its leading axes were broadcast to the shape and flattened, without doing so."""
    lead, tail = values.shape[: values.ndim - inner], values.shape[values.ndim - inner :]
    if math.prod(lead) == 1:
        one = values.reshape(1, *tail)
        return lambda here: np.broadcast_to(one, (here.stop - here.start, *tail))
    if lead == shape:
        flat = values.reshape(-1, *tail)
        return lambda here: flat[here]
    wide = np.broadcast_to(values, (*shape, *tail))
    return lambda here: wide[np.unravel_index(np.arange(here.start, here.stop), shape)]
