"""Muscles that share a moment: eleven of them, random hips, against optimisers called hip by hip.

SLSQP (SciPy) has normalised activations, exact gradients and a tight tolerance, without which it is wrong.
DAQP, a C solver of quadratic programmes, is timed where it is installed.
"""

import importlib.util
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ratios import Row, alternate, speed
from hipmech.sharing import HELD, Sharing, share

Numbers = NDArray[np.float64]
Hips = tuple[Numbers, Numbers, Numbers]

MUSCLES = 11
OURS, THEIRS, QUICK = 20_000, 12, 400
"""Hips of one call of hipmech, of SLSQP and of DAQP."""
POWERS = {"quadratic": 2, "cubic": 3}
TARGETS = {(1, "quadratic"): (1000, 1000), (1, "cubic"): (1000, 3000), (3, "quadratic"): (250, 450)}
TARGETS[3, "cubic"] = (80, 200)
KKT = {1: 1e-12, 3: 1e-10}
CLOSE = 1e-4
"""How near SLSQP's activations come to the optimum at its tightest."""


def hips(balances: int) -> Hips:
    """Arms (N, k, n) in metres, capacities (N, n) in newtons, and moments (N, k) that they can hold."""
    chance = np.random.default_rng(1)
    low, high = np.array([[0.01, -0.05, -0.03], [0.07, 0.05, 0.03]])[:, :balances, None]
    arms = chance.uniform(low, high, (OURS, balances, MUSCLES))
    capacities = chance.uniform(100, 1500, (OURS, MUSCLES))
    activations = chance.uniform(0, 1, (OURS, MUSCLES))
    demand = np.einsum("rkn,rn,rn->rk", arms, capacities, activations) * chance.uniform(0.1, 1, (OURS, 1))
    if balances == 1:
        demand = chance.uniform(0.1, 0.9, (OURS, 1)) * np.sum(arms[:, 0] * capacities, axis=1, keepdims=True)
    return arms, capacities, demand


def ours(balances: int, criterion: str, arms: Numbers, capacities: Numbers, demand: Numbers) -> Sharing:
    if balances == 1:
        return share(arms[:, 0], capacities, demand[:, 0], criterion)
    return share(arms, capacities, demand, criterion, balances=3)


def by_slsqp(criterion: str, arms: Numbers, capacities: Numbers, demand: Numbers) -> list[Numbers]:
    """Forces hip by hip."""
    from scipy.optimize import minimize

    power = POWERS[criterion]

    def objective(a: Numbers) -> float:
        return float(np.sum(a**power))

    def gradient(a: Numbers) -> Numbers:
        return np.asarray(power * a ** (power - 1))

    found = []
    for arm, capacity, moment in zip(arms, capacities, demand, strict=True):
        torques = arm * capacity
        size = np.linalg.norm(torques)
        t, m = torques / size, moment / size
        balance = {"type": "eq", "fun": lambda a, t=t, m=m: t @ a - m, "jac": lambda a, t=t: t}
        answer = minimize(
            objective,
            np.full(MUSCLES, 0.5),
            jac=gradient,
            bounds=[(0, 1)] * MUSCLES,
            constraints=[balance],
            method="SLSQP",
            options={"ftol": 1e-12, "maxiter": 200},
        )
        found.append(answer.x * capacity)
    return found


def by_daqp(arms: Numbers, capacities: Numbers, demand: Numbers) -> list[Numbers]:
    """Forces of the quadratic criterion hip by hip."""
    solve: Any = importlib.import_module("daqp").solve
    weights, none, full, off = np.eye(MUSCLES), np.zeros(MUSCLES), np.ones(MUSCLES), np.zeros(MUSCLES)
    sense = np.array([0] * MUSCLES + [5] * arms.shape[1], dtype=np.int32)  # 5: an equality
    found = []
    for arm, capacity, moment in zip(arms, capacities, demand, strict=True):
        upper, lower = np.concatenate([full, moment]), np.concatenate([off, moment])
        found.append(solve(weights, none, arm * capacity, upper, lower, sense)[0] * capacity)
    return found


def check() -> None:
    for balances, limit in KKT.items():
        given = hips(balances)
        some: Hips = (given[0][:THEIRS], given[1][:THEIRS], given[2][:THEIRS])
        for criterion in POWERS:
            found = ours(balances, criterion, *given)
            if not (np.all(found.status == HELD) and np.max(found.kkt) <= limit):
                raise AssertionError(f"{criterion}, {balances}: not every hip is solved to {limit:g}.")
            agree(found, by_slsqp(criterion, *some), some[1])
            if criterion == "quadratic" and importlib.util.find_spec("daqp"):
                agree(found, by_daqp(*some), some[1])


def agree(mine: Sharing, others: list[Numbers], capacities: Numbers) -> None:
    """Refuse to time two things that do not compute the same."""
    apart = float(np.abs((mine.forces[:THEIRS] - np.array(others)) / capacities).max())
    if not apart <= CLOSE:
        raise AssertionError(f"activations differ by {apart:.1e}: the times would say nothing.")


def measure() -> list[Row]:
    rows = []
    for (balances, criterion), (must, stretch) in TARGETS.items():
        given = hips(balances)
        runs: dict[str, Callable[[], object]] = {"ours": partial(ours, balances, criterion, *given)}
        runs["SLSQP"] = partial(by_slsqp, criterion, *(values[:THEIRS] for values in given))
        rivals = {"SLSQP": (THEIRS, must, stretch)}
        if (balances, criterion) == (1, "quadratic") and importlib.util.find_spec("daqp"):
            runs["DAQP"] = partial(by_daqp, *(values[:QUICK] for values in given))
            rivals["DAQP"] = (QUICK, 80, 80)
        seconds = alternate(rounds=7, **runs)
        for rival, (count, least, wished) in rivals.items():
            times = {"ours": seconds["ours"] / OURS, rival: seconds[rival] / count}
            words = f"`share`, {'three balances' if balances == 3 else 'one balance'}, {criterion} : {rival}"
            rows.append(speed(words, times, must=least, stretch=wished))
        rows.append(optimality(balances, criterion, given))
    return rows


def optimality(balances: int, criterion: str, given: Hips) -> Row:
    """The worst of all answers that were timed."""
    worst = float(np.max(ours(balances, criterion, *given).kkt))
    limit = KKT[balances]
    return Row(
        work="… its worst KKT residual", ratio=f"{worst:.1e}", target=f"≤ {limit:g}", met=worst <= limit
    )
