"""Exercises in a table of published muscle activation (Garrison 2014), beside the share by the lever.

Gluteus medius, %MVIC, from the lowest to the highest study: side-lying abduction 42-81, side bridge 74-103,
standing abduction 33, lateral step-up 43-59 (table 2). Confidence: A. Activation is no moment: a share inside
the range is no proof, and one outside it is a disagreement all the same. With a leg lifted against its weight
alone the lever asks for less than electrodes show; that is published here.
"""

from __future__ import annotations

from hipmech import exercises

from .comparison import CAPACITY, FOUND, KNOWN, Comparison
from .report import assert_all_hold

SOURCE = "garrison_2014"
LESS = "a leg held still against its own weight; people move it, co-contract, and tire"
KNOWN_LACK = {"side_lying_abduction": -8.28, "standing_abduction": -11.35}
"""Share at the heavier end of the posture less the lowest activation published, points."""
INSIDE = ("side_bridge", "lateral_step_up")


def comparisons() -> tuple[Comparison, ...]:
    return tuple(line(name) for name in (*INSIDE, *KNOWN_LACK))


def line(name: str) -> Comparison:
    """The heavier end of an exercise's posture beside the range of its activation."""
    demand = exercises.demands()[name]
    assert demand.share is not None
    assert demand.exercise.measured is not None
    low, high = demand.exercise.measured
    known = KNOWN_LACK.get(name)
    return Comparison(
        source=SOURCE,
        case=name.replace("_", " "),
        quantity="share of the capacity",
        unit="%",
        predicted=float(demand.share[1]),
        reference=low,
        origin=FOUND,
        tolerance=0.5,
        reason="inside what was published, from the lowest to the highest study",
        confidence="A",
        tier=CAPACITY if known is None else KNOWN,
        band=(low, high),
        known_difference=None if known is None else (known, 0.05),
        why="" if known is None else LESS,
    )


def test_exercises() -> None:
    assert_all_hold(comparisons())
