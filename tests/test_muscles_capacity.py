"""How much force each muscle has: the norm divided by cross-sections, weakened, stretched."""

from typing import Any

import numpy as np
import pytest

import hipmech as hm
from hipmech import muscles
from hipmech.muscles import capacities, recruit, torque_shares
from tests.hips import solve

NORM = 1.8 * 75
EVERYTHING = ("rectus_femoris", "sartorius")
TENSOR = muscles.ABDUCTORS.index("tensor_fasciae_latae")
GLUTEALS = [muscles.ABDUCTORS.index(name) for name in muscles.GLUTEALS]


def torques_at_full_activation(load: hm.Load) -> Any:
    """Abduction torque of each muscle at full activation, N·m."""
    return muscles.lines(load).abduction_arms * capacities(load) / 1000


def test_all_abductors_of_the_default_adult_hold_the_norm() -> None:
    load = hm.solve()
    assert torques_at_full_activation(load).sum() == pytest.approx(NORM, rel=1e-12)
    assert torques_at_full_activation(load).sum() == pytest.approx(load.abductor_capacity, rel=1e-12)


def test_cross_sections_divide_the_norm() -> None:
    sections = [row.relative_pcsa for row in muscles.ATTACHMENTS if row.name in muscles.ABDUCTORS]
    force = capacities(hm.solve())
    assert force / force[0] == pytest.approx(np.array(sections) / sections[0], rel=1e-12)
    everybody = capacities(hm.solve(), EVERYTHING)
    assert everybody / everybody[0] == pytest.approx([*(force / force[0]), 0.40 * 3 / 0.80, 0.07 * 3 / 0.80])


def test_muscles_on_request_share_the_same_norm() -> None:
    arms = muscles.lines(hm.solve(), EVERYTHING).abduction_arms
    assert arms @ capacities(hm.solve(), EVERYTHING) / 1000 == pytest.approx(NORM, rel=1e-12)
    assert recruit(hm.solve(abductor_strength=0.46), include=EVERYTHING).status_words == "not held"


def test_shares_of_the_torque() -> None:
    shares = torque_shares()
    assert tuple(shares) == muscles.ABDUCTORS
    assert sum(shares.values()) == pytest.approx(1, rel=1e-12)
    assert list(shares.values()) == pytest.approx(torques_at_full_activation(hm.solve()) / NORM, rel=1e-12)
    gluteals = sum(shares[name] for name in muscles.GLUTEALS)
    assert (gluteals, shares["tensor_fasciae_latae"], shares["piriformis"]) == pytest.approx(
        (0.876, 0.095, 0.029), abs=5e-4
    )
    with pytest.raises(TypeError):
        shares["piriformis"] = 1  # type: ignore[index]


@pytest.mark.parametrize("norm, per_mass", [("isometric", 1.8), ("eccentric", 1.41), ("concentric", 1.13)])
def test_capacity_follows_norm_mass_and_strength(norm: str, per_mass: float) -> None:
    usual = capacities(hm.solve())
    changed = capacities(solve(capacity_norm=norm, sex="female", body_mass=90, abductor_strength=0.5))
    assert changed == pytest.approx(usual * per_mass / 1.8 * 90 / 75 * 0.5, rel=1e-12)


def test_each_strength_weakens_its_own_muscles() -> None:
    left = capacities(hm.solve(gluteal_strength=0.4, tfl_strength=0.7)) / capacities(hm.solve())
    expected = np.ones(8)
    expected[GLUTEALS] = 0.4
    expected[TENSOR] = 0.7
    assert left == pytest.approx(expected, rel=1e-12)


def test_another_hip_has_the_same_forces_on_its_own_arms() -> None:
    valga = hm.solve(neck_shaft_angle=140)
    assert capacities(valga) == pytest.approx(capacities(hm.solve()), rel=1e-12)
    assert torques_at_full_activation(valga).sum() < 0.95 * NORM


def test_length_does_nothing_unless_assumed_to() -> None:
    assert capacities(hm.solve(pelvic_drop=8)) == pytest.approx(capacities(hm.solve()), rel=1e-12)


@pytest.mark.parametrize("assumption", [{"stretch_gain": 3}, {"force_length": "bell"}])
def test_length_changes_nothing_in_the_default_stand(assumption: Any) -> None:
    assert capacities(hm.solve(**assumption)) == pytest.approx(capacities(hm.solve()), rel=1e-12)
    tall = solve(stature=1950, inter_hip_distance=172 * 1950 / 1750, **assumption)
    assert capacities(tall) == pytest.approx(capacities(solve(stature=1950)), rel=1e-3)


def test_a_dropped_pelvis_gains_the_assumed_force_per_degree() -> None:
    """For small drops the stretch of each muscle, over its arm, is the drop itself."""
    drop = 0.01
    dropped = solve(pelvic_drop=drop, stretch_gain=3)
    adducted = dropped.hip_adduction - hm.solve().hip_adduction
    gain = capacities(dropped) / capacities(hm.solve()) - 1
    assert gain == pytest.approx(0.03 * adducted, rel=2e-3)


def test_the_bell_takes_force_from_stretched_and_slack_muscles() -> None:
    drops = np.array([-8.0, 0, 8])
    gains = capacities(solve(pelvic_drop=drops, force_length="bell")) / capacities(solve(pelvic_drop=drops))
    assert (gains[[0, 2]] < 1).all()
    stretch = muscles.lines(solve(pelvic_drop=8)).length - muscles.lines(hm.solve()).length
    assert gains[2] == pytest.approx(np.exp(-((stretch / 73) ** 2) / 0.45), rel=1e-9)


def test_strength_never_turns_negative() -> None:
    slack = solve(pelvic_drop=-30, stretch_gain=20)
    assert (capacities(slack) >= 0).all()
