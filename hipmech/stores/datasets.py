"""Tables as labelled arrays: one dimension for each axis of the grid that their rows make."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.loads import STATUS_WORDS
from hipmech.stores.origin import Dimension, Metadata

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Columns = Mapping[str, NDArray[Any]]

ROW_STATUS_WORDS = (*STATUS_WORDS, "invalid input")
"""Status of a row in words, by its code."""
STATUS_ATTRIBUTES: Mapping[str, Any] = {
    "long_name": "status",
    "flag_values": np.arange(len(ROW_STATUS_WORDS), dtype=np.int8),
    "flag_meanings": " ".join(word.replace(" ", "_") for word in ROW_STATUS_WORDS),
}
ATTRIBUTE = "hipmech"
"""Attribute, or key, under which a file holds all its metadata as JSON."""


def dataset(table: pd.DataFrame | Columns, metadata: Metadata) -> xr.Dataset:
    """Labelled arrays with units and long names; the status as numbers with their meanings.

    Parameters
    ----------
    table : DataFrame or mapping of str to ndarray, shape (rows,)
    metadata : Metadata
        Its dimensions say which grid the rows make; if they are not all of it, in its order and with its
        coordinates, there is one dimension, ``case``.

    Raises
    ------
    InputError
        xarray is not installed.
    """
    try:
        import xarray as xr
    except ImportError:
        raise InputError("Labelled arrays need xarray: pip install 'hipmech[sweep]'.") from None
    columns = {str(name): _plain(np.asarray(values)) for name, values in table.items()}
    dimensions = _dimensions(metadata, columns)
    variables: dict[str, Any] = {}
    for place, dimension in enumerate(dimensions):
        for name in dimension.columns:
            values = _along(columns.pop(name), dimensions, place)
            variables[name] = (dimension.name, values, _attributes(name, metadata))
    shape = tuple(dimension.length for dimension in dimensions)
    names = tuple(dimension.name for dimension in dimensions)
    for name, values in columns.items():
        if name == "status" and np.isin(values, ROW_STATUS_WORDS).all():
            variables[name] = (names, _coded(values).reshape(shape), STATUS_ATTRIBUTES)
        else:
            variables[name] = (names, values.reshape(shape), _attributes(name, metadata))
    coordinates = {name for dimension in dimensions for name in dimension.columns}
    return xr.Dataset(
        {name: v for name, v in variables.items() if name not in coordinates},
        coords={name: v for name, v in variables.items() if name in coordinates},
        attrs=_global(metadata),
    )


def columns_of(data: xr.Dataset, metadata: Metadata) -> dict[str, NDArray[Any]]:
    """Columns of the table behind a dataset, one row a case, the last dimension fastest."""
    known = [dimension.name for dimension in metadata.dimensions if dimension.name in data.sizes]
    names = known or [str(name) for name in data.sizes]
    shape = tuple(data.sizes[name] for name in names)
    found = {}
    for name, variable in data.variables.items():
        mesh = [size if dim in variable.dims else 1 for dim, size in zip(names, shape, strict=True)]
        values = np.broadcast_to(variable.values.reshape(mesh), shape).ravel()
        coded = name == "status" and "flag_values" in variable.attrs
        found[str(name)] = np.array(ROW_STATUS_WORDS)[values] if coded else values
    return found


def _plain(values: NDArray[Any]) -> NDArray[Any]:
    """Text as text, also where a cell is blank or a whole number too long for the 32 bits of NetCDF."""
    if values.dtype.kind == "O":
        return np.array(["" if cell is None or cell != cell else str(cell) for cell in values.tolist()])
    long = values.dtype.kind in "iu" and values.size and np.abs(values).max() > np.iinfo(np.int32).max
    return values.astype(np.str_) if long else values


def _dimensions(metadata: Metadata, columns: Columns) -> tuple[Dimension, ...]:
    """The grid that the rows make; one dimension where some are left out or stand in another order."""
    found, rows = metadata.dimensions, len(next(iter(columns.values())))
    whole = bool(found) and math.prod(dimension.length for dimension in found) == rows
    if whole and all(
        name in columns and _in_order(columns[name], found, place)
        for place, dimension in enumerate(found)
        for name in dimension.columns
    ):
        return found
    return (Dimension(name="case", columns=(), length=rows),)


def _in_order(values: NDArray[Any], dimensions: tuple[Dimension, ...], place: int) -> bool:
    """Whether a column has the same value wherever its dimension has the same place."""
    mesh = values.reshape([dimension.length for dimension in dimensions])
    along = [1] * len(dimensions)
    along[place] = dimensions[place].length
    expected = np.broadcast_to(_along(values, dimensions, place).reshape(along), mesh.shape)
    return np.array_equal(mesh, expected, equal_nan=values.dtype.kind == "f")


def _along(values: NDArray[Any], dimensions: tuple[Dimension, ...], place: int) -> NDArray[Any]:
    """Values along one dimension of a column that varies along it alone."""
    stride = math.prod(dimension.length for dimension in dimensions[place + 1 :])
    return values[: stride * dimensions[place].length : stride]


def _coded(words: NDArray[Any]) -> NDArray[np.int8]:
    codes = np.zeros(words.shape, dtype=np.int8)
    for code, word in enumerate(ROW_STATUS_WORDS):
        codes[words == word] = code
    return codes


def _attributes(name: str, metadata: Metadata) -> dict[str, Any]:
    unit = metadata.units.get(name)
    named = {"long_name": metadata.long_names.get(name, name)}
    return named if unit is None else {"units": unit or "1", **named}


def _global(metadata: Metadata) -> dict[str, str]:
    versions = "; ".join(f"{name} {version}" for name, version in metadata.provenance.items())
    return {
        "source": versions,
        "comment": metadata.frame,
        ATTRIBUTE: json.dumps(metadata.attributes, ensure_ascii=False),
    }
