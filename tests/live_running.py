"""The page Running & tissue for its tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.live_windows import Opened, looking, opening
from tests.settling import settle

PAGE = "page=running&"
LINKS = {
    "run": "gait_rate=10",
    "walk": "gait=walk&gait_curve=joint_reaction&gait_rate=-5",
    "weak": "gait=walk&abductor_strength=0.3",
    "adductors": "gait=walk&trunk_lean=35&inter_hip_distance=140&unit=N",
}


@contextmanager
def stepping(browser: Browser, files: Mapping[str, Path]) -> Iterator[Opened]:
    """Open the file on this page at a link."""
    with opening(browser, files, reduced_motion="reduce") as open_page:
        yield partial(_at, open_page)


@contextmanager
def looking_at_steps(browser: Browser, files: Mapping[str, Path]) -> Iterator[Opened]:
    """Look at this page in one window."""
    with looking(browser, files, reduced_motion="reduce") as look:
        yield partial(_at, look)


def _at(opened: Opened, link: str = "", *where: Any, **look: Any) -> Page:
    return opened(f"{PAGE}{link}", *where, **look)


def row(page: Page, quantity: str) -> list[str]:
    """Cells of a row of numbers: now, at the own step rate, and the change."""
    settle(page)
    return page.locator(f'.running-numbers tr[data-name="{quantity}"] td').all_inner_texts()
