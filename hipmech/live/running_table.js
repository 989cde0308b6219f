// What a step asks, and what adds up over a kilometre, beside the default step of the same hip.

import { h, say, set } from "./dom.js";
import { createFold, roomy } from "./folds.js";
import { toEvidence } from "./going.js";
import { rateOf, speedOf, weightOf } from "./running_steps.js";
import { changed } from "./running_trade.js";
import { GAITS } from "./tables.js";
import { MISSING, THIN, force, number, plain, value, word } from "./words.js";

const EACH = [
  ["moment_peak", "abductor_moment_peak"], ["force_peak", "abductor_force_peak"],
  ["reaction_peak", "joint_reaction_peak"], ["drop_peak", "pelvic_drop_peak"],
  ["adduction_peak", "hip_adduction_peak"], ["margin", "balance_margin"],
];
const KILOMETRE = [
  ["steps", "steps_per_kilometre"], ["force_sum", "abductor_force_per_kilometre"],
  ["reaction_sum", "joint_reaction_per_kilometre"],
];

export function createStepTable(store, steps) {
  const { language, unit } = store.settings;
  const line = h("span");
  const about = h("p", { class: "small" });
  const people = h("p");
  const parts = [["each", EACH], ["kilometre", KILOMETRE]].map(([name, rows]) => createRows(name, rows, store));
  const heads = ["", word("running.now", language), word("running.own", language), word("running.changed", language)];
  const head = h("thead", {}, h("tr", {}, heads.map((text) => (text ? h("th", { scope: "col" }, text) : h("td")))));
  const table = h("table", {}, head, parts.map((part) => part.element));
  const element = h("section", { class: "running-numbers" }, table, h("div", {}, people, about));

  function update() {
    const { now, own, at } = steps();
    say(line, word("running.table", language, {
      steps: number(rateOf(now), 0, language),
      peak: told("joint_reaction_peak", now, unit, language),
      sum: told("joint_reaction_per_kilometre", now, unit, language),
    }));
    const speed = plain(speedOf(now), language);
    parts.forEach((part) => part.update(now, own, { unit, language, speed }));
    say(about, word(`running.${now.gait}_about`, language));
    set(people, "hidden", now.gait !== "walk");
    const { peak: { mean, deviation } } = GAITS[now.gait];
    const normal = at(0);
    say(people, word("running.walk_peak", language, {
      ours: number(normal.abductor_moment_peak / normal.inputs.body_mass, 2, language),
      theirs: `${number(mean, 1, language)} ± ${number(deviation, 1, language)}`,
    }));
  }
  return createFold(store, "numbers", word("running.numbers", language), {
    element, line, update, open: roomy.matches,
  });
}

function createRows(name, rows, store) {
  const { language } = store.settings;
  const title = h("th", { colspan: "4", scope: "rowgroup" });
  const made = rows.map(([key, quantity]) => {
    const cells = [h("td"), h("td"), h("td")];
    const link = toEvidence(store, quantity.replace(/^(pelvic_drop)_peak$/, "$1"));
    const name = h("th", { scope: "row" }, word(`running.${key}`, language), " ", link);
    const element = h("tr", { "data-name": quantity }, name, cells);
    return { quantity, cells, element };
  });
  const element = h("tbody", {}, h("tr", {}, title), made.map((row) => row.element));
  function update(now, own, { unit, speed }) {
    say(title, word(`running.${name}`, language, { speed }));
    for (const { quantity, cells, element: row } of made) {
      set(row, "hidden", now[quantity] === undefined);
      [now, own].forEach((step, place) => say(cells[place], told(quantity, step, unit, language)));
      say(cells[2], now === own ? "" : changed(now[quantity], own[quantity], language));
    }
  }
  return { element, update };
}

function told(quantity, step, unit, language) {
  const amount = step[quantity];
  if (!Number.isFinite(amount)) return MISSING;
  if (quantity === "steps_per_kilometre") return number(amount, 0, language);
  if (quantity.endsWith("_per_kilometre")) return `${number(amount / 1000, 0, language)}${THIN}kN·s`;
  if (quantity === "abductor_moment_peak") {
    return `${number(amount / step.inputs.body_mass, 2, language)}${THIN}N·m/kg`;
  }
  if (/_(force|reaction)_peak$/.test(quantity)) return force(amount, weightOf(step), unit, language);
  return value(quantity === "pelvic_drop_peak" ? "pelvic_drop" : quantity, amount, language);
}
