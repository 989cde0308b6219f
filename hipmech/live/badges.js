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

// A source as one names it in passing: first author and year.
export function inPassing(key) {
  const { citation } = SOURCES[key];
  const [author] = citation.match(/^[^\s,:]+/);
  const [name, ...rest] = key.split("_");
  const plain = author.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const first = plain === name ? author : name[0].toUpperCase() + name.slice(1);
  return [first, ...rest].join(" ");
}
