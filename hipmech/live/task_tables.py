"""What the live tasks know: their cases, numbers, options and evidence, from the one list of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hipmech.strength import STRENGTHS
from hipmech.tasks import PERSON, TASKS, VARIED
from hipmech.tasks.scenes import POSTURE, SCENE_TASKS

__all__ = ["task_tables"]


def task_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript."""
    return {
        "TASKS": {name: asdict(one) for name, one in TASKS.items()},
        "SCENE_TASKS": {name: asdict(one) for name, one in SCENE_TASKS.items()},
        "POSTURE": list(POSTURE),
        "STRENGTHS": list(STRENGTHS),
        "PERSON": PERSON,
        "VARIED": dict(VARIED),
    }
