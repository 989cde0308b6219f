// What exercises ask by the lever beside the muscle activation that was published; ranges, no ranking.

import { certainty } from "./badges.js";
import { h, say, set } from "./dom.js";
import { createFold } from "./folds.js";
import { cited } from "./readings.js";
import { EXERCISES } from "./tables.js";
import { sharesOf } from "./tissue_model.js";
import { starred } from "./tissue_parts.js";
import { MISSING, THIN, between, number, plain, word } from "./words.js";

const FULL = 120; // per cent that a bar may be long

export function createExercises(store) {
  const { language } = store.settings;
  const said = (key, values) => word(`exercise.${key}`, language, values);
  const rows = EXERCISES.map((one) => createRow(one, language, said));
  const head = ["exercise", "lever", "measured"].map((key) => h("th", { scope: "col" }, said(key)));
  const table = h("table", {}, h("caption", {}, said("caption")),
    h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows.map((row) => row.element)));
  const sources = [...new Set(EXERCISES.map((one) => one.source).filter(Boolean))];
  const element = h("section", { class: "tissue tissue-exercises" },
    starred(said("lead")), table, starred(said("verdict")), h("p", {}, said("differ")),
    h("details", { class: "about" }, h("summary", {}, said("postures")),
      EXERCISES.filter((one) => one.posture).map((one) => h("p", {}, postureOf(one))),
      sources.map((key) => h("p", {}, ...cited(key, language)))));
  function postureOf({ name, posture, ends }) {
    const [low, high] = ends.map((end) => plain(end, language));
    return `${said(name)}: ${said(`posture_${posture}`, { low, high })}.`;
  }
  const update = () => {
    const shares = sharesOf(store.given);
    rows.forEach((row, place) => row.update(shares[place]));
  };
  const [, line] = said("verdict").split("**");
  return createFold(store, "exercises", said("title"), { element, line, update });
}

function createRow({ name, measured, confidence }, language, said) {
  const lever = createBar("lever", language);
  const people = createBar("people", language, measured ? [" ", certainty(confidence, language)] : []);
  people.update(measured, said("not_read"));
  const element = h("tr", {}, h("th", { scope: "row" }, said(name)),
    h("td", {}, lever.element), h("td", {}, people.element));
  return { element, update: lever.update };
}

// A range in figures over a bar from its lower to its higher end.
function createBar(kind, language, beside = []) {
  const text = h("span");
  const bar = h("span", { class: `tissue-bar ${kind}`, "aria-hidden": "true" }, h("i"));
  const element = h("div", {}, text, ...beside, bar);
  function update(ends, none = MISSING) {
    const known = ends && ends.every(Number.isFinite);
    const [low, high] = known ? ends.map((end) => number(end, 0, language)) : [];
    say(text, known ? `${low === high ? low : between(low, high, language)}${THIN}%` : none);
    set(bar, "hidden", !known);
    if (!known) return;
    const [from, to] = ends.map((end) => Math.max(0, Math.min(100, (100 * end) / FULL)));
    bar.style.setProperty("--from", `${from}%`);
    bar.style.setProperty("--long", `${Math.max(1.5, to - from)}%`);
  }
  return { element, update };
}
