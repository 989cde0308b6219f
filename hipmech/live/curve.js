// The small curve under a slider: how one output goes along this input, with today's hip as a dot on it.
// It is laid out in per cent of its width, so that it fits every column while its letters keep their size.

import { h, s, say, set } from "./dom.js";
import { gaugeOf } from "./gauge.js";
import { positions, solve, valueOf } from "./model.js";
import { QUANTITIES } from "./tables.js";
import { plain, shown, word } from "./words.js";

const TOP = 14;
const BOTTOM = 98;
const HEIGHT = 118;
// The width labels are placed for, px; most columns are a little wider.
const NOMINAL = 270;
const LETTER = 6.6;
// Steps of a line at rest, and of one that is drawn anew in every frame while another slider is pulled.
const STEPS = 36;
const STEPS_PULLED = 16;
// Share of the width at either end in which the value of the dot takes the place of the value of that end.
const NEAR_END = 0.26;
// A line that changes by less than this share is flat: its ends need no values of their own.
const FLAT = 0.005;
// Free share above and below the line; least share of the value to either side, so that flat looks flat.
const AIR = 0.28;
const LEAST_SHARE = 0.15;

export function createCurve(store, name) {
  const parts = furniture();
  let line = { key: "", steps: 0, points: [] };
  let range = null;
  let side = null;

  function update() {
    const { language, curve: output, unit } = store.settings;
    const gauge = gaugeOf(output, unit, language);
    const { [name]: swept, ...others } = store.given;
    const key = JSON.stringify([output, unit, others]);
    const steps = store.dragging ? STEPS_PULLED : STEPS;
    if (key !== line.key || steps > line.steps) {
      line = { key, steps, points: pointsAlong(name, others, gauge, steps) };
    }
    const dot = [store.inputs[name], read(store.load, gauge)];
    const ghost = store.frozenLoad && [store.frozenLoad.inputs[name], read(store.frozenLoad, gauge)];
    const values = [...line.points, dot, ...(ghost ? [ghost] : [])].map(([, y]) => y).filter(Number.isFinite);
    range = store.dragging && range ? wider(range, values) : rangeOf(values);
    const place = placing(name, range);
    draw(parts, { name, gauge, language, points: line.points, dot, ghost, place });
    const none = word("live.picture.curve.none", language);
    const words = Number.isFinite(dot[1]) ? gauge.say(dot[1]) : none;
    side = writeValue(parts.value, words, dot, line.points, place, side);
    const said = { name, gauge, language, points: line.points };
    if (!store.dragging) describe(parts.picture, store.load, said);
  }
  return { element: parts.element, update, urgent: () => store.lastChanged === name };
}

// An output of a load, as its gauge shows it.
const read = (load, { quantity, times }) => times * valueOf(load, quantity);

function pointsAlong(name, others, gauge, steps) {
  const all = positions(name);
  const stride = Math.ceil((all.length - 1) / steps);
  const chosen = all.filter((_, index) => index % stride === 0 || index === all.length - 1);
  return chosen.map((x) => [x, read(solve({ ...others, [name]: x }), gauge)]);
}

function rangeOf(values) {
  if (!values.length) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const least = LEAST_SHARE * Math.max(Math.abs(low), Math.abs(high));
  const half = Math.max((0.5 + AIR) * (high - low), least) || 1;
  return [(low + high) / 2 - half, (low + high) / 2 + half];
}

// While a slider is pulled the axis stays until a value leaves it: one that follows would hide the pull.
function wider([low, high], values) {
  return [Math.min(low, ...values), Math.max(high, ...values)];
}

// From input and output to per cent of the width and px of the height.
function placing(name, [low, high]) {
  const all = positions(name);
  const [first, last] = [all[0], all[all.length - 1]];
  return {
    x: (input) => (100 * (Math.max(first, Math.min(last, input)) - first)) / (last - first),
    y: (output) => BOTTOM - ((BOTTOM - TOP) * (output - low)) / (high - low),
  };
}

function furniture() {
  const band = s("rect", { class: "curve-usual", y: TOP, height: BOTTOM - TOP });
  const bandName = s("text", { class: "curve-small", y: HEIGHT - 4, "text-anchor": "middle" });
  const axis = s("line", { class: "curve-axis", x1: "0%", x2: "100%", y1: BOTTOM, y2: BOTTOM });
  const look = { class: "curve-line", "data-id": "curve-line", "vector-effect": "non-scaling-stroke" };
  const line = s("path", look);
  const box = { width: "100%", height: HEIGHT, viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: "none" };
  const stretched = s("svg", { ...box, overflow: "visible" }, line);
  const ghost = s("circle", { class: "curve-ghost", "data-id": "curve-ghost", r: 4.5 });
  const dot = s("circle", { class: "curve-dot", "data-id": "curve-dot", r: 5 });
  const shownValue = s("text", { class: "curve-value", "data-id": "curve-value" });
  const first = s("text", { class: "curve-small", x: "0%", y: HEIGHT - 4, "text-anchor": "start" });
  const last = s("text", { class: "curve-small", x: "100%", y: HEIGHT - 4, "text-anchor": "end" });
  const low = s("text", { class: "curve-small", x: "0%", "text-anchor": "start" });
  const high = s("text", { class: "curve-small", x: "100%", "text-anchor": "end" });
  const all = [band, bandName, axis, stretched, low, high, ghost, dot, first, last, shownValue];
  const picture = s("svg", { class: "curve-picture", role: "img", width: "100%", height: HEIGHT }, ...all);
  const title = h("figcaption", { class: "curve-title" });
  const element = h("figure", { class: "curve" }, title, picture);
  const texts = { bandName, low, high, value: shownValue, first, last };
  return { element, title, picture, band, line, ghost, dot, ...texts };
}

function draw(parts, { name, gauge, language, points, dot, ghost, place }) {
  const all = positions(name);
  say(parts.title, gauge.title);
  say(parts.first, plain(all[0], language));
  say(parts.last, shown(name, all[all.length - 1], language));
  drawUsual(parts, name, language, place);
  set(parts.line, "d", pathOf(points, place));
  writeEnds(parts, points, dot, gauge, place);
  set(parts.element, "style", `--curve: var(--${gauge.colour})`);
  drawDot(parts.dot, dot, place);
  drawDot(parts.ghost, ghost, place);
}

function drawUsual({ band, bandName }, name, language, place) {
  const usual = QUANTITIES[name].usual;
  set(band, "display", usual ? null : "none");
  set(bandName, "display", usual ? null : "none");
  if (!usual) return;
  const [left, right] = usual.map(place.x);
  set(band, "x", `${left}%`);
  set(band, "width", `${right - left}%`);
  set(bandName, "x", `${(left + right) / 2}%`);
  say(bandName, word("figure.usual_range", language));
}

// The values at both ends of the line, on the side to which it turns its back.
function writeEnds({ low, high }, points, dot, gauge, place) {
  const [first, last] = [points[0], points[points.length - 1]];
  const rises = last[1] > first[1];
  const flat = !(Math.abs(last[1] - first[1]) > FLAT * Math.abs(first[1]));
  const share = place.x(dot[0]) / 100;
  writeEnd(low, first, flat || share < NEAR_END, rises, gauge, place);
  writeEnd(high, last, flat || share > 1 - NEAR_END, !rises, gauge, place);
}

function writeEnd(text, [, y], hidden, below, gauge, place) {
  const there = !hidden && Number.isFinite(y);
  set(text, "display", there ? null : "none");
  if (!there) return;
  set(text, "y", (place.y(y) + (below ? 12.5 : -6)).toFixed(2));
  say(text, gauge.bare(y));
}

function drawDot(circle, point, place) {
  const there = point && Number.isFinite(point[1]);
  set(circle, "display", there ? null : "none");
  if (!there) return;
  set(circle, "cx", `${place.x(point[0]).toFixed(3)}%`);
  set(circle, "cy", place.y(point[1]).toFixed(2));
}

// Where a hip has no answer the line has a gap.
function pathOf(points, place) {
  let pen = "M";
  return points.map(([x, y]) => {
    const step = Number.isFinite(y) ? `${pen}${place.x(x).toFixed(3)},${place.y(y).toFixed(2)}` : "";
    pen = step ? "L" : "M";
    return step;
  }).join("");
}

// The value beside its dot; returns the side it took, for the next time. Without a value it says so.
function writeValue(text, words, dot, points, place, before) {
  const at = pixelOf(dot, place);
  const there = Number.isFinite(at[1]);
  const half = (words.length * LETTER) / 2;
  const [up, aside] = there ? sideOf(at, half, points, place, before) : [0, insideOf(at[0], half)];
  const shift = there ? up * (aside ? 11 : 15) : 0;
  set(text, "class", there ? "curve-value" : "curve-value curve-none");
  set(text, "x", `${place.x(dot[0]).toFixed(3)}%`);
  set(text, "dx", 6 * aside);
  set(text, "y", ((there ? at[1] : BOTTOM - 12) + shift + 4).toFixed(1));
  set(text, "text-anchor", ["end", "middle", "start"][aside + 1]);
  say(text, words);
  return there ? [up, aside] : before;
}

// px in a picture of nominal width.
function pixelOf([x, y], place) {
  return [(place.x(x) / 100) * NOMINAL, place.y(y)];
}

// To which side of a dot a text must go to stay in the picture.
function insideOf(x, half) {
  if (x < half) return 1;
  return x + half > NOMINAL ? -1 : 0;
}

// The side of a dot, [up, aside], where its value is in the picture, off the line, and where it was before if
// that still serves.
function sideOf(at, half, points, place, before) {
  const line = spread(points.filter(([, y]) => Number.isFinite(y)).map((point) => pixelOf(point, place)));
  let best = { harm: Infinity };
  for (const up of [-1, -1.7, 1]) {
    for (const aside of [0, -1, 1]) {
      const middle = [at[0] + aside * (half + 6), at[1] + up * (aside ? 11 : 15)];
      const harm = harmOf(middle, half, line, [up, aside], before);
      if (harm < best.harm) best = { harm, side: [up, aside] };
    }
  }
  return best.side;
}

function harmOf([x, y], half, line, [up, aside], before) {
  const outside = Math.max(0, half - x) + Math.max(0, x + half - NOMINAL) + Math.max(0, 10 - y);
  const onAxis = Math.max(0, y + 7 - BOTTOM);
  const covered = line.filter(([px, py]) => Math.abs(px - x) < half + 2 && Math.abs(py - y) < 8).length;
  const kept = before && before[0] === up && before[1] === aside ? 0 : 6;
  return 20 * outside + 10 * onAxis + 3 * covered + kept + (up > 0 ? 2 : 0);
}

// The line with a point about every other px.
function spread(line) {
  return line.flatMap(([x, y], index) => {
    const [nextX, nextY] = line[index + 1] ?? [x, y];
    return [0, 0.25, 0.5, 0.75].map((share) => [x + share * (nextX - x), y + share * (nextY - y)]);
  });
}

function describe(picture, load, { name, gauge, language, points }) {
  const quantity = QUANTITIES[name][language];
  const title = word("figure.curve_title", language, { output: gauge.answer, quantity });
  const found = points.filter(([, y]) => Number.isFinite(y));
  const none = word("live.picture.curve.none", language);
  if (!found.length) return set(picture, "aria-label", `${title}: ${none}`);
  const [first, last] = [found[0], found[found.length - 1]];
  const told = word("figure.curve_description", language, {
    output: gauge.answer,
    quantity,
    first: gauge.say(first[1]),
    last: gauge.say(last[1]),
    low: shown(name, first[0], language),
    high: shown(name, last[0], language),
  });
  const amount = read(load, gauge);
  const output = Number.isFinite(amount) ? gauge.say(amount) : none;
  const input = shown(name, load.inputs[name], language);
  const here = word("live.picture.curve.here", language, { input, output });
  return set(picture, "aria-label", `${title}. ${told} ${here}`);
}
