"""How much is needed: every answer is solved again, and nothing smaller would do."""

from typing import Any

import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import brentq

import hipmech as hm
from hipmech import inverse
from hipmech.errors import InputError, UnknownQuantity
from hipmech.inverse.answers import ALREADY, FOUND, IMPOSSIBLE, NO_START, STATUS_WORDS
from hipmech.inverse.crossings import first_crossing
from hipmech.inverse.question import SCALES
from hipmech.quantities import QUANTITIES
from hipmech.trendelenburg import holding_strength
from tests.hips import Reach, random_hips, solve

Numbers = NDArray[np.float64]

FINDS = (
    "trunk_lean",
    "cane_force",
    "neck_length",
    "neck_shaft_angle",
    "trochanter_lateral",
    "pelvic_drop",
    "abductor_origin_lateral",
    "inter_hip_distance",
    "carried_mass",
    "step_width",
)
OUTPUTS = ("joint_reaction_bw", "abductor_force", "joint_reaction_angle", "abductor_moment", "hip_adduction")
RELATIONS = ("at_most", "at_least", "equals")
SIGN = {"at_most": 1.0, "at_least": -1.0}


def scale_of(output: str, level: Numbers) -> Numbers:
    return np.maximum(np.abs(level), SCALES.get(QUANTITIES[output].unit, 1.0))


def ask(
    hips: dict[str, Any], find: str, output: str, relation: str, level: Any, **more: Any
) -> inverse.Answer:
    return inverse.needed(find, output, **{relation: level}, **more, **hips)


def beyond(answer: inverse.Answer, found: Any, level: Any) -> Numbers:
    """How far an output misses what was asked, of its scale."""
    miss: Numbers = (np.asarray(found) - level) / scale_of(answer.output, np.asarray(level))
    return np.abs(miss) if answer.relation == "equals" else SIGN[answer.relation] * miss


# Every answer, again


@settings(max_examples=30)
@given(
    seed=st.integers(0, 2**32 - 1),
    reach=st.sampled_from(["usual", "limits"]),
    find=st.sampled_from(FINDS),
    output=st.sampled_from(OUTPUTS),
    relation=st.sampled_from(RELATIONS),
)
def test_every_answer_reaches_its_level_and_nothing_smaller_does(
    seed: int, reach: Reach, find: str, output: str, relation: str
) -> None:
    hips = random_hips(seed, 20, reach, stance_strategy="pelvis_over_foot")
    now = getattr(solve(**hips), output)
    level = np.nan_to_num(now) * np.random.default_rng(seed).uniform(0.6, 1.4, 20)
    answer = ask(hips, find, output, relation, level)
    status, values, start = (np.asarray(part) for part in (answer.status, answer.values, hips[find]))
    assert np.array_equal(status == NO_START, np.isnan(now))
    assert np.array_equal(np.isnan(values), status >= IMPOSSIBLE)
    assert np.array_equal(values[status == ALREADY], start[status == ALREADY])

    reached = getattr(solve(**{**hips, find: np.where(np.isnan(values), start, values)}), output)
    miss = beyond(answer, reached, level)[status <= FOUND]
    assert np.all(miss <= 1e-9)
    crossing = np.abs(reached - level)[status == FOUND] / scale_of(output, level)[status == FOUND]
    assert np.all(crossing <= 1e-9)
    assert smallest(answer, hips, find, level)


def smallest(answer: inverse.Answer, hips: dict[str, Any], find: str, level: Numbers) -> bool:
    """Whether nothing on a fine grid nearer to the start does it; a way ends where there is no number."""
    low, high = QUANTITIES[find].limits or (0.0, 0.0)
    start, status = hips[find], np.asarray(answer.status)
    far = np.where(status == FOUND, np.abs(answer.change), high - low)
    sign = np.where(np.asarray(answer.now) < level, -1.0, 1.0)
    for way in (1, -1):
        grid = np.clip(start + way * np.linspace(0, 1, 400)[:-1, None] * far * (1 - 1e-9), low, high)
        found = getattr(solve(**{**hips, find: grid}), answer.output)
        if answer.relation == "equals":
            short = sign * (found - level) > -1e-9 * scale_of(answer.output, level)
        else:
            short = beyond(answer, found, level) > -1e-9
        on_the_way = np.logical_and.accumulate(np.isfinite(found), axis=0)
        if np.any(~short & on_the_way & (status != ALREADY) & (status != NO_START)):
            return False
    return True


@pytest.mark.parametrize(
    "find, within", [("trunk_lean", (0, 30)), ("cane_force", (0, 100)), ("neck_length", (54, 110))]
)
def test_a_search_hip_by_hip_finds_the_same(find: str, within: tuple[float, float]) -> None:
    hips: dict[str, Any] = {"neck_shaft_angle": np.linspace(115, 140, 12), "body_mass": 70.0}

    def excess(x: float, angle: float) -> float:
        found = solve(neck_shaft_angle=angle, body_mass=70.0, **{find: x}).joint_reaction_bw
        return float(found - 2.3)

    answer = inverse.needed(find, "joint_reaction_bw", at_most=2.3, within=within, **hips)
    for angle, value, word in zip(
        hips["neck_shaft_angle"], np.asarray(answer.values), answer.status_words, strict=True
    ):
        if word == "found":
            assert value == pytest.approx(brentq(excess, *within, args=(angle,), xtol=1e-13), abs=1e-7)
        else:
            assert word == "already there" or min(excess(x, angle) for x in np.linspace(*within, 50)) > 0


def test_strength_that_holds_a_hip_is_the_closed_form() -> None:
    angles = np.array([112.0, 127.0, 142.0])
    answer = inverse.needed(
        "abductor_strength", "utilisation", at_most=1, abductor_strength=0.2, neck_shaft_angle=angles
    )
    assert answer.values == pytest.approx(holding_strength(neck_shaft_angle=angles), abs=1e-10)
    assert answer.load.utilisation == pytest.approx(1, abs=1e-9)
    assert answer.load.status.tolist() == [0, 0, 0]


def test_the_weakening_finds_the_same_lean() -> None:
    weak = hm.trendelenburg.weaken(abductor_strength=0.3)
    lean = inverse.needed("trunk_lean", "utilisation", at_most=1, abductor_strength=0.3)
    cane = inverse.needed("cane_force", "utilisation", at_most=1, abductor_strength=0.3)
    assert lean.values == pytest.approx(weak.required_trunk_lean, abs=1e-8)
    assert cane.values == pytest.approx(weak.required_cane_force, abs=1e-7)


def test_stretch_that_lets_a_dropped_pelvis_rest() -> None:
    dropped: dict[str, Any] = {"abductor_strength": 0.45, "pelvic_drop": 8.0}
    answer = inverse.needed("stretch_gain", "utilisation", at_most=1, **dropped)
    assert answer.status_words == "found"
    assert solve(stretch_gain=answer.values, **dropped).utilisation == pytest.approx(1, abs=1e-9)


# Shapes of the curve


def test_an_output_that_falls_and_rises_again_is_met_on_the_near_side() -> None:
    """The farther out the abductors begin, the longer their arm, until their line turns away again."""
    find, output = "abductor_origin_lateral", "joint_reaction_bw"
    fine = np.linspace(60, 66, 20_001)
    curve = solve(abductor_origin_lateral=fine).joint_reaction_bw
    bottom, least = fine[curve.argmin()], curve.min()
    for below in (0.05, 1e-4, 1e-9):
        near = inverse.needed(find, output, at_most=least + below)
        far = inverse.needed(find, output, at_most=least + below, abductor_origin_lateral=110.0)
        assert near.status_words == far.status_words == "found"
        assert near.values < bottom + 1e-3 < far.values + 2e-3
    missed = inverse.needed(find, output, at_most=least - 1e-6)
    assert missed.status_words == "impossible"
    assert missed.nearest == pytest.approx(least, abs=1e-9)
    assert missed.nearest_at == pytest.approx(bottom, abs=1e-3)


class Dipping:
    """Made-up excesses: 1 but for dips, each hip with its own, given as (place, depth, width)."""

    def __init__(self, *hips: list[tuple[float, float, float]], ends: float = np.inf) -> None:
        self.hips, self.ends = hips, ends
        self.start, self.farthest = np.zeros(len(hips)), np.ones(len(hips))

    def __call__(self, distances: Numbers, /) -> Numbers:
        columns = np.broadcast_to(distances, (*np.shape(distances)[:-1], len(self.hips)))
        found = np.ones(columns.shape)
        for column, dips in enumerate(self.hips):
            x = columns[..., column]
            found[..., column] -= sum(depth * np.exp(-(((x - at) / wide) ** 2)) for at, depth, wide in dips)
        return np.where(columns > self.ends, np.nan, found)

    def among(self, hips: NDArray[np.intp]) -> "Dipping":
        return Dipping(*(self.hips[hip] for hip in hips.tolist()), ends=self.ends)


def test_a_dip_between_two_looks_is_not_stepped_over() -> None:
    shallow, deep = (0.26, 1 + 1e-6, 0.05), (0.8, 2.0, 0.05)
    later = (0.51, 1 + 1e-6, 0.05)
    excess: Any = Dipping([shallow, deep], [deep], [later, shallow, deep], [(0.26, 1 - 1e-6, 0.05), deep])
    found = first_crossing(excess)
    narrow = 0.05 * np.sqrt(1e-6)  # half the width of a dip that goes 1e-6 below its level
    assert found.distance[[0, 2]] == pytest.approx(0.26 - narrow, abs=1e-6)
    assert found.distance[[1, 3]] == pytest.approx(0.8 - 0.05 * np.sqrt(np.log(2)), abs=1e-9)
    assert excess(found.distance) == pytest.approx(0, abs=1e-9)


def test_the_least_is_found_between_two_looks_and_at_the_edge_of_what_has_a_number() -> None:
    inside: Any = Dipping([(0.26, 0.5, 0.05)])
    found = first_crossing(inside)
    assert np.isnan(found.distance[0])
    assert (found.least[0], found.least_at[0]) == (
        pytest.approx(0.5, abs=1e-12),
        pytest.approx(0.26, abs=1e-6),
    )
    cut: Any = Dipping([(0.5, 3.0, 0.2)], ends=0.288)
    found = first_crossing(cut)
    edge = 1 - 3 * np.exp(-(((0.288 - 0.5) / 0.2) ** 2))
    assert edge > 0
    assert found.least_at[0] == pytest.approx(0.288, abs=1e-9)
    assert found.least[0] == pytest.approx(edge, abs=1e-7)
    held: Any = Dipping([(0.5, 3.0, 0.2)], ends=0.2905)
    assert held(np.array([0.2905]))[0] < 0
    assert held(first_crossing(held).distance) == pytest.approx(0, abs=1e-9)


def test_the_answer_may_lie_on_either_side_and_the_nearer_is_taken() -> None:
    longer = inverse.needed("neck_length", "joint_reaction_bw", at_most=2.6)
    shorter = inverse.needed("neck_length", "joint_reaction_bw", at_least=2.9)
    assert longer.change > 0 > shorter.change
    narrow = inverse.needed("inter_hip_distance", "joint_reaction_bw", at_most=2.6)
    assert narrow.change < 0


def test_a_way_ends_where_the_output_has_no_number() -> None:
    most = inverse.needed("cane_force", "joint_reaction_bw", at_most=[0.8, 0.3])
    assert most.status_words.tolist() == ["found", "impossible"]
    edge = float(np.asarray(most.nearest_at)[1])
    assert solve(cane_force=edge).status <= 1
    assert solve(cane_force=edge + 1e-3).status_words == "adductors needed"
    assert np.asarray(most.nearest)[1] == pytest.approx(solve(cane_force=edge).joint_reaction_bw, abs=1e-9)


# What is asked


def test_hips_and_levels_broadcast() -> None:
    answer = inverse.needed(
        "trunk_lean",
        "joint_reaction_bw",
        at_most=np.array([[2.0], [2.5], [9.0]]),
        neck_shaft_angle=[115.0, 140.0],
    )
    assert answer.shape == np.shape(answer.values) == (3, 2)
    assert answer.status_words.tolist() == [
        ["found", "found"],
        ["already there", "found"],
        ["already there"] * 2,
    ]
    single = inverse.needed("trunk_lean", "joint_reaction_bw", at_most=2.0, neck_shaft_angle=140.0)
    assert answer.values[0, 1] == single.values  # type: ignore[index]
    assert isinstance(single.values, float)
    assert inverse.needed("trunk_lean", "joint_reaction_bw", at_most=2.0, neck_shaft_angle=[]).shape == (0,)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    hips = {"neck_shaft_angle": np.linspace(110, 145, 50), "sex": np.repeat(["male", "female"], 25)}
    whole = inverse.needed("cane_force", "utilisation", at_most=0.3, capacity_norm="eccentric", **hips)  # type: ignore[arg-type]
    monkeypatch.setattr("hipmech.inverse.question.BLOCK", 7)
    again = inverse.needed("cane_force", "utilisation", at_most=0.3, capacity_norm="eccentric", **hips)  # type: ignore[arg-type]
    assert np.array_equal(whole.values, again.values)


def test_a_cane_in_body_weights_is_the_same_cane() -> None:
    masses = np.array([50.0, 80.0, 300.0])
    shares = inverse.needed("cane_force_bw", "joint_reaction_bw", at_most=2.0, body_mass=masses)
    newtons = inverse.needed("cane_force", "joint_reaction_bw", at_most=2.0, body_mass=masses)
    assert shares.values * masses * 9.80665 == pytest.approx(newtons.values, rel=1e-8)
    heavy = inverse.needed("body_mass", "joint_reaction", at_least=2500, cane_force_bw=0.1)
    assert heavy.status_words == "found"


def test_units_of_others_are_converted() -> None:
    units: pint.UnitRegistry[float] = pint.UnitRegistry()
    plain = inverse.needed("trunk_lean", "abductor_force", at_most=900.0, stature=1600, within=(0, 20))
    given: dict[str, Any] = {"at_most": 0.9 * units.kN, "stature": 1.6 * units.m}
    found = inverse.needed("trunk_lean", "abductor_force", within=(0 * units.rad, 20 * units.deg), **given)
    assert found.values == pytest.approx(plain.values, abs=1e-9)
    assert found.level == pytest.approx(900)


def test_age_changes_the_eccentric_norm() -> None:
    asked: dict[str, Any] = {"capacity_norm": "eccentric", "sex": "female", "at_most": 0.6}
    answer = inverse.needed("age", "utilisation", age=85.0, **asked)
    assert answer.change < 0
    with pytest.raises(InputError, match="age has no default to start from"):
        inverse.needed("age", "utilisation", **asked)


def test_the_table_has_a_row_for_each_hip_with_units() -> None:
    answer = inverse.needed("trunk_lean", "joint_reaction_bw", at_most=[2.0, 0.1], body_mass=80)
    table = answer.table()
    assert table["status"].tolist() == ["found", "impossible"]
    assert table["trunk_lean"].tolist()[0] == np.asarray(answer.values)[0]
    assert table.attrs["units"]["change"] == "deg"
    assert table.attrs["units"]["at_most"] == "BW"
    assert table.attrs["fixed"]["body_mass"] == 80
    assert "brings joint_reaction_bw to at most 0.1 BW" in table["reason"][1]
    assert "1 found, 1 impossible" in repr(answer)


def test_what_cannot_be_answered_says_why() -> None:
    lost = inverse.needed("neck_length", "joint_reaction_bw", at_most=2.0, cane_force=250)
    assert lost.status_words == STATUS_WORDS[NO_START]
    assert np.isnan(lost.values)
    assert "adductors" in lost.reasons
    weak = inverse.needed("cane_force", "joint_reaction_bw", at_most=2.6, abductor_strength=0.2)
    assert weak.status_words == "found"
    assert weak.reasons == "the demand exceeds what the abductors can hold"
    assert "impossible" in repr(inverse.needed("neck_length", "joint_reaction_bw", at_most=1.0))


@pytest.mark.parametrize(
    "asked, words",
    [
        ({}, "Give one of at_most, at_least and equals; given: none"),
        ({"at_most": 2, "equals": 2}, "given: at_most, equals"),
        ({"at_most": "two"}, "at_most = 'two' is no level"),
        ({"at_most": [2.0, np.nan]}, "is no level"),
        ({"at_most": 2, "within": (20, 10)}, r"within = \(20, 10\) is no range"),
        ({"at_most": 2, "within": (0, 5000)}, "cane_force = 5000 N is not allowed"),
        (
            {"at_most": 2, "output": "joint_reacton_bw"},
            "no output to ask for; did you mean 'joint_reaction_bw'",
        ),
        ({"at_most": 2, "output": "status"}, "no output to ask for"),
        ({"at_most": 2, "find": "femoral_offset"}, "ask for neck_length or neck_shaft_angle"),
        (
            {"at_most": [2, 3], "body_mass": [60, 70, 80]},
            r"shapes do not fit together: the level \(2,\), body_mass",
        ),
        ({"at_most": 2, "find": "trunk_lean", "stance_strategy": "mixed"}, "solves for it"),
    ],
)
def test_questions_that_make_no_sense_are_refused(asked: dict[str, Any], words: str) -> None:
    question = {"find": "cane_force", "output": "joint_reaction_bw"} | asked
    with pytest.raises(InputError, match=words):
        inverse.needed(**question)


def test_an_unknown_quantity_suggests_the_nearest() -> None:
    with pytest.raises(UnknownQuantity, match="did you mean 'cane_force'"):
        inverse.needed("cane_forse", "joint_reaction_bw", at_most=2)
    with pytest.raises(UnknownQuantity, match="a choice"):
        inverse.needed("cane_side", "joint_reaction_bw", at_most=2)


def test_an_output_that_stays_at_its_level_is_met_where_it_comes_to_it() -> None:
    masses = [60, 75, 90]
    for quantity in ("cane_force", "trunk_lean"):
        balanced = hm.inverse.needed(quantity, "abductor_moment", at_most=0, body_mass=masses)
        for output in ("abductor_force", "utilisation"):
            rested = hm.inverse.needed(quantity, output, at_most=0, body_mass=masses)
            np.testing.assert_allclose(rested.values, balanced.values, rtol=1e-9)
