"""One hip: its load as a table or as JSON, and the equations behind it."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import click

from hipmech.cli.options import Case, case, language_option, scenario_option, set_option
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.loads import NOT_HELD, Balance
from hipmech.quantities import QUANTITIES

SOLVE_EXAMPLES = """\b
Examples
  hipmech solve
  hipmech solve --set inter_hip_distance=192 --set neck_shaft_angle=120
  hipmech solve --scenario pauwels_1965
  hipmech solve --scenario weak_abductors --json
"""

DERIVE_EXAMPLES = """\b
Examples
  hipmech derive joint_reaction_bw
  hipmech derive abductor_arm --set neck_shaft_angle=142 --latex
"""


@click.command(epilog=SOLVE_EXAMPLES)
@scenario_option
@set_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@language_option
def solve(scenario: str | None, settings: tuple[str, ...], as_json: bool, language: str) -> None:
    """The load of one hip: arms, moment, forces, strength used.

    A hip that its abductors cannot hold is solved all the same: the exit code is 0 and the status says so.
    The exit code is 1 where there is no abductor force: adductors needed, or outside validity.
    """
    given = case(scenario, settings)
    load = solved(given)
    if as_json:
        click.echo(json.dumps(as_object(load, given, scenario, settings), indent=2, allow_nan=False))
    else:
        from hipmech.cli.display import load_lines

        click.echo("\n".join(load_lines(load, given, language)))
    for note in load.warnings:
        click.echo(f"Warning: {note}", err=True)
    if load.status > NOT_HELD:
        raise click.exceptions.Exit(1)


def solved(given: Case) -> Balance:
    """The load of a case; its warnings stay in the load."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return given.solver(**given.inputs)


def as_object(load: Balance, given: Case, scenario: str | None, settings: Sequence[str]) -> dict[str, Any]:
    """A load as an object for JSON: null where there is no number."""
    from hipmech.sweeps import FRAME
    from hipmech.tables import provenance

    numbers = {name: value for name, value in load.outputs.items() if name != "status"}
    units = {name: QUANTITIES[name].unit for name in (*load.inputs, *numbers)}
    return {
        "inputs": nullable(load.inputs),
        "outputs": nullable(numbers),
        "status": load.status_words,
        "reason": load.reasons if load.status else "",
        "warnings": list(load.warnings),
        "units": {name: unit for name, unit in units.items() if unit},
        "frame": FRAME,
        "provenance": provenance() | {"command": "solve", "scenario": scenario, "set": list(settings)},
    }


def nullable(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values for JSON, however deep: null where there is no number."""
    return {name: or_null(value) for name, value in values.items()}


def or_null(value: Any) -> Any:
    """A value for JSON: null where it is no number."""
    if isinstance(value, Mapping):
        return nullable(value)
    if isinstance(value, (list, tuple)):
        return [or_null(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


@click.command(epilog=DERIVE_EXAMPLES)
@click.argument("outputs", nargs=-1, metavar="[OUTPUT]...")
@scenario_option
@set_option
@click.option("--latex", is_flag=True, help="Print LaTeX.")
@language_option
def derive(
    outputs: tuple[str, ...], scenario: str | None, settings: tuple[str, ...], latex: bool, language: str
) -> None:
    """The equations behind a hip, with its numbers.

    Step by step, each resting on those before it; all of them unless outputs are named.
    """
    from hipmech.cli.display import equation_lines, latex_lines
    from hipmech.explanation import explain

    load = solved(case(scenario, settings))
    lines = explain(load, *outputs)
    if not lines:
        raise InputError(f"There is no equation behind {', '.join(outputs)}: it is given.")
    found = latex_lines(lines, language) if latex else equation_lines(load, lines, language)
    click.echo("\n".join(found))
