"""Lewinson, Worobets and Stefanyshyn (2014): how much of their strength people use in walking.

Isometric hip abduction 1.8 ± 0.3 N·m/kg, peak moment in walking 1.1 ± 0.2 N·m/kg (abstract, n = 14).
Confidence: B. The strength is our norm and tests nothing. The still stand asks for a quarter less than the
peak of walking, for nothing swings and nothing lands: a static model is not judged on walking, and must not
be quoted for it. A step with two humps of load lacks a quarter of that peak as well.
"""

from __future__ import annotations

from hipmech import gait

from .changes import hip
from .comparison import KNOWN, MEASURED, Comparison
from .report import assert_all_hold

WALKING, DEVIATION = gait.PEAKS["walk"].mean, gait.PEAKS["walk"].deviation
STANDS = {
    "still stand, beside the walking peak": ({}, -0.2566),
    "mid-stance, beside the walking peak": ({"stance_strategy": "gait_midstance"}, -0.3301),
}
STEP = -0.2660


def comparisons() -> tuple[Comparison, ...]:
    stands = {case: (hip(**inputs), known) for case, (inputs, known) in STANDS.items()}
    still = {case: (float(load.abductor_moment), known) for case, (load, known) in stands.items()}
    step = gait.walk()
    mass = float(step.inputs["body_mass"])
    return tuple(
        peak(case, moment / mass, known)
        for case, (moment, known) in {
            **still,
            "peak of our step, beside the walking peak": (float(step.abductor_moment_peak), STEP),
        }.items()
    )


def peak(case: str, moment: float, known: float) -> Comparison:
    """A moment of ours, N·m/kg, beside the peak of walking."""
    return Comparison(
        source="lewinson_2014",
        case=case,
        quantity="abductor moment per mass",
        unit="N·m/kg",
        predicted=moment,
        reference=WALKING,
        origin=MEASURED,
        tolerance=DEVIATION,
        reason="one standard deviation of the people",
        confidence="B",
        tier=KNOWN,
        known_difference=(known, 0.0003),
        why="a walking body swings and lands on the leg, a standing one does neither",
    )


def test_walking() -> None:
    assert_all_hold(comparisons())


def test_the_still_stand_lacks_a_quarter() -> None:
    still = comparisons()[0]
    assert -0.27 < still.difference / still.reference < -0.20
