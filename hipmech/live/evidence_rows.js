// One row for every number there is: what it is, where it comes from, how far it can be trusted.

import { badge, certainty } from "./badges.js";
import { h, say } from "./dom.js";
import { LINES, linesTable } from "./evidence_lines.js";
import { arrive } from "./folds.js";
import { distinct, ground, inputWords, named, origin, span } from "./readings.js";
import { ASSUMED, QUANTITIES, SOURCES, WORDS } from "./tables.js";
import { value, word } from "./words.js";

const GROUPS = {
  outputs: ["output"],
  inputs: ["input", "choice"],
  more_outputs: ["further output"],
  more_inputs: ["further input"],
  between: ["step", "lever", "weakness", "constant"],
};
export const GROUP_NAMES = Object.keys(GROUPS);

export const namesOf = (group) =>
  Object.keys(QUANTITIES).filter((name) => GROUPS[group].includes(QUANTITIES[name].kind));

const sets = ({ kind }) => ["input", "choice", "further input", "constant"].includes(kind);

// The number that a line compares per body weight or per mass, and whose peak.
function comparedBy(quantity) {
  const whole = quantity.replace(/_(bw|per_mass)$/, "");
  return whole.startsWith("peak_") ? `${whole.slice(5)}_peak` : whole;
}
const linesOf = (name) => LINES.filter(({ quantity }) => quantity === name || comparedBy(quantity) === name);

export function createRow(store, name) {
  const { language } = store.settings;
  const row = QUANTITIES[name];
  const lines = linesOf(name);
  const now = h("span", { class: "evidence-now" });
  const body = h("div", { class: "evidence-body" });
  const element = h("details", { class: "evidence-row", "data-id": `row-${name}` },
    h("summary", {}, h("span", { class: "evidence-name" }, distinct(name, language)), now, ...trust(name, lines, language)),
    body);
  element.ontoggle = () => {
    if (element.open && !body.firstChild) body.append(...inside(name, row, lines, language));
    element.classList.toggle("chosen", element.open && store.settings.row === name);
  };
  // Unfolded, in sight and in focus; filled first, so that there is something to scroll to.
  function reveal() {
    element.open = true;
    element.ontoggle();
    arrive(element.firstElementChild);
  }

  function update() {
    const absent = row.default === undefined;
    if (sets(row)) say(now, absent ? word("page.not_given", language) : inputWords(name, row.default, language));
    else say(now, name in store.load.values ? value(name, store.load.values[name], language) : "");
  }
  return { name, element, update, reveal };
}

// How far it can be trusted, in a sign or two.
function trust(name, lines, language) {
  const { source } = QUANTITIES[name];
  const differing = lines.filter((line) => line.differs).length;
  const agreeing = lines.length - differing;
  const counted = (key, count) => word(`evidence.row.${key}`, language, { count });
  const badges = [
    agreeing ? badge("✓", counted("agree", agreeing), "half_right") : null,
    differing ? badge("≠", counted("differ", differing), "misquoted") : null,
  ];
  const own = source === "hipmech" && !sets(QUANTITIES[name]) && !ASSUMED.includes(name);
  const letter = own ? null : certainty(SOURCES[source].confidence, language);
  const follows = own && !lines.length ? badge("=", word("evidence.row.follows", language), "outside") : null;
  return [h("span", { class: "evidence-trust" }, badges, letter, follows)];
}

function inside(name, row, lines, language) {
  const meaning = WORDS[language][`page.meaning.${name}`];
  const about = WORDS[language][`evidence.output.${name}`];
  const usual = row.usual && word("page.usual", language, { usual: span(name, row.usual, language) });
  const from = sets(row) ? origin(row.source, language) : ground({ name, arguments: [] }, language);
  const { where } = SOURCES[row.source];
  const place = row.source === "hipmech" ? null : h("p", { class: "small" },
    `${word("evidence.line.place", language)}: `, h("span", { lang: "en" }, where));
  return [
    meaning && h("p", {}, meaning), about && h("p", {}, about), usual && h("p", {}, usual),
    h("p", { class: "small" }, ...from), place,
    lines.length ? linesTable(lines, named(name, language), language) : null,
    !lines.length && !sets(row) ? h("p", {}, word("evidence.row.unmeasured", language)) : null,
  ].filter(Boolean);
}
