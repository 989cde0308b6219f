"""What common exercises ask of the abductors by the lever, beside what electrodes showed; no training advice.

Each exercise is one free body, held still, in a stated posture; the lever's demand is a range because the
posture is one. It stands as a share of the capacity beside the published range of muscle activation, in per
cent of a maximal voluntary contraction (%MVIC). The two are not the same thing: activation is no moment, its
standard deviations are 20 to 40 points, and a lever knows neither movement nor co-contraction. So they are
ranges side by side, in the order of the source: **no ranking, and no advice on training**.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hipmech.anthropometry import Body
from hipmech.equations import Function, chosen, evaluate, in_order
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.femur import Femur
from hipmech.limits import Real
from hipmech.loads import OUTSIDE_VALIDITY, Load
from hipmech.notebooks import Tabled, table
from hipmech.quantities import INPUTS, quantity
from hipmech.solution import solve

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EQUATIONS", "EXERCISES", "NO_ADVICE", "POSTURES", "Demand", "Demands", "Exercise", "demands"]

NO_ADVICE = "ranges side by side: no ranking, and no advice on training"
SHOULDER_HEIGHT_RATIO = 0.818
"""Shoulder above the floor per stature (winter_2009, after Drillis and Contini)."""
Span = tuple[float, float]

POSTURES: Mapping[str, tuple[str, Span]] = MappingProxyType(
    {
        "side_lying_abduction": ("leg_elevation", (0.0, 30.0)),
        "standing_abduction": ("leg_abduction", (20.0, 40.0)),
        "side_bridge": ("body_inclination", (0.0, 20.0)),
        "lateral_step_up": ("load_factor", (1.0, 1.2)),
        "single_leg_squat": ("trunk_lean", (0.0, 10.0)),
        "pelvic_drop": ("pelvic_drop", (0.0, 10.0)),
    }
)
"""What each posture leaves open, and between which ends, deg or per body weight: assumptions of ours."""


def __dir__() -> list[str]:
    return sorted(__all__)


class Exercise(NamedTuple):
    """An exercise and what was measured of it.

    Attributes
    ----------
    name : str
    measured : (float, float) or None
        Activation of gluteus medius, %MVIC, from the lowest to the highest study; None where none was read.
    source : str
        Key of :data:`hipmech.sources.SOURCES`; empty without a measurement.
    confidence : str
        Of the measurement; empty without one. D decides nothing.
    """

    name: str
    measured: Span | None
    source: str = ""
    confidence: str = ""


LISTED = "garrison_2014"
EXERCISES = (
    Exercise("side_lying_abduction", (42.0, 81.0), LISTED, "A"),
    Exercise("clam", (38.0, 67.0), LISTED, "A"),
    Exercise("single_leg_bridge", (47.0, 55.0), LISTED, "A"),
    Exercise("side_bridge", (74.0, 103.0), LISTED, "A"),
    Exercise("standing_abduction", (33.0, 33.0), LISTED, "A"),
    Exercise("lateral_step_up", (43.0, 59.0), LISTED, "A"),
    Exercise("single_leg_squat", (40.0, 88.0), "distefano_2009", "D"),
    Exercise("pelvic_drop", None),
)
"""In the order of the source's table. The squat's is 64 ± 24; the clam and the bridge turn and extend the hip
more than they abduct it, so no lever of the frontal plane is stated for them."""


def side_lying_moment(leg_mass: Real, gravity: Real, leg_com_depth: Real, leg_elevation: Real) -> Real:
    """The upper leg held up in side-lying: its weight, at its centre of mass."""
    return leg_mass * gravity * leg_com_depth * np.cos(leg_elevation)


def standing_abduction_moment(
    leg_mass: Real, gravity: Real, leg_com_depth: Real, leg_abduction: Real
) -> Real:
    """The free leg held out sideways in standing: the same weight, on the arm that the angle leaves it."""
    return leg_mass * gravity * leg_com_depth * np.sin(leg_abduction)


def shoulder_distance(stature: Real, hip_height: Real) -> Real:
    """From the hip to the shoulder, below which the elbow stands in a side bridge."""
    return SHOULDER_HEIGHT_RATIO * stature - hip_height


def bridge_foot_force(
    gravity: Real,
    shoulder_distance: Real,
    leg_length: Real,
    pelvis_mass: Real,
    pelvis_com_height: Real,
    trunk_mass: Real,
    lumbosacral_height: Real,
    trunk_com_length: Real,
    leg_mass: Real,
    leg_com_depth: Real,
) -> Real:
    """What the feet carry of a straight side bridge between elbow and feet: moments about the shoulder."""
    about_shoulder = (
        pelvis_mass * (shoulder_distance - pelvis_com_height)
        + trunk_mass * (shoulder_distance - lumbosacral_height - trunk_com_length)
        + 2 * leg_mass * (shoulder_distance + leg_com_depth)
    )
    return gravity * about_shoulder / (shoulder_distance + leg_length)


def side_bridge_moment(
    bridge_foot_force: Real,
    leg_length: Real,
    leg_mass: Real,
    gravity: Real,
    leg_com_depth: Real,
    body_inclination: Real,
) -> Real:
    """The lower hip of a side bridge: feet push up, both legs weigh down, the upper rests on the lower."""
    level = bridge_foot_force * leg_length - 2 * leg_mass * gravity * leg_com_depth
    return level * np.cos(body_inclination)


EQUATIONS: tuple[Function, ...] = (
    side_lying_moment,
    standing_abduction_moment,
    shoulder_distance,
    bridge_foot_force,
    side_bridge_moment,
)
"""Free bodies that are no one-leg stand, SI; the other three are stands that :func:`hipmech.solve` knows."""
IN_ORDER = in_order(chosen(EQUATIONS, {}))
LYING: Mapping[str, Function] = {
    "side_lying_abduction": side_lying_moment,
    "standing_abduction": standing_abduction_moment,
    "side_bridge": side_bridge_moment,
}
STANDS = ("lateral_step_up", "single_leg_squat", "pelvic_drop")


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Demand(Tabled):
    """What an exercise asks by the lever, at both ends of its posture, beside what was measured.

    Attributes
    ----------
    exercise : Exercise
    moment : (float or ndarray, float or ndarray) or None, N·m
        The lower and the higher end; None where no lever can be stated honestly.
    share : the same, per cent of the capacity in standing
    """

    exercise: Exercise
    moment: tuple[Any, Any] | None
    share: tuple[Any, Any] | None

    def __repr__(self) -> str:
        return f"<Demand of {self.exercise.name}>"

    @property
    def _units(self) -> Mapping[str, str]:
        return {"moment": "N·m", "share": "% of the capacity"}


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Demands:
    """The exercises of one body, or of many.

    Attributes
    ----------
    load : Load
        The level stand that the capacity is that of.
    each : tuple of Demand
        In the order of :data:`EXERCISES`, which is that of the source and no ranking.
    """

    load: Load
    each: tuple[Demand, ...]

    def __getitem__(self, name: str) -> Demand:
        for demand in self.each:
            if demand.exercise.name == name:
                return demand
        known = ", ".join(exercise.name for exercise in EXERCISES)
        raise InputError(f"{name!r} is no exercise known here: they are {known}.")

    def __iter__(self) -> Iterator[Demand]:
        return iter(self.each)

    def __repr__(self) -> str:
        return f"<Demands of {len(self.each)} exercises; {NO_ADVICE}>"

    def _repr_html_(self) -> str:
        """One exercise a row: by the lever and as measured; of many bodies the lowest to the highest."""
        head = ("exercise", "moment, N·m", "share of the capacity, %", "measured, %MVIC", "source")
        rows = (
            (
                demand.exercise.name,
                _from_to(demand.moment),
                _from_to(demand.share),
                _from_to(demand.exercise.measured),
                demand.exercise.source,
            )
            for demand in self.each
        )
        return table(f"Demands of exercises; {NO_ADVICE}", head, rows)

    def table(self) -> pd.DataFrame:
        """Tidy table, one exercise of one body a row.

        Returns
        -------
        pandas.DataFrame
            Numbers are NaN where no lever or no measurement is known. ``attrs`` hold ``units`` by column and
            a ``note`` on what the table is not.
        """
        import pandas as pd

        bodies = int(np.prod(self.load.shape, dtype=int))
        frames = []
        for demand in self.each:
            columns: dict[str, Any] = {"body": np.arange(bodies), "exercise": demand.exercise.name}
            for label, span in (("moment", demand.moment), ("share", demand.share)):
                for end, value in zip(("low", "high"), span or (np.nan, np.nan), strict=True):
                    columns[f"{label}_{end}"] = np.broadcast_to(value, self.load.shape).ravel()
            low, high = demand.exercise.measured or (np.nan, np.nan)
            columns |= {"measured_low": low, "measured_high": high, "source": demand.exercise.source}
            frames.append(pd.DataFrame(columns))
        frame = pd.concat(frames, ignore_index=True)
        frame.attrs["units"] = {
            name: {"moment": "N·m", "share": "%", "measured": "%MVIC"}.get(name.rsplit("_", 1)[0], "")
            for name in frame.columns
        }
        frame.attrs["note"] = NO_ADVICE
        return frame


def _from_to(span: tuple[Any, Any] | None) -> str:
    """A range in words, whole numbers; a dash where there is none."""
    numbers = np.concatenate([np.ravel(end) for end in span]) if span else np.array([])
    known = numbers[np.isfinite(numbers)]
    ends = dict.fromkeys(f"{end:.0f}" for end in (known.min(), known.max())) if known.size else ("–",)
    return " to ".join(ends)


def demands(**inputs: Any) -> Demands:
    """What common abductor exercises ask of a body by the lever, as shares of its capacity.

    Parameters
    ----------
    **inputs : scalar or array_like
        Inputs of a body or a femur by canonical name, public units; the posture is the exercise's own.

    Returns
    -------
    Demands

    Raises
    ------
    InputError, UnknownQuantity
        An input of a stance, a name that is no input, or a value that is not allowed.

    Examples
    --------
    >>> found = demands()
    >>> [round(float(end)) for end in found["side_lying_abduction"].share]
    [29, 34]
    >>> found["side_lying_abduction"].exercise.measured
    (42.0, 81.0)
    """
    for name in inputs:
        if name in INPUTS and name not in OF_A_BODY:
            raise InputError(
                f"{name} belongs to a stance, and an exercise has a posture of its own: demands takes what "
                f"makes a body or a femur, such as {', '.join(OF_A_BODY[:3])}."
            )
        quantity(name, OF_A_BODY)
    load = solve(**inputs)
    moments = {**_lying(load), **_standing(inputs)}
    return Demands(load=load, each=tuple(_demand(exercise, moments, load) for exercise in EXERCISES))


OF_A_BODY = (*Body.__dataclass_fields__, *Femur.__dataclass_fields__)


def _lying(load: Load) -> dict[str, tuple[Any, Any]]:
    """Moments of the exercises that are no stand, at the ends of their postures."""
    values = load.evaluate()
    low, high = (
        evaluate(IN_ORDER, values | {POSTURES[name][0]: np.radians(POSTURES[name][1][end]) for name in LYING})
        for end in (0, 1)
    )
    return {name: (low[moment.__name__], high[moment.__name__]) for name, moment in LYING.items()}


def _standing(inputs: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Moments of the one-leg stands, at the ends of their postures; NaN where the stand has no answer."""
    found = {}
    for name in STANDS:
        open_one, ends = POSTURES[name]
        low, high = (_stand({**inputs, open_one: end}) for end in ends)
        found[name] = (low, high)
    return found


def _stand(given: Mapping[str, Any]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        load = solve(**given)
    return np.where(load.status == OUTSIDE_VALIDITY, np.nan, load.abductor_moment)


def _demand(exercise: Exercise, moments: Mapping[str, tuple[Any, Any]], load: Load) -> Demand:
    if exercise.name not in moments:
        return Demand(exercise=exercise, moment=None, share=None)
    ends = moments[exercise.name]
    low, high = (np.broadcast_to(end, load.shape) for end in (np.minimum(*ends), np.maximum(*ends)))
    with np.errstate(all="ignore"):
        capacity = np.where(np.asarray(load.abductor_capacity) > 0, load.abductor_capacity, np.nan)
        share = (100 * low / capacity, 100 * high / capacity)
    return Demand(exercise=exercise, moment=(low[()], high[()]), share=(share[0][()], share[1][()]))
