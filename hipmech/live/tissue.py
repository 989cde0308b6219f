"""What the panels on contact, lateral hip and exercises know beside the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hipmech import contact, exercises, lateral

__all__ = ["tissue_tables"]


def tissue_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript."""
    return {
        "STRESSED": list(contact.OUTPUTS),
        "NEWTON": contact.STEPS,
        "EXERCISES": [_exercise(row) for row in exercises.EXERCISES],
        "OF_A_BODY": list(exercises.OF_A_BODY),
        "UNDER_THE_BAND": list(lateral.MEASURED.items()),
    }


def _exercise(row: exercises.Exercise) -> dict[str, Any]:
    posture, ends = exercises.POSTURES.get(row.name, ("", ()))
    lying = exercises.LYING.get(row.name)
    return {
        "name": row.name,
        "measured": row.measured,
        "source": row.source,
        "confidence": row.confidence,
        "posture": posture,
        "ends": ends,
        "moment": "" if lying is None else lying.__name__,
    }
