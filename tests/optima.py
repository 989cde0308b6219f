"""What tells an optimum of muscle sharing from another answer, and how others find one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog, minimize

from hipmech.sharing import HELD, Sharing

Numbers = NDArray[np.float64]
TINY = 1e-300


def conditions(found: Sharing, arms: Numbers, capacities: Numbers, demand: Numbers, power: int) -> float:
    """Largest violation of the conditions of an optimum among what is held, from forces and multipliers.

    Balance over the demand; bounds over the capacity; gradient p a^(p-1) = multipliers x torque where a
    muscle is neither off nor full, no less where off, no more where full, over the largest gradient.
    Arms (N, k, n), capacities (N, n), demand (N, k).
    """
    held = np.asarray(found.status) == HELD
    arms, capacities, demand, forces = arms[held], capacities[held], demand[held], found.forces[held]
    gap = np.einsum("rkn,rn->rk", arms, forces) - demand
    balance = np.linalg.norm(gap, axis=-1) / np.maximum(np.linalg.norm(demand, axis=-1), TINY)
    a = found.activations[held]
    multipliers = np.asarray(found.multipliers).reshape(held.size, -1)[held]
    gradient = power * a ** (power - 1)
    error = gradient - np.einsum("rk,rkn,rn->rn", multipliers, arms, capacities)
    error = np.where(a == 0, np.minimum(error, 0), np.where(a == 1, np.maximum(error, 0), error))
    slope = np.abs(error).max(axis=-1) / np.maximum(gradient.max(axis=-1), TINY)
    bounds = max(float(-a.min()), float(a.max()) - 1)
    return max(float(balance.max()), float(slope.max()), bounds)


def slsqp(torques: Numbers, demand: Numbers, power: int) -> Numbers:
    """Activations by SciPy's SLSQP, normalised and with exact gradients: (k, n) and (k,) to (n,)."""
    size = np.abs(torques).max()
    torques, demand = torques / size, demand / size
    balance: dict[str, Any] = {"type": "eq", "fun": lambda a: torques @ a - demand, "jac": lambda a: torques}
    answer = minimize(
        lambda a: np.sum(a**power),
        np.full(torques.shape[1], 0.5),
        jac=lambda a: power * a ** (power - 1),
        bounds=[(0, 1)] * torques.shape[1],
        constraints=[balance],
        method="SLSQP",
        options={"ftol": 1e-13, "maxiter": 300},
    )
    return np.asarray(answer.x)


def least_level(torques: Numbers, demand: Numbers) -> float:
    """The least largest activation that holds a demand, without regard to full; infinite if nothing does."""
    count, size, asked = torques.shape[1], np.abs(torques).max(), np.linalg.norm(demand)
    answer = linprog(
        np.append(np.zeros(count), 1),
        A_ub=np.hstack([np.eye(count), -np.ones((count, 1))]),
        b_ub=np.zeros(count),
        A_eq=np.hstack([torques / size, np.zeros((torques.shape[0], 1))]),
        b_eq=demand / asked,
    )
    return float(answer.fun * asked / size) if answer.status == 0 else np.inf
