"""Answers as a notebook shows them: small tables in HTML, with words and units, every cell escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np

from hipmech.quantities import QUANTITIES

__all__ = ["figure", "quantities_table", "table"]


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
