"""What a call means: its inputs settled, without contradictions, and what they come to in SI."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from hipmech.equilibrium import DECIDING
from hipmech.errors import InputError
from hipmech.limits import accept, shape_of
from hipmech.loads import Load
from hipmech.posture import LEANING_STRATEGIES
from hipmech.quantities import INPUTS, OUTPUTS, QUANTITIES, quantity
from hipmech.solution.inputs import DEFAULTS, Leaves

__all__ = ["Case", "Choices", "names_of", "settled"]

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Case:
    """Hips to solve.

    Attributes
    ----------
    values : mapping
        Every input, defaults included, in public units.
    leaves : Leaves
        The same as the equations take them.
    choices : tuple of (name, choice)
        Those that pick equations.
    share : float, ndarray or None
        Force of the cane in body weights, where it was given so.
    shape : tuple of int
        Common shape of what was given; () for a single hip.
    """

    values: Mapping[str, Any]
    leaves: Leaves
    choices: Choices
    share: Any
    shape: tuple[int, ...]

    @property
    def hips(self) -> int:
        """How many there are."""
        return math.prod(self.shape)


def settled(
    given: dict[str, Any], inputs: Mapping[str, Any], take: Callable[[str, Any], Any] = accept
) -> Case:
    """Case of inputs by name on top of those given by records.

    Parameters
    ----------
    given : dict
        Inputs that are accepted already; grows by the others.
    inputs : mapping
        Inputs by name, as the user gave them.
    take : callable
        Checks a value by name, and answers with what is kept of it.
    """
    for name, value in inputs.items():
        if name not in INPUTS:
            quantity(name, INPUTS)
        given[name] = take(name, value)
    share = _settle_cane(given, inputs)
    values = {**DEFAULTS, **given}
    _refuse_contradictions(values, inputs)
    single = all(type(value) in (float, str) for value in given.values())
    return Case(
        values=values,
        leaves=Leaves(values, given),
        choices=tuple((name, values[name]) for name in DECIDING),
        share=share,
        shape=() if single else shape_of(values),
    )


@cache
def names_of(strategy: str) -> tuple[str, ...]:
    """Outputs of a hip but the status; the lean is one where the stance solves for it."""
    names = tuple(name for name in OUTPUTS if name in Load.__dataclass_fields__ and name != "status")
    return (*names, "trunk_lean") if strategy in LEANING_STRATEGIES else names


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
