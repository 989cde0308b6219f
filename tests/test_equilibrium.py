"""The balance itself: proven by two free bodies, and obedient to the symmetries of mechanics."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import ArrayLike, NDArray

import hipmech as hm
from hipmech.posture import STRATEGIES
from hipmech.quantities import OUTPUTS, QUANTITIES
from tests.free_bodies import FreeBodies
from tests.hips import FREE_NUMBERS, Inputs, People, one_of_them, people, random_hips, solve

PROOF = 1e-9
REACTION = ("abductor_force", "abductor_force_bw", *(name for name in OUTPUTS if "joint_reaction" in name))
each_strategy = pytest.mark.parametrize("stance_strategy", STRATEGIES)


def scale_of(name: str, body_mass: ArrayLike) -> Any:
    """What counts as zero: 1 BW, 1 N·m/kg, 1 rad, 100 mm, and 1 for plain shares."""
    mass = np.asarray(body_mass, dtype=float)
    scales = {"N": mass * 9.80665, "N·m": mass, "deg": 180 / np.pi, "mm": 100.0, "mm·BW": 100.0, "%": 100.0}
    return scales.get(QUANTITIES[name].unit, 1.0)


def differences(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], body_mass: ArrayLike, where: ArrayLike = True
) -> dict[str, float]:
    """Largest difference of each quantity, relative to its size or what counts as zero."""
    found = {}
    for name in theirs:
        a, b, here = np.broadcast_arrays(ours[name], theirs[name], where)
        with np.errstate(invalid="ignore"):
            relative = np.abs(a - b) / np.maximum(np.abs(a), scale_of(name, body_mass))
        found[name] = float(np.max(relative[here], initial=0.0))
    return found


def too_large(found: Mapping[str, float], tolerance: float = PROOF) -> dict[str, float]:
    return {name: size for name, size in found.items() if not size <= tolerance}


def judged(inputs: Inputs) -> tuple[hm.Load, FreeBodies]:
    """A load and the judge of it; both must have the same hips in view."""
    load = solve(**inputs)
    return load, FreeBodies(inputs)


def reaction_on_head(load: hm.Load) -> NDArray[np.complex128]:
    return np.asarray(load.joint_reaction_lateral + 1j * np.asarray(load.joint_reaction_up))


# The proof


@each_strategy
@given(crowd=people(size=1000))
@settings(max_examples=30)
def test_both_free_bodies_are_at_rest(stance_strategy: str, crowd: People) -> None:
    inputs = crowd.inputs(stance_strategy=stance_strategy)
    load, judge = judged(inputs)
    pulling = np.asarray(load.status) < 2
    mass = np.broadcast_to(inputs["body_mass"], load.shape)[pulling]
    with np.errstate(invalid="ignore", divide="ignore"):
        for body in (judge.supported_residual, judge.leg_residual):
            force, moment = body(np.asarray(load.abductor_force), reaction_on_head(load))
            largest = np.maximum(np.asarray(load.joint_reaction)[pulling], mass * 9.80665)
            assert np.max(np.abs(force[pulling]) / largest, initial=0.0) <= PROOF
            turning = np.maximum(np.abs(load.abductor_moment)[pulling], mass)
            assert np.max(np.abs(moment[pulling]) / turning, initial=0.0) <= PROOF


@each_strategy
@given(crowd=people(size=1000))
@settings(max_examples=30)
def test_every_output_is_what_the_free_bodies_say(stance_strategy: str, crowd: People) -> None:
    inputs = crowd.inputs(stance_strategy=stance_strategy)
    load, judge = judged(inputs)
    with np.errstate(invalid="ignore", divide="ignore"):
        theirs = dict(judge.answer)
    if stance_strategy in ("pelvis_over_foot", "gait_midstance"):
        assert load.trunk_lean is None
        del theirs["trunk_lean"]
    assert set(theirs) | {"status"} == set(load.outputs)
    mass = inputs["body_mass"]
    capable = np.asarray(load.abductor_capacity) > 0
    pulling = np.asarray(load.status) < 2
    utilised = {"utilisation": theirs.pop("utilisation")}
    pulled = {name: theirs.pop(name) for name in REACTION}
    valid = np.asarray(load.status) < 3
    assert too_large(differences(load.outputs, theirs, mass, valid)) == {}
    assert too_large(differences(load.outputs, pulled, mass, pulling)) == {}
    assert too_large(differences(load.outputs, utilised, mass, pulling & capable)) == {}


@each_strategy
def test_the_proof_meets_hips_of_every_kind(stance_strategy: str) -> None:
    seen: set[int] = set()
    for reach in ("limits", "usual"):
        for seed in range(8):
            load = solve(**random_hips(seed, 300, reach, stance_strategy=stance_strategy))
            assert np.count_nonzero(np.asarray(load.status) < 2) > 20
            seen |= set(np.asarray(load.status).tolist())
    assert seen == {0, 1, 2, 3}


@pytest.mark.parametrize("wrong", [1 + 1e-7, 1 - 1e-7])
def test_the_judge_sees_a_force_that_is_slightly_wrong(wrong: float) -> None:
    load, judge = judged({"pelvic_drop": 5.0, "stance_strategy": "gait_midstance"})
    force = np.asarray(load.abductor_force)
    for body in (judge.supported_residual, judge.leg_residual):
        assert abs(body(force, reaction_on_head(load))[1]) < 1e-9
        assert abs(body(wrong * force, reaction_on_head(load))[1]) > 1e-6
        assert abs(body(force, wrong * reaction_on_head(load))[0]) > 1e-5


STEPS: Mapping[str, Callable[[FreeBodies], Any]] = {
    "foot_arm": lambda judge: judge.foot * 1e3,
    "thigh_inclination": lambda judge: np.degrees(judge.thigh_inclination),
    "lateral_acceleration": lambda judge: judge.acceleration,
    "supported_mass": lambda judge: judge["body_mass"] - judge.leg_mass,
    "leg_com_depth": lambda judge: judge.leg_com_depth * 1e3,
    "leg_inertia": lambda judge: judge.leg_inertia,
    "pelvis_com_arm": lambda judge: -judge.pelvis_com.real * 1e3,
    "trunk_com_arm": lambda judge: -judge.trunk_com(judge.sine).real * 1e3,
    "swing_leg_arm": lambda judge: -judge.swing_leg_com.real * 1e3,
    "supported_com_up": lambda judge: (
        sum(mass * place.imag * 1e3 for mass, place in judge.carried_parts(judge.sine)[:3])
        / (judge["body_mass"] - judge.leg_mass)
    ),
    "cane_arm": lambda judge: -judge.cane_hand * 1e3,
    "carried_arm": lambda judge: -judge.bag_hand * 1e3,
    "tip_lateral": lambda judge: judge.tip.real * 1e3,
    "tip_up": lambda judge: judge.tip.imag * 1e3,
    "insertion_lateral": lambda judge: judge.insertion.real * 1e3,
    "insertion_up": lambda judge: judge.insertion.imag * 1e3,
    "origin_lateral": lambda judge: judge.origin.real * 1e3,
    "origin_up": lambda judge: judge.origin.imag * 1e3,
    "trunk_inclination": lambda judge: np.degrees(np.arcsin(judge.sine)),
}


@each_strategy
@given(crowd=people(size=200))
@settings(max_examples=15)
def test_every_point_of_the_pose_is_where_rotations_put_it(stance_strategy: str, crowd: People) -> None:
    inputs = crowd.inputs(stance_strategy=stance_strategy)
    load, judge = judged(inputs)
    with np.errstate(invalid="ignore", divide="ignore"):
        theirs = {name: step(judge) for name, step in STEPS.items()}
    valid = np.asarray(load.status) < 3
    assert too_large(differences(load.steps, theirs, inputs["body_mass"], valid)) == {}


# The default adult


@pytest.mark.parametrize(
    "name, value, digits",
    [
        ("abductor_moment", 63.25, 2),
        ("body_weight_arm", 102.5, 1),
        ("abductor_moment_arm", 86, 3),
        ("abductor_arm", 45.05, 2),
        ("abductor_line_angle", 14.9, 1),
        ("abductor_force_bw", 1.909, 3),
        ("joint_reaction_bw", 2.728, 3),
        ("joint_reaction_angle", 10.37, 2),
        ("joint_reaction_angle_femur", 16.1, 1),
        ("hip_adduction", 5.7, 1),
        ("utilisation", 0.469, 3),
        ("abductor_length_change", 0, 9),
        ("supported_weight", 617.08, 2),
    ],
)
def test_the_default_adult(name: str, value: float, digits: int) -> None:
    assert round(hm.solve().outputs[name], digits) == value


def test_the_reaction_presses_the_head_down_and_lateral() -> None:
    load = hm.solve()
    assert load.joint_reaction_lateral > 0 > load.joint_reaction_up
    assert (load.status, load.status_words, load.reasons) == (0, "ok", "")


# Symmetries


@given(crowd=people(size=200))
@settings(max_examples=20)
def test_a_left_hip_is_the_mirror_of_a_right_one(crowd: People) -> None:
    inputs = crowd.inputs()
    right, left = (solve(**inputs | {"stance_side": side}) for side in ("right", "left"))
    for name, value in right.outputs.items():
        np.testing.assert_array_equal(value, left.outputs[name], err_msg=name)


EXTENSIVE = ("N", "N·m")


@given(crowd=people(size=200))
@settings(max_examples=20)
def test_twice_the_mass_is_twice_the_load(crowd: People) -> None:
    inputs = crowd.inputs()
    inputs["body_mass"] = np.clip(inputs["body_mass"], 10, 200)
    for name, most in (("carried_mass", 100), ("cane_force", 750), ("passive_stiffness", 10)):
        inputs[name] = np.minimum(inputs[name], most)
    extensive = ("body_mass", "carried_mass", "cane_force", "passive_stiffness")
    doubled = {name: 2 * inputs[name] for name in extensive}
    once, twice = solve(**inputs), solve(**inputs | doubled)
    expected = {
        name: np.asarray(value) * (2 if QUANTITIES[name].unit in EXTENSIVE else 1)
        for name, value in once.outputs.items()
    }
    np.testing.assert_array_equal(twice.status, once.status)
    for name in expected:
        np.testing.assert_allclose(twice.outputs[name], expected[name], rtol=1e-12, err_msg=name)


LENGTHS = tuple(name for name in FREE_NUMBERS if QUANTITIES[name].unit == "mm")


@given(crowd=people(size=200))
@settings(max_examples=20)
def test_only_shape_matters_for_forces_at_rest(crowd: People) -> None:
    """A person 1.25 times as large in every length bears the same forces and 1.25 times the moments."""
    inputs = one_size_down(crowd.inputs(stance_strategy="pelvis_over_foot"))
    small, large = solve(**inputs), solve(**inputs | {name: 1.25 * inputs[name] for name in LENGTHS})
    same = (np.asarray(small.status) < 2) & (np.asarray(large.status) < 2)
    assert np.count_nonzero(same) > 5
    for name in ("joint_reaction_bw", "joint_reaction_angle", "abductor_line_angle", "thigh_inclination"):
        pair = [{**load.outputs, **load.steps}[name] for load in (small, large)]
        np.testing.assert_allclose(pair[0][same], pair[1][same], rtol=1e-9, atol=1e-9, err_msg=name)
    np.testing.assert_allclose(1.25 * small.abductor_moment, large.abductor_moment, rtol=1e-9, atol=1e-9)


def one_size_down(inputs: Inputs) -> Inputs:
    """The same hips with room to grow by a quarter within the limits."""
    lengths = {}
    for name in LENGTHS:
        low, high = QUANTITIES[name].limits or (0.0, 0.0)
        lengths[name] = np.clip(inputs[name], low / 1.25 if low < 0 else low, high / 1.25)
    return inputs | lengths


# Arrays


@each_strategy
@given(crowd=people(size=15))
@settings(max_examples=6)
def test_an_array_is_a_loop_of_scalars(stance_strategy: str, crowd: People) -> None:
    inputs = crowd.inputs(stance_strategy=stance_strategy)
    together = solve(**inputs)
    for index in range(15):
        alone = solve(**one_of_them(inputs, index))
        assert alone.shape == ()
        assert type(alone.joint_reaction) is float
        assert alone.status == together.status[index]
        for name, value in alone.outputs.items():
            here = together.outputs[name][index]
            # Python's sine and NumPy's may differ in the last bit; a difference of large terms multiplies it.
            scale = float(scale_of(name, alone.inputs["body_mass"]))
            np.testing.assert_allclose(here, value, rtol=1e-12, atol=1e-12 * scale, err_msg=name)


def test_an_open_mesh_is_a_dense_grid() -> None:
    angle, width = np.linspace(100, 150, 7), np.linspace(150, 190, 5)
    mesh = solve(neck_shaft_angle=angle[:, np.newaxis], inter_hip_distance=width)
    dense_angle, dense_width = np.meshgrid(angle, width, indexing="ij")
    dense = solve(neck_shaft_angle=dense_angle, inter_hip_distance=dense_width)
    assert mesh.shape == dense.shape == (7, 5)
    for name, value in mesh.outputs.items():
        assert np.shape(value) == (7, 5)
        np.testing.assert_array_equal(value, dense.outputs[name], err_msg=name)


def test_records_and_keywords_say_the_same() -> None:
    body, femur = hm.Body(body_mass=68, sex="female"), hm.Femur(neck_shaft_angle=np.array([120.0, 135.0]))
    stance = hm.Stance(pelvic_drop=5, cane_force=50)
    records = hm.solve(body, femur, stance)
    keywords = hm.solve(
        body_mass=68, sex="female", neck_shaft_angle=[120.0, 135.0], pelvic_drop=5, cane_force=50
    )
    np.testing.assert_array_equal(records.joint_reaction, keywords.joint_reaction)
    replaced = hm.solve(body, femur, stance, body_mass=75)
    np.testing.assert_allclose(replaced.supported_weight, 75 / 68 * np.asarray(records.supported_weight))


@pytest.mark.parametrize("share", [0.05, 0.1])
def test_a_cane_in_body_weights_is_a_share_of_each_persons_weight(share: float) -> None:
    masses = np.array([50.0, 75.0, 120.0])
    in_weights = hm.solve(body_mass=masses, cane_force_bw=share)
    in_newtons = solve(body_mass=masses, cane_force=share * masses * 9.80665)
    np.testing.assert_array_equal(in_weights.joint_reaction, in_newtons.joint_reaction)
    assert np.ptp(in_weights.joint_reaction_bw) < 1e-12
    record = hm.solve(hm.Body(body_mass=50), cane_force_bw=share)
    assert record.joint_reaction == pytest.approx(np.asarray(in_weights.joint_reaction)[0], rel=1e-15)
