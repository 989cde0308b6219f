"""A cane: the static lever beside Ajemian (2004), Neumann (1998), Brand and Crowninshield (1980).

Cane in the other hand: hip abduction moment −26 % (11 patients), electrical activity −31 % (24 patients),
contact force about 60 % of normal. In the same hand: activity unchanged. All abstracts, B; walking patients,
and cane forces not given. The lever, with a tenth of the body weight on the cane, takes away half of the
moment; it would need a twentieth to take away what was measured. It says what a cane could do, not what
people do with it.
"""

from __future__ import annotations

from .changes import change
from .comparison import AIDS, Comparison, effect
from .report import assert_all_hold

TENTH, MORE = 0.10, 0.15
OVERDONE = "the lever lets the whole cane force act at arm's length and nothing else change"


def comparisons() -> tuple[Comparison, ...]:
    def cane(output: str, force: float, **inputs: str) -> float:
        return change(output, cane_force_bw=force, **inputs)

    return (
        effect(
            "ajemian_2004", "abductor_moment", cane("abductor_moment", TENTH), -26.0,
            case="cane, other hand, 10 % BW", tier=AIDS, known=(-24.70, 0.02), why=OVERDONE,
        ),
        effect(
            "ajemian_2004", "abductor_moment", cane("abductor_moment", MORE), -26.0,
            case="cane, other hand, 15 % BW", tier=AIDS, known=(-50.05, 0.03), why=OVERDONE,
        ),
        effect(
            "neumann_1998", "abductor_moment", cane("abductor_moment", TENTH), -31.0,
            case="cane, other hand, 10 % BW; activity", tier=AIDS, known=(-19.70, 0.02), why=OVERDONE,
        ),
        effect(
            "neumann_1998", "abductor_moment", cane("abductor_moment", TENTH, cane_side="ipsilateral"), 0.0,
            case="cane, same hand, 10 % BW; activity", tier=AIDS, known=(30.70, 0.03),
            why="in the lever a cane beside the hip pushes the body off it; people do not lean on it so",
        ),
        effect(
            "brand_crowninshield_1980", "joint_reaction_bw", cane("joint_reaction_bw", TENTH), -40.0,
            case="cane, other hand, 10 % BW", tier=AIDS, tolerance=5.0, reason="half of ten: about 60 %",
        ),
        effect(
            "brand_crowninshield_1980", "joint_reaction_bw", cane("joint_reaction_bw", MORE), -40.0,
            case="cane, other hand, 15 % BW", tier=AIDS, tolerance=5.0, reason="half of ten: about 60 %",
            known=(-18.69, 0.03), why=OVERDONE,
        ),
    )  # fmt: skip


def test_canes() -> None:
    assert_all_hold(comparisons())


def test_a_twentieth_takes_away_what_was_measured() -> None:
    assert abs(change("abductor_moment", cane_force_bw=0.0513) + 26) < 0.1
