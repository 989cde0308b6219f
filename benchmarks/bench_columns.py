"""Hips without structure, such as a cohort or a Monte Carlo sample: ten columns of random numbers.

Once with the eight outputs that the baseline then computes alone, once with all twenty.
"""

from functools import partial
from typing import Any

import numpy as np

import hipmech as hm
from benchmarks.bench_grid import HARSH
from benchmarks.plain import EIGHT, OUTPUTS, balance_in_numpy, eight_in_numpy
from benchmarks.ratios import Row, added_memory, alternate, alternate_on_threads, insist, memory, speed

ROWS = 1_000_000

Columns = dict[str, Any]


def people(rows: int) -> Columns:
    """Ten inputs, independent and uniform."""
    chance = np.random.default_rng(1)
    return {name: chance.uniform(low, high, rows) for name, (low, high) in HARSH.items()}


def check() -> None:
    columns = people(30_000)
    plain = dict(zip(OUTPUTS, balance_in_numpy(**columns), strict=True))
    insist(hm.solve(**columns).outputs, plain)
    insist(hm.solve_only(OUTPUTS, **columns), plain)
    insist(hm.solve_only(EIGHT, **columns), dict(zip(EIGHT, eight_in_numpy(**columns), strict=True)))
    found = hm.sweeps.run(hm.designs.paired(**columns))
    insist({**found.outputs, "status": found.status}, {n: plain[n] for n in (*found.outputs, "status")})


def measure() -> list[Row]:
    columns = people(ROWS)
    design = hm.designs.paired(**columns)
    mapping = {name: name for name in columns}
    few = [name for name in EIGHT if name != "status"]
    ours: dict[str, tuple[Any, str]] = {
        "`solve_only`, eight outputs": (partial(hm.solve_only, EIGHT, **columns), "eight"),
        "`sweeps.run`, eight outputs": (partial(hm.sweeps.run, design, few), "eight"),
        "`solve_only`, all outputs": (partial(hm.solve_only, OUTPUTS, **columns), "plain"),
        "`solve`": (partial(hm.solve, **columns), "plain"),
        "`sweeps.cohort`, every cell checked": (partial(hm.sweeps.cohort, columns, mapping), "plain"),
    }
    times = alternate(
        rounds=7,
        plain=partial(balance_in_numpy, **columns),
        eight=partial(eight_in_numpy, **columns),
        **{name: run for name, (run, _) in ours.items()},
    )
    by_the_wall = alternate_on_threads(
        rounds=7,
        ours=partial(hm.solve_only, EIGHT, threads=2, **columns),
        eight=partial(eight_in_numpy, **columns),
    )
    work = "`solve_only` on two threads, eight outputs, by the clock on the wall : plain NumPy"
    rows = [speed(work, by_the_wall, must=3.5, stretch=7, cases=ROWS)]
    for name, (run, baseline) in ours.items():
        pair = {name: times[name], "plain": times[baseline]}
        rows.append(speed(f"{name} : plain NumPy", pair, must=3.5, stretch=7, cases=ROWS))
        rows.append(memory("… and its memory beside the answer", added_memory(run), must=5))
    return rows
