// The page of popular claims: what the model answers to each, and what was measured.

import { h } from "./dom.js";
import { word } from "./words.js";

export function createArticlePage(store, host, state, open) {
  const { language } = store.settings;
  const element = h("section", { class: "article" }, h("h2", {}, word("stage.article", language)));
  const update = () => {};
  return {
    elements: [element], begin: update, update, destroy: update, theme: () => store.theme, open: () => open,
  };
}
