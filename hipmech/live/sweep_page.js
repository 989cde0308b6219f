// The page Sweep: one input or two through their whole range, as a curve or a map of one output.

import { h, say, set } from "./dom.js";
import { keepOpen } from "./folds.js";
import { createMore, reasonsOf } from "./more.js";
import { createSlider } from "./sliders.js";
import { createBeside } from "./sweep_beside.js";
import { createChart } from "./sweep_chart.js";
import { createChoices } from "./sweep_choice.js";
import { figureText } from "./sweep_figure.js";
import { titleWords, valuesAt } from "./sweep_said.js";
import { createStudies, levelOf } from "./sweep_study.js";
import { asPython, asStudy, asTable } from "./sweep_written.js";
import { createTakeAway } from "./take_away.js";
import { createTools } from "./toolbar.js";
import { word } from "./words.js";

const MAIN = ["inter_hip_distance", "neck_shaft_angle", "step_width"];

// What was done on the page, which outlives its language: ranges by input, levels by what they are in, and
// the place that is read.
export const createSweepState = () => ({ spans: {}, levels: {}, cursor: null, about: "" });

export function createSweepPage(store, host, state) {
  const { language } = store.settings;
  const study = createStudies(store);
  let [pointed, frame] = [null, 0];

  const later = () => {
    frame = frame || requestAnimationFrame(update);
  };
  const level = ({ gauge }) => `${gauge.output} ${store.settings.unit}`;
  const acts = {
    cursor: () => state.cursor,
    pointed: () => pointed,
    read(place, stays) {
      pointed = stays ? null : place;
      if (stays) state.cursor = place === study().here ? null : place;
      chart.point();
      beside.read(study());
    },
    use(place) {
      [pointed, state.cursor] = [null, null];
      store.grab();
      for (const [axis, value] of valuesAt(study(), place)) store.set(axis.name, value);
      store.release();
      later();
    },
    mark(axis, ends) {
      state.spans[study().axes[axis].name] = ends;
      later();
    },
    level(value) {
      if (value === null) delete state.levels[level(study())];
      else state.levels[level(study())] = value;
      later();
    },
    reset() {
      for (const { name } of study().axes) delete state.spans[name];
      later();
    },
    whole() {
      for (const { name, values } of study().axes) state.spans[name] = [0, values.length - 1];
      later();
    },
  };
  const marksOf = (now) => {
    const set = state.levels[level(now)];
    const usual = levelOf(now, store.settings);
    return {
      spans: now.axes.map(({ name, usual: ends }) => state.spans[name] ?? ends),
      level: set ?? usual.level,
      why: set === undefined ? word(`sweep.level_${usual.why}`, language) : "",
    };
  };

  const tools = createTools(store);
  const choices = createChoices(store, host);
  const title = h("h2", {});
  const idle = h("div", { class: "note sweep-idle" });
  const chart = createChart(store, acts);
  const beside = createBeside(store, acts);
  const sliders = MAIN.map((name) => createSlider(store, name));
  const more = createMore(store, () => {});
  const keep = keepOpen([more.element, beside.sources], state);
  const name = (kind) => `sweep.${kind}`;
  const file = (kind, mime, text) => ({ name: name(kind), mime, text: () => text(study(), store) });
  const drawn = () => figureText(store, study(), marksOf(study()));
  const taken = createTakeAway(store, host, {
    files: {
      csv: file("csv", "text/csv", asTable),
      svg: file("svg", "image/svg+xml", drawn),
      png: { ...file("png", "image/png", drawn), points: true },
      study: file("toml", "application/toml", asStudy),
      script: file("py", "text/x-python", asPython),
    },
    python: () => asPython(study(), store),
  });
  const parts = [tools, choices, ...sliders, more, taken];
  const element = h("section", { class: "sweep" },
    tools.element, choices.element, title, idle,
    h("div", { class: "sweep-main" }, chart.element, ...beside.elements),
    h("h2", { class: "sweep-rest" }, word("sweep.rest_title", language)),
    h("div", { class: "sweep-sliders" }, ...sliders.map((slider) => slider.element)),
    more.element, beside.sources, taken.element);

  function update() {
    frame = 0;
    const now = study();
    parts.forEach((part) => part.update());
    const about = now.axes.map((axis) => axis.name).join();
    if (state.about !== about) [state.about, state.cursor, pointed] = [about, null, null];
    say(title, titleWords(now, language));
    set(idle, "hidden", !now.idle.length);
    set(taken.element, "hidden", now.idle.length > 0);
    const reasons = reasonsOf(store, now.idle.map((axis) => axis.name));
    idle.replaceChildren(...[word("sweep.idle", language), ...reasons].map((text) => h("p", {}, text)));
    if (now.idle.length) {
      chart.update(now);
      beside.update(now);
      return;
    }
    const marks = marksOf(now);
    chart.update(now, marks);
    beside.update(now, marks);
  }
  function destroy() {
    cancelAnimationFrame(frame);
    beside.destroy();
    keep();
    sliders.forEach((slider) => slider.destroy());
  }
  return { elements: [element], begin: update, update, destroy };
}
