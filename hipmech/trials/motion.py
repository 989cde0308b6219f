"""A trial made ready for the mechanics: one side's lateral positive, SI, smoothed, with its contacts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hipmech.trials.roles import COM, JOINTS
from hipmech.trials.smoothing import acceleration, bridged, smooth
from hipmech.trials.trial import Trial, runs, seconds

__all__ = [
    "LEAST_CONTACT",
    "THRESHOLD",
    "Motion",
    "Place",
    "Plate",
    "contact_of",
    "middle_of",
    "middles",
    "motion_of",
    "other_side",
]

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

THRESHOLD = 20.0
"""N of vertical force from which a foot counts as on its plate: a stated assumption. What a plate shows below
is taken for noise, and as nothing."""
LEAST_CONTACT = 0.1
"""Seconds that a contact lasts at least: shorter ones are taken for noise, an assumption."""
MM = 0.001


@dataclass(frozen=True, eq=False)
class Place:
    """A point over time, m, lateral and up."""

    lateral: Numbers
    up: Numbers
    interval: float

    def accelerations(self) -> tuple[Numbers, Numbers]:
        """Lateral and up, m/s²."""
        return acceleration(self.lateral, self.interval), acceleration(self.up, self.interval)


@dataclass(frozen=True, eq=False)
class Plate:
    """What the ground does to a foot: forces in N, and times their place in N·m; 0 off the ground."""

    contact: Truths
    force_up: Numbers
    force_lateral: Numbers
    centre_moment: Numbers
    height_moment: Numbers


@dataclass(frozen=True, eq=False)
class Motion:
    """A trial seen from one hip.

    Attributes
    ----------
    plate : Plate
        Under the stance foot.
    joints : mapping of str to Place
        Hip, knee and ankle of the stance leg.
    other_plate : Plate or None
    other_joints : mapping of str to Place
        Of the other leg, as far as measured.
    com : Place or None
        Centre of mass of the whole body.
    bridged : mapping of str to int
        Samples made up over short gaps, by role.
    open : mapping of str to ndarray of bool
        Samples of the stance side that are not known, by role.
    open_elsewhere : mapping of str to ndarray of bool
        The same of the other side and of the centre of mass.
    """

    interval: float
    plate: Plate
    joints: Mapping[str, Place]
    other_plate: Plate | None
    other_joints: Mapping[str, Place]
    com: Place | None
    bridged: Mapping[str, int]
    open: Mapping[str, Truths]
    open_elsewhere: Mapping[str, Truths]

    @property
    def single(self) -> Truths:
        """Where this foot alone carries the body, shape (n,).

        Without the other plate nobody knows when that foot lands: then the middle third of each contact, an
        assumption that every walk and run meets.
        """
        if self.other_plate is not None:
            return self.plate.contact & ~self.other_plate.contact
        alone = np.zeros_like(self.plate.contact)
        for part in middles(self.plate.contact):
            alone[part] = True
        return alone


def other_side(side: str) -> str:
    """The leg that does not stand."""
    return "left" if side == "right" else "right"


def contact_of(force_up: Numbers, interval: float, threshold: float = THRESHOLD) -> Truths:
    """Where a foot is on its plate: above the threshold, long enough; a gap belongs to what is around it.

    Parameters
    ----------
    force_up : ndarray, shape (n,), N
    interval : float, s
    threshold : float, N

    Examples
    --------
    >>> contact_of(np.array([0, 300, 300, 0, 300, np.nan, 300, 300.]), 0.05).tolist()
    [False, True, True, False, True, True, True, True]
    """
    known = np.isfinite(force_up)
    places = np.arange(len(force_up))
    loaded = np.interp(places, places[known], force_up[known]) > threshold
    for start, stop in runs(loaded):
        if stop - start < seconds(LEAST_CONTACT, interval):
            loaded[start:stop] = False
    return loaded


def motion_of(trial: Trial, side: str, cutoff: float) -> Motion:
    """The trial as seen from the hip of one side."""
    other = other_side(side)
    sign = 1.0 if side == "right" else -1.0
    made: dict[str, int] = {}
    open_: dict[str, Truths] = {}

    def place(right: str, up: str) -> Place:
        parts = []
        for role, factor in ((right, sign * MM), (up, MM)):
            whole, filled = bridged(trial[role], trial.interval)
            if filled.any():
                made[role] = int(filled.sum())
            open_[role] = np.isnan(whole)
            parts.append(smooth(whole * factor, trial.interval, cutoff))
        return Place(parts[0], parts[1], trial.interval)

    def joints(of: str) -> dict[str, Place]:
        names = [(joint, f"{of}_{joint}_right", f"{of}_{joint}_up") for joint in JOINTS]
        return {joint: place(right, up) for joint, right, up in names if trial.has(right, up)}

    stance = joints(side)
    of_stance = tuple(open_)
    plate, unknown = _plate(trial, side, sign, cutoff, made)
    other_plate: Plate | None = None
    unknown_elsewhere: dict[str, Truths] = {}
    if trial.has(f"{other}_force_up", f"{other}_force_right"):
        other_plate, unknown_elsewhere = _plate(trial, other, sign, cutoff, made)
    other_joints = joints(other)
    com = place(*COM) if trial.has(*COM) else None
    for role, here in open_.items():
        if here.any():
            (unknown if role in of_stance else unknown_elsewhere)[role] = here
    return Motion(
        interval=trial.interval,
        plate=plate,
        joints=stance,
        other_plate=other_plate,
        other_joints=other_joints,
        com=com,
        bridged=made,
        open=unknown,
        open_elsewhere=unknown_elsewhere,
    )


def _plate(
    trial: Trial, side: str, sign: float, cutoff: float, made: dict[str, int]
) -> tuple[Plate, dict[str, Truths]]:
    """Plate of a side, and where it is not known."""
    role = f"{side}_cop_right"
    up, right = trial[f"{side}_force_up"], trial[f"{side}_force_right"]
    contact = contact_of(up, trial.interval)
    # A plate that nobody trod on has no centre of pressure anywhere.
    measured = trial[role] if trial.has(role) else np.full(len(trial), np.nan)
    centre, filled = bridged(np.where(contact, measured, np.nan), trial.interval)
    filled &= contact
    if filled.any():
        made[role] = int(filled.sum())
    centre = np.where(contact, centre, 0.0)
    height = trial[f"{side}_cop_up"] if trial.has(f"{side}_cop_up") else np.zeros(len(trial))
    unknown = {
        f"{side}_force_up": contact & np.isnan(up),
        f"{side}_force_right": contact & np.isnan(right),
        role: contact & np.isnan(centre),
        f"{side}_cop_up": contact & np.isnan(height),
    }

    def signal(values: Numbers) -> Numbers:
        return smooth(np.where(contact, values, 0.0), trial.interval, cutoff)

    plate = Plate(
        contact=contact,
        force_up=signal(up),
        force_lateral=signal(right * sign),
        centre_moment=signal(up * centre * sign * MM),
        height_moment=signal(right * sign * height * MM),
    )
    return plate, {name: here for name, here in unknown.items() if here.any()}


def middles(contact: Truths) -> Iterator[slice]:
    """The middle third of each contact."""
    for start, stop in runs(contact):
        third = (stop - start) // 3
        yield slice(start + third, max(stop - third, start + third + 1))


def middle_of(values: Numbers, contact: Truths) -> float:
    """Median over the middle thirds of the contacts; NaN where nothing was measured there."""
    there = np.concatenate([values[part] for part in middles(contact)])
    there = there[np.isfinite(there)]
    return float(np.median(there)) if there.size else math.nan
