"""The eight tasks."""

from __future__ import annotations

import math
from collections.abc import Mapping

from hipmech.tasks.records import PERSON, Case, How, Number, Option, Task

__all__ = ["TASKS"]

ANY = math.inf
NOTHING = 1.0
"""N·m up to which a moment counts as unchanged."""


def _joint(case: str, how: How = "value", against: str = PERSON) -> Number:
    digits = 2 if how in ("value", "difference") else 0
    return Number(quantity="joint_reaction_bw", digits=digits, case=case, how=how, against=against)


def _force(case: str) -> Number:
    return Number(quantity="abductor_force", case=case, how="percent")


def _moment(case: str, against: str = PERSON, how: How = "change", digits: int = 1) -> Number:
    return Number(quantity="abductor_moment", digits=digits, case=case, how=how, against=against)


def _percent(quantity: str, case: str) -> Number:
    return Number(quantity=quantity, case=case, how="percent")


BALANCE = Task(
    cases={"stand": Case(), "lean": Case(put={"trunk_lean": 10.0})},
    numbers={
        "joint": _joint(PERSON),
        "muscle": Number(quantity="abductor_force_bw", digits=2),
        "supported": Number(quantity="supported_weight_bw", digits=2),
        "weight_arm": Number(quantity="body_weight_arm"),
        "arm": Number(quantity="abductor_arm"),
        "ratio": Number(quantity="body_weight_arm", digits=1, how="ratio", of="abductor_arm"),
        "angle": Number(quantity="abductor_line_angle"),
    },
    options={
        "half": Option(when={"joint": (0.0, 0.75)}),
        "one": Option(when={"joint": (0.75, 1.75)}),
        "two_and_half": Option(when={"joint": (1.75, 4.25)}),
        "six": Option(),
    },
    sliders=("inter_hip_distance", "neck_shaft_angle"),
    bars={"forces": ("supported", "muscle", "joint")},
    evidence=("bergmann_2016",),
)

TIPPING = Task(
    cases={
        "stand": Case(),
        "heavier_legs": Case(put={"sex": "female", "segment_set": "de_leva"}),
    },
    numbers={
        "moment": Number(quantity="gravity_moment", digits=1),
        "trunk": Number(quantity="trunk_moment", digits=1),
        "leg": Number(quantity="leg_moment", digits=1),
        "more": Number(quantity="trunk_moment", digits=2, how="ratio", of="leg_moment"),
        "leg_arm": Number(quantity="swing_leg_arm"),
        "trunk_arm": Number(quantity="half_hip_distance"),
        "leg_weight": Number(quantity="leg_weight"),
        "trunk_weight": Number(quantity="trunk_weight"),
        "heavy_leg": Number(quantity="leg_moment", digits=1, case="heavier_legs"),
        "heavy_moment": Number(quantity="gravity_moment", digits=1, case="heavier_legs"),
    },
    options={
        "leg": Option(when={"more": (0.0, 0.95)}),
        "trunk": Option(when={"more": (1.05, ANY)}),
        "equal": Option(),
    },
    sliders=("inter_hip_distance", "body_mass"),
    bars={"parts": ("trunk", "leg")},
    stacked=True,
    evidence=("winter_2009",),
)

WIDER = Case(move={"inter_hip_distance": 20.0})
FLARED = Case(move={"inter_hip_distance": 20.0, "abductor_origin_lateral": 10.0})

WIDTH = Task(
    cases={"stand": Case(), "wider": WIDER, "flared": FLARED},
    numbers={
        "from": Number(quantity="inter_hip_distance"),
        "to": Number(quantity="inter_hip_distance", case="wider"),
        "flare": Number(quantity="abductor_origin_lateral", case="flared", how="difference"),
        "half_from": Number(quantity="half_hip_distance"),
        "half_to": Number(quantity="half_hip_distance", case="wider"),
        "force": _force("wider"),
        "joint": _joint("wider", "percent"),
        "flared": _joint("flared", "percent"),
    },
    options={
        "little": Option(when={"joint": (-ANY, 4.0)}),
        "some": Option(when={"joint": (4.0, 14.0)}),
        "much": Option(),
    },
    sliders=("inter_hip_distance", "abductor_origin_lateral"),
    bars={"changes": ("force", "joint", "flared")},
    evidence=("warrener_2015",),
)

WHOLE = {"neck_angle_convention": "proximal_femur"}
VARA = Case(move={"neck_shaft_angle": -15.0})
VALGA = Case(move={"neck_shaft_angle": 15.0})

MIRROR = Task(
    cases={
        "stand": Case(),
        "vara": VARA,
        "valga": VALGA,
        "vara_whole": Case(put=WHOLE, move=VARA.move),
        "valga_whole": Case(put=WHOLE, move=VALGA.move),
    },
    numbers={
        "turn": Number(quantity="neck_shaft_angle", case="valga", how="difference"),
        "vara": Number(quantity="neck_shaft_angle", case="vara"),
        "valga": Number(quantity="neck_shaft_angle", case="valga"),
        "arm_vara": Number(quantity="abductor_arm", digits=1, case="vara"),
        "arm": Number(quantity="abductor_arm", digits=1),
        "arm_valga": Number(quantity="abductor_arm", digits=1, case="valga"),
        "joint_vara": _joint("vara", "percent"),
        "joint_valga": _joint("valga", "percent"),
        "force_vara": _force("vara"),
        "force_valga": _force("valga"),
        "whole_vara": _joint("vara_whole", "percent"),
        "whole_valga": _joint("valga_whole", "percent"),
        "bend": _joint("vara", "bend", "valga"),
    },
    options={
        "equal": Option(when={"bend": (-1.0, 1.0)}),
        "valga": Option(when={"bend": (1.0, ANY)}),
        "vara": Option(),
    },
    sliders=("neck_shaft_angle", "neck_length"),
    bars={"head": ("joint_vara", "joint_valga"), "whole": ("whole_vara", "whole_valga")},
    evidence=("lenaerts_2008",),
)

BELL = {"force_length": "bell"}
STEEP = {"neck_shaft_angle": 100.0, **BELL}

BETTER = Task(
    cases={"stand": Case(put=BELL), "head": Case(put=STEEP), "whole": Case(put=STEEP | WHOLE)},
    numbers={
        "angle": Number(quantity="neck_shaft_angle", case="head"),
        "force": _force("head"),
        "joint": _joint("head", "percent"),
        "length": _percent("abductor_length", "head"),
        "use": _percent("utilisation", "head"),
        "used": Number(quantity="strength_needed", case="stand"),
        "head_used": Number(quantity="strength_needed", case="head"),
        "whole_used": Number(quantity="strength_needed", case="whole"),
        "shorter": Number(quantity="abductor_length", how="difference", against="head"),
        "whole_force": _force("whole"),
        "whole_joint": _joint("whole", "percent"),
        "whole_length": _percent("abductor_length", "whole"),
        "whole_use": _percent("utilisation", "whole"),
        "whole_shorter": Number(quantity="abductor_length", how="difference", against="whole"),
    },
    options={
        "harder": Option(when={"force": (0.0, ANY)}),
        "more": Option(when={"joint": (0.0, ANY)}),
        "shorter": Option(when={"length": (-ANY, 0.0)}),
        "yes": Option(),
    },
    sliders=("neck_shaft_angle",),
    bars={
        "head": ("force", "joint", "length", "use"),
        "whole": ("whole_force", "whole_joint", "whole_length", "whole_use"),
    },
    evidence=("antolic_1995",),
)

WIDE = 230.0
GAIT = {"stance_strategy": "gait_midstance", "step_time": 0.54}

STEP = Task(
    cases={
        "stand": Case(),
        "pelvis": Case(put={"step_width": WIDE}),
        "mixed": Case(put={"step_width": WIDE, "stance_strategy": "mixed"}),
        "trunk": Case(put={"step_width": WIDE, "stance_strategy": "trunk_over_foot"}),
        "usual_gait": Case(put=GAIT),
        "gait": Case(put={"step_width": WIDE, **GAIT}),
    },
    numbers={
        "from": Number(quantity="step_width"),
        "to": Number(quantity="step_width", case="pelvis"),
        "pelvis": _moment("pelvis"),
        "mixed": _moment("mixed"),
        "trunk": _moment("trunk"),
        "gait": _moment("gait", "usual_gait"),
        "misread": Number(quantity="misread_moment", digits=1, case="pelvis", how="change"),
    },
    options={
        "rises": Option(when=dict.fromkeys(("pelvis", "mixed", "trunk", "gait"), (NOTHING, ANY))),
        "falls": Option(when=dict.fromkeys(("pelvis", "mixed", "trunk", "gait"), (-ANY, -NOTHING))),
        "stays": Option(when=dict.fromkeys(("pelvis", "mixed", "trunk", "gait"), (-NOTHING, NOTHING))),
        "depends": Option(),
    },
    sliders=("step_width",),
    bars={"moments": ("pelvis", "mixed", "trunk", "gait", "misread")},
    misconception="misread",
    evidence=("kubinski_2015",),
)


def _strength(share: float) -> Case:
    return Case(put={"abductor_strength": share})


def _left(case: str) -> Number:
    return Number(quantity="strength_left", case=case)


def _lean(case: str) -> Number:
    return Number(digits=1, case=case, how="lean")


WEAKNESS = Task(
    cases={
        "stand": Case(),
        "s70": _strength(0.70),
        "s50": _strength(0.50),
        "s45": _strength(0.45),
        "s40": _strength(0.40),
        "s30": _strength(0.30),
        "lean": Case(put={"abductor_strength": 0.30, "trunk_lean": 12.0}),
        "drop": Case(put={"abductor_strength": 0.45, "pelvic_drop": 10.0}),
        "lean_10": Case(put={"trunk_lean": 10.0}),
        "valga": VALGA,
    },
    numbers={
        **{name: _left(name) for name in ("s70", "s50", "s45", "s40", "s30")},
        "needed": Number(quantity="strength_needed"),
        "times": Number(quantity="abductor_capacity", digits=1, how="ratio", of="abductor_moment"),
        "lean_45": _lean("s45"),
        "lean_40": _lean("s40"),
        "lean_30": _lean("s30"),
        "lean": Number(quantity="trunk_lean", case="lean_10"),
        "lean_moment": _moment("lean_10"),
        "lean_percent": _moment("lean_10", how="percent", digits=0),
        "drop": Number(quantity="pelvic_drop", case="drop"),
        "drop_moment": _moment("drop"),
        "valga": Number(quantity="neck_shaft_angle", case="valga"),
        "loss": Number(how="loss"),
        "loss_valga": Number(case="valga", how="loss"),
    },
    options={
        "s70": Option(when={"needed": (70.0, ANY)}),
        "s50": Option(when={"needed": (50.0, ANY)}),
        "s45": Option(when={"needed": (45.0, ANY)}),
        "s30": Option(),
    },
    sliders=("abductor_strength", "trunk_lean", "pelvic_drop"),
    bars={"leans": ("lean_45", "lean_40", "lean_30")},
    evidence=("kendall_2013",),
)

STICK = {"cane_force_bw": 0.1, "cane_distance": 350.0}
BAG = {"carried_mass": 7.5, "load_distance": 250.0}

HANDS = Task(
    cases={
        "stand": Case(),
        "stick_other": Case(put=STICK),
        "stick_same": Case(put={**STICK, "cane_side": "ipsilateral"}),
        "bag_other": Case(put=BAG),
        "bag_same": Case(put={**BAG, "carried_side": "ipsilateral"}),
    },
    numbers={
        "stick": Number(quantity="cane_force", case="stick_other"),
        "stick_arm": Number(quantity="cane_arm", case="stick_other"),
        "saved": Number(quantity="abductor_force", how="difference", against="stick_other"),
        "joint_stick": _joint("stick_other"),
        "joint_bag": _joint("bag_same"),
        "mass": Number(quantity="carried_mass", digits=1, case="bag_same"),
        "stick_other": _joint("stick_other", "percent"),
        "stick_same": _joint("stick_same", "percent"),
        "bag_other": _joint("bag_other", "percent"),
        "bag_same": _joint("bag_same", "percent"),
        "stick_gain": _joint("stick_same", "percent", "stick_other"),
        "bag_gain": _joint("bag_other", "percent", "bag_same"),
    },
    options={
        "apart": Option(when={"stick_gain": (0.0, ANY), "bag_gain": (0.0, ANY)}),
        "both_other": Option(when={"stick_gain": (0.0, ANY)}),
        "swapped": Option(when={"bag_gain": (-ANY, 0.0)}),
        "both_same": Option(),
    },
    sliders=("cane_force_bw", "carried_mass"),
    bars={"changes": ("stick_other", "stick_same", "bag_other", "bag_same")},
    evidence=("neumann_1998", "neumann_hase_1994"),
)

TASKS: Mapping[str, Task] = {
    "balance": BALANCE,
    "tipping": TIPPING,
    "width": WIDTH,
    "mirror": MIRROR,
    "better": BETTER,
    "step": STEP,
    "weakness": WEAKNESS,
    "hands": HANDS,
}
"""Every task by name, in order."""
