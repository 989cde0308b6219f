"""Comparisons: one hip beside the normal one, people's, other stances and the literature's levers."""

import math
from typing import Any

import pytest

import hipmech as hm
from hipmech import comparisons
from hipmech.quantities import STANDARD_GRAVITY

WIDE = {"step_width": 230.0}


def moments(inputs: dict[str, Any]) -> dict[str, float]:
    return {step.name: step.change for step in comparisons.steps(inputs)}


def test_a_wider_step_never_raises_the_moment() -> None:
    """The article's question, 13 to 23 cm: nothing, -34, -8.6 and about -4 N·m."""
    changes = moments(WIDE)
    assert changes["pelvis_over_foot"] == pytest.approx(0, abs=1e-9)
    assert changes["trunk_over_foot"] == pytest.approx(-34.3, abs=0.1)
    assert changes["mixed"] == pytest.approx(-8.6, abs=0.1)
    assert changes["gait_midstance"] == pytest.approx(-3.9, abs=0.1)


def test_the_misconception_adds_half_the_weight_times_the_widening() -> None:
    wrong = comparisons.misconception(WIDE)
    assert wrong.change == pytest.approx(0.5 * 75 * STANDARD_GRAVITY * 0.1)
    assert math.isnan(wrong.joint_reaction_bw)
    assert wrong.name not in hm.QUANTITIES["stance_strategy"].choices


def test_the_misconception_counts_the_mass_of_the_body() -> None:
    assert comparisons.misconception({"body_mass": 150.0, **WIDE}).change == pytest.approx(
        2 * comparisons.misconception(WIDE).change
    )


def test_steps_compare_the_hip_of_the_page() -> None:
    (standing, *_) = comparisons.steps({"inter_hip_distance": 192.0})
    assert standing.moment == pytest.approx(hm.solve(inter_hip_distance=192).abductor_moment)
    assert standing.joint_reaction_bw == pytest.approx(hm.solve(inter_hip_distance=192).joint_reaction_bw)


def test_a_lean_that_a_stance_solves_for_does_not_disturb_it() -> None:
    assert [step.held for step in comparisons.steps({"trunk_lean": 5.0})] == [True] * 4


def test_what_cannot_be_held_is_marked() -> None:
    assert [step.held for step in comparisons.steps({"abductor_strength": 0.43})] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "inputs",
    [{"pelvic_drop": 1}, {"trunk_lean": 1}, {"cane_force": 5}, {"carried_mass": 1}, {"load_factor": 1.1},
     {"stance_strategy": "mixed"}, {"stance_strategy": "gait_midstance"}],
)  # fmt: skip
def test_only_the_measured_pose_is_compared_with_people(inputs: dict[str, Any]) -> None:
    assert not comparisons.comparable(hm.solve(**inputs))


def test_the_upright_stand_is_compared_with_people() -> None:
    assert comparisons.comparable(hm.solve(inter_hip_distance=180, abductor_strength=0.3))


def test_the_comparison_tells_what_was_measured_and_where_it_does_not_fit() -> None:
    said = comparisons.in_vivo(hm.solve(), "nl")
    for part in ("2,61 ± 0,29", "2,19–3,28", "11,5 ± 3,5°", "2,73\u202fLG op 16,1°", "binnen wat gemeten is"):
        assert part in said
    assert "about 4.6° too inclined" in comparisons.honest("en")
    assert "10.8 %" in comparisons.honest("en")


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_a_hip_that_nobody_had_is_called_outside() -> None:
    assert "outside the measured range" in comparisons.in_vivo(hm.solve(neck_shaft_angle=145), "en")


def test_the_change_is_told_in_one_sentence() -> None:
    said = comparisons.change(hm.solve(inter_hip_distance=192), hm.solve(), "Against it", "BW", "en")
    assert said == (
        "Against it: body-weight arm +11.9\u202fmm, abductor arm \u22120.2\u202fmm, "
        "abductor force +12\u202f%, joint force +8\u202f%."
    )


def test_a_wider_step_that_changes_nothing_says_why() -> None:
    said = comparisons.change(hm.solve(step_width=230), hm.solve(), "Against it", "BW", "en")
    assert said.endswith("under “A wider step”.")
    assert "abductor force 0\u202f%" in said


def test_no_answer_is_told_as_none() -> None:
    with pytest.warns(hm.PhysiologyWarning):
        tipped = hm.solve(trunk_lean=36)
    assert comparisons.change(tipped, hm.solve(), "Against it", "BW", "en").endswith("joint force –.")


def test_the_other_leg_makes_no_other_hip() -> None:
    assert comparisons.same(hm.solve(stance_side="left"), hm.solve())
    assert not comparisons.same(hm.solve(neck_length=50), hm.solve())


@pytest.mark.parametrize("name", comparisons.EXAMPLES)
def test_every_example_is_recognised_by_its_inputs(name: str) -> None:
    inputs = dict(comparisons.EXAMPLES[name].inputs)
    assert comparisons.example_of(inputs) == name
    assert comparisons.example_of({**inputs, "stature": 1800.0}) == ""


def test_a_hip_is_compared_with_the_frozen_one_or_with_the_normal_one_in_the_same_stance() -> None:
    walking = hm.solve(stance_strategy="gait_midstance", step_width=230)
    other, name = comparisons.reference(walking, None, "en")
    assert other.inputs["stance_strategy"] == "gait_midstance"
    assert other.inputs["step_width"] == 130
    assert name == "the normal hip in the same stance (walking, mid-stance, step width 130\u202fmm)"
    frozen = hm.solve(neck_length=60)
    assert comparisons.reference(frozen, frozen, "en") == (frozen, "the frozen hip")
    other, name = comparisons.reference(walking, frozen, "en")
    assert other is frozen
    assert "walking, mid-stance" in name
    assert "pelvis shifts over the foot" in name


@pytest.mark.parametrize(
    "inputs, cause",
    [
        ({"cane_force_bw": 0.1}, "The stick takes over 32.1\u202fN·m: 0.10\u202f×\u202fBW × 436\u202fmm."),
        ({"cane_force_bw": 0.1, "cane_side": "ipsilateral"}, "The stick adds 19.4\u202fN·m"),
        ({"carried_mass": 7.5}, "The carried mass adds 26.9\u202fN·m: 0.10\u202f×\u202fBW × 366\u202fmm."),
        ({"carried_mass": 7.5, "carried_side": "ipsilateral"}, "The carried mass takes over 14.3"),
        ({"carried_mass": 10, "counter_lean": 0.5}, "Leaning against it cancels 13.7\u202fN·m"),
    ],
)
def test_an_aid_tells_the_cause_of_its_change(inputs: dict[str, Any], cause: str) -> None:
    assert cause in comparisons.sentence(hm.solve(**inputs), None, "BW", "en")


def test_the_causes_add_up_to_the_change_of_moment() -> None:
    change = hm.solve(carried_mass=10, counter_lean=0.5).abductor_moment - hm.solve().abductor_moment
    assert change == pytest.approx(35.89234 - 13.72931, abs=1e-5)


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
@pytest.mark.parametrize(
    "inputs, kind, part",
    [
        ({}, "success", "The abductors hold this"),
        (
            {"neck_shaft_angle": 110},
            "info",
            "outside what is usual in people; the muscle is 9.0\u202f% shorter",
        ),
        ({"neck_shaft_angle": 145}, "info", "7.1\u202f% longer"),
        (
            {"neck_length": 41, "inter_hip_distance": 199},
            "info",
            "the joint force lies outside what was measured",
        ),
        ({"abductor_strength": 0.4}, "warning", "Not held"),
    ],
)
def test_a_hip_is_called_held_only_without_doubt(inputs: dict[str, Any], kind: str, part: str) -> None:
    found, said = comparisons.verdict(hm.solve(**inputs), "en")
    assert found == kind
    assert part in said


def test_newtons_reach_levers_and_people() -> None:
    this, *_ = comparisons.levers(hm.solve(), "N", "en")
    assert this["joint force, N"] == "2\u202f007"
    assert "2\u202f007\u202fN = 2.73\u202fBW at 16.1°" in comparisons.in_vivo(hm.solve(), "en", "N")


def test_the_levers_stand_beside_this_hip() -> None:
    this, *published = comparisons.levers(hm.solve(), "BW", "nl")
    assert this["hefboom"] == "deze heup"
    assert "3,01" in next(row for row in published if row["hefboom"].startswith("Pauwels")).values()
