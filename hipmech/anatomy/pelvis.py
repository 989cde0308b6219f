"""The pelvic ring and the lumbar spine on it; a wider pelvis is wider at the midline, not at its hips."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from hipmech.anatomy.curves import (
    Move,
    Points,
    Shape,
    Table,
    arc,
    both_sides,
    closed_line,
    ring,
    smooth,
    widened,
)

CUP_RADIUS = 27.0
CUP_RIM = (-167.0, 33.0)
"""Where the cup begins and ends, deg from up towards lateral."""
DRAWN_HALF_DISTANCE = 86.0
DRAWN_ORIGIN = (20.0, 100.0)
WING_FOOT = 40.0
"""Height above the hip centre at which the iliac wing begins to follow the abductor origin."""
WING_ROOT = 50.0
"""How far medial of the hip centre it stops to follow it, mm."""

# Hip bone: lateral of the hip centre, up, share of a wider half hip distance that moves the point medially.

HIP_BONE = (
    (14.6, 22.7, 0), (19.8, 26.0, 0), (23.2, 31.5, 0), (23.6, 38.5, 0), (21.8, 46.0, 0), (23.4, 53.0, 0),
    (28.8, 60.0, 0), (36.5, 65.0, 0), (43.4, 69.2, 0), (46.6, 75.0, 0), (46.8, 83.0, 0), (50.8, 93.5, 0),
    (55.4, 105.0, 0), (55.0, 117.0, 0), (46.5, 129.0, 0), (30.0, 137.5, 0), (10.0, 140.0, 0),
    (-10.0, 136.0, 0), (-28.0, 126.5, 0.1), (-41.0, 115.5, 0.3), (-50.0, 104.0, 0.6), (-53.0, 86.0, 0.6),
    (-48.0, 68.0, 0.5), (-41.5, 52.5, 0.4), (-32.5, 43.5, 0.2), (-28.6, 33.0, 0.1), (-30.5, 23.5, 0.1),
    (-37.0, 17.0, 0.1), (-44.0, 13.5, 0.15), (-45.2, 11.5, 0.15), (-44.6, 7.0, 0.2), (-47.5, 1.5, 0.3),
    (-54.5, -4.5, 0.5), (-61.0, -7.2, 0.7), (-66.0, -7.8, 0.8), (-70.5, -11.0, 0.9), (-77.0, -12.6, 1),
    (-81.8, -15.0, 1), (-83.8, -20.0, 1), (-83.8, -34.0, 1), (-83.0, -45.0, 1), (-79.5, -51.0, 1),
    (-71.0, -57.0, 0.9), (-60.0, -65.5, 0.6), (-48.0, -73.5, 0.3), (-37.0, -77.0, 0.1), (-25.0, -75.5, 0),
    (-16.0, -68.0, 0), (-12.0, -56.5, 0), (-12.8, -46.0, 0), (-11.8, -37.5, 0), (-6.0, -26.3, 0),
)  # fmt: skip
"""Border of the hip bone, from the lateral rim of the cup round crest, notch and pubis to its lower rim."""

OBTURATOR_FORAMEN = (
    (-39.5, -15.0, 0.2), (-31.8, -20.0, 0.1), (-27.8, -31.0, 0), (-29.0, -45.0, 0), (-36.0, -57.0, 0.1),
    (-46.5, -61.5, 0.3), (-57.0, -55.5, 0.6), (-63.5, -44.5, 0.8), (-64.0, -32.0, 0.8), (-57.0, -21.5, 0.6),
    (-47.5, -16.5, 0.3),
)  # fmt: skip

PELVIC_BRIM = (
    (-43.0, 77.0, 0.4), (-35.0, 64.5, 0.3), (-26.0, 50.5, 0.1), (-22.6, 37.0, 0), (-26.5, 24.0, 0),
    (-35.0, 11.5, 0.1), (-45.0, 2.5, 0.3), (-55.0, -5.0, 0.5),
)  # fmt: skip

INNER_WALL = (
    (-46.0, 72.0, 0.4), (-35.0, 64.5, 0.3), (-26.0, 50.5, 0.1), (-22.6, 37.0, 0), (-26.5, 24.0, 0),
    (-35.0, 11.5, 0.1), (-45.0, 2.5, 0.3), (-44.6, 7.0, 0.2), (-45.2, 11.5, 0.15), (-44.0, 13.5, 0.15),
    (-37.0, 17.0, 0.1), (-30.5, 23.5, 0.1), (-28.6, 33.0, 0.1), (-32.5, 43.5, 0.2), (-41.5, 52.5, 0.4),
)  # fmt: skip
"""Wall of the true pelvis, seen below the brim."""

TEARDROP = ((-30.5, 4.0, 0), (-32.2, -8.0, 0), (-31.4, -17.0, 0), (-28.8, -19.5, 0), (-26.8, -16.0, 0))
CREST_LIP = (
    (49.0, 106.0, 0), (47.8, 116.0, 0), (39.0, 125.5, 0), (25.0, 131.5, 0), (9.0, 133.5, 0), (-9.0, 129.5, 0),
    (-25.0, 120.5, 0.1), (-36.0, 111.5, 0.3),
)  # fmt: skip
ISCHIAL_EDGE = ((-25.5, -71.0, 0), (-20.5, -62.0, 0), (-20.5, -51.0, 0))

# Sacrum: lateral of the midline, up, share of a wider half hip distance that moves the point outwards.

SACRUM_HALF = (
    (0.0, 97.4, 0), (14.0, 98.2, 0), (22.5, 99.6, 0.1), (26.5, 104.5, 0.1), (30.0, 103.0, 0.2),
    (38.0, 102.0, 0.3), (46.5, 98.5, 0.4), (50.5, 90.0, 0.4), (49.0, 79.0, 0.4), (44.5, 66.0, 0.4),
    (39.5, 54.0, 0.3), (33.5, 44.0, 0.2), (28.0, 34.0, 0.2), (23.0, 25.0, 0.1), (16.0, 19.0, 0),
    (10.5, 15.0, 0), (8.6, 9.5, 0), (6.4, 4.0, 0), (4.6, -0.5, 0), (2.4, -4.5, 0), (0.0, -5.6, 0),
)  # fmt: skip
PROMONTORY_HALF = ((0.0, 92.5, 0), (14.0, 93.3, 0), (23.0, 96.0, 0.1))
SACRAL_FORAMINA = ((21.0, 79.0, 4.2), (18.5, 62.0, 3.8), (16.5, 46.5, 3.4), (14.5, 33.0, 2.8))
"""Centre lateral of the midline, up, radius."""
FORAMEN_WIDTH, FORAMEN_HEIGHT, FORAMEN_SHARE = 1.15, 0.8, 0.1
"""Half axes as shares of the radius, and the share of a wider half hip distance that moves them."""
SACRAL_RIDGES = (70.5, 54.5, 40.0)
RIDGE = ((-11.0, 0.0), (0.0, -1.0), (11.0, 0.0))

LUMBAR_HALF = (
    (0.0, 0.8), (14.0, 0.5), (22.5, 0.2), (25.4, 2.5), (24.2, 7.0), (22.0, 13.5), (22.8, 20.5), (24.8, 24.8),
    (22.2, 27.2), (13.0, 26.6), (0.0, 26.0),
)  # fmt: skip
TRANSVERSE_PROCESS = (
    (19.0, 15.0), (25.0, 13.6), (32.0, 14.2), (39.0, 16.8), (42.6, 19.6), (41.2, 22.4), (34.0, 21.8),
    (27.0, 21.6), (19.0, 22.8),
)  # fmt: skip
SPINOUS_PROCESS = ((0.0, 15.0), (3.2, 9.0), (2.4, 2.5), (0.0, 0.8), (-2.4, 2.5), (-3.2, 9.0))
PEDICLE = (15.5, 18.0, 2.8, 4.2)
LUMBAR_BASE = 4.5
LUMBAR_STEP = 38.5
LUMBAR_COUNT = 4


def pelvis(
    half_hip_distance: float, origin_lateral: float = DRAWN_ORIGIN[0], origin_up: float = DRAWN_ORIGIN[1]
) -> tuple[Shape, Shape, Shape]:
    """Hip bone of the swing side, hip bone of the stance side, and sacrum, in the pelvis frame.

    The iliac wings flare and rise with the abductor origin; all in mm.
    """
    wider = half_hip_distance - DRAWN_HALF_DISTANCE
    stance = hip_bone(wider, (origin_lateral - DRAWN_ORIGIN[0], origin_up - DRAWN_ORIGIN[1]))
    across = Move(flip=True, shift=(-2 * half_hip_distance, 0))
    midline = Move(shift=(-half_hip_distance, 0))
    return stance.moved(across, "hip_bone_swing"), stance, sacrum(wider).moved(midline)


def hip_bone(wider: float, flare: tuple[float, float]) -> Shape:
    """Ilium, pubis and ischium of the stance side.

    ``wider`` mm are added to half the drawn hip distance; ``flare`` is how far the abductor origin has moved
    (lateral, up) from its drawn place, mm.
    """

    def curve(table: Table, closed: bool = False) -> Points:
        return smooth(_flared(widened(table, -wider), flare), closed=closed)

    return Shape(
        name="hip_bone_stance",
        outlines=(np.vstack([curve(HIP_BONE), arc(CUP_RADIUS, *CUP_RIM)]),),
        holes=(curve(OBTURATOR_FORAMEN, closed=True),),
        shades=(curve(INNER_WALL, closed=True),),
        lines=tuple(curve(table) for table in (PELVIC_BRIM, TEARDROP, CREST_LIP, ISCHIAL_EDGE)),
    )


def _flared(points: Points, flare: tuple[float, float]) -> Points:
    """The wing follows the origin: fully at its height, not at all at the cup and at the sacroiliac joint."""
    height = np.clip((points[:, 1] - WING_FOOT) / (DRAWN_ORIGIN[1] - WING_FOOT), 0, 1)
    outside = np.clip(points[:, 0] / WING_ROOT + 1, 0, 1)
    return points + (height**2 * (3 - 2 * height) * outside)[:, None] * flare


def sacrum(wider: float) -> Shape:
    """Sacrum and coccyx about the midline."""
    foramina = [
        closed_line(
            ring((side * (x + FORAMEN_SHARE * wider), up), FORAMEN_WIDTH * radius, FORAMEN_HEIGHT * radius)
        )
        for x, up, radius in SACRAL_FORAMINA
        for side in (-1, 1)
    ]
    ridges = [smooth(np.add(RIDGE, (0.0, up)), closed=False) for up in SACRAL_RIDGES]
    promontory = smooth(both_sides(widened(PROMONTORY_HALF, wider)), closed=False)
    return Shape(
        name="sacrum",
        outlines=(smooth(both_sides(widened(SACRUM_HALF, wider))[:-1], closed=True),),
        lines=(promontory, *foramina, *ridges),
    )


@lru_cache(maxsize=1)
def lumbar_spine() -> tuple[Shape, ...]:
    """L5 and those above it: lateral of the midline, up from the L5/S1 joint."""
    process = np.array(TRANSVERSE_PROCESS)
    x, up, width, height = PEDICLE
    vertebra = Shape(
        name="lumbar",
        outlines=(
            smooth(both_sides(np.array(LUMBAR_HALF))[:-1], closed=True),
            smooth(process, closed=True),
            smooth(process * (-1, 1), closed=True),
        ),
        lines=(
            closed_line(ring((-x, up), width, height)),
            closed_line(ring((x, up), width, height)),
            closed_line(smooth(SPINOUS_PROCESS, closed=True)),
        ),
    )
    return tuple(
        vertebra.moved(Move(shift=(0, LUMBAR_BASE + level * LUMBAR_STEP)), f"lumbar_{5 - level}")
        for level in range(LUMBAR_COUNT)
    )
