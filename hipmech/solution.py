"""One call from a body, a femur and a stance to the load of the hip."""

from __future__ import annotations

import math
import reprlib
import warnings as python_warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.anthropometry import Body, capacity_per_mass, segment_constants
from hipmech.equations import Equation, behind, evaluate
from hipmech.equilibrium import (
    DECIDING,
    LEVER_EQUATIONS,
    answers,
    guarded,
    hip_equations,
    many_hips,
    one_hip,
)
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.femur import Femur
from hipmech.levers import Lever
from hipmech.limits import accept, remarks, shape_of
from hipmech.loads import NOT_HELD, Balance, Load
from hipmech.posture import LEANING_STRATEGIES, Stance
from hipmech.quantities import CONSTANTS, INPUTS, NUMBERS, OUTPUTS, QUANTITIES, quantity

__all__ = ["Inputs", "LeverInputs", "solve", "solve_lever"]


class Inputs(TypedDict, total=False):
    """Every keyword of :func:`solve`; arrays broadcast against each other."""

    body_mass: ArrayLike
    stature: ArrayLike
    sex: ArrayLike
    age: ArrayLike | None
    segment_set: str
    inter_hip_distance: ArrayLike
    abductor_origin_lateral: ArrayLike
    abductor_origin_up: ArrayLike
    abductor_strength: ArrayLike
    gluteal_strength: ArrayLike
    tfl_strength: ArrayLike
    capacity_norm: str
    force_length: str
    stretch_gain: ArrayLike
    passive_stiffness: ArrayLike
    neck_shaft_angle: ArrayLike
    neck_length: ArrayLike
    neck_angle_convention: str
    trochanter_lateral: ArrayLike
    trochanter_rise: ArrayLike
    stance_side: str
    stance_strategy: str
    step_width: ArrayLike
    trunk_share: ArrayLike
    step_time: ArrayLike
    pelvic_drop: ArrayLike
    pelvic_drop_trunk: str
    trunk_lean: ArrayLike
    cane_force: ArrayLike
    cane_force_bw: ArrayLike
    cane_side: str
    cane_distance: ArrayLike
    carried_mass: ArrayLike
    carried_side: str
    load_distance: ArrayLike
    counter_lean: ArrayLike
    load_factor: ArrayLike


class LeverInputs(TypedDict, total=False):
    """Every keyword of :func:`solve_lever`."""

    body_mass: ArrayLike
    supported_weight_bw: ArrayLike
    body_weight_arm: ArrayLike
    abductor_arm: ArrayLike
    abductor_line_angle: ArrayLike


DEFAULTS: MappingProxyType[str, Any] = MappingProxyType(
    {name: accept(name, quantity(name).default) for name in INPUTS if name != "cane_force_bw"}
)
LEAVES: Mapping[str, float] = MappingProxyType(
    {name: QUANTITIES[name].si for name in NUMBERS if name not in ("cane_force_bw", "age")}
)
"""Numbers that enter the equations themselves, with the factor from their public unit to SI."""


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


def _solve(body: Body | None, femur: Femur | None, stance: Stance | None, inputs: Mapping[str, Any]) -> Load:
    values = DEFAULTS.copy()
    given: dict[str, Any] = {}
    for record, kind in ((body, Body), (femur, Femur), (stance, Stance)):
        if isinstance(record, kind):
            given.update((name, v) for name, v in vars(record).items() if v is not DEFAULTS[name])
        elif record is not None:
            raise InputError(
                f"{reprlib.repr(record)} is no {kind.__name__}: solve takes a Body, a Femur and a Stance, in "
                "this order or by name, and inputs by name as in solve(neck_shaft_angle=130)."
            )
    for name, value in inputs.items():
        if name not in INPUTS:
            quantity(name, INPUTS)
        given[name] = accept(name, value)
    share = _settle_cane(given, inputs)
    values.update(given)
    _refuse_contradictions(values, inputs)
    notes = tuple(note for name in given if name in LEAVES for note in remarks(name, values[name]))
    shape = shape_of(values) if any(type(value) not in (float, str) for value in given.values()) else ()
    leaves = Leaves(values, given)
    choices = tuple((name, values[name]) for name in DECIDING)
    names = _names(Load, values["stance_strategy"])
    found = _solve_in_rows(choices, names, leaves, share, shape) if math.prod(shape) >= MANY else None
    if found is None:
        solved = _solve_one(choices, leaves) if shape == () else _solve_many(choices, leaves)
        found = _told(solved, dict(choices), names)
    load: Load = _recorded(Load, found, hip_equations(choices), leaves, values, notes, shape)
    return load


def solve_lever(**inputs: Unpack[LeverInputs]) -> Balance:
    """Balance of a published lever that gives weight, arms and line of pull directly.

    Parameters
    ----------
    body_mass : scalar or array_like, kg
    supported_weight_bw : scalar or array_like, BW
    body_weight_arm, abductor_arm : scalar or array_like, mm
    abductor_line_angle : scalar or array_like, deg from the vertical

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
    found = _told(solved, {}, _names(Balance))
    balance: Balance = _recorded(Balance, found, LEVER_EQUATIONS, leaves, values, (), shape)
    return balance


NOTHING_ELSE = {"supported_mass": 0.0, "carried_mass": 0.0, "lateral_acceleration": 0.0, "cane_force": 0.0}
"""A lever stands still, without cane and load."""


def _settle_cane(given: dict[str, Any], inputs: Mapping[str, Any]) -> Any:
    """Turn a cane force in body weights into newtons; the share, where that is what was given."""
    share = given.pop("cane_force_bw", None)
    if share is None:
        return None
    if "cane_force" in inputs:
        raise InputError("cane_force and cane_force_bw are both given: they are the same force, give one.")
    mass = given.get("body_mass", DEFAULTS["body_mass"])
    given["cane_force"] = accept("cane_force", share * mass * QUANTITIES["gravity"].default)
    return share


def _refuse_contradictions(values: Mapping[str, Any], inputs: Mapping[str, Any]) -> None:
    strategy = values["stance_strategy"]
    if strategy in LEANING_STRATEGIES and ("trunk_lean" in inputs or np.count_nonzero(values["trunk_lean"])):
        raise InputError(
            f"trunk_lean is set, but stance_strategy {strategy!r} solves for it: the trunk leans as far as "
            "the foot demands. Leave trunk_lean out, or choose 'pelvis_over_foot' or 'gait_midstance'."
        )


class Leaves(Mapping[str, Any]):
    """Numbers and constants that enter the equations, SI; arrays are converted when asked for.

    Attributes
    ----------
    numbers : dict of str to float
        What is the same for all hips, SI.
    varying : dict of str to ndarray
        Inputs that vary, as given, and constants of the body that do.
    """

    def __init__(self, values: Mapping[str, Any], given: Iterable[str]) -> None:
        self.numbers: dict[str, float] = _default_leaves().copy()
        self.varying: dict[str, NDArray[np.float64]] = {}
        for name in given:
            if name in LEAVES:
                self._set(name, values[name], LEAVES[name])
        for name, value in segment_constants(values["segment_set"], values["sex"]).items():
            self._set(name, value)
        norm = capacity_per_mass(values["capacity_norm"], values["sex"], values["age"])
        self._set("capacity_per_mass", norm)

    def _set(self, name: str, value: Any, si: float = 1.0) -> None:
        if isinstance(value, np.ndarray):
            self.varying[name] = value
            self.numbers.pop(name, None)
        else:
            self.numbers[name] = float(value) * si

    def __getitem__(self, name: str) -> Any:
        if name in self.numbers:
            return self.numbers[name]
        return self.varying[name] * LEAVES.get(name, 1.0)

    def __iter__(self) -> Iterator[str]:
        return iter((*self.numbers, *self.varying))

    def __len__(self) -> int:
        return len(self.numbers) + len(self.varying)


def _numbers_and_constants() -> dict[str, float]:
    return {
        name: float(QUANTITIES[name].default) * QUANTITIES[name].si  # type: ignore[arg-type]
        for name in (*LEAVES, *CONSTANTS)
    }


@cache
def _default_leaves() -> MappingProxyType[str, float]:
    """Leaves of the default adult, with its arm and where its trochanter stands in the default stand."""
    leaves = _numbers_and_constants()
    equations = hip_equations(tuple((name, DEFAULTS[name]) for name in DECIDING))
    values = evaluate(behind(equations, REFERENCES), leaves)
    return MappingProxyType(leaves | {f"reference_{name}": float(values[name]) for name in REFERENCES})


REFERENCES = ("insertion_lateral", "insertion_up", "abductor_arm")
"""What the default adult in the default stand lends to every hip."""

Choices = tuple[tuple[str, str], ...]
MANY = 20_000
"""Hips from which recording the equations pays."""


@cache
def needed(choices: Choices) -> tuple[Equation, ...]:
    return behind(hip_equations(choices), (*OUTPUTS, "trunk_inclination"))


def _solve_many(choices: Choices, leaves: Mapping[str, Any]) -> dict[str, Any]:
    with np.errstate(all="ignore"):
        return evaluate(needed(choices), leaves)


def _solve_one(choices: Choices, leaves: Mapping[str, Any]) -> dict[str, Any]:
    """Floats need no arrays; what their arithmetic refuses, that of arrays answers with infinity or NaN."""
    try:
        return one_hip(choices)(**leaves)
    except (ArithmeticError, ValueError):
        return _solve_many(choices, leaves)


def _solve_in_rows(
    choices: Choices, names: tuple[str, ...], leaves: Leaves, share: Any, shape: tuple[int, ...]
) -> dict[str, Any] | None:
    """The same with the equations recorded once; None where an array varies along several axes."""
    from hipmech.kernels import along

    numbers, varying = dict(leaves.numbers), dict(leaves.varying)
    if share is not None and "cane_force" in varying:
        (varying if isinstance(share, np.ndarray) else numbers)["cane_force_bw"] = share
        del varying["cane_force"]
    for name in [name for name, array in varying.items() if array.size == 1]:
        numbers[name] = float(varying.pop(name)[..., 0].item()) * LEAVES.get(name, 1.0)
    found = along(varying, shape)
    if found is None:
        return None
    axes, lengths = found
    kernel = many_hips(choices, (*names, "status"), tuple(numbers.items()), tuple(axes.items()), lengths)
    outputs = kernel.run({name: array.reshape(-1) for name, array in varying.items()})
    return {
        name: array.reshape(shape) if len(lengths) != len(shape) else array for name, array in outputs.items()
    }


def _names(record: type[Balance], strategy: str = "") -> tuple[str, ...]:
    """Outputs of a record but the status; the lean is one where the stance solves for it."""
    names = tuple(name for name in OUTPUTS if name in record.__dataclass_fields__ and name != "status")
    return (*names, "trunk_lean") if strategy in LEANING_STRATEGIES else names


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
