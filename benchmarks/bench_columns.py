"""Hips without structure, such as a cohort or a Monte Carlo sample: ten columns of random numbers.

Once with the eight outputs that the baseline then computes alone, once with all twenty. First in processes as
Python starts them, the middle one of five, where plain NumPy fetches memory for each step of its formulas and
hipmech for its answers alone; then where memory once taken stays with the process, which spares plain NumPy
most of that.
"""

import json
import os
import subprocess
import sys
from functools import partial
from typing import Any

import numpy as np

import hipmech as hm
from benchmarks.bench_grid import HARSH
from benchmarks.plain import EIGHT, OUTPUTS, balance_in_numpy, eight_in_numpy
from benchmarks.ratios import (
    KEEPING,
    ONE_THREAD,
    Row,
    Run,
    Times,
    added_memory,
    alternate,
    alternate_on_threads,
    insist,
    memory,
    speed,
)

ROWS = 1_000_000
PROCESSES = 5

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
    kept, started = timed(), [_in_a_process_of_its_own() for _ in range(PROCESSES)]
    runs, rows = _runs(people(ROWS)), []
    for name, pair in kept.items():
        usual = sorted((found[name] for found in started), key=_ratio)[PROCESSES // 2]
        rows.append(speed(f"{name} : plain NumPy", usual, must=3.5, stretch=7, cases=ROWS))
        rows.append(speed("… where memory stays", pair, must=3.5, stretch=7, cases=ROWS))
        if name in runs:
            rows.append(memory("… and its memory beside the answer", added_memory(runs[name][0]), must=5))
    return rows


def timed() -> dict[str, Times]:
    """Seconds of ours and of plain NumPy in this process, by what is compared."""
    columns = people(ROWS)
    runs = _runs(columns)
    baselines = {"eight": partial(eight_in_numpy, **columns), "all": partial(balance_in_numpy, **columns)}
    times = alternate(rounds=7, **baselines, **{name: run for name, (run, _) in runs.items()})
    on_two = alternate_on_threads(
        rounds=7, ours=partial(hm.solve_only, EIGHT, threads=2, **columns), plain=baselines["eight"]
    )
    pairs = {name: {"ours": times[name], "plain": times[baseline]} for name, (_, baseline) in runs.items()}
    return {"`solve_only` on two threads, eight outputs, by the clock on the wall": on_two, **pairs}


def _runs(columns: Columns) -> dict[str, tuple[Run, str]]:
    """What is timed, and which baseline computes the same."""
    design = hm.designs.paired(**columns)
    mapping = {name: name for name in columns}
    few = [name for name in EIGHT if name != "status"]
    places = {name: np.empty(ROWS) for name in few}
    return {
        "`solve_only`, eight outputs": (partial(hm.solve_only, EIGHT, **columns), "eight"),
        "`solve_only`, eight outputs, into arrays that are there": (
            partial(hm.solve_only, EIGHT, out=places, **columns),
            "eight",
        ),
        "`sweeps.run`, eight outputs": (partial(hm.sweeps.run, design, few), "eight"),
        "`solve_only`, all outputs": (partial(hm.solve_only, OUTPUTS, **columns), "all"),
        "`solve`": (partial(hm.solve, **columns), "all"),
        "`sweeps.cohort`, every cell checked": (partial(hm.sweeps.cohort, columns, mapping), "all"),
    }


def _in_a_process_of_its_own() -> dict[str, Times]:
    """The same, where memory is fetched and given back as Python and the system do by themselves."""
    environment = {name: value for name, value in os.environ.items() if name not in KEEPING}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_columns"],
        env={**environment, **ONE_THREAD},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Times] = json.loads(done.stdout)
    return found


def _ratio(pair: Times) -> float:
    return pair["plain"] / pair["ours"]


if __name__ == "__main__":
    json.dump(timed(), sys.stdout)
