"""What hipmech says when the abductors do not hold: a status and its reason, never a number that misleads."""

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import hipmech as hm
from hipmech import equilibrium
from hipmech.posture import STRATEGIES
from hipmech.quantities import OUTPUTS
from tests.free_bodies import FreeBodies
from tests.hips import People, one_of_them, people, random_hips, solve

OK, NOT_HELD, ADDUCTORS_NEEDED, OUTSIDE_VALIDITY = range(4)
BORDER = 1e-9
each_strategy = pytest.mark.parametrize("stance_strategy", STRATEGIES)
STRAIGHT_UP = {
    "neck_length": 20, "neck_shaft_angle": 170, "abductor_origin_lateral": -60, "abductor_origin_up": 30
}  # fmt: skip
REACTION = tuple(name for name in OUTPUTS if name.startswith("joint_reaction"))
PULL = ("abductor_force", "abductor_force_bw")


@each_strategy
@given(crowd=people(size=1000))
@settings(max_examples=30)
def test_status_follows_from_demand_capacity_and_reach(stance_strategy: str, crowd: People) -> None:
    inputs = crowd.inputs(stance_strategy=stance_strategy)
    load, judge = solve(**inputs), FreeBodies(inputs)
    with np.errstate(invalid="ignore", divide="ignore"):
        margins = np.array([np.broadcast_to(margin, load.shape) for margin in judge.margins.values()])
        spare = np.broadcast_to(judge.answer["abductor_capacity"] + judge.passive - judge.demand, load.shape)
        demand = np.broadcast_to(judge.demand, load.shape)
        expected = np.select(
            [~(margins > 0).all(axis=0), demand < 0, spare < 0],
            [OUTSIDE_VALIDITY, ADDUCTORS_NEEDED, NOT_HELD],
            OK,
        )
        borderline = np.abs([*margins, demand, spare]).min(axis=0) < BORDER
    assert borderline.mean() < 0.1
    np.testing.assert_array_equal(np.asarray(load.status)[~borderline], expected[~borderline])


@each_strategy
@given(crowd=people(size=1000))
@settings(max_examples=30)
def test_no_output_looks_valid_where_it_is_not(stance_strategy: str, crowd: People) -> None:
    load = solve(**crowd.inputs(stance_strategy=stance_strategy))
    status = np.asarray(load.status)
    for name, values in load.outputs.items():
        assert not np.isinf(values).any(), name
        finite = np.isfinite(values)
        if name in REACTION:
            assert (finite == (status < ADDUCTORS_NEEDED)).all(), name
        elif name in PULL:
            assert (finite == (status < OUTSIDE_VALIDITY)).all(), name
            assert (np.asarray(values)[finite] >= 0).all(), name
            assert (np.asarray(values)[status == ADDUCTORS_NEEDED] == 0).all(), name
        elif name == "utilisation":
            capable = np.asarray(load.abductor_capacity) > 0
            assert (finite == (capable & (status < OUTSIDE_VALIDITY))).all(), name
        else:
            assert finite[status < OUTSIDE_VALIDITY].all(), name


@each_strategy
def test_the_worst_people_at_once_are_answered_one_by_one(stance_strategy: str) -> None:
    crowd = random_hips(7, 150, "limits", stance_strategy=stance_strategy)
    for index in range(150):
        load = solve(**one_of_them(crowd, index))
        assert load.status_words in ("ok", "not held", "adductors needed", "outside validity")
        assert bool(load.reasons) == (load.status != OK)
        assert not np.isinf(list(load.outputs.values())).any()


@pytest.mark.parametrize(
    "inputs, status, reason",
    [
        ({}, "ok", ""),
        ({"abductor_strength": 0.47}, "ok", ""),
        (
            {"abductor_strength": 0.46},
            "not held",
            "the demand exceeds what the abductors can hold",
        ),
        (
            {"cane_force": 200},
            "adductors needed",
            "the moment tips the pelvis to the stance side: adductors, not abductors, hold it",
        ),
        (
            {"body_mass": 40, "cane_force": 400},
            "outside validity",
            "the cane carries more than balances over the foot: no load is left on the foot",
        ),
        (
            {"stance_strategy": "trunk_over_foot", "step_width": 500},
            "outside validity",
            "the trunk would have to lean more than 60 degrees",
        ),
        (
            {"carried_mass": 200, "load_distance": 1000},
            "outside validity",
            "the thigh would have to incline more than 30 degrees to bring the foot there",
        ),
        (
            STRAIGHT_UP,
            "outside validity",
            "the abductor arm is zero or negative, or the line of pull runs upwards: no lever is left",
        ),
    ],
)
def test_each_status_says_why(inputs: dict[str, float | str], status: str, reason: str) -> None:
    load = solve(**inputs)
    assert (load.status_words, load.reasons) == (status, reason)


def test_every_hip_of_an_array_has_its_own_words() -> None:
    load = solve(abductor_strength=[1, 0.4, 1], cane_force=[0, 0, 200])
    assert load.status_words.tolist() == ["ok", "not held", "adductors needed"]
    assert [bool(reason) for reason in load.reasons] == [False, True, True]


@pytest.mark.parametrize("neck_angle_convention", ["head", "proximal_femur"])
def test_a_wide_stance_under_the_leaning_trunk_needs_adductors(neck_angle_convention: str) -> None:
    load = solve(
        stance_strategy="trunk_over_foot", step_width=340, neck_angle_convention=neck_angle_convention
    )
    assert load.abductor_moment < 0
    assert load.status_words == "adductors needed"
    assert load.abductor_force == load.abductor_force_bw == load.utilisation == 0
    assert all(np.isnan(load.outputs[name]) for name in REACTION)


def test_capacity_is_strictly_what_can_be_held() -> None:
    demand, full = hm.solve().abductor_moment, hm.solve().abductor_capacity
    just = demand / full
    assert hm.solve(abductor_strength=just * (1 + 1e-12)).status == OK
    assert hm.solve(abductor_strength=just * (1 - 1e-12)).status == NOT_HELD


def test_the_borders_of_validity_belong_to_it_but_no_load_on_the_foot_does_not() -> None:
    assert not equilibrium.foot_carries(0.0)
    assert equilibrium.foot_carries(1e-6)
    assert equilibrium.trunk_reaches(np.sin(1.0), 1.0)
    assert equilibrium.leg_reaches(-0.5, 0.5)
    assert equilibrium.line_pulls(1e-3, 1e-3, 0.1, 0.0)
    assert not equilibrium.line_pulls(0.05, 1e-3, 0.1, 0.1)
    assert equilibrium.joint_presses(1.0, 0.0)
    assert not equilibrium.joint_presses(0.0, 1e-9)


def test_no_demand_at_all_is_held_by_no_force() -> None:
    conditions = (True, True, True, True, True)
    for capacity in (1.0, 0.0):
        assert equilibrium.status(0.0, 0.0, capacity, *conditions) == OK
    assert equilibrium.status(-1e-300, 0.0, 1.0, *conditions) == ADDUCTORS_NEEDED


def test_no_strength_at_all_is_not_held_and_has_no_utilisation() -> None:
    load = hm.solve(abductor_strength=0)
    assert load.status == NOT_HELD
    assert np.isnan(load.utilisation)
    assert load.abductor_force == hm.solve().abductor_force


def test_a_table_row_carries_its_status_in_words() -> None:
    table = solve(abductor_strength=[1.0, 0.4]).table()
    assert table["status"].tolist() == ["ok", "not held"]
    assert table.attrs["units"]["abductor_force"] == "N"


def test_an_unusual_person_is_solved_with_a_warning() -> None:
    with pytest.warns(hm.PhysiologyWarning, match="lies outside the usual"):
        load = hm.solve(neck_shaft_angle=100)
    assert load.status == OK
    assert load.warnings == (
        "neck_shaft_angle = 100 deg lies outside the usual 114 to 140 deg (fischer_2020); "
        "solved all the same.",
    )


def test_a_warning_points_at_the_line_that_asked() -> None:
    with pytest.warns(hm.PhysiologyWarning) as caught:
        hm.solve(neck_shaft_angle=100)
    assert [warning.filename for warning in caught] == [__file__]


def test_a_warning_names_the_first_unusual_element_and_counts_them() -> None:
    with pytest.warns(hm.PhysiologyWarning, match=r"neck_shaft_angle\[1\] = 100 deg .* \(2 of 3 elements\)"):
        hm.solve(neck_shaft_angle=[120, 100, 101])


@pytest.mark.parametrize("half", [72.5, 86, 99.5])
def test_half_a_hip_distance_is_suspected(half: float) -> None:
    with pytest.warns(hm.PhysiologyWarning, match="Is it half the hip distance"):
        hm.solve(inter_hip_distance=half)


@pytest.mark.parametrize(
    "inputs", [{"stature": 1000}, {"inter_hip_distance": 70}, {"inter_hip_distance": 210}]
)
def test_nothing_else_is_taken_for_half_a_hip_distance(inputs: Any) -> None:
    with pytest.warns(hm.PhysiologyWarning, match="solved all the same.$"):
        hm.solve(**inputs)


@pytest.mark.parametrize("width", [0.13, [0.09, 0.2]])
def test_a_step_width_in_metres_is_suspected(width: Any) -> None:
    with pytest.warns(hm.PhysiologyWarning, match="next to nothing; .* given in metres"):
        hm.solve(step_width=width)


@pytest.mark.parametrize("width", [0.0, 5.0, [0.0, 0.5, 90.0]])
def test_a_narrow_step_is_no_slip(width: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        hm.solve(step_width=width)


def test_a_cohort_asks_for_half_a_hip_distance_too() -> None:
    with pytest.warns(hm.PhysiologyWarning, match="in 2 of 2 rows; .* Is it half the hip distance"):
        hm.sweeps.cohort({"d": [84.0, 85.0]}, {"inter_hip_distance": "d"})


def test_a_few_wide_or_narrow_people_are_not_asked_for_half_a_hip_distance() -> None:
    """A column of halves is one in every row."""
    with pytest.warns(hm.PhysiologyWarning, match="in 2 of 5 rows; solved all the same.$"):
        hm.sweeps.cohort({"d": [140.0, 172.0, 205.0, 180.0, 160.0]}, {"inter_hip_distance": "d"})


def test_usual_people_raise_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert hm.solve(**random_hips(3, 200, "usual")).warnings == ()


def test_a_joint_that_would_have_to_pull_is_outside_validity() -> None:
    nearly_lifted = {"load_factor": 1.15, "pelvic_drop": 28, "trunk_lean": -20, "cane_distance": 100}
    load = solve(**nearly_lifted, cane_force=750)
    assert load.status == OUTSIDE_VALIDITY
    assert load.reasons.startswith("the joint would have to pull")
    assert np.isnan(load.joint_reaction)
    assert solve(**nearly_lifted, cane_force=700).joint_reaction_up < 0


def test_a_record_stands_in_its_own_place() -> None:
    with pytest.raises(hm.InputError, match="is no Femur"):
        hm.solve(hm.Body(), hm.Body(body_mass=90))  # type: ignore[arg-type]
    with pytest.raises(hm.InputError, match="is no Body"):
        hm.solve(body=hm.Femur())  # type: ignore[arg-type]
