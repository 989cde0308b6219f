"""The claims of popular writing: every verdict is borne by numbers, words and sources, in both languages."""

import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hipmech as hm
from hipmech import claims, links
from hipmech.claims import CLAIMS, VERDICTS, numbers, said, supported
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.exercises import EXERCISES
from hipmech.quantities import INPUTS
from hipmech.sources import SOURCES
from hipmech.words import LANGUAGES, words
from tests.hips import solve

EACH = pytest.mark.parametrize("name", CLAIMS)
STEPS = ("pelvis_over_foot", "mixed", "trunk_over_foot", "gait_midstance")


@EACH
def test_every_claim_has_a_verdict_that_its_numbers_bear(name: str) -> None:
    one = CLAIMS[name]
    assert one.verdict in VERDICTS
    assert supported(name)
    assert set(one.rests_on) <= set(one.numbers)
    assert one.outside or one.rests_on, "a verdict about the model rests on a number of the model"


def test_every_verdict_is_given() -> None:
    assert {one.verdict for one in CLAIMS.values()} == set(VERDICTS)


@EACH
def test_every_claim_cites_what_was_read(name: str) -> None:
    assert CLAIMS[name].evidence
    assert all(SOURCES[key].confidence in "ABC" for key in CLAIMS[name].evidence)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["claim", "verdict", "model", "evidence"])
def test_every_claim_is_said_in_both_languages(name: str, language: str, key: str) -> None:
    text = said(name, key, language)
    assert text
    assert "{" not in text
    assert "nan" not in text.lower().split()


@EACH
def test_all_that_is_computed_is_said(name: str) -> None:
    assert all(f"{{{number}}}" in words("en")[f"article.{name}.model"] for number in CLAIMS[name].numbers)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bar_of_a_claim_is_a_number_with_a_name(name: str, language: str) -> None:
    one = CLAIMS[name]
    told = words(language)
    for group, bars in one.bars.items():
        assert f"article.{name}.bars.{group}" in told
        assert set(bars) <= set(one.numbers)
        assert all(f"article.{name}.bar.{bar}" in told for bar in bars)
    assert not one.misconception or any(one.misconception in bars for bars in one.bars.values())


@EACH
def test_the_figure_of_a_claim_can_be_shown_and_linked(name: str) -> None:
    one = CLAIMS[name]
    assert set(one.inputs) <= set(INPUTS)
    assert all(value in links.SETTINGS[setting] for setting, value in one.settings.items())
    link = links.write(one.inputs, one.settings, {})
    assert links.read(link).refusals == ()
    assert dict(links.read(link).inputs) == dict(one.inputs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        assert hm.solve(**one.inputs).status in (0, 1)


@given(
    wider=st.floats(0, 200),
    width=st.floats(60, 200),
    hips=st.floats(150, 195),
    mass=st.floats(50, 110),
    strategy=st.sampled_from(STEPS),
)
def test_no_way_of_standing_makes_a_wider_step_harder(
    wider: float, width: float, hips: float, mass: float, strategy: str
) -> None:
    rest: dict[str, Any] = {
        "inter_hip_distance": hips, "body_mass": mass, "stance_strategy": strategy,
    }  # fmt: skip
    before, after = (solve(step_width=one, **rest) for one in (width, width + wider))
    assert float(after.abductor_moment) <= float(before.abductor_moment) + 1e-9


@given(mass=st.floats(45, 120), hips=st.floats(150, 195), neck=st.floats(115, 140))
def test_the_free_leg_is_about_a_third_in_everybody(mass: float, hips: float, neck: float) -> None:
    given = {"body_mass": mass, "inter_hip_distance": hips, "neck_shaft_angle": neck}
    assert numbers("swing_leg", given)["share"] == pytest.approx(2 * 0.161, rel=1e-9)


def test_wide_hips_ask_what_the_lever_says() -> None:
    found = numbers("wide_hips")
    assert found["joint"] == pytest.approx(8.4, abs=0.1)
    assert found["force"] > found["joint"] > 0


def test_what_was_measured_of_the_step_rate_is_read_from_its_tables() -> None:
    assert round(100 * (1.7 / 1.8 - 1)) == -6
    assert round(100 * (28.7 / 32.1 - 1)) == -11
    for text in ("1.8 to 1.7", "−6 %", "32.1 to 28.7", "−11 %"):
        assert text in said("step_rate", "evidence", "en")


def test_the_step_rate_says_what_the_running_page_says() -> None:
    found = numbers("step_rate")
    step = hm.gait.run()
    assert found["own"] == pytest.approx(float(step.abductor_moment_peak) / 75, rel=1e-9)
    assert found["peak"] == pytest.approx(100 * (found["quick"] / found["own"] - 1), rel=1e-9)
    assert abs(found["sum"]) < 1 < abs(found["peak"])


def test_the_tensor_gives_all_it_can_with_half_the_gluteals() -> None:
    found = numbers("tensor")
    weaker = float(hm.trendelenburg.weaken(gluteal_strength=0.4).ledger["tfl"])
    assert found["times"] == pytest.approx(3.8, abs=0.05)
    assert weaker == pytest.approx(
        float(hm.trendelenburg.weaken(gluteal_strength=0.5).ledger["tfl"]), rel=1e-3
    )


def test_the_published_ranges_of_the_exercises_are_those_of_the_claim() -> None:
    measured = {one.name: one.measured for one in EXERCISES if one.measured}
    for name in ("side_lying_abduction", "clam", "side_bridge", "lateral_step_up"):
        low, high = measured[name]
        assert f"{low:g}–{high:g}" in said("exercise", "evidence", "en")


@pytest.mark.parametrize("name", [name for name, one in CLAIMS.items() if not one.outside])
def test_every_claim_of_the_model_names_what_it_rests_on(name: str) -> None:
    assert CLAIMS[name].rows
    assert set(CLAIMS[name].rows) <= set(links.ROWS)


def test_a_lever_of_three_is_set_for_the_claim_that_names_it() -> None:
    load = solve(**CLAIMS["four_times"].inputs)
    assert float(load.body_weight_arm) / float(load.abductor_arm) == pytest.approx(3, abs=0.05)


def test_a_verdict_falls_with_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "numbers_of", lambda *_: {"joint": 1.0, "force": 1.0})
    assert not supported("wide_hips")


def test_an_unknown_claim_suggests_the_nearest() -> None:
    with pytest.raises(InputError, match="'wide_hip' is not a claim; did you mean 'wide_hips'"):
        claims.claim("wide_hip")


def test_the_room_is_reached_from_the_front_door() -> None:
    assert hm.claims is claims
    assert Path(claims.__file__ or "").name == "claims.py"
