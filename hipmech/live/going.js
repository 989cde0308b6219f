// From one page to another, whose parts are others: all that changes is told as one change.

import { h } from "./dom.js";
import { named } from "./readings.js";
import { word } from "./words.js";

export function go(store, settings) {
  store.grab();
  for (const [name, value] of Object.entries({ part: "none", ...settings })) store.setting(name, value);
  store.release();
}

// To the row of a number on the page Evidence; in full where the number does not stand beside it.
export function toEvidence(store, name, inFull = false) {
  const { language } = store.settings;
  const text = word("evidence.link_to", language, { quantity: named(name, language) });
  return h("button", {
    type: "button", class: "to-evidence", "data-id": `to-${name}`, "aria-label": inFull ? null : text,
    onclick: () => go(store, { page: "evidence", row: name }),
  }, inFull ? text : word("evidence.link", language));
}
