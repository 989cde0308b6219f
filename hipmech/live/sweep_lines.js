// One input, one output: the curve with what was measured, what is usual, and where the model has no answer.

import { DASH_DOTTED, lineThrough } from "./canvas.js";
import { statusWords } from "./sweep_said.js";
import { hatching, scale, ticksOf } from "./sweep_frame.js";
import { NOT_HELD, OK } from "./tables.js";
import { textWidth } from "./type.js";
import { number, word } from "./words.js";

const AIR = 0.1;
const LEAST_SHARE = 0.15; // of a value to either side, so that flat looks flat
const MOST_USE = 200; // per cent; a muscle near zero would need any number of times what it has
export const LETTERS = "ABCD";
export const DASHES = [null, [7, 3], [3, 2.4], [9, 2.5, 2, 2.5]];

// Values that the vertical axis must show.
export function rangeOf({ lines, ghost, band, own, norms, gauge }) {
  const all = [...lines, ghost].filter(Boolean).flatMap(({ values }) => [...values]).filter(Number.isFinite);
  const ends = [0, own.values.length - 1];
  if (band) all.push(...ends.flatMap((place) => [band.at("low", place), band.at("high", place)]));
  if (gauge.output === "utilisation") {
    const times = norms ? norms[1] : 1;
    return [0, Math.min(MOST_USE, Math.max(110, 1.1 * times * Math.max(0, ...all)))];
  }
  if (!all.length) return [0, 1];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const least = LEAST_SHARE * Math.max(Math.abs(low), Math.abs(high));
  const half = Math.max((0.5 + AIR) * (high - low), least) || 1;
  return [(low + high) / 2 - half, (low + high) / 2 + half];
}

// While a slider is pulled the axis stays until a value leaves it: one that follows would hide the pull.
export const wider = ([low, high], [down, up]) => [Math.min(low, down), Math.max(high, up)];

export function verticalTicks(range, high) {
  return ticksOf(range, Math.max(3, Math.round(high / 60)));
}

export function drawLines(canvas, study, { frame, range, marks, language }) {
  const { x, gauge, chosen, lines, ghost } = study;
  const { left, right, top, bottom, em } = frame;
  const { theme } = canvas;
  const across = scale([0, x.values.length - 1], [left, right]).to;
  const up = scale(range, [bottom, top]).to;
  const colour = theme[gauge.colour];
  const inPlot = (y) => Math.max(top, Math.min(bottom, y));
  const place = (value, index) => [across(index), inPlot(up(value))];
  const within = { at: (value, index) => [across(index), up(value)], range };
  const look = { size: em };
  const small = { size: em, colour: theme.muted };

  const [from, to] = x.usual.map(across);
  canvas.element("rect", "usual", {
    x: from, y: top, width: Math.max(0, to - from), height: bottom - top, fill: theme.muted, opacity: 0.13,
  });
  drawMeasured(canvas, study, { place, frame, usual: [from, to], language });
  const { ticks, digits } = verticalTicks(range, bottom - top);
  for (const tick of ticks) {
    const y = up(tick);
    canvas.line("grid", [[left, y], [right, y]], theme.muted, 0.7, { opacity: 0.35 });
    const text = number(tick, digits, language);
    canvas.text("tick-up", text, [left - 0.5 * em, y], { ...small, align: "right" });
  }
  drawAcross(canvas, x, { frame, across, language });
  canvas.text("usual-name", word("figure.usual_range", language), [(from + to) / 2, bottom - 0.8 * em],
    { ...small, align: "center", halo: true });
  const statusAt = (px) => chosen.status[nearest(px, left, right, x.values.length)];
  drawHatching(canvas, frame, chosen.status, statusAt);
  if (study.norms) drawNorms(canvas, study, place, colour);
  if (ghost) drawLine(canvas, "ghost-line", ghost, within, theme.ghost, 1.8, [4, 3]);
  lines.forEach((line, index) => {
    if (line === chosen) return;
    drawLine(canvas, `line-${line.name}`, line, within, theme.ink, 1.5, DASHES[index] ?? [1, 0]);
  });
  drawLine(canvas, "line", chosen, within, colour, 3);
  drawNames(canvas, study, { frame, across, language });
  const y = inPlot(up(marks.level));
  canvas.line("level", [[left, y], [right, y]], theme.ink, 1.2, { dashes: [5, 4] });
  // beside the letters of the lines, whose end is where they are told apart
  const aside = lines.length > 1 ? 1.4 : 0.3;
  canvas.text("level-value", gauge.bare(marks.level), [right - aside * em, y - 0.75 * em],
    { ...look, bold: true, align: "right", halo: true });
  if (lines.length > 1) drawLetters(canvas, study, place, { right, em });
  drawBrush(canvas, marks.spans[0].map(across), frame);
  if (ghost) {
    drawDot(canvas, "ghost-dot", place(ghost.values[ghost.here], ghost.here), theme.paper, theme.ghost);
  }
  drawDot(canvas, "here", place(chosen.values[x.here], x.here), theme.ink, theme.paper);
}

export function nearest(px, start, end, count) {
  return Math.max(0, Math.min(count - 1, Math.round(((px - start) / (end - start)) * (count - 1))));
}

export function drawAcross(canvas, x, { frame: { left, right, bottom, em, narrow }, across, language }) {
  const { theme } = canvas;
  const last = x.values.length - 1;
  const ends = [x.values[0], x.values[last]].map((value) => value * x.times);
  const { ticks, digits } = ticksOf(ends, narrow ? 4 : 8);
  canvas.line("axis", [[left, bottom], [right, bottom]], theme.muted, 1);
  for (const tick of ticks) {
    const px = across(((tick - ends[0]) / (ends[1] - ends[0])) * last);
    canvas.line("tick", [[px, bottom], [px, bottom + 4]], theme.muted, 1);
    const text = number(tick, digits, language);
    canvas.text("tick-across", text, [px, bottom + em], { size: em, colour: theme.muted, align: "center" });
  }
}

// What was measured in people: all of them, mean with its deviation, and the mean.
function drawMeasured(canvas, study, { place, frame: { left, right, em }, usual, language }) {
  const { band, x } = study;
  if (!band) return;
  const { theme } = canvas;
  const edge = (name) => x.values.map((_, index) => place(band.at(name, index), index));
  const ring = (low, high) => [[...edge(low), ...edge(high).reverse()]];
  canvas.fill("measured", ring("low", "high"), theme.support, 0.13);
  canvas.fill("measured-most", ring("under", "over"), theme.support, 0.16);
  canvas.line("measured-mean", edge("mean"), theme.support, 1.4, { dashes: DASH_DOTTED });
  const text = word("sweep.measured", language);
  const upper = edge("high");
  const width = textWidth(text, em);
  const starts = [left + 0.5 * em, right - 0.5 * em - width, usual[0] + 0.5 * em];
  const under = (start) => [...upper.keys()].filter((index) => {
    const [px] = upper[index];
    return px >= start - 0.5 * em && px <= start + width + 0.5 * em;
  });
  const crossed = (start) => [...usual, right].filter((px) => px > start && px < start + width).length * upper.length;
  const [start] = starts.map((one) => [one, crossed(one) + harm(study, place, upper, under(one))])
    .reduce((best, next) => (next[1] < best[1] ? next : best));
  const y = Math.max(...under(start).map((index) => upper[index][1]));
  canvas.text("measured-name", text, [start, y + 0.8 * em], { size: em, colour: theme.support, halo: true });
}

// How much a name under the upper edge of the band is in the way there.
function harm({ lines, ghost, chosen }, place, upper, indices) {
  return indices.reduce((sum, index) => {
    const near = [...lines, ghost].filter(Boolean).filter(({ values }) =>
      Math.abs(place(values[index], index)[1] - upper[index][1] - 10) < 16).length;
    return sum + near + (chosen.status[index] ? 0.5 : 0);
  }, 0);
}

function drawNorms(canvas, { chosen: { values }, norms }, place, colour) {
  const runs = runsOf(values, (value) => Number.isFinite(value));
  const rings = runs.map((run) => [
    ...run.map((index) => place(norms[0] * values[index], index)),
    ...run.map((index) => place(norms[1] * values[index], index)).reverse(),
  ]);
  canvas.fill("norms", rings, colour, 0.14);
}

// Numbers of places that lie side by side and are all of one kind.
function runsOf(values, belongs) {
  const runs = [[]];
  values.forEach((value, index) => {
    if (belongs(value, index)) runs[runs.length - 1].push(index);
    else if (runs[runs.length - 1].length) runs.push([]);
  });
  return runs.filter((run) => run.length);
}

// Whole where the muscles hold the stance, dotted where they would have to; a gap where there is no answer.
function drawLine(canvas, id, { values, status }, within, colour, width, dashes = null) {
  const path = (runs) => runs.flatMap((run) => inside(run, values, within))
    .filter((part) => part.length > 1).map((part) => lineThrough(part)).join("");
  const there = (value) => Number.isFinite(value);
  const held = runsOf(values, (value, index) => there(value) && status[index] === OK);
  // the first step beyond belongs to what is no longer held
  const needed = runsOf(values, (value, index) => there(value)
    && [-1, 0, 1].some((step) => status[index + step] === NOT_HELD));
  canvas.stroke(id, path(held), colour, width, { dashes });
  canvas.stroke(`${id}-needed`, path(needed), colour, width, { dashes: [0.9, 1.6], opacity: 0.9 });
}

// The parts of a line that the axis shows, cut where it leaves the axis.
function inside(run, values, { at, range: [low, high] }) {
  const parts = [[]];
  run.forEach((index, place) => {
    const value = values[index];
    const shown = value >= low && value <= high;
    const before = place && values[run[place - 1]];
    const was = place && before >= low && before <= high;
    if (place && was !== shown) {
      const edge = (was ? value : before) > high ? high : low;
      const share = (edge - before) / (value - before);
      parts[parts.length - 1].push(at(edge, index - 1 + share));
    }
    if (shown) parts[parts.length - 1].push(at(value, index));
    else parts.push([]);
  });
  return parts;
}

export function drawHatching(canvas, frame, status, statusAt) {
  const paths = canvas.once(status, () => hatching(frame, statusAt));
  for (const [status, d] of Object.entries(paths)) {
    if (d) canvas.stroke(`hatch-${status}`, d, canvas.theme.muted, 1, { opacity: 0.75 });
  }
}

// The status of each hatched stretch, where its name has room.
function drawNames(canvas, { chosen: { status } }, { frame: { top, em }, across, language }) {
  for (const kind of [1, 2, 3]) {
    const text = statusWords(kind, language);
    for (const run of runsOf(status, (one) => one === kind)) {
      const [from, to] = [across(run[0]), across(run[run.length - 1])];
      if (to - from < textWidth(text, em) + em) continue;
      canvas.slip(`status-${kind}`, text, [(from + to) / 2, top + em], canvas.theme.ink, em);
    }
  }
}

// A letter at the right end of each line, none over another.
function drawLetters(canvas, { lines }, place, { right, em }) {
  const ends = lines.map(({ values }, index) => {
    const last = values.findLastIndex(Number.isFinite);
    const [x, y] = last < 0 ? [right, NaN] : place(values[last], last);
    return { index, x, y };
  }).filter(({ y }) => Number.isFinite(y)).sort((one, other) => one.y - other.y);
  let free = -Infinity;
  for (const { index, x, y } of ends) {
    free = Math.max(free + 1.15 * em, y - 0.7 * em);
    canvas.text("letter", LETTERS[index], [x - 0.6 * em, free],
      { size: em, bold: true, align: "center", halo: true });
  }
}

export function drawBrush(canvas, [from, to], { top, bottom }) {
  const { theme } = canvas;
  const look = { opacity: 0.7 };
  for (const px of [from, to]) canvas.line("brush", [[px, top], [px, bottom]], theme.ink, 1, look);
  canvas.line("brush-span", [[from, top], [to, top]], theme.ink, 3);
}

export function drawDot(canvas, id, [x, y], fill, edge) {
  if (Number.isFinite(x) && Number.isFinite(y)) canvas.disc(id, [x, y], 6, { fill, edge, width: 2 });
}
