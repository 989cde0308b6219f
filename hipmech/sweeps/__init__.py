"""Many hips at once: grids over inputs, the rows of a cohort, and the files of both."""

from __future__ import annotations

from hipmech.designs.feeds import Feed
from hipmech.stores import FRAME
from hipmech.sweeps.cohort_files import cohort_file
from hipmech.sweeps.cohorts import cohort
from hipmech.sweeps.files import Summary, sweep_file
from hipmech.sweeps.grids import Grid, grid
from hipmech.sweeps.reductions import Extreme, Reduction
from hipmech.sweeps.rows import Cohort
from hipmech.sweeps.running import blocks, run
from hipmech.sweeps.solving import solve_cases
from hipmech.sweeps.summaries import summarise
from hipmech.sweeps.sweep import Sweep

__all__ = [
    "FRAME",
    "Cohort",
    "Extreme",
    "Feed",
    "Grid",
    "Reduction",
    "Summary",
    "Sweep",
    "blocks",
    "cohort",
    "cohort_file",
    "grid",
    "run",
    "solve_cases",
    "summarise",
    "sweep_file",
]
