// All bones in their places.

import { moveOf, movePoint, movedShape, rememberedBy } from "./curves.js";
import { lumbarSpine, pelvis } from "./pelvis.js";
import { SHAPES } from "./tables.js";
import { thighBone } from "./thigh_bone.js";

const { DRAWN_LUMBOSACRAL_HEIGHT, LUMBAR_BEND } = SHAPES.skeleton;
const { LUMBAR_STEP } = SHAPES.pelvis;

// Lumbar spine, pelvic ring and both femora in the hip frame, the farthest from the viewer first.
// The swing femur hangs vertically under its hip, the mirror image of the stance femur.
export function bonesOf(pose) {
  const { neck_shaft_angle, neck_length, tip_lateral, tip_up, trochanter_turn } = pose;
  const femur = thighBone(neck_shaft_angle, neck_length, tip_lateral, tip_up, trochanter_turn);
  return [
    ...spineOf(pose),
    ...ringOf(pose),
    movedShape(femur, moveOf({ flip: true, shift: pose.swing_hip }), "femur_swing"),
    movedShape(femur, pose.thigh, "femur_stance"),
  ];
}

const spineOf = rememberedBy(["half_hip_distance", "pelvic_drop", "trunk_inclination"], (pose) => {
  const spine = lumbarSpine();
  return bends(pose).map((move, level) => movedShape(spine[level], move));
});

const OF_THE_RING = ["half_hip_distance", "origin_lateral", "origin_up", "pelvic_drop"];
const ringOf = rememberedBy(OF_THE_RING, (pose) => {
  const ring = pelvis(pose.half_hip_distance, pose.origin_lateral, pose.origin_up);
  return ring.map((bone) => movedShape(bone, pose.drop));
});

// Trunk frame to hip frame for each vertebra: the spine bends from the sacrum up into the trunk's line.
function bends(pose) {
  let [lateral, up] = movePoint(pose.drop, [-pose.half_hip_distance, DRAWN_LUMBOSACRAL_HEIGHT]);
  return LUMBAR_BEND.map((share, level) => {
    const turn = pose.pelvic_drop - share * (pose.trunk_inclination + pose.pelvic_drop);
    const [across, rise] = movePoint(moveOf({ turn }), [0, LUMBAR_STEP]);
    const move = moveOf({ turn, shift: [lateral - level * across, up - level * rise] });
    [lateral, up] = [lateral + across, up + rise];
    return move;
  });
}
