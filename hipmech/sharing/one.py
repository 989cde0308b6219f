"""One balance: the activations are piecewise linear in a single number, so the answer is exact.

With the torques t = arm x capacity of the muscles that pull the right way, the optimum is a = min(1, v t^e),
where e = 1 (quadratic), 1/2 (cubic) or 0 (min-max), and v makes sum t a the demand. That sum is concave in v
and bends only where a muscle saturates: Newton's steps from below end on the answer after at most n steps,
each saturating at least one more muscle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hipmech.sharing.problems import HELD, NOT_HELD, Numbers

EDGE = 1e-12
"""A demand may exceed the sum of all torques by this fraction and count as held, with all muscles full."""

Answer = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, NDArray[np.int8]]


def share_one(torques: Numbers, demand: Numbers, power: float) -> Answer:
    """Activations that hold one balance.

    Parameters
    ----------
    torques : ndarray, shape (1, n, N)
        Arm times capacity; a muscle whose torque opposes the demand stays at zero. Overwritten.
    demand : ndarray, shape (1, N)
    power : 2, 3 or inf

    Returns
    -------
    activations (n, N), multipliers (1, N), residual (1, N), kkt (N,), deficit (N,), status (N,)
    """
    moment, sign = np.abs(demand[0]), np.sign(demand[0])
    t = np.maximum(np.multiply(torques[0], sign, out=torques[0]), 0, out=torques[0])
    strength = t.sum(axis=0)
    held = moment <= strength * (1 + EDGE)
    weights = t if power == 2 else np.sqrt(t) if power == 3 else (t > 0).astype(np.float64)
    a, level = _filled(t, weights, np.where(held, np.minimum(moment, strength), 0))
    gap = np.einsum("ij,ij->j", t, a) - moment
    multiplier = _multiplier(level, strength, power)
    unbalanced = np.abs(gap) / np.where(moment > 0, moment, 1)
    kkt = np.maximum(unbalanced, _gradient_error(t, a, multiplier, power))
    a[:, ~held] = np.nan
    for values in (multiplier, gap, kkt):
        values[~held] = np.nan
    deficit = np.where(held, 0.0, moment - strength)
    status = np.where(held, HELD, NOT_HELD).astype(np.int8)
    return a, (multiplier * sign)[None], (gap * sign)[None], kkt, deficit, status


def _filled(t: Numbers, weights: Numbers, moment: Numbers) -> tuple[Numbers, Numbers]:
    """Activations min(1, level x weight) whose torques sum to the moment, and the level."""
    slope = np.einsum("ij,ij->j", t, weights)
    level = np.divide(moment, slope, out=np.zeros_like(moment), where=slope > 0)
    a = weights * level
    over = np.flatnonzero(a.max(axis=0) > 1)
    if over.size:
        level[over] = _raised(t[:, over], weights[:, over], moment[over], level[over])
        a[:, over] = np.minimum(weights[:, over] * level[over], 1)
    return a, level


def _raised(t: Numbers, weights: Numbers, moment: Numbers, level: Numbers) -> Numbers:
    """The level after every muscle that it saturates is taken out of the sum."""
    found, left = level, np.arange(level.size)
    while left.size:
        full = weights * level >= 1
        slope = np.einsum("ij,ij,ij->j", t, weights, ~full)
        rest = moment - np.einsum("ij,ij->j", t, full)
        higher = np.maximum(np.divide(rest, slope, out=level.copy(), where=slope > 0), level)
        found[left] = higher
        more = ((weights * higher >= 1) & ~full).any(axis=0)
        left, level, moment = left[more], higher[more], moment[more]
        t, weights = t[:, more], weights[:, more]
    return found


def _multiplier(level: Numbers, strength: Numbers, power: float) -> Numbers:
    """What one more unit of the moment adds to the objective."""
    if power == 2:
        return 2 * level
    if power == 3:
        return 3 * level**2
    return np.divide(1, strength, out=np.zeros_like(strength), where=strength > 0)


def _gradient_error(t: Numbers, a: Numbers, multiplier: Numbers, power: float) -> Numbers:
    """How far the objective's gradient is from the multiplier times the torque, over the largest gradient."""
    if power == np.inf:
        largest = a.max(axis=0)
        errors: Numbers = np.abs(multiplier * np.einsum("ij,ij->j", t, a) - largest)
    else:
        gradient = power * (a if power == 2 else a * a)
        largest = gradient.max(axis=0)
        wanted = np.minimum(t * multiplier, power)
        errors = np.abs(np.subtract(gradient, wanted, out=wanted), out=wanted).max(axis=0)
    relative: Numbers = np.divide(errors, largest, out=np.zeros_like(largest), where=largest > 0)
    return relative
