"""Debrunner (1975): the lever drawn on a radiograph.

Five sixths of the body weight at 1.28 times half the hip distance; the muscle line runs from a point on the
iliac wing to the trochanter tip. The worked case: hip distance 169 mm, arm 45 mm, line at 18°.

Source: Zeitschrift für Orthopädie 113, 377-388, equations 1-4, figures 5 and 10.
Confidence: inputs A, forces computed from them.
"""

from __future__ import annotations

import math

from hipmech import scenarios

from .comparison import COMPUTED, Comparison, golden
from .report import assert_all_hold

SOURCE = "debrunner_1975"
INPUTS = {
    "supported_weight_bw": 5 / 6,
    "body_weight_arm": 1.28 * 169 / 2,
    "abductor_arm": 45.0,
    "abductor_line_angle": 18.0,
}
REFERENCE = {"abductor_force_bw": "2.003", "joint_reaction_bw": "2.807", "joint_reaction_angle": "12.7"}


def comparisons() -> tuple[Comparison, ...]:
    outputs = scenarios.debrunner_1975().solve().outputs
    return golden(SOURCE, "", COMPUTED, "A", outputs, REFERENCE)


def test_debrunner() -> None:
    assert_all_hold(comparisons())


def test_the_scenario_has_the_papers_numbers() -> None:
    given = scenarios.debrunner_1975().inputs
    assert given.keys() == INPUTS.keys()
    assert all(math.isclose(given[name], INPUTS[name], rel_tol=1e-12) for name in INPUTS)
