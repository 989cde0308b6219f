// The page of popular claims: what the model answers to each, what was measured, and what is left of it.

import { setFigure } from "./article_back.js";
import { badge } from "./badges.js";
import { h, set } from "./dom.js";
import { arrive, createFold, createParts, roomy } from "./folds.js";
import { toEvidence } from "./going.js";
import { cited, marked } from "./readings.js";
import { CLAIMS, FURTHER, OUTSIDE } from "./tables.js";
import { bars } from "./task_parts.js";
import { lessonFor, personOf } from "./tasks.js";
import { word } from "./words.js";

const SIGNS = { half_right: "◐", misquoted: "≠", disputed: "±", unsupported: "?", contradicted: "×" };

// state.at: the claim that was set in the figure, to which one comes back.
export function createArticlePage(store, host, state) {
  const { language } = store.settings;
  const words = (key) => word(`article.${key}`, language);
  const person = personOf(0);

  const verdictOf = ({ verdict }) => badge(SIGNS[verdict], words(`verdict.${verdict}`), verdict);

  function claimOf(name, place) {
    const claim = CLAIMS[name];
    const lesson = lessonFor({ ...claim, options: { none: { when: {} } } }, `article.${name}`, person, language,
      FURTHER[name]);
    const outside = claim.outside ? badge("○", word(OUTSIDE, language), "outside") : null;
    const figure = claim.settings.page && h("button", {
      type: "button", "data-id": `claim-${name}`, onclick: () => setFigure(store, state, name, claim),
      "aria-describedby": `hipmech-claim-${name}`,
    }, words("show"));
    const sources = h("details", { class: "about" }, h("summary", {}, word("contact.sources", language)),
      claim.evidence.map((key) => h("p", {}, ...cited(key, language))));
    const inside = h("article", {},
      h("div", { class: "claim-sides" },
        h("div", { class: "claim-model" }, h("h3", {}, words("model")), h("p", {}, lesson.said("model")),
          Object.keys(claim.bars).length ? bars(lesson, language) : null),
        h("div", { class: "claim-measured" }, h("h3", {}, words(claim.computed ? "computed" : "evidence")),
          h("p", {}, ...marked(lesson.filled(claim.measured))), sources)),
      h("p", { class: "claim-more" }, figure, claim.rows.map((row) => toEvidence(store, row, true))));
    const fold = createFold(store, name, `${place + 1}. “${lesson.said("claim")}”`, {
      element: inside, open: roomy.matches, update() {},
      line: h("span", { class: "claim-badges" }, verdictOf(claim), outside ? " " : null, outside),
      label: [h("span", {}, `${place + 1}. ${words(`${name}.name`)}`), " ", verdictOf(claim)],
    });
    set(fold.element, "class", "fold claim");
    set(fold.element, "data-name", name);
    set(fold.summary.firstChild, "id", `hipmech-claim-${name}`);
    return fold;
  }

  const folds = Object.keys(CLAIMS).map(claimOf);
  const parts = createParts(store, state, folds, "article.jump");
  const element = h("section", { class: "article" },
    h("p", { class: "lead" }, words("lead")), parts.element, folds.map((fold) => fold.element));
  // Where one left it.
  function begin() {
    const button = state.at && element.querySelector(`[data-id=claim-${state.at}]`);
    state.at = null;
    parts.update();
    if (button) arrive(button, button.closest(".claim"));
  }
  return { elements: [element], begin, update: parts.update, destroy: parts.destroy };
}
