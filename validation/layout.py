"""Rows of cells as tables: aligned for a terminal, piped for Markdown, as CSV."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

Rows = Sequence[Sequence[str]]


def aligned(rows: Rows, widest: Sequence[int] = ()) -> str:
    """Columns two blanks apart; a cell wider than its column may be goes on below itself, indented.

    Examples
    --------
    >>> print(aligned([("arm", "mm"), ("abductor", "45")]))
    arm       mm
    abductor  45
    >>> print(aligned([("arm of the abductors", "45 mm")], widest=(10, 10)))
    arm of the   45 mm
      abductors
    """
    rows = [line for row in rows for line in _folded(row, widest)] if widest else rows
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _folded(row: Sequence[str], widest: Sequence[int]) -> Rows:
    cells = [
        textwrap.wrap(cell, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        for cell, width in zip(row, widest, strict=True)
    ]
    return list(zip_longest(*cells, fillvalue=""))


def piped(rows: Rows) -> str:
    """A Markdown table, its first row the headings.

    Examples
    --------
    >>> print(piped([("arm", "mm"), ("abductor", "45")]))
    | arm | mm |
    | --- | --- |
    | abductor | 45 |
    """
    ruled = [rows[0], ("---",) * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |" for row in ruled)


BAR = "\\|"


def separated(records: Sequence[Mapping[str, Any]]) -> str:
    """Records as CSV, numbers with twelve digits, nothing where there is none.

    Examples
    --------
    >>> print(separated([{"arm": 1 / 3, "note": None}]))
    arm,note
    0.333333333333,
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(records[0])
    for record in records:
        writer.writerow([f"{cell:.12g}" if isinstance(cell, float) else cell for cell in record.values()])
    return out.getvalue().rstrip("\n")
