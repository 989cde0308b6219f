"""The page in a browser: opened, changed, shared, gone back to, taken along."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import hipmech as hm
from hipmech import links
from hipmech.figures.themes import THEMES
from tests import live_access
from tests.held_hips import as_csv, inputs_of
from tests.live_windows import listen, watching
from tests.settling import served, settle

Opening = Callable[..., Page]


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
            windows[locale, scheme] = browser.new_context(
                locale=locale, color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"]
            )
        page = windows[locale, scheme].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 800})
        listen(page, complaints)
        page.goto(f"{app_server}/{query}")
        rest(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert complaints == []


def rest(page: Page) -> None:
    """Wait until the app is shown whole and the server has no more to say."""
    expect(joint_force(page)).to_be_visible()
    served(page)


def joint_force(page: Page) -> Locator:
    return page.locator(".answer[data-name=joint_reaction] summary strong")


def slider(page: Page, name: str) -> Locator:
    return page.locator(f"[data-id=slider-{name}]")


def unfold(page: Page) -> None:
    """Open every fold, also those that come with another."""
    for _ in range(2):
        page.locator(".hipmech details").evaluate_all("all => all.forEach(fold => { fold.open = true })")
        settle(page)


def violations(page: Page) -> list[str]:
    # axe knows a skip link only by the first link after it, which it cannot compare into a shadow root
    return live_access.violations(page, {"exclude": [["[data-testid=stSkipToContent]"]]})


def sideways(page: Page) -> int:
    """By how many px the page could be scrolled sideways."""
    measure = "e => Math.max(e.scrollWidth, document.documentElement.scrollWidth) - innerWidth"
    return int(page.get_by_test_id("stMain").evaluate(measure))


@pytest.mark.parametrize(
    "locale, scheme, title, number",
    [
        ("en-GB", "light", "hipmech · Explore", "2.73\u202f×\u202fBW"),
        ("nl-NL", "dark", "hipmech · Ontdekken", "2,73\u202f×\u202fLG"),
    ],
)
def test_it_opens_in_the_language_and_light_of_the_browser(
    open_page: Opening, locale: str, scheme: str, title: str, number: str
) -> None:
    page = open_page(locale=locale, scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(joint_force(page)).to_have_text(number)
    expect(page).to_have_title(title)
    expect(page.locator("html")).to_have_attribute("lang", locale[:2])
    expect(page.locator(".hipmech")).to_have_attribute("data-theme", scheme)
    paper = page.locator(".hipmech").evaluate("e => getComputedStyle(e).getPropertyValue('--paper')")
    assert paper.lower() == THEMES[scheme].paper.lower()
    unfold(page)
    assert violations(page) == []


def test_the_light_follows_the_browser(open_page: Opening) -> None:
    page = open_page("?step_width=200")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".hipmech")).to_have_attribute("data-theme", "dark")
    expect(slider(page, "step_width")).to_have_attribute("aria-valuetext", "200\u202fmm")


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_never_scrolls_sideways(open_page: Opening, width: int) -> None:
    page = open_page("?step_width=230&trunk_lean=35&frozen=normal", width=width, locale="nl-NL")
    assert sideways(page) <= 0
    unfold(page)
    assert sideways(page) <= 0
    assert violations(page) == []


def test_on_a_phone_the_hip_stays_in_sight_while_a_slider_is_pulled(open_page: Opening) -> None:
    page = open_page(width=390)
    below = slider(page, "step_width").bounding_box()
    assert below is not None
    page.get_by_test_id("stMain").evaluate("(e, by) => e.scrollBy(0, by)", below["y"] - 560)
    settle(page)
    hip, pulled = (
        page.locator(".bench-hip svg").first.bounding_box(),
        slider(page, "step_width").bounding_box(),
    )
    assert hip is not None
    assert pulled is not None
    assert hip["y"] >= 0
    assert hip["height"] <= 0.45 * 800 + 1
    assert hip["y"] + hip["height"] < pulled["y"]


def test_the_server_hears_of_a_hip_only_when_it_is_let_go(open_page: Opening) -> None:
    page = open_page()
    heard: list[Any] = []
    page.evaluate("""() => {
      const send = WebSocket.prototype.send;
      window.sent = 0;
      WebSocket.prototype.send = function (...all) { window.sent += 1; return send.apply(this, all); };
    }""")
    box = slider(page, "neck_shaft_angle").bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(middle[0] + 3 * step, middle[1])
        heard.append(page.evaluate("window.sent"))
    settle(page)
    moving = slider(page, "neck_shaft_angle").get_attribute("aria-valuetext") or ""
    assert moving != "127°"
    expect(page.locator(".curve-value").nth(1)).not_to_have_text("2.73\u202f×\u202fBW")
    assert [*heard, page.evaluate("window.sent")] == [0] * 21
    assert not urlsplit(page.url).query
    page.mouse.up()
    expect(page).to_have_url(re.compile(rf"\?neck_shaft_angle={moving.rstrip('°')}$"))
    assert page.evaluate("window.sent") == 1


def test_a_link_restores_hip_language_unit_view_and_the_frozen_hip(open_page: Opening) -> None:
    link = "?neck_shaft_angle=140&stance_side=left&language=nl&unit=N&view=back&frozen=step_width:200"
    page = open_page(link)
    expect(joint_force(page)).to_have_text("2\u202f366\u202fN")
    expect(page.get_by_role("heading", level=1)).to_have_text("hipmech · Ontdekken")
    expect(slider(page, "neck_shaft_angle")).to_have_attribute("aria-valuetext", "140°")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("[data-id=freeze]")).to_have_attribute("aria-pressed", "true")
    assert parse_qs(urlsplit(page.url).query) == parse_qs(link[1:])


def test_the_switch_of_language_changes_the_page_and_keeps_the_hip(open_page: Opening) -> None:
    page = open_page("?inter_hip_distance=192")
    page.get_by_role("radio", name="Nederlands").check(force=True)
    expect(joint_force(page)).to_have_text("2,96\u202f×\u202fLG")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_url(re.compile("inter_hip_distance=192&language=nl$"))
    expect(page).to_have_title("hipmech · Ontdekken")


def test_back_and_forward_go_through_what_was_done(open_page: Opening) -> None:
    page = open_page()
    slider(page, "inter_hip_distance").press("End")
    expect(page).to_have_url(re.compile("inter_hip_distance=210"))
    page.locator("[data-id=freeze]").click()
    expect(page).to_have_url(re.compile("frozen=inter_hip_distance%3A210"))
    slider(page, "neck_shaft_angle").press("End")
    expect(page).to_have_url(re.compile("neck_shaft_angle=150"))
    for _ in range(3):
        page.go_back()
    expect(joint_force(page)).to_have_text("2.73\u202f×\u202fBW")
    expect(slider(page, "inter_hip_distance")).to_have_attribute("aria-valuetext", "172\u202fmm")
    expect(page.locator("[data-id=freeze]")).to_have_attribute("aria-pressed", "false")
    page.go_forward()
    expect(joint_force(page)).to_have_text("3.17\u202f×\u202fBW")
    slider(page, "inter_hip_distance").press("Home")
    expect(page).to_have_url(re.compile(r"\?inter_hip_distance=140$"))


def test_a_hostile_link_runs_nothing_and_says_so(open_page: Opening) -> None:
    attack = "%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D%27owned%27%3E"
    twice = "pelvic_drop=2&pelvic_drop=3"
    page = open_page(
        f"?step_width={attack}&{attack}=1&inter_hip_distance=9999&view=%5Bx%5D(javascript:1)&{twice}&frozen={attack}"
    )
    note = page.locator(".hipmech .note")
    expect(note).to_contain_text("inter_hip_distance: 9999 lies outside")
    expect(note).to_contain_text("more than once")
    assert note.locator("img, a, script").count() == 0
    expect(page).to_have_title("hipmech · Explore")
    slider(page, "step_width").press("ArrowRight")
    expect(note).to_be_hidden()
    expect(page).to_have_url(re.compile(r"\?pelvic_drop=3&step_width=1\d\d&frozen=normal$|step_width=1\d\d"))
    assert "onerror" not in page.url


QUERY = "?neck_shaft_angle=140&cane_force_bw=0.1&stance_strategy=mixed&frozen=step_width:200"


def inputs_of_the_query() -> dict[str, Any]:
    query = {name: given[0] for name, given in parse_qs(QUERY[1:]).items()}
    return inputs_of(links.read(query).inputs)


def hip_of_the_query() -> hm.Load:
    return hm.solve(**inputs_of_the_query())


@pytest.fixture(scope="module")
def taken(browser: Browser, app_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Save a file of the page; the page is opened once."""
    with watching(browser) as window:
        page = window(locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
        page.goto(f"{app_server}/{QUERY}")
        rest(page)
        page.locator("details.take > summary").click()
        expect(page.locator("input.take-field")).to_have_value(re.compile("neck_shaft_angle=140"))
        expect(page.locator(".take-code code")).to_contain_text("neck_shaft_angle=140")

        def saved(button: Locator) -> tuple[str, bytes]:
            with page.expect_download() as download:
                button.click()
            return download.value.suggested_filename, Path(download.value.path()).read_bytes()

        yield page, saved


def test_the_table_is_that_of_python(taken: Any) -> None:
    page, saved = taken
    name, content = saved(page.locator("[data-take=csv]"))
    assert name == "hip.csv"
    assert cells(content.decode()) == cells(as_csv(hip_of_the_query()))


def cells(table: str) -> dict[str, str]:
    header, row = table.splitlines()
    return dict(zip(header.split(","), row.split(","), strict=True))


def test_the_data_are_those_of_python(taken: Any) -> None:
    page, saved = taken
    name, content = saved(page.locator("[data-take=json]"))
    data, load = json.loads(content), hip_of_the_query()
    numbers = {output: value for output, value in load.outputs.items() if output != "status"}
    assert name == "hip.json"
    assert data["outputs"] == pytest.approx(numbers, rel=1e-11)
    assert data["inputs"].keys() == load.inputs.keys()
    assert data["inputs"]["age"] is None
    assert data["units"]["joint_reaction"] == "N"
    assert data["status"] == load.status_words
    assert data["provenance"]["hipmech"] == hm.__version__


@pytest.mark.parametrize("kind, start", [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_picture_can_be_taken_along(taken: Any, kind: str, start: bytes) -> None:
    page, saved = taken
    name, content = saved(page.locator(f"[data-take={kind}]"))
    assert name == f"hip.{kind}"
    assert start in content[:60]
    if kind == "png":
        width = int.from_bytes(content[16:20], "big")
        assert width >= 2000


def test_the_picture_on_paper_comes_from_python(taken: Any) -> None:
    page, saved = taken
    name, content = saved(page.get_by_role("button", name="Picture on paper (PDF)"))
    assert (name, content[:4]) == ("hip.pdf", b"%PDF")


def test_the_lines_of_python_give_what_the_page_shows(taken: Any) -> None:
    page, _ = taken
    code = page.locator(".take-code code").inner_text()
    space: dict[str, Any] = {}
    exec(code.replace("print(", "str("), space)
    expect(joint_force(page)).to_have_text(f"{space['load'].joint_reaction_bw:.2f}\u202f×\u202fBW")
    assert space["frozen"].inputs["step_width"] == 200
    assert all(f"    {name}=" in code for name in inputs_of_the_query())


def test_the_link_is_copied(taken: Any) -> None:
    page, _ = taken
    page.locator(".take-row button").first.click()
    expect(page.locator(".take-answer")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == parse_qs(QUERY[1:])
