"""What the lesson beside the live picture knows: measurements, examples, levers, the grounds of a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hipmech import anthropometry, comparisons, equilibrium, femur, levers, posture, strength
from hipmech.equations import Alternatives
from hipmech.quantities import NUMBERS
from hipmech.scenarios import LeverScenario

__all__ = ["lesson_tables"]

ROOMS = {
    "balance": equilibrium.EQUATIONS,
    "strength": strength.EQUATIONS,
    "levers": levers.EQUATIONS,
    "stance": posture.EQUATIONS,
    "femur": femur.EQUATIONS,
    "body": anthropometry.EQUATIONS,
}
"""The equations in the order in which a reader asks for them: from the answer back to the body."""

EMG = {"wide": 47.0, "narrow": -24.0, "source": "kubinski_2015"}
"""Change of the gluteus medius' electrical activity over the stance phase of walking, per cent."""

ASSUMED = (
    "foot_shift",
    "trunk_transfer",
    "lateral_acceleration",
    "pendulum_moment",
    "pendulum_rate",
    "length_gain",
    "passive_moment",
)
"""Steps that rest on how a body is taken to react, not on statics alone."""


def lesson_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript."""
    return {
        "MEASURED": vars(comparisons.MEASURED) | {"length_tolerance": comparisons.LENGTH_TOLERANCE},
        "EMG": EMG,
        "EXAMPLES": {
            name: {"en": made.en, "nl": made.nl, "source": made.source_key, "inputs": dict(made.inputs)}
            for name, made in comparisons.EXAMPLES.items()
        },
        "LEVERS": [_lever(made) for made in comparisons.LEVERS],
        "ROOMS": {
            room: [row.name if isinstance(row, Alternatives) else row.__name__ for row in rows]
            for room, rows in ROOMS.items()
        },
        "HIDDEN": [*equilibrium.PULLING, *equilibrium.REACTING, "utilisation"],
        "ASSUMED": list(ASSUMED),
        "NUMBERS": list(NUMBERS),
    }


LEVER_NUMBERS = (
    "body_weight_arm",
    "abductor_arm",
    "abductor_force",
    "abductor_force_bw",
    "joint_reaction",
    "joint_reaction_bw",
)


def _lever(made: LeverScenario) -> dict[str, Any]:
    balance = made.solve()
    numbers = {name: float(getattr(balance, name)) for name in LEVER_NUMBERS}
    return {"en": made.en, "nl": made.nl, "source": made.source_key, **numbers}
