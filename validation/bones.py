"""The default femur beside measured ones: Carmona (2022), 628 CT; radiographs of 97 patients (2021).

Femoral offset 42.9 ± 6.8 mm; from the head's centre to the greater trochanter 46.8 ± 4.5 mm (abstracts).
Confidence: B. The neck's length and the trochanter's place are defaults of ours; these two numbers were not
used to choose them.
"""

from __future__ import annotations

import math

import hipmech as hm

from .comparison import IN_VIVO, MEASURED, Comparison
from .report import assert_all_hold

REASON = "one standard deviation of the people: the average adult may be one of them, no more is claimed"


def comparisons() -> tuple[Comparison, ...]:
    femur = hm.solve().steps
    reach = math.hypot(float(femur["tip_lateral"]), float(femur["tip_up"]))
    return (
        bone("carmona_2022", "femoral_offset", float(femur["femoral_offset"]), 42.9, 6.8),
        bone("trochanter_distance_2021", "head centre to trochanter", reach, 46.8, 4.5),
    )


def bone(source: str, quantity: str, predicted: float, mean: float, deviation: float) -> Comparison:
    """A length of the default femur."""
    return Comparison(
        source=source,
        quantity=quantity,
        unit="mm",
        predicted=predicted,
        reference=mean,
        origin=MEASURED,
        tolerance=deviation,
        reason=REASON,
        confidence="B",
        tier=IN_VIVO,
        null=mean,
    )


def test_bones() -> None:
    assert_all_hold(comparisons())
