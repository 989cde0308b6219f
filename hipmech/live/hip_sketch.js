// A pelvis with its standing hip, drawn close: bones, abductors, and the line along which they pull.

import { gluteusMedius, movePoint, skeleton } from "./anatomy.js";
import { drawBone } from "./bone.js";
import { DASHED } from "./canvas.js";

// A whole pelvis round its stance hip, mm.
export const PELVIS = { lateral: 130, medial: -275, up: 165, down: -125 };

// Where the world lies so that this part of it fills a drawing, mm from the stance hip centre; the standing hip
// is on the viewer's right, as from behind on a right leg.
export function sketchFrame({ lateral, medial, up, down }, { width, height }) {
  const scale = Math.min(width / (lateral - medial), height / (up - down));
  const [middle, centre] = [(lateral + medial) / 2, (up + down) / 2];
  return { scale, sign: 1, origin: [width / 2 - scale * middle, height / 2 + scale * centre] };
}

// bones: those of the pose, or others in their place.
export function drawSketch(canvas, pose, bones = skeleton(pose)) {
  const { theme } = canvas;
  for (const bone of bones) drawBone(canvas, bone);
  const shape = gluteusMedius(pose);
  canvas.path("gluteus-medius", canvas.along(shape.outlines), { fill: theme.abductors, opacity: 0.25 });
  canvas.stroke("gluteus-medius-fibres", canvas.along(shape.lines), theme.abductors, 1.2, { opacity: 0.6 });
}

// From origin to insertion, and the arm at a right angle from the hip's centre.
export function drawArm(canvas, pose) {
  const { theme } = canvas;
  const [[ox, oy], [ix, iy]] = [pose.origin, pose.insertion];
  const [x, y] = [ix - ox, iy - oy];
  const share = -(ox * x + oy * y) / (x * x + y * y);
  const foot = [ox + share * x, oy + share * y];
  canvas.line("muscle-line", canvas.at([pose.origin, share > 1 ? foot : pose.insertion]), theme.abductors, 3);
  canvas.line("abductor-arm", canvas.at([[0, 0], foot]), theme.ink, 2.4, { dashes: DASHED });
  canvas.disc("head-centre", canvas.place(0, 0), 4, { fill: theme.ink });
}

// The line over both hips of the pelvis, and where it would be level.
export function drawHipAxis(canvas, pose) {
  const { theme } = canvas;
  const across = -2 * pose.half_hip_distance;
  const ends = [40, across - 40].map((lateral) => canvas.place(...movePoint(pose.drop, [lateral, 0])));
  canvas.line("hip-level", [ends[0], [ends[1][0], ends[0][1]]], theme.ink, 1.6, { dashes: DASHED });
  canvas.line("hip-axis", ends, theme.abductors, 3);
}
