// The frozen hip and this one, side by side: what was changed, and what follows.

import { h, say } from "./dom.js";
import { FORCES, answer, brief, difference, furnish, held, inUnit, inputWords, statusWord } from "./readings.js";
import { differing, stepped } from "./sentence.js";
import { QUANTITIES } from "./tables.js";
import { MISSING, label, word } from "./words.js";

const OUTPUTS = [
  "body_weight_arm", "abductor_arm", "abductor_moment", "abductor_force", "joint_reaction",
  "joint_reaction_angle_femur", "abductor_length_change", "utilisation",
];

export function createComparison(store) {
  const element = h("section", { class: "lesson-comparison" });
  const kept = {};

  function build(language) {
    const columns = ["quantity", "frozen", "now", "difference"];
    const head = columns.map((name) => h("th", { scope: "col" }, word(`live.lesson.${name}`, language)));
    kept.inputs = h("tbody");
    kept.outputs = h("tbody");
    const title = word("live.lesson.comparison", language);
    const table = h("table", {}, h("thead", {}, h("tr", {}, head)), kept.inputs, kept.outputs);
    return [h("h2", {}, title), scrolling(table, title)];
  }

  function update() {
    const { load, frozenLoad, settings: { language, unit } } = store;
    element.hidden = !frozenLoad;
    if (!frozenLoad) return;
    furnish(element, language, build);
    const changed = inputRows(load, frozenLoad, language);
    const none = [[word("live.lesson.no_inputs", language), "", "", ""]];
    fill(kept.inputs, word("live.lesson.inputs", language), changed.length ? changed : none);
    fill(kept.outputs, word("live.lesson.outputs", language), outputRows(load, frozenLoad, unit, language));
  }
  update();
  return { element, update };
}

// A box of its own that scrolls sideways, also from the keyboard.
export function scrolling(table, name) {
  return h("div", { class: "lesson-box", role: "region", tabindex: "0", "aria-label": name }, table);
}

function inputRows(load, before, language) {
  return differing(load, before).map((name) => {
    const told = (hip) => inputWords(name, held(hip, name), language);
    const isNumber = QUANTITIES[name].kind === "input";
    const step = isNumber ? stepped(name, held(load, name) - held(before, name), language) : "";
    return [label(name, language), told(before), told(load), step];
  });
}

function outputRows(load, before, unit, language) {
  const rows = OUTPUTS.map((name) =>
    [brief(name, language), answer(name, before, unit, language), answer(name, load, unit, language),
      outputDifference(name, load, before, unit, language)]);
  const status = [before, load].map((hip) => statusWord(hip, language));
  return [...rows, [word("live.lesson.status", language), ...status, ""]];
}

function outputDifference(name, load, before, unit, language) {
  if (!FORCES.includes(name)) return difference(name, load.values[name], before.values[name], language);
  const inBodyWeights = unit === "BW";
  const size = (hip) => hip.values[name] / (inBodyWeights ? hip.values.body_weight : load.values.body_weight);
  const change = size(load) - size(before);
  if (!Number.isFinite(change)) return MISSING;
  return inUnit(change, load.values.body_weight, unit, language, { sign: true });
}

// Rows of text under a heading; only cells that differ are touched.
function fill(body, heading, rows) {
  const top = h("tr", {}, h("th", { scope: "rowgroup", colspan: "4" }));
  if (!body.children.length) body.append(top);
  say(body.firstChild.firstChild, heading);
  while (body.children.length > rows.length + 1) body.lastChild.remove();
  while (body.children.length < rows.length + 1) {
    body.append(h("tr", {}, h("th", { scope: "row" }), h("td"), h("td"), h("td")));
  }
  rows.forEach((cells, place) => {
    const row = body.children[place + 1];
    cells.forEach((text, column) => say(row.children[column], text));
  });
}
