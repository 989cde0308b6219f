"""Whose feet stand on a plate: where two of them do, what it shows is the load of neither hip.

The limits are assumptions, wide on purpose: they catch mistakes, not unusual people.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hipmech.quantities import STANDARD_GRAVITY
from hipmech.trials.motion import Motion, middle_of, other_side
from hipmech.trials.places import CENTRE_FROM_ANKLE
from hipmech.trials.smoothing import acceleration
from hipmech.trials.trial import Trial, runs, seconds
from hipmech.trials.weighing import MASS_TOLERANCE

__all__ = ["LEAST_LOAD", "SHARED_AROUND", "shared_plate", "stray_pressure"]

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

LEAST_LOAD = 0.1
"""Body weights below which a centre of pressure off the foot is noise of the plate, not a second foot."""
SAME_HEIGHT = 10.0
"""mm by which the ankle of a foot that lies flat may be above that of the stance foot."""
LEAST_FLAT = 0.1
"""Seconds that a foot lies flat at least: one that swings low does so for less."""
CREST = 5.0
"""mm that an ankle sinks by before its height counts as having turned."""
SHARED_AROUND = 0.2
"""Seconds for which a foot may stand before and after it is seen to, where nobody measured its ankle: about
the longest double support of a walk."""


def stray_pressure(trial: Trial, motion: Motion, side: str) -> Truths:
    """Where the centre of pressure lies farther from the ankle than a foot is broad, shape (n,)."""
    off = np.abs(trial[f"{side}_cop_right"] - trial[f"{side}_ankle_right"])
    found: Truths = motion.plate.contact & (off > CENTRE_FROM_ANKLE)
    return found


def shared_plate(trial: Trial, motion: Motion, side: str, body_mass: float) -> Truths:
    """Where two feet seem to stand on the plate of one, shape (n,).

    The loaded plate has its centre of pressure off the foot; or the other ankle is as low as that of a
    standing foot for a while, its own plate shows nothing, and this plate carries all. A foot stands on the
    ground before its ankle is low and after it has left: each such time lasts from the last crest of that
    ankle to the next one.
    """
    weight = body_mass * STANDARD_GRAVITY
    seen = stray_pressure(trial, motion, side) & (motion.plate.force_up > LEAST_LOAD * weight)
    seen |= _flat(trial, motion, side, body_mass)
    found = seen.copy()
    role = f"{other_side(side)}_ankle_up"
    height = trial[role] if trial.has(role) else None
    around = seconds(SHARED_AROUND, motion.interval)
    for first, last in runs(motion.plate.contact):
        for start, stop in ((first + a, first + b) for a, b in runs(seen[first:last])):
            before = around if height is None else _to_crest(height[first : start + 1][::-1])
            after = around if height is None else _to_crest(height[stop - 1 : last])
            found[max(first, start - before) : min(last, stop + after)] = True
    return found


def _flat(trial: Trial, motion: Motion, side: str, body_mass: float) -> Truths:
    """Where the other foot lies flat, and only the plate of this one can carry it."""
    contact, other = motion.plate.contact, other_side(side)
    found: Truths = np.zeros_like(contact)
    if not trial.has(f"{other}_ankle_up"):
        return found
    level = middle_of(trial[f"{side}_ankle_up"], contact) + SAME_HEIGHT
    low = contact & (trial[f"{other}_ankle_up"] <= level)
    if motion.other_plate is not None:
        low &= ~motion.other_plate.contact
    if motion.com is not None:
        # The force as measured: the filter rounds it off where the contact ends.
        needed = body_mass * (STANDARD_GRAVITY + acceleration(motion.com.up, motion.interval))
        low &= trial[f"{side}_force_up"] > (1 - MASS_TOLERANCE) * needed
    least = seconds(LEAST_FLAT, motion.interval)
    for start, stop in runs(low):
        found[start:stop] = stop - start >= least
    return found


def _to_crest(height: Numbers) -> int:
    """Samples from the first to the highest before the height sinks again.

    Examples
    --------
    >>> _to_crest(np.array([54.0, 53, 60, 80, 92, 88, 79, 200]))
    4
    """
    highest = np.fmax.accumulate(height)
    sunk = np.flatnonzero(highest - height > CREST)
    rising = height[: sunk[0]] if sunk.size else height
    return int(np.nanargmax(rising)) if np.isfinite(rising).any() else 0
