"""Radiographs of 97 patients (2021): from the head's centre to the greater trochanter.

46.8 ± 4.5 mm (abstract, 194 hips). Confidence: B. The trochanter's place is a default of ours that this
number was not used to choose.
"""

from __future__ import annotations

import math

import hipmech as hm

from .comparison import Comparison, average
from .report import assert_all_hold


def comparisons() -> tuple[Comparison, ...]:
    femur = hm.solve().steps
    reach = math.hypot(float(femur["tip_lateral"]), float(femur["tip_up"]))
    return (average("trochanter_distance_2021", "head centre to trochanter", reach, 46.8, 4.5, unit="mm"),)


def test_the_default_trochanter_stands_where_others_do() -> None:
    assert_all_hold(comparisons())
