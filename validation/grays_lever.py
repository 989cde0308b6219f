"""The textbook levers: 1 to 2 of Gray's Anatomy, and the 1 to 3 behind "four times the weight".

Gray's: five sixths of the weight, arms 2 to 1, a vertical pull: 2.5 body weights (A).
The 1 to 3 lever gives R = 4 G, where G is the *partial* weight that the hip carries: 3.3 body weights.
Quoted as four body weights it is a misreading, listed here as a known disagreement (A).
"""

from __future__ import annotations

from hipmech import scenarios

from .comparison import COMPUTED, KNOWN, PRINTED, QUOTED, Comparison, golden
from .report import assert_all_hold

PRINTED_1_2 = {"joint_reaction_bw": "2.5"}
COMPUTED_1_2 = {"abductor_force_bw": "1.667"}
COMPUTED_1_3 = {"abductor_force_bw": "2.5", "joint_reaction_bw": "3.333"}
MISQUOTED = 4.0


def comparisons() -> tuple[Comparison, ...]:
    one_two = scenarios.lever_1_2().solve().outputs
    one_three = scenarios.lever_1_3().solve().outputs
    misquoted = Comparison(
        source="grays_lever",
        case="1:3",
        quantity="joint_reaction_bw",
        predicted=one_three["joint_reaction_bw"],
        reference=MISQUOTED,
        origin=QUOTED,
        tolerance=0.05,
        reason="half the last digit",
        confidence="A",
        tier=KNOWN,
        known_difference=(-2 / 3, 0.001),
        why="four times the weight that the hip carries, not four times the body weight",
    )
    return (
        *golden("grays_lever", "1:2", PRINTED, "A", one_two, PRINTED_1_2),
        *golden("grays_lever", "1:2", COMPUTED, "A", one_two, COMPUTED_1_2),
        *golden("grays_lever", "1:3", COMPUTED, "A", one_three, COMPUTED_1_3),
        misquoted,
    )


def test_textbook_levers() -> None:
    assert_all_hold(comparisons())


def test_four_is_a_multiple_of_the_partial_weight() -> None:
    outputs = scenarios.lever_1_3().solve().outputs
    assert abs(outputs["abductor_force"] / outputs["supported_weight"] - 3) < 1e-9
    assert abs(outputs["joint_reaction"] / outputs["supported_weight"] - 4) < 1e-9
