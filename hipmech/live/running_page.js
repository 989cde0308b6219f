// The page Running & tissue.

import { h } from "./dom.js";
import { word } from "./words.js";

export function createRunningPage(store, host, state, open) {
  const { language } = store.settings;
  const element = h("section", { class: "running" }, h("h2", {}, word("stage.running", language)));
  const update = () => {};
  return {
    elements: [element], begin: update, update, destroy: update, theme: () => store.theme, open: () => open,
  };
}
