"""One measure of people: a normal distribution cut at its bounds, or every value between them alike."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech import further
from hipmech.errors import InputError
from hipmech.limits import forbidden, refusal, without_unit
from hipmech.notebooks import Tabled
from hipmech.quantities import NUMBERS, QUANTITIES, Quantity, quantity
from hipmech.sources import SOURCES

__all__ = ["Distribution"]

CONFIDENCES = ("A", "B", "C", "D")
MOST_LOST = 0.05
"""Share that bounds may cut off unsaid; with more they cut into the 95 % of people that intervals tell."""


@dataclass(frozen=True, repr=False)
class Distribution(Tabled):
    """How one input varies among people.

    Attributes
    ----------
    quantity : str
        Canonical name of a numeric input of :func:`hipmech.solve`.
    mean, sd : float or None
        Of the normal distribution before it is cut, public unit; without ``sd`` every value between the
        bounds is equally likely, and ``mean`` stays out.
    low, high : float or None
        Where it is cut, public unit; left out, the hard limits of the quantity.
    source : str
        Key of :data:`hipmech.sources.SOURCES`; empty for numbers of your own.
    confidence : str
        ``A`` read in the source, ``B`` in its abstract, ``C`` quoted by another, ``D`` assumed.
    note : str
        What the numbers stand for, and what had to be assumed.

    Raises
    ------
    UnknownQuantity
        No numeric input has that name.
    InputError
        Bounds that contradict each other, the mean or the hard limits; a spread that is not positive.

    Warns
    -----
    UserWarning
        More than 5 % of the normal distribution lies beyond its bounds, so that what is left has another mean
        and a smaller spread.

    Examples
    --------
    >>> angle = Distribution("neck_shaft_angle", 127, 7, 106, 148)
    >>> angle.ppf([0.025, 0.5, 0.975]).round(1).tolist()
    [113.4, 127.0, 140.6]
    >>> Distribution("neck_length", low=41, high=74).ppf(0.5)
    57.5
    """

    quantity: str
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""
    confidence: str = "D"
    note: str = ""

    def __post_init__(self) -> None:
        row = quantity(self.quantity, (*NUMBERS, *further.INPUTS))
        low, high = row.limits or (-math.inf, math.inf)
        object.__setattr__(self, "low", low if self.low is None else _number(row, "low", self.low))
        object.__setattr__(self, "high", high if self.high is None else _number(row, "high", self.high))
        self._refuse_bounds()
        self._refuse_spread(row)
        if self.source and self.source not in SOURCES:
            raise InputError(
                f"{self.source!r} is no source of hipmech; leave it out for numbers of your own."
            )
        if self.confidence not in CONFIDENCES:
            raise InputError(f"confidence = {self.confidence!r} is not allowed: it is one of A, B, C, D.")
        if self.lost > MOST_LOST:
            warnings.warn(self._loss, UserWarning, stacklevel=3)

    def _refuse_bounds(self) -> None:
        low, high = self.bounds
        for bound in (low, high):
            if forbidden(self.quantity, np.asarray(bound)):
                raise InputError(f"The bound of {self.quantity} {refusal(self.quantity, bound)}")
        if low >= high:
            raise InputError(
                f"{self.quantity} from {low:g} to {high:g} contradicts itself: the lower bound must lie "
                "below the upper one."
            )

    def _refuse_spread(self, row: Quantity) -> None:
        if self.sd is None:
            if self.mean is not None:
                raise InputError(
                    f"{self.quantity} has a mean and no sd: give both for a normal distribution, or neither "
                    "for one that is uniform between its bounds."
                )
            return
        sd = _number(row, "sd", self.sd)
        if self.mean is None or not 0 < sd < math.inf:
            raise InputError(
                f"{self.quantity} with mean = {self.mean} and sd = {sd:g} is no distribution: a normal one "
                "needs a mean, and an sd above zero."
            )
        mean, (low, high) = _number(row, "mean", self.mean), self.bounds
        if not low <= mean <= high:
            raise InputError(
                f"{self.quantity} has its mean of {mean:g} outside its bounds {low:g} to {high:g}: what is "
                "left there is only the tail of a distribution. Widen the bounds, or move the mean."
            )
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "sd", sd)

    @property
    def bounds(self) -> tuple[float, float]:
        """Lower and upper bound, public unit."""
        assert self.low is not None
        assert self.high is not None
        return self.low, self.high

    @property
    def unit(self) -> str:
        """Public unit of the quantity."""
        return QUANTITIES[self.quantity].unit

    @property
    def _units(self) -> Mapping[str, str]:
        return dict.fromkeys(("mean", "sd", "low", "high"), self.unit)

    @property
    def lost(self) -> float:
        """Share of the normal distribution that its bounds cut off; 0 for an even one."""
        if self.mean is None or self.sd is None:
            return 0.0
        below, above = (abs(bound - self.mean) / self.sd / math.sqrt(2) for bound in self.bounds)
        return (math.erfc(below) + math.erfc(above)) / 2

    @property
    def _loss(self) -> str:
        low, high = self.bounds
        unit = f" {self.unit}" if self.unit else ""
        return (
            f"{self.quantity} with mean {self.mean:g} and sd {self.sd:g}{unit} loses {100 * self.lost:.2g} % "
            f"to its bounds, {low:g} to {high:g}{unit}: what is left has another mean and a smaller spread. "
            "Take a smaller sd or wider bounds; low and high alone make every value between them as likely."
        )

    @property
    def assumed(self) -> bool:
        """Whether no evidence stands behind the numbers."""
        return self.confidence == "D"

    @cached_property
    def _shares(self) -> tuple[float, float]:
        """Share of the uncut normal distribution below each bound."""
        from scipy.special import ndtr

        mean, sd = self.mean or 0.0, self.sd or 1.0
        low, high = self.bounds
        return float(ndtr((low - mean) / sd)), float(ndtr((high - mean) / sd))

    def ppf(self, u: ArrayLike) -> float | NDArray[np.float64]:
        """Values below which the shares ``u`` of people lie.

        Parameters
        ----------
        u : scalar or array_like
            Shares from 0, the lower bound, to 1, the upper one; any shape.

        Returns
        -------
        float or ndarray of that shape, public unit

        Raises
        ------
        InputError
            A share that is not between 0 and 1.
        """
        shares = np.asarray(u, dtype=np.float64)
        if shares.size and not (shares.min() >= 0 and shares.max() <= 1):
            raise InputError(f"ppf of {self.quantity} takes shares from 0 to 1.")
        low, high = self.bounds
        if self.sd is None:
            values = low + shares * (high - low)
        else:
            from scipy.special import ndtri

            below, under = self._shares
            values = self.mean + self.sd * ndtri(below + shares * (under - below))
        cut = np.clip(values, low, high)
        return float(cut) if cut.ndim == 0 else cut

    def draw(self, rng: np.random.Generator, n: int) -> NDArray[np.float64]:
        """Values of ``n`` people, public unit, shape (n,)."""
        return np.asarray(self.ppf(rng.random(n)))


def _number(row: Quantity, what: str, value: float) -> float:
    plain = without_unit(row.name, value)
    try:
        number = float(plain)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise InputError(
            f"{what} of {row.name} = {value!r} is no finite number in {row.unit or 'plain numbers'}."
        )
    return number
