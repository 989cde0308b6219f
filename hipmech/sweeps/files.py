"""Files of many hips: a grid written row by row, and a cohort's own file with its loads beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech import stores
from hipmech.cells import (
    FORMULA_STARTS,
    THOUSANDS,
    counted,
    decimal_comma,
    figures,
    harmless,
    number,
    one_line,
)
from hipmech.designs import grid
from hipmech.designs.axes import unit_of
from hipmech.designs.feeds import Feed, missing_column
from hipmech.errors import FileError, InputError
from hipmech.quantities import QUANTITIES, default
from hipmech.solution import solve
from hipmech.stores.headers import listed
from hipmech.stores.origin import FRAME
from hipmech.sweeps.cohorts import Progress
from hipmech.sweeps.plans import Study, plan, refuse_both
from hipmech.sweeps.rows import ROW_STATUS_WORDS, Cohort, add_counts, unclear_notes, unusual_notes
from hipmech.sweeps.running import blocks, tried
from hipmech.sweeps.solving import Solver, solver_of
from hipmech.sweeps.sweep import Sweep
from hipmech.tables import Dialect, provenance, reading, same_file, write_rows, writing

FILE_BLOCK = 20_000
"""Rows held as text at once: about 30 MB for a survey of twenty columns."""

GIVEN = re.compile(r"'[^']*'|\"[^\"]*\"|[-+.,\d]+")
"""What differs between the reasons of rows with the same fault: cells and numbers."""
ESTIMATED_HIPS = (
    "estimated from a column by a factor and not measured; on ten CT pelves the mean hip distance is 0.627 "
    "of the mean width between the iliac crests (fischer_2021); the scatter of that ratio is not known; the "
    "regression of harrington_2007 errs by 3.4 ± 10.9 mm on the same ten"
)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What was written.

    Attributes
    ----------
    rows : int
    counts : mapping of str to int
        Rows by status in words, those that occur.
    example : str
        Why the first invalid row is invalid; empty if none is.
    alarm : str
        The most frequent fault, if at least half of the rows are invalid; else empty.
    notes : tuple of str
        What the file does not say by itself: renamed columns, guarded cells.
    warnings : tuple of str
        Fixed inputs, and counts of rows, outside the physiological range.
    """

    rows: int
    counts: Mapping[str, int]
    example: str
    alarm: str
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


class _Tally:
    """Counts that grow block by block."""

    def __init__(self) -> None:
        self.rows = self.guarded = 0
        self.counts: dict[str, int] = {}
        self.unusual: dict[str, int] = {}
        self.unclear: dict[str, int] = {}
        self.faults: dict[str, int] = {}
        self.first: dict[str, str] = {}
        self.example = ""

    def add(self, part: Cohort | Sweep) -> None:
        found = np.bincount(part.status, minlength=len(ROW_STATUS_WORDS)).tolist()
        add_counts(
            self.counts,
            {word: count for word, count in zip(ROW_STATUS_WORDS, found, strict=True) if count},
        )
        add_counts(self.unusual, part.unusual)
        add_counts(self.unclear, part.unclear)
        invalid = np.flatnonzero(part.status == len(ROW_STATUS_WORDS) - 1)
        if invalid.size and not self.example:
            self.example = f"row {self.rows + int(invalid[0]) + 1:,}: {part.reasons[invalid[0]]}"
        for reason in part.reasons[invalid].tolist():
            fault = GIVEN.sub("", reason)
            self.first.setdefault(fault, reason)
            add_counts(self.faults, {fault: 1})
        self.rows += part.status.size

    def alarm(self) -> str:
        invalid = sum(self.faults.values())
        if not invalid or 2 * invalid < self.rows:
            return ""
        fault = max(self.faults, key=self.faults.__getitem__)
        return (
            f"{invalid:,} of {counted(self.rows, 'row')} invalid; most often "
            f"({counted(self.faults[fault], 'time')}) as here: {self.first[fault]}"
        )

    def summary(self, warnings: Sequence[str], notes: Sequence[str] = ()) -> Summary:
        if self.guarded:
            said = (
                f"{counted(self.guarded, 'cell')} that a spreadsheet would run as a formula: written with an "
                "apostrophe in front (--keep-cells, or keep_cells=True in Python, leaves them as they are)."
            )
            notes = (*notes, said)
        return Summary(
            rows=self.rows,
            counts=self.counts,
            example=self.example,
            alarm=self.alarm(),
            notes=tuple(notes),
            warnings=(
                *warnings,
                *unclear_notes(self.unclear, self.rows),
                *unusual_notes(self.unusual, self.rows),
            ),
        )


def sweep_file(
    target: str | Path,
    axes: Mapping[str, ArrayLike],
    fixed: Mapping[str, Any] | None = None,
    *,
    solver: Solver = solve,
    outputs: Collection[str] | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Write the loads of every combination of the values along the axes, the last axis fastest.

    A combination with a value that is not allowed is a row with its reason and without outputs.

    Parameters
    ----------
    target : str or Path
        Ends in ``.csv``, ``.parquet`` or ``.nc``; a CSV file begins with lines of ``#``: versions, axes,
        fixed inputs, units.
    axes : mapping of str to array_like, shape (n,)
        Numbers, or names of a choice.
    fixed : mapping, optional
        Inputs that stay as they are; an axis replaces them.
    solver : callable
        :func:`hipmech.solve` or :func:`hipmech.solve_lever`.
    outputs : collection of str, optional
        Names of the outputs wanted; all by default.
    overwrite : bool
    progress : callable, optional
        Called with the share done, 0 to 1.

    Raises
    ------
    InputError, UnknownQuantity, FileError
        In each case no file is left.
    """
    design = grid(_without(fixed or {}, axes, solver), **axes)
    trial, tally = tried(design, outputs), _Tally()
    told = stores.metadata(design, trial.outputs, "sweep")

    def parts() -> Iterator[dict[str, NDArray[Any]]]:
        for part in blocks(design, trial.outputs, FILE_BLOCK):
            yield part.columns
            tally.add(part)
            if progress is not None:
                progress(tally.rows / design.size)

    stores.write(parts(), target, told, overwrite=overwrite)
    return tally.summary(trial.notes)


def _without(fixed: Mapping[str, Any], axes: Collection[str], solver: Solver) -> dict[str, Any]:
    """What is fixed beside the axes, with a weight where a lever is meant and nothing else says so."""
    rest = {name: value for name, value in fixed.items() if name not in axes}
    lever = solver is not solve and solver_of((*axes, *rest)) is solve
    return {"supported_weight_bw": default("supported_weight_bw"), **rest} if lever else rest


def _provenance(command: str) -> str:
    versions = provenance()
    return f"hipmech {versions.pop('hipmech')} {command}; " + "; ".join(
        f"{name} {value}" for name, value in versions.items()
    )


def _common_comments(study: Study, headings: Iterable[str]) -> Iterator[str]:
    """Inputs of every row, and the units of the columns that hipmech adds, each under its heading."""
    told = {*study.fixed, *(feed.quantity for feed in study.feeds)}
    if "cane_force_bw" in told:
        told.add("cane_force")
    rest = {name: value for name, value in study.trial.inputs.items() if name not in told}
    if study.fixed:
        yield f"fixed: {listed(study.fixed)}"
    if rest:
        yield f"default: {listed(rest)}"
    units = (QUANTITIES[name].unit or "1" for name in study.outputs)
    yield "units: " + "; ".join(f"{heading} {unit}" for heading, unit in zip(headings, units, strict=False))
    yield f"frame: {FRAME}"


def _result_columns(part: Cohort, decimal: str = ".") -> list[list[str]]:
    columns = [figures(values, decimal) for values in part.outputs.values()]
    return [*columns, part.status_words.tolist(), part.reasons.tolist()]


def cohort_file(
    source: str | Path,
    target: str | Path,
    feeds: Sequence[Feed],
    fixed: Mapping[str, Any] | None = None,
    *,
    dialect: Dialect | None = None,
    overwrite: bool = False,
    keep_cells: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Write a file anew with the load of each row beside the row's own cells.

    Every row stays, in its order and with its cells as they are; only text that a spreadsheet would run as a
    formula gets an apostrophe, unless ``keep_cells``. A row that cannot be solved says why in its last cell.

    Parameters
    ----------
    source, target : str or Path
    feeds : sequence of Feed
        Which column each quantity comes from, and by which factor.
    fixed : mapping, optional
        Inputs that are the same for every row.
    dialect : Dialect, optional
        Delimiter and decimal mark of both files.
    overwrite : bool
    keep_cells : bool
        Write also cells that a spreadsheet would run as a formula as they are.
    progress : callable, optional
        Called with the share done, 0 to 1.

    Raises
    ------
    InputError, UnknownQuantity, FileError
        In each case no file is left.
    """
    dialect, fixed, tally = dialect or Dialect(), fixed or {}, _Tally()
    if same_file(source, target):
        raise FileError(f"{target} is the input itself: give another name for the output.")
    refuse_both(feeds, fixed)
    study = plan(tuple(feeds), fixed, decimal=dialect.decimal)
    with reading(source, dialect) as table, writing(target, overwrite=overwrite) as stream:
        places = [_place(table.header, feed) for feed in feeds]
        appended = (*study.outputs, "status", "reason")
        headings = _headings(table.header, appended)
        notes = _renamed(appended, headings)
        stream.writelines(f"{line}\n" for line in table.comments)
        stream.writelines(f"# {line}\n" for line in (*_cohort_comments(study, headings), *notes))
        names = table.header if keep_cells else map(harmless, table.header)
        write_rows(stream, [[*names, *headings]], dialect.delimiter)
        for block in table.blocks(FILE_BLOCK):
            columns = [[row[place] for row in block] for place in places]
            if not tally.rows and dialect.decimal == ".":
                _refuse_decimal_commas(source, feeds, columns)
            part = study.solve([np.array(column, dtype=object) for column in columns])
            results = zip(*_result_columns(part, dialect.decimal), strict=True)
            cells = block if keep_cells else [_guarded(row, tally) for row in block]
            write_rows(
                stream,
                ([*row, *result] for row, result in zip(cells, results, strict=True)),
                dialect.delimiter,
            )
            tally.add(part)
            if progress is not None:
                progress(table.share_read())
    return tally.summary(study.trial.warnings, notes)


def _place(header: Sequence[str], feed: Feed) -> int:
    """Place of a feed's column; blanks around the name in the file do not matter."""
    if feed.column in header:
        return header.index(feed.column)
    names = [name.strip() for name in header]
    if feed.column not in names:
        numeric = 2 * sum(not math.isnan(number(name)) for name in names) >= len(names)
        hint = " Its first line holds numbers: is the line with the column names missing?" if numeric else ""
        raise InputError(f"{missing_column(feed, names)}{'.' if numeric else ''}{hint}".replace("?.", "?"))
    return names.index(feed.column)


def _headings(header: Sequence[str], appended: Iterable[str]) -> list[str]:
    """Names of the appended columns, told apart from the input's own."""
    taken = set(header)
    headings = []
    for name in appended:
        heading = name
        while heading in taken:
            heading = f"hipmech_{heading}"
        taken.add(heading)
        headings.append(heading)
    return headings


def _renamed(appended: Iterable[str], headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        f"The input has a column {name} of its own: the one of hipmech is {heading}."
        for name, heading in zip(appended, headings, strict=True)
        if name != heading
    )


def _cohort_comments(study: Study, headings: Iterable[str]) -> Iterator[str]:
    yield _provenance("cohort")
    for feed in study.feeds:
        yield f"mapped: {_mapped(feed)}"
    yield from _common_comments(study, headings)


def _mapped(feed: Feed) -> str:
    if feed.quantity == "sex":
        return f"sex = {one_line(feed.column)}; Female Male F M in any case"
    factor = "" if feed.factor == 1 else f" × {feed.factor:g}"
    text = f"{feed.quantity}{unit_of(feed.quantity)} = {one_line(feed.column)}{factor}"
    if feed.quantity == "inter_hip_distance" and not math.log10(abs(feed.factor) or 1).is_integer():
        return f"{text}; {ESTIMATED_HIPS}"
    return text


def _refuse_decimal_commas(source: str | Path, feeds: Sequence[Feed], columns: Sequence[list[str]]) -> None:
    for feed, column in zip(feeds, columns, strict=True):
        example = decimal_comma(column)
        if example and feed.quantity != "sex":
            thousands = " If they part thousands, take them out." if THOUSANDS.fullmatch(example) else ""
            raise FileError(
                f"{source}: the column {feed.column!r} has decimal commas, such as {example!r}. Give the "
                f"decimal mark (--decimal comma, or Dialect(decimal=',') in Python) and repeat.{thousands}"
            )


def _guarded(row: list[str], tally: _Tally) -> list[str]:
    cells = [harmless(cell) if cell[:1] in FORMULA_STARTS else cell for cell in row]
    if cells != row:
        tally.guarded += sum(new != old for new, old in zip(cells, row, strict=True))
    return cells
