"""How the body stands: each slope of the demand from its own formula, and what balance makes of the foot."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from hipmech.posture import STRATEGIES
from tests.default_adult import G
from tests.hips import People, people, solve

MASS, STATURE, HALF = 75.0, 1.750, 0.086
LEG = 0.161 * MASS
SUPPORTED = MASS - LEG
PELVIS = 0.142 * MASS
TRUNK = MASS - 2 * LEG - PELVIS
HIP_HEIGHT = 0.530 * STATURE
LEG_LENGTH = 0.491 * STATURE
LEG_COM_HEIGHT = HIP_HEIGHT - 0.447 * LEG_LENGTH
LEG_INERTIA = LEG * (0.326 * LEG_LENGTH) ** 2
K = SUPPORTED + LEG * LEG_COM_HEIGHT / HIP_HEIGHT
E = (PELVIS * 0.050 + TRUNK * 0.386 - LEG * 0.447 * LEG_LENGTH) / SUPPORTED
A = SUPPORTED * (HIP_HEIGHT + E) + LEG * LEG_COM_HEIGHT**2 / HIP_HEIGHT + LEG_INERTIA / HIP_HEIGHT
OMEGA = np.sqrt(G * K / A)
STEP_TIME = 0.54
C_U = -LEG * HALF / SUPPORTED
REST = (SUPPORTED * C_U + LEG * HALF * LEG_COM_HEIGHT / HIP_HEIGHT) / K


def moment(**inputs: Any) -> Any:
    return solve(**inputs).abductor_moment


def slope(name: str, around: float, small: float = 1e-3, **inputs: Any) -> float:
    """Change of the moment per public unit of an input."""
    low, high = moment(**{name: np.array([around - small, around + small])}, **inputs)
    return float(high - low) / (2 * small)


# Step width


@pytest.mark.parametrize(
    "inputs, formula, per_centimetre",
    [
        ({"stance_strategy": "pelvis_over_foot"}, 0.0, 0.0),
        ({"stance_strategy": "trunk_over_foot"}, -G * K / 2, -3.43),
        ({"stance_strategy": "mixed", "trunk_share": 0.25}, -0.25 * G * K / 2, -0.86),
        ({"stance_strategy": "mixed", "trunk_share": 0.6}, -0.6 * G * K / 2, -0.6 * 3.43),
        (
            {"stance_strategy": "gait_midstance"},
            -SUPPORTED * E * OMEGA**2 / np.cosh(OMEGA * STEP_TIME / 2) / 2,
            -0.39,
        ),
    ],
)
def test_each_strategy_answers_a_wider_step_by_its_own_slope(
    inputs: dict[str, Any], formula: float, per_centimetre: float
) -> None:
    per_metre = 1000 * slope("step_width", 150, **inputs)
    assert per_metre == pytest.approx(formula, rel=1e-7, abs=1e-7)
    assert per_metre / 100 == pytest.approx(per_centimetre, abs=0.005)


@given(crowd=people(size=300))
@settings(max_examples=15)
def test_no_strategy_says_that_a_wider_step_needs_more(crowd: People) -> None:
    """The popular reading, +m·g/2 or 3.7 N·m/cm, is a labelled misconception and never a model."""
    assert round(MASS * G / 2 / 100, 1) == 3.7
    for strategy in STRATEGIES:
        inputs = crowd.inputs(stance_strategy=strategy)
        width = np.minimum(inputs["step_width"], 700)
        narrow, wide = (solve(**inputs | {"step_width": w}) for w in (width, width + 50))
        valid = (np.asarray(narrow.status) < 3) & (np.asarray(wide.status) < 3)
        if strategy == "gait_midstance":
            valid &= np.asarray(narrow.steps["supported_com_up"]) > 0
        change = np.asarray(wide.abductor_moment) - np.asarray(narrow.abductor_moment)
        assert (change[valid] <= 1e-9).all()


def test_still_strategies_coincide_at_the_reference_width() -> None:
    still = [solve(stance_strategy=s, step_width=130, pelvic_drop=4) for s in STRATEGIES[:3]]
    for load in still[1:]:
        assert load.joint_reaction == pytest.approx(still[0].joint_reaction, rel=1e-14)
        assert load.trunk_lean == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("trunk", ["upright", "follows"])
def test_the_solved_lean_is_the_lean_that_would_give_the_same_load(trunk: str) -> None:
    """Handing the lean back as an input, with the foot following, changes nothing."""
    pose = {"pelvic_drop": 5.0, "pelvic_drop_trunk": trunk}
    for inputs in ({"stance_strategy": "trunk_over_foot"}, {"stance_strategy": "mixed", "trunk_share": 0.4}):
        leaning = solve(step_width=200, **pose, **inputs)
        assert leaning.trunk_lean is not None
        given_lean = solve(trunk_lean=leaning.trunk_lean, **pose)
        assert given_lean.joint_reaction == pytest.approx(leaning.joint_reaction, rel=1e-12)
        assert given_lean.steps["trunk_inclination"] == pytest.approx(leaning.steps["trunk_inclination"])
        assert given_lean.hip_adduction == pytest.approx(leaning.hip_adduction, rel=1e-12)


# The walking pendulum


def test_the_pendulum_of_the_default_adult() -> None:
    steps = solve(stance_strategy="gait_midstance").steps
    assert steps["supported_com_up"] == pytest.approx(1000 * E, rel=1e-12)
    assert round(E, 3) == 0.181
    assert steps["pendulum_rate"] == pytest.approx(OMEGA, rel=1e-12)
    assert round(OMEGA, 2) == 3.03
    assert steps["balancing_mass"] == pytest.approx(K, rel=1e-12)
    assert steps["pendulum_moment"] == pytest.approx(A, rel=1e-12)


@pytest.mark.parametrize("step_width", [0, 90, 130, 230])
@pytest.mark.parametrize("load_factor", [1, 1.2])
def test_midstance_follows_the_hyperbolic_cosine(step_width: float, load_factor: float) -> None:
    load = solve(stance_strategy="gait_midstance", step_width=step_width, load_factor=load_factor)
    beside = REST + (step_width / 2000 - REST) / np.cosh(OMEGA * STEP_TIME / 2)
    acceleration = -load_factor * OMEGA**2 * (beside - REST)
    demand = SUPPORTED * (load_factor * G * (HALF - C_U) + acceleration * E)
    assert load.steps["lateral_acceleration"] == pytest.approx(acceleration, rel=1e-9)
    assert load.abductor_moment == pytest.approx(demand, rel=1e-9)
    assert load.steps["foot_arm"] == pytest.approx(1000 * (HALF - beside), rel=1e-9)


@pytest.mark.parametrize("drop", [0.0, 6.0])
def test_gait_with_trunk_sway(drop: float) -> None:
    sway = slope("trunk_lean", 0, stance_strategy="gait_midstance", pelvic_drop=drop)
    assert sway == pytest.approx(-1.7, abs=0.06)


def test_a_still_foot_is_where_the_pendulum_rests() -> None:
    still = solve(trunk_lean=10)
    rest = 2 * (86 - still.steps["foot_arm"])
    swinging = solve(trunk_lean=10, stance_strategy="gait_midstance", step_width=rest)
    assert swinging.steps["lateral_acceleration"] == pytest.approx(0, abs=1e-12)
    assert swinging.joint_reaction == pytest.approx(still.joint_reaction, rel=1e-12)


def test_longer_steps_let_the_pendulum_come_to_rest() -> None:
    accelerations = [
        abs(solve(stance_strategy="gait_midstance", step_time=time).steps["lateral_acceleration"])
        for time in (0.3, 0.54, 1.0, 2.0)
    ]
    assert accelerations == sorted(accelerations, reverse=True)


# Drop and lean


def test_a_drop_with_the_trunk_upright_costs_one_per_cent_a_degree() -> None:
    level, dropped = moment(pelvic_drop=[0, 1])
    assert 100 * (dropped / level - 1) == pytest.approx(1.2, abs=0.05)
    above = (PELVIS * 0.050 + TRUNK * 0.100) * np.sin(np.radians(8))
    assert moment(pelvic_drop=8) == pytest.approx(
        G * (MASS * HALF * np.cos(np.radians(8)) + above), rel=1e-12
    )


def test_a_drop_with_the_trunk_tilting_along_costs_four() -> None:
    level, dropped = moment(pelvic_drop=[0, 1], pelvic_drop_trunk="follows")
    assert 100 * (dropped / level - 1) == pytest.approx(4, abs=0.5)
    whole = (PELVIS * 0.050 + TRUNK * 0.386) * np.sin(np.radians(8))
    assert moment(pelvic_drop=8, pelvic_drop_trunk="follows") == pytest.approx(
        G * (MASS * HALF * np.cos(np.radians(8)) + whole), rel=1e-12
    )


def test_a_trunk_shift_subtracts_its_weight_times_the_shift() -> None:
    lean = 12.0
    shift = 0.286 * np.sin(np.radians(lean))
    assert moment(trunk_lean=lean) == pytest.approx(moment() - TRUNK * G * shift, rel=1e-12)


def test_lean_is_counted_from_the_vertical_or_from_the_following_pelvis() -> None:
    upright = solve(pelvic_drop=6, trunk_lean=10).steps["trunk_inclination"]
    follows = solve(pelvic_drop=6, trunk_lean=10, pelvic_drop_trunk="follows").steps["trunk_inclination"]
    assert (round(float(upright), 9), round(float(follows), 9)) == (10, 4)


def test_adduction_is_inclination_plus_drop() -> None:
    load = solve(pelvic_drop=[-5, 0, 5])
    np.testing.assert_allclose(load.hip_adduction, load.steps["thigh_inclination"] + [-5, 0, 5], rtol=1e-12)


# Foot, cane, load


@given(crowd=people(size=300))
@settings(max_examples=15)
def test_the_foot_lies_where_its_force_and_the_legs_weight_hold_the_moment(crowd: People) -> None:
    """The foot's place is x = M / (N - m_L g c_L / h), with everything that leans, carries and helps."""
    load = solve(**crowd.inputs(stance_strategy="pelvis_over_foot"))
    steps, inputs = load.steps, load.inputs
    apparent = inputs["load_factor"] * G
    ground = apparent * (inputs["body_mass"] + inputs["carried_mass"]) - inputs["cane_force"]
    leg = apparent * steps["leg_mass"] * steps["leg_com_depth"] / steps["hip_height"]
    valid = np.asarray(load.status) < 3
    expected = 1000 * np.asarray(load.abductor_moment) / (ground - leg)
    np.testing.assert_allclose(steps["foot_arm"][valid], expected[valid], rtol=1e-9, atol=1e-7)


@pytest.mark.parametrize(
    "inputs, change",
    [
        ({"cane_force": 60}, -60 * (HALF + 0.350)),
        ({"cane_force": 60, "cane_side": "ipsilateral"}, -60 * (HALF - 0.350)),
        ({"cane_force": 60, "cane_distance": 500}, -60 * (HALF + 0.500)),
        ({"carried_mass": 10}, 10 * G * (HALF + 0.280)),
        ({"carried_mass": 10, "carried_side": "ipsilateral"}, 10 * G * (HALF - 0.280)),
        ({"carried_mass": 10, "load_distance": 150}, 10 * G * (HALF + 0.150)),
        ({"carried_mass": 10, "counter_lean": 0.7}, 10 * G * (HALF + 0.3 * 0.280)),
        ({"carried_mass": 10, "counter_lean": 1}, 10 * G * HALF),
        ({"carried_mass": 10, "carried_side": "ipsilateral", "counter_lean": 1}, 10 * G * HALF),
        ({"load_factor": 2.2}, 1.2 * MASS * G * HALF),
        ({"load_factor": 2, "carried_mass": 10}, (MASS * HALF + 20 * (HALF + 0.280)) * G),
        ({"load_factor": 2, "cane_force": 60}, MASS * G * HALF - 60 * (HALF + 0.350)),
    ],
)
def test_cane_load_and_load_factor_each_add_force_times_arm(inputs: dict[str, Any], change: float) -> None:
    assert moment(**inputs) - MASS * G * HALF == pytest.approx(change, rel=1e-12)


def test_all_that_the_hip_carries_is_in_the_supported_weight() -> None:
    load = solve(carried_mass=10, load_factor=1.5, cane_force=40)
    assert load.supported_weight == pytest.approx(1.5 * (SUPPORTED + 10) * G, rel=1e-12)
    assert load.steps["gravity_moment"] == pytest.approx(
        1.5 * G * (MASS * HALF + 10 * (HALF + 0.280)), rel=1e-12
    )
    assert load.body_weight_arm == pytest.approx(
        1000 * load.steps["gravity_moment"] / load.supported_weight, rel=1e-12
    )


@pytest.mark.parametrize(
    "name, values, direction, inputs",
    [
        ("inter_hip_distance", (140, 210), 1, {}),
        ("body_mass", (40, 150), 1, {}),
        ("abductor_origin_lateral", (0, 50), -1, {}),
        ("abductor_origin_up", (70, 140), -1, {"neck_shaft_angle": 140}),
        ("trochanter_lateral", (-10, 20), -1, {}),
        ("pelvic_drop", (-10, 15), 1, {}),
        ("pelvic_drop", (-10, 15), 1, {"pelvic_drop_trunk": "follows"}),
        ("trunk_lean", (-10, 25), -1, {}),
        ("cane_force", (0, 130), -1, {}),
        ("cane_force", (0, 130), 1, {"cane_side": "ipsilateral"}),
        ("carried_mass", (0, 25), 1, {}),
        ("carried_mass", (0, 10), -1, {"carried_side": "ipsilateral"}),
        ("counter_lean", (0, 1), -1, {"carried_mass": 8}),
        ("load_factor", (0.5, 3), 1, {}),
    ],
)
def test_more_of_one_thing_moves_the_joint_force_one_way(
    name: str, values: tuple[float, float], direction: int, inputs: dict[str, Any]
) -> None:
    load = solve(**{name: np.linspace(*values, 60)}, **inputs)
    assert (direction * np.diff(load.joint_reaction) > 0).all()
