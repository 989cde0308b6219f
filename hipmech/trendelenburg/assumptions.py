"""What is assumed, for want of a measurement, about how a weak hip gives way; and how far is looked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict


class Assumptions(TypedDict):
    """Stretch gain, % per deg of stretch, and passive stiffness, N·m per deg of pelvic drop."""

    stretch_gain: float
    passive_stiffness: float


ASSUMPTIONS: Mapping[str, Assumptions] = MappingProxyType(
    {
        "cliff": {"stretch_gain": 0.0, "passive_stiffness": 0.0},
        "slope": {"stretch_gain": 3.0, "passive_stiffness": 1.0},
    }
)
"""Two sets between which the truth is taken to lie.

Below a stretch gain of about 1.9 % per degree a dropping pelvis gains less than it loses: it falls. Neither
gain nor stiffness has been measured; the second set is hipmech's guess at a generous body.
"""

LARGEST: Mapping[str, float] = MappingProxyType(
    {"pelvic_drop": 25.0, "trunk_lean": 60.0, "cane_force_bw": 0.4}
)
"""How far an equilibrium is looked for: deg, deg, body weights."""

EFFORT: Mapping[str, float] = MappingProxyType({"trunk_lean": 10.0, "cane_force_bw": 0.15})
"""Lean and cane force that count as equal efforts in a mix, deg and body weights: an assumption."""

PIVOTS: Mapping[str, float] = MappingProxyType({"hips": -100.0, "L5/S1": 0.0, "mid-lumbar": 80.0})
"""Where the trunk may bend, mm above L5/S1 at a stature of 1750 mm; the model's own is L5/S1."""

NORMS: tuple[tuple[str, str], ...] = (
    ("isometric", ""),
    ("eccentric", "male"),
    ("eccentric", "female"),
    ("concentric", "male"),
    ("concentric", "female"),
)
"""Measured strengths of healthy people, by sex where they differ."""

NOT_MODELLED: Mapping[str, str] = MappingProxyType(
    {
        "upper gluteus maximus": "its upper fibres pull on the iliotibial tract; no measured line was found, "
        "and the single line of the attachment table adducts",
        "quadratus lumborum": "it does not cross the hip: it changes the moment only by moving the trunk, "
        "and then it stands under lean",
    }
)
"""Who else is said to help, and why no moment stands behind the name."""
