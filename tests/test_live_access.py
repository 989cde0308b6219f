"""The live page for everybody: what a screen reader, a keyboard, weak eyes and long words meet."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hipmech.live.bundle import bundle, style
from hipmech.live.offline import offline_page
from hipmech.words import LANGUAGES
from tests.settling import settle

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
TEXT_CONTRAST, LINE_CONTRAST = 4.5, 3.0
ACTIONS = 500
HIPS = {
    "normal": "",
    "not held": "abductor_strength=0.3&neck_shaft_angle=140",
    "adductors needed": "trunk_lean=35&inter_hip_distance=140",
    "all at once": "cane_force_bw=0.15&carried_mass=10&pelvic_drop=8&frozen=neck_shaft_angle:110",
}

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The single file in every language."""
    folder = tmp_path_factory.mktemp("offline")
    made = {language: folder / f"{language}.html" for language in LANGUAGES}
    for language, file in made.items():
        file.write_text(offline_page(language), encoding="utf-8")
    return made


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    """Open the file; at the end no page may have complained."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        language: str = "en",
        size: tuple[int, int] = (1280, 900),
        hip: str = "",
        before: str = "",
        **look: Any,
    ) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **look)
        contexts.append(context)
        context.add_init_script(before)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{files[language].as_uri()}#{hip}")
        page.locator('[data-id="slider-inter_hip_distance"]').wait_for()
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def unfold(page: Page) -> None:
    """Open every fold, also those that come with another."""
    for _ in range(2):
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        settle(page)


def violations(page: Page) -> list[str]:
    found = cast(dict[str, Any], Axe().run(page).response)["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_no_rule_of_accessibility_is_broken(opened: Opened, language: str, scheme: str, size: str) -> None:
    page = opened(language, SIZES[size], color_scheme=scheme)
    assert violations(page) == []
    unfold(page)
    assert violations(page) == []
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("hip", [hip for hip in HIPS if hip != "normal"])
def test_no_rule_is_broken_whatever_the_hip(opened: Opened, hip: str) -> None:
    page = opened("nl", SIZES["phone"], HIPS[hip])
    unfold(page)
    assert violations(page) == []


CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [red, green, blue] = parts(colour).map((part) => part / 255).map(
      (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const frame = document.querySelector(".hipmech");
  const paper = light(getComputedStyle(frame).getPropertyValue("--paper").trim());
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const texts = [], lines = [];
  for (const element of document.querySelectorAll("svg text, svg text tspan")) {
    if (seen(element)) texts.push([element.textContent, ratio(light(getComputedStyle(element).fill), paper)]);
  }
  for (const element of document.querySelectorAll("svg [data-id*=arrow]:not([data-id*=halo])")) {
    const { fill, stroke } = getComputedStyle(element);
    const colour = fill === "none" ? stroke : fill;
    if (seen(element)) lines.push([element.dataset.id, ratio(light(colour), paper)]);
  }
  return { texts, lines };
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("hip", HIPS)
def test_letters_and_arrows_of_the_pictures_stand_out(opened: Opened, scheme: str, hip: str) -> None:
    page = opened(hip=HIPS[hip], color_scheme=scheme)
    found = page.evaluate(CONTRASTS)
    assert len(found["texts"]) > 15
    assert [row for row in found["texts"] if row[0].strip() and row[1] < TEXT_CONTRAST] == []
    assert [row for row in found["lines"] if row[1] < LINE_CONTRAST] == []


SMALL = """() => [...document.querySelectorAll(
  "button, summary, select, input, a[href], .handle-target")].filter(
    (element) => element.checkVisibility({ visibilityProperty: true })
      && !element.closest("p, li, td, cite, small")).map((element) => {
    const box = element.getBoundingClientRect();
    return [element.outerHTML.slice(0, 90), box.width, box.height];
  }).filter(([, width, height]) => width < 23.9 || height < 23.9)"""


@pytest.mark.parametrize("size", SIZES)
def test_whatever_is_pressed_is_large_enough(opened: Opened, size: str) -> None:
    page = opened("nl", SIZES[size])
    unfold(page)
    assert page.evaluate(SMALL) == []


ACTIVE = "(document.activeElement.dataset.id || document.activeElement.tagName)"


def test_the_keyboard_reaches_everything_that_can_be_set(opened: Opened) -> None:
    page = opened(size=SIZES["desktop"])
    wanted = set(
        page.evaluate(
            "[...document.querySelectorAll('button, select, input, summary, [role=slider]')]"
            ".filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)"
            ".filter(e => !e.disabled && e.tabIndex >= 0"
            " && !(e.type === 'radio' && !e.checked)).map(e => e.dataset.id).filter(Boolean)"
        )
    )
    assert {"slider-inter_hip_distance", "handle-neck_shaft_angle", "handle-step_width"} <= wanted
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        active = page.evaluate(ACTIVE)
        reached.add(active)
        if active == "BODY" and len(reached) > 5:
            break
    assert wanted - reached == set()


NO_POINTERS = """delete window.PointerEvent;
for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel", "lostpointercapture"]) {
  window.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
}"""
"""A browser that knows no pointer events sends none."""


@pytest.mark.parametrize("name", ["slider-neck_shaft_angle", "handle-neck_shaft_angle"])
def test_a_browser_without_pointer_events_drags_with_the_mouse(opened: Opened, name: str) -> None:
    page = opened(before=NO_POINTERS)
    assert page.evaluate("!('PointerEvent' in window)")
    entry = page.locator('[data-id="entry-neck_shaft_angle"]')
    box = page.locator(f'[data-id="{name}"]').first.bounding_box()
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
    for width in (320, 1280):
        page = browser.new_page(viewport={"width": width, "height": 640})
        page.goto(file.as_uri())
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_five_hundred_random_actions_leave_no_error(opened: Opened) -> None:
    page = opened("nl")
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
