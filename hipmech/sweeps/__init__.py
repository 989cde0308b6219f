"""Many hips at once: grids over inputs, the rows of a cohort, and the files of both."""

from __future__ import annotations

from hipmech.designs.feeds import Feed
from hipmech.sweeps.cohorts import cohort
from hipmech.sweeps.files import FRAME, Summary, cohort_file, sweep_file
from hipmech.sweeps.grids import Grid, grid
from hipmech.sweeps.rows import Cohort

__all__ = ["FRAME", "Cohort", "Feed", "Grid", "Summary", "cohort", "cohort_file", "grid", "sweep_file"]
