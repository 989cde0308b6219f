"""A part of a study: a fixed stretch of its cases, computed anywhere, always the same bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hipmech.sweeps.rows import add_counts, sourced_note, unclear_notes, unusual_notes
from hipmech.sweeps.solving import solve_cases

if TYPE_CHECKING:
    import pandas as pd

    from hipmech.studies.reading import Study

CASES = 100_000
"""Cases of a part: enough for NumPy, little for the memory, and soon done again."""
STAMP, TOLD = b"stamp", b"told"


@dataclass(frozen=True)
class Cut:
    """How cases are cut into parts; it depends on nothing but their number.

    Examples
    --------
    >>> cut = Cut(250_000)
    >>> cut.parts, cut.places(2), cut.name(2)
    (3, (200000, 250000), 'part-0000002.parquet')
    """

    cases: int

    @property
    def parts(self) -> int:
        """Number of parts."""
        return -(-self.cases // CASES)

    @property
    def starts(self) -> range:
        """First case of each part."""
        return range(0, self.cases, CASES)

    def places(self, number: int) -> tuple[int, int]:
        """First case of a part, and the first one after it."""
        return number * CASES, min((number + 1) * CASES, self.cases)

    @staticmethod
    def name(number: int) -> str:
        """Name of the file of a part."""
        return f"part-{number:07d}.parquet"


class Solved(NamedTuple):
    """A stretch of cases.

    Attributes
    ----------
    table : DataFrame
        What is carried and what varies, the outputs, the status in words, the reason.
    told : mapping
        ``counts`` by status; ``unusual`` and ``unclear`` cases by quantity; ``example``, the first case
        with an input that is not allowed, as (case, reason), or None.
    """

    table: pd.DataFrame
    told: Mapping[str, Any]


def part(study: Study, number: int) -> bytes:
    """One part of a study, as the bytes of a Parquet file that is stamped with study and number."""
    return packed(solved(study, *Cut(study.design.size).places(number)), f"{study.fingerprint()} {number}")


def solved(study: Study, start: int, stop: int) -> Solved:
    """The cases from ``start`` until before ``stop``."""
    import pandas as pd

    design = study.design
    columns = design.cases(start, stop)
    found = solve_cases(columns, design.fixed, study.outputs, faults=design.faults(start, stop))
    words = found.status_words
    kinds, counts = np.unique(words, return_counts=True)
    invalid = np.flatnonzero(words == "invalid input")
    told = {
        "counts": dict(zip(kinds.tolist(), counts.tolist(), strict=True)),
        "unusual": dict(found.unusual),
        "unclear": dict(found.unclear),
        "example": (start + int(invalid[0]), found.reasons[invalid[0]]) if invalid.size else None,
    }
    kept = {name: cells.astype(object) for name, cells in design.kept(start, stop).items()}
    cells = {**kept, **columns, **found.outputs, "status": words, "reason": found.reasons}
    return Solved(pd.DataFrame(cells), told)


def gathered(told: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What several stretches tell, as one; the example is that of the first which has one."""
    whole: dict[str, Any] = {"counts": {}, "unusual": {}, "unclear": {}, "example": None}
    for one in told:
        for name in ("counts", "unusual", "unclear"):
            add_counts(whole[name], one[name])
        whole["example"] = whole["example"] or one["example"]
    return whole


def notes(told: Mapping[str, Any], cases: int, sourced: Collection[str]) -> tuple[str, ...]:
    """One sentence for each quantity that is unspecified, or outside what is usual, in some cases; one for
    all that is drawn there as a source spreads it.
    """
    sentences = (
        *unclear_notes(told["unclear"], cases),
        *unusual_notes(told["unusual"], cases, sourced),
        *sourced_note(told["unusual"], cases, sourced),
    )
    return tuple(sentence.replace(" rows", " cases").replace(" row:", " case:") for sentence in sentences)


def packed(stretch: Solved, stamp: str) -> bytes:
    """A stretch of cases as the bytes of a Parquet file with a stamp."""
    import pyarrow as pa
    from pyarrow import parquet

    marks = {STAMP: stamp, TOLD: json.dumps(stretch.told)}
    arrow = pa.Table.from_pandas(stretch.table, preserve_index=False).replace_schema_metadata(marks)
    stream = io.BytesIO()
    parquet.write_table(arrow, stream)
    return stream.getvalue()


def stamp(content: bytes) -> str:
    """What a part is stamped with: the fingerprint of its study, and its number."""
    from pyarrow import parquet

    return str(parquet.read_metadata(io.BytesIO(content)).metadata[STAMP].decode())
