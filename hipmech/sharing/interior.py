"""Three balances by an interior-point method (Mehrotra 1992), for the few that Newton's method leaves.

Slower than Newton's method on the multipliers, but sure where muscles stand on the edge of being off.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hipmech.sharing.newton import PAIRS, along, curvature, norm, solve, total
from hipmech.sharing.problems import Numbers

STEPS = 60
CLOSE = 1e-26
"""Mean product of activation and price at which a problem is done; both are of order one."""
BALANCED = 1e-14
BACK = 0.99
"""Share of the way to the nearest bound that a step may take."""
POLISH = 3
"""Rounds of Newton's method among the muscles that are neither off nor full."""
RANK = 1e-12
SOFTEST = 1e-6
"""Least curvature of the objective that polishing reckons with, so that the rank of the rest can be told."""


def interior(t: Numbers, m: Numbers, ceiling: Numbers, power: float) -> tuple[Numbers, Numbers]:
    """Activations and multipliers of demands that can be held, for the objective sum a^p / p.

    Parameters
    ----------
    t : ndarray, shape (3, n, N)
        Torques; scaled so that the activations are of order one.
    m : ndarray, shape (3, N)
    ceiling : ndarray, shape (N,)
        Upper bound of all activations, at least 1.
    power : 2 or 3

    Returns
    -------
    activations : ndarray, shape (n, N)
    multipliers : ndarray, shape (3, N)
    """
    size = np.sqrt(np.einsum("kij,kij->j", t, t) / t.shape[1])
    size[size == 0] = 1
    t, m = t / size, m / size
    a, room, low, high, multipliers = _path(t, m, ceiling, power)
    a = np.where(a < low, 0, np.where(room < high, ceiling, a))
    a, multipliers = _polished(t, m, a, multipliers, ceiling, power)
    return a, multipliers / size


def _path(t: Numbers, m: Numbers, ceiling: Numbers, power: float) -> tuple[Numbers, ...]:
    """Activations, prices of their two bounds and multipliers, near enough to tell which bounds hold."""
    n = t.shape[1]
    every = np.ones((n, m.shape[1]))
    room = ceiling - every / 2
    state = np.concatenate([every / 2, room, every, 0.5 / room, np.zeros_like(m)])
    found, left = state.copy(), np.arange(m.shape[1])
    for _ in range(STEPS):
        step, done = _step(t, m, power, *_parts(state, n))
        moved = state + step
        done |= ~np.isfinite(moved).all(axis=0)
        found[:, left] = np.where(done, state, moved)
        go = ~done
        left, state, t, m = left[go], moved[:, go], t[:, :, go], m[:, go]
        if not left.size:
            break
    return _parts(found, n)


def _parts(state: Numbers, n: int) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    return state[:n], state[n : 2 * n], state[2 * n : 3 * n], state[3 * n : 4 * n], state[4 * n :]


def _step(
    t: Numbers,
    m: Numbers,
    power: float,
    a: Numbers,
    room: Numbers,
    low: Numbers,
    high: Numbers,
    multipliers: Numbers,
) -> tuple[Numbers, NDArray[np.bool_]]:
    """A step of predictor and corrector, as long as the bounds allow; and which problems need none."""
    idle = (t == 0).all(axis=0)
    gradient = a ** (power - 1) + idle - along(t, multipliers) - low + high
    gap = m - total(t, a)
    product = ((a * low).sum(axis=0) + (room * high).sum(axis=0)) / (2 * len(a))
    done = (product <= CLOSE) & (norm(gap) <= BALANCED * (1 + norm(m)))
    soft = 1 / ((power - 1) * a ** (power - 2) + low / a + high / room)
    h = curvature(t, soft)

    def towards(below: Numbers, above: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        pull = below - above - gradient
        on = solve(h, gap - total(t, soft * pull))
        move = soft * (along(t, on) + pull)
        return move, -move, below - low / a * move, above + high / room * move, on

    def longest(changes: Sequence[Numbers]) -> Numbers:
        pairs = zip(changes, (a, room, low, high), strict=True)
        return np.asarray(
            1 / np.max([(-change / value).max(axis=0) for change, value in pairs], axis=0, initial=1 / BACK)
        )

    move, _, lower, upper, _ = step = towards(-low, -high)
    far = longest(step[:4])
    ahead = ((a + far * move) * (low + far * lower) + (room - far * move) * (high + far * upper)).sum(axis=0)
    aim = product * (ahead / (2 * len(a) * product)) ** 3
    bend = far**2  # a corrector from a short predictor misleads
    step = towards((aim - bend * move * lower) / a - low, (aim + bend * move * upper) / room - high)
    return np.concatenate(step) * (BACK * longest(step[:4])), done


def _polished(
    t: Numbers, m: Numbers, a: Numbers, multipliers: Numbers, ceiling: Numbers, power: float
) -> tuple[Numbers, Numbers]:
    """The optimum among the muscles that are neither off nor full, the others staying as they are."""
    for _ in range(POLISH):
        free = (a > 0) & (a < ceiling)
        stiff = np.maximum((power - 1) * a ** (power - 2), SOFTEST)
        error = np.where(free, a ** (power - 1) - along(t, multipliers), 0)
        soft = free / stiff
        step = _least(curvature(t, soft), m - total(t, a) + total(t, soft * error))
        multipliers = multipliers + step
        a = np.clip(a + soft * (along(t, step) - error), 0, ceiling)
    return a, multipliers


def _least(h: Numbers, m: Numbers) -> Numbers:
    """Shortest solution of three equations whose matrix, by its upper triangle (6, N), may be singular."""
    whole = np.empty((m.shape[1], 3, 3))
    for (i, j), entry in zip(PAIRS, h, strict=True):
        whole[:, i, j] = whole[:, j, i] = entry
    whole[~np.isfinite(whole).all(axis=(1, 2))] = 0  # LAPACK would refuse all for the sake of one
    shortest: Numbers = np.einsum("jkl,lj->kj", np.linalg.pinv(whole, rcond=RANK, hermitian=True), m)
    return shortest
