"""One run at a time in a folder: a lock of the operating system, which ends with its process."""

from __future__ import annotations

import errno
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from hipmech.errors import FileError

RUNNING = "running"
"""File that a run holds locked, and that tells the others who holds it; left by a dead run, it is free."""
HELD = (errno.EACCES, errno.EAGAIN)
"""What a system answers where another holds the lock."""
NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL))
"""What it answers where the disk knows no locks, as some of clusters and networks."""
UNGUARDED = (
    "The disk of the result knows no locks, so nothing kept a second run of this study out of its parts. If "
    "there was none, all is well."
)

if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30
    """A locked byte cannot be read there, so it is one far behind the words in the file."""

    def _lock(stream: FileIO) -> None:
        stream.seek(FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

    def _free(stream: FileIO, file: Path) -> None:
        """An open file cannot be removed there; if another run has opened it by then, it is that one's."""
        with suppress(OSError):
            stream.seek(FAR)
            msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)
        stream.close()
        file.unlink()

else:
    import fcntl

    def _lock(stream: FileIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _free(stream: FileIO, file: Path) -> None:
        """Removed while it is locked, for once free it may be another's."""
        with stream:
            file.unlink()


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold a folder for this run alone; it is made where it is not, and removed where nothing is left in it.

    Yields
    ------
    bool
        Whether the disk knows locks; where it does not, nothing is held.

    Raises
    ------
    FileError
        Another run holds it, or it cannot be written.
    """
    file = folder / RUNNING
    try:
        stream, locked = _opened(file)
    except FileError:
        raise
    except OSError as error:
        raise FileError(f"{folder} cannot be written: {why(error)}.") from None
    try:
        yield locked
    finally:
        with suppress(OSError):
            _free(stream, file)
            folder.rmdir()


def _opened(file: Path) -> tuple[FileIO, bool]:
    """The file, open and locked if the disk knows locks; another run may remove it in the meantime."""
    while True:
        file.parent.mkdir(exist_ok=True)
        try:
            stream = file.open("a+b", buffering=0)
        except FileNotFoundError:
            continue
        try:
            locked = _locked(stream, file)
            if os.path.samestat(os.fstat(stream.fileno()), file.stat()):
                stream.truncate(0)
                stream.write(_self().encode())
                return stream, locked
        except FileNotFoundError:
            pass
        except BaseException:
            stream.close()
            raise
        stream.close()


def _locked(stream: FileIO, file: Path) -> bool:
    try:
        _lock(stream)
    except OSError as error:
        if error.errno in HELD:
            raise _taken(file) from None
        if error.errno not in NO_LOCKS:
            raise
        return False
    return True


def _self() -> str:
    now = datetime.now(UTC).isoformat(" ", "seconds").removesuffix("+00:00")
    return f"process {os.getpid()} on {platform.node()}, since {now} UTC"


def _taken(file: Path) -> FileError:
    """Who holds the folder; its words may be gone, or not be written yet."""
    try:
        who = file.read_text("utf-8") or "another process"
    except OSError:
        who = "another process"
    return FileError(
        f"{file.parent} is in use by a run that is still going: {who}. Let it end; or stop it (Ctrl-C, or "
        "end that process) and go on with --resume (resume=True in Python), nothing is lost; or give this "
        "result another name."
    )


def why(error: OSError) -> str:
    """The reason of an error of the system, to stand within a sentence."""
    words = (error.strerror or str(error)).rstrip(".")
    return words[:1].lower() + words[1:]
