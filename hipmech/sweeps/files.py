"""Files of many hips: a grid written row by row, and a cohort's own file with its loads beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
from hipmech.designs.feeds import Feed, missing_column
from hipmech.errors import FileError, InputError
from hipmech.quantities import QUANTITIES
from hipmech.solution import solve
from hipmech.sweeps.cohorts import Progress
from hipmech.sweeps.plans import Study, plan, refuse_both
from hipmech.sweeps.rows import ROW_STATUS_WORDS, Cohort, add_counts, unclear_notes, unusual_notes
from hipmech.sweeps.solving import Solver
from hipmech.tables import Dialect, provenance, reading, same_file, write_rows, writing

FILE_BLOCK = 20_000
"""Rows held as text at once: about 30 MB for a survey of twenty columns."""

FRAME = (
    "joint_reaction is the force of the acetabulum on the femoral head; lateral is positive away from "
    "the midline; joint_reaction_angle is counted from the vertical and positive down and lateral"
)
MOST_LISTED = 50
"""Values of an uneven axis that the header of a file lists."""
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

    def add(self, part: Cohort) -> None:
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

    def summary(self, study: Study, notes: Sequence[str] = ()) -> Summary:
        if self.guarded:
            said = (
                f"{counted(self.guarded, 'cell')} that a spreadsheet would run as a formula: written with an "
                "apostrophe in front (--keep-cells leaves cells as they are)."
            )
            notes = (*notes, said)
        return Summary(
            rows=self.rows,
            counts=self.counts,
            example=self.example,
            alarm=self.alarm(),
            notes=tuple(notes),
            warnings=(
                *study.trial.warnings,
                *unclear_notes(self.unclear, self.rows),
                *unusual_notes(self.unusual, self.rows),
            ),
        )


def sweep_file(
    target: str | Path,
    axes: Mapping[str, NDArray[np.float64]],
    fixed: Mapping[str, Any] | None = None,
    *,
    solver: Solver = solve,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Write the loads of every combination of the values along the axes, the last axis fastest.

    A combination with a value that is not allowed is a row with its reason and without outputs.

    Parameters
    ----------
    target : str or Path
        CSV file with ``# `` lines before the header: versions, axes, fixed inputs, units.
    axes : mapping of str to ndarray, shape (n,)
    fixed : mapping, optional
        Inputs that stay as they are; an axis replaces them.
    solver : callable
        :func:`hipmech.solve` or :func:`hipmech.solve_lever`.
    overwrite : bool
    progress : callable, optional
        Called with the share done, 0 to 1.

    Raises
    ------
    InputError, UnknownQuantity, FileError
        In each case no file is left.
    """
    study = plan(tuple(Feed(name, name) for name in axes), fixed or {}, solver)
    shape = tuple(len(values) for values in axes.values())
    rows, tally = math.prod(shape), _Tally()
    if not rows:
        raise InputError("A sweep needs at least one value along each axis.")
    with writing(target, overwrite=overwrite) as stream:
        stream.writelines(f"# {line}\n" for line in _sweep_comments(axes, study))
        write_rows(stream, [[*axes, *study.outputs, "status", "reason"]])
        for start in range(0, rows, FILE_BLOCK):
            places = np.unravel_index(np.arange(start, min(start + FILE_BLOCK, rows)), shape)
            cells = [values[place] for values, place in zip(axes.values(), places, strict=True)]
            part = study.solve(cells)
            write_rows(stream, zip(*map(figures, cells), *_result_columns(part), strict=True))
            tally.add(part)
            if progress is not None:
                progress(tally.rows / rows)
    return tally.summary(study)


def _sweep_comments(axes: Mapping[str, NDArray[np.float64]], study: Study) -> Iterator[str]:
    yield _provenance("sweep")
    for name, values in axes.items():
        yield f"varied: {name} {_span(values)}{_unit(name)} in {counted(len(values), 'value')}"
    yield from _common_comments(study, axes, [*axes, *study.outputs], [*axes, *study.outputs])


def _span(values: NDArray[np.float64]) -> str:
    """First and last of even values; all of them where they are uneven, if that fits a line."""
    with np.errstate(invalid="ignore"):
        even = np.allclose(values, np.linspace(values[0], values[-1], len(values)))
    if even:
        return f"{values[0]:g} to {values[-1]:g}"
    if len(values) > MOST_LISTED:
        return f"unevenly {values.min():g} to {values.max():g}"
    return " ".join(f"{value:g}" for value in values)


def _provenance(command: str) -> str:
    versions = provenance()
    return f"hipmech {versions.pop('hipmech')} {command}; " + "; ".join(
        f"{name} {value}" for name, value in versions.items()
    )


def _common_comments(
    study: Study, given: Collection[str], columns: Iterable[str], headings: Iterable[str]
) -> Iterator[str]:
    """Inputs of every row, and the units of the columns that hipmech adds, each under its heading."""
    told = {*given, *study.fixed}
    if "cane_force_bw" in told:
        told.add("cane_force")
    rest = {name: value for name, value in study.trial.inputs.items() if name not in told}
    if study.fixed:
        yield f"fixed: {_listed(study.fixed)}"
    if rest:
        yield f"default: {_listed(rest)}"
    units = (QUANTITIES[name].unit or "1" for name in columns)
    yield "units: " + "; ".join(f"{heading} {unit}" for heading, unit in zip(headings, units, strict=False))
    yield f"frame: {FRAME}"


def _listed(inputs: Mapping[str, Any]) -> str:
    return "; ".join(f"{name} {_shown(value)}{_unit(name)}" for name, value in inputs.items())


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "unspecified" if value is None or math.isnan(value) else f"{value:.12g}"


def _unit(name: str) -> str:
    unit = QUANTITIES[name].unit
    return f" {unit}" if unit else ""


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
    return tally.summary(study, notes)


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
    yield from _common_comments(study, [feed.quantity for feed in study.feeds], study.outputs, headings)


def _mapped(feed: Feed) -> str:
    if feed.quantity == "sex":
        return f"sex = {one_line(feed.column)}; Female Male F M in any case"
    factor = "" if feed.factor == 1 else f" × {feed.factor:g}"
    text = f"{feed.quantity}{_unit(feed.quantity)} = {one_line(feed.column)}{factor}"
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
                f"decimal mark (--decimal comma) and repeat.{thousands}"
            )


def _guarded(row: list[str], tally: _Tally) -> list[str]:
    cells = [harmless(cell) if cell[:1] in FORMULA_STARTS else cell for cell in row]
    if cells != row:
        tally.guarded += sum(new != old for new, old in zip(cells, row, strict=True))
    return cells
