"""Tables for people: aligned columns of words, numbers and units, no wider than a page."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hipmech import comparisons, readings
from hipmech.cli.options import Case
from hipmech.explanation import Line, public_values
from hipmech.loads import OK, Balance, Load
from hipmech.notebooks import figure
from hipmech.quantities import QUANTITIES, Quantity
from hipmech.scenarios import SCENARIOS
from hipmech.sources import Source
from hipmech.words import word

WIDTH = 96
WORDS = 56
"""Width of the column of words."""
FIGURES = 12
THIN = "\u202f"
NAME = re.compile(r"(?P<name>[a-z_][a-z_0-9]*)(?P<power>\^?)")
POINT = re.compile(r"(?<=\d)\.(?=\d)")

HEADINGS: Mapping[str, tuple[str, str]] = {"en": ("given", "found"), "nl": ("gegeven", "gevonden")}

GROUPS = (
    ("supported_weight", "body_weight_arm", "abductor_moment", "abductor_moment_arm", "trunk_lean"),
    ("abductor_arm", "abductor_line_angle", "abductor_force"),
    (
        "joint_reaction",
        "joint_reaction_lateral",
        "joint_reaction_up",
        "joint_reaction_angle",
        "joint_reaction_angle_femur",
    ),
    ("hip_adduction", "abductor_length", "abductor_length_change", "abductor_capacity", "utilisation"),
)
"""Outputs that stand together: the weight, the abductors, the joint, the muscle's state."""


def load_lines(load: Balance, case: Case, language: str) -> Iterator[str]:
    """A load as a table: what was given, what was found, its status, and what was measured in people."""
    given, found = HEADINGS[language]
    if case.scenario is not None:
        yield case.scenario.words(language)
        yield from paragraph(f"{citation(case.scenario.source)} ({case.scenario.source.key})", "  ")
        yield ""
    if case.inputs:
        yield given
        for name, value in case.inputs.items():
            yield from value_lines(name, value, "", language)
        yield ""
    yield found
    for group in groups(load):
        for name in group:
            beside = in_body_weights(load, name, language)
            yield from value_lines(name, load.outputs[name], beside, language)
        yield ""
    yield from paragraph(status(load, language))
    if isinstance(load, Load) and load.status == OK and comparisons.comparable(load):
        yield ""
        measured = f"{comparisons.in_vivo(load, language)} {comparisons.honest(language)}"
        yield from paragraph(measured.replace("**", ""))


def in_body_weights(load: Balance, name: str, language: str) -> str:
    """A force in body weights, where the load has it."""
    share = f"{name}_bw"
    return readings.value(share, float(load.outputs[share]), language) if share in load.outputs else ""


def groups(load: Balance) -> Iterator[list[str]]:
    """The outputs of a load in groups; what belongs to none stands last; body weights stand beside."""
    grouped = {name for group in GROUPS for name in group}
    rest = [name for name in load.outputs if name not in grouped and name != "status"]
    for group in (*GROUPS, rest):
        here = [name for name in group if name in load.outputs and not name.endswith("_bw")]
        if here:
            yield here


def status(load: Balance, language: str) -> str:
    """The status in words, with the reason."""
    if isinstance(load, Load):
        return readings.status(load, language)
    return word("page.status.adductors_needed", language) if load.status else "ok"


def value_lines(name: str, value: Any, beside: str, language: str) -> Iterator[str]:
    """Words, number and unit of a quantity, and the same in body weights; long words run over lines."""
    words = textwrap.wrap(QUANTITIES[name].words(language), WORDS)
    number, unit = amount(name, value, language)
    yield f"  {words[0]:<{WORDS}}  {number:>{FIGURES}} {unit:<5}  {beside}".rstrip()
    for line in words[1:]:
        yield f"    {line}"


def amount(name: str, value: Any, language: str) -> tuple[str, str]:
    """A value and its unit, apart."""
    if isinstance(value, str):
        return value, ""
    text = readings.value(name, float(value), language)
    if text.endswith("°"):
        return text[:-1], "°"
    number, _, unit = text.rpartition(THIN)
    return (number, unit) if number and not unit[-1].isdecimal() else (text, "")


def paragraph(text: str, indent: str = "") -> list[str]:
    """A text in lines of a page's width."""
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def citation(source: Source) -> str:
    """Who, when, where."""
    return f"{source.citation} doi:{source.doi}" if source.doi else source.citation


def equation_lines(load: Balance, lines: Iterable[Line], language: str) -> Iterator[str]:
    """Equations as text: the words, the equation in names and in numbers, the result, the source."""
    values = public_values(load)
    for line in lines:
        yield f"{line.quantity.words(language)}  [{line.quantity.source}]"
        numbers = NAME.sub(lambda found: _operand(found["name"], found["power"], values), line.plain)
        result = _with_unit(line.name, values)
        start = f"  {line.name}"
        for step in dict.fromkeys((line.plain, _localised(numbers, language), _localised(result, language))):
            for part in textwrap.wrap(f"= {step}", WIDTH - len(start) - 1, subsequent_indent="  "):
                yield f"{start} {part}"
                start = " " * len(start)
        yield ""
    if load.status:
        yield from paragraph(status(load, language))


def _operand(name: str, power: str, values: Mapping[str, float]) -> str:
    """A value inside an equation; a name without value, such as that of a function, as it is."""
    if name not in values:
        return name + power
    number = _with_unit(name, values)
    return f"({number}){power}" if values[name] < 0 or power else number


def _with_unit(name: str, values: Mapping[str, float]) -> str:
    number, unit = figure(values[name]), QUANTITIES[name].unit
    return f"{number} {unit}" if unit and math.isfinite(values[name]) else number


def _localised(text: str, language: str) -> str:
    return POINT.sub(",", text) if language == "nl" else text


def latex_lines(lines: Iterable[Line], language: str) -> Iterator[str]:
    """Equations as LaTeX, each under a comment with its words and source."""
    for line in lines:
        yield f"% {line.quantity.words(language)} [{line.quantity.source}]"
        equation = f"{line.latex} = {line.numbers}"
        yield POINT.sub("{,}", equation) if language == "nl" else equation


def scenario_lines(language: str) -> Iterator[str]:
    """The named cases: name, what it is, what differs from the default, where it comes from."""
    for kind in ("hip", "lever"):
        cases = [function() for function in SCENARIOS.values() if function().kind == kind]
        yield f"{kind:<20}words, inputs and source"
        for scenario in cases:
            differs = ", ".join(f"{name} {_plain(value)}" for name, value in scenario.inputs.items())
            yield f"{scenario.name:<20}{scenario.words(language)} [{scenario.source.key}]"
            yield from paragraph(differs, " " * 20)
        yield ""


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.6g}"


def quantity_lines(rows: Sequence[Quantity], language: str) -> Iterator[str]:
    """The table of quantities, by kind."""
    for kind in dict.fromkeys(row.kind for row in rows):
        chosen = [row for row in rows if row.kind == kind]
        columns = [(row.name, row.unit, _default(row), _range(row)) for row in chosen]
        headings = (kind, "unit", *_headings(chosen))
        widths = [max(len(cell) for cell in column) for column in zip(headings, *columns, strict=True)]
        yield _row(headings, widths, "words and source")[0]
        for row, cells in zip(chosen, columns, strict=True):
            yield from _row(cells, widths, _words_and_source(row, language))
        yield ""


def _headings(rows: Sequence[Quantity]) -> tuple[str, str]:
    return (
        "default" if any(_default(row) for row in rows) else "",
        "usual" if any(_range(row) for row in rows) else "",
    )


def _row(cells: Iterable[str], widths: Sequence[int], words: str) -> list[str]:
    start = "".join(f"{cell:<{width}}  " for cell, width in zip(cells, widths, strict=True) if width)
    lines = textwrap.wrap(words, WIDTH - len(start), break_on_hyphens=False) or [""]
    return [f"{start if number == 0 else ' ' * len(start)}{line}" for number, line in enumerate(lines)]


def _default(row: Quantity) -> str:
    if row.default is None:
        return "none" if row.kind == "input" else ""
    return _plain(row.default)


def _range(row: Quantity) -> str:
    return f"{row.usual[0]:g} to {row.usual[1]:g}" if row.usual else ""


def _words_and_source(row: Quantity, language: str) -> str:
    choices = f": {', '.join(row.choices)}" if row.choices else ""
    return f"{row.words(language)}{choices} [{row.source}]"


def source_lines(sources: Iterable[Source]) -> Iterator[str]:
    """Sources: key and confidence, citation, place, and what hipmech takes from it."""
    for source in sources:
        yield f"{source.key}  [{source.confidence}]"
        yield from paragraph(citation(source), "  ")
        yield from paragraph(f"Where: {source.where}", "  ") if source.where else ()
        yield from paragraph(f"Takes: {source.finding}", "  ")
        yield ""
