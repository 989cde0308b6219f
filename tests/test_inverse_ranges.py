"""A range of allowed answers: nothing beyond it is one, and a start beyond it is its nearer end."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from hipmech import inverse
from hipmech.errors import InputError
from hipmech.inverse.answers import ALREADY, FOUND
from tests.hips import solve


def test_only_values_that_are_allowed_are_answers() -> None:
    kept = inverse.needed("cane_force", "joint_reaction_bw", at_most=2.0, within=(0, 30))
    assert kept.status_words == "impossible"
    assert "no cane_force from 0 to 30 N" in kept.reasons
    assert kept.nearest_at == pytest.approx(30, abs=1e-6)
    forced = inverse.needed("cane_force", "joint_reaction_bw", at_most=2.0, within=(80, 120))
    assert (forced.values, forced.change) == (80, 80)


@pytest.mark.parametrize("within, end", [((60, 100), 60), ((0, 30), 30)])
@pytest.mark.parametrize("relation", ["at_most", "at_least", "equals"])
def test_a_start_outside_the_range_is_the_nearer_end_whatever_it_was(
    within: tuple[float, float], end: float, relation: str
) -> None:
    """The load falls as the cane takes more, so each level lies on one side of where the search begins."""
    level = np.linspace(1.2, 2.7, 16)

    def ask(present: NDArray[np.float64]) -> inverse.Answer:
        given: dict[str, Any] = {relation: level, "within": within, "cane_force": present}
        return inverse.needed("cane_force", "joint_reaction_bw", **given)

    for present in (np.linspace(0, 59, 16), np.linspace(101, 160, 16)):
        moved = np.clip(present, *within)
        outside = moved != present
        answer = ask(present)
        inside = ask(moved)
        assert answer.values == pytest.approx(inside.values, abs=1e-7, nan_ok=True)
        status = np.where(outside & (np.asarray(inside.status) == ALREADY), FOUND, inside.status)
        assert np.array_equal(answer.status, status)
        found = np.asarray(answer.status) <= FOUND
        reached = solve(cane_force=np.asarray(answer.values)[found]).joint_reaction_bw
        miss = {"at_most": reached - level[found], "at_least": level[found] - reached}
        assert np.all(miss.get(relation, np.abs(reached - level[found])) <= 1e-9)


def test_a_range_that_the_level_lies_beside_has_no_answer() -> None:
    asked: dict[str, Any] = {"find": "cane_force", "output": "joint_reaction_bw"}
    beside = inverse.needed(**asked, equals=2.0, cane_force=0, within=(60, 100))
    assert beside.status_words == "impossible"
    assert beside.nearest_at == 60
    assert beside.nearest == pytest.approx(solve(cane_force=60.0).joint_reaction_bw)
    enough = inverse.needed(**asked, at_most=2.5, cane_force=60, within=(0, 30))
    assert (enough.status_words, enough.values, enough.change) == ("found", 30, -30)


def test_a_present_value_without_a_number_counts_only_within_the_range() -> None:
    asked: dict[str, Any] = {"find": "cane_force", "output": "joint_reaction_bw", "at_most": 2.0}
    back = inverse.needed(**asked, cane_force=300, within=(0, 100))
    assert np.isnan(back.now)
    assert (back.status_words, back.values) == ("found", 100)
    lost = inverse.needed(**asked, cane_force=0, within=(290, 300))
    assert lost.status_words == "outside validity"
    assert "adductors" in lost.reasons


def test_an_output_that_does_not_depend_on_the_quantity_has_no_nearest_but_a_reason() -> None:
    """Demand and capacity both grow with the mass: what moves over it is rounding."""
    asked: dict[str, Any] = {"find": "body_mass", "output": "utilisation", "abductor_strength": 0.3}
    masses = np.linspace(10, 400, 49)
    noise = np.ptp(solve(body_mass=masses, abductor_strength=0.3).utilisation)
    assert 0 < noise < 1e-14
    single = inverse.needed(**asked, at_most=0.8)
    told = "utilisation does not depend on body_mass here: it stays 1.562 from 10 to 400 kg"
    assert (single.status_words, single.reasons) == ("impossible", told)
    assert single.nearest == single.now
    assert np.isnan(single.nearest_at)
    many = inverse.needed(**asked, at_most=[0.8, 2.0, 1.2], pelvic_drop=[0.0, 0.0, 4.0])
    assert many.status_words.tolist() == ["impossible", "already there", "impossible"]
    assert many.reasons[0] == told
    assert "it stays 1.677 from 10" in many.reasons[2]
    assert many.table()["reason"].tolist() == many.reasons.tolist()


def test_rounding_is_neither_a_crossing_nor_a_smaller_mass() -> None:
    asked: dict[str, Any] = {"find": "body_mass", "output": "utilisation", "abductor_strength": 0.3}
    now = float(inverse.needed(**asked, at_most=2).now)
    level = now + np.arange(-4, 5) * np.spacing(now)
    answer = inverse.needed(**asked, at_most=level)
    assert np.array_equal(answer.values, np.full(9, 75.0))
    assert set(np.asarray(answer.status).tolist()) == {ALREADY}
    moved = inverse.needed(**asked, at_most=now, within=(80, 90))
    assert (moved.status, moved.values) == (FOUND, 80)


def test_a_range_in_which_little_changes_still_has_a_nearest() -> None:
    narrow = inverse.needed("neck_length", "joint_reaction_bw", at_most=1.0, within=(54, 54.001))
    assert narrow.nearest_at == pytest.approx(54.001)
    assert "the nearest is" in narrow.reasons


def test_a_single_number_says_nothing_of_dependence() -> None:
    edge = float(inverse.needed("cane_force", "joint_reaction_bw", at_most=0.1).nearest_at)
    alone = inverse.needed("cane_force", "joint_reaction_bw", at_least=9, within=(edge, 300), cane_force=edge)
    assert alone.nearest_at == pytest.approx(edge)
    assert "the nearest is" in alone.reasons


@pytest.mark.parametrize("within", [(50, 55, 60), (50,), 50, ([50, 52], 60)])
def test_a_range_has_two_ends(within: Any) -> None:
    with pytest.raises(InputError, match=r"within = .* is no range: it takes \(low, high\)"):
        inverse.needed("neck_length", "joint_reaction_bw", at_most=2.6, within=within)
    with pytest.raises(InputError, match=r"neck_length = .* is no range: it takes \(low, high\)"):
        inverse.contour("neck_length", "body_mass", "joint_reaction", [1900], x_range=within)
