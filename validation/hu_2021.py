"""Hu (2021): femoral offset and the arms of the hip's muscles in 18 patients.

3.4 mm of offset go with 5 % of a hip muscle's arm (full text). Confidence: A. Here the muscles one by one,
their mean weighted by cross-section; the offset grows with the neck.
"""

from __future__ import annotations

import math

from hipmech.quantities import default

from .changes import mean_arm, percent
from .comparison import SENSITIVITIES, Comparison, effect
from .report import assert_all_hold

OFFSET, GAIN = 3.4, 5.0


def comparisons() -> tuple[Comparison, ...]:
    longer = default("neck_length") + OFFSET / math.sin(math.radians(default("neck_shaft_angle")))
    return (
        effect(
            "hu_2021",
            "muscles' mean arm",
            percent(mean_arm(neck_length=longer), mean_arm()),
            GAIN,
            case="offset +3.4 mm",
            tier=SENSITIVITIES,
            confidence="A",
        ),
    )


def test_hu() -> None:
    assert_all_hold(comparisons())
