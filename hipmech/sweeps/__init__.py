"""Many hips at once: grids over inputs, the rows of a cohort, and the files of both."""

from __future__ import annotations

from hipmech.designs.feeds import Feed
from hipmech.sweeps.cohorts import cohort
from hipmech.sweeps.files import FRAME, Summary, cohort_file, sweep_file
from hipmech.sweeps.grids import Grid, grid
from hipmech.sweeps.rows import Cohort
from hipmech.sweeps.running import blocks, run
from hipmech.sweeps.solving import solve_cases
from hipmech.sweeps.sweep import Sweep

__all__ = [
    "FRAME",
    "Cohort",
    "Feed",
    "Grid",
    "Summary",
    "Sweep",
    "blocks",
    "cohort",
    "cohort_file",
    "grid",
    "run",
    "solve_cases",
    "sweep_file",
]
