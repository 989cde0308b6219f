"""What holds of every page: for screen readers, weak eyes, fingers, keyboards and small screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hipmech import links
from hipmech.words import LANGUAGES, word
from tests.live_pages import DESKTOP, NARROW, PHONE, Opened, find, opening, written
from tests.test_live_access import ACTIVE, SMALL, unfold, violations

PAGES = links.SETTINGS["page"]
SETTLED_ELSEWHERE = ("explore", "trendelenburg", "sweep")
"""Pages whose own tests ask for more than this."""
YOUNGER = [page for page in PAGES if page not in SETTLED_ELSEWHERE]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return written(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with opening(browser, files) as open_page:
        yield open_page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_every_page_and_each_says_where_one_is(opened: Opened, language: str) -> None:
    page = opened("", language)
    for name in PAGES:
        find(page, f"page-{name}").click()
        expect(find(page, f"page-{name}")).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("heading", level=1)).to_have_text(word(links.TABS[name], language))
        assert page.evaluate(ACTIVE) == f"page-{name}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", YOUNGER)
def test_no_rule_of_accessibility_is_broken(
    opened: Opened, name: str, language: str, scheme: str, size: tuple[int, int]
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
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", YOUNGER)
def test_whatever_is_pressed_is_large_enough(opened: Opened, name: str, size: tuple[int, int]) -> None:
    page = opened(f"page={name}", "nl", size)
    unfold(page)
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("name", YOUNGER)
def test_the_keyboard_reaches_everything(opened: Opened, name: str) -> None:
    page = opened(f"page={name}")
    wanted = set(
        page.evaluate(
            "[...document.querySelectorAll('button, select, input, summary, [role=slider]')]"
            ".filter(e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)"
            ".filter(e => !e.disabled && e.tabIndex >= 0 && !(e.type === 'radio' && !e.checked))"
            ".map(e => e.dataset.id).filter(Boolean)"
        )
    )
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        active = page.evaluate(ACTIVE)
        reached.add(active)
        if active == "BODY" and len(reached) > 5:
            break
    assert wanted - reached == set()
