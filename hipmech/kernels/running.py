"""Runs of a plan: in rows that fit the cache, in place, on one thread or several."""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from hipmech.kernels.plans import Plan

__all__ = ["ROW", "OutOfLimits", "Turn", "in_threads", "passes", "rows", "run"]

ROW = 24576
"""Cases in a row, about: the rows of a few dozen steps fit the cache of a processor."""

LINE = 64
"""Bytes that a processor reads at once; no output begins within such a line."""
PIECE = 3 * 2**23
"""Bytes of memory asked for at once: most systems keep pieces below 32 MB for the next who asks."""

Place = tuple[int, ...]
Task = tuple[tuple[int, int], range | None]
"""A row of cases, and the values of the first loop; all where None."""
Result = TypeVar("Result")
Limits = Mapping[str, tuple[float, float]]


class OutOfLimits(Exception):
    """A leaf has a value outside its limits, or none."""


class _Loom:
    """The registers of one thread; what changes is bound anew."""

    def __init__(
        self,
        plan: Plan,
        lengths: Sequence[int],
        leaves: Mapping[str, NDArray[np.float64]],
        elsewhere: Container[int] = (),
        limits: Limits | None = None,
    ) -> None:
        self.plan, self.lengths = plan, lengths
        self.cases = math.prod(lengths[axis] for axis in plan.inner)
        self.values: list[Any] = [None] * plan.registers
        longest = rows(self.cases)[0][1]
        self._buffers = {
            register: np.empty(longest, kind)
            for register, kind in plan.buffers.items()
            if register not in elsewhere
        }
        self._length = 0
        for register, value in plan.constants.items():
            self.values[register] = np.asarray(value)
        self._limits = {
            register: limits[name] for register, name in plan.leaves.items() if limits and name in limits
        }
        self._inner: list[tuple[int, int, NDArray[np.float64]]] = []
        self._outer: list[list[tuple[int, NDArray[np.float64]]]] = [[] for _ in plan.outer]
        for register, name in plan.leaves.items():
            axis, column = plan.axes[register].bit_length() - 1, leaves[name].reshape(-1)
            if axis in plan.inner:
                self._inner.append((register, axis, column))
            else:
                self._outer[plan.outer.index(axis)].append((register, column))
                self._check(register, column)

    def take_row(self, start: int, stop: int) -> None:
        """Set everything that is as long as a row of cases; buffers stay where the last row was as long."""
        if self._length != stop - start:
            self._length = stop - start
            for register, buffer in self._buffers.items():
                self.values[register] = buffer[: self._length]
        places = self._places(start, stop)
        for register, axis, column in self._inner:
            values = column[places[axis]]
            self.values[register] = values
            self._check(register, values)

    def _check(self, register: int, values: NDArray[np.float64]) -> None:
        if register in self._limits:
            low, high = self._limits[register]
            if not (np.minimum.reduce(values) >= low and np.maximum.reduce(values) <= high):
                raise OutOfLimits

    def _places(self, start: int, stop: int) -> dict[int, Any]:
        """Where along each inner axis the cases of a row stand."""
        if len(self.plan.inner) == 1:
            return {self.plan.inner[0]: slice(start, stop)}
        shape = tuple(self.lengths[axis] for axis in self.plan.inner)
        found = np.unravel_index(np.arange(start, stop), shape)
        return dict(zip(self.plan.inner, found, strict=True))

    def step_to(self, depth: int, place: int) -> None:
        """Set the leaves of an outer axis to one of its values."""
        for register, column in self._outer[depth]:
            self.values[register] = column[place, ...]

    def work(self, level: int) -> None:
        """Compute what a level computes."""
        for function, given, alone in self.plan.calls[level]:
            if alone is None:
                function(*given(self.values))
            else:
                self.values[alone] = np.asarray(function(*given(self.values)))


def rows(cases: int) -> list[tuple[int, int]]:
    """Cases cut into rows of about the same length."""
    step = -(-cases // max(1, round(cases / ROW)))
    return [(start, min(start + step, cases)) for start in range(0, cases, step)]


def _through(loom: _Loom, row: tuple[int, int], first: range | None) -> Iterator[tuple[int, Place]]:
    """Every turn of the loops for one row: from which level on things change, and where the loops stand."""
    plan, lengths = loom.plan, loom.lengths
    ranges: list[range] = [range(lengths[axis]) for axis in plan.outer]
    if first is not None and ranges:
        ranges[0] = first
    loom.take_row(*row)
    before: Place = ()
    for place in itertools.product(*ranges):
        changed = next((d for d, (a, b) in enumerate(zip(place, before, strict=False), 1) if a != b), 0)
        for depth in range(max(changed, 1), len(place) + 1):
            loom.step_to(depth - 1, place[depth - 1])
        yield changed, place
        before = place


def run(
    plan: Plan,
    lengths: Sequence[int],
    leaves: Mapping[str, NDArray[np.float64]],
    threads: int = 1,
    limits: Limits | None = None,
    into: Mapping[str, NDArray[Any]] | None = None,
) -> dict[str, NDArray[Any]]:
    """Every output as an array that broadcasts against the others, an axis a dimension.

    Raises
    ------
    OutOfLimits
        Found while the values are at hand: a look of its own at every value would take as long as the work.
    """
    cases = math.prod(lengths[axis] for axis in plan.inner)
    stores = _stores(plan, lengths, cases, _places_for(plan, leaves, into or {}))
    flat = {r: stores[r] for r in stores if r in plan.buffers}
    alone = {r: stores[r] for r in stores if r not in plan.buffers}
    tasks = _tasks(plan, lengths, cases, threads)

    stopped = threading.Event()

    def fill(part: Sequence[Task]) -> None:
        here = {r: store for r, store in flat.items() if _is_own(plan, r, part[0][1])}
        loom = _Loom(plan, lengths, leaves, elsewhere=here, limits=limits)
        targets = [
            [(r, s, _outer_of(plan, r)) for r, s in here.items() if plan.level(plan.axes[r]) == level]
            for level in range(len(plan.levels))
        ]
        with np.errstate(all="ignore"):
            for row, first in part:
                for changed, place in _through(loom, row, first):
                    if stopped.is_set():
                        return
                    for level in range(changed, len(plan.levels)):
                        for register, store, kept in targets[level]:
                            where = tuple(place[depth] for depth in kept)
                            loom.values[register] = store[where][row[0] : row[1]]
                        loom.work(level)
                    for register, store in alone.items():
                        where = tuple(place[depth] for depth in _outer_of(plan, register))
                        store[where] = loom.values[register]

    in_threads(fill, tasks, stopped)
    return {name: _in_order(plan, lengths, stores[r], r) for name, r in plan.roots.items()}


def in_threads(work: Callable[[Any], Result], parts: Sequence[Any], stopped: threading.Event) -> list[Result]:
    """Results of the parts in their order, each on a thread of its own; a single one on none.

    Where one fails, or the user stops, the others are told so and end with their turn.
    """
    if len(parts) == 1:
        return [work(parts[0])]
    with ThreadPoolExecutor(len(parts)) as pool:
        try:
            return list(pool.map(work, parts))
        except BaseException:
            stopped.set()
            raise


def _is_own(plan: Plan, register: int, first: range | None) -> bool:
    """Whether a thread writes an output; what its loop does not change, the first thread writes alone."""
    return first is None or first.start == 0 or bool(plan.axes[register] >> plan.outer[0] & 1)


def _tasks(plan: Plan, lengths: Sequence[int], cases: int, threads: int) -> list[list[Task]]:
    """Rows, or values of the first outer axis, dealt out to threads."""
    cut = rows(cases)
    first = lengths[plan.outer[0]] if plan.outer else 1
    if threads == 1:
        return [[(row, None) for row in cut]]
    if len(cut) >= 4 * threads or first < threads:
        size = -(-len(cut) // threads)
        return [[(row, None) for row in cut[i : i + size]] for i in range(0, len(cut), size)]
    size = -(-first // threads)
    return [[(row, range(i, min(i + size, first))) for row in cut] for i in range(0, first, size)]


def _outer_of(plan: Plan, register: int) -> tuple[int, ...]:
    return tuple(d for d, axis in enumerate(plan.outer) if plan.axes[register] >> axis & 1)


def _places_for(
    plan: Plan, leaves: Mapping[str, NDArray[np.float64]], into: Mapping[str, NDArray[Any]]
) -> dict[int, NDArray[Any]]:
    """Outputs that can be computed where they are wanted: in the order of the cases, of the right type, and
    apart from what is read.
    """
    if plan.outer or list(plan.inner) != sorted(plan.inner):
        return {}
    places = {plan.roots[name]: place for name, place in into.items()}
    return {
        register: place.reshape(-1)
        for register, place in places.items()
        if register in plan.buffers
        and plan.buffers[register] == place.dtype
        and not any(np.may_share_memory(place, leaf) for leaf in leaves.values())
    }


def _stores(
    plan: Plan, lengths: Sequence[int], cases: int, there: Mapping[int, NDArray[Any]]
) -> dict[int, NDArray[Any]]:
    """Where each output stands, several in a piece: large pages of memory come faster, and are used again."""
    found = dict(there)
    for piece in _pieces(plan, lengths, cases, there):
        whole, start = np.empty(sum(size for *_, size in piece), np.uint8), 0
        for register, shape, size in piece:
            kind = np.dtype(plan.buffers.get(register, np.float64))
            part = whole[start : start + math.prod(shape) * kind.itemsize]
            found[register] = part.view(kind).reshape(shape)
            start += size
    return found


def _pieces(
    plan: Plan, lengths: Sequence[int], cases: int, there: Container[int]
) -> list[list[tuple[int, Place, int]]]:
    """Register, shape and bytes of each output but those there already, as many as a piece may hold."""
    pieces: list[list[tuple[int, Place, int]]] = []
    room = 0
    for register in sorted(set(plan.roots.values())):
        if register in there:
            continue
        inner = (cases,) if register in plan.buffers else ()
        shape = (*(lengths[plan.outer[d]] for d in _outer_of(plan, register)), *inner)
        kind = np.dtype(plan.buffers.get(register, np.float64))
        size = -(-math.prod(shape) * kind.itemsize // LINE) * LINE
        if size > room:
            pieces.append([])
            room = PIECE
        pieces[-1].append((register, shape, size))
        room -= size
    return pieces


def _in_order(plan: Plan, lengths: Sequence[int], store: NDArray[Any], register: int) -> NDArray[Any]:
    """A store as an array with the axes in their own order; length one where nothing changes."""
    axes = [plan.outer[d] for d in _outer_of(plan, register)]
    if register in plan.buffers:
        axes += plan.inner
    shaped = store.reshape([lengths[axis] for axis in axes])
    missing = [axis for axis in range(len(lengths)) if axis not in axes]
    shaped = shaped.reshape(shaped.shape + (1,) * len(missing))
    return shaped.transpose(np.argsort([*axes, *missing]))


class Turn(NamedTuple):
    """What one turn of the loops gives.

    Attributes
    ----------
    number : int
        Among all turns, those of the first row first.
    row : tuple of int
        First case of the row along the inner axes, and the one after its last.
    place : tuple of int
        Where each outer axis stands.
    values : mapping of str to ndarray
        The outputs; overwritten by the next turn.
    """

    number: int
    row: tuple[int, int]
    place: Place
    values: Mapping[str, Any]


def passes(
    plan: Plan,
    lengths: Sequence[int],
    leaves: Mapping[str, NDArray[np.float64]],
    portion: tuple[int, int] = (0, 1),
) -> Iterator[Turn]:
    """The outputs turn by turn, without keeping them; all, or one portion of so many."""
    loom = _Loom(plan, lengths, leaves)
    tasks = _tasks(plan, lengths, loom.cases, portion[1])
    order = {row: number for number, row in enumerate(rows(loom.cases))}
    with np.errstate(all="ignore"):
        for row, first in tasks[portion[0]] if portion[0] < len(tasks) else ():
            for changed, place in _through(loom, row, first):
                for level in range(changed, len(plan.levels)):
                    loom.work(level)
                number = order[row]
                for part, axis in zip(place, plan.outer, strict=True):
                    number = number * lengths[axis] + part
                values = {name: loom.values[r] for name, r in plan.roots.items()}
                yield Turn(number, row, place, values)
