"""The table of an axis: the columns that a study uses, and what identifies the file."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import number, numbers
from hipmech.errors import FileError, InputError
from hipmech.quantities import QUANTITIES, suggestion
from hipmech.sweeps.files import ESTIMATED_HIPS
from hipmech.tables import Dialect, reading

BLOCK = 20_000
"""Rows held as text at once."""

Cells = dict[str, NDArray[Any]]
Feeds = Mapping[str, tuple[str, float]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Columns:
    """Columns of a file of people.

    Attributes
    ----------
    path : Path
    sha256 : str
        Of the whole file.
    cells : mapping of str to ndarray, shape (rows,)
        float64 where a column holds numbers alone and is not kept; else the cells as they stand.
    feeds : mapping of str to (str, float)
        Column and factor by quantity.
    kept : tuple of str
        Columns that are carried along.
    """

    path: Path
    sha256: str
    cells: Mapping[str, NDArray[Any]]
    feeds: Feeds
    kept: tuple[str, ...]

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the file does not hold but something that goes with it, and how well it does."""
        _, factor = self.feeds.get("inter_hip_distance", ("", 1.0))
        unit = math.log10(abs(factor)).is_integer()
        return () if unit else (f"inter_hip_distance is {ESTIMATED_HIPS}.",)


def read_columns(path: Path, feeds: Feeds, kept: Sequence[str], dialect: Dialect) -> Columns:
    """Columns of a CSV or Parquet file.

    Parameters
    ----------
    path : Path
    feeds : mapping of str to (str, float)
        Column and factor by quantity.
    kept : sequence of str
        Columns carried along.
    dialect : Dialect

    Raises
    ------
    FileError
        The file cannot be read.
    InputError
        A column that is not there.
    """
    read = _of_parquet if path.suffix.lower() == ".parquet" else _of_text
    cells = read(path, feeds, kept, dialect)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Columns(path=path, sha256=digest, cells=cells, feeds=feeds, kept=tuple(kept))


def _of_text(path: Path, feeds: Feeds, kept: Sequence[str], dialect: Dialect) -> Cells:
    makers: dict[str, Callable[[list[str]], NDArray[Any]]] = {
        column: _Words() if QUANTITIES[name].kind == "choice" else partial(_numbers, decimal=dialect.decimal)
        for name, (column, _) in feeds.items()
    } | dict.fromkeys(kept, _texts)
    blocks: dict[str, list[NDArray[Any]]] = {name: [] for name in makers}
    with reading(path, dialect) as table:
        places = {name: _place(path, name, table.header) for name in makers}
        for rows in table.blocks(BLOCK):
            for name, make in makers.items():
                blocks[name].append(make([row[places[name]] for row in rows]))
    return {name: np.concatenate(found) for name, found in blocks.items()}


def _numbers(texts: list[str], decimal: str) -> NDArray[Any]:
    """Numbers where all cells are numbers, as a long column of texts needs much memory; else the texts."""
    values = numbers(texts, decimal)
    return np.array(texts, dtype=object) if np.isnan(values).any() else values


def _texts(texts: list[str]) -> NDArray[Any]:
    """Texts in little memory."""
    return np.array(texts, dtype=np.dtypes.StringDType())


class _Words:
    """Cells of a column of a few words, each kept once."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __call__(self, texts: list[str]) -> NDArray[Any]:
        return np.array([self.known.setdefault(text, text) for text in texts], dtype=object)


def _place(path: Path, name: str, header: Sequence[str]) -> int:
    """Place of a column; blanks around the name in the file do not matter."""
    stripped = [found.strip() for found in header]
    for names in (header, stripped):
        if name in names:
            return names.index(name)
    numeric = 2 * sum(not math.isnan(number(found)) for found in stripped) >= len(stripped)
    hint = " Its first line holds numbers: is the line with the column names missing?" if numeric else ""
    raise InputError(f"{path.name} has no column {name!r}{suggestion(name, stripped)}{hint}")


def _of_parquet(path: Path, feeds: Feeds, kept: Sequence[str], dialect: Dialect) -> Cells:
    import pyarrow as pa
    from pyarrow import parquet

    names = tuple(dict.fromkeys((*(column for column, _ in feeds.values()), *kept)))
    try:
        header = parquet.read_schema(path).names
        for name in names:
            _place(path, name, header)
        frame = parquet.read_table(path, columns=list(names)).to_pandas()
    except (OSError, pa.ArrowException) as error:
        raise FileError(f"{path} cannot be read as a Parquet file: {error}.") from None
    if frame.empty:
        raise FileError(f"{path} has columns but no rows.")
    return {name: frame[name].to_numpy() for name in names}
