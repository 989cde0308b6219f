"""Which input explains an output in a design, where every row of each axis meets every row of the others."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.cells import counted
from hipmech.designs import Axis, Design
from hipmech.errors import InputError
from hipmech.influence.given_data import FEWEST, MOST_BINS, blank, by_lot, explained, sorted_into
from hipmech.influence.indices import JOINT, NONE, Indices
from hipmech.influence.resampling import refuse_resampling, resampled

__all__ = ["from_design"]

Numbers = NDArray[np.float64]
Rows = NDArray[np.intp]

MOST_ROWS = 500_000
"""Rows of an axis that are looked at; of more, so many drawn by lot."""
SAME = 1e-24
"""Variance, of the mean square, that counts as none."""


def from_design(
    design: Design,
    values: ArrayLike,
    *,
    output: str = "output",
    resamples: int = 100,
    seed: int = 0,
    level: float = 0.95,
) -> Indices:
    """First-order indices of the cases of a design: how much of the variance each input explains by itself.

    Each axis is taken by itself: its rows all meet the same rows of the other axes, so what these do is
    averaged out, and the variance of the means is what the axis explains, exactly. Several measures of the
    rows of a table or a sample are then told apart as :func:`from_data` does it, chance taken off. Inputs
    that are listed side by side, named cases, and the measures of fewer than ten rows cannot be told apart
    and stand together, as ``a + b`` or ``scenario``.

    Parameters
    ----------
    design : Design
        Of :mod:`hipmech.designs`.
    values : array_like, shape (cases,)
        The output of each case, such as ``sweep.outputs["joint_reaction_bw"]``; NaN where it has none.
    output : str
        What the values are called.
    resamples : int
        Of the bootstrap of rows behind the intervals; 0 for none.
    seed : int
        Of the lot and the bootstrap.
    level : float
        Of the intervals.

    Returns
    -------
    Indices
        Without total indices. Rows of an axis without a number are left out for all, and counted as cases, so
        that those left still meet all others. ``unsure`` says why there are no intervals: nothing was drawn,
        more than one axis was, or too few rows.

    Raises
    ------
    InputError
        Values of another length, values that do not vary, or hardly any rows in which all have a number.

    Examples
    --------
    >>> from hipmech import designs, sweeps
    >>> design = designs.grid(pelvic_drop=[0, 5, 10], neck_length=[48, 54, 60])
    >>> loads = sweeps.run(design).outputs["joint_reaction_bw"]
    >>> found = from_design(design, loads, output="joint_reaction_bw")
    >>> found.ranking(), found.first.round(2).tolist()
    (('neck_length', 'pelvic_drop'), [0.46, 0.54])
    """
    refuse_resampling(resamples, level, seed)
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.shape != (design.size,):
        raise InputError(f"The output has shape {numbers.shape}: {design} takes ({design.size},).")
    rng = np.random.default_rng(seed)
    kept, whole = _complete(design, numbers.reshape(design.shape), output, rng)
    mean, sd = float(whole.mean()), float(whole.std())
    if sd <= math.sqrt(SAME) * max(abs(mean), 1e-300):
        raise InputError(f"{output} is {mean:.6g} in every case: there is no variance to explain.")
    scaled = (whole - mean) / sd
    drawn = [place for place, axis in enumerate(design.axes) if _drawn(design, axis)]
    unsure = _why_unsure(design, drawn, scaled.shape)
    several = [place for place in drawn if scaled.shape[place] > 1]
    number = 0 if unsure else resamples
    found: dict[str, tuple[float, float]] = {}
    for place, axis in enumerate(design.axes):
        columns = _apart(design, axis, kept[place])
        if columns:
            found |= _told_apart(columns, scaled, place, number, rng)
        else:
            error = _error(scaled, place, drawn[0], number, rng) if number else math.nan
            found[_together(axis)] = _share(scaled, place, several), error
    shares, errors = np.array(list(found.values())).T
    return Indices(
        names=tuple(found),
        output=output,
        first=shares,
        total=NONE,
        first_error=errors if number else NONE,
        total_error=NONE,
        mean=mean,
        sd=sd,
        evaluations=whole.size,
        left_out=design.size - whole.size,
        level=level,
        unsure=unsure,
    )


def _complete(
    design: Design, values: Numbers, output: str, rng: np.random.Generator
) -> tuple[list[Rows], Numbers]:
    """Rows of each axis, and the values where these meet: a number everywhere.

    Of all rows of all axes, those that lack most go first, until none lacks any.
    """
    kept = [_readable(axis, _by_lot(axis.length, rng)) for axis in design.axes]
    whole = values[np.ix_(*kept)]
    while whole.size and not (there := np.isfinite(whole)).all():
        lacking = [1 - there.mean(axis=_others(whole, place)) for place in range(whole.ndim)]
        worst = max(range(whole.ndim), key=lambda place: float(lacking[place].max()))
        rows = np.flatnonzero(lacking[worst] < lacking[worst].max())
        kept[worst], whole = kept[worst][rows], np.take(whole, rows, axis=worst)
    if whole.size < FEWEST and whole.size < values.size:
        raise InputError(
            f"{whole.size} of {values.size} cases have {output} where all rows meet: {FEWEST} are the least "
            "to rank by."
        )
    return kept, whole


def _by_lot(length: int, rng: np.random.Generator) -> Rows:
    if length <= MOST_ROWS:
        return np.arange(length)
    return np.sort(rng.choice(length, MOST_ROWS, replace=False))


def _readable(axis: Axis, rows: Rows) -> Rows:
    """Rows in which no measure is blank."""
    lacking = np.zeros(rows.size, dtype=bool)
    for column in axis.at(rows).values():
        lacking |= blank(column)
    return rows[~lacking]


def _drawn(design: Design, axis: Axis) -> bool:
    """Whether chance might have chosen other rows; of columns alone nobody knows, and so it might."""
    return axis.kind != "values" or (len(design.axes) == 1 and len(axis.names) > 1 and not axis.kept)


def _why_unsure(design: Design, drawn: list[int], shape: tuple[int, ...]) -> str:
    if not drawn:
        return "its cases are all combinations of listed values, and none of them is drawn."
    if len(drawn) > 1:
        return (
            f"its cases combine the rows of {len(drawn)} tables or samples, and so are not independent of "
            "each other."
        )
    (place,) = drawn
    axis, rows = design.axes[place], shape[place]
    return (
        f"{counted(rows, 'row')} of a {axis.kind} {'is' if rows == 1 else 'are'} too few to tell."
        if rows < FEWEST
        else ""
    )


def _apart(design: Design, axis: Axis, rows: Rows) -> dict[str, NDArray[Any]]:
    """The measures of rows that can be told apart; empty where they stand together."""
    if len(axis.names) == 1 or rows.size < FEWEST or not _drawn(design, axis):
        return {}
    return axis.at(rows)


def _together(axis: Axis) -> str:
    """What an axis is called as a whole."""
    return "scenario" if "scenario" in axis.kept else JOINT.join(axis.names)


def _told_apart(
    columns: dict[str, NDArray[Any]], scaled: Numbers, place: int, resamples: int, rng: np.random.Generator
) -> dict[str, tuple[float, float]]:
    """What each measure of the rows of an axis explains by itself."""
    others = _others(scaled, place)
    means, squares = scaled.mean(axis=others), (scaled**2).mean(axis=others)
    bins = min(MOST_BINS, math.ceil(means.size ** (1 / 3)))
    groups = by_lot(np.arange(means.size), rng)
    return {
        name: explained(*sorted_into(name, column, bins), means, squares, groups, resamples, rng)
        for name, column in columns.items()
    }


def _share(scaled: Numbers, place: int, drawn: list[int]) -> float:
    """What an axis explains as a whole; rows that are drawn stand for others too."""
    among = [scaled.mean(axis=_others(scaled, axis)) for axis in (place, *drawn)]
    everything = scaled.var() + sum(means.var(ddof=1) - means.var() for means in among[1:])
    return float(among[0].var(ddof=1 if place in drawn else 0) / everything)


def _error(scaled: Numbers, place: int, drawn: int, resamples: int, rng: np.random.Generator) -> float:
    """How far other rows of the axis that is drawn would move what an axis explains."""
    others = _others(scaled, drawn)
    of_rows, squares = scaled.mean(axis=others), (scaled**2).mean(axis=others)
    if place == drawn:
        beside = (of_rows**2)[:, None]
    else:
        pair = tuple(axis + (axis < drawn) for axis in others if axis != place)
        beside = np.moveaxis(scaled, drawn, 0).mean(axis=pair)
    terms = np.column_stack([of_rows, squares, beside])
    groups = by_lot(np.arange(of_rows.size), rng)
    sizes = np.bincount(groups)[:, None]
    lots = np.column_stack([np.bincount(groups, term) for term in terms.T]) / sizes
    mean, square, *_ = (again := resampled(lots, resamples, rng)).T
    alone = again[:, 2] - mean**2 if place == drawn else again[:, 2:].var(axis=1)
    return float(np.std(alone / (square - mean**2), ddof=1))


def _others(values: Numbers, place: int) -> tuple[int, ...]:
    return tuple(axis for axis in range(values.ndim) if axis != place)
