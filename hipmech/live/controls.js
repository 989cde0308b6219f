// The control of one input, whichever kind it is.

import { createAbout } from "./about.js";
import { h, set } from "./dom.js";
import { createEntry } from "./entry.js";
import { unique } from "./holding.js";
import { createSlider, named } from "./sliders.js";
import { QUANTITIES } from "./tables.js";
import { word } from "./words.js";

export function createControl(store, name) {
  const row = QUANTITIES[name];
  if (row.kind === "choice") return createChoice(store, name);
  return row.default === undefined ? createOptional(store, name) : createSlider(store, name);
}

function createChoice(store, name) {
  const id = unique(name);
  const said = (choice) => word(`page.choices.${name}.${choice}`, store.settings.language);
  const options = QUANTITIES[name].choices.map((choice) => h("option", { value: choice }, said(choice)));
  const onchange = (event) => store.set(name, event.target.value);
  const select = h("select", { id, "data-id": `choice-${name}`, onchange }, ...options);
  const element = h("div", { class: "choice" }, named(store, name, id), select, createAbout(store, name));
  const update = () => {
    if (select.value !== store.inputs[name]) select.value = store.inputs[name];
  };
  return { element, update };
}

// A number that need not be given.
function createOptional(store, name) {
  const entry = createEntry(store, name);
  set(entry.input, "id", unique(name));
  const element = h(
    "div",
    { class: "slider" },
    h("div", { class: "slider-head" }, named(store, name, entry.input.id), entry.element),
    entry.note,
    createAbout(store, name),
  );
  return { element, update: entry.update };
}

// A few buttons of which one is pressed in: real radio buttons, so that arrow keys walk through them.
export function createSegments({ legend, choices, chosen, choose, id, hidden = false }) {
  const group = unique(id);
  const radio = (value) => ({ type: "radio", name: group, value, "data-id": `${id}-${value}` });
  const inputs = choices.map(([value]) => h("input", { ...radio(value), onchange: () => choose(value) }));
  const segments = choices.map(([, words, language], index) =>
    h("label", { class: "segment", lang: language ?? null }, inputs[index], h("span", {}, words)),
  );
  const element = h(
    "fieldset",
    { class: "segments" },
    h("legend", { class: hidden ? "unseen" : null }, legend),
    h("div", { class: "segment-row" }, ...segments),
  );
  const update = () => inputs.forEach((input) => {
    const right = input.value === chosen();
    if (input.checked !== right) input.checked = right;
  });
  update();
  return { element, update };
}
