// The page Evidence: what every number rests on, how far it can be trusted, and where it is wrong.

import { certainty } from "./badges.js";
import { h } from "./dom.js";
import { KNOWN, LINES, createReasons, createTier } from "./evidence_lines.js";
import { createPeople } from "./evidence_people.js";
import { GROUP_NAMES, createRow, namesOf } from "./evidence_rows.js";
import { createFold, createParts, keepOpen, roomy } from "./folds.js";
import { unique } from "./holding.js";
import { distinct } from "./readings.js";
import { word } from "./words.js";

// state: which folds are open, by their name.
export function createEvidencePage(store, host, state) {
  const { language } = store.settings;
  const words = (key) => word(`evidence.${key}`, language);
  const tiers = [...new Set(LINES.map((line) => line.tier))].filter((tier) => tier !== KNOWN);
  const rows = Object.fromEntries(GROUP_NAMES.map((group) =>
    [group, namesOf(group).map((name) => createRow(store, name))]));
  const every = Object.values(rows).flat();
  const folds = GROUP_NAMES.map((group) => h("details", { class: "fold", "data-id": `rows-${group}` },
    h("summary", {}, h("h3", {}, words(`group.${group}`))),
    rows[group].map((row) => row.element)));
  const jump = createJump(store, GROUP_NAMES.map((group) => [words(`group.${group}`), namesOf(group)]));
  const letters = ["A", "B", "C", "D"].map((letter) =>
    h("li", {}, certainty(letter, language), ` ${word(`page.certainty.${letter}`, language).split(": ")[1]}`));
  const section = (name, title, open, line, ...inside) => createFold(store, name, words(title), {
    element: h("section", {}, inside.flat()), line, open, update() {},
  });
  const counts = counted();
  const told = (key, count) => word(`evidence.row.${key}`, language, { count });
  const sections = [
    section("people", "people.title", true, words("people.said").split("**")[1], createPeople(language)),
    section("tiers", "tiers", true, `${told("agree", counts.agreeing)}, ${told("differ", counts.differing)}`,
      h("p", {}, word("evidence.tiers_about", language, counts)), tiers.map((tier) => createTier(tier, language))),
    section("known", "known", roomy.matches, word("evidence.count_known", language, { count: knownCount }),
      h("p", {}, words("known_about")), h("div", { class: "evidence-reasons" }, createReasons(language))),
    section("rows", "numbers", true, words("numbers_about"), folds),
  ];
  const parts = createParts(store, state, sections);
  const element = h("section", { class: "evidence" },
    h("p", { class: "lead" }, words("lead")), jump.element,
    h("ul", { class: "evidence-letters", "aria-label": words("letters") }, letters),
    parts.element, sections.map((section) => section.element));
  const keep = keepOpen([...element.querySelectorAll("section details:is(.fold, .evidence-reason)")], state);
  const destroy = () => {
    keep();
    parts.destroy();
  };

  let shown = "none";
  function update() {
    every.forEach((row) => row.update());
    jump.update();
    parts.update();
    const { row } = store.settings;
    if (row !== shown) every.find(({ name }) => name === row)?.reveal();
    shown = row;
  }
  return { elements: [element], begin: update, update, destroy };
}

const knownCount = LINES.filter((line) => line.tier === KNOWN).length;

// How many lines agree, and how many do not.
function counted() {
  const differing = LINES.filter((line) => line.differs).length;
  return { count: LINES.length, differing, agreeing: LINES.length - differing };
}

// Straight to one of all the numbers.
function createJump(store, groups) {
  const { language } = store.settings;
  const id = unique("row");
  const option = (name) => h("option", { value: name }, distinct(name, language));
  const onchange = () => store.setting("row", select.value);
  const select = h("select", { id, "data-id": "row", onchange },
    h("option", { value: "none" }, word("evidence.jump_none", language)),
    groups.map(([label, names]) => h("optgroup", { label }, names.map(option))));
  const element = h("p", { class: "tool" },
    h("label", { for: id, class: "name" }, word("evidence.jump", language)), select);
  const update = () => {
    if (select.value !== store.settings.row) select.value = store.settings.row;
  };
  return { element, update };
}
