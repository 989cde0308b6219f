// The page of popular claims: what the model answers to each, what was measured, and what is left of it.

import { setFigure } from "./article_back.js";
import { badge } from "./badges.js";
import { h } from "./dom.js";
import { arrive, createJumps } from "./folds.js";
import { toEvidence } from "./going.js";
import { cited, marked } from "./readings.js";
import { CLAIMS, FURTHER, OUTSIDE } from "./tables.js";
import { bars } from "./task_parts.js";
import { lessonFor, personOf } from "./tasks.js";
import { word } from "./words.js";

const SIGNS = { half_right: "◐", misquoted: "≠", disputed: "±", unsupported: "?", contradicted: "×" };

// state.at: the claim that was set in the figure, to which one comes back.
export function createArticlePage(store, host, state, open) {
  const { language } = store.settings;
  const words = (key) => word(`article.${key}`, language);
  const person = personOf(0);

  const verdictOf = ({ verdict }) => badge(SIGNS[verdict], words(`verdict.${verdict}`), verdict);

  // To the heading of a claim, or to its button.
  const toClaim = (place) => arrive(place, place.closest(".claim"));
  const jump = (name, place) => [
    name, [h("span", {}, `${place + 1}. ${words(`${name}.name`)}`), " ", verdictOf(CLAIMS[name])],
    () => toClaim(element.querySelector(`#hipmech-claim-${name}`)),
  ];

  function claimOf(name, place) {
    const claim = CLAIMS[name];
    const lesson = lessonFor({ ...claim, options: { none: { when: {} } } }, `article.${name}`, person, language,
      FURTHER[name]);
    const outside = claim.outside ? badge("○", word(OUTSIDE, language), "outside") : null;
    const figure = claim.settings.page && h("button", {
      type: "button", "data-id": `claim-${name}`, onclick: () => setFigure(store, state, name, claim),
      "aria-describedby": `hipmech-claim-${name}`,
    }, words("show"));
    const measured = claim.evidence.map((key) => h("p", { class: "small" }, ...cited(key, language)));
    return h("article", { class: "claim", "data-name": name },
      h("h2", { id: `hipmech-claim-${name}`, tabindex: "-1" }, `${place + 1}. “${lesson.said("claim")}”`),
      h("p", { class: "claim-badges" }, verdictOf(claim), outside ? " " : null, outside),
      h("div", { class: "claim-sides" },
        h("div", { class: "claim-model" }, h("h3", {}, words("model")), h("p", {}, lesson.said("model")),
          Object.keys(claim.bars).length ? bars(lesson, language) : null),
        h("div", { class: "claim-measured" }, h("h3", {}, words(claim.computed ? "computed" : "evidence")),
          h("p", {}, ...marked(lesson.filled(claim.measured))), measured)),
      h("p", { class: "claim-more" }, figure, claim.rows.map((row) => toEvidence(store, row, true))));
  }

  const element = h("section", { class: "article" },
    h("p", { class: "lead" }, words("lead")),
    createJumps(words("jump"), Object.keys(CLAIMS).map(jump)),
    Object.keys(CLAIMS).map(claimOf));
  // Where one left it.
  function begin() {
    const button = state.at && element.querySelector(`[data-id=claim-${state.at}]`);
    state.at = null;
    if (button) toClaim(button);
  }
  const update = () => {};
  return {
    elements: [element], begin, update, destroy: update, theme: () => store.theme, open: () => open,
  };
}
