// All bones in their places.

import { moveOf, movedShape } from "./curves.js";
import { lumbarSpine, pelvis } from "./pelvis.js";
import { SHAPES } from "./tables.js";
import { thighBone } from "./thigh_bone.js";

const { DRAWN_LUMBOSACRAL_HEIGHT } = SHAPES.skeleton;

// Lumbar spine, pelvic ring and both femora in the hip frame, the farthest from the viewer first.
// The swing femur hangs vertically under its hip, the mirror image of the stance femur.
export function bonesOf(pose) {
  const spine = pose.trunk(DRAWN_LUMBOSACRAL_HEIGHT);
  const { neck_shaft_angle, neck_length, tip_lateral, tip_up, trochanter_turn } = pose;
  const femur = thighBone(neck_shaft_angle, neck_length, tip_lateral, tip_up, trochanter_turn);
  const ring = pelvis(pose.half_hip_distance, pose.origin_lateral, pose.origin_up);
  return [
    ...lumbarSpine().map((vertebra) => movedShape(vertebra, spine)),
    ...ring.map((bone) => movedShape(bone, pose.drop)),
    movedShape(femur, moveOf({ flip: true, shift: pose.swing_hip }), "femur_swing"),
    movedShape(femur, pose.thigh, "femur_stance"),
  ];
}
