"""Where most of many drawn answers lie, and how far drawing more of them might move that."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.limits import between_0_and_1, whole_number
from hipmech.notebooks import Tabled
from hipmech.quantities import QUANTITIES

__all__ = ["FEWEST_BEYOND", "Interval", "interval", "refuse_few"]

MEASURES = ("mean", "sd", "low", "median", "high", "low_error", "median_error", "high_error")
FEWEST_BEYOND = 10
"""Answers that must lie beyond each end; with fewer the end is a matter of luck."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Interval(Tabled):
    """The middle of many drawn answers, public unit.

    Attributes
    ----------
    output, people : str
        Of what, and of whom.
    count, without : int
        Answers that are numbers, and those that are none.
    mean, sd : float
    low, median, high : float
        Ends and middle: ``level`` of the answers lie between the ends, the rest half on either side.
    low_error, median_error, high_error : float
        Standard error of each from drawing so many and no more.
    level : float
    """

    output: str
    people: str
    count: int
    without: int
    mean: float
    sd: float
    low: float
    median: float
    high: float
    low_error: float
    median_error: float
    high_error: float
    level: float

    @property
    def _units(self) -> Mapping[str, str]:
        return dict.fromkeys(MEASURES, QUANTITIES[self.output].unit)


def interval(values: NDArray[np.float64], output: str, people: str, level: float) -> Interval:
    """The middle of drawn answers, shape (answers,); those that are no number are counted and left out."""
    known = np.sort(values[np.isfinite(values)])
    shares = ((1 - level) / 2, 0.5, (1 + level) / 2)
    ends = [_quantile(known, share) for share in shares]
    (low, low_error), (median, median_error), (high, high_error) = ends
    return Interval(
        output=output,
        people=people,
        count=known.size,
        without=values.size - known.size,
        mean=float(known.mean()) if known.size else math.nan,
        sd=float(known.std(ddof=1)) if known.size > 1 else math.nan,
        low=low,
        median=median,
        high=high,
        low_error=low_error,
        median_error=median_error,
        high_error=high_error,
        level=level,
    )


def _quantile(known: NDArray[np.float64], share: float) -> tuple[float, float]:
    """A quantile of sorted answers and its standard error.

    How many answers lie below the true quantile is binomial; one standard deviation of that count, up and
    down the ranks, is one standard error of the quantile, whatever the distribution.
    """
    last = known.size - 1
    if last < 1:
        return math.nan, math.nan
    spread = math.sqrt(share * (1 - share) / known.size)
    ranks = np.clip([share - spread, share, share + spread], 0, 1) * last
    below, value, above = np.interp(ranks, np.arange(known.size), known)
    return float(value), float(above - below) / 2


def refuse_few(count: int, level: float) -> None:
    """Refuse a level that is none, and a count that leaves too few answers beyond the ends."""
    between_0_and_1("level", level)
    least = math.ceil(round(2 * FEWEST_BEYOND / (1 - level), 6))
    if whole_number("count", count, 1) < least:
        raise InputError(
            f"count = {count!r} is not allowed: for an interval of {level:.4g} draw at least {least:,}, "
            f"so that {FEWEST_BEYOND} answers lie beyond each end."
        )
