"""Who computes the parts: this process, a pool on this machine, or a Dask cluster, all by one call."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import ExitStack, contextmanager
from itertools import islice
from multiprocessing.connection import wait as wait_for_end
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from hipmech.errors import HipmechError, InputError
from hipmech.studies.parts import part

if TYPE_CHECKING:
    from hipmech.studies.reading import Study

PATIENCE = 5.0
"""Seconds to wait for a scheduler, and for its first worker."""
AHEAD = 2
"""Parts in flight for each worker, so that none waits for the next."""
FEWEST = 30
"""Parts from which on more processes may pay: before they have begun, one has computed as many."""
RENEWALS = 2
"""How often a pool that lost a process is replaced."""
GO_ON = "Parts that are complete are kept: go on with --resume (resume=True in Python)."


class Crew(NamedTuple):
    """Those who compute.

    Attributes
    ----------
    submit : callable
        Takes the number of a part, gives the future of its bytes.
    at_once : int
        Parts in flight.
    again : callable, optional
        Gives others like these, when one of these is gone and all stop with it.
    """

    submit: Callable[[int], Future[bytes | Path]]
    at_once: int
    again: Callable[[], Crew] | None = None


def computed(crew: Crew, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """Parts with their numbers, as they are done; those of a pool that lost a process come from the next one.

    Raises
    ------
    InputError
        The workers are gone, or cannot load hipmech.
    """
    left, renewals = dict.fromkeys(numbers), RENEWALS
    while True:
        before = len(left)
        try:
            for number, content in _as_done(crew, tuple(left)):
                del left[number]
                yield number, content
            return
        except BrokenExecutor as error:
            # Where no part came at all, the next pool would fare no better.
            if crew.again is None or not renewals or len(left) == before:
                raise _gone(error) from None
            crew, renewals = crew.again(), renewals - 1


def _as_done(crew: Crew, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    following = iter(numbers)
    flying: dict[Future[bytes | Path], int] = {}
    while True:
        for number in islice(following, crew.at_once - len(flying)):
            flying[crew.submit(number)] = number
        if not flying:
            return
        done, _ = wait(flying, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=flying.__getitem__):
            yield flying.pop(future), _result(future)


def _result(future: Future[bytes | Path]) -> bytes:
    try:
        found = future.result()
        if isinstance(found, bytes):
            return found
        content = found.read_bytes()
        found.unlink()
        return content
    except HipmechError:
        raise
    except ImportError as error:
        raise InputError(f"The workers cannot load hipmech ({error}): install the same there.") from None
    except CancelledError as error:
        raise _gone(error) from None
    except Exception as error:
        if type(error).__name__ != "KilledWorker":  # of Dask, which need not be installed
            raise
        raise InputError(
            f"One part brought down several workers: is their memory too small? {GO_ON}"
        ) from None


def _gone(error: BaseException) -> InputError:
    return InputError(f"The workers are gone ({type(error).__name__}). {GO_ON}")


@contextmanager
def crew(study: Study, workers: int, scheduler: str | None, parts: int) -> Iterator[Crew]:
    """Those who compute so many parts, until the context ends.

    Raises
    ------
    InputError
        The scheduler does not answer or has no workers, or Dask is not installed.
    """
    with ExitStack() as stack:
        if scheduler is not None:
            yield _cluster(stack, study, scheduler)
        elif workers == 1 or parts < FEWEST:
            yield Crew(lambda number: _at_once(study, number), 1)
        else:
            yield _pool(stack, study, workers)


def _at_once(study: Study, number: int) -> Future[bytes | Path]:
    future: Future[bytes | Path] = Future()
    future.set_result(part(study, number))
    return future


def _pool(stack: ExitStack, study: Study, workers: int) -> Crew:
    """Processes of this machine; a fork of a process that has threads may hang, so they start afresh.

    A part comes as a file, and only its name through the pipe: a process that dies in the middle of a long
    message would leave the other end waiting for the rest.
    """
    folder = stack.enter_context(TemporaryDirectory(prefix="hipmech-", ignore_cleanup_errors=True))

    def fresh() -> Crew:
        pool = ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), initializer=_settle, initargs=(study, Path(folder))
        )
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)

        def again() -> Crew:
            pool.shutdown(wait=True)  # or its last process might write what the next one does
            return fresh()

        return Crew(lambda number: pool.submit(_part_of_settled, number), AHEAD * workers, again)

    return fresh()


SETTLED: list[tuple[Study, Path]] = []
"""The study of this process of a pool, and where its parts go; both arrive once, and not with every part."""


def _settle(study: Study, folder: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one tells the rest
    threading.Thread(target=_end_with_parent, daemon=True).start()
    SETTLED[:] = [(study, folder)]


def _end_with_parent() -> None:
    """End when the process that started this one does, however it ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os._exit(1)


def _part_of_settled(number: int) -> Path:
    study, folder = SETTLED[0]
    file = folder / str(number)
    file.write_bytes(part(study, number))
    return file


def _cluster(stack: ExitStack, study: Study, address: str) -> Crew:
    """A Dask cluster; the study is a task, so that it is made again where a worker dies with it."""
    try:
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError:
        raise InputError("A scheduler needs Dask: pip install 'hipmech[sweep]'.") from None
    try:
        resolve_address(address)  # a client that fails at it does not end
        client = stack.enter_context(
            Client(  # type: ignore[no-untyped-call]
                address, timeout=PATIENCE, set_as_default=False
            )
        )
    except ValueError as error:
        raise InputError(
            f"{address!r} is no address of a Dask scheduler: {error}. It tells its own as it starts (dask "
            "scheduler), such as tcp://10.0.0.1:8786."
        ) from None
    except OSError as error:
        raise InputError(
            f"No Dask scheduler answers at {address} within {PATIENCE:g} s ({type(error).__name__}). Is it "
            "running (dask scheduler), and is this the address that it tells, such as tcp://10.0.0.1:8786?"
        ) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise InputError(
            f"The Dask scheduler at {address} has no workers: start some (dask worker {address})."
        ) from None
    executor = client.get_executor(pure=False)
    everywhere = client.submit(_same, study, pure=False)
    threads = sum(client.nthreads().values())
    return Crew(lambda number: executor.submit(part, everywhere, number), AHEAD * threads)


def _same(study: Study) -> Study:
    return study
