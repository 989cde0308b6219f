// The whole person: silhouette, floor, both feet, what the hip carries, and what the floor gives back.

import { cane, carriedBag, pathOf, pointsOf, silhouette } from "./anatomy.js";
import { DASH_DOTTED, lineThrough } from "./canvas.js";
import { drawCentreOfMass } from "./hip_forces.js";
import { DOWN, LATERAL, MEDIAL, UP } from "./hip_panel.js";
import { BESIDE_SIZE, figureWord, forceWords, short, sizeWords } from "./sheet.js";
import { FIGURE } from "./tables.js";
import { number, word } from "./words.js";

const {
  ABOVE_HEAD, BELOW_FLOOR, DRAWN_STATURE, HALF_BAG, HALF_BODY, HALF_FOOT, HALF_HAND, STANDING_ASIDE,
} = FIGURE.body_panel;
// Points on every Bézier of a bone, so small that no corner is seen, and of what labels had better not cover.
const FINE = 2;
const COARSE = 1;

// What canvas.begin needs for this panel: the floor and the line of progression never move, unless cane, bag
// or body would leave the panel.
export function bodyFrame(pose, width, height, sign) {
  const size = pose.stature / DRAWN_STATURE;
  const scale = height / (pose.stature * (1 + (BELOW_FLOOR + ABOVE_HEAD) / DRAWN_STATURE));
  const room = width / 2 / scale;
  let hip = pose.step_width / 2 + pose.foot_arm - STANDING_ASIDE * size;
  const needs = [["half_hip_distance", HALF_BODY], ["cane_arm", HALF_HAND], ["carried_arm", HALF_BAG]];
  for (const [arm, half] of needs.map(([name, half]) => [pose[name], half])) {
    if (arm !== null) hip = Math.max(half - room, Math.min(room - half, hip - arm)) + arm;
  }
  const origin = [width / 2 + sign * scale * hip, height - scale * (BELOW_FLOOR * size + pose.hip_up)];
  return { width, height, scale, origin, sign };
}

export function drawBody(canvas, state) {
  drawGhost(canvas, state);
  drawFloor(canvas, state.scene.pose);
  const bag = drawPerson(canvas, state.scene.pose);
  drawWindow(canvas, state);
  const labels = [...bagLabel(canvas, state, bag), ...drawArrows(canvas, state)];
  for (const label of labels) canvas.labeller.put(label);
}

function drawFloor(canvas, pose) {
  const floor = canvas.place(0, -pose.hip_up)[1];
  canvas.line("floor", [[6, floor], [canvas.width - 6, floor]], canvas.theme.ink, 1.6);
  canvas.labeller.avoid([[0, floor], [canvas.width, floor]], 3);
  const lateral = pose.swing_hip[0] / 2;
  const ends = canvas.at([[lateral, -pose.hip_up], [lateral, pose.stature]]);
  canvas.line("midline", ends, canvas.theme.muted, 0.7, { dashes: DASH_DOTTED, opacity: 0.7 });
}

function drawPerson(canvas, pose) {
  const { theme, labeller } = canvas;
  const stick = cane(pose);
  if (stick) {
    const points = canvas.at(pointsOf(stick));
    canvas.line("cane", points, theme.ink, 2.4);
    labeller.avoid(points, 6);
  }
  const parts = silhouette(pose);
  canvas.union("body", parts, theme.skin, theme.skin_edge, 0.8);
  canvas.line("stance-leg-edge", canvas.at(pointsOf(parts[0].lines[0])), theme.skin_edge, 0.8);
  const bag = carriedBag(pose);
  if (bag) {
    canvas.union("bag", [bag], theme.muted, theme.ink, 0.7);
    canvas.line("bag-strap", canvas.at(pointsOf(bag.lines[0])), theme.ink, 1.4);
  }
  for (const part of bag ? [...parts, bag] : parts) {
    labeller.paint(part.outlines.map((outline) => canvas.ring(outline, COARSE)));
  }
  return bag;
}

// The bones, cut to what the hip panel shows, in a thin frame.
function drawWindow(canvas, state) {
  const { theme } = canvas;
  const down = UP - ((UP - DOWN) * (LATERAL - state.medial)) / (LATERAL - MEDIAL);
  const corners = canvas.at([[LATERAL, down], [LATERAL, UP], [state.medial, UP], [state.medial, down]]);
  const [left, right] = extremes(corners.map(([x]) => x));
  const [top, bottom] = extremes(corners.map(([, y]) => y));
  const cut = ([x, y]) => [Math.max(left, Math.min(right, x)), Math.max(top, Math.min(bottom, y))];
  const ringOf = (curve) => lineThrough(canvas.at(pointsOf(curve, FINE)).map(cut), true);
  const written = ({ outlines, holes }) => [...outlines, ...holes].map(ringOf).join("");
  for (const bone of state.bones) {
    const d = canvas.once(bone, written);
    const look = { fill: theme.bone, stroke: theme.bone_edge, "stroke-width": 1.2, "paint-order": "stroke" };
    canvas.path(bone.name, d, look);
  }
  canvas.line("window", corners, theme.muted, 0.7, { dashes: [2, 2], opacity: 0.9, closed: true });
}

function extremes(values) {
  return [Math.min(...values), Math.max(...values)];
}

// Outline of the other person, behind, on the same floor and line of progression.
function drawGhost(canvas, state) {
  const pose = state.scene.pose;
  const other = state.ghost?.pose;
  if (!other) return;
  const aside = (other.step_width - pose.step_width) / 2 + other.foot_arm - pose.foot_arm;
  const up = other.hip_up - pose.hip_up;
  const beside = (x, y) => canvas.place(x + aside, y + up);
  const d = silhouette(other).map(({ outlines }) => pathOf(outlines[0], beside)).join("");
  const { ghost, paper } = canvas.theme;
  const dashes = { "stroke-width": 2, "stroke-dasharray": "5 4", "paint-order": "stroke" };
  canvas.path("ghost", d, { fill: paper, stroke: ghost, ...dashes });
}

// Weight, ground reaction and cane, all at the scale of the hip panel; returns the labels they still need.
function drawArrows(canvas, state) {
  const { scene } = state;
  const { theme } = canvas;
  const pose = scene.pose;
  const labels = [stepWidth(canvas, state)];
  const floor = canvas.place(0, -pose.hip_up)[1];
  const [x, y] = drawArrow(canvas, state, "weight", scene.weight.start, scene.weight.vector, theme.weight, 3);
  const look = { colour: theme.weight, size: BESIDE_SIZE, bold: true, align: "center", halo: true };
  canvas.labeller.keep(canvas.text("label-weight", scene.weight.letter, [x - canvas.sign * 11, y - 4], look));
  drawCentreOfMass(canvas, canvas.place(...scene.weight.start), 4.5);
  if (scene.ground) {
    const start = [-pose.foot_arm, -pose.hip_up];
    const foot = drawArrow(canvas, state, "ground", start, scene.ground, theme.support, 4);
    const size = sizeWords(state, Math.hypot(...scene.ground));
    const text = word("live.picture.body.ground_reaction", state.language, { size });
    labels.push(underFloor(canvas, "ground", text, [foot[0], floor + 47]));
  }
  const stick = scene.force("cane");
  if (stick) {
    const start = [stick.start[0], -pose.hip_up];
    const tip = drawArrow(canvas, state, "cane", start, stick.vector, theme.support, 3);
    labels.unshift(underFloor(canvas, "cane", forceWords(state, stick), [tip[0], floor + 13]));
  }
  return labels;
}

// Draw one arrow; returns its middle.
function drawArrow(canvas, state, name, start, [lateral, up], colour, width) {
  const [x, y] = canvas.place(...start);
  const tip = [x + canvas.sign * state.arrowPx * lateral, y - state.arrowPx * up];
  canvas.arrow(`arrow-${name}`, [x, y], tip, colour, width);
  canvas.labeller.avoid([[x, y], tip], width + 5);
  return [(x + tip[0]) / 2, (y + tip[1]) / 2];
}

// The size of a force, under the floor where the force comes from.
function underFloor(canvas, name, text, wish) {
  return { id: `label-${name}`, text, colour: canvas.theme.support, wish, size: BESIDE_SIZE };
}

function bagLabel(canvas, state, bag) {
  if (!bag) return [];
  const points = canvas.at(pointsOf(bag.outlines[0], COARSE));
  const [x, y] = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  const text = figureWord(state, "bag", { value: short(state.scene.carriedMass, state.language) });
  return [{ id: "label-bag", text, colour: canvas.theme.ink, wish: [x, y + 28], size: BESIDE_SIZE }];
}

// Both feet where they stand or stood, and the distance between their centres of pressure.
function stepWidth(canvas, state) {
  const pose = state.scene.pose;
  const { muted } = canvas.theme;
  const [stance, floor] = canvas.place(-pose.foot_arm, -pose.hip_up);
  const swing = stance - canvas.sign * pose.step_width * canvas.scale;
  const foot = [((HALF_FOOT * pose.stature) / DRAWN_STATURE) * canvas.scale, 2.4];
  canvas.disc("foot-stance", [stance, floor + 4], foot, { fill: muted });
  canvas.disc("foot-swing", [swing, floor + 4], foot, { edge: muted, width: 0.8, dashes: [2, 1.5] });
  const y = floor + 12;
  for (const x of [stance, swing]) canvas.line("step-width-end", [[x, floor + 2], [x, y + 3]], muted, 0.7);
  canvas.line("step-width", [[stance, y], [swing, y]], muted, 0.9);
  canvas.labeller.avoid([[stance, y], [swing, y]], 6);
  const text = figureWord(state, "step_width", { value: number(pose.step_width, 0, state.language) });
  const wish = [(stance + swing) / 2, y + 17];
  return { id: "label-step-width", text, colour: muted, wish, size: BESIDE_SIZE };
}
