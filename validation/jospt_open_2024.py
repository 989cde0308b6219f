"""JOSPT Open (2024): leaning, and doubling the step, in ten walking adults.

A large trunk lean lowers the early hip adduction moment by 36.7 %; doubled steps do not change it
significantly (abstract). Confidence: B. The lean was about 12°; a degree more or less is 3 % of the moment.
"""

from __future__ import annotations

from hipmech.quantities import default

from .changes import change
from .comparison import SENSITIVITIES, Comparison, effect
from .kubinski_2015 import moment
from .report import assert_all_hold

LARGE_LEAN, RELIEF = 12.0, -36.7


def comparisons() -> tuple[Comparison, ...]:
    return (
        effect(
            "jospt_open_2024",
            "abductor_moment",
            change("abductor_moment", trunk_lean=LARGE_LEAN),
            RELIEF,
            case="large trunk lean, 12°",
            tier=SENSITIVITIES,
            tolerance=3.1,
            reason="the lean is known to a degree",
        ),
    )


def test_leaning() -> None:
    assert_all_hold(comparisons())


def test_doubled_steps_change_little() -> None:
    assert abs(moment(2 * default("step_width"))) < 10
