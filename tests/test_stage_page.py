"""The page Trendelenburg in the app: link, address and title, and nothing of the app in full screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live_windows import PROJECTOR, watching
from tests.settling import served


@pytest.fixture
def page(browser: Browser, app_server: str) -> Iterator[Page]:
    """The app, opened at a weak hip."""
    with watching(browser) as window:
        page = window(PROJECTOR, locale="nl-NL")
        page.goto(f"{app_server}/?abductor_strength=0.4")
        rest(page)
        yield page


def rest(page: Page) -> None:
    """Wait until the app is shown whole and the server has no more to say."""
    expect(page.locator(".hipmech .top h1")).to_be_visible()
    served(page)


def test_two_clicks_lead_to_a_screen_without_the_app(page: Page) -> None:
    expect(page.get_by_test_id("stDownloadButton")).to_be_visible()
    page.locator("[data-id=page-trendelenburg]").click()
    expect(page).to_have_title("hipmech · Trendelenburg")
    expect(page).to_have_url(re.compile(r"\?abductor_strength=0\.4&page=trendelenburg$"))
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
    page.locator("[data-id=stage-full]").click()
    stage = page.locator(".hipmech.full .stage")
    expect(stage).to_be_visible()
    assert alone(page)
    for scene, step in (("stand", "answer"), ("stand", "show"), ("power", "ask")):
        page.keyboard.press("PageDown")
        expect(stage).to_have_attribute("data-scene", scene)
        expect(stage).to_have_attribute("data-step", step)
    expect(page).to_have_url(re.compile("scene=power"))
    served(page)
    expect(stage).to_be_visible()
    page.keyboard.press("f")
    expect(page.locator(".hipmech:not(.full) > .top")).to_be_visible()


def alone(page: Page) -> bool:
    """Whether the scene takes the whole window, and a click anywhere meets nothing else."""
    whole = page.locator(".hipmech.full").bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 720}
    hit = "([x, y]) => document.elementFromPoint(x, y).shadowRoot?.querySelector('.stage') != null"
    places = ([640, 5], [1270, 5], [640, 715], [1270, 715])
    return whole and all(page.evaluate(hit, place) for place in places)


def test_where_the_browser_refuses_the_scene_lies_over_the_app(page: Page) -> None:
    page.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject(new TypeError()); }")
    page.locator("[data-id=page-trendelenburg]").click()
    page.locator("[data-id=stage-full]").click()
    expect(page.locator(".hipmech.full.over .stage")).to_be_visible()
    assert alone(page)
    page.keyboard.press("Escape")
    expect(page.locator(".hipmech:not(.full) > .top")).to_be_visible()


def test_a_link_opens_a_scene_and_going_back_leads_to_the_one_before(page: Page) -> None:
    page.goto(f"{page.url.split('?')[0]}?page=trendelenburg&scene=lever&neck_shaft_angle=135")
    rest(page)
    stage = page.locator(".stage")
    expect(stage).to_have_attribute("data-scene", "lever")
    expect(stage).to_contain_text("142° in plaats van 135°")
    page.locator("[data-id=scene-aids]").click()
    expect(page).to_have_url(re.compile("scene=aids"))
    rest(page)
    page.go_back()
    expect(stage).to_have_attribute("data-scene", "lever")
