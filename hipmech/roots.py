"""Roots of one function for many hips at once.

A search costs what its evaluations cost, so there are few: hips that have their answer leave.
"""

from __future__ import annotations

from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["CLOSE", "Crowd", "Numbers", "closed_in", "least"]

Numbers = NDArray[np.float64]

CLOSE = 1e-10
"""Value of the function up to which a root is found."""
MOST_STEPS = 60
HALVES = 40
"""How often the step is halved in which a function begins to have a value: 1e-12 of it is left."""


class Crowd(Protocol):
    """A function of an amount for each hip; NaN where it has no value."""

    def __call__(self, amounts: Numbers, /) -> Numbers:
        """One value for each hip."""
        ...

    def among(self, hips: NDArray[np.intp]) -> Self:
        """The same of some of the hips."""
        ...


def least(function: Crowd, largest: Numbers, looks: int, *, closer: int = 0) -> Numbers:
    """The smallest amount from 0 to the largest at which a function is not above 0; NaN where there is none.

    Parameters
    ----------
    function : Crowd
        One value for each hip; NaN where there is none.
    largest : ndarray
        Up to where to look.
    looks : int
        In how many steps, before the crossing is closed in on: what only lies between two of them is missed.
    closer : int
        How many times as many looks where the function has no value at 0, and the search then goes on where
        it ceases to have one further on; with 0 it ends at the first amount without a value.
    """
    before = function(np.zeros_like(largest))
    answer = np.where(before <= 0, 0.0, np.nan)
    for which, steps in ((before > 0, looks), (np.isnan(before), looks * closer)):
        hips = np.flatnonzero(which)
        if hips.size and steps:
            some = function.among(hips) if hips.size < largest.size else function
            answer[hips] = _onward(some, before[hips], largest[hips], steps, across=closer > 0)
    return answer


def _onward(function: Crowd, before: Numbers, largest: Numbers, looks: int, across: bool) -> Numbers:
    """The smallest amount beyond 0, where the function is above 0 or has no value."""
    left, hips = function, np.arange(largest.size)
    ended, found = np.zeros(largest.size, dtype=bool), []
    for look in range(1, looks + 1):
        stay = np.flatnonzero(~ended)
        if not stay.size:
            break
        if stay.size < hips.size:
            left, hips, before = left.among(stay), hips[stay], before[stay]
        here = left(largest[hips] * (look / looks))
        lost = np.isnan(here)
        ended = (here <= 0) | (lost & (not across))
        close = np.flatnonzero((here <= 0) | (lost != np.isnan(before)))
        found.append((hips[close], np.full(close.size, look), before[close], here[close]))
        before = here
    hips, after, lack, spare = map(np.concatenate, zip(*found, strict=True))
    low, high = (largest[hips] * (step / looks) for step in (after - 1, after))
    found_at = np.empty_like(low)
    for which, closed in ((lack > 0, closed_in), (np.isnan(lack), entered)):
        some = np.flatnonzero(which)
        if some.size:
            ends = (low[some], lack[some], high[some], spare[some])
            found_at[some] = closed(function.among(hips[some]), *ends)
    answer = np.full_like(largest, np.nan)
    known = np.flatnonzero(~np.isnan(found_at))[::-1]  # of two answers of a hip the first is written last
    answer[hips[known]] = found_at[known]
    return answer


def entered(function: Crowd, low: Numbers, lack: Numbers, high: Numbers, spare: Numbers) -> Numbers:
    """Where a function that has no value at the low end, but at the high one, first is not above 0.

    Halves find where it begins to have a value; the beginning is taken two of the last halves further on, so
    that rounding does not undo it. Where the function is above 0 there, that is an ordinary crossing, if any.
    """
    first = high
    for _ in range(HALVES):
        middle = (low + first) / 2
        lost = np.isnan(function(middle))
        low, first = np.where(lost, middle, low), np.where(lost, first, middle)
    first = np.minimum(2 * first - low, high)
    lack = function(first)
    answer = np.where(lack <= 0, first, np.nan)
    some = np.flatnonzero((lack > 0) & (spare <= 0))
    if some.size:
        ends = (first[some], lack[some], high[some], spare[some])
        answer[some] = closed_in(function.among(some), *ends)
    return answer


def closed_in(function: Crowd, low: Numbers, lack: Numbers, high: Numbers, spare: Numbers) -> Numbers:
    """Where a function that is above 0 at one end stops being so, from the side on which it has stopped.

    Inverse quadratic interpolation where it can be trusted, else halves (Chandrupatla 1997), aimed at the
    middle of what counts as an answer. Beyond what is valid nothing is known: there the step is halved, and
    the answer is NaN if nothing holds before.
    """
    aim = CLOSE / 2
    answer, hips = np.empty_like(low), np.arange(low.size)
    new, at_new, far, at_far = high, spare + aim, low, lack + aim
    with np.errstate(all="ignore"):
        share = np.nan_to_num(at_new / (at_new - at_far), nan=0.5)
    for _ in range(MOST_STEPS):
        near = np.abs(at_new) <= aim
        stay = np.flatnonzero(~near)
        if stay.size < hips.size:
            gone = np.flatnonzero(near)
            answer[hips[gone]] = new[gone]
            function, hips, share = function.among(stay), hips[stay], share[stay]
            new, at_new, far, at_far = new[stay], at_new[stay], far[stay], at_far[stay]
        if not hips.size:
            break
        middle = new + share * (far - new)
        found = function(middle) + aim
        same = (found > 0) == (at_new > 0)
        old, far = np.where(same, new, far), np.where(same, far, new)
        at_old, at_far = np.where(same, at_new, at_far), np.where(same, at_far, at_new)
        new, at_new = middle, found
        share = _share(new, at_new, far, at_far, old, at_old)
    answer[hips] = np.where(at_new <= aim, new, np.where(at_far <= aim, far, np.nan))
    return answer


def _share(
    new: Numbers, at_new: Numbers, far: Numbers, at_far: Numbers, old: Numbers, at_old: Numbers
) -> Numbers:
    """Part of the way from the newest point to the far side; half where the three points cannot tell."""
    with np.errstate(all="ignore"):
        place = (new - far) / (old - far)
        rise, whole = at_new - at_far, at_old - at_far
        height = rise / whole
        trusted = (height**2 < place) & ((1 - height) ** 2 < 1 - place)
        bent = at_new / whole * (at_old / rise + (1 - 1 / place) * at_far / (at_old - at_new))
    return np.where(trusted, bent, 0.5)
