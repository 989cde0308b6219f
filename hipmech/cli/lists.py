"""What hipmech knows: its named cases, its quantities, its sources."""

from __future__ import annotations

import difflib
import json

import click

from hipmech.cli.options import language_option
from hipmech.errors import InputError
from hipmech.quantities import QUANTITIES, Quantity

KINDS = (
    "input",
    "choice",
    "lever",
    "output",
    "weakness",
    "further input",
    "further output",
    "step",
    "constant",
)


@click.command()
@language_option
def scenarios(language: str) -> None:
    """The named cases that --scenario takes.

    The hips of the clinic, and the levers of the literature.
    """
    from hipmech.cli.display import scenario_lines

    click.echo("\n".join(scenario_lines(language)))


@click.command()
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@language_option
def quantities(kinds: tuple[str, ...], as_json: bool, language: str) -> None:
    """Every quantity: name, unit, default, range, source.

    --set and --vary take inputs and choices; lever quantities belong to the levers of the literature.
    """
    rows = [row for kind in kinds or KINDS for row in QUANTITIES.values() if row.kind == kind]
    if as_json:
        click.echo(json.dumps([_as_object(row, language) for row in rows], indent=2, allow_nan=False))
        return
    from hipmech.cli.display import quantity_lines

    click.echo("\n".join(quantity_lines(rows, language)))


def _as_object(row: Quantity, language: str) -> dict[str, object]:
    return {
        "name": row.name,
        "kind": row.kind,
        "symbol": row.symbol,
        "unit": row.unit,
        "words": row.words(language),
        "default": row.default,
        "usual": row.usual,
        "limits": row.limits,
        "choices": list(row.choices),
        "source": row.source,
    }


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
def sources(keys: tuple[str, ...]) -> None:
    """Where the numbers come from, and how sure they are.

    Confidence: A read in the source itself, B in its abstract, C quoted by another, D an assumption.
    """
    from hipmech.cli.display import source_lines
    from hipmech.sources import SOURCES

    for key in keys:
        if key not in SOURCES:
            near = difflib.get_close_matches(key, SOURCES, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`hipmech sources` lists them all."
            raise InputError(f"{key!r} is no source of hipmech; {hint}")
    click.echo("\n".join(source_lines([SOURCES[key] for key in keys or SOURCES])))
