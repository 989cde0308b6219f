// The levers of the literature beside this hip, with their sources.

import { h, say, set } from "./dom.js";
import { scrolling } from "./comparison.js";
import { createFold } from "./folds.js";
import { furnish, origin } from "./readings.js";
import { LEVERS, QUANTITIES } from "./tables.js";
import { MISSING, number, value, word } from "./words.js";

const COLUMNS = {
  BW: ["abductor_force_bw", "joint_reaction_bw"],
  N: ["abductor_force", "joint_reaction"],
  kgf: ["abductor_force", "joint_reaction"],
};

export function createLevers(store) {
  const element = h("section", { class: "lesson-levers" });
  const title = word("page.levers", store.settings.language);
  const line = h("span");
  const kept = {};

  function build(language) {
    kept.note = h("p", { class: "small" }, word("page.lever_newtons", language));
    kept.box = h("div");
    kept.unit = "";
    return [kept.note, kept.box];
  }

  function rebuild(unit, language) {
    const rows = LEVERS.map((lever) => emptyRow(lever[language], origin(lever.source, language)));
    LEVERS.forEach((lever, place) => fill(rows[place], lever, unit, language));
    kept.here = emptyRow(word("page.lever_this", language), ["hipmech"]);
    kept.here.className = "chosen";
    const column = (name) => word(`page.lever.${name}`, language);
    const names = ["name", "body_weight_arm", "abductor_arm"].map(column);
    const heads = [...names, ...forceHeads(unit, language), column("source")];
    const head = h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)));
    const table = h("table", {}, h("thead", {}, head), h("tbody", {}, kept.here, rows));
    kept.box.replaceChildren(scrolling(table, title));
    kept.unit = unit;
  }

  function update(open) {
    const { load, settings: { language, unit } } = store;
    const [a, d] = ["body_weight_arm", "abductor_arm"].map((name) => value(name, load.values[name], language));
    furnish(element, language, build);
    say(line, `${word("page.lever_this", language)}: a = ${a}, d = ${d}`);
    if (!open) return;
    set(kept.note, "hidden", unit === "BW");
    if (kept.unit !== unit) rebuild(unit, language);
    fill(kept.here, load.values, unit, language);
  }
  return createFold(store, "levers", title, { element, line, update });
}

function emptyRow(name, source) {
  const cells = [0, 1, 2, 3].map(() => h("td"));
  return h("tr", {}, h("th", { scope: "row" }, name), cells, h("td", {}, ...source));
}

function forceHeads(unit, language) {
  if (unit === "kgf") {
    return COLUMNS.kgf.map((name) => word(`live.lesson.lever_${name}_kgf`, language));
  }
  return COLUMNS[unit].map((name) => word(`page.lever.${name}`, language));
}

function fill(row, numbers, unit, language) {
  const factor = unit === "kgf" ? 1 / QUANTITIES.gravity.default : 1;
  const amounts = [
    [numbers.body_weight_arm, 1],
    [numbers.abductor_arm, 1],
    ...COLUMNS[unit].map((name) => [numbers[name] * factor, unit === "BW" ? 2 : 0]),
  ];
  amounts.forEach(([amount, digits], place) =>
    say(row.children[place + 1], Number.isFinite(amount) ? number(amount, digits, language) : MISSING));
}
