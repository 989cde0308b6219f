"""The two arms of the balance, and levers that others published."""

from typing import Any

import numpy as np
import pytest

import hipmech as hm
from tests.hips import solve


def line_of(load: hm.Load) -> tuple[Any, Any]:
    """Origin and insertion, mm."""
    steps = load.steps
    ends = ("origin_lateral", "origin_up"), ("insertion_lateral", "insertion_up")
    origin, insertion = (np.array([steps[x], steps[y]]) for x, y in ends)
    return origin, insertion


@pytest.mark.parametrize("inputs", [{}, {"pelvic_drop": 8}, {"neck_shaft_angle": 145, "trunk_lean": 20}])
def test_the_arm_is_the_shortest_way_from_hip_to_line(inputs: Any) -> None:
    load = solve(**inputs)
    origin, insertion = line_of(load)
    along = np.linspace(-0.5, 1.5, 200_001)[:, np.newaxis]
    distances = np.hypot(*(origin + along * (insertion - origin)).T)
    assert load.abductor_arm == pytest.approx(distances.min(), abs=1e-6)
    assert load.abductor_length == pytest.approx(np.hypot(*(insertion - origin)), rel=1e-12)
    lateral, down = (insertion - origin) * [1, -1]
    assert np.tan(np.radians(load.abductor_line_angle)) == pytest.approx(lateral / down, rel=1e-12)


def test_a_line_medial_of_the_hip_has_a_negative_arm_and_no_answer() -> None:
    load = solve(neck_length=20, neck_shaft_angle=170, abductor_origin_lateral=-60, abductor_origin_up=30)
    assert load.abductor_arm < 0
    assert load.status_words == "outside validity"
    assert np.isnan(load.abductor_force)


@pytest.mark.parametrize("share, arm, reaction", [(-0.2, -15.8, 13.5), (0.2, 14.4, -9.2)])
def test_losing_offset_costs_more_than_gaining_it_helps(share: float, arm: float, reaction: float) -> None:
    """A pure lateral shift of the trochanter by 20 % of the offset, in per cent; printed with one digit."""
    usual = solve()
    shifted = solve(trochanter_lateral=5 + share * usual.steps["femoral_offset"])
    assert 100 * (shifted.abductor_arm / usual.abductor_arm - 1) == pytest.approx(arm, abs=0.06)
    assert 100 * (shifted.joint_reaction / usual.joint_reaction - 1) == pytest.approx(reaction, abs=0.06)


def test_drop_turns_the_origin_over_the_hip() -> None:
    origin, _ = line_of(solve(pelvic_drop=10))
    level, _ = line_of(solve())
    assert level.tolist() == [20, 100]
    assert np.hypot(*origin) == pytest.approx(np.hypot(20, 100), rel=1e-12)
    assert origin[0] < 20


def test_adduction_lengthens_the_abductors_and_shortens_their_arm() -> None:
    dropped = solve(pelvic_drop=np.linspace(0, 15, 16))
    assert (np.diff(dropped.abductor_length) > 0).all()
    assert (np.diff(dropped.abductor_arm) < 0).all()
    leaning = solve(trunk_lean=np.linspace(0, 25, 16))
    assert (np.diff(leaning.hip_adduction) < 0).all()
    assert (np.diff(leaning.abductor_length) < 0).all()


def test_length_change_is_counted_from_the_default_femur_on_the_same_pelvis() -> None:
    assert solve(inter_hip_distance=172, abductor_origin_lateral=35).abductor_length_change == 0
    wide = solve(abductor_origin_up=120, pelvic_drop=6)
    level = solve(abductor_origin_up=120)
    expected = 100 * (wide.abductor_length / level.abductor_length - 1)
    assert wide.abductor_length_change == pytest.approx(expected, rel=1e-12)
    assert 0 < wide.abductor_length_change < 10


# Published levers


@pytest.mark.parametrize("arm", [20.0, 45.0])
@pytest.mark.parametrize("angle", [-20.0, 0.0, 21.0, 60.0])
def test_a_lever_is_a_triangle_of_forces(arm: float, angle: float) -> None:
    load = hm.solve_lever(
        supported_weight_bw=0.8, body_weight_arm=105.0, abductor_arm=arm, abductor_line_angle=angle
    )
    pull = 0.8 * 105 / arm
    down, lateral = 0.8 + pull * np.cos(np.radians(angle)), pull * np.sin(np.radians(angle))
    assert load.abductor_force_bw == pytest.approx(pull, rel=1e-12)
    assert load.joint_reaction_bw == pytest.approx(np.hypot(down, lateral), rel=1e-12)
    assert load.joint_reaction_angle == pytest.approx(np.degrees(np.arctan2(lateral, down)), rel=1e-12)
    assert load.status_words == "ok"


def test_a_lever_and_a_hip_of_the_same_numbers_agree() -> None:
    hip = solve()
    lever = hm.solve_lever(
        body_mass=75,
        supported_weight_bw=hip.supported_weight / (75 * 9.80665),
        body_weight_arm=hip.body_weight_arm,
        abductor_arm=hip.abductor_arm,
        abductor_line_angle=hip.abductor_line_angle,
    )
    for name, value in lever.outputs.items():
        assert value == pytest.approx(hip.outputs[name], rel=1e-12), name


def test_a_lever_takes_arrays() -> None:
    load: Any = hm.solve_lever(body_weight_arm=[80, 100, -100], abductor_arm=[[40.0], [50.0]])
    assert load.shape == (2, 3)
    assert load.abductor_force_bw[0, 0] == pytest.approx(5 / 6 * 2)
    assert load.status_words.tolist() == [["ok", "ok", "adductors needed"]] * 2
    assert load.abductor_force[0, 2] == 0
    assert np.isnan(load.joint_reaction[0, 2])


@pytest.mark.parametrize("arm, status", [(0.5, "ok"), (0, "ok"), (-0.5, "adductors needed")])
def test_a_lever_needs_adductors_only_beyond_balance(arm: float, status: str) -> None:
    load = hm.solve_lever(body_weight_arm=arm, abductor_line_angle=20)
    assert load.status_words == status
    assert load.abductor_force_bw == pytest.approx(max(arm, 0) / 50 * 5 / 6, abs=1e-12)
    assert ("adductors" in load.reasons) == (arm < 0)


def test_the_lever_starts_as_the_textbook_one() -> None:
    load = hm.solve_lever()
    assert (load.abductor_force_bw, load.joint_reaction_bw) == pytest.approx((5 / 3, 5 / 2), rel=1e-12)
    assert load.body_weight_arm == 100
    assert load.supported_weight == pytest.approx(75 * 9.80665 * 5 / 6, rel=1e-12)


def test_anatomy_has_no_place_in_a_lever() -> None:
    with pytest.raises(hm.InputError, match="neck_shaft_angle has no place in it") as error:
        hm.solve_lever(neck_shaft_angle=127)  # type: ignore[call-arg]
    assert "for anatomy use hipmech.solve" in str(error.value)


def test_a_misspelt_lever_is_corrected() -> None:
    with pytest.raises(hm.UnknownQuantity, match="did you mean 'abductor_arm'"):
        hm.solve_lever(abductor_ar=40)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "inputs, message",
    [
        ({"abductor_arm": 0}, "abductor_arm = 0 mm is not allowed"),
        ({"abductor_arm": -40}, "abductor_arm = -40 mm is not allowed"),
        ({"abductor_arm": 0.045}, "Was it given in metres? Then it is 45 mm."),
        ({"abductor_line_angle": 90}, "abductor_line_angle = 90 deg is not allowed"),
        ({"supported_weight_bw": 83}, "Was it given in per cent of body weight? Then it is 0.83 BW."),
        ({"body_weight_arm": float("nan")}, "body_weight_arm = nan is not a finite number"),
    ],
)
def test_a_lever_that_is_none_is_refused(inputs: Any, message: str) -> None:
    with pytest.raises(hm.InputError) as error:
        hm.solve_lever(**inputs)
    assert message in str(error.value)
