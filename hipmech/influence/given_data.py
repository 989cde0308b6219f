"""Which column explains an output, from data that are already there: a cohort, a Monte Carlo sample."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.influence.indices import NONE, Indices
from hipmech.influence.resampling import refuse_resampling, resampled
from hipmech.limits import whole_number, without_unit
from hipmech.quantities import QUANTITIES

__all__ = ["from_data"]

Numbers = NDArray[np.float64]
Codes = NDArray[np.intp]

FEWEST = 10
"""Rows."""
BLANKS = ("", "nan", "None", "<NA>", "NaT")
"""Cells without content, as Python, NumPy and pandas write them."""
GROUPS = 1024
"""Groups of rows that are resampled together; up to so many rows each is a group of its own."""
MOST_BINS = 100
SAME = 1e-12
"""Spread within a bin, of the column's range squared, that counts as none."""


def from_data(
    columns: Any,
    values: ArrayLike,
    *,
    output: str = "output",
    bins: int | None = None,
    resamples: int = 100,
    seed: int = 0,
    level: float = 0.95,
    groups: ArrayLike | None = None,
) -> Indices:
    """First-order indices from given data: how much of the variance each column explains by itself.

    The correlation ratio: rows are sorted into bins of one column, and a line is laid through the values of
    each bin; what is left beside the lines is held against the whole variance, ``1 − left / all``. Lines
    through few rows follow chance too: both variances are divided by their degrees of freedom, so a column
    without influence gets 0 on average, sometimes a little less. Words get a mean in the place of a line.

    Columns may depend on each other. Then each takes credit for what it shares with others, and the indices
    do not add up to 1.

    Parameters
    ----------
    columns : mapping of str to array_like, or DataFrame
        Numbers or words (sex, a variant of a posture), one for each row.
    values : array_like, shape (rows,)
        The output.
    output : str
        What the values are called.
    bins : int, optional
        For columns of numbers, with about as many rows in each; rows^(1/3), or groups^(1/3), at most 100,
        where left out. A column with no more different values than that has a bin for each.
    resamples : int
        Of the bootstrap behind the intervals; 0 for none. Above 1024 rows, groups of rows drawn by lot are
        resampled in the place of rows.
    seed : int
        Of the lot and the bootstrap.
    level : float
        Of the intervals.
    groups : array_like, shape (rows,), optional
        Rows with the same value are not independent, such as those of one person in several postures: they
        are resampled together, and a column that is the same within each group is held against the means of
        the groups, one vote each. Else every row is taken as drawn by itself. Where people and postures are
        the axes of a design, :func:`from_design` tells more.

    Returns
    -------
    Indices
        Without total indices, which given data do not tell. Rows with a blank anywhere are left out and
        counted.

    Raises
    ------
    InputError
        Columns of another length, too few rows, values that do not vary, a column with a word of its own for
        almost every row, or with a bin for each.

    Examples
    --------
    >>> import numpy as np, hipmech as hm
    >>> rng = np.random.default_rng(1)
    >>> people = {"neck_length": rng.uniform(46, 62, 999), "body_mass": rng.uniform(50, 99, 999)}
    >>> found = from_data(people, hm.solve(**people).joint_reaction_bw)
    >>> found.ranking(), found.first.round(2).tolist()
    (('neck_length', 'body_mass'), [1.0, 0.0])
    """
    given = {str(name): _column(_plain(str(name), columns[name])) for name in columns}
    numbers = _values(_plain(output, values), output)
    _refuse_shapes(given, numbers)
    if groups is not None and np.shape(groups) != numbers.shape:
        raise InputError(
            f"groups has shape {np.shape(groups)} and the output {numbers.shape}: give each row one."
        )
    refuse_resampling(resamples, level, seed)
    if bins is not None and whole_number("bins", bins, 1) == 1:
        raise InputError("bins = 1 cannot tell rows apart: take 2 or more, or leave it out.")
    known = np.isfinite(numbers)
    for column in given.values():
        known &= ~blank(column)
    rows = int(known.sum())
    labels = np.arange(rows) if groups is None else np.asarray(groups)[known]
    apart = np.unique(labels, return_inverse=True)[1]
    votes = int(apart.max()) + 1 if rows else 0
    if votes < FEWEST:
        grouped = "" if votes == rows else f", in {votes} groups"
        raise InputError(
            f"{rows} of {known.size} rows have {output} and every column{grouped}: {FEWEST} are the least to "
            "rank by."
        )
    numbers = numbers[known]
    mean, sd = float(numbers.mean()), float(numbers.std(ddof=1))
    if sd <= 1e-12 * max(abs(mean), 1e-300):
        raise InputError(f"{output} is {mean:.6g} in every row: there is no variance to explain.")
    wanted = bins or min(MOST_BINS, math.ceil(votes ** (1 / 3)))
    rng = np.random.default_rng(seed)
    together = by_lot(apart, rng)
    scaled = (numbers - mean) / sd
    ones, sizes = np.unique(apart, return_index=True)[1], np.bincount(apart)
    middles, squares = np.bincount(apart, scaled) / sizes, np.bincount(apart, scaled**2) / sizes
    shares, errors = [], []
    for name, column in given.items():
        column = column[known]
        if ones.size < rows and bool((column == column[ones][apart]).all()):
            codes, inside = sorted_into(name, column[ones], wanted)
            found = explained(codes, inside, middles, squares, together[ones], resamples, rng)
        else:
            codes, inside = sorted_into(name, column, wanted)
            found = explained(codes, inside, scaled, scaled**2, together, resamples, rng)
        shares.append(found[0])
        errors.append(found[1])
    return Indices(
        names=tuple(given),
        output=output,
        first=np.array(shares),
        total=NONE,
        first_error=np.array(errors) if resamples else NONE,
        total_error=NONE,
        mean=mean,
        sd=sd,
        evaluations=rows,
        left_out=known.size - rows,
        level=level,
    )


def explained(
    codes: Codes,
    inside: Numbers,
    values: Numbers,
    squares: Numbers,
    groups: Codes,
    resamples: int,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """Share of all variance that the bins and the lines in them explain, and its standard error.

    Parameters
    ----------
    codes, inside : ndarray, shape (rows,)
        Bin of each row, and where in it the row lies, as :func:`sorted_into` finds them.
    values, squares : ndarray, shape (rows,)
        Of each row the mean of the output and that of its square: the rows may be people, and the output vary
        within each, which is variance too that the column does not explain.
    groups : ndarray of int, shape (rows,)
        What is resampled together.
    resamples : int
    rng : numpy.random.Generator
    """
    kinds, together = int(codes.max()) + 1, int(groups.max()) + 1
    place = groups * kinds + codes
    weights = (None, values) if not inside.any() else (None, values, inside, inside**2, inside * values)
    sums = [np.bincount(place, weight, together * kinds).reshape(together, kinds) for weight in weights]
    wholes = [np.bincount(groups, whole, together)[:, None] for whole in (values**2, squares)]
    terms = np.hstack([*sums, *wholes])
    share = float(_share(terms.mean(axis=0)[None, :], kinds, together)[0])
    if not resamples:
        return share, math.nan
    drawn = _share(resampled(terms, resamples, rng), kinds, together)
    drawn = drawn[np.isfinite(drawn)]
    return share, float(drawn.std(ddof=1)) if drawn.size > 1 else math.nan


def _share(means: Numbers, kinds: int, groups: int) -> Numbers:
    """Explained variance of the whole, from means over groups of counts, sums and products, (resamples,).

    NaN for a resample that missed every row whose value differs.
    """
    counts, sums, *line = np.split(means[:, :-2] * groups, (means.shape[1] - 2) // kinds, axis=1)
    rows = counts.sum(axis=1)
    safe = np.maximum(counts, 1)
    between = (sums**2 / safe).sum(axis=1)
    used = np.count_nonzero(counts, axis=1)
    if line:
        inside, spread, product = line
        spread = spread - inside**2 / safe
        sloped = (spread > SAME) & (counts > 2)
        product = np.where(sloped, product - inside * sums / safe, 0.0)
        between += (product**2 / np.where(sloped, spread, 1.0)).sum(axis=1)
        used = used + np.count_nonzero(sloped, axis=1)
    squares, whole = means[:, -2] * groups, means[:, -1] * groups
    among = (squares - sums.sum(axis=1) ** 2 / rows) / (rows - 1)
    everything = among + (whole - squares) / rows
    everything = np.where(everything * rows > SAME * whole, everything, np.nan)
    share: Numbers = (among - (squares - between) / (rows - used)) / everything
    return share


def by_lot(apart: Codes, rng: np.random.Generator) -> Codes:
    """A group for each row, by lot and of equal size; rows that are not independent stay in one."""
    count = int(apart.max()) + 1
    return apart if count <= GROUPS else (rng.permutation(count) % GROUPS)[apart]


def sorted_into(name: str, column: NDArray[Any], bins: int) -> tuple[Codes, Numbers]:
    """The bin of each row, by its own value and never by its place, and where in the bin it lies."""
    if column.dtype.kind not in "iuf":
        kinds, codes = np.unique(column.astype(np.str_), return_inverse=True)
        if kinds.size > column.size / 2:
            raise InputError(
                f"{name} has {kinds.size:,} different words in {column.size:,} rows: it names rows and "
                "does not sort them. Leave it out."
            )
        return codes, np.zeros(column.size)
    edges = np.unique(np.quantile(column, np.linspace(0, 1, bins + 1)[1:-1]))
    if edges.size < bins - 1 and (kinds := np.unique(column)).size <= bins:
        edges = kinds[1:]
    codes = np.searchsorted(edges, column, side="right")
    counts = np.bincount(codes)
    if counts.max() == 1:
        raise InputError(
            f"bins = {bins} leaves each of the {column.size} rows of {name} in a bin of its own, which would "
            "explain anything: take fewer, or leave bins out."
        )
    inside = column - (np.bincount(codes, column) / np.maximum(counts, 1))[codes]
    return codes, inside / (np.ptp(column) or 1.0)


def _plain(name: str, values: Any) -> Any:
    """Values of a quantity in its public unit, if they have one of their own."""
    return without_unit(name, values) if name in QUANTITIES else values


def _values(values: ArrayLike, output: str) -> Numbers:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{output} holds what is no number: the values to explain are numbers.") from None


def _column(values: Any) -> NDArray[Any]:
    """Numbers where every cell that is not blank is one, else words, blanks as ``None``."""
    column = np.asarray(values)
    if column.dtype.kind in "iufb":
        return column
    cells = [None if str(cell).strip() in BLANKS else cell for cell in column.ravel().tolist()]
    if all(cell is None or (isinstance(cell, (int, float)) and not isinstance(cell, bool)) for cell in cells):
        return np.array(cells, dtype=np.float64).reshape(column.shape)
    return np.array(cells, dtype=object).reshape(column.shape)


def blank(column: NDArray[Any]) -> NDArray[np.bool_]:
    if column.dtype.kind == "f":
        return np.asarray(~np.isfinite(column))
    return np.array([cell is None for cell in column.ravel().tolist()]).reshape(column.shape)


def _refuse_shapes(given: Mapping[str, NDArray[Any]], numbers: Numbers) -> None:
    if not given:
        raise InputError("There is no column to explain the output by.")
    for name, column in given.items():
        if column.shape != numbers.shape or numbers.ndim != 1:
            raise InputError(
                f"{name} has shape {column.shape} and the output {numbers.shape}: each takes one value for "
                "each row, shape (rows,)."
            )
