"""The page Sweep for everybody: screen reader, keyboard, weak eyes, small screens, long words."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from hipmech.words import LANGUAGES
from tests import live_sweep
from tests.live_access import (
    CONTRASTS,
    LINE_CONTRAST,
    LOOKS,
    RATIO,
    SCHEMES,
    SIZES,
    SMALL,
    TEXT_CONTRAST,
    WIDTH,
    reach,
    unfold,
    violations,
)
from tests.live_windows import DESKTOP, NARROW, Opened, go_to

LINKS = {
    "curve": "",
    "map": "sweep_x=trunk_lean&sweep_y=inter_hip_distance&abductor_strength=0.5",
    "ways": "sweep_x=step_width&frozen=neck_shaft_angle:110",
    "use": "sweep_x=gluteal_strength&curve=utilisation&unit=N",
    "idle": "sweep_x=cane_distance",
    "long": "sweep_x=gluteal_strength&sweep_y=abductor_origin_lateral&curve=joint_reaction_angle_femur",
}
AT = {name: f"page=sweep&{link}" for name, link in LINKS.items()}


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    return {"reduced_motion": "reduce"}


@LOOKS
def test_no_rule_of_accessibility_is_broken(
    opened: Opened, language: str, size: tuple[int, int], scheme: str
) -> None:
    first, *others = AT.values()
    page = opened(first, language, size, scheme)
    assert violations(page) == []
    for link in others:
        go_to(page, f"{link}&language={language}")
        assert violations(page) == [], link
    unfold(page)
    assert violations(page) == []


@SCHEMES
@pytest.mark.parametrize("link", [name for name in LINKS if name != "idle"])
def test_letters_of_the_chart_stand_out(looked: Opened, scheme: str, link: str) -> None:
    found = looked(AT[link], scheme=scheme).evaluate(CONTRASTS)
    assert len(found["texts"]) > 8
    assert [row for row in found["texts"] if row[0].strip() and row[1] < TEXT_CONTRAST] == []


LINES = f"""() => {{
  {RATIO}
  const names = ["line", "level", "measured-", "height"];
  return [...document.querySelectorAll(names.map((name) => `path[data-id^="sweep-chart-${{name}}"]`))]
    .map((line) => getComputedStyle(line).stroke)
    .filter((colour) => colour !== "none")
    .map(contrast);
}}"""


@SCHEMES
def test_lines_of_the_chart_stand_out(looked: Opened, scheme: str) -> None:
    for link in ("curve", "map", "ways"):
        ratios = looked(AT[link], scheme=scheme).evaluate(LINES)
        assert len(ratios) > 2
        assert min(ratios) >= LINE_CONTRAST


@SIZES
@pytest.mark.parametrize("link", LINKS)
def test_whatever_is_pressed_is_large_enough(looked: Opened, size: tuple[int, int], link: str) -> None:
    page = looked(AT[link], "nl", size)
    unfold(page)
    assert page.evaluate(SMALL) == []
    grips = page.evaluate(
        "[...document.querySelectorAll('.sweep-grip')].filter((grip) => grip.checkVisibility())"
        ".map((grip) => [grip.offsetWidth, grip.offsetHeight])"
    )
    assert all(min(grip) >= 24 for grip in grips)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
def test_the_smallest_screen_need_not_be_pushed_aside(looked: Opened, language: str, link: str) -> None:
    page = looked(AT[link], language, NARROW)
    unfold(page)
    assert page.evaluate(WIDTH) <= NARROW[0]
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
    wanted, reached = reach(opened(AT[link]))
    assert {"sweep_x", "sweep-cursor", "sweep-from-x", "sweep-to-x", "sweep-level", "sweep-use"} <= wanted
    assert wanted - reached == set()


def test_every_slider_says_its_value_with_its_unit(looked: Opened) -> None:
    page = looked(AT["map"], "nl")
    said = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.sweep-grip')]"
        ".map((grip) => [grip.dataset.id,"
        " [grip.ariaLabel, grip.ariaValueText, Number(grip.ariaValueNow)]]))"
    )
    assert said["sweep-from-x"][1] == "−10°"
    assert said["sweep-to-y"][1] == "199\u202fmm"
    assert said["sweep-level"][1].startswith("2,61\u202f×\u202fLG")
    assert all(name and words and now == now for name, words, now in said.values())


def test_the_chart_is_told_in_words(looked: Opened) -> None:
    page = looked(AT["curve"])
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
    with live_sweep.opening(browser, tmp_path) as open_page:
        for link in ("curve", "map", "ways"):
            for size in (NARROW, DESKTOP):
                page = open_page(f"{LINKS[link]}&language=nl", size)
                assert page.evaluate(WIDTH) <= size[0]
