"""A hip whose abductors are too weak: what gives, and who carries what."""

from __future__ import annotations

import json
import math
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from hipmech.cli.hips import nullable
from hipmech.cli.options import Case, case, language_option, scenario_option, set_option
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.loads import NOT_HELD, OUTSIDE_VALIDITY
from hipmech.posture import LEANING_STRATEGIES
from hipmech.quantities import QUANTITIES
from hipmech.words import number, word

if TYPE_CHECKING:
    from hipmech.trendelenburg import Norm, Weakening

EXAMPLES = """\b
Examples
  hipmech weaken --set abductor_strength=0.3
  hipmech weaken --set abductor_strength=0.4 --set neck_shaft_angle=142 --json
  hipmech weaken --set gluteal_strength=0.5 --set stretch_gain=3 --set passive_stiffness=1
"""

DEMAND = ("abductor_moment", "abductor_capacity")
"""What is asked and what is there, beside what a weakening answers."""


@click.command(epilog=EXAMPLES)
@scenario_option
@set_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@language_option
def weaken(scenario: str | None, settings: tuple[str, ...], as_json: bool, language: str) -> None:
    """What gives when the abductors are too weak: drop, lean, cane.

    Each remedy is solved for alone, lean and cane also together; the ledger tells who carries what. The exit
    code is 0 where the stance as given has an answer, and 1 where adductors are needed or it is outside
    validity.
    """
    from hipmech import trendelenburg

    given = case(scenario, settings)
    if given.scenario is not None and given.scenario.kind == "lever":
        raise InputError(f"{scenario} is a lever without muscles: take a hip (hipmech scenarios lists them).")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        weak = trendelenburg.weaken(**given.inputs)
        norms = trendelenburg.norms(given.inputs)
    if as_json:
        found = as_object(weak, norms, given, scenario, settings)
        click.echo(json.dumps(found, indent=2, allow_nan=False))
    else:
        click.echo("\n".join(lines(weak, norms, given, language)))
    for note in weak.load.warnings:
        click.echo(f"Warning: {note}", err=True)
    if weak.status > NOT_HELD:
        raise click.exceptions.Exit(1)


def as_object(
    weak: Weakening, norms: Sequence[Norm], given: Case, scenario: str | None, settings: Sequence[str]
) -> dict[str, Any]:
    """A weakening as an object for JSON: null where there is no number."""
    from hipmech.tables import provenance
    from hipmech.trendelenburg import ASSUMPTIONS, NOT_MODELLED

    return {
        "inputs": nullable(weak.load.inputs),
        "outputs": nullable(weak.outputs),
        "demand": nullable({name: getattr(weak.load, name) for name in DEMAND}),
        "ledger": nullable(weak.ledger),
        "not_modelled": dict(NOT_MODELLED),
        "status": weak.load.status_words,
        "reason": weak.load.reasons if weak.status else "",
        "reasons": {name: why for name, why in weak.reasons.items() if why},
        "norms": [nullable(vars(norm)) for norm in norms],
        "assumptions": {name: dict(one) for name, one in ASSUMPTIONS.items()},
        "warnings": list(weak.load.warnings),
        "units": {name: QUANTITIES[name].unit for name in (*DEMAND, *weak.outputs) if QUANTITIES[name].unit}
        | {"ledger": "N·m"},
        "provenance": provenance() | {"command": "weaken", "scenario": scenario, "set": list(settings)},
    }


def lines(weak: Weakening, norms: Sequence[Norm], given: Case, language: str) -> Iterator[str]:
    """A weakening as a table: what was given, what the hip can do, who carries what, by which norm."""
    from hipmech.cli import display

    headings = display.HEADINGS[language]
    if given.scenario is not None:
        yield given.scenario.words(language)
        yield ""
    if given.inputs:
        yield headings[0]
        for name, value in given.inputs.items():
            yield from display.value_lines(name, value, "", language)
        yield ""
    yield headings[1]
    for name in DEMAND:
        yield from display.value_lines(name, getattr(weak.load, name), "", language)
    for name, value in weak.outputs.items():
        yield from _output(name, value, language)
    yield ""
    yield word("weak.ledger.caption", language)
    for name, moment in weak.ledger.items():
        yield from _line(word(f"weak.ledger.{name}", language), moment, language)
    yield ""
    for text in _told(weak, norms, language):
        yield from display.paragraph(text)


def _output(name: str, value: float, language: str) -> Iterator[str]:
    """A number of a weakening; the drop that answers has other words than the drop that is given."""
    from hipmech.cli import display

    if name != "pelvic_drop":
        yield from display.value_lines(name, value, "", language)
        return
    words = textwrap.wrap(word("weaken.pelvic_drop", language), display.WORDS)
    figures, unit = display.amount(name, value, language)
    yield f"  {words[0]:<{display.WORDS}}  {figures:>{display.FIGURES}} {unit}".rstrip()
    yield from (f"    {line}" for line in words[1:])


def _told(weak: Weakening, norms: Sequence[Norm], language: str) -> Iterator[str]:
    """The sentences under the table."""
    yield _status(weak, language)
    yield from _missing(weak, language)
    if weak.status != OUTSIDE_VALIDITY:
        yield word("weaken.norms", language, losses=_losses(norms, language))
    yield word("weaken.assumptions", language)


def _status(weak: Weakening, language: str) -> str:
    from hipmech.cli import display
    from hipmech.readings import value

    if weak.status != NOT_HELD:
        return display.status(weak.load, language)
    needed, held = (value(name, float(getattr(weak.load, name)), language) for name in DEMAND)
    return word("weaken.not_held", language, needed=needed, held=held)


def _missing(weak: Weakening, language: str) -> Iterator[str]:
    """Why a remedy has no number."""
    from hipmech.trendelenburg import LARGEST

    inputs = weak.load.inputs
    missing = {name for name, value in weak.outputs.items() if math.isnan(value)}
    if weak.level == OUTSIDE_VALIDITY:
        yield word("weaken.unlevel", language)
    elif any(name.startswith("pelvic_drop") for name in missing):
        yield word("weaken.falls", language)
    leaning, same_side = inputs["stance_strategy"] in LEANING_STRATEGIES, inputs["cane_side"] == "ipsilateral"
    if leaning:
        yield word("weaken.leaning", language)
    if same_side and "required_cane_force" in missing:
        yield word("weaken.same_side", language)
    if ("required_trunk_lean" in missing and not leaning) or (
        "required_cane_force" in missing and not same_side
    ):
        lean, cane = f"{LARGEST['trunk_lean']:g}", f"{100 * LARGEST['cane_force_bw']:g}"
        yield word("weaken.too_much", language, lean=lean, cane=cane)


def _line(words: str, moment: float, language: str) -> Iterator[str]:
    from hipmech.cli.display import FIGURES, WORDS

    yield f"  {words:<{WORDS}}  {number(moment, 1, language):>{FIGURES}} N·m"


def _losses(norms: Sequence[Norm], language: str) -> str:
    from hipmech.cli.display import THIN

    def told(norm: Norm) -> str:
        kind = word(f"page.choices.capacity_norm.{norm.name}", language)
        sex = f" ({word(f'page.choices.sex.{norm.sex}', language)})" if norm.sex else ""
        loss = 100 * float(norm.tolerated_loss)
        share = word("weaken.none", language) if loss < 0 else f"{number(loss, 0, language)}{THIN}%"
        return f"{kind}{sex} {share}"

    return ", ".join(map(told, norms))
