"""The cases of a design with their loads, in memory: as a table, and along the axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech import stores
from hipmech.designs import Design
from hipmech.notebooks import frame_table
from hipmech.sweeps.rows import ROW_STATUS_WORDS, sourced_note, unclear_notes, unusual_notes

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Sweep:
    """Cases of a design with their loads, in the order of the design; the last axis runs fastest.

    Attributes
    ----------
    design : Design
    start : int
        Number of the first case in the design; 0 for a whole one.
    inputs : mapping of str to ndarray, shape (cases,)
        What varies, by canonical name, public units; choices and sex as words.
    outputs : mapping of str to ndarray, shape (cases,)
        By canonical name, public units; NaN where there is none.
    status : ndarray of int8, shape (cases,)
        0 ok, 1 not held, 2 adductors needed, 3 outside validity, 4 invalid input.
    reasons : ndarray of object, shape (cases,)
        Why a case is not ok; what its table could not give; else empty.
    kept : mapping of str to ndarray, shape (cases,)
        Cells of a table, carried along untouched.
    unusual, unclear : mapping of str to int
        Cases outside the physiological range, and solved with an unspecified value, by quantity.
    """

    design: Design
    inputs: Mapping[str, NDArray[Any]]
    outputs: Mapping[str, NDArray[np.float64]]
    status: NDArray[np.int8]
    reasons: NDArray[np.object_]
    start: int = 0
    kept: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    unusual: Mapping[str, int] = field(default_factory=dict)
    unclear: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Number of cases."""
        return self.status.size

    @property
    def status_words(self) -> NDArray[np.str_]:
        """The status of each case in words."""
        return np.array(ROW_STATUS_WORDS)[self.status]

    @property
    def counts(self) -> dict[str, int]:
        """Cases by status in words, those that occur."""
        found = np.bincount(self.status, minlength=len(ROW_STATUS_WORDS)).tolist()
        return {word: count for word, count in zip(ROW_STATUS_WORDS, found, strict=True) if count}

    @property
    def warnings(self) -> tuple[str, ...]:
        """One sentence for each quantity that is unspecified or unusual; one for all drawn from a source."""
        sourced = self.design.sourced
        return (
            *unclear_notes(self.unclear, self.size),
            *unusual_notes(self.unusual, self.size, sourced),
            *sourced_note(self.unusual, self.size, sourced),
        )

    @property
    def columns(self) -> dict[str, NDArray[Any]]:
        """Columns of the table: kept cells, inputs, outputs, the status in words, the reason."""
        results = {"status": self.status_words, "reason": self.reasons}
        return {**self.kept, **self.inputs, **self.outputs, **results}

    @property
    def metadata(self) -> stores.Metadata:
        """Units, long names, what is fixed, and where the numbers come from."""
        return stores.metadata(self.design, tuple(self.outputs), "sweep")

    def table(self) -> pd.DataFrame:
        """Tidy table, one case a row: kept cells, inputs, outputs, the status in words, the reason.

        Returns
        -------
        pandas.DataFrame
            ``attrs`` hold ``units`` and ``long_names`` by column, ``fixed`` inputs, ``provenance``, the
            ``frame`` of reference and the ``design``.
        """
        import pandas as pd

        frame = pd.DataFrame(self.columns)
        frame.attrs.update(self.metadata.attributes)
        return frame

    def to_xarray(self) -> xr.Dataset:
        """Labelled arrays, one dimension an axis; units and long names are attributes.

        Returns
        -------
        xarray.Dataset
            ``status`` is numbers with ``flag_meanings``. An axis of one quantity is its own coordinate;
            along one of several, each is a coordinate of the axis. A part of a design has one dimension.

        Raises
        ------
        InputError
            xarray is not installed.
        """
        return stores.dataset(self.columns, self.metadata)

    def __repr__(self) -> str:
        told = ", ".join(f"{count:,} {word}" for word, count in self.counts.items())
        part = "" if self.size == self.design.size else f" from {self.start:,} of {self.design.size:,}"
        return f"<Sweep of {self.size:,} cases{part}: {told}>"

    def _repr_html_(self) -> str:
        return frame_table(repr(self)[1:-1], self.table())
