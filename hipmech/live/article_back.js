// From the figure of a claim back to the claim, and back to the hip that stood there before.

import { h } from "./dom.js";
import { arrive } from "./folds.js";
import { go } from "./going.js";
import { word } from "./words.js";

// state.before: inputs and settings before a claim was set in the figure; state.at: that claim, to return to.
export function createBack(store, state) {
  const { language, page } = store.settings;
  const words = (key) => word(`article.${key}`, language);
  const button = (name, onclick) =>
    h("button", { type: "button", "data-id": `article-${name}`, onclick }, words(name));

  function back() {
    const { inputs, settings } = state.before;
    state.before = null;
    element.hidden = true;
    store.grab();
    store.take(inputs);
    go(store, { ...settings, language, page });
    store.release();
  }
  const element = h("div", { class: "article-back" },
    page === "article" ? null : button("return", () => go(store, { page: "article" })), button("undo", back));
  element.hidden = !state.before;
  return element;
}

// The hip of a claim in its figure; what stood there before is kept, unless it is itself that of a claim.
export function setFigure(store, state, name, { inputs, settings, place }) {
  const root = document.activeElement?.shadowRoot ?? document;
  const hip = () => JSON.stringify(store.inputs);
  if (!state.before || state.set !== hip()) state.before = { inputs: store.given, settings: store.settings };
  state.at = name;
  store.grab();
  store.take(inputs);
  go(store, { sweep_y: "none", ...settings });
  store.release();
  state.set = hip();
  if (place) requestAnimationFrame(() => look(root, place));
}

function look(root, place) {
  const part = root.querySelector(place)?.closest("section");
  if (!part) return;
  part.tabIndex = -1;
  arrive(part);
}
