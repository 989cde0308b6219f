// What an input is: usual range, what it does, where its default comes from and how certain that is.

import { h } from "./dom.js";
import { toEvidence } from "./going.js";
import { origin, span } from "./readings.js";
import { QUANTITIES, WORDS } from "./tables.js";
import { word } from "./words.js";

export function createAbout(store, name) {
  const { language } = store.settings;
  const { usual, source } = QUANTITIES[name];
  const heading = usual
    ? word("page.usual", language, { usual: span(name, usual, language) })
    : word("live.page.about", language);
  const meaning = WORDS[language][`page.meaning.${name}`];
  const lines = [meaning && h("p", {}, meaning), h("p", {}, ...origin(source, language)), toEvidence(store, name)];
  return h("details", { class: "about" }, h("summary", {}, heading), ...lines.filter(Boolean));
}
