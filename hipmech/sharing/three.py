"""Three balances: Newton's method; for what it leaves the answer, or the proof that there is none."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from hipmech.sharing.interior import interior
from hipmech.sharing.newton import activations, along, dot, newton, norm, total
from hipmech.sharing.problems import HELD, NOT_HELD, NOT_SOLVED, Answer, Numbers
from hipmech.sharing.reach import Face, face, reach, uncertainty

SOLVED = 1e-10
"""Largest error of the conditions of an optimum with which an answer is given."""
FIRST = 2e-12
"""The same for answers of Newton's method on the multipliers; what is worse is solved again."""


def share_three(t: Numbers, m: Numbers, power: float) -> Answer:
    """Activations that hold three balances.

    Parameters
    ----------
    t : ndarray, shape (3, n, N)
        Arms times capacity.
    m : ndarray, shape (3, N)
        Demand.
    power : 2, 3 or inf

    Returns
    -------
    activations (n, N), multipliers (3, N), residual (3, N), kkt (N,), deficit (N,), status (N,)
    """
    with np.errstate(all="ignore"):
        if power == math.inf:
            a, multipliers, deficit = _least_level(t, m)
        else:
            a, multipliers, deficit = _least_power(t, m, power)
        kkt = optimality(t, m, a, multipliers, power)
        gap = total(t, a) - m
    status = np.where(deficit > 0, NOT_HELD, np.where(kkt <= SOLVED, HELD, NOT_SOLVED)).astype(np.int8)
    for values in (a, multipliers, gap, kkt):
        values[..., status != HELD] = np.nan
    return a, multipliers, gap, kkt, deficit, status


def optimality(t: Numbers, m: Numbers, a: Numbers, multipliers: Numbers, power: float) -> Numbers:
    """How far activations are from the conditions of an optimum: balance, bounds, gradient; without unit."""
    size = norm(m)
    unbalanced = norm(total(t, a) - m) / np.where(size > 0, size, 1)
    outside = np.maximum(-a.min(axis=0), a.max(axis=0) - 1)
    if power == math.inf:
        error = _level_error(t, m, a, multipliers)
    else:
        error = _gradient_error(t, a, multipliers, power)
    worst: Numbers = np.maximum(np.maximum(unbalanced, outside), error)
    return worst


def _least_power(t: Numbers, m: Numbers, power: float) -> tuple[Numbers, Numbers, Numbers]:
    """Activations, multipliers and deficits for sum a^p."""
    multipliers = power * newton(t, m, power)
    a = activations(along(t, multipliers / power), power)
    deficit = np.zeros(m.shape[1])
    left = np.flatnonzero(~(optimality(t, m, a, multipliers, power) <= FIRST))
    if left.size:
        a[:, left], multipliers[:, left], deficit[left] = _decided(t[:, :, left], m[:, left], power)
    return a, multipliers, deficit


def _decided(t: Numbers, m: Numbers, power: float) -> tuple[Numbers, Numbers, Numbers]:
    """What Newton's method left: beyond reach, on the edge of it, or inside."""
    found, noise = reach(t, m), uncertainty(t, m)
    beyond = found.excess > noise
    a, multipliers = np.zeros(t.shape[1:]), np.zeros_like(m)
    some = np.flatnonzero(~beyond)
    if some.size:
        edge = found.excess >= -noise
        normal, level = np.where(edge, found.normal, 0)[:, some], found.level[some]
        a[:, some], multipliers[:, some] = _within(t[:, :, some], m[:, some], normal, level, power)
    return a, multipliers, _missing(m, found.level, beyond)


def _within(t: Numbers, m: Numbers, normal: Numbers, level: Numbers, power: float) -> tuple[Numbers, Numbers]:
    """Answers on a facet, where muscles off it are off or full; and inside, where the normal is zero."""
    part = face(t, m, normal)
    multipliers = newton(part.torques, part.demand, power)
    a = activations(along(part.torques, multipliers), power)
    left = np.flatnonzero(np.isnan(multipliers[0]))
    if left.size:
        scale = np.where(part.full.any(axis=0) | (level == 0), 1, level)[left]
        inner = interior(part.torques[:, :, left], part.demand[:, left] / scale, 1 / scale, power)
        a[:, left] = np.where(inner[0] < 1 / scale, inner[0] * scale, 1)
        multipliers[:, left] = inner[1] * scale ** (power - 1)
    within = (part.torques != 0).any(axis=0)
    return np.where(within, a, part.full), power * _raised(t, part, multipliers)


def _missing(m: Numbers, level: Numbers, beyond: NDArray[np.bool_]) -> Numbers:
    """The part of a demand by which it is beyond reach in its own direction."""
    return np.where(beyond, norm(m) * (1 - 1 / level), 0)


def _raised(t: Numbers, part: Face, multipliers: Numbers) -> Numbers:
    """Multipliers that also keep the muscles off the face off or full, the innermost face first."""
    for normal, leaving in zip(reversed(part.normals), reversed(part.leaving), strict=True):
        s = along(t, multipliers)
        missing = np.where(leaving > 0, (1 - s) / leaving, np.where(leaving < 0, -s / leaving, 0))
        multipliers = multipliers + normal * np.maximum(missing.max(axis=0), 0)
    return multipliers


def _least_level(t: Numbers, m: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Activations, multipliers and deficits for the largest activation, then least squares."""
    found = reach(t, m)
    beyond = found.excess > uncertainty(t, m)
    a = np.zeros(t.shape[1:])
    some = np.flatnonzero(~beyond & (found.level > 0))
    if some.size:
        level, multipliers = np.minimum(found.level[some], 1), found.multipliers[:, some]
        normal = multipliers / norm(multipliers)
        a[:, some] = _within(t[:, :, some], m[:, some] / level, normal, np.ones_like(level), 2)[0] * level
    return a, found.multipliers, _missing(m, found.level, beyond)


def _gradient_error(t: Numbers, a: Numbers, multipliers: Numbers, power: float) -> Numbers:
    """How far the gradient is from what the multipliers ask, bounds minded, over the largest gradient."""
    gradient = power * (a if power == 2 else a * a)
    error = gradient - along(t, multipliers)
    error[(a <= 0) & (error > 0)] = 0
    error[(a >= 1) & (error < 0)] = 0
    largest = gradient.max(axis=0)
    return np.asarray(np.abs(error).max(axis=0) / np.where(largest > 0, largest, 1))


def _level_error(t: Numbers, m: Numbers, a: Numbers, multipliers: Numbers) -> Numbers:
    """How far the largest activation is above the bound that the multipliers prove, over itself."""
    largest = a.max(axis=0)
    proven = dot(multipliers, m) / np.maximum(np.maximum(along(t, multipliers), 0).sum(axis=0), 1)
    return np.asarray(np.abs(largest - proven) / np.where(largest > 0, largest, 1))
