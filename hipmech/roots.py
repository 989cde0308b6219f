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


class Crowd(Protocol):
    """A function of an amount for each hip; NaN where it has no value."""

    def __call__(self, amounts: Numbers, /) -> Numbers:
        """One value for each hip."""
        ...

    def among(self, hips: NDArray[np.intp]) -> Self:
        """The same of some of the hips."""
        ...


def least(function: Crowd, largest: Numbers, looks: int) -> Numbers:
    """The smallest amount from 0 to the largest at which a function is not above 0; NaN where there is none.

    Parameters
    ----------
    function : Crowd
        One value for each hip; NaN where there is none.
    largest : ndarray
        Up to where to look.
    looks : int
        In how many steps, before the crossing is closed in on: what only lies between two of them is missed.
    """
    before = function(np.zeros_like(largest))
    answer = np.where(before <= 0, 0.0, np.nan)
    hips = np.flatnonzero(np.isnan(answer))
    left, before = function.among(hips), before[hips]
    low, lack, high, spare = (np.full_like(largest, np.nan) for _ in range(4))
    for look in range(1, looks + 1):
        here = left(largest[hips] * (look / looks))
        ended = (here <= 0) | (np.isnan(here) & (before > 0))
        found = hips[ended]
        low[found], high[found] = largest[found] * ((look - 1) / looks), largest[found] * (look / looks)
        lack[found], spare[found] = before[ended], here[ended]
        stay = np.flatnonzero(~ended)
        if not stay.size:
            break
        if found.size:
            left, hips = left.among(stay), hips[stay]
        before = here[stay]
    hips = np.flatnonzero(~np.isnan(high))
    answer[hips] = closed_in(function.among(hips), low[hips], lack[hips], high[hips], spare[hips])
    return answer


def closed_in(function: Crowd, low: Numbers, lack: Numbers, high: Numbers, spare: Numbers) -> Numbers:
    """Where a function that is above 0 at one end stops being so, from the side on which it has stopped.

    Inverse quadratic interpolation where it can be trusted, else halves (Chandrupatla 1997), aimed at the
    middle of what counts as an answer. Beyond what is valid nothing is known: there the step is halved, and
    the answer is NaN if nothing holds before.
    """
    aim = CLOSE / 2
    answer, hips = np.where(np.isnan(spare), np.nan, high), np.arange(low.size)
    new, at_new, far, at_far = high, spare + aim, low, lack + aim
    old, at_old = np.full_like(low, np.nan), np.full_like(low, np.nan)
    with np.errstate(all="ignore"):
        share = at_new / (at_new - at_far)
    for _ in range(MOST_STEPS):
        stay = np.flatnonzero(~(np.abs(at_new) <= aim))
        if not stay.size:
            break
        if stay.size < hips.size:
            function, hips = function.among(stay), hips[stay]
            new, at_new, far, at_far = new[stay], at_new[stay], far[stay], at_far[stay]
            old, at_old, share = old[stay], at_old[stay], share[stay]
        middle = new + np.where(np.isnan(share), 0.5, share) * (far - new)
        found = function(middle) + aim
        same = (found > 0) == (at_new > 0)
        old, far = np.where(same, new, far), np.where(same, far, new)
        at_old, at_far = np.where(same, at_new, at_far), np.where(same, at_far, at_new)
        new, at_new = middle, found
        ended = ~(found > aim)
        answer[hips[ended]] = np.where(np.isnan(found), np.nan, middle)[ended]
        share = _share(new, at_new, far, at_far, old, at_old)
    return answer


def _share(
    new: Numbers, at_new: Numbers, far: Numbers, at_far: Numbers, old: Numbers, at_old: Numbers
) -> Numbers:
    """Part of the way from the newest point to the far side; NaN where the three points cannot tell."""
    with np.errstate(all="ignore"):
        place = (new - far) / (old - far)
        height = (at_new - at_far) / (at_old - at_far)
        trusted = (height**2 < place) & ((1 - height) ** 2 < 1 - place)
        across = at_new / (at_far - at_new) * at_old / (at_far - at_old)
        beside = (old - new) / (far - new) * at_new / (at_old - at_new) * at_far / (at_old - at_far)
    return np.where(trusted, across + beside, np.nan)
