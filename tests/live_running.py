"""The page Running & tissue for its tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.live_windows import Opened, opening
from tests.settling import settle

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

        def open_steps(link: str = "", *where: Any, **look: Any) -> Page:
            return open_page(f"page=running&{link}", *where, **look)

        yield open_steps


def row(page: Page, quantity: str) -> list[str]:
    """Cells of a row of numbers: now, at the own step rate, and the change."""
    settle(page)
    return page.locator(f'.running-numbers tr[data-name="{quantity}"] td').all_inner_texts()
