"""The page Trendelenburg for the tests of its lesson and of its sizes."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from hipmech.live.offline import offline_page
from hipmech.tasks.scenes import SCENE_TASKS
from hipmech.words import LANGUAGES
from tests.settling import PATIENCE

PROJECTOR, LARGE, PHONE, NARROW = (1280, 720), (1920, 1080), (390, 844), (320, 640)
ASKING = list(SCENE_TASKS)
STEPS = ("ask", "answer", "show")
Opened = Callable[..., Page]


def files_in(folder: Path) -> dict[str, Path]:
    """The single file in every language, with the address where it lies for others."""
    made = {language: folder / f"{language}.html" for language in LANGUAGES}
    for language, file in made.items():
        file.write_text(offline_page(language, None, "https://example.org/hip.html"), encoding="utf-8")
    return made


@contextmanager
def opening(browser: Browser, files: Mapping[str, Path]) -> Iterator[Opened]:
    """Open a file at a link; at the end no page may have complained."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        link: str = "page=trendelenburg",
        language: str = "en",
        size: tuple[int, int] = PROJECTOR,
        **look: Any,
    ) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **look)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{files[language].as_uri()}#{link}")
        expect(page.locator(".hipmech .top h1")).to_be_attached()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def find(page: Page, name: str) -> Locator:
    return page.locator(f'[data-id="{name}"]')


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
