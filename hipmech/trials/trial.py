"""A measured trial: time, ground reactions and points of the body in the frontal plane, checked once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.limits import in_unit
from hipmech.notebooks import Tabled
from hipmech.quantities import suggestion
from hipmech.trials.roles import ROLES

__all__ = ["Trial", "trial"]

Numbers = NDArray[np.float64]

LEAST_SAMPLES = 10
RATES = (20.0, 20_000.0)
"""Samples per second that a trial of a human step can have: an assumption, wide on purpose."""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Trial(Tabled):
    """A trial in public units: s, N, mm. Force of the ground on the foot; right and up are the laboratory's.

    Attributes
    ----------
    time : ndarray, shape (n,), s
    columns : mapping of str to ndarray, shape (n,)
        By role, see :data:`hipmech.trials.ROLES`; NaN where nothing was measured.
    source : str
        Name of the file, or empty.
    """

    time: Numbers
    columns: Mapping[str, Numbers] = field(default_factory=dict)
    source: str = ""

    def __getitem__(self, role: str) -> Numbers:
        return self.columns[role]

    def __len__(self) -> int:
        return len(self.time)

    @property
    def interval(self) -> float:
        """Seconds from one sample to the next."""
        return float(self.time[-1] - self.time[0]) / (len(self.time) - 1)

    def has(self, *roles: str) -> bool:
        """Whether all of these were measured."""
        return all(role in self.columns for role in roles)

    def __repr__(self) -> str:
        return (
            f"<Trial: {len(self):,} samples at {1 / self.interval:.6g} Hz from {self.time[0]:g} to "
            f"{self.time[-1]:g} s, {len(self.columns)} columns>"
        )


def trial(time: ArrayLike, columns: Mapping[str, ArrayLike], *, source: str = "") -> Trial:
    """A trial of arrays by role, in public units.

    Parameters
    ----------
    time : array_like, shape (n,), s
        Rising and even.
    columns : mapping of str to array_like, shape (n,)
        By role, see :data:`hipmech.trials.ROLES`: forces in N, places in mm; NaN where nothing was measured.
    source : str
        Where it comes from, for messages.

    Raises
    ------
    InputError
        A role that is not known, an array that does not fit or has no number, infinity, time that does not
        rise evenly.

    Examples
    --------
    >>> trial([k / 100 for k in range(50)], {"com_up": [970.0] * 50})
    <Trial: 50 samples at 100 Hz from 0 to 0.49 s, 1 columns>
    """
    copies = {role: _numbers(role, values).copy() for role, values in columns.items()}
    return checked(_numbers("time", time).copy(), copies, source)


def checked(time: Numbers, columns: Mapping[str, Numbers], source: str) -> Trial:
    """A trial of arrays that nobody else holds; see :func:`trial`."""
    _refuse_uneven(time)
    kept: dict[str, Numbers] = {}
    for role, numbers in columns.items():
        if role not in ROLES or role == "time":
            raise InputError(f"{role!r} is no role of a trial's column{suggestion(role, ROLES)}")
        if numbers.shape != time.shape:
            raise InputError(f"{role} has {numbers.size} samples, time has {time.size}: give equal lengths.")
        if np.isinf(numbers).any():
            raise InputError(f"{role} is infinite {_at(time, np.isinf(numbers))}: leave such samples blank.")
        numbers.flags.writeable = False
        if not np.isnan(numbers).all():
            kept[role] = numbers
    time.flags.writeable = False
    return Trial(time=time, columns=MappingProxyType(kept), source=source)


def _numbers(role: str, values: ArrayLike) -> Numbers:
    try:
        raw: NDArray[Any] = np.asarray(in_unit(role, ROLES[role], values) if role in ROLES else values)
    except ValueError:
        raise InputError(f"{role} is a ragged sequence: give one number a sample.") from None
    unit = f", in {ROLES[role]}" if role in ROLES else ""
    if raw.dtype.kind not in "iuf" or raw.ndim != 1:
        raise InputError(f"{role} is no row of numbers: give one number a sample{unit}.")
    return raw.astype(np.float64, copy=False)


def _refuse_uneven(time: Numbers) -> None:
    if time.size < LEAST_SAMPLES:
        raise InputError(f"A trial of {time.size} samples is too short: at least {LEAST_SAMPLES} are needed.")
    if not np.isfinite(time).all():
        row = int(np.flatnonzero(~np.isfinite(time))[0])
        raise InputError(f"time has no number in sample {row + 1}: each sample needs its time.")
    steps = np.diff(time)
    if (steps <= 0).any():
        row = int(np.flatnonzero(steps <= 0)[0])
        raise InputError(
            f"time does not rise: {time[row + 1]:g} s follows {time[row]:g} s (sample {row + 2:,}). Are two "
            "recordings in one file, or samples out of order?"
        )
    usual = float(np.median(steps))
    odd = (steps > 1.5 * usual) | (steps < 0.5 * usual)
    if odd.any():
        row = int(np.flatnonzero(odd)[0])
        raise InputError(
            f"time is not even: {steps[row]:g} s after {time[row]:g} s, {usual:g} s elsewhere "
            f"({int(odd.sum()):,} such steps). Keep each sample, with blanks where nothing was measured, or "
            "resample."
        )
    _refuse_rate(1 / usual)


def _refuse_rate(rate: float) -> None:
    low, high = RATES
    if low <= rate <= high:
        return
    hint = (
        " Was time given in milliseconds? Its column is then called time_ms."
        if low <= 1000 * rate <= high
        else ""
    )
    raise InputError(f"{rate:g} samples a second are no trial of a step: {low:g} to {high:g} are.{hint}")


def _at(time: Sequence[float] | Numbers, here: NDArray[np.bool_]) -> str:
    count = int(here.sum())
    first = float(np.asarray(time)[here][0])
    return f"at {first:g} s" + (f" and in {count - 1:,} further samples" if count > 1 else "")


def runs(here: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of true as (start, stop), the stop one past the last.

    Examples
    --------
    >>> runs(np.array([False, True, True, False, True]))
    [(1, 3), (4, 5)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([False], here, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def seconds(count: float, interval: float) -> int:
    """Samples in so many seconds, at least 1."""
    return max(1, math.ceil(count / interval - 1e-9))


def rms(values: Numbers) -> float:
    """Root mean square of what is known; NaN where nothing is.

    Examples
    --------
    >>> rms(np.array([3.0, -3.0, np.nan]))
    3.0
    """
    known = values[np.isfinite(values)]
    return float(np.sqrt(np.mean(known**2))) if known.size else math.nan
