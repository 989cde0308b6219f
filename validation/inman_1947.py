"""Inman (1947), Williams and Lissner (1962), Benedek and Villars (1973): the leg as free body.

The ground pushes with the body weight W at 11 cm medial of the hip, the leg weighs W/7 at 3 cm; the abductors
insert 7 cm lateral of the head and level with it, and pull at 70° to the horizontal. With a cane that carries
W/6 the foot bears 5/6 W at 5 cm, the leg's weight under the head.

70° and W/7 are read; the distances are our definition. A case that rests on them says nothing about nature,
so it is in no table: it holds our arithmetic to the same case done by hand, in the tests. The cane's results
stand in a caption, 0.65 W and 1.3 W; the first of them these numbers do not give.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from hipmech import scenarios

from .comparison import RELATIVE_TOLERANCE

INSERTION, PULL_TO_HORIZONTAL = 70.0, 70.0
FOOT_FORCE, FOOT_ARM, LEG_WEIGHT, LEG_ARM = 1.0, 110.0, 1 / 7, 30.0
CANE_FOOT_FORCE, CANE_FOOT_ARM = 1 - 1 / 6, 50.0
REFERENCE = {"abductor_force_bw": "1.607", "joint_reaction_bw": "2.430", "joint_reaction_angle": "13.1"}
REFERENCE_CANE = {"abductor_force_bw": "0.633", "joint_reaction_bw": "1.304"}
BOOK_CANE_PULL, BOOK_CANE_REACTION = 0.65, 1.3


REMARKS = (
    "Inman's lever is in no table: only its angle and the weight of its leg were read, its distances are "
    "defined here. The tests hold hipmech to the same case done by hand: 2.430 BW, 1.304 BW with a cane.",
)


def test_the_same_case_by_hand() -> None:
    without, cane = scenarios.inman_1947().solve().outputs, scenarios.inman_1947_cane().solve().outputs
    for outputs, references in ((without, REFERENCE), (cane, REFERENCE_CANE)):
        for name, written in references.items():
            half_digit = 0.5 * 10.0 ** -len(written.partition(".")[2])
            assert abs(outputs[name] - float(written)) <= max(half_digit, RELATIVE_TOLERANCE * float(written))


def test_the_caption_of_the_cane_is_half_met() -> None:
    cane = scenarios.inman_1947_cane().solve().outputs
    assert abs(cane["joint_reaction_bw"] - BOOK_CANE_REACTION) < 0.05
    assert abs(cane["abductor_force_bw"] - BOOK_CANE_PULL + 0.0167) < 0.001


def test_the_leg_without_a_cane_is_in_balance() -> None:
    load = scenarios.inman_1947().solve()
    _assert_the_leg_balances(load.outputs, FOOT_FORCE, FOOT_ARM, LEG_ARM)


def test_the_leg_with_a_cane_is_in_balance() -> None:
    load = scenarios.inman_1947_cane().solve()
    _assert_the_leg_balances(load.outputs, CANE_FOOT_FORCE, CANE_FOOT_ARM, 0.0)


def _assert_the_leg_balances(
    outputs: Mapping[str, float], foot_force: float, foot_arm: float, leg_arm: float
) -> None:
    """Moments about the head, then both force components, on the leg itself, in body weights."""
    pull, slope = outputs["abductor_force_bw"], math.radians(PULL_TO_HORIZONTAL)
    held = pull * math.sin(slope) * INSERTION
    assert math.isclose(held, foot_force * foot_arm - LEG_WEIGHT * leg_arm, rel_tol=1e-9)
    reaction, angle = outputs["joint_reaction_bw"], math.radians(outputs["joint_reaction_angle"])
    pressed = reaction * math.cos(angle)
    assert math.isclose(pressed, foot_force - LEG_WEIGHT + pull * math.sin(slope), rel_tol=1e-9)
    assert math.isclose(reaction * math.sin(angle), pull * math.cos(slope), rel_tol=1e-9)
