// The pelvic ring and the lumbar spine on it; a wider pelvis is wider at the midline, not at its hips.

import {
  arcPoints, bothSides, joined, moveOf, movedShape, polyline, remembered, ringPoints, shape, smooth, widened,
} from "./curves.js";
import { SHAPES } from "./tables.js";

const TABLES = SHAPES.pelvis;
const [ORIGIN_LATERAL, ORIGIN_UP] = TABLES.DRAWN_ORIGIN;

// Hip bone of the swing side, hip bone of the stance side, and sacrum, in the pelvis frame.
export const pelvis = remembered((halfHipDistance, originLateral, originUp) => {
  const wider = halfHipDistance - TABLES.DRAWN_HALF_DISTANCE;
  const stance = hipBone(wider, [originLateral - ORIGIN_LATERAL, originUp - ORIGIN_UP]);
  const across = moveOf({ flip: true, shift: [-2 * halfHipDistance, 0] });
  const midline = moveOf({ shift: [-halfHipDistance, 0] });
  return [movedShape(stance, across, "hip_bone_swing"), stance, movedShape(sacrum(wider), midline)];
});

// L5 and those above it: lateral of the midline, up from the L5/S1 joint.
export const lumbarSpine = remembered(() => {
  const process = TABLES.TRANSVERSE_PROCESS;
  const [x, up, width, height] = TABLES.PEDICLE;
  const vertebra = shape(
    "lumbar",
    [
      smooth(bothSides(TABLES.LUMBAR_HALF).slice(0, -1), true),
      smooth(process, true),
      smooth(process.map(([lateral, y]) => [-lateral, y]), true),
    ],
    {
      lines: [
        polyline(ringPoints([-x, up], width, height), true),
        polyline(ringPoints([x, up], width, height), true),
        smooth(TABLES.SPINOUS_PROCESS, true),
      ],
    },
  );
  return Array.from({ length: TABLES.LUMBAR_COUNT }, (_, level) => {
    const shift = [0, TABLES.LUMBAR_BASE + level * TABLES.LUMBAR_STEP];
    return movedShape(vertebra, moveOf({ shift }), `lumbar_${5 - level}`);
  });
});

// Ilium, pubis and ischium of the stance side; `flare` is how far the abductor origin has moved.
function hipBone(wider, flare) {
  const curve = (table, closed = false) => smooth(flared(widened(table, -wider), flare), closed);
  const cup = polyline(arcPoints(TABLES.CUP_RADIUS, ...TABLES.CUP_RIM));
  const edges = [TABLES.PELVIC_BRIM, TABLES.TEARDROP, TABLES.CREST_LIP, TABLES.ISCHIAL_EDGE];
  return shape("hip_bone_stance", [joined(curve(TABLES.HIP_BONE), cup)], {
    holes: [curve(TABLES.OBTURATOR_FORAMEN, true)],
    shades: [curve(TABLES.INNER_WALL, true)],
    lines: edges.map((table) => curve(table)),
  });
}

// The wing follows the origin: fully at its height, not at all at the cup and at the sacroiliac joint.
function flared(points, [lateral, rise]) {
  return points.map(([x, y]) => {
    const height = share((y - TABLES.WING_FOOT) / (ORIGIN_UP - TABLES.WING_FOOT));
    const follows = height * height * (3 - 2 * height) * share(x / TABLES.WING_ROOT + 1);
    return [x + follows * lateral, y + follows * rise];
  });
}

function share(value) {
  return Math.min(1, Math.max(0, value));
}

// Sacrum and coccyx about the midline.
function sacrum(wider) {
  const foramina = TABLES.SACRAL_FORAMINA.flatMap(([x, up, radius]) =>
    [-1, 1].map((side) => {
      const centre = [side * (x + TABLES.FORAMEN_SHARE * wider), up];
      const [width, height] = [TABLES.FORAMEN_WIDTH * radius, TABLES.FORAMEN_HEIGHT * radius];
      return polyline(ringPoints(centre, width, height), true);
    }),
  );
  const ridges = TABLES.SACRAL_RIDGES.map((up) => smooth(TABLES.RIDGE.map(([x, y]) => [x, y + up]), false));
  const promontory = smooth(bothSides(widened(TABLES.PROMONTORY_HALF, wider)), false);
  const outline = smooth(bothSides(widened(TABLES.SACRUM_HALF, wider)).slice(0, -1), true);
  return shape("sacrum", [outline], { lines: [promontory, ...foramina, ...ridges] });
}
