"""When strength fails, as it is drawn: angles, bars, columns and words are those of the solved hip."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech.live.weakness import DRAWN, NECKS
from hipmech.trendelenburg import NORMS, lean_by_pivot
from hipmech.words import LANGUAGES, number, word
from tests.live_weak import asked, show, texts, weak_page

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with weak_page(browser) as page:
        yield page


ANGLES = """(name) => {
  const slope = (line) => {
    const path = document.querySelector(`[data-name="triptych-${name}"] [data-id$="-${line}"]`);
    const [[x0, y0], [x1, y1]] = path.getAttribute("d").slice(1).split("L")
      .map((point) => point.split(" ").map(Number));
    return [x1 - x0, y1 - y0];
  };
  const [across, down] = slope("pelvic-line");
  const [aside, up] = slope("trunk-line");
  const degrees = 180 / Math.PI;
  return [Math.atan2(down, Math.abs(across)) * degrees, Math.atan2(Math.abs(aside), -up) * degrees];
}"""


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("view", ["back", "front"])
@pytest.mark.parametrize("strength", [1.0, 0.44, 0.35, 0.1])
def test_drawn_angles_are_the_solved_ones(page: Page, strength: float, view: str, side: str) -> None:
    given = {"abductor_strength": strength, "stance_side": side}
    names = ["healthy", "trendelenburg", "duchenne", "cane"]
    show(page, "createTriptych", given, names=names, view=view)
    found = asked(page, "found", given)
    drop = DRAWN["pelvic_drop"] if math.isnan(found["slope"]) else found["slope"]
    page.wait_for_selector('[data-name="triptych-cane"] [data-id$="-pelvic-line"]', state="attached")
    drawn = {name: page.evaluate(ANGLES, name) for name in names}
    assert drawn["trendelenburg"] == pytest.approx([drop, 0], abs=0.1)
    assert drawn["duchenne"] == pytest.approx([0, found["lean"]], abs=0.1)
    assert drawn["healthy"] == drawn["cane"] == pytest.approx([0, 0], abs=0.1)


def test_a_body_in_motion_arrives_at_what_is_solved(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    try:
        show(page, "createTriptych", {})
        page.evaluate("store.set('abductor_strength', 0.35)")
        slope = asked(page, "found", {"abductor_strength": 0.35})["slope"]
        arrived = f"(aim) => Math.abs(({ANGLES})('trendelenburg')[0] - aim) < 0.1"
        page.wait_for_function(arrived, arg=slope)
    finally:
        page.emulate_media(reduced_motion="reduce")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_without_equilibrium_says_so(page: Page, language: str) -> None:
    show(page, "createTriptych", {"abductor_strength": 0.1}, language)
    said = word("weak.triptych.no_drop", language, drawn=number(DRAWN["pelvic_drop"], 0, language))
    assert texts(page, '[data-name="trendelenburg"] .weak-status') == [said]
    assert page.locator('[data-name="trendelenburg"]').get_attribute("data-held") == "false"
    assert said in str(page.locator('[data-name="triptych-trendelenburg"]').get_attribute("aria-label"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drop_stands_in_whole_degrees_between_both_assumptions(page: Page, language: str) -> None:
    show(page, "createTriptych", {"abductor_strength": 0.4}, language)
    found = asked(page, "found", {"abductor_strength": 0.4})
    low = f"{number(found['slope'], 0, language)}°"
    said = word("weak.triptych.drops", language, low=low, high=word("weak.triptych.falls", language))
    assert math.isnan(found["cliff"])
    assert texts(page, '[data-name="trendelenburg"] .weak-status') == [said]
    assert word("weak.triptych.drop_band", language, low=low) in texts(page, '[data-name="trendelenburg"] p')
    assert texts(page, ".weak-foot p") == [
        word("weak.triptych.assumed", language, gain=3, stiffness=1),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("strength", [0.35, 0.0])
def test_other_pivots_of_the_trunk_stand_below_a_lean(page: Page, strength: float, language: str) -> None:
    show(page, "createTriptych", {"abductor_strength": strength, "stature": 1690.0}, language)
    leans = lean_by_pivot(abductor_strength=strength, stature=1690.0).values()
    low, high = (number(float(lean), 0, language) for lean in (min(leans), max(leans)))
    said = word("weak.triptych.lean_band", language, range=f"{low}–{high}°")
    assert said in texts(page, '[data-name="duchenne"] p')


def test_the_view_can_be_turned(page: Page) -> None:
    show(page, "createTriptych", {"abductor_strength": 0.4})
    path = '[data-name="triptych-trendelenburg"] [data-id$="-pelvic-line"]'
    page.wait_for_selector(path, state="attached")
    before = page.locator(path).get_attribute("d")
    page.locator('[data-id="triptych-view"]').click()
    assert page.locator(path).get_attribute("d") != before
    page.locator('[data-id="triptych-view"]').click()
    assert page.locator(path).get_attribute("d") == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("strength", [0.71, 0.52, 0.31])
def test_each_norm_says_whether_the_hip_is_held(page: Page, strength: float, language: str) -> None:
    show(page, "createStrengthBars", {"abductor_strength": strength}, language)
    for norm, sex in NORMS:
        load = hm.solve(sex=sex or "female", capacity_norm=norm, abductor_strength=strength)
        held = word(f"weak.bars.{'holds' if load.utilisation <= 1 else 'fails'}", language)
        row = f'[data-name="{norm}{"_" + sex if sex else ""}"]'
        assert texts(page, f"{row} tr:first-child td")[2] == held
        moment = f"{number(float(load.abductor_capacity), 0, language)}\u202fN·m"
        assert texts(page, f"{row} tr:first-child td")[0] == moment


def read(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-") or 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("strength", [1.0, 0.4, 0.2, 0.0])
def test_the_columns_of_the_ledger_add_up_as_they_are_written(
    page: Page, strength: float, language: str
) -> None:
    show(page, "createLedger", {"abductor_strength": strength}, language)
    rows = page.locator(".weak-ledger tbody:first-of-type tr").all()
    numbers = [[read(text) for text in row.locator("td").all_text_contents()] for row in rows]
    assert np.sum(numbers[:-1], axis=0) == pytest.approx(numbers[-1], abs=1e-6)


def test_what_rests_on_an_assumed_drop_has_no_decimal(page: Page) -> None:
    show(page, "createLedger", {"abductor_strength": 0.3})
    said = page.locator(".weak-ledger tbody:first-of-type td:nth-of-type(2)").all_text_contents()
    assert all("." not in text for text in said)
    assert any(text for text in said)
    assert any("." in text for text in texts(page, ".weak-ledger td:nth-of-type(1)"))


def test_what_is_not_modelled_is_in_the_ledger(page: Page) -> None:
    show(page, "createLedger", {})
    said = texts(page, ".weak-unmodelled td")
    assert said == [word("weak.ledger.not_modelled", "en"), word("weak.ledger.quadratus_why", "en")]


def test_the_lever_scene_keeps_its_numbers_apart(page: Page) -> None:
    show(page, "createLeverScene", {})
    rows = {row: texts(page, f'[data-name="{row}"] td') for row in ("tolerated", "utilisation")}
    for column, angle in enumerate(NECKS.values()):
        linear, bell = (
            hm.solve(neck_shaft_angle=angle, force_length=kind).utilisation for kind in ("linear", "bell")
        )
        shares = [number(100 * float(share), 0, "en") for share in (linear, bell)]
        assert rows["utilisation"][column] == f"{' – '.join(dict.fromkeys(shares))}\u202f%"
    assert rows["tolerated"][1:] == ["53\u202f%", "39 – 38\u202f%"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lost_fulcrum_is_drawn_and_says_that_it_is_not_modelled(page: Page, language: str) -> None:
    show(page, "createFulcrum", {}, language)
    assert texts(page, ".weak-mark") == [word("weak.fulcrum.mark", language)]
    label = str(page.locator('[data-name="fulcrum-lost"]').get_attribute("aria-label"))
    assert label == word("weak.fulcrum.described_lost", language)


@pytest.mark.parametrize("side, other", [("right", "left"), ("left", "right")])
def test_a_stick_helps_in_the_hand_opposite_to_the_leg(page: Page, side: str, other: str) -> None:
    show(page, "createAidsScene", {"stance_side": side})
    stick = {"cane_force_bw": 0.1, "cane_distance": 350.0}
    bag = {"carried_mass": 7.5, "load_distance": 250.0}
    for hand, where in ((side, "ipsilateral"), (other, "contralateral")):
        held: dict[str, dict[str, Any]] = {
            "stick": {**stick, "cane_side": where},
            "bag": {**bag, "carried_side": where},
        }
        for kind, inputs in held.items():
            load = hm.solve(**inputs)
            joint = texts(page, f'[data-name="{kind}_{hand}"] .weak-joint')
            assert joint == [f"{number(float(load.joint_reaction_bw), 2, 'en')}\u202f×\u202fBW"]


PANELS = (
    "createAidsScene",
    "createFulcrum",
    "createLedger",
    "createLeverScene",
    "createStrengthBars",
    "createTriptych",
)
DRAWN_AT_ALL = "[...document.querySelectorAll('svg')].every((one) => one.viewBox.baseVal?.width)"
SMALLEST = """() => Math.min(...[...document.querySelectorAll("main *")]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((element) => parseFloat(getComputedStyle(element).fontSize)))"""


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("width, letters", [(1280, 24), (390, 12), (320, 12)])
def test_letters_are_large_enough_and_stay_in_sight(page: Page, panel: str, width: int, letters: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    text = f"{letters}px" if width == 1280 else ""
    page.evaluate("(size) => document.querySelector('main').style.setProperty('--stage-text', size)", text)
    for language in LANGUAGES:
        show(page, panel, {"abductor_strength": 0.4}, language)
        page.wait_for_function(DRAWN_AT_ALL)
        page.wait_for_function(f"({SMALLEST})() >= {letters}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("panel", PANELS)
def test_drawings_and_tables_can_be_heard(page: Page, panel: str) -> None:
    show(page, panel, {"abductor_strength": 0.4}, "nl")
    for drawing in page.locator("svg").all():
        assert drawing.get_attribute("role") == "img"
        assert len(str(drawing.get_attribute("aria-label"))) > 20
    for heading in page.locator("th").all():
        assert heading.get_attribute("scope") in ("col", "row")


@pytest.mark.parametrize("panel", PANELS)
def test_language_and_hip_change_in_place(page: Page, panel: str) -> None:
    show(page, panel, {"abductor_strength": 0.4})
    before = page.locator("main").inner_text()
    page.evaluate("store.setting('language', 'nl')")
    page.wait_for_function("(text) => document.querySelector('main').innerText !== text", arg=before)
    page.evaluate("store.set('inter_hip_distance', 190)")
    page.evaluate("made.update()")
    page.evaluate("store.set('abductor_strength', 0)")
    page.evaluate("made.update()")


ODD_HIPS: tuple[dict[str, Any], ...] = (
    {"abductor_strength": 0.0, "gluteal_strength": 0.0, "tfl_strength": 0.0},
    {"neck_shaft_angle": 100.0, "abductor_origin_lateral": 0.0, "trochanter_rise": 8.0, "stretch_gain": 4.0},
    {"trochanter_lateral": -20.0, "neck_length": 41.0},
    {"stance_strategy": "mixed", "step_width": 250.0},
    {"trunk_lean": 35.0, "cane_force_bw": 0.35},
    {"load_factor": 3.0, "body_mass": 120.0},
)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("given", ODD_HIPS)
def test_nothing_is_written_that_is_no_number(page: Page, panel: str, given: dict[str, Any]) -> None:
    show(page, panel, given)
    page.wait_for_function(DRAWN_AT_ALL)
    written = page.locator("main").inner_html()
    assert not any(nonsense in written for nonsense in ("NaN", "Infinity", "undefined"))
