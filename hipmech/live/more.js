// Everything that does not stand at the front: body, femur, stance, stick and load, folded away in groups.

import { createControl } from "./controls.js";
import { h, say, set } from "./dom.js";
import { createFold } from "./folds.js";
import { acts, differs } from "./model.js";
import { inputWords } from "./readings.js";
import { ACTS_WITH, GROUPS } from "./tables.js";
import { label, value, word } from "./words.js";

export function createMore(store, opened) {
  const language = store.settings.language;
  const groups = Object.entries(GROUPS).map(([group, names]) => createGroup(store, group, names));
  const line = h("span");
  const element = h("div", { class: "more-groups" }, ...groups.map((group) => group.element));
  const names = Object.values(GROUPS).flat();
  function update(open) {
    if (open) groups.forEach((group) => group.update());
    const { inputs } = store;
    const own = names.filter((name) => differs(name, inputs) && acts(name, inputs));
    const said = own.map((name) => `${short(name, language)} ${inputWords(name, inputs[name], language)}`);
    say(line, said.join(", ") || word("page.more_none", language));
  }
  const fold = createFold(store, "more", word("page.more", language), { element, line, update });
  fold.element.addEventListener("toggle", () => opened(fold.element.open));
  return fold;
}

function createGroup(store, group, names) {
  const controls = names.map((name) => ({ name, ...createControl(store, name) }));
  const waiting = h("div", { class: "waiting" });
  const title = h("h3", {}, word(`page.${group}`, store.settings.language));
  const element = h("section", { class: "group" }, title, ...controls.map((one) => one.element), waiting);
  let said = null;

  function update() {
    const idle = names.filter((name) => !acts(name, store.inputs));
    for (const { name, element: shownControl, update: renew } of controls) {
      set(shownControl, "hidden", idle.includes(name));
      if (!idle.includes(name)) renew();
    }
    const reasons = idle.length ? reasonsOf(store, idle) : [];
    if (String(reasons) === said) return;
    said = String(reasons);
    waiting.replaceChildren(...reasons.map((reason) => h("p", {}, reason)));
  }
  return { element, update };
}

// Why some inputs are not shown: they would do nothing to this hip.
export function reasonsOf(store, idle) {
  const language = store.settings.language;
  const reasons = [];
  const waits = new Map();
  for (const name of idle) {
    if (!(name in ACTS_WITH)) {
      const lean = value("trunk_lean", store.load.values.trunk_lean, language);
      reasons.push(word("page.leans_itself", language, { value: lean }));
      continue;
    }
    const [other, values] = ACTS_WITH[name];
    const key = JSON.stringify([other, values]);
    waits.set(key, [...(waits.get(key) ?? []), name]);
  }
  for (const [key, names] of waits) {
    const [other, values] = JSON.parse(key);
    const choices = values.map((choice) => word(`page.choices.${other}.${choice}`, language));
    const told = {
      other: short(other, language),
      choices: choices.join(word("live.page.or", language)),
      names: names.map((name) => short(name, language)).join(", "),
    };
    reasons.push(word(choices.length ? "live.page.waits_choice" : "live.page.waits_amount", language, told));
  }
  return reasons;
}

const short = (name, language) => label(name, language).replace(/ \(.*\)$/, "").toLowerCase();
