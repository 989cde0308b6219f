"""Tables as files that keep their units and their origin: CSV, Parquet and NetCDF."""

from __future__ import annotations

from hipmech.stores.datasets import dataset
from hipmech.stores.files import Stored, ending_of, read, refusal_of_netcdf, write, write_cells
from hipmech.stores.origin import FRAME, Metadata, metadata

__all__ = [
    "FRAME",
    "Metadata",
    "Stored",
    "dataset",
    "ending_of",
    "metadata",
    "read",
    "refusal_of_netcdf",
    "write",
    "write_cells",
]
