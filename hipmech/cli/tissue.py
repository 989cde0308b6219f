"""What the tissue of one hip bears, compared: the contact of the joint, the outside of the hip, exercises."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from hipmech.cli.hips import nullable, or_null, solved
from hipmech.cli.options import Case, case, language_option, scenario_option, set_option
from hipmech.errors import PhysiologyWarning
from hipmech.quantities import QUANTITIES

if TYPE_CHECKING:
    from hipmech.contact import Contact
    from hipmech.exercises import Demands

CONTACT_EXAMPLES = """\b
Examples
  hipmech contact
  hipmech contact --set centre_edge_angle=20 --set pelvic_drop=5
  hipmech contact --scenario coxa_valga --json
"""
EXERCISES_EXAMPLES = """\b
Examples
  hipmech exercises
  hipmech exercises --set body_mass=60 --set abductor_strength=0.7 --lang nl
"""


@click.command(epilog=CONTACT_EXAMPLES)
@scenario_option
@set_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@language_option
def contact(scenario: str | None, settings: tuple[str, ...], as_json: bool, language: str) -> None:
    """Contact stress of one hip, and its iliotibial band: comparative.

    There is no command of its own for the outside of the hip: what hipmech.lateral answers stands here.
    --set takes the socket too: centre_edge_angle and femoral_head_radius. The stresses are a third or less of
    those of finite elements: compare hips. The exit code is 1 where the socket cannot answer the force.
    """
    from hipmech import contact as room
    from hipmech import further, lateral
    from hipmech.loads import Load

    given = case(scenario, settings)
    load = solved(Case(given.scenario, further.hip_only(given.inputs)))
    socket = {name: value for name, value in given.inputs.items() if name in further.INPUTS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        found = room.stress(load, **socket)
    band = lateral.compression_index(load) if isinstance(load, Load) else {}
    if as_json:
        click.echo(json.dumps(_as_object(found, band), indent=2, allow_nan=False))
    else:
        click.echo("\n".join(_lines(found, band, given, language)))
    for note in (*load.warnings, *further.remarks_on(socket)):
        click.echo(f"Warning: {note}", err=True)
    if found.status:
        raise click.exceptions.Exit(1)


def _as_object(found: Contact, band: Mapping[str, Any]) -> dict[str, Any]:
    from hipmech.contact import COMPARATIVE
    from hipmech.tables import provenance

    names = (*found.inputs, *found.outputs, *band)
    return {
        "inputs": nullable(found.inputs),
        "outputs": nullable({**found.outputs, **band}),
        "status": found.status_words,
        "reason": found.reasons,
        "note": COMPARATIVE,
        "units": {name: QUANTITIES[name].unit for name in names if QUANTITIES[name].unit},
        "provenance": provenance() | {"command": "contact"},
    }


def _lines(found: Contact, band: Mapping[str, Any], given: Case, language: str) -> Iterator[str]:
    from hipmech.cli import display
    from hipmech.words import word

    headings = display.HEADINGS[language]
    if given.scenario is not None:
        yield given.scenario.words(language)
        yield ""
    for heading, values in zip(headings, (found.inputs, {**found.outputs, **band}), strict=True):
        yield heading
        for name, value in values.items():
            yield from display.value_lines(name, value, "", language)
        yield ""
    keys = ["contact.lead", *([f"contact.{REASONS[found.status]}"] if found.status else [])]
    for key in (*keys, *(["lateral.lead"] if band else [])):
        yield from display.paragraph(word(key, language).replace("**", ""))


REASONS = ("", "past", "none")


@click.command(epilog=EXERCISES_EXAMPLES)
@set_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@language_option
def exercises(settings: tuple[str, ...], as_json: bool, language: str) -> None:
    """What exercises ask by the lever, beside published activation.

    Ranges side by side, in the order of the source: no ranking, and no advice on training.
    """
    from hipmech.exercises import demands

    inputs = dict(case(None, settings).inputs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        found = demands(**inputs)
    if as_json:
        click.echo(json.dumps(_exercises_object(found), indent=2, allow_nan=False))
    else:
        click.echo("\n".join(_exercise_lines(found, language)))
    for note in found.load.warnings:
        click.echo(f"Warning: {note}", err=True)


def _exercises_object(found: Demands) -> dict[str, Any]:
    from hipmech.exercises import NO_ADVICE
    from hipmech.tables import provenance

    def ends(span: Any) -> list[float | None] | None:
        return None if span is None else [or_null(float(end)) for end in span]

    rows = [
        {
            "exercise": demand.exercise.name,
            "moment": ends(demand.moment),
            "share": ends(demand.share),
            "measured": ends(demand.exercise.measured),
            "source": demand.exercise.source or None,
            "confidence": demand.exercise.confidence or None,
        }
        for demand in found
    ]
    units = {"moment": "N·m", "share": "%", "measured": "%MVIC"}
    told = provenance() | {"command": "exercises"}
    return {"exercises": rows, "units": units, "note": NO_ADVICE, "provenance": told}


def _exercise_lines(found: Demands, language: str) -> Iterator[str]:
    from hipmech.cli import display
    from hipmech.words import MISSING, word

    heads = [word(f"exercise.short_{key}", language) for key in ("lever", "measured")]
    yield f"{'':<36}{heads[0]:>18}{heads[1]:>24}"
    for demand in found:
        row = demand.exercise
        cells = [_range(span, MISSING) for span in (demand.share, row.measured)]
        told = f"{cells[1]} [{row.confidence}]" if row.measured else MISSING
        yield f"{word(f'exercise.{row.name}', language):<36}{cells[0]:>18}{told:>24}"
    yield ""
    for key in ("exercise.lead", "exercise.differ"):
        yield from display.paragraph(word(key, language).replace("**", ""))


def _range(span: Any, missing: str) -> str:
    if span is None or not all(map(math.isfinite, span)):
        return missing
    low, high = (f"{end:.0f}" for end in span)
    return f"{low} %" if low == high else f"{low}-{high} %"
