"""One balance: the activations are piecewise linear in a single number, so the answer is exact.

With the torques t = arm x capacity of the muscles that pull the right way, the optimum is a = min(1, v t^e),
where e = 1 (quadratic), 1/2 (cubic) or 0 (min-max), and v makes sum t a the demand. That sum is concave in v
and bends only where a muscle saturates: Newton's steps from below end on the answer after at most n steps,
each saturating at least one more muscle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hipmech.sharing.problems import HELD, NOT_HELD, NOT_SOLVED, Answer, Numbers

EDGE = 1e-12
"""A demand may exceed the sum of all torques by this fraction and count as held, with all muscles full."""
SOLVED = 1e-11
"""Largest residual over the demand with which an answer is given: missed only where torques underflow."""


def share_one(torques: Numbers, demand: Numbers, power: float) -> Answer:
    """Activations that hold one balance.

    Parameters
    ----------
    torques : ndarray, shape (1, n, N)
        Arm times capacity; a muscle whose torque opposes the demand stays at zero. Overwritten.
    demand : ndarray, shape (1, N)
    power : 2, 3 or inf

    The activations follow from the multiplier by their equation: ``kkt`` has only the balance left to judge.

    Returns
    -------
    activations (n, N), multipliers (1, N), residual (1, N), kkt (N,), deficit (N,), status (N,)
    """
    t, moment, sign = torques[0], demand[0], np.ones(1)
    if moment.min(initial=0) < 0:
        moment, sign = np.abs(moment), np.sign(moment)
        t *= sign
    np.clip(t, 0, np.inf, out=t)
    strength = t.sum(axis=0)
    beyond = moment > strength * (1 + EDGE)
    weights = t if power == 2 else np.sqrt(t) if power == 3 else np.sign(t)
    a, level = _filled(t, weights, np.where(beyond, 0, np.minimum(moment, strength)), strength)
    gap = np.einsum("ij,ij->j", t, a) - moment
    multiplier = _multiplier(level, strength, power)
    kkt = np.abs(gap) / np.where(moment > 0, moment, 1)
    deficit, status = np.zeros_like(moment), np.full(moment.shape, HELD, dtype=np.int8)
    lost = beyond | ~(kkt <= SOLVED)
    if lost.any():
        deficit[beyond] = (moment - strength)[beyond]
        status[lost] = np.where(beyond[lost], NOT_HELD, NOT_SOLVED)
        for values in (a, multiplier, gap, kkt):
            values[..., lost] = np.nan
    return a, (multiplier * sign)[None], (gap * sign)[None], kkt, deficit, status


def _filled(t: Numbers, weights: Numbers, moment: Numbers, strength: Numbers) -> tuple[Numbers, Numbers]:
    """Activations min(1, level x weight) whose torques sum to the moment, and the level."""
    slope = np.einsum("ij,ij->j", t, weights)
    level = moment / np.where(slope > 0, slope, 1)
    over = np.flatnonzero(weights.max(axis=0) * level > 1)
    if over.size:
        level[over] = _raised(*_some(t, weights, over), (moment - strength)[over], level[over])
    a = weights * level
    return (np.clip(a, 0, 1, out=a) if over.size else a), level


def _raised(t: Numbers, weights: Numbers, short: Numbers, level: Numbers) -> Numbers:
    """The level after every muscle that it saturates is taken out of the sum; short: moment - all torques."""
    found, left = level, np.arange(level.size)
    free = weights * level < 1
    while left.size:
        pull = t * free.astype(np.float64)
        slope = np.einsum("ij,ij->j", pull, weights)
        rest = short + pull.sum(axis=0)
        higher = np.where(slope > 0, np.maximum(rest / np.where(slope > 0, slope, 1), level), level)
        found[left] = higher
        still = weights * higher < 1
        more = np.flatnonzero((still != free).any(axis=0))
        left, level, short, free = left[more], higher[more], short[more], still.take(more, axis=1)
        t, weights = _some(t, weights, more)
    return found


def _some(t: Numbers, weights: Numbers, hips: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    """Torques and weights of some; where they are the same they stay one array."""
    rows = t.take(hips, axis=1)
    return rows, rows if weights is t else weights.take(hips, axis=1)


def _multiplier(level: Numbers, strength: Numbers, power: float) -> Numbers:
    """What one more unit of the moment adds to the objective."""
    if power == 2:
        return 2 * level
    if power == 3:
        return 3 * level**2
    return np.divide(1, strength, out=np.zeros_like(strength), where=strength > 0)
