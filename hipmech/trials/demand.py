"""From the motion of a trial to what its hip must hold, by two free bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech.quantities import STANDARD_GRAVITY
from hipmech.trials import balances
from hipmech.trials.motion import Motion, Place

__all__ = ["RESIDUALS", "Demand", "demand_of"]

Numbers = NDArray[np.float64]
Parts = tuple[tuple[float, float, float], ...]

RESIDUALS = ("residual_moment", "residual_force_moment", "momentum_rate")
"""What plates and motion leave open at the hip: the moment of the ground about the centre of mass, as if
nothing turned; the forces that the motion does not need, times their way from there to the hip; and the
change of angular momentum, about the body's centre of mass, of the leg and of the rest taken as one point.
They add up to the difference between the two free bodies."""


class Demand(NamedTuple):
    """What is asked of the hip, SI, each of shape (n,).

    Attributes
    ----------
    moments : mapping of str to ndarray, N·m
        Both free bodies, their difference, and the three parts of the first.
    pose : mapping of str to ndarray
        What the equations of the hip need beside the person: angles and loads.
    residual_force : ndarray, N
        Size of the forces of the ground that the motion of the whole body does not explain; NaN without a
        centre of mass.
    residuals : mapping of str to ndarray, N·m
        By the names of :data:`RESIDUALS`, NaN likewise.
    single : ndarray of bool
        Where this foot alone carries the body.
    whole : bool
        Whether both plates are known, so that both free bodies hold in double support too.
    """

    moments: Mapping[str, Numbers]
    pose: Mapping[str, Numbers]
    residual_force: Numbers
    residuals: Mapping[str, Numbers]
    single: NDArray[np.bool_]
    whole: bool


class _Lump(NamedTuple):
    """Mass of a body, and per its mass: place and acceleration of its centre; and its moment at the hip."""

    mass: float
    lateral: Numbers
    up: Numbers
    acceleration_lateral: Numbers
    acceleration_up: Numbers
    moment: Numbers


def demand_of(motion: Motion, body_mass: float, parts: Parts) -> Demand:
    """What the stance hip must hold.

    Parameters
    ----------
    motion : Motion
    body_mass : float, kg
    parts : tuple of (share, near, far)
        Of thigh, shank and foot, see :func:`balances.parts_of`.
    """
    plate, hip = motion.plate, motion.joints["hip"]
    leg = _leg(motion.joints, body_mass, parts)
    vertical = balances.vertical_force_moment(hip.lateral, plate.force_up, plate.centre_moment)
    sideways = balances.mediolateral_force_moment(hip.up, plate.force_lateral, plate.height_moment)
    moment = balances.leg_balance(vertical, sideways, leg.moment)
    rest = _rest(motion, body_mass, leg)
    above = balances.body_balance(rest.moment, _of_other_foot(motion))
    pose = {
        "abductor_moment": moment,
        "thigh_inclination": _inclination(motion),
        "pelvic_drop": _drop(motion),
        "load_factor": balances.load_factor(
            plate.force_up, leg.mass, leg.acceleration_up, rest.mass, STANDARD_GRAVITY
        ),
        "lateral_acceleration": balances.lateral_acceleration(
            plate.force_lateral, leg.mass, leg.acceleration_lateral, rest.mass
        ),
    }
    moments = {
        "abductor_moment": moment,
        "vertical_force_moment": vertical,
        "mediolateral_force_moment": sideways,
        "leg_moment": leg.moment,
        "body_moment": above,
        "moment_difference": moment - above,
    }
    residual_force, residuals = _residuals(motion, leg, rest)
    return Demand(moments, pose, residual_force, residuals, motion.single, motion.other_plate is not None)  # type: ignore[arg-type]


def _leg(joints: Mapping[str, Place], body_mass: float, parts: Parts) -> _Lump:
    """Thigh, shank and foot as points between the joints, which move as those do."""
    tracks = {name: (joint.lateral, joint.up, *joint.accelerations()) for name, joint in joints.items()}
    hip = tracks["hip"]
    total: list[Numbers] = [np.zeros(len(hip[0])) for _ in range(4)]
    moment, mass = np.zeros(len(hip[0])), 0.0
    for (share, near, far), (start, end) in zip(
        parts, (("hip", "knee"), ("knee", "ankle"), ("ankle", "ankle")), strict=True
    ):
        half = share * body_mass / 2
        for ratio in (near, far):
            point = [a + ratio * (b - a) for a, b in zip(tracks[start], tracks[end], strict=True)]
            moment += balances.point_moment(
                half, point[0] - hip[0], point[1] - hip[1], point[2], point[3], STANDARD_GRAVITY
            )
            total = [sum_ + half * part for sum_, part in zip(total, point, strict=True)]
            mass += half
    return _Lump(mass, total[0] / mass, total[1] / mass, total[2] / mass, total[3] / mass, moment)


def _rest(motion: Motion, body_mass: float, leg: _Lump) -> _Lump:
    """All that the hip carries, as one point; NaN without a centre of mass."""
    mass = body_mass - leg.mass
    if motion.com is None:
        unknown = np.full(len(leg.moment), np.nan)
        return _Lump(mass, unknown, unknown, unknown, unknown, unknown)
    hip, com = motion.joints["hip"], motion.com
    whole = (com.lateral, com.up, *com.accelerations())
    of_leg = (leg.lateral, leg.up, leg.acceleration_lateral, leg.acceleration_up)
    lateral, up, sideways, upwards = (
        (body_mass * all_ - leg.mass * part) / mass for all_, part in zip(whole, of_leg, strict=True)
    )
    carried: Numbers = balances.point_moment(  # type: ignore[assignment]
        mass, lateral - hip.lateral, up - hip.up, sideways, upwards, STANDARD_GRAVITY
    )
    return _Lump(mass, lateral, up, sideways, upwards, carried)


def _of_other_foot(motion: Motion) -> Numbers | float:
    other, hip = motion.other_plate, motion.joints["hip"]
    if other is None:
        return 0.0
    found: Numbers = balances.vertical_force_moment(  # type: ignore[assignment]
        hip.lateral, other.force_up, other.centre_moment
    ) + balances.mediolateral_force_moment(hip.up, other.force_lateral, other.height_moment)
    return found


def _residuals(motion: Motion, leg: _Lump, rest: _Lump) -> tuple[Numbers, dict[str, Numbers]]:
    """Size of the forces that the motion leaves over, and the moments that remain at the hip."""
    hip, com = motion.joints["hip"], motion.com
    if com is None:
        return rest.moment, dict.fromkeys(RESIDUALS, rest.moment)
    plates = [plate for plate in (motion.plate, motion.other_plate) if plate is not None]
    sideways, upwards = com.accelerations()
    mass = leg.mass + rest.mass
    lateral = sum(plate.force_lateral for plate in plates) - mass * sideways
    up = sum(plate.force_up for plate in plates) - mass * (STANDARD_GRAVITY + upwards)
    about_com = np.zeros(len(up))
    for plate in plates:
        about_com += balances.vertical_force_moment(com.lateral, plate.force_up, plate.centre_moment)
        about_com += balances.mediolateral_force_moment(com.up, plate.force_lateral, plate.height_moment)
    carried = (hip.lateral - com.lateral) * up - (hip.up - com.up) * lateral
    parts = (about_com, carried, _momentum_rate(leg, rest, hip))
    return np.hypot(lateral, up), dict(zip(RESIDUALS, parts, strict=True))


def _momentum_rate(leg: _Lump, rest: _Lump, hip: Place) -> Numbers:
    """Change of angular momentum of the leg about its own centre, and of leg and rest about that of both."""
    own = leg.moment - balances.point_moment(
        leg.mass,
        leg.lateral - hip.lateral,
        leg.up - hip.up,
        leg.acceleration_lateral,
        leg.acceleration_up,
        STANDARD_GRAVITY,
    )
    against: Numbers = balances.point_moment(  # type: ignore[assignment]
        leg.mass * rest.mass / (leg.mass + rest.mass),
        leg.lateral - rest.lateral,
        leg.up - rest.up,
        leg.acceleration_lateral - rest.acceleration_lateral,
        leg.acceleration_up - rest.acceleration_up,
        0.0,
    )
    return own + against


def _inclination(motion: Motion) -> Numbers:
    hip, knee = motion.joints["hip"], motion.joints["knee"]
    found: Numbers = balances.thigh_inclination(hip.lateral, hip.up, knee.lateral, knee.up)  # type: ignore[assignment]
    return found


def _drop(motion: Motion) -> Numbers:
    """Of the line between the hips; level where the other hip was not measured."""
    hip, other = motion.joints["hip"], motion.other_joints.get("hip")
    if other is None:
        return np.zeros(len(hip.up))
    found: Numbers = balances.pelvic_drop(hip.lateral, hip.up, other.lateral, other.up)  # type: ignore[assignment]
    return found
