"""Signals as the mechanics needs them: short gaps bridged, noise filtered without delay, accelerations."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.limits import in_unit
from hipmech.trials.trial import runs

__all__ = ["CUTOFF", "LONGEST_GAP", "acceleration", "accept_cutoff", "bridged", "smooth"]

Numbers = NDArray[np.float64]

CUTOFF = 10.0
"""Hz, a stated assumption. Forces and places have the same, as Bisseling and Hof found that they should
(source ``bisseling_hof_2006``): else an impact leaves a peak that is none."""
LONGEST_GAP = 0.1
"""Seconds of a place that are bridged: an assumption. A force is never made up."""
POLES = 2
"""Of the Butterworth filter; it runs forth and back, which makes four and no delay."""
PASSES = 2
EDGE = 2.0
"""Periods of the cut-off that are mirrored at each end before filtering."""


def accept_cutoff(cutoff: Any, interval: float) -> float:
    """A cut-off in Hz that fits the sampling; 0 is no filter.

    Raises
    ------
    InputError
        Negative, no number, or not below half the sampling rate.
    """
    highest, cutoff = _corrected_limit(interval), in_unit("cutoff", "Hz", cutoff)
    if not isinstance(cutoff, (int, float)) or not 0 <= cutoff < highest:
        raise InputError(
            f"cutoff = {cutoff!r} is not allowed: it is 0 (no filter) or a frequency below {highest:.4g} Hz, "
            f"for this trial has {1 / interval:.4g} samples a second."
        )
    return float(cutoff)


def _corrected_limit(interval: float) -> float:
    return 0.5 / interval * _correction()


def _correction() -> float:
    """What a cut-off shrinks by in two passes: together they halve the power at the stated frequency."""
    return float((2 ** (1 / PASSES) - 1) ** (1 / (2 * POLES)))


def bridged(values: Numbers, interval: float) -> tuple[Numbers, NDArray[np.bool_]]:
    """Values with their short gaps bridged, and where that was; ends and long gaps stay open.

    The bridge is a monotone cubic, which swings no wider than its neighbours.
    """
    open_ = np.isnan(values)
    made = np.zeros(len(values), dtype=np.bool_)
    if not open_.any() or open_.all():
        return values, made
    most = math.floor(LONGEST_GAP / interval + 1e-9)
    for start, stop in runs(open_):
        made[start:stop] = start > 0 and stop < len(values) and stop - start <= most
    if not made.any():
        return values, made
    from scipy.interpolate import PchipInterpolator

    known = np.flatnonzero(~open_)
    whole = values.copy()
    whole[made] = PchipInterpolator(known, values[known])(np.flatnonzero(made))
    return whole, made


def smooth(values: Numbers, interval: float, cutoff: float) -> Numbers:
    """Values without what lies above the cut-off, without delay; each run between gaps by itself.

    A Butterworth filter of two poles, forth and back, 3 dB down at the cut-off. Runs are continued by their
    own mirror image at both ends; one too short for that stays as it is.
    """
    if not cutoff:
        return values
    from scipy.signal import butter, sosfiltfilt

    sections = butter(POLES, cutoff / _correction(), fs=1 / interval, output="sos")
    padding = math.ceil(EDGE / (cutoff * interval))
    found = values.copy()
    for start, stop in runs(np.isfinite(values)):
        if stop - start > 3 * POLES:
            found[start:stop] = sosfiltfilt(
                sections, values[start:stop], padlen=min(padding, stop - start - 1)
            )
    return found


def acceleration(values: Numbers, interval: float) -> Numbers:
    """Second central difference, shape (n,); the first and last sample take that of their neighbour."""
    found = np.full(len(values), np.nan)
    found[1:-1] = (values[2:] - 2 * values[1:-1] + values[:-2]) / interval**2
    found[0], found[-1] = found[1], found[-2]
    return found
