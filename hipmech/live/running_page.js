// The page Running & tissue: what a hip holds through a step, and what adds up over a kilometre.

import { createSegments } from "./controls.js";
import { h, say, set } from "./dom.js";
import { createExercises } from "./exercises.js";
import { createParts } from "./folds.js";
import { createContact } from "./hip_contact.js";
import { unique } from "./holding.js";
import { createLateral } from "./lateral_hip.js";
import { createStepChart } from "./running_chart.js";
import { createDial } from "./running_dial.js";
import { createStepEvidence } from "./running_evidence.js";
import { createSteps, hipOf, rateOf, speedOf } from "./running_steps.js";
import { createStepTable } from "./running_table.js";
import { createTrade } from "./running_trade.js";
import { asPython, asTable } from "./running_written.js";
import { inputWords, short } from "./readings.js";
import { keepRenewed } from "./renewal.js";
import { createSlider } from "./sliders.js";
import { SETTINGS } from "./tables.js";
import { createTakeAway } from "./take_away.js";
import { THIN, number, plain, signed, word } from "./words.js";

export function createRunningPage(store, host, state) {
  const { language } = store.settings;
  const steps = createSteps(store);
  const said = (key, values) => word(`running.${key}`, language, values);
  const gait = createGait(store, said);
  const hip = createHip(store, said);
  const curve = createCurve(store, said);
  const chart = createStepChart(store, steps);
  const trade = createTrade(store, steps);
  const sliders = h("div", { class: "running-sliders" });
  const file = { name: "step.csv", mime: "text/csv", text: () => asTable(steps().now) };
  const taken = createTakeAway(store, host, { files: { csv: file }, python: () => asPython(steps().now) });
  const step = [createStepTable, createStepEvidence].map((create) => create(store, steps));
  const tissue = [createContact, createLateral, createExercises].map((create) => create(store));
  const folds = [...step, ...tissue];
  const panels = keepRenewed([...folds, taken], store);
  const elements = (several) => several.map((one) => one.element);
  const parts = createParts(store, state, folds);
  const element = h("section", { class: "running" },
    h("h2", {}, said("intro")), parts.element,
    h("div", { class: "running-main" },
      h("div", { class: "running-left" }, h("div", { class: "tools" }, elements([gait, curve])), chart.element),
      h("div", { class: "running-right" }, sliders, trade.element, hip.element)),
    h("div", {}, elements(step)), h("p", { class: "running-standing" }, said("standing")),
    h("div", {}, elements([...tissue, taken])));
  let dials = { gait: "", all: [] };

  // Walking has the step width and the drop of the hip itself; a runner its own.
  function dialsOf(name) {
    const { own } = steps();
    const speed = plain(speedOf(own), language);
    const about = said("rate_about", { own: number(rateOf(own), 0, language), speed });
    const rate = createDial(store, "gait_rate", {
      name: said("rate"), about, tell: (value) => `${signed(value, 0, language)}${THIN}%`,
    });
    if (name === "walk") return [rate, createSlider(store, "step_width"), createSlider(store, "pelvic_drop")];
    return [
      rate,
      createDial(store, "run_width", {
        name: said("width"), about: said("width_about"), tell: (value) => `${value}${THIN}mm`,
      }),
      createDial(store, "run_give", { name: said("give"), about: said("give_about"), tell: (value) => `${value}°` }),
    ];
  }
  function furnish(name) {
    if (dials.gait === name) return;
    dials.all.forEach((dial) => dial.destroy());
    dials = { gait: name, all: dialsOf(name) };
    sliders.replaceChildren(...dials.all.map((dial) => dial.element));
  }
  function update() {
    furnish(store.settings.gait);
    [gait, hip, curve, ...dials.all, chart, trade].forEach((part) => part.update());
    panels.update();
    parts.update();
  }
  function destroy() {
    [...dials.all, ...tissue].forEach((part) => part.destroy?.());
    panels.destroy();
    parts.destroy();
  }
  return { elements: [element], begin: update, update, destroy };
}

function createGait(store, said) {
  return createSegments({
    id: "gait", legend: said("gait"),
    choices: SETTINGS.gait.map((one) => [one, said(`gait_${one}`)]),
    chosen: () => store.settings.gait,
    choose: (one) => store.setting("gait", one),
  });
}

// Whose hip takes the step, and the way back to the normal one.
function createHip(store, said) {
  const { language } = store.settings;
  const text = h("span");
  const back = h("button", { type: "button", "data-id": "normal", onclick: () => store.take({}) },
    word("page.back_to_normal", language));
  const element = h("p", { class: "running-hip" }, text, " ", back);
  function update() {
    const own = Object.entries(hipOf(store));
    const list = own.map(([name, amount]) => `${short(name, language)} ${inputWords(name, amount, language)}`);
    say(text, own.length ? said("hip_own", { list: list.join(", ") }) : said("hip_normal"));
    set(back, "hidden", !own.length);
  }
  return { element, update };
}

function createCurve(store, said) {
  const id = unique("gait-curve");
  const options = SETTINGS.gait_curve.map((one) => h("option", { value: one }, said(`curve_${one}`)));
  const onchange = () => store.setting("gait_curve", select.value);
  const select = h("select", { id, "data-id": "gait_curve", onchange }, options);
  const element = h("div", { class: "tool" }, h("label", { for: id, class: "name" }, said("curve")), select);
  const update = () => {
    if (select.value !== store.settings.gait_curve) select.value = store.settings.gait_curve;
  };
  return { element, update };
}
