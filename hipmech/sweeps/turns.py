"""Grids reduced loop by loop: what an axis does not change is computed once, and counted as often."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.designs import Axis, Design
from hipmech.errors import InputError
from hipmech.further import further_of
from hipmech.kernels import Kernel, Turn, in_threads
from hipmech.quantities import INPUTS
from hipmech.solution.cases import settled
from hipmech.solution.many import kernel
from hipmech.sweeps.groups import Grouping
from hipmech.sweeps.moments import Blocks, Moments
from hipmech.sweeps.reductions import Ends, Reduction
from hipmech.sweeps.rows import ROW_STATUS_WORDS
from hipmech.sweeps.spreads import Fine, Spread

Numbers = NDArray[np.float64]
Progress = Callable[[float], None]

TRIED = 0.2
"""Seconds of turns that tell what all of them take."""


@dataclass(frozen=True, eq=False)
class Grid:
    """A design as loops over rows of cases.

    Attributes
    ----------
    design : Design
    outputs : tuple of str
    recorded : Kernel
    columns : mapping of str to ndarray
        Values along the axes.
    """

    design: Design
    outputs: tuple[str, ...]
    recorded: Kernel
    columns: dict[str, Numbers]


def grid_of(design: Design, outputs: tuple[str, ...]) -> Grid | None:
    """The loops of a design whose axes list numbers, all of them allowed; else None."""
    of_a_hip = all(name in INPUTS for name in (*design.names, *design.fixed))
    if further_of(outputs) or not of_a_hip or not all(map(_listed, design.axes)):
        return None
    mesh: dict[str, Any] = {}
    for place, axis in enumerate(design.axes):
        shape = [-1 if place == other else 1 for other in range(len(design.axes))]
        for name, values in axis.rows(0, axis.length).items():
            mesh[name] = np.ascontiguousarray(values).reshape(shape)
    try:
        found = kernel(settled({}, {**design.fixed, **mesh}), (*outputs, "status"))
    except InputError:
        return None  # rows that are not allowed are told one by one
    if found is None:
        return None
    recorded, columns = found
    return Grid(design, outputs, recorded, columns)


def _listed(axis: Axis) -> bool:
    numbers = axis.kind != "sample" and not axis.faults
    return numbers and all(values.dtype.kind == "f" for values in axis.rows(0, min(axis.length, 2)).values())


def reduced_grid(
    grid: Grid, shares: tuple[float, ...], grouping: Grouping, threads: int, progress: Progress | None
) -> Reduction:
    """Reduction of a whole grid; the same whatever the number of threads."""
    stopped = threading.Event()

    def portion(number: int) -> _Tally:
        tally = _Tally(grid, histograms=bool(shares))
        for turn in grid.recorded.passes(grid.columns, (number, threads)):
            if stopped.is_set():
                break
            tally.add(turn)
            if progress is not None and number == 0:
                progress(min(1.0, threads * tally.turns / grid.recorded.turns))
        return tally

    first, *others = in_threads(portion, range(threads), stopped)
    for other in others:
        first.join(other)
    if progress is not None:
        progress(1.0)
    return Reduction(
        design=grid.design,
        outputs=grid.outputs,
        shares=shares,
        grouping=grouping,
        cases=first.cases[None],
        moments=first.moments,
        least=Ends(first.least[None], first.least_case[None]),
        greatest=Ends(first.greatest[None], first.greatest_case[None]),
        spreads={(0, place): spread for place, spread in first.spreads.items()},
    )


def seconds_of_grid(grid: Grid, shares: tuple[float, ...]) -> float:
    """Processor time of a whole grid, about, from its first turns."""
    tally, begun, spent = _Tally(grid, histograms=bool(shares)), time.process_time(), 0.0
    for turn in grid.recorded.passes(grid.columns, (0, 1)):
        tally.add(turn)
        spent = time.process_time() - begun
        if spent > TRIED:
            break
    return spent * grid.recorded.turns / tally.turns


class _Tally:
    """What the turns of a portion come to."""

    def __init__(self, grid: Grid, histograms: bool) -> None:
        recorded = grid.recorded
        count = len(grid.outputs)
        self.turns = 0
        self.cases = np.zeros(len(ROW_STATUS_WORDS), np.int64)
        self.least, self.greatest = np.full(count, np.inf), np.full(count, -np.inf)
        self.least_case, self.greatest_case = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self.moments = Blocks({})
        self.spreads: dict[int, Spread] = {}
        self._histograms = histograms
        self._outputs = grid.outputs
        self._still = {name: recorded.still(name) for name in (*grid.outputs, "status")}
        loops = [recorded.lengths[axis] for axis in recorded.plan.outer]
        self._repeats = {
            name: math.prod(loops[depth] for depth in still) for name, still in self._still.items()
        }
        self._inner = tuple(recorded.lengths[axis] for axis in recorded.plan.inner)
        lengths = recorded.lengths
        strides = [math.prod(lengths[axis + 1 :]) for axis in range(len(lengths))]
        self._inner_strides = [strides[axis] for axis in recorded.plan.inner]
        self._loop_strides = [strides[axis] for axis in recorded.plan.outer]

    def add(self, turn: Turn) -> None:
        """Count what is new in this turn, as often as it occurs in the loops that do not change it."""
        cases = turn.row[1] - turn.row[0]
        if self._new("status", turn):
            self._count(turn.values["status"], cases, self._repeats["status"])
        number, mean, squares = (np.zeros((1, len(self._outputs))) for _ in range(3))
        for place, name in enumerate(self._outputs):
            if self._new(name, turn):
                values = np.broadcast_to(turn.values[name], (cases,))
                number[0, place], mean[0, place], squares[0, place] = self._take(
                    place, values, turn, self._repeats[name]
                )
        if number.any():
            block = Blocks({(0, turn.number): Moments(number.astype(np.int64), mean, squares)})
            self.moments = self.moments + block
        self.turns += 1

    def _new(self, name: str, turn: Turn) -> bool:
        """Whether the loops that do not change an output stand at their beginning."""
        return all(turn.place[depth] == 0 for depth in self._still[name])

    def join(self, other: _Tally) -> None:
        """Add what another portion came to."""
        self.cases += other.cases
        self.moments = self.moments + other.moments
        for place, spread in other.spreads.items():
            self._spread(place, spread)
        for place in range(len(self._outputs)):
            self._low(place, other.least[place], int(other.least_case[place]))
            self._high(place, other.greatest[place], int(other.greatest_case[place]))

    def _count(self, status: Any, cases: int, repeats: int) -> None:
        if np.ndim(status) == 0:
            self.cases[int(status)] += cases * repeats
        elif not np.count_nonzero(status):
            self.cases[0] += cases * repeats
        else:
            self.cases += np.bincount(status, minlength=self.cases.size) * repeats

    def _take(self, place: int, values: Numbers, turn: Turn, repeats: int) -> tuple[float, float, float]:
        """Extremes and histogram; count, mean and sum of squares."""
        low, high = values.min(), values.max()
        kept = values
        if math.isnan(low):
            kept = values[~np.isnan(values)]
            if not kept.size:
                return 0, 0.0, 0.0
            low, high = kept.min(), kept.max()
        if low <= self.least[place]:
            self._low(place, low, self._case(values, low, turn))
        if high >= self.greatest[place]:
            self._high(place, high, self._case(values, high, turn))
        if self._histograms:
            self._spread(place, Fine.of(kept).repeated(repeats))
        mean = kept.mean()
        apart = kept - mean
        apart *= apart
        return kept.size * repeats, mean, float(apart.sum()) * repeats

    def _low(self, place: int, value: float, case: int) -> None:
        if (value, case) < (self.least[place], self.least_case[place]):
            self.least[place], self.least_case[place] = value, case

    def _high(self, place: int, value: float, case: int) -> None:
        if (-value, case) < (-self.greatest[place], self.greatest_case[place]):
            self.greatest[place], self.greatest_case[place] = value, case

    def _spread(self, place: int, spread: Spread) -> None:
        self.spreads[place] = self.spreads[place] + spread if place in self.spreads else spread

    def _case(self, values: Numbers, value: float, turn: Turn) -> int:
        """Number, in the design, of the first case of a row that has a value."""
        rows = turn.row[0] + np.flatnonzero(values == value)
        along = np.unravel_index(rows, self._inner)
        within = sum(part * stride for part, stride in zip(along, self._inner_strides, strict=True))
        around = sum(part * stride for part, stride in zip(turn.place, self._loop_strides, strict=True))
        return int(np.min(within)) + around
