"""The page Trendelenburg for the tests of its lesson and of its sizes."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from hipmech.tasks.scenes import SCENE_TASKS
from tests.live_windows import PROJECTOR, Opened, find, opening

LARGE = (1920, 1080)
ADDRESS = "https://example.org/hip.html"
ASKING = list(SCENE_TASKS)
STEPS = ("ask", "answer", "show")


@contextmanager
def presenting(browser: Browser, files: Mapping[str, Path]) -> Iterator[Opened]:
    """Open a file on the page Trendelenburg, or at another link."""
    with opening(browser, files) as open_page:

        def present(
            link: str = "page=trendelenburg",
            language: str = "en",
            size: tuple[int, int] = PROJECTOR,
            **look: Any,
        ) -> Page:
            return open_page(link, language, size, **look)

        yield present


def stage(page: Page) -> Locator:
    return page.locator(".stage")


def stands(page: Page, scene: str, step: str) -> None:
    expect(stage(page)).to_have_attribute("data-scene", scene)
    expect(stage(page)).to_have_attribute("data-step", step)


def turn(page: Page, scene: str, step: str) -> None:
    """Go to a step of a scene that is seen for the first time."""
    find(page, f"scene-{scene}").click()
    steps = STEPS if scene in SCENE_TASKS else ("show", "sum")
    for one in steps[: steps.index(step)]:
        stands(page, scene, one)
        find(page, "stage-next").click()
    stands(page, scene, step)


def filled(page: Page) -> None:
    """Alone on the screen, and drawn for it."""
    expect(page.locator(".hipmech.full .stage")).to_be_visible()
    expect(find(page, "stage-full")).to_have_text(re.compile("Window|Venster"))
