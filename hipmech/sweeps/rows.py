"""Many hips, one a row: their loads, and what is to be said about them together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import counted
from hipmech.limits import MISTAKEN_PARTS
from hipmech.notebooks import Tabled
from hipmech.quantities import QUANTITIES
from hipmech.stores.datasets import ROW_STATUS_WORDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "INVALID",
    "ROW_STATUS_WORDS",
    "Cohort",
    "add_counts",
    "sourced_note",
    "unclear_notes",
    "unusual_notes",
]

INVALID = ROW_STATUS_WORDS.index("invalid input")


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Cohort(Tabled):
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

    def __repr__(self) -> str:
        found = np.bincount(self.status, minlength=len(ROW_STATUS_WORDS)).tolist()
        told = [f"{count:,} {word}" for word, count in zip(ROW_STATUS_WORDS, found, strict=True) if count]
        return f"<Cohort of {counted(len(self.status), 'row')}: {', '.join(told)}>"

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


def add_counts(total: Any, more: Mapping[str, int]) -> None:
    """Add counts by name to a dictionary of counts."""
    for name, count in more.items():
        total[name] = total.get(name, 0) + count


def unusual_notes(counts: Mapping[str, int], rows: int, sourced: Collection[str] = ()) -> tuple[str, ...]:
    """One sentence for each quantity with rows outside the physiological range, but those of a source."""
    notes = []
    for name, count in counts.items():
        if name in sourced:
            continue
        row = QUANTITIES[name]
        low, high = row.usual or (np.nan, np.nan)
        # A column of halves is one in every row; single odd rows are people.
        mistaken = name in MISTAKEN_PARTS and 2 * count >= rows
        notes.append(
            f"{name} lies outside the usual {low:g} to {high:g} {row.unit} ({row.source}) in {count:,} of "
            f"{counted(rows, 'row')}; solved all the same."
            + (f" {MISTAKEN_PARTS[name][1]}" if mistaken else "")
        )
    return tuple(notes)


def sourced_note(counts: Mapping[str, int], rows: int, sourced: Collection[str]) -> tuple[str, ...]:
    """One sentence for all that is drawn outside the physiological range as a source spreads it; or none."""
    far = ", ".join(f"{name} in {count:,}" for name, count in counts.items() if name in sourced)
    if not far:
        return ()
    return (
        f"Drawn outside the usual ranges, as the sources of the population spread people: {far} of "
        f"{counted(rows, 'row')}.",
    )


def unclear_notes(counts: Mapping[str, int], rows: int) -> tuple[str, ...]:
    """One sentence for each quantity with cells that are blank or not understood, and do not matter."""
    return tuple(
        f"{name} is blank or not understood in {count:,} of {counted(rows, 'row')}: solved as unspecified, "
        "which changes no number here."
        for name, count in counts.items()
    )
