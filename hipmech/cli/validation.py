"""hipmech beside the literature, and beside the measured forces of people whom somebody brings along."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

import click

from hipmech.cli.options import force_option
from hipmech.errors import FileError

PACKAGE = Path(__file__).parents[1]
FORMATS = ("text", "markdown", "csv", "json")
ENDINGS = {".md": "markdown", ".csv": "csv", ".json": "json", ".txt": "text"}

EXAMPLES = """\b
Examples
  hipmech validate
  hipmech validate --format markdown -o evidence.md
"""


@click.command(epilog=EXAMPLES)
@click.option("--format", "form", type=click.Choice(FORMATS), help="By the ending of the file, or text.")
@click.option("-o", "--output", "target", metavar="FILE", help="File to write, instead of the screen.")
@force_option
def validate(form: str | None, target: str | None, force: bool) -> None:
    """What hipmech says beside the literature: every number, and where we are wrong.

    One line a number, in tiers, the worst of each last: golden cases, living people, sensitivities, capacity,
    aids, and the known disagreements. The exit code is 0 if every golden line holds and every other agrees or
    disagrees as published, and 1 if not.
    """
    report = module("report")
    lines, remarks = report.everything()
    told(report.FORMATS[format_of(form, target)](lines, remarks), target, force)
    if not report.holds(lines):
        raise click.exceptions.Exit(1)


def format_of(form: str | None, target: str | None) -> str:
    """The format asked for, or that of the file's ending."""
    return form or ENDINGS.get(Path(target or "").suffix.lower(), "text")


def told(text: str, target: str | None, force: bool) -> None:
    """Print a text, or write it whole or not at all."""
    if target is None:
        click.echo(text)
        return
    from hipmech.tables import writing

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
