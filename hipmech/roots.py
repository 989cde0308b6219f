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
    left, hips = function, np.arange(largest.size)
    ended, found = before <= 0, []
    for look in range(1, looks + 1):
        stay = np.flatnonzero(~ended)
        if not stay.size:
            break
        if stay.size < hips.size:
            left, hips, before = left.among(stay), hips[stay], before[stay]
        here = left(largest[hips] * (look / looks))
        ended = (here <= 0) | (np.isnan(here) & (before > 0))
        gone = np.flatnonzero(ended)
        found.append((hips[gone], np.full(gone.size, look), before[gone], here[gone]))
        before = here
    if not found:
        return answer
    hips, after, lack, spare = map(np.concatenate, zip(*found, strict=True))
    low, high = (largest[hips] * (step / looks) for step in (after - 1, after))
    answer[hips] = closed_in(function.among(hips), low, lack, high, spare)
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
