"""What a study will cost: cases, bytes and seconds, from a small trial, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hipmech.cells import counted
from hipmech.notebooks import Tabled
from hipmech.studies.costs import refusal_of, refusal_of_disk, seconds_of, still_needed, tried
from hipmech.studies.folders import Folder
from hipmech.studies.parts import Cut
from hipmech.studies.results import Results

if TYPE_CHECKING:
    from hipmech.studies.reading import Study


@dataclass(frozen=True, kw_only=True, repr=False)
class Check(Tabled):
    """What a study will cost.

    Attributes
    ----------
    cases, parts : int
    done : int
        Parts that are complete, of a run that was stopped.
    part_bytes, bytes : int
        Of the parts while it runs, and of the data; estimates.
    needed : int
        Bytes of these that are still to be written.
    seconds : float
        Processor time of the whole on this machine; an estimate.
    free : int
        Free bytes on the disk, or freed as a run goes on.
    remarks : tuple of str
        What is worth knowing before it runs.
    refusal : str
        Why it cannot run; empty if it can.
    """

    cases: int
    parts: int
    done: int
    part_bytes: int
    bytes: int
    needed: int
    seconds: float
    free: int
    remarks: tuple[str, ...]
    refusal: str

    @property
    def _units(self) -> Mapping[str, str]:
        return dict.fromkeys(("part_bytes", "bytes", "needed", "free"), "bytes") | {"seconds": "s"}


def check(study: Study, target: str | Path | None = None) -> Check:
    r"""Estimate what a study costs, from some of its cases; nothing is written.

    Parameters
    ----------
    study : Study
        Reading it has validated all that it says.
    target : str or Path, optional
        Where the data would go; beside the study, as CSV, where left out.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from hipmech import studies
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "neck.toml"
    ...     _ = file.write_text("[[axes]]\nneck_shaft_angle = { from = 114, to = 140, count = 27 }")
    ...     found = studies.check(studies.read(file))
    >>> found.cases, found.refusal
    (27, '')
    """
    results = Results.of(study, target or study.path.with_suffix(".csv"))
    size, trial = study.design.size, tried(study, results)
    folder = Folder(results.parts, study.fingerprint(), Cut(size))
    free = results.free() + folder.half_written()
    done = folder.done()
    needed = still_needed(trial, folder.cut, done)
    return Check(
        cases=size,
        parts=folder.cut.parts,
        done=len(done),
        part_bytes=round(size * trial.part_bytes),
        bytes=round(size * trial.data_bytes),
        needed=needed,
        seconds=seconds_of(study, results),
        free=free,
        remarks=(*trial.remarks, *_of_tables(study)),
        refusal=refusal_of(study, results) or refusal_of_disk(needed, free, begun=bool(done)),
    )


def _of_tables(study: Study) -> Iterator[str]:
    """Rows of the tables that cannot be used, and those that stand there twice."""
    import pandas as pd

    for axis in study.design.axes:
        for name, faults in axis.faults.items():
            row, why = next(iter(faults.items()))
            yield (
                f"{len(faults):,} of {counted(axis.length, 'row')} of the table give no {name} that is "
                f"allowed; row {row + 1:,}: {why}"
            )
    for table in study.tables:
        twice = pd.DataFrame({name: cells.astype(object) for name, cells in table.cells.items()}).duplicated()
        if twice.any():
            yield (
                f"{int(twice.sum()):,} of {counted(len(twice), 'row')} of {table.path.name} repeat an "
                f"earlier one in every column used, the first in row {int(twice.argmax()) + 1:,}."
            )
