"""One call from a body to its step: walking as an inverted pendulum, running as a row of bounces."""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.equations import evaluate
from hipmech.equilibrium import answers, guarded
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.gait.plans import STRATEGY, gait_equations
from hipmech.gait.presets import TAKES, usual
from hipmech.gait.steps import CURVES, Step
from hipmech.limits import accept, remarks, shape_of, whole_number
from hipmech.loads import Load
from hipmech.quantities import FURTHER_INPUTS, INPUTS, QUANTITIES, quantity
from hipmech.solution.cases import names_of, settled

__all__ = ["run", "walk"]

INSTANTS = 101
"""Instants of a step: odd, so that mid-stance is one of them."""
SUMMED = ("abductor_moment", "abductor_force", "joint_reaction")
WHOLE = ("step_time", "contact_time", "balance_margin")
"""What does not change through a step."""
REFUSED: Mapping[str, Mapping[str, str]] = {
    "walk": {
        "stance_strategy": "a walker swings as the pendulum of 'gait_midstance'",
        "load_factor": "the load of a step follows from its timing: set duty_factor and load_shape",
    },
    "run": {
        "stance_strategy": "a runner's foot stands where the step width puts it",
        "load_factor": "the load of a step follows from its timing: set step_rate and duty_factor",
        "step_time": "set step_rate, in steps a minute of both feet",
        "pelvic_drop": "the pelvis of a runner sinks with the load: set pelvic_give",
    },
}
"""Inputs of a hip that a gait answers for itself."""


def walk(*, instants: int = INSTANTS, **inputs: Any) -> Step:
    """A step of steady walking, over the time in which one foot alone bears the body.

    The body swings over the foot as the inverted pendulum of the stance strategy ``gait_midstance``, which is
    the middle of this step. The load factor has two humps and carries the body's weight over a step; the path
    of the pendulum is that under constant weight.

    A step is made by its time and its duty factor. ``speed`` says how far it carries: it acts on the steps
    per kilometre and on what they add up to, **not on a peak or on the sum of a step**. People who walk
    faster step faster and stand shorter: give ``step_rate`` and ``duty_factor`` as well.

    Parameters
    ----------
    instants : int
        How many, in the middle of equal intervals; an odd number has mid-stance among them.
    **inputs : scalar or array_like
        Those of :func:`hipmech.solve` but ``stance_strategy`` and ``load_factor``; ``duty_factor``,
        ``load_shape``, ``speed`` (m/s); ``step_rate`` (1/min) in the place of ``step_time``. Arrays
        broadcast.

    Returns
    -------
    Step

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`hipmech.solve`; and a duty factor with which nobody walks.

    Warns
    -----
    PhysiologyWarning
        A value outside what is measured in people.

    Examples
    --------
    >>> import hipmech as hm
    >>> step = hm.gait.walk(step_width=[90, 130])
    >>> (step.abductor_moment_peak / 75).round(2).tolist()
    [0.86, 0.83]
    >>> step.balance_margin.round(1).tolist()
    [16.7, 23.2]
    >>> fast = hm.gait.walk(speed=[1.25, 2.5])
    >>> (fast.abductor_moment_peak / 75).round(2).tolist()
    [0.83, 0.83]
    >>> fast.steps_per_kilometre.round().tolist()
    [741.0, 370.0]
    """
    given = _given("walk", inputs)
    if "step_rate" in given:
        if "step_time" in inputs:
            raise InputError("step_time and step_rate are both given: they say the same, give one.")
        given["step_time"] = 60 / given.pop("step_rate")
    flying = np.asarray(given["duty_factor"]) < 0.5
    if flying.any():
        raise InputError(
            f"duty_factor = {_first(given['duty_factor'], flying):g} is no walk: a foot that stands less "
            "than half of a stride leaves a time of flight, and a body in the air is no pendulum over its "
            "foot. Take hipmech.gait.run."
        )
    return _step("walk", given, instants)


def run(*, instants: int = INSTANTS, **inputs: Any) -> Step:
    """A step of steady running, over the contact of one foot.

    The load factor is half of a sine that carries the body's weight over a step, after morin_2005. There is
    no pendulum with a time of flight: the pelvis is taken to stay on the line of progression, and the body
    to fall away from a foot beside that line. Contact time follows step rate by ``contact_response``, the
    pelvis sinks by ``pelvic_give``: assumptions, see :data:`ASSUMED`. As in :func:`walk`, ``speed`` acts on
    the steps per kilometre and on what they add up to alone.

    Parameters
    ----------
    instants : int
        How many, in the middle of equal intervals; an odd number has mid-stance among them.
    **inputs : scalar or array_like
        Those of :func:`hipmech.solve` but ``stance_strategy``, ``load_factor``, ``step_time`` and
        ``pelvic_drop``; ``step_rate``, ``preferred_step_rate`` (1/min), ``duty_factor``,
        ``contact_response``, ``pelvic_give`` (deg per body weight), ``speed`` (m/s). Arrays broadcast.

    Returns
    -------
    Step

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`hipmech.solve`; and a contact without a flight.

    Warns
    -----
    PhysiologyWarning
        A value outside what is measured in people.

    Examples
    --------
    >>> import hipmech as hm
    >>> step = hm.gait.run(step_rate=[141, 157, 173])
    >>> step.load_factor_peak.round(2).tolist()
    [2.33, 2.21, 2.11]
    >>> (step.abductor_moment_peak / 75).round(2).tolist()
    [1.98, 1.87, 1.78]
    """
    return _step("run", _given("run", inputs), instants)


def _given(gait: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Accepted inputs by name: the defaults of the gait, and above them what is asked for."""
    for name in inputs:
        if name in REFUSED[gait]:
            raise InputError(f"{name} cannot be set here: {REFUSED[gait][name]}.")
        if name in FURTHER_INPUTS and name not in TAKES[gait]:
            raise InputError(f"{name} has no place in this gait; it takes {', '.join(TAKES[gait])}.")
        quantity(name, (*INPUTS, *TAKES[gait]))
    return {name: accept(name, value) for name, value in {**usual(gait), **inputs}.items()}


def _first(value: Any, where: NDArray[np.bool_]) -> float:
    return float(np.broadcast_to(value, where.shape)[where].flat[0])


def _step(gait: str, given: dict[str, Any], instants: int) -> Step:
    whole_number("instants", instants, 3)
    further = {name: value for name, value in given.items() if name in FURTHER_INPUTS}
    hip = {name: value for name, value in given.items() if name not in further}
    case = settled({}, {**hip, "stance_strategy": STRATEGY})
    shape = shape_of({**case.values, **further})
    notes = tuple(note for name, value in given.items() for note in remarks(name, value))
    leaves = {name: _through_time(value) for name, value in case.leaves.items()}
    leaves |= {name: _through_time(value * QUANTITIES[name].si) for name, value in further.items()}
    equations = gait_equations(gait, case.choices)
    with np.errstate(all="ignore"):
        timing = evaluate([row for row in equations if row.name in ("step_time", "contact_time")], leaves)
        leaves["time"] = _instants(gait, timing, instants)
        values = evaluate(equations, leaves)
    _refuse_no_flight(gait, values)
    names = names_of(STRATEGY)
    found = answers(guarded(values), dict(case.choices), names) | {"status": values["status"]}
    load = Load(
        **{name: _array(value, (*shape, instants)) for name, value in found.items()},
        inputs=MappingProxyType({name: _through_time(value) for name, value in case.values.items()}),
        equations=equations,
        leaves=leaves,
        warnings=notes,
    )
    for note in notes:
        python_warnings.warn(note, PhysiologyWarning, stacklevel=3)
    return _summed(gait, load, values, {**case.values, **further}, shape)


def _through_time(value: Any) -> Any:
    """What varies from case to case, with a last axis for time."""
    return value[..., np.newaxis] if np.ndim(value) > 0 else value


def _instants(gait: str, timing: Mapping[str, Any], instants: int) -> Any:
    """Middles of equal intervals of the time in which the foot alone bears the body, s."""
    share = (np.arange(instants) + 0.5) / instants
    contact, step = timing["contact_time"], timing["step_time"]
    start, length = (contact - step, 2 * step - contact) if gait == "walk" else (0.0, contact)
    return start + length * share


def _refuse_no_flight(gait: str, values: Mapping[str, Any]) -> None:
    standing = np.asarray(values["contact_time"] >= values["step_time"])
    if gait == "run" and standing.any():
        contact, step = (_first(values[name], standing) for name in ("contact_time", "step_time"))
        raise InputError(
            f"A contact of {contact:.3f} s in a step of {step:.3f} s leaves no flight: that is no run. Lower "
            "duty_factor or contact_response, or take hipmech.gait.walk."
        )


def _array(value: Any, shape: tuple[int, ...]) -> Any:
    array = np.array(np.broadcast_to(value, shape))
    array.flags.writeable = False
    return array


def _summed(
    gait: str, load: Load, values: Mapping[str, Any], inputs: Mapping[str, Any], shape: tuple[int, ...]
) -> Step:
    """A step with its peaks and sums."""
    curves = {name: _array(values[name] / QUANTITIES[name].si, load.shape) for name in ("time", *CURVES)}
    whole = {
        name: _first_of(values[name] / QUANTITIES[name].si, load.shape) for name in WHOLE if name in values
    }
    duration = whole["contact_time"]
    if gait == "walk":
        duration = 2 * whole["step_time"] - duration
    steps = 1000 / (2 * whole["step_time"] * inputs["speed"])
    sums = {name: duration * getattr(load, name).mean(axis=-1)[()] for name in SUMMED}
    return Step(
        gait=gait,
        load=load,
        **curves,
        **whole,
        load_factor_peak=curves["load_factor"].max(axis=-1)[()],
        hip_adduction_peak=load.hip_adduction.max(axis=-1)[()],  # type: ignore[union-attr]
        **{f"{name}_peak": getattr(load, name).max(axis=-1)[()] for name in SUMMED},
        **{f"{name}_impulse": value for name, value in sums.items()},
        steps_per_kilometre=steps if np.ndim(steps) == 0 else np.broadcast_to(steps, shape),
        **{f"{name}_per_kilometre": value * steps for name, value in sums.items()},
        status=load.status.max(axis=-1)[()],
        inputs=MappingProxyType({k: v for k, v in inputs.items() if k not in REFUSED[gait]}),
        warnings=load.warnings,
    )


def _first_of(value: Any, shape: tuple[int, ...]) -> Any:
    """Of what does not change through a step: a number for each case."""
    return np.broadcast_to(value, shape)[..., 0][()]
