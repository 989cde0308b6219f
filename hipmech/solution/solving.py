"""One call from a body, a femur and a stance to the load of the hip."""

from __future__ import annotations

import reprlib
import warnings as python_warnings
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from types import MappingProxyType
from typing import Any, Unpack

import numpy as np
from numpy.typing import NDArray

from hipmech.anthropometry import Body
from hipmech.equations import Equation, behind, evaluate
from hipmech.equilibrium import LEVER_EQUATIONS, answers, guarded, hip_equations, one_hip
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.femur import Femur
from hipmech.levers import Lever
from hipmech.limits import accept, remarks, shape_of, whole_number
from hipmech.loads import NOT_HELD, Balance, Load
from hipmech.posture import Stance
from hipmech.quantities import INPUTS, OUTPUTS, QUANTITIES, quantity, suggestion
from hipmech.solution.cases import Choices, names_of, settled
from hipmech.solution.inputs import DEFAULTS, LEAVES, Inputs, Leaves, LeverInputs
from hipmech.solution.many import MANY, in_rows, taken

__all__ = ["solve", "solve_lever", "solve_only"]


def solve(
    body: Body | None = None,
    femur: Femur | None = None,
    stance: Stance | None = None,
    **inputs: Unpack[Inputs],
) -> Load:
    """Load of a hip in one-leg stance.

    Parameters
    ----------
    body, femur, stance : Body, Femur, Stance, optional
        Records; the default adult and the textbook stand where left out.
    **inputs : scalar or array_like
        Any input by canonical name, public units (deg, mm, kg, N, s); replaces the record's field.
        Arrays broadcast: a sweep is a call.

    Returns
    -------
    Load
        Every output, floats for scalar input and else arrays of the common shape, each with a ``status``.

    Raises
    ------
    InputError
        A value that is no finite number, outside the hard limits, of a shape that does not fit, or a
        setting that contradicts another.
    UnknownQuantity
        A name that is not an input; the nearest is suggested.

    Warns
    -----
    PhysiologyWarning
        A value outside what is measured in people.

    Examples
    --------
    >>> import hipmech as hm
    >>> load = hm.solve()
    >>> round(load.abductor_force_bw, 3), round(load.joint_reaction_bw, 3)
    (1.909, 2.728)
    >>> wide = hm.solve(inter_hip_distance=[172, 192])
    >>> wide.body_weight_arm.round(1).tolist()
    [102.5, 114.4]
    """
    return _solve(body, femur, stance, inputs)


def solve_only(
    outputs: Iterable[str],
    *,
    threads: int = 1,
    out: Mapping[str, NDArray[Any]] | None = None,
    **inputs: Any,
) -> dict[str, NDArray[Any]]:
    """Only some outputs of many hips, and their status, without a record: nothing is copied, nothing kept.

    Parameters
    ----------
    outputs : iterable of str
        Names of outputs.
    threads : int
        NumPy works on several at once; the results are the same.
    out : mapping of str to ndarray, optional
        By output, an array of the common shape of the inputs to write it to, float64 (the status int8): it
        saves fetching memory call after call. After an error it holds anything.
    **inputs : scalar or ndarray of float64
        As :func:`hipmech.solve`.

    Returns
    -------
    dict of str to ndarray
        Arrays that broadcast to the common shape of the inputs; those of ``out`` where it has them.

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`hipmech.solve`; an ``out`` that does not fit, or whose arrays overlap.

    Examples
    --------
    >>> kept = {"joint_reaction_bw": np.empty(3)}
    >>> for drop in (0.0, 5.0):
    ...     found = solve_only(kept, out=kept, neck_shaft_angle=np.array([114.0, 127, 140]), pelvic_drop=drop)
    ...     print(kept["joint_reaction_bw"].round(2).tolist())
    [2.41, 2.73, 3.22]
    [2.53, 2.89, 3.46]
    """
    whole_number("threads", threads, 1)
    case = settled({}, inputs, accept if "cane_force_bw" in inputs else taken)
    names = tuple(dict.fromkeys((*outputs, "status")))
    allowed = (*names_of(case.values["stance_strategy"]), "status")
    for name in names:
        if name not in allowed:
            raise InputError(f"{name!r} is no output of these hips{suggestion(name, allowed)}")
    places = out or {}
    _refuse_misfits(places, names, case.shape)
    found = in_rows(case, names, threads, places) if case.hips >= MANY else None
    if found is None:
        load = solve(**inputs)
        found = {name: getattr(load, name) for name in names}
    for name, place in places.items():
        if not np.may_share_memory(place, found[name]):
            place[...] = found[name]
    return {**found, **places}


def _refuse_misfits(out: Mapping[str, Any], names: tuple[str, ...], shape: tuple[int, ...]) -> None:
    """Refuse places that outputs of a shape cannot be written to."""
    for name, place in out.items():
        if name not in names:
            raise InputError(f"out has a place for {name!r}, which is not asked for: {', '.join(names)} are.")
        kind = np.dtype(np.int8 if name == "status" else np.float64)
        if not (isinstance(place, np.ndarray) and place.dtype == kind and place.shape == shape):
            given = f"{place.dtype} of shape {place.shape}" if isinstance(place, np.ndarray) else repr(place)
            raise InputError(f"out[{name!r}] is {given}: it takes an array of {kind} of shape {shape}.")
        if not place.flags.writeable:
            raise InputError(f"out[{name!r}] cannot be written to: give an array of your own.")
    for (name, place), (other, its) in combinations(out.items(), 2):
        if np.shares_memory(place, its):
            raise InputError(f"out[{name!r}] and out[{other!r}] overlap: give each output its own array.")


def _solve(body: Body | None, femur: Femur | None, stance: Stance | None, inputs: Mapping[str, Any]) -> Load:
    given: dict[str, Any] = {}
    for record, kind in ((body, Body), (femur, Femur), (stance, Stance)):
        if isinstance(record, kind):
            given.update((name, v) for name, v in vars(record).items() if v is not DEFAULTS[name])
        elif record is not None:
            raise InputError(
                f"{reprlib.repr(record)} is no {kind.__name__}: solve takes a Body, a Femur and a Stance, in "
                "this order or by name, and inputs by name as in solve(neck_shaft_angle=130)."
            )
    case = settled(given, inputs)
    notes = tuple(note for name in given if name in LEAVES for note in remarks(name, case.values[name]))
    names = names_of(case.values["stance_strategy"])
    found = in_rows(case, (*names, "status")) if case.hips >= MANY else None
    if found is None:
        several = _solve_many if case.shape else _solve_one
        found = _told(several(case.choices, case.leaves), dict(case.choices), names)
    load: Load = _recorded(
        Load, found, hip_equations(case.choices), case.leaves, case.values, notes, case.shape
    )
    return load


def solve_lever(**inputs: Unpack[LeverInputs]) -> Balance:
    """Balance of a published lever that gives weight, arms and line of pull directly.

    Parameters
    ----------
    **inputs : scalar or array_like
        ``body_mass`` in kg, ``supported_weight_bw`` in BW, ``body_weight_arm`` and ``abductor_arm`` in mm,
        ``abductor_line_angle`` in degrees from the vertical.

    Returns
    -------
    Balance

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`solve`; anatomy such as a neck angle has no place in a lever.

    Examples
    --------
    >>> import hipmech as hm
    >>> grays = hm.solve_lever(supported_weight_bw=5 / 6, body_weight_arm=100, abductor_arm=50)
    >>> round(grays.joint_reaction_bw, 3)
    2.5
    """
    for name in inputs:
        if name in INPUTS and name not in LeverInputs.__annotations__:
            raise InputError(
                f"A published lever gives weight, arms and line of pull directly: {name} has no place in it. "
                f"It takes {', '.join(LeverInputs.__annotations__)}; for anatomy use hipmech.solve."
            )
        quantity(name, LeverInputs.__annotations__)
    values = vars(Lever(**inputs))  # type: ignore[arg-type]
    leaves = {name: value * QUANTITIES[name].si for name, value in values.items()}
    leaves |= NOTHING_ELSE | {"gravity": QUANTITIES["gravity"].default}
    with np.errstate(all="ignore"):
        solved = evaluate(LEVER_EQUATIONS, leaves)
    shape = shape_of(dict(values))
    found = _told(solved, {}, LEVER_OUTPUTS)
    balance: Balance = _recorded(Balance, found, LEVER_EQUATIONS, leaves, values, (), shape)
    return balance


LEVER_OUTPUTS = tuple(name for name in OUTPUTS if name in Balance.__dataclass_fields__ and name != "status")
NOTHING_ELSE = {"supported_mass": 0.0, "carried_mass": 0.0, "lateral_acceleration": 0.0, "cane_force": 0.0}
"""A lever stands still, without cane and load."""


@cache
def needed(choices: Choices) -> tuple[Equation, ...]:
    return behind(hip_equations(choices), (*OUTPUTS, "trunk_inclination"))


def _solve_many(choices: Choices, leaves: Mapping[str, Any]) -> dict[str, Any]:
    with np.errstate(all="ignore"):
        return evaluate(needed(choices), leaves)


def _solve_one(choices: Choices, leaves: Leaves) -> dict[str, Any]:
    """Floats need no arrays; what their arithmetic refuses, that of arrays answers with infinity or NaN."""
    try:
        return one_hip(choices)(**leaves.numbers)
    except (ArithmeticError, ValueError):
        return _solve_many(choices, leaves)


def _told(values: dict[str, Any], choices: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    """Outputs as they may leave the house, in public units."""
    if np.count_nonzero(values["status"] > NOT_HELD) or np.count_nonzero(
        values.get("abductor_capacity", 1.0) == 0
    ):
        values = guarded(values)
    return answers(values, choices, names) | {"status": values["status"]}


def _recorded(
    record: Any,
    found: Mapping[str, Any],
    equations: tuple[Equation, ...],
    leaves: Mapping[str, Any],
    inputs: Mapping[str, Any],
    notes: tuple[str, ...],
    shape: tuple[int, ...],
) -> Any:
    """A record of floats, or of read-only arrays of the common shape."""
    outputs = {name: _shaped(value, shape) for name, value in found.items() if name != "status"}
    status = found["status"]
    outputs["status"] = (
        int(status) if shape == () else np.broadcast_to(np.asarray(status, dtype=np.int8), shape)
    )
    for note in notes:
        python_warnings.warn(note, PhysiologyWarning, stacklevel=4)
    return record(
        **outputs, inputs=MappingProxyType(dict(inputs)), equations=equations, leaves=leaves, warnings=notes
    )


def _shaped(value: Any, shape: tuple[int, ...]) -> Any:
    if shape == ():
        return float(value)
    array = np.broadcast_to(value, shape)
    array.flags.writeable = False
    return array
