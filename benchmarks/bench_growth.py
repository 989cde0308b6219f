"""How cost and memory grow with the number of cases, and a thousand million of them on two threads.

A summary is mean, spread, extremes, quantiles and histogram of the joint reaction, and cases by status. The
last one is a process of its own, on the clock of the wall, its memory all that the process ever held.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import hipmech as hm
from benchmarks.bench_columns import people
from benchmarks.bench_grid import RANGES, axes_of, cases_of
from benchmarks.bench_grid import check as check
from benchmarks.ratios import Row, Run, added_memory, alternate, in_words

OUTPUT = ["joint_reaction_bw"]
GRIDS = (
    (4, 4, 4, 4, 4, 4, 4, 1, 1, 1),
    (4, 4, 4, 4, 4, 4, 4, 2, 2, 2),
    (4,) * 10,
    (5, 5, 5, 5, 5, 5, 5, 5, 5, 5),
    (6, 6, 6, 6, 6, 6, 7, 7, 6, 7),
)
BILLION = (8, 8, 8, 8, 8, 8, 8, 8, 8, 8)
ROWS = (10_000, 100_000, 1_000_000, 10_000_000)
MOST_SECONDS, MOST_MEGABYTES = 30, 300


def measure() -> list[Row]:
    grids = [axes_of(lengths) for lengths in GRIDS]
    columns: dict[int, dict[str, Any]] = {rows: people(rows) for rows in ROWS}
    only = {rows: partial(hm.solve_only, OUTPUT, **columns[rows]) for rows in ROWS}
    drawn = {rows: partial(summarised, random(rows)) for rows in ROWS}
    return [
        *curve("a grid summarised", {cases_of(axes): partial(summarised, grid(axes)) for axes in grids}),
        *curve("columns solved", only),
        *curve("a random sample drawn and summarised", drawn),
        billion(),
    ]


def grid(axes: dict[str, Any]) -> Callable[[], hm.designs.Design]:
    return partial(hm.designs.grid, **axes)


def random(cases: int) -> Callable[[], hm.designs.Design]:
    return partial(hm.designs.random, cases, 1, **RANGES)


def summarised(design: Callable[[], hm.designs.Design], threads: int = 1) -> Any:
    return hm.sweeps.summarise(design(), OUTPUT, threads=threads)


def curve(words: str, runs: Mapping[int, Run]) -> list[Row]:
    """One row for each number of cases."""
    times = alternate(rounds=3, **{str(cases): run for cases, run in runs.items()})
    costs = {cases: times[str(cases)] / cases for cases in runs}
    first, *_ = costs.values()
    return [
        Row(
            work=f"{words}, {cases:,} cases: cost of a case; memory added",
            ratio=f"{costs[cases] / first:.2g}×; {added_memory(run) / 1e6:.3g} MB",
            times=f"{in_words(costs[cases])} : {in_words(first)}",
        )
        for cases, run in runs.items()
    ]


PROCESS = """
import time
from pathlib import Path
from benchmarks.bench_growth import BILLION, axes_of, grid, summarised
start = time.perf_counter()
summarised(grid(axes_of(BILLION)), threads=2)
held = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(time.perf_counter() - start, int(held) * 1024 / 1e6)
"""


def billion() -> Row:
    told = subprocess.run([sys.executable, "-c", PROCESS], capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, told.split())
    return Row(
        work=f"a grid on two threads, {cases_of(axes_of(BILLION)):,} cases: time; memory of the process",
        ratio=f"{seconds:.3g} s; {megabytes:.0f} MB",
        target=f"≤ {MOST_SECONDS} s; ≤ {MOST_MEGABYTES} MB",
        met=seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES,
    )
