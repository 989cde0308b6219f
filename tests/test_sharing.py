"""One moment among muscles: the closed form, the conditions of an optimum, and what cannot be held."""

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linprog

from hipmech import sharing
from hipmech.errors import InputError
from hipmech.sharing import CRITERIA, HELD, NOT_HELD, share
from tests.optima import conditions, slsqp

Numbers = NDArray[np.float64]
PROBLEMS, MUSCLES = 100_000, 11
POWERS = [("quadratic", 2), ("cubic", 3)]


def muscles(
    rows: int = PROBLEMS, count: int = MUSCLES, seed: int = 1
) -> tuple[Numbers, Numbers, np.random.Generator]:
    """Arms in metres with antagonists among them, capacities in newtons, some of them zero."""
    chance = np.random.default_rng(seed)
    arms = chance.normal(0.03, 0.025, (rows, count))
    capacities = chance.uniform(0, 1500, (rows, count))
    capacities[chance.random((rows, count)) < 0.1] = 0
    return arms, capacities, chance


def strongest(arms: Numbers, capacities: Numbers) -> Numbers:
    return np.asarray(np.maximum(arms * capacities, 0).sum(axis=-1))


@pytest.mark.parametrize("criterion, power", POWERS)
def test_an_unsaturated_sharing_has_its_closed_form(criterion: str, power: int) -> None:
    arms, capacities, chance = muscles(1000)
    t = np.maximum(arms * capacities, 0)
    weights = t ** (1 / (power - 1))
    demand = chance.uniform(0.01, 0.99, 1000) * np.sum(t * weights, axis=1) / weights.max(axis=1)
    expected = weights * (demand / np.sum(t * weights, axis=1))[:, None]
    found = share(arms, capacities, demand, criterion)
    np.testing.assert_allclose(found.activations, expected, rtol=1e-12)
    np.testing.assert_allclose(found.forces, expected * capacities, rtol=1e-12)


@pytest.mark.parametrize("criterion, power", POWERS)
def test_every_answer_is_an_optimum_and_every_status_true(criterion: str, power: int) -> None:
    arms, capacities, chance = muscles()
    sign = chance.choice([-1.0, 1.0], PROBLEMS)
    strength = strongest(sign[:, None] * arms, capacities)
    demand = sign * strength * chance.choice([0, 1e-9, 0.3, 0.9, 0.999, 1, 1.001, 2], PROBLEMS)
    found = share(arms, capacities, demand, criterion)
    feasible = np.abs(demand) <= strength
    np.testing.assert_array_equal(found.status, np.where(feasible, HELD, NOT_HELD))
    assert conditions(found, arms[:, None], capacities, demand[:, None], power) <= 1e-12
    assert np.max(np.asarray(found.kkt)[feasible]) <= 1e-12
    assert np.isnan(found.forces[~feasible]).all()
    np.testing.assert_allclose(
        found.deficit, np.maximum(np.abs(demand) - strength, 0), atol=1e-12, rtol=1e-12
    )


def test_the_largest_activation_is_the_demand_over_the_joint_torque() -> None:
    arms, capacities, chance = muscles(1000)
    strength = strongest(arms, capacities)
    demand = chance.uniform(0, 1, 1000) * strength
    found = share(arms, capacities, demand, "minmax")
    level = np.where(arms * capacities > 0, (demand / strength)[:, None], 0)
    np.testing.assert_allclose(found.activations, level, rtol=1e-14)
    np.testing.assert_allclose(found.multipliers, 1 / strength, rtol=1e-14)
    assert np.max(found.kkt) <= 1e-12


@pytest.mark.parametrize("criterion, power", POWERS)
def test_a_general_optimiser_finds_no_better(criterion: str, power: int) -> None:
    arms, capacities, chance = muscles(30)
    demand = chance.uniform(0.1, 0.95, 30) * strongest(arms, capacities)
    found = share(arms, capacities, demand, criterion)
    for torques, moment, ours in zip(arms * capacities, demand, found.activations, strict=True):
        theirs = slsqp(torques[None] / moment, np.ones(1), power)
        np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_the_deficit_is_what_a_linear_programme_cannot_hold() -> None:
    arms, capacities, chance = muscles(40)
    demand = chance.uniform(-2, 2, 40) * strongest(arms, capacities)
    deficit = np.asarray(share(arms, capacities, demand).deficit)
    for row in range(40):
        pull = np.sign(demand[row]) * arms[row]
        most = linprog(-pull, bounds=list(zip(np.zeros(MUSCLES), capacities[row], strict=True)))
        assert deficit[row] == pytest.approx(max(abs(demand[row]) + most.fun, 0), abs=1e-9)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_forces_scale_with_load_and_body(criterion: str) -> None:
    arms, capacities, chance = muscles(200)
    demand = chance.uniform(0, 1.2, 200) * strongest(arms, capacities)
    found = share(arms, capacities, demand, criterion)
    stronger = share(arms, 3 * capacities, 3 * demand, criterion)
    np.testing.assert_allclose(stronger.forces, 3 * found.forces, rtol=1e-12)
    np.testing.assert_allclose(stronger.deficit, 3 * np.asarray(found.deficit), rtol=1e-12)
    millimetres = share(1000 * arms, capacities, 1000 * demand, criterion)
    np.testing.assert_allclose(millimetres.forces, found.forces, rtol=1e-12)
    mirrored = share(-arms, capacities, -demand, criterion)
    np.testing.assert_array_equal(mirrored.forces, found.forces)
    np.testing.assert_array_equal(mirrored.residual, -np.asarray(found.residual))


@pytest.mark.parametrize("criterion", CRITERIA)
def test_the_order_of_muscles_means_nothing(criterion: str) -> None:
    arms, capacities, chance = muscles(200)
    demand = chance.uniform(0, 1, 200) * strongest(arms, capacities)
    order = chance.permutation(MUSCLES)
    found = share(arms, capacities, demand, criterion).forces
    mixed = share(arms[:, order], capacities[:, order], demand, criterion).forces
    np.testing.assert_allclose(mixed, found[:, order], rtol=1e-11, atol=1e-9)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_no_muscle_pulls_less_when_more_is_asked(criterion: str) -> None:
    arms, capacities, _ = muscles(1)
    demand = np.linspace(0, 1, 2001) * strongest(arms, capacities)
    forces = share(arms, capacities, demand, criterion).forces
    assert np.diff(forces, axis=0).min() >= -1e-10
    assert np.diff(forces, axis=0).max() <= 0.05 * capacities.max()


def test_two_equal_muscles_pull_alike_and_one_of_two_halves_doubles() -> None:
    for criterion in CRITERIA:
        assert share([0.05, 0.05], [800, 800], 40, criterion).forces.tolist() == pytest.approx([400, 400])
    two = share([0.05, 0.05], [400, 800], 40, "cubic").activations
    assert two[1] / two[0] == pytest.approx(np.sqrt(2), rel=1e-12)


def test_exactly_on_saturation_every_muscle_is_full() -> None:
    for criterion in CRITERIA:
        full = share([0.04, -0.03, 0.05, 0.02], [1000, 800, 300, 0], 55, criterion)
        assert full.status_words == "held"
        assert full.deficit == 0
        assert full.activations.tolist() == pytest.approx([1, 0, 1, 0], abs=1e-15)
    weak = share([0.04, -0.03, 0.05, 0.02], [1000, 800, 300, 0], 55 * (1 + 1e-11))
    assert weak.status_words == "not held"


def test_nothing_asked_is_held_by_nothing_and_no_muscles_hold_nothing() -> None:
    for criterion in CRITERIA:
        rest = share([0.04, -0.03], [1000, 800], 0, criterion)
        assert (rest.forces.tolist(), rest.kkt, rest.status_words) == ([0, 0], 0, "held")
        gone = share([0.04, -0.03], [0, 0], [0, 1], criterion)
        assert gone.status_words.tolist() == ["held", "not held"]
        np.testing.assert_array_equal(gone.deficit, [0, 1])


def test_what_no_number_can_hold_is_not_solved() -> None:
    lost = share([1e-100, 1e-100], [1e-80, 1e-80], 1e-180)
    assert lost.status_words == "not solved"
    assert np.isnan(lost.forces).all()


def test_shapes_are_broadcast_and_blocks_leave_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    arms, capacities, chance = muscles(7)
    demand = chance.uniform(-20, 60, (5, 1, 7))
    pair = np.stack([capacities, capacities / 2])
    whole = share(arms, pair, demand)
    assert whole.forces.shape == (5, 2, 7, MUSCLES)
    monkeypatch.setattr(sharing.problems, "BLOCKS", {1: 3 * MUSCLES})
    parts = share(arms, pair, demand)
    for name in ("forces", "residual", "kkt", "deficit", "status"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), rtol=1e-13, atol=1e-13)
    np.testing.assert_array_equal(whole.forces[3, 1, 4], share(arms[4], pair[1, 4], demand[3, 0, 4]).forces)
    assert share(np.ones((0, 3)), np.ones(3), np.ones(0)).forces.shape == (0, 3)


def test_the_answer_reads_well_and_cannot_be_changed() -> None:
    found = share([0.04, 0.03], [1000, 800], [20, 90])
    assert repr(found) == "<Sharing among 2 muscles, 1 of 2 held>"
    with pytest.raises(ValueError, match="read-only"):
        found.forces[0] = 1
    one = share([0.04, 0.03], [1000, 800], 20)
    assert (type(one.kkt), type(one.deficit), one.status) == (float, float, HELD)


@pytest.mark.parametrize(
    "given, message",
    [
        (
            ([[1, 2], [3, np.nan]], [1, 1], 1),
            "arms[1, 1] = nan is not allowed: every number must be finite (1 of 4",
        ),
        (([1, 2], [1, np.inf], 1), "capacities[1] = inf is not allowed"),
        (([1, 2], [1, 1], np.nan), "demand = nan is not allowed: every number must be finite."),
        (([1, 2], [1, -1], 1), "capacities[1] = -1 is not allowed: a capacity is zero (that muscle is off)"),
        (([1, 2], [1, 1, 1], 1), "arms (2,), capacities (3,), demand ()"),
        (([[1, 2]] * 3, [1, 1], [1, 2]), "do not fit together: arms (3, 2), capacities (2,), demand (2,)"),
        (([], [], 1), "with n muscles, at least one"),
        ((["a", "b"], [1, 1], 1), "arms is not an array of numbers"),
        (([[1], [1, 2]], [1, 1], 1), "arms is a ragged sequence"),
        (([1, 2], [1, 1], 1, "quadratc"), "did you mean 'quadratic'?"),
        (
            ([1, 2], [1, 1], 1, "xyz"),
            "criterion = 'xyz' is not allowed: it is one of quadratic, cubic, minmax.",
        ),
    ],
)
def test_what_cannot_be_shared_is_told(given: Any, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        share(*given)


def test_balances_are_one_or_three_and_said() -> None:
    with pytest.raises(InputError, match="balances = 2 is not allowed"):
        share([1, 2], [1, 1], 1, balances=2)
    with pytest.raises(InputError, match=re.escape("arms (..., 3, n), capacities (..., n), demand (..., 3)")):
        share([1, 2], [1, 1], 1, balances=3)
    assert share(np.ones((3, 2)), [1, 1], [1, 1, 1]).forces.shape == (3, 2)
