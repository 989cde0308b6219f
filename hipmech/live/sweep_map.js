// Two inputs, one output: the ground they span, in steps of colour with lines of equal value.

import { DASHED, DASH_DOTTED, lineThrough } from "./canvas.js";
import { rings } from "./sweep_contours.js";
import { legendOf, scale, ticksOf } from "./sweep_frame.js";
import { drawAcross, drawBrush, drawDot, drawHatching, nearest } from "./sweep_lines.js";
import { textWidth } from "./type.js";
import { number, spelt } from "./words.js";

const MOST = 0.45; // opacity of the highest step; letters stay readable on it
const STEPS = 8;
const MOST_USE = 200; // per cent

// The values between which the colours run, and the round ones where they change.
export function stepsOf({ own: { values }, gauge }) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const alone = Number.isFinite(low) ? [low - 1, low + 1] : [0, 1];
  if (!(high > low)) return { range: alone, ticks: [], digits: 0 };
  if (gauge.output === "utilisation") high = Math.min(high, Math.max(MOST_USE, 1.2 * low));
  return { range: [low, high], ...ticksOf([low, high], STEPS) };
}

export function drawMap(canvas, study, { frame, steps, marks, language }) {
  const { x, y, gauge, own } = study;
  const { left, right, top, bottom, em } = frame;
  const { theme } = canvas;
  const shape = [x.values.length, y.values.length];
  const across = scale([0, shape[0] - 1], [left, right]).to;
  const up = scale([0, shape[1] - 1], [bottom, top]).to;
  const place = ([row, cell]) => [across(row), up(cell)];
  const colour = theme[gauge.colour];
  const opacity = 1 - (1 - MOST) ** (1 / Math.max(1, steps.ticks.length + 1));
  const around = (level, values = own.values) => rings(values, shape, level);
  const { ground, heights, measured } = canvas.once(study, () => ({
    ground: around(-Infinity),
    heights: steps.ticks.map((tick) => [tick, around(tick)]),
    measured: measuredHeights(study, around),
  }));
  for (const height of [ground, ...heights.map(([, height]) => height)]) {
    canvas.fill("step", height.map((ring) => ring.map(place)), colour, opacity);
  }
  const statusAt = (px, py) =>
    own.status[nearest(px, left, right, shape[0]) * shape[1] + nearest(py, bottom, top, shape[1])];
  drawHatching(canvas, frame, own.status, statusAt);

  const [[usualLeft, usualRight], [usualLow, usualHigh]] = [x.usual.map(across), y.usual.map(up)];
  const corners = [
    [usualLeft, usualLow], [usualRight, usualLow], [usualRight, usualHigh], [usualLeft, usualHigh],
  ];
  canvas.line("usual", corners, theme.muted, 1.2, { dashes: [1.5, 3], closed: true });
  canvas.line("usual-across", [[usualLeft, bottom], [usualRight, bottom]], theme.muted, 5, { opacity: 0.6 });
  canvas.line("usual-up", [[left, usualLow], [left, usualHigh]], theme.muted, 5, { opacity: 0.6 });

  const names = createNames(canvas, frame, place, place([x.here, y.here]));
  const unit = gauge.quantity.endsWith("_bw") ? "" : spelt("BW", language);
  for (const [name, level, height] of measured) {
    if (Math.abs(level * study.scale(study.here) - marks.level) < gauge.step / 2) continue;
    canvas.stroke(`measured-${name}`, pathOf(height, place), theme.support, 2, { dashes: DASH_DOTTED });
    const text = number(level, 2, language) + unit;
    names.write(`measured-${name}-value`, text, height, theme.support, true);
  }
  const level = around(marks.level);
  canvas.stroke("level", pathOf(level, place), theme.ink, 2.2, { dashes: DASHED });
  names.write("level-value", gauge.bare(marks.level), level, theme.ink, true);
  for (const [tick, height] of heights) {
    if (Math.abs(tick - marks.level) < gauge.step / 2) continue;
    canvas.stroke("height", pathOf(height, place), colour, 1);
    names.write("height-value", number(tick, steps.digits, language), height, theme.ink, false);
  }

  drawAcross(canvas, x, { frame, across, language });
  drawUp(canvas, y, { frame, up, language });
  const [fromX, toX] = marks.spans[0].map(across);
  const [fromY, toY] = marks.spans[1].map(up);
  const box = [[fromX, fromY], [toX, fromY], [toX, toY], [fromX, toY]];
  canvas.line("brush-box", box, theme.ink, 1.2, { closed: true });
  drawBrush(canvas, [fromX, toX], { top, bottom: top });
  canvas.line("brush-up", [[right, fromY], [right, toY]], theme.ink, 3);
  drawLegend(canvas, study, { frame, steps, opacity, marks, language });
  drawDot(canvas, "here", place([x.here, y.here]), theme.ink, theme.paper);
}

// Where the joint force is the lowest, the mean and the highest that was measured in people.
function measuredHeights({ band, own, scale: unit }, around) {
  if (!band) return [];
  const inWeights = own.values.map((value, index) => value / unit(index));
  return ["low", "mean", "high"].map((name) =>
    [name, band.levels[name], around(band.levels[name], inWeights)]);
}

// Rings as the text of a path, without what runs along the edge of what has an answer: there both numbers of
// a place are whole.
function pathOf(heights, place) {
  const onEdge = ([row, cell]) => Number.isInteger(row) && Number.isInteger(cell);
  const parts = [];
  for (const ring of heights) {
    let part = [];
    [...ring, ring[0]].forEach((point, index, all) => {
      if (index && onEdge(point) && onEdge(all[index - 1])) {
        parts.push(part);
        part = [];
      }
      part.push(place(point));
    });
    parts.push(part);
  }
  return parts.filter((part) => part.length > 1).map((part) => lineThrough(part)).join("");
}

// Writes the value of each line where it has room, off the others and off the hip.
function createNames(canvas, { left, right, top, bottom, em }, place, here) {
  const taken = [{ x: here[0], y: here[1], half: em }];
  const apart = (one, x, y, half) =>
    Math.abs(one.y - y) > 1.6 * em || Math.abs(one.x - x) > one.half + half + 0.4 * em;
  const free = (x, y, half) => x - half > left + 2 && x + half < right - 2 && y > top + em && y < bottom - em
    && taken.every((one) => apart(one, x, y, half));
  function write(id, text, heights, colour, bold) {
    const half = textWidth(text, em, bold) / 2;
    const away = ([x, y]) => Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2);
    const places = heights.flat().map(place).filter(([x, y]) => free(x, y, half));
    if (!places.length) return;
    const [x, y] = places.reduce((best, one) => (away(one) < away(best) ? one : best));
    taken.push({ x, y, half });
    canvas.text(id, text, [x, y], { size: em, colour, bold, align: "center", halo: true });
  }
  return { write };
}

function drawUp(canvas, y, { frame: { left, top, bottom, em }, up, language }) {
  const { theme } = canvas;
  const last = y.values.length - 1;
  const { ends, ticks, digits } = ticksUp(y, bottom - top);
  canvas.line("axis-up", [[left, top], [left, bottom]], theme.muted, 1);
  for (const tick of ticks) {
    const px = up(((tick - ends[0]) / (ends[1] - ends[0])) * last);
    canvas.line("tick", [[left - 4, px], [left, px]], theme.muted, 1);
    const text = number(tick, digits, language);
    canvas.text("tick-up", text, [left - 0.55 * em, px], { size: em, colour: theme.muted, align: "right" });
  }
}

export function ticksUp(y, high) {
  const ends = [y.values[0], y.values[y.values.length - 1]].map((value) => value * y.times);
  return { ends, ...ticksOf(ends, Math.max(3, Math.round(high / 60))) };
}

function drawLegend(canvas, { gauge }, { frame, steps: { range, ticks, digits }, opacity, language }) {
  const { theme } = canvas;
  const { em } = frame;
  const { left, right, said, top, high } = legendOf(frame);
  const to = scale(range, [left, right]).to;
  const look = { size: em, bold: true, colour: theme[gauge.colour] };
  for (const [text, place] of said) canvas.text("legend-title", text, place, look);
  [range[0], ...ticks].forEach((tick, index) => {
    const x = to(tick);
    canvas.element("rect", "legend", {
      x, y: top, width: Math.max(0, right - x), height: high, fill: theme[gauge.colour], opacity,
    });
    if (!index || x - left < 0.6 * em || right - x < 0.6 * em) return;
    canvas.line("legend-tick", [[x, top], [x, top + high]], theme[gauge.colour], 1);
    const text = number(tick, digits, language);
    canvas.text("legend-value", text, [x, top + high + 0.75 * em],
      { size: em, colour: theme.muted, align: "center" });
  });
}
