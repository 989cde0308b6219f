"""Kubinski (2015): wide steps, and the activity of the gluteus medius.

Electrical activity in stance 47 % higher with wide steps, 24 % lower with narrow ones (abstract, 14 adults at
1.25 m/s). Confidence: B. Widths were not given there, so the size of our change, at 100 mm more or less,
means little; its sign is the same at every width: the pendulum unloads the hip when the foot stands wider.
Activity is no moment, and that may be all of it. This disagreement is published, not explained away.
"""

from __future__ import annotations

from .changes import hip, percent
from .comparison import KNOWN, Comparison, effect
from .report import assert_all_hold

WIDE, NARROW = 47.0, -24.0


def moment(step_width: float) -> float:
    """Moment at mid-stance of walking against steps of 130 mm, per cent."""
    walking = [
        float(hip(stance_strategy="gait_midstance", step_width=width).abductor_moment)
        for width in (step_width, 130.0)
    ]
    return percent(*walking)


def comparisons() -> tuple[Comparison, ...]:
    why = "the pendulum relieves the hip of a wider step; activity is no moment"
    return (
        effect(
            "kubinski_2015", "abductor_moment", moment(230), WIDE,
            case="steps wider, by 100 mm; activity", tier=KNOWN, known=(-53.71, 0.05), why=why,
        ),
        effect(
            "kubinski_2015", "abductor_moment", moment(30), NARROW,
            case="steps narrower, by 100 mm; activity", tier=KNOWN, known=(30.71, 0.05), why=why,
        ),
    )  # fmt: skip


def test_kubinski() -> None:
    assert_all_hold(comparisons())


def test_the_sign_is_the_same_at_every_width() -> None:
    assert all(moment(width) < 0 for width in (140, 180, 300))
    assert all(moment(width) > 0 for width in (0, 60, 120))
