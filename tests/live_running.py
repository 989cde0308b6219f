"""The page Running & tissue for its tests: the single file, opened at a link."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from hipmech.live.offline import offline_page
from tests.settling import PATIENCE, settle

DESKTOP, PHONE, NARROW = (1280, 900), (390, 844), (320, 640)
LINKS = {
    "run": "gait_rate=10",
    "walk": "gait=walk&gait_curve=joint_reaction&gait_rate=-5",
    "weak": "gait=walk&abductor_strength=0.3",
    "adductors": "gait=walk&trunk_lean=35&inter_hip_distance=140&unit=N",
}
Opened = Callable[..., Page]


@contextmanager
def opening(browser: Browser, folder: Path) -> Iterator[Opened]:
    """Open the page at a link; at the end no page may have complained."""
    file = folder / "running.html"
    file.write_text(offline_page("en"), encoding="utf-8")
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(link: str = "", size: tuple[int, int] = DESKTOP, theme: Any = "light", **look: Any) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion="reduce",
            **look,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{file.as_uri()}#page=running&{link}")
        page.locator(".running").wait_for()
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def find(page: Page, name: str) -> Locator:
    return page.locator(f'[data-id="{name}"]')


def row(page: Page, quantity: str) -> list[str]:
    """Cells of a row of numbers: now, at the own step rate, and the change."""
    settle(page)
    return page.locator(f'.running-numbers tr[data-name="{quantity}"] td').all_inner_texts()
