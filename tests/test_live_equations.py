"""The equations of the live page: what is shown recomputes, and stands only where it holds."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech.derivation.tracing import functions
from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES
from hipmech.words import MISSING
from tests.hips import solve
from tests.live_lessons import HIPS, hips, languages, lesson_page, show

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with lesson_page(browser) as page:
        yield page


@hips
@languages
def test_displayed_equations_recompute_to_the_displayed_result(
    page: Page, inputs: dict[str, Any], language: str
) -> None:
    show(page, "createEquations", inputs, language)
    load = solve(**inputs)
    choices = [name for name in load.outputs if name in QUANTITIES and name not in ("status", "trunk_lean")]
    for output in choices if not inputs else ("joint_reaction_bw", "utilisation", "abductor_length_change"):
        page.locator("select").select_option(output)
        recomputed(page, language)


def recomputed(page: Page, language: str) -> None:
    """Work out every equation on the page from the numbers it shows."""
    script = """lines => lines.map(line => [
      line.dataset.name, line.querySelector(".equation").dataset.equation,
      [...line.querySelectorAll("mn[data-name]")].map(place => [place.dataset.name, place.textContent]),
    ])"""
    lines = page.locator(".line").evaluate_all(script)
    assert lines
    for name, equation, numbers in lines:
        *given, (last, result) = numbers
        assert last == name
        values = {one: read(text, language) * QUANTITIES[one].si for one, text in given}
        function = functions()[equation]
        code = function.__code__
        names = code.co_varnames[: code.co_argcount]
        with np.errstate(invalid="ignore"):
            again = float(function(*(values[one] for one in names))) / QUANTITIES[name].si
        assert read(result, language) == pytest.approx(
            again, rel=0, abs=last_digit(again) / 2, nan_ok=True
        ), name


def last_digit(number: float) -> float:
    """What one step of the fourth digit is worth, with a little for a tie."""
    size = abs(number) if math.isfinite(number) else 0.0
    return 1e-9 if size < 1e-9 else 1.0001 * 10.0 ** (math.floor(math.log10(size)) - 3)


def read(text: str, language: str) -> float:
    """A number as the language writes it."""
    if text == MISSING:
        return math.nan
    plain = text.replace("\u202f", "").replace("\u2212", "-")
    return float(plain.replace(",", ".") if language == "nl" else plain)


def test_no_equation_stands_where_it_does_not_hold(page: Page) -> None:
    show(page, "createEquations", HIPS["adductors needed"], "en")
    assert page.locator(".line[data-name=joint_reaction]").count() == 0
    assert page.locator(".line[data-name=abductor_moment]").count() == 1
    show(page, "createAnswers", HIPS["adductors needed"], "en")
    card = page.locator(".answer[data-name=joint_reaction]").inner_text()
    assert card.count("No equation here") == 1


@pytest.mark.parametrize(
    "stance, name, ground",
    [
        ("pelvis_over_foot", "body_weight", "Follows from"),
        ("pelvis_over_foot", "abductor_force", "Follows from"),
        ("pelvis_over_foot", "joint_reaction", "Follows from"),
        ("pelvis_over_foot", "trunk_com_length", "certainty D"),
        ("pelvis_over_foot", "foot_shift", "certainty D"),
        ("gait_midstance", "lateral_acceleration", "certainty D"),
        ("pelvis_over_foot", "leg_mass", "certainty A"),
    ],
)
def test_statics_is_told_apart_from_an_assumption(page: Page, stance: str, name: str, ground: str) -> None:
    show(page, "createEquations", {"stance_strategy": stance}, "en")
    said = page.locator(f".line[data-name={name}] .small").first.text_content() or ""
    assert ground in said


@hips
def test_the_lines_are_those_of_python(page: Page, inputs: dict[str, Any]) -> None:
    show(page, "createEquations", inputs, "en")
    known = {line.name: line.quantity for line in hm.explain(solve(**inputs), "joint_reaction_bw")}
    script = "lines => lines.map(line => [line.dataset.name, line.querySelector('.small').textContent])"
    found = dict(page.locator(".line").evaluate_all(script))
    assert set(found) == set(known)
    for name, row in known.items():
        assert row.source == "hipmech" or SOURCES[row.source].citation in found[name], name


def test_the_joint_force_unfolds_to_its_two_parts(page: Page) -> None:
    load = hm.solve()
    show(page, "createAnswers", {}, "en")
    fold = page.locator("details[data-name=joint_reaction]")
    for name in ("joint_reaction", "joint_reaction_bw", "joint_reaction_lateral", "joint_reaction_up"):
        result = fold.locator(f"[data-equation={name}] [data-name={name}]").last.text_content() or ""
        assert read(result, "en") == pytest.approx(getattr(load, name), rel=1e-3)
    show(page, "createAnswers", {}, "en", unit="N")
    assert not fold.locator("[data-equation=joint_reaction_bw]").is_visible()
    assert fold.locator("[data-equation=joint_reaction_up]").is_visible()
