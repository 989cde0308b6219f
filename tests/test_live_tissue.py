"""Contact, lateral hip and exercises in the browser: the numbers of Python, and panels that tell them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech import contact, exercises, lateral, links
from hipmech.words import LANGUAGES, word
from tests.hips import random_hips, solve
from tests.live_access import WIDTH, unfold
from tests.live_running import stepping
from tests.live_trials import trying
from tests.live_windows import NARROW, Opened, find, opening
from tests.settling import settle

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")

TRIAL = """import { solve } from "./model.js";
import { contactOf, lateralOf, sharesOf } from "./tissue_model.js";
export function asked(hips) {
  return hips.map(({ socket, ...given }) => {
    const load = solve(given);
    const { values, ...bent } = lateralOf(load);
    return [contactOf(load, socket), bent];
  });
}
export const shares = (bodies) => bodies.map(sharesOf);
"""
EDGES: list[dict[str, Any]] = [
    {"centre_edge_angle": edge, "femoral_head_radius": radius} for edge in (-20, 0, 80) for radius in (10, 45)
]
SIZE = 2500


@pytest.fixture(scope="module")
def trial(browser: Browser) -> Iterator[Page]:
    with trying(browser, TRIAL) as page:
        yield page


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with stepping(browser, files) as open_page:
        yield open_page


def answers(page: Page, call: str, given: Any) -> Any:
    numbers = "(k, v) => typeof v === 'number' && !Number.isFinite(v) ? null : v"
    text = page.evaluate(f"given => JSON.stringify(trial.{call}(given), {numbers})", given)
    return json.loads(text)


def numbers(rows: list[Any]) -> Any:
    return np.array([np.nan if value is None else value for value in rows], dtype=float)


@pytest.mark.parametrize("convention", ["head", "proximal_femur"])
@pytest.mark.parametrize("reach", ["limits", "usual"])
def test_ten_thousand_hips_are_those_of_python(trial: Page, reach: Any, convention: str) -> None:
    """Four times 2,500, over all that is allowed, the ends and past them included."""
    rng = np.random.default_rng(7)
    hips = random_hips(5, SIZE, reach, neck_angle_convention=convention, stance_strategy="pelvis_over_foot")
    sockets = [
        {
            "centre_edge_angle": float(rng.uniform(*((-20, 80) if reach == "limits" else (18, 48)))),
            "femoral_head_radius": float(rng.uniform(20, 32)),
        }
        for _ in range(SIZE - len(EDGES))
    ] + EDGES
    load = solve(**hips)
    choices = {name: value for name, value in hips.items() if isinstance(value, str)}
    columns = {name: value for name, value in hips.items() if not isinstance(value, str)}
    cases = [
        {**choices, **{name: column[row].item() for name, column in columns.items()}, "socket": sockets[row]}
        for row in range(SIZE)
    ]
    found = answers(trial, "asked", cases)
    given: Any = {name: [socket[name] for socket in sockets] for name in contact.SOCKET}
    stressed = contact.stress(load, **given)
    np.testing.assert_array_equal([row[0]["status"] for row in found], stressed.status)
    for name in contact.OUTPUTS:
        ours = numbers([row[0][name] for row in found])
        np.testing.assert_allclose(ours, stressed.outputs[name], rtol=1e-12, atol=1e-12 * 57.3, err_msg=name)
    bent = lateral.compression_index(load)
    for name in lateral.OUTPUTS:
        ours = numbers([row[1][name] for row in found])
        np.testing.assert_allclose(ours, bent[name], rtol=1e-12, atol=1e-12 * 57.3, err_msg=name)


def test_shares_of_many_bodies_are_those_of_python(trial: Page) -> None:
    rng = np.random.default_rng(3)
    bodies: list[dict[str, Any]] = [
        {},
        {"segment_set": "de_leva", "sex": "female", "capacity_norm": "eccentric"},
    ]
    bodies += [
        {"body_mass": float(rng.uniform(40, 150)), "stature": float(rng.uniform(1400, 2100)),
         "abductor_strength": float(rng.uniform(0.1, 1)), "neck_shaft_angle": float(rng.uniform(115, 140))}
        for _ in range(100)
    ]  # fmt: skip
    found = answers(trial, "shares", [{**body, "pelvic_drop": 7.0} for body in bodies])
    for body, shares in zip(bodies, found, strict=True):
        expected = [demand.share for demand in exercises.demands(**body)]
        for ours, theirs in zip(shares, expected, strict=True):
            assert (ours is None) == (theirs is None)
            if theirs is not None:
                np.testing.assert_allclose(ours, np.array(theirs), rtol=1e-12)


def panel(page: Page, title: str) -> str:
    settle(page)
    unfold(page)
    text: str = page.locator("details.fold", has_text=title).first.inner_text()
    return re.sub(r"\s+", " ", text)


def test_the_panel_tells_the_numbers_of_python(opened: Opened) -> None:
    page = opened("pelvic_drop=5&centre_edge_angle=20&femoral_head_radius=23", "nl")
    peak = contact.stress(
        hm.solve(pelvic_drop=5), centre_edge_angle=20, femoral_head_radius=23
    ).contact_stress_peak
    told = panel(page, word("contact.title", "nl"))
    assert f"{peak:.2f} MPa".replace(".", ",") in told
    assert word("contact.at_rim", "nl") in told
    index: Any = lateral.compression_index(hm.solve(pelvic_drop=5))["trochanter_compression_index"]
    assert f"{index:.2f}".replace(".", ",") in panel(page, word("lateral.title", "nl"))


@pytest.mark.parametrize("name", ["pelvic_drop", "neck_shaft_angle"])
def test_the_outside_of_the_hip_is_moved_where_it_stands(opened: Opened, name: str) -> None:
    page = opened("part=lateral")
    slider = find(page, "lateral").locator(f"[data-id=slider-{name}]")
    slider.focus()
    slider.press("ArrowRight")
    moved: dict[str, Any] = {name: float(slider.input_value())}
    index: Any = lateral.compression_index(hm.solve(**moved))["trochanter_compression_index"]
    assert f"{index:.2f}" != "1.00"
    assert f"{index:.2f}" in panel(page, word("lateral.title", "en"))
    assert f"{name}={moved[name]:g}" in page.evaluate("location.hash")


def test_a_dial_moves_by_keys_and_stands_in_the_link(opened: Opened) -> None:
    page = opened("part=contact")
    dial = find(page, "dial-centre_edge_angle")
    before = panel(page, word("contact.title", "en"))
    dial.focus()
    dial.press("ArrowLeft")
    settle(page)
    assert dial.get_attribute("aria-valuetext") == "32.8°"
    assert panel(page, word("contact.title", "en")) != before
    assert "centre_edge_angle=32.8" in page.evaluate("location.hash")
    for _ in range(30):
        dial.press("ArrowLeft")
    settle(page)
    assert dial.get_attribute("aria-valuetext") == "16°"


def test_every_place_of_a_dial_is_one_that_a_link_holds(opened: Opened) -> None:
    page = opened("part=contact")
    for name in contact.SOCKET:
        dial = find(page, f"dial-{name}")
        places = sorted(map(float, links.SETTINGS[name]))
        assert float(dial.get_attribute("min") or "") == places[0]
        dial.evaluate("(dial) => { dial.value = dial.max; dial.dispatchEvent(new Event('input')); }")
        settle(page)
        for place in reversed(places):
            assert float(dial.input_value()) == pytest.approx(place, abs=1e-12)
            dial.press("ArrowLeft")


def test_what_has_no_force_says_so_and_draws_no_pressure(opened: Opened) -> None:
    page = opened("trunk_lean=35&inter_hip_distance=140")
    assert word("contact.none", "en") in panel(page, word("contact.title", "en"))
    assert page.locator('[data-id="hip-contact-pressure"]').count() == 0
    assert page.locator('[data-id="hip-contact-head"]').count() == 1


def test_the_drawing_is_to_its_scale(opened: Opened) -> None:
    """The pressure at the pole stands as far from the head as the scale bar says."""
    page = opened()
    found = page.evaluate(
        """() => {
          const path = (id) => document.querySelector(`[data-id="hip-contact-${id}"]`).getAttribute("d");
          const places = (id) => path(id).match(/-?[\\d.]+ -?[\\d.]+/g);
          const points = (id) => places(id).map((one) => one.split(" ").map(Number));
          const head = document.querySelector('[data-id="hip-contact-head"]');
          const at = ["cx", "cy", "rx"].map((name) => Number(head.getAttribute(name)));
          return { scale: points("scale"), pole: points("pole"), head: at };
        }"""
    )
    (left, _), (right, _) = found["scale"]
    (x, y), tip = found["pole"]
    assert (x, y) == pytest.approx(found["head"][:2], abs=0.02)
    long = np.hypot(tip[0] - x, tip[1] - y) - found["head"][2]
    peak: Any = contact.stress(hm.solve()).contact_stress_peak
    assert long / (right - left) == pytest.approx(peak, abs=0.05)
    assert np.degrees(np.arctan2(tip[0] - x, y - tip[1])) == pytest.approx(8.6, abs=0.2)


def test_explore_folds_the_contact_away_below(browser: Browser, files: dict[str, Path]) -> None:
    with opening(browser, files) as open_page:
        page = open_page("pelvic_drop=5", size=NARROW)
        fold = page.locator('details[data-id="contact"]')
        fold.locator("summary").first.click()
        settle(page)
        peak: Any = contact.stress(hm.solve(pelvic_drop=5)).contact_stress_peak
        assert f"{peak:.2f}" in fold.inner_text()
        assert page.evaluate(WIDTH) <= NARROW[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_exercises_stand_in_the_order_of_the_source_and_advise_nothing(opened: Opened, language: str) -> None:
    page = opened("part=exercises", language)
    rows = page.locator(".tissue-exercises tbody th").all_inner_texts()
    assert rows == [word(f"exercise.{one.name}", language) for one in exercises.EXERCISES]
    advice = {"en": "no ranking, and no advice on training", "nl": "geen rangorde, en geen trainingsadvies"}
    assert advice[language] in panel(page, word("exercise.title", language))
