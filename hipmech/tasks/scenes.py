"""The questions of the page Trendelenburg, asked of the visitor's own hip.

Every scene stands the hip upright, without stick or bag and at its full strength: posture and weakness are
what a scene itself shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hipmech import links
from hipmech.strength import STRENGTHS
from hipmech.tasks.answers import filling
from hipmech.tasks.eight import ANY, HANDS
from hipmech.tasks.records import PERSON, Case, How, Number, Option, Task
from hipmech.words import word

__all__ = ["POSTURE", "SCENE_TASKS", "VALGA", "VARA", "scene_said", "upright"]

POSTURE = (*links.GROUPS["stance"], *links.GROUPS["aids"])
"""How a hip stands: a scene stands it upright, and moves it itself."""


def upright(given: Mapping[str, Any]) -> dict[str, Any]:
    """The hip of a question: the given one, standing upright at full strength.

    Examples
    --------
    >>> upright({"neck_shaft_angle": 140.0, "pelvic_drop": 5.0, "abductor_strength": 0.3})
    {'neck_shaft_angle': 140.0}
    """
    return {name: value for name, value in given.items() if name not in (*POSTURE, *STRENGTHS)}


def scene_said(name: str, key: str, given: Mapping[str, Any], language: str) -> str:
    """Words of a scene with the numbers of a hip.

    Parameters
    ----------
    name : str
        Name of the scene.
    key : str
        ``question``, ``explanation``, ``model``, ``evidence``, ``option.<name>`` or ``thought.<name>``.
    given : mapping
        Inputs of the hip, in any posture.
    language : ``en`` or ``nl``
    """
    return word(f"stage.{name}.{key}", language, **filling(SCENE_TASKS[name], upright(given), language))


def _moment(case: str, how: How = "value") -> Number:
    return Number(quantity="abductor_moment", case=case, how=how)


def _arm(case: str) -> Number:
    return Number(quantity="abductor_arm", case=case)


FORCES = {
    "muscle": Number(quantity="abductor_force_bw", digits=1),
    "joint": Number(quantity="joint_reaction_bw", digits=1),
    "supported": Number(quantity="supported_weight_bw", digits=1),
}
NEEDED = Number(quantity="strength_needed")
LOSS = Number(how="loss")

STAND = Task(
    cases={},
    numbers={
        "muscle": FORCES["muscle"],
        "weight_arm": Number(quantity="body_weight_arm"),
        "arm": _arm(PERSON),
        "ratio": Number(quantity="body_weight_arm", digits=1, how="ratio", of="abductor_arm"),
        "needed": NEEDED,
    },
    options={
        "half": Option(when={"muscle": (0.0, 0.75)}),
        "one": Option(when={"muscle": (0.75, 1.5)}),
        "two": Option(when={"muscle": (1.5, 3.0)}),
        "four": Option(),
    },
    sliders=(),
    evidence=("hardcastle_nade_1985",),
)

POWER = Task(
    cases={},
    numbers={
        "moment": _moment(PERSON),
        "capacity": Number(quantity="abductor_capacity"),
        "needed": NEEDED,
        "loss": LOSS,
    },
    options={
        "little": Option(when={"needed": (87.5, ANY)}),
        "quarter": Option(when={"needed": (62.5, 87.5)}),
        "half": Option(when={"needed": (37.5, 62.5)}),
        "three_quarters": Option(),
    },
    sliders=("abductor_strength",),
    evidence=("kendall_2013",),
)

WEAK = {"abductor_strength": 0.3}
LITTLE = 1.0
"""N·m up to which a moment counts as unchanged."""

TRIPTYCH = Task(
    cases={
        "weak": Case(put=WEAK),
        "drop": Case(put={"pelvic_drop": 10.0}),
        "lean": Case(put={"trunk_lean": 10.0}),
    },
    numbers={
        "drop": Number(quantity="pelvic_drop", case="drop"),
        "lean": Number(quantity="trunk_lean", case="lean"),
        "drop_moment": _moment("drop", "change"),
        "drop_percent": _moment("drop", "percent"),
        "lean_moment": _moment("lean", "change"),
        "lean_percent": _moment("lean", "percent"),
        "weak": Number(quantity="strength_left", case="weak"),
        "lean_needed": Number(case="weak", how="lean"),
    },
    options={
        "drop": Option(when={"drop_moment": (-ANY, -LITTLE), "lean_moment": (-LITTLE, ANY)}),
        "lean": Option(when={"drop_moment": (-LITTLE, ANY), "lean_moment": (-ANY, -LITTLE)}),
        "both": Option(when={"drop_moment": (-ANY, -LITTLE), "lean_moment": (-ANY, -LITTLE)}),
        "neither": Option(),
    },
    sliders=("abductor_strength",),
    evidence=("jospt_open_2024",),
)

VARA = {"neck_shaft_angle": 100.0}
VALGA = {"neck_shaft_angle": 142.0}

LEVER = Task(
    cases={
        "valga": Case(put=VALGA),
        "vara": Case(put=VARA),
    },
    numbers={
        "angle": Number(quantity="neck_shaft_angle"),
        "valga": Number(quantity="neck_shaft_angle", case="valga"),
        "vara": Number(quantity="neck_shaft_angle", case="vara"),
        "arm": _arm(PERSON),
        "arm_valga": _arm("valga"),
        "arm_vara": _arm("vara"),
        "force_valga": Number(quantity="abductor_force", case="valga", how="percent"),
        "length_vara": Number(quantity="abductor_length", case="vara", how="percent"),
        "loss": LOSS,
        "loss_valga": Number(case="valga", how="loss"),
    },
    options={
        "more": Option(when={"force_valga": (-ANY, -1.0)}),
        "same": Option(when={"force_valga": (-1.0, 1.0)}),
        "less": Option(when={"loss_valga": (0.0, ANY)}),
        "none": Option(),
    },
    sliders=("abductor_strength",),
    evidence=("antolic_1995",),
)

FULCRUM = Task(
    cases={},
    numbers=FORCES,
    options={
        "half": Option(when={"joint": (0.0, 0.75)}),
        "one": Option(when={"joint": (0.75, 1.75)}),
        "two_and_half": Option(when={"joint": (1.75, 4.25)}),
        "six": Option(),
    },
    sliders=(),
    evidence=("bergmann_2016",),
)

AIDS = Task(
    cases=HANDS.cases,
    numbers={name: one for name, one in HANDS.numbers.items() if not name.startswith("joint_")},
    options=HANDS.options,
    sliders=("abductor_strength",),
    evidence=HANDS.evidence,
)

SCENE_TASKS: Mapping[str, Task] = {
    "stand": STAND,
    "power": POWER,
    "triptych": TRIPTYCH,
    "lever": LEVER,
    "fulcrum": FULCRUM,
    "aids": AIDS,
}
"""The question of every scene that asks one, in order."""
