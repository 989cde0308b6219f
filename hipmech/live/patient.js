// A whole body on one leg, with the line of its pelvis, the line of its trunk and the weight that it carries.

import {
  cane, carriedBag, gluteusMedius, movePoint, pointsOf, poseOf, silhouette, skeleton,
} from "./anatomy.js";
import { DASHED, DOTTED } from "./canvas.js";
import { drawCentreOfMass } from "./hip_forces.js";
import { FIGURE, LEANING, SHAPES } from "./tables.js";
import { textWidth } from "./type.js";
import { number } from "./words.js";

const { ABOVE_HEAD, BELOW_FLOOR, DRAWN_STATURE } = FIGURE.body_panel;
const AROUND = 980; // mm of the drawn stature beside each other: leaning, with a stick
const [CREST_LATERAL, CREST_UP] = [56, 130]; // mm from the hip centre
const BEYOND = 75; // mm that a line reaches beyond what it runs through
const NECK_UP = 470; // mm above L5/S1
const BESIDE_NECK = [-85, 540]; // mm from L5/S1, on the side from which the trunk leans away
const FAINT = 0.45;
const GAP = 4; // px between a line and its number

// What canvas.begin needs: floor and standing foot stay where they are, whatever the body does.
export function patientFrame({ pose, sign }, { width, height }) {
  const size = pose.stature / DRAWN_STATURE;
  const tall = pose.stature + (BELOW_FLOOR / 3 + ABOVE_HEAD) * size;
  const scale = Math.min(height / tall, width / (AROUND * size));
  const foot = height - scale * (BELOW_FLOOR / 3) * size;
  const origin = [width / 2 + sign * scale * pose.foot_arm, foot - scale * pose.hip_up];
  return { scale, origin, sign };
}

// How a solved hip is shown; view is "front" or "back".
export function patientOf(load, view) {
  const sign = (load.inputs.stance_side === "right") === (view === "front") ? -1 : 1;
  return { load, sign, pose: poseOf(load) };
}

// The angle between trunk and vertical, positive towards the stance leg.
export function leanOf({ pose }) {
  return pose.trunk_inclination;
}

// strength: share of the muscle that is left; held: whether this stance has an equilibrium.
export function drawPatient(canvas, patient, { em, language, strength = 1, held = true, angles = true }) {
  const { pose } = patient;
  floor(canvas, pose);
  body(canvas, pose, held);
  bones(canvas, pose, held);
  muscle(canvas, pose, strength);
  weight(canvas, patient);
  if (angles) {
    pelvicLine(canvas, patient, { em, language });
    trunkLine(canvas, patient, { em, language });
  }
}

function floor(canvas, pose) {
  const y = canvas.place(0, -pose.hip_up)[1];
  canvas.line("floor", [[4, y], [canvas.width - 4, y]], canvas.theme.ink, 2);
}

function body(canvas, pose, held) {
  const { theme } = canvas;
  const stick = cane(pose);
  if (stick) canvas.line("cane", canvas.at(pointsOf(stick)), theme.support, 4);
  const parts = silhouette(pose);
  canvas.union("body", parts, theme.skin, theme.skin_edge, held ? 0.9 : 0.4);
  if (!held) {
    const edges = canvas.along(parts.flatMap((part) => part.lines));
    canvas.stroke("body-doubt", edges, theme.muted, 1, { dashes: DASHED });
  }
  const bag = carriedBag(pose);
  if (bag) {
    canvas.union("bag", [bag], theme.muted, theme.ink, 0.8);
    canvas.line("bag-strap", canvas.at(pointsOf(bag.lines[0])), theme.ink, 1.6);
  }
}

function bones(canvas, pose, held) {
  const { theme } = canvas;
  for (const bone of skeleton(pose)) {
    const d = canvas.along(bone.outlines) + canvas.along(bone.holes);
    const fill = bone.name === "sacrum" ? theme.bone_deep : theme.bone;
    const edge = { stroke: theme.bone_edge, "stroke-width": 0.8 };
    canvas.path(bone.name, d, { fill, ...edge, opacity: held ? 1 : FAINT });
  }
}

function muscle(canvas, pose, strength) {
  const shape = gluteusMedius(pose);
  const colour = canvas.theme.abductors;
  canvas.path("gluteus-medius", canvas.along(shape.outlines), {
    fill: colour, "fill-opacity": 0.12 + 0.6 * Math.min(1, strength), stroke: colour, "stroke-width": 0.8,
  });
}

// Weight of all that the hip carries, on its line of action, and its arm.
function weight(canvas, { load, pose }) {
  const { values } = load;
  const [arm, up] = [values.body_weight_arm, values.supported_com_up];
  if (!Number.isFinite(arm) || !Number.isFinite(up)) return;
  const { theme } = canvas;
  const [centre, ground] = [canvas.place(-arm, up), canvas.place(-arm, -pose.hip_up)];
  canvas.line("weight-line", [centre, ground], theme.weight, 2, { dashes: DOTTED });
  canvas.line("arm-weight", [canvas.place(0, 0), canvas.place(-arm, 0)], theme.weight, 3);
  drawCentreOfMass(canvas, centre, 5);
}

// Over both iliac crests; the line that it would be level with starts on the stance side.
function pelvicLine(canvas, { load, pose }, { em, language }) {
  const over = [CREST_LATERAL + BEYOND, -2 * pose.half_hip_distance - CREST_LATERAL - BEYOND];
  const ends = over.map((lateral) => canvas.place(...movePoint(pose.drop, [lateral, CREST_UP])));
  const level = [ends[1][0], ends[0][1]];
  const colour = canvas.theme.abductors;
  canvas.line("level", [ends[0], level], canvas.theme.ink, 1.2, { dashes: DASHED });
  canvas.line("pelvic-line-halo", ends, canvas.theme.paper, 6);
  canvas.line("pelvic-line", ends, colour, 3.2);
  const text = degrees(load.inputs.pelvic_drop, language, 0);
  const y = Math.max((ends[1][1] + level[1]) / 2, level[1] + 0.7 * em);
  label(canvas, "angle-pelvis", text, [ends[1][0], y], { em, colour, outward: -1 });
}

// From L5/S1 through the neck; the vertical stands on the same point.
function trunkLine(canvas, patient, { em, language }) {
  const { load, pose } = patient;
  const size = pose.stature / DRAWN_STATURE;
  const trunk = pose.trunk(SHAPES.silhouette.LUMBOSACRAL * size);
  const [foot, neck] = [0, NECK_UP].map((up) => movePoint(trunk, [0, up * size]));
  const colour = canvas.theme.support;
  const line = [foot, neck].map((point) => canvas.place(...point));
  const upright = [foot, [foot[0], foot[1] + NECK_UP * size]].map((point) => canvas.place(...point));
  canvas.line("upright", upright, canvas.theme.ink, 1.2, { dashes: DASHED });
  canvas.line("trunk-line-halo", line, canvas.theme.paper, 6);
  canvas.line("trunk-line", line, colour, 3.2);
  if (!shows(load)) return;
  const text = degrees(leanOf(patient), language);
  const away = Math.sign(leanOf(patient));
  const beside = [foot[0] + away * BESIDE_NECK[0] * size, foot[1] + BESIDE_NECK[1] * size];
  label(canvas, "angle-trunk", text, canvas.place(...beside), { em, colour, outward: -away });
}

// Whether the trunk leans enough to be told.
function shows({ inputs, values }) {
  return LEANING.includes(inputs.stance_strategy) || Math.abs(values.trunk_inclination) >= 0.05;
}

function label(canvas, id, text, [x, y], { em, colour, outward }) {
  const width = textWidth(text, em, true);
  const start = canvas.sign * outward > 0 ? x + GAP : x - GAP - width;
  const inside = Math.max(0, Math.min(canvas.width - width, start));
  canvas.text(id, text, [inside, y], { colour, size: em, bold: true, halo: true });
}

// Level is level: no decimals where there is nothing to tell, or what is told rests on an assumed drop.
const degrees = (angle, language, digits = 1) =>
  `${number(angle, Math.abs(angle) < 0.05 ? 0 : digits, language)}°`;
