"""A ranking of inputs or of measurements: as a table, and as an object for JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.cli.display import paragraph
from hipmech.influence.indices import percent
from hipmech.quantities import QUANTITIES
from hipmech.readings import value
from hipmech.words import number, word

if TYPE_CHECKING:
    from hipmech.influence import Indices, Measurements

LABEL, COLUMN = 44, 18

Ranges = Mapping[str, tuple[float, float]]


def shares(found: Indices, ranges: Ranges, language: str) -> Iterator[str]:
    """What each input explains, the most first."""
    yield from paragraph(_headed("influence.varied", found, found.mean, language))
    yield ""
    yield _row("", (word("influence.alone_heading", language), word("influence.together_heading", language)))
    for place in found.order:
        name = found.names[place]
        low, high = (value(name, end, language) for end in ranges[name])
        label = word("influence.range", language, input=QUANTITIES[name].words(language), low=low, high=high)
        cells = [
            _sure(getattr(found, kind), found.intervals[kind], place, language) for kind in found.intervals
        ]
        yield from _wrapped(label, cells)


def measurements(found: Measurements, language: str) -> Iterator[str]:
    """What each measurement would take away if it were exact, the most first."""
    yield from paragraph(_headed("influence.unsure", found.indices, found.value, language))
    yield ""
    keys = ("influence.removed_heading", "influence.local_heading", "influence.left_heading")
    yield _row("", [word(key, language) for key in keys])
    for place in found.order:
        name = found.names[place]
        measured, error = (value(name, float(part[place]), language) for part in (found.values, found.errors))
        label = word(
            "influence.error", language, input=QUANTITIES[name].words(language), value=measured, error=error
        )
        removed = _sure(found.indices.first, found.indices.intervals["first"], place, language)
        local = f"{percent(found.local[place], language)} %"
        left = value(found.indices.output, float(found.sd_left[place]), language)
        yield from _wrapped(label, (removed, local, f"± {left}"))


def _headed(key: str, found: Indices, amount: float, language: str) -> str:
    told = {"value": value(found.output, amount, language), "sd": value(found.output, found.sd, language)}
    return word(key, language, output=_capital(QUANTITIES[found.output].words(language)), **told)


def _sure(shares: NDArray[np.float64], intervals: NDArray[np.float64], place: int, language: str) -> str:
    low, high = (percent(end, language) for end in intervals[place])
    return f"{percent(shares[place], language)} % ({low}; {high})"


def _wrapped(label: str, cells: Iterable[str]) -> Iterator[str]:
    first, *rest = textwrap.wrap(label, LABEL, break_on_hyphens=False)
    yield _row(first, cells)
    yield from (f"    {line}" for line in rest)


def _row(label: str, cells: Iterable[str]) -> str:
    return f"  {label:<{LABEL}}{''.join(f'{cell:>{COLUMN}}' for cell in cells)}".rstrip()


def assumptions(found: Indices, measured: bool, count: int, seed: int, language: str) -> Iterator[str]:
    """What a ranking rests on."""
    yield from paragraph(word("influence.normal" if measured else "influence.uniform", language))
    hips, level = number(found.evaluations, 0, language), number(100 * found.level, 0, language)
    yield from paragraph(word("influence.evaluated", language, count=hips, seed=seed, level=level))
    if found.left_out:
        left_out = f"{number(found.left_out, 0, language)} / {number(count, 0, language)}"
        yield from paragraph(word("influence.left_out", language, count=left_out))


def ranked_object(found: Indices, measured: Measurements | None, ranges: Ranges) -> dict[str, Any]:
    """A ranking as an object for JSON."""
    rows = []
    for place in found.order.tolist():
        name = found.names[place]
        row: dict[str, Any] = {"input": name, "unit": QUANTITIES[name].unit}
        if measured is None:
            row["range"] = list(ranges[name])
        else:
            row |= {"value": float(measured.values[place]), "error": float(measured.errors[place])}
            row |= {"local": float(measured.local[place]), "sd_left": float(measured.sd_left[place])}
        for kind, intervals in found.intervals.items():
            row[kind] = float(getattr(found, kind)[place])
            row[f"{kind}_interval"] = intervals[place].tolist()
        rows.append(row)
    return {
        "output": found.output,
        "unit": QUANTITIES[found.output].unit,
        "mean": found.mean,
        "sd": found.sd,
        "ranking": rows,
        "evaluations": found.evaluations,
        "left_out": found.left_out,
        "level": found.level,
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
