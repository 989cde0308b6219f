"""All bones in their places."""

from __future__ import annotations

from collections.abc import Iterator

from hipmech.anatomy.curves import Move, Shape
from hipmech.anatomy.pelvis import LUMBAR_STEP, lumbar_spine, pelvis
from hipmech.anatomy.pose import Pose
from hipmech.anatomy.thigh_bone import thigh_bone

DRAWN_LUMBOSACRAL_HEIGHT = 100.0
LUMBAR_BEND = (0.3, 0.6, 0.85, 1.0)
"""Share of the way from the pelvis's to the trunk's inclination that each vertebra has turned, L5 first."""


def skeleton(pose: Pose) -> tuple[Shape, ...]:
    """Lumbar spine, pelvic ring and both femora in the hip frame, the farthest from the viewer first.

    The swing femur hangs vertically under its hip, the mirror image of the stance femur.
    """
    femur = thigh_bone(
        pose.neck_shaft_angle, pose.neck_length, pose.tip_lateral, pose.tip_up, pose.trochanter_turn
    )
    return (
        *(vertebra.moved(move) for vertebra, move in zip(lumbar_spine(), _bends(pose), strict=True)),
        *(
            bone.moved(pose.drop)
            for bone in pelvis(pose.half_hip_distance, pose.origin_lateral, pose.origin_up)
        ),
        femur.moved(Move(flip=True, shift=pose.swing_hip), "femur_swing"),
        femur.moved(pose.thigh, "femur_stance"),
    )


def _bends(pose: Pose) -> Iterator[Move]:
    """Trunk frame to hip frame for each vertebra: the spine bends from the sacrum into the trunk's line."""
    lateral, up = pose.drop.point(-pose.half_hip_distance, DRAWN_LUMBOSACRAL_HEIGHT)
    for level, share in enumerate(LUMBAR_BEND):
        turn = pose.pelvic_drop - share * (pose.trunk_inclination + pose.pelvic_drop)
        across, rise = Move(turn=turn).point(0.0, LUMBAR_STEP)
        yield Move(turn=turn, shift=(lateral - level * across, up - level * rise))
        lateral, up = lateral + across, up + rise
