"""Studies: one file that says what is computed; checked before it runs, resumed where it was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hipmech.cli.files import progress, stoppable
from hipmech.cli.options import force_option, language_option
from hipmech.errors import InputError

if TYPE_CHECKING:
    from hipmech.studies import Check, Report

EXAMPLES = """\b
Examples
  hipmech study check neck.toml
  hipmech study run neck.toml -o neck.parquet
  hipmech study run neck.toml -o neck.parquet --resume
  hipmech study run neck.toml --scheduler tcp://10.0.0.1:8786
"""
MOST_SHOWN = 24
"""Lines of a summary on the screen; its file has them all."""

output = click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    help="File to write: .csv, .parquet or .nc; STUDY.csv beside the study where left out.",
)


@click.group(epilog=EXAMPLES)
def study() -> None:
    """Studies of many hips: check what one costs, run it, go on where it was stopped."""


@study.command()
@click.argument("source", metavar="STUDY.toml")
@output
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(source: str, target: str | None, as_json: bool) -> None:
    """Say what a study costs, and what is wrong with it, before anything is computed.

    Every name, number and column is checked; some of the cases are computed to estimate time and size. The
    exit code is 0 where the study can run.
    """
    from hipmech import studies

    found = studies.check(studies.read(source), target)
    if as_json:
        click.echo(json.dumps(vars(found), indent=2))
    else:
        click.echo("\n".join(check_lines(found)))
        for remark in found.remarks:
            click.echo(f"Warning: {remark}", err=True)
    if found.refusal:
        raise InputError(found.refusal)


@study.command()
@click.argument("source", metavar="STUDY.toml")
@output
@force_option
@click.option("--resume", is_flag=True, help="Go on with the parts of a run that was stopped.")
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    default=1,
    help="Processes on this machine; 1. Below 3,000,000 cases one is as fast, and does it all.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Compute on a Dask cluster, such as tcp://10.0.0.1:8786."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@language_option
def run(
    source: str,
    target: str | None,
    force: bool,
    resume: bool,
    workers: int,
    scheduler: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Compute a study: one row a case, and the report that it asks for.

    The same study gives the same bytes, whoever computes it. What is complete is kept in FILE.parts until all
    is; a run that was stopped, by whatever, goes on with --resume.
    """
    from hipmech import studies

    asked = studies.read(source)
    chosen = Path(source).with_suffix(".csv") if target is None else Path(target)
    with stoppable(), told_to_resume(chosen), progress("Computing") as show:
        found = studies.run(
            asked,
            chosen,
            resume=resume,
            workers=workers,
            scheduler=scheduler,
            overwrite=force,
            language=language,
            progress=show,
        )
    if as_json:
        click.echo(json.dumps(found.as_object(), indent=2, allow_nan=False))
    else:
        click.echo("\n".join(report_lines(found, language)))
    for sentence in found.assumptions:
        click.echo(f"Assumed: {sentence}", err=True)
    for warning in found.warnings:
        click.echo(f"Warning: {warning}", err=True)
    if found.example:
        click.echo(f"Not solved, {found.example}", err=True)
    if not {"ok", "not held"} & set(found.counts):
        raise click.exceptions.Exit(1)


class Stopped(click.ClickException):
    """Stopped before the end."""

    exit_code = 130


@contextmanager
def told_to_resume(target: Path) -> Iterator[None]:
    """Say how to go on when the work is stopped."""
    try:
        yield
    except KeyboardInterrupt:
        parts = target.with_name(f"{target.name}.parts")
        if not parts.is_dir():
            raise
        raise Stopped(
            f"Stopped before the end. What is complete is kept in {parts}: the same command with --resume "
            "goes on from there."
        ) from None


def check_lines(found: Check) -> Iterator[str]:
    """What a study costs, in words."""
    from hipmech.cells import counted
    from hipmech.studies.costs import in_words
    from hipmech.sweeps.durations import roughly

    done = f", {found.done:,} of them complete" if found.done else ""
    yield f"{counted(found.cases, 'case')} in {counted(found.parts, 'part')}{done}"
    yield f"about {in_words(found.bytes)} of data, and {in_words(found.part_bytes)} while it runs"
    if found.done:
        yield f"about {in_words(found.needed)} of that still to be written"
    yield f"about {roughly(found.seconds)} on this machine with one worker, by what else it does"
    yield f"{in_words(found.free)} free on the disk"


def report_lines(found: Report, language: str) -> Iterator[str]:
    """A report as text: cases by status, the summary, the ranking, the files."""
    from hipmech.cells import counted

    if found.title:
        yield found.title
    statuses = ", ".join(f"{count:,} {word}" for word, count in found.counts.items())
    yield f"{counted(found.cases, 'case')} ({statuses})"
    if found.summary is not None:
        yield ""
        shown = found.summary.head(MOST_SHOWN)
        yield shown.to_string(index=False, float_format=lambda value: f"{value:.4g}", na_rep="")
        if len(found.summary) > MOST_SHOWN:
            yield f"… and {len(found.summary) - MOST_SHOWN:,} more lines in {found.files[1]}"
    if found.ranking is not None:
        yield ""
        yield f"What explains the spread of {found.ranking.output}:"
        yield from (f"  {sentence}" for sentence in found.ranking.sentences(language))
    yield ""
    yield from (f"Written: {file}" for file in found.files)
