"""Lenaerts (2008): which part of the neck matters.

Within what is seen in people, at the peak of walking, the neck's length moves the joint force more than the
neck-shaft angle (abstract). Confidence: B; only the direction was read. Here in the still stand.
"""

from __future__ import annotations

import math

from hipmech.quantities import QUANTITIES

from .changes import hip
from .comparison import FOUND, SENSITIVITIES, Comparison
from .report import assert_all_hold


def span(name: str) -> float:
    """How far the joint reaction goes over the usual range of an input, body weights."""
    low, high = (float(hip(**{name: end}).joint_reaction_bw) for end in QUANTITIES[name].usual or (0, 0))
    return abs(high - low)


def comparisons() -> tuple[Comparison, ...]:
    return (
        Comparison(
            source="lenaerts_2008",
            case="neck length against neck-shaft angle, usual ranges",
            quantity="effect on the joint, ratio",
            predicted=span("neck_length") / span("neck_shaft_angle"),
            reference=1.0,
            origin=FOUND,
            tolerance=0.05,
            reason="a direction: the length matters more",
            confidence="B",
            tier=SENSITIVITIES,
            band=(1.0, math.inf),
            null=1.0,
        ),
    )


def test_lenaerts() -> None:
    assert_all_hold(comparisons())
