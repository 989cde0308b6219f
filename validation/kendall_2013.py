"""Kendall (2013): nine men whose superior gluteal nerve was blocked, on one leg.

The block took 52 % of the strength and left the pelvic drop unchanged (P = .99; abstract). Confidence: B. So
48 % suffice. With one balance and the isometric norm hipmech agrees; with the norms of other dynamometers, or
with three balances of the nerve's own muscles, it does not: see the disagreements. In generic full-body
models gluteals alone may fall to 0.24 to 0.31 of their strength before three balances fail; ours, as strong
as people on a dynamometer, need 0.54 with rectus femoris and sartorius.
"""

from __future__ import annotations

from hipmech import trendelenburg

from .changes import least_strength
from .comparison import CAPACITY, FOUND, KNOWN, MODEL, Comparison
from .report import assert_all_hold

LEFT = 0.48
NERVE = ("gluteal_strength", "tfl_strength")
FULL_BODY_NEED = (0.24, 0.31)


def comparisons() -> tuple[Comparison, ...]:
    norms = {(norm.name, norm.sex): 1 - float(norm.tolerated_loss) for norm in trendelenburg.norms()}
    other = "measured in other people on other machines; the men of the block may have been stronger"
    zero = "people need not hold flexion and rotation at exactly zero, and others help"
    return (
        needed("total strength, isometric norm", norms["isometric", ""]),
        needed("total strength, eccentric norm of men", norms["eccentric", "male"], 0.0406, other),
        needed("total strength, concentric norm of men", norms["concentric", "male"], 0.1738, other),
        needed("the nerve's muscles, one balance", least_strength(*NERVE)),
        needed("the nerve's muscles, three balances", least_strength(*NERVE, moments="three"), 0.078, zero),
        gluteals_alone(),
    )


def needed(case: str, predicted: float, known: float | None = None, why: str = "") -> Comparison:
    """Strength that holds the stance, beside what was left to people who held it."""
    return Comparison(
        source="kendall_2013",
        case=case,
        quantity="strength needed",
        predicted=predicted,
        reference=LEFT,
        origin=FOUND,
        tolerance=0.005,
        reason="at most what was left to them, to half the last digit",
        confidence="B",
        tier=CAPACITY if known is None else KNOWN,
        band=(0.0, LEFT + 0.005),
        known_difference=None if known is None else (known, 0.003),
        why=why,
    )


def gluteals_alone() -> Comparison:
    """Gluteal strength that three balances need, beside generic full-body models."""
    low, high = FULL_BODY_NEED
    return Comparison(
        source="caggiano_2022",
        case="gluteals alone, three balances, rectus femoris and sartorius too",
        quantity="strength needed",
        predicted=least_strength(
            "gluteal_strength", moments="three", include=("rectus_femoris", "sartorius")
        ),
        reference=(low + high) / 2,
        origin=MODEL,
        tolerance=(high - low) / 2,
        reason="the band of generic full-body models",
        confidence="A",
        tier=KNOWN,
        known_difference=(0.266, 0.002),
        why="their muscles are nearly twice as strong as people on a dynamometer",
    )


def test_kendall() -> None:
    assert_all_hold(comparisons())
