"""Whether the plates carry this body: its weight, and what pushes it sideways.

The limits are assumptions, wide on purpose: they catch mistakes, not unusual people.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.quantities import STANDARD_GRAVITY
from hipmech.trials.checking import moves
from hipmech.trials.hints import FACTORS, meant
from hipmech.trials.motion import Motion, Plate, middle_of, middles, other_side
from hipmech.trials.places import COM_BESIDE_HIP
from hipmech.trials.roles import COM
from hipmech.trials.stances import StancePhase
from hipmech.trials.trial import rms

__all__ = ["LARGEST_DIFFERENCE", "MASS_TOLERANCE", "refuse_disagreement", "refuse_weight"]

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
FAR_FROM_HIP = 150.0
"""mm sideways between centre of mass and stance hip from which the former is doubted before a force is."""
LEAST_SWAY = 0.005
"""Body weights by which the sideways force varies at least over the stance of somebody who moves."""
OUTWARDS = 0.02
"""Body weights of sideways force away from the midline that a walking leg does not have in mid-stance."""
LARGEST_DIFFERENCE = 0.5
"""N·m/kg, root mean square over single stance, by which the two free bodies may differ: about half of the
peak of walking (source ``lewinson_2014``). Beyond it one of them rests on a wrong column."""


def refuse_weight(motion: Motion, side: str, body_mass: float) -> None:
    """Refuse plates that do not carry this body, or do not push it as it moves."""
    contact = motion.plate.contact
    total = motion.plate.force_up + (motion.other_plate.force_up if motion.other_plate else 0.0)
    load = middle_of(total, contact) / (body_mass * STANDARD_GRAVITY)
    if not LOAD[0] <= load <= LOAD[1]:
        unit = next((f for f in FACTORS if LOAD[0] <= load * f <= LOAD[1]), None)
        hint = f" It would fit but for a factor: {meant([f'{side}_force_up'], unit)}." if unit else ""
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
    needed, aside = body_mass * sideways, _places_aside(motion)
    _refuse_push(motion.plate, motion.other_plate, needed, side, aside)
    if motion.other_plate is not None and motion.other_plate.contact.any():
        _refuse_push(motion.other_plate, motion.plate, needed, other_side(side), aside)


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
            f"moves: was it given in kN? Its column is then called {side}_force_right_kN."
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


def _places_aside(motion: Motion) -> tuple[float, float]:
    """Centre of mass and stance hip sideways in the middle of stance, mm."""
    hip, com = motion.joints["hip"], motion.com or motion.joints["hip"]
    found = [1000 * middle_of(place.lateral, motion.plate.contact) for place in (com, hip)]
    return found[0], found[1]


def _refuse_push(
    plate: Plate, other: Plate | None, needed: Numbers, side: str, aside: tuple[float, float]
) -> None:
    """Refuse a sideways force that fits the motion far better in another unit or the other way round.

    The motion may be what is wrong: where a centre of mass in another unit fits as well, both are named.
    """
    here = _rows(plate.contact)
    push, rest = plate.force_lateral[here], other.force_lateral[here] if other is not None else 0.0
    misses = {factor: rms(factor * push + rest - needed[here]) for factor in (1.0, *FACTORS)}
    as_given, best = misses[1.0], min(misses, key=misses.__getitem__)
    if as_given <= 2 * misses[best] or as_given <= LEAST_PUSH:
        return
    com, hip = aside
    force = meant([f"{side}_force_right"], best)
    moved = {factor: rms(push + rest - factor * needed[here]) for factor in FACTORS}
    other_way = min(moved, key=moved.__getitem__)
    told = [force]
    if as_given > 2 * moved[other_way] and abs(other_way * com - hip) <= COM_BESIDE_HIP[1]:
        told.append(meant(COM[:1], other_way))
        if abs(com - hip) > FAR_FROM_HIP:
            told.reverse()
    raise InputError(
        f"The sideways force of the {side} plate misses what the motion of com_right needs by "
        f"{as_given:.4g} N (root mean square in the middle of stance), and by {misses[best]:.4g} N times "
        f"{best:g}: {', or '.join(told)}."
    )


def _rows(contact: Truths) -> NDArray[np.intp]:
    """Samples of the middle thirds of all contacts."""
    return np.concatenate([np.arange(part.start, part.stop) for part in middles(contact)])


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
