"""What a user types: the options of several commands, and how their texts become values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.loads import Balance
from hipmech.quantities import INPUTS, quantity
from hipmech.tables import DECIMAL_COMMA, number

if TYPE_CHECKING:
    from hipmech.scenarios import HipScenario, LeverScenario
    from hipmech.sweeps import Feed

LANGUAGES = ("en", "nl")
MOST_ROWS = 1_000_000_000

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
output_option: Decorator = click.option(
    "-o", "--output", "target", metavar="FILE.csv", required=True, help="File to write."
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


def value_of(name: str, text: str) -> float | str:
    """Value of an input as typed; text that is no number is left to the solver to refuse."""
    return text if quantity(name).kind == "choice" else number_of(name, text)


def number_of(name: str, text: str) -> float | str:
    """A number as typed, or the text itself where it is none."""
    if DECIMAL_COMMA.fullmatch(text):
        raise InputError(f"{name} = {text!r} has a decimal comma: write {text.replace(',', '.')}.")
    value = number(text)
    return text if math.isnan(value) and text.lower() != "nan" else value


def axes(varied: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """Values along each axis of ``NAME=START:STOP:COUNT``."""
    ranges = {name: _range(name, text) for name, text in pairs("--vary", varied).items()}
    rows = math.prod(count for _, _, count in ranges.values())
    if rows > MOST_ROWS:
        raise InputError(f"These axes make {rows:,} rows, a file takes {MOST_ROWS:,}: take fewer values.")
    return {name: np.linspace(*limits_and_count) for name, limits_and_count in ranges.items()}


def _range(name: str, text: str) -> tuple[float, float, int]:
    row = quantity(name)
    if row.kind == "choice":
        choices = ", ".join(row.choices)
        raise InputError(f"{name} is a choice ({choices}) and has no range: sweep once for each with --set.")
    parts = [part.strip() for part in text.split(":")]
    if len(parts) != 3:
        raise InputError(f"--vary {name}={text}: it takes START:STOP:COUNT, such as {name}=105:150:46.")
    start, stop = (_finite(f"--vary {name}={text}", name, part) for part in parts[:2])
    if not parts[2].isdecimal() or int(parts[2]) < 1:
        raise InputError(f"--vary {name}={text}: the count {parts[2]!r} is no whole number of at least 1.")
    return start, stop, int(parts[2])


def _finite(option: str, name: str, text: str) -> float:
    value = number_of(name, text)
    if isinstance(value, str) or not math.isfinite(value):
        raise InputError(f"{option}: {text!r} is no number.")
    return value


def feeds(mapped: Sequence[str]) -> tuple[Feed, ...]:
    """Columns of ``QUANTITY=COLUMN`` or ``QUANTITY=COLUMN*FACTOR``."""
    return tuple(_feed(name, text) for name, text in pairs("--map", mapped).items())


def _feed(name: str, text: str) -> Feed:
    from hipmech.sweeps import Feed

    quantity(name, INPUTS)
    column, star, typed = text.rpartition("*")
    if not star:
        return Feed(name, text)
    factor = _finite(f"--map {name}={text}", "factor", typed.strip())
    if factor == 0 or not column.strip():
        raise InputError(f"--map {name}={text}: it takes COLUMN or COLUMN*FACTOR, the factor not 0.")
    return Feed(name, column.strip(), factor)
