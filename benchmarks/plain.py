"""The balance as a careful user writes it without hipmech: one function, in `math` or in NumPy.

It is what hipmech is measured against, so it is written to be fast: each sine once, no sine of an angle whose
sides are known, no step that no output needs. It knows the textbook stand alone: pelvis over foot, trunk
upright, cane and load in the other hand, Winter's segments, a neck that turns with the head.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

OUTPUTS = (
    "supported_weight",
    "body_weight_arm",
    "abductor_moment",
    "abductor_moment_arm",
    "abductor_arm",
    "abductor_line_angle",
    "hip_adduction",
    "abductor_length",
    "abductor_length_change",
    "abductor_capacity",
    "status",
    "abductor_force",
    "abductor_force_bw",
    "utilisation",
    "joint_reaction",
    "joint_reaction_bw",
    "joint_reaction_lateral",
    "joint_reaction_up",
    "joint_reaction_angle",
    "joint_reaction_angle_femur",
)
"""What the function returns, in this order, public units."""

EIGHT = (
    "abductor_moment",
    "abductor_arm",
    "hip_adduction",
    "status",
    "abductor_force_bw",
    "utilisation",
    "joint_reaction_bw",
    "joint_reaction_angle",
)
"""What its shorter form returns."""

GRAVITY = 9.80665
LEG, PELVIS = 0.161, 0.142
TRUNK = 1 - 2 * LEG - PELVIS
HIP_HEIGHT = 0.530
LEG_DEPTH = 0.447 * (0.530 - 0.039) / HIP_HEIGHT
"""Centre of mass of the leg below the hip, per hip height."""
PELVIS_HEIGHT, LUMBOSACRAL_HEIGHT, TRUNK_LENGTH = 50 / 1750, 100 / 1750, 286 / 1750
STRENGTH = 1.8
GLUTEALS, TENSOR = 0.8765, 0.0949
"""Shares of the torque that weaken on their own."""
NECK = math.radians(127)
INCLINATION_LIMIT = math.radians(30)
TRUNK_LIMIT = math.sin(math.radians(60))
ARM_LIMIT = 1.0

DEFAULT_INCLINATION = math.asin(86 / (1 - LEG * LEG_DEPTH) / (HIP_HEIGHT * 1750))
DEFAULT_TIP = 54 * math.sin(NECK) + 5
DEFAULT_LATERAL = DEFAULT_TIP * math.cos(DEFAULT_INCLINATION)
DEFAULT_UP = -DEFAULT_TIP * math.sin(DEFAULT_INCLINATION)
"""Where the trochanter of the default femur stands in the default stand, mm from the hip centre."""
DEFAULT_ARM = (100 * DEFAULT_LATERAL - 20 * DEFAULT_UP) / math.hypot(DEFAULT_LATERAL - 20, 100 - DEFAULT_UP)


def written_with(
    library: Any, judge: Callable[..., tuple[Any, ...]], few: bool = False
) -> Callable[..., tuple[Any, ...]]:
    """The balance in the functions of `math` or of NumPy."""
    sin, cos, asin, atan2, hypot = library.sin, library.cos, library.asin, library.atan2, library.hypot
    radians, degrees, larger = library.radians, library.degrees, max if library is math else np.maximum

    def balance(
        body_mass: Any = 75.0,
        stature: Any = 1750.0,
        inter_hip_distance: Any = 172.0,
        abductor_origin_lateral: Any = 20.0,
        abductor_origin_up: Any = 100.0,
        abductor_strength: Any = 1.0,
        gluteal_strength: Any = 1.0,
        tfl_strength: Any = 1.0,
        stretch_gain: Any = 0.0,
        passive_stiffness: Any = 0.0,
        neck_shaft_angle: Any = 127.0,
        neck_length: Any = 54.0,
        trochanter_lateral: Any = 5.0,
        trochanter_rise: Any = 0.0,
        pelvic_drop: Any = 0.0,
        trunk_lean: Any = 0.0,
        cane_force: Any = 0.0,
        cane_distance: Any = 350.0,
        carried_mass: Any = 0.0,
        load_distance: Any = 280.0,
        counter_lean: Any = 0.0,
        load_factor: Any = 1.0,
    ) -> tuple[Any, ...]:
        weight = body_mass * GRAVITY
        pull = load_factor * GRAVITY
        drop = radians(pelvic_drop)
        sin_drop, cos_drop = sin(drop), cos(drop)
        half = inter_hip_distance / 2 * cos_drop
        trunk_length = TRUNK_LENGTH * stature
        trunk_sine = sin(radians(trunk_lean)) + counter_lean * carried_mass * load_distance / (
            TRUNK * body_mass * trunk_length
        )
        gravity_moment = (
            pull
            * (
                body_mass
                * (
                    half
                    + (PELVIS * PELVIS_HEIGHT + TRUNK * LUMBOSACRAL_HEIGHT) * stature * sin_drop
                    - TRUNK * trunk_length * trunk_sine
                )
                + carried_mass * (half + load_distance)
            )
            / 1000
        )
        moment = gravity_moment - cane_force * (half + cane_distance) / 1000
        supported = pull * ((1 - LEG) * body_mass + carried_mass)
        foot_load = pull * ((1 - LEG * LEG_DEPTH) * body_mass + carried_mass) - cane_force
        inclination = asin(1000 * moment / (foot_load * HIP_HEIGHT * stature))
        sin_leg, cos_leg = sin(inclination), cos(inclination)

        neck = radians(neck_shaft_angle)
        tip_lateral = neck_length * sin(neck) + trochanter_lateral
        tip_up = trochanter_rise + neck_length * (cos(neck) - cos(NECK))
        insertion_lateral = tip_lateral * cos_leg + tip_up * sin_leg
        insertion_up = tip_up * cos_leg - tip_lateral * sin_leg
        origin_lateral = abductor_origin_lateral * cos_drop - abductor_origin_up * sin_drop
        origin_up = abductor_origin_lateral * sin_drop + abductor_origin_up * cos_drop
        run, rise = insertion_lateral - origin_lateral, origin_up - insertion_up
        length = hypot(run, rise)
        default_length = hypot(DEFAULT_LATERAL - abductor_origin_lateral, abductor_origin_up - DEFAULT_UP)
        arm = (origin_up * insertion_lateral - origin_lateral * insertion_up) / length

        force = 1000 * moment / arm
        lateral = force * run / length
        up = cane_force - supported - force * rise / length
        reaction = hypot(lateral, up)
        angle = degrees(atan2(lateral, -up))
        thigh = degrees(inclination)
        stretch = degrees((length - default_length) / DEFAULT_ARM)
        capacity = (
            STRENGTH
            * body_mass
            * abductor_strength
            * (1 - GLUTEALS * (1 - gluteal_strength) - TENSOR * (1 - tfl_strength))
            * larger(arm / DEFAULT_ARM, 0.0)
            * larger(1 + stretch_gain / 100 * stretch, 0.0)
        )
        active = moment - passive_stiffness * larger(pelvic_drop, 0.0)
        valid = (
            (foot_load > 0)
            & (abs(trunk_sine) <= TRUNK_LIMIT)
            & (abs(inclination) <= INCLINATION_LIMIT)
            & (arm >= ARM_LIMIT)
            & (rise > 0)
            & ((up <= 0) | (moment < 0))
        )
        if few:
            return (
                moment,
                arm,
                thigh + pelvic_drop,
                *judge(
                    valid,
                    moment,
                    active > capacity,
                    (force / weight, larger(active, 0.0) / capacity),
                    (reaction / weight, angle),
                ),
            )
        return (
            supported,
            1000 * gravity_moment / supported,
            moment,
            1000 * moment / weight,
            arm,
            degrees(atan2(run, rise)),
            thigh + pelvic_drop,
            length,
            100 * (length / default_length - 1),
            capacity,
            *judge(
                valid,
                moment,
                active > capacity,
                (force, force / weight, larger(active, 0.0) / capacity),
                (reaction, reaction / weight, lateral, up, angle, angle + thigh),
            ),
        )

    return balance


Numbers = tuple[Any, ...]


def judge_number(valid: bool, moment: float, fails: bool, pull: Numbers, reaction: Numbers) -> Numbers:
    if not valid:
        return 3, *(math.nan for _ in pull + reaction)
    if moment < 0:
        return 2, *(0.0 for _ in pull), *(math.nan for _ in reaction)
    return int(fails), *pull, *reaction


def judge_array(valid: Any, moment: Any, fails: Any, pull: Numbers, reaction: Numbers) -> Numbers:
    status = np.where(valid, np.where(moment < 0, 2, np.where(fails, 1, 0)), 3)
    if not status.any():
        return status, *pull, *reaction
    rest = np.where(valid, 0.0, np.nan)
    pulling = status < 2
    return (
        status,
        *(np.where(pulling, value, rest) for value in pull),
        *(np.where(pulling, value, np.nan) for value in reaction),
    )


balance_in_math = written_with(math, judge_number)
balance_in_numpy = written_with(np, judge_array)
eight_in_math = written_with(math, judge_number, few=True)
eight_in_numpy = written_with(np, judge_array, few=True)
