"""Which input matters, and how much of one is needed."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from hipmech.cli.hips import nullable
from hipmech.cli.options import Case, case, language_option, number_of, pairs, scenario_option, set_option
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.limits import unusual
from hipmech.loads import NOT_HELD
from hipmech.quantities import NUMBERS, QUANTITIES, quantity
from hipmech.words import word

if TYPE_CHECKING:
    from hipmech.inverse import Answer

INFLUENCE_EXAMPLES = """\b
Examples
  hipmech influence
  hipmech influence --between neck_shaft_angle=120:135 --between pelvic_drop=0:8
  hipmech influence --error neck_shaft_angle=3 --error neck_length=2 --set body_mass=68
"""
INVERSE_EXAMPLES = """\b
Examples
  hipmech inverse --find cane_force --output joint_reaction_bw --at-most 2.0
  hipmech inverse --find trunk_lean --at-most 2.5 --set neck_shaft_angle=140 --within 0:20
  hipmech inverse --find stretch_gain --output utilisation --at-most 1 \\
                  --set abductor_strength=0.45 --set pelvic_drop=8
"""
ANATOMY = (
    "inter_hip_distance",
    "abductor_origin_lateral",
    "abductor_origin_up",
    "neck_shaft_angle",
    "neck_length",
    "trochanter_lateral",
)
"""What varies where nothing is named."""
RELATIONS = ("at_most", "at_least", "equals")

Ranges = Mapping[str, tuple[float, float]]

output_option = click.option(
    "--output", metavar="NAME", default="joint_reaction_bw", show_default=True, help="Output to look at."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.command(epilog=INFLUENCE_EXAMPLES)
@output_option
@click.option(
    "--between",
    "varied",
    metavar="NAME[=LOW:HIGH]",
    multiple=True,
    help="An input that varies, over its usual range where none is given. Without any, the anatomy does.",
)
@click.option(
    "--error",
    "errors",
    metavar="NAME=SD",
    multiple=True,
    help="Standard deviation of a measurement: which one to improve first, for this one hip.",
)
@click.option("--count", default=1024, show_default=True, help="Sobol points, a power of two.")
@click.option(
    "--scrambles",
    default=1,
    show_default=True,
    help="Sets of so many points: with one, intervals are rather too wide, with 8 they are right.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same answer.")
@click.option("--drop-unsolved", is_flag=True, help="Leave out points without a number, and say how many.")
@scenario_option
@set_option
@json_option
@language_option
def influence(
    output: str,
    varied: tuple[str, ...],
    errors: tuple[str, ...],
    count: int,
    scrambles: int,
    seed: int,
    drop_unsolved: bool,
    scenario: str | None,
    settings: tuple[str, ...],
    as_json: bool,
    language: str,
) -> None:
    """Which input makes an output vary, or which measurement to improve first.

    Sobol indices: the share of the variance that an input explains alone, and with all that it does together
    with others. With --error the same for the errors of measurement of one hip, beside the share by the exact
    derivatives.
    """
    from hipmech import influence as room
    from hipmech.cli import rankings

    if varied and errors:
        raise InputError("--between asks which input matters, --error which measurement: ask one of them.")
    given = _hip(scenario, settings)
    ranges = {} if errors else _ranges(varied, pairs("--set", settings))
    fixed = {name: value for name, value in given.inputs.items() if name not in ranges}
    how: dict[str, Any] = {
        "fixed": fixed,
        "count": count,
        "scrambles": scrambles,
        "seed": seed,
        "drop_unsolved": drop_unsolved,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        measured = room.measure_first(_errors(errors), output, **how) if errors else None
        found = measured.indices if measured else room.sobol(ranges, output, **how)
    if as_json:
        told = rankings.ranked_object(found, measured, ranges) | {
            "inputs": nullable(fixed),
            "provenance": _provenance("influence", scenario, settings)
            | {"seed": seed, "count": count, "scrambles": scrambles},
        }
        click.echo(json.dumps(told, indent=2, allow_nan=False))
        return
    lines = (
        rankings.measurements(measured, language) if measured else rankings.shares(found, ranges, language)
    )
    points = count * scrambles
    rests_on = rankings.assumptions(found, measured is not None, points, seed, language)
    click.echo("\n".join([*lines, "", *rests_on]))


@click.command(epilog=INVERSE_EXAMPLES)
@click.option("--find", metavar="NAME", required=True, help="Input of which to say how much is needed.")
@output_option
@click.option("--at-most", metavar="LEVEL", help="Bring the output down to this level.")
@click.option("--at-least", metavar="LEVEL", help="Bring it up to this level.")
@click.option("--equals", metavar="LEVEL", help="Bring it to exactly this level.")
@click.option("--within", metavar="LOW:HIGH", help="Values allowed for the answer; else the hard limits.")
@scenario_option
@set_option
@json_option
@language_option
def inverse(
    find: str,
    output: str,
    at_most: str | None,
    at_least: str | None,
    equals: str | None,
    within: str | None,
    scenario: str | None,
    settings: tuple[str, ...],
    as_json: bool,
    language: str,
) -> None:
    """How much of an input brings an output to a level: the smallest change that does.

    The exit code is 0 where there is an answer, and 1 where it is impossible or the hip has no such output to
    begin with.
    """
    from hipmech.inverse import needed
    from hipmech.inverse.answers import FOUND

    given = _hip(scenario, settings)
    texts = zip(RELATIONS, (at_most, at_least, equals), strict=True)
    levels: dict[str, Any] = {
        name: _finite(_option(name), output, text) for name, text in texts if text is not None
    }
    if len(levels) != 1:
        raise InputError(
            "Give one of --at-most, --at-least and --equals; given: "
            f"{', '.join(map(_option, levels)) or 'none'}."
        )
    bounds = _bounds("--within", find, within) if within else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        answer = needed(find, output, **{**levels, **given.inputs}, within=bounds)
    if as_json:
        told = _answer_object(answer) | {
            "inputs": nullable(given.inputs),
            "provenance": _provenance("inverse", scenario, settings),
        }
        click.echo(json.dumps(told, indent=2, allow_nan=False))
    else:
        from hipmech.cli.display import paragraph

        click.echo("\n".join(line for text in _answered(answer, language) for line in paragraph(text)))
    for note in answer.load.warnings:
        if not note.startswith(f"{answer.quantity} "):
            click.echo(f"Warning: {note}", err=True)
    if answer.status > FOUND:
        raise click.exceptions.Exit(1)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _hip(scenario: str | None, settings: Sequence[str]) -> Case:
    given = case(scenario, settings)
    if given.scenario is not None and given.scenario.kind == "lever":
        raise InputError(f"{scenario} is a lever without anatomy: take a hip (hipmech scenarios lists them).")
    return given


def _ranges(varied: Sequence[str], settings: Mapping[str, str]) -> Ranges:
    """Range of each input that varies; the anatomy, less what is set, where nothing is named."""
    texts = dict(_parted(text) for text in varied) or {name: "" for name in ANATOMY if name not in settings}
    if len(texts) < len(varied):
        raise InputError("--between names an input twice: give it once.")
    for name in texts:
        quantity(name, NUMBERS)
        if name in settings:
            raise InputError(f"{name} varies (--between) and is set too (--set): give it once.")
    return {name: _bounds("--between", name, text) for name, text in texts.items()}


def _parted(text: str) -> tuple[str, str]:
    name, _, rest = (part.strip() for part in text.partition("="))
    return name, rest


def _bounds(option: str, name: str, text: str) -> tuple[float, float]:
    """Both ends of ``LOW:HIGH``, or the usual range of the quantity."""
    if not text:
        return quantity(name, NUMBERS).usual or (0.0, 1.0)
    ends = text.split(":")
    if len(ends) != 2:
        raise InputError(f"{option} {name}={text}: it takes LOW:HIGH, such as {name}=120:135.")
    low, high = (_finite(option, name, end.strip()) for end in ends)
    return low, high


def _errors(texts: Sequence[str]) -> dict[str, float]:
    return {name: _finite("--error", name, text) for name, text in pairs("--error", texts).items()}


def _finite(option: str, name: str, text: str) -> float:
    value = number_of(name, text)
    if isinstance(value, str) or not math.isfinite(value):
        raise InputError(f"{option}: {text!r} is no number.")
    return value


def _provenance(command: str, scenario: str | None, settings: Sequence[str]) -> dict[str, Any]:
    from hipmech.tables import provenance

    return {**provenance(), "command": command, "scenario": scenario, "set": list(settings)}


def _answered(answer: Answer, language: str) -> Iterator[str]:
    """An answer in words."""
    from hipmech.inverse.answers import ALREADY, FOUND, IMPOSSIBLE
    from hipmech.readings import value

    told = _told(answer, language)
    if answer.status == ALREADY:
        yield word("inverse.already", language, **told)
    elif answer.status == FOUND:
        yield word("inverse.found", language, **told)
        row = QUANTITIES[answer.quantity]
        if row.usual and unusual(row.name, answer.values):
            low, high = (value(row.name, end, language) for end in row.usual)
            yield word("inverse.unusual", language, value=told["value"], low=low, high=high)
        if answer.load.status == NOT_HELD and math.isfinite(float(answer.load.utilisation)):
            used = value("utilisation", float(answer.load.utilisation), language)
            yield word("inverse.not_held", language, used=used)
    elif answer.status == IMPOSSIBLE:
        known, at = (math.isfinite(float(number)) for number in (answer.nearest, answer.nearest_at))
        key = "impossible" if at else "unmoved" if known else "empty"
        yield word(f"inverse.{key}", language, **told)
    else:
        from hipmech.cli.display import status

        yield f"{word('inverse.outside', language, **told)} {status(answer.load, language)}"


def _told(answer: Answer, language: str) -> dict[str, str]:
    """Every number of an answer as it is written, by the name that sentences give it."""
    from hipmech.readings import value

    amounts = {"start": answer.start, "low": answer.low, "high": answer.high}
    amounts |= {"value": answer.values, "where": answer.nearest_at}
    outputs = {"now": answer.now, "level": answer.level, "best": answer.nearest}
    change = value(answer.quantity, abs(float(answer.change)), language)
    return {
        "quantity": QUANTITIES[answer.quantity].words(language),
        "output": QUANTITIES[answer.output].words(language),
        "relation": word(f"inverse.{answer.relation}", language),
        "change": f"{'−' if answer.change < 0 else '+'}{change}",
        **{name: value(answer.quantity, float(amount), language) for name, amount in amounts.items()},
        **{name: value(answer.output, float(amount), language) for name, amount in outputs.items()},
    }


def _answer_object(answer: Answer) -> dict[str, Any]:
    """An answer as an object for JSON: null where there is no number."""
    numbers = {
        "value": answer.values,
        "start": answer.start,
        "change": answer.change,
        "now": answer.now,
        "level": answer.level,
        "nearest": answer.nearest,
        "nearest_at": answer.nearest_at,
    }
    return {
        "find": answer.quantity,
        "output": answer.output,
        "relation": answer.relation,
        **nullable(numbers),
        "within": [float(answer.low), float(answer.high)],
        "status": answer.status_words,
        "reason": answer.reasons,
        "units": {name: QUANTITIES[name].unit for name in (answer.quantity, answer.output)},
    }
