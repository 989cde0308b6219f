"""Files of columns: read in blocks without changing a cell, written whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Literal, TextIO

import numpy as np

from hipmech.cells import counted
from hipmech.errors import FileError, InputError

__all__ = [
    "Dialect",
    "Table",
    "placing",
    "provenance",
    "reading",
    "same_file",
    "write_rows",
    "writing",
]

DELIMITERS: Mapping[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
NOT_TEXT: Mapping[str, str] = {
    ".xlsx": "a spreadsheet",
    ".xls": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".parquet": "a Parquet file",
    ".nc": "a NetCDF file",
}
"""Endings of names that promise a kind of file other than text."""
EXISTS = "exists and is left as it is: give another name, or allow it (--force, or overwrite=True in Python)."
"""What is said of a file that is there."""
BINARY_STARTS: Mapping[bytes, str] = {
    b"PK\x03\x04": "a spreadsheet or zip archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet",
    b"\x1f\x8b": "compressed with gzip",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a file writes its columns and numbers.

    Attributes
    ----------
    delimiter : str
        One character between the cells.
    decimal : "." or ","
        Decimal mark; in a file with decimal commas a point in a number is refused, it would mean thousands.
    """

    delimiter: str = ","
    decimal: Literal[".", ","] = "."

    def __post_init__(self) -> None:
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n':
            raise InputError(f"delimiter = {self.delimiter!r} is not allowed: one character such as ';' is.")
        if self.delimiter == self.decimal:
            raise InputError("Decimal mark and delimiter are both a comma: give another delimiter.")


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """An open file of columns, read once from top to bottom.

    Attributes
    ----------
    path : Path
    comments : tuple of str
        Lines that begin with ``# ``, before the header.
    header : tuple of str
        Column names as they stand in the file.
    """

    path: Path
    comments: tuple[str, ...]
    header: tuple[str, ...]
    rows: Iterator[list[str]]
    stream: BufferedReader

    def blocks(self, size: int) -> Iterator[list[list[str]]]:
        """Rows in lists of at most ``size``; each row as long as the header."""
        block: list[list[str]] = []
        for row in self.rows:
            block.append(row)
            if len(block) == size:
                yield block
                block = []
        if block:
            yield block

    def share_read(self) -> float:
        """How much of the file is read, from 0 to 1."""
        size = os.fstat(self.stream.fileno()).st_size
        return min(1.0, self.stream.tell() / size) if size else 0.0


@contextmanager
def reading(path: str | Path, dialect: Dialect | None = None) -> Iterator[Table]:
    """Open a file of columns: UTF-8, with or without byte order mark, a header, no ragged row.

    Lines that begin with ``# `` before the header are comments; blank lines are no rows.

    Parameters
    ----------
    path : str or Path
    dialect : Dialect, optional
        Comma and decimal point by default.

    Raises
    ------
    FileError
        The file cannot be read, is empty, binary, not UTF-8, ragged, names a column twice, or seems to have
        another delimiter. Errors further down arise while the rows are read, and name the line.
    """
    source, dialect = Path(path), dialect or Dialect()
    try:
        stream = source.open("rb")
    except OSError as error:
        raise FileError(f"{source} cannot be read: {_why(error)}.") from None
    with stream:
        _refuse_binary(source, stream)
        # Bound to a name, because a wrapper that nobody holds closes its stream.
        text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        lines = _lines(source, text)
        comments, before, first = _comments(source, lines)
        records = _records(source, chain([first], lines), dialect, before)
        header = _header(source, next(records)[1], dialect)
        rows = _rows(source, records, len(header))
        yield Table(path=source, comments=comments, header=header, rows=rows, stream=stream)


Record = tuple[int, list[str]]


def _refuse_binary(source: Path, stream: BufferedReader) -> None:
    try:
        start = stream.peek(4)
    except OSError as error:
        raise FileError(f"{source} cannot be read: {_why(error)}.") from None
    for mark, kind in BINARY_STARTS.items():
        if start.startswith(mark):
            raise FileError(f"{source} is {kind}, not a CSV file: save it as 'CSV UTF-8' and repeat.")


def _lines(source: Path, text: TextIO) -> Iterator[str]:
    try:
        yield from text
    except UnicodeDecodeError:
        raise FileError(_undecodable(source)) from None
    except OSError as error:
        raise FileError(f"{source} cannot be read to its end: {_why(error)}.") from None


def _undecodable(source: Path) -> str:
    with source.open("rb") as lines:
        for line_number, line in enumerate(lines, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return (
                    f"{source} is not UTF-8: line {line_number} holds the byte 0x{line[error.start]:02x}, as "
                    "Windows or Latin-1 files do. Save it as 'CSV UTF-8' and repeat."
                )
    return f"{source} is not UTF-8. Save it as 'CSV UTF-8' and repeat."


def _comments(source: Path, lines: Iterator[str]) -> tuple[tuple[str, ...], int, str]:
    """Comment lines, and the first line that is neither comment nor blank, with the number before it."""
    comments: list[str] = []
    for before, line in enumerate(lines):
        text = line.rstrip("\r\n")
        if text == "#" or text.startswith("# "):
            comments.append(text)
        elif text.strip():
            return tuple(comments), before, line
    raise FileError(f"{source} is empty: it needs a header and at least one row.")


def _records(source: Path, lines: Iterable[str], dialect: Dialect, before: int) -> Iterator[Record]:
    """Records that are not blank, each with the number of its last line."""
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    try:
        for record in reader:
            if record:
                yield before + reader.line_num, record
    except csv.Error as error:
        place = f"{source}, line {before + reader.line_num}"
        raise FileError(f"{place}: {error}. Is a quotation mark left open?") from None


def _header(source: Path, names: Sequence[str], dialect: Dialect) -> tuple[str, ...]:
    if len(names) == 1:
        for word, mark in DELIMITERS.items():
            if mark in names[0] and mark != dialect.delimiter:
                raise FileError(
                    f"{source}: the header {_short(names[0])} has no {dialect.delimiter!r} but {mark!r}: the "
                    f"delimiter seems to be the {word}. Give it (--delimiter {word}; in a study file "
                    f'delimiter = "{word}", in Python Dialect(delimiter={mark!r})) and repeat.'
                )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise FileError(
            f"{source}: the column name {_short(twice[0])} stands {names.count(twice[0])} times in the "
            "header. Give each column a name of its own and repeat."
        )
    return tuple(names)


def _rows(source: Path, records: Iterator[Record], width: int) -> Iterator[list[str]]:
    line_number = 0
    for line_number, record in records:
        if len(record) != width:
            cells = counted(len(record), "cell")
            raise FileError(
                f"{source}, line {line_number}: {cells} where the header has {width}. Does a "
                "cell hold the delimiter, such as a decimal comma, without quotation marks?"
            )
        yield record
    if not line_number:
        raise FileError(f"{source} has a header but no rows.")


def provenance() -> dict[str, str]:
    """Versions that a result comes from; a date only where SOURCE_DATE_EPOCH is set.

    Raises
    ------
    InputError
        SOURCE_DATE_EPOCH is no number of seconds.
    """
    import platform

    found = {"hipmech": _version(), "python": platform.python_version(), "numpy": np.__version__}
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return found
    try:
        return found | {"date": str(np.datetime64(int(epoch), "s"))[:19] + "Z"}
    except (OverflowError, ValueError):
        raise InputError(f"SOURCE_DATE_EPOCH = {epoch!r} is no whole number of seconds since 1970.") from None


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("hipmech")
    except PackageNotFoundError:
        return "(not installed)"


def same_file(one: str | Path, other: str | Path) -> bool:
    """Whether two names mean one file."""
    return os.path.realpath(one) == os.path.realpath(other)


@contextmanager
def placing(path: str | Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A name beside ``path`` to write at, which becomes ``path`` when complete; on any error nothing is left.

    Raises
    ------
    FileError
        The file exists and ``overwrite`` is false, is no ordinary file, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _refuse_target(path, target, overwrite)
        yield part
        part.replace(target)
    except FileError:
        raise
    except OSError as error:
        raise FileError(f"{path} cannot be written: {_why(error)}.") from None
    finally:
        _remove(part)


@contextmanager
def writing(path: str | Path, *, overwrite: bool = False) -> Iterator[TextIO]:
    """Open a text file that appears under its name only when complete; on any error nothing is left.

    Raises
    ------
    FileError
        As :func:`placing`, or the name promises a file that is no text.
    """
    suffix = Path(path).suffix.lower()
    if suffix in NOT_TEXT:
        raise FileError(
            f"{path} has the name of {NOT_TEXT[suffix]}, and hipmech writes CSV here: give a name that ends "
            "in .csv."
        )
    with placing(path, overwrite=overwrite) as part, part.open("x", encoding="utf-8", newline="") as stream:
        yield stream


def _refuse_target(path: str | Path, target: Path, overwrite: bool) -> None:
    if str(path) == "-":
        raise FileError(
            "'-' means the screen, and a result is written whole or not at all: give the name of a file."
        )
    if not target.parent.is_dir():
        raise FileError(f"{path} cannot be written: there is no folder {target.parent}.")
    if target.exists() and not target.is_file():
        raise FileError(f"{path} is not an ordinary file: give the name of a file to write.")
    if target.exists() and not overwrite:
        raise FileError(f"{path} {EXISTS}")


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # its folder may be the very thing that cannot be written


def write_rows(stream: TextIO, rows: Iterable[Sequence[str]], delimiter: str = ",") -> None:
    """Write rows of cells, quoted only where they must be."""
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)


def _why(error: OSError) -> str:
    words = (error.strerror or str(error)).rstrip(".")
    return words[:1].lower() + words[1:]


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")
