"""The person of a variant, the numbers of a task for that person, and the right option."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from hipmech.errors import InputError, PhysiologyWarning
from hipmech.loads import Load
from hipmech.quantities import QUANTITIES, STANDARD_GRAVITY, suggestion
from hipmech.solution import solve
from hipmech.tasks.eight import TASKS
from hipmech.tasks.records import PERSON, Case, Computed, Number, Task
from hipmech.trendelenburg import lean_by_pivot
from hipmech.words import number, word

SIGNED = ("change", "percent")
PERCENT = 100.0
MASK = 0xFFFFFFFF

VARIED: Mapping[str, tuple[float, float, float]] = {
    "body_mass": (55, 95, 5),
    "inter_hip_distance": (162, 182, 1),
    "neck_shaft_angle": (122, 132, 1),
}
"""What a variant draws beside the side: first value, last value, step."""


def person(variant: int) -> dict[str, Any]:
    """Inputs of the person of a variant; variant 0 is the default adult.

    Examples
    --------
    >>> person(0)
    {'body_mass': 75.0, 'inter_hip_distance': 172.0, 'neck_shaft_angle': 127.0, 'stance_side': 'right'}
    >>> person(7) == person(7)
    True
    """
    if variant == 0:
        return {name: QUANTITIES[name].default for name in (*VARIED, "stance_side")}
    draws = _draws(variant)
    drawn: dict[str, Any] = {
        name: first + step * math.floor(next(draws) * ((last - first) / step + 1))
        for name, (first, last, step) in VARIED.items()
    }
    return drawn | {"stance_side": "left" if next(draws) < 1 / 2 else "right"}


def _draws(seed: int) -> Iterator[float]:
    """Mulberry32: the same numbers between 0 and 1 here and in a browser."""
    state = seed & MASK
    while True:
        state = (state + 0x6D2B79F5) & MASK
        mixed = (state ^ state >> 15) * (state | 1) & MASK
        mixed ^= mixed + (mixed ^ mixed >> 7) * (mixed | 61) & MASK
        yield (mixed ^ mixed >> 14) / (MASK + 1)


def inputs(one: Computed, case: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs of a case of a task for a person."""
    made = one.cases.get(case, Case())
    moved = {name: given.get(name, QUANTITIES[name].default) + amount for name, amount in made.move.items()}
    return {**given, **made.put, **moved}


def numbers(one: Computed, given: Mapping[str, Any]) -> dict[str, float]:
    """Every number of a task for a person.

    Examples
    --------
    >>> round(numbers(TASKS["balance"], person(0))["joint"], 2)
    2.73
    """
    hips = {case: inputs(one, case, given) for case in (PERSON, *one.cases)}
    loads = {case: _solved(hip) for case, hip in hips.items()}
    return {
        name: lean_needed(hips[wanted.case]) if wanted.how == "lean" else _computed(wanted, loads)
        for name, wanted in one.numbers.items()
        if wanted.how != "further"
    }


def right(one: Task, found: Mapping[str, float]) -> str:
    """Name of the right option, by the numbers of the task."""
    return next(
        name
        for name, option in one.options.items()
        if all(low < found[wanted] < high for wanted, (low, high) in option.when.items())
    )


def said(name: str, key: str, variant: int, language: str) -> str:
    """Words of a task with the numbers of a variant.

    Parameters
    ----------
    name : str
        Name of the task.
    key : str
        ``question``, ``explanation``, ``model``, ``evidence``, ``option.<name>`` or ``thought.<name>``.
    variant : int
    language : ``en`` or ``nl``
    """
    one, given = task(name), person(variant)
    return word(f"task.{name}.{key}", language, **filling(one, given, language))


def filling(
    one: Computed,
    given: Mapping[str, Any],
    language: str,
    further: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, str]:
    """All that the words of a task name for a person: the sides, and every number as it is written."""
    same, other = sides(given)
    found = {**numbers(one, given), **further}
    texts = {key: number(value, one.numbers[key].digits, language) for key, value in found.items()}
    signs = {key: "+" for key, text in texts.items() if one.numbers[key].how in SIGNED and _positive(text)}
    return {
        "same": word(f"task.side.{same}", language),
        "other": word(f"task.side.{other}", language),
        **{key: signs.get(key, "") + text for key, text in texts.items()},
    }


def sides(given: Mapping[str, Any]) -> tuple[str, str]:
    """The side of the stance leg and the other one."""
    return ("left", "right") if given.get("stance_side") == "left" else ("right", "left")


def task(name: str) -> Task:
    """The task of that name; an unknown name is an error that suggests the nearest."""
    if name not in TASKS:
        raise InputError(f"{name!r} is not a task{suggestion(name, TASKS)}")
    return TASKS[name]


def _positive(text: str) -> bool:
    return not text.startswith("\u2212") and any(digit in text for digit in "123456789")


def _solved(given: Mapping[str, Any]) -> Load:
    with _quietly():
        return solve(**given)


@contextmanager
def _quietly() -> Iterator[None]:
    """Hips that are unusual on purpose."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        yield


def _computed(wanted: Number, loads: Mapping[str, Load]) -> float:
    load, other = loads[wanted.case], loads[wanted.against]
    if wanted.how == "loss":
        return PERCENT - reading(load, "strength_needed")
    value = reading(load, wanted.quantity)
    if wanted.how == "ratio":
        return value / reading(load, wanted.of)
    if wanted.how == "value":
        return value
    before = reading(other, wanted.quantity)
    if wanted.how == "percent":
        return PERCENT * (value / before - 1)
    if wanted.how == "bend":
        return PERCENT * ((value + before) / reading(loads[PERSON], wanted.quantity) - 2)
    return value - before


def lean_needed(given: Mapping[str, Any]) -> float:
    """Least trunk lean towards the stance leg, in degrees, with which the abductors hold the hip."""
    with _quietly():
        return float(lean_by_pivot(**given)["L5/S1"])


def reading(load: Load, name: str) -> float:
    """A quantity of a load, or one of the numbers of the tasks that are made of several."""
    values = {**load.inputs, **load.steps, **load.outputs}
    if name in values:
        return float(values[name])
    weight = values["body_weight"]
    leg_moment = values["leg_mass"] * STANDARD_GRAVITY * values["swing_leg_arm"] * QUANTITIES["step_width"].si
    usual = float(QUANTITIES["step_width"].default or 0.0)
    made = {
        "supported_weight_bw": values["supported_weight"] / weight,
        "leg_weight": values["leg_mass"] * STANDARD_GRAVITY,
        "trunk_weight": (values["supported_mass"] - values["leg_mass"]) * STANDARD_GRAVITY,
        "leg_moment": leg_moment,
        "trunk_moment": values["gravity_moment"] - leg_moment,
        "strength_needed": PERCENT * values["abductor_moment"] / values["abductor_capacity"]
        * values["abductor_strength"],
        "strength_left": PERCENT * values["abductor_strength"],
        "misread_moment": weight * (values["step_width"] - usual) * QUANTITIES["step_width"].si / 2,
    }  # fmt: skip
    return float(made[name])
