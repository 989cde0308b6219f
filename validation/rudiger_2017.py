"""Rüdiger (2017): 20 % more or less femoral offset, in a model of 15 patients.

Abductor arm ±8 %, abductor force ∓16 %, joint force ∓6 %; a loss weighs more than a gain (abstract).
Confidence: B. The single line moves its arm almost twice as far, for it inserts at the tip and its origin
stays. The muscles one by one, which insert lower, are nearer, and move as in Hu (2021) and as in a full-body
model whose muscles wrap (:mod:`validation.myo_sim`); that a loss weighs more, all say.
"""

from __future__ import annotations

from hipmech.quantities import default

from .changes import change, mean_arm, percent, recruited
from .comparison import KNOWN, SENSITIVITIES, Comparison, effect
from .report import assert_all_hold

SOURCE = "rudiger_2017"
ARM, FORCE, JOINT = 8.0, 16.0, 6.0
MORE, LESS = 1.2 * default("neck_length"), 0.8 * default("neck_length")
LINE = "the single line inserts at the tip of the trochanter, the highest place there is"
MUSCLES = "its patients and its muscles are its own: eight lines here move as in the models of Hu (2021)"
CASES = (
    ("abductor_arm", 20, ARM, 6.41, LINE),
    ("abductor_arm", -20, -ARM, -7.80, LINE),
    ("abductor_force_bw", 20, -FORCE, 3.40, LINE),
    ("abductor_force_bw", -20, FORCE, 2.77, LINE),
    ("joint_reaction_bw", 20, -JOINT, -3.22, LINE),
    ("joint_reaction_bw", -20, JOINT, 7.48, LINE),
    ("muscles' mean arm", 20, ARM, 3.29, MUSCLES),
    ("muscles' mean arm", -20, -ARM, -4.04, MUSCLES),
    ("muscles' joint reaction", 20, -JOINT, -1.28, MUSCLES),
    ("muscles' joint reaction", -20, JOINT, 3.56, MUSCLES),
)


def predicted(quantity: str, offset: int) -> float:
    """Change with the offset, per cent."""
    neck = MORE if offset > 0 else LESS
    if quantity == "muscles' mean arm":
        return percent(mean_arm(neck_length=neck), mean_arm())
    if quantity == "muscles' joint reaction":
        return percent(recruited(neck_length=neck), recruited())
    return change(quantity, neck_length=neck)


def comparisons() -> tuple[Comparison, ...]:
    effects = (
        effect(
            SOURCE,
            quantity,
            predicted(quantity, offset),
            reference,
            case=f"offset {offset:+d} %".replace("-", "−"),
            tier=KNOWN,
            known=(difference, 0.02),
            why=why,
        )
        for quantity, offset, reference, difference, why in CASES
    )
    return (*effects, loss_against_gain())


def loss_against_gain() -> Comparison:
    """How much more the joint suffers from a loss of offset than it wins by a gain."""
    loss, gain = (abs(predicted("joint_reaction_bw", offset)) for offset in (-20, 20))
    return Comparison(
        source=SOURCE,
        case="offset −20 % against +20 %",
        quantity="effect on the joint, ratio",
        predicted=loss / gain,
        reference=1.0,
        origin="its finding",
        tolerance=0.05,
        reason="a direction: a loss weighs more",
        confidence="B",
        tier=SENSITIVITIES,
        band=(1.0, float("inf")),
        null=1.0,
    )


def test_rudiger() -> None:
    assert_all_hold(comparisons())


def test_the_muscles_are_nearer_than_the_line() -> None:
    found = {(line.quantity, line.case): abs(line.difference) for line in comparisons()}
    for case in ("offset +20 %", "offset −20 %"):
        assert found["muscles' mean arm", case] < found["abductor_arm", case]
        assert found["muscles' joint reaction", case] < found["joint_reaction_bw", case]
