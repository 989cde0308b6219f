"""Files of many hips: a grid written block by block, and what is told of a file when it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech import stores
from hipmech.cells import (
    counted,
)
from hipmech.designs import grid
from hipmech.notebooks import Tabled
from hipmech.quantities import default
from hipmech.solution import solve
from hipmech.sweeps.cohorts import Progress
from hipmech.sweeps.rows import ROW_STATUS_WORDS, Cohort, add_counts, unclear_notes, unusual_notes
from hipmech.sweeps.running import blocks, tried
from hipmech.sweeps.solving import Solver, solver_of
from hipmech.sweeps.sweep import Sweep

FILE_BLOCK = 20_000
"""Rows solved and written at once."""

GIVEN = re.compile(r"'[^']*'|\"[^\"]*\"|[-+.,\d]+")
"""What differs between the reasons of rows with the same fault: cells and numbers."""
ESTIMATED_HIPS = (
    "estimated from a column by a factor and not measured; on ten CT pelves the mean hip distance is 0.627 "
    "of the mean width between the iliac crests (fischer_2021); the scatter of that ratio is not known; the "
    "regression of harrington_2007 errs by 3.4 ± 10.9 mm on the same ten"
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Summary(Tabled):
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


class Tally:
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
        """Count the rows of a block."""
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
        """The most frequent fault, if at least half of the rows are invalid; else empty."""
        invalid = sum(self.faults.values())
        if not invalid or 2 * invalid < self.rows:
            return ""
        fault = max(self.faults, key=self.faults.__getitem__)
        return (
            f"{invalid:,} of {counted(self.rows, 'row')} invalid; most often "
            f"({counted(self.faults[fault], 'time')}) as here: {self.first[fault]}"
        )

    def summary(self, warnings: Sequence[str], notes: Sequence[str] = ()) -> Summary:
        """What all blocks come to."""
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
    trial, tally = tried(design, outputs), Tally()
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
