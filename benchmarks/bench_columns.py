"""Hips without structure, such as a cohort or a Monte Carlo sample: ten columns of random numbers."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

import hipmech as hm
from benchmarks.bench_grid import RANGES
from benchmarks.plain import OUTPUTS, balance_in_numpy
from benchmarks.ratios import Row, added_memory, alternate, insist, memory, speed

ROWS = 1_000_000
BLOCK = 20_000

Columns = dict[str, NDArray[np.float64]]


def people(rows: int) -> Columns:
    """Ten inputs, independent and uniform."""
    chance = np.random.default_rng(1)
    return {name: chance.uniform(low, high, rows) for name, (low, high) in RANGES.items()}


def in_blocks(columns: Columns) -> dict[str, NDArray[np.float64]]:
    """The call repeated on rows that fit the cache, its outputs gathered."""
    rows = columns["body_mass"].size
    gathered = {name: np.empty(rows) for name in OUTPUTS}
    for start in range(0, rows, BLOCK):
        here = slice(start, start + BLOCK)
        outputs = hm.solve(**{name: column[here] for name, column in columns.items()}).outputs  # type: ignore[arg-type]
        for name, column in gathered.items():
            column[here] = outputs[name]
    return gathered


def check() -> None:
    columns = people(3 * BLOCK // 2)
    plain = dict(zip(OUTPUTS, balance_in_numpy(**columns), strict=True))
    insist(hm.solve(**columns).outputs, plain)  # type: ignore[arg-type]
    insist(in_blocks(columns), plain)
    found = hm.sweeps.cohort(columns, {name: name for name in columns})
    insist({**found.outputs, "status": found.status}, {n: plain[n] for n in (*found.outputs, "status")})


def measure() -> list[Row]:
    columns = people(ROWS)
    mapping = {name: name for name in columns}
    ours: dict[str, Any] = {
        "`solve`, one call": partial(hm.solve, **columns),  # type: ignore[arg-type]
        f"`solve`, blocks of {BLOCK:,} rows": partial(in_blocks, columns),
        "`sweeps.cohort`, every cell checked": partial(hm.sweeps.cohort, columns, mapping),
    }
    times = alternate(rounds=7, plain=partial(balance_in_numpy, **columns), **ours)
    rows = []
    for name, run in ours.items():
        pair = {name: times[name], "plain": times["plain"]}
        rows.append(speed(f"{name} : plain NumPy", pair, must=3.5, stretch=7, cases=ROWS))
        rows.append(memory("… and its memory beside the answer", added_memory(run), must=5))
    return rows
