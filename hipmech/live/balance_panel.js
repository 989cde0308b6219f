// The balance: the forces head to tail, which close, and the lever, whose moments are equal areas.

import {
  ARM_LETTERS, ARROW_WIDTH, BESIDE_SIZE, SLIM_ARROW_WIDTH, armWords, colourOf, figureWord, forceWords,
} from "./sheet.js";
import { textWidth } from "./type.js";
import { number } from "./words.js";

const LEVER_HEIGHT = 200;
// The polygon: its scale as a rule, and what it leaves free beside it for its labels, and above and below.
const [POLYGON_PX, POLYGON_ASIDE, POLYGON_EDGE] = [76, 84, 16];
// Where the beam lies above the lower edge, and how much a second row of arms under it takes.
const BEAM_UP = 48;
const ARM_ROW = 18;
const PX_PER_BW = 46;
// How high rectangles may rise over the lower edge, and how far they may hang below the beam.
const HIGHEST = 176;
const DEEPEST = 16;
// Free edge of the panel, and what an arm's label needs on the stance side of the fulcrum.
const EDGE = 8;
const ARM_ROOM = 108;
// Height of a rectangle that holds no label.
const THIN = 15;

export function drawBalance(canvas, state) {
  const title = figureWord(state, "lever_title");
  const look = { size: BESIDE_SIZE, bold: true };
  const box = canvas.text("lever-title", title, [2, canvas.height - LEVER_HEIGHT + 9], look);
  canvas.labeller.keep(box);
  drawPolygon(canvas, state);
  drawLever(canvas, state);
}

// Corners of the force polygon from [0, 0]: the last falls on the first when the forces balance.
export function polygon(scene, sign, px) {
  let corner = [0, 0];
  const rest = scene.forces.map(({ vector: [lateral, up] }) => {
    corner = [corner[0] + sign * px * lateral, corner[1] - px * up];
    return corner;
  });
  return [[0, 0], ...rest];
}

function drawPolygon(canvas, state) {
  const room = [canvas.width, canvas.height - LEVER_HEIGHT];
  const scenes = [state.scene, ...(state.ghost ? [state.ghost] : [])];
  const corners = scenes.flatMap((scene) => polygon(scene, canvas.sign, 1));
  const [across, down] = [0, 1].map((axis) => corners.map((corner) => corner[axis]));
  const px = Math.min(POLYGON_PX,
    (room[0] - 2 * POLYGON_ASIDE) / lengthOf(across), (room[1] - 2 * POLYGON_EDGE) / lengthOf(down));
  const start = [room[0] / 2 - px * middleOf(across), room[1] / 2 - px * middleOf(down)];
  const [ends, ghostEnds] = scenes.map((scene) =>
    polygon(scene, canvas.sign, px).map(([x, y]) => [x + start[0], y + start[1]]));
  if (state.ghost) drawGhost(canvas, state.ghost, ghostEnds);
  const sides = state.scene.forces.map((force, at) => ({ force, start: ends[at], end: ends[at + 1] }));
  for (const { force, start, end } of [...sides].reverse()) {
    canvas.arrow(`side-${force.name}`, start, end, colourOf(canvas, force), SLIM_ARROW_WIDTH[force.name]);
    canvas.labeller.avoid([start, end], 10);
  }
  for (const side of sides) canvas.labeller.put(sideLabel(canvas, state, side));
}

const middleOf = (values) => (Math.min(...values) + Math.max(...values)) / 2;
const lengthOf = (values) => Math.max(...values) - Math.min(...values);

function drawGhost(canvas, ghost, ends) {
  ghost.forces.forEach((force, index) => {
    const [id, width] = [`ghost-side-${force.name}`, SLIM_ARROW_WIDTH[force.name]];
    canvas.arrow(id, ends[index], ends[index + 1], canvas.theme.ghost, width, { hollow: true });
  });
}

function sideLabel(canvas, state, { force, start, end }) {
  const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
  const outward = canvas.sign * (force.name === "joint" ? 1 : -1);
  const key = force.name === "cane" || force.name === "inertia" ? force.name : "force";
  return {
    id: `label-side-${force.name}`,
    text: forceWords(state, force, key),
    colour: colourOf(canvas, force),
    wish: [middle[0] + 50 * outward, middle[1]],
    anchor: [middle],
    size: BESIDE_SIZE,
    bold: true,
  };
}

// The rectangles of a scene: reach in mm, positive towards the swing side, height in BW, positive when it
// presses down on the lever. Their signed areas add up to zero when the lever balances.
export function moments(scene) {
  return scene.forces.filter((force) => force.name !== "joint").map((force) => {
    const reach = { abductors: -force.arm, inertia: force.arm }[force.name] ?? -force.start[0];
    return { force, reach, height: reach ? force.moment / reach : 0 };
  });
}

// Where the fulcrum stands, how high the beam, and px per mm: negative where the swing side is left. The
// fulcrum never moves, so that what the eye sees moving is an arm.
function rulerOf(canvas, parts) {
  const swing = Math.max(1, ...parts.map((part) => part.reach));
  const stance = Math.max(1, ...parts.map((part) => -part.reach));
  const room = canvas.width - 2 * EDGE - ARM_ROOM;
  const px = Math.min(canvas.scale, room / swing, ARM_ROOM / stance);
  const hip = canvas.sign < 0 ? EDGE + ARM_ROOM : canvas.width - EDGE - ARM_ROOM;
  const beam = canvas.height - BEAM_UP - ARM_ROW * Math.max(...armRows(parts));
  return { hip, beam, px: -canvas.sign * px, end: (reach) => hip - canvas.sign * px * reach };
}

// In which row under the beam each arm is written: those on one side stand below each other, and below what
// hangs from the beam.
function armRows(parts) {
  const sides = parts.map((part) => part.reach > 0);
  const hanging = (side) => parts.some((part, index) => sides[index] === side && part.height < 0);
  return sides.map((side, index) => {
    const before = sides.slice(0, index).filter((other) => other === side).length;
    return before + (hanging(side) ? 1 : 0);
  });
}

function drawLever(canvas, state) {
  const parts = moments(state.scene);
  const ruler = rulerOf(canvas, parts);
  drawRectangles(canvas, parts, ruler);
  const ends = [0, ...parts.map((part) => part.reach)].map(ruler.end);
  const beam = [[Math.min(...ends) - 4, ruler.beam], [Math.max(...ends) + 4, ruler.beam]];
  canvas.line("beam", beam, canvas.theme.ink, 3);
  canvas.labeller.avoid([[0, ruler.beam], [canvas.width, ruler.beam]], 4);
  drawFulcrum(canvas, ruler);
  const moment = number(state.scene.moment, 1, state.language);
  const text = figureWord(state, "equality", { terms: termsOf(state.scene), moment });
  const place = [canvas.width / 2, canvas.height - 9];
  const look = { size: BESIDE_SIZE, bold: true, align: "center" };
  canvas.labeller.keep(canvas.text("equality", text, place, look));
  const rows = armRows(parts);
  parts.forEach((part, index) => canvas.labeller.put(armLabel(canvas, state, part, ruler, rows[index])));
}

// Rectangles of force times arm, piled up on their side of the fulcrum, above or below the beam.
function drawRectangles(canvas, parts, ruler) {
  const room = (part) => (part.height > 0 ? canvasRoom(canvas, ruler) / part.height : DEEPEST / -part.height);
  const up = Math.min(PX_PER_BW, ...parts.filter((part) => part.height).map(room));
  const tops = {};
  for (const part of parts) {
    const pile = `${part.reach > 0} ${part.height > 0}`;
    const base = tops[pile] ?? ruler.beam;
    tops[pile] = base - up * part.height;
    drawRectangle(canvas, part.force, [ruler.hip, base], [ruler.end(part.reach), tops[pile]]);
  }
}

// How high one rectangle may rise over the beam.
function canvasRoom(canvas, ruler) {
  return ruler.beam - (canvas.height - HIGHEST);
}

function drawRectangle(canvas, force, [x0, y0], [x1, y1]) {
  const colour = colourOf(canvas, force);
  const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  canvas.fill(`moment-${force.name}`, [corners], colour, 0.16);
  canvas.line(`moment-edge-${force.name}`, corners, colour, 1, { closed: true });
  canvas.arrow(`lever-${force.name}`, [x1, y1], [x1, y0], colour, Math.min(ARROW_WIDTH[force.name], 4));
  canvas.labeller.avoid([[x1, y0], [x1, y1]], 8);
  const text = `${force.letter}·${ARM_LETTERS[force.name]}`;
  let wish = [(x0 + x1) / 2, (y0 + y1) / 2];
  const thin = Math.abs(y1 - y0) < THIN;
  if (thin) canvas.labeller.avoid([[x0, wish[1]], [x1, wish[1]]], Math.abs(y1 - y0));
  if (thin || Math.abs(x1 - x0) < textWidth(text, BESIDE_SIZE, true) + 8) {
    wish = [x0 + 0.72 * (x1 - x0), y1 + 9 * Math.sign(y1 - y0)];
  }
  const id = `label-moment-${force.name}`;
  canvas.labeller.put({ id, text, colour, wish, size: BESIDE_SIZE, bold: true });
}

// The fulcrum is the hip: a femoral head on a wedge.
function drawFulcrum(canvas, { hip, beam }) {
  const { ink, bone, bone_edge: edge } = canvas.theme;
  canvas.fill("fulcrum", [[[hip, beam + 1], [hip - 8, beam + 15], [hip + 8, beam + 15]]], ink);
  canvas.disc("fulcrum-head", [hip, beam], 4, { fill: bone, edge, width: 1.2 });
  canvas.labeller.keep([hip - 9, beam, 18, 17]);
}

function armLabel(canvas, state, { force, reach }, ruler, row) {
  const text = armWords(state, force);
  const outward = Math.sign(ruler.px * reach || 1) * (14 + textWidth(text, BESIDE_SIZE) / 2);
  return {
    id: `label-arm-${force.name}`,
    text,
    colour: canvas.theme.ink,
    wish: [ruler.hip + outward, ruler.beam + 14 + ARM_ROW * row],
    size: BESIDE_SIZE,
  };
}

// The sum W·a − C·c = F·d, with what acts here.
export function termsOf(scene) {
  const written = scene.forces.filter(({ name }) => name in ARM_LETTERS && name !== "abductors");
  const terms = written.map(({ name, letter, moment }) => {
    const sign = name === "weight" ? "" : moment >= 0 ? " + " : " \u2212 ";
    return `${sign}${letter}·${ARM_LETTERS[name]}`;
  });
  return terms.join("") + (scene.answered ? " = F·d" : "");
}
