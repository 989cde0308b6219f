"""Bodies whose hip load is known: points that move as they are told, and the ground that carries them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

import hipmech as hm
from hipmech import trials
from hipmech.anthropometry import DE_LEVA_LEG
from hipmech.quantities import STANDARD_GRAVITY
from hipmech.trials import Trial
from hipmech.trials.balances import parts_of

Numbers = NDArray[np.float64]
Columns = dict[str, Numbers]
MASS = 75.0
SAMPLES, INTERVAL = 160, 0.01
STANCE = (40, 120)


def accelerated(track: Numbers, interval: float = INTERVAL) -> Numbers:
    """Second central differences, the first and last sample as their neighbours."""
    inner = np.diff(track, n=2) / interval**2
    return np.concatenate((inner[:1], inner, inner[-1:])).astype(np.float64)


@dataclass(frozen=True)
class Walker:
    """Columns of a right stance in public units, and the abductor moment that holds it (N·m)."""

    columns: Columns
    moment: Numbers
    time: Numbers

    def trial(self, **changed: Any) -> Trial:
        columns = {name: changed.get(name, values) for name, values in self.columns.items()}
        return trials.trial(changed.get("time", self.time), columns)


def walker(mass: float = MASS, stance: tuple[int, int] = STANCE, samples: int = SAMPLES) -> Walker:
    """A body of points on its right leg: six of the leg, one above the hip; the ground is what they need.

    Where the foot is in the air nothing carries the body: only the stance is meant to be solved.
    """
    time: Numbers = np.arange(float(samples)) * INTERVAL

    def wave(middle: float, size: float, rate: float, phase: float) -> Numbers:
        return middle + size * np.sin(2 * np.pi * rate * time + phase)

    hip = np.array((wave(0.090, 0.006, 1.0, 0.3), wave(0.930, 0.006, 2.0, 0.1)))
    knee = np.array((wave(0.050, 0.004, 1.0, 1.0), wave(0.500, 0.004, 2.0, 0.7)))
    ankle = np.array((wave(0.004, 0.001, 1.0, 0.0), wave(0.070, 0.001, 2.0, 0.2)))
    above = np.array((wave(-0.015, 0.004, 1.0, 2.0), wave(1.120, 0.006, 2.0, 0.4)))
    points, masses = _points(hip, knee, ankle, mass)
    rest = mass - sum(masses)
    points.append(above)
    masses.append(rest)
    force = np.zeros((2, samples))
    turning = np.zeros(samples)
    for weight, (x, y) in zip(masses, points, strict=True):
        pushed = weight * np.array((accelerated(x), accelerated(y) + STANDARD_GRAVITY))
        force += pushed
        turning += x * pushed[1] - y * pushed[0]
    loaded = np.zeros(samples, dtype=bool)
    loaded[slice(*stance)] = True
    com = np.sum([weight * point for weight, point in zip(masses, points, strict=True)], axis=0) / mass
    x, y = above - hip
    moment = -rest * (x * (STANDARD_GRAVITY + accelerated(above[1])) - y * accelerated(above[0]))
    swing_hip = hip + np.array((-0.170, -0.008))[:, None]
    columns = {
        "com_right": com[0],
        "com_up": com[1],
        "right_cop_right": np.where(loaded, turning / force[1], np.nan),
        "right_hip_right": hip[0],
        "right_hip_up": hip[1],
        "right_knee_right": knee[0],
        "right_knee_up": knee[1],
        "right_ankle_right": ankle[0],
        "right_ankle_up": ankle[1],
        "left_hip_right": swing_hip[0],
        "left_hip_up": swing_hip[1],
        "left_knee_right": swing_hip[0] + 0.005,
        "left_knee_up": swing_hip[1] - 0.40,
        "left_ankle_right": swing_hip[0] + 0.009,
        "left_ankle_up": swing_hip[1] - 0.70,
        "left_cop_right": np.full(samples, np.nan),
    }
    metric = {name: 1000 * values for name, values in columns.items()}
    metric |= {
        "right_force_up": np.where(loaded, force[1], 0.0),
        "right_force_right": np.where(loaded, force[0], 0.0),
        "left_force_up": np.zeros(samples),
        "left_force_right": np.zeros(samples),
    }
    return Walker(metric, moment, time)


def _points(hip: Numbers, knee: Numbers, ankle: Numbers, mass: float) -> tuple[list[Numbers], list[float]]:
    points, masses = [], []
    ends = ((hip, knee), (knee, ankle), (ankle, ankle))
    for (share, near, far), (start, end) in zip(parts_of("winter", "unspecified"), ends, strict=True):
        for ratio in (near, far):
            points.append(start + ratio * (end - start))
            masses.append(share * mass / 2)
    return points, masses


def leg_momentum_rate(columns: Columns, mass: float) -> tuple[Numbers, Numbers]:
    """Force that all together exert on the right leg besides its weight, lateral and up, N."""
    hip, knee, ankle = (
        np.array([columns[f"right_{joint}_{way}"] for way in ("right", "up")]) / 1000
        for joint in ("hip", "knee", "ankle")
    )
    points, masses = _points(hip, knee, ankle, mass)
    lateral = sum(weight * accelerated(x) for weight, (x, _) in zip(masses, points, strict=True))
    up = sum(
        weight * (accelerated(y) + STANDARD_GRAVITY) for weight, (_, y) in zip(masses, points, strict=True)
    )
    return np.asarray(lateral), np.asarray(up)


def helped(body: Walker) -> Walker:
    """The same motion while the other foot carries a part late in the stance, as before it takes over."""
    columns = dict(body.columns)
    landed = (np.arange(len(body.time)) >= 90) & (columns["right_force_up"] > 0)
    up, right = np.where(landed, 120.0, 0.0), np.where(landed, 15.0, 0.0)
    place = columns["left_ankle_right"] + 10
    force = columns["right_force_up"] - up
    loaded = columns["right_force_up"] > 0
    turning = np.where(loaded, columns["right_cop_right"], 0) * columns["right_force_up"] - place * up
    columns |= {
        "left_force_up": up,
        "left_force_right": right,
        "left_cop_right": np.where(landed, place, np.nan),
        "right_force_up": force,
        "right_force_right": columns["right_force_right"] - right,
        "right_cop_right": np.where(loaded, turning / np.where(loaded, force, 1.0), np.nan),
    }
    lateral = (place - columns["right_hip_right"]) / 1000
    relief = lateral * up + columns["right_hip_up"] / 1000 * right
    return Walker(columns, body.moment + relief, body.time)


def mirrored(columns: Columns) -> Columns:
    """The same body in a mirror: sides exchanged, right for left."""
    turned = {}
    for role, values in columns.items():
        side, _, rest = role.partition("_")
        other = {"left": "right", "right": "left"}.get(side, side)
        turned[f"{other}_{rest}"] = -values if role.endswith("_right") else values
    return turned


def standing(**inputs: Any) -> Trial:
    """The stand of :func:`hipmech.solve` as a trial: a straight leg from the hip to the foot's pressure."""
    load = hm.solve(segment_set="de_leva", sex="male", **inputs)
    steps = {name: float(value) for name, value in load.steps.items()}
    thigh, shank = (segment.length[1] for segment in DE_LEVA_LEG[:2])
    slope = np.radians(steps["thigh_inclination"])
    height = steps["hip_height"] * np.cos(slope)
    drop = np.radians(float(load.inputs["pelvic_drop"]))
    width = float(load.inputs["inter_hip_distance"])
    mass = float(load.inputs["body_mass"])

    def along(depth: float) -> tuple[float, float]:
        return -depth * np.sin(slope), height - depth * np.cos(slope)

    knee, ankle = along(steps["leg_length"] * thigh / (thigh + shank)), along(steps["leg_length"])
    leg = along(steps["leg_com_depth"])
    com_above = -float(load.body_weight_arm), height + steps["supported_com_up"]
    share = steps["leg_mass"] / mass
    samples = 60
    numbers = {
        "com_right": share * leg[0] + (1 - share) * com_above[0],
        "com_up": share * leg[1] + (1 - share) * com_above[1],
        "right_force_up": mass * STANDARD_GRAVITY,
        "right_force_right": 0.0,
        "right_cop_right": -steps["foot_arm"],
        "right_hip_right": 0.0,
        "right_hip_up": height,
        "right_knee_right": knee[0],
        "right_knee_up": knee[1],
        "right_ankle_right": ankle[0],
        "right_ankle_up": ankle[1],
        "left_hip_right": -width * np.cos(drop),
        "left_hip_up": height - width * np.sin(drop),
    }
    return trials.trial(
        np.arange(samples) * INTERVAL, {name: np.full(samples, value) for name, value in numbers.items()}
    )
