"""HIPSTRESS: six equations of equilibrium and the geometry behind them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hipmech as hm
from hipmech import muscles
from hipmech.muscles import hipstress

LENGTHS = ("half_hip_distance", "femur_length", "pelvic_height", "wing_breadth")


def test_the_reference_hip() -> None:
    """Computed from the paper's inputs; each number holds to a thousandth or half its last digit."""
    hip = hipstress()
    assert hip.tensions == pytest.approx([0.515, 2.728, 0.208], abs=5e-4)
    assert hip.joint_reaction_bw == pytest.approx(2.372, rel=1e-3)
    assert hip.joint_reaction_angle == pytest.approx(9.14, abs=5e-3)
    assert hip.muscle_force_bw == pytest.approx(1.55, abs=5e-3)
    assert hip.status_words == "ok"


def test_the_pelvis_bent_the_other_way() -> None:
    hip = hipstress(pelvic_bend=-0.5)
    assert hip.joint_reaction_bw == pytest.approx(2.357, rel=1e-3)
    assert hip.joint_reaction_angle == pytest.approx(8.79, abs=5e-3)


@given(seed=st.integers(0, 2**32 - 1))
def test_six_equations_hold(seed: int) -> None:
    """Forces and moments on the pelvis, built again from the table without the room's arms."""
    rng = np.random.default_rng(seed)
    half, femur = rng.uniform(75, 95), rng.uniform(380, 470)
    height, wing, bend = rng.uniform(205, 255), rng.uniform(48, 70), rng.uniform(-2, 4)
    hip = hipstress(
        half_hip_distance=half,
        femur_length=femur,
        pelvic_height=height,
        wing_breadth=wing,
        pelvic_bend=bend,
    )
    rows = [row for row in muscles.ATTACHMENTS if row.group]
    assert hip.names == tuple(row.name for row in rows)
    force, moment = -hip.reaction, np.zeros(3)
    for row, tension in zip(rows, hip.forces, strict=True):
        tilt, lean = np.radians(bend), -np.arcsin(0.48 * half / femur)
        places = []
        for (x, y, z), angle, up, lateral in (
            (row.origin, tilt, height / 230, wing / 58.5),
            (row.insertion, lean, femur / 423, 1.0),
        ):
            point = (z * lateral + 1j * y * up) * np.exp(1j * angle)
            places.append(np.array([x, point.imag, point.real]))
        pull = tension * (places[1] - places[0]) / np.linalg.norm(places[1] - places[0])
        force = force + pull
        moment = moment + np.cross(places[0], pull)
    weight = np.array([0, -(1 - 0.161), 0])
    centre = np.array([0, 50.0, -1.1117 * half])
    assert force + weight == pytest.approx(np.zeros(3), abs=1e-12)
    exact = (1.01 - 0.161 * 0.48) / (1 - 0.161)
    assert exact == pytest.approx(1.1117, abs=5e-5)
    moment = moment + np.cross(centre * [1, 1, exact / 1.1117], weight)
    assert moment == pytest.approx(np.zeros(3), abs=1e-9)
    assert hip.residual == pytest.approx(np.zeros(3), abs=1e-9)


def test_one_tension_per_group() -> None:
    hip = hipstress()
    for row, force in zip((row for row in muscles.ATTACHMENTS if row.group), hip.forces, strict=True):
        tension = hip.tensions[muscles.GROUPS.index(row.group)]
        assert force == pytest.approx(tension * row.relative_pcsa, rel=1e-12)


def test_a_sweep_is_the_single_hips_in_a_row() -> None:
    halves, bends = np.array([[80.0], [84.5], [90]]), np.array([0.0, 0.5])
    many: Any = hipstress(half_hip_distance=halves, pelvic_bend=bends)
    assert many.joint_reaction_bw.shape == many.status.shape == (3, 2)
    assert many.tensions.shape == (3, 2, 3)
    assert many.forces.shape == (3, 2, 9)
    one = hipstress(half_hip_distance=90, pelvic_bend=0.5)
    assert many.joint_reaction_bw[2, 1] == pytest.approx(one.joint_reaction_bw, rel=1e-12)
    assert many.tensions[2, 1] == pytest.approx(one.tensions, rel=1e-12)


def test_a_group_that_would_have_to_push_is_no_answer() -> None:
    """Over a pelvis that has dropped by 60° no three pulls balance."""
    bends = np.array([0.5, 60.0])
    hip = hipstress(pelvic_bend=bends)
    assert hip.status_words.tolist() == ["ok", "outside validity"]
    for values in (hip.tensions, hip.forces, hip.reaction, hip.residual):
        assert np.isfinite(values[0]).all()
        assert np.isnan(values[1]).all()
    assert np.isnan(hip.joint_reaction_bw[1])
    assert np.isnan(hip.muscle_force_bw[1])


@pytest.mark.parametrize("name", LENGTHS)
@pytest.mark.parametrize("value", [0, -84.5])
def test_a_length_is_positive(name: str, value: float) -> None:
    with pytest.raises(hm.InputError, match=f"{name} = {value:g} mm is not allowed: a length is positive"):
        hipstress(**{name: value})


@pytest.mark.parametrize("name", [*LENGTHS, "pelvic_bend"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), "90", None, [1, "a"], [[1], [1, 2]]])
def test_what_is_no_number_is_refused(name: str, value: Any) -> None:
    with pytest.raises(hm.InputError, match=f"{name} takes finite numbers"):
        hipstress(**{name: value})


def test_a_femur_must_reach() -> None:
    with pytest.raises(hm.InputError, match="the femur does not reach"):
        hipstress(half_hip_distance=900)


def test_a_narrow_wing_is_allowed() -> None:
    assert hipstress(wing_breadth=0.5).status_words == "ok"


def test_shapes_must_fit() -> None:
    with pytest.raises(hm.InputError, match=r"do not fit together: \(2,\), \(3,\), \(\), \(\), \(\)"):
        hipstress(half_hip_distance=[80, 85], femur_length=[400, 420, 440])
