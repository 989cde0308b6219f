"""The trochanteric index: its geometry drawn again with vectors, its directions, and what it refuses."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hipmech as hm
from hipmech import lateral
from hipmech.lateral import BAND_SHARE, compression_index
from tests.hips import random_hips, solve

INDEX, BEND = "trochanter_compression_index", "band_deflection"


def index(**inputs: Any) -> Any:
    return compression_index(solve(**inputs))[INDEX]


def bend_by_vectors(load: Any) -> float:
    """Angle between the two parts of the band, deg, from its three points in the pelvis' frame."""
    values, turn = load.evaluate(), np.radians(load.hip_adduction)
    turned = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    tubercle = np.array(
        [
            0.056 + (values["abductor_origin_lateral"] - 0.020) * 1.4,
            1.4 * values["abductor_origin_up"],
        ]
    )
    tip = turned @ np.array([values["tip_lateral"], values["tip_up"]])
    knee = turned @ np.array([0.8 * 0.033, -0.436 * values["stature"] / 1.75])
    above, below = tip - tubercle, knee - tip
    crossed = above[0] * below[1] - above[1] * below[0]
    return max(0.0, -float(np.degrees(np.arctan2(crossed, above @ below))))


def test_the_default_stand_is_one() -> None:
    assert compression_index(hm.solve())[INDEX] == pytest.approx(1, rel=1e-15)


@pytest.mark.parametrize("convention", ["head", "proximal_femur"])
@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"pelvic_drop": 8},
        {"neck_shaft_angle": 140},
        {"neck_shaft_angle": 115},
        {"stature": 1600},
        {"abductor_origin_up": 115, "abductor_origin_lateral": 35},
        {"trochanter_lateral": 12},
    ],
)
def test_bend_and_index_as_drawn_with_vectors(inputs: dict[str, float], convention: str) -> None:
    load: Any = solve(**inputs, neck_angle_convention=convention)
    found: Any = compression_index(load)
    bend = bend_by_vectors(load)
    assert found[BEND] == pytest.approx(bend, abs=1e-9)
    pressed = 2 * BAND_SHARE * load.abductor_force * np.sin(np.radians(bend / 2))
    usual: Any = hm.solve()
    at_rest = 2 * BAND_SHARE * usual.abductor_force * np.sin(np.radians(bend_by_vectors(usual) / 2))
    assert found[INDEX] == pytest.approx(pressed / at_rest, rel=1e-9)


@given(st.integers(0, 2**31))
def test_adduction_bends_the_band_of_everyday_hips_more(seed: int) -> None:
    hips = random_hips(seed, 50, "usual", stance_strategy="pelvis_over_foot")
    level = {**hips, "pelvic_drop": 0.0, "trunk_lean": 0.0}
    dropped = {**level, "pelvic_drop": 3.0}
    low, high = solve(**level), solve(**dropped)
    rises = np.asarray(high.hip_adduction) - np.asarray(low.hip_adduction) > 0
    bends = compression_index(high)[BEND] - compression_index(low)[BEND]
    assert (bends[np.isfinite(bends) & rises] >= -1e-9).all()


def test_directions_for_the_default_adult() -> None:
    assert (np.diff(index(pelvic_drop=np.arange(0, 12))) > 0).all()
    assert (np.diff(index(trunk_lean=np.arange(0, 15))) < 0).all()
    assert (np.diff(index(neck_shaft_angle=np.arange(115, 140))) < 0).all()
    assert (np.diff(index(inter_hip_distance=np.arange(157, 188))) > 0).all()


def test_no_force_no_number_and_a_band_that_runs_past_does_not_press() -> None:
    found: Any = compression_index(solve(cane_force=[0, 1500], body_mass=40))
    assert np.isfinite(found[INDEX]).tolist() == [True, False]
    resting: Any = compression_index(solve(trunk_lean=45))
    assert resting[INDEX] == 0
    straight: Any = compression_index(solve(neck_shaft_angle=145))
    assert straight[BEND] == 0


def test_arrays_and_single_hips_agree() -> None:
    many: Any = compression_index(solve(neck_shaft_angle=[115, 127, 140], pelvic_drop=5))
    assert many[INDEX].shape == (3,)
    assert many[INDEX][2] == index(neck_shaft_angle=140, pelvic_drop=5)


def test_what_is_no_load_is_refused() -> None:
    with pytest.raises(hm.InputError, match="is no load of a hip"):
        lateral.compression_index(3)  # type: ignore[arg-type]
