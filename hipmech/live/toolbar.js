// Which hip is shown, and how: examples, back to normal, freeze and compare; unit, view, leg, curves.

import { createSegments } from "./controls.js";
import { h, say, set } from "./dom.js";
import { unique } from "./holding.js";
import { differs } from "./model.js";
import { createScenarioSource, exampleOf } from "./source_note.js";
import { EXAMPLES, OFFERED, QUANTITIES, SETTINGS } from "./tables.js";
import { force, label, word } from "./words.js";

// The hip itself: an example, the normal one, and one to compare with.
export function createTools(store) {
  const language = store.settings.language;
  const id = unique("example");
  const own = h("option", { value: "" }, word("page.preset_own", language));
  const options = Object.entries(EXAMPLES).map(([name, row]) => h("option", { value: name }, row[language]));
  const onchange = () => select.value && store.take(EXAMPLES[select.value].inputs);
  const select = h("select", { id, "data-id": "example", onchange }, own, ...options);
  const normal = h(
    "button",
    { type: "button", "data-id": "normal", onclick: store.reset },
    word("page.back_to_normal", language),
  );
  const onclick = () => (store.frozen ? store.unfreeze() : store.freeze());
  const freeze = h("button", { type: "button", "data-id": "freeze", onclick });
  const source = createScenarioSource(store);
  const name = h("label", { for: id, class: "name" }, word("page.preset", language));
  const element = h(
    "div",
    { class: "tools" },
    h("div", { class: "tool" }, name, select),
    normal,
    freeze,
    source.element,
  );

  function update() {
    const example = exampleOf(store.given);
    set(own, "hidden", Boolean(example));
    if (select.value !== example) select.value = example;
    set(freeze, "aria-pressed", String(Boolean(store.frozen)));
    say(freeze, word(store.frozen ? "page.unfreeze" : "page.freeze", store.settings.language));
    const untouched = !store.frozen && !OFFERED.some((name) => differs(name, store.inputs));
    set(normal, "aria-disabled", untouched ? "true" : null);
    source.update();
  }
  return { element, update };
}

const LOOKS = ["unit", "forces_on", "view"];

// How it is shown.
export function createLook(store, { offline }) {
  const parts = [
    ...LOOKS.map((name) => createSetting(store, name, `page.${name}`)),
    createSide(store),
    createCurveChoice(store),
    ...(offline ? [createTheme(store)] : []),
  ];
  const legend = h("p", { class: "look-legend" });
  const element = h("div", { class: "look" }, ...parts.map((part) => part.element), legend);
  const line = h("span");
  const update = () => {
    parts.forEach((part) => part.update());
    say(legend, unitWords(store));
    const { language } = store.settings;
    const chosen = LOOKS.map((name) => word(`page.${name}_${store.settings[name]}`, language));
    const side = word(`page.choices.stance_side.${store.inputs.stance_side}`, language);
    say(line, [...chosen, side, curveWords(store.settings.curve, language)].join(" · "));
  };
  return { element, line, update, beside: true };
}

// A setting of few choices.
export function createSetting(store, name, legend) {
  const { language } = store.settings;
  return createSegments({
    id: name,
    legend: word(legend, language),
    choices: SETTINGS[name].map((choice) => [choice, word(`page.${name}_${choice}`, language)]),
    chosen: () => store.settings[name],
    choose: (choice) => store.setting(name, choice),
  });
}

export function createSide(store) {
  const { language } = store.settings;
  return createSegments({
    id: "stance_side",
    legend: word("page.side", language),
    choices: QUANTITIES.stance_side.choices.map((side) => [
      side, word(`page.choices.stance_side.${side}`, language),
    ]),
    chosen: () => store.inputs.stance_side,
    choose: (side) => store.set("stance_side", side),
  });
}

// Which output curves show.
export function createCurveChoice(store, legend = "page.curve") {
  const language = store.settings.language;
  const id = unique("curve");
  const options = SETTINGS.curve.map((name) => h("option", { value: name }, curveWords(name, language)));
  const onchange = () => store.setting("curve", select.value);
  const select = h("select", { id, "data-id": "curve", onchange }, ...options);
  const name = h("label", { for: id, class: "name" }, word(legend, language));
  const update = () => {
    if (select.value !== store.settings.curve) select.value = store.settings.curve;
  };
  return { element: h("div", { class: "tool" }, name, select), update };
}

const curveWords = (name, language) =>
  name === "joint_reaction_bw" ? word("page.answer.joint_reaction", language) : label(name, language);

// What the unit stands for, and on which scale the picture is drawn whatever the unit.
function unitWords(store) {
  const { language, unit } = store.settings;
  const legend = word("page.unit_legend", language);
  if (unit === "BW") return legend;
  const { body_weight: weight } = store.load.values;
  const newtons = force(weight, weight, unit, language);
  return `${legend} ${word("page.unit_picture", language, { newtons })}`;
}

// Where nobody else chooses it: light or dark.
export function createTheme(store) {
  const { language } = store.settings;
  return createSegments({
    id: "theme",
    legend: word("live.page.theme", language),
    choices: ["light", "dark"].map((theme) => [theme, word(`live.page.theme_${theme}`, language)]),
    chosen: () => store.theme,
    choose: store.dress,
  });
}

export function createLanguages(store) {
  return createSegments({
    id: "language",
    legend: word("page.language", store.settings.language),
    hidden: true,
    choices: SETTINGS.language.map((one) => [one, word(`page.language_${one}`, one), one]),
    chosen: () => store.settings.language,
    choose: (one) => store.setting("language", one),
  });
}
