"""The folder of a run: its complete parts, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import FileError
from hipmech.studies.locks import RUNNING, held, why
from hipmech.studies.parts import STAMP, TOLD, Cut, stamp

if TYPE_CHECKING:
    import pandas as pd

IDENTITY = "study.sha256"
"""File that tells which study the parts belong to; written first and removed last."""
JOINING = "joining"
"""File that tells that all parts are complete, and that the target may have been written."""

KEPT = "What is complete is kept: make room and go on with --resume (resume=True in Python)."


@dataclass(frozen=True)
class Folder:
    """The complete parts of a run, beside the file that they will make.

    Attributes
    ----------
    path : Path
    fingerprint : str
        Of the study.
    cut : Cut
        How the cases are cut into parts.
    """

    path: Path
    fingerprint: str
    cut: Cut

    def held(self) -> AbstractContextManager[bool]:
        """Hold the folder for this run alone, as :func:`hipmech.studies.locks.held` does."""
        return held(self.path)

    @property
    def joining(self) -> bool:
        """Whether all parts are complete, and the results may have been written."""
        return (self.path / JOINING).exists()

    def begin(self, *, resume: bool) -> None:
        """Begin in an empty folder, or go on with the parts that are there.

        Raises
        ------
        FileError
            It has parts and ``resume`` is false, belongs to another study, or cannot be written.
        """
        try:
            if resume and (self.path / IDENTITY).is_file():
                self._refuse_others()
                self._clear()
                return
            self._make()
        except FileError:
            raise
        except OSError as error:
            raise FileError(f"{self.path} cannot be written: {why(error)}.") from None

    def _make(self) -> None:
        if {file.name for file in self.path.iterdir()} - {JOINING, RUNNING}:
            raise FileError(
                f"{self.path} holds the parts of a run that was stopped. Go on with it (--resume, or "
                "resume=True in Python), or remove that folder to begin anew."
            )
        self.write(IDENTITY, f"{self.fingerprint}\n".encode())

    def _refuse_others(self) -> None:
        if (self.path / IDENTITY).read_text("utf-8").strip() != self.fingerprint:
            raise FileError(
                f"{self.path} holds parts of another study: the study file, one of its tables or a version "
                "(hipmech, Python, NumPy) is not the one that it was begun with. Restore that, or remove the "
                "folder to begin anew."
            )

    def _clear(self) -> None:
        """Remove what was being written when the run was stopped."""
        for left in self.path.glob(".*"):
            left.unlink()

    def half_written(self) -> int:
        """Bytes of what was being written when the run was stopped, which go as it goes on."""
        try:
            return sum(left.stat().st_size for left in self.path.glob(".*"))
        except OSError:
            return 0  # it is being written now

    def write(self, name: str, content: bytes) -> None:
        """Write a file that appears under its name only when complete and on the disk."""
        beside = self.path / f".{name}.{os.getpid()}"
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(self.path / name)

    def keep(self, number: int, content: bytes) -> None:
        """Keep a part.

        Raises
        ------
        FileError
            The disk takes no more, or the part is of another study or version than the run.
        """
        if stamp(content) != self._stamp(number):
            raise FileError(
                f"Part {number} was computed with another version of hipmech, Python or NumPy than this run: "
                "give every worker the same."
            )
        with self.kept_safe():
            self.write(self.cut.name(number), content)

    @contextmanager
    def kept_safe(self) -> Iterator[None]:
        """Let a disk that takes no more be told in words."""
        try:
            yield
        except FileError as error:
            raise FileError(f"{error} {KEPT}") from None
        except OSError as error:
            raise FileError(f"{self.path} cannot be written: {why(error)}. {KEPT}") from None

    def done(self) -> set[int]:
        """Numbers of the parts that are there, and whole."""
        names = (file.stem.removeprefix("part-") for file in self.path.glob("part-*.parquet"))
        numbers = (int(name) for name in names if name.isdecimal())
        return {number for number in numbers if number < self.cut.parts and self._whole(number)}

    def _whole(self, number: int) -> bool:
        from pyarrow import ArrowException, parquet

        try:
            footer = parquet.read_metadata(self.path / self.cut.name(number))
        except (OSError, ArrowException):
            return False
        start, stop = self.cut.places(number)
        rows, stamped = int(footer.num_rows), footer.metadata[STAMP].decode()
        return (rows, stamped) == (stop - start, self._stamp(number))

    def _stamp(self, number: int) -> str:
        return f"{self.fingerprint} {number}"

    def frames(self, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """The parts in their order."""
        from pyarrow import parquet

        for number in range(self.cut.parts):
            yield parquet.read_table(self.path / self.cut.name(number), columns=columns).to_pandas()

    def column(self, name: str) -> NDArray[np.float64]:
        """One column of numbers of all parts, shape (cases,)."""
        whole = np.empty(self.cut.cases)
        for start, frame in zip(self.cut.starts, self.frames([name]), strict=True):
            whole[start : start + len(frame)] = frame[name]
        return whole

    def told(self) -> Iterator[Mapping[str, Any]]:
        """What each part tells of its cases, in their order."""
        from pyarrow import parquet

        for number in range(self.cut.parts):
            footer = parquet.read_metadata(self.path / self.cut.name(number))
            yield json.loads(footer.metadata[TOLD])

    def remove(self) -> None:
        """Remove the parts, and what tells whose they are last; the empty folder goes when it is let go."""
        with self.kept_safe():
            parts = [file for file in self.path.iterdir() if file.name not in (IDENTITY, JOINING, RUNNING)]
            for file in (*parts, self.path / IDENTITY, self.path / JOINING):
                file.unlink(missing_ok=True)
