"""How cost and memory grow with the number of cases, against the smallest number."""

from functools import partial
from typing import Any

import hipmech as hm
from benchmarks.bench_columns import people
from benchmarks.bench_grid import DENSE, OUTER, axes_of, cases_of, streamed
from benchmarks.bench_grid import check as check
from benchmarks.ratios import Row, Run, added_memory, alternate, in_words

STREAMS = ((1, 1, 1), (2, 2, 2), (4, 4, 4), (8, 8, 10))
"""Values along the outer axes; the inner ones have four each, 16,384 cases a block."""
ROWS = (10_000, 100_000, 1_000_000)


def measure() -> list[Row]:
    grids = [axes_of((*outer, *DENSE[OUTER:])) for outer in STREAMS]
    columns: dict[int, dict[str, Any]] = {rows: people(rows) for rows in ROWS}
    return [
        *curve("a grid streamed", {cases_of(axes): partial(streamed, axes) for axes in grids}),
        *curve("columns solved at once", {rows: partial(hm.solve, **columns[rows]) for rows in ROWS}),
    ]


def curve(words: str, runs: dict[int, Run]) -> list[Row]:
    """One row for each number of cases."""
    times = alternate(rounds=7, **{str(cases): run for cases, run in runs.items()})
    costs = {cases: times[str(cases)] / cases for cases in runs}
    first, *_ = costs.values()
    return [
        Row(
            work=f"{words}, {cases:,} cases: cost of a case; memory added",
            ratio=f"{costs[cases] / first:.2f}×; {added_memory(run) / 1e6:.3g} MB",
            times=f"{in_words(costs[cases])} : {in_words(first)}",
        )
        for cases, run in runs.items()
    ]
