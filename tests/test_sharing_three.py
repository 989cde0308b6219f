"""Three moments among muscles: optima, proofs, and the edge between them."""

import numpy as np
import pytest
from numpy.typing import NDArray

from hipmech import sharing
from hipmech.sharing import CRITERIA, HELD, NOT_HELD, NOT_SOLVED, share
from tests.optima import conditions, least_level, slsqp

Numbers = NDArray[np.float64]
Hips = tuple[Numbers, Numbers, Numbers]
PROBLEMS, MUSCLES = 100_000, 11
POWERS = [("quadratic", 2), ("cubic", 3)]


def hips(rows: int, count: int = MUSCLES, seed: int = 1) -> tuple[Numbers, Numbers, np.random.Generator]:
    """Arms for abduction, flexion and rotation in metres, capacities in newtons, some of them zero."""
    chance = np.random.default_rng(seed)
    spread = np.array([0.02, 0.03, 0.015])[:, None]
    arms = np.array([0.03, 0, 0])[:, None] + spread * chance.normal(size=(rows, 3, count))
    capacities = chance.uniform(100, 1500, (rows, count))
    capacities[chance.random((rows, count)) < 0.1] = 0
    return arms, capacities, chance


def moments(arms: Numbers, capacities: Numbers, activations: Numbers) -> Numbers:
    return np.asarray(np.einsum("rkn,rn,rn->rk", arms, capacities, activations))


def demands(rows: int = PROBLEMS) -> Hips:
    """Demands that some activations hold, full and idle muscles among them."""
    arms, capacities, chance = hips(rows)
    activations = np.clip(chance.normal(0.4, 0.5, (rows, MUSCLES)), 0, 1)
    return arms, capacities, moments(arms, capacities, activations) * chance.choice([1, 0.3, 1e-6], (rows, 1))


@pytest.mark.parametrize("criterion, power", POWERS)
def test_every_demand_that_can_be_held_is_held_at_an_optimum(criterion: str, power: int) -> None:
    arms, capacities, demand = demands()
    found = share(arms, capacities, demand, criterion, balances=3)
    assert np.all(found.status == HELD)
    assert np.max(found.kkt) <= 1e-10
    assert conditions(found, arms, capacities, demand, power) <= 1e-10


def test_a_linear_programme_agrees_on_what_can_be_held() -> None:
    arms, capacities, chance = hips(100, seed=2)
    demand = chance.normal([200, 0, 0], [100, 50, 25], (100, 3))
    levels = np.array([least_level(t, m) for t, m in zip(arms * capacities[:, None], demand, strict=True)])
    missing = np.linalg.norm(demand, axis=1) * np.maximum(1 - 1 / levels, 0)
    assert 20 < np.count_nonzero(levels <= 1) < 80
    for criterion in CRITERIA:
        found = share(arms, capacities, demand, criterion, balances=3)
        np.testing.assert_array_equal(found.status, np.where(levels <= 1, HELD, NOT_HELD))
        np.testing.assert_allclose(found.deficit, missing, atol=1e-7)
        assert np.isnan(found.forces[found.status == NOT_HELD]).all()


def test_the_largest_activation_is_the_least_possible() -> None:
    arms, capacities, demand = demands(1000)
    found = share(arms, capacities, demand, "minmax", balances=3)
    levels = [least_level(t, m) for t, m in zip(arms * capacities[:, None], demand[:60], strict=False)]
    np.testing.assert_allclose(found.activations[:60].max(axis=1), levels, rtol=1e-7)
    assert np.all(found.status == HELD)
    assert np.max(found.kkt) <= 1e-10


@pytest.mark.parametrize("criterion, power", POWERS)
def test_a_general_optimiser_finds_no_better(criterion: str, power: int) -> None:
    arms, capacities, demand = (values[:300] for values in demands(300))
    found = share(arms, capacities, demand, criterion, balances=3)
    large = np.flatnonzero(found.activations.max(axis=1) > 0.2)[:25]
    for row in large:
        theirs = slsqp(arms[row] * capacities[row], demand[row], power)
        np.testing.assert_allclose(found.activations[row], theirs, atol=2e-4)


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("count", [2, 3, 4, 11])
def test_the_edge_of_reach_is_held_and_beyond_it_nothing(criterion: str, count: int) -> None:
    arms, capacities, chance = hips(300, count, seed=3)
    capacities = np.maximum(capacities, 100)
    t = arms * capacities[:, None]
    across = np.cross(t[..., 0], t[..., 1])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    activations = (np.einsum("rk,rkn->rn", across, t) > 0).astype(float)
    activations[:, :2] = chance.random((300, 2))
    demand = moments(arms, capacities, activations)
    found = share(arms, capacities, demand, criterion, balances=3)
    assert np.all(found.status == HELD)
    np.testing.assert_allclose(found.activations, activations, atol=1e-4)
    out = 1e-8 * np.linalg.norm(demand, axis=1, keepdims=True) * across
    assert np.all(share(arms, capacities, demand + out, criterion, balances=3).status == NOT_HELD)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_muscles_in_a_plane_on_a_line_or_alike_do_no_harm(criterion: str) -> None:
    chance = np.random.default_rng(4)
    for count in (1, 2, 3, 5, 8):
        arms = chance.integers(-2, 3, (2000, 3, count)).astype(float)
        arms[:500, 2] = 0
        arms[500:1000, 2] = arms[500:1000, 0] - arms[500:1000, 1]
        arms[1000:1500] = arms[1000:1500, :, :1]
        capacities = chance.integers(0, 3, (2000, count)).astype(float)
        demand = moments(arms, capacities, chance.integers(0, 5, (2000, count)) / 4)
        found = share(arms, capacities, demand, criterion, balances=3)
        assert np.all(found.status == HELD)
        assert np.max(found.kkt) <= 1e-10


@pytest.mark.parametrize("criterion", CRITERIA)
def test_three_balances_with_one_that_counts_are_one_balance(criterion: str) -> None:
    arms, capacities, chance = hips(300)
    arms[:, 1:] = 0
    demand = np.zeros((300, 3))
    demand[:, 0] = chance.uniform(-0.5, 1.5, 300) * np.maximum(arms[:, 0] * capacities, 0).sum(axis=1)
    three = share(arms, capacities, demand, criterion, balances=3)
    one = share(arms[:, 0], capacities, demand[:, 0], criterion)
    np.testing.assert_array_equal(three.status, one.status)
    np.testing.assert_allclose(three.activations, one.activations, atol=1e-9)
    np.testing.assert_allclose(three.deficit, one.deficit, atol=1e-9)
    demand[:, 2] = 1
    rotated = share(arms, capacities, demand, criterion, balances=3)
    assert np.all(rotated.status == NOT_HELD)
    np.testing.assert_allclose(rotated.deficit, np.linalg.norm(demand, axis=1))


@pytest.mark.parametrize("criterion", CRITERIA)
def test_frame_unit_and_order_mean_nothing(criterion: str) -> None:
    arms, capacities, demand = demands(300)
    chance = np.random.default_rng(5)
    turn, _ = np.linalg.qr(chance.normal(size=(3, 3)))
    order = chance.permutation(MUSCLES)
    found = share(arms, capacities, demand, criterion, balances=3).activations
    turned = share(turn @ arms, capacities, demand @ turn.T, criterion, balances=3).activations
    larger = share(1000 * arms, 2 * capacities, 2000 * demand, criterion, balances=3).activations
    mixed = share(arms[..., order], capacities[:, order], demand, criterion, balances=3).activations
    for other in (turned, larger, mixed[:, np.argsort(order)]):
        np.testing.assert_allclose(other, found, atol=1e-7)


def test_among_equal_largest_activations_the_least_squares_decide() -> None:
    arms = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 0]], dtype=float)
    shared = share(arms, [1, 1, 1, 1], [1.6, 0.4, 0], "minmax", balances=3)
    assert shared.activations.tolist() == pytest.approx([0.8, 0.8, 0.2, 0.2], abs=1e-12)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_forces_change_continuously_with_the_demand(criterion: str) -> None:
    arms, capacities, demand = demands(2000)
    nearby = demand * (1 - 1e-3) + 1e-3 * moments(arms, capacities, np.full((2000, MUSCLES), 0.5))
    for share_of_way, most in ((1e-6, 1e-2), (1e-9, 1e-4)):
        moved = demand + share_of_way * (nearby - demand)
        change = share(arms, capacities, moved, criterion, balances=3).activations
        change = change - share(arms, capacities, demand, criterion, balances=3).activations
        assert np.abs(change).max() < most


def test_the_fallback_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    arms, capacities, demand = demands(2000)
    for criterion, power in POWERS:
        found = share(arms, capacities, demand, criterion, balances=3)
        with monkeypatch.context() as patch:
            patch.setattr(sharing.newton, "SWEEPS", 0)
            other = share(arms, capacities, demand, criterion, balances=3)
        assert np.all(other.status == HELD)
        assert conditions(other, arms, capacities, demand, power) <= 1e-10
        np.testing.assert_allclose(other.activations, found.activations, atol=1e-7)


def test_an_answer_that_fails_its_check_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    arms, capacities, demand = demands(10)
    monkeypatch.setattr(sharing.three, "SOLVED", -1)
    found = share(arms, capacities, demand, balances=3)
    assert set(found.status) == {NOT_SOLVED}
    assert set(found.status_words) == {"not solved"}
    assert np.isnan(found.forces).all()


@pytest.mark.parametrize("criterion", CRITERIA)
def test_nothing_asked_is_held_by_nothing(criterion: str) -> None:
    arms, capacities, _ = hips(20)
    found = share(arms, capacities, np.zeros(3), criterion, balances=3)
    assert np.all(found.status == HELD)
    assert not found.forces.any()
    gone = share(arms, np.zeros(MUSCLES), [1, 0, 0], criterion, balances=3)
    assert np.all(gone.status == NOT_HELD)
    np.testing.assert_allclose(gone.deficit, 1)
