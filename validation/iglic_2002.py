"""Iglič and others (2002), HIPSTRESS: contact stress by centre-edge angle.

The references are computed by hand from its equations, for the force of its reference hip (2.372 × 800 N at
9.144°) on a head of 25 mm; agreement shows that both do the same mechanics. The method is comparative.

Confidence: B, as the paper's equations were read only in its introduction; they are derived anew here, and
their pressures add up to the force.
"""

from __future__ import annotations

import math
import warnings

from hipmech import contact
from hipmech.errors import PhysiologyWarning

from .comparison import COMPUTED, Comparison, golden
from .report import assert_all_hold

SOURCE = "iglic_2002"
FORCE, ANGLE, RADIUS = 2.372 * 800, 9.144, 25.0
PEAKS = {10: "4.418", 20: "2.781", 25: "2.306", 30: "1.995", 36: "1.766", 40: "1.666"}
"""MPa by centre-edge angle, deg."""


def peak(centre_edge_angle: float) -> dict[str, float]:
    """Peak stress of the reference hip with a socket."""
    return stressed(ANGLE, centre_edge_angle)


def limit() -> Comparison:
    """Where rim and force are 90° apart half the ball is loaded."""
    written = f"{3 * FORCE / (2 * math.pi * RADIUS**2):.4f}"
    (line,) = golden(
        SOURCE, "rim 90° from the force", COMPUTED, "B", stressed(20, 70), {"contact_stress_peak": written}
    )
    return line


def stressed(angle: float, centre_edge_angle: float) -> dict[str, float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        found = contact.stress(
            joint_reaction=FORCE,
            joint_reaction_angle=angle,
            centre_edge_angle=centre_edge_angle,
            femoral_head_radius=RADIUS,
        )
    return {"contact_stress_peak": float(found.contact_stress_peak)}


def comparisons() -> tuple[Comparison, ...]:
    lines = (
        golden(
            SOURCE, f"centre-edge angle {edge}°", COMPUTED, "B", peak(edge), {"contact_stress_peak": written}
        )
        for edge, written in PEAKS.items()
    )
    return (*(line for several in lines for line in several), limit())


def test_hipstress_contact() -> None:
    assert_all_hold(comparisons())
