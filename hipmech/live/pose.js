// The few numbers of a solved hip that place bones and body: mm and degrees, signs as in the model.

import { moveOf, movePoint } from "./curves.js";
import { QUANTITIES, SHAPES } from "./tables.js";

const RADIANS = Math.PI / 180;
const { TRUNK_LIMIT, THIGH_LIMIT } = SHAPES.pose;

// How the person of a load stands.
export function posed({ inputs, values }) {
  const thigh = within(values.thigh_inclination, THIGH_LIMIT);
  const turned = inputs.neck_angle_convention === "proximal_femur";
  return placed({
    half_hip_distance: values.half_hip_distance,
    stature: inputs.stature,
    hip_up: values.hip_height * Math.cos(thigh * RADIANS),
    neck_shaft_angle: inputs.neck_shaft_angle,
    neck_length: inputs.neck_length,
    tip_lateral: values.tip_lateral,
    tip_up: values.tip_up,
    trochanter_turn: turned ? inputs.neck_shaft_angle - QUANTITIES.reference_neck_shaft_angle.default : 0,
    pelvic_drop: inputs.pelvic_drop,
    trunk_inclination: within(values.trunk_inclination, TRUNK_LIMIT),
    thigh_inclination: thigh,
    foot_arm: values.hip_height * Math.sin(thigh * RADIANS),
    origin_lateral: inputs.abductor_origin_lateral,
    origin_up: inputs.abductor_origin_up,
    abductor_length_change: values.abductor_length_change,
    step_width: inputs.step_width,
    cane_arm: inputs.cane_force ? values.cane_arm : null,
    carried_arm: inputs.carried_mass ? values.carried_arm : null,
  });
}

// The angle as far as the model answers: a pose is drawn no farther.
function within(angle, limit) {
  return Number.isNaN(angle) ? 0 : Math.max(-limit, Math.min(limit, angle));
}

// The numbers of a pose with the frames and points that follow from them, in the hip frame.
function placed(pose) {
  const drop = moveOf({ turn: pose.pelvic_drop });
  const thigh = moveOf({ turn: -pose.thigh_inclination });
  return {
    ...pose,
    drop,
    thigh,
    origin: movePoint(drop, [pose.origin_lateral, pose.origin_up]),
    insertion: movePoint(thigh, [pose.tip_lateral, pose.tip_up]),
    swing_hip: movePoint(drop, [-2 * pose.half_hip_distance, 0]),
    // Trunk frame (midline, up from L5/S1) to hip frame; L5/S1 at a height above the hip axis, mm.
    trunk(lumbosacralHeight) {
      const shift = movePoint(drop, [-pose.half_hip_distance, lumbosacralHeight]);
      return moveOf({ turn: -pose.trunk_inclination, shift });
    },
  };
}
