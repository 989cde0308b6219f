// Signs of how far something can be trusted: a letter or a sign, and words; never colour alone.

import { h } from "./dom.js";
import { SOURCES } from "./tables.js";
import { word } from "./words.js";

// How certain a number is: its letter, and in words what that means.
export function certainty(letter, language) {
  return h("span", { class: "badge certainty", "data-certainty": letter },
    h("span", { "aria-hidden": "true" }, letter),
    h("span", { class: "unseen" }, word(`page.certainty.${letter}`, language)));
}

// A sign with its word.
export function badge(sign, text, kind) {
  return h("span", { class: "badge", "data-kind": kind }, h("span", { "aria-hidden": "true" }, sign), ` ${text}`);
}

// A source as one names it in passing: first author and year, or else the words of its key.
export function inPassing(key) {
  const author = SOURCES[key].citation.match(/^((?:de )?\p{Lu}[\p{L}'-]+) \p{Lu}{1,3}\b/u);
  const [year] = key.match(/\d{4}$/) ?? [];
  const name = author ? author[1] : key.replace(/_?\d{4}$/, "").replaceAll("_", " ");
  return [name[0].toUpperCase() + name.slice(1), year].filter(Boolean).join(" ");
}
