"""The live page for everybody: what a screen reader, a keyboard, weak eyes and long words meet."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hipmech.live.bundle import bundle, style
from tests.live_access import (
    CONTRASTS,
    LINE_CONTRAST,
    LOOKS,
    SCHEMES,
    SIZES,
    SMALL,
    TEXT_CONTRAST,
    WIDTH,
    reach,
    unfold,
    violations,
)
from tests.live_windows import DESKTOP, NARROW, PHONE, Opened, find, watching
from tests.settling import settle

ACTIONS = 500
HIPS = {
    "normal": "",
    "not held": "abductor_strength=0.3&neck_shaft_angle=140",
    "adductors needed": "trunk_lean=35&inter_hip_distance=140",
    "all at once": "cane_force_bw=0.15&carried_mass=10&pelvic_drop=8&frozen=neck_shaft_angle:110",
}


@LOOKS
def test_no_rule_of_accessibility_is_broken(
    opened: Opened, language: str, size: tuple[int, int], scheme: str
) -> None:
    page = opened("", language, size, scheme)
    assert violations(page) == []
    unfold(page)
    assert violations(page) == []
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("hip", [hip for hip in HIPS if hip != "normal"])
def test_no_rule_is_broken_whatever_the_hip(looked: Opened, hip: str) -> None:
    page = looked(HIPS[hip], "nl", PHONE)
    unfold(page)
    assert violations(page) == []


@SCHEMES
@pytest.mark.parametrize("hip", HIPS)
def test_letters_and_arrows_of_the_pictures_stand_out(looked: Opened, scheme: str, hip: str) -> None:
    found = looked(HIPS[hip], scheme=scheme).evaluate(CONTRASTS)
    assert len(found["texts"]) > 15
    assert [row for row in found["texts"] if row[0].strip() and row[1] < TEXT_CONTRAST] == []
    assert [row for row in found["lines"] if row[1] < LINE_CONTRAST] == []


@SIZES
def test_whatever_is_pressed_is_large_enough(looked: Opened, size: tuple[int, int]) -> None:
    page = looked("", "nl", size)
    unfold(page)
    assert page.evaluate(SMALL) == []


def test_the_keyboard_reaches_everything_that_can_be_set(opened: Opened) -> None:
    wanted, reached = reach(opened())
    assert {"slider-inter_hip_distance", "handle-neck_shaft_angle", "handle-step_width"} <= wanted
    assert wanted - reached == set()


NO_POINTERS = """delete window.PointerEvent;
for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel", "lostpointercapture"]) {
  window.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
}"""
"""A browser that knows no pointer events sends none."""


@pytest.mark.parametrize("name", ["slider-neck_shaft_angle", "handle-neck_shaft_angle"])
def test_a_browser_without_pointer_events_drags_with_the_mouse(
    browser: Browser, files: dict[str, Path], name: str
) -> None:
    with watching(browser) as window:
        page = window()
        page.add_init_script(NO_POINTERS)
        page.goto(files["en"].as_uri())
        find(page, "slider-inter_hip_distance").wait_for()
        settle(page)
        assert page.evaluate("!('PointerEvent' in window)")
        entry = find(page, "entry-neck_shaft_angle")
        box = find(page, name).first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        before = float(entry.input_value())
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y - 30, steps=5)
        settle(page)
        page.mouse.up()
        settle(page)
        assert abs(float(entry.input_value()) - before) >= 3


def test_nothing_moves_by_itself_for_those_who_asked_for_that(opened: Opened) -> None:
    page = opened(reduced_motion="reduce")
    unfold(page)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return parseFloat(s.transitionDuration) > 0.01 || s.animationName !== 'none' })"
        ".map(e => e.className.baseVal ?? e.className)"
    )
    assert moving == []


def test_words_of_twice_the_length_break_no_page(browser: Browser, tmp_path: Path) -> None:
    """What another language or a long name would do: every text of the page twice, on the smallest screen."""
    doubled = (
        bundle("page")
        .replace("</", "<\\/")
        .replace(
            "return text.replace(/\\{(\\w+)\\}/g",
            "return (key.endsWith('_href') ? text : `${text} ${text}`).replace(/\\{(\\w+)\\}/g",
            1,
        )
    )
    assert "`${text} ${text}`" in doubled
    file = tmp_path / "doubled.html"
    file.write_text(
        '<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">'
        f'<title>x</title><style>{style()}</style><body style="margin:0"><script>{doubled}\n'
        'module_page.mount(document.body, {settings: {language: "nl"}}, {offline: true});'
        "</script>",
        encoding="utf-8",
    )
    with watching(browser) as window:
        for size in (NARROW, DESKTOP):
            page = window(size)
            page.goto(file.as_uri())
            unfold(page)
            assert page.evaluate(WIDTH) <= size[0]


def test_five_hundred_random_actions_leave_no_error(opened: Opened) -> None:
    page = opened("", "nl")
    chance = random.Random(20)
    page.evaluate(ACT)
    for start in range(0, ACTIONS, 50):
        steps = [[chance.random() for _ in range(4)] for _ in range(start, start + 50)]
        page.evaluate("steps => window.actRandomly(steps)", steps)
    # the menu is among what is pressed, and a sheet or a scene may lie over it
    page.evaluate("document.querySelector('[data-id=page-explore]').click()")
    expect(page.locator(".bench-hip svg")).to_have_count(1)
    settle(page)
    shown = page.locator(".bench-hip svg").text_content() or ""
    assert "NaN" not in (page.locator(".hipmech").text_content() or "")
    assert "Infinity" not in shown


ACT = """() => {
  window.print = () => {};
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const pick = (all, share) => all[Math.floor(share * all.length)];
  window.actRandomly = async (steps) => {
    for (const [kind, which, where, what] of steps) {
      const visible = (query) => [...document.querySelectorAll(query)].filter(
        (element) => element.checkVisibility() && !element.disabled
          && !element.dataset.id?.startsWith("take-"));
      if (kind < 0.4) {
        const slider = pick(visible("input[type=range]"), which);
        if (!slider) continue;
        slider.value = Number(slider.min) + where * (Number(slider.max) - Number(slider.min));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        slider.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (kind < 0.5) {
        const select = pick(visible("select"), which);
        if (!select) continue;
        select.value = pick([...select.options], where).value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (kind < 0.65) {
        const button = pick(visible("button, summary, input[type=radio], input[type=checkbox]"), which);
        button.click();
      } else if (kind < 0.75) {
        const entry = pick(visible("input[type=text]"), which);
        if (!entry) continue;
        entry.value = pick(["", "abc", "1e9", "-5", "12,5", "٣", "<b>", "172", "NaN"], where);
        entry.dispatchEvent(new Event("input", { bubbles: true }));
        entry.dispatchEvent(new Event("change", { bubbles: true }));
      } else {
        const handle = pick(visible("[role=slider][data-id^=handle]"), which);
        if (!handle) continue;
        const box = handle.getBoundingClientRect();
        const at = (type, x, y) => handle.dispatchEvent(new PointerEvent(type, {
          pointerId: 1, clientX: x, clientY: y, bubbles: true, cancelable: true }));
        handle.setPointerCapture = () => {};
        at("pointerdown", box.x + 5, box.y + 5);
        for (let step = 1; step < 4; step += 1) {
          at("pointermove", box.x + 5 + step * 100 * (where - 0.5), box.y + 5 + step * 100 * (what - 0.5));
          await frame();
        }
        at(what < 0.2 ? "pointercancel" : "pointerup", box.x, box.y);
      }
      await frame();
    }
  };
}"""
