"""The proximal femur: two meanings of a changing neck-shaft angle."""

import numpy as np
import pytest

import hipmech as hm
from tests.hips import solve

ANGLES = np.linspace(80, 170, 91)
CONVENTIONS = ("head", "proximal_femur")


def tip(**inputs: object) -> np.ndarray:
    steps = solve(**inputs).steps
    return np.stack(np.broadcast_arrays(steps["tip_lateral"], steps["tip_up"]))


def slope(name: str, at: float = 127.0, **inputs: object) -> float:
    """Change of a step or output per degree of neck-shaft angle."""
    load = solve(neck_shaft_angle=[at - 0.01, at + 0.01], **inputs)
    low, high = {**load.outputs, **load.steps}[name]
    return float(high - low) / 0.02


def test_offset_is_the_necks_lateral_reach() -> None:
    assert hm.solve().steps["femoral_offset"] == pytest.approx(54 * np.sin(np.radians(127)))
    assert round(float(hm.solve().steps["femoral_offset"])) == 43
    assert solve(neck_shaft_angle=90, neck_length=60).steps["femoral_offset"] == pytest.approx(60)


def test_the_conventions_meet_at_the_reference_angle() -> None:
    for inputs in ({}, {"trochanter_rise": 12.0, "trochanter_lateral": -4.0, "neck_length": 66.0}):
        one, other = (tip(neck_angle_convention=convention, **inputs) for convention in CONVENTIONS)
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)
        expected = 54 if not inputs else 66
        reach = expected * np.sin(np.radians(127)) + inputs.get("trochanter_lateral", 5.0)
        np.testing.assert_allclose(one, [reach, inputs.get("trochanter_rise", 0.0)], atol=1e-12)


def test_head_moves_while_trochanter_and_shaft_stay() -> None:
    """From the neck's base, which lies n·(sin γ, cos γ) from the head, the tip never moves."""
    radians = np.radians(ANGLES)
    base = 54 * np.stack([np.sin(radians), np.cos(radians)])
    from_base = tip(neck_shaft_angle=ANGLES, trochanter_rise=7) - base
    np.testing.assert_allclose(from_base - from_base[:, :1], 0, atol=1e-12)
    np.testing.assert_allclose(from_base[:, 0], [5, 7 - 54 * np.cos(np.radians(127))], atol=1e-12)


def test_proximal_femur_turns_as_one_piece() -> None:
    inputs = {"neck_angle_convention": "proximal_femur", "trochanter_rise": 7}
    turned, reference = tip(neck_shaft_angle=ANGLES, **inputs), tip(**inputs)
    np.testing.assert_allclose(np.hypot(*turned), np.hypot(*reference), rtol=1e-12)
    turn = np.degrees(np.arctan2(reference[1], reference[0]) - np.arctan2(turned[1], turned[0]))
    np.testing.assert_allclose(turn, ANGLES - 127, atol=1e-9)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_varus_raises_the_trochanter_and_valgus_sinks_it(convention: str) -> None:
    up = tip(neck_shaft_angle=ANGLES, neck_angle_convention=convention)[1]
    assert (np.diff(up) < 0).all()
    assert up[0] > 0 > up[-1]


@pytest.mark.parametrize("convention, per_degree", [("head", -0.67), ("proximal_femur", -0.25)])
def test_the_abductor_arm_loses_with_each_degree(convention: str, per_degree: float) -> None:
    """Slopes printed with two digits; three full-body models have -0.55 to -0.6 and one -0.38 mm/deg."""
    assert slope("abductor_arm", neck_angle_convention=convention) == pytest.approx(per_degree, abs=0.005)


@pytest.mark.parametrize("convention, per_degree", [("head", 0.75), ("proximal_femur", 0.84)])
def test_the_trochanter_sinks_below_the_head_as_on_radiographs(convention: str, per_degree: float) -> None:
    """About +0.65 mm of articulotrochanteric distance per degree, 0.4 to 1.1 accepted."""
    assert -slope("tip_up", neck_angle_convention=convention) == pytest.approx(per_degree, abs=0.005)


def test_below_115_degrees_varus_of_the_proximal_femur_gains_hardly_more() -> None:
    """The single line's arm is largest at 104°, but all that is left to gain below 115° is 0.75 mm."""
    load = solve(neck_shaft_angle=ANGLES, neck_angle_convention="proximal_femur")
    arm, reaction = np.asarray(load.abductor_arm), np.asarray(load.joint_reaction)
    assert ANGLES[np.argmax(arm)] == 104
    below = ANGLES <= 115
    assert arm[below].max() - arm[ANGLES == 115][0] < 0.75
    assert reaction[below].min() > 0.988 * reaction[ANGLES == 115][0]


def test_varus_and_valgus_are_no_mirror_pair() -> None:
    varus, usual, valgus = solve(neck_shaft_angle=[112, 127, 142]).joint_reaction_bw
    assert valgus - usual > 1.5 * (usual - varus) > 0


@pytest.mark.parametrize("convention, per_cent", [("head", -15), ("proximal_femur", -21)])
def test_at_100_degrees_the_abductors_are_slack(convention: str, per_cent: float) -> None:
    load = solve(neck_shaft_angle=100, neck_angle_convention=convention)
    assert load.abductor_length_change == pytest.approx(per_cent, abs=0.5)
    assert load.joint_reaction < hm.solve().joint_reaction


def test_a_longer_neck_lengthens_the_arm() -> None:
    load = solve(neck_length=np.linspace(41, 74, 20))
    assert (np.diff(load.abductor_arm) > 0).all()
    assert (np.diff(load.joint_reaction) < 0).all()


def test_a_rise_lifts_the_tip_by_as_much() -> None:
    np.testing.assert_allclose(tip(trochanter_rise=10) - tip(), [0, 10], atol=1e-12)
    np.testing.assert_allclose(tip(trochanter_lateral=15) - tip(), [10, 0], atol=1e-12)
