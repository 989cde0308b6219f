// The proximal femur, drawn from the model's own numbers: neck angle, neck length, trochanter tip.

import { arcPoints, direction, polyline, remembered, shape, smooth } from "./curves.js";
import { SHAPES } from "./tables.js";

const TABLES = SHAPES.thigh_bone;

// Proximal femur in the femur frame: deg, mm, the tip from the head centre.
export const thighBone = remembered((neckShaftAngle, neckLength, tipLateral, tipUp, trochanterTurn) => {
  const frames = framesOf(neckShaftAngle, neckLength, [tipLateral, tipUp], trochanterTurn);
  const curve = (table, closed = false) =>
    smooth(table.map(([name, x, y]) => inFrame(frames[name], x, y)), closed);
  const head = polyline(arcPoints(TABLES.HEAD_RADIUS, 0, 360).slice(0, -1), true);
  return shape("femur", [curve(TABLES.FEMUR, true), head], {
    lines: [
      curve(TABLES.EPIPHYSEAL_LINE),
      curve(TABLES.INTERTROCHANTERIC_LINE),
      curve(TABLES.TROCHANTER_RIDGE),
    ],
  });
});

function inFrame([origin, first, second], x, y) {
  return [origin[0] + x * first[0] + y * second[0], origin[1] + x * first[1] + y * second[1]];
}

// Origin and two axes by name, as in hipmech.anatomy.thigh_bone.
function framesOf(angle, neckLength, tip, trochanterTurn) {
  const [along, across] = [direction(angle), direction(angle - 90)];
  const [lateral, up] = [direction(90), direction(0)];
  const [tipLateral, tipUp] = [direction(90 + trochanterTurn), direction(trochanterTurn)];
  const below = times(across, -TABLES.NECK_HALF_WIDTH);
  const above = times(across, TABLES.NECK_HALF_WIDTH - TABLES.HOLLOW);
  const base = times(along, neckLength);
  const corner = plus(below, times(along, (base[0] - TABLES.SHAFT_HALF_WIDTH - below[0]) / along[0]));
  const clearance = dot(minus(tip, above), across) / TABLES.CLEARANCE;
  const depth = Math.min(1, Math.max(TABLES.FLATTEST, clearance));
  const wall = minus(tip, times(tipLateral, TABLES.TROCHANTER_WALL * depth));
  const reach = Math.max(dot(minus(wall, above), tipLateral) / dot(along, tipLateral), TABLES.HEAD_RADIUS);
  const saddle = plus(above, times(along, reach));
  const throat = times(along, Math.min(TABLES.THROAT, reach - TABLES.THROAT_TO_SADDLE));
  return {
    neck: [[0, 0], along, across],
    shaft: [base, lateral, up],
    corner: [corner, lateral, up],
    calcar: [corner, along, across],
    throat: [throat, along, across],
    saddle: [saddle, times(along, depth), times(across, depth)],
    wall: [wall, times(tipLateral, depth), times(tipUp, depth)],
    tip: [tip, tipLateral, tipUp],
  };
}

function times([x, y], factor) {
  return [x * factor, y * factor];
}

function plus(a, b) {
  return [a[0] + b[0], a[1] + b[1]];
}

function minus(a, b) {
  return [a[0] - b[0], a[1] - b[1]];
}

function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1];
}
