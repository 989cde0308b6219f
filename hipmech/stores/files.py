"""Tables written whole or not at all, and read with what they say of themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import FORMULA_STARTS, counted, figures, harmless
from hipmech.errors import FileError, InputError
from hipmech.notebooks import Tabled, frame_table
from hipmech.stores import headers
from hipmech.stores.datasets import ATTRIBUTE, columns_of, dataset
from hipmech.stores.origin import Metadata, Value
from hipmech.tables import NOT_TEXT, placing, reading, write_rows

if TYPE_CHECKING:
    import pandas as pd

Columns = Mapping[str, NDArray[Any]]
Blocks = Iterator[dict[str, NDArray[Any]]]

COLUMNS = "columns"
"""Attribute of a NetCDF file that tells the order of the columns, as JSON."""
MOST_NUMBERS = 50_000_000
"""Cells of a NetCDF file, which is made in memory: 400 MB."""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Stored(Tabled):
    """A table from a file, with what the file says of it.

    Attributes
    ----------
    frame : pandas.DataFrame
        Numbers where the column has a unit, and text elsewhere.
    metadata : Metadata
    """

    frame: pd.DataFrame
    metadata: Metadata

    def __repr__(self) -> str:
        return f"<Stored: {counted(len(self.frame), 'row')} of {', '.join(map(str, self.frame))}>"

    def _repr_html_(self) -> str:
        return frame_table(repr(self)[1:-1], self.frame, self.units)

    @property
    def units(self) -> Mapping[str, str]:
        """Unit by column; empty for plain numbers and words."""
        return self.metadata.units

    @property
    def long_names(self) -> Mapping[str, str]:
        """Plain English words by column."""
        return self.metadata.long_names

    @property
    def fixed(self) -> Mapping[str, Value]:
        """Inputs that were set, the same for every row."""
        return self.metadata.fixed

    @property
    def provenance(self) -> Mapping[str, str]:
        """Versions, the command, and a date if there was one."""
        return self.metadata.provenance


def write(
    table: pd.DataFrame | Columns | Iterable[pd.DataFrame | Columns],
    path: str | Path,
    metadata: Metadata,
    *,
    overwrite: bool = False,
) -> int:
    """Write a table, or its blocks one after the other, as the ending of the name says.

    The file is written beside and renamed when complete: on an error, Ctrl-C or a full disk nothing is left.
    Of CSV and Parquet, memory holds one block at a time.

    Parameters
    ----------
    table : DataFrame, mapping of str to ndarray (rows,), or iterable of these
        All blocks have the same columns.
    path : str or Path
        Ends in ``.parquet`` or ``.nc``; any other text name, best ``.csv``, is CSV.
    metadata : Metadata
    overwrite : bool

    Returns
    -------
    int
        Number of rows.

    Raises
    ------
    FileError
        The name of a spreadsheet, a file that exists, or one that cannot be written.
    InputError
        Too large for NetCDF, no row at all, or xarray is not installed.
    """
    ending = ending_of(path)
    parts: Any = [table] if hasattr(table, "items") else table
    rows = 0

    def counted_blocks() -> Blocks:
        nonlocal rows
        for block in parts:
            columns = {str(name): np.asarray(values) for name, values in block.items()}
            rows += len(next(iter(columns.values())))
            yield columns

    with placing(path, overwrite=overwrite) as part:
        blocks = counted_blocks()
        first = next(blocks, None)
        if first is None:
            raise InputError("A table needs at least one row.")
        WRITERS[ending](chain([first], blocks), part, metadata)
    return rows


def ending_of(path: str | Path) -> str:
    """Which kind of file a name promises: text, unless it says otherwise."""
    ending = Path(path).suffix.lower()
    if ending in NOT_TEXT and ending not in WRITERS:
        raise FileError(
            f"{path} has the name of {NOT_TEXT[ending]}, and hipmech writes CSV, Parquet and NetCDF: give a "
            f"name that ends in {', '.join(WRITERS)}."
        )
    return ending if ending in WRITERS else ".csv"


def _write_csv(blocks: Blocks, part: Path, metadata: Metadata) -> None:
    with part.open("x", encoding="utf-8", newline="") as stream:
        stream.writelines(f"# {line}\n" for line in headers.lines(metadata))
        for place, block in enumerate(blocks):
            if place == 0:
                write_rows(stream, [list(map(harmless, block))])
            write_cells(stream, block)


def write_cells(stream: TextIO, block: pd.DataFrame | Columns) -> None:
    """Write the rows of a block as those of a CSV file, without a header."""
    columns = (_cells(np.asarray(values)) for _, values in block.items())
    write_rows(stream, zip(*columns, strict=True))


def _cells(values: NDArray[Any]) -> list[str]:
    if values.dtype.kind == "f":
        return figures(values)
    if values.dtype.kind in "iub":
        return list(map(str, values.tolist()))
    texts = ["" if value is None or value != value else str(value) for value in values.tolist()]
    return [harmless(text) if text[:1] in FORMULA_STARTS else text for text in texts]


def _write_parquet(blocks: Blocks, part: Path, metadata: Metadata) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    first = next(blocks)
    schema = pa.schema(
        [
            pa.field(name, _arrow_type(values), metadata=_field_metadata(name, metadata))
            for name, values in first.items()
        ],
        metadata={ATTRIBUTE: _json(metadata.attributes), "PANDAS_ATTRS": _json(metadata.attributes)},
    )
    with part.open("xb") as stream, parquet.ParquetWriter(stream, schema) as writer:
        for block in chain([first], blocks):
            cells = [_arrow_array(values, schema.field(name).type) for name, values in block.items()]
            writer.write_table(pa.Table.from_arrays(cells, schema=schema))


def _arrow_type(values: NDArray[Any]) -> Any:
    import pyarrow as pa

    return pa.from_numpy_dtype(values.dtype) if values.dtype.kind in "iufb" else pa.string()


def _arrow_array(values: NDArray[Any], kind: Any) -> Any:
    import pyarrow as pa

    try:
        return pa.array(values, type=kind, from_pandas=values.dtype.kind == "O")
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if cell is None else str(cell) for cell in values.tolist()], type=kind)


def _field_metadata(name: str, metadata: Metadata) -> dict[str, str]:
    told = {"long_name": metadata.long_names.get(name, name)}
    return {"units": metadata.units[name] or "1", **told} if name in metadata.units else told


def _write_netcdf(blocks: Blocks, part: Path, metadata: Metadata) -> None:
    kept: list[dict[str, NDArray[Any]]] = []
    cells = 0
    for block in blocks:
        cells += sum(values.size for values in block.values())
        if reason := refusal_of_netcdf(cells):
            raise InputError(reason)
        kept.append(block)
    whole = {name: np.concatenate([block[name] for block in kept]) for name in kept[0]}
    # A file holds its dimensions first, and numbers apart from text.
    ordered = dataset(whole, metadata).assign_attrs({COLUMNS: json.dumps(list(whole), ensure_ascii=False)})
    ordered.to_netcdf(part, engine="scipy")


def refusal_of_netcdf(cells: int) -> str:
    """Why a table of so many cells is too large for NetCDF; empty if it is not."""
    if cells <= MOST_NUMBERS:
        return ""
    return (
        f"A NetCDF file is made in memory and takes at most {MOST_NUMBERS:,} numbers: write this one as "
        ".parquet, or ask for fewer outputs."
    )


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)


WRITERS: Mapping[str, Callable[[Blocks, Path, Metadata], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".nc": _write_netcdf,
}
"""How a table is written, by the ending of its name."""


def read(path: str | Path) -> Stored:
    """A table that hipmech wrote, with its units and its origin.

    Parameters
    ----------
    path : str or Path
        Ends in ``.parquet`` or ``.nc``; any other is CSV.

    Returns
    -------
    Stored
        Its ``frame`` has the metadata in ``attrs``.

    Raises
    ------
    FileError
        A file that cannot be read, or is not one of hipmech's.
    """
    source, ending = Path(path), ending_of(path)
    if not source.is_file():
        raise FileError(f"{source} cannot be read: there is no such file.")
    try:
        frame, metadata = READERS[ending](source)
    except FileError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(
            f"{source} cannot be read as a table of hipmech: {str(error) or 'damaged'}."
        ) from None
    frame.attrs.update(metadata.attributes)
    return Stored(frame=frame, metadata=metadata)


def _read_csv(source: Path) -> tuple[pd.DataFrame, Metadata]:
    import pandas as pd

    with reading(source) as table:
        comments, names = table.comments, table.header
    metadata = headers.metadata_of(comments)
    kinds = {name: _kind_of(name, metadata) for name in names}
    with source.open(encoding="utf-8-sig", newline="") as stream:
        _skip_comments(stream)  # which pandas would read as cells, so that one quotation mark hides lines
        frame = pd.read_csv(stream, dtype=kinds, keep_default_na=False, na_values=_blanks(kinds))
    return frame, metadata


def _skip_comments(stream: TextIO) -> None:
    """Go on to the header."""
    start = stream.tell()
    while (line := stream.readline()) and (line.startswith("# ") or line.strip() in ("", "#")):
        start = stream.tell()
    stream.seek(start)


def _kind_of(name: str, metadata: Metadata) -> Any:
    """Numbers where there is a unit; a choice has one that is empty, and stays text."""
    from hipmech.quantities import QUANTITIES

    words = name in QUANTITIES and QUANTITIES[name].kind == "choice"
    return np.float64 if name in metadata.units and not words else str


def _blanks(kinds: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: [""] for name, kind in kinds.items() if kind is np.float64}


def _read_parquet(source: Path) -> tuple[pd.DataFrame, Metadata]:
    from pyarrow import parquet

    table = parquet.read_table(source)
    told = (table.schema.metadata or {}).get(ATTRIBUTE.encode())
    return table.to_pandas(), _metadata(source, told)


def _read_netcdf(source: Path) -> tuple[pd.DataFrame, Metadata]:
    import pandas as pd

    try:
        import xarray as xr
    except ImportError:
        raise FileError("NetCDF files need xarray: pip install 'hipmech[sweep]'.") from None
    with xr.open_dataset(source, engine="scipy") as data:
        metadata = _metadata(source, data.attrs.get(ATTRIBUTE))
        columns = columns_of(data.load(), metadata)
        names = json.loads(data.attrs.get(COLUMNS, "[]")) or list(columns)
        return pd.DataFrame({name: columns[name] for name in names}), metadata


def _metadata(source: Path, told: str | bytes | None) -> Metadata:
    if told is None:
        raise FileError(f"{source} holds no metadata of hipmech: another program wrote it.")
    return Metadata.of(json.loads(told))


READERS: Mapping[str, Callable[[Path], tuple[pd.DataFrame, Metadata]]] = {
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".nc": _read_netcdf,
}
"""How a table is read, by the ending of its name."""
