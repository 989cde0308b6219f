"""The numbers behind the eight predict–try–explain tasks, worked out by another calculation, to 2 %.

That calculation holds the thigh at 5.6°, where the model here finds 5.7° from balance: hence 2 %.
"""

from typing import Any

import numpy as np
import pytest

import hipmech as hm
from tests.hips import solve

G = 9.80665


def near(value: float) -> Any:
    return pytest.approx(value, rel=0.02)


def change(name: str, **inputs: Any) -> float:
    """Change of an output against the default adult, per cent."""
    return 100 * float(solve(**inputs).outputs[name] / hm.solve().outputs[name] - 1)


def test_base_case() -> None:
    load = hm.solve()
    assert load.abductor_moment == near(63.3)
    assert load.abductor_moment / 75 == near(0.843)
    assert load.body_weight_arm == near(102.5)
    assert load.abductor_arm == near(45.1)
    assert (load.abductor_force, load.abductor_force_bw) == (near(1403), near(1.91))
    assert (load.joint_reaction, load.joint_reaction_bw) == (near(2006), near(2.73))
    assert load.joint_reaction_angle == near(10.4)


def test_1_two_and_a_half_bodies() -> None:
    load = solve()
    assert load.body_weight_arm / load.abductor_arm == near(2.3)
    assert load.supported_weight / (75 * G) == near(0.84)
    assert sorted([0.5, 1, 2.5, 6], key=lambda guess: abs(guess - load.joint_reaction_bw))[0] == 2.5


def test_2_head_arms_and_trunk_tip_the_pelvis_more_than_the_leg() -> None:
    steps = hm.solve().steps
    parts = ("trunk", "pelvis")
    trunk = G * sum(steps[f"{part}_mass"] * steps[f"{part}_com_arm"] for part in parts)
    leg = G * steps["leg_mass"] * steps["swing_leg_arm"]
    assert (trunk / 1000, leg / 1000) == (near(42.9), near(20.4))
    assert (trunk + leg) / 1000 == pytest.approx(hm.solve().abductor_moment, rel=1e-12)
    assert leg / (trunk + leg) == near(0.32)
    assert (G * (steps["trunk_mass"] + steps["pelvis_mass"]), G * steps["leg_mass"]) == (near(499), near(118))


def test_3_wider_hips_and_a_flaring_ilium() -> None:
    wide = solve(inter_hip_distance=192)
    assert wide.joint_reaction_bw == near(2.96)
    assert change("joint_reaction", inter_hip_distance=192) == pytest.approx(8, abs=0.7)
    assert change("abductor_force", inter_hip_distance=192) == pytest.approx(12, abs=0.7)
    flared = solve(inter_hip_distance=192, abductor_origin_lateral=30)
    assert flared.joint_reaction_bw == near(2.90)
    assert 6 <= change("joint_reaction", inter_hip_distance=192, abductor_origin_lateral=30) <= 7
    assert wide.abductor_moment_arm - 86 == pytest.approx(10, rel=1e-12)


@pytest.mark.parametrize(
    "angle, convention, reaction, per_cent, force_per_cent",
    [
        (112, "head", 2.37, -13, -18),
        (142, "head", 3.31, 22, 30),
        (112, "proximal_femur", None, -4, None),
        (142, "proximal_femur", None, 8, None),
    ],
)
def test_4_vara_and_valga_are_no_mirror_pair(
    angle: float, convention: str, reaction: float | None, per_cent: float, force_per_cent: float | None
) -> None:
    inputs = {"neck_shaft_angle": angle, "neck_angle_convention": convention}
    assert change("joint_reaction", **inputs) == pytest.approx(per_cent, abs=0.9)
    assert reaction is None or solve(**inputs).joint_reaction_bw == near(reaction)
    if force_per_cent is not None:
        assert change("abductor_force", **inputs) == pytest.approx(force_per_cent, abs=0.9)


def test_4_the_arm_goes_in_nearly_even_steps() -> None:
    arms = solve(neck_shaft_angle=[112, 127, 142]).abductor_arm
    assert arms.tolist() == [near(54.7), near(45.1), near(34.6)]


@pytest.mark.parametrize(
    "convention, force, reaction, millimetres, per_cent",
    [("head", -27, -20, -16, -15), ("proximal_femur", -6, -4, -22, -21)],
)
def test_5_vara_is_not_better_in_every_respect(
    convention: str, force: float, reaction: float, millimetres: float, per_cent: float
) -> None:
    inputs = {"neck_shaft_angle": 100, "neck_angle_convention": convention}
    assert change("abductor_force", **inputs) == pytest.approx(force, abs=0.9)
    assert change("joint_reaction", **inputs) == pytest.approx(reaction, abs=0.9)
    load = solve(**inputs)
    assert load.abductor_length - hm.solve().abductor_length == pytest.approx(millimetres, abs=0.9)
    assert load.abductor_length_change == pytest.approx(per_cent, abs=0.9)


@pytest.mark.parametrize(
    "inputs, moment, per_cent",
    [
        ({"stance_strategy": "pelvis_over_foot"}, 0, 0),
        ({"stance_strategy": "mixed", "trunk_share": 0.25}, -8.6, -14),
        ({"stance_strategy": "trunk_over_foot"}, -34, -54),
        ({"stance_strategy": "gait_midstance"}, 53.9 - 57.7, -7),
    ],
)
def test_6_a_wider_step_never_raises_the_moment(inputs: Any, moment: float, per_cent: float) -> None:
    usual, wide = solve(step_width=[130, 230], **inputs).abductor_moment
    assert wide - usual == pytest.approx(moment, rel=0.02, abs=1e-9)
    assert 100 * (wide / usual - 1) == pytest.approx(per_cent, abs=0.9)


def test_6_walking_needs_less_than_standing() -> None:
    usual, wide = solve(step_width=[130, 230], stance_strategy="gait_midstance").abductor_moment
    assert (usual, wide) == (near(57.7), near(53.9))
    misread = G * 75 * 0.05
    assert misread == near(36.8)


def test_7_the_pelvis_drops_between_half_and_45_per_cent_of_the_strength() -> None:
    load = solve(abductor_strength=[1, 0.7, 0.5, 0.45, 0.3])
    assert load.status_words.tolist() == ["ok", "ok", "ok", "not held", "not held"]
    assert hm.solve().utilisation == near(0.47)


@pytest.mark.parametrize("norm_sd, per_cent", [(1.8 + 0.3, 40), (1.8 - 0.3, 56)])
def test_7_the_band_of_one_standard_deviation(norm_sd: float, per_cent: float) -> None:
    assert 100 * hm.solve().abductor_moment / 75 / norm_sd == pytest.approx(per_cent, abs=0.5)


@pytest.mark.parametrize(
    "strength, low, high",
    [(0.45, 0.5, 1.5), (0.4, 4, 5), (0.3, 11, 13), (0.2, 18, 20), (0.1, 25, 27), (0, 33, 35)],
)
def test_7_a_lean_towards_the_stance_leg_holds_what_is_left(strength: float, low: float, high: float) -> None:
    leans = np.linspace(0, 40, 4001)
    load = solve(trunk_lean=leans, abductor_strength=strength)
    enough = leans[np.argmax(np.asarray(load.abductor_moment) <= 135 * strength)]
    assert low <= enough <= high


def test_7_ten_degrees_of_lean_lower_the_moment() -> None:
    relief = hm.solve().abductor_moment - solve(trunk_lean=10).abductor_moment
    assert 17 <= relief <= 19.7
    assert 27 <= 100 * relief / hm.solve().abductor_moment <= 31


def test_7_a_valgus_hip_tolerates_less_loss() -> None:
    """The same muscle on the shorter arm: 53 % shrink to 38-40 %."""
    most_force = 135 / hm.solve().abductor_arm * 1000
    assert 100 * (1 - hm.solve().abductor_force / most_force) == pytest.approx(53, abs=0.5)
    valgus = solve(neck_shaft_angle=142)
    assert 38 <= 100 * (1 - valgus.abductor_force / most_force) <= 40


@pytest.mark.parametrize(
    "inputs, reaction, per_cent",
    [
        ({"cane_force_bw": 0.1}, 1.67, -39),
        ({"cane_force_bw": 0.1, "cane_side": "ipsilateral"}, None, 18),
        ({"carried_mass": 7.5, "load_distance": 250, "carried_side": "ipsilateral"}, 2.46, -10),
        ({"carried_mass": 7.5, "load_distance": 250}, None, 31),
    ],
)
def test_8_which_hand(inputs: Any, reaction: float | None, per_cent: float) -> None:
    """The thigh, held at 5.6° there, inclines by 3.1° to 8.4° here as the balance asks: -39 and +19 %."""
    assert 1 + change("joint_reaction", **inputs) / 100 == near(1 + per_cent / 100)
    assert reaction is None or solve(**inputs).joint_reaction_bw == near(reaction)


def test_8_a_stick_does_the_work_of_ten_times_its_force() -> None:
    load = solve(cane_force_bw=0.1)
    assert load.inputs["cane_force"] == near(74)
    assert load.steps["cane_arm"] == near(436)
    assert load.inputs["cane_force"] * load.steps["cane_arm"] / hm.solve().abductor_arm == near(712)
