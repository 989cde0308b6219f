"""What the page Running & tissue knows beside the model: the defaults of a gait, what was measured of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hipmech import gait
from hipmech.gait.presets import usual
from hipmech.gait.stepping import INSTANTS, REFUSED

__all__ = ["running_tables"]

SET_ASIDE: Mapping[str, tuple[str, ...]] = {
    "walk": (),
    "run": ("step_width", "cane_force_bw", "carried_mass"),
}
"""Inputs of the hip of the page that its steps leave out: a runner has an own step width, and no aids."""


def running_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript."""
    return {
        "GAITS": {name: _gait(name) for name in gait.TAKES},
        "INSTANTS": INSTANTS,
        "GLUTEALS": sum(gait.GLUTEALS[0]),
        "STEP_RATES": [row._asdict() for row in gait.STEP_RATES],
    }


def _gait(name: str) -> dict[str, Any]:
    return {
        "given": usual(name),
        "refused": [*REFUSED[name], *SET_ASIDE[name]],
        "peak": gait.PEAKS[name]._asdict(),
    }
