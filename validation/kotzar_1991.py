"""Kotzar (1991): two people on one leg, measured inside the joint.

Single-leg stance 2.1 to 2.8 body weights (abstract). Confidence: B; the band is all that was read, so what
lies in it is not told apart.
"""

from __future__ import annotations

import hipmech as hm

from .comparison import FOUND, IN_VIVO, Comparison
from .report import assert_all_hold

LOW, HIGH = 2.1, 2.8


def comparisons() -> tuple[Comparison, ...]:
    return (
        Comparison(
            source="kotzar_1991",
            quantity="joint_reaction_bw",
            predicted=float(hm.solve().joint_reaction_bw),
            reference=(LOW + HIGH) / 2,
            origin=FOUND,
            tolerance=(HIGH - LOW) / 2,
            reason="from the lowest to the highest of two people",
            confidence="B",
            tier=IN_VIVO,
        ),
    )


def test_kotzar() -> None:
    assert_all_hold(comparisons())
