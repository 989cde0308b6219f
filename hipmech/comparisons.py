"""One hip beside others: the normal one, people's, other ways to stand, the levers of the literature."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hipmech.loads import NOT_HELD, OK, OUTSIDE_VALIDITY, Balance, Load
from hipmech.posture import LEANING_STRATEGIES
from hipmech.quantities import QUANTITIES, STANDARD_GRAVITY
from hipmech.readings import MISSING, THIN, relative, signed
from hipmech.scenarios import SCENARIOS, HipScenario, LeverScenario
from hipmech.solution import solve
from hipmech.words import number, word

__all__ = [
    "EXAMPLES",
    "Step",
    "change",
    "comparable",
    "example_of",
    "honest",
    "in_vivo",
    "levers",
    "misconception",
    "same",
    "steps",
]


EXAMPLES: Mapping[str, HipScenario] = {
    name: made for name, make in SCENARIOS.items() if isinstance(made := make(), HipScenario)
}
"""The hips of the clinic, by name."""


def example_of(inputs: Mapping[str, Any]) -> str:
    """Name of the example hip with these inputs, whichever leg stands; empty if there is none.

    Examples
    --------
    >>> example_of({"neck_shaft_angle": 110.0, "stance_side": "left"})
    'coxa_vara'
    """
    kept = {name: given for name, given in inputs.items() if name != "stance_side"}
    return next((name for name, made in EXAMPLES.items() if dict(made.inputs) == kept), "")


def change(load: Load, before: Load, compared: str, language: str) -> str:
    """What both arms and both forces did, against another hip, in one or two sentences."""
    said = word(
        "page.change",
        language,
        compared=compared,
        weight_arm=_millimetres(load.body_weight_arm, before.body_weight_arm, language),
        abductor_arm=_millimetres(load.abductor_arm, before.abductor_arm, language),
        abductors=_per_cent(load.abductor_force, before.abductor_force, language),
        joint=_per_cent(load.joint_reaction, before.joint_reaction, language),
    )
    wider = load.inputs["step_width"] != before.inputs["step_width"]
    follows = wider and load.inputs["stance_strategy"] == "pelvis_over_foot"
    return f"{said} {word('page.pelvis_follows', language)}" if follows else said


def same(load: Load, other: Load) -> bool:
    """Whether two hips have the same inputs, whichever leg stands."""
    names = [name for name in load.inputs if name != "stance_side"]
    return all(str(load.inputs[name]) == str(other.inputs[name]) for name in names)


def _per_cent(now: Any, before: Any, language: str) -> str:
    if not (math.isfinite(now) and math.isfinite(before)):
        return MISSING
    return relative(now, before, language) or f"0{THIN}%"


def _millimetres(now: Any, before: Any, language: str) -> str:
    difference = float(now) - float(before)
    return f"{signed(difference, 0, language)}{THIN}mm" if math.isfinite(difference) else MISSING


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One-leg stance on instrumented hips (``bergmann_2016``); error of a guess (``fischer_2021``)."""

    people: int = 10
    mean: float = 2.61
    deviation: float = 0.29
    low: float = 2.19
    high: float = 3.28
    angle: float = 11.5
    angle_deviation: float = 3.5
    null_error: float = 10.8


MEASURED = Measured()


def comparable(load: Load) -> bool:
    """Whether the pose is the one that was measured: one-leg stand, upright, no aid, nothing carried."""
    given = load.inputs
    upright = all(given[name] == 0 for name in ("pelvic_drop", "trunk_lean", "cane_force", "carried_mass"))
    still = given["stance_strategy"] == "pelvis_over_foot" and given["load_factor"] == 1
    return upright and still and load.status in (OK, NOT_HELD)


def in_vivo(load: Load, language: str) -> str:
    """What was measured in people in this pose, beside what the model says of this hip."""
    size, angle = float(load.joint_reaction_bw), float(load.joint_reaction_angle_femur)
    fits = "inside" if MEASURED.low <= size <= MEASURED.high else "outside"
    return word(
        "page.in_vivo",
        language,
        people=MEASURED.people,
        mean=number(MEASURED.mean, 2, language),
        deviation=number(MEASURED.deviation, 2, language),
        low=number(MEASURED.low, 2, language),
        high=number(MEASURED.high, 2, language),
        measured_angle=number(MEASURED.angle, 1, language),
        angle_deviation=number(MEASURED.angle_deviation, 1, language),
        size=number(size, 2, language),
        angle=number(angle, 1, language),
        fits=word(f"page.in_vivo_{fits}", language),
    )


def honest(language: str) -> str:
    """What the comparison with people does not bear: the direction, and the single person."""
    gap = float(solve().joint_reaction_angle_femur) - MEASURED.angle
    error = number(MEASURED.null_error, 1, language)
    return word("page.in_vivo_honest", language, gap=number(gap, 1, language), null_error=error)


@dataclass(frozen=True, kw_only=True)
class Step:
    """What one reading of a wider step says, at this step width and at the usual one."""

    name: str
    moment: float
    joint_reaction_bw: float
    usual_moment: float
    held: bool = True

    @property
    def change(self) -> float:
        """Change of the moment against the usual width, N·m."""
        return self.moment - self.usual_moment


def steps(inputs: Mapping[str, Any]) -> tuple[Step, ...]:
    """All four stance strategies for one hip, at its step width and at the usual one."""
    usual = float(QUANTITIES["step_width"].default or 0.0)
    widths = np.array([usual, inputs.get("step_width", usual)])
    return tuple(
        _step(name, {**inputs, "stance_strategy": name, "step_width": widths})
        for name in QUANTITIES["stance_strategy"].choices
    )


def _step(name: str, inputs: dict[str, Any]) -> Step:
    if name in LEANING_STRATEGIES:
        inputs.pop("trunk_lean", None)
    load = solve(**inputs)
    usual, moment = np.where(load.status < OUTSIDE_VALIDITY, load.abductor_moment, np.nan).tolist()
    return Step(
        name=name,
        moment=moment,
        joint_reaction_bw=float(np.asarray(load.joint_reaction_bw)[1]),
        usual_moment=usual,
        held=bool(load.status[1] == OK),
    )


def misconception(inputs: Mapping[str, Any]) -> Step:
    """The popular reading of a wider step, +½·m·g·Δw on top of the textbook stand: shown, never a model."""
    stand = steps(inputs)[0]
    mass = float(inputs.get("body_mass", QUANTITIES["body_mass"].default))
    usual = float(QUANTITIES["step_width"].default or 0.0)
    wider = (float(inputs.get("step_width", usual)) - usual) * QUANTITIES["step_width"].si
    return Step(
        name="misconception",
        moment=stand.usual_moment + 0.5 * mass * STANDARD_GRAVITY * wider,
        joint_reaction_bw=math.nan,
        usual_moment=stand.usual_moment,
    )


def levers(load: Load, language: str) -> list[dict[str, str]]:
    """The levers of the literature beside this hip, a row each, ready to be shown."""
    published = [(made.words(language), made.solve()) for made in LEVERS]
    return [
        _lever(name, balance, language)
        for name, balance in [(word("page.lever_this", language), load), *published]
    ]


LEVERS = [made for make in SCENARIOS.values() if isinstance(made := make(), LeverScenario)]


def _lever(name: str, balance: Balance, language: str) -> dict[str, str]:
    numbers = ("body_weight_arm", "abductor_arm", "abductor_force_bw", "joint_reaction_bw")
    digits = (1, 1, 2, 2)
    return {word("page.lever.name", language): name} | {
        word(f"page.lever.{output}", language): number(float(getattr(balance, output)), places, language)
        for output, places in zip(numbers, digits, strict=True)
    }
