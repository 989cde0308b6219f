"""The page in a browser: what is seen, heard and shared."""

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from hipmech.figures.themes import THEMES

Opening = Callable[..., Page]
PATIENCE = 30_000  # milliseconds; the first page waits for every import


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[tuple[str, str], BrowserContext]]:
    """One browser profile for each language and light: it loads Streamlit's own files once."""
    made: dict[tuple[str, str], BrowserContext] = {}
    yield made
    for window in made.values():
        window.close()


@pytest.fixture
def open_page(
    browser: Browser, app_server: str, windows: dict[tuple[str, str], BrowserContext]
) -> Iterator[Opening]:
    """Open the app in a page of its own; at the end no page may have complained."""
    complaints: list[str] = []
    pages: list[Page] = []

    def opened(query: str = "", width: int = 1280, locale: str = "en-GB", scheme: Any = "light") -> Page:
        if (locale, scheme) not in windows:
            windows[locale, scheme] = browser.new_context(locale=locale, color_scheme=scheme)
        page = windows[locale, scheme].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 800})
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{app_server}/{query}")
        settled(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert complaints == []


def settled(page: Page) -> None:
    """Wait until the script has run to its end: the last curve stands, and nothing runs."""
    expect(page.locator(".st-key-bench img")).to_have_count(5, timeout=PATIENCE)
    expect(page.get_by_role("slider").nth(2)).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_have_count(1)


def joint_force(page: Page) -> Locator:
    return page.get_by_test_id("stMetricValue").nth(1)


def to_its_end(page: Page, number: int) -> None:
    """Pull a slider to its highest position."""
    page.get_by_role("slider").nth(number).press("End")


def picture(page: Page, number: int = 0) -> str:
    source = page.locator(".st-key-bench img").nth(number).get_attribute("src") or ""
    return base64.b64decode(source.partition(",")[2]).decode()


def violations(page: Page) -> list[str]:
    found = cast(dict[str, Any], Axe().run(page).response)["violations"]
    return [f"{one['id']}: {[node['html'][:150] for node in one['nodes']]}" for one in found]


def sideways(page: Page) -> int:
    """By how many px the page could be scrolled sideways."""
    measure = "e => Math.max(e.scrollWidth, document.documentElement.scrollWidth) - innerWidth"
    return int(page.get_by_test_id("stMain").evaluate(measure))


@pytest.mark.parametrize(
    "locale, language, title, number",
    [
        ("en-GB", "en", "hipmech · Explore", "2.73\u202f×\u202fBW"),
        ("nl-NL", "nl", "hipmech · Ontdekken", "2,73\u202f×\u202fLG"),
    ],
)
@pytest.mark.parametrize("scheme", THEMES)
def test_it_opens_in_the_language_and_light_of_the_browser(
    open_page: Opening, locale: str, language: str, title: str, number: str, scheme: str
) -> None:
    page = open_page(locale=locale, scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(joint_force(page)).to_have_text(number)
    assert page.locator("html").get_attribute("lang") == language
    assert THEMES[scheme].paper.lower() in picture(page).lower()
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_the_hip_first_and_never_scrolls_sideways(open_page: Opening, width: int) -> None:
    page = open_page("?step_width=230&trunk_lean=35", width=width, locale="nl-NL")
    assert sideways(page) <= 0
    for fold in page.get_by_test_id("stExpander").all():
        fold.locator("summary").click()
    expect(page.locator(".rows")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    assert sideways(page) <= 0


def test_on_a_phone_the_hip_stays_in_sight_while_a_slider_is_pulled(open_page: Opening) -> None:
    page = open_page(width=390)
    below = page.get_by_role("slider").nth(2).bounding_box()
    assert below is not None
    page.get_by_test_id("stMain").evaluate("(e, by) => e.scrollBy(0, by)", below["y"] - 500)
    hip = page.locator(".st-key-hip img").bounding_box()
    slider = page.get_by_role("slider").nth(2).bounding_box()
    assert hip is not None
    assert slider is not None
    assert below["y"] > 800
    assert slider["y"] == pytest.approx(500, abs=20)
    assert hip["y"] >= 0
    assert hip["height"] <= 0.45 * 800 + 1
    assert hip["y"] + hip["height"] < slider["y"]


def test_a_phone_has_no_violations(open_page: Opening) -> None:
    page = open_page(width=390, locale="nl-NL", scheme="dark")
    for fold in page.get_by_test_id("stExpander").all():
        fold.locator("summary").click()
    expect(page.locator(".katex").first).to_be_visible()
    expect(page.locator(".rows")).to_be_visible()
    assert violations(page) == []


def test_a_wide_table_scrolls_in_its_own_box_from_the_keyboard(open_page: Opening) -> None:
    page = open_page(width=390)
    page.get_by_test_id("stExpander").nth(2).locator("summary").click()
    box = page.locator(".box")
    box.focus()
    box.press("ArrowRight")
    page.wait_for_function("document.querySelector('.box').scrollLeft > 0")


def test_a_source_opens_in_a_window_that_knows_nothing_of_this_one(open_page: Opening) -> None:
    link = open_page().locator("a[href^='https://doi.org/10.1371']").first
    assert link.get_attribute("target") == "_blank"
    assert "noopener" in (link.get_attribute("rel") or "")


def test_a_name_that_a_link_gives_twice_is_told(open_page: Opening) -> None:
    page = open_page("?inter_hip_distance=180&inter_hip_distance=192")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("more than once")
    expect(joint_force(page)).to_have_text("2.96\u202f×\u202fBW")


def test_a_slider_moves_number_picture_curve_and_address(open_page: Opening) -> None:
    page = open_page()
    before = picture(page), picture(page, 2)
    to_its_end(page, 0)
    expect(joint_force(page)).to_have_text("3.17\u202f×\u202fBW")
    expect(page).to_have_url(re.compile(r"\?inter_hip_distance=210$"))
    settled(page)
    after = picture(page), picture(page, 2)
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert "Against the normal hip: body-weight arm +22.6" in page.get_by_test_id("stMain").inner_text()


def test_a_slider_says_its_value_with_its_unit_in_the_language_of_the_page(open_page: Opening) -> None:
    page = open_page("?pelvic_drop=2.5", locale="nl-NL")
    page.get_by_test_id("stExpander").first.locator("summary").click()
    said = [slider.get_attribute("aria-valuetext") for slider in page.get_by_role("slider").all()]
    assert said[:3] == ["172\u202fmm", "127°", "130\u202fmm"]
    assert "2,5°" in said


def test_a_link_restores_hip_language_unit_and_view(open_page: Opening) -> None:
    link = "?neck_shaft_angle=140&stance_side=left&language=nl&unit=N&view=back"
    page = open_page(link)
    expect(joint_force(page)).to_have_text("2\u202f366\u202fN")
    expect(page.get_by_role("heading", level=1)).to_have_text("hipmech · Ontdekken")
    assert page.get_by_role("slider").nth(1).get_attribute("aria-valuetext") == "140°"
    assert "standbeen links" in (page.locator(".st-key-hip img").get_attribute("alt") or "")
    assert page.locator("html").get_attribute("lang") == "nl"
    assert parse_qs(urlsplit(page.url).query) == parse_qs(link[1:])


def test_the_switch_of_language_changes_the_page_and_keeps_the_hip(open_page: Opening) -> None:
    page = open_page("?inter_hip_distance=192")
    page.get_by_role("radio", name="Nederlands").click()
    expect(joint_force(page)).to_have_text("2,96\u202f×\u202fLG")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_url(re.compile("inter_hip_distance=192&language=nl$"))


def test_the_back_button_undoes_one_change_after_the_other_however_fast(open_page: Opening) -> None:
    page = open_page()
    for slider, query in ((0, "inter_hip_distance=210"), (1, "neck_shaft_angle=150&inter_hip_distance=210")):
        to_its_end(page, slider)
        page.wait_for_function(
            "query => query.split('&').every(part => location.search.includes(part))", arg=query
        )
        settled(page)
    page.go_back()
    page.go_back()
    expect(joint_force(page)).to_have_text("2.73\u202f×\u202fBW")
    assert [one.get_attribute("aria-valuetext") for one in page.get_by_role("slider").all()[:2]] == [
        "172\u202fmm",
        "127°",
    ]


def test_a_hostile_link_runs_nothing_and_says_so(open_page: Opening) -> None:
    attack = "%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D%27owned%27%3E"
    page = open_page(f"?step_width={attack}&{attack}=1&inter_hip_distance=9999&view=%5Bx%5D(javascript:1)")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("inter_hip_distance: 9999 lies outside")
    assert page.locator("[data-testid=stAlert] :is(img, a)").count() == 0
    assert page.title() == "hipmech · Explore"
    expect(joint_force(page)).to_have_text("2.73\u202f×\u202fBW")


def test_the_misconception_is_hatched_and_only_models_are_solid(open_page: Opening) -> None:
    page = open_page("?step_width=230")
    looks = page.locator(".steps .bar div").evaluate_all(
        "all => all.map(e => getComputedStyle(e).backgroundImage)"
    )
    assert [look.startswith("repeating-linear-gradient") for look in looks] == [False] * 4 + [True]


def test_a_number_unfolds_to_its_equation_unit_source_and_certainty(open_page: Opening) -> None:
    page = open_page()
    page.get_by_test_id("stExpander").nth(1).locator("summary").click()
    expect(page.locator(".katex").nth(20)).to_be_attached()
    text = page.get_by_test_id("stExpander").nth(1).inner_text()
    for part in (
        "Abductor force (N)",
        "Winter DA (2009)",
        "certainty A: read in the source itself",
        "geometry and statics",
    ):
        assert part in text


@pytest.mark.parametrize("name, start", [("CSV", "body_mass [kg],"), ("SVG", "<svg")])
def test_the_hip_can_be_taken_along(open_page: Opening, name: str, start: str) -> None:
    page = open_page("?inter_hip_distance=192")
    page.get_by_test_id("stExpander").last.locator("summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    assert download.value.path().read_text(encoding="utf-8").startswith(start)
    assert download.value.suggested_filename == f"hip.{name.lower()}"
