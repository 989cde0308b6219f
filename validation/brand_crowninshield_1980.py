"""Brand and Crowninshield (1980): a cane, and the contact force of the hip.

With a cane patients load the hip with about 60 % of the normal contact force (abstract). Confidence: B; cane
forces not given. The static lever gives that with a tenth of the body weight on the cane, and far too much
with more. That it meets the 60 % at a tenth shows no more than that a tenth would be enough.
"""

from __future__ import annotations

from .ajemian_2004 import OVERDONE
from .changes import change
from .comparison import AIDS, Comparison, effect
from .report import assert_all_hold

RELIEF = -40.0


def comparisons() -> tuple[Comparison, ...]:
    return with_force(0.10), with_force(0.15, (-18.69, 0.03), OVERDONE)


def with_force(force: float, known: tuple[float, float] | None = None, why: str = "") -> Comparison:
    """Relief of the joint by a share of the body weight on the cane."""
    return effect(
        "brand_crowninshield_1980",
        "joint_reaction_bw",
        change("joint_reaction_bw", cane_force_bw=force),
        RELIEF,
        case=f"cane, other hand, {100 * force:.0f} % BW",
        tier=AIDS,
        tolerance=5.0,
        reason="half of ten: about 60 % are left",
        known=known,
        why=why,
    )


def test_brand_and_crowninshield() -> None:
    assert_all_hold(comparisons())
