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
from hipmech.readings import MISSING, THIN, force, relative, remarks, shown, signed, status, value
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
    "reference",
    "same",
    "sentence",
    "steps",
    "verdict",
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


def reference(load: Load, frozen: Load | None, language: str) -> tuple[Load, str]:
    """The one hip that everything on a page is compared with, and its name.

    It is the frozen hip where there is one, else the normal hip in the stance of this one.
    """
    stance = load.inputs["stance_strategy"]
    here = word(f"page.choices.stance_strategy.{stance}", language)
    if frozen is None:
        other = solve(stance_strategy=stance)
        width = shown("step_width", other.inputs["step_width"], language)
        plain = stance == QUANTITIES["stance_strategy"].default
        name = "page.the_normal_hip" if plain else "page.the_normal_hip_stance"
        return other, word(name, language, there=here, width=width)
    there = word(f"page.choices.stance_strategy.{frozen.inputs['stance_strategy']}", language)
    name = "page.the_frozen_hip" if here == there else "page.the_frozen_hip_stance"
    return frozen, word(name, language, there=there, here=here)


def sentence(load: Load, frozen: Load | None, unit: str, language: str) -> str:
    """What happened to this hip, against its reference."""
    other, name = reference(load, frozen, language)
    if same(load, other):
        return word("page.unchanged", language, reference=name)
    return change(load, other, word("page.against", language, reference=name), unit, language)


def change(load: Load, before: Load, compared: str, unit: str, language: str) -> str:
    """What both arms and both forces did, against another hip, in a few sentences."""
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
    because = [*_aids(load, unit, language), *([word("page.pelvis_follows", language)] if follows else [])]
    return " ".join([said, *because])


def _aids(load: Load, unit: str, language: str) -> list[str]:
    """What a stick and a carried mass do to the moment: force times arm."""
    given, steps = load.inputs, load.steps
    carried = given["load_factor"] * given["carried_mass"] * STANDARD_GRAVITY
    aids = (("cane", -given["cane_force"], steps["cane_arm"]), ("carried", carried, steps["carried_arm"]))
    said = []
    for name, newtons, arm in aids:
        if newtons:
            moment = newtons * arm * QUANTITIES["carried_arm"].si
            said.append(
                word(
                    f"page.{name}_{'adds' if moment > 0 else 'takes'}",
                    language,
                    moment=value("abductor_moment", abs(moment), language),
                    force=force(abs(newtons), load, unit, language),
                    arm=f"{number(abs(float(arm)), 0, language)}{THIN}mm",
                )
            )
    if carried and given["counter_lean"]:
        cancelled = carried * given["counter_lean"] * given["load_distance"] * QUANTITIES["carried_arm"].si
        moment = value("abductor_moment", cancelled, language)
        said.append(word("page.counter_lean", language, moment=moment))
    return said


def verdict(load: Load, language: str) -> tuple[str, str]:
    """Whether the hip is held: ``success`` only without doubt, ``info`` with doubts, else ``warning``."""
    if load.status != OK:
        return "warning", status(load, language)
    doubts = _doubts(load, language)
    if not doubts:
        return "success", status(load, language)
    needed = value("abductor_moment", float(load.abductor_moment), language)
    held = value("abductor_capacity", float(load.abductor_capacity), language)
    said = "; ".join(doubts)
    return "info", word("page.status.doubtful", language, needed=needed, held=held, doubts=said)


def _doubts(load: Load, language: str) -> list[str]:
    """What the balance of moments does not see."""
    length = float(load.abductor_length_change)
    share = f"{number(abs(length), 1, language)}{THIN}%"
    return [
        word(f"page.doubt.{name}", language, share=share)
        for name, doubtful in (
            ("unusual", bool(remarks(load, language))),
            ("shorter", length < -LENGTH_TOLERANCE),
            ("longer", length > LENGTH_TOLERANCE),
            ("unmeasured", comparable(load) and not _measured_in_people(load)),
        )
        if doubtful
    ]


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
    return f"{signed(difference, 1, language)}{THIN}mm" if math.isfinite(difference) else MISSING


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

LENGTH_TOLERANCE = 5.0
"""Change of muscle length, in per cent, up to which a strength norm is taken to hold: an assumption."""


def comparable(load: Load) -> bool:
    """Whether the pose is the one that was measured: one-leg stand, upright, no aid, nothing carried."""
    given = load.inputs
    upright = all(given[name] == 0 for name in ("pelvic_drop", "trunk_lean", "cane_force", "carried_mass"))
    still = given["stance_strategy"] == "pelvis_over_foot" and given["load_factor"] == 1
    return upright and still and load.status in (OK, NOT_HELD)


def _measured_in_people(load: Load) -> bool:
    return MEASURED.low <= float(load.joint_reaction_bw) <= MEASURED.high


def in_vivo(load: Load, language: str, unit: str = "BW") -> str:
    """What was measured in people in this pose, beside what the model says of this hip."""
    size, angle = float(load.joint_reaction_bw), float(load.joint_reaction_angle_femur)
    newtons = f"{force(float(load.joint_reaction), load, 'N', language)} = " if unit == "N" else ""
    fits = "inside" if _measured_in_people(load) else "outside"
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
        size=newtons + value("joint_reaction_bw", size, language),
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
    joint_reaction: float = math.nan
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
        joint_reaction=float(np.asarray(load.joint_reaction)[1]),
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


def levers(load: Load, unit: str, language: str) -> list[dict[str, str]]:
    """The levers of the literature beside this hip, a row each with its source, ready to be shown."""
    published = [(made.words(language), made.solve(), made.source.citation) for made in LEVERS]
    return [
        _lever(name, balance, unit, language) | {word("page.lever.source", language): source}
        for name, balance, source in [(word("page.lever_this", language), load, "hipmech"), *published]
    ]


LEVERS = [made for make in SCENARIOS.values() if isinstance(made := make(), LeverScenario)]


def _lever(name: str, balance: Balance, unit: str, language: str) -> dict[str, str]:
    forces = ("abductor_force", "joint_reaction")
    numbers = ("body_weight_arm", "abductor_arm", *(f"{one}_bw" if unit == "BW" else one for one in forces))
    digits = (1, 1, 2, 2) if unit == "BW" else (1, 1, 0, 0)
    return {word("page.lever.name", language): name} | {
        word(f"page.lever.{output}", language): number(float(getattr(balance, output)), places, language)
        for output, places in zip(numbers, digits, strict=True)
    }
