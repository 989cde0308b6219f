"""What a user types: the options of several commands, and how their texts become values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from hipmech import further
from hipmech.cells import comma_hint, number
from hipmech.errors import InputError
from hipmech.limits import accept
from hipmech.loads import Balance
from hipmech.quantities import Quantity, quantity

if TYPE_CHECKING:
    from hipmech.scenarios import HipScenario, LeverScenario
    from hipmech.sweeps import Feed

LANGUAGES = ("en", "nl")
MOST_ROWS = 1_000_000_000
"""Rows of a sweep at most."""
MOST_ROWS_UNASKED = 10_000_000
"""Rows of a sweep that need no consent."""
ROW_BYTES, CELL_BYTES = 262, 8
"""Length of a row of all outputs, and of a value along an axis, as measured on CSV of one to four axes."""

Decorator = Callable[[Any], Any]

scenario_option: Decorator = click.option(
    "--scenario", metavar="NAME", help="Start from a named case; `hipmech scenarios` lists them."
)
set_option: Decorator = click.option(
    "--set", "settings", metavar="NAME=VALUE", multiple=True, help="Set an input; repeat for more."
)
language_option: Decorator = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default="en", help="Language of the words."
)
table_option: Decorator = click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE.csv|.parquet|.nc",
    required=True,
    help="File to write, CSV, Parquet or NetCDF by its ending.",
)
outputs_option: Decorator = click.option(
    "--outputs", metavar="A,B,C", help="Write only these outputs, and the status."
)
force_option: Decorator = click.option("--force", is_flag=True, help="Replace the file if it exists.")


class Case(NamedTuple):
    """A hip or a lever to solve, as the options describe it."""

    scenario: HipScenario | LeverScenario | None
    inputs: Mapping[str, Any]

    @property
    def solver(self) -> Callable[..., Balance]:
        """The call that solves it."""
        from hipmech.solution import solve, solve_lever

        return solve_lever if self.scenario is not None and self.scenario.kind == "lever" else solve


def case(scenario: str | None, settings: Sequence[str]) -> Case:
    """The named case, or the default adult, with the settings on top."""
    given = pairs("--set", settings)
    inputs = {name: value_of(name, text) for name, text in given.items()}
    if scenario is None:
        return Case(None, inputs)
    from hipmech.scenarios import scenario as named

    found = named(scenario)
    return Case(found, found.inputs_with(inputs))


def pairs(option: str, texts: Sequence[str]) -> dict[str, str]:
    """Right sides by left side of ``LEFT=RIGHT``; a left side twice is an error."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, right = (part.strip() for part in text.partition("="))
        if not (name and equals and right):
            raise InputError(f"{option} {text!r} is not understood: it takes a name, '=' and a value.")
        if name in found:
            raise InputError(f"{option} names {name} twice: give it once.")
        found[name] = right
    return found


def listed(text: str | None) -> list[str] | None:
    """Names of ``A,B,C``; none where nothing is typed."""
    return None if text is None else [name.strip() for name in text.split(",")]


def value_of(name: str, text: str) -> float | str:
    """Value of an input as typed; text that is no number is left to the solver to refuse."""
    if name == "sex":
        from hipmech.designs.feeds import SEXES

        return SEXES.get(text.lower(), text)
    return text if quantity(name).kind == "choice" else number_of(name, text)


def number_of(name: str, text: str) -> float | str:
    """A number as typed, or the text itself where it is none."""
    if comma_hint(text):
        raise InputError(f"{name} = {text!r} is no number.{comma_hint(text)}")
    value = number(text)
    return text if math.isnan(value) and text.lower() != "nan" else value


class _Span(NamedTuple):
    """Values along an axis: even ones from start to stop, or those listed."""

    start: float
    stop: float
    length: int
    listed: tuple[float, ...] | tuple[str, ...] = ()

    def values(self) -> NDArray[Any]:
        return np.array(self.listed) if self.listed else np.linspace(self.start, self.stop, self.length)


def axes(varied: Sequence[str], most: int = MOST_ROWS) -> dict[str, NDArray[Any]]:
    """Values along each axis of ``NAME=START:STOP:COUNT`` or ``NAME=A,B,C``; at most so many rows.

    Of a choice the values are names.
    """
    spans = {name: _span(name, text) for name, text in pairs("--vary", varied).items()}
    rows = math.prod(span.length for span in spans.values())
    if rows > most:
        further = ", or allow it (--force-size)" if rows <= MOST_ROWS else ""
        raise InputError(
            f"These axes make {rows:,} rows, {size_of(rows, len(spans))}; a file takes {most:,}. Take fewer "
            f"values{further}."
        )
    return {name: span.values() for name, span in spans.items()}


def size_of(rows: int, axes: int) -> str:
    """Size of a sweep's file, estimated, in words."""
    gigabytes = rows * (ROW_BYTES + axes * CELL_BYTES) / 1e9
    return f"about {gigabytes:,.1f} GB" if gigabytes < 1e6 else "more than any disk holds"


def _span(name: str, text: str) -> _Span:
    row = quantity(name)
    option = f"--vary {name}={text}"
    if row.kind == "choice":
        return _words(option, row, text)
    if "," in text and ":" not in text:
        listed = tuple(_finite(option, name, part.strip()) for part in text.split(","))
        return _Span(listed[0], listed[-1], len(listed), listed)
    parts = [part.strip() for part in text.split(":")]
    if len(parts) != 3:
        raise InputError(f"{option}: it takes START:STOP:COUNT, such as {name}=105:150:46, or values A,B,C.")
    start, stop = (_finite(option, name, part) for part in parts[:2])
    if not parts[2].isdecimal() or int(parts[2]) < 1:
        raise InputError(f"{option}: the count {parts[2]!r} is no whole number of at least 1.")
    return _Span(start, stop, int(parts[2]))


def _words(option: str, row: Quantity, text: str) -> _Span:
    words = tuple(str(value_of(row.name, part.strip())) for part in text.split(","))
    for word in words:
        if ":" in word:
            choices = ", ".join(row.choices)
            raise InputError(f"{option}: {row.name} is a choice ({choices}) and has no range; list names.")
        accept(row.name, word)
    return _Span(0, 0, len(words), words)


def _finite(option: str, name: str, text: str) -> float:
    value = number_of(name, text)
    if isinstance(value, str) or not math.isfinite(value):
        raise InputError(f"{option}: {text!r} is no number.")
    return value


def feeds(mapped: Sequence[str]) -> tuple[Feed, ...]:
    """Columns of ``QUANTITY=COLUMN`` or ``QUANTITY=COLUMN*FACTOR``."""
    given = pairs("--map", mapped)
    for name in given:
        quantity(name, further.GIVEN)
    return tuple(feed(name, text) for name, text in given.items())


def feed(name: str, text: str) -> Feed:
    """Column of ``COLUMN`` or ``COLUMN*FACTOR`` for a name."""
    from hipmech.sweeps import Feed

    column, star, typed = text.rpartition("*")
    if not star:
        return Feed(name, text)
    factor = _finite(f"--map {name}={text}", "factor", typed.strip())
    if factor == 0 or not column.strip():
        raise InputError(f"--map {name}={text}: it takes COLUMN or COLUMN*FACTOR, the factor not 0.")
    return Feed(name, column.strip(), factor)
