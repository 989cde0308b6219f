"""What the columns of a trial cannot be: missing, alike, without a stance, or 0 throughout one.

The limits are assumptions, wide on purpose: they catch mistakes, not unusual people.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.trials.motion import THRESHOLD, contact_of, middles, other_side
from hipmech.trials.roles import COM, NEEDED_OF_A_FOOT, ROLES, SIDES, foot_roles
from hipmech.trials.trial import Trial

__all__ = ["contacts", "moves", "refuse_columns", "refuse_still"]

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

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


def _named(trial: Trial) -> str:
    return trial.source or "The trial"
