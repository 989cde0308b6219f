// The chart as one SVG to take along: every colour written out, with what must be known to read it.

import { COLOURS, Canvas } from "./canvas.js";
import { s } from "./dom.js";
import { withColours } from "./picture_file.js";
import { strategy } from "./readings.js";
import { frameOf } from "./sweep_frame.js";
import { LETTERS, drawLines, rangeOf, verticalTicks } from "./sweep_lines.js";
import { drawMap, stepsOf, ticksUp } from "./sweep_map.js";
import {
  described, fixedWords, measuredWords, rangeWords, statusRows, titleWords, usualWords,
} from "./sweep_said.js";
import { THEMES, VERSION } from "./tables.js";
import { FONT, textWidth, wrapped } from "./type.js";
import { number, word } from "./words.js";

const [WIDTH, HIGH, MARGIN, SIZE, LARGE, LINE] = [960, 520, 16, 14, 18, 20];

export function figureText(store, study, marks) {
  const { language } = store.settings;
  const notes = notesOf(study, marks, store).flatMap((text) => wrapped(text, WIDTH - 2 * MARGIN, SIZE));
  const title = titleWords(study, language);
  const [head, foot] = [3 * LINE, LINE / 2];
  const high = MARGIN + head + HIGH + foot + notes.length * LINE + MARGIN;
  const words = described(study, language);
  const look = {
    width: WIDTH, height: high, viewBox: `0 0 ${WIDTH} ${high}`, lang: language, role: "img",
    "aria-label": words, "font-family": FONT,
  };
  const paper = s("rect", { width: "100%", height: "100%", fill: COLOURS.paper });
  const [chart, texts] = [s("g", { transform: `translate(${MARGIN} ${MARGIN + head})` }), s("g")];
  const svg = s("svg", look, s("title", {}, title), s("desc", {}, words), paper, chart, texts);
  const frame = drawChart(new Canvas(chart, "sweep-chart"), study, marks, language);

  const canvas = new Canvas(texts, "sweep-text");
  canvas.begin({ width: WIDTH, height: high });
  const write = (text, x, y, more = {}) => canvas.text("text", text, [x, y], { size: SIZE, ...more });
  const size = Math.min(LARGE, (LARGE * (WIDTH - 2 * MARGIN)) / textWidth(title, LARGE, true));
  write(title, MARGIN, MARGIN + 0.5 * LINE, { size, bold: true });
  const up = study.y ? study.y.title : study.gauge.title;
  write(up, MARGIN, MARGIN + 2 * LINE, { bold: true, colour: COLOURS[study.y ? "ink" : study.gauge.colour] });
  const under = MARGIN + head + frame.titled + 0.5 * LINE;
  write(study.x.title, MARGIN + frame.right, under, { bold: true, align: "right" });
  notes.forEach((text, row) => write(text, MARGIN, MARGIN + head + HIGH + foot + (row + 0.5) * LINE));
  canvas.end();
  return withColours(new XMLSerializer().serializeToString(svg), THEMES[store.theme]);
}

function drawChart(canvas, study, marks, language) {
  const room = { width: WIDTH - 2 * MARGIN, height: HIGH, em: SIZE };
  const range = study.y ? null : rangeOf(study);
  const { ticks, digits } = study.y ? ticksUp(study.y, HIGH) : verticalTicks(range, HIGH);
  const letters = Math.max(0, ...ticks.map((tick) => textWidth(number(tick, digits, language), SIZE)));
  const frame = frameOf(room, letters, study.x.title, study.y && study.gauge.title);
  canvas.begin(room);
  if (study.y) drawMap(canvas, study, { frame, steps: stepsOf(study), marks, language });
  else drawLines(canvas, study, { frame, range, marks, language });
  canvas.end();
  return frame;
}

function notesOf(study, marks, store) {
  const { language } = store.settings;
  const { lines, axes, band, norms } = study;
  const words = (key) => word(`sweep.${key}`, language);
  return [
    [...rangeWords(study, marks, language), words("even")].join(" "),
    ...(lines.length > 1
      ? [lines.map(({ name }, index) => `${LETTERS[index]} ${strategy(name, language)}`).join("; ")]
      : []),
    ...(band ? [measuredWords(study, store.load, language)] : []),
    ...(norms ? [words("norms")] : []),
    ...statusRows(study, language).map(({ name, where, reasons }) => `${name} (${where}): ${reasons}`),
    ...axes.map((axis) => usualWords(axis, language)),
    fixedWords(study, store.inputs, language),
    `hipmech ${VERSION}`,
  ];
}
