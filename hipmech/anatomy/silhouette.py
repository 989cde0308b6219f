"""The whole body from the front: trunk, head, arms and legs as soft outlines, posed by the solved hip.

Tables are drawn for 1750 mm and scale with stature; the pelvis follows the hip distance. Points of the torso
follow the pelvis or the leaning trunk by a share between 0 and 1, so that the waist bends and does not break.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from hipmech.anatomy.curves import SAMPLES, Move, Points, Shape, both_sides, smooth
from hipmech.anatomy.pelvis import DRAWN_HALF_DISTANCE
from hipmech.anatomy.pose import Pose

DRAWN_STATURE = 1750.0
LUMBOSACRAL = 100.0

# Lateral of the midline, up from the hip axis, share that moves with the trunk.
TORSO_HALF = (
    (0.0, 640.0, 1), (47.0, 640.0, 1), (50.0, 605.0, 1), (55.0, 573.0, 1), (78.0, 548.0, 1),
    (116.0, 530.0, 1), (146.0, 518.5, 1), (175.0, 501.0, 1), (198.0, 474.0, 1), (184.0, 425.0, 1),
    (163.0, 370.0, 1), (157.0, 315.0, 1), (145.0, 255.0, 0.95), (133.0, 200.0, 0.8), (131.0, 162.0, 0.6),
    (141.0, 115.0, 0.35), (157.0, 65.0, 0.1), (168.0, 15.0, 0), (172.0, -35.0, 0), (150.0, -80.0, 0),
    (80.0, -95.0, 0), (0.0, -86.0, 0),
)  # fmt: skip
HEAD_HALF = (
    (0.0, 823.0), (27.0, 819.5), (51.0, 807.5), (68.0, 786.5), (76.0, 759.0), (77.0, 733.0), (82.0, 722.0),
    (81.5, 704.0), (74.5, 682.0), (68.0, 655.0), (54.0, 622.0), (30.0, 600.0), (0.0, 595.0),
)  # fmt: skip
SHOULDER = (172.0, 462.0)
FULL_WIDTH = 100.0
"""How far from the midline the pelvis is wider by all of a wider half hip distance, mm."""

# Share of the way along the segment, half width on the outer side, on the inner side.
UPPER_ARM = (
    (-0.15, -30, 45), (-0.11, 0, 34), (-0.06, 27, 36), (0.04, 45, 40), (0.2, 50, 40), (0.4, 46, 40),
    (0.65, 40, 38), (0.92, 35, 35),
)  # fmt: skip
FOREARM = ((0.12, 38, 39), (0.35, 40, 38), (0.7, 30, 30), (0.97, 25, 25))
HAND = ((0.25, 33, 30), (0.5, 36, 36), (0.8, 28, 30), (0.97, 14, 16))
THIGH = ((-0.05, 66, 60), (0.1, 88, 74), (0.3, 84, 76), (0.55, 72, 68), (0.8, 57, 58), (0.98, 51, 55))
SHANK = ((0.1, 51, 49), (0.3, 59, 55), (0.5, 53, 51), (0.75, 38, 39), (0.92, 33, 33))
STANDING_FOOT = ((0.05, 37, 36), (0.4, 42, 37), (0.75, 55, 40), (0.93, 60, 40), (1.0, 52, 32))
HANGING_FOOT = ((0.05, 35, 34), (0.35, 42, 38), (0.65, 47, 41), (0.88, 38, 34), (0.98, 18, 18))

UPPER_ARM_RATIO, FOREARM_RATIO, HAND_RATIO = 0.186, 0.146, 0.108
KNEE_RATIO, ANKLE_RATIO = 0.285, 0.039
HANGING_THIGH, HANGING_SHANK, HANGING_FOOT_LENGTH = 0.95, 0.76, 118.0
"""The swing knee is bent: seen from the front its thigh and shank are this share of their length."""

SWING_KNEE_ASIDE, SWING_ANKLE_ASIDE = -2.0, 4.0
"""Lateral of the swing hip, mm."""

ELBOW_OUT, WRIST_OUT, HAND_OUT = 8.0, 3.0, -2.0
"""Outward angles of upper arm, forearm and hand of a free arm, deg."""
CLEAR_OF_HIP = 1.0
"""Share of a lean by which the arm on the far side is held farther out, not to fall before the hip."""
OPEN_HAND, CLOSED_HAND = 0.9, 0.5
"""Shares of the hand's length seen from the front."""
ELBOW_BEND = 0.5
"""Share of the bend of a holding arm seen from the front."""

HANDLE_RATIO = 0.49
CARRYING_RATIO = 0.44
CANE_BELOW_HANDLE = 45.0
BAG = ((-70.0, -190.0), (-88.0, -420.0), (-80.0, -436.0), (80.0, -436.0), (88.0, -420.0), (70.0, -190.0))
BAG_STRAP = ((-45.0, -190.0), (-24.0, -95.0), (0.0, -60.0), (24.0, -95.0), (45.0, -190.0))
"""Bag under the hand that holds it, mm."""

SUNK = 3
"""Spans at the upper end of a limb's inner edge that sink into the trunk."""

Place = tuple[float, float]
Widths = Sequence[Sequence[float]]


def silhouette(pose: Pose) -> tuple[Shape, ...]:
    """Stance leg, swing leg, trunk, head and both arms in the hip frame; together they are one outline."""
    size = pose.stature / DRAWN_STATURE
    trunk = pose.trunk(LUMBOSACRAL * size)
    return (
        _stance_leg(pose, size),
        _swing_leg(pose, size),
        _torso(pose, trunk, size),
        Shape(name="head", outlines=(trunk(_above_lumbosacral(HEAD_HALF, size)),)),
        *_arms(pose, trunk, size),
    )


def _above_lumbosacral(half: Sequence[Sequence[float]], size: float) -> Points:
    points = np.array(half)[:, :2] * size
    return smooth(both_sides(points - (0.0, LUMBOSACRAL * size))[:-1], closed=True)


def _torso(pose: Pose, trunk: Move, size: float) -> Shape:
    table = np.array(TORSO_HALF)
    share = table[:, 2]
    half = table[:, :2] * size
    wider = pose.half_hip_distance - DRAWN_HALF_DISTANCE * size
    half[:, 0] += np.minimum(table[:, 0] / FULL_WIDTH, 1) * (1 - share) * wider
    both = both_sides(half)[:-1]
    shares = np.concatenate((share[::-1], share[1:]))[: len(both), None]
    with_pelvis = pose.drop(both - (pose.half_hip_distance, 0.0))
    with_trunk = trunk(both - (0.0, LUMBOSACRAL * size))
    points = shares * with_trunk + (1 - shares) * with_pelvis
    return Shape(name="torso", outlines=(smooth(points, closed=True),))


def _stance_leg(pose: Pose, size: float) -> Shape:
    floor = -pose.hip_up
    ankle_up = ANKLE_RATIO * pose.stature
    ankle = (-pose.foot_arm * (1 - ankle_up / pose.hip_up), floor + ankle_up)
    share = 1 - (KNEE_RATIO - ANKLE_RATIO) * pose.stature / (pose.hip_up - ankle_up)
    knee = (ankle[0] * share, ankle[1] * share)
    foot = (-pose.foot_arm, floor)
    return _limb(
        "stance_leg", ((0.0, 0.0), knee, ankle, foot), (_thigh(pose, size), SHANK, STANDING_FOOT), 1, size
    )


def _swing_leg(pose: Pose, size: float) -> Shape:
    lateral, up = pose.swing_hip
    knee_up = up - HANGING_THIGH * (pose.hip_up - KNEE_RATIO * pose.stature)
    ankle_up = knee_up - HANGING_SHANK * (KNEE_RATIO - ANKLE_RATIO) * pose.stature
    toes_up = ankle_up - HANGING_FOOT_LENGTH * size
    joints = (
        (lateral, up),
        (lateral + SWING_KNEE_ASIDE, knee_up),
        (lateral + SWING_ANKLE_ASIDE, ankle_up),
        (lateral, toes_up),
    )
    return _limb("swing_leg", joints, (_thigh(pose, size), SHANK, HANGING_FOOT), -1, size)


def _thigh(pose: Pose, size: float) -> Widths:
    """Half widths; between hips farther apart the thighs begin thicker, so that they still meet."""
    wider = pose.half_hip_distance / size - DRAWN_HALF_DISTANCE
    return [(share, outer, inner + (1 - share) * wider) for share, outer, inner in THIGH]


def _arms(pose: Pose, trunk: Move, size: float) -> tuple[Shape, ...]:
    held = {_side(pose, place): place for place in (handle(pose), grip(pose)) if place is not None}
    aside, up = SHOULDER[0] * size, (SHOULDER[1] - LUMBOSACRAL) * size
    return tuple(_arm(pose, trunk.point(side * aside, up), side, held.get(side), size) for side in (-1, 1))


def _side(pose: Pose, place: Place) -> int:
    return -1 if place[0] < -pose.half_hip_distance else 1


def handle(pose: Pose) -> Place | None:
    """Where the cane is held, in the hip frame."""
    return None if pose.cane_arm is None else (-pose.cane_arm, HANDLE_RATIO * pose.stature - pose.hip_up)


def grip(pose: Pose) -> Place | None:
    """Where the bag is held, in the hip frame."""
    up = CARRYING_RATIO * pose.stature - pose.hip_up
    return None if pose.carried_arm is None else (-pose.carried_arm, up)


def _arm(pose: Pose, shoulder: Place, side: int, hand: Place | None, size: float) -> Shape:
    upper, lower = UPPER_ARM_RATIO * pose.stature, FOREARM_RATIO * pose.stature
    if hand is None:
        clear = CLEAR_OF_HIP * max(0.0, -side * pose.trunk_inclination)
        elbow = _along(shoulder, upper, side * (ELBOW_OUT + clear))
        wrist = _along(elbow, lower, side * WRIST_OUT)
    else:
        wrist = hand
        elbow = _bent(shoulder, wrist, upper, lower, side)
    tip = _along(
        wrist, HAND_RATIO * pose.stature * (OPEN_HAND if hand is None else CLOSED_HAND), side * HAND_OUT
    )
    return _limb("arm", (shoulder, elbow, wrist, tip), (UPPER_ARM, FOREARM, HAND), side, size)


def _along(start: Place, length: float, outward: float) -> Place:
    angle = math.radians(outward)
    return start[0] + length * math.sin(angle), start[1] - length * math.cos(angle)


def _bent(shoulder: Place, wrist: Place, upper: float, lower: float, side: int) -> Place:
    """Elbow of an arm from shoulder to wrist, bent outwards; straight when the way is too long."""
    across, down = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    reach = math.hypot(across, down)
    if reach >= upper + lower:
        share = upper / (upper + lower)
        return shoulder[0] + share * across, shoulder[1] + share * down
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    bulge = side * ELBOW_BEND * math.sqrt(max(upper**2 - along**2, 0.0))
    return (
        shoulder[0] + (along * across - bulge * down) / reach,
        shoulder[1] + (along * down + bulge * across) / reach,
    )


def _limb(name: str, joints: Sequence[Place], tables: Sequence[Widths], side: int, size: float) -> Shape:
    """Soft outline round a chain of joints; ``side`` is +1 where outer means lateral, -1 on the other side.

    Its line is the inner edge without the part that sinks into the trunk.
    """
    outer, inner = [], []
    for start, end, table in zip(joints[:-1], joints[1:], tables, strict=True):
        origin, axis = np.array(start), np.subtract(end, start)
        normal = side * np.array((-axis[1], axis[0])) / math.hypot(*axis) * size
        for share, out, within in table:
            outer.append(origin + share * axis + out * normal)
            inner.append(origin + share * axis - within * normal)
    outline = smooth(np.array(outer + inner[::-1]), closed=True)
    inner_edge = outline[SAMPLES * len(outer) : 1 - SUNK * SAMPLES]
    return Shape(name=name, outlines=(outline,), lines=(inner_edge,))


def cane(pose: Pose) -> Points | None:
    """Cane from the floor to its handle, with the handle's bend; None without a cane."""
    top = handle(pose)
    if top is None:
        return None
    lateral, up = top[0], top[1] - CANE_BELOW_HANDLE
    return np.array(((lateral, -pose.hip_up), (lateral, up)))


def carried_bag(pose: Pose) -> Shape | None:
    """Shopping bag under the hand; None without a load."""
    held = grip(pose)
    if held is None:
        return None
    move = Move(shift=held)
    return Shape(
        name="bag",
        outlines=(move(np.array(BAG)),),
        lines=(move(smooth(BAG_STRAP, closed=False)),),
    )
