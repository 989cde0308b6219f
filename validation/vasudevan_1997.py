"""The textbooks, as Vasudevan (1997) quotes them: coxa vara makes the Trendelenburg sign positive.

Confidence: C. A positive sign would need more than all the strength there is. With severe vara, 100°, hipmech
asks for a third of it; with muscles that weaken as they slacken for a little more; and if the trochanter
rises along for half. Antolič (1995) finds the reserve unchanged by varisation. What textbooks may mean, a
trochanter that meets the pelvis, or a growing hip, is not modelled.
"""

from __future__ import annotations

from typing import Any

from .changes import hip
from .comparison import KNOWN, QUOTED, Comparison
from .report import assert_all_hold

SEVERE = 100
CASES: dict[str, tuple[dict[str, Any], float]] = {
    "head alone": ({}, -0.6577),
    "head alone, slack weakens": ({"force_length": "bell"}, -0.6170),
    "trochanter rises, slack weakens": (
        {"force_length": "bell", "neck_angle_convention": "proximal_femur"},
        -0.4591,
    ),
}


def comparisons() -> tuple[Comparison, ...]:
    return tuple(
        Comparison(
            source="vasudevan_1997",
            case=f"coxa vara of 100°, {case}",
            quantity="utilisation",
            predicted=float(hip(neck_shaft_angle=SEVERE, **inputs).utilisation),
            reference=1.0,
            origin=QUOTED,
            tolerance=0.005,
            reason="at least all of the strength: the sign is positive",
            confidence="C",
            tier=KNOWN,
            band=(1.0, float("inf")),
            known_difference=(known, 0.0003),
            why="a lower neck lengthens the lever by more than slack takes away",
        )
        for case, (inputs, known) in CASES.items()
    )


def test_vara() -> None:
    assert_all_hold(comparisons())
