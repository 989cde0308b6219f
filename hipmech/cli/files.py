"""Many hips: a sweep or a cohort, from the command line into a file."""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hipmech.cli.options import (
    MOST_ROWS,
    MOST_ROWS_UNASKED,
    axes,
    case,
    feeds,
    force_option,
    listed,
    outputs_option,
    scenario_option,
    set_option,
    size_of,
    table_option,
)
from hipmech.errors import InputError

if TYPE_CHECKING:
    from hipmech.sweeps import Summary

DELIMITERS = ("comma", "semicolon", "tab", "pipe")
PATIENCE = 1.0
"""Seconds of silence before a progress bar."""


SWEEP_EXAMPLES = """\b
Examples
  hipmech sweep --vary neck_shaft_angle=105:150:46 -o neck.csv
  hipmech sweep --vary neck_shaft_angle=114,127,140 -o three.csv
  hipmech sweep --vary pelvic_drop=0:10:11 --vary abductor_strength=0.3:1:15 -o drop.parquet
  hipmech sweep --vary stance_strategy=mixed,trunk_over_foot --vary step_width=100:250:16 -o steps.nc
"""

COHORT_EXAMPLES = """\b
Examples
  hipmech cohort people.csv --map body_mass=kg --map inter_hip_distance=hips_cm*10 -o loads.csv
  hipmech cohort people.csv --map body_mass=kg --outputs joint_reaction_bw,utilisation -o loads.parquet
  hipmech cohort ansur.csv --map body_mass=weightkg*0.1 --map stature=stature \\
      --map inter_hip_distance=bicristalbreadth*0.627 --map sex=gender -o loads.csv
"""


@click.command(epilog=SWEEP_EXAMPLES)
@click.option(
    "--vary",
    "varied",
    metavar="NAME=START:STOP:COUNT|A,B,C",
    multiple=True,
    required=True,
    help="Vary an input, evenly or over the values or choices listed; repeat for a grid.",
)
@set_option
@scenario_option
@outputs_option
@table_option
@force_option
@click.option("--force-size", is_flag=True, help=f"Write more than {MOST_ROWS_UNASKED:,} rows.")
def sweep(
    varied: tuple[str, ...],
    settings: tuple[str, ...],
    scenario: str | None,
    outputs: str | None,
    target: str,
    force: bool,
    force_size: bool,
) -> None:
    """Loads along one input, or over a grid, as a CSV, Parquet or NetCDF file.

    One row a hip, the last --vary fastest. A row with a value that is not allowed says why and has no
    outputs. In CSV, lines that begin with "# " hold versions, fixed inputs and units; Parquet and NetCDF
    hold them as metadata, and hipmech.stores.read reads all three. NetCDF has a dimension for each --vary.
    """
    from hipmech.sweeps import sweep_file

    along = axes(varied, MOST_ROWS if force_size else MOST_ROWS_UNASKED)
    given = case(scenario, settings)
    for name in along:
        if any(text.partition("=")[0].strip() == name for text in settings):
            raise InputError(f"{name} is both varied and set: give one of them.")
    rows = math.prod(map(len, along.values()))
    if rows > MOST_ROWS_UNASKED:
        smaller = outputs is not None or target.endswith((".parquet", ".nc"))
        size = f"{size_of(rows, len(along))}{' as CSV with all outputs' if smaller else ''}"
        click.echo(f"{rows:,} rows, {size}.", err=True)
    with stoppable(), progress("Solving") as show:
        summary = sweep_file(
            target,
            along,
            given.inputs,
            solver=given.solver,
            outputs=listed(outputs),
            overwrite=force,
            progress=show,
        )
    _tell(target, summary)


@click.command(epilog=COHORT_EXAMPLES)
@click.argument("source", metavar="INPUT.csv")
@click.option(
    "--map",
    "mapped",
    metavar="QUANTITY=COLUMN[*FACTOR]",
    multiple=True,
    required=True,
    help="Take a quantity from a column, times a factor; repeat for more.",
)
@set_option
@outputs_option
@table_option
@force_option
@click.option("--keep-cells", is_flag=True, help="Put no apostrophe before cells like =1+1 or @name.")
@click.option("--delimiter", type=click.Choice(DELIMITERS), default="comma", help="Between the cells.")
@click.option("--decimal", type=click.Choice(("point", "comma")), default="point", help="Decimal mark.")
def cohort(
    source: str,
    mapped: tuple[str, ...],
    settings: tuple[str, ...],
    outputs: str | None,
    target: str,
    force: bool,
    keep_cells: bool,
    delimiter: str,
    decimal: str,
) -> None:
    """Loads of people measured one a row, beside their columns.

    Every row stays, in its order, with its cells as they are, but for one thing: a cell or column name that
    begins with =, +, -, @, a tab or a carriage return, is longer than that and no number, gets an apostrophe
    before it, or a spreadsheet would run it as a formula. --keep-cells leaves these as they are too. So do
    Parquet and NetCDF, in which they are text; Parquet is the fastest for many rows.

    A row that cannot be solved, such as one with a blank, a text or a value that is not allowed, has no
    outputs; its last cells, status and reason, say why.

    sex takes Female, Male, F and M in any case. Where sex or age changes no number, a cell that is blank or
    not understood is solved as unspecified, counted, and told in reason. Other choices, such as stance_side,
    take their words as hipmech quantities lists them.
    """
    from hipmech.sweeps import cohort_file
    from hipmech.tables import DELIMITERS as MARKS
    from hipmech.tables import Dialect

    columns, given = feeds(mapped), case(None, settings)
    dialect = Dialect(delimiter=MARKS[delimiter], decimal="," if decimal == "comma" else ".")
    with stoppable(), progress("Solving") as show:
        summary = cohort_file(
            source,
            target,
            columns,
            given.inputs,
            outputs=listed(outputs),
            dialect=dialect,
            overwrite=force,
            keep_cells=keep_cells,
            progress=show,
        )
    _tell(target, summary)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a polite request to end (SIGTERM) end the work as Ctrl-C does, so that no half file stays."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def progress(label: str) -> Iterator[Callable[[float], None]]:
    """A bar on a terminal, for work that takes longer than a moment."""
    start, steps = time.monotonic(), 1000
    bar = click.progressbar(length=steps, label=label, file=sys.stderr)
    shown = False

    def show(share: float) -> None:
        nonlocal shown
        if not shown and sys.stderr.isatty() and time.monotonic() - start > PATIENCE:
            bar.__enter__()
            shown = True
        if shown:
            bar.update(round(share * steps) - bar.pos)

    try:
        yield show
    finally:
        if shown:
            bar.__exit__(None, None, None)


def _tell(target: str, summary: Summary) -> None:
    from hipmech.cells import counted

    statuses = ", ".join(f"{count:,} {word}" for word, count in summary.counts.items())
    click.echo(f"{target}: {counted(summary.rows, 'row')} ({statuses}).", err=True)
    for note in summary.notes:
        click.echo(note, err=True)
    for note in summary.warnings:
        click.echo(f"Warning: {note}", err=True)
    if summary.alarm:
        click.echo(f"ATTENTION: {summary.alarm}", err=True)
    elif summary.example:
        click.echo(f"Not solved, {summary.example}", err=True)
    if not {"ok", "not held"} & set(summary.counts):
        raise click.exceptions.Exit(1)
