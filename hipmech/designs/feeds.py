"""Which column a quantity comes from, and what the cells of a column are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import THOUSANDS, comma_hint, decimal_comma, numbers
from hipmech.errors import InputError
from hipmech.limits import EVERYTHING, accept, forbidden, refusal, within, without_unit
from hipmech.quantities import quantity, suggestion

if TYPE_CHECKING:
    import pandas as pd

SEXES: Mapping[str, str] = MappingProxyType({"female": "female", "f": "female", "male": "male", "m": "male"})
"""Cells of a column of sexes, in any case."""


class Feed(NamedTuple):
    """Which column a quantity comes from: ``quantity = factor · column``."""

    quantity: str
    column: str
    factor: float = 1.0


class Column(NamedTuple):
    """Values of a quantity, shape (rows,): NaN, or ``unspecified``, where a cell gives none.

    ``faults`` says by row why a cell gives no allowed value.
    """

    values: NDArray[Any]
    faults: dict[int, str]


def columns_of(
    columns: Mapping[str, Any] | pd.DataFrame, feeds: Sequence[Feed], keep: Iterable[str] = ()
) -> dict[str, NDArray[Any]]:
    """The columns that are asked for, by name, all of one length; in public units where one has its own.

    Raises
    ------
    InputError
        A column that is missing or stands twice, columns of unequal length, or a unit that does not convert.
    """
    names = [str(name) for name in columns]
    wanted = [*(feed.column for feed in feeds), *keep]
    for feed in feeds:
        if feed.column not in columns:
            raise InputError(missing_column(feed, names))
    for name in keep:
        if name not in columns:
            raise InputError(f"There is no column {name!r} to keep{suggestion(name, names)}")
    for name in wanted:
        if names.count(name) > 1:
            raise InputError(
                f"The column name {name!r} stands {names.count(name)} times in the table: give each column a "
                "name of its own."
            )
    plain = {feed.column: without_unit(feed.quantity, columns[feed.column]) for feed in feeds}
    found = {name: np.asarray(plain.get(name, columns[name])) for name in dict.fromkeys(wanted)}
    shapes = {column.shape for column in found.values()}
    if len(shapes) != 1 or len(next(iter(shapes))) != 1:
        listed = ", ".join(f"{name} {column.shape}" for name, column in found.items())
        raise InputError(f"These columns do not fit together: {listed}. Each has one value a row.")
    return found


def missing_column(feed: Feed, names: Iterable[str]) -> str:
    """Words for a column that is not there; the nearest is suggested."""
    return f"There is no column {feed.column!r} for {feed.quantity}{suggestion(feed.column, names)}"


def refuse_decimal_commas(feed: Feed, cells: NDArray[Any]) -> None:
    """Refuse a column most of whose cells are numbers with a decimal comma."""
    example = decimal_comma(cell for cell in cells.tolist() if isinstance(cell, str))
    if example:
        thousands = " If they part thousands, take them out." if THOUSANDS.fullmatch(example) else ""
        raise InputError(
            f"The column {feed.column!r} has decimal commas, such as {example!r}: give the decimal mark "
            f'(decimal="," in Python, decimal = "comma" in a study file).{thousands}'
        )


def refuse_factor(feed: Feed) -> None:
    """Refuse a factor of words."""
    if feed.factor != 1 and quantity(feed.quantity).kind == "choice":
        raise InputError(
            f"{feed.quantity} is mapped to {feed.column!r} × {feed.factor:g}: words take no factor."
        )


def read_column(feed: Feed, cells: NDArray[Any], decimal: str = ".") -> Column:
    """Values of a quantity from the cells of its column; what is wrong with a cell is told, not raised.

    Raises
    ------
    InputError
        Words with a factor.
    """
    if quantity(feed.quantity).kind == "choice":
        refuse_factor(feed)
        return _sexes(feed, cells) if feed.quantity == "sex" else _choices(feed, cells)
    plain = cells.dtype.kind in "iuf"
    values = cells.astype(np.float64, copy=False) if plain else numbers(cells.tolist(), decimal)
    if feed.factor != 1:
        values = values * feed.factor
    if within(values, quantity(feed.quantity).limits or EVERYTHING):
        return Column(values, {})
    wrong = forbidden(feed.quantity, values)
    return Column(values, _told(wrong, lambda row: fault(feed, cells[row], values[row])))


def _sexes(feed: Feed, cells: NDArray[Any]) -> Column:
    sexes = np.array([SEXES.get(str(cell).strip().lower(), "unspecified") for cell in cells.tolist()])
    return Column(sexes, _told(sexes == "unspecified", lambda row: f"{unclear(feed, cells[row])}."))


def _choices(feed: Feed, cells: NDArray[Any]) -> Column:
    """Names of a choice; a cell that is none stays as it is, so that its row is invalid."""
    allowed = quantity(feed.quantity).choices
    words = np.array([_text(cell) for cell in cells.tolist()])
    return Column(words, _told(~np.isin(words, allowed), lambda row: _no_choice(feed, cells[row])))


def _no_choice(feed: Feed, cell: Any) -> str:
    text = _text(cell)
    if not text:
        return f"{feed.quantity}: the cell of {feed.column!r} is blank."
    try:
        accept(feed.quantity, text)
    except InputError as error:
        return str(error)
    return ""


def _told(wrong: NDArray[np.bool_], sentence: Callable[[int], str]) -> dict[int, str]:
    return {row: sentence(row) for row in np.flatnonzero(wrong).tolist()}


def fault(feed: Feed, cell: Any, value: float) -> str:
    """Why a cell gives no number: blank, no number, or not allowed."""
    text = _text(cell)
    if not text and feed.quantity != "age":
        return f"{feed.quantity}: the cell of {feed.column!r} is blank."
    if np.isnan(value):
        return f"{unclear(feed, cell)}.{comma_hint(text)}"
    return f"{feed.quantity} {refusal(feed.quantity, value)}"


def unclear(feed: Feed, cell: Any) -> str:
    """What a cell holds that gives no value."""
    text = _text(cell)
    if not text:
        return f"{feed.quantity}: its cell is blank"
    kind = "neither female nor male" if feed.quantity == "sex" else "no number"
    return f"{feed.quantity}: {_short(text)} in {feed.column!r} is {kind}"


def _text(cell: Any) -> str:
    """A cell as text; empty where it is one of the blanks of Python, NumPy or pandas."""
    if cell is None or (isinstance(cell, (float, np.floating)) and np.isnan(cell)):
        return ""
    text = str(cell).strip()
    return "" if text in ("<NA>", "NaT") else text


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:37]}…")
