"""Hof (2007): how far walkers put the foot beside the extrapolated centre of mass.

Healthy people step 9 ± 3 cm wide with a margin of 1.6 ± 0.7 cm between the centre of pressure and the
extrapolated centre of mass (abstract, n = 6). Confidence: B. The pendulum of ``gait_midstance`` has that
margin at the beginning of the step: what the foot stands lateral of the swinging centre of mass, times
exp(−ΩT/2).
"""

from __future__ import annotations

import math

from hipmech import gait
from hipmech.quantities import default

from .changes import hip
from .comparison import Comparison, average
from .report import assert_all_hold

WIDTH, MARGIN, DEVIATION = 90.0, 16.0, 7.0


def margin(step_width: float) -> float:
    """Foot lateral of the extrapolated centre of mass as the step begins, mm."""
    steps = hip(stance_strategy="gait_midstance", step_width=step_width).steps
    swing = float(steps["pendulum_rate"]) * default("step_time") / 2
    return float(steps["foot_shift"]) * math.exp(-swing)


def comparisons() -> tuple[Comparison, ...]:
    quantity, case = "margin beside the centre of mass", "steps 90 mm wide"
    return (average("hof_2007", quantity, margin(WIDTH), MARGIN, DEVIATION, unit="mm", case=case),)


def test_hof() -> None:
    assert_all_hold(comparisons())


def test_wider_steps_have_more_margin() -> None:
    assert margin(60) < margin(90) < margin(120)


def test_a_whole_step_has_the_same_margin() -> None:
    step = gait.walk(step_width=WIDTH)
    assert step.balance_margin is not None
    assert math.isclose(float(step.balance_margin), margin(WIDTH), rel_tol=1e-12)
