// The page of popular claims: what the model answers to each, what was measured, and what is left of it.

import { badge } from "./badges.js";
import { h } from "./dom.js";
import { go } from "./going.js";
import { origin } from "./readings.js";
import { CLAIMS, OUTSIDE } from "./tables.js";
import { bars } from "./task_parts.js";
import { lessonFor, personOf } from "./tasks.js";
import { word } from "./words.js";

const SIGNS = { right: "✓", half_right: "◐", misquoted: "≠", unsupported: "?", contradicted: "×" };

// state.before: the hip that stood in the figure before a claim was set in it.
export function createArticlePage(store, host, state, open) {
  const { language } = store.settings;
  const words = (key) => word(`article.${key}`, language);
  const person = personOf(0);

  function show({ inputs, settings }) {
    state.before = { inputs: store.given, settings: store.settings };
    store.grab();
    store.take(inputs);
    go(store, { sweep_y: "none", ...settings });
    store.release();
  }
  function back() {
    const { inputs } = state.before;
    state.before = null;
    store.take(inputs);
    undo.hidden = true;
  }
  const undo = h("button", { type: "button", "data-id": "article-undo", onclick: back }, words("undo"));
  undo.hidden = !state.before;

  function claimOf(name, place) {
    const claim = CLAIMS[name];
    const lesson = lessonFor({ ...claim, options: { none: { when: {} } } }, `article.${name}`, person, language);
    const verdict = badge(SIGNS[claim.verdict], words(`verdict.${claim.verdict}`), claim.verdict);
    const outside = claim.outside ? badge("○", word(OUTSIDE, language), "outside") : null;
    const figure = claim.settings.page && h("button", {
      type: "button", "data-id": `claim-${name}`, onclick: () => show(claim),
      "aria-describedby": `hipmech-claim-${name}`,
    }, words("show"));
    const measured = claim.evidence.map((key) => h("p", { class: "small" }, ...origin(key, language)));
    return h("article", { class: "claim", "data-name": name },
      h("h3", { id: `hipmech-claim-${name}` }, `${place + 1}. “${lesson.said("claim")}”`),
      h("p", { class: "claim-badges" }, verdict, outside ? " " : null, outside),
      h("div", { class: "claim-sides" },
        h("div", { class: "claim-model" }, h("h4", {}, words("model")), h("p", {}, lesson.said("model")),
          Object.keys(claim.bars).length ? bars(lesson, language) : null),
        h("div", { class: "claim-measured" }, h("h4", {}, words("evidence")),
          h("p", {}, lesson.filled(claim.measured)), measured)),
      figure && h("p", {}, figure));
  }

  const element = h("section", { class: "article" },
    h("h2", {}, words("title")), h("p", { class: "lead" }, words("lead")), undo,
    Object.keys(CLAIMS).map(claimOf));
  const update = () => {};
  return {
    elements: [element], begin: update, update, destroy: update, theme: () => store.theme, open: () => open,
  };
}
