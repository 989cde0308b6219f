"""What an analysis of variance answers: a share for each input, how sure it is, and the ranking in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hipmech.notebooks import Tabled
from hipmech.quantities import QUANTITIES
from hipmech.words import number, word

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Indices", "percent", "words_of"]

Numbers = NDArray[np.float64]
NONE = np.empty(0)
JOINT = " + "
"""Between the names of inputs that cannot be told apart."""
SENTENCES = {
    (True, True): "influence.both_sure",
    (True, False): "influence.both",
    (False, True): "influence.alone_sure",
    (False, False): "influence.alone",
}
"""Key of the sentence, by whether there are total indices and intervals."""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Indices(Tabled):
    """Shares of the variance of an output, by input.

    Estimates, so a share of nothing may come out a little below 0; nothing is cut off.

    Attributes
    ----------
    names : tuple of str
        Inputs, in the order given.
    output : str
        Of what the variance is.
    first : ndarray, shape (inputs,)
        First-order index: share of the variance that would be gone if this input alone were known exactly.
    total : ndarray, shape (inputs,)
        Total index: share that would be left if all others were known; above ``first`` where the input acts
        together with others. Empty where the data cannot tell.
    first_error, total_error : ndarray
        Standard error of each; empty without resamples.
    mean, sd : float
        Of the output, public unit.
    evaluations : int
        How often the model was asked, or rows used.
    left_out : int
        Rows without a number, which the shares do not speak of.
    level : float
        Of the intervals.
    sets : int
        Sets of points whose differences make the errors; 1 where they are of a bootstrap.
    unsure : str
        Why there are no intervals, though they were asked for; else empty.
    """

    names: tuple[str, ...]
    output: str
    first: Numbers
    total: Numbers
    first_error: Numbers
    total_error: Numbers
    mean: float
    sd: float
    evaluations: int
    left_out: int
    level: float
    sets: int = 1
    unsure: str = ""

    @property
    def intervals(self) -> Mapping[str, Numbers]:
        """Lower and upper end of ``first`` and ``total``, shape (inputs, 2); without resamples empty.

        The estimate plus and minus its standard error times a quantile: normal for a bootstrap, and of
        Student's t for several sets.
        """
        from scipy.special import ndtri, stdtrit

        below = (1 + self.level) / 2
        wide = float(stdtrit(self.sets - 1, below) if self.sets > 1 else ndtri(below))
        pairs = {"first": (self.first, self.first_error), "total": (self.total, self.total_error)}
        return MappingProxyType(
            {
                name: np.column_stack([share - wide * error, share + wide * error])
                for name, (share, error) in pairs.items()
                if error.size
            }
        )

    @property
    def order(self) -> NDArray[np.intp]:
        """Places of the inputs by rank: by the total index, or by the first where there is none."""
        return np.argsort(-(self.total if self.total.size else self.first), kind="stable")

    def ranking(self) -> tuple[str, ...]:
        """Names of the inputs, the one that matters most first."""
        return tuple(self.names[place] for place in self.order)

    def table(self) -> pd.DataFrame:
        """Shares with their intervals, one input a row, the one that matters most first.

        Returns
        -------
        pandas.DataFrame
            Indexed by input; ``attrs`` hold the output, its mean and sd, the level and the rows left out.
        """
        import pandas as pd

        columns: dict[str, Numbers] = {}
        for name in ("first", "total"):
            if getattr(self, name).size:
                columns[name] = getattr(self, name)
            if name in self.intervals:
                columns[f"{name}_low"], columns[f"{name}_high"] = self.intervals[name].T
        frame = pd.DataFrame(columns, index=pd.Index(self.names, name="input")).iloc[self.order]
        kept = ("output", "mean", "sd", "evaluations", "left_out", "level")
        frame.attrs.update({name: getattr(self, name) for name in kept})
        return frame

    def sentences(self, language: str = "en") -> tuple[str, ...]:
        """The ranking in words, one sentence for each input.

        Examples
        --------
        >>> from hipmech import influence
        >>> spread = {"pelvic_drop": (0, 8), "neck_length": (46, 62)}
        >>> found = influence.sobol(spread, "abductor_moment", count=64, seed=1)
        >>> print(found.sentences()[0])
        1. pelvic drop: alone 100 % of the variance (...), with all that it does together with others 100 %.
        """
        return tuple(self._sentence(rank, place, language) for rank, place in enumerate(self.order, 1))

    def _sentence(self, rank: int, place: int, language: str) -> str:
        shares = {"first": percent(self.first[place], language)}
        if self.total.size:
            shares["total"] = percent(self.total[place], language)
        if self.first_error.size:
            low, high = self.intervals["first"][place]
            shares |= {"low": percent(low, language), "high": percent(high, language)}
        key = SENTENCES[self.total.size > 0, self.first_error.size > 0]
        return word(key, language, rank=rank, input=words_of(self.names[place], language), **shares)

    def __repr__(self) -> str:
        best = self.order[0]
        most = f"{self.names[best]} {self.first[best]:.2f}"
        return f"<Indices of {self.output}: {most}, first of {len(self.names)}>"


def words_of(name: str, language: str) -> str:
    """Plain words of a quantity, or of several that stand together; the name of a column that is none."""
    parts = name.split(JOINT)
    return JOINT.join(QUANTITIES[part].words(language) if part in QUANTITIES else part for part in parts)


def percent(share: float, language: str) -> str:
    """A share in whole per cent, to one decimal where it is small."""
    return number(100 * share, 1 if abs(share) < 0.0995 else 0, language)
