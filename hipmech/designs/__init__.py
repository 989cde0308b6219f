"""Which hips a sweep computes: grids, pairs, tables, samples, and every combination of them."""

from __future__ import annotations

from hipmech.designs.axes import Axis
from hipmech.designs.design import Design
from hipmech.designs.feeds import Feed
from hipmech.designs.lists import grid, paired, scenarios, table
from hipmech.designs.samples import latin_hypercube, population, random, sobol_points

__all__ = [
    "Axis",
    "Design",
    "Feed",
    "grid",
    "latin_hypercube",
    "paired",
    "population",
    "random",
    "scenarios",
    "sobol_points",
    "table",
]
