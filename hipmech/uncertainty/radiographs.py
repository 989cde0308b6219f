"""How far a number read from a radiograph may be off, as far as anybody published it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hipmech.notebooks import Tabled

__all__ = ["LENGTHS", "MAGNIFICATION", "READINGS", "Reading"]

MAGNIFICATION = "magnification"
"""Error that all lengths on a radiograph share, %."""

LENGTHS = (
    "inter_hip_distance",
    "neck_length",
    "trochanter_lateral",
    "trochanter_rise",
    "abductor_origin_lateral",
    "abductor_origin_up",
)
"""Inputs that are lengths on a radiograph of the pelvis."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Reading(Tabled):
    """Standard deviation of one reading, with where it comes from.

    Attributes
    ----------
    sd : float
    unit : str
    source, confidence, note : str
        As in :mod:`hipmech.populations`.
    """

    sd: float
    unit: str
    source: str
    confidence: str
    note: str

    @property
    def _units(self) -> Mapping[str, str]:
        return {"sd": self.unit}


def _of_differences(limit: float) -> float:
    """SD of one reading, when 95 % of the differences of two lie within the limit on either side."""
    return limit / 1.96 / math.sqrt(2)


READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "neck_shaft_angle": Reading(
            sd=round(_of_differences(6.0), 2),
            unit="deg",
            source="neck_angle_reading",
            confidence="B",
            note="Between observers: 95 % of differences within 6°, so 6 / 1.96 / √2 for one reading.",
        ),
        "inter_hip_distance": Reading(
            sd=round(math.sqrt(2) * _of_differences(3.0), 2),
            unit="mm",
            source="hip_centre_reading_2015",
            confidence="B",
            note="At most: 95 % of differences of one hip centre within 3 mm; two centres are read.",
        ),
        MAGNIFICATION: Reading(
            sd=round(1.42 * math.sqrt(math.pi / 2), 2),
            unit="%",
            source="magnification_2010",
            confidence="B",
            note="With a fixed magnification: a mean absolute error of 1.42 %, times √(π/2) if it is normal.",
        ),
    }
)
"""Errors with a source; of the other lengths none was found, so theirs must be given."""
