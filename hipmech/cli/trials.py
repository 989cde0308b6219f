"""A measured trial: from force plates and points of the body to the load of the hip, into a file."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from hipmech.cli.files import DELIMITERS, stoppable
from hipmech.cli.hips import nullable
from hipmech.cli.options import case, force_option, language_option, pairs, set_option
from hipmech.errors import FileError, InputError
from hipmech.words import number, word

if TYPE_CHECKING:
    from hipmech.trials import StancePhase, TrialLoad

EXAMPLES = """\b
Examples
  hipmech gait walk.csv --side left --set body_mass=85.27 -o loads.csv
  hipmech gait walk.csv --side right --set body_mass=62 --figure walk.svg --json -o loads.csv
  hipmech gait grf.mot --side left --set body_mass=70 --map left_force_up=ground_force_vy*1 ... -o loads.csv
"""
WIDTH = 38
MOST_TOLD = 6
"""Stances in the table for people; JSON has all."""
HIP_OFF = 10.0
"""mm by which a hip centre is taken to be off, to tell what that changes."""


@click.command(epilog=EXAMPLES)
@click.argument("source", metavar="TRIAL.csv|.sto|.mot")
@click.option("--side", type=click.Choice(("left", "right")), required=True, help="The leg that stands.")
@set_option
@click.option(
    "--map",
    "mapped",
    metavar="ROLE=COLUMN[*FACTOR]",
    multiple=True,
    help="Take a role from a column, times a factor to s, N or mm; repeat for more.",
)
@click.option("--cutoff", type=float, help="Of the low-pass filter in Hz; 0 is none. 10 if left out.")
@click.option("--figure", metavar="FILE.svg|.png|.pdf", help="Draw moment and forces over the stance.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "-o", "--output", "target", metavar="FILE.csv|.parquet|.nc", help="File of the load in each sample."
)
@force_option
@click.option("--delimiter", type=click.Choice(DELIMITERS), default="comma", help="Between the cells.")
@click.option("--decimal", type=click.Choice(("point", "comma")), default="point", help="Decimal mark.")
@language_option
def gait(
    source: str,
    side: str,
    settings: tuple[str, ...],
    mapped: tuple[str, ...],
    cutoff: float | None,
    figure: str | None,
    as_json: bool,
    target: str | None,
    force: bool,
    delimiter: str,
    decimal: str,
    language: str,
) -> None:
    """Load of the hip in a measured step, from force plates and joint centres.

    Seen from the front: time, ground reaction (up, to the right) and centre of pressure of each foot, centres
    of hip, knee and ankle, centre of mass of the body. Columns are named ROLE_UNIT, such as time_s,
    left_force_up_N, left_cop_right_mm, left_hip_up_mm, com_right_mm; others are given with --map, with the
    factor to s, N or mm. Right is the laboratory's right, as seen from behind; forces act on the foot.

    The moment comes twice: from the standing leg, and from all that stands above its hip. A trial that cannot
    be, by side, axis, unit, sign or mass, is refused with the reason. The exit code is 1 where no sample has
    an abductor force.
    """
    from hipmech import trials
    from hipmech.tables import DELIMITERS as MARKS
    from hipmech.tables import Dialect, same_file
    from hipmech.trials.smoothing import CUTOFF

    _refuse_targets(source, target, figure, force, same_file)
    given = case(None, settings)
    dialect = Dialect(delimiter=MARKS[delimiter], decimal="," if decimal == "comma" else ".")
    with stoppable():
        trial = trials.read(source, pairs("--map", mapped), dialect=dialect)
        load = trials.solve(trial, side, cutoff=CUTOFF if cutoff is None else cutoff, **given.inputs)
        if target is not None:
            _write(load, target, force)
        if figure is not None:
            _draw(load, figure, language, force)
    told = [json.dumps(as_object(load), indent=2, allow_nan=False)] if as_json else lines(load, language)
    click.echo("\n".join(told))
    for warning in load.warnings:
        click.echo(f"Warning: {warning}", err=True)
    for note in load.notes:
        click.echo(note, err=True)
    if not {"ok", "not held"} & set(load.counts):
        raise click.exceptions.Exit(1)


def _refuse_targets(source: str, target: str | None, figure: str | None, force: bool, same: Any) -> None:
    """Refuse a file that is there, or is the trial itself, before anything is computed."""
    from pathlib import Path

    from hipmech.tables import EXISTS

    for name in filter(None, (target, figure)):
        if same(source, name):
            raise FileError(f"{name} is the trial itself: give another name.")
        if Path(name).exists() and not force:
            raise FileError(f"{name} {EXISTS}")
    if target is not None and target == figure:
        raise InputError("Output and figure have the same name: give each its own.")


def _write(load: TrialLoad, target: str, force: bool) -> None:
    from hipmech import stores

    stores.write(load.blocks(), target, load.metadata, overwrite=force)


def _draw(load: TrialLoad, figure: str, language: str, force: bool) -> None:
    from pathlib import Path

    from hipmech.figures import save, trial_figure
    from hipmech.tables import placing

    ending = Path(figure).suffix
    with placing(figure, overwrite=force) as part:
        drawn = part.with_name(f"{part.name}{ending}")
        try:
            save(trial_figure(load, language=language), drawn).replace(part)
        finally:
            drawn.unlink(missing_ok=True)


def as_object(load: TrialLoad) -> dict[str, Any]:
    """A trial as an object for JSON: its stances, without the samples; null where there is no number."""
    told = load.metadata
    return {
        "side": load.side,
        "inputs": dict(load.inputs),
        "samples": len(load.time),
        "cutoff": load.cutoff,
        "stances": [nullable(stance) for stance in load.summary()],
        "counts": load.counts,
        "reasons": load.reason_counts,
        "warnings": list(load.warnings),
        "notes": list(load.notes),
        "femur_given": [name for name in _femur() if name in load.inputs],
        "units": dict(told.units),
        "frame": told.frame,
        "provenance": dict(told.provenance),
    }


def lines(load: TrialLoad, language: str) -> Iterator[str]:
    """A trial in words: each stance with its peaks, its impulses, and how far its free bodies agree."""
    from hipmech.cli.display import paragraph
    from hipmech.gait import PEAKS, REACTION_PEAK
    from hipmech.quantities import STANDARD_GRAVITY
    from hipmech.sources import source

    told = word(
        "trial.filtered", language, cutoff=f"{load.cutoff:g}".replace(".", number(0.1, 1, language)[1])
    )
    yield word(
        "trial.head",
        language,
        side=word(f"trial.side.{load.side}", language),
        count=number(len(load.time), 0, language),
        start=number(float(load.time[0]), 2, language),
        end=number(float(load.time[-1]), 2, language),
        filter=told if load.cutoff else word("trial.unfiltered", language),
    )
    for stance in load.stances[:MOST_TOLD]:
        yield ""
        yield from _stance(stance, language)
    if len(load.stances) > MOST_TOLD:
        yield ""
        yield word("trial.more", language, count=number(len(load.stances) - MOST_TOLD, 0, language))
    yield ""
    moment, reaction = PEAKS["walk"], REACTION_PEAK
    people = word(
        "trial.people",
        language,
        moment=number(moment.mean, 1, language),
        moment_sd=number(moment.deviation, 1, language),
        reaction=number(reaction.mean, 2, language),
        reaction_sd=number(reaction.deviation, 2, language),
        moment_source=source(moment.source).graded,
        reaction_source=source(reaction.source).graded,
    )
    yield from paragraph(people)
    yield from paragraph(_beside(load, language))
    yield from paragraph(_femur_told(load, language))
    worth = HIP_OFF / 1000 * float(load.inputs["body_mass"]) * STANDARD_GRAVITY
    yield from paragraph(
        word("trial.hip_unseen", language, off=f"{HIP_OFF:g}", moment=number(worth, 1, language))
    )


def _beside(load: TrialLoad, language: str) -> str:
    """How far the greatest stance lies from walking people; nothing where no peak is in the recording."""
    from hipmech.gait import PEAKS, REACTION_PEAK

    known = [one for one in load.stances if one.peak_within and math.isfinite(one.peak_joint_reaction)]
    if not known:
        return ""
    amounts = (
        max(one.peak_moment_per_mass for one in known),
        max(one.peak_joint_reaction for one in known),
    )
    apart = [
        (amount - peak.mean) / peak.deviation
        for amount, peak in zip(amounts, (PEAKS["walk"], REACTION_PEAK), strict=True)
    ]
    return word(
        "trial.beside",
        language,
        per_mass=number(amounts[0], 2, language),
        amount=number(amounts[1], 2, language),
        moment=number(apart[0], 1, language),
        reaction=number(apart[1], 1, language),
    )


def _femur() -> tuple[str, ...]:
    """What a femur is measured by."""
    from dataclasses import fields

    from hipmech.femur import Femur

    return tuple(field.name for field in fields(Femur) if field.name != "neck_angle_convention")


def _femur_told(load: TrialLoad, language: str) -> str:
    """Which parts of the femur are of this person, for no trial measures them."""
    from hipmech.quantities import QUANTITIES

    given = [name for name in _femur() if name in load.inputs]
    rest = [name for name in _femur() if name not in given]
    if given and rest:
        return word("trial.femur", language, given=", ".join(given), rest=", ".join(rest))
    if given:
        return ""
    angle, neck = (float(QUANTITIES[name].default or 0) for name in ("neck_shaft_angle", "neck_length"))
    return word(
        "trial.femur_default", language, angle=number(angle, 0, language), neck=number(neck, 1, language)
    )


def _found(stance: StancePhase) -> str:
    """Words for the greatest moment: found, at least so large, or not known at all."""
    if not math.isfinite(stance.peak_moment):
        return "trial.unknown"
    return "trial.at" if stance.peak_within else "trial.edge"


def _stance(stance: StancePhase, language: str) -> Iterator[str]:
    def told(amount: float, digits: int) -> str:
        return number(amount, digits, language)

    named = word("trial.stance", language, start=told(stance.start, 2), end=told(stance.end, 2))
    if stance.cut:
        named = word("trial.cut", language, stance=named)
    yield word("trial.gaps", language, stance=named, count=stance.gaps) if stance.gaps else named
    body_weight = word("figure.body_weight", language)

    def greatest(amount: float) -> str:
        told_ = f"{told(amount, 2)} {body_weight}"
        within = stance.peak_within or not math.isfinite(amount)
        return told_ if within else word("trial.at_least", language, amount=told_)

    left = f"{told(stance.reaction_impulse, 0)} N·s"
    if stance.gaps:
        left = word("trial.left", language, impulse=left)
    phases = [
        word("trial.phase", language, per_mass=told(p.moment_per_mass, 2), time=told(p.time, 2))
        for p in stance.phases
    ]
    shares = {
        name.removesuffix("_moment").removesuffix("_force"): 100 * s for name, s in stance.shares.items()
    }
    rows = {
        "peak": word(
            _found(stance),
            language,
            moment=told(stance.peak_moment, 1),
            per_mass=told(stance.peak_moment_per_mass, 2),
            time=told(stance.peak_time, 2),
        ),
        "phases": "; ".join(phases) or word("trial.none", language),
        "force": greatest(stance.peak_abductor_force),
        "reaction": greatest(stance.peak_joint_reaction),
        "impulse": f"{told(stance.moment_impulse, 1)} N·m·s",
        "reaction_impulse": left,
        "shares": word("trial.share", language, **{name: told(s, 0) for name, s in shares.items()}),
    }
    known = math.isfinite(stance.whole.difference)
    for agreement, difference, parts in (
        (stance.whole, "agreement", "parts"),
        (stance.single, "alone" if known else "alone_middle", "alone_parts"),
    ):
        if math.isfinite(agreement.difference):
            rows[difference] = word(
                "trial.difference",
                language,
                difference=told(agreement.difference, 1),
                largest=told(agreement.largest_difference, 1),
            )
            rows[parts] = word(
                "trial.made_of",
                language,
                moment=told(agreement.residual_moment, 1),
                carried=told(agreement.residual_force_moment, 1),
                force=told(agreement.residual_force, 0),
                momentum=told(agreement.momentum_rate, 1),
            )
    for key, text in rows.items():
        yield f"  {word(f'trial.{key}', language):<{WIDTH}}  {text}"
