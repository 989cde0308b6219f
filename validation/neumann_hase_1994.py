"""Neumann and Hase (1994): a load in one hand.

On the stance side the abductors' activity stays at or below the unloaded level, at 3 to 30 % of the body
weight; in the other hand it rises from 3 % on (abstract, 30 adults). Confidence: B. Only the direction was
read. People lean against a load; the lever's upright trunk does not, so both are shown.
"""

from __future__ import annotations

import math

from hipmech.quantities import default

from .changes import change
from .comparison import AIDS, Comparison, effect
from .report import assert_all_hold

LIGHT, HEAVY = 0.03, 0.30


def carried(share: float, side: str, counter_lean: float = 0.0) -> float:
    """Change of the moment with a load of so many body weights, per cent."""
    mass = share * default("body_mass")
    return change("abductor_moment", carried_mass=mass, carried_side=side, counter_lean=counter_lean)


def comparisons() -> tuple[Comparison, ...]:
    below, above = (-math.inf, 0.0), (0.0, math.inf)
    return tuple(
        effect(
            "neumann_hase_1994",
            "abductor_moment",
            carried(share, side),
            0.0,
            case=f"load of {100 * share:.0f} % BW, {words}; activity",
            tier=AIDS,
            reason=f"a direction: {reason}",
            band=band,
        )
        for share in (LIGHT, HEAVY)
        for side, words, reason, band in (
            ("ipsilateral", "stance side", "at or below the unloaded level", below),
            ("contralateral", "other hand", "above the unloaded level", above),
        )
    )


def test_loads() -> None:
    assert_all_hold(comparisons())


def test_a_trunk_that_leans_against_the_load_keeps_the_directions() -> None:
    assert abs(carried(HEAVY, "ipsilateral", 0.7)) < 1
    assert carried(LIGHT, "contralateral", 0.7) > 0
