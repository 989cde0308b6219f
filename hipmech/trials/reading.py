"""Trials from files: CSV with units in its column names, and the plain text of OpenSim."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hipmech.cells import comma_hint, numbers
from hipmech.errors import FileError, InputError
from hipmech.notebooks import Tabled
from hipmech.quantities import suggestion
from hipmech.tables import Dialect, Table, reading
from hipmech.trials.roles import sources_of
from hipmech.trials.trial import Trial, checked

__all__ = ["Columns", "columns", "read"]

Numbers = NDArray[np.float64]

BLOCK = 65_536
"""Rows that are text at one time."""
PLAIN_TEXT = (".sto", ".mot")
BLANKS = ("", "nan")
NOTHING = ("", "nan", "NaN", "NAN")
"""How a cell without a number may look."""
BATCH = 4_194_304
"""Bytes that are read at one time."""
COMMENTS = (b"# ", b"#\n", b"#\r")
YES = ("yes", "true", "1")


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Columns(Tabled):
    """Columns of numbers from a file, under the names they have there.

    Attributes
    ----------
    names : tuple of str
    values : mapping of str to ndarray, shape (rows,)
        NaN where a cell is blank.
    header : mapping of str to str
        What the lines above say: of OpenSim ``version``, ``inDegrees`` and so on.
    source : str
    """

    names: tuple[str, ...]
    values: Mapping[str, Numbers]
    header: Mapping[str, str]
    source: str

    def __getitem__(self, name: str) -> Numbers:
        if name not in self.values:
            raise InputError(f"{self.source} has no column {name!r}{suggestion(name, self.names)}")
        return self.values[name]

    @property
    def in_degrees(self) -> bool | None:
        """Whether angles are in degrees; None where the file does not say."""
        said = self.header.get("inDegrees")
        return None if said is None else said.strip().lower() in YES

    def __repr__(self) -> str:
        rows = len(next(iter(self.values.values()), []))
        return f"<Columns of {self.source}: {len(self.names)} of {rows:,} rows>"


def read(
    path: str | Path, mapping: Mapping[str, str] | None = None, *, dialect: Dialect | None = None
) -> Trial:
    """A trial from a CSV file, or from a ``.sto`` or ``.mot`` file of OpenSim.

    Columns named ``ROLE_UNIT`` are understood, such as ``left_hip_up_mm``, ``left_force_up_kN`` and
    ``time_s``; :data:`hipmech.trials.ROLES` lists the roles. Others are mapped, or not read.

    Parameters
    ----------
    path : str or Path
    mapping : mapping of str to str, optional
        ``COLUMN`` or ``COLUMN*FACTOR`` by role; the factor leads to s, N or mm, and may be left out where
        the column's name ends in its unit. A factor of -1 turns an axis.
    dialect : Dialect, optional
        Delimiter and decimal mark of a CSV file.

    Returns
    -------
    Trial

    Raises
    ------
    FileError
        A file that cannot be read, is no table of numbers, or breaks off.
    InputError
        A column that is missing or says no unit; a trial that is none.
    """
    source = Path(path)
    plain = source.suffix.lower() in PLAIN_TEXT
    mapped = dict(mapping or {})
    if plain:
        found = columns(source)
        # OpenSim counts time in seconds, and calls it so in every file.
        if "time" in found.names:
            mapped.setdefault("time", "time*1")
        roles = sources_of(found.names, mapped)
    else:
        with reading(source, dialect) as table:
            roles = sources_of(table.header, mapped)
        found = columns(source, [one.column for one in roles.values()], dialect=dialect)
    if "time" not in roles:
        raise InputError(f"{source} has no column of time: name it time_s, or map it (--map time=COLUMN*1).")
    arrays = {role: _scaled(found[one.column], one.factor) for role, one in roles.items()}
    return checked(arrays.pop("time"), arrays, source.name)


def _scaled(values: Numbers, factor: float) -> Numbers:
    """Values in another unit; those that need none are not copied, for a file may be long."""
    return values if factor == 1 else values * factor


def columns(
    path: str | Path, wanted: Iterable[str] | None = None, *, dialect: Dialect | None = None
) -> Columns:
    """Columns of numbers from a CSV file, or a ``.sto`` or ``.mot`` file of OpenSim.

    Parameters
    ----------
    path : str or Path
    wanted : iterable of str, optional
        Names of columns; all by default.
    dialect : Dialect, optional
        Delimiter and decimal mark of a CSV file.

    Raises
    ------
    FileError
        A file that cannot be read, has text where numbers belong, no ``endheader``, or other counts of rows
        and columns than its header says.
    InputError
        A wanted column is not there.
    """
    source = Path(path)
    if source.suffix.lower() in PLAIN_TEXT:
        return _plain(source, wanted)
    with reading(source, dialect) as table:
        names = tuple(name.strip() for name in table.header)
        places = {name: names.index(_known(source, name, names)) for name in wanted or names}
        values = _at_once(source, places, len(names), dialect or Dialect())
        if values is None:
            values = _cell_by_cell(source, places, table, (dialect or Dialect()).decimal)
    return Columns(names=names, values=values, header={}, source=source.name)


def _at_once(
    source: Path, places: Mapping[str, int], width: int, dialect: Dialect
) -> dict[str, Numbers] | None:
    """Columns read by a parser many times faster than ours; None where it finds anything but plain numbers.

    What it refuses is read again cell by cell, which tells the line, or understands it after all.
    """
    import pyarrow as pa
    from pyarrow import csv

    keys = [str(place) for place in range(width)]
    wanted = [str(place) for place in dict.fromkeys(places.values())]
    try:
        with source.open("rb") as lines:
            above = next(
                count for count, line in enumerate(lines) if line.strip() and line[:2] not in COMMENTS
            )
        batches = csv.open_csv(
            source,
            read_options=csv.ReadOptions(column_names=keys, skip_rows=above + 1, block_size=BATCH),
            parse_options=csv.ParseOptions(delimiter=dialect.delimiter),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(keys, pa.float64()),
                include_columns=wanted,
                null_values=list(NOTHING),
                decimal_point=dialect.decimal,
            ),
        )
        parts: dict[str, list[Numbers]] = {key: [] for key in wanted}
        for batch in batches:
            for key, column in zip(wanted, batch.columns, strict=True):
                parts[key].append(column.to_numpy(zero_copy_only=False))
    except (pa.ArrowInvalid, pa.ArrowKeyError, OSError, StopIteration):
        return None
    if not parts or not all(parts.values()):
        return None
    found = {key: np.concatenate(parts.pop(key)) for key in wanted}
    return {name: found[str(place)] for name, place in places.items()}


def _cell_by_cell(source: Path, places: Mapping[str, int], table: Table, decimal: str) -> dict[str, Numbers]:
    parts: dict[str, list[Numbers]] = {name: [] for name in places}
    rows = 0
    for block in table.blocks(BLOCK):
        for name, place in places.items():
            parts[name].append(_converted(source, name, [row[place] for row in block], rows, decimal))
        rows += len(block)
    if not rows:
        raise FileError(f"{source} has a header and no row.")
    return {name: np.concatenate(blocks) for name, blocks in parts.items()}


def _known(source: Path, name: str, names: tuple[str, ...]) -> str:
    if name not in names:
        raise InputError(f"{source} has no column {name!r}{suggestion(name, names)}")
    return name


def _converted(source: Path, name: str, cells: list[str], before: int, decimal: str) -> Numbers:
    """Cells as numbers; text that is none is refused with its row."""
    found = numbers(cells, decimal)
    for row in np.flatnonzero(np.isnan(found)).tolist():
        if cells[row].strip().lower() not in BLANKS:
            raise FileError(
                f"{source}: the column {name!r} has {cells[row]!r} in row {before + row + 1:,}, which is no "
                f"number; a sample without one stays blank.{_decimal_hint(cells[row], decimal)}"
            )
    return found


def _decimal_hint(cell: str, decimal: str) -> str:
    """What a comma in a cell may mean, and the option that reads a whole file of such numbers."""
    hint = comma_hint(cell) if decimal == "." else ""
    return f"{hint} If the whole file has decimal commas, add --decimal comma." if hint else ""


def _plain(source: Path, wanted: Iterable[str] | None) -> Columns:
    try:
        stream = source.open("rb")
    except OSError as error:
        raise FileError(f"{source} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    with stream:
        text = TextIOWrapper(stream, encoding="utf-8", errors="replace")
        header = _header(source, text)
        names = tuple(text.readline().split())
        if not names:
            raise FileError(f"{source} has no column names below 'endheader'.")
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise FileError(f"{source}: the column name {twice[0]!r} stands twice.")
        table = _table(source, text, len(names))
    _refuse_broken(source, header, table)
    chosen = [_known(source, name, names) for name in (names if wanted is None else wanted)]
    values = {name: np.ascontiguousarray(table[:, names.index(name)]) for name in chosen}
    return Columns(names=names, values=values, header=header, source=source.name)


def _header(source: Path, lines: Iterable[str]) -> dict[str, str]:
    header: dict[str, str] = {}
    for count, line in enumerate(lines):
        key, equals, value = line.strip().partition("=")
        if key.lower() == "endheader":
            return header
        if equals:
            header[key.strip()] = value.strip()
        if count > 10_000:
            break
    raise FileError(f"{source} has no line 'endheader', which a .sto or .mot file of OpenSim has.")


def _table(source: Path, lines: Iterable[str], width: int) -> Numbers:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a table without rows, which is refused below
            table = np.loadtxt(lines, dtype=np.float64, ndmin=2, comments=None)
    except ValueError as error:
        raise FileError(f"{source} is no table of numbers below 'endheader': {error}.") from None
    if not table.size:
        raise FileError(f"{source} has no row below its column names.")
    if table.shape[1] != width:
        raise FileError(
            f"{source} names {width} columns and has {table.shape[1]} numbers in a row. Is there a blank in "
            "a column name?"
        )
    return table


COUNTS = (("nRows", 0), ("nColumns", 1))


def _refuse_broken(source: Path, header: Mapping[str, str], table: Numbers) -> None:
    for key, axis in COUNTS:
        said = header.get(key, "")
        if said.isdecimal() and int(said) != table.shape[axis]:
            raise FileError(
                f"{source} says {key}={said} and has {table.shape[axis]:,}: does it break off, or was it "
                "edited?"
            )
    if not math.isfinite(float(table[0, 0])):
        raise FileError(f"{source} has no number in its first row.")
