"""Every page of the single file for its tests: opened at a link, in a language, a size and a light."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from hipmech.live.offline import offline_page
from hipmech.words import LANGUAGES
from tests.settling import PATIENCE, settle

DESKTOP, PHONE, NARROW = (1280, 900), (390, 844), (320, 640)

Opened = Callable[..., Page]


def written(folder: Path) -> dict[str, Path]:
    """The single file in every language."""
    made = {language: folder / f"{language}.html" for language in LANGUAGES}
    for language, file in made.items():
        file.write_text(offline_page(language), encoding="utf-8")
    return made


@contextmanager
def opening(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    """Open the file at a link; at the end no page may have complained."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        link: str, language: str = "en", size: tuple[int, int] = DESKTOP, scheme: Any = "light"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{files[language].as_uri()}#{link}")
        page.locator(".hipmech .menu").wait_for()
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def find(page: Page, name: str) -> Locator:
    return page.locator(f'[data-id="{name}"]')
