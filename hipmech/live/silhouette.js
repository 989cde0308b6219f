// The whole body from the front: trunk, head, arms and legs as soft outlines, posed by the solved hip.

import {
  bothSides, direction, distance, moveOf, movePoint, moved, movedShape, partOf, polyline, rememberedBy,
  shape, smooth,
} from "./curves.js";
import { SHAPES } from "./tables.js";

const TABLES = SHAPES.silhouette;
const { DRAWN_HALF_DISTANCE } = SHAPES.pelvis;
const OF_THE_BODY = [
  "stature", "half_hip_distance", "pelvic_drop", "trunk_inclination", "hip_up", "foot_arm", "cane_arm",
  "carried_arm",
];

// Stance leg, swing leg, trunk, head and both arms in the hip frame; together they are one outline.
export const bodyOf = rememberedBy(OF_THE_BODY, (pose) => {
  const size = pose.stature / TABLES.DRAWN_STATURE;
  const trunk = pose.trunk(TABLES.LUMBOSACRAL * size);
  return [stanceLeg(pose, size), swingLeg(pose, size), torso(pose, trunk, size), head(trunk, size)].concat(
    arms(pose, trunk, size),
  );
});

function head(trunk, size) {
  const half = TABLES.HEAD_HALF.map(([x, y]) => [x * size, (y - TABLES.LUMBOSACRAL) * size]);
  return shape("head", [moved(smooth(bothSides(half).slice(0, -1), true), trunk)]);
}

// Points follow the pelvis or the leaning trunk by a share, so that the waist bends and does not break.
function torso(pose, trunk, size) {
  const wider = pose.half_hip_distance - DRAWN_HALF_DISTANCE * size;
  const half = TABLES.TORSO_HALF.map(([x, y, share]) => {
    const stretched = Math.min(x / TABLES.FULL_WIDTH, 1) * (1 - share) * wider;
    return [x * size + stretched, y * size, share];
  });
  const points = bothSides(half)
    .slice(0, -1)
    .map(([x, y, share]) => {
      const withPelvis = movePoint(pose.drop, [x - pose.half_hip_distance, y]);
      const withTrunk = movePoint(trunk, [x, y - TABLES.LUMBOSACRAL * size]);
      return [0, 1].map((i) => share * withTrunk[i] + (1 - share) * withPelvis[i]);
    });
  return shape("torso", [smooth(points, true)]);
}

function stanceLeg(pose, size) {
  const floor = -pose.hip_up;
  const ankleUp = TABLES.ANKLE_RATIO * pose.stature;
  const ankle = [-pose.foot_arm * (1 - ankleUp / pose.hip_up), floor + ankleUp];
  const share = 1 - ((TABLES.KNEE_RATIO - TABLES.ANKLE_RATIO) * pose.stature) / (pose.hip_up - ankleUp);
  const knee = [ankle[0] * share, ankle[1] * share];
  const foot = [-pose.foot_arm, floor];
  const tables = [thigh(pose, size), TABLES.SHANK, TABLES.STANDING_FOOT];
  return limb("stance_leg", [[0, 0], knee, ankle, foot], tables, 1, size);
}

function swingLeg(pose, size) {
  const [lateral, up] = pose.swing_hip;
  const shank = (TABLES.KNEE_RATIO - TABLES.ANKLE_RATIO) * pose.stature;
  const kneeUp = up - TABLES.HANGING_THIGH * (pose.hip_up - TABLES.KNEE_RATIO * pose.stature);
  const ankleUp = kneeUp - TABLES.HANGING_SHANK * shank;
  const joints = [
    [lateral, up],
    [lateral + TABLES.SWING_KNEE_ASIDE, kneeUp],
    [lateral + TABLES.SWING_ANKLE_ASIDE, ankleUp],
    [lateral, ankleUp - TABLES.HANGING_FOOT_LENGTH * size],
  ];
  return limb("swing_leg", joints, [thigh(pose, size), TABLES.SHANK, TABLES.HANGING_FOOT], -1, size);
}

// Half widths; between hips farther apart the thighs begin thicker, so that they still meet.
function thigh(pose, size) {
  const wider = pose.half_hip_distance / size - DRAWN_HALF_DISTANCE;
  return TABLES.THIGH.map(([share, outer, inner]) => [share, outer, inner + (1 - share) * wider]);
}

function arms(pose, trunk, size) {
  const held = [handle(pose), grip(pose)].filter((place) => place !== null);
  const [aside, up] = [TABLES.SHOULDER[0] * size, (TABLES.SHOULDER[1] - TABLES.LUMBOSACRAL) * size];
  return [-1, 1].map((side) => {
    const hand = held.findLast((place) => sideOf(pose, place) === side);
    return arm(pose, movePoint(trunk, [side * aside, up]), side, hand, size);
  });
}

function sideOf(pose, place) {
  return place[0] < -pose.half_hip_distance ? -1 : 1;
}

// Where the cane is held, in the hip frame; null without one.
export function handle(pose) {
  const up = TABLES.HANDLE_RATIO * pose.stature - pose.hip_up;
  return pose.cane_arm === null ? null : [-pose.cane_arm, up];
}

// Where the bag is held, in the hip frame; null without one.
export function grip(pose) {
  const up = TABLES.CARRYING_RATIO * pose.stature - pose.hip_up;
  return pose.carried_arm === null ? null : [-pose.carried_arm, up];
}

function arm(pose, shoulder, side, hand, size) {
  const [upper, lower] = [TABLES.UPPER_ARM_RATIO * pose.stature, TABLES.FOREARM_RATIO * pose.stature];
  const clear = TABLES.CLEAR_OF_HIP * Math.max(0, -side * pose.trunk_inclination);
  const elbow = hand
    ? bent(shoulder, hand, upper, lower, side)
    : along(shoulder, upper, side * (TABLES.ELBOW_OUT + clear));
  const wrist = hand ?? along(elbow, lower, side * TABLES.WRIST_OUT);
  const length = TABLES.HAND_RATIO * pose.stature * (hand ? TABLES.CLOSED_HAND : TABLES.OPEN_HAND);
  const tip = along(wrist, length, side * TABLES.HAND_OUT);
  const tables = [TABLES.UPPER_ARM, TABLES.FOREARM, TABLES.HAND];
  return limb("arm", [shoulder, elbow, wrist, tip], tables, side, size);
}

function along([x, y], length, outward) {
  const [sine, cosine] = direction(outward);
  return [x + length * sine, y - length * cosine];
}

// Elbow of an arm from shoulder to wrist, bent outwards; straight when the way is too long.
function bent(shoulder, wrist, upper, lower, side) {
  const [across, down] = [wrist[0] - shoulder[0], wrist[1] - shoulder[1]];
  const reach = distance(shoulder, wrist);
  if (reach >= upper + lower) {
    const share = upper / (upper + lower);
    return [shoulder[0] + share * across, shoulder[1] + share * down];
  }
  const way = (upper ** 2 - lower ** 2 + reach ** 2) / (2 * reach);
  const bulge = side * TABLES.ELBOW_BEND * Math.sqrt(Math.max(upper ** 2 - way ** 2, 0));
  return [
    shoulder[0] + (way * across - bulge * down) / reach,
    shoulder[1] + (way * down + bulge * across) / reach,
  ];
}

// Soft outline round a chain of joints; its line is the inner edge without what sinks into the trunk.
function limb(name, joints, tables, side, size) {
  const [outer, inner] = [[], []];
  tables.forEach((table, i) => {
    const [start, end] = [joints[i], joints[i + 1]];
    const axis = [end[0] - start[0], end[1] - start[1]];
    const scale = (side * size) / distance(start, end);
    const normal = [-axis[1] * scale, axis[0] * scale];
    for (const [share, out, within] of table) {
      const [x, y] = [start[0] + share * axis[0], start[1] + share * axis[1]];
      outer.push([x + out * normal[0], y + out * normal[1]]);
      inner.push([x - within * normal[0], y - within * normal[1]]);
    }
  });
  const outline = smooth([...outer, ...inner.reverse()], true);
  return shape(name, [outline], { lines: [partOf(outline, outer.length, -TABLES.SUNK)] });
}

// Cane from the floor to its handle; null without a cane.
export function caneOf(pose) {
  const top = handle(pose);
  return top && polyline([[top[0], -pose.hip_up], [top[0], top[1] - TABLES.CANE_BELOW_HANDLE]]);
}

// Shopping bag under the hand; null without a load.
export function bagOf(pose) {
  const held = grip(pose);
  if (held === null) return null;
  const bag = shape("bag", [polyline(TABLES.BAG, true)], { lines: [smooth(TABLES.BAG_STRAP, false)] });
  return movedShape(bag, moveOf({ shift: held }));
}
