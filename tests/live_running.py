"""The page Running & tissue for its tests."""

from functools import partial

from playwright.sync_api import Page

from tests.live_windows import looking, opening
from tests.settling import settle

PAGE = "page=running&"
LINKS = {
    "run": "gait_rate=10",
    "walk": "gait=walk&gait_curve=joint_reaction&gait_rate=-5",
    "weak": "gait=walk&abductor_strength=0.3",
    "adductors": "gait=walk&trunk_lean=35&inter_hip_distance=140&unit=N",
}


stepping = partial(opening, before=PAGE, reduced_motion="reduce")
"""Open the file on this page at a link."""
looking_at_steps = partial(looking, before=PAGE, reduced_motion="reduce")
"""Look at this page in one window."""


def row(page: Page, quantity: str) -> list[str]:
    """Cells of a row of numbers: now, at the own step rate, and the change."""
    settle(page)
    return page.locator(f'.running-numbers tr[data-name="{quantity}"] td').all_inner_texts()
