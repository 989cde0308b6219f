"""What was measured of the hip in walking and running; the validation holds steps against it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["GLUTEALS", "PEAKS", "REACTION_PEAK", "STEP_RATES", "Peak", "StepRate"]


class Peak(NamedTuple):
    """A peak of people with its standard deviation and source."""

    mean: float
    deviation: float
    source: str


class StepRate(NamedTuple):
    """Runners at a step rate so many per cent from their own: N·m/kg, N·m/kg, deg."""

    change: int
    moment: float
    moment_deviation: float
    adduction: float
    adduction_deviation: float


PEAKS: Mapping[str, Peak] = MappingProxyType(
    {"walk": Peak(1.1, 0.2, "lewinson_2014"), "run": Peak(1.8, 0.4, "heiderscheit_2011")}
)
"""Abduction moment by gait, N·m/kg, at the people's own speed and step rate."""

REACTION_PEAK = Peak(2.47, 0.20, "bergmann_2016")
"""Joint reaction of walking, BW."""

STEP_RATES = (
    StepRate(-10, 1.9, 0.5, 11.3, 3.6),
    StepRate(-5, 1.8, 0.4, 10.8, 3.3),
    StepRate(0, 1.8, 0.4, 10.4, 3.3),
    StepRate(5, 1.8, 0.4, 9.5, 3.1),
    StepRate(10, 1.7, 0.4, 8.7, 3.1),
)
"""Heiderscheit 2011, table 3."""

GLUTEALS: Mapping[int, tuple[float, float]] = MappingProxyType(
    {-10: (34.6, 24.3), 0: (32.05, 22.97), 10: (28.7, 20.8)}
)
"""Peak force of gluteus medius and of gluteus minimus, N/kg, at a step rate so many per cent from the own
(Lenhart 2014, table 1; a muscle model)."""
