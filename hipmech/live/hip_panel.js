// The hip itself: bones and muscle from the front as on a radiograph, with their measures.

import { direction, gluteusMedius, movePoint, pointsOf } from "./anatomy.js";
import { drawBone } from "./bone.js";
import { DASH_DOTTED } from "./canvas.js";
import { drawForces, drawGhostForces } from "./hip_forces.js";
import { LETTER_SIZE, SMALL, figureWord, short, sizeWords } from "./sheet.js";
import { FIGURE } from "./tables.js";
import { number, word } from "./words.js";

// What the panel shows, mm from the stance hip centre; more medially and below where a pelvis is wide.
export const LATERAL = FIGURE.hip_panel.LATERAL;
export const MEDIAL = FIGURE.hip_panel.MEDIAL;
export const DOWN = FIGURE.hip_panel.DOWN;
export const UP = FIGURE.hip_panel.UP;

const {
  ARC_RADIUS, DIMENSION_BELOW, DIMENSION_LEAST, DIMENSION_LOWEST, FARTHEST, FREE_EDGE, ROOMY, SHAFT_AXIS,
} = FIGURE.hip_panel;
const ARC_STEPS = 24;
const GRIP = 14;

// How far the panel reaches for all of the swing hips to be seen, mm; takes the bones of each pose.
export function medialEdge(...skeletons) {
  let edge = MEDIAL;
  for (const bones of skeletons) {
    for (const bone of bones ?? []) if (bone.name.endsWith("swing")) edge = Math.min(edge, reach(bone));
  }
  return Math.max(FARTHEST, edge);
}

function reach(bone) {
  let least = Infinity;
  for (const [lateral] of bone.outlines.flatMap((curve) => pointsOf(curve))) least = Math.min(least, lateral);
  return least - FREE_EDGE;
}

export function drawHip(canvas, state) {
  bones(canvas, state);
  midline(canvas, state);
  ghostBones(canvas, state);
  muscle(canvas, state);
  bars(canvas, state);
  const angle = neckAngle(canvas, state);
  hipDistance(canvas, state);
  grips(canvas, state);
  drawGhostForces(canvas, state);
  const labels = [...drawForces(canvas, state), angle, ...sides(canvas, state)];
  for (const label of labels) canvas.labeller.put(label);
}

const SAMPLES = 3;
const ring = (canvas, curve) => canvas.ring(curve, SAMPLES);

function bones(canvas, state) {
  const { labeller } = canvas;
  for (const bone of state.bones) {
    drawBone(canvas, bone);
    labeller.paint(
      bone.outlines.map((curve) => ring(canvas, curve)),
      bone.holes.map((curve) => ring(canvas, curve)),
    );
  }
}

function midline(canvas, { scene }) {
  const [x] = canvas.place(scene.pose.swing_hip[0] / 2, 0);
  const look = { dashes: DASH_DOTTED, opacity: 0.8 };
  canvas.line("midline", [[x, 0], [x, canvas.height]], canvas.theme.muted, 0.9, look);
}

function ghostBones(canvas, { ghostBones: others }) {
  for (const bone of others ?? []) {
    const d = canvas.along(bone.outlines) + canvas.along(bone.holes);
    canvas.stroke(`ghost-${bone.name}`, d, canvas.theme.ghost, 1, { dashes: [3.5, 2.5] });
  }
}

function muscle(canvas, { scene }) {
  const shape = gluteusMedius(scene.pose);
  const colour = canvas.theme.abductors;
  canvas.path("gluteus-medius", canvas.along(shape.outlines), { fill: colour, opacity: 0.2 });
  canvas.stroke("gluteus-medius-fibres", canvas.along(shape.lines), colour, 0.8, { opacity: 0.42 });
  canvas.labeller.paint(shape.outlines.map((curve) => ring(canvas, curve)));
}

// The two scales, in the upper corner on the swing side.
function bars(canvas, state) {
  const edge = canvas.sign < 0 ? canvas.width - 10 : 10;
  const unit = state.unit === "BW" ? "N" : state.unit;
  const force = word("live.picture.force_bar", state.language, { size: sizeWords({ ...state, unit }, 1) });
  bar(canvas, "bar-length", edge, 8, 100 * canvas.scale, figureWord(state, "length_bar"));
  bar(canvas, "bar-force", edge, 34, state.arrowPx, force);
}

function bar(canvas, id, edge, y, length, text) {
  const { ink } = canvas.theme;
  const end = edge + canvas.sign * length;
  canvas.line(id, [[edge, y], [end, y]], ink, 2);
  for (const x of [edge, end]) canvas.line(`${id}-end`, [[x, y - 3], [x, y + 3]], ink, 1.2);
  canvas.labeller.avoid([[edge, y], [end, y]], 6);
  const align = canvas.sign < 0 ? "right" : "left";
  canvas.labeller.keep(canvas.text(`${id}-label`, text, [edge, y + 11], { colour: ink, size: SMALL, align }));
}

// Where a hand takes hold of the bones: no label goes there.
function grips(canvas, { scene: { pose } }) {
  const base = movePoint(pose.thigh, reached([0, 0], pose.neck_length, pose.neck_shaft_angle));
  for (const [x, y] of canvas.at([base, pose.swing_hip])) {
    canvas.labeller.avoid([[x - GRIP, y], [x + GRIP, y]], 2 * GRIP);
  }
}

// Axes of neck and shaft, the arc between them, and its label.
function neckAngle(canvas, state) {
  const { pose } = state.scene;
  const { ink } = canvas.theme;
  const base = reached([0, 0], pose.neck_length, pose.neck_shaft_angle);
  const inPanel = (point) => canvas.place(...movePoint(pose.thigh, point));
  const arc = [];
  for (let step = 0; step <= ARC_STEPS; step += 1) {
    const angle = pose.neck_shaft_angle - 180 - (pose.neck_shaft_angle * step) / ARC_STEPS;
    arc.push(inPanel(reached(base, ARC_RADIUS, angle)));
  }
  const axes = [[0, 0], base, reached(base, SHAFT_AXIS, 180)].map(inPanel);
  canvas.line("neck-and-shaft-axis", axes, ink, 0.8, { dashes: [6, 2], opacity: 0.75 });
  canvas.line("neck-angle-arc", arc, ink, 1.3);
  const anchor = arc[ARC_STEPS - 2];
  return {
    id: "label-neck-angle",
    text: figureWord(state, "angle", { value: short(pose.neck_shaft_angle, state.language) }),
    colour: ink,
    wish: [canvas.place(108, 0)[0], anchor[1] - 4],
    anchor: [anchor],
    size: LETTER_SIZE,
  };
}

// The point at a distance from another, at an angle in degrees from up towards lateral.
function reached([lateral, up], distance, angle) {
  const [aside, along] = direction(angle);
  return [lateral + distance * aside, up + distance * along];
}

// Dimension line between the head centres, below the pelvis and parallel to the hip axis.
function hipDistance(canvas, state) {
  const { pose } = state.scene;
  const { muted } = canvas.theme;
  const distance = 2 * pose.half_hip_distance;
  const below = dimensionBelow(pose, distance);
  const dropped = (lateral, up) => canvas.place(...movePoint(pose.drop, [lateral, up]));
  const heads = [dropped(0, 0), dropped(-distance, 0)];
  const ends = [dropped(0, -below), dropped(-distance, -below)];
  canvas.line("hip-distance", ends, muted, 0.9);
  const length = Math.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]);
  const unit = [(ends[1][0] - ends[0][0]) / length, (ends[1][1] - ends[0][1]) / length];
  dimensionEnd(canvas, heads[0], ends[0], unit);
  dimensionEnd(canvas, heads[1], ends[1], [-unit[0], -unit[1]]);
  canvas.labeller.avoid(ends, 4);
  const key = canvas.scale >= ROOMY ? "hip_distance" : "length";
  const text = figureWord(state, key, { value: number(distance, 0, state.language) });
  const middle = [(ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2];
  canvas.labeller.keep(canvas.slip("hip-distance-label", text, middle, muted, SMALL));
}

function dimensionBelow(pose, distance) {
  const drop = (pose.pelvic_drop * Math.PI) / 180;
  const lowest = (DIMENSION_LOWEST - distance * Math.max(Math.sin(drop), 0)) / Math.cos(drop);
  return Math.max(DIMENSION_LEAST, Math.min(DIMENSION_BELOW, lowest));
}

function dimensionEnd(canvas, head, end, [x, y]) {
  const { muted, ink } = canvas.theme;
  const down = [end[0] - head[0], end[1] - head[1]];
  const along = (share) => [head[0] + share * down[0], head[1] + share * down[1]];
  canvas.line("hip-distance-end", [along(0.86), along(1.05)], muted, 0.9);
  const tip = [
    [end[0] + 7 * x - 2.2 * y, end[1] + 7 * y + 2.2 * x], end,
    [end[0] + 7 * x + 2.2 * y, end[1] + 7 * y - 2.2 * x],
  ];
  canvas.fill("hip-distance-tip", [tip], muted);
  canvas.disc("head-centre", head, 2, { fill: ink });
}

// R and L of the person, beside the hips.
function sides(canvas, state) {
  const [stance, swing] = state.scene.side === "right" ? ["right", "left"] : ["left", "right"];
  const [left, right] = canvas.sign < 0 ? [stance, swing] : [swing, stance];
  return [[left, 18], [right, canvas.width - 18]].map(([side, x]) => ({
    id: `side-${side}`,
    text: figureWord(state, side),
    colour: canvas.theme.muted,
    wish: [x, canvas.height - 20],
    size: 17,
    bold: true,
  }));
}
