"""Readings: numbers, status and equations in the language of the reader."""

import math
import re
from typing import Any

import pytest

import hipmech as hm
from hipmech import links, readings
from hipmech.equilibrium import VALIDITY
from hipmech.links import Refusal
from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES
from hipmech.words import word, words

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")


@pytest.mark.parametrize(
    "name, amount, english, dutch",
    [
        ("body_weight_arm", 102.46, "102.5\u202fmm", "102,5\u202fmm"),
        ("joint_reaction_bw", 2.7284, "2.73\u202fBW", "2,73\u202fLG"),
        ("utilisation", 0.4685, "47\u202f%", "47\u202f%"),
        ("hip_adduction", 5.7, "5.7°", "5,7°"),
        ("joint_reaction", math.nan, "–", "–"),
    ],
)
def test_a_quantity_is_written_with_its_unit(name: str, amount: float, english: str, dutch: str) -> None:
    assert readings.value(name, amount, "en") == english
    assert readings.value(name, amount, "nl") == dutch


def test_a_position_of_a_slider_is_written_with_as_many_decimals_as_it_needs() -> None:
    assert readings.shown("step_width", 130.0, "nl") == "130\u202fmm"
    assert readings.shown("pelvic_drop", 0.5, "nl") == "0,5°"
    assert readings.shown("abductor_strength", 0.45, "en") == "45\u202f%"


@pytest.mark.parametrize("unit, text", [("BW", "2,73\u202f×\u202fLG"), ("N", "2\u202f007\u202fN")])
def test_a_force_is_written_in_the_unit_of_the_page(unit: str, text: str) -> None:
    load = hm.solve()
    assert readings.answer("joint_reaction", load, unit, "nl") == text


def test_a_change_of_length_has_its_sign() -> None:
    assert readings.answer("abductor_length_change", hm.solve(neck_shaft_angle=140), "BW", "en").startswith(
        "+"
    )
    assert readings.answer("abductor_length_change", hm.solve(), "BW", "en") == "0.0\u202f%"


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


def test_what_is_unusual_is_remarked_in_the_language_of_the_page() -> None:
    (remark,) = readings.remarks(hm.solve(neck_shaft_angle=100), "nl")
    assert remark.startswith("collum-diafysehoek (CCD-hoek): 100° ligt buiten")
    assert "114–140°" in remark
    assert readings.remarks(hm.solve(), "nl") == []


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


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_input_tells_where_its_default_comes_from(language: str) -> None:
    for name in links.OFFERED:
        text = readings.about(name, language)
        source = SOURCES[QUANTITIES[name].source]
        assert source.citation in text or source.key == "hipmech"
        assert {"en": "certainty", "nl": "zekerheid"}[language] in text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_number_unfolds_to_equation_unit_source_and_certainty(language: str) -> None:
    for line in hm.explain(hm.solve()):
        text = readings.unfolded(line, language)
        assert line.latex in text
        assert f"({line.quantity.unit or ('no unit' if language == 'en' else 'geen eenheid')})" in text
        grounds = {"en": ("certainty", "Follows from"), "nl": ("zekerheid", "Volgt uit")}[language]
        assert any(ground in text for ground in grounds)


@pytest.mark.parametrize(
    "name, ground",
    [
        ("body_weight", "Follows from"),
        ("abductor_force", "Follows from"),
        ("joint_reaction", "Follows from"),
        ("trunk_com_length", "certainty D"),
        ("foot_shift", "certainty D"),
        ("leg_mass", "certainty A"),
    ],
)
def test_statics_is_told_apart_from_an_assumption(name: str, ground: str) -> None:
    lines = {line.name: line for line in hm.explain(hm.solve())}
    assert ground in readings.ground(lines[name], "en")


def test_a_source_can_be_opened_and_brings_no_markup_of_its_own() -> None:
    said = readings.origin("bergmann_2016", "en")
    assert "[doi:10.1371/journal.pone.0155612](https://doi.org/10.1371/journal.pone.0155612)" in said
    assert readings.origin("lenaerts_2008", "en").count("](") <= 1
    assert readings.escaped("<b>[x](y)*_`") == r"\<b\>\[x\](y)\*\_\`"
    for source in SOURCES.values():
        (target,) = re.findall(r"\]\(([^ ]*)\) \(", readings.origin(source.key, "en")) or [""]
        assert not source.doi or target.startswith("https://doi.org/10.")
        assert not set("()<>") & set(target)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_words_alone_do_not_say_is_defined_first(language: str) -> None:
    for name in readings.EXPLAINED:
        assert readings.about(name, language).startswith(word(f"page.meaning.{name}", language))
    assert f"0–100{readings.THIN}%" in readings.about("abductor_strength", language)


def test_what_is_not_held_tells_what_would_be_needed_and_what_helps() -> None:
    said = readings.status(hm.solve(abductor_strength=0.4), "en")
    assert "would be needed" in said
    assert "drops 10° asks for 11\u202f% more" in said
    assert "asks for less" in said
    assert "drops 10°" not in readings.status(hm.solve(abductor_strength=0.2, pelvic_drop=25), "en")


def test_equations_have_a_decimal_comma_in_dutch() -> None:
    line = next(line for line in hm.explain(hm.solve()) if line.name == "abductor_force")
    assert "63{,}25" in readings.unfolded(line, "nl")
    assert "63.25" in readings.unfolded(line, "en")


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
