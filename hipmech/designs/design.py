"""A design: its axes, every combination of them, and what is the same for every case."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech import further
from hipmech.designs.axes import Axis, Columns, Places, unit_of
from hipmech.errors import InputError
from hipmech.limits import accept, whole_number
from hipmech.notebooks import Tabled, cell, table
from hipmech.quantities import INPUTS, quantity
from hipmech.scenarios import scenario
from hipmech.solution import LeverInputs

LEVER_INPUTS = tuple(LeverInputs.__annotations__)
ALLOWED = tuple(dict.fromkeys((*INPUTS, *LEVER_INPUTS, *further.INPUTS)))
MOST_CASES = 2**62


@dataclass(frozen=True, eq=False, repr=False)
class Design(Tabled):
    """Every combination of the rows of the axes; the last axis runs fastest.

    Nothing is stored but the axes: a design of 10¹² cases costs as much memory as its values.

    Attributes
    ----------
    axes : tuple of Axis
        No quantity stands in two.
    fixed : mapping
        Inputs that are the same for every case, by canonical name, public units.

    Raises
    ------
    InputError
        No axis, a quantity that varies twice or is fixed too, or a fixed input that is not allowed.
    UnknownQuantity
        A name that is no input.

    Examples
    --------
    >>> from hipmech import designs
    >>> design = designs.grid(neck_shaft_angle=[120, 127], pelvic_drop=[0, 2, 4])
    >>> design
    <Design of 6 cases: neck_shaft_angle 2 × pelvic_drop 3>
    >>> design.cases(2, 5)["neck_shaft_angle"].tolist(), design.cases(2, 5)["pelvic_drop"].tolist()
    ([120.0, 127.0, 127.0], [4.0, 0.0, 2.0])
    """

    axes: tuple[Axis, ...]
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.axes:
            raise InputError("A design needs at least one axis; for a single hip call hipmech.solve.")
        for name in self.names:
            quantity(name, ALLOWED)
            if self.names.count(name) > 1:
                raise InputError(f"{name} varies along two axes: give it one.{_set_by(self.axes, name)}")
            if name in self.fixed:
                raise InputError(
                    f"{name} is both varied and fixed: give one of them.{_set_by(self.axes, name)}"
                )
        columns = self.columns
        twice = {name for name in columns if columns.count(name) > 1} | {*columns} & {*self.names}
        if twice:
            raise InputError(f"The column {min(twice)!r} stands twice in the design: keep it once.")
        object.__setattr__(self, "fixed", {name: _accepted(name, v) for name, v in self.fixed.items()})
        if self.size > MOST_CASES:
            raise InputError(f"These axes make more than {MOST_CASES:.0e} cases: take fewer values.")

    @property
    def names(self) -> tuple[str, ...]:
        """What varies, in the order of the axes."""
        return tuple(name for axis in self.axes for name in axis.names)

    @property
    def columns(self) -> tuple[str, ...]:
        """What is carried along untouched, in the order of the axes."""
        return tuple(name for axis in self.axes for name in axis.kept)

    @property
    def sourced(self) -> tuple[str, ...]:
        """What is drawn as a source spreads it, in the order of the axes."""
        return tuple(name for axis in self.axes for name in axis.sourced)

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows along each axis."""
        return tuple(axis.length for axis in self.axes)

    @property
    def size(self) -> int:
        """Number of cases."""
        return math.prod(self.shape)

    def cases(self, start: int, stop: int) -> Columns:
        """Inputs of the cases from ``start`` until before ``stop``, by name, shape (stop - start,) each.

        Numbers are float64 in the public unit; choices and sex are words. A number that a table could not
        give is NaN; :meth:`faults` says why.
        """
        found: Columns = {}
        for axis, rows, counts in self._stretches(start, stop):
            for name, values in _at(axis, rows).items():
                found[name] = values if counts is None else np.repeat(values, counts)
        return found

    def cases_at(self, places: Any) -> Columns:
        """Inputs of the cases at these places, an array of whole numbers; shape of ``places`` each."""
        places = np.asarray(places)
        if places.size and places.dtype.kind not in "iu":
            raise InputError(
                f"The place {places.flat[0]!s} is not allowed: a case has a whole number, counted from 0."
            )
        places = places.astype(np.int64)
        if places.size and (places.min() < 0 or places.max() >= self.size):
            raise InputError(f"This design has {self.size:,} cases, numbered from 0.")
        found: Columns = {}
        for axis, stride in zip(self.axes, self._strides(), strict=True):
            found |= axis.at(places // stride % axis.length)
        return found

    def faults(self, start: int, stop: int) -> dict[str, NDArray[np.object_]]:
        """Why an input has no value, by quantity and case, for those quantities where any row lacks one."""
        found = {}
        for axis, rows, counts in self._stretches(start, stop):
            for name, sentences in axis.faults.items():
                told = np.array([sentences.get(row % axis.length, "") for row in rows], object)
                found[name] = told if counts is None else np.repeat(told, counts)
        return found

    def kept(self, start: int, stop: int) -> Columns:
        """Cells that are carried along untouched, by column."""
        found = {}
        for axis, rows, counts in self._stretches(start, stop):
            for name, cells in axis.kept.items():
                here = cells[_round(axis, rows)]
                found[name] = here if counts is None else np.repeat(here, counts)
        return found

    def rows_along(self, axis: Axis, start: int, stop: int) -> Places:
        """Row of each case along one of the axes."""
        for other, rows, counts in self._stretches(start, stop):
            if other is axis:
                places = _round(axis, rows)
                return places if counts is None else np.repeat(places, counts)
        raise InputError("This axis is none of the design's.")

    def with_fixed(self, **inputs: Any) -> Design:
        """The same design with more inputs, or other ones, that are the same for every case."""
        return Design(self.axes, {**self.fixed, **inputs})

    def __mul__(self, other: Design) -> Design:
        """Every combination of the cases of both, those of the first slowest."""
        if not isinstance(other, Design):
            return NotImplemented
        for name in {*self.fixed} & {*other.fixed}:
            if self.fixed[name] != other.fixed[name]:
                raise InputError(
                    f"{name} is fixed at {self.fixed[name]} in one design and at {other.fixed[name]} in the "
                    "other: give one of them."
                )
        return Design((*self.axes, *other.axes), {**self.fixed, **other.fixed})

    @property
    def text(self) -> str:
        """The design as TOML, as a study file has it."""
        fixed = [f"{name} = {_toml(value)}" for name, value in self.fixed.items() if value is not None]
        parts = ["\n".join(["[fixed]", *fixed])] if fixed else []
        return "\n\n".join([*parts, *(f"[[axes]]\n{axis.text}" for axis in self.axes)])

    def __repr__(self) -> str:
        along = " × ".join(f"{' + '.join(axis.names)} {axis.length:,}" for axis in self.axes)
        return f"<Design of {self.size:,} cases: {along}>"

    def _repr_html_(self) -> str:
        axes = [(" + ".join(axis.names), f"{axis.length:,}", "; ".join(axis.told)) for axis in self.axes]
        fixed = [(name, "fixed", f"{cell(value)}{unit_of(name)}") for name, value in self.fixed.items()]
        return table(repr(self)[1:-1], ("axis", "rows", "what varies"), [*axes, *fixed])

    def _strides(self) -> tuple[int, ...]:
        """Cases from one row of each axis to its next."""
        return tuple(math.prod(self.shape[place + 1 :]) for place in range(len(self.axes)))

    def _stretches(self, start: int, stop: int) -> Iterator[tuple[Axis, range, NDArray[np.int64] | None]]:
        """Along each axis the rows in their order, and how many cases each lasts; None where one each."""
        if not 0 <= start <= stop <= self.size:
            raise InputError(f"This design has the cases 0 to {self.size:,}, not {start:,} to {stop:,}.")
        start, stop = whole_number("start", start, 0), whole_number("stop", stop, 0)
        for axis, stride in zip(self.axes, self._strides(), strict=True):
            if stride == 1 or start == stop:
                yield axis, range(start, stop), None
                continue
            rows = range(start // stride, (stop - 1) // stride + 1)
            begins = np.arange(rows.start, rows.stop) * stride
            yield axis, rows, np.minimum(begins + stride, stop) - np.maximum(begins, start)


def _at(axis: Axis, rows: range) -> Columns:
    """Values at rows in a row, which may run round the axis more than once; each is made once."""
    if not rows:
        return axis.rows(0, 0)
    first = rows.start % axis.length
    if first + len(rows) <= axis.length:
        return axis.rows(first, first + len(rows))
    if len(rows) <= axis.length:
        return axis.at(_round(axis, rows))
    return {name: values[_round(axis, rows)] for name, values in axis.rows(0, axis.length).items()}


def _round(axis: Axis, rows: range) -> Places:
    """Rows that may run round the axis, as its places."""
    return np.arange(rows.start, rows.stop) % axis.length


def _accepted(name: str, value: Any) -> Any:
    """A fixed input as given, once it is seen to be one allowed value."""
    quantity(name, ALLOWED)
    if not isinstance(value, str) and np.ndim(value) > 0:
        raise InputError(f"{name} is fixed, and so one value; with several it is an axis of the design.")
    accepted = accept(name, value)
    return value if isinstance(value, str) or value is None else float(accepted)


def _set_by(axes: Iterable[Axis], name: str) -> str:
    """Which scenarios along these axes set an input, and to what; empty where none does."""
    known = [axis.kept.get("scenario", ()) for axis in axes if axis.kind == "values"]
    cases = [scenario(str(case)) for names in known for case in names]
    shown = {case.name: case.inputs[name] for case in cases if name in case.inputs}
    told = [f"{case} to {value}{unit_of(name)}" for case, value in shown.items()]
    return f" Scenarios set it: {', '.join(told)}." if told else ""


def _toml(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
