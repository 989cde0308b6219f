// Gluteus medius as seen from the front: a fan from the iliac crest to the greater trochanter.

import { distance, joined, moveOf, moved, pointsOf, reversed, shape, smooth, spaced } from "./curves.js";
import { SHAPES } from "./tables.js";

const TABLES = SHAPES.muscle;
const [ORIGIN_LATERAL, ORIGIN_UP] = SHAPES.pelvis.DRAWN_ORIGIN;

// Outline and fibres in the hip frame; fibres are wavy when the muscle is markedly shortened.
export function muscleOf(pose) {
  const flare = [pose.origin_lateral - ORIGIN_LATERAL, pose.origin_up - ORIGIN_UP];
  const crest = moved(moved(smooth(TABLES.CREST, false), moveOf({ shift: flare })), pose.drop);
  const turn = -pose.thigh_inclination - pose.trochanter_turn;
  const footprint = moved(smooth(TABLES.FOOTPRINT, false), moveOf({ turn, shift: pose.insertion }));
  const [from, to] = [pointsOf(crest), pointsOf(footprint)];
  const lateral = fibre(from[0], to[0], TABLES.BULGE, 0);
  const medial = fibre(from[from.length - 1], to[to.length - 1], TABLES.HOLLOW, 0);
  const amplitude = slackness(pose.abductor_length_change);
  const lines = Array.from({ length: TABLES.FIBRES }, (_, i) => {
    const share = (i + 0.5) / TABLES.FIBRES;
    const bulge = TABLES.BULGE * (1 - share) + TABLES.HOLLOW * share;
    return fibre(placeAt(from, share), placeAt(to, share), bulge, amplitude);
  });
  return shape("gluteus_medius", [joined(crest, medial, reversed(footprint), reversed(lateral))], { lines });
}

// Half height of the fibres' waves, mm.
function slackness(lengthChange) {
  if (!(lengthChange <= -TABLES.SLACK_FROM)) return 0;
  const more = -lengthChange - TABLES.SLACK_FROM;
  return Math.min(TABLES.LOWEST_WAVE + TABLES.WAVE_GROWTH * more, TABLES.HIGHEST_WAVE);
}

function placeAt(points, share) {
  const at = share * (points.length - 1);
  const i = Math.min(Math.floor(at), points.length - 2);
  const [[x, y], [nextX, nextY]] = [points[i], points[i + 1]];
  return [x + (at - i) * (nextX - x), y + (at - i) * (nextY - y)];
}

// From crest to trochanter, bowed to the lateral side and waved, mm.
function fibre(start, end, bulge, amplitude) {
  const way = [end[0] - start[0], end[1] - start[1]];
  const length = distance(start, end);
  const normal = [-way[1] / length, way[0] / length];
  const points = spaced(0, 1, amplitude ? TABLES.WAVY_FIBRE_POINTS : TABLES.FIBRE_POINTS).map((t) => {
    const wave = Math.sin(2 * Math.PI * TABLES.WAVES * t) * Math.min(1, 8 * t * (1 - t));
    const aside = bulge * Math.sin(Math.PI * t) + amplitude * wave;
    return [start[0] + t * way[0] + aside * normal[0], start[1] + t * way[1] + aside * normal[1]];
  });
  return smooth(points, false);
}
