"""Pages that are folded in parts: a phone oversees them, every part is a step away, on paper too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hipmech import links
from hipmech.claims import CLAIMS
from hipmech.words import LANGUAGES, word
from tests.live_access import unfold
from tests.live_windows import DESKTOP, NARROW, PHONE, Opened, find, go_to, opening
from tests.settling import settle

BEFORE = {"explore": 8600, "article": 10600, "evidence": 4800}
"""Heights of pages in px on a phone when most of them lay open, in English."""
HEIGHT = "document.documentElement.scrollHeight"
PAGES = tuple(BEFORE)
EVERY = [(page, part) for page in PAGES for part in links.PARTS[page]]
ON_TOP = """(part) => {
  const { left, top, height } = part.getBoundingClientRect();
  return part.contains(document.elementFromPoint(left + 20, top + height / 2));
}"""
PRINTED = """(() => {
  dispatchEvent(new Event("beforeprint"));
  const count = (parts) => document.querySelectorAll(parts).length;
  return [count("details:not([open])"), count(".evidence-body:empty, .evidence-reason:not(:has(table))")
    + count(".lesson-equations > div:empty, .lesson-levers > div:empty")];
})()"""
"""What is still closed on paper, and what came too late for it."""
PLACE = "part => { const { left, right, top } = part.getBoundingClientRect(); return [left, right, top]; }"
BESIDE = ("body", "look")
"""Parts of Explore that need no fold where there is room beside the hip."""


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with opening(browser, files, reduced_motion="reduce") as open_page:
        yield open_page


def parts(page: Page, state: str = "") -> list[str]:
    found: list[str] = page.locator(f".fold[data-id]{state}").evaluate_all(
        "folds => folds.map((fold) => fold.dataset.id)"
    )
    return [name for name in found if name in links.SETTINGS["part"]]


def test_the_article_has_a_part_for_every_claim() -> None:
    assert links.PARTS["article"] == tuple(CLAIMS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_phone_oversees_it(opened: Opened, name: str, language: str) -> None:
    page = opened(f"page={name}", language, PHONE)
    assert page.evaluate(HEIGHT) < BEFORE[name] * (0.75 if name == "evidence" else 0.45)
    assert parts(page) == list(links.PARTS[name])
    for line in page.locator(".fold:not([open]) > summary .fold-line").all():
        assert len(line.inner_text().strip()) > 5


def test_hip_sliders_and_answers_of_explore_lie_open_and_first(opened: Opened) -> None:
    page = opened("", size=PHONE)
    assert parts(page, "[open]") == []
    tops = [
        page.locator(part).first.evaluate("part => part.getBoundingClientRect().top")
        for part in (".bench-hip", "[data-id=slider-step_width]", ".answer-number", ".fold > summary")
    ]
    assert tops == sorted(tops)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_keys_lead_from_the_index_to_every_part(opened: Opened, name: str, language: str) -> None:
    page = opened(f"page={name}", language, PHONE)
    jumps = page.locator(".jumps button")
    assert jumps.count() == len(links.PARTS[name])
    for part in links.PARTS[name]:
        find(page, f"jump-{part}").focus()
        page.keyboard.press("Enter")
        settle(page)
        summary = find(page, part).locator("> summary")
        expect(find(page, part)).to_have_attribute("open", "")
        expect(summary).to_be_focused()
        expect(summary).to_be_in_viewport()
        assert f"part={part}" in page.url
        assert summary.evaluate(ON_TOP), "something lies over it"


@pytest.mark.parametrize("name, part", EVERY)
def test_a_link_opens_at_its_part(opened: Opened, name: str, part: str) -> None:
    page = opened(f"page={name}&part={part}", size=PHONE)
    summary = find(page, part).locator("> summary")
    expect(find(page, part)).to_have_attribute("open", "")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    other = links.PARTS[name][0]
    go_to(page, f"page={name}&part={other}")
    expect(find(page, other)).to_have_attribute("open", "")


@pytest.mark.parametrize("name", links.PARTS)
def test_paper_shows_everything_and_the_page_folds_again(opened: Opened, name: str) -> None:
    page = opened(f"page={name}", size=PHONE)
    opened_before = parts(page, "[open]")
    assert page.evaluate(PRINTED) == [0, 0]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    settle(page)
    assert parts(page, "[open]") == opened_before
    assert "part=" not in page.url


def test_a_hall_sees_the_panels_beside_the_hip_without_a_fold(opened: Opened) -> None:
    page = opened("", size=DESKTOP)
    _, right, top = page.locator(".bench-hip svg").evaluate(PLACE)
    for panel in ("body", "balance"):
        left, _, beside = page.locator(f".bench svg[data-panel={panel}]").evaluate(PLACE)
        assert left > right
        assert abs(beside - top) < 40
    for name in BESIDE:
        expect(find(page, name).locator("> summary")).to_be_hidden()
        expect(find(page, f"jump-{name}")).to_be_hidden()
    for part in (".lesson-steps", ".lesson-conventions", ".lesson-measured", ".tipping", ".tasks"):
        expect(page.locator(part)).to_be_visible()


def test_a_window_that_is_made_wider_unfolds_what_stands_beside_the_hip(opened: Opened) -> None:
    page = opened("", size=PHONE)
    expect(page.locator(".bench svg[data-panel=body]")).to_be_hidden()
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    expect(page.locator(".bench svg[data-panel=body]")).to_be_visible()
    expect(find(page, "unit-N")).to_be_attached()
    expect(page.locator(".look")).to_be_visible()


def test_what_is_folded_away_does_not_follow_a_hand(opened: Opened) -> None:
    page = opened("", size=PHONE)
    box = find(page, "handle-inter_hip_distance").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    find(page, "body").evaluate(
        """(fold) => {
          const watcher = new MutationObserver((seen) => { window.changed = seen.length; });
          window.changed = 0;
          watcher.observe(fold, { subtree: true, childList: true, attributes: true, characterData: true });
        }"""
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=5)
    settle(page)
    assert page.evaluate("changed") <= 1, "the handle of the foot alone stays where it is"
    page.mouse.up()
    settle(page)
    assert page.evaluate("changed") > 1
    find(page, "body").locator("> summary").click()
    expect(page.locator(".bench svg[data-panel=balance]")).to_contain_text("W")


def test_the_second_touch_from_the_landing_page_answers_a_task(opened: Opened) -> None:
    page = opened("", size=PHONE)
    find(page, "jump-tasks").click()
    find(page, "task-option-3").click()
    expect(find(page, "tasks").locator(".fold-line")).to_contain_text(
        word("task.score", "en", right=1, answered=1, left=7)
    )


def test_other_words_keep_what_was_done_and_leave_none_of_the_old_ones(opened: Opened) -> None:
    page = opened("", size=PHONE)
    for name in ("tasks", "equations", "contact"):
        find(page, name).locator("> summary").click()
    find(page, "task-option-3").click()
    find(page, "equations").locator("select").select_option("abductor_arm")
    find(page, "language-nl").check(force=True)
    settle(page)
    assert parts(page, "[open]") == ["tasks", "equations", "contact"]
    expect(find(page, "task-score")).to_contain_text("goed")
    expect(find(page, "equations").locator("select")).to_have_value("abductor_arm")
    expect(find(page, "contact").locator("h2")).to_have_text(word("contact.title", "nl"))
    find(page, "page-sweep").click()
    find(page, "page-explore").click()
    settle(page)
    assert parts(page, "[open]") == ["tasks", "equations", "contact"]
    expect(find(page, "task-score")).to_contain_text("goed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_of_certainty_stand_in_columns(opened: Opened, language: str) -> None:
    for size in (PHONE, NARROW, DESKTOP):
        page = opened("page=evidence", language, size)
        boxes = [letter.evaluate(PLACE) for letter in page.locator(".evidence-letters li").all()]
        columns, rows = ({box[axis] for box in boxes} for axis in (0, 2))
        assert len(columns) * len(rows) == len(boxes) == 4


def test_a_phone_is_told_of_no_keys(opened: Opened) -> None:
    told = word("stage.keys", "en")
    expect(opened("page=trendelenburg").get_by_text(told)).to_be_visible()
    touched = opened("page=trendelenburg", size=PHONE, has_touch=True, is_mobile=True)
    expect(touched.get_by_text(told)).to_be_hidden()


@pytest.mark.parametrize("scene", links.SCENES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scenes_are_chosen_from_one_row(opened: Opened, scene: str, language: str) -> None:
    page = opened(f"page=trendelenburg&scene={scene}", language, PHONE)
    tops = [place.evaluate(PLACE)[2] for place in page.locator(".stage-place").all()]
    assert len(tops) == len(links.SCENES)
    assert max(tops) - min(tops) <= 1


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", ["neck_shaft_angle", "inter_hip_distance", "step_width"])
def test_no_edge_of_the_usual_range_crosses_the_name_of_what_was_measured(
    opened: Opened, name: str, size: tuple[int, int]
) -> None:
    page = opened(f"page=sweep&sweep_x={name}", size=size)
    named, usual, axis = (
        page.locator(f".sweep-plot [data-id$={part}]").first.evaluate(PLACE)
        for part in ("measured-name", "usual", "axis")
    )
    for edge in (*usual[:2], axis[1]):
        assert not named[0] < edge < named[1]


def test_sources_of_a_sweep_come_after_the_rest_of_its_hip(opened: Opened) -> None:
    page = opened("page=sweep", size=PHONE)
    unfold(page)
    tops = [
        page.locator(part).first.evaluate("part => part.getBoundingClientRect().top")
        for part in (".sweep-legend", ".sweep-rest", "[data-id=more]", ".sweep-sources", ".take")
    ]
    assert tops == sorted(tops)


def test_another_page_forgets_the_part_and_the_way_back_finds_the_claim(opened: Opened) -> None:
    page = opened("page=article", size=PHONE)
    find(page, "jump-wide_hips").click()
    find(page, "claim-wide_hips").click()
    settle(page)
    assert "part=" not in page.url
    find(page, "article-return").click()
    settle(page)
    expect(find(page, "wide_hips")).to_have_attribute("open", "")
    expect(find(page, "claim-wide_hips")).to_be_focused()
