"""How the cells of a row become a hip; what is wrong for all rows alike is an error before any is solved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech import further
from hipmech.designs.feeds import Column, Feed, read_column, refuse_factor
from hipmech.errors import InputError, UnknownQuantity
from hipmech.limits import without_unit
from hipmech.loads import Balance
from hipmech.quantities import QUANTITIES, quantity, suggestion
from hipmech.solution import solve
from hipmech.sweeps.rows import Cohort
from hipmech.sweeps.solving import quietly, solve_cases


def refuse_both(feeds: Iterable[Feed], fixed: Mapping[str, Any]) -> None:
    """Refuse a quantity that comes from a column and is fixed too."""
    for feed in feeds:
        if feed.quantity in fixed:
            raise InputError(f"{feed.quantity} is mapped to {feed.column!r} and fixed too: give one of them.")


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
    """How rows become hips: which column feeds which quantity, and what is the same for all.

    Attributes
    ----------
    feeds : tuple of Feed
    fixed : mapping
        Inputs that are the same for every row.
    decimal : str
        Decimal mark of text cells.
    trials : tuple of Balance
        Hips solved with the fixed inputs, defaults in the place of columns: one for each combination of the
        choices that columns give, of those that go together.
    asked : collection of str, optional
        Names of the outputs wanted; all where left out.
    """

    feeds: tuple[Feed, ...]
    fixed: Mapping[str, Any]
    decimal: str
    trials: tuple[Balance, ...]
    asked: Collection[str] | None = None

    @property
    def trial(self) -> Balance:
        """The first of the trials."""
        return self.trials[0]

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the outputs of each row: without what is given, with those of further rooms given for."""
        mapped = {feed.quantity for feed in self.feeds}
        there = dict.fromkeys(name for trial in self.trials for name in trial.outputs)
        own = tuple(name for name in there if name not in ("status", *mapped))
        if self.asked is not None:
            return known_outputs(self.asked, (*own, *further.OUTPUTS))
        return (*own, *further.told_with((*mapped, *self.fixed)))

    def solve(self, cells: list[NDArray[Any]], into: Cohort | None = None) -> Cohort:
        """Loads of a block of rows, from the cells of each feed's column, shape (rows,) each."""
        read = {
            feed.quantity: read_column(feed, column, self.decimal)
            for feed, column in zip(self.feeds, cells, strict=True)
        }
        columns = {name: column.values for name, column in read.items()}
        faults = {name: _sentences(column) for name, column in read.items() if column.faults}
        return solve_cases(columns, self.fixed, self.outputs, faults=faults, into=into)


def _sentences(column: Column) -> NDArray[np.object_]:
    told = np.full(column.values.size, "", dtype=object)
    for row, sentence in column.faults.items():
        told[row] = sentence
    return told


def plan(
    feeds: tuple[Feed, ...],
    fixed: Mapping[str, Any],
    decimal: str = ".",
    outputs: Collection[str] | None = None,
) -> Study:
    """Study of rows; whatever is wrong for all rows alike is an error here, before any row is solved.

    Raises
    ------
    InputError, UnknownQuantity
    """
    if not feeds:
        raise InputError("No column is mapped to a quantity: without one every row would be the same hip.")
    for name, value in fixed.items():
        if not isinstance(value, str) and np.ndim(value) > 0:
            raise InputError(f"{name} is one value for every row; for one a row, map a column to it.")
    mapped = [feed.quantity for feed in feeds]
    fixed = {name: without_unit(name, value) for name, value in fixed.items() if name not in mapped}
    given = dict(fixed)
    for feed in feeds:
        refuse_factor(feed)
        given.update(stand_in(feed.quantity))
    choices = [name for name in mapped if name != "sex" and quantity(name).kind == "choice"]
    hips = (
        {**given, **dict(zip(choices, words, strict=True))}
        for words in product(*(quantity(name).choices for name in choices))
    )
    trials = tried_out(partial(solve, **further.hip_only(hip)) for hip in hips)
    return Study(feeds=feeds, fixed=fixed, decimal=decimal, trials=trials, asked=outputs)


def tried_out(hips: Iterable[Callable[[], Balance]]) -> tuple[Balance, ...]:
    """Hips that can be solved, of one for each combination of choices; if none can, the first error."""
    trials, wrong = [], None
    for hip in hips:
        try:
            with quietly():
                trials.append(hip())
        except InputError as error:
            wrong = wrong or error
    if not trials:
        raise wrong or InputError("There is no case that can be solved.")
    return tuple(trials)


def stand_in(name: str) -> dict[str, Any]:
    """A value in the place of a column, to try the fixed inputs with."""
    if name == "sex":
        return {"sex": "female"}
    usual = quantity(name).default
    return {} if usual is None else {name: usual}


def known_outputs(outputs: Collection[str], available: tuple[str, ...]) -> tuple[str, ...]:
    """The outputs that are asked for, each once and without the status, which always comes along.

    Raises
    ------
    InputError, UnknownQuantity
        An input, or no output of these hips.
    """
    if isinstance(outputs, str):
        raise InputError(f"outputs = {outputs!r} is one text: give a list, such as [{outputs!r}].")
    for name in outputs:
        if name in available or name == "status":
            continue
        if name in QUANTITIES and QUANTITIES[name].kind in ("input", "choice"):
            raise InputError(
                f"{name!r} is an input, which stands beside the outputs if it varies{_among(available)}."
            )
        raise UnknownQuantity(f"{name!r} is not an output of these hips{suggestion(name, available)}")
    return tuple(dict.fromkeys(name for name in outputs if name != "status"))


def _among(available: tuple[str, ...]) -> str:
    return f"; outputs are {', '.join(available)}"
