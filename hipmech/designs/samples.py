"""Designs whose rows are drawn: random, Latin hypercube and Sobol' samples, and people of a population.

A seed means one sample, whatever the size of the blocks in which it is asked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.designs.axes import DRAWN_TOGETHER, Axis, Columns, Places, drawn, listed
from hipmech.designs.design import ALLOWED, Design
from hipmech.errors import InputError
from hipmech.limits import whole_number, without_unit
from hipmech.populations import Distribution, Population
from hipmech.populations import population as named
from hipmech.quantities import quantity

MOST_POINTS = 50_000_000
"""Numbers of a sample that must be made in one go: 400 MB."""


def random(count: int, seed: int, **inputs: Distribution | tuple[float, float]) -> Design:
    """A random sample, drawn while it is used: 10⁹ cases need no memory.

    Parameters
    ----------
    count : int
        Number of rows.
    seed : int
        The same seed gives the same rows; each input has a stream of its own, so that the values of one do
        not depend on which others vary.
    **inputs : Distribution or (low, high)
        A distribution of :mod:`hipmech.populations`, or bounds between which every value is as likely, in
        the public unit or with a unit of their own.

    Raises
    ------
    InputError
        No count, bounds that contradict each other, or a distribution beyond the hard limits.
    UnknownQuantity

    Examples
    --------
    >>> sample = random(1_000_000_000, 1, neck_shaft_angle=(114, 140), pelvic_drop=(0, 5))
    >>> sample
    <Design of 1,000,000,000 cases: neck_shaft_angle + pelvic_drop 1,000,000,000>
    >>> sample.cases(999_999_999, 1_000_000_000)["neck_shaft_angle"].shape
    (1,)
    """
    spreads = _spreads(inputs)
    _check(count, seed)

    def portion(number: int) -> Columns:
        return {
            name: np.asarray(spread.ppf(_stream(seed, name, number).random(DRAWN_TOGETHER)))
            for name, spread in spreads.items()
        }

    return _sample(spreads, count, drawn(portion), _text("random", count, seed, spreads))


def latin_hypercube(count: int, seed: int, **inputs: Distribution | tuple[float, float]) -> Design:
    """A Latin hypercube: each input has one value in each of ``count`` equally likely strata.

    Parameters and errors are those of :func:`random`; besides, count × inputs is limited, because the whole
    sample is made at once, and one more input changes the others. See
    :class:`scipy.stats.qmc.LatinHypercube`.

    Examples
    --------
    >>> strata = latin_hypercube(4, 1, trunk_lean=(0, 4)).cases(0, 4)["trunk_lean"]
    >>> sorted(strata.astype(int).tolist())
    [0, 1, 2, 3]
    """
    from scipy.stats.qmc import LatinHypercube

    return _points("latin_hypercube", lambda engine_of: LatinHypercube(**engine_of), count, seed, inputs)


def sobol_points(count: int, seed: int, **inputs: Distribution | tuple[float, float]) -> Design:
    """Scrambled Sobol' points, which fill the space evenly; best with a power of two.

    Parameters and errors are those of :func:`latin_hypercube`. See :class:`scipy.stats.qmc.Sobol`.

    Examples
    --------
    >>> halves = sobol_points(8, 1, trunk_lean=(0, 2)).cases(0, 8)["trunk_lean"]
    >>> int((halves < 1).sum())
    4
    """
    from scipy.stats.qmc import Sobol

    return _points("sobol", lambda engine_of: Sobol(**engine_of), count, seed, inputs)


def population(count: int, seed: int, population: Population | str) -> Design:
    """People drawn from a population, its measures correlated as the population says.

    Parameters
    ----------
    count, seed : int
    population : Population or str
        Of :mod:`hipmech.populations`, or the name of one there; drawn while it is used, so that 10⁹ people
        need no memory. What it fixes, such as the strength norm, is fixed in the design.

    Raises
    ------
    InputError
        No count, or a name that is no population.

    Examples
    --------
    >>> population(10, 3, "adults").size
    10
    """
    _check(count, seed)
    people = named(population) if isinstance(population, str) else population

    def portion(number: int) -> Columns:
        found = people.draw(_stream(seed, people.name, number), DRAWN_TOGETHER)
        return {name: np.asarray(values) for name, values in found.items()}

    text = f'population = "{people.name}"\ncount = {count}\nseed = {seed}'
    return _sample(portion(0), count, drawn(portion), text, people.sourced).with_fixed(**people.fixed)


def _points(
    method: str,
    engine: Callable[[dict[str, Any]], Any],
    count: int,
    seed: int,
    inputs: Mapping[str, Any],
) -> Design:
    """A sample whose points depend on each other and are made in one go."""
    spreads = _spreads(inputs)
    _check(count, seed)
    if count * len(spreads) > MOST_POINTS:
        raise InputError(
            f"{count:,} points of {len(spreads)} inputs must be made at once, which takes "
            f"{count * len(spreads) * 8 / 1e9:,.1f} GB; at most {MOST_POINTS:,} numbers are. A random sample "
            "has no limit."
        )
    shares = engine({"d": len(spreads), "rng": np.random.default_rng(seed)})
    points = _unwarned(shares, int(count))
    columns = {
        name: np.asarray(spread.ppf(points[:, place])) for place, (name, spread) in enumerate(spreads.items())
    }
    return _sample(columns, count, listed(columns), _text(method, count, seed, spreads))


def _unwarned(engine: Any, count: int) -> NDArray[np.float64]:
    """Points of an engine; that Sobol' points balance only in powers of two is said in the docstring."""
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The balance properties of Sobol' points")
        points: NDArray[np.float64] = engine.random(count)
    return points


def _sample(
    names: Iterable[str],
    count: int,
    at: Callable[[Places | slice], Columns],
    text: str,
    sourced: tuple[str, ...] = (),
) -> Design:
    axis = Axis(names=tuple(names), length=int(count), kind="sample", at=at, text=text, sourced=sourced)
    return Design((axis,))


def _stream(seed: int, name: str, number: int) -> np.random.Generator:
    """Random numbers of one portion of one name, the same on every machine."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(zlib.crc32(name.encode()), number)))


def _check(count: int, seed: int) -> None:
    whole_number("count", count, 1)
    whole_number("seed", seed, 0)


def _spreads(inputs: Mapping[str, Any]) -> dict[str, Distribution]:
    if not inputs:
        raise InputError(
            "A sample needs at least one input that varies, such as neck_shaft_angle=(114, 140)."
        )
    return {name: _spread(name, given) for name, given in inputs.items()}


def _spread(name: str, given: Any) -> Distribution:
    row = quantity(name, ALLOWED)
    if row.kind == "choice":
        raise InputError(
            f"{name} is a choice and has no distribution; make it an axis of its own: "
            f"designs.grid({name}=[...]) * sample."
        )
    if isinstance(given, Distribution):
        if given.quantity != name:
            raise InputError(f"{name} is given the distribution of {given.quantity}: give each its own.")
        return given
    ends = without_unit(name, given)
    try:
        low, high = (float(number) for number in ends)
    except (TypeError, ValueError):
        raise InputError(
            f"{name} = {given!r} is no distribution: give two bounds, such as (low, high), or a distribution "
            "of hipmech.populations."
        ) from None
    return Distribution(name, low=low, high=high)


def _text(method: str, count: int, seed: int, spreads: Mapping[str, Distribution]) -> str:
    lines = [f'sample = "{method}"', f"count = {count}", f"seed = {seed}"]
    return "\n".join([*lines, *(f"{name} = {_spread_text(spread)}" for name, spread in spreads.items())])


def _spread_text(spread: Distribution) -> str:
    normal = "" if spread.sd is None else f"mean = {spread.mean!r}, sd = {spread.sd!r}, "
    low, high = spread.bounds
    return f"{{ {normal}min = {low!r}, max = {high!r} }}"
