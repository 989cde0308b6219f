"""One row, one hip: how columns become hips; a row that cannot be solved says why."""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import comma_hint, counted, numbers
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.limits import forbidden, refusal, unusual
from hipmech.loads import STATUS_WORDS, Balance
from hipmech.quantities import QUANTITIES, quantity, suggestion
from hipmech.solution import solve

if TYPE_CHECKING:
    import pandas as pd

ROW_STATUS_WORDS = (*STATUS_WORDS, "invalid input")
INVALID = len(STATUS_WORDS)

SEXES: Mapping[str, str] = MappingProxyType({"female": "female", "f": "female", "male": "male", "m": "male"})
"""Cells of a column of sexes, in any case."""

Solver = Callable[..., Balance]


class Feed(NamedTuple):
    """Which column a quantity comes from: ``quantity = factor · column``."""

    quantity: str
    column: str
    factor: float = 1.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Cohort:
    """The loads of many hips, one a row, in the order of the rows.

    Attributes
    ----------
    outputs : mapping of str to ndarray, shape (rows,)
        By canonical name, public units; NaN where there is none.
    status : ndarray of int8
        0 ok, 1 not held, 2 adductors needed, 3 outside validity, 4 invalid input.
    reasons : ndarray of object
        Why a row is not ok, in words; where it is, what was not understood and changes nothing, or empty.
    unusual : mapping of str to int
        How many rows lie outside the physiological range, by quantity.
    unclear : mapping of str to int
        How many rows are solved with an unspecified value, because their cell is blank or not understood.
    fixed : mapping
        Inputs that are the same for every row.
    index : pandas.Index or None
        Names of the rows, where the columns came with them.
    """

    outputs: Mapping[str, NDArray[np.float64]]
    status: NDArray[np.int8]
    reasons: NDArray[np.object_]
    unusual: Mapping[str, int]
    unclear: Mapping[str, int]
    fixed: Mapping[str, Any]
    index: Any = None

    @property
    def status_words(self) -> NDArray[np.str_]:
        """The status of each row in words."""
        return np.array(ROW_STATUS_WORDS)[self.status]

    @property
    def warnings(self) -> tuple[str, ...]:
        """One sentence for each quantity with unspecified values, or outside the physiological range."""
        rows = len(self.status)
        return (*unclear_notes(self.unclear, rows), *unusual_notes(self.unusual, rows))

    def table(self) -> pd.DataFrame:
        """One row a hip: every output, the status in words, and the reason; the index is that of the columns.

        Returns
        -------
        pandas.DataFrame
            ``attrs["units"]`` holds the unit of each column, ``attrs["fixed"]`` the inputs that are the same
            for every row.
        """
        import pandas as pd

        columns = {**self.outputs, "status": self.status_words, "reason": self.reasons}
        frame = pd.DataFrame(columns, index=self.index)
        frame.attrs["units"] = {name: QUANTITIES[name].unit for name in self.outputs}
        frame.attrs["fixed"] = dict(self.fixed)
        return frame


def refuse_both(feeds: Iterable[Feed], fixed: Mapping[str, Any]) -> None:
    """Refuse a quantity that comes from a column and is fixed too."""
    for feed in feeds:
        if feed.quantity in fixed:
            raise InputError(f"{feed.quantity} is mapped to {feed.column!r} and fixed too: give one of them.")


def missing_column(feed: Feed, names: Iterable[str]) -> str:
    """Words for a column that is not there; the nearest is suggested."""
    return f"There is no column {feed.column!r} for {feed.quantity}{suggestion(feed.column, names)}"


def add_counts(total: Any, more: Mapping[str, int]) -> None:
    """Add counts by name to a dictionary of counts."""
    for name, count in more.items():
        total[name] = total.get(name, 0) + count


def unusual_notes(counts: Mapping[str, int], rows: int) -> tuple[str, ...]:
    """One sentence for each quantity with rows outside the physiological range."""
    notes = []
    for name, count in counts.items():
        row = QUANTITIES[name]
        low, high = row.usual or (np.nan, np.nan)
        notes.append(
            f"{name} lies outside the usual {low:g} to {high:g} {row.unit} ({row.source}) in {count:,} of "
            f"{counted(rows, 'row')}; solved all the same."
        )
    return tuple(notes)


def unclear_notes(counts: Mapping[str, int], rows: int) -> tuple[str, ...]:
    """One sentence for each quantity with cells that are blank or not understood, and do not matter."""
    return tuple(
        f"{name} is blank or not understood in {count:,} of {counted(rows, 'row')}: solved as unspecified, "
        "which changes no number here."
        for name, count in counts.items()
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
    """How rows become hips: which column feeds which quantity, and what is the same for all.

    Attributes
    ----------
    feeds : tuple of Feed
    fixed : mapping
        Inputs that are the same for every row.
    solver : callable
        :func:`hipmech.solve` or :func:`hipmech.solve_lever`.
    decimal : str
        Decimal mark of text cells.
    trial : Balance
        One hip solved with the fixed inputs, defaults in the place of columns.
    sex_needed : str
        Why a row without sex cannot be solved; empty if it can.
    age_needed : bool
        Whether the age changes any number.
    """

    feeds: tuple[Feed, ...]
    fixed: Mapping[str, Any]
    solver: Solver
    decimal: str
    trial: Balance
    sex_needed: str
    age_needed: bool

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs of each row: those of a hip, without what is given."""
        given = {"status", *(feed.quantity for feed in self.feeds)}
        return tuple(name for name in self.trial.outputs if name not in given)

    def solve(self, cells: list[NDArray[Any]]) -> Cohort:
        """Loads of a block of rows, from the cells of each feed's column, shape (rows,) each."""
        rows = cells[0].size
        reasons, remarks = np.full(rows, "", dtype=object), np.full(rows, "", dtype=object)
        values, unspecified = {}, {}
        for feed, column in zip(self.feeds, cells, strict=True):
            values[feed.quantity], unspecified[feed.quantity] = self._values(feed, column, reasons)
            _add(remarks, unspecified[feed.quantity], partial(_unspecified, feed, column))
        self._refuse_strong_canes(values, reasons)
        valid = reasons == ""
        chosen = {name: column[valid] for name, column in values.items() if name != "age" or self.age_needed}
        load = _quietly(self.solver, {**self.fixed, **chosen})
        status = np.full(rows, INVALID, dtype=np.int8)
        status[valid] = load.status
        if np.any(load.status):
            reasons[valid] = load.reasons
        _add(reasons, (remarks != "") & valid, lambda row: remarks[row])
        return Cohort(
            outputs={name: _spread(load.outputs[name], valid) for name in self.outputs},
            status=status,
            reasons=reasons,
            unusual=_unusual_counts(values, valid),
            unclear=_counts({name: here & valid for name, here in unspecified.items()}),
            fixed=self.fixed,
        )

    def _values(
        self, feed: Feed, cells: NDArray[Any], reasons: NDArray[np.object_]
    ) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Values of a quantity, and where they stay unspecified; the reasons grow by what is wrong."""
        if feed.quantity == "sex":
            sexes = np.array([SEXES.get(str(cell).strip().lower(), "unspecified") for cell in cells.tolist()])
            unknown = sexes == "unspecified"
            _add(
                reasons,
                unknown & (self.sex_needed != ""),
                lambda row: f"{_unclear(feed, cells[row])}. {self.sex_needed}",
            )
            return sexes, unknown & (self.sex_needed == "")
        plain = cells.dtype.kind in "iuf"
        values = (cells.astype(np.float64) if plain else numbers(cells.tolist(), self.decimal)) * feed.factor
        unknown = np.isnan(values) & (feed.quantity == "age" and not self.age_needed)
        wrong = forbidden(feed.quantity, values) & ~unknown
        _add(reasons, wrong, lambda row: _reason(feed, cells[row], values[row]))
        return values, unknown

    def _refuse_strong_canes(self, values: Mapping[str, Any], reasons: NDArray[np.object_]) -> None:
        """A cane in body weights may be too strong in newtons for a heavy body."""
        given = {**self.trial.inputs, **self.fixed, **values}
        if "cane_force_bw" not in given:
            return
        force = np.asarray(given["cane_force_bw"] * given["body_mass"] * QUANTITIES["gravity"].default)
        force = np.broadcast_to(force, reasons.shape)
        wrong = forbidden("cane_force", force) & (reasons == "")
        _add(reasons, wrong, lambda row: f"cane_force {refusal('cane_force', force[row])}")


def plan(
    feeds: tuple[Feed, ...], fixed: Mapping[str, Any], solver: Solver = solve, decimal: str = "."
) -> Study:
    """Study of rows; whatever is wrong for all rows alike is an error here, before any row is solved.

    Raises
    ------
    InputError, UnknownQuantity
    """
    if not feeds:
        raise InputError("No column is mapped to a quantity: without one every row would be the same hip.")
    for name, value in fixed.items():
        if not isinstance(value, str) and np.ndim(value) > 0:
            raise InputError(f"{name} is one value for every row; for one a row, map a column to it.")
    mapped = [feed.quantity for feed in feeds]
    fixed = {name: value for name, value in fixed.items() if name not in mapped}
    given = dict(fixed)
    for feed in feeds:
        if feed.quantity == "sex" and feed.factor != 1:
            raise InputError(f"sex is mapped to {feed.column!r} × {feed.factor:g}: words take no factor.")
        given.update(_stand_in(feed.quantity))
    trial = _quietly(solver, given)
    return Study(
        feeds=feeds,
        fixed=fixed,
        solver=solver,
        decimal=decimal,
        trial=trial,
        sex_needed=_sex_needed(given, solver) if "sex" in mapped else "",
        age_needed=trial.inputs.get("capacity_norm") == "eccentric",
    )


def _stand_in(name: str) -> dict[str, Any]:
    """A value in the place of a column, to try the fixed inputs with."""
    row = quantity(name)
    if name == "sex":
        return {"sex": "female"}
    if row.kind == "choice":
        allowed = ", ".join(row.choices)
        raise InputError(f"{name} is a choice, one for every row: set it to one of {allowed}.")
    return {} if row.default is None else {name: row.default}


def _sex_needed(given: Mapping[str, Any], solver: Solver) -> str:
    """What the solver answers when the sex is left out; empty where it does not matter."""
    try:
        _quietly(solver, {**given, "sex": "unspecified"})
    except InputError as error:
        return str(error)
    return ""


def _quietly(solver: Solver, inputs: Mapping[str, Any]) -> Balance:
    """Solve; warnings of single elements say nothing about rows, which are counted instead."""
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore", PhysiologyWarning)
        return solver(**inputs)


def _add(reasons: NDArray[np.object_], wrong: NDArray[np.bool_], sentence: Callable[[int], str]) -> None:
    """Append a sentence to the reasons of each wrong row."""
    for row in np.flatnonzero(wrong).tolist():
        reasons[row] = f"{reasons[row]} {sentence(row)}".lstrip()


def _reason(feed: Feed, cell: Any, value: float) -> str:
    """Why a cell gives no value: blank, no number, or not allowed."""
    text = _text(cell)
    if not text:
        return f"{feed.quantity}: the cell of {feed.column!r} is blank."
    if np.isnan(value):
        return f"{_unclear(feed, cell)}.{comma_hint(text)}"
    return f"{feed.quantity} {refusal(feed.quantity, value)}"


def _unspecified(feed: Feed, cells: NDArray[Any], row: int) -> str:
    return f"{_unclear(feed, cells[row])}; solved as unspecified."


def _unclear(feed: Feed, cell: Any) -> str:
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


def _spread(values: Any, valid: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Values of the valid rows in the place of all rows."""
    spread = np.full(valid.shape, np.nan)
    spread[valid] = values
    return spread


def _unusual_counts(values: Mapping[str, NDArray[Any]], valid: NDArray[np.bool_]) -> dict[str, int]:
    return _counts({name: unusual(name, column) & valid for name, column in values.items() if name != "sex"})


def _counts(places: Mapping[str, NDArray[np.bool_]]) -> dict[str, int]:
    """How many rows, by quantity; those with none are left out."""
    counts = {name: int(np.count_nonzero(here)) for name, here in places.items()}
    return {name: count for name, count in counts.items() if count}
