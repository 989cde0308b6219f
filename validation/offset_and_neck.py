"""What the neck of the femur does: Hu (2021), Lenaerts (2008), Antolič (1995).

Hu: 3.4 mm of offset go with 5 % of a hip muscle's arm (full text, 18 patients; A). Lenaerts: within what is
seen in people, at the peak of walking, the neck's length moves the joint force more than the neck-shaft angle
(abstract, B). Antolič: valgisation lowers the abductors' reserve (abstract, B). Of the last two only the
direction is known.
"""

from __future__ import annotations

import math

from hipmech.quantities import QUANTITIES, default

from .changes import change, hip, mean_arm, percent
from .comparison import FOUND, SENSITIVITIES, Comparison, effect
from .report import assert_all_hold

OFFSET, ARM = 3.4, 5.0


def comparisons() -> tuple[Comparison, ...]:
    longer = default("neck_length") + OFFSET / math.sin(math.radians(default("neck_shaft_angle")))
    return (
        effect(
            "hu_2021",
            "muscles' mean arm",
            percent(mean_arm(neck_length=longer), mean_arm()),
            ARM,
            case="offset +3.4 mm",
            tier=SENSITIVITIES,
            confidence="A",
        ),
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
        effect(
            "antolic_1995",
            "reserve in shares of the demand",
            valgisation(),
            0.0,
            case="valgisation by 13°",
            tier=SENSITIVITIES,
            reason="a direction: it falls",
            band=(-math.inf, 0.0),
        ),
    )


def span(name: str) -> float:
    """How far the joint reaction goes over the usual range of an input, body weights."""
    low, high = (float(hip(**{name: end}).joint_reaction_bw) for end in QUANTITIES[name].usual or (0, 0))
    return abs(high - low)


def valgisation() -> float:
    """Change of capacity per demand when head and trochanter turn to 140°, per cent."""
    return percent(
        1.0, 1 + change("utilisation", neck_shaft_angle=140, neck_angle_convention="proximal_femur") / 100
    )


def test_offset_and_neck() -> None:
    assert_all_hold(comparisons())
