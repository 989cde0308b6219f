"""What a hip is given: every keyword, its default, and the numbers and constants that enter the equations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypedDict

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.anthropometry import capacity_per_mass, segment_constants
from hipmech.equations import behind, evaluate
from hipmech.equilibrium import DECIDING, hip_equations
from hipmech.limits import accept
from hipmech.quantities import CONSTANTS, INPUTS, NUMBERS, QUANTITIES, quantity

__all__ = ["DEFAULTS", "LEAVES", "REFERENCES", "Inputs", "Leaves", "LeverInputs"]


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
        if values["segment_set"] != DEFAULTS["segment_set"]:
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
