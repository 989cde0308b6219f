"""Ajemian (2004): a cane in the other hand, eleven patients after total hip replacement, walking.

Hip abduction moment of the operated side −26 % (abstract). Confidence: B; cane forces not given. The lever,
with a tenth of the body weight on the cane, takes away half of the moment; a twentieth would do. It says what
a cane could do, not what people do with it.
"""

from __future__ import annotations

from .changes import change
from .comparison import AIDS, Comparison, effect
from .report import assert_all_hold

RELIEF = -26.0
KNOWN_BY_FORCE = {0.10: (-24.70, 0.02), 0.15: (-50.05, 0.03)}
OVERDONE = "the lever lets the whole cane force act at arm's length and nothing else change"


def comparisons() -> tuple[Comparison, ...]:
    return tuple(
        effect(
            "ajemian_2004",
            "abductor_moment",
            change("abductor_moment", cane_force_bw=force),
            RELIEF,
            case=f"cane, other hand, {100 * force:.0f} % BW",
            tier=AIDS,
            known=known,
            why=OVERDONE,
        )
        for force, known in KNOWN_BY_FORCE.items()
    )


def test_ajemian() -> None:
    assert_all_hold(comparisons())


def test_a_twentieth_takes_away_what_was_measured() -> None:
    assert abs(change("abductor_moment", cane_force_bw=0.0513) - RELIEF) < 0.1
