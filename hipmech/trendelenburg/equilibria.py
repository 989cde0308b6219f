"""The smallest amount of something at which the abductors hold again, for many hips at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.equations import Equation, behind, evaluate
from hipmech.loads import OUTSIDE_VALIDITY, Load

Numbers = NDArray[np.float64]
Shortage = Callable[[Numbers], Numbers]

HOLDING = ("abductor_moment", "passive_moment", "abductor_capacity", "status")
BLOCK = 16_384
"""Hips solved together: their numbers stay in the processor's cache."""
CLOSE = 1e-10
"""Moment, N·m, up to which a crossing is found."""
MOST_STEPS = 60


def lacking(load: Load, leaves: Mapping[str, Any], names: tuple[str, ...]) -> Callable[..., Numbers]:
    """What the abductors lack, N·m, as a function of the named leaves; NaN outside validity.

    Whatever does not depend on the named leaves is computed once.
    """
    fixed, moving = _parted(behind(load.equations, HOLDING), names)
    with np.errstate(all="ignore"):
        values = evaluate(fixed, leaves)

    def shortage(*amounts: Any) -> Numbers:
        with np.errstate(all="ignore"):
            found = evaluate(moving, values | dict(zip(names, amounts, strict=True)))
            short = found["abductor_moment"] - found["passive_moment"] - found["abductor_capacity"]
        return np.where(found["status"] == OUTSIDE_VALIDITY, np.nan, short)

    return shortage


def _parted(equations: tuple[Equation, ...], names: tuple[str, ...]) -> tuple[list[Equation], list[Equation]]:
    """Equations that do not depend on the names, and those that do."""
    changing = set(names)
    fixed, moving = [], []
    for row in equations:
        if changing.isdisjoint(row.arguments):
            fixed.append(row)
        else:
            changing.add(row.name)
            moving.append(row)
    return fixed, moving


def blocks(leaves: Mapping[str, Any], shape: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """Leaves of some hips at a time, in one row; what all hips share stays a number."""
    size = int(np.prod(shape))
    rows = {
        name: np.broadcast_to(value, shape).ravel() for name, value in leaves.items() if np.ndim(value) > 0
    }
    for start in range(0, size, BLOCK):
        yield {**leaves, **{name: row[start : start + BLOCK] for name, row in rows.items()}}


def least(shortage: Shortage, largest: Numbers, looks: int) -> Numbers:
    """The smallest amount from 0 to the largest at which nothing lacks; NaN where there is none.

    Parameters
    ----------
    shortage : callable
        What lacks at given amounts, of the shape of ``largest``; NaN where there is no answer.
    largest : ndarray
        Up to where to look.
    looks : int
        In how many steps, before the crossing is closed in on: a hip that holds only between two of them is
        missed.
    """
    low, high = np.zeros_like(largest), np.full_like(largest, np.nan)
    lack = before = shortage(low)
    spare = np.where(before <= 0, 0.0, np.nan)
    high[before <= 0] = 0.0
    for look in range(1, looks + 1):
        if not np.isnan(high).any():
            break
        amount = largest * (look / looks)
        here = shortage(amount)
        new = np.isnan(high) & ((here <= 0) | (np.isnan(here) & (before > 0)))
        low, lack = np.where(new, largest * ((look - 1) / looks), low), np.where(new, before, lack)
        high, spare = np.where(new, amount, high), np.where(new, here, spare)
        before = here
    return _closed_in(shortage, low, lack, high, spare)


def _closed_in(shortage: Shortage, low: Numbers, lack: Numbers, high: Numbers, spare: Numbers) -> Numbers:
    """Where a falling shortage ends, from the side on which it has ended: regula falsi after Illinois.

    Beyond what is valid nothing is known: there the step is halved, and the answer is NaN if nothing holds
    before.
    """
    rest, kept = spare, np.zeros(low.shape, dtype=np.int8)
    for _ in range(MOST_STEPS):
        open_ = ~np.isnan(high) & ~(rest >= -CLOSE)
        if not open_.any():
            break
        drop = np.where(open_, lack - spare, 1.0)
        share = np.where(np.isnan(drop), 0.5, lack / np.where(drop > 0, drop, 1.0))
        middle = np.where(open_, low + share * (high - low), high)
        found = shortage(middle)
        ended, lasts = open_ & ~(found > 0), open_ & (found > 0)
        high, low, rest = (
            np.where(ended, middle, high),
            np.where(lasts, middle, low),
            np.where(ended, found, rest),
        )
        spare = np.where(ended, found, np.where(lasts & (kept > 0), spare / 2, spare))
        lack = np.where(lasts, found, np.where(ended & (kept < 0), lack / 2, lack))
        kept = np.where(ended, -1, np.where(lasts, 1, kept)).astype(np.int8)
    return np.where(np.isnan(rest), np.nan, high)
