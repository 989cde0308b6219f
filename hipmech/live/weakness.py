"""What the page on weak abductors knows beside the model: assumptions, where it looks, what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hipmech import muscles, trendelenburg
from hipmech.quantities import default
from hipmech.tasks import scenes
from hipmech.tasks.eight import BAG, STICK

__all__ = ["weakness_tables"]

DRAWN = {"pelvic_drop": 15.0, "trunk_lean": 30.0}
"""Angle at which a body is drawn that has no equilibrium, deg."""

NERVE_BLOCK = {"left": 48.0, "people": 9, "signs": 1, "source": "kendall_2013"}
"""Strength left after a block of the superior gluteal nerve, %, and how many then showed the sign."""

NECKS = {
    "vara": scenes.VARA["neck_shaft_angle"],
    "usual": default("neck_shaft_angle"),
    "valga": scenes.VALGA["neck_shaft_angle"],
}
"""Neck-shaft angles of the lever's scene, deg."""

AIDS = STICK | BAG
"""The stick and the bag that change hands."""


def weakness_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript."""
    return {
        "WEAKNESS": {
            "ASSUMPTIONS": {name: dict(row) for name, row in trendelenburg.ASSUMPTIONS.items()},
            "LARGEST": dict(trendelenburg.LARGEST),
            "DRAWN": DRAWN,
            "PIVOTS": list(trendelenburg.PIVOTS.values()),
            "TORQUE_SHARES": dict(muscles.torque_shares()),
            "NORMS": [list(norm) for norm in trendelenburg.NORMS],
            "NERVE_BLOCK": NERVE_BLOCK,
            "NECKS": NECKS,
            "AIDS": AIDS,
        }
    }
