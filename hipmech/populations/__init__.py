"""People as distributions: mean, spread, bounds and correlation of each measure, and where they come from."""

from __future__ import annotations

from hipmech.populations.distributions import Distribution
from hipmech.populations.in_vivo import MEASURED, Measured
from hipmech.populations.people import Correlation, Group, Population
from hipmech.populations.sourced import POPULATIONS, population

__all__ = [
    "MEASURED",
    "POPULATIONS",
    "Correlation",
    "Distribution",
    "Group",
    "Measured",
    "Population",
    "population",
]
