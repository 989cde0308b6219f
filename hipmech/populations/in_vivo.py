"""The people in whom the joint force was measured on one leg."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hipmech.notebooks import Tabled

__all__ = ["MEASURED", "Measured"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Measured(Tabled):
    """One-leg stance on instrumented hips (``bergmann_2016``); error of a guess (``fischer_2021``).

    Force in body weights, angle to the mechanical axis of the femur in degrees; ``null_error`` is how far
    the mean of the others misses each of them, the median in per cent of body weight.
    """

    people: int = 10
    mean: float = 2.61
    deviation: float = 0.29
    low: float = 2.19
    high: float = 3.28
    angle: float = 11.5
    angle_deviation: float = 3.5
    null_error: float = 10.8

    @property
    def _units(self) -> Mapping[str, str]:
        return {
            **dict.fromkeys(("mean", "deviation", "low", "high"), "BW"),
            **dict.fromkeys(("angle", "angle_deviation"), "deg"),
            "null_error": "% of body weight",
        }


MEASURED = Measured()
