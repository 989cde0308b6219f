"""A weak hip that stands upright in no valid balance: what lean and cane still do, by solve alone."""

import warnings
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import hipmech as hm
from hipmech.loads import ADDUCTORS_NEEDED, OK, OUTSIDE_VALIDITY
from hipmech.quantities import STANDARD_GRAVITY
from hipmech.roots import CLOSE, Numbers, least
from hipmech.trendelenburg import LARGEST, Weakening, weaken
from tests.hips import Inputs, one_of_them, random_hips, solve

ANSWERS = {"required_trunk_lean": "trunk_lean", "required_cane_force": "cane_force"}
COUNTERED = {"carried_mass": 30.0, "load_distance": 400.0, "carried_side": "ipsilateral", "counter_lean": 1.0}
"""A bucket on the side of the stance, and a trunk that would balance it by leaning away over 60 degrees."""
SHORT = {"neck_shaft_angle": 165.0, "neck_length": 20.0, "trochanter_lateral": -6.0}
SHORT |= {"abductor_origin_lateral": 30.0, "abductor_strength": 2.0}
"""A femur that leaves the abductors no arm until the thigh stands straighter."""


def weaken_quietly(hips: Inputs) -> Weakening:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", hm.PhysiologyWarning)
        return weaken(**hips)


def level(hips: Inputs, name: str, amounts: Any = 0.0) -> Any:
    return solve(**{**hips, "pelvic_drop": 0.0, name: amounts})


def some(hips: Inputs, which: NDArray[Any]) -> Inputs:
    return {key: value[which] if isinstance(value, np.ndarray) else value for key, value in hips.items()}


def columns(hips: Inputs) -> Inputs:
    return {
        key: value[:, np.newaxis] if isinstance(value, np.ndarray) else value for key, value in hips.items()
    }


def most(hips: Inputs, name: str) -> Any:
    if name == "cane_force":
        return LARGEST["cane_force_bw"] * hips["body_mass"][:, np.newaxis] * STANDARD_GRAVITY
    return LARGEST[name]


@cache
def invalid_upright(name: str, strategy: str) -> Inputs:
    """Weak hips within the hard limits that have no valid balance at an amount of 0."""
    hips = random_hips(17, 6000, "limits", stance_strategy=strategy, cane_side="contralateral")
    hips["abductor_strength"] = np.random.default_rng(17).uniform(0, 0.8, 6000)
    hips["body_mass"] = np.minimum(hips["body_mass"], 380)  # on whom the largest cane force is allowed
    return some(hips, level(hips, name).status == OUTSIDE_VALIDITY)


CROWDS = pytest.mark.parametrize("strategy", ["pelvis_over_foot", "gait_midstance"])
EACH = pytest.mark.parametrize("answer", ANSWERS)


@CROWDS
@EACH
def test_the_answer_is_valid_and_held_and_no_smaller_one_is(answer: str, strategy: str) -> None:
    name = ANSWERS[answer]
    hips = invalid_upright(name, strategy)
    amounts = getattr(weaken_quietly(hips), answer)
    found = np.flatnonzero(~np.isnan(amounts))
    assert found.size > 5
    few, there = some(hips, found), amounts[found]
    load = level(few, name, there)
    lack = load.abductor_moment - load.steps["passive_moment"] - load.abductor_capacity
    assert (load.status != OUTSIDE_VALIDITY).all()
    assert (lack <= CLOSE).all()
    assert (load.abductor_moment >= -2 * CLOSE).all()
    before = there[:, np.newaxis] * np.append(np.linspace(0, 1, 100, endpoint=False), 1 - 1e-8)
    assert not (level(columns(few), name, before).status == OK).any()


@CROWDS
@EACH
def test_nothing_that_holds_is_missed(answer: str, strategy: str) -> None:
    name = ANSWERS[answer]
    hips = invalid_upright(name, strategy)
    amounts = getattr(weaken_quietly(hips), answer)
    looked = most(hips, name) * np.linspace(0, 1, 161)
    held = level(columns(hips), name, looked).status == OK
    somewhere = held.any(axis=1)
    assert somewhere.sum() > 5
    first = np.broadcast_to(looked, held.shape)[np.arange(len(held)), held.argmax(axis=1)]
    assert (amounts[somewhere] <= first[somewhere] + 1e-9).all()


@EACH
def test_an_answer_is_the_smallest_though_the_shortage_rises(answer: str) -> None:
    """Everyday hips too: what they lack does not fall with every degree or newton."""
    name = ANSWERS[answer]
    hips = random_hips(23, 1000, "limits", stance_strategy="pelvis_over_foot", cane_side="contralateral")
    hips |= {"abductor_strength": np.full(1000, 0.4), "body_mass": np.minimum(hips["body_mass"], 380)}
    looked = most(hips, name) * np.linspace(0, 1, 161)
    load = level(columns(hips), name, looked)
    lack = load.abductor_moment - load.steps["passive_moment"] - load.abductor_capacity
    lack = np.where(load.status == OUTSIDE_VALIDITY, np.nan, lack)
    assert (np.diff(lack, axis=1) > CLOSE).any(axis=1).sum() > 5
    amounts = getattr(weaken_quietly(hips), answer)
    earlier = np.broadcast_to(looked, lack.shape) < amounts[:, np.newaxis] - 1e-9
    assert not (earlier & (load.status == OK)).any()
    assert not (np.isnan(amounts) & (load.status == OK).any(axis=1)).any()


def test_one_hip_gets_the_answer_of_a_crowd() -> None:
    hips = invalid_upright("trunk_lean", "pelvis_over_foot")
    leans: Any = weaken_quietly(hips).required_trunk_lean
    for index in np.flatnonzero(~np.isnan(leans))[:4]:
        alone = weaken_quietly(one_of_them(hips, int(index))).required_trunk_lean
        assert alone == pytest.approx(leans[index], abs=1e-8)


@pytest.mark.parametrize("hip, why", [(COUNTERED, "lean more than 60 degrees"), (SHORT, "no lever is left")])
def test_a_person_leans_until_there_is_a_balance_that_holds(hip: Inputs, why: str) -> None:
    weak = weaken_quietly(hip)
    assert why in weak.load.reasons
    lean = float(weak.required_trunk_lean)
    assert lean > 5
    assert solve(**hip, trunk_lean=lean).status == OK
    assert solve(**hip, trunk_lean=lean - 1e-6).status != OK
    assert weak.reasons["required_trunk_lean"] == ""


def test_a_pelvis_that_tips_over_is_not_held_by_leaning_further() -> None:
    hips = invalid_upright("trunk_lean", "pelvis_over_foot")
    weak: Any = weaken_quietly(hips)
    status = level(columns(hips), "trunk_lean", np.linspace(0, 60, 121)).status
    tips = (status == ADDUCTORS_NEEDED).any(axis=1) & ~(status == OK).any(axis=1)
    lost = np.isnan(weak.required_trunk_lean)
    assert (tips & lost).sum() > 5
    words = weak.reasons["required_trunk_lean"][lost]
    assert all(word.startswith("no lean up to 60 degrees holds the pelvis level") for word in words)
    assert any("; as given, the trunk would have to lean" in word for word in words)


def test_a_pelvis_sinks_from_level_or_not_at_all() -> None:
    weak = weaken_quietly(COUNTERED)
    assert weak.level == OUTSIDE_VALIDITY
    assert np.isnan(weak.pelvic_drop)
    assert weak.reasons["pelvic_drop"].startswith("with a level pelvis there is no balance to sink from: the")
    hips = invalid_upright("pelvic_drop", "pelvis_over_foot")
    assert np.isnan(weaken_quietly(hips).pelvic_drop).all()


def test_lean_and_cane_together_hold_what_neither_holds_upright() -> None:
    weak = weaken_quietly(SHORT)
    together = {"trunk_lean": weak.mixed_trunk_lean, "cane_force": weak.mixed_cane_force}
    assert 0 < float(weak.mixed_trunk_lean) < float(weak.required_trunk_lean)
    assert 0 < float(weak.mixed_cane_force) < float(weak.required_cane_force)
    assert solve(**SHORT, **together).status == OK


class Made:
    """A function for each hip, made for a test: it begins to have a value, falls through 0 and ends."""

    def __init__(self, rows: list[tuple[float, float, float]]) -> None:
        self.rows = np.array(rows)

    def __call__(self, amounts: Numbers, /) -> Numbers:
        begins, root, ends = self.rows.T
        return np.where((amounts >= begins) & (amounts <= ends), root - amounts, np.nan)

    def among(self, hips: NDArray[np.intp]) -> "Made":
        return Made([tuple(row) for row in self.rows[hips]])


@pytest.mark.parametrize("closer", [0, 1, 10])
def test_a_function_that_begins_late_or_ends_early(closer: int) -> None:
    nowhere = float("nan")
    rows = [(0, 0.37, 1), (0.31, 0.1, 1), (0.31, 0.37, 1), (0, 0.37, 0.38), (0, 0.9, 0.5), (0.61, 0, 0.72)]
    ours = [0.37, 0.31, 0.37, 0.37, nowhere, 0.61]
    if closer == 0:
        ours = [0.37, nowhere, nowhere, 0.37, nowhere, nowhere]
    if closer == 1:
        ours[-1] = nowhere  # between two looks
    found = least(Made(rows), np.ones(len(rows)), 4, closer=closer)
    np.testing.assert_allclose(found, ours, atol=1e-10)
