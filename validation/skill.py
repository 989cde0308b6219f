"""How well models predict single persons: errors of force and direction, and skill against knowing nobody.

The null model says of everybody the mean of the others. Skill is the share of its squared error that a model
removes: 1 is perfect, 0 is no better than knowing nobody, below 0 is worse. Its interval is a percentile
bootstrap over the people, their errors resampled in pairs.

Nothing is fitted to these people. hipmech's defaults come from published groups (see the tier "in vivo"); a
model tuned to the people whom it is judged by would have to be judged by others.
"""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech import muscles
from hipmech.cells import counted
from hipmech.quantities import default
from hipmech.solution import solve
from hipmech.sweeps.solving import quietly
from hipmech.uncertainty import Model, models

from .cohort import Cohort
from .layout import aligned, piped, separated

Numbers = NDArray[np.float64]

RESAMPLES = 2000
LEVEL = 0.95
NULL = "mean_of_the_others"


@dataclass(frozen=True, kw_only=True)
class Score:
    """What one model makes of a cohort; NaN where it has no answer.

    Attributes
    ----------
    name, en, kind : str
        As of :class:`hipmech.uncertainty.Model`; ``null`` for who knows nobody.
    people : int
        How many of them it answers for.
    bias, rmse, median_error : float
        Of the force, BW: mean of predicted minus measured, root mean square, median of the absolute.
    direction_bias, direction_error : float
        Degrees: mean, and median of the absolute.
    skill, skill_low, skill_high : float
    forces, angles : tuple of float
        What it says of each person.
    """

    name: str
    en: str
    kind: str
    people: int
    bias: float
    rmse: float
    median_error: float
    direction_bias: float
    direction_error: float
    skill: float
    skill_low: float
    skill_high: float
    forces: tuple[float, ...]
    angles: tuple[float, ...]


def scores(cohort: Cohort, seed: int = 1) -> tuple[Score, ...]:
    """Every model on a cohort, the null model first, the others from the most skilled to the least."""
    null = of_the_others(cohort.force)
    knows_nobody = Model(name=NULL, en="null model: the mean of the others", kind="null", source="")
    first = score(knows_nobody, null, of_the_others(cohort.angle), cohort, seed)
    rest = [score(*answer, cohort, seed) for answer in answers(cohort)]
    return (first, *sorted(rest, key=lambda row: -row.skill if math.isfinite(row.skill) else math.inf))


def of_the_others(values: Numbers) -> Numbers:
    """For each the mean of the others, among those who have a value.

    Examples
    --------
    >>> of_the_others(np.array([2.0, 3.0, 4.0])).tolist()
    [3.5, 3.0, 2.5]
    """
    known = np.isfinite(values)
    count, total = known.sum(), np.where(known, values, 0.0).sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known, (total - values) / (count - 1), np.nan)


def answers(cohort: Cohort) -> Iterator[tuple[Model, Numbers, Numbers]]:
    """Each model with its force (BW) and direction (deg, in the frame of the cohort) for everybody."""
    table = [list(about(person, cohort.frame)) for person in cohort.people]
    for column in zip(*table, strict=True):
        row = column[0][0]
        yield row, *(np.array([answer[place] for answer in column]) for place in (1, 2))


def about(person: Mapping[str, Any], frame: str) -> Iterator[tuple[Model, float, float]]:
    """Every model about one person; conventions beside the default where they differ."""
    found = models(**person)
    thigh = float(found.load.steps["thigh_inclination"])
    for row in found.rows:
        yield row, row.joint_reaction_bw, direction(row, frame, thigh, person)
    if "neck_shaft_angle" in person:
        yield convention(person, "proximal_femur", frame, neck_angle_convention="proximal_femur")
    if person.get("sex", "unspecified") != "unspecified":
        yield convention(person, "de_leva", frame, segment_set="de_leva")


def convention(person: Mapping[str, Any], name: str, frame: str, **chosen: str) -> tuple[Model, float, float]:
    """The one line of hipmech, by another convention."""
    with quietly():
        load = solve(**{**person, **chosen})
    row = Model(name=f"hipmech_{name}", en=f"hipmech, one line, {name}", kind="this person", source="hipmech")
    angle = load.joint_reaction_angle_femur if frame == "femur" else load.joint_reaction_angle
    return row, float(load.joint_reaction_bw), float(angle)


def direction(row: Model, frame: str, thigh: float, person: Mapping[str, Any]) -> float:
    """Direction of a model in a frame; a lever drawn without a femur has none to it."""
    if frame != "femur":
        return row.joint_reaction_angle
    if row.name == "hipstress_template":
        half = person.get("inter_hip_distance", default("inter_hip_distance")) / 2
        lean = muscles.three_tensions.LEG_ARM * half / muscles.three_tensions.FEMUR_LENGTH
        return row.joint_reaction_angle + math.degrees(math.asin(lean))
    return row.joint_reaction_angle + thigh if row.kind == "this person" else math.nan


def score(row: Model, force: Numbers, angle: Numbers, cohort: Cohort, seed: int) -> Score:
    """Errors of one model on a cohort."""
    error, turned = force - cohort.force, angle - cohort.angle
    null_error = of_the_others(cohort.force) - cohort.force
    known = np.isfinite(error)
    skill, low, high = skills(error[known], null_error[known], seed)
    return Score(
        name=row.name,
        en=row.en,
        kind=row.kind,
        people=int(known.sum()),
        bias=_or_nan(np.mean, error[known]),
        rmse=_or_nan(np.mean, error[known] ** 2) ** 0.5,
        median_error=_or_nan(np.median, np.abs(error[known])),
        direction_bias=_or_nan(np.mean, turned[np.isfinite(turned)]),
        direction_error=_or_nan(np.median, np.abs(turned[np.isfinite(turned)])),
        skill=skill,
        skill_low=low,
        skill_high=high,
        forces=tuple(force.tolist()),
        angles=tuple(angle.tolist()),
    )


def _or_nan(reduced: Any, values: Numbers) -> float:
    return float(reduced(values)) if values.size else math.nan


def skills(error: Numbers, null_error: Numbers, seed: int) -> tuple[float, float, float]:
    """Skill of errors against those of the null model, and its interval; NaN where that errs nowhere."""
    if error.size < 2 or not null_error.any():
        return math.nan, math.nan, math.nan
    drawn = np.random.default_rng(seed).integers(error.size, size=(RESAMPLES, error.size))
    squares, null_squares = (error**2)[drawn].sum(1), (null_error**2)[drawn].sum(1)
    resampled = 1 - squares[null_squares > 0] / null_squares[null_squares > 0]
    low, high = np.quantile(resampled, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return 1 - float((error**2).sum() / (null_error**2).sum()), float(low), float(high)


HEADINGS = ("model", "about", "people", "bias", "RMSE", "median error", "direction", "its error", "skill")


def cells(row: Score) -> tuple[str, ...]:
    """A score as text: forces in BW, directions in degrees."""

    def shown(value: float, form: str) -> str:
        return f"{value:{form}}" if math.isfinite(value) else "–"

    skill = shown(row.skill, "+.2f")
    if math.isfinite(row.skill_low) and row.kind != "null":
        skill += f" ({row.skill_low:+.2f} to {row.skill_high:+.2f})"
    return (
        row.en,
        row.kind,
        str(row.people),
        shown(row.bias, "+.3f"),
        shown(row.rmse, ".3f"),
        shown(row.median_error, ".3f"),
        shown(row.direction_bias, "+.1f"),
        shown(row.direction_error, ".1f"),
        skill,
    )


def remarks(cohort: Cohort, rows: Sequence[Score]) -> tuple[str, ...]:
    """What was found in the table, who was left out, and what the scores allow to say."""
    better = [row.en for row in rows if row.kind != "null" and row.skill_low > 0]
    said = (
        f"Better than the mean of the others, with an interval above 0: {'; '.join(better)}."
        if better
        else "No model is better than the mean of the others with an interval above 0."
    )
    left_out = [f"Row {row} is left out: {why}" for row, why in cohort.left_out.items()]
    frame = {"femur": "the femur's mechanical axis", "vertical": "the vertical"}.get(cohort.frame)
    counts = f"{counted(len(cohort.people), 'person').replace('persons', 'people')} in one-leg stance; "
    counts += f"directions to {frame}." if frame else "no directions measured."
    force = cohort.force
    spread = f"{force.mean():.2f} ± {force.std(ddof=1):.2f} BW, median {np.median(force):.2f}"
    group = f"Measured: {spread}, {force.min():.2f} to {force.max():.2f}"
    angle = cohort.angle[np.isfinite(cohort.angle)]
    if angle.size > 1:
        group += f"; {angle.mean():.1f} ± {angle.std(ddof=1):.1f}°, {angle.min():.1f} to {angle.max():.1f}"
    return (
        counts,
        f"{group}.",
        *cohort.notes,
        *left_out,
        "Forces in body weights, directions in degrees. Bias and direction are predicted minus measured.",
        f"Skill: share of the null model's squared error removed, {LEVEL:.0%} interval by bootstrap.",
        said,
        "Nothing was fitted to these people.",
    )


def as_records(rows: Iterable[Score]) -> list[dict[str, Any]]:
    """Scores as plain values, None where there is no number; without what is said of each person."""
    return [
        {name: _plain(value) for name, value in asdict(row).items() if name not in ("forces", "angles")}
        for row in rows
    ]


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_text(cohort: Cohort, rows: Sequence[Score]) -> str:
    """A table for a terminal."""
    notes = (textwrap.fill(note, 110) for note in remarks(cohort, rows))
    return "\n\n".join((aligned([HEADINGS, *map(cells, rows)]), *notes))


def as_markdown(cohort: Cohort, rows: Sequence[Score]) -> str:
    """The same as Markdown."""
    listed = "\n".join(f"- {note}" for note in remarks(cohort, rows))
    return "\n\n".join(("# Models beside measured people", piped([HEADINGS, *map(cells, rows)]), listed))


def as_csv(cohort: Cohort, rows: Sequence[Score]) -> str:
    """One model a row; the notes are left out."""
    return separated(as_records(rows))


def as_json(cohort: Cohort, rows: Sequence[Score]) -> str:
    """One object: scores, notes, and what was measured and predicted of each person."""
    measured = {"force_bw": cohort.force.tolist(), "angle": list(map(_plain, cohort.angle.tolist()))}
    predicted = {
        row.name: {"force_bw": list(map(_plain, row.forces)), "angle": list(map(_plain, row.angles))}
        for row in rows
    }
    found = {
        "scores": as_records(rows),
        "notes": list(remarks(cohort, rows)),
        "frame": cohort.frame or None,
        "measured": measured,
        "predicted": predicted,
    }
    return json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False)


FORMATS: Mapping[str, Callable[[Cohort, Sequence[Score]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
