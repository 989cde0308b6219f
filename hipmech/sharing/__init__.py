"""How muscles share a moment: the forces that minimise a sum of powers of their activations.

The objective is sum (F_i / C_i)^p with p = 2 (``quadratic``), p = 3 (``cubic``), or the largest activation
(``minmax``); the forces F_i balance one moment or three, and lie between 0 and the capacities C_i.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from hipmech.errors import InputError
from hipmech.quantities import nearest
from hipmech.sharing.one import share_one
from hipmech.sharing.problems import HELD, NOT_HELD, NOT_SOLVED, STATUS_WORDS, Sharing, Task, task
from hipmech.sharing.three import share_three

__all__ = ["CRITERIA", "HELD", "NOT_HELD", "NOT_SOLVED", "STATUS_WORDS", "Sharing", "share"]

CRITERIA = {"quadratic": 2.0, "cubic": 3.0, "minmax": math.inf}
"""Criterion to the power of the activations."""


def share(
    arms: ArrayLike,
    capacities: ArrayLike,
    demand: ArrayLike,
    criterion: str = "quadratic",
    *,
    balances: int = 1,
) -> Sharing:
    """Forces that hold a demand with the least objective, for any number of problems in one call.

    Parameters
    ----------
    arms : array_like, shape (..., n), or (..., 3, n) with three balances
        Moment arms of n muscles, any unit; negative for an antagonist.
    capacities : array_like, shape (..., n)
        Largest forces, any unit; zero switches a muscle off.
    demand : array_like, shape (...), or (..., 3) with three balances
        Moments to be held, in the unit of arm times capacity; any sign. Leading shapes are broadcast.
    criterion : {"quadratic", "cubic", "minmax"}
        Where several answers have the same largest activation, ``minmax`` gives the one among them with the
        least sum of squared activations: it is unique and changes continuously with the demand.
    balances : {1, 3}
        Said, not guessed: arms of shape (3, n) can be three hips as well as three balances of one hip.

    Returns
    -------
    Sharing
        Every problem has its own status; a demand that cannot be held has NaN forces and its deficit.

    Raises
    ------
    InputError
        Shapes that do not fit, numbers that are not finite, negative capacities, an unknown criterion.

    Notes
    -----
    One balance is exact to rounding. Three balances are solved to a ``kkt`` of 1e-10 or better, nearly all of
    them to 1e-12; very close to the edge of what can be reached, one may end as "not solved", without forces.

    A demand counts as held as long as it lies no more than 1e-12 of itself beyond what the muscles reach.
    Three moments are called not held only where a direction proves it. Their deficit is the part that is
    missing in the direction of the demand: all of it, if no fraction can be held.

    Examples
    --------
    >>> shared = share([0.04, 0.03, 0.05], [1000, 800, 300], 60)
    >>> shared.forces.round(1).tolist()
    [999.6, 479.8, 112.5]
    >>> share([0.04, 0.03, 0.05], [1000, 800, 300], 60, "minmax").activations.round(3).tolist()
    [0.759, 0.759, 0.759]
    >>> weak = share([0.04, 0.03, 0.05], [500, 400, 300], 60)
    >>> weak.status_words, weak.deficit
    ('not held', 13.0)
    """
    power = _power(criterion)
    return _solved(task(arms, capacities, demand, balances), power)


def _power(criterion: str) -> float:
    if criterion in CRITERIA:
        return CRITERIA[criterion]
    near = nearest(str(criterion), CRITERIA)
    raise InputError(
        f"criterion = {criterion!r} is not allowed: it is one of {', '.join(CRITERIA)}"
        + (f"; did you mean {near!r}?" if near else ".")
    )


def _solved(problems: Task, power: float) -> Sharing:
    size, k, n = math.prod(problems.shape), problems.balances, problems.muscles
    forces, activations = np.empty((size, n)), np.empty((size, n))
    multipliers, residual = np.empty((size, k)), np.empty((size, k))
    kkt, deficit = np.empty(size), np.empty(size)
    status = np.empty(size, dtype=np.int8)
    solve = share_one if k == 1 else share_three
    for here, torques, capacities, demand in problems.blocks():
        a, multiplier, gap, kkt[here], deficit[here], status[here] = solve(torques, demand, power)
        np.abs(a.T, out=activations[here])  # a muscle that is off pulls 0, not -0
        np.multiply(activations[here], capacities, out=forces[here])
        multipliers[here], residual[here] = multiplier.T, gap.T
    shape, moments = problems.shape, problems.shape if k == 1 else (*problems.shape, k)
    return Sharing(
        forces=forces.reshape(*shape, n),
        activations=activations.reshape(*shape, n),
        multipliers=multipliers.reshape(moments),
        residual=residual.reshape(moments),
        kkt=kkt.reshape(shape),
        deficit=deficit.reshape(shape),
        status=status.reshape(shape),
    )
