"""What a study will cost: cases, bytes and seconds, from a small trial, before anything is computed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hipmech.cells import counted
from hipmech.studies.parts import Cut, Solved, gathered, notes, packed, solved
from hipmech.studies.results import Results

if TYPE_CHECKING:
    from hipmech.studies.reading import Study

TRIED, STRETCHES = 5_000, 5
"""Cases of the trial, and from how many places in the design."""
MOST_CASES = 2_000_000_000
"""Cases of a study at most: more numbers than any disk holds are better summed up than kept."""
MOST_REPORTED = 10_000_000
"""Cases of a study with a report at most: its quantiles are exact, from whole columns."""
NUMBER_BYTES = 8
"""Bytes that a number takes at least, where numbers differ from case to case."""
SPARE = 1.1
"""Room that a disk must have for each byte of the result."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """What a study will cost.

    Attributes
    ----------
    cases, parts : int
    part_bytes, bytes : int
        Of the parts while it runs, and of the data; estimates.
    seconds : float
        On this machine, one worker; an estimate.
    free : int
        Free bytes on the disk.
    remarks : tuple of str
        What is worth knowing before it runs.
    refusal : str
        Why it cannot run; empty if it can.
    """

    cases: int
    parts: int
    part_bytes: int
    bytes: int
    seconds: float
    free: int
    remarks: tuple[str, ...]
    refusal: str


def check(study: Study, target: str | Path | None = None) -> Check:
    r"""Estimate what a study costs, from its first cases; nothing is written.

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
    size, free = study.design.size, results.free()
    trial = _tried(study, size, results.data.suffix.lower())
    share = size / trial.cases
    part_bytes, data_bytes = round(share * trial.part_bytes), round(share * trial.data_bytes)
    return Check(
        cases=size,
        parts=Cut(size).parts,
        part_bytes=part_bytes,
        bytes=data_bytes,
        seconds=share * trial.seconds,
        free=free,
        remarks=(*trial.remarks, *_of_tables(study)),
        refusal=refusal_of(study, results) or _too_large(part_bytes + data_bytes, free),
    )


class _Trial(NamedTuple):
    """What some of the cases took."""

    cases: int
    part_bytes: int
    data_bytes: int
    seconds: float
    remarks: tuple[str, ...]


def _tried(study: Study, size: int, kind: str) -> _Trial:
    """Cases from all over the design, as neighbours are too much alike to stand for all."""
    import pandas as pd

    length = TRIED // STRETCHES if size > TRIED else size
    starts = sorted({(size - length) * place // (STRETCHES - 1) for place in range(STRETCHES)})
    solved(study, 0, 1)  # what is done only once is no measure
    begun = time.perf_counter()
    stretches = [solved(study, start, start + length) for start in starts]
    whole = Solved(
        pd.concat([stretch.table for stretch in stretches]),
        told=gathered(stretch.told for stretch in stretches),
    )
    part_bytes = len(packed(whole, study.fingerprint()))
    data_bytes = len(whole.table.to_csv(index=False, float_format="%.12g")) if kind == ".csv" else part_bytes
    seconds = time.perf_counter() - begun
    cases = len(whole.table)
    return _Trial(cases, part_bytes, data_bytes, seconds, notes(whole.told, cases, study.design.sourced))


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


def refusal_of(study: Study, results: Results) -> str:
    """Why a study is too large to run; empty if it is not."""
    cases = study.design.size
    if cases > MOST_CASES:
        return (
            f"{_shape(study)} make {cases:,} cases, and a study writes {MOST_CASES:,} at most. Take fewer "
            f"values, or draw a sample of them. {SUMMED_UP}"
        )
    if study.wishes is not None and cases > MOST_REPORTED:
        return (
            f"A report is made of {MOST_REPORTED:,} cases at most, and {_shape(study)} make {cases:,}. Leave "
            f"[report] out. {SUMMED_UP}"
        )
    return _too_large(cases * len(study.outputs) * NUMBER_BYTES, results.free())


SUMMED_UP = "For means, extremes and quantiles without keeping every case there is hipmech.sweeps.summarise."


def _shape(study: Study) -> str:
    return " × ".join(f"{length:,}" for length in study.design.shape)


def _too_large(needed: float, free: int) -> str:
    if SPARE * needed <= free:
        return ""
    return (
        f"This needs about {in_words(needed)} on the disk, which has {in_words(free)} free. Take fewer cases "
        f"or outputs, or write elsewhere. {SUMMED_UP}"
    )


def in_words(size: float) -> str:
    """A number of bytes in words.

    Examples
    --------
    >>> in_words(800), in_words(2.5e7), in_words(3e12)
    ('800 bytes', '25 MB', '3 TB')
    """
    if size < 1000:
        return counted(round(size), "byte")
    for unit, factor in (("kB", 1e3), ("MB", 1e6), ("GB", 1e9)):
        if size < 999.5 * factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size / 1e12:.3g} TB" if size < 1e18 else "more than any disk holds"


def duration(seconds: float) -> str:
    """A time in words.

    Examples
    --------
    >>> duration(0.2), duration(75), duration(9e4), duration(1e9)
    ('1 second', '1.2 minutes', '25 hours', '32 years')
    """
    for unit, length in (("year", 365.25 * 86400), ("day", 3 * 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return f"{seconds / (86400 if unit == 'day' else length):.2g} {unit}s"
    return counted(max(1, round(seconds)), "second")
