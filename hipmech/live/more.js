// Everything that does not stand at the front: body, femur, stance, stick and load, folded away in groups.

import { createControl } from "./controls.js";
import { h, set } from "./dom.js";
import { acts } from "./model.js";
import { ACTS_WITH, GROUPS } from "./tables.js";
import { label, value, word } from "./words.js";

export function createMore(store, opened) {
  const language = store.settings.language;
  const groups = Object.entries(GROUPS).map(([group, names]) => createGroup(store, group, names));
  const columns = h("div", { class: "more-groups" }, ...groups.map((group) => group.element));
  const heading = h("summary", {}, h("h2", {}, word("page.more", language)));
  const element = h("details", { class: "more fold", "data-id": "more" }, heading, columns);
  element.addEventListener("toggle", () => {
    update();
    opened(element.open);
  });
  const update = () => {
    if (element.open) groups.forEach((group) => group.update());
  };
  return { element, update };
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
