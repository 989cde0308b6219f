"""Answers as a notebook shows them: small tables in HTML, with words and units, every cell escaped.

The tables have no colours of their own, so that they are read in the light and the dark theme of a notebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import numpy as np

from hipmech.quantities import QUANTITIES, Quantity

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Tabled", "cell", "fields_table", "figure", "frame_table", "quantities_table", "table"]

MOST_ROWS = 20
"""Rows of a table that are shown."""
BRIEF, LONGEST = 160, 300
"""Characters of a record in a line, and of one cell."""


class Tabled:
    """A record that a notebook shows as a table: its own where it has one, else one field a row.

    In a line it is told by its fields that are not empty; a record of few fields may keep the line of Python,
    from which it can be made again.
    """

    @property
    def _units(self) -> Mapping[str, str]:
        """Units of fields that are no quantities."""
        return {}

    def __repr__(self) -> str:
        told = [f"{name} {cell(value)}" for name, value in _fields(self).items() if not _empty(value)]
        return f"<{type(self).__name__}: {shorten(', '.join(told), BRIEF, placeholder=' …')}>"

    def _repr_html_(self) -> str:
        # A line that lists the fields would say them twice.
        own = type(self).__repr__ is not Tabled.__repr__ and repr(self).startswith("<")
        caption = repr(self)[1:-1] if own else type(self).__name__
        if hasattr(self, "table"):
            return frame_table(caption, self.table())
        return fields_table(caption, self, self._units)


def fields_table(caption: str, record: Any, units: Mapping[str, str]) -> str:
    """A record as a table, one field a row; ``units`` of fields that are no quantities."""
    of = {name: QUANTITIES[name].unit for name in _fields(record) if name in QUANTITIES} | dict(units)
    rows = (
        (name, cell(value), of.get(name, "") if _measured(value) else "")
        for name, value in _fields(record).items()
    )
    return table(caption, ("field", "value", "unit"), rows)


def _measured(value: Any) -> bool:
    return value is not None and not isinstance(value, (str, bool, Mapping))


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, tuple, list, Mapping)) and not value)


def cell(value: Any) -> str:
    """Anything in a few words: a number, a text, the span of an array, the parts of a mapping.

    Examples
    --------
    >>> cell(2.728123), cell(("a", "b")), cell({"neck_length": 54.0}), cell(np.array([1.0, 2.5]))
    ('2.7281', 'a, b', 'neck_length 54 mm', '1 to 2.5 in an array of shape (2,)')
    """
    if value is None:
        return "–"
    if isinstance(value, (float, np.floating)):
        return figure(float(value))
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, Mapping):
        return shorten(", ".join(_part(*one) for one in value.items()), LONGEST, placeholder=" …")
    if isinstance(value, (tuple, list)):
        return shorten(", ".join(map(cell, value)), LONGEST, placeholder=" …")
    if callable(value):
        return "a function"
    return shorten(str(value), LONGEST, placeholder=" …")


def _part(name: Any, value: Any) -> str:
    unit = QUANTITIES[name].unit if name in QUANTITIES and not isinstance(value, str) else ""
    return f"{name} {cell(value)} {unit}".rstrip()


def _array(values: Any) -> str:
    known = values[np.isfinite(values)] if values.dtype.kind in "iuf" else values[:0]
    span = f"{figure(float(known.min()))} to {figure(float(known.max()))} in " if known.size else ""
    return f"{span}an array of shape {values.shape}"


def frame_table(caption: str, frame: pd.DataFrame, units: Mapping[str, str] | None = None) -> str:
    """The first rows of a table of pandas, with units in its heads; a named index is its first column.

    Parameters
    ----------
    caption : str
    frame : pandas.DataFrame
    units : mapping of str to str, optional
        Unit by column; else those that the frame keeps (``attrs["units"]``).
    """
    units = frame.attrs.get("units", {}) if units is None else units
    more = f"; the first {MOST_ROWS} of {len(frame):,} rows" if len(frame) > MOST_ROWS else ""
    first = frame.head(MOST_ROWS)
    first = first if first.index.name is None else first.reset_index()
    names = list(map(str, first))
    head = [f"{name}, {units[name]}" if units.get(name) else name for name in names]
    return table(f"{caption}{more}", head, ([cell(value) for value in row] for row in first.to_numpy(object)))


def figure(value: float) -> str:
    """Five significant figures, without an exponent in the everyday range."""
    if not np.isfinite(value):
        return "–"
    rounded = f"{value:.5g}"
    return f"{value:.0f}" if "e+" in rounded and abs(value) < 1e7 else rounded


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in HTML that a screen reader can walk: a caption, column heads, a head for each row.

    Examples
    --------
    >>> table("a < b", ["what", "mm"], [["arm", "45.05"]])[:70]
    '<table><caption>a &lt; b</caption><thead><tr><th scope="col">what</th>'
    """
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(f"<tr>{_row(cells)}</tr>" for cells in rows)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return f'<th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in others)


def quantities_table(caption: str, values: Mapping[str, Any], shape: tuple[int, ...]) -> str:
    """Quantities by canonical name as a table: one number each, or the span of many.

    Parameters
    ----------
    caption : str
    values : mapping
        Numbers or arrays in public units; words are left out.
    shape : tuple of int
        () for a single case.
    """
    numbers = {name: np.asarray(v) for name, v in values.items() if np.asarray(v).dtype.kind in "iuf"}
    heads = ["value"] if shape == () else ["lowest", "mean", "highest", "without"]
    shown = {name: [figure(v.item())] if shape == () else _span(v) for name, v in numbers.items()}
    head = ["quantity", *heads, "unit", "name"]
    return table(caption, head, (_line(name, cells) for name, cells in shown.items()))


def _line(name: str, cells: list[str]) -> list[str]:
    return [QUANTITIES[name].en, *cells, QUANTITIES[name].unit, name]


def _span(values: Any) -> list[str]:
    """Lowest, mean and highest of what is a number, and how many are none."""
    known = values[np.isfinite(values)]
    span = [figure(float(part())) if known.size else "–" for part in (known.min, known.mean, known.max)]
    return [*span, str(values.size - known.size) if values.size > known.size else ""]


def _of_quantity(row: Quantity) -> str:
    return fields_table(row.en, row, dict.fromkeys(("default", "usual", "limits", "span", "step"), row.unit))


# The table of quantities lies below this room, so that what shows its rows is given to them here.
Quantity._repr_html_ = _of_quantity  # type: ignore[attr-defined]
