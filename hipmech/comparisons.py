"""What a hip is compared with: examples of the clinic, people, the levers of the literature."""

from __future__ import annotations

from collections.abc import Mapping

from hipmech.loads import NOT_HELD, OK, Load
from hipmech.populations import MEASURED
from hipmech.readings import value
from hipmech.scenarios import SCENARIOS, HipScenario, LeverScenario
from hipmech.solution import solve
from hipmech.words import number, word

__all__ = [
    "EXAMPLES",
    "LENGTH_TOLERANCE",
    "LEVERS",
    "MEASURED",
    "comparable",
    "honest",
    "in_vivo",
]


EXAMPLES: Mapping[str, HipScenario] = {
    name: made for name, make in SCENARIOS.items() if isinstance(made := make(), HipScenario)
}
"""The hips of the clinic, by name."""

LEVERS = [made for make in SCENARIOS.values() if isinstance(made := make(), LeverScenario)]
"""The levers of the literature."""


LENGTH_TOLERANCE = 5.0
"""Change of muscle length, in per cent, up to which a strength norm is taken to hold: an assumption."""


def comparable(load: Load) -> bool:
    """Whether the pose is the one that was measured: one-leg stand, upright, no aid, nothing carried."""
    given = load.inputs
    upright = all(given[name] == 0 for name in ("pelvic_drop", "trunk_lean", "cane_force", "carried_mass"))
    still = given["stance_strategy"] == "pelvis_over_foot" and given["load_factor"] == 1
    return upright and still and load.status in (OK, NOT_HELD)


def in_vivo(load: Load, language: str) -> str:
    """What was measured in people in this pose, beside what the model says of this hip."""
    size, angle = float(load.joint_reaction_bw), float(load.joint_reaction_angle_femur)
    fits = "inside" if MEASURED.low <= size <= MEASURED.high else "outside"
    return word(
        "page.in_vivo",
        language,
        people=MEASURED.people,
        mean=number(MEASURED.mean, 2, language),
        deviation=number(MEASURED.deviation, 2, language),
        low=number(MEASURED.low, 2, language),
        high=number(MEASURED.high, 2, language),
        measured_angle=number(MEASURED.angle, 1, language),
        angle_deviation=number(MEASURED.angle_deviation, 1, language),
        size=value("joint_reaction_bw", size, language),
        angle=number(angle, 1, language),
        fits=word(f"page.in_vivo_{fits}", language),
    )


def honest(language: str) -> str:
    """What the comparison with people does not bear: the direction, and the single person."""
    gap = float(solve().joint_reaction_angle_femur) - MEASURED.angle
    error = number(MEASURED.null_error, 1, language)
    return word("page.in_vivo_honest", language, gap=number(gap, 1, language), null_error=error)
