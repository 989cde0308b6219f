"""The two free bodies of a trial, and what they tell the balance of the hip.

Lengths are counted from the centre of the stance hip, lateral away from the midline and up. Forces act on the
stance foot. Moments are those that the abductors must supply: positive where the ground reaction adducts.
The moment about the axis that points forward needs nothing but what is seen from the front.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from hipmech.anthropometry import DE_LEVA_LEG, BySex
from hipmech.limits import Real

__all__ = ["SEGMENTS", "Part", "parts_of"]


class Part(NamedTuple):
    """A segment of the leg: share of body mass, centre of mass and radius of gyration per its length."""

    share: BySex
    com: BySex
    gyration: BySex


WINTER_LEG = (
    Part((0.1000, 0.1000), (0.433, 0.433), (0.323, 0.323)),
    Part((0.0465, 0.0465), (0.433, 0.433), (0.302, 0.302)),
    Part((0.0145, 0.0145), (0.0, 0.0), (0.0, 0.0)),
)
"""Thigh, shank and foot of Winter 2009, table 4.1 after Dempster, as transcribed alike by open sources; the
foot counts as a point at the ankle."""

SEGMENTS: Mapping[str, tuple[Part, ...]] = {
    "winter": WINTER_LEG,
    "de_leva": tuple(Part(one.share, one.com, one.gyration) for one in DE_LEVA_LEG),
}
"""Thigh, shank and foot of each segment set."""


def parts_of(segment_set: str, sex: str) -> tuple[tuple[float, float, float], ...]:
    """Share, and where two equal masses stand on the way from joint to joint, for thigh, shank and foot.

    Two masses at the centre of mass, one radius of gyration to either side, move as a thin rod does, however
    it turns in space. So the leg's inertia is all there but for the turning of a segment about its own length
    and that of the foot about the ankle.

    Examples
    --------
    >>> parts_of("winter", "unspecified")[0]
    (0.1, 0.11, 0.756)
    """
    row = 1 if sex == "male" else 0
    return tuple(
        (
            one.share[row],
            round(one.com[row] - one.gyration[row], 9),
            round(one.com[row] + one.gyration[row], 9),
        )
        for one in SEGMENTS[segment_set]
    )


# The stance leg: what the ground does to it, less what its own weight and inertia take.


def vertical_force_moment(hip_lateral: Real, force_up: Real, centre_moment: Real) -> Real:
    """Of the vertical ground reaction: force times how far its centre of pressure lies medial of the hip.

    ``centre_moment`` is force times centre of pressure: it stays finite where the force fades.
    """
    return hip_lateral * force_up - centre_moment


def mediolateral_force_moment(hip_up: Real, force_lateral: Real, height_moment: Real) -> Real:
    """Of the sideways ground reaction: a push towards the midline, far below the hip, adducts.

    ``height_moment`` is force times height of the ground.
    """
    return height_moment - hip_up * force_lateral


def point_moment(
    mass: Real, lateral: Real, up: Real, acceleration_lateral: Real, acceleration_up: Real, gravity: Real
) -> Real:
    """What the weight and the inertia of a point ask of the hip: positive lateral of it and below."""
    return mass * (lateral * (gravity + acceleration_up) - up * acceleration_lateral)


def leg_balance(vertical_force_moment: Real, mediolateral_force_moment: Real, leg_moment: Real) -> Real:
    """Moment of the abductors, from the stance leg."""
    return vertical_force_moment + mediolateral_force_moment + leg_moment


# Everything above the stance hip: its weight and inertia, and the ground under the other foot.


def body_balance(supported_moment: Real, other_force_moment: Real) -> Real:
    """Moment of the abductors, from all that the hip carries, taken as a point at its centre of mass.

    ``supported_moment`` is that of :func:`point_moment`: medial of the hip it is negative.
    """
    return -supported_moment - other_force_moment


# What the leg leaves for the hip to carry: the same two quantities that a standing hip has.


def load_factor(
    force_up: Real, leg_mass: Real, leg_acceleration_up: Real, supported_mass: Real, gravity: Real
) -> Real:
    """Vertical load of the hip per weight above it."""
    return (force_up - leg_mass * (gravity + leg_acceleration_up)) / (supported_mass * gravity)


def lateral_acceleration(
    force_lateral: Real, leg_mass: Real, leg_acceleration_lateral: Real, supported_mass: Real
) -> Real:
    """Sideways load of the hip per mass above it: its acceleration, as long as nothing else holds it."""
    return (force_lateral - leg_mass * leg_acceleration_lateral) / supported_mass


# How the leg and the pelvis stand.


def thigh_inclination(hip_lateral: Real, hip_up: Real, knee_lateral: Real, knee_up: Real) -> Real:
    """Of the line from hip to knee, as seen from the front; positive with the knee towards the midline."""
    return np.arctan2(hip_lateral - knee_lateral, hip_up - knee_up)


def pelvic_drop(hip_lateral: Real, hip_up: Real, other_hip_lateral: Real, other_hip_up: Real) -> Real:
    """Of the line from hip to hip, as seen from the front; positive with the other hip lower."""
    return np.arctan2(hip_up - other_hip_up, hip_lateral - other_hip_lateral)
