"""Warrener (2015): a wider pelvis, in walking and running people, costs nothing.

Pelvic width predicted neither the abductors' mechanics nor the energy cost (abstract). Confidence: B. The
lever cannot but say the opposite: body weight times half the hip distance is its moment.
"""

from __future__ import annotations

from .changes import hip
from .comparison import FOUND, KNOWN, Comparison
from .report import assert_all_hold


def comparisons() -> tuple[Comparison, ...]:
    default = hip()
    wider = hip(inter_hip_distance=default.inputs["inter_hip_distance"] + 10)
    return (
        Comparison(
            source="warrener_2015",
            case="pelvis 10 mm wider, change",
            quantity="joint_reaction_bw",
            predicted=float(wider.joint_reaction_bw - default.joint_reaction_bw),
            reference=0.0,
            origin=FOUND,
            tolerance=0.005,
            reason="no effect was seen: half of a hundredth",
            confidence="B",
            tier=KNOWN,
            null=0.0,
            known_difference=(0.1145, 0.0005),
            why="people with wider pelves also stand and walk otherwise; the lever keeps all else as it is",
        ),
    )


def test_warrener() -> None:
    assert_all_hold(comparisons())
