"""What a study takes of disk and time, from a few of its cases; and why it is too large to run."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from hipmech import stores
from hipmech.cells import counted
from hipmech.studies.parts import Cut, gathered, notes, packed, solved
from hipmech.studies.results import Results, metadata

if TYPE_CHECKING:
    import pandas as pd

    from hipmech.studies.reading import Study

TRIED, STRETCHES = 5_000, 5
"""Cases of the trial, and from how many places in the design."""
TIMED, TIMES = 20_000, 3
"""Cases that are timed, and how often: the shortest tells what they take, the others what disturbed them."""
MOST_CASES = 2_000_000_000
"""Cases of a study at most: more numbers than any disk holds are better summed up than kept."""
MOST_REPORTED = 10_000_000
"""Cases of a study with a report at most: its quantiles are exact, from whole columns."""
SPARE = 1.1
"""Room that a disk must have for each byte of the result."""
SUMMED_UP = "For means, extremes and quantiles without keeping every case there is hipmech.sweeps.summarise."


class Trial(NamedTuple):
    """What some of the cases come to.

    Attributes
    ----------
    part_bytes, data_bytes : float
        Of a case in a part, and in the data that are asked for.
    remarks : tuple of str
        What is worth knowing of them.
    """

    part_bytes: float
    data_bytes: float
    remarks: tuple[str, ...]


def tried(study: Study, results: Results) -> Trial:
    """One part, as long stretches take less room than short ones; and cases from all over the design, as
    neighbours are too much alike to stand for all.
    """
    import pandas as pd

    size = study.design.size
    cut = Cut(size)
    start, stop = cut.places((cut.parts - 1) // 2)
    part_bytes = len(packed(solved(study, start, stop), study.fingerprint())) / (stop - start)
    length = TRIED // STRETCHES if size > TRIED else size
    starts = sorted({(size - length) * place // (STRETCHES - 1) for place in range(STRETCHES)})
    stretches = [solved(study, start, start + length) for start in starts]
    told, table = gathered(stretch.told for stretch in stretches), pd.concat([one.table for one in stretches])
    return Trial(
        part_bytes=part_bytes,
        data_bytes=_data_bytes(study, results, table) / len(table) or part_bytes,
        remarks=notes(told, len(table), study.design.sourced),
    )


def _data_bytes(study: Study, results: Results, table: pd.DataFrame) -> int:
    """Bytes of the cases as data; none where these are written as the parts are."""
    kind = results.data.suffix.lower()
    if kind == ".csv":
        text = io.StringIO()
        stores.write_cells(text, table)
        return len(text.getvalue().encode())
    if kind == ".nc":
        axes = study.design.axes
        along = [] if len(axes) == 1 else [name for axis in axes for name in axis.names]
        return len(stores.dataset(table.drop(columns=along), metadata(study)).to_netcdf())
    return 0


def seconds_of(study: Study, results: Results) -> float:
    """Processor time of the whole study, about."""
    length = min(TIMED, study.design.size)
    start = (study.design.size - length) // 2
    spent = []
    for _ in range(TIMES):
        begun = time.process_time()
        stretch = solved(study, start, start + length)
        packed(stretch, study.fingerprint())
        _data_bytes(study, results, stretch.table) or packed(stretch, study.fingerprint())
        spent.append(time.process_time() - begun)
    return min(spent) * study.design.size / length


def still_needed(trial: Trial, cut: Cut, done: Iterable[int]) -> int:
    """Bytes to be written yet: the data, and the parts but those that are complete."""
    cases = cut.cases - sum(stop - start for start, stop in map(cut.places, done))
    return round(trial.part_bytes * cases + trial.data_bytes * cut.cases)


def refusal_of(study: Study, results: Results) -> str:
    """Why a study has too many cases to run, wherever it is written; empty if it has not."""
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
    columns = len(solved(study, 0, 1).table.columns)
    return stores.refusal_of_netcdf(cases * columns) if results.data.suffix.lower() == ".nc" else ""


def _shape(study: Study) -> str:
    return " × ".join(f"{length:,}" for length in study.design.shape)


def refusal_of_disk(needed: int, free: int, *, begun: bool) -> str:
    """Why a disk is too small for what is to be written yet; empty if it is not."""
    if SPARE * needed <= free:
        return ""
    return (
        f"This {'still ' if begun else ''}needs about {in_words(needed)} on the disk, which has "
        f"{in_words(free)} free. Make room, take fewer cases or outputs, or write elsewhere. {SUMMED_UP}"
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
