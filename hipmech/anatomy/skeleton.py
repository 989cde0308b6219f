"""All bones in their places."""

from __future__ import annotations

from hipmech.anatomy.curves import Move, Shape
from hipmech.anatomy.pelvis import lumbar_spine, pelvis
from hipmech.anatomy.pose import Pose
from hipmech.anatomy.thigh_bone import thigh_bone

DRAWN_LUMBOSACRAL_HEIGHT = 100.0


def skeleton(pose: Pose) -> tuple[Shape, ...]:
    """Lumbar spine, pelvic ring and both femora in the hip frame, the farthest from the viewer first.

    The swing femur hangs vertically under its hip, the mirror image of the stance femur.
    """
    spine = pose.trunk(DRAWN_LUMBOSACRAL_HEIGHT)
    femur = thigh_bone(
        pose.neck_shaft_angle, pose.neck_length, pose.tip_lateral, pose.tip_up, pose.trochanter_turn
    )
    return (
        *(vertebra.moved(spine) for vertebra in lumbar_spine()),
        *(
            bone.moved(pose.drop)
            for bone in pelvis(pose.half_hip_distance, pose.origin_lateral, pose.origin_up)
        ),
        femur.moved(Move(flip=True, shift=pose.swing_hip), "femur_swing"),
        femur.moved(pose.thigh, "femur_stance"),
    )
