// What is swept: one output, along one input or two.

import { h, set } from "./dom.js";
import { unique } from "./holding.js";
import { NONE, axesOf } from "./sweep_study.js";
import { GROUPS, SETTINGS } from "./tables.js";
import { createCurveChoice, createSetting, createTheme } from "./toolbar.js";
import { label, word } from "./words.js";

export function createChoices(store, { offline }) {
  const curve = createCurveChoice(store, "sweep.output");
  const x = createAxisChoice(store, "sweep_x", (name) => {
    // what stood here goes to the other axis, if it comes from there
    if (name === store.settings.sweep_y) store.setting("sweep_y", store.settings.sweep_x);
    store.setting("sweep_x", name);
  });
  const y = createAxisChoice(store, "sweep_y", (name) => store.setting("sweep_y", name));
  const unit = createSetting(store, "unit", "page.unit");
  const parts = [curve, x, y, unit, ...(offline ? [createTheme(store)] : [])];
  const element = h("div", { class: "sweep-choices" }, ...parts.map((part) => part.element));
  return { element, update: () => parts.forEach((part) => part.update()) };
}

function createAxisChoice(store, setting, choose) {
  const { language } = store.settings;
  const id = unique(setting);
  const option = (name) =>
    h("option", { value: name }, name === NONE ? word("sweep.none", language) : label(name, language));
  const groups = Object.entries(GROUPS).map(([group, names]) => [word(`page.${group}`, language), names]);
  const grouped = groups.flatMap(([, names]) => names);
  const front = SETTINGS[setting].filter((name) => !grouped.includes(name));
  const folded = groups.map(([said, names]) => h(
    "optgroup", { label: said }, ...names.filter((name) => SETTINGS[setting].includes(name)).map(option)));
  const select = h("select", { id, "data-id": setting, onchange: () => choose(select.value) },
    ...front.map(option), ...folded);
  const name = h("label", { for: id, class: "name" }, word(`sweep.${setting}`, language));

  function update() {
    const [x, y = NONE] = axesOf(store.settings);
    const value = setting === "sweep_x" ? x : y;
    if (select.value !== value) select.value = value;
    if (setting === "sweep_y") for (const one of select.options) set(one, "disabled", one.value === x);
  }
  return { element: h("div", { class: "tool" }, name, select), update };
}
