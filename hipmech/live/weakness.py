"""What the page on weak abductors knows beside the model: assumptions, limits of a search, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hipmech import muscles

__all__ = ["weakness_tables"]

ASSUMPTIONS = {
    "cliff": {"stretch_gain": 0.0, "passive_stiffness": 0.0},
    "slope": {"stretch_gain": 3.0, "passive_stiffness": 1.0},
}
"""Two sets of assumptions between which the truth is taken to lie: neither gain nor stiffness is measured."""

LARGEST = {"pelvic_drop": 25.0, "trunk_lean": 60.0, "cane_force_bw": 0.4}
"""How far an equilibrium is looked for: deg, deg, body weights."""

DRAWN = {"pelvic_drop": 15.0, "trunk_lean": 30.0}
"""Angle at which a body is drawn that has no equilibrium, deg."""

PIVOTS = {"hips": -100.0, "L5/S1": 0.0, "mid-lumbar": 80.0}
"""Where the trunk may bend, mm above L5/S1 at a stature of 1750 mm."""

NORMS = (("isometric", ""), ("eccentric", "male"), ("eccentric", "female"), ("concentric", "male"),
         ("concentric", "female"))  # fmt: skip
"""Measured strengths of healthy people, by sex where they differ."""

NERVE_BLOCK = {"left": 48.0, "people": 9, "signs": 1, "source": "kendall_2013"}
"""Strength left after a block of the superior gluteal nerve, %, and how many then showed the sign."""

NECKS = {"vara": 100.0, "usual": 127.0, "valga": 142.0}
"""Neck-shaft angles of the lever's scene, deg."""

AIDS = {"cane_force_bw": 0.1, "cane_distance": 350.0, "carried_mass": 7.5, "load_distance": 250.0}
"""The stick and the bag that change hands."""


def weakness_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript."""
    return {
        "WEAKNESS": {
            "ASSUMPTIONS": ASSUMPTIONS,
            "LARGEST": LARGEST,
            "DRAWN": DRAWN,
            "PIVOTS": list(PIVOTS.values()),
            "TORQUE_SHARES": dict(muscles.torque_shares()),
            "NORMS": [list(norm) for norm in NORMS],
            "NERVE_BLOCK": NERVE_BLOCK,
            "NECKS": NECKS,
            "AIDS": AIDS,
        }
    }
