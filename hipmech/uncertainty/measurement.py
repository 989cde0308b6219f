"""How the errors of what was measured reach the load: exactly to first order, and by drawing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.explanation import derivatives
from hipmech.limits import accept, in_unit, whole_number, without_unit
from hipmech.loads import Load
from hipmech.notebooks import Tabled, figure, table
from hipmech.quantities import QUANTITIES, quantity
from hipmech.solution import LEAVES, solve
from hipmech.sweeps.rows import ROW_STATUS_WORDS
from hipmech.sweeps.solving import quietly, solve_cases
from hipmech.uncertainty.intervals import Interval, interval, refuse_few
from hipmech.uncertainty.prediction import NO_INDIVIDUAL, wanted
from hipmech.uncertainty.radiographs import LENGTHS, MAGNIFICATION, READINGS, Reading

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Measurement", "Propagated", "measured"]

THIS_PERSON = "this person"
ROUNDING = 1e-12
"""What is left of a spread where nothing spreads."""
PROJECTION = (
    "What a radiograph shows wrongly for everybody: on those of the pelvis the femoral offset is 13 % too "
    "short (merle_2012), and no spread undoes that."
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Propagated(Tabled):
    """One output, with the error that reaches it both ways.

    Attributes
    ----------
    output : str
    value : float
        From the measured numbers as they are.
    first_order : float
        Standard deviation from the exact derivatives; NaN where the output does not hold.
    drawn : Interval
        Of the drawn measurements: mean, sd, ends, median and their standard errors.
    shares : mapping of str to float
        Share of the first-order variance by measured input, and by the magnification that lengths share.
    """

    output: str
    value: float
    first_order: float
    drawn: Interval
    shares: Mapping[str, float]

    @property
    def _units(self) -> Mapping[str, str]:
        return dict.fromkeys(("value", "first_order"), QUANTITIES[self.output].unit)

    @property
    def disagreement(self) -> float:
        """First order against drawing, relative; beyond a few per cent the load bends within the error."""
        certain = self.drawn.sd <= ROUNDING * abs(self.value)
        return 0.0 if certain else self.first_order / self.drawn.sd - 1


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Measurement:
    """The load of one measured person, with the errors of measurement.

    Attributes
    ----------
    load : Load
    errors : mapping of str to float
        Standard deviations as given, public units; the magnification in per cent.
    count, seed : int
    outputs : tuple of Propagated
    statuses : mapping of str to int
        Status of the drawn measurements; of those beyond the hard limits it is "invalid input".
    """

    load: Load
    errors: Mapping[str, float]
    count: int
    seed: int
    outputs: tuple[Propagated, ...]
    statuses: Mapping[str, int]

    @property
    def covers(self) -> str:
        """What the spread speaks of."""
        return (
            f"The spread covers the errors given, of {', '.join(self.errors)}, taken as normal and, but for "
            "the magnification of all lengths, independent."
        )

    @property
    def leaves_out(self) -> tuple[str, ...]:
        """What the spread does not speak of."""
        return (
            "Every input that was not measured: it is that of the default adult, or as given.",
            PROJECTION,
            "The model itself: hipmech.uncertainty.models shows how far models differ about one person.",
            NO_INDIVIDUAL,
        )

    def table(self) -> pd.DataFrame:
        """One output a row: value, both standard deviations, ends, shares of the variance, unit."""
        import pandas as pd

        frame = pd.DataFrame([_row(one) for one in self.outputs])
        frame.attrs |= {
            "covers": self.covers,
            "leaves_out": list(self.leaves_out),
            "statuses": dict(self.statuses),
            "errors": dict(self.errors),
            "seed": self.seed,
        }
        return frame

    def __repr__(self) -> str:
        one = self.outputs[0]
        unit = QUANTITIES[one.output].unit
        return f"<Measurement: {one.output} {figure(one.value)} ± {one.first_order:.2g} {unit}>"

    def _repr_html_(self) -> str:
        told = ", ".join(f"{n:,} {word}" for word, n in self.statuses.items())
        head = ("quantity", "value", "± first order", "± drawn", "low", "high", "unit")
        return table(f"{self.covers} Of {self.count:,} drawn: {told}.", head, map(_cells, self.outputs))


def _row(one: Propagated) -> dict[str, Any]:
    kept = ("low", "median", "high", "low_error", "median_error", "high_error", "level", "without")
    drawn = {name: value for name, value in asdict(one.drawn).items() if name in kept}
    shares = {f"share of {name}": share for name, share in one.shares.items()}
    spread = {"value": one.value, "sd_first_order": one.first_order, "sd_drawn": one.drawn.sd}
    return {"output": one.output} | spread | drawn | shares | {"unit": QUANTITIES[one.output].unit}


def _cells(one: Propagated) -> list[str]:
    numbers = (one.value, one.first_order, one.drawn.sd, one.drawn.low, one.drawn.high)
    return [QUANTITIES[one.output].en, *map(figure, numbers), QUANTITIES[one.output].unit]


def measured(
    inputs: Mapping[str, float],
    errors: Mapping[str, float | Reading],
    outputs: Sequence[str] = ("joint_reaction_bw",),
    *,
    count: int = 20_000,
    seed: int,
    level: float = 0.95,
    **fixed: Any,
) -> Measurement:
    """The load of a measured person, and how far the errors of measurement move it.

    Parameters
    ----------
    inputs : mapping of str to float
        What was measured, by canonical name, public units.
    errors : mapping of str to float or Reading
        Standard deviation of each, in the same unit; 0 for what is exact. ``magnification``, in per cent, is
        one error that all lengths on the radiograph share. :data:`READINGS` has those with a source; none is
        filled in by itself.
    outputs : sequence of str
    count, seed : int
        Drawn measurements.
    level : float
        Share of the drawn answers between the ends.
    **fixed : scalar or word
        Other inputs, taken as exact.

    Returns
    -------
    Measurement

    Raises
    ------
    InputError
        A measured input without error or fixed too, an error without measured input, a negative error, or
        what :func:`hipmech.solve` refuses.
    UnknownQuantity

    Examples
    --------
    >>> found = measured(
    ...     {"inter_hip_distance": 180, "neck_shaft_angle": 132, "neck_length": 50},
    ...     {**READINGS, "neck_length": 2},
    ...     seed=1,
    ... )
    >>> found
    <Measurement: joint_reaction_bw 3.12 ± 0.11 BW>
    >>> {name: round(share, 1) for name, share in found.outputs[0].shares.items()}
    {'inter_hip_distance': 0.0, 'neck_shaft_angle': 0.6, 'neck_length': 0.4, 'magnification': 0.0}
    """
    asked = wanted(outputs)
    refuse_few(count, level)
    whole_number("seed", seed, 0)
    if both := sorted({*inputs} & {*fixed}):
        raise InputError(f"{both[0]} is both measured and fixed: give one of them.")
    spreads = _spreads(inputs, errors)
    values = {name: float(accept(name, value)) for name, value in inputs.items()}
    with quietly():
        load = solve(**{**fixed, **values})
    drawn = solve_cases(_drawn(values, spreads, count, seed), fixed, asked, told=False)
    counts = np.bincount(drawn.status, minlength=len(ROW_STATUS_WORDS)).tolist()
    return Measurement(
        load=load,
        errors=MappingProxyType(spreads),
        count=count,
        seed=seed,
        outputs=tuple(
            _propagated(load, name, spreads, interval(drawn.outputs[name], name, THIS_PERSON, level))
            for name in asked
        ),
        statuses=MappingProxyType({w: n for w, n in zip(ROW_STATUS_WORDS, counts, strict=True) if n}),
    )


def _spreads(inputs: Mapping[str, Any], errors: Mapping[str, float | Reading]) -> dict[str, float]:
    if not inputs:
        raise InputError("Nothing is measured: give at least one input, such as inter_hip_distance.")
    for name in inputs:
        quantity(name, LEAVES)
        if np.ndim(inputs[name]) > 0:
            raise InputError(
                f"{name} has {np.size(inputs[name])} values: measured takes one person at a time."
            )
        if name not in errors:
            known = f", {READINGS[name].sd:g} by {READINGS[name].source}" if name in READINGS else ""
            raise InputError(
                f"{name} is measured, but its error is not given: give a standard deviation in "
                f"{QUANTITIES[name].unit or 'plain numbers'}{known}, or 0 if it is exact."
            )
    for name in errors:
        if name not in inputs and name != MAGNIFICATION:
            raise InputError(f"{name} has an error, but no measured value: give both, or neither.")
    if MAGNIFICATION in errors and not any(name in LENGTHS for name in inputs):
        raise InputError(f"Nothing that is measured is magnified: of lengths there are {', '.join(LENGTHS)}.")
    return {name: _spread(name, errors[name]) for name in (*inputs, MAGNIFICATION) if name in errors}


def _spread(name: str, error: float | Reading) -> float:
    sd = error.sd if isinstance(error, Reading) else error
    plain = in_unit(name, "%", sd) if name == MAGNIFICATION else without_unit(name, sd)
    try:
        spread = float(plain)
    except (TypeError, ValueError):
        spread = math.nan
    if not 0 <= spread < math.inf:
        raise InputError(
            f"The error of {name} = {sd!r} is not allowed: it is a standard deviation, 0 or more."
        )
    return spread


def _drawn(
    values: Mapping[str, float], spreads: Mapping[str, float], count: int, seed: int
) -> dict[str, NDArray[np.float64]]:
    """Measurements as they might have come out; the magnification acts on every length alike."""
    rng = np.random.default_rng(seed)
    scores = {name: rng.standard_normal(count) for name in spreads}
    scale = 1 + spreads.get(MAGNIFICATION, 0.0) / 100 * scores.get(MAGNIFICATION, np.zeros(count))
    return {
        name: (value + spreads[name] * scores[name]) * (scale if name in LENGTHS else 1.0)
        for name, value in values.items()
    }


def _propagated(load: Load, output: str, spreads: Mapping[str, float], drawn: Interval) -> Propagated:
    slopes = derivatives(load, output)
    parts = {name: float(slopes[name]) * sd for name, sd in spreads.items() if name != MAGNIFICATION}
    if MAGNIFICATION in spreads:
        together = sum(float(slopes[name]) * load.inputs[name] for name in parts if name in LENGTHS)
        parts[MAGNIFICATION] = together * spreads[MAGNIFICATION] / 100
    variance = sum(part**2 for part in parts.values())
    shares = {name: part**2 / variance if variance else 0.0 for name, part in parts.items()}
    return Propagated(
        output=output,
        value=float(getattr(load, output)),
        first_order=math.sqrt(variance),
        drawn=drawn,
        shares=MappingProxyType(shares),
    )
