// The page Evidence: what every number rests on, and how far it can be trusted.

import { h } from "./dom.js";
import { word } from "./words.js";

export function createEvidencePage(store, host, state, open) {
  const { language } = store.settings;
  const element = h("section", { class: "evidence" }, h("h2", {}, word("stage.evidence", language)));
  const update = () => {};
  return {
    elements: [element], begin: update, update, destroy: update, theme: () => store.theme, open: () => open,
  };
}
