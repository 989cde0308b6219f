"""Exercises: each free body by hand, the published ranges beside it, and no ranking."""

from typing import Any

import numpy as np
import pytest

import hipmech as hm
from hipmech import exercises
from hipmech.exercises import EXERCISES, NO_ADVICE, POSTURES, demands
from hipmech.sources import SOURCES

G, MASS, STATURE = 9.80665, 75.0, 1.75
LEG, REACH = 0.161 * MASS, 0.447 * 0.491 * STATURE


def ends(name: str, **inputs: Any) -> Any:
    found = demands(**inputs)[name].moment
    assert found is not None
    return found


def test_a_lifted_leg_is_its_weight_times_its_arm() -> None:
    assert ends("side_lying_abduction")[1] == pytest.approx(LEG * G * REACH, rel=1e-12)
    assert ends("side_lying_abduction")[0] == pytest.approx(
        LEG * G * REACH * np.cos(np.radians(30)), rel=1e-12
    )
    sines = np.sin(np.radians(POSTURES["standing_abduction"][1]))
    assert ends("standing_abduction") == pytest.approx(tuple(LEG * G * REACH * sines), rel=1e-12)


def test_a_side_bridge_balances_above_and_below_the_hip() -> None:
    """The same moment from the upper body: its weight and the elbow's share, instead of legs and feet."""
    heavy = ends("side_bridge")[1]
    shoulder, ankle = (0.818 - 0.530) * STATURE, 0.491 * STATURE
    pelvis, trunk = 0.142 * MASS, (1 - 2 * 0.161 - 0.142) * MASS
    pelvis_at, trunk_at = 50 / 1750 * STATURE, (100 + 286) / 1750 * STATURE
    legs = 2 * LEG
    elbow = G * (pelvis * (ankle + pelvis_at) + trunk * (ankle + trunk_at) + legs * (ankle - REACH))
    elbow /= shoulder + ankle
    assert heavy == pytest.approx(elbow * shoulder - G * (pelvis * pelvis_at + trunk * trunk_at), rel=1e-12)


def test_stands_are_those_that_the_solver_knows() -> None:
    level: Any = hm.solve()
    assert ends("single_leg_squat") == pytest.approx(
        (hm.solve(trunk_lean=10).abductor_moment, level.abductor_moment)
    )
    assert ends("lateral_step_up") == pytest.approx((level.abductor_moment, 1.2 * level.abductor_moment))
    assert ends("pelvic_drop") == pytest.approx(
        (level.abductor_moment, hm.solve(pelvic_drop=10).abductor_moment)
    )


def test_shares_are_of_the_capacity_and_bodies_may_be_many() -> None:
    many = demands(body_mass=[50, 75, 100], stature=[1500, 1750, 1900])
    for demand in many:
        if demand.share is None or demand.moment is None:
            continue
        for share, moment in zip(demand.share, demand.moment, strict=True):
            assert share == pytest.approx(100 * moment / many.load.abductor_capacity)
            assert share.shape == (3,)
        one = demands(body_mass=100, stature=1900)[demand.exercise.name]
        assert one.moment == pytest.approx((demand.moment[0][2], demand.moment[1][2]))
    half = demands(abductor_strength=0.5)["side_bridge"].share
    full = demands()["side_bridge"].share
    assert half is not None
    assert full is not None
    assert half[1] == pytest.approx(2 * full[1])


def test_the_published_ranges_stand_in_the_order_of_the_source() -> None:
    """Table 2 of the review: no ranking by numbers, ours or theirs."""
    published = {exercise.name: exercise.measured for exercise in EXERCISES}
    assert published == {
        "side_lying_abduction": (42, 81),
        "clam": (38, 67),
        "single_leg_bridge": (47, 55),
        "side_bridge": (74, 103),
        "standing_abduction": (33, 33),
        "lateral_step_up": (43, 59),
        "single_leg_squat": (40, 88),
        "pelvic_drop": None,
    }
    assert [demand.exercise for demand in demands()] == list(EXERCISES)
    assert {exercise.confidence for exercise in EXERCISES if exercise.name == "single_leg_squat"} == {"D"}
    assert all(exercise.source in SOURCES for exercise in EXERCISES if exercise.measured)


def test_what_turns_or_extends_the_hip_has_no_lever() -> None:
    assert demands()["clam"].moment is None
    assert demands()["single_leg_bridge"].share is None


def test_a_table_says_what_it_is_not() -> None:
    table = demands(body_mass=[60, 80]).table()
    assert len(table) == 2 * len(EXERCISES)
    assert table.attrs["note"] == NO_ADVICE
    assert table.attrs["units"]["share_high"] == "%"
    assert "no advice on training" in repr(demands())


def test_bodies_without_any_strength_have_no_share() -> None:
    share = demands(abductor_strength=0)["side_bridge"].share
    assert share is not None
    assert np.isnan(share[0])


@pytest.mark.parametrize(
    "given, told",
    [
        ({"pelvic_drop": 5}, "pelvic_drop belongs to a stance, and an exercise has a posture of its own"),
        ({"body_mas": 5}, "did you mean 'body_mass'"),
        ({"body_mass": 5}, "must lie between 10 and 400 kg"),
    ],
)
def test_bad_input_is_told(given: dict[str, float], told: str) -> None:
    with pytest.raises(hm.HipmechError, match=told):
        demands(**given)


def test_an_unknown_exercise_lists_the_known() -> None:
    with pytest.raises(hm.InputError, match="'squat' is no exercise known here: they are side_lying"):
        exercises.demands()["squat"]
