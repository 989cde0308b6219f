"""One dimension of a design: rows that are listed or drawn, each found by its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import counted
from hipmech.notebooks import Tabled
from hipmech.quantities import QUANTITIES

Columns = dict[str, NDArray[Any]]
Places = NDArray[np.int64]
Kind = Literal["values", "table", "sample"]

DRAWN_TOGETHER = 8192
"""Rows of a sample that are drawn at once, whatever is asked for: so that a seed means one sample."""
MOST_TOLD = 50
"""Values of an uneven axis that are told in a line."""
MOST_WRITTEN = 1000
"""Values of an axis that its text lists; of longer ones it gives a fingerprint."""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Axis(Tabled):
    """One dimension: quantities that vary together, row by row.

    Attributes
    ----------
    names : tuple of str
        The quantities.
    length : int
        Rows along the axis.
    kind : "values", "table" or "sample"
    at : callable
        Values of each quantity at an array of rows, in its shape, or at a slice of rows; public units,
        choices and sex as words.
    text : str
        The axis as lines of TOML, without the table header.
    kept : mapping of str to ndarray, shape (length,)
        Cells that are carried along untouched, by column.
    faults : mapping
        Why a quantity has no allowed value in a row: a sentence by quantity and row.
    sourced : tuple of str
        Quantities drawn as a source spreads them: what lies far out is a person there, and no mistake.
    """

    names: tuple[str, ...]
    length: int
    kind: Kind
    at: Callable[[Any], Columns]
    text: str
    kept: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    faults: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    sourced: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Axis of {counted(self.length, 'row')}: {'; '.join(self.told)}>"

    @property
    def told(self) -> tuple[str, ...]:
        """What varies along the axis and how, one line a quantity."""
        if self.kind == "values":
            return tuple(_span(name, values) for name, values in self.rows(0, self.length).items())
        rows = counted(self.length, "row")
        return tuple(f"{name}{unit_of(name)} in {rows} of a {self.kind}" for name in self.names)

    def rows(self, start: int, stop: int) -> Columns:
        """Values of each quantity in the rows from ``start`` until before ``stop``."""
        return self.at(slice(start, stop))


def listed(columns: Mapping[str, NDArray[Any]]) -> Callable[[Places | slice], Columns]:
    """Rows that stand in memory, shape (length,) each; a slice of them is not copied."""
    return lambda places: {name: values[places] for name, values in columns.items()}


def drawn(portion: Callable[[int], Columns]) -> Callable[[Places | slice], Columns]:
    """Rows that are drawn when asked for, in portions of ``DRAWN_TOGETHER``, each by its number alone."""

    def at(places: Places | slice) -> Columns:
        if isinstance(places, slice):
            return _in_a_row(portion, places.start, places.stop)
        if not places.size:
            return {name: values[places] for name, values in portion(0).items()}
        numbers, which = np.unique(places // DRAWN_TOGETHER, return_inverse=True)
        portions = [portion(number) for number in numbers.tolist()]
        rows = which * DRAWN_TOGETHER + places % DRAWN_TOGETHER
        return {name: np.concatenate([found[name] for found in portions])[rows] for name in portions[0]}

    return at


def _in_a_row(portion: Callable[[int], Columns], start: int, stop: int) -> Columns:
    """Drawn rows from ``start`` until before ``stop``."""
    first = start // DRAWN_TOGETHER
    found: Columns = {}
    for number in range(first, max(first, (stop - 1) // DRAWN_TOGETHER) + 1):
        before = number * DRAWN_TOGETHER
        begin, end = max(start, before), max(start, min(stop, before + DRAWN_TOGETHER))
        for name, values in portion(number).items():
            rows = found.setdefault(name, np.empty(stop - start, values.dtype))
            rows[begin - start : end - start] = values[begin - before : end - before]
    return found


def values_text(values: NDArray[Any]) -> str:
    """Values as TOML: even ones by their ends, very many as a fingerprint of their bytes."""
    words = values.dtype.kind not in "iuf"
    if not words and _even(values):
        return f"{{ from = {values[0]!s}, to = {values[-1]!s}, count = {len(values)} }}"
    if len(values) <= MOST_WRITTEN:
        shown = [f'"{value}"' if words else repr(value) for value in values.tolist()]
        return f"[{', '.join(shown)}]"
    content = "\n".join(values.tolist()).encode() if words else values.astype("<f8").tobytes()
    return f'"{counted(len(values), "value")}, SHA-256 {hashlib.sha256(content).hexdigest()}"'


def _even(values: NDArray[Any]) -> bool:
    """Whether the values are exactly those that first, last and count make."""
    return len(values) > 2 and bool(np.array_equal(values, np.linspace(values[0], values[-1], len(values))))


def _span(name: str, values: NDArray[Any]) -> str:
    """First and last of even values; all of them where they are uneven or words, if that fits a line."""
    return f"{name} {_extent(values)}{unit_of(name)} in {counted(len(values), 'value')}"


def _extent(values: NDArray[Any]) -> str:
    if values.dtype.kind != "f":
        return " ".join(map(str, values.tolist()[:MOST_TOLD]))
    with np.errstate(invalid="ignore"):
        even = np.allclose(values, np.linspace(values[0], values[-1], len(values)))
    if even:
        return f"{values[0]:g} to {values[-1]:g}"
    if len(values) > MOST_TOLD:
        return f"unevenly {values.min():g} to {values.max():g}"
    return " ".join(f"{value:g}" for value in values)


def unit_of(name: str) -> str:
    """Unit of a quantity after a blank; empty where it has none."""
    unit = QUANTITIES[name].unit
    return f" {unit}" if unit else ""
