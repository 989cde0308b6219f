"""Three balances by Newton's method on their multipliers.

For multipliers v the best activation of a muscle with torque vector t is known: v·t to the power 1/(p - 1),
held between 0 and 1. Left to find are the three numbers that make the torques balance, where a concave
function has its maximum.
"""

from __future__ import annotations

import numpy as np

from hipmech.sharing.problems import Numbers

SWEEPS = 24
"""Most problems end within three (quadratic) or eight (cubic); the rest is decided and solved elsewhere."""
BALANCED = 1e-12
"""Largest residual of a balanced problem, over its demand."""
TRUST = 1e-14
"""Added to the curvature, over its trace: keeps a step finite where fewer than three muscles can answer."""
GAIN = 1e-4
ROUNDING = 1e-12

PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))


def newton(torques: Numbers, demand: Numbers, power: float) -> Numbers:
    """Multipliers that balance, NaN where they were not found.

    Parameters
    ----------
    torques : ndarray, shape (3, n, N)
    demand : ndarray, shape (3, N)
    power : 2 or 3

    Returns
    -------
    multipliers : ndarray, shape (3, N)
        Of the balances, for the objective sum a^p / p.
    """
    found = np.full_like(demand, np.nan)
    left, t, m = np.arange(demand.shape[1]), torques, demand
    base, step = _start(t, m, power), np.zeros_like(m)
    best, promise, length = np.full(left.size, -np.inf), np.zeros(left.size), np.ones(left.size)
    for _ in range(SWEEPS):
        trial = base + length * step
        s = along(t, trial)
        a = activations(s, power)
        gap = m - total(t, a)
        done = norm(gap) <= BALANCED * norm(m)
        if done.any():
            found[:, left[done]] = trial[:, done]
            go = np.flatnonzero(~done)
            if not go.size:
                break
            left, t = left[go], t.take(go, axis=2)
            s, a = s.take(go, axis=1), a.take(go, axis=1)
            m, gap, trial, base, step = (rows.take(go, axis=1) for rows in (m, gap, trial, base, step))
            best, promise, length = best[go], promise[go], length[go]
        value = dot(trial, gap) + np.einsum("ij,ij->j", a, a if power == 2 else a * a) / power
        slope = dot(step, gap)
        enough = value >= best + GAIN * length * promise
        good = enough | (slope >= 0) | (length * promise <= ROUNDING * np.abs(value))
        onward = solve(curvature(t, _yield(s, a, power)), gap)
        shorter = length * np.clip(promise / np.where(good, 1, promise - slope), 0.1, 0.5)
        base, step = np.where(good, trial, base), np.where(good, onward, step)
        best, promise = np.where(good, value, best), np.where(good, dot(onward, gap), promise)
        length = np.where(good, 1, shorter)
    return found


def _start(t: Numbers, m: Numbers, power: float) -> Numbers:
    """Multipliers of the quadratic optimum without bounds; for the cubic one scaled to do the same work."""
    free = solve(curvature(t, np.ones(t.shape[1:])), m)
    if power == 2:
        return free
    pull = np.maximum(along(t, free), 0)
    work = np.einsum("ij,ij->j", pull, np.sqrt(pull))
    share = np.divide(dot(free, m), work, out=np.zeros_like(work), where=work > 0)
    scaled: Numbers = free * share**2
    return scaled


def activations(s: Numbers, power: float) -> Numbers:
    """Best activation of muscles whose gradient is met at s."""
    a: Numbers = np.clip(s, 0, 1)
    return a if power == 2 else np.sqrt(a, out=a)


def _yield(s: Numbers, a: Numbers, power: float) -> Numbers:
    """How much an activation follows s; nothing at its bounds."""
    free = (s > 0) & (s < 1)
    if power == 2:
        return free.astype(np.float64)
    follow: Numbers = free * (0.5 / np.where(a > 0, a, 1))
    return follow


def along(t: Numbers, v: Numbers) -> Numbers:
    """Scalar products of every muscle's torque with a vector: (3, n, N) and (3, N) to (n, N)."""
    s: Numbers = np.einsum("kij,kj->ij", t, v)
    return s


def total(t: Numbers, a: Numbers) -> Numbers:
    """Joint torque: (3, n, N) and (n, N) to (3, N)."""
    return np.stack([np.einsum("ij,ij->j", row, a) for row in t])


def dot(v: Numbers, w: Numbers) -> Numbers:
    """Scalar product of vectors, (3, N) each."""
    product: Numbers = v[0] * w[0] + v[1] * w[1] + v[2] * w[2]
    return product


def norm(v: Numbers) -> Numbers:
    """Length of vectors (3, N)."""
    return np.sqrt(dot(v, v))


def curvature(t: Numbers, follow: Numbers) -> Numbers:
    """Upper triangle of sum follow t t', row by row: (3, n, N) and (n, N) to (6, N)."""
    weighted = t * follow
    h = np.stack([np.einsum("ij,ij->j", weighted[i], t[j]) for i, j in PAIRS])
    trace = h[0] + h[3] + h[5]
    h[[0, 3, 5]] += np.where(trace > 0, TRUST * trace, 1)
    return h


def solve(h: Numbers, m: Numbers) -> Numbers:
    """Solution of three equations with a positive definite matrix, by its upper triangle (6, N)."""
    low, lower = h[1] / h[0], h[2] / h[0]
    middle, mixed = h[3] - low * h[1], h[4] - low * h[2]
    side = mixed / middle
    last = h[5] - lower * h[2] - side * mixed
    second = m[1] - low * m[0]
    z = (m[2] - lower * m[0] - side * second) / last
    y = second / middle - side * z
    return np.stack([m[0] / h[0] - low * y - lower * z, y, z])
