"""hipmech beside the literature, and beside the measured forces of people whom somebody brings along."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from hipmech.cli.options import feed, force_option, pairs
from hipmech.errors import FileError, InputError
from hipmech.tables import DELIMITERS as MARKS
from hipmech.tables import Dialect, reading, writing

PACKAGE = Path(__file__).parents[1]
FORMATS = ("text", "markdown", "csv", "json")
ENDINGS = {".md": "markdown", ".csv": "csv", ".json": "json", ".txt": "text"}

UNITS, FRAMES, SIDES = ("N", "BW", "%BW"), ("femur", "vertical"), ("left", "right")

EXAMPLES = """\b
Examples
  hipmech validate
  hipmech validate --format markdown -o evidence.md
  hipmech validate --cohort people.csv --map body_mass=kg --map inter_hip_distance=hips \\
      --map measured_force=peak
  hipmech validate --cohort people.csv --map body_mass=kg --map half_hip_distance=hip_mid --map side=leg \\
      --map measured_x=fx --map measured_y=fy --map measured_z=fz --axes RAS --frame femur
"""


@click.command(epilog=EXAMPLES)
@click.option("--format", "form", type=click.Choice(FORMATS), help="By the ending of the file, or text.")
@click.option("-o", "--output", "target", metavar="FILE", help="File to write, instead of the screen.")
@force_option
@click.option("--cohort", "source", metavar="FILE.csv", help="People with a measured hip force, one a row.")
@click.option(
    "--map",
    "mapped",
    metavar="NAME=COLUMN[*FACTOR]",
    multiple=True,
    help="Where the cohort has what: inputs, measured_force or measured_x, _y, _z, side; repeat for more.",
)
@click.option("--force-unit", type=click.Choice(UNITS), help="Unit of the measured force.")
@click.option("--axes", metavar="X,Y,Z", help="Where its parts point: lateral,anterior,up, or RAS, LPS, ASR.")
@click.option("--frame", type=click.Choice(FRAMES), help="From where its direction counts.")
@click.option("--side", type=click.Choice(SIDES), help="Which hip it is, where no column says so.")
@click.option("--delimiter", type=click.Choice(tuple(MARKS)), default="comma", help="Between the cells.")
@click.option("--decimal", type=click.Choice(("point", "comma")), default="point", help="Decimal mark.")
def validate(
    form: str | None,
    target: str | None,
    force: bool,
    source: str | None,
    mapped: tuple[str, ...],
    delimiter: str,
    decimal: str,
    **told_of_force: str | None,
) -> None:
    """What hipmech says beside the literature: every number, and where we are wrong.

    One line a number, in tiers, the worst of each last: golden cases, living people, sensitivities, capacity,
    aids, and the known disagreements. The exit code is 0 if every golden line holds and every other agrees or
    disagrees as published, and 1 if not.

    With --cohort, every model beside the forces that were measured in people of yours on one leg: bias,
    errors, direction, and skill against the null model, the mean of the others. Units and frames are found
    where only one is possible, and else asked for.
    """
    form = form or ENDINGS.get(Path(target or "").suffix.lower(), "text")
    if source is not None:
        dialect = Dialect(delimiter=MARKS[delimiter], decimal="," if decimal == "comma" else ".")
        skill = module("skill")
        people = read_people(source, mapped, dialect, told_of_force)
        rows = skill.scores(people)
        show(skill.FORMATS[form](people, rows), target, force)
        return
    given = [name for name, value in {"map": mapped, **told_of_force}.items() if value]
    if given:
        raise InputError(f"--{given[0].replace('_', '-')} is about a cohort: name its file with --cohort.")
    report = module("report")
    lines, remarks = report.everything()
    show(report.FORMATS[form](lines, remarks), target, force)
    if not report.holds(lines):
        raise click.exceptions.Exit(1)


def read_people(
    source: str, mapped: Sequence[str], dialect: Dialect, told_of_force: Mapping[str, str | None]
) -> Any:
    """People of a file, as the validation takes them."""
    feeds = tuple(feed(name, text) for name, text in pairs("--map", mapped).items())
    with reading(source, dialect) as table:
        rows = [row for block in table.blocks(10_000) for row in block]
        columns = dict(zip(table.header, map(list, zip(*rows, strict=True)), strict=True))
    return module("cohort").read(columns, feeds, decimal=dialect.decimal, **told_of_force)


def show(text: str, target: str | None, force: bool) -> None:
    """Print a text, or write it whole or not at all."""
    if target is None:
        click.echo(text)
        return
    with writing(target, overwrite=force) as stream:
        stream.write(f"{text}\n")


def module(name: str) -> Any:
    """A module of the validation, which stands beside the package or travels inside it."""
    if "validation" not in sys.modules:
        folder = find_folder()
        spec = importlib.util.spec_from_file_location(
            "validation", folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:
            raise FileError(f"The validation in {folder} cannot be read. Install hipmech anew.")
        package = importlib.util.module_from_spec(spec)
        sys.modules["validation"] = package
        spec.loader.exec_module(package)
    return importlib.import_module(f"validation.{name}")


def find_folder() -> Path:
    """The validation: inside an installed package, or beside the package in the repository."""
    shipped, beside = PACKAGE / "_shipped" / "validation", PACKAGE.parent / "validation"
    if (shipped / "report.py").is_file():
        return shipped
    if (beside / "report.py").is_file() and (PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    raise FileError("The validation is missing from this installation. Install hipmech anew.")
