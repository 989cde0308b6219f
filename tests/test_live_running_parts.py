"""The parts of the page Running & tissue: each input once, and every part a step away, on paper too."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hipmech import links
from hipmech.words import LANGUAGES, word
from tests.live_access import unfold
from tests.live_running import LINKS, PAGE, looking_at_steps, stepping
from tests.live_windows import DESKTOP, PHONE, Opened, find, go_to, opening
from tests.settling import settle

PARTS = links.PARTS["running"]
BEFORE = 6280
"""Height of the page in px on a phone when all of it lay open, running in English."""
HEIGHT = "document.documentElement.scrollHeight"
INPUTS = """[...document.querySelectorAll("input, select")].map((one) => one.dataset.id)
  .filter((name) => /^(slider|dial|choice)-|^gait/.test(name ?? ""))"""


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with stepping(browser, files) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def looked(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with looking_at_steps(browser, files) as look:
        yield look


def folded(page: Page) -> list[str]:
    """Names of the parts that are closed."""
    closed: list[str] = page.locator(".running .fold:not([open])[data-id]").evaluate_all(
        "folds => folds.map((fold) => fold.dataset.id)"
    )
    return closed


@pytest.mark.parametrize("link", ["", *LINKS.values()])
def test_no_input_stands_in_two_places(looked: Opened, link: str) -> None:
    page = looked(link)
    unfold(page)
    shown = Counter(page.evaluate(INPUTS))
    assert len(shown) >= 8
    assert [name for name, times in shown.items() if times > 1] == []


def test_the_drop_moves_with_the_gait_and_stays_in_one_place(opened: Opened) -> None:
    page = opened("part=lateral")
    drop, lateral = find(page, "slider-pelvic_drop"), find(page, "lateral")
    expect(lateral.locator("[data-id=slider-pelvic_drop]")).to_have_count(1)
    for gait, inside, told in (("walk", 0, True), ("run", 1, False)):
        find(page, f"gait-{gait}").check(force=True)
        settle(page)
        expect(drop).to_have_count(1)
        expect(lateral.locator("[data-id=slider-pelvic_drop]")).to_have_count(inside)
        expect(lateral.get_by_text(word("lateral.drop", "en"))).to_be_visible(visible=told)
        drop.focus()
        before = find(page, "lateral").locator("summary").first.inner_text()
        drop.press("ArrowRight")
        settle(page)
        assert find(page, "lateral").locator("summary").first.inner_text() != before


@pytest.mark.parametrize("link", ["", "gait=walk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_oversees_it(opened: Opened, language: str, link: str) -> None:
    page = opened(link, language, PHONE)
    assert page.evaluate(HEIGHT) < BEFORE / 2
    assert folded(page) == list(PARTS)
    for line in page.locator(".running .fold-line").all():
        assert len(line.inner_text()) > 8


def test_a_hall_sees_the_numbers_at_once(opened: Opened) -> None:
    page = opened("", size=DESKTOP)
    expect(page.locator(".running-numbers table")).to_be_visible()
    for part in (".running-plot", "[data-id=dial-run_give]", ".running-said", "[data-id=numbers] summary"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_lead_from_the_index_to_every_part(opened: Opened, language: str) -> None:
    page = opened("", language, PHONE)
    jumps = page.locator("[data-id^=jump-]").evaluate_all("all => all.map((one) => one.dataset.id.slice(5))")
    assert jumps == list(PARTS)
    find(page, "gait_curve").focus()
    for name in reversed(jumps):
        page.evaluate("scrollTo(0, 0)")
        while page.evaluate("document.activeElement.dataset.id") != f"jump-{name}":
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        settle(page)
        expect(find(page, name)).to_have_attribute("open", "")
        expect(find(page, name).locator("summary").first).to_be_focused()
        expect(find(page, name).locator("summary").first).to_be_in_viewport()
        assert f"part={name}" in page.url


@pytest.mark.parametrize(
    "part, name", [("contact", "dial-femoral_head_radius"), ("lateral", "slider-neck_shaft_angle")]
)
def test_the_third_touch_from_the_landing_page_moves_what_was_folded(
    browser: Browser, files: dict[str, Path], part: str, name: str
) -> None:
    with opening(browser, files, reduced_motion="reduce") as open_page:
        page = open_page("", size=PHONE)
        find(page, "page-running").click()
        find(page, f"jump-{part}").click()
        settle(page)
        line = find(page, part).locator(".fold-line")
        before = line.inner_text()
        box = find(page, name).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
        settle(page)
        assert line.inner_text() != before


@pytest.mark.parametrize("name", PARTS)
def test_a_link_opens_at_its_part(opened: Opened, name: str) -> None:
    page = opened(f"part={name}", size=PHONE)
    assert folded(page) == [part for part in PARTS if part != name]
    expect(find(page, name).locator("summary").first).to_be_focused()
    expect(find(page, name).locator("summary").first).to_be_in_viewport()
    other = PARTS[(PARTS.index(name) + 1) % len(PARTS)]
    go_to(page, f"{PAGE}part={other}")
    expect(find(page, other)).to_have_attribute("open", "")


def test_the_link_tells_what_a_hand_opened_and_words_leave_it_open(opened: Opened) -> None:
    page = opened("", size=PHONE)
    for name in ("contact", "exercises"):
        find(page, name).locator("summary").first.click()
        settle(page)
        assert f"part={name}" in page.url
    page.evaluate("scrollTo(0, 0)")
    find(page, "language-nl").check(force=True)
    settle(page)
    assert folded(page) == ["numbers", "evidence", "lateral"]
    assert page.evaluate("scrollY") == 0
    find(page, "exercises").locator("summary").first.click()
    settle(page)
    assert "part=" not in page.url
    find(page, "page-explore").click()
    find(page, "page-running").click()
    settle(page)
    assert folded(page) == ["numbers", "evidence", "lateral", "exercises"]


def test_paper_shows_everything_and_the_page_folds_again(opened: Opened) -> None:
    page = opened("gait=walk", size=PHONE)
    closed = folded(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".running details:not([open])").count() == 0
    for part in (".running-numbers table", ".tissue-exercises table", "[data-name=lateral-hip]"):
        expect(page.locator(part)).to_be_visible()
    expect(page.locator(".jumps")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded(page) == closed
    assert "part=" not in page.url
