"""Whether the plates carry this body: its weight, what pushes it sideways, and whose feet stand on them.

The limits are assumptions, wide on purpose: they catch mistakes, not unusual people.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.quantities import STANDARD_GRAVITY
from hipmech.trials.checking import CENTRE_FROM_ANKLE, FACTORS, MEANT, moves
from hipmech.trials.motion import Motion, Plate, middle_of, middles, other_side
from hipmech.trials.smoothing import acceleration
from hipmech.trials.stances import StancePhase
from hipmech.trials.trial import Trial, longest, rms, runs, seconds

__all__ = ["LARGEST_DIFFERENCE", "MASS_TOLERANCE", "refuse_disagreement", "refuse_weight", "shared_plate"]

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

LOAD = (0.3, 6.0)
"""Mean vertical force in the middle of stance, in body weights."""
MASS_TOLERANCE = 0.05
"""Share by which the plates and the acceleration of the centre of mass may miss the given body mass."""
LARGEST_MISS = 0.1
"""Body weights, root mean square, by which the vertical force may miss what the motion needs."""
LEAST_PUSH = 5.0
"""N by which a sideways force must miss the motion before it is doubted."""
LEAST_SWAY = 0.005
"""Body weights by which the sideways force varies at least over the stance of somebody who moves."""
OUTWARDS = 0.02
"""Body weights of sideways force away from the midline that a walking leg does not have in mid-stance."""
SAME_HEIGHT = 10.0
"""mm by which the ankle of a foot on the ground may lie above that of the stance foot."""
LARGEST_DIFFERENCE = 0.5
"""N·m/kg, root mean square over single stance, by which the two free bodies may differ: about half of the
peak of walking (source ``rutherford``). Beyond it one of them rests on a wrong column."""


def refuse_weight(motion: Motion, side: str, body_mass: float) -> None:
    """Refuse plates that do not carry this body, or do not push it as it moves."""
    contact = motion.plate.contact
    total = motion.plate.force_up + (motion.other_plate.force_up if motion.other_plate else 0.0)
    load = middle_of(total, contact) / (body_mass * STANDARD_GRAVITY)
    if not LOAD[0] <= load <= LOAD[1]:
        unit = next((f for f in FACTORS if LOAD[0] <= load * f <= LOAD[1]), None)
        hint = f" The force seems {MEANT[unit]}." if unit else ""
        raise InputError(
            f"In the middle of stance the plates carry {load:.3g} times the weight of {body_mass:g} kg: is "
            f"the mass, or the unit of the forces, wrong?{hint}"
        )
    if motion.com is None:
        _refuse_outwards(motion.plate, side, body_mass)
        _refuse_faint(motion.plate, side, body_mass)
        return
    sideways, upwards = motion.com.accelerations()
    _refuse_mass(total, upwards, contact, body_mass)
    _refuse_push(motion.plate, motion.other_plate, body_mass * sideways, side)
    if motion.other_plate is not None and motion.other_plate.contact.any():
        _refuse_push(motion.other_plate, motion.plate, body_mass * sideways, other_side(side))


def _refuse_outwards(plate: Plate, side: str, body_mass: float) -> None:
    """Refuse a sideways force of the wrong sign where no centre of mass tells which one is right."""
    outwards = middle_of(plate.force_lateral, plate.contact) / (body_mass * STANDARD_GRAVITY)
    if outwards > OUTWARDS:
        raise InputError(
            f"In the middle of stance the ground pushes the {side} foot away from the midline with "
            f"{outwards:.2g} body weights, as in no walk: is the sign of {side}_force_right wrong? If not, "
            "give the centre of mass (com_right, com_up), which shows where the body is pushed."
        )


def _refuse_faint(plate: Plate, side: str, body_mass: float) -> None:
    """Refuse a sideways force far too small for a moving body, where no centre of mass tells its size."""
    sway = float(np.nanmax(plate.force_lateral) - np.nanmin(plate.force_lateral))
    if moves(plate.force_up, plate.contact) and sway < LEAST_SWAY * body_mass * STANDARD_GRAVITY:
        raise InputError(
            f"The sideways force of the {side} plate varies by {sway:.2g} N only while the vertical one "
            f"moves: was it given in kN? (--map {side}_force_right=COLUMN*1000)"
        )


def _refuse_mass(total: Numbers, upwards: Numbers, contact: Truths, body_mass: float) -> None:
    carried = middle_of(total / (STANDARD_GRAVITY + upwards), contact)
    if math.isfinite(carried) and abs(carried / body_mass - 1) > MASS_TOLERANCE:
        raise InputError(
            f"body_mass = {body_mass:g} kg does not fit the plates: with the acceleration of the centre of "
            f"mass they carry {carried:.4g} kg in the middle of stance. Is the mass wrong, or does the other "
            "foot stand beside its plate?"
        )
    here = _rows(contact)
    miss = rms((total - body_mass * (STANDARD_GRAVITY + upwards))[here]) / (body_mass * STANDARD_GRAVITY)
    if miss > LARGEST_MISS:
        raise InputError(
            f"In the middle of stance the vertical force misses what the centre of mass needs by {miss:.2g} "
            f"body weights (root mean square; up to {LARGEST_MISS:g} is accepted): were plates and markers "
            "started at the same time?"
        )


def _refuse_push(plate: Plate, other: Plate | None, needed: Numbers, side: str) -> None:
    """Refuse a sideways force that fits the motion far better in another unit or the other way round."""
    here = _rows(plate.contact)
    push, rest = plate.force_lateral[here], other.force_lateral[here] if other is not None else 0.0
    misses = {factor: rms(factor * push + rest - needed[here]) for factor in (1.0, *FACTORS)}
    as_given, best = misses[1.0], min(misses, key=misses.__getitem__)
    if as_given > 2 * misses[best] and as_given > LEAST_PUSH:
        raise InputError(
            f"The sideways force of the {side} plate misses what the centre of mass needs by {as_given:.4g} "
            f"N (root mean square in the middle of stance), and by {misses[best]:.4g} N times {best:g}: it "
            f"seems {MEANT[best]} (--map {side}_force_right=COLUMN*{best:g})."
        )


def _rows(contact: Truths) -> NDArray[np.intp]:
    """Samples of the middle thirds of all contacts."""
    return np.concatenate([np.arange(part.start, part.stop) for part in middles(contact)])


def shared_plate(trial: Trial, motion: Motion, side: str, body_mass: float) -> Truths:
    """Where two feet seem to stand on the plate of one, shape (n,).

    The centre of pressure lies farther from the ankle than a foot is broad; or the other ankle is as low as
    that of a standing foot for a while, its own plate shows nothing, and this plate carries all.
    """
    contact, other = motion.plate.contact, other_side(side)
    off = np.abs(trial[f"{side}_cop_right"] - trial[f"{side}_ankle_right"])
    found: Truths = contact & (off > CENTRE_FROM_ANKLE)
    if not trial.has(f"{other}_ankle_up"):
        return found
    level = middle_of(trial[f"{side}_ankle_up"], contact) + SAME_HEIGHT
    low = contact & (trial[f"{other}_ankle_up"] <= level)
    if motion.other_plate is not None:
        low &= ~motion.other_plate.contact
    if motion.com is not None:
        needed = body_mass * (STANDARD_GRAVITY + acceleration(motion.com.up, motion.interval))
        low &= motion.plate.force_up > (1 - MASS_TOLERANCE) * needed
    least = seconds(0.1, motion.interval)
    if longest(low) >= least:
        for start, stop in runs(low):
            found[start:stop] |= stop - start >= least
    return found


def refuse_disagreement(stances: Sequence[StancePhase], body_mass: float) -> None:
    """Refuse a trial whose two free bodies tell different stories in its stances."""
    for stance in stances:
        alone = stance.single.difference
        apart = (alone if math.isfinite(alone) else stance.whole.difference) / body_mass
        if apart > LARGEST_DIFFERENCE:
            raise InputError(
                f"The two free bodies do not agree: in the stance from {stance.start:g} to {stance.end:g} s "
                f"the abductor moment from the leg and that from the body above differ by {apart:.2g} N·m/kg "
                f"(root mean square over single stance; up to {LARGEST_DIFFERENCE:g} is accepted). A place, "
                "a force or a unit is wrong; without a centre of mass (com_right, com_up) there is one free "
                "body alone."
            )
