"""The smallest amount of something at which the abductors hold again, for many hips at once.

A search (:mod:`hipmech.roots`) costs what its evaluations cost: equations that do not depend on what is
looked for are evaluated once, and for many hips all are recorded once and run in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.equations import Equation, arguments_of, behind, evaluate
from hipmech.limits import Real
from hipmech.loads import OUTSIDE_VALIDITY, Load
from hipmech.roots import Numbers

if TYPE_CHECKING:
    from hipmech.kernels import Kernel

BLOCK = 16_384
"""Hips solved together: their numbers stay in the processor's cache."""
MANY = 2_000
"""Hips from which recorded equations are faster than readable ones."""


def shortage(abductor_moment: Real, passive_moment: Real, abductor_capacity: Real, status: Any) -> Any:
    """Moment that is missing; NaN outside validity."""
    lack = abductor_moment - passive_moment - abductor_capacity
    return np.where(status == OUTSIDE_VALIDITY, np.nan, lack)


SHORTAGE = Equation("shortage", shortage, arguments_of(shortage))


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
        given = {**self.values, **dict(zip(self.names, amounts, strict=True))}
        with np.errstate(all="ignore"):
            short: Numbers = evaluate(self.equations, given)[SHORTAGE.name]
        return short

    def among(self, hips: NDArray[np.intp]) -> Shortage:
        """The same of some of the hips."""
        values = {name: value[hips] if np.ndim(value) else value for name, value in self.values.items()}
        return Shortage(self.equations, values, self.names)

    def given(self, **amounts: Numbers) -> Shortage:
        """The same with some of the named leaves settled."""
        names = tuple(name for name in self.names if name not in amounts)
        return _settled(self.equations, {**self.values, **amounts}, names)


@dataclass(frozen=True)
class Recorded:
    """The same for many hips: recorded once, and run in place.

    Attributes
    ----------
    kernel : from leaves to the shortage
    columns : the leaves that vary, but for the named ones
    names : in the order of the amounts
    """

    kernel: Kernel
    columns: Mapping[str, Numbers]
    names: tuple[str, ...]

    def __call__(self, *amounts: Numbers) -> Numbers:
        """Moments that are missing at amounts of the named leaves, one for each hip."""
        kernel = replace(self.kernel, lengths=amounts[0].shape)
        found = kernel.run({**self.columns, **dict(zip(self.names, amounts, strict=True))})[SHORTAGE.name]
        return np.broadcast_to(found, amounts[0].shape)

    def among(self, hips: NDArray[np.intp]) -> Recorded:
        """The same of some of the hips."""
        return replace(self, columns={name: column[hips] for name, column in self.columns.items()})

    def given(self, **amounts: Numbers) -> Recorded:
        """The same with some of the named leaves settled."""
        names = tuple(name for name in self.names if name not in amounts)
        return replace(self, columns={**self.columns, **amounts}, names=names)


def lacking(load: Load, leaves: Mapping[str, Any], names: tuple[str, ...]) -> Shortage | Recorded:
    """What the abductors of a load lack as a function of the named leaves, the others as they are given."""
    equations = _holding(load.equations)
    columns = {name: value for name, value in leaves.items() if np.ndim(value) and name not in names}
    if max((column.size for column in columns.values()), default=1) < MANY:
        return _settled(equations, leaves, names)
    fixed = leaves.keys() - columns.keys() - set(names)
    numbers = tuple((name, leaves[name]) for name in sorted(fixed))
    kernel = _recorded(equations, numbers, (*columns, *names))
    asked = columns.keys() & kernel.plan.leaves.values()
    return Recorded(kernel, {name: columns[name] for name in asked}, names)


@lru_cache(maxsize=64)
def _recorded(
    equations: tuple[Equation, ...], numbers: tuple[tuple[str, float], ...], columns: tuple[str, ...]
) -> Kernel:
    from hipmech.kernels import record

    def answers(leaves: dict[str, Any]) -> dict[str, Any]:
        return {SHORTAGE.name: evaluate(equations, leaves)[SHORTAGE.name]}

    return record(answers, dict(numbers), dict.fromkeys(columns, 0), (MANY,), scale="body_mass")


def _settled(equations: tuple[Equation, ...], values: Mapping[str, Any], names: tuple[str, ...]) -> Shortage:
    """Whatever does not depend on the names computed, and only what the rest asks for kept."""
    fixed, moving, asked = _parted(equations, names)
    with np.errstate(all="ignore"):
        known = evaluate(fixed, values)
    return Shortage(moving, {name: known[name] for name in asked}, names)


@cache
def _holding(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
    return behind((*equations, SHORTAGE), (SHORTAGE.name,))


@cache
def _parted(
    equations: tuple[Equation, ...], names: tuple[str, ...]
) -> tuple[tuple[Equation, ...], tuple[Equation, ...], tuple[str, ...]]:
    """Equations that do not depend on the names, those that do, and what they ask of the others."""
    changing = set(names)
    fixed, moving = [], []
    for row in equations:
        if changing.isdisjoint(row.arguments):
            fixed.append(row)
        else:
            changing.add(row.name)
            moving.append(row)
    asked = {name for row in moving for name in row.arguments}
    return tuple(fixed), tuple(moving), tuple(sorted(asked - changing))


def blocks(leaves: Mapping[str, Any], shape: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """Leaves of some hips at a time, in one row; what all hips share stays a number."""
    size = int(np.prod(shape))
    rows = {
        name: np.broadcast_to(value, shape).ravel() for name, value in leaves.items() if np.ndim(value) > 0
    }
    for start in range(0, size, BLOCK):
        yield {**leaves, **{name: row[start : start + BLOCK] for name, row in rows.items()}}
