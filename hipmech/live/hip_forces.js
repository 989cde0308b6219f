// The two arms and the forces on the bones: arrows to scale, lines of action, right angles.

import { DASHED, DOTTED } from "./canvas.js";
import { ARROW_WIDTH, LETTER_SIZE, armWords, colourOf, forceWords } from "./sheet.js";
import { FIGURE } from "./tables.js";

const {
  ABOVE_CREST, BELOW_ISCHIUM, BEYOND_INSERTION, BEYOND_ORIGIN, LABEL_COLUMN, LEANING, TICK,
} = FIGURE.hip_forces;

// Where there is room under the scale bars, units from the upper edge.
const BELOW_BARS = 66;

// Start and end of a force's arrow, mm in the hip frame; null where it acts on another body. On the femur
// both forces are turned round: the muscle pulls the trochanter up, the acetabulum presses the head down and
// lateral.
export function arrowEnds(scene, force, forcesOn, scale) {
  const [lateral, up] = [force.vector[0] * scale, force.vector[1] * scale];
  if (force.name === "cane" || force.name === "inertia") return null;
  if (forcesOn === "pelvis") return [force.start, [force.start[0] + lateral, force.start[1] + up]];
  if (force.name === "joint") return [[lateral, up], [0, 0]];
  if (force.name === "weight") return null;
  const start = scene.pose.insertion;
  return [start, [start[0] - lateral, start[1] - up]];
}

// Draw arms and arrows; returns their labels, the most important first.
export function drawForces(canvas, state) {
  const { scene } = state;
  const onPelvis = state.forcesOn === "pelvis";
  const arms = [];
  if (onPelvis) arms.push(weightArm(canvas, state));
  if (scene.answered) arms.push(abductorArm(canvas, state));
  const labels = scene.forces.flatMap((force) => arrow(canvas, state, force));
  if (onPelvis) {
    const [x, y] = canvas.place(...scene.weight.start);
    drawCentreOfMass(canvas, [x, y], 6);
    canvas.labeller.avoid([[x - 7, y], [x + 7, y]], 14);
  }
  return [...labels, ...arms];
}

// Hollow arrows of the other hip, at the scale of this one.
export function drawGhostForces(canvas, { scene, ghost, forcesOn }) {
  for (const force of ghost ? ghost.forces : []) {
    const ends = arrowEnds(ghost, force, forcesOn, scene.arrowScale);
    if (!ends) continue;
    const [start, end] = canvas.at(ends);
    const id = `ghost-arrow-${force.name}`;
    canvas.arrow(id, start, end, canvas.theme.ghost, ARROW_WIDTH[force.name], { hollow: true });
  }
}

function arrow(canvas, state, force) {
  const ends = arrowEnds(state.scene, force, state.forcesOn, state.scene.arrowScale);
  if (!ends) return [];
  const [start, end] = canvas.at(ends);
  const width = ARROW_WIDTH[force.name];
  canvas.arrow(`arrow-${force.name}`, start, end, colourOf(canvas, force), width);
  canvas.labeller.avoid([start, end], width + 6);
  return [forceLabel(canvas, state, force, start, end)];
}

function forceLabel(canvas, state, force, start, end) {
  const outward = canvas.sign;
  const [x, y] = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
  const top = start[1] < end[1] ? start : end;
  const leaning = state.scene.pose.trunk_inclination > LEANING;
  const [wish, anchor] = {
    weight: () => [[x + (leaning ? outward : -outward) * 78, Math.max(y - 4, BELOW_BARS)], [x, y]],
    abductors: () => [[canvas.place(LABEL_COLUMN, 0)[0], y - 16], [x + outward * 2.5, y]],
    joint: () => [[top[0] + outward * 10, Math.min(top[1], canvas.place(0, ABOVE_CREST)[1]) - 13], top],
  }[force.name]();
  const text = forceWords(state, force);
  const colour = colourOf(canvas, force);
  return { id: `label-${force.name}`, text, colour, wish, anchor: [anchor], size: LETTER_SIZE, bold: true };
}

// From the hip centre to the vertical on which the weight pulls.
function weightArm(canvas, state) {
  const { weight } = state.scene;
  const { ink } = canvas.theme;
  const [lateral, up] = weight.start;
  const line = canvas.at([[lateral, Math.max(up, 12)], [lateral, -9]]);
  const arm = canvas.at([[0, 0], [lateral, 0]]);
  canvas.line("weight-line", line, canvas.theme.weight, 1.3, { dashes: DOTTED });
  canvas.line("weight-arm", arm, ink, 1.5, { dashes: DASHED });
  const [x, y] = arm[1];
  const inward = TICK * canvas.sign * (lateral < 0 ? 1 : -1);
  canvas.line("weight-arm-tick", [[x + inward, y], [x + inward, y - TICK], [x, y - TICK]], ink);
  canvas.labeller.avoid(line);
  canvas.labeller.avoid(arm, 4);
  const near = between(...arm, 0.3);
  const far = between(...arm, 0.6);
  return armLabel(canvas, state, weight, [far[0], canvas.place(0, BELOW_ISCHIUM)[1]], [near, far]);
}

// From the hip centre square to the line from ilium to trochanter.
function abductorArm(canvas, state) {
  const { pose } = state.scene;
  const { ink } = canvas.theme;
  const [origin, insertion] = [pose.origin, pose.insertion];
  const length = Math.hypot(insertion[0] - origin[0], insertion[1] - origin[1]);
  const along = [(insertion[0] - origin[0]) / length, (insertion[1] - origin[1]) / length];
  const moved = ([lateral, up], way) => [lateral + way * along[0], up + way * along[1]];
  const line = canvas.at([moved(origin, -BEYOND_ORIGIN), moved(insertion, BEYOND_INSERTION)]);
  const foot = moved(origin, -(origin[0] * along[0] + origin[1] * along[1]));
  const arm = canvas.at([[0, 0], foot]);
  canvas.line("abductor-line", line, canvas.theme.abductors, 1.3, { dashes: DOTTED });
  canvas.line("abductor-arm", arm, ink, 1.5, { dashes: DASHED });
  canvas.line("abductor-arm-tick", canvas.at(rightAngle(foot, TICK / canvas.scale)), ink);
  canvas.labeller.avoid(line);
  canvas.labeller.avoid(arm, 4);
  const anchor = between(...arm, 0.72);
  const wish = [canvas.place(LABEL_COLUMN, 0)[0], anchor[1] - 10];
  return armLabel(canvas, state, state.scene.force("abductors"), wish, [anchor]);
}

// Corners of the tick at the foot of an arm from the hip centre, mm.
function rightAngle([lateral, up], size) {
  const length = Math.hypot(lateral, up) || 1;
  const back = [(-size * lateral) / length, (-size * up) / length];
  const side = [-back[1], back[0]];
  return [
    [lateral + back[0], up + back[1]],
    [lateral + back[0] + side[0], up + back[1] + side[1]],
    [lateral + side[0], up + side[1]],
  ];
}

function armLabel(canvas, state, force, wish, anchor) {
  const id = `label-${force.name === "weight" ? "weight" : "abductor"}-arm`;
  const text = armWords(state, force);
  return { id, text, colour: canvas.theme.ink, wish, anchor, size: LETTER_SIZE, bold: true };
}

const between = (start, end, share) => [
  start[0] + share * (end[0] - start[0]),
  start[1] + share * (end[1] - start[1]),
];

// The sign ⊕.
export function drawCentreOfMass(canvas, [x, y], radius) {
  const { paper, weight } = canvas.theme;
  canvas.disc("centre-of-mass", [x, y], radius, { fill: paper, edge: weight, width: 1.6 });
  canvas.line("centre-of-mass-cross", [[x - radius, y], [x + radius, y]], weight, 1.6);
  canvas.line("centre-of-mass-cross", [[x, y - radius], [x, y + radius]], weight, 1.6);
}
