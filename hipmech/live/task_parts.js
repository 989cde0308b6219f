// What a task shows beside its words: bars, and what was measured in people.

import { h } from "./dom.js";
import { SOURCES } from "./tables.js";
import { told } from "./tasks.js";
import { word } from "./words.js";

// Bars of every group, all of one task on the same scale unless their groups differ in what they show.
export function bars(lesson, language) {
  const groups = Object.entries(lesson.task.bars);
  const names = groups.flatMap(([, group]) => group);
  const scale = scaleOf(names.map((name) => lesson.found[name]), lesson.task.stacked);
  return h(
    "div",
    { class: lesson.task.stacked ? "task-bars stacked" : "task-bars" },
    ...groups.map(([group, members]) => barsOf(lesson, group, members, scale, language)),
  );
}

function scaleOf(amounts, stacked) {
  if (stacked) return { low: 0, span: amounts.reduce((sum, amount) => sum + amount, 0) };
  const low = Math.min(0, ...amounts);
  return { low, span: Math.max(0, ...amounts) - low || 1 };
}

function barsOf({ task, found, said }, group, names, { low, span }, language) {
  let start = 0;
  const rows = names.map((name) => {
    const amount = found[name];
    const bar = h("span", { class: "task-bar" });
    bar.style.marginInlineStart = `${(100 * (Math.min(start, start + amount) - low)) / span}%`;
    bar.style.width = `${(100 * Math.abs(amount)) / span}%`;
    if (task.stacked) start += amount;
    const wrong = name === task.misconception;
    const hint = wrong ? [" ", h("small", {}, word("task.misconception", language))] : [];
    return h(
      "tr",
      { class: wrong ? "wrong" : null },
      h("th", { scope: "row" }, said(`bar.${name}`), ...hint),
      h("td", { class: "task-amount" }, told(task.numbers[name], amount, language)),
      h("td", { class: "task-track", "aria-hidden": "true" }, bar),
    );
  });
  return h("table", {}, h("caption", {}, said(`bars.${group}`)), h("tbody", {}, ...rows));
}

// What was measured in people, with its source and how certain it is.
export function evidence({ task, said }, language) {
  return h(
    "aside",
    { class: "task-evidence" },
    h("p", {}, h("strong", {}, `${word("task.evidence", language)}: `), said("evidence")),
    ...task.evidence.map((key) => cited(SOURCES[key], language)),
  );
}

function cited({ citation, doi, confidence }, language) {
  const address = `https://doi.org/${doi}`;
  const link = doi ? [" ", h("a", { href: address, target: "_blank", rel: "noopener" }, `doi:${doi}`)] : [];
  const certainty = ` · ${word(`page.certainty.${confidence}`, language)}`;
  return h("p", { class: "sheet-source" }, h("span", { lang: "en" }, citation), ...link, certainty);
}
