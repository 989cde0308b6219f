"""The smallest amount of something at which the abductors hold again, for many hips at once.

A search (:mod:`hipmech.roots`) costs what its evaluations cost: equations that do not depend on what is
looked for are evaluated once, and an angle has its sine and cosine taken once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.equations import Equation, behind
from hipmech.loads import OUTSIDE_VALIDITY, Load
from hipmech.quantities import QUANTITIES
from hipmech.roots import Numbers

HOLDING = ("abductor_moment", "passive_moment", "abductor_capacity", "status")
BLOCK = 16_384
"""Hips solved together: their numbers stay in the processor's cache."""
ANGLES = frozenset(name for name, row in QUANTITIES.items() if row.unit == "deg")


class Angle(np.ndarray[Any, np.dtype[np.float64]]):
    """Angles whose sine and cosine are taken once, however many equations ask for them."""

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, **options: Any) -> Any:
        plain = [one.view(np.ndarray) if isinstance(one, Angle) else one for one in given]
        if ufunc not in (np.sin, np.cos) or options:
            return getattr(ufunc, method)(*plain, **options)
        taken = vars(self)
        if ufunc.__name__ not in taken:
            taken[ufunc.__name__] = ufunc(*plain)
        return taken[ufunc.__name__]


@dataclass(frozen=True)
class Shortage:
    """What the abductors lack, N·m, as a function of the named leaves; NaN outside validity.

    Attributes
    ----------
    equations : those that depend on the named leaves
    values : what does not, a number or one for each hip
    names : in the order of the amounts
    """

    equations: tuple[Equation, ...]
    values: Mapping[str, Any]
    names: tuple[str, ...]

    def __call__(self, *amounts: Numbers) -> Numbers:
        """Moments that are missing at amounts of the named leaves, one for each hip."""
        found = _evaluated(self.equations, {**self.values, **dict(zip(self.names, amounts, strict=True))})
        short: Numbers = found["abductor_moment"] - found["passive_moment"] - found["abductor_capacity"]
        return np.where(found["status"] == OUTSIDE_VALIDITY, np.nan, short)

    def among(self, hips: NDArray[np.intp]) -> Shortage:
        """The same of some of the hips."""
        values = {name: value[hips] if np.ndim(value) else value for name, value in self.values.items()}
        return Shortage(self.equations, values, self.names)

    def given(self, **amounts: Numbers) -> Shortage:
        """The same with some of the named leaves settled."""
        names = tuple(name for name in self.names if name not in amounts)
        return _settled(self.equations, {**self.values, **amounts}, names)


def lacking(load: Load, leaves: Mapping[str, Any], names: tuple[str, ...]) -> Shortage:
    """What the abductors of a load lack as a function of the named leaves, the others as they are given."""
    return _settled(_holding(load.equations), leaves, names)


def _settled(equations: tuple[Equation, ...], values: Mapping[str, Any], names: tuple[str, ...]) -> Shortage:
    """Whatever does not depend on the names computed, and only what the rest asks for kept."""
    fixed, moving, asked = _parted(equations, names)
    known = _evaluated(fixed, values)
    return Shortage(moving, {name: known[name] for name in asked}, names)


def _evaluated(equations: tuple[Equation, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: _once(name, value) for name, value in given.items()}
    with np.errstate(all="ignore"):
        for name, function, arguments in equations:
            values[name] = _once(name, function(*[values[argument] for argument in arguments]))
    return values


def _once(name: str, value: Any) -> Any:
    return value.view(Angle) if name in ANGLES and type(value) is np.ndarray else value


@cache
def _holding(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    return behind(equations, HOLDING)


@cache
def _parted(
    equations: tuple[Equation, ...], names: tuple[str, ...]
) -> tuple[tuple[Equation, ...], tuple[Equation, ...], tuple[str, ...]]:
    """Equations that do not depend on the names, those that do, and what they and the shortage ask for."""
    changing = set(names)
    fixed, moving = [], []
    for row in equations:
        if changing.isdisjoint(row.arguments):
            fixed.append(row)
        else:
            changing.add(row.name)
            moving.append(row)
    asked = {name for row in moving for name in row.arguments} | set(HOLDING)
    return tuple(fixed), tuple(moving), tuple(sorted(asked - changing))


def blocks(leaves: Mapping[str, Any], shape: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """Leaves of some hips at a time, in one row; what all hips share stays a number."""
    size = int(np.prod(shape))
    rows = {
        name: np.broadcast_to(value, shape).ravel() for name, value in leaves.items() if np.ndim(value) > 0
    }
    for start in range(0, size, BLOCK):
        yield {**leaves, **{name: row[start : start + BLOCK] for name, row in rows.items()}}
