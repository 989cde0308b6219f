// Four answers, not one: each number large, its change beneath, and behind it its equation, unit and source.

import { h, say, set } from "./dom.js";
import { createEquation } from "./equation_view.js";
import { answer, furnish, remarks, verdict } from "./readings.js";
import { relative, word } from "./words.js";

const ANSWERS = ["abductor_force", "joint_reaction", "abductor_length_change", "utilisation"];
const SIGNS = { held: "✓", doubtful: "?", refused: "!" };

export function createAnswers(store) {
  const element = h("section", { class: "lesson-answers" });
  const kept = {};

  function build(language) {
    kept.cards = ANSWERS.map((name) => createCard(store, name));
    kept.than = h("p", { class: "small" });
    kept.sign = h("span", { class: "verdict-sign", "aria-hidden": "true" });
    kept.said = h("span");
    kept.verdict = h("p", { class: "verdict" }, kept.sign, kept.said);
    kept.remarks = h("ul", { class: "remarks" });
    const cards = h("div", { class: "answer-cards" }, kept.cards.map((card) => card.element));
    const heading = h("h2", {}, word("page.answers", language));
    return [heading, cards, kept.than, kept.verdict, kept.remarks];
  }

  function update() {
    const { load, reference, settings: { language } } = store;
    furnish(element, language, build);
    const changed = kept.cards.map((card) => card.update(reference.load)).some(Boolean);
    const than = changed ? `${word("page.than", language, { reference: reference.name })} ` : "";
    say(kept.than, than + word("page.moments_only", language));
    const { kind, text } = verdict(load, language);
    set(kept.verdict, "class", `verdict ${kind}`);
    say(kept.sign, SIGNS[kind]);
    say(kept.said, text);
    showRemarks(kept.remarks, remarks(load, language));
  }
  update();
  return { element, update };
}

function showRemarks(list, said) {
  while (list.children.length > said.length) list.lastChild.remove();
  while (list.children.length < said.length) list.append(h("li"));
  said.forEach((text, place) => say(list.children[place], text));
  list.hidden = !said.length;
}

function createCard(store, name) {
  const { language } = store.settings;
  const number = h("strong", { class: "answer-number" });
  const change = h("span", { class: "answer-change" });
  const heading = h("span", { class: "answer-name" }, word(`page.answer.${name}`, language));
  const more = h("span", { class: "answer-more" }, word("live.lesson.unfold", language));
  const equation = createEquation();
  const fold = h("details", { class: "answer", "data-name": name },
    h("summary", {}, heading, number, change, more), equation.element);
  fold.ontoggle = () => unfold();

  const unfold = () => {
    if (fold.open) equation.update(store.load, name, store.settings.language);
  };
  function update(before) {
    const { load, settings: { unit } } = store;
    const said = relative(load.values[name], before.values[name], language);
    say(number, answer(name, load, unit, language));
    say(change, said);
    set(change, "data-none", said === "");
    unfold();
    return said !== "";
  }
  return { element: fold, update };
}
