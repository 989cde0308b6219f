"""The page Sweep for everybody: screen reader, keyboard, weak eyes, small screens, long words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hipmech.words import LANGUAGES
from tests.live_sweep import DESKTOP, NARROW, PHONE, Opened, opening
from tests.settling import settle
from tests.test_live_access import (
    ACTIVE,
    CONTRASTS,
    LINE_CONTRAST,
    SMALL,
    TEXT_CONTRAST,
    unfold,
    violations,
)

LINKS = {
    "curve": "",
    "map": "sweep_x=trunk_lean&sweep_y=inter_hip_distance&abductor_strength=0.5",
    "ways": "sweep_x=step_width&frozen=neck_shaft_angle:110",
    "use": "sweep_x=gluteal_strength&curve=utilisation&unit=N",
    "idle": "sweep_x=cane_distance",
    "long": "sweep_x=gluteal_strength&sweep_y=abductor_origin_lateral&curve=joint_reaction_angle_femur",
}


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    with opening(browser, tmp_path) as open_page:
        yield open_page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_rule_of_accessibility_is_broken(
    opened: Opened, language: str, theme: str, size: tuple[int, int]
) -> None:
    page = opened(f"language={language}", size, theme)
    for link in LINKS.values():
        page.evaluate("link => module_trial.show(link)", f"{link}&language={language}")
        settle(page)
        assert violations(page) == [], link
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("link", [name for name in LINKS if name != "idle"])
def test_letters_of_the_chart_stand_out(opened: Opened, theme: str, link: str) -> None:
    page = opened(LINKS[link], theme=theme)
    found = page.evaluate(CONTRASTS)
    assert len(found["texts"]) > 8
    assert [row for row in found["texts"] if row[0].strip() and row[1] < TEXT_CONTRAST] == []


LINES = """() => {
  const paper = getComputedStyle(document.querySelector(".hipmech")).getPropertyValue("--paper").trim();
  const parts = (colour) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
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
  const names = ["line", "level", "measured-", "height"];
  return [...document.querySelectorAll(names.map((name) => `path[data-id^="sweep-chart-${name}"]`))]
    .map((line) => getComputedStyle(line).stroke)
    .filter((colour) => colour !== "none")
    .map((colour) => ratio(light(colour), light(paper)));
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_of_the_chart_stand_out(opened: Opened, theme: str) -> None:
    for link in ("", LINKS["map"], LINKS["ways"]):
        ratios = opened(link, theme=theme).evaluate(LINES)
        assert len(ratios) > 2
        assert min(ratios) >= LINE_CONTRAST


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("link", LINKS)
def test_whatever_is_pressed_is_large_enough(opened: Opened, size: tuple[int, int], link: str) -> None:
    page = opened(f"{LINKS[link]}&language=nl", size)
    unfold(page)
    assert page.evaluate(SMALL) == []
    grips = page.evaluate(
        "[...document.querySelectorAll('.sweep-grip')].filter((grip) => grip.checkVisibility())"
        ".map((grip) => [grip.offsetWidth, grip.offsetHeight])"
    )
    assert all(min(grip) >= 24 for grip in grips)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
def test_the_smallest_screen_need_not_be_pushed_aside(opened: Opened, language: str, link: str) -> None:
    page = opened(f"{LINKS[link]}&language={language}", NARROW)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    outside = page.evaluate(
        """() => {
          const over = document.querySelector(".sweep-over").getBoundingClientRect();
          return [...document.querySelectorAll(".sweep-plot text")].filter((text) => {
            const box = text.getBoundingClientRect();
            return box.left < over.left - 8 || box.right > over.right + 8;
          }).map((text) => text.textContent);
        }"""
    )
    assert outside == []


@pytest.mark.parametrize("link", ["curve", "map"])
def test_the_keyboard_reaches_everything_that_can_be_set(opened: Opened, link: str) -> None:
    page = opened(LINKS[link])
    wanted = set(
        page.evaluate(
            "[...document.querySelectorAll('button, select, input, summary, [role=slider]')]"
            ".filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)"
            ".filter(e => !e.disabled && e.tabIndex >= 0"
            " && !(e.type === 'radio' && !e.checked)).map(e => e.dataset.id).filter(Boolean)"
        )
    )
    assert {"sweep_x", "sweep-cursor", "sweep-from-x", "sweep-to-x", "sweep-level", "sweep-use"} <= wanted
    reached = set()
    for _ in range(100):
        page.keyboard.press("Tab")
        active = page.evaluate(ACTIVE)
        reached.add(active)
        if active == "BODY" and len(reached) > 5:
            break
    assert wanted - reached == set()


def test_every_slider_says_its_value_with_its_unit(opened: Opened) -> None:
    page = opened(f"{LINKS['map']}&language=nl")
    said = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.sweep-grip')]"
        ".map((grip) => [grip.dataset.id,"
        " [grip.ariaLabel, grip.ariaValueText, Number(grip.ariaValueNow)]]))"
    )
    assert said["sweep-from-x"][1] == "−10°"
    assert said["sweep-to-y"][1] == "199\u202fmm"
    assert said["sweep-level"][1].startswith("2,61\u202f×\u202fLG")
    assert all(name and words and now == now for name, words, now in said.values())


def test_the_chart_is_told_in_words(opened: Opened) -> None:
    page = opened()
    told = page.locator('.sweep-plot svg[role="img"]').get_attribute("aria-label") or ""
    assert told.startswith("Joint force against neck-shaft angle. First: neck-shaft angle 100°: 2.18")
    assert "This hip: neck-shaft angle 127°: 2.73" in told


def test_words_of_twice_the_length_break_no_page(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hipmech.live import bundle as live

    source = dict(live.modules())
    start = "return text.replace(/\\{(\\w+)\\}/g"
    assert start in source["words"]
    source["words"] = source["words"].replace(start, start.replace("text", "`${text} ${text}`"))
    monkeypatch.setattr(live, "modules", lambda: source)
    with opening(browser, tmp_path) as open_page:
        for link in ("curve", "map", "ways"):
            for size in (NARROW, DESKTOP):
                page = open_page(f"{LINKS[link]}&language=nl", size)
                assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
