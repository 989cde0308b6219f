"""Where straight lines are no muscles any more, and what else keeps forces from being an answer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hipmech.loads import Load
from hipmech.muscles.attachments import ABDUCTORS
from hipmech.muscles.straight_lines import MILLIMETRE, Array, Lines, per_hip

Flags = NDArray[np.bool_]
Faults = dict[str, Flags]

HEAD_RADIUS = 19.0
"""Radius of a small adult head, mm: 50.8 − 3·4.3 mm across (trochanter_distance_2021)."""


def line_faults(load: Load, pulls: Lines) -> Faults:
    """Where the straight line of an abductor no longer stands for it: sentence to hips (...).

    An abductor that no longer abducts, or whose line runs through the femoral head, would in truth wind over
    bone; one whose insertion stands above its origin would push the pelvis up.
    """
    least = per_hip(load.evaluate()["abductor_arm_limit"], load) / MILLIMETRE
    conditions = {
        "the straight line of the {} no longer abducts": pulls.abduction_arms < least,
        "the straight line of the {} runs through the femoral head": nearest_to_centre(pulls) < HEAD_RADIUS,
        "the straight line of the {} runs upwards": pulls.insertion[..., 1] >= pulls.origin[..., 1],
    }
    faults = {}
    for sentence, wrong in conditions.items():
        for index, name in enumerate(pulls.names):
            if name in ABDUCTORS and wrong[..., index].any():
                faults[sentence.format(name.replace("_", " "))] = wrong[..., index]
    return faults


def nearest_to_centre(pulls: Lines) -> Array:
    """Distance of the hip centre from each muscle between its two ends, (..., n) mm."""
    along = np.clip(-(pulls.origin * pulls.direction).sum(-1), 0.0, pulls.length)
    foot = pulls.origin + along[..., np.newaxis] * pulls.direction
    distance: Array = np.sqrt((foot**2).sum(-1))
    return distance


def anywhere(faults: Faults, shape: tuple[int, ...]) -> Flags:
    """Where any of the faults holds."""
    found = np.zeros(shape, dtype=bool)
    for here in faults.values():
        found = found | here
    return found
