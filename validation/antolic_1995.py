"""Antolič (1995): osteotomies of the femur and the abductors' reserve, by a three-dimensional model.

Valgisation lowers the reserve, varisation does not change it (abstract). Confidence: B; of the first only the
direction was read. Here head and trochanter turn together, as in the operation; varisation raises the reserve
a little, and less than a tenth when slack weakens the muscles.
"""

from __future__ import annotations

import math

from .changes import hip, percent
from .comparison import SENSITIVITIES, Comparison, effect
from .report import assert_all_hold


def reserve(neck_shaft_angle: float, force_length: str = "linear") -> float:
    """Change of capacity per demand against 127°, per cent."""
    turned, usual = (
        hip(neck_shaft_angle=angle, neck_angle_convention="proximal_femur", force_length=force_length)
        for angle in (neck_shaft_angle, 127.0)
    )
    return percent(float(usual.utilisation), float(turned.utilisation))


def comparisons() -> tuple[Comparison, ...]:
    return (
        effect(
            "antolic_1995",
            "reserve in shares of the demand",
            reserve(140),
            0.0,
            case="valgisation by 13°",
            tier=SENSITIVITIES,
            reason="a direction: it falls",
            band=(-math.inf, 0.0),
        ),
    )


def test_antolic() -> None:
    assert_all_hold(comparisons())


def test_varisation_changes_the_reserve_little() -> None:
    assert abs(reserve(117, "bell")) < 10
