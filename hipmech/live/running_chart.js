// One output through the time in which one foot bears the body, beside the peaks of people.

import { DASHED } from "./canvas.js";
import { h, say, set } from "./dom.js";
import { gaugeOf } from "./gauge.js";
import { weightOf } from "./running_steps.js";
import { createDrawing } from "./stage_drawing.js";
import { scale, ticksOf } from "./sweep_frame.js";
import { GAITS } from "./tables.js";
import { THIN, number, word } from "./words.js";

export function createStepChart(store, steps) {
  const { language } = store.settings;
  const up = h("p", { class: "running-up" });
  const across = h("p", { class: "running-across" }, word("running.time", language));
  let shown = null;
  const drawing = createDrawing("running-chart", { draw: (canvas, room) => shown && draw(canvas, shown, room) });
  const dashed = h("p", { class: "running-dashed" }, word("running.own", language));
  const plot = h("div", { class: "running-plot" }, drawing.element);
  const below = h("div", { class: "running-below" }, dashed, across);
  const element = h("figure", { class: "running-chart" }, up, plot, below);

  function update() {
    const { now, own } = steps();
    const gauge = stepGauge(store, now);
    shown = { now, own, gauge, language, differs: now !== own };
    say(up, gauge.title);
    set(dashed, "hidden", !shown.differs);
    element.style.setProperty("--running", `var(--${gauge.colour})`);
    drawing.render();
    if (store.dragging) return;
    const said = (step) => gauge.say(step[`${gauge.name}_peak`]);
    drawing.describe(word("running.described", language, { what: gauge.answer, peak: said(now), own: said(own) }));
  }
  return { element, update };
}

// How an output of a step is shown: the moment per kilogram, forces in the unit of the page.
function stepGauge({ settings: { gait_curve: name, unit, language } }, step) {
  if (name === "abductor_moment") {
    const answer = word("running.curve_abductor_moment", language);
    const mass = step.inputs.body_mass;
    const tell = (amount) => `${number(amount / mass, 2, language)}${THIN}N·m/kg`;
    const peak = GAITS[step.gait].peak;
    const people = [peak.mean - peak.deviation, peak.mean + peak.deviation];
    return { name, answer, colour: "ink", title: `${answer} (N·m/kg)`, factor: 1 / mass, say: tell, people };
  }
  const { answer, colour, title, say: tell, times } = gaugeOf(`${name}_bw`, unit, language);
  const factor = unit === "BW" ? 1 / weightOf(step) : times;
  return { name, answer, colour, title, factor, say: (amount) => tell(amount * factor), people: null };
}

function draw(canvas, { now, own, gauge, language, differs }, { width, height, em }) {
  const { theme } = canvas;
  const lines = [now, own].map((step) => step.curves[gauge.name].map((amount) => amount * gauge.factor));
  const times = [now, own].map((step) => step.curves.time.map((time) => 1000 * time));
  const most = Math.max(0.1, ...lines.flat().filter(Number.isFinite), ...(gauge.people ?? []));
  const [left, right, top, bottom] = [2.6 * em, width - 0.8 * em, 0.8 * em, height - 1.6 * em];
  const end = Math.max(...times.flat());
  const start = now.gait === "walk" ? Math.min(...times.flat()) : 0;
  const x = scale([start, end], [left, right]).to;
  const highest = 1.12 * most;
  const y = scale([0, highest], [bottom, top]).to;
  const small = { size: em, colour: theme.muted };
  if (gauge.people) {
    const [low, high] = gauge.people.map(y);
    canvas.fill("people", [[[left, low], [right, low], [right, high], [left, high]]], theme.support, 0.16);
    const said = gauge.people.map((one) => number(one, 1, language));
    const text = word("running.people", language, { low: said[0], high: said[1] });
    canvas.text("people-name", text, [left, high - 0.7 * em], { size: em, colour: theme.support });
  }
  const { ticks, digits } = ticksOf([0, highest], 5);
  for (const tick of ticks) {
    canvas.line("grid", [[left, y(tick)], [right, y(tick)]], theme.muted, 0.7, { opacity: tick ? 0.35 : 1 });
    canvas.text("tick-up", number(tick, digits, language), [left - 0.4 * em, y(tick)], { ...small, align: "right" });
  }
  const along = ticksOf([start, end], width > 30 * em ? 8 : 4);
  for (const tick of along.ticks) {
    canvas.text("tick-across", number(tick, 0, language), [x(tick), bottom + 0.9 * em], { ...small, align: "center" });
  }
  const places = (index) => lines[index].map((amount, one) => [x(times[index][one]), y(amount)])
    .filter(([, down]) => Number.isFinite(down));
  const colour = theme[gauge.colour];
  if (differs) canvas.line("own", places(1), theme.ghost, 2, { dashes: DASHED });
  canvas.line("now", places(0), colour, 3);
  const peak = Math.max(...lines[0].filter(Number.isFinite));
  const index = lines[0].findIndex((amount) => amount >= peak * (1 - 1e-9)); // of two humps the first
  if (index < 0) return;
  const place = [x(times[0][index]), y(peak)];
  canvas.disc("peak", place, 5, { fill: colour, edge: theme.paper, width: 2 });
  canvas.text("peak-value", gauge.say(now.curves[gauge.name][index]), [Math.max(place[0], left + 3.5 * em), place[1] - 1.2 * em],
    { size: em, bold: true, colour, align: "center", halo: true });
}
