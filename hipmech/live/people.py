"""What of a body hangs on its sex, its age or the table chosen, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from hipmech.anthropometry import ECCENTRIC_PER_YEAR, capacity_per_mass, segment_constants
from hipmech.loads import ADDUCTORS_NEEDED, NOT_HELD, OK, OUTSIDE_VALIDITY, STATUS_WORDS
from hipmech.posture import LEANING_STRATEGIES
from hipmech.quantities import QUANTITIES
from hipmech.solution import LEAVES

__all__ = ["people_tables"]

SEXES = tuple(sex for sex in QUANTITIES["sex"].choices if sex != "unspecified")


def people_tables() -> Mapping[str, Any]:
    """Tables by the name of their constant in JavaScript.

    ``SEGMENT_SETS`` and ``CAPACITY_NORMS`` hold, by name and by sex, what differs from the default table.
    """
    return {
        "SEGMENT_SETS": {
            name: {sex: _numbers(segment_constants(name, sex)) for sex in SEXES}
            for name in QUANTITIES["segment_set"].choices
        },
        "CAPACITY_NORMS": {
            name: {sex: _capacity(name, sex) for sex in SEXES} for name in QUANTITIES["capacity_norm"].choices
        },
        "LEANING": list(LEANING_STRATEGIES),
        "LEAVES": list(LEAVES),
        "STATUS_WORDS": list(STATUS_WORDS),
        "OK": OK,
        "NOT_HELD": NOT_HELD,
        "ADDUCTORS_NEEDED": ADDUCTORS_NEEDED,
        "OUTSIDE_VALIDITY": OUTSIDE_VALIDITY,
    }


def _numbers(constants: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in constants.items()}


def _capacity(norm: str, sex: str) -> dict[str, float]:
    """Mean of a norm, and where it falls with age its value without age and its slope."""
    mean = {"mean": float(capacity_per_mass(norm, sex, np.nan))}
    if norm != "eccentric":
        return mean
    return mean | {"at_birth": float(capacity_per_mass(norm, sex, 0.0)), "per_year": ECCENTRIC_PER_YEAR}
