"""What the steps of a plan call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from hipmech.kernels.plans import Operation

__all__ = ["Call", "calls"]

Call = tuple[Callable[..., Any], Callable[[list[Any]], Sequence[Any]], int | None]
"""What to call, what of all registers to give it, and the register for its answer where it has no place."""

FEW = 8
"""Where fewer than one of so many cases differ, they are set one by one."""


def _elsewhere(condition: Any) -> Any:
    """Where a condition does not hold: the places if they are few, else as truths."""
    rest = condition.size - np.count_nonzero(condition)
    return (~condition).nonzero()[0] if condition.ndim and rest * FEW <= condition.size else ~condition


def _select(elsewhere: Any, yes: Any, no: Any, out: Any) -> None:
    """np.where in place; most rows are of one kind, or nearly so."""
    if out is not yes:
        np.copyto(out, yes, casting="unsafe")
    _put(out, elsewhere, no)


def _guard(elsewhere: Any, yes: Any, other: Any, this: Any, that: Any, out: Any) -> None:
    """A value where a condition holds, elsewhere one of two numbers, in place."""
    if out is not yes:
        np.copyto(out, yes, casting="unsafe")
    if elsewhere.dtype == np.bool_:
        _put(out, elsewhere, np.where(other, this, that))
    elif elsewhere.size:
        out[elsewhere] = np.where(other[elsewhere] if other.ndim else other, this, that)


def _put(out: Any, elsewhere: Any, values: Any) -> None:
    if elsewhere.dtype == np.bool_:
        np.copyto(out, values, where=elsewhere, casting="unsafe")
    elif elsewhere.size:
        out[elsewhere] = values[elsewhere] if values.ndim else values


def _counted(condition: Any, out: Any = None) -> Any:
    """1 where a condition holds, else 0."""
    if out is None:
        return np.int8(condition)
    np.copyto(out, condition)
    return out


def _picked(condition: Any, yes: Any, *no: Any) -> Any:
    if len(no) == 1:
        return yes if condition else no[0]
    return yes if condition else no[1] if no[0] else no[2]


def _scale(number: Any, scale: Any, power: Any, out: Any = None) -> Any:
    return np.multiply(number, np.power(scale, power), out)


def _larger(number: Any, value: Any, out: Any = None) -> Any:
    """A number stands first among what commutes; NumPy takes it faster as the second."""
    return np.maximum(value, number, out=out)


def _smaller(number: Any, value: Any, out: Any = None) -> Any:
    return np.minimum(value, number, out=out)


WORKS: Mapping[str, Callable[..., Any]] = {
    "elsewhere": _elsewhere,
    "counted": _counted,
    "scale": _scale,
    "maximum": _larger,
    "minimum": _smaller,
    "bitwise_and": np.logical_and,
    "bitwise_or": np.logical_or,
    "invert": np.logical_not,
}
"""What is called otherwise than by the name of its ufunc."""


def calls(operations: Iterable[Operation]) -> tuple[Call, ...]:
    """The calls of operations, in their order."""
    return tuple(map(_call, operations))


def _call(operation: Operation) -> Call:
    work = _work(operation)
    if operation.flat:
        return work, itemgetter(*operation.reads, operation.writes), None
    first, *others = operation.reads
    given = itemgetter(first, *others) if others else itemgetter(slice(first, first + 1))
    return work, given, operation.writes


def _work(operation: Operation) -> Callable[..., Any]:
    if operation.work == "where":
        flat = _select if len(operation.reads) == 3 else _guard
        return flat if operation.flat else _picked
    found: Callable[..., Any] = WORKS.get(operation.work) or getattr(np, operation.work)
    return found
