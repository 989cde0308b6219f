// The iliotibial band over the trochanter: its bend, and its pressure against the default stand.

import { badge } from "./badges.js";
import { h, say, set } from "./dom.js";
import { createFold } from "./folds.js";
import { cited } from "./readings.js";
import { createSlider } from "./sliders.js";
import { createDrawing } from "./stage_drawing.js";
import { UNDER_THE_BAND } from "./tables.js";
import { lateralOf } from "./tissue_model.js";
import { createNumbers, starred, told } from "./tissue_parts.js";
import { number, value, word } from "./words.js";

const DRIVERS = ["pelvic_drop", "neck_shaft_angle"];
const OUTPUTS = ["hip_adduction", "band_deflection", "trochanter_compression_index"];
const SOURCES = ["kummer_1993", "birnbaum_2004", "fearon_2012", "pelvic_trochanteric_index"];

export function createLateral(store) {
  const { language } = store.settings;
  const said = (key, values) => word(`lateral.${key}`, language, values);
  const sliders = DRIVERS.map((name) => createSlider(store, name));
  const numbers = createNumbers(OUTPUTS, language);
  const note = h("p", { class: "tissue-note" });
  let shown = null;
  const drawing = createDrawing("lateral-hip", { draw: (canvas, room) => shown && draw(canvas, shown, room) });
  const measured = UNDER_THE_BAND.map(([angle, force]) => `${angle}°: ${number(force, 0, language)} N`).join(", ");
  const index = h("span");
  const line = h("span", {}, index, " ", badge("D", said("assumption"), "outside"));
  const drivers = h("div", { class: "tissue-side" });
  const above = h("p", {}, said("drop"));
  const element = h("section", { class: "tissue" },
    starred(said("lead")),
    h("div", { class: "tissue-main" },
      h("div", { class: "tissue-plot" }, drawing.element),
      h("div", { class: "tissue-side" }, drivers, above, numbers.element, note,
        h("p", {}, said("evidence", { measured })), starred(said("angle")))),
    h("details", { class: "about" }, h("summary", {}, word("contact.sources", language)),
      SOURCES.map((key) => h("p", {}, ...cited(key, language)))));

  // The drop of a walking step is set with that step.
  function place(walks) {
    set(above, "hidden", !walks);
    const shownHere = walks ? sliders.slice(1) : sliders;
    if (drivers.childElementCount !== shownHere.length) drivers.replaceChildren(...shownHere.map((one) => one.element));
  }
  function update() {
    const found = { ...lateralOf(store.load), hip_adduction: store.load.values.hip_adduction };
    place(store.settings.gait === "walk");
    sliders.forEach((slider) => slider.update());
    numbers.update(found);
    say(index, told("trochanter_compression_index", found, language));
    shown = { found, language };
    drawing.render();
    const pressed = found.trochanter_compression_index;
    say(note, Number.isFinite(pressed) ? said("equation") : said("none"));
    if (store.dragging) return;
    drawing.describe(said("described", {
      bend: value("band_deflection", found.band_deflection, language), index: number(pressed, 2, language),
    }));
  }
  const destroy = () => sliders.forEach((slider) => slider.destroy());
  return createFold(store, "lateral", said("title"), { element, line, update, destroy });
}

// Seen from the front, the pelvis level: the thigh swings by the adduction; lateral to the right.
function draw(canvas, { found: { values, band_deflection: bend }, language }, { width, height, em }) {
  const { theme } = canvas;
  const { tip_lateral: x, tip_up: y, hip_adduction: turn, band_end_down: down } = values;
  if (!Number.isFinite(bend)) return;
  const scale = (0.86 * height) / (values.band_origin_up + down);
  const centre = [width / 2 - 0.02 * scale, 0.06 * height + scale * values.band_origin_up];
  const at = (across, up) => [centre[0] + scale * across, centre[1] - scale * up];
  const turned = (across, up) => at(across * Math.cos(turn) + up * Math.sin(turn), up * Math.cos(turn) - across * Math.sin(turn));
  const top = at(values.band_origin_lateral, values.band_origin_up);
  const [tip, knee] = [turned(x, y), turned(0, -down)];
  const end = turned(x - down * Math.tan(values.lower_band_angle - turn), -down);
  canvas.line("wing", [at(-0.03, 0.02), at(-0.05, values.band_origin_up), top], theme.muted, 3);
  canvas.disc("head", centre, 0.025 * scale, { fill: theme.paper, edge: theme.ink, width: 2 });
  canvas.line("neck", [centre, turned(x - 0.005, -0.02)], theme.ink, 5);
  canvas.line("shaft", [tip, turned(x - 0.01, -0.06), knee], theme.ink, 5);
  canvas.line("straight", [top, end], theme.muted, 1.2, { dashes: [3, 3] });
  canvas.line("band", bend > 0 ? [top, tip, end] : [top, end], theme.abductors, 4);
  if (bend > 0) canvas.arrow("press", [tip[0] + 3.2 * em, tip[1]], [tip[0] + 4, tip[1]], theme.joint, 4);
  const letters = { size: em, halo: true };
  canvas.text("bend", `${word("lateral.bend", language)} ${value("band_deflection", bend, language)}`,
    [tip[0] + 0.6 * em, tip[1] + 1.6 * em], { ...letters, colour: theme.joint, bold: true });
  canvas.text("band-name", word("lateral.band", language), [top[0] + 0.6 * em, top[1] + 0.6 * em],
    { ...letters, colour: theme.abductors });
}
