// What there is to draw of one hip: its pose, its forces as vectors, their arms and moments.

import { poseOf } from "./anatomy.js";
import { ADDUCTORS_NEEDED, FIGURE, NOT_HELD } from "./tables.js";

const { ARROW_MM_PER_BW, HALF_SIZE_ABOVE } = FIGURE.scene;

// One solved hip, ready to be drawn. forces stand in the order of the polygon, which they close; without an
// answer there is only what the hip carries. refusal is the key of the reason why there is no answer.
export function sceneOf(load) {
  const refusal = refusalOf(load);
  const forces = refusal ? given(load) : closed(load);
  const largest = Math.max(...forces.map((force) => force.size));
  return {
    forces,
    force: (name) => forces.find((force) => force.name === name) ?? null,
    weight: forces[0],
    pose: poseOf(load),
    side: load.inputs.stance_side,
    bodyWeight: load.values.body_weight,
    moment: load.values.abductor_moment,
    ground: refusal === "foot_carries" ? null : groundOf(load),
    carriedMass: load.inputs.carried_mass,
    refusal,
    answered: !refusal,
    held: load.status !== NOT_HELD,
    halfSize: largest > HALF_SIZE_ABOVE,
    arrowScale: largest > HALF_SIZE_ABOVE ? ARROW_MM_PER_BW / 2 : ARROW_MM_PER_BW,
  };
}

// vector in BW; start in mm; arm in mm; moment in mm·BW, positive when it tips the pelvis to the swing side.
function forceOf(name, letter, vector, start, arm, moment) {
  return { name, letter, vector, start, arm, moment, size: Math.hypot(...vector) };
}

function refusalOf(load) {
  if (load.status < ADDUCTORS_NEEDED) return "";
  return load.status === ADDUCTORS_NEEDED ? "adductors_needed" : load.reason;
}

function closed(load) {
  const [weight, ...others] = given(load);
  return [weight, abductors(load), ...others, joint(load)];
}

// The forces that act before any muscle answers.
function given(load) {
  return [weightOf(load), ...cane(load), ...inertia(load)];
}

function weightOf({ inputs, values }) {
  const size = values.supported_weight / values.body_weight;
  const arm = values.body_weight_arm;
  return forceOf("weight", "W", [0, -size], [-arm, centreUp({ inputs, values })], arm, size * arm);
}

// Height of all that the hip carries; a carried mass hangs at hip height, as in the model.
function centreUp({ inputs, values }) {
  const up = values.supported_com_up;
  const body = values.supported_mass;
  return Number.isNaN(up) || !body ? 0 : (up * body) / (body + inputs.carried_mass);
}

function abductors({ values }) {
  const size = values.abductor_force_bw;
  const angle = (values.abductor_line_angle * Math.PI) / 180;
  const vector = [size * Math.sin(angle), -size * Math.cos(angle)];
  const origin = [values.origin_lateral, values.origin_up];
  return forceOf("abductors", "F", vector, origin, values.abductor_arm, -size * values.abductor_arm);
}

function cane({ inputs, values }) {
  const size = inputs.cane_force / values.body_weight;
  const arm = values.cane_arm;
  return size ? [forceOf("cane", "C", [0, size], [-arm, 0], Math.abs(arm), -size * arm)] : [];
}

// What the body's sideways acceleration adds, as a force against it (D'Alembert).
function inertia({ inputs, values }) {
  const mass = values.supported_mass + inputs.carried_mass;
  const size = (mass * values.lateral_acceleration) / values.body_weight;
  if (!size) return [];
  const arm = centreUp({ inputs, values });
  return [forceOf("inertia", "I", [-size, 0], [-values.body_weight_arm, arm], arm, size * arm)];
}

function joint({ values }) {
  const weight = values.body_weight;
  const vector = [values.joint_reaction_lateral, values.joint_reaction_up].map((part) => -part / weight);
  return forceOf("joint", "J", vector, [0, 0], 0, 0);
}

// What the floor gives back; null where the pendulum has no answer.
function groundOf({ inputs, values }) {
  const leg = inputs.load_factor * values.gravity * values.leg_mass;
  const up = values.supported_weight + leg - inputs.cane_force;
  const aside = values.balancing_mass * values.lateral_acceleration;
  return Number.isFinite(aside) ? [aside / values.body_weight, up / values.body_weight] : null;
}
