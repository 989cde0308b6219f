// What the panels on tissue share.

import { h, say } from "./dom.js";
import { marked } from "./readings.js";
import { label, value } from "./words.js";

// Outputs with their words, one a line.
export function createNumbers(names, language) {
  const cells = names.map(() => h("dd"));
  const element = h("dl", { class: "tissue-numbers" },
    names.map((name, place) => h("div", {}, h("dt", {}, label(name, language)), cells[place])));
  const update = (found) => names.forEach((name, place) => say(cells[place], value(name, found[name], language)));
  return { element, update };
}

// An output in one line.
export const told = (name, found, language) => `${label(name, language)}: ${value(name, found[name], language)}`;

export const starred = (text) => h("p", {}, marked(text));
