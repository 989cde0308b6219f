"""Why a weak hip has no answer, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from hipmech.loads import OUTSIDE_VALIDITY, Load
from hipmech.posture import LEANING_STRATEGIES
from hipmech.trendelenburg.assumptions import LARGEST

POWERLESS = "the muscles have no torque here, whatever their strength"
FALLS = f"no equilibrium up to {LARGEST['pelvic_drop']:g} degrees of drop: the pelvis falls"
NOTHING_TO_SINK_FROM = "with a level pelvis there is no balance to sink from: "
LEANS = "the stance strategy already lets the trunk lean as far as the foot demands"
NO_LEAN = f"no lean up to {LARGEST['trunk_lean']:g} degrees holds the pelvis level"
SAME_SIDE = "a cane on the side of the weak hip adds to what its abductors must hold: take the other hand"
NO_CANE = f"no cane force up to {100 * LARGEST['cane_force_bw']:g} % of body weight holds it level"
NO_MIX = "lean and cane do not hold the pelvis level together"


def refusals(load: Load) -> Mapping[str, Any]:
    """By output of a weakening, why it would have no answer; a string, or one for each hip."""
    leans = LEANS if load.inputs["stance_strategy"] in LEANING_STRATEGIES else NO_LEAN
    cane = SAME_SIDE if load.inputs["cane_side"] == "ipsilateral" else NO_CANE
    as_given = {"utilisation": "no strength is left that could be used", "reserve": ""}
    as_given |= dict.fromkeys(("strength_needed", "tolerated_loss"), POWERLESS)
    remedies = {"required_trunk_lean": leans, "required_cane_force": cane}
    remedies |= dict.fromkeys(("mixed_trunk_lean", "mixed_cane_force"), NO_MIX)
    sinks = _or_invalid(at_level(load), FALLS, NOTHING_TO_SINK_FROM)
    return (
        {name: _or_invalid(load, why, "") for name, why in as_given.items()}
        | dict.fromkeys(("pelvic_drop", "pelvic_drop_cliff", "pelvic_drop_slope"), sinks)
        | {name: _or_invalid(load, why, f"{why}; as given, ") for name, why in remedies.items()}
    )


def at_level(load: Load) -> Load:
    """The same stance with a level pelvis, as far as status and reasons go."""
    level = replace(load, leaves={**load.leaves, "pelvic_drop": 0.0})
    return replace(level, status=np.broadcast_to(level.evaluate()["status"], load.shape)[()])


def _or_invalid(load: Load, why: str, before: str) -> Any:
    """Why there is no answer; what makes a stance invalid where it is."""
    valid = np.asarray(load.status) != OUTSIDE_VALIDITY
    return np.where(valid, why, np.char.add(before, load.reasons))
