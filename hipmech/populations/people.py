"""People as groups with distributions and correlations, and how persons are drawn from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.notebooks import Tabled, frame_table
from hipmech.populations.distributions import Distribution
from hipmech.quantities import CHOICES, QUANTITIES, quantity

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Correlation", "Group", "Population"]

SEXES = QUANTITIES["sex"].choices


@dataclass(frozen=True, repr=False)
class Correlation(Tabled):
    """How two inputs go together among people, with where that comes from.

    ``value`` is the correlation of their normal scores (a Gaussian copula); for distributions that are cut
    far out it is that of the inputs themselves.
    """

    one: str
    other: str
    value: float
    source: str = ""
    confidence: str = "D"
    note: str = ""

    @property
    def quantity(self) -> str:
        """The pair in words."""
        return f"{self.one} with {self.other}"


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Group(Tabled):
    """People who share their distributions.

    Attributes
    ----------
    distributions : tuple of Distribution
        One for each input that varies.
    correlations : tuple of Correlation
        Pairs that are not named are drawn independently.
    sex : ``female``, ``male`` or ``unspecified``
    share : float
        Their part of the population.

    Raises
    ------
    InputError, UnknownQuantity
        An input twice, a correlation of what does not vary here, or correlations that no people can have.
    """

    distributions: tuple[Distribution, ...]
    correlations: tuple[Correlation, ...] = ()
    sex: str = "unspecified"
    share: float = 1.0

    def __post_init__(self) -> None:
        if not self.distributions or len(set(self.names)) != len(self.names):
            raise InputError(
                f"A group needs distributions, one for each input; given: {', '.join(self.names)}."
            )
        if self.sex not in SEXES:
            raise InputError(f"sex = {self.sex!r} is not allowed: it is one of {', '.join(SEXES)}.")
        for pair in self.correlations:
            for name in (pair.one, pair.other):
                quantity(name, self.names)
            if pair.one == pair.other or not -1 < pair.value < 1:
                raise InputError(
                    f"A correlation of {pair.value:g} between {pair.one} and {pair.other} is not allowed: it "
                    "lies between -1 and 1, of two different inputs."
                )
        _ = self.mixing

    def __repr__(self) -> str:
        return f"<Group of {self.sex} sex, {100 * self.share:.3g} %: {', '.join(self.names)}>"

    @property
    def names(self) -> tuple[str, ...]:
        """Inputs that vary."""
        return tuple(one.quantity for one in self.distributions)

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Correlations of all pairs, shape (inputs, inputs)."""
        matrix = np.eye(len(self.names))
        for pair in self.correlations:
            row, column = self.names.index(pair.one), self.names.index(pair.other)
            matrix[row, column] = matrix[column, row] = pair.value
        return matrix

    @cached_property
    def mixing(self) -> NDArray[np.float64]:
        """Lower triangle that turns independent normal scores into correlated ones."""
        try:
            return np.asarray(np.linalg.cholesky(self.matrix), dtype=np.float64)
        except np.linalg.LinAlgError:
            listed = ", ".join(f"{p.one}/{p.other} {p.value:g}" for p in self.correlations)
            raise InputError(
                f"These correlations contradict each other: {listed}. No people can have them all; take "
                "them from one table."
            ) from None

    def values(self, scores: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        """Inputs of people whose independent normal scores are given, shape (people, inputs)."""
        from scipy.special import ndtr

        shares = ndtr(scores @ self.mixing.T)
        return {
            one.quantity: np.asarray(one.ppf(column))
            for one, column in zip(self.distributions, shares.T, strict=True)
        }


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Population(Tabled):
    """People to draw from: groups by sex, each with distributions and correlations.

    Attributes
    ----------
    name : str
    groups : tuple of Group
        All with the same inputs; their shares add up to 1.
    en, nl : str
        Who they are, in a few words.
    fixed : mapping
        Choices that the distributions presuppose, such as a strength norm; for every case.
    notes : tuple of str
        What was assumed beyond single numbers.

    Examples
    --------
    >>> import numpy as np
    >>> ours = Population.of("ours", [Distribution("body_mass", 70, 9), Distribution("stature", 1700, 90)])
    >>> sorted(ours.draw(np.random.default_rng(seed=1), 1000))
    ['body_mass', 'stature']
    """

    name: str
    groups: tuple[Group, ...]
    en: str = ""
    nl: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.groups or any(set(group.names) != set(self.names) for group in self.groups):
            raise InputError(f"The groups of {self.name} need distributions of the same inputs.")
        shares = [group.share for group in self.groups]
        if min(shares) <= 0 or abs(sum(shares) - 1) > 1e-9:
            raise InputError(f"The shares of {self.name}, {shares}, must be positive and add up to 1.")
        for name in self.fixed:
            quantity(name, CHOICES)

    @classmethod
    def of(
        cls, name: str, distributions: Sequence[Distribution], correlations: Sequence[Correlation] = ()
    ) -> Population:
        """A population of one group, without sexes."""
        group = Group(distributions=tuple(distributions), correlations=tuple(correlations))
        return cls(name=name, groups=(group,))

    def __repr__(self) -> str:
        groups = "1 group" if len(self.groups) == 1 else f"{len(self.groups)} groups"
        return f"<Population {self.name!r} in {groups}: {', '.join(self.names)}>"

    def _repr_html_(self) -> str:
        notes = (f"{name} is {value} in everybody." for name, value in self.fixed.items())
        caption = " ".join((f"{repr(self)[1:-1]}.", *notes, *self.notes))
        return frame_table(caption, self.table().drop(columns=["assumed", "note"]))

    @property
    def names(self) -> tuple[str, ...]:
        """Inputs that vary, without the sex."""
        return self.groups[0].names

    @property
    def sourced(self) -> tuple[str, ...]:
        """Inputs whose spread has a source: what lies far out is a person there, and no mistake."""
        spreads = [(one.quantity, one.source) for group in self.groups for one in group.distributions]
        return tuple(name for name in self.names if all(source for one, source in spreads if one == name))

    @property
    def by_sex(self) -> bool:
        """Whether a drawn person has a sex."""
        return any(group.sex != "unspecified" for group in self.groups)

    def draw(self, rng: np.random.Generator, n: int) -> dict[str, NDArray[Any]]:
        """Inputs of ``n`` people drawn at random.

        :func:`hipmech.solve` cannot tell them from numbers that someone typed, and warns of those outside the
        usual ranges; a design of :func:`hipmech.designs.population` is known to be drawn, and counts them.

        Parameters
        ----------
        rng : numpy.random.Generator
        n : int

        Returns
        -------
        dict of str to ndarray, shape (n,)
            By canonical name, public units; ``sex`` as words where the groups have one.
        """
        borders = np.cumsum([group.share for group in self.groups])[:-1]
        member = np.searchsorted(borders, rng.random(n), side="right")
        scores = rng.standard_normal((n, len(self.names)))
        drawn: dict[str, NDArray[Any]] = {name: np.empty(n) for name in self.names}
        for number, group in enumerate(self.groups):
            here = member == number
            for name, values in group.values(scores[here]).items():
                drawn[name][here] = values
        if self.by_sex:
            drawn["sex"] = np.array([group.sex for group in self.groups])[member]
        return drawn

    @property
    def flags(self) -> tuple[str, ...]:
        """In words, all that no evidence stands behind: assumed numbers, pairs taken as independent."""
        return (*self.notes, *dict.fromkeys(sentence for g in self.groups for sentence in _flags(g)))

    def table(self) -> pd.DataFrame:
        """Every number with its source: one distribution or correlation a row.

        Returns
        -------
        pandas.DataFrame
            Columns sex, quantity, with (the other input of a correlation), mean, sd, low, high,
            correlation, unit, source, confidence, assumed, note.
        """
        import pandas as pd

        return pd.DataFrame([row for group in self.groups for row in _rows(group)])


def _flags(group: Group) -> list[str]:
    numbers: tuple[Distribution | Correlation, ...] = (*group.distributions, *group.correlations)
    assumed = [
        f"{one.quantity}: {'assumed' if one.source else 'given without a source'}. {one.note}".strip()
        for one in numbers
        if one.confidence == "D"
    ]
    known = [pair.quantity for pair in group.correlations]
    if len(group.names) * (len(group.names) - 1) > 2 * len(known):
        but = f" but {', '.join(known)}" if known else ""
        assumed.append(f"Every pair{but} is drawn independently: no other correlation was found.")
    return assumed


def _rows(group: Group) -> list[dict[str, Any]]:
    distributions = [
        {
            "sex": group.sex,
            "quantity": one.quantity,
            "with": "",
            "mean": np.nan if one.mean is None else one.mean,
            "sd": np.nan if one.sd is None else one.sd,
            "low": one.low,
            "high": one.high,
            "correlation": np.nan,
            "unit": one.unit,
            **_evidence(one),
        }
        for one in group.distributions
    ]
    empty = dict.fromkeys(("mean", "sd", "low", "high"), np.nan)
    correlations = [
        {"sex": group.sex, "quantity": pair.one, "with": pair.other}
        | empty
        | {"correlation": pair.value, "unit": ""}
        | _evidence(pair)
        for pair in group.correlations
    ]
    return [*distributions, *correlations]


def _evidence(one: Distribution | Correlation) -> dict[str, Any]:
    return {
        "source": one.source,
        "confidence": one.confidence,
        "assumed": one.confidence == "D",
        "note": one.note,
    }
