"""Kummer (1993): who holds the pelvis.

About 70 % of the abduction comes from the muscles of the trochanter, 30 % from those that tense the
iliotibial tract (quoted by others; C). Here it is nine tenths: of the tract's muscles only the tensor fasciae
latae is modelled, for no line of the upper gluteus maximus was found.
"""

from __future__ import annotations

from hipmech import muscles

from .comparison import KNOWN, QUOTED, Comparison
from .report import assert_all_hold


def comparisons() -> tuple[Comparison, ...]:
    return (
        Comparison(
            source="kummer_1993",
            quantity="torque of the trochanter's muscles",
            unit="%",
            predicted=100 * (1 - muscles.torque_shares()["tensor_fasciae_latae"]),
            reference=70.0,
            origin=QUOTED,
            tolerance=5.0,
            reason="half of ten: the shares are about",
            confidence="C",
            tier=KNOWN,
            known_difference=(20.51, 0.05),
            why="no upper gluteus maximus, which tenses the tract from behind",
        ),
    )


def test_kummer() -> None:
    assert_all_hold(comparisons())
