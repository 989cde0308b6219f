"""Carmona (2019): the upper femur on 628 CT.

Femoral offset 42.9 ± 6.8 mm (abstract). Confidence: B. The default neck and its angle come from elsewhere;
this number was not used to choose them.
"""

from __future__ import annotations

import hipmech as hm

from .comparison import Comparison, average
from .report import assert_all_hold


def comparisons() -> tuple[Comparison, ...]:
    offset = float(hm.solve().steps["femoral_offset"])
    return (average("carmona_2019", "femoral_offset", offset, 42.9, 6.8),)


def test_the_default_offset_is_an_average_one() -> None:
    assert_all_hold(comparisons())
