"""What holds of every page: for screen readers, weak eyes, fingers, keyboards and small screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hipmech import links
from hipmech.words import LANGUAGES, word
from tests.live_access import ACTIVE, LOOKS, SIZES, SMALL, WIDTH, reach, unfold, violations
from tests.live_windows import NARROW, PHONE, Opened, find, opening

PAGES = links.SETTINGS["page"]
SETTLED_ELSEWHERE = ("explore", "trendelenburg", "sweep", "running")
"""Pages whose own tests ask for more than this."""
YOUNGER = [page for page in PAGES if page not in SETTLED_ELSEWHERE]


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with opening(browser, files, reduced_motion="reduce") as open_page:
        yield open_page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_every_page_and_each_says_where_one_is(opened: Opened, language: str) -> None:
    page = opened("", language)
    for name in PAGES:
        find(page, f"page-{name}").click()
        expect(find(page, f"page-{name}")).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("heading", level=1)).to_have_text(word(links.TABS[name], language))
        assert page.evaluate(ACTIVE) == f"page-{name}"


@LOOKS
@pytest.mark.parametrize("name", YOUNGER)
def test_no_rule_of_accessibility_is_broken(
    opened: Opened, name: str, language: str, size: tuple[int, int], scheme: str
) -> None:
    page = opened(f"page={name}", language, size, scheme)
    assert violations(page) == []
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", YOUNGER)
def test_no_rule_is_broken_when_all_is_unfolded(opened: Opened, name: str, language: str) -> None:
    page = opened(f"page={name}", language, PHONE, "dark")
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_the_smallest_screen_need_not_be_pushed_aside(opened: Opened, name: str, language: str) -> None:
    page = opened(f"page={name}", language, NARROW)
    unfold(page)
    assert page.evaluate(WIDTH) <= NARROW[0]


@SIZES
@pytest.mark.parametrize("name", YOUNGER)
def test_whatever_is_pressed_is_large_enough(opened: Opened, name: str, size: tuple[int, int]) -> None:
    page = opened(f"page={name}", "nl", size)
    unfold(page)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("name", YOUNGER)
def test_the_keyboard_reaches_everything(opened: Opened, name: str) -> None:
    wanted, reached = reach(opened(f"page={name}"))
    assert wanted - reached == set()
