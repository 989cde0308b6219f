"""A body: what its segments weigh, where they hang, what its abductors can hold."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

import hipmech as hm
from hipmech.anthropometry import segment_constants
from hipmech.equations import evaluate
from tests.default_adult import G, composite_leg
from tests.hips import solve


def with_constants(load: hm.Load, **constants: float) -> Mapping[str, Any]:
    """All quantities of a load, SI, with constants of the body replaced."""
    return evaluate(load.equations, {**load.leaves, **constants})


@pytest.mark.parametrize("leg_share", [0.0, 0.1, 0.161, 0.18635, 0.2, 0.3])
@pytest.mark.parametrize("body_mass", [40, 75, 150])
@pytest.mark.parametrize("inter_hip_distance", [140, 172, 210])
def test_upright_the_moment_is_weight_times_half_hip_distance_whatever_a_leg_weighs(
    leg_share: float, body_mass: float, inter_hip_distance: float
) -> None:
    load = solve(body_mass=body_mass, inter_hip_distance=inter_hip_distance)
    moment = with_constants(load, leg_share=leg_share)["abductor_moment"]
    assert moment == pytest.approx(body_mass * G * inter_hip_distance / 2000, rel=1e-12)


@pytest.mark.parametrize("sex", ["female", "male"])
def test_upright_the_moment_is_the_same_with_de_levas_heavier_leg(sex: str) -> None:
    load = hm.solve(segment_set="de_leva", sex=sex)
    assert load.abductor_moment == pytest.approx(hm.solve().abductor_moment, rel=1e-12)
    assert load.supported_weight < hm.solve().supported_weight
    assert load.body_weight_arm > hm.solve().body_weight_arm


def test_segments_weigh_the_whole_body() -> None:
    for load in (hm.solve(), hm.solve(segment_set="de_leva", sex=["female", "male"])):
        steps = load.steps
        np.testing.assert_allclose(steps["pelvis_mass"] + steps["trunk_mass"] + 2 * steps["leg_mass"], 75)
        np.testing.assert_allclose(steps["supported_mass"] + steps["leg_mass"], 75)


def test_dempsters_head_arms_and_trunk_are_two_thirds_of_the_body() -> None:
    steps = hm.solve().steps
    assert (steps["trunk_mass"] + steps["pelvis_mass"]) / 75 == pytest.approx(0.678, abs=1e-12)
    assert steps["leg_mass"] == pytest.approx(0.161 * 75)


@pytest.mark.parametrize("sex, share", [("female", 0.2088), ("male", 0.1986)])
def test_de_levas_leg_is_the_sum_of_its_segments(sex: str, share: float) -> None:
    """Totals 20.88 % and 19.86 %; places by moments about the hip, inertia by squares."""
    steps = hm.solve(segment_set="de_leva", sex=sex, body_mass=100).steps
    mass, com, gyration = composite_leg(sex)
    assert steps["leg_mass"] == pytest.approx(100 * share, rel=1e-12)
    assert mass == pytest.approx(share, rel=1e-12)
    assert steps["leg_com_depth"] == pytest.approx(com * 0.491 * 1750, rel=1e-12)
    assert steps["leg_inertia"] == pytest.approx(100 * share * (gyration * 0.491 * 1.75) ** 2, rel=1e-12)
    assert 0.33 < com < 0.447  # higher than Dempster's: de Leva's thighs are heavier
    assert 0.25 < gyration < 0.35


def test_segment_tables_are_never_mixed() -> None:
    """All of a person's segments come from the table of that person's sex."""
    both = hm.solve(segment_set="de_leva", sex=["female", "male", "female"]).steps
    for index, sex in enumerate(["female", "male", "female"]):
        alone = hm.solve(segment_set="de_leva", sex=sex).steps
        for name in ("leg_mass", "pelvis_mass", "leg_com_depth", "leg_inertia"):
            assert both[name][index] == alone[name]


def test_winters_table_is_the_same_for_everybody() -> None:
    steps = hm.solve(segment_set="winter", sex=["female", "male", "unspecified"]).steps
    for name in ("leg_mass", "pelvis_mass", "leg_com_depth", "leg_inertia"):
        assert np.all(steps[name] == hm.solve().steps[name])
    assert segment_constants("winter", "female") == {}


@pytest.mark.parametrize(
    "asking, why",
    [
        ({"segment_set": "de_leva"}, "segment_set 'de_leva'"),
        ({"capacity_norm": "concentric"}, "capacity_norm 'concentric'"),
    ],
)
@pytest.mark.parametrize(
    "sex, index", [("unspecified", ""), (["female", "unspecified"], "[1]"), (["unspecified"], "[0]")]
)
def test_an_unspecified_sex_names_the_hip_and_what_asks(
    asking: dict[str, str], why: str, sex: str | list[str], index: str
) -> None:
    with pytest.raises(hm.InputError) as refused:
        hm.solve(sex=sex, **asking)  # type: ignore[arg-type]
    assert str(refused.value) == (
        f"sex{index} is unspecified, but {why} needs it: give sex='female' or sex='male'."
    )


@pytest.mark.parametrize(
    "name, millimetres",
    [
        ("hip_height", 927.5),
        ("leg_length", 859.25),
        ("pelvis_com_height", 50),
        ("lumbosacral_height", 100),
        ("trunk_com_length", 286),
    ],
)
def test_heights_at_1750_mm_and_their_growth_with_stature(name: str, millimetres: float) -> None:
    assert hm.solve().steps[name] == pytest.approx(millimetres, rel=1e-12)
    assert hm.solve(stature=1400).steps[name] == pytest.approx(0.8 * millimetres, rel=1e-12)


def test_head_arms_and_trunk_hang_315_mm_above_the_hips() -> None:
    steps = hm.solve().steps
    pelvis, trunk = steps["pelvis_mass"], steps["trunk_mass"]
    trunk_height = steps["lumbosacral_height"] + steps["trunk_com_length"]
    centre = (pelvis * steps["pelvis_com_height"] + trunk * trunk_height) / (pelvis + trunk)
    winters = 0.626 * (0.818 - 0.530) * 1750
    assert centre == pytest.approx(winters, abs=0.5)
    assert round(float(centre)) == 316


# Strength


@pytest.mark.parametrize(
    "inputs, per_mass",
    [
        ({}, 1.8),
        ({"sex": "female"}, 1.8),
        ({"age": 80}, 1.8),
        ({"capacity_norm": "eccentric", "sex": "male"}, 1.62),
        ({"capacity_norm": "eccentric", "sex": "female"}, 1.41),
        ({"capacity_norm": "eccentric", "sex": "male", "age": 40}, 1.615),
        ({"capacity_norm": "eccentric", "sex": "female", "age": 40}, 1.4),
        ({"capacity_norm": "concentric", "sex": "male"}, 1.29),
        ({"capacity_norm": "concentric", "sex": "female", "age": 30}, 1.13),
    ],
)
def test_capacity_is_norm_times_mass_times_strength(inputs: dict[str, Any], per_mass: float) -> None:
    load = hm.solve(**inputs, body_mass=80, abductor_strength=0.6)
    assert load.abductor_capacity == pytest.approx(per_mass * 80 * 0.6, rel=1e-12)
    assert load.utilisation == pytest.approx(load.abductor_moment / load.abductor_capacity, rel=1e-12)


def test_each_person_has_the_norm_of_their_sex_and_age() -> None:
    load = hm.solve(capacity_norm="eccentric", sex=["female", "male"], age=[20, 60])
    np.testing.assert_allclose(load.abductor_capacity, 75 * np.array([1.5, 1.515]), rtol=1e-12)


@pytest.mark.parametrize(
    "norm, sex, per_cent",
    [
        ("isometric", "unspecified", 53),
        ("eccentric", "male", 48),
        ("eccentric", "female", 40),
        ("concentric", "male", 35),
        ("concentric", "female", 25),
    ],
)
def test_tolerated_loss_of_strength_is_a_band_over_the_norms(norm: str, sex: str, per_cent: float) -> None:
    assert 100 * (1 - hm.solve(capacity_norm=norm, sex=sex).utilisation) == pytest.approx(per_cent, abs=0.6)


def test_a_block_of_52_per_cent_is_borne_under_the_isometric_norm_alone() -> None:
    """A nerve block of 52 % made no pelvis drop (Kendall 2013)."""
    assert hm.solve(abductor_strength=0.48).status_words == "ok"
    for norm in ("eccentric", "concentric"):
        words = hm.solve(abductor_strength=0.48, capacity_norm=norm, sex=["female", "male"]).status_words
        assert words.tolist() == ["not held", "not held"]


@pytest.mark.parametrize("name", ["stature", "sex", "age"])
def test_what_acts_elsewhere_changes_nothing_in_the_upright_moment(name: str) -> None:
    changed = {"stature": 1600, "sex": "male", "age": 30}[name]
    assert hm.solve(**{name: changed}).abductor_moment == pytest.approx(63.2528925, rel=1e-12)  # type: ignore[arg-type]
