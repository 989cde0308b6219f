"""What hipmech refuses, and in which words: given, allowed, why, and what was probably meant."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hipmech as hm
from hipmech.limits import accept
from hipmech.quantities import CHOICES, INPUTS, NUMBERS, QUANTITIES
from tests.hips import NOT_A_NUMBER, forbidden_numbers, solve

each_number = pytest.mark.parametrize("name", NUMBERS)


def refusal(**inputs: Any) -> str:
    with pytest.raises(hm.InputError) as error:
        solve(**inputs)
    assert isinstance(error.value, ValueError)
    return str(error.value)


@pytest.mark.parametrize(
    "inputs, message",
    [
        (
            {"body_mass": float("nan")},
            "body_mass = nan is not a finite number: body_mass takes numbers in kg.",
        ),
        ({"step_width": float("inf")}, "step_width = inf is not a finite number: step_width takes numbers"),
        (
            {"abductor_strength": float("-inf")},
            "abductor_strength = -inf is not a finite number: abductor_strength takes numbers",
        ),
        (
            {"body_mass": -1},
            "body_mass = -1 kg is not allowed: body_mass (body mass) must lie between 10 and 400 kg; "
            "usual are 40 to 150 kg (hipmech).",
        ),
        (
            {"neck_shaft_angle": 2.2166},
            "neck_shaft_angle = 2.2166 deg is not allowed: neck_shaft_angle (neck-shaft angle) must lie "
            "between 80 and 170 deg; usual are 114 to 140 deg (fischer_2020). "
            "Was it given in radians? Then it is 127.002 deg.",
        ),
        ({"inter_hip_distance": 0.172}, " Was it given in metres? Then it is 172 mm."),
        ({"inter_hip_distance": 17.2}, " Was it given in centimetres? Then it is 172 mm."),
        ({"stature": 175}, " Was it given in centimetres? Then it is 1750 mm."),
        ({"stature": 1.75}, " Was it given in metres? Then it is 1750 mm."),
        ({"body_mass": 750}, " Was it given in tenths of a kilogram? Then it is 75 kg."),
        ({"inter_hip_distance": 0.145}, " Was it given in metres? Then it is 145 mm."),
        ({"inter_hip_distance": 0.199}, " Was it given in metres? Then it is 199 mm."),
        ({"body_mass": 75000}, " Was it given in grams? Then it is 75 kg."),
        ({"step_time": 540}, " Was it given in milliseconds? Then it is 0.54 s."),
        ({"abductor_strength": 45}, " Was it given in per cent? Then it is 0.45."),
        ({"cane_force_bw": 15}, " Was it given in per cent of body weight? Then it is 0.15 BW."),
        ({"neck_shaft_angle": 0}, "neck_shaft_angle = 0 deg is not allowed"),
        (
            {"neck_shaft_angle": 180},
            "must lie between 80 and 170 deg; usual are 114 to 140 deg (fischer_2020)",
        ),
        ({"body_mass": "75"}, "body_mass = '75' is no number: body_mass takes a number, or an array"),
        ({"body_mass": None}, "body_mass = None is no number"),
        ({"body_mass": True}, "body_mass = True is no number"),
        ({"body_mass": ["75", "80"]}, "body_mass is no number: body_mass takes a number, or an array"),
        (
            {"body_mass": [70, 80], "stature": [1700, 1800, 1900]},
            "These shapes do not fit together: body_mass (2,), stature (3,). "
            "Give arrays of one shape, or a grid as open mesh",
        ),
        ({"sex": ["male", "female"], "body_mass": [1e2] * 3}, "sex (2,)"),
        (
            {"body_mass": [70, 80, -1, -3]},
            "body_mass[2] = -1 kg is not allowed: body_mass (body mass) must lie between 10 and 400 kg; "
            "usual are 40 to 150 kg (hipmech). (2 of 4 elements)",
        ),
        ({"pelvic_drop": [[0, 1], [2, 99]]}, "pelvic_drop[1, 1] = 99 deg is not allowed"),
        ({"pelvic_drop": [[0, 1], [float("nan"), 99]]}, "pelvic_drop[1, 0] = nan is not a finite number"),
        (
            {"stance_strategy": "mixed", "trunk_lean": 3},
            "trunk_lean is set, but stance_strategy 'mixed' solves for it: the trunk leans as far as the "
            "foot demands. Leave trunk_lean out, or choose 'pelvis_over_foot' or 'gait_midstance'.",
        ),
        (
            {"stance_strategy": "trunk_over_foot", "trunk_lean": 0},
            "trunk_lean is set, but stance_strategy 'trunk_over_foot' solves for it",
        ),
        (
            {"cane_force": 30, "cane_force_bw": 0.1},
            "cane_force and cane_force_bw are both given: they are the same force, give one.",
        ),
        (
            {"segment_set": "de_leva"},
            "sex is unspecified, but segment_set 'de_leva' needs it: give sex='female' or sex='male'.",
        ),
        (
            {"capacity_norm": "concentric"},
            "sex is unspecified, but capacity_norm 'concentric' needs it: give sex='female' or sex='male'.",
        ),
        ({"capacity_norm": "eccentric", "sex": ["male", "unspecified"]}, "sex[1] is unspecified"),
        ({"sex": ["male", "x", "y"]}, "sex[1] = 'x' is not allowed (2 of 3 elements)"),
        (
            {"neck_shaft_angle": np.ma.masked_array([114.0, 127.0], [False, True])},
            "neck_shaft_angle[1] = nan is not a finite number",
        ),
        ({"sex": 1}, "sex = '1' is not allowed: it is one of unspecified, female, male"),
        ({"stance_strategy": ["mixed"]}, "stance_strategy takes one name for all hips, one of pelvis"),
        ({"stance_strategy": "mixd"}, "did you mean 'mixed'"),
        ({"gluteal_strength": -0.1}, "gluteal_strength = -0.1 is not allowed"),
        ({"abductor_strength": 2.5}, "must lie between 0 and 2"),
        ({"tfl_strength": 50}, "Was it given in per cent? Then it is 0.5."),
        ({"cane_force_bw": 1, "body_mass": 400}, "must lie between 0 and 1500 N"),
    ],
)
def test_a_refusal_says_what_was_given_what_is_allowed_and_what_was_meant(
    inputs: dict[str, Any], message: str
) -> None:
    assert message in refusal(**inputs)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("neck_shaft_angel", "neck_shaft_angle"),
        ("inter_hip_distanse", "inter_hip_distance"),
        ("bodymass", "body_mass"),
        ("StepWidth", "step_width"),
        ("trunk_leaning", "trunk_lean"),
    ],
)
def test_a_misspelt_name_is_corrected(typed: str, meant: str) -> None:
    message = refusal(**{typed: 1})
    assert message.startswith(f"{typed!r} is not a quantity known here; did you mean {meant!r}?")
    with pytest.raises(hm.UnknownQuantity):
        solve(**{typed: 1})
    assert issubclass(hm.UnknownQuantity, AttributeError)


def test_a_hopeless_name_is_answered_with_what_is_allowed() -> None:
    assert "allowed are body_mass, stature" in refusal(qqq=1)


@pytest.mark.parametrize("name", ["abductor_force", "gravity", "leg_mass", "supported_weight_bw"])
def test_outputs_steps_and_constants_are_no_inputs(name: str) -> None:
    assert "it cannot be set here" in refusal(**{name: 1.0})


@each_number
@given(data=st.data())
def test_no_number_beyond_the_limits_passes(name: str, data: st.DataObject) -> None:
    number = data.draw(forbidden_numbers(name))
    if np.isnan(number) and QUANTITIES[name].default is None:
        assert np.isnan(accept(name, number))  # unspecified, as the inputs of a load tell it
    else:
        assert refusal(**{name: number}).startswith(f"{name} = ")
    assert refusal(**{name: np.array([[QUANTITIES[name].limits[0], number]])}).startswith(f"{name}[0, 1] = ")  # type: ignore[index]


@each_number
@pytest.mark.parametrize("value", NOT_A_NUMBER, ids=lambda value: type(value).__name__)
def test_nothing_but_numbers_passes(name: str, value: Any) -> None:
    if value is None and QUANTITIES[name].default is None:
        assert np.isnan(accept(name, value))
    else:
        assert refusal(**{name: value}).startswith(f"{name} ")


def test_a_ragged_sequence_is_called_ragged() -> None:
    message = refusal(body_mass=[[70, 80], [90]])
    assert message == "body_mass is a ragged sequence: give a number or a rectangular array."


@each_number
def test_the_limits_themselves_are_allowed(name: str) -> None:
    low, high = QUANTITIES[name].limits or (0.0, 0.0)
    assert accept(name, low) == low
    assert accept(name, high) == high
    assert accept(name, [low, high]).tolist() == [low, high]


@each_number
@pytest.mark.parametrize("kind", [int, np.int32, np.float32, np.float64, np.array])
def test_any_kind_of_number_is_stored_as_float64(name: str, kind: Any) -> None:
    low, high = QUANTITIES[name].limits or (0.0, 0.0)
    value = accept(name, kind(round((low + high) / 2)))
    assert type(value) is float
    many = accept(name, [kind(round((low + high) / 2))] * 2)
    assert many.dtype == np.float64


def test_stored_arrays_are_copies_that_nobody_can_change() -> None:
    mine = np.array([70.0, 80.0])
    body = hm.Body(body_mass=mine)
    load = hm.solve(body)
    mine[0] = 10
    assert np.asarray(body.body_mass).tolist() == [70, 80]
    with pytest.raises(ValueError, match="read-only"):
        body.body_mass[0] = 1  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        load.joint_reaction[0] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        load.inputs["body_mass"] = 1  # type: ignore[index]


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_one_of_its_names(name: str) -> None:
    for word in QUANTITIES[name].choices:
        assert accept(name, word) == word
    with pytest.raises(hm.InputError, match=re.escape(", ".join(QUANTITIES[name].choices))):
        accept(name, "nonsense")
    with pytest.raises(hm.InputError):
        accept(name, QUANTITIES[name].choices[0].upper())


def test_records_refuse_like_solve_does() -> None:
    for record, inputs, message in (
        (hm.Body, {"body_mass": -1}, "body_mass = -1 kg"),
        (hm.Femur, {"neck_shaft_angle": 2.2}, "radians"),
        (hm.Stance, {"stance_strategy": "walk"}, "stance_strategy = 'walk' is not allowed"),
        (hm.Stance, {"step_width": [0, np.nan]}, r"step_width\[1\] = nan"),
    ):
        with pytest.raises(hm.InputError, match=message):
            record(**inputs)


def test_contradictions_between_records_are_found_too() -> None:
    with pytest.raises(hm.InputError, match="trunk_lean is set"):
        hm.solve(stance=hm.Stance(trunk_lean=5), stance_strategy="mixed")


def test_every_input_is_known() -> None:
    assert set(NUMBERS) | set(CHOICES) == set(INPUTS)


def test_the_inputs_of_a_load_make_the_same_load() -> None:
    inputs: tuple[Any, ...] = ({}, {"neck_shaft_angle": 120.0, "age": 40.0}, {"pelvic_drop": [0.0, 5.0]})
    for some in inputs:
        load = hm.solve(**some)
        again = hm.solve(**load.inputs)
        assert repr(again) == repr(load)
        np.testing.assert_array_equal(again.joint_reaction_bw, load.joint_reaction_bw)
        hm.trendelenburg.norms(load.inputs)
