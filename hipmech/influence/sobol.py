"""Sobol indices of independent inputs: which of them makes an output vary, alone and together with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.influence.indices import NONE, Indices
from hipmech.influence.resampling import refuse_resampling, resampled
from hipmech.limits import whole_number, without_unit
from hipmech.populations import Distribution, Population
from hipmech.quantities import NUMBERS, quantity, suggestion
from hipmech.solution import solve, solve_only
from hipmech.sweeps.solving import quietly

__all__ = ["Model", "Spread", "sobol"]

Numbers = NDArray[np.float64]
Columns = Mapping[str, Any]
Model = Callable[[Columns], ArrayLike]
"""A function from one column for each input to one value for each row."""

FEWEST, MOST = 16, 200_000_000
"""Points, and evaluations of the model."""
AT_ONCE = 1 << 18
"""Rows of one call of the model, unless the points are more."""
HALF = np.array([0.5])
SAME = 1e-12
"""Spread, against the size of an output, below which it does not vary but round."""


class Spread(Protocol):
    """How an input varies: the value below which a share of it lies."""

    def ppf(self, u: Numbers, /) -> Any:
        """Values at shares from 0 to 1."""
        ...


Inputs = Mapping[str, Spread | tuple[float, float]]


def sobol(
    inputs: Inputs | Population,
    output: str,
    *,
    count: int,
    seed: int,
    fixed: Mapping[str, Any] | None = None,
    resamples: int = 100,
    level: float = 0.95,
    model: Model | None = None,
    drop_unsolved: bool = False,
) -> Indices:
    """First-order and total Sobol indices of independent inputs.

    Estimators of Saltelli et al. (2010, doi:10.1016/j.cpc.2009.09.018, Table 2): (b) for the first order, on
    centred outputs, and Jansen's (f) for the total, on scrambled Sobol points.

    Parameters
    ----------
    inputs : mapping of str to (low, high) or Distribution, or Population
        How each input varies, public unit: a pair is uniform, anything with ``ppf`` is asked for it. A
        population must have no correlations and a single group: the indices part a variance among
        independent inputs.
    output : str
        Canonical name; a label where a model is given.
    count : int
        Points, a power of two; the model is asked ``count · (inputs + 2)`` times.
    seed : int
        The same seed gives the same indices.
    fixed : mapping, optional
        Other inputs of :func:`hipmech.solve`, the same for every point.
    resamples : int
        Of the bootstrap behind the intervals; 0 for none. Rows are resampled as if they were drawn at
        random: Sobol points do better, so the intervals are rather too wide.
    level : float
        Of the intervals.
    model : callable, optional
        A function from columns to values instead of the hip.
    drop_unsolved : bool
        Leave out points at which any evaluation has no number, instead of refusing. The indices then speak of
        the rest alone, and a cut-out corner makes its inputs dependent: :attr:`Indices.left_out` tells how
        many.

    Returns
    -------
    Indices

    Raises
    ------
    InputError
        Correlated inputs, a count that is no power of two, evaluations without a number, an output that does
        not vary, a value outside the hard limits.
    UnknownQuantity
        A name that is no numeric input.

    Examples
    --------
    >>> spread = {"inter_hip_distance": (157, 187), "neck_shaft_angle": (114, 140)}
    >>> found = sobol(spread, "joint_reaction_bw", count=1024, seed=1)
    >>> found.ranking()
    ('neck_shaft_angle', 'inter_hip_distance')
    >>> found.first.round(2).tolist()
    [0.16, 0.84]
    """
    given = _independent(inputs)
    names, others = tuple(given), dict(inputs.fixed if isinstance(inputs, Population) else {})
    others |= {name: without_unit(name, value) for name, value in (fixed or {}).items()}
    _refuse_counts(count, len(names), resamples, level, seed)
    spreads = [_spread(name, one, of_hip=model is None) for name, one in given.items()]
    ask = model or _hip(names, spreads, output, others)
    base, crossed = _points(spreads, count, seed)
    values = _answers(ask, names, base, crossed)
    solved = np.asarray(np.isfinite(values).all(axis=0))
    if not solved.all():
        _refuse_unsolved(solved, drop_unsolved, output)
        values = values[:, solved]
    return _indices(names, output, values, int(count - solved.sum()), resamples, level, seed)


def _indices(
    names: tuple[str, ...],
    output: str,
    values: Numbers,
    left_out: int,
    resamples: int,
    level: float,
    seed: int,
) -> Indices:
    """Indices from the answers at both sets of points and at those crossed, shape (2 + inputs, points)."""
    mean, sd = float(values[:2].mean()), float(values[:2].std())
    if sd <= SAME * max(abs(mean), 1e-300):
        raise InputError(
            f"{output} is {mean:.6g} whatever {', '.join(names)} may be: there is no variance to share out. "
            "Vary other inputs, or look at another output."
        )
    one, other, *crossed = (values - mean) / sd
    terms = _terms(one, other, np.array(crossed))
    first, total = _shares(terms.mean(axis=0)[None, :])
    errors = (NONE, NONE)
    if resamples:
        drawn = _shares(resampled(terms, resamples, np.random.default_rng([seed, 1])))
        errors = tuple(share.std(axis=0, ddof=1) for share in drawn)
    return Indices(
        names=names,
        output=output,
        first=first[0],
        total=total[0],
        first_error=errors[0],
        total_error=errors[1],
        mean=mean,
        sd=sd,
        evaluations=values.size,
        left_out=left_out,
        level=level,
    )


def _terms(one: Numbers, other: Numbers, crossed: Numbers) -> Numbers:
    """What is averaged, one row a point: products, half squares, and what the variance needs."""
    moved = crossed - one
    return np.vstack([other * moved, moved**2 / 2, (one + other) / 2, (one**2 + other**2) / 2]).T.copy()


def _shares(means: Numbers) -> tuple[Numbers, Numbers]:
    """First-order and total shares from means of the terms, shape (resamples, inputs) each."""
    variance = means[:, -1:] - means[:, -2:-1] ** 2
    inputs = (means.shape[1] - 2) // 2
    return means[:, :inputs] / variance, means[:, inputs:-2] / variance


def _points(spreads: list[Spread], count: int, seed: int) -> tuple[list[Numbers], list[Numbers]]:
    """Two independent sets of points, a column for each input."""
    from scipy.stats import qmc

    width = len(spreads)
    shares = qmc.Sobol(2 * width, scramble=True, rng=np.random.default_rng(seed)).random(count).T
    columns = [
        np.asarray(one.ppf(share), dtype=np.float64) for one, share in zip(spreads * 2, shares, strict=True)
    ]
    return columns[:width], columns[width:]


def _answers(ask: Model, names: tuple[str, ...], base: list[Numbers], crossed: list[Numbers]) -> Numbers:
    """Answers at both sets of points, and at the first with one input at a time from the second.

    Several sets at a time, for a call of the model has a price of its own.
    """
    count, sets = base[0].size, len(names) + 2
    values = np.empty((sets, count))
    together = max(1, AT_ONCE // count)
    for start in range(0, sets, together):
        here = range(start, min(start + together, sets))
        columns = {
            name: np.concatenate([crossed[place] if one in (1, place + 2) else base[place] for one in here])
            for place, name in enumerate(names)
        }
        values[start : here.stop] = np.broadcast_to(ask(columns), (len(here) * count,)).reshape(-1, count)
    return values


def _independent(inputs: Inputs | Population) -> Inputs:
    """Inputs by name, each varying by itself."""
    if not isinstance(inputs, Population):
        if not inputs:
            raise InputError('No input varies: give some, such as {"neck_shaft_angle": (114, 140)}.')
        return inputs
    first = inputs.groups[0]
    if len(inputs.groups) > 1 or first.correlations:
        pairs = [f"{pair.one} and {pair.other}" for pair in first.correlations] or ["its groups"]
        raise InputError(
            f"The people of {inputs.name} vary together ({', '.join(pairs)}), and Sobol indices part a "
            "variance among independent inputs. Draw people, solve them and ask influence.from_data; or give "
            "a distribution for each input and say that you took them as independent."
        )
    return {one.quantity: one for one in first.distributions}


def _spread(name: str, given: Spread | tuple[float, float], of_hip: bool) -> Spread:
    if of_hip:
        quantity(name, NUMBERS)
    if isinstance(given, (tuple, list)):
        if len(given) != 2:
            raise InputError(f"{name} = {given!r} is no spread: it takes (low, high), or a Distribution.")
        if not of_hip:
            return _Uniform(*given)
        low, high = (without_unit(name, end) for end in given)
        return Distribution(name, low=low, high=high)
    if not hasattr(given, "ppf"):
        raise InputError(f"{name} = {given!r} is no spread: it takes (low, high), or a Distribution.")
    if of_hip and (other := getattr(given, "quantity", name)) != name:
        raise InputError(f"{name} is given the distribution of {other}.")
    return given


class _Uniform:
    """Every value between two bounds alike."""

    def __init__(self, low: float, high: float) -> None:
        if not -np.inf < low < high < np.inf:
            raise InputError(f"From {low} to {high} is no range: the lower bound lies below the upper one.")
        self.low, self.high = low, high

    def ppf(self, u: Numbers) -> Numbers:
        return self.low + u * (self.high - self.low)


def _hip(names: tuple[str, ...], spreads: list[Spread], output: str, fixed: Mapping[str, Any]) -> Model:
    """One output of a hip, with the other inputs fixed."""
    if both := sorted(set(names) & set(fixed)):
        raise InputError(f"{', '.join(both)} varies and is fixed too: give it once.")
    for name, value in fixed.items():
        if np.ndim(value) > 0:
            raise InputError(f"{name} is fixed, so it takes one value; here it has shape {np.shape(value)}.")

    with quietly():
        known = solve(
            **{**fixed, **{name: one.ppf(HALF) for name, one in zip(names, spreads, strict=True)}}
        ).outputs
    if output not in known or output == "status":
        raise InputError(f"{output!r} is no output to rank by{suggestion(output, known)}")

    def ask(columns: Columns) -> Any:
        with quietly():
            return solve_only((output,), **fixed, **columns)[output]

    return ask


def _refuse_counts(count: int, inputs: int, resamples: int, level: float, seed: int) -> None:
    if whole_number("count", count, 1) < FEWEST or count & (count - 1):
        near = 1 << max(FEWEST.bit_length() - 1, int(count).bit_length())
        raise InputError(
            f"count = {count} is no power of two of at least {FEWEST}: Sobol points are even only in powers "
            f"of two. Take {near}."
        )
    if count * (inputs + 2) > MOST:
        raise InputError(
            f"count = {count:,} with {inputs} inputs asks for {count * (inputs + 2):,} hips; at most "
            f"{MOST:,} are kept in memory. Take fewer points: the error of an index falls with their number."
        )
    refuse_resampling(resamples, level, seed)


def _refuse_unsolved(solved: NDArray[np.bool_], drop_unsolved: bool, output: str) -> None:
    left = int(solved.sum())
    if drop_unsolved and left >= FEWEST:
        return
    raise InputError(
        f"{solved.size - left:,} of {solved.size:,} points have no {output}: adductors are needed there, or "
        "the hip is outside validity. Narrow the inputs; or leave those points out (--drop-unsolved, or "
        f"drop_unsolved=True in Python), and the indices speak of the {left:,} others alone."
    )
