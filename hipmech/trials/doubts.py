"""What makes a trial doubtful although it can be solved: each doubt a sentence with what is usual.

The levels are assumptions below those of a refusal. One walk was at hand to set them beside: in its single
stance the residuals are 0.06 N·m/kg and 0.013 body weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from hipmech.limits import remarks
from hipmech.quantities import STANDARD_GRAVITY
from hipmech.trials.motion import Motion, Place, middle_of, other_side
from hipmech.trials.places import THIGH_OF_LEG
from hipmech.trials.stances import Agreement, StancePhase

__all__ = [
    "DOUBTFUL_FORCE",
    "DOUBTFUL_MOMENT",
    "LOOSE_HIPS",
    "USUAL_THIGH_OF_LEG",
    "doubts_of_places",
    "doubts_of_stances",
]

DOUBTFUL_MOMENT = 0.15
"""N·m/kg, root mean square over single stance, of the moment of the ground about the centre of mass, or
between the two free bodies."""
DOUBTFUL_FORCE = 0.03
"""Body weights, root mean square over single stance, of ground reaction that the motion does not need."""
LOOSE_HIPS = 5.0
"""mm, standard deviation in stance, of the distance from hip to hip: a pelvis is rigid. Seen from the front
it changes only as the pelvis turns: by 1.5 % at 10 degrees."""
SHORTEST_SWING = 0.1
"""Seconds between two stances of one foot below which a plate that dropped out is the likelier story."""
USUAL_THIGH_OF_LEG = (0.40, 0.58)
"""Thigh per leg in the middle of stance, well inside the limits of :data:`places.THIGH_OF_LEG`."""


BESIDE = "in one good walk"
"""What the numbers in a sentence were seen in."""


def doubts_of_places(motion: Motion, side: str) -> tuple[str, ...]:
    """What is odd about where the joints lie, though a body could stand so.

    Thigh and shank seen from the front shorten as the knee bends: their length tells nothing by its change.
    """
    return (*_hips(motion, side), *_thigh(motion, side))


def _hips(motion: Motion, side: str) -> Iterator[str]:
    if "hip" not in motion.other_joints:
        return
    contact, other = motion.plate.contact, other_side(side)
    apart = 1000 * _distance(motion.joints["hip"], motion.other_joints["hip"])
    known = apart[contact & np.isfinite(apart)]
    if known.size and (spread := float(np.std(known))) > LOOSE_HIPS:
        yield (
            f"From hip to hip the distance varies by {spread:.2g} mm (standard deviation in stance; 0.4 mm "
            f"{BESIDE}, doubted from {LOOSE_HIPS:g} mm), but a pelvis is rigid: is a column of {side}_hip "
            f"or {other}_hip that of a knee, or of a segment's centre of mass?"
        )
    for remark in remarks("inter_hip_distance", round(middle_of(apart, contact), 1)):
        yield f"{remark} Joint centres are meant: trochanters and skin markers lie farther apart."


def _thigh(motion: Motion, side: str) -> Iterator[str]:
    hip, knee, ankle = (motion.joints[name] for name in ("hip", "knee", "ankle"))
    contact = motion.plate.contact
    share = middle_of(_distance(hip, knee), contact) / middle_of(_distance(hip, ankle), contact)
    low, high = USUAL_THIGH_OF_LEG
    if THIGH_OF_LEG[0] <= share < low or high < share <= THIGH_OF_LEG[1]:
        yield (
            f"Of the {side} leg the thigh is {share:.2g}, and {low:g} to {high:g} is usual: are {side}_hip, "
            f"{side}_knee and {side}_ankle joint centres, or the centres of mass of segments?"
        )


def _distance(one: Place, other: Place) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = np.hypot(
        one.lateral - other.lateral, one.up - other.up
    )
    return found


def doubts_of_stances(stances: Sequence[StancePhase], side: str, body_mass: float) -> tuple[str, ...]:
    """What the plates, the centre of mass and the two free bodies say against each other, and cut peaks."""
    return tuple(
        f"Stance from {stance.start:g} to {stance.end:g} s: {doubt}"
        for before, stance in zip((None, *stances), stances, strict=False)
        for doubt in (
            *_dropout(before, stance, side),
            *_two_feet(stance, side),
            *_agreement(stance.single, body_mass),
            *_edge(stance),
        )
    )


def _dropout(before: StancePhase | None, stance: StancePhase, side: str) -> Iterator[str]:
    if before is not None and stance.start - before.end < SHORTEST_SWING:
        yield (
            f"{side}_force_up is 0 for {stance.start - before.end:.2g} s before it, and no foot is in the "
            "air for so short. If the plate dropped out amid stance, leave that gap blank; as it is, this "
            "stance and the one before are parts of one, and their greatest moments are not to be trusted."
        )


def _agreement(single: Agreement, body_mass: float) -> Iterator[str]:
    turning, apart = single.residual_moment / body_mass, single.difference / body_mass
    pushing = single.residual_force / (body_mass * STANDARD_GRAVITY)
    if turning > DOUBTFUL_MOMENT:
        yield (
            f"the ground turns the body about its centre of mass by {single.residual_moment:.3g} N·m = "
            f"{turning:.2g} N·m/kg (root mean square over single stance; 0.06 {BESIDE}, doubted from "
            f"{DOUBTFUL_MOMENT:g}). Look at the centre of pressure, the sideways force and com_right."
        )
    elif apart > DOUBTFUL_MOMENT:
        yield (
            f"the two free bodies differ by {single.difference:.3g} N·m = {apart:.2g} N·m/kg (root mean "
            f"square over single stance; 0.07 {BESIDE}, doubted from {DOUBTFUL_MOMENT:g}). Look at the "
            "joint centres and at com_right."
        )
    if pushing > DOUBTFUL_FORCE:
        yield (
            f"the motion misses {single.residual_force:.3g} N = {pushing:.2g} body weights of the ground "
            f"reaction (root mean square over single stance; 0.013 {BESIDE}, doubted from "
            f"{DOUBTFUL_FORCE:g}). Look at whether plates and markers started together, at body_mass and at "
            "the sideways force."
        )


def _two_feet(stance: StancePhase, side: str) -> Iterator[str]:
    if stance.shared:
        spans = " and ".join(f"from {start:g} to {end:g} s" for start, end in stance.shared)
        yield (
            f"two feet seem to stand on the {side} plate {spans}. These samples have no number, and the "
            "greatest moment of this stance may lie there: it is not to be trusted. Cut the trial, or use "
            "steps with one foot a plate."
        )


def _edge(stance: StancePhase) -> Iterator[str]:
    if stance.peak_within or stance.shared:
        return
    where = "where the recording is cut" if stance.peak_time in _ends(stance) else "beside a gap"
    yield (
        f"the moment is greatest at {stance.peak_time:g} s, {where}: the greatest moment of this stance may "
        "not be known."
    )


def _ends(stance: StancePhase) -> tuple[float, float]:
    """Where the recording cuts a stance; NaN where it does not."""
    return (stance.start, stance.end) if stance.cut else (math.nan, math.nan)
