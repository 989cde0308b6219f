"""The first value at which an output reaches a level, for many hips, whatever it does on the way.

From the present value outwards the output is looked at in even steps, up and down. Where two neighbours stand
on either side of the level, the crossing between them is closed in on; where an output comes nearest to the
level between two looks, its turning point is looked for first, so that a shallow dip is not stepped over. A
way ends where the output has no number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.roots import Numbers, closed_in
from hipmech.solution import solve_only
from hipmech.sweeps.solving import quietly

__all__ = ["LOOKS", "Excess", "Nearest", "first_crossing", "output_of"]

Places = NDArray[np.intp]

LOOKS = 48
"""Steps from the present value to either end."""
TURNS = 44
"""Steps of the golden section towards a turning point: 1e-9 of the two steps around it."""
HALVINGS = 50
"""Of the step before a level at which an output stays."""
GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Excess:
    """How far beyond its level an output stands, in units of that level, at a distance from the start.

    Attributes
    ----------
    quantity, output : str
    given : other inputs, a number or one for each hip
    start, way : where to begin, and 1 to go up or -1 to go down
    low, high : beyond which the quantity never goes
    level, sign, scale : of the output: ``sign · (output - level) / scale``
    """

    quantity: str
    output: str
    given: Mapping[str, Any]
    start: Numbers
    way: int
    low: Numbers
    high: Numbers
    level: Numbers
    sign: Numbers
    scale: Numbers

    def __call__(self, distances: Numbers, /) -> Numbers:
        """One value for each hip; distances of several rows give as many."""
        found = output_of(self.output, {**self.given, self.quantity: self.at(distances)})
        return self.sign * (found - self.level) / self.scale

    def at(self, distances: Numbers) -> Numbers:
        """Value of the quantity at a distance."""
        return np.clip(self.start + self.way * distances, self.low, self.high)

    @property
    def farthest(self) -> Numbers:
        """Distance to the end of the way."""
        return self.high - self.start if self.way > 0 else self.start - self.low

    def among(self, hips: Places) -> Excess:
        """The same of some of the hips."""
        given = {name: value[hips] if np.ndim(value) else value for name, value in self.given.items()}
        names = ("start", "low", "high", "level", "sign", "scale")
        return replace(self, given=given, **{name: getattr(self, name)[hips] for name in names})


@dataclass(frozen=True)
class Nearest:
    """Where an output first reaches its level, or how near it comes.

    Attributes
    ----------
    distance : to the first crossing; NaN where there is none
    least : the least excess on the way; NaN where the way has no number
    least_at : the distance of that
    """

    distance: Numbers
    least: Numbers
    least_at: Numbers


def output_of(output: str, inputs: Mapping[str, Any]) -> Numbers:
    """One output of hips, public unit; NaN where it has no number."""
    shape = np.broadcast_shapes(*(np.shape(value) for value in inputs.values()))
    # In one row: what varies along two axes at once has no fast way.
    flat: dict[str, Any] = {
        name: np.broadcast_to(value, shape).ravel() if np.ndim(value) else value
        for name, value in inputs.items()
    }
    with quietly():
        found = solve_only((output,), **flat)[output]
    return np.broadcast_to(found, (math.prod(shape),)).reshape(shape)


def first_crossing(excess: Excess) -> Nearest:
    """The first crossing on a way, for each hip."""
    steps = np.arange(LOOKS + 1)[:, None] / LOOKS
    seen = excess(steps * excess.farthest)
    seen = np.where(np.logical_or.accumulate(np.isnan(seen), axis=0), np.nan, seen)
    crossed = seen <= 0
    cell = np.where(crossed.any(axis=0), crossed.argmax(axis=0), LOOKS + 1)
    turn = _turning(excess, *np.nonzero(_promising(seen, cell)))
    found = np.where(seen[0] <= 0, 0.0, _crossings(excess, seen, cell, turn))
    least, least_at = _least(excess, seen, turn)
    return Nearest(found, least, least_at)


def _promising(seen: Numbers, cell: Places) -> NDArray[np.bool_]:
    """Looks around which the output may turn and dip unseen; without a crossing the least too."""
    here = np.nan_to_num(seen, nan=np.inf)
    edge = np.full((1, cell.size), np.inf)
    left, right = np.vstack([edge, here[:-1]]), np.vstack([here[1:], edge])
    turning = np.isfinite(here) & (here <= left) & (here < right)
    # A convex function dips no deeper below a look than its neighbours rise above it; twice that is safe.
    rise = np.maximum(np.where(np.isfinite(left), left, 0), np.where(np.isfinite(right), right, 0))
    deep = 3 * here <= 2 * rise
    lowest = (here == here.min(axis=0)) & (cell > LOOKS)
    promising: NDArray[np.bool_] = turning & (deep | lowest) & (np.arange(LOOKS + 1)[:, None] < cell)
    return promising


@dataclass(frozen=True)
class _Turn:
    """Turning points: of which hip, after which look, how far, and what the excess is there."""

    hips: Places
    after: Places
    distance: Numbers
    excess: Numbers


def _turning(excess: Excess, looks: Places, hips: Places) -> _Turn:
    """Where the excess is least around looks of some hips, by golden section."""
    part = excess.among(hips)
    step = part.farthest / LOOKS
    after, until = np.maximum(looks - 1, 0), np.minimum(looks + 1, LOOKS)
    low, high = after * step, until * step

    def value(distances: Numbers) -> Numbers:
        return np.nan_to_num(part(distances), nan=np.inf)

    inner, outer = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_inner, at_outer = value(inner), value(outer)
    for _ in range(TURNS if hips.size else 0):
        lower = at_inner < at_outer
        low, high = np.where(lower, low, inner), np.where(lower, outer, high)
        new = np.where(lower, high - GOLDEN * (high - low), low + GOLDEN * (high - low))
        at_new = value(new)
        inner, outer = np.where(lower, new, outer), np.where(lower, inner, new)
        at_inner, at_outer = np.where(lower, at_new, at_outer), np.where(lower, at_inner, at_new)
    best = at_inner < at_outer
    return _Turn(hips, after, np.where(best, inner, outer), np.where(best, at_inner, at_outer))


def _crossings(excess: Excess, seen: Numbers, cell: Places, turn: _Turn) -> Numbers:
    """Distance to the first crossing: before a turning point beyond the level, else between two looks."""
    step = excess.farthest / LOOKS
    hips = np.flatnonzero((cell > 0) & (cell <= LOOKS))
    after, until, beyond = np.maximum(cell - 1, 0), cell * step, np.full(cell.size, np.nan)
    beyond[hips] = seen[cell[hips], hips]
    # The later ones first, so that the first of a hip is what stays.
    for place in np.flatnonzero(turn.excess <= 0)[::-1]:
        hip = turn.hips[place]
        after[hip], until[hip], beyond[hip] = turn.after[place], turn.distance[place], turn.excess[place]
    hips = np.union1d(hips, turn.hips[turn.excess <= 0])
    found = np.full(cell.size, np.nan)
    low = after[hips]
    found[hips] = closed_in(excess.among(hips), low * step[hips], seen[low, hips], until[hips], beyond[hips])
    level = beyond[hips] == 0
    found[hips[level]] = _edge(excess.among(hips[level]), (low * step[hips])[level], found[hips[level]])
    return found


def _edge(excess: Excess, low: Numbers, high: Numbers) -> Numbers:
    """Where an output that stays at its level, as a force that cannot fall below zero, comes to it."""
    for _ in range(HALVINGS if low.size else 0):
        middle = (low + high) / 2
        above = excess(middle) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return high


def _least(excess: Excess, seen: Numbers, turn: _Turn) -> tuple[Numbers, Numbers]:
    """The least excess on each way, and its distance."""
    known = np.isfinite(seen[0])
    filled = np.nan_to_num(seen, nan=np.inf)
    look = filled.argmin(axis=0)
    least, least_at = filled.min(axis=0), look * excess.farthest / LOOKS
    for place in np.flatnonzero(turn.excess < least[turn.hips]):
        hip = turn.hips[place]
        if turn.excess[place] < least[hip]:
            least[hip], least_at[hip] = turn.excess[place], turn.distance[place]
    return np.where(known, least, np.nan), np.where(known, least_at, np.nan)
