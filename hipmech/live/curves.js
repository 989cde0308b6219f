// Outlines and how they move: curves of exact cubic Béziers and straight lines, in millimetres.
//
// A curve is {closed, start: [x, y], spans}: a span of six numbers is a Bézier (two controls and its end),
// a span of two is a straight line; a closed curve ends where it starts.

import { SHAPES } from "./tables.js";

const { ARC_STEP, SAMPLES } = SHAPES.curves;
const RADIANS = Math.PI / 180;
const LEAST_CHORD = 1e-9;

// One bone or body part, its outlines anticlockwise and its holes clockwise, so that overlaps fill as one.
export function shape(name, outlines, { holes = [], shades = [], lines = [] } = {}) {
  return {
    name,
    outlines: outlines.map((curve) => wound(curve, 1)),
    holes: holes.map((curve) => wound(curve, -1)),
    shades,
    lines,
  };
}

// The same shape with every point moved.
export function movedShape(part, move, name = part.name) {
  const go = (curve) => moved(curve, move);
  const turnedOver = move.flip ? (curve) => reversed(go(curve)) : go;
  return {
    name,
    outlines: part.outlines.map(turnedOver),
    holes: part.holes.map(turnedOver),
    shades: part.shades.map(go),
    lines: part.lines.map(go),
  };
}

// Mirror laterally if `flip`, turn about the origin (deg, from lateral towards up), then shift.
export function moveOf({ turn = 0, shift = [0, 0], flip = false }) {
  const [cosine, sine] = [Math.cos(turn * RADIANS), Math.sin(turn * RADIANS)];
  const mirror = flip ? -1 : 1;
  return { flip, x: [mirror * cosine, -sine, shift[0]], y: [mirror * sine, cosine, shift[1]] };
}

// Where one point goes.
export function movePoint({ x, y }, [lateral, up]) {
  return [x[0] * lateral + x[1] * up + x[2], y[0] * lateral + y[1] * up + y[2]];
}

// Where a curve goes: a Bézier moves with its control points.
export function moved(curve, move) {
  return {
    closed: curve.closed,
    start: movePoint(move, curve.start),
    spans: curve.spans.map((span) => movedSpan(span, move)),
  };
}

function movedSpan(span, { x, y }) {
  const gone = new Array(span.length);
  for (let i = 0; i < span.length; i += 2) {
    gone[i] = x[0] * span[i] + x[1] * span[i + 1] + x[2];
    gone[i + 1] = y[0] * span[i] + y[1] * span[i + 1] + y[2];
  }
  return gone;
}

// Centripetal Catmull-Rom curve through control points: smooth, and it never loops between them.
export function smooth(points, closed) {
  const last = points.length - 1;
  const full = closed
    ? [points[last], ...points, points[0], points[1]]
    : [beyond(points[0], points[1]), ...points, beyond(points[last], points[last - 1])];
  const spans = [];
  for (let i = 3; i < full.length; i += 1) spans.push(bezier(full[i - 3], full[i - 2], full[i - 1], full[i]));
  return { closed, start: points[0], spans };
}

function beyond(end, inner) {
  return [2 * end[0] - inner[0], 2 * end[1] - inner[1]];
}

function bezier(before, here, there, after) {
  const first = knotSpan(before, here);
  const middle = knotSpan(here, there);
  const last = knotSpan(there, after);
  const span = new Array(6);
  for (let i = 0; i < 2; i += 1) {
    const chord = there[i] - here[i];
    const leave =
      chord + middle * ((here[i] - before[i]) / first - (there[i] - before[i]) / (first + middle));
    const arrive = chord + middle * ((after[i] - there[i]) / last - (after[i] - here[i]) / (middle + last));
    span[i] = here[i] + leave / 3;
    span[2 + i] = there[i] - arrive / 3;
    span[4 + i] = there[i];
  }
  return span;
}

function knotSpan(a, b) {
  return Math.sqrt(Math.max(distance(a, b), LEAST_CHORD));
}

export function distance(a, b) {
  const [across, up] = [b[0] - a[0], b[1] - a[1]];
  return Math.sqrt(across * across + up * up);
}

// Straight lines through points.
export function polyline(points, closed = false) {
  const spans = points.slice(1);
  return { closed, start: points[0], spans: closed ? [...spans, points[0]] : spans };
}

// Open curves one after another, with straight lines between them, closed.
export function joined(...curves) {
  const { start } = curves[0];
  const spans = curves.flatMap((curve, i) => (i ? [curve.start, ...curve.spans] : curve.spans));
  return { closed: true, start, spans: [...spans, start] };
}

// The curve run through backwards; a closed one starts at the same point.
export function reversed({ closed, start, spans }) {
  const starts = [start, ...spans.map(endOf)];
  const back = spans.map((span, i) =>
    span.length === 2 ? starts[i] : [span[2], span[3], span[0], span[1], starts[i][0], starts[i][1]],
  );
  return { closed, start: starts[spans.length], spans: back.reverse() };
}

function endOf(span) {
  return span.length === 2 ? span : [span[4], span[5]];
}

// Part of a curve: the spans from one index to before another.
export function partOf({ start, spans }, from, to) {
  return { closed: false, start: from ? endOf(spans[from - 1]) : start, spans: spans.slice(from, to) };
}

function wound(curve, sense) {
  const points = pointsOf(curve);
  const area = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return area * sense > 0 ? curve : reversed(curve);
}

// Points along a curve, `samples` on every Bézier; a closed curve does not repeat its first.
export function pointsOf({ closed, start, spans }, samples = SAMPLES) {
  const points = [];
  let [x, y] = start;
  for (const span of spans) {
    if (span.length === 2) points.push([x, y]);
    else for (let k = 0; k < samples; k += 1) points.push(pointOn(x, y, span, k / samples));
    x = span[span.length - 2];
    y = span[span.length - 1];
  }
  if (!closed) points.push([x, y]);
  return points;
}

function pointOn(x, y, span, t) {
  const rest = 1 - t;
  const [a, b, c, d] = [rest * rest * rest, 3 * rest * rest * t, 3 * rest * t * t, t * t * t];
  return [a * x + b * span[0] + c * span[2] + d * span[4], a * y + b * span[1] + c * span[3] + d * span[5]];
}

// The text of an SVG path; `project` brings a place in millimetres to pixels.
export function pathOf({ closed, start, spans }, project = (x, y) => [x, y]) {
  const written = (x, y) => {
    const [px, py] = project(x, y);
    return `${rounded(px)} ${rounded(py)}`;
  };
  let text = `M${written(start[0], start[1])}`;
  for (const span of spans) {
    text +=
      span.length === 2
        ? `L${written(span[0], span[1])}`
        : `C${written(span[0], span[1])} ${written(span[2], span[3])} ${written(span[4], span[5])}`;
  }
  return closed ? `${text}Z` : text;
}

function rounded(number) {
  return Math.round(100 * number) / 100;
}

// Unit vector at an angle in degrees from `up` towards `lateral`.
export function direction(angle) {
  return [Math.sin(angle * RADIANS), Math.cos(angle * RADIANS)];
}

// Points of a circular arc about the origin; angles in degrees from `up` towards `lateral`.
export function arcPoints(radius, start, stop) {
  const count = Math.max(2, Math.trunc(Math.abs(stop - start) / ARC_STEP) + 1);
  return spaced(start, stop, count).map((angle) => direction(angle).map((part) => radius * part));
}

// Points of an ellipse; width and height are its half axes.
export function ringPoints([x, y], width, height) {
  return arcPoints(1, 0, 360)
    .slice(0, -1)
    .map(([lateral, up]) => [x + width * lateral, y + height * up]);
}

// Equally spaced numbers, both ends included.
export function spaced(start, stop, count) {
  return Array.from({ length: count }, (_, i) => start + ((stop - start) * i) / (count - 1));
}

// A half outline, from the midline outwards, with its mirror image: one sequence of points.
export function bothSides(half) {
  const mirrored = half.map(([x, ...rest]) => [-x, ...rest]).reverse();
  return [...(half[0][0] === 0 ? mirrored.slice(0, -1) : mirrored), ...half];
}

// Points of a (x, y, share) table, x moved by share times `wider`.
export function widened(table, wider) {
  return table.map(([x, y, share]) => [x + share * wider, y]);
}

// The function with its answer kept for as long as there is the object that it was asked about.
export function once(answer) {
  const known = new WeakMap();
  return (about) => {
    if (!known.has(about)) known.set(about, answer(about));
    return known.get(about);
  };
}

// The function with its latest answers kept: most of a picture stays while one slider moves.
export function remembered(answer, kept = 4) {
  const known = [];
  return (...given) => {
    const at = known.findIndex((entry) => entry.given.every((value, i) => Object.is(value, given[i])));
    const entry = at < 0 ? { given, result: answer(...given) } : known.splice(at, 1)[0];
    known.unshift(entry);
    known.length = Math.min(known.length, kept);
    return entry.result;
  };
}

// The same for what follows from a few numbers of a pose alone: who gets the same back need not draw anew.
export function rememberedBy(names, answer) {
  let asked = null;
  const known = remembered(() => answer(asked));
  return (pose) => {
    asked = pose;
    return known(...names.map((name) => pose[name]));
  };
}
