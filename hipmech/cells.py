"""Cells of a table: text as numbers and numbers as text, and what a spreadsheet would run."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FORMULA_STARTS",
    "THOUSANDS",
    "comma_hint",
    "counted",
    "decimal_comma",
    "figures",
    "harmless",
    "number",
    "numbers",
    "one_line",
]

FORMULA_STARTS = frozenset("=+-@\t\r")
NUMBER_LIKE = re.compile(r"\s*[+-]?[\d.,]+(e[+-]?\d+)?\s*%?\s*", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"\s*[+-]?\d*,\d+\s*")
THOUSANDS = re.compile(r"\s*[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?\s*")


def number(cell: object) -> float:
    """A cell as a number; NaN when it is none.

    Examples
    --------
    >>> number(" 74.5 "), number("74,5"), number(""), number("1_000")
    (74.5, nan, nan, nan)
    """
    try:
        return math.nan if isinstance(cell, str) and "_" in cell else float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return math.nan


def numbers(cells: Iterable[object], decimal: str = ".") -> NDArray[np.float64]:
    """Cells as numbers, shape (n,); NaN where a cell is none."""
    if decimal == ",":
        cells = (_pointed(cell) for cell in cells)
    return np.fromiter(map(number, cells), dtype=np.float64)


def _pointed(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return "" if "." in cell else cell.replace(",", ".")


def decimal_comma(cells: Iterable[str]) -> str:
    """An example of a number with a decimal comma if most filled cells are such numbers; else empty."""
    filled = [cell for cell in cells if cell.strip()]
    commas = [cell for cell in filled if DECIMAL_COMMA.fullmatch(cell)]
    return commas[0].strip() if 2 * len(commas) > len(filled) else ""


def comma_hint(text: str) -> str:
    """What the comma in a number may mean, as a sentence after a blank; empty where there is no such comma.

    Examples
    --------
    >>> comma_hint("74,5"), comma_hint("tall")
    (' It has a decimal comma: write 74.5.', '')
    >>> comma_hint("1,700")
    ' Its comma is not clear: write 1700, or 1.700 if it is decimal.'
    """
    pointed = text.strip().replace(",", ".")
    if THOUSANDS.fullmatch(text):
        decimal = f", or {pointed} if it is decimal" if pointed.count(".") == 1 else ""
        return f" Its comma is not clear: write {text.strip().replace(',', '')}{decimal}."
    return f" It has a decimal comma: write {pointed}." if DECIMAL_COMMA.fullmatch(text) else ""


def counted(count: int, noun: str) -> str:
    """A number of things in words.

    Examples
    --------
    >>> counted(1, "row"), counted(6068, "row")
    ('1 row', '6,068 rows')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def figures(values: NDArray[np.float64], decimal: str = ".") -> list[str]:
    """Numbers as cells: twelve significant digits, so that machines agree on them; empty where NaN.

    Examples
    --------
    >>> figures(np.array([0.1 + 0.2, np.nan, -0.0]))
    ['0.3', '', '0']
    """
    cells = [f"{value:.12g}" if value == value else "" for value in (values + 0.0).tolist()]
    return [cell.replace(".", ",") for cell in cells] if decimal == "," else cells


def harmless(cell: str) -> str:
    """Text that a spreadsheet would run as a formula, with an apostrophe before it; anything else as it is.

    Examples
    --------
    >>> harmless("=1+1"), harmless("-5"), harmless("-")
    ("'=1+1", '-5', '-')
    """
    if cell[:1] not in FORMULA_STARTS or len(cell) == 1 or NUMBER_LIKE.fullmatch(cell):
        return cell
    return f"'{cell}"


def one_line(text: str) -> str:
    """Text of a user for a comment line: no line break, nothing that a spreadsheet splits into cells."""
    return " ".join(re.sub(r"[,;|\s]+", " ", text).split())
