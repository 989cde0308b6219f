"""One dimension of a study file: values, a table of people, a sample, a population, or named cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech import designs, further
from hipmech.designs import Design
from hipmech.limits import accept
from hipmech.quantities import QUANTITIES, nearest, quantity
from hipmech.studies.columns import Columns, Feeds
from hipmech.studies.places import Place, in_words, shown
from hipmech.tables import DELIMITERS, Dialect

if TYPE_CHECKING:
    from hipmech.populations import Distribution

SAMPLES: Mapping[str, Callable[..., Design]] = {
    "latin_hypercube": designs.latin_hypercube,
    "sobol": designs.sobol_points,
    "random": designs.random,
}
DECIMALS = {"point": ".", "comma": ","}
RANGE_KEYS = ("from", "to", "count")
SPREAD_KEYS = ("mean", "sd", "min", "max")
FEED_KEYS = ("column", "factor")


class Given(NamedTuple):
    """What an axis takes from outside its table.

    Attributes
    ----------
    columns : callable
        Reads the columns of a file as :func:`hipmech.studies.columns.read_columns` does.
    seed : callable
        The next seed for what is drawn; raises where the study has none.
    """

    columns: Callable[[Path, Feeds, Sequence[str], Dialect], Columns]
    seed: Callable[[], int]


@dataclass(frozen=True, eq=False, kw_only=True)
class StudyAxis:
    """A dimension of a study.

    Attributes
    ----------
    design : Design
        Its cases alone.
    table : Columns or None
        The file that it comes from.
    assumptions : tuple of str
        What is estimated or assumed in it.
    """

    design: Design
    table: Columns | None = None
    assumptions: tuple[str, ...] = ()


def axis_of(place: Place, given: Given) -> StudyAxis:
    """The dimension that a table ``[[axes]]`` describes.

    Parameters
    ----------
    place : Place
    given : Given

    Raises
    ------
    InputError, FileError
        Each with the place in the study file.
    """
    kinds = [kind for kind in KINDS if kind in place.content]
    if len(kinds) > 1:
        raise place.fault("", f"{kinds[0]} and {kinds[1]} are both given: an axis is one of them.")
    reader, keys = KINDS[kinds[0]] if kinds else (_values, ())
    names = tuple(key for key in place.content if key not in keys)
    for name in names:
        if name not in further.GIVEN:
            place.refuse_unknown((*keys, *further.GIVEN, *(KINDS if not kinds else ())))
    return reader(place, names, given)


def _values(place: Place, names: tuple[str, ...], given: Given) -> StudyAxis:
    """Quantities that vary together."""
    if not names:
        raise place.fault("", "it gives no quantity, such as neck_shaft_angle = [120, 127, 134].")
    columns = {name: _column(place, name) for name in names}
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise place.fault(
            "",
            f"its quantities vary together, and have unequal numbers of values: {listed}. To combine every "
            "value with every other, give each an axis of its own.",
        )
    with place.told():
        return StudyAxis(design=designs.paired(**columns))


def _column(place: Place, name: str) -> NDArray[Any]:
    """Values of a quantity along an axis, from a list or a range."""
    given = place.content[name]
    if isinstance(given, dict):
        return _even_values(Place(f"{place.name}, {name}", given), name)
    if not isinstance(given, list):
        raise place.fault(
            name, f"{shown(given)} is {in_words(given)}; a value for every case stands under [fixed], an "
            "axis takes a list or { from = …, to = …, count = … }.",
        )  # fmt: skip
    if not given:
        raise place.fault(name, "the list is empty: it takes at least one value.")
    if QUANTITIES[name].kind == "choice":
        with place.told():
            for word in given:
                accept(name, word)
        return np.array(given)
    for value in given:
        if type(value) not in (int, float):
            raise place.fault(name, f"{shown(value)} is {in_words(value)}; the list takes numbers.")
    values = np.array(given, dtype=np.float64)
    with place.told():
        accept(name, values)
    return values


def _even_values(place: Place, name: str) -> NDArray[np.float64]:
    """Even values from one to another, both included."""
    if set(place.content) & set(SPREAD_KEYS):
        raise place.fault("", 'mean, sd, min and max are of an axis with sample = "latin_hypercube".')
    if set(place.content) & set(FEED_KEYS):
        raise place.fault("", 'column and factor are of an axis with table = "FILE.csv".')
    place.refuse_unknown(RANGE_KEYS)
    if QUANTITIES[name].kind == "choice":
        raise place.fault("", f"it is a choice and has no range: list some of {_choices(name)}.")
    start, stop, count = place.number("from"), place.number("to"), place.count("count")
    if start is None or stop is None or count is None:
        missing = next(key for key in RANGE_KEYS if key not in place.content)
        raise place.fault("", f"{missing} is missing: it takes from, to and count.")
    if count == 1 and start != stop:
        raise place.fault(
            "count", f"1 cannot include both {start:g} and {stop:g}: take at least 2, or list one value."
        )
    if count > 1 and start == stop:
        raise place.fault("", f"from and to are both {start:g}: {count:,} values would be the same.")
    with place.told():
        accept(name, np.array((start, stop)))
    if count > MOST_ALONG:
        raise place.fault("count", f"{count:,} is more than the {MOST_ALONG:,} that an axis takes.")
    return np.linspace(start, stop, count)


MOST_ALONG = 10_000_000
"""Values along one axis, which are kept in memory."""


def _choices(name: str) -> str:
    return ", ".join(QUANTITIES[name].choices)


def _table(place: Place, names: tuple[str, ...], given: Given) -> StudyAxis:
    """People of a file, one a row."""
    if not names:
        raise place.fault("", 'no column feeds a quantity, such as body_mass = { column = "kg" }.')
    feeds = {name: _feed(place.inner(name), name) for name in names}
    path = Path(place.of_kind("table", str))
    kept, dialect = place.texts("keep"), _dialect(place)
    for name in kept:
        if name in (*QUANTITIES, "reason"):
            raise place.fault("keep", f"{name!r} is a name of hipmech: rename that column in the file.")
    with place.told():
        table = given.columns(path, feeds, kept, dialect)
        design = designs.table(table.cells, feeds, keep=kept, decimal=dialect.decimal, source=path.name)
        return StudyAxis(design=design, table=table, assumptions=table.assumptions)


def _feed(place: Place, name: str) -> tuple[str, float]:
    place.refuse_unknown(FEED_KEYS)
    column = place.of_kind("column", str)
    if not column:
        raise place.fault("", f'it takes {{ column = "NAME" }}, the column of the table that holds {name}.')
    factor = place.number("factor")
    if factor == 0:
        raise place.fault("factor", "0 would make every row 0.")
    if factor is not None and QUANTITIES[name].kind == "choice":
        raise place.fault("factor", "words take no factor.")
    return column, 1.0 if factor is None else factor


def _dialect(place: Place) -> Dialect:
    delimiter = _one_of(place, "delimiter", DELIMITERS, "comma")
    decimal = _one_of(place, "decimal", DECIMALS, "point")
    with place.told():
        return Dialect(delimiter=DELIMITERS[delimiter], decimal="," if decimal == "comma" else ".")


def _one_of(place: Place, key: str, allowed: Mapping[str, Any] | Sequence[str], default: str | None) -> str:
    word: str = place.of_kind(key, str, default)
    if word not in allowed:
        near = nearest(word, allowed)
        hint = f"; did you mean {near!r}?" if near else "."
        raise place.fault(key, f"{word!r} is not allowed: it is one of {', '.join(allowed)}{hint}")
    return word


def _sample(place: Place, names: tuple[str, ...], given: Given) -> StudyAxis:
    """Points drawn between bounds or from distributions, evenly spread or at random."""
    kind, count = _one_of(place, "sample", SAMPLES, None), _count(place)
    if not names:
        raise place.fault("", "it draws no quantity, such as neck_length = { min = 41, max = 74 }.")
    spread = {name: _distribution(place.inner(name), name) for name in names}
    with place.told():
        return StudyAxis(design=SAMPLES[kind](count, _seed(place, given), **spread))


def _count(place: Place) -> int:
    count = place.count("count")
    if count is None:
        raise place.fault("", "count is missing: how many are drawn, such as count = 1000.")
    return count


def _seed(place: Place, given: Given) -> int:
    """The axis's own seed, or the next one of the study."""
    own = place.count("seed", least=0)
    return given.seed() if own is None else own


def _distribution(place: Place, name: str) -> Distribution:
    """A normal distribution cut off at its bounds, or an even one between them."""
    from hipmech.populations import Distribution

    row = quantity(name)
    if row.kind == "choice":
        raise place.fault("", "it is a choice and has no distribution: give it an axis of its own.")
    place.refuse_unknown(SPREAD_KEYS)
    mean, sd, low, high = (place.number(key) for key in SPREAD_KEYS)
    if mean is None and (low is None or high is None):
        key = "min" if low is None else "max"
        raise place.fault("", f"{key} is missing: without mean and sd it is drawn evenly from min to max.")
    with place.told():
        return Distribution(name, mean, sd, low, high, note="as the study says")


def _population(place: Place, names: tuple[str, ...], given: Given) -> StudyAxis:
    """People drawn from a population with a source."""
    from hipmech.populations import POPULATIONS, population

    if names:
        raise place.fault(names[0], "a population gives its own quantities: fix it, or draw it as a sample.")
    name, count = _one_of(place, "population", tuple(POPULATIONS), None), _count(place)
    with place.told():
        found = population(name)
        design = designs.population(count, _seed(place, given), found)
    return StudyAxis(design=design, assumptions=found.flags)


def _scenarios(place: Place, names: tuple[str, ...], given: Given) -> StudyAxis:
    """Cases of the literature or of the clinic."""
    if names:
        raise place.fault(names[0], "a scenario gives its own inputs: fix it, or give it an axis of its own.")
    cases = place.texts("scenario")
    with place.told():
        return StudyAxis(design=designs.scenarios(*cases))


Reader = Callable[[Place, tuple[str, ...], Given], StudyAxis]
KINDS: Mapping[str, tuple[Reader, tuple[str, ...]]] = {
    "table": (_table, ("table", "keep", "delimiter", "decimal")),
    "sample": (_sample, ("sample", "count", "seed")),
    "population": (_population, ("population", "count", "seed")),
    "scenario": (_scenarios, ("scenario",)),
}
"""The key that tells the kind of an axis, who reads it, and the keys that are no quantities."""
