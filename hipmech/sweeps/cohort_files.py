"""A survey's own file with the loads of its people beside it, row by row."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech import further, stores
from hipmech.cells import FORMULA_STARTS, THOUSANDS, decimal_comma, figures, harmless, number, one_line
from hipmech.designs.axes import unit_of
from hipmech.designs.feeds import Feed, missing_column
from hipmech.errors import FileError, InputError
from hipmech.quantities import QUANTITIES, default
from hipmech.stores.headers import listed
from hipmech.stores.origin import FRAME
from hipmech.sweeps.cohorts import Progress
from hipmech.sweeps.files import ESTIMATED_HIPS, Summary, Tally
from hipmech.sweeps.plans import Study, plan, refuse_both
from hipmech.sweeps.rows import Cohort
from hipmech.tables import Dialect, Table, provenance, reading, same_file, write_rows, writing

FILE_BLOCK = 20_000
"""Rows held as text at once: about 30 MB for a survey of twenty columns."""


def _provenance(command: str) -> str:
    versions = provenance()
    return f"hipmech {versions.pop('hipmech')} {command}; " + "; ".join(
        f"{name} {value}" for name, value in versions.items()
    )


def _common_comments(study: Study, headings: Iterable[str]) -> Iterator[str]:
    """Inputs of every row, and the units of the columns that hipmech adds, each under its heading."""
    rest = _defaults(study)
    if study.fixed:
        yield f"fixed: {listed(study.fixed)}"
    if rest:
        yield f"default: {listed(rest)}"
    units = (QUANTITIES[name].unit or "1" for name in study.outputs)
    yield "units: " + "; ".join(f"{heading} {unit}" for heading, unit in zip(headings, units, strict=False))
    yield f"frame: {FRAME}"


def _defaults(study: Study) -> dict[str, Any]:
    """Inputs that are neither fixed nor mapped, those of further outputs too."""
    told = {*study.fixed, *(feed.quantity for feed in study.feeds)}
    if "cane_force_bw" in told:
        told.add("cane_force")
    asked = further.inputs_of(study.outputs) if study.asked is not None else ()
    rest = {**study.trial.inputs, **{name: default(name) for name in asked}}
    return {name: value for name, value in rest.items() if name not in told}


def _metadata(study: Study, headings: Sequence[str]) -> stores.Metadata:
    """What a file says of the columns that hipmech adds; those of the survey are text, and its own."""
    named = dict(zip(headings, study.outputs, strict=False))
    return stores.Metadata(
        units={heading: QUANTITIES[name].unit for heading, name in named.items()},
        long_names={heading: QUANTITIES[name].en for heading, name in named.items()},
        fixed=dict(study.fixed),
        defaults=_defaults(study),
        varied=tuple(f"mapped: {_mapped(feed)}" for feed in study.feeds),
        provenance={**provenance(), "command": "cohort"},
    )


def _result_columns(part: Cohort, decimal: str = ".") -> list[list[str]]:
    columns = [figures(values, decimal) for values in part.outputs.values()]
    return [*columns, part.status_words.tolist(), part.reasons.tolist()]


def cohort_file(
    source: str | Path,
    target: str | Path,
    feeds: Sequence[Feed],
    fixed: Mapping[str, Any] | None = None,
    *,
    outputs: Collection[str] | None = None,
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
    source : str or Path
        CSV, as ``dialect`` says.
    target : str or Path
        Ends in ``.csv``, ``.parquet`` or ``.nc``. In the last two the row's own cells are text, and there is
        no spreadsheet to guard against.
    feeds : sequence of Feed
        Which column each quantity comes from, and by which factor.
    fixed : mapping, optional
        Inputs that are the same for every row.
    outputs : collection of str, optional
        Names of the outputs wanted; all by default.
    dialect : Dialect, optional
        Delimiter and decimal mark of the source, and of a CSV target.
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
    dialect, tally = dialect or Dialect(), Tally()
    if same_file(source, target):
        raise FileError(f"{target} is the input itself: give another name for the output.")
    refuse_both(feeds, fixed or {})
    study = plan(tuple(feeds), fixed or {}, decimal=dialect.decimal, outputs=outputs)
    with reading(source, dialect) as table:
        appended = (*study.outputs, "status", "reason")
        headings = _headings(table.header, appended)
        notes = _renamed(appended, headings)
        blocks = _solved(table, study, dialect, tally, progress)
        if stores.ending_of(target) == ".csv":
            with writing(target, overwrite=overwrite) as stream:
                stream.writelines(f"{line}\n" for line in table.comments)
                stream.writelines(f"# {line}\n" for line in (*_cohort_comments(study, headings), *notes))
                names = table.header if keep_cells else map(harmless, table.header)
                write_rows(stream, [[*names, *headings]], dialect.delimiter)
                for rows, part in blocks:
                    results = zip(*_result_columns(part, dialect.decimal), strict=True)
                    cells = rows if keep_cells else [_guarded(row, tally) for row in rows]
                    both = ([*row, *result] for row, result in zip(cells, results, strict=True))
                    write_rows(stream, both, dialect.delimiter)
        else:
            columns = (_columns(table.header, headings, rows, part) for rows, part in blocks)
            stores.write(columns, target, _metadata(study, headings), overwrite=overwrite)
    return tally.summary(study.trial.warnings, notes)


Block = tuple[list[list[str]], Cohort]


def _solved(
    table: Table, study: Study, dialect: Dialect, tally: Tally, progress: Progress | None
) -> Iterator[Block]:
    """The rows of a table in blocks, with their loads."""
    places = [_place(table.header, feed) for feed in study.feeds]
    for rows in table.blocks(FILE_BLOCK):
        columns = [[row[place] for row in rows] for place in places]
        if not tally.rows and dialect.decimal == ".":
            _refuse_decimal_commas(table.path, study.feeds, columns)
        part = study.solve([np.array(column, dtype=object) for column in columns])
        yield rows, part
        tally.add(part)
        if progress is not None:
            progress(table.share_read())


def _columns(
    header: Sequence[str], headings: Sequence[str], rows: list[list[str]], part: Cohort
) -> dict[str, NDArray[Any]]:
    """The rows' own cells as text, and their loads, by the name of the column."""
    own = zip(header, zip(*rows, strict=True), strict=True)
    loads = (*part.outputs.values(), part.status_words, part.reasons)
    return {
        **{name: np.array(cells, dtype=object) for name, cells in own},
        **dict(zip(headings, loads, strict=True)),
    }


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


def _refuse_decimal_commas(source: Path, feeds: Sequence[Feed], columns: Sequence[list[str]]) -> None:
    for feed, column in zip(feeds, columns, strict=True):
        example = decimal_comma(column)
        if example and feed.quantity != "sex":
            thousands = " If they part thousands, take them out." if THOUSANDS.fullmatch(example) else ""
            raise FileError(
                f"{source}: the column {feed.column!r} has decimal commas, such as {example!r}. Give the "
                f"decimal mark (--decimal comma, or Dialect(decimal=',') in Python) and repeat.{thousands}"
            )


def _guarded(row: list[str], tally: Tally) -> list[str]:
    cells = [harmless(cell) if cell[:1] in FORMULA_STARTS else cell for cell in row]
    if cells != row:
        tally.guarded += sum(new != old for new, old in zip(cells, row, strict=True))
    return cells
