"""Windows of the browser in which nothing may go wrong, and the single file opened in them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from hipmech.live.offline import offline_page
from hipmech.words import LANGUAGES
from tests.settling import PATIENCE, settle

DESKTOP, PROJECTOR = (1280, 900), (1280, 720)
PHONE, NARROW = (390, 844), (320, 640)

Opened = Callable[..., Page]


@contextmanager
def watching(browser: Browser, console: bool = True) -> Iterator[Opened]:
    """Make windows, each a browser profile of its own; they close, and no page may have complained.

    Where the test itself fails, that is told and not what the pages complain of. Without the console for a
    page in a protected frame, where the browser itself says what it refuses.
    """
    complaints: list[str] = []
    with ExitStack() as windows:

        def window(size: tuple[int, int] = DESKTOP, **look: Any) -> Page:
            made = browser.new_context(viewport={"width": size[0], "height": size[1]}, **look)
            windows.callback(made.close)
            page = made.new_page()
            listen(page, complaints, console)
            return page

        yield window
    assert not complaints, complaints


def listen(page: Page, complaints: list[str], console: bool = True) -> None:
    """Be patient with a page, and note what it complains of."""
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    if console:
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)


def files_in(folder: Path, address: str | None = None) -> dict[str, Path]:
    """The single file in every language, with the address where it lies for others."""
    made = {language: folder / f"{language}.html" for language in LANGUAGES}
    for language, file in made.items():
        file.write_text(offline_page(language, None, address), encoding="utf-8")
    return made


@contextmanager
def opening(browser: Browser, files: Mapping[str, Path], before: str = "", **usual: Any) -> Iterator[Opened]:
    """Open the single file at a link, in a language, a size and a light; links begin with ``before``."""
    with watching(browser) as window:

        def open_page(
            link: str = "",
            language: str = "en",
            size: tuple[int, int] = DESKTOP,
            scheme: str = "light",
            **look: Any,
        ) -> Page:
            page = window(size, color_scheme=scheme, **usual, **look)
            page.goto(f"{files[language].as_uri()}#{before}{link}")
            page.locator(".hipmech .top h1").wait_for(state="attached")
            settle(page)
            return page

        yield open_page


@contextmanager
def looking(browser: Browser, files: Mapping[str, Path], before: str = "", **usual: Any) -> Iterator[Opened]:
    """Look at the single file in one window that goes on to the next link, size and light, as a reader would.

    For tests that read, unfold and follow links: a link says all that a page holds but for its folds, which
    stay as they were left.
    """
    with opening(browser, files, **usual) as open_page:
        page = open_page()

        def look(
            link: str = "", language: str = "en", size: tuple[int, int] = DESKTOP, scheme: str = "light"
        ) -> Page:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            go_to(page, f"{before}{link}&language={language}")
            expect(page.locator(f".hipmech[lang={language}][data-theme={scheme}]")).to_have_count(1)
            return page

        yield look


def go_to(page: Page, link: str) -> None:
    """Let the page that is open show what a link says."""
    page.evaluate(
        """(link) => new Promise((shown) => {
          if (location.hash === `#${link}`) shown();
          addEventListener("hashchange", () => shown(), { once: true });
          location.hash = link;
        })""",
        link,
    )
    settle(page)


def find(page: Page, name: str) -> Locator:
    return page.locator(f'[data-id="{name}"]')
