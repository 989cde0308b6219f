"""How values spread: all of them while they are few, and else a fine histogram of bounded size.

The bins of the histogram are the same for every quantity and known before the first value comes: the
floating-point numbers themselves, cut after ten binary digits. So two histograms always fit together, their
counts are whole numbers, and a value is known to one part in 1024.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]

DIGITS = 10
"""Binary digits that tell bins apart."""
ERROR = 2.0**-DIGITS
"""Width of a bin, as a share of the value: what a quantile may err."""
CUT = 52 - DIGITS
TINY = 2.0**-40
"""Magnitude below which a value counts as zero, so that the bins stay few."""


class Spread(Protocol):
    """What both kinds know."""

    def __add__(self, other: Spread, /) -> Spread:
        """The values of both."""

    def quantiles(self, shares: Sequence[float]) -> Numbers:
        """Values below which these shares of all values lie."""

    def histogram(self, bins: int) -> tuple[Counts, Numbers]:
        """Counts, shape (bins,) at most, and the edges between them."""


@dataclass(frozen=True, eq=False)
class Values:
    """Every value, in portions."""

    portions: tuple[Numbers, ...]

    def __add__(self, other: Spread) -> Spread:
        """The values of both."""
        assert isinstance(other, Values)
        return Values((*self.portions, *other.portions))

    @property
    def sorted(self) -> Numbers:
        """All values from the least up."""
        return np.sort(np.concatenate(self.portions))

    def quantiles(self, shares: Sequence[float]) -> Numbers:
        """Exact, between two values in proportion."""
        return np.asarray(np.quantile(self.sorted, shares))

    def histogram(self, bins: int) -> tuple[Counts, Numbers]:
        """Bins of equal width from the least to the greatest value; one bin where these are equal."""
        values = self.sorted
        counts, edges = np.histogram(values, bins if values[0] < values[-1] else values[[0, -1]])
        return counts.astype(np.int64), edges


@dataclass(frozen=True, eq=False)
class Bins:
    """Counts in bins of neighbouring keys; empty at first.

    A key grows with the value. Between zero and what is just above it lie a thousand octaves of empty bins:
    so zeros, positive and negative values are counted apart.
    """

    first: int = 0
    counts: Counts = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __add__(self, other: Bins) -> Bins:
        """The counts of both."""
        if not (self.counts.size and other.counts.size):
            return self if self.counts.size else other
        first = min(self.first, other.first)
        last = max(self.first + self.counts.size, other.first + other.counts.size)
        counts = np.zeros(last - first, dtype=np.int64)
        for part in (self, other):
            counts[part.first - first :][: part.counts.size] += part.counts
        return Bins(first, counts)

    @classmethod
    def of(cls, magnitudes: Numbers) -> Bins:
        """Counts of positive numbers."""
        if not magnitudes.size:
            return cls()
        keys = magnitudes.view(np.int64) >> CUT
        first = int(keys.min())
        return cls(first, np.bincount(keys - first))

    def edges(self) -> Numbers:
        """Lower edge of each bin, and the upper one of the last, shape (bins + 1,)."""
        keys = np.arange(self.first, self.first + self.counts.size + 1, dtype=np.int64)
        return (keys << CUT).view(np.float64)


@dataclass(frozen=True, eq=False)
class Fine:
    """A fine histogram: negative values by their magnitude, zeros (below ``TINY``), and positive values."""

    below: Bins
    zeros: int
    above: Bins
    least: float
    greatest: float

    @classmethod
    def of(cls, values: Numbers) -> Fine:
        """Histogram of finite values, at least one."""
        least, greatest = float(values.min()), float(values.max())
        if least >= TINY:
            return cls(Bins(), 0, Bins.of(np.ascontiguousarray(values)), least, greatest)
        above, below = Bins.of(values[values >= TINY]), Bins.of(-values[values <= -TINY])
        zeros = int(values.size - above.counts.sum() - below.counts.sum())
        return cls(below, zeros, above, least, greatest)

    def repeated(self, times: int) -> Fine:
        """The same values, each so many times."""
        below = Bins(self.below.first, self.below.counts * times)
        above = Bins(self.above.first, self.above.counts * times)
        return Fine(below, self.zeros * times, above, self.least, self.greatest)

    def __add__(self, other: Spread) -> Spread:
        """The counts of both."""
        assert isinstance(other, Fine)
        return Fine(
            self.below + other.below,
            self.zeros + other.zeros,
            self.above + other.above,
            min(self.least, other.least),
            max(self.greatest, other.greatest),
        )

    def in_order(self) -> tuple[Counts, Numbers, Numbers]:
        """Counts from the lowest bin up, with the lower and upper edge of each."""
        below, above = self.below.edges(), self.above.edges()
        counts = np.concatenate([self.below.counts[::-1], [self.zeros], self.above.counts])
        lower = np.concatenate([-below[1:][::-1], [0.0], above[:-1]])
        upper = np.concatenate([-below[:-1][::-1], [0.0], above[1:]])
        return counts, lower, upper

    def quantiles(self, shares: Sequence[float]) -> Numbers:
        """Each errs by at most ``ERROR`` times the magnitude of the values beside it, or by ``TINY``."""
        counts, lower, upper = self.in_order()
        ends = np.cumsum(counts)

        def ranked(rank: NDArray[np.int64]) -> Numbers:
            place = np.searchsorted(ends, rank, side="right")
            within = (rank - (ends - counts)[place] + 0.5) / counts[place]
            found = lower[place] + within * (upper[place] - lower[place])
            return np.clip(found, self.least, self.greatest)

        wanted = np.asarray(shares) * (ends[-1] - 1)
        before = np.floor(wanted).astype(np.int64)
        after = np.minimum(before + 1, ends[-1] - 1)
        found: Numbers = ranked(before) + (wanted - before) * (ranked(after) - ranked(before))
        return found

    def histogram(self, bins: int) -> tuple[Counts, Numbers]:
        """Bins of nearly equal width: their edges are edges of fine bins, so that the counts are exact."""
        counts, lower, _ = self.in_order()
        wanted = np.linspace(self.least, self.greatest, bins + 1)[1:-1]
        starts = np.unique(np.searchsorted(lower, wanted, side="right"))
        starts = starts[(starts > 0) & (starts < counts.size)]
        sums = np.add.reduceat(counts, np.concatenate([[0], starts]))
        edges = np.concatenate([[self.least], lower[starts], [self.greatest]])
        return sums, edges
