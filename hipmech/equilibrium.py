"""The balance: abductor force and joint reaction of a hip, and whether its abductors can hold it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from hipmech import anthropometry, femur, levers, posture, strength
from hipmech.equations import Alternatives, Equation, Function, behind, chosen, evaluate, in_one_go, in_order
from hipmech.generated.numbers import NUMBERS
from hipmech.limits import Real
from hipmech.loads import ADDUCTORS_NEEDED, NOT_HELD, OK, OUTSIDE_VALIDITY
from hipmech.quantities import CHOICES, INPUTS, OUTPUTS, QUANTITIES

if TYPE_CHECKING:
    from hipmech.kernels import Kernel

__all__ = ["guarded", "hip_equations"]


def abductor_moment_arm(abductor_moment: Real, body_weight: Real) -> Real:
    return abductor_moment / body_weight


def abductor_force(abductor_moment: Real, abductor_arm: Real) -> Real:
    return abductor_moment / abductor_arm


def abductor_force_bw(abductor_force: Real, body_weight: Real) -> Real:
    return abductor_force / body_weight


def joint_reaction_lateral(
    abductor_force: Real,
    abductor_line_angle: Real,
    supported_mass: Real,
    carried_mass: Real,
    lateral_acceleration: Real,
) -> Real:
    """On the femoral head: the abductors pull the pelvis lateral, the head takes it up."""
    return (
        abductor_force * np.sin(abductor_line_angle) - (supported_mass + carried_mass) * lateral_acceleration
    )


def joint_reaction_up(
    supported_weight: Real, abductor_force: Real, abductor_line_angle: Real, cane_force: Real
) -> Real:
    """On the femoral head: weight and muscle press down, a cane lifts."""
    return cane_force - supported_weight - abductor_force * np.cos(abductor_line_angle)


def joint_reaction(joint_reaction_lateral: Real, joint_reaction_up: Real) -> Real:
    return np.hypot(joint_reaction_lateral, joint_reaction_up)


def joint_reaction_bw(joint_reaction: Real, body_weight: Real) -> Real:
    return joint_reaction / body_weight


def joint_reaction_angle(joint_reaction_lateral: Real, joint_reaction_up: Real) -> Real:
    return np.arctan2(joint_reaction_lateral, -joint_reaction_up)


def joint_reaction_angle_femur(joint_reaction_angle: Real, thigh_inclination: Real) -> Real:
    """The femoral axis points down and medial, the reaction down and lateral: the angles add."""
    return joint_reaction_angle + thigh_inclination


def utilisation(abductor_moment: Real, passive_moment: Real, abductor_capacity: Real) -> Real:
    """What is asked of the muscles, of what they have; stretched tissue holds its part for nothing."""
    return np.maximum(abductor_moment - passive_moment, 0.0) / abductor_capacity


def foot_carries(balancing_weight: Real) -> Any:
    return balancing_weight > 0


def trunk_reaches(trunk_sine: Real, trunk_inclination_limit: Real) -> Any:
    return np.abs(trunk_sine) <= np.sin(trunk_inclination_limit)


def leg_reaches(thigh_inclination: Real, thigh_inclination_limit: Real) -> Any:
    return np.abs(thigh_inclination) <= thigh_inclination_limit


def line_pulls(abductor_arm: Real, abductor_arm_limit: Real, origin_up: Real, insertion_up: Real) -> Any:
    """The line passes lateral of the joint, and from the ilium down to the femur."""
    return (abductor_arm >= abductor_arm_limit) & (insertion_up < origin_up)


def joint_presses(abductor_moment: Real, joint_reaction_up: Real) -> Any:
    """A joint bears, it cannot pull; where adductors are needed the question is open."""
    return (joint_reaction_up <= 0) | (abductor_moment < 0)


def status(
    abductor_moment: Real,
    passive_moment: Real,
    abductor_capacity: Real,
    foot_carries: Any,
    trunk_reaches: Any,
    leg_reaches: Any,
    line_pulls: Any,
    joint_presses: Any,
) -> Any:
    valid = foot_carries & trunk_reaches & leg_reaches & line_pulls & joint_presses
    held = np.where(abductor_moment - passive_moment > abductor_capacity, NOT_HELD, OK)
    rest = np.where(valid, ADDUCTORS_NEEDED, OUTSIDE_VALIDITY)
    return np.where(valid & (abductor_moment >= 0), held, rest)


REACTION: tuple[Function, ...] = (
    abductor_moment_arm,
    abductor_force,
    abductor_force_bw,
    joint_reaction_lateral,
    joint_reaction_up,
    joint_reaction,
    joint_reaction_bw,
    joint_reaction_angle,
)
VALIDITY: tuple[Function, ...] = (foot_carries, trunk_reaches, leg_reaches, line_pulls, joint_presses)
EQUATIONS: tuple[Function | Alternatives, ...] = (
    *REACTION,
    joint_reaction_angle_femur,
    utilisation,
    *VALIDITY,
    status,
)
HIP: tuple[Function | Alternatives, ...] = (
    *anthropometry.EQUATIONS,
    *femur.EQUATIONS,
    *posture.EQUATIONS,
    *levers.EQUATIONS,
    *strength.EQUATIONS,
    *EQUATIONS,
)
"""Every equation of a hip, from the body to the joint."""


def lever_supported_weight(supported_weight_bw: Real, body_weight: Real) -> Real:
    return supported_weight_bw * body_weight


def lever_moment(supported_weight: Real, body_weight_arm: Real) -> Real:
    return supported_weight * body_weight_arm


def lever_status(abductor_moment: Real) -> Any:
    return np.where(abductor_moment < 0, ADDUCTORS_NEEDED, OK)


LEVER: tuple[Function | Alternatives, ...] = (
    anthropometry.body_weight,
    Alternatives("supported_weight", "", {"": lever_supported_weight}),
    Alternatives("abductor_moment", "", {"": lever_moment}),
    Alternatives("status", "", {"": lever_status}),
    *REACTION,
)
"""Every equation of a published lever: weight, arms and line are given, the reaction is the hip's own."""


PULLING = ("abductor_force", "abductor_force_bw")
REACTING = (
    "joint_reaction",
    "joint_reaction_bw",
    "joint_reaction_lateral",
    "joint_reaction_up",
    "joint_reaction_angle",
    "joint_reaction_angle_femur",
)


def guarded(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they may leave the house: no pull below zero, no reaction where nothing holds.

    Where the abductors rest their force is 0 and the reaction NaN, for adductors would add to it; outside
    validity all is NaN. Where there is no capacity, none of it can be used.
    """
    status = values["status"]
    pulling = status < ADDUCTORS_NEEDED
    rest = np.where(status == ADDUCTORS_NEEDED, 0.0, np.nan)
    result = dict(values)
    for name in PULLING:
        if name in values:
            result[name] = np.where(pulling, values[name], rest)
    for name in REACTING:
        if name in values:
            result[name] = np.where(pulling, values[name], np.nan)
    if "utilisation" in values:
        used = np.where(pulling, values["utilisation"], rest)
        result["utilisation"] = np.where(values["abductor_capacity"] > 0, used, np.nan)
    return result


DECIDING = tuple(
    name for name in CHOICES if any(isinstance(e, Alternatives) and e.choice == name for e in HIP)
)
"""Choices that pick an equation; the others act on constants or on the drawing alone."""


@cache
def hip_equations(choices: tuple[tuple[str, str], ...]) -> tuple[Equation, ...]:
    """The equations of a hip in order, for choices as (name, value) pairs."""
    return in_order(chosen(HIP, dict(choices)))


@cache
def one_hip(choices: tuple[tuple[str, str], ...]) -> Callable[..., dict[str, Any]]:
    """The same equations as one function of floats."""
    return in_one_go(behind(hip_equations(choices), (*OUTPUTS, "trunk_inclination")), NUMBERS)


def answers(values: Mapping[str, Any], choices: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    """Outputs in their public units from the values of a hip.

    A lean that the stance solves for is told as the input means it: to the vertical, or to the pelvis that
    the trunk follows.
    """
    if "trunk_lean" in names:
        follows = choices["pelvic_drop_trunk"] == "follows"
        lean = values["trunk_inclination"] + (values["pelvic_drop"] if follows else 0.0)
        values = {**values, "trunk_lean": lean}
    return {name: values[name] if si == 1 else values[name] / si for name, si in _units(names)}


@cache
def _units(names: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((name, QUANTITIES[name].si) for name in names)


@lru_cache(maxsize=64)
def many_hips(
    choices: tuple[tuple[str, str], ...],
    names: tuple[str, ...],
    numbers: tuple[tuple[str, float], ...],
    axes: tuple[tuple[str, int], ...],
    lengths: tuple[int, ...],
) -> Kernel:
    """The same equations, recorded over the inputs that vary: outputs guarded, in public units.

    Parameters
    ----------
    choices : tuple of (name, choice)
    names : tuple of str
        Outputs.
    numbers : tuple of (name, value)
        Leaves that are the same for all hips, SI.
    axes : tuple of (name, axis)
        Inputs that vary, public units; and constants of the body that do, SI.
    lengths : tuple of int
        Values along each axis.
    """
    from hipmech.kernels import record

    def outputs(leaves: dict[str, Any]) -> dict[str, Any]:
        for name, _ in axes:
            leaves[name] = leaves[name] * (QUANTITIES[name].si if name in INPUTS else 1.0)
        if "cane_force_bw" in leaves:
            leaves["cane_force"] = leaves["cane_force_bw"] * leaves["body_mass"] * leaves["gravity"]
        wanted = (*names, "status", "abductor_capacity", "trunk_inclination")
        equations = behind(hip_equations(choices), wanted)
        return answers(guarded(evaluate(equations, leaves)), dict(choices), names)

    return record(outputs, dict(numbers), dict(axes), lengths, scale="body_mass")


LEVER_EQUATIONS = in_order(chosen(LEVER, {"": ""}))
