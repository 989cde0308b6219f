"""How people differ: the loads of many drawn from a population, as intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech import designs
from hipmech.errors import InputError
from hipmech.notebooks import figure, table
from hipmech.populations import MEASURED, Population
from hipmech.populations import population as named
from hipmech.quantities import OUTPUTS, QUANTITIES, quantity
from hipmech.solution import solve
from hipmech.sweeps.rows import ROW_STATUS_WORDS
from hipmech.sweeps.solving import quietly, solve_cases
from hipmech.uncertainty.intervals import Interval, interval, refuse_few

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NO_INDIVIDUAL", "Prediction", "predict", "wanted"]

BLOCK = 65_536
"""People solved at once."""
MOST = 50_000_000
"""Numbers kept: 400 MB."""
EVERYBODY = "everybody"

NO_INDIVIDUAL = (
    f"The individual: no static model has been shown to predict one. Guessing each of {MEASURED.people} "
    f"people by the mean of the others misses by {MEASURED.null_error:g} % of body weight at the median, and "
    "published static models miss by more (fischer_2021)."
)


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Prediction:
    """Intervals of the loads of people drawn from a population.

    Attributes
    ----------
    population : Population
    count, seed : int
    level : float
    fixed : mapping
        Inputs that are the same for everybody.
    intervals : tuple of Interval
        For everybody and, where the population has sexes, for each; by output.
    statuses : mapping of str to mapping of str to int
        How many of whom have which status; "not held" still has the force that would be needed.
    """

    population: Population
    count: int
    seed: int
    level: float
    fixed: Mapping[str, Any]
    intervals: tuple[Interval, ...]
    statuses: Mapping[str, Mapping[str, int]]

    def interval(self, output: str, people: str = EVERYBODY) -> Interval:
        """One of the intervals.

        Raises
        ------
        InputError
            An output or people that were not asked for.
        """
        for one in self.intervals:
            if (one.output, one.people) == (output, people):
                return one
        known = ", ".join(dict.fromkeys(f"{one.output} of {one.people}" for one in self.intervals))
        raise InputError(f"There is no interval of {output} of {people}; there are {known}.")

    @property
    def covers(self) -> str:
        """What the intervals speak of."""
        varied = ", ".join(self.population.names)
        return (
            f"{100 * self.level:.4g} % of {self.count:,} people drawn from {self.population.name!r} lie "
            f"between the ends. That covers how people differ in {varied}, as far as the distributions are "
            "right; the standard errors cover the drawing alone."
        )

    @property
    def leaves_out(self) -> tuple[str, ...]:
        """What the intervals do not speak of."""
        return (
            "Every other input: it is the same for everybody.",
            *self.population.flags,
            "The model itself: hipmech.uncertainty.models shows how far models differ about one person.",
            NO_INDIVIDUAL,
        )

    def table(self) -> pd.DataFrame:
        """One interval a row, with its unit; ``attrs`` hold what it covers and what it leaves out."""
        import pandas as pd

        frame = pd.DataFrame([asdict(one) | {"unit": QUANTITIES[one.output].unit} for one in self.intervals])
        frame.attrs |= {
            "covers": self.covers,
            "leaves_out": list(self.leaves_out),
            "statuses": {people: dict(counts) for people, counts in self.statuses.items()},
            "seed": self.seed,
            "fixed": dict(self.fixed),
        }
        return frame

    def __repr__(self) -> str:
        one = self.intervals[0]
        return (
            f"<Prediction for {self.count:,} {self.population.name}: {one.output} {figure(one.low)} to "
            f"{figure(one.high)} {QUANTITIES[one.output].unit}, level {self.level:g}>"
        )

    def _repr_html_(self) -> str:
        told = "; ".join(
            f"{people}: " + ", ".join(f"{n:,} {word}" for word, n in counts.items())
            for people, counts in self.statuses.items()
        )
        head = ("quantity", "people", "low", "±", "median", "high", "±", "unit", "without")
        return table(f"{self.covers} Status of {told}.", head, map(_cells, self.intervals))


def _cells(one: Interval) -> list[str]:
    row = QUANTITIES[one.output]
    numbers = (one.low, one.low_error, one.median, one.high, one.high_error)
    return [row.en, one.people, *map(figure, numbers), row.unit, str(one.without)]


def predict(
    population: Population | str,
    outputs: Sequence[str] = ("joint_reaction_bw",),
    *,
    count: int = 20_000,
    seed: int,
    level: float = 0.95,
    **fixed: Any,
) -> Prediction:
    """Between which ends the loads of people lie, by drawing many of them.

    The people are those of ``designs.population(count, seed, population)``.

    Parameters
    ----------
    population : Population or str
        Of :mod:`hipmech.populations`, or its name.
    outputs : sequence of str
        Outputs of :func:`hipmech.solve` by canonical name.
    count, seed : int
    level : float
        Share of the people between the ends.
    **fixed : scalar or word
        Inputs that are the same for everybody, such as a pelvic drop.

    Returns
    -------
    Prediction

    Raises
    ------
    InputError
        A count too small for the level, a fixed input that varies in the population or belongs to it, or
        that :func:`hipmech.solve` refuses.
    UnknownQuantity
        A name that is no output, or no input.

    Examples
    --------
    >>> found = predict("adults", count=5000, seed=1)
    >>> everybody = found.interval("joint_reaction_bw")
    >>> round(everybody.low, 1), round(everybody.median, 1), round(everybody.high, 1)
    (2.2, 2.7, 3.4)
    >>> found.statuses["everybody"]["ok"] > 4900
    True
    """
    people = named(population) if isinstance(population, str) else population
    asked = wanted(outputs)
    refuse_few(count, level)
    if count * len(asked) > MOST:
        raise InputError(
            f"{count:,} people with {len(asked)} outputs are more than {MOST:,} numbers, which intervals "
            "keep; hipmech.sweeps.summarise reads as many as you like."
        )
    for name in fixed:
        if name in people.fixed:
            raise InputError(
                f"{name} is {people.fixed[name]!r} for {people.name!r}, whose spread belongs to it: choose "
                "another population."
            )
    design = designs.population(count, seed, people).with_fixed(**fixed)
    _refuse_at_once(design.fixed, design.cases(0, 1))
    values, groups, status = _solved(design, asked)
    members = {EVERYBODY: np.ones(count, dtype=bool)} if groups is None else _members(groups)
    return Prediction(
        population=people,
        count=count,
        seed=seed,
        level=level,
        fixed=design.fixed,
        intervals=tuple(
            interval(values[output][here], output, whom, level)
            for output in asked
            for whom, here in members.items()
        ),
        statuses=MappingProxyType({whom: _counts(status[here]) for whom, here in members.items()}),
    )


def wanted(outputs: Sequence[str]) -> tuple[str, ...]:
    """Names of outputs that are numbers; a single one may stand alone."""
    names = (outputs,) if isinstance(outputs, str) else tuple(dict.fromkeys(outputs))
    if not names:
        raise InputError("No output is asked for: give some, such as 'joint_reaction_bw'.")
    numbers = tuple(name for name in OUTPUTS if name != "status")
    for name in names:
        quantity(name, numbers)
    return names


def _refuse_at_once(fixed: Mapping[str, Any], first: Mapping[str, NDArray[Any]]) -> None:
    """What is wrong for everybody alike is an error before anybody is solved."""
    with quietly():
        solve(**{**fixed, **first})


def _solved(
    design: designs.Design, outputs: tuple[str, ...]
) -> tuple[dict[str, NDArray[np.float64]], NDArray[Any] | None, NDArray[np.int8]]:
    parts = [
        (columns.get("sex"), solve_cases(columns, design.fixed, outputs, told=False))
        for columns in _blocks(design)
    ]
    sexes = None if parts[0][0] is None else np.concatenate([sex for sex, _ in parts if sex is not None])
    values = {name: np.concatenate([found.outputs[name] for _, found in parts]) for name in outputs}
    return values, sexes, np.concatenate([found.status for _, found in parts])


def _blocks(design: designs.Design) -> Iterator[dict[str, NDArray[Any]]]:
    for start in range(0, design.size, BLOCK):
        yield design.cases(start, min(start + BLOCK, design.size))


def _members(sexes: NDArray[Any]) -> dict[str, NDArray[np.bool_]]:
    return {EVERYBODY: np.ones(sexes.size, dtype=bool)} | {str(sex): sexes == sex for sex in np.unique(sexes)}


def _counts(status: NDArray[np.int8]) -> Mapping[str, int]:
    counts = np.bincount(status, minlength=len(ROW_STATUS_WORDS)).tolist()
    return {word: n for word, n in zip(ROW_STATUS_WORDS, counts, strict=True) if n}
