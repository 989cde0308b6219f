"""The page Running & tissue for everybody: screen reader, keyboard, weak eyes, small screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hipmech.words import LANGUAGES
from tests.live_running import DESKTOP, LINKS, NARROW, PHONE, Opened, opening
from tests.test_live_access import ACTIVE, CONTRASTS, SMALL, TEXT_CONTRAST, unfold, violations


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
    for link in ("run", "walk", "weak"):
        page = opened(f"{LINKS[link]}&language={language}", size, theme)
        unfold(page)
        assert violations(page) == [], link


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("link", LINKS)
def test_letters_of_the_chart_stand_out(opened: Opened, theme: str, link: str) -> None:
    found = opened(LINKS[link], theme=theme).evaluate(CONTRASTS)
    assert len(found["texts"]) > 5
    assert [one for one in found["texts"] if one[0].strip() and one[1] < TEXT_CONTRAST] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
def test_the_smallest_screen_need_not_be_pushed_aside(opened: Opened, language: str, link: str) -> None:
    page = opened(f"{LINKS[link]}&language={language}", NARROW)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("link", LINKS)
def test_whatever_is_pressed_is_large_enough(opened: Opened, size: tuple[int, int], link: str) -> None:
    page = opened(f"{LINKS[link]}&language=nl", size)
    unfold(page)
    assert page.evaluate(SMALL) == []


def test_the_keyboard_reaches_everything_that_can_be_set(opened: Opened) -> None:
    page = opened()
    wanted = {"gait-run", "gait_curve", "dial-gait_rate", "dial-run_width", "dial-run_give"}
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(ACTIVE))
    assert wanted <= reached
