"""The page Trendelenburg on every screen: type that is large enough, nothing beside the edge, no barrier."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hipmech.words import LANGUAGES
from tests.live_access import LOOKS, violations
from tests.live_stage import ADDRESS, ASKING, LARGE, STEPS, filled, presenting, stands
from tests.live_windows import NARROW, PHONE, PROJECTOR, Opened, files_in, find
from tests.settling import settle

SMALLEST = """() => {
  const texts = document.createTreeWalker(document.querySelector(".stage"), NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (texts.nextNode()) {
    const { parentElement: parent, data } = texts.currentNode;
    if (!data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest("title, .unseen, [aria-hidden=true].part, option")) continue;
    const matrix = parent.ownerSVGElement && parent.getScreenCTM();
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    sizes.push([parseFloat(getComputedStyle(parent).fontSize) * scale, data.trim().slice(0, 40)]);
  }
  for (const field of document.querySelectorAll(".stage input[type=number]")) {
    sizes.push([parseFloat(getComputedStyle(field).fontSize), field.dataset.id]);
  }
  return sizes.sort((one, other) => one[0] - other[0]).slice(0, 5);
}"""
WIDER = """() => {
  const { scrollWidth } = document.documentElement;
  const middle = document.querySelector(".stage-middle");
  return Math.max(scrollWidth - innerWidth, middle.scrollWidth - middle.clientWidth);
}"""
WEAK = "page=trendelenburg&abductor_strength=0.4"
PLACES = [(scene, step) for scene in ASKING for step in STEPS] + [("end", "show"), ("end", "sum")]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return files_in(tmp_path_factory.mktemp("stage"), ADDRESS)


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with presenting(browser, files) as open_page:
        yield open_page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PROJECTOR, LARGE])
def test_type_is_large_everywhere_in_full_screen(
    opened: Opened, language: str, size: tuple[int, int]
) -> None:
    page = opened(WEAK, language, size)
    page.keyboard.press("f")
    filled(page)
    page.locator(".stage-look").evaluate("fold => { fold.open = true }")
    for scene, step in PLACES:
        stands(page, scene, step)
        settle(page)
        assert [row for row in page.evaluate(SMALLEST) if row[0] < 23.9] == [], (scene, step)
        assert page.evaluate(WIDER) <= 1, (scene, step)
        page.keyboard.press("PageDown")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PHONE, NARROW])
def test_a_phone_shows_it_all_without_scrolling_sideways(
    opened: Opened, language: str, size: tuple[int, int]
) -> None:
    page = opened(WEAK, language, size, has_touch=True, is_mobile=True)
    for scene, step in PLACES:
        stands(page, scene, step)
        settle(page)
        assert [row for row in page.evaluate(SMALLEST) if row[0] < 15.9] == [], (scene, step)
        assert page.evaluate(WIDER) <= 1, (scene, step)
        page.keyboard.press("PageDown")


PROJECTORS = [(1024, 768), PROJECTOR, (1366, 768), LARGE]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PROJECTORS)
def test_what_is_said_of_the_bodies_stands_above_the_bar(
    opened: Opened, language: str, size: tuple[int, int]
) -> None:
    page = opened("page=trendelenburg&scene=triptych", language, size)
    for step in ("answer", "show"):
        find(page, "stage-next").click()
        stands(page, "triptych", step)
    settle(page)
    said = page.locator(".weak-said").evaluate_all(
        "boxes => boxes.map((box) => box.getBoundingClientRect().bottom)"
    )
    assert len(said) == 3
    assert max(said) <= page.locator(".stage-bottom").evaluate("bar => bar.getBoundingClientRect().top")


@LOOKS
def test_no_barrier_is_found(opened: Opened, language: str, size: tuple[int, int], scheme: str) -> None:
    page = opened(WEAK, language, PHONE if size == PHONE else PROJECTOR, scheme=scheme)
    for scene, step in PLACES:
        stands(page, scene, step)
        page.evaluate("document.querySelectorAll('.stage details').forEach(fold => { fold.open = true })")
        settle(page)
        assert violations(page) == [], (scene, step)
        page.keyboard.press("PageDown")


def test_no_barrier_is_found_alone_on_the_screen(opened: Opened) -> None:
    page = opened("page=trendelenburg&scene=power")
    page.keyboard.press("f")
    filled(page)
    find(page, "stage-look").click()
    settle(page)
    assert violations(page) == []
