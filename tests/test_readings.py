"""Readings: numbers, status and refusals in the language of the reader."""

import math
from typing import Any

import pytest

import hipmech as hm
from hipmech import readings
from hipmech.equilibrium import VALIDITY
from hipmech.links import Refusal
from hipmech.words import words

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")


@pytest.mark.parametrize(
    "name, amount, english, dutch",
    [
        ("body_weight_arm", 102.46, "102.5\u202fmm", "102,5\u202fmm"),
        ("joint_reaction_bw", 2.7284, "2.73\u202fBW", "2,73\u202fLG"),
        ("abductor_moment_arm", 86.0, "86.0\u202fmm·BW", "86,0\u202fmm·LG"),
        ("utilisation", 0.4685, "47\u202f%", "47\u202f%"),
        ("hip_adduction", 5.7, "5.7°", "5,7°"),
        ("joint_reaction", math.nan, "–", "–"),
    ],
)
def test_a_quantity_is_written_with_its_unit(name: str, amount: float, english: str, dutch: str) -> None:
    assert readings.value(name, amount, "en") == english
    assert readings.value(name, amount, "nl") == dutch


@pytest.mark.parametrize(
    "now, before, text",
    [(110, 100, "+10\u202f%"), (90, 100, "\u221210\u202f%"), (100.1, 100, ""), (math.nan, 1, ""), (1, 0, "")],
)
def test_a_change_is_told_in_per_cent_where_there_is_one(now: float, before: float, text: str) -> None:
    assert readings.relative(now, before, "en") == text


@pytest.mark.parametrize(
    "inputs, english, dutch",
    [
        ({}, "The abductors hold this: 63.3", "De abductoren kunnen dit houden: 63,3"),
        ({"abductor_strength": 0.3}, "Not held: 63.3", "Niet te houden: 63,3"),
        ({"trunk_lean": 35}, "Adductors needed", "Adductoren nodig"),
        ({"neck_length": 20, "abductor_origin_lateral": -60, "trochanter_lateral": -40},
         "Outside validity: the muscle line", "Buiten het geldige gebied: de spierlijn"),
        ({"cane_force": 1200}, "Outside validity: the stick", "Buiten het geldige gebied: de stok"),
        ({"stance_strategy": "trunk_over_foot", "step_width": 500},
         "Outside validity: the trunk", "Buiten het geldige gebied: de romp"),
        ({"stature": 1000, "inter_hip_distance": 400, "carried_mass": 150, "load_distance": 1000},
         "Outside validity: the thigh", "Buiten het geldige gebied: het dijbeen"),
    ],
)  # fmt: skip
def test_the_status_is_told_in_words(inputs: dict[str, Any], english: str, dutch: str) -> None:
    load = hm.solve(**inputs)
    assert readings.status(load, "en").startswith(english)
    assert readings.status(load, "nl").startswith(dutch)


HOSTILE = "<script>alert(1)</script>[x](javascript:alert(1))![](http://evil)`\n# h"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "reason",
    ["unknown", "no_number", "range", "rounded", "choice", "not_offered", "solved_for", "needs_sex"],
)
def test_a_refusal_says_what_was_wrong_without_letting_anything_through(reason: str, language: str) -> None:
    for name in ("step_width", "stance_strategy", "language", HOSTILE):
        text = readings.refused(Refusal(name=name, given=HOSTILE, reason=reason), language)
        assert text
        outside_code = "".join(text.split("`")[::2])
        assert not set("<>[]()!#\n\\") & set(outside_code)
        assert not set("<>[]()!#\n\\") & set("".join(text.split("`")[1::2]))
        assert len(text.split("`")) % 2 == 1


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    refusal = Refusal(name="neck_shaft_angel", given="120", reason="unknown")
    assert readings.refused(refusal, "en").endswith("Was `neck_shaft_angle` meant?")


def test_a_range_below_zero_is_written_without_a_dash_before_its_minus() -> None:
    said = {
        (name, language): readings.refused(Refusal(name=name, given="999", reason="range"), language)
        for name in ("pelvic_drop", "neck_shaft_angle")
        for language in ("en", "nl")
    }
    assert "lies outside −10 to 15°;" in said["pelvic_drop", "en"]
    assert "ligt buiten −10 tot 15°;" in said["pelvic_drop", "nl"]
    assert "lies outside 100–150°;" in said["neck_shaft_angle", "en"]
    assert all("–−" not in text and "−10–" not in text for text in said.values())


def test_what_is_not_held_tells_what_would_be_needed_and_what_helps() -> None:
    said = readings.status(hm.solve(abductor_strength=0.4), "en")
    assert "would be needed" in said
    assert "drops 10° asks for 11\u202f% more" in said
    assert "asks for less" in said
    assert "drops 10°" not in readings.status(hm.solve(abductor_strength=0.2, pelvic_drop=25), "en")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "hip, reason",
    [
        ({"cane_force": 735}, "foot"),
        ({"stance_strategy": "trunk_over_foot", "step_width": 700}, "60°"),
        (
            {
                "load_factor": 1.15,
                "pelvic_drop": 28,
                "trunk_lean": -20,
                "cane_distance": 100,
                "cane_force": 750,
            },
            "joint",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_each_hip_outside_validity_hears_why(hip: dict[str, Any], reason: str, language: str) -> None:
    load = hm.solve(**hip)
    text = readings.status(load, language)
    assert load.status_words == "outside validity"
    assert len(text.split(":", 1)[1]) > 20
    assert language == "nl" or reason in text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_condition_of_validity_has_words(language: str) -> None:
    assert {f"page.reason.{condition.__name__}" for condition in VALIDITY} <= set(words(language))
