"""What a trial cannot be: wrong side, axis, unit, sign or mass; each refusal says why, and what to try.

The limits are assumptions, wide on purpose: they catch mistakes, not unusual people.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.quantities import QUANTITIES
from hipmech.trials.motion import THRESHOLD, contact_of, middle_of, middles, other_side
from hipmech.trials.roles import COM, NEEDED_OF_A_FOOT, ROLES, SIDES, foot_roles
from hipmech.trials.trial import Trial

__all__ = [
    "CENTRE_FROM_ANKLE",
    "FACTORS",
    "MEANT",
    "THIGH_OF_LEG",
    "contacts",
    "moves",
    "refuse_columns",
    "refuse_places",
    "refuse_still",
]

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]
Limits = tuple[float, float]

LEG = (400.0, 1200.0)
"""mm from hip to ankle, seen from the front, in the middle of stance."""
THIGH_OF_LEG = (0.3, 0.7)
ANKLE_HEIGHT = (10.0, 250.0)
"""mm above the ground, in the middle of stance."""
COM_ABOVE_HIP = (-200.0, 500.0)
COM_BESIDE_HIP = (-350.0, 350.0)
CENTRE_FROM_ANKLE = 100.0
"""mm sideways: about the breadth of a foot. A centre of pressure farther off is not under this foot alone."""
MOVING = 0.05
"""Share by which the vertical force varies in the stance of somebody who does not stand still."""
PLATE = ("force_up", "force_right")
NEVER_ZERO = ("force_right", "cop_right", "hip_right", "hip_up", "knee_right", "knee_up")
"""Columns of a foot that cannot stay at 0 while a body moves."""
NEVER_ALIKE = tuple(
    role
    for names in (("force_up",), ("cop_right", "hip_right", "knee_right", "ankle_right"))
    for side in SIDES
    for role in foot_roles(side, names)
)
"""Columns of which no two can be the same."""
FACTORS = (1000.0, 100.0, 10.0, 0.1, 0.01, 0.001, -1.0)
MEANT: Mapping[float, str] = {
    1000.0: "too small by 1000, as metres for mm or kN for N are",
    100.0: "too small by 100, as metres for cm are",
    10.0: "too small by 10, as centimetres for mm are",
    0.1: "too large by 10",
    0.01: "too large by 100",
    0.001: "too large by 1000",
    -1.0: "of the wrong sign",
}
"""What a column seems to be that fits only with a factor."""


def refuse_columns(trial: Trial, side: str, names: tuple[str, ...] = NEEDED_OF_A_FOOT) -> None:
    """Refuse a trial without these of the stance side, or with the same column for both sides."""
    missing = [role for role in foot_roles(side, names) if not trial.has(role)]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise InputError(
            f"{_named(trial)} has no {missing[0]}{more}: name columns with their unit, such as "
            f"{missing[0]}_{ROLES[missing[0]]}, or map them (--map {missing[0]}=COLUMN*FACTOR). The {side} "
            f"side needs {', '.join(foot_roles(side))}."
        )
    for mine, theirs in combinations(NEVER_ALIKE, 2):
        if (
            trial.has(mine, theirs)
            and np.array_equal(trial[mine], trial[theirs], equal_nan=True)
            and np.nan_to_num(trial[mine]).any()
        ):
            raise InputError(
                f"{mine} and {theirs} are the same in every sample: one of them is the wrong column."
            )


def contacts(trial: Trial, side: str) -> Truths:
    """Where the foot of a side is on the ground; that it never is, is refused with what the plates show."""
    refuse_columns(trial, side, PLATE)
    force = trial[f"{side}_force_up"]
    found = contact_of(force, trial.interval)
    if found.any():
        _refuse_sideways(trial, side, found)
        return found
    least, most = float(np.nanmin(force)), float(np.nanmax(force))
    told = (
        f"The {side} foot is never on its plate for long: {side}_force_up lies between {least:.4g} and "
        f"{most:.4g} N"
    )
    if least < -THRESHOLD:
        raise InputError(
            f"{told}. It points down: hipmech takes the force of the ground on the foot, not of the foot on "
            f"the plate. Turn both forces (--map {side}_force_up=COLUMN*-1)."
        )
    aside = float(np.nanmax(np.abs(trial[f"{side}_force_right"])))
    if aside > max(5 * THRESHOLD, most):
        raise InputError(f"{told}, and it pushes {aside:.4g} N sideways: are up and right exchanged?")
    if 0.1 < most < 10:
        raise InputError(f"{told}. Was it given in kN? Its column is then called {side}_force_up_kN.")
    other = f"{other_side(side)}_force_up"
    there = contact_of(trial[other], trial.interval) if trial.has(other) else np.zeros(1, dtype=np.bool_)
    hint = (
        f" The {other_side(side)} plate is loaded: is --side {other_side(side)} meant?" if there.any() else ""
    )
    raise InputError(f"{told}, and stance begins at {THRESHOLD:g} N.{hint}")


def moves(force_up: Numbers, contact: Truths) -> bool:
    """Whether the vertical force in the middle thirds of the contacts is that of a moving body."""
    there = np.concatenate([np.zeros(0), *(force_up[part] for part in middles(contact))])
    there = there[np.isfinite(there)]
    return bool(there.size and np.ptp(there) > MOVING * np.median(there))


def refuse_still(trial: Trial, side: str) -> None:
    """Refuse columns that are 0 throughout the stance of a moving body: they were never measured."""
    for foot in SIDES:
        if not trial.has(*foot_roles(foot, PLATE)):
            continue
        contact = contact_of(trial[f"{foot}_force_up"], trial.interval)
        if not moves(trial[f"{foot}_force_up"], contact):
            continue
        roles = foot_roles(foot, NEVER_ZERO if foot == side else NEVER_ZERO[:2])
        for role in (*roles, *(COM if foot == side else ())):
            if trial.has(role) and not np.nan_to_num(trial[role][contact]).any():
                raise InputError(
                    f"{role} is 0 wherever the {foot} foot stands, though the body moves: it was not "
                    "measured, or it is the wrong column."
                )


def _refuse_sideways(trial: Trial, side: str, contact: Truths) -> None:
    up = float(np.nanmedian(trial[f"{side}_force_up"][contact]))
    right = float(np.nanmedian(np.abs(trial[f"{side}_force_right"][contact])))
    if right > up:
        raise InputError(
            f"The {side} plate pushes more sideways ({right:.4g} N) than up ({up:.4g} N): are up and right "
            "exchanged?"
        )


def refuse_places(trial: Trial, side: str, contact: Truths) -> None:
    """Refuse a body whose parts do not stand as those of a person do, by axis, side or unit."""

    def at(role: str) -> float:
        return middle_of(trial[role], contact)

    _refuse_upside_down(trial, side, at)
    _refuse_mirrored(trial, side, at)
    hip, knee, ankle = (
        np.array((at(f"{side}_{j}_right"), at(f"{side}_{j}_up"))) for j in ("hip", "knee", "ankle")
    )
    leg = float(np.hypot(*(hip - ankle)))
    _within(f"the {side} leg from hip to ankle is", leg, LEG, "mm", "hip, knee and ankle")
    steepest = float(QUANTITIES["thigh_inclination_limit"].default or 0)
    slope = math.degrees(math.atan2(abs(hip[0] - knee[0]), hip[1] - knee[1]))
    _within(f"the {side} thigh leans by", slope, (0.0, steepest), "deg", f"{side}_knee_right", ())
    thigh = float(np.hypot(*(hip - knee))) / leg
    _within(f"of the {side} leg the thigh is", thigh, THIGH_OF_LEG, "", f"{side}_knee", ())
    ground = at(f"{side}_cop_up") if trial.has(f"{side}_cop_up") else 0.0
    _within(
        f"above the ground ({side}_cop_up, or 0) the {side} ankle is", ankle[1] - ground, ANKLE_HEIGHT, "mm",
        f"{side}_ankle_up or {side}_cop_up",
    )  # fmt: skip
    if trial.has(*COM):
        above, beside = at("com_up") - hip[1], at("com_right") - hip[0]
        _within(f"above the {side} hip the centre of mass is", above, COM_ABOVE_HIP, "mm", "com_up")
        _within(
            f"to the right of the {side} hip the centre of mass is", beside, COM_BESIDE_HIP, "mm", "com_right"
        )
    _refuse_foreign_plate(trial, side, contact)


def _refuse_upside_down(trial: Trial, side: str, at: Callable[[str], float]) -> None:
    joints = ("hip", "knee", "ankle")
    hip, knee, ankle = (at(f"{side}_{joint}_up") for joint in joints)
    spread = abs(at(f"{side}_hip_right") - at(f"{side}_ankle_right"))
    lying = spread > max(abs(hip - ankle), LEG[0] / 2)
    if hip > knee > ankle and not lying:
        return
    told = (
        f"In the middle of stance the {side} hip, knee and ankle lie {hip:.4g}, {knee:.4g} and {ankle:.4g} "
        "mm up"
    )
    if math.isnan(hip + knee + ankle):
        raise InputError(f"{told}: they are not known there, so there is no leg to balance.")
    if lying:
        raise InputError(f"{told} and {spread:.4g} mm apart sideways: are up and right exchanged?")
    raise InputError(
        f"{told}: a hip lies above its knee and a knee above its ankle. Does up point down, or is a unit "
        "wrong?"
    )


def _refuse_mirrored(trial: Trial, side: str, at: Callable[[str], float]) -> None:
    other = other_side(side)
    sign = 1 if side == "right" else -1
    if trial.has(f"{other}_hip_right"):
        apart = sign * (at(f"{side}_hip_right") - at(f"{other}_hip_right"))
        limits = QUANTITIES["inter_hip_distance"].limits or (0, math.inf)
        if apart < 0:
            raise InputError(
                f"The right hip lies {-apart:.4g} mm to the left of the left one: are the sides exchanged, "
                "or does the axis point left? An axis is turned with --map ROLE=COLUMN*-1, for forces and "
                "places alike."
            )
        _within("from hip to hip it is", apart, limits, "mm", f"{other}_hip_right or {side}_hip_right")
    elif (
        trial.has("com_right")
        and sign * (at(f"{side}_hip_right") - at("com_right")) < -COM_BESIDE_HIP[1] / 10
    ):
        raise InputError(
            f"The {side} hip lies on the other side of the centre of mass: is the side wrong, or does the "
            "axis point left?"
        )


def _refuse_foreign_plate(trial: Trial, side: str, contact: Truths) -> None:
    """Refuse a centre of pressure that is not under this foot for most of the stance."""
    centre, own = trial[f"{side}_cop_right"], trial[f"{side}_ankle_right"]
    off = centre[contact] - own[contact]
    off = off[np.isfinite(off)]
    if not off.size:
        raise InputError(f"{side}_cop_right has no number where the {side} plate is loaded.")
    distance = float(np.median(np.abs(off)))
    told = (
        f"The centre of pressure of the {side} plate lies {np.median(off):.4g} mm to the right of the {side} "
        "ankle"
    )
    other = f"{other_side(side)}_ankle_right"
    if trial.has(other) and distance > CENTRE_FROM_ANKLE / 2:
        away = np.nanmedian(np.abs((centre - trial[other])[contact]))
        if away < distance / 2 and away < CENTRE_FROM_ANKLE:
            raise InputError(f"{told}, under the other foot: are the plates, or the sides, exchanged?")
    if distance <= CENTRE_FROM_ANKLE:
        return
    at_origin = abs(float(np.nanmedian(own[contact]))) <= CENTRE_FROM_ANKLE
    for factor in FACTORS[:3] if at_origin else FACTORS:
        again = (factor * centre - own)[contact]
        if np.nanmedian(np.abs(again)) <= CENTRE_FROM_ANKLE:
            raise InputError(f"{told}: {side}_cop_right seems {MEANT[factor]}.")
    raise InputError(f"{told}: it is not under this foot, or both feet stand on the plate.")


def _within(
    what: str, value: float, limits: Limits, unit: str, columns: str, factors: tuple[float, ...] = FACTORS
) -> None:
    low, high = limits
    if low <= value <= high:
        return
    space = f" {unit}" if unit else ""
    if math.isnan(value):
        raise InputError(f"In the middle of stance {what} not known: {columns} has no number there.")
    hint = next((f" It seems {MEANT[factor]}." for factor in factors if low <= value * factor <= high), "")
    raise InputError(
        f"In the middle of stance {what} {value:.4g}{space}, and {low:g} to {high:g}{space} are possible: is "
        f"the unit, axis or side of {columns} wrong?{hint}"
    )


def _named(trial: Trial) -> str:
    return trial.source or "The trial"
