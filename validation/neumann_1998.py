"""Neumann (1998): a cane, and the electrical activity of the abductors in 24 walking patients.

In the other hand −31 %, in the same hand unchanged (abstract). Confidence: B; cane forces not given, and
activity is no moment. The lever, with a tenth of the body weight on the cane, takes away half in the one hand
and adds a third in the other.
"""

from __future__ import annotations

from .ajemian_2004 import OVERDONE
from .changes import change
from .comparison import AIDS, Comparison, effect
from .report import assert_all_hold

FORCE = 0.10
BESIDE = "in the lever a cane beside the hip pushes the body off it; people do not lean on it so"
HANDS = (
    ("contralateral", "other", -31.0, (-19.70, 0.02), OVERDONE),
    ("ipsilateral", "same", 0.0, (30.70, 0.03), BESIDE),
)


def comparisons() -> tuple[Comparison, ...]:
    return tuple(
        effect(
            "neumann_1998",
            "abductor_moment",
            change("abductor_moment", cane_force_bw=FORCE, cane_side=side),
            found,
            case=f"cane, {hand} hand, 10 % BW; activity",
            tier=AIDS,
            known=known,
            why=why,
        )
        for side, hand, found, known, why in HANDS
    )


def test_neumann() -> None:
    assert_all_hold(comparisons())
