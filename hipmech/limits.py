"""What a quantity may be: each value passes here once; a refusal tells what was given, allowed, and why."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.quantities import QUANTITIES, Quantity, nearest, quantity

Real = float | NDArray[np.float64]
Words = str | NDArray[np.str_]

UNSPECIFIED = math.nan
EVERYTHING = (-math.inf, math.inf)


def accept(name: str, value: Any) -> Any:
    """Value of a quantity as a float, a read-only float64 array, or the name of a choice.

    Parameters
    ----------
    name : str
        Canonical name of an input.
    value : scalar or array_like
        In the public unit, or with a unit of its own as pint has it; a choice takes one of its names
        (``sex`` also an array of names).

    Returns
    -------
    float, ndarray of float64 (read-only) or str

    Raises
    ------
    UnknownQuantity
        The name is not in the table.
    InputError
        The value is no number, not finite, outside the hard limits, of another unit, or no allowed choice.
    """
    row = QUANTITIES.get(name) or quantity(name)
    if row.kind == "choice":
        return _accept_choice(row, value)
    if row.default is None and (value is None or (row.kind == "input" and _is_nan(value))):
        return UNSPECIFIED
    if type(value) is float or type(value) is int:
        low, high = row.limits or EVERYTHING
        if low <= value <= high:
            return float(value)
    return _accept_numbers(row, value)


def _is_nan(value: Any) -> bool:
    """Whether a value is what the inputs of a load tell of one that is unspecified."""
    return type(value) is float and math.isnan(value)


def accept_fields(record: Any) -> None:
    """Check each field of a frozen record against the table and store it read-only."""
    for name in record.__dataclass_fields__:
        object.__setattr__(record, name, accept(name, getattr(record, name)))


def accept_ends(name: str, label: str, given: Any) -> tuple[float, float]:
    """Both ends of a range of a quantity, public unit; ``label`` is what the caller calls the range.

    Raises
    ------
    InputError
        Not two ends, an end that is not allowed, or a lower one that does not lie below the upper.
    """
    try:
        low, high = given
    except (TypeError, ValueError):
        raise InputError(f"{label} = {given!r} is no range: it takes (low, high).") from None
    low, high = accept(name, low), accept(name, high)
    if np.ndim(low) or np.ndim(high):
        raise InputError(f"{label} = {given!r} is no range: it takes (low, high), one number each.")
    if not low < high:
        raise InputError(f"{label} = ({low:g}, {high:g}) is no range: the lower end lies below the upper.")
    return low, high


def whole_number(name: str, value: Any, least: int, most: int | None = None) -> int:
    """A setting that counts, such as ``seed``: a whole number from ``least``, to ``most`` if there is one.

    Raises
    ------
    InputError
        No whole number, such as 2.5, 4.0, "4" and True, or one beyond the ends.

    Examples
    --------
    >>> whole_number("threads", 2.5, 1)
    Traceback (most recent call last):
    hipmech.errors.InputError: threads = 2.5 is not allowed: it is a whole number, at least 1.
    """
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or value < least or (most is not None and value > most):
        allowed = f"at least {least:,}" if most is None else f"from {least:,} to {most:,}"
        raise InputError(f"{name} = {reprlib.repr(value)} is not allowed: it is a whole number, {allowed}.")
    return int(value)


def between_0_and_1(name: str, value: Any) -> float:
    """A setting that is a share of a whole, such as ``level``, neither none of it nor all.

    Raises
    ------
    InputError
        No number, or one that does not lie between 0 and 1.
    """
    number = isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
    if not number or not 0 < value < 1:
        raise InputError(
            f"{name} = {reprlib.repr(value)} is not allowed: it is a share between 0 and 1, such as 0.95."
        )
    return float(value)


def _accept_choice(row: Quantity, value: Any) -> Words:
    if isinstance(value, str) and value in row.choices:
        return value
    if row.name == "sex" and not isinstance(value, str):
        return _accept_sexes(row, value)
    if not isinstance(value, str) and np.ndim(value) > 0:
        raise InputError(f"{row.name} takes one name for all hips, one of {', '.join(row.choices)}.")
    near = nearest(str(value), row.choices)
    raise InputError(
        f"{row.name} = {value!r} is not allowed: it is one of {', '.join(row.choices)}"
        + (f"; did you mean {near!r}?" if near else ".")
    )


def _accept_sexes(row: Quantity, value: ArrayLike) -> NDArray[np.str_]:
    words = np.asarray(value).astype(np.str_)
    wrong = ~np.isin(words, row.choices)
    if wrong.any():
        raise InputError(
            f"{_where(row.name, wrong)} = {str(words[wrong].flat[0])!r} is not allowed{_count(wrong)}: "
            f"it is one of {', '.join(row.choices)}"
        )
    return _frozen(words)


def _accept_numbers(row: Quantity, value: Any) -> Real:
    numbers = _numbers(row, value)
    if not within(numbers, row.limits or EVERYTHING):
        wrong = forbidden(row.name, numbers)
        first = float(numbers[wrong].flat[0])
        raise InputError(f"{_where(row.name, wrong)} {refusal(row.name, first)}{_count(wrong)}")
    return float(numbers) if numbers.ndim == 0 else _frozen(numbers)


def _numbers(row: Quantity, value: Any) -> NDArray[np.float64]:
    value = without_unit(row.name, value)
    if isinstance(value, np.ma.MaskedArray):
        value = np.ma.filled(value.astype(np.float64), np.nan)
    try:
        raw = np.asarray(value)
    except ValueError:
        raise InputError(f"{row.name} is a ragged sequence: give a number or a rectangular array.") from None
    if raw.dtype.kind not in "iuf":
        given = f"{row.name} = {reprlib.repr(value)}" if raw.ndim == 0 else row.name
        raise InputError(
            f"{given} is no number: {row.name} takes a number, or an array of numbers, in {_unit(row)}."
        )
    return raw.astype(np.float64)


def without_unit(name: str, value: Any) -> Any:
    """A value with a unit of its own, in the public unit of a quantity; what has none is left as it is.

    Known by what it can do, so that the library that made it is never imported.

    Raises
    ------
    InputError
        A unit that does not convert.
    """
    if not _has_unit(value):
        return value
    row = quantity(name)
    return in_unit(row.name, row.unit, value, _described(row))


def in_unit(name: str, unit: str, value: Any, described: str = "") -> Any:
    """The same for what is no quantity of the table, in a unit that is given; ``described`` says what it is.

    Examples
    --------
    >>> in_unit("cutoff", "Hz", [10, 6])
    [10, 6]
    """
    if not _has_unit(value):
        return value
    if isinstance(value, (list, tuple)):
        return [in_unit(name, unit, item, described) for item in value]
    try:
        return value.to(UNITS_ABROAD.get(unit) or unit.replace("·", "*").replace("%", "percent")).magnitude
    except (TypeError, ValueError, AttributeError):
        raise InputError(
            f"{name} in {getattr(value, 'units', 'its unit')} is not allowed: {described or name} takes "
            f"{unit or 'plain numbers'}, or a unit that converts to it."
        ) from None


def _has_unit(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(map(_has_unit, value))
    return hasattr(value, "magnitude") and hasattr(value, "to")


UNITS_ABROAD = {"": "dimensionless", "BW": "dimensionless"}
"""Public units that other libraries call otherwise."""


def within(numbers: NDArray[np.float64], limits: tuple[float, float]) -> bool:
    """Whether all numbers are finite and lie within limits; two looks, without an array of verdicts."""
    low, high = limits
    least, most = (numbers.min(), numbers.max()) if numbers.size else (low, high)
    return bool(least >= low and most <= high and math.isfinite(least) and math.isfinite(most))


def forbidden(name: str, numbers: NDArray[np.float64]) -> NDArray[np.bool_]:
    """True where a number is not finite or outside the hard limits."""
    low, high = _limits(quantity(name))
    return ~((numbers >= low) & (numbers <= high) & np.isfinite(numbers))


def unusual(name: str, numbers: Real) -> NDArray[np.bool_]:
    """True where a number is allowed but outside the physiological range."""
    low, high = quantity(name).usual or EVERYTHING
    return np.asarray((np.asarray(numbers) < low) | (np.asarray(numbers) > high))


def refusal(name: str, number: float) -> str:
    """Why a number is refused: given, allowed, why, what to try."""
    row = quantity(name)
    if not math.isfinite(number):
        return f"= {number} is not a finite number: {row.name} takes numbers in {_unit(row)}."
    low, high = _limits(row)
    return (
        f"= {number:g}{_space(row.unit)} is not allowed: {_described(row)} must lie between "
        f"{low:g} and {high:g}{_space(row.unit)}{_measured(row)}.{_hint(row, number)}"
    )


def remarks(name: str, numbers: Real) -> tuple[str, ...]:
    """One sentence if any number lies outside what is measured in people."""
    row = QUANTITIES[name]
    if row.usual is None:
        return ()
    if name in SILENT_METRES and (metres := _in_metres(row, numbers)):
        return (metres,)
    low, high = row.usual
    if type(numbers) is float and (low <= numbers <= high or math.isnan(numbers)):
        return ()
    if within(np.asarray(numbers), row.usual):
        return ()
    odd = unusual(name, numbers)
    if not odd.any():
        return ()
    first = float(np.asarray(numbers)[odd].flat[0])
    factor, question = MISTAKEN_PARTS.get(name, (math.nan, ""))
    part = f" {question}" if low <= factor * first <= high else _hint(row, first)
    return (
        f"{_where(name, odd)} = {first:g}{_space(row.unit)} lies outside the usual "
        f"{low:g} to {high:g}{_space(row.unit)} ({row.source}){_count(odd)}; solved all the same."
        f"{part}",
    )


def _in_metres(row: Quantity, numbers: Real) -> str:
    """A question, where every length is next to nothing in millimetres and an everyday one in metres."""
    low, high = row.usual or EVERYTHING
    if type(numbers) is float and not 0 < numbers < 1:
        return ""
    lengths = np.asarray(numbers)
    largest = float(lengths.max()) if lengths.size else 0.0
    if not 0 < largest < 1 or lengths.min() < 0 or not low <= 1000 * largest <= high:
        return ""
    return (
        f"{row.name} = {largest:g} mm is next to nothing; solved all the same. Was it given in metres? "
        f"Then it is {1000 * largest:g} mm."
    )


def shape_of(values: dict[str, Any]) -> tuple[int, ...]:
    """Common shape of all values; unequal shapes are an error that names the quantities."""
    shapes = {name: np.shape(value) for name, value in values.items() if not isinstance(value, (float, str))}
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise InputError(
            f"These shapes do not fit together: {listed}. Give arrays of one shape, or a grid as open mesh "
            "(hipmech.sweeps.grid does it for you)."
        ) from None


def _limits(row: Quantity) -> tuple[float, float]:
    return row.limits or EVERYTHING


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.flags.writeable = False
    return array


def _unit(row: Quantity) -> str:
    return row.unit or "plain numbers"


def _space(unit: str) -> str:
    return f" {unit}" if unit else ""


def _measured(row: Quantity) -> str:
    if row.usual is None:
        return ""
    return f"; usual are {row.usual[0]:g} to {row.usual[1]:g}{_space(row.unit)} ({row.source})"


def _described(row: Quantity) -> str:
    return row.name if row.en == row.name else f"{row.name} ({row.en})"


def _where(name: str, wrong: NDArray[np.bool_]) -> str:
    if wrong.ndim == 0:
        return name
    index: Sequence[int] = [int(axis[0]) for axis in np.nonzero(wrong)]
    return f"{name}[{', '.join(map(str, index))}]"


def _count(wrong: NDArray[np.bool_]) -> str:
    return "" if wrong.size <= 1 else f" ({int(wrong.sum())} of {wrong.size} elements)"


MISTAKEN_UNITS: dict[str, tuple[tuple[str, float], ...]] = {
    "deg": (("radians", 180 / math.pi),),
    "mm": (("metres", 1000.0), ("centimetres", 10.0)),
    "kg": (("tenths of a kilogram", 0.1), ("grams", 0.001)),
    "s": (("milliseconds", 0.001),),
    "": (("per cent", 0.01),),
    "BW": (("per cent of body weight", 0.01),),
    "m/s": (("kilometres an hour", 1 / 3.6),),
}
MISTAKEN_PARTS: dict[str, tuple[float, str]] = {
    "inter_hip_distance": (2.0, "Is it half the hip distance? hipmech takes the full one."),
    "femoral_head_radius": (0.5, "Is it the diameter? hipmech takes the radius."),
    "step_rate": (2.0, "Does it count one foot? hipmech counts both."),
    "preferred_step_rate": (2.0, "Does it count one foot? hipmech counts both."),
}
"""What is often given in the place of a quantity: by what it is then to be multiplied, and the question."""
SILENT_METRES = frozenset(
    row.name for row in QUANTITIES.values() if row.unit == "mm" and row.usual and row.usual[0] <= 0
)
"""Lengths that may be next to nothing, so that metres in the place of millimetres pass every limit."""


def _hint(row: Quantity, number: float) -> str:
    low, high = row.usual or _limits(row)
    for unit, factor in MISTAKEN_UNITS.get(row.unit, ()):
        if number and low <= number * factor <= high:
            return f" Was it given in {unit}? Then it is {number * factor:g}{_space(row.unit)}."
    return ""
