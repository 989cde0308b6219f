r"""The two arms of the balance: where the weight pulls, and where the abductors pull.

::

    ilium origin O   line of action, α to the vertical
                  \  |
                   \ |        d: perpendicular from the hip centre to the line
        hip ○───────\┤
                     \
                      I trochanter tip
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hipmech.limits import Real, accept_fields
from hipmech.notebooks import Tabled
from hipmech.quantities import default

__all__ = ["Lever"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Lever(Tabled):
    """A published lever that gives weight, arms and line directly instead of a body.

    Attributes
    ----------
    body_mass : kg
    supported_weight_bw : BW, what the hip carries
    body_weight_arm : mm, medial of the hip
    abductor_arm : mm
    abductor_line_angle : deg from the vertical, positive when the pull on the pelvis goes lateral
    """

    body_mass: Real = default("body_mass")
    supported_weight_bw: Real = default("supported_weight_bw")
    body_weight_arm: Real = 100.0
    abductor_arm: Real = 50.0
    abductor_line_angle: Real = 0.0

    def __post_init__(self) -> None:
        accept_fields(self)


def body_weight_arm(gravity_moment: Real, supported_weight: Real) -> Real:
    return gravity_moment / supported_weight


def origin_lateral(abductor_origin_lateral: Real, abductor_origin_up: Real, pelvic_drop: Real) -> Real:
    return abductor_origin_lateral * np.cos(pelvic_drop) - abductor_origin_up * np.sin(pelvic_drop)


def origin_up(abductor_origin_lateral: Real, abductor_origin_up: Real, pelvic_drop: Real) -> Real:
    return abductor_origin_lateral * np.sin(pelvic_drop) + abductor_origin_up * np.cos(pelvic_drop)


def insertion_lateral(tip_lateral: Real, tip_up: Real, thigh_inclination: Real) -> Real:
    return tip_lateral * np.cos(thigh_inclination) + tip_up * np.sin(thigh_inclination)


def insertion_up(tip_lateral: Real, tip_up: Real, thigh_inclination: Real) -> Real:
    return tip_up * np.cos(thigh_inclination) - tip_lateral * np.sin(thigh_inclination)


def abductor_length(
    origin_lateral: Real, origin_up: Real, insertion_lateral: Real, insertion_up: Real
) -> Real:
    return np.hypot(insertion_lateral - origin_lateral, origin_up - insertion_up)


def abductor_arm(
    origin_lateral: Real,
    origin_up: Real,
    insertion_lateral: Real,
    insertion_up: Real,
    abductor_length: Real,
) -> Real:
    """Perpendicular distance of the hip centre from the line; negative when the line runs medial of it."""
    return (origin_up * insertion_lateral - origin_lateral * insertion_up) / abductor_length


def abductor_line_angle(
    origin_lateral: Real, origin_up: Real, insertion_lateral: Real, insertion_up: Real
) -> Real:
    return np.arctan2(insertion_lateral - origin_lateral, origin_up - insertion_up)


def reference_abductor_length(
    abductor_origin_lateral: Real,
    abductor_origin_up: Real,
    reference_insertion_lateral: Real,
    reference_insertion_up: Real,
) -> Real:
    """From this pelvis, level, to the default femur in the default stand."""
    return np.hypot(
        reference_insertion_lateral - abductor_origin_lateral, abductor_origin_up - reference_insertion_up
    )


def abductor_length_change(abductor_length: Real, reference_abductor_length: Real) -> Real:
    return abductor_length / reference_abductor_length - 1


EQUATIONS = (
    body_weight_arm,
    origin_lateral,
    origin_up,
    insertion_lateral,
    insertion_up,
    abductor_length,
    abductor_arm,
    abductor_line_angle,
    reference_abductor_length,
    abductor_length_change,
)
