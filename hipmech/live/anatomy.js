// Bones and body as outlines in millimetres, in the frame of the stance hip: the door to all that is drawn.
//
// Frames, tables and every number are those of hipmech.anatomy; only the way from them to curves is written
// here again. A shape is {name, outlines, holes, shades, lines}, each a list of curves as in curves.js.

import {
  arcPoints as arc, direction as unit, movePoint as point, moved, once, pathOf as path, pointsOf as points,
  polyline as straight,
} from "./curves.js";
import { muscleOf } from "./muscle.js";
import { posed } from "./pose.js";
import { bagOf, bodyOf, caneOf } from "./silhouette.js";
import { bonesOf } from "./skeleton.js";
import { SHAPES } from "./tables.js";

export const HEAD_RADIUS = SHAPES.thigh_bone.HEAD_RADIUS;
export const CUP_RADIUS = SHAPES.pelvis.CUP_RADIUS;
export const TRUNK_LIMIT = SHAPES.pose.TRUNK_LIMIT;
export const THIGH_LIMIT = SHAPES.pose.THIGH_LIMIT;

// poseOf(load) → how the person stands: the numbers of Python's Pose and drop, thigh, origin, insertion,
// swing_hip, trunk(height).
export const poseOf = once(posed);

// Shapes of a pose; whoever asks again in the same frame gets the same.
export const skeleton = once(bonesOf);
export const gluteusMedius = once(muscleOf);
export const silhouette = once(bodyOf);
export const carriedBag = once(bagOf);

// The cane as one open curve; null without a cane.
export const cane = once(caneOf);

// arcPoints(radius, start, stop), direction(angle), movePoint(move, [x, y]), moveCurve(curve, move),
// pathOf(curve, project), pointsOf(curve, samples), polyline(points, closed): as in curves.js.
export const arcPoints = arc;
export const direction = unit;
export const movePoint = point;
export const moveCurve = moved;
export const pathOf = path;
export const pointsOf = points;
export const polyline = straight;
