"""Heiderscheit (2011): the hip of 45 runners at five step rates, the speed being the same.

Peak hip abduction moment 1.9/1.8/1.8/1.8/1.7 N·m/kg and peak hip adduction 11.3/10.8/10.4/9.5/8.7° at −10,
−5, 0, +5 and +10 % of their own step rate (table 3). Confidence: A; the law of the load, that of Morin
(2005), belongs to the model. The moments agree whatever contact time does between its two extremes. That a
higher rate adducts less is right in direction, but the pelvis that gives way to the load explains a sixth of
it: runners also put their feet elsewhere.
"""

from __future__ import annotations

import math
from typing import Any

from hipmech import gait
from hipmech.quantities import default

from .comparison import FOUND, IN_VIVO, KNOWN, MEASURED, SENSITIVITIES, Comparison
from .report import assert_all_hold

MOMENTS = {row.change: (row.moment, row.moment_deviation) for row in gait.STEP_RATES}
ADDUCTIONS = {row.change: row.adduction for row in gait.STEP_RATES}


def runner(percent: float, **inputs: Any) -> gait.Step:
    """A runner at another step rate than the own."""
    return gait.run(step_rate=(1 + percent / 100) * default("step_rate"), **inputs)


def moment(percent: float, **inputs: Any) -> float:
    """Peak moment, N·m/kg."""
    return float(runner(percent, **inputs).abductor_moment_peak) / float(default("body_mass"))


def adduction_lost() -> float:
    """Change of the peak adduction from 10 % fewer to 10 % more steps, deg."""
    slow, quick = (float(runner(percent).hip_adduction_peak) for percent in (-10, 10))
    return quick - slow


def comparisons() -> tuple[Comparison, ...]:
    moments = tuple(
        Comparison(
            source="heiderscheit_2011",
            case=f"step rate {percent:+d} %".replace("-", "−") if percent else "own step rate",
            quantity="peak abductor moment per mass",
            unit="N·m/kg",
            predicted=moment(percent),
            reference=mean,
            origin=MEASURED,
            tolerance=deviation,
            reason="one standard deviation of the people: the average adult may be one of them",
            confidence="A",
            tier=IN_VIVO,
            null=MOMENTS[0][0],
        )
        for percent, (mean, deviation) in MOMENTS.items()
    )
    reference = ADDUCTIONS[10] - ADDUCTIONS[-10]
    direction = Comparison(
        source="heiderscheit_2011",
        case="from 10 % fewer to 10 % more steps, direction",
        quantity="peak hip adduction",
        unit="deg",
        predicted=adduction_lost(),
        reference=0.0,
        origin=FOUND,
        tolerance=0.05,
        reason="half the last digit",
        confidence="A",
        tier=SENSITIVITIES,
        band=(-math.inf, 0.0),
        null=0.0,
    )
    size = Comparison(
        source="heiderscheit_2011",
        case="from 10 % fewer to 10 % more steps",
        quantity="peak hip adduction",
        unit="deg",
        predicted=adduction_lost(),
        reference=reference,
        origin=FOUND,
        tolerance=0.1,
        reason="half the last digit of both angles",
        confidence="A",
        tier=KNOWN,
        null=0.0,
        known_difference=(2.158, 0.002),
        why="the model's pelvis gives way to the load; where runners put their feet is not in it",
    )
    return (*moments, direction, size)


def test_heiderscheit() -> None:
    assert_all_hold(comparisons())


def test_the_moments_agree_whatever_contact_time_does() -> None:
    for response in (0.0, 1.0):
        for percent, (mean, deviation) in MOMENTS.items():
            assert abs(moment(percent, contact_response=response) - mean) <= deviation


def test_a_higher_rate_means_a_lower_moment_unless_contact_follows_in_full() -> None:
    moments = [moment(percent) for percent in MOMENTS]
    assert moments == sorted(moments, reverse=True)
    assert math.isclose(moment(-10, contact_response=1.0), moment(10, contact_response=1.0))
