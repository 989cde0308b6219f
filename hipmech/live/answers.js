// Four answers, not one: each number large, its change beneath, and behind it its equation, unit and source.

import { h, say, set } from "./dom.js";
import { createEquation, rowOf } from "./equation_view.js";
import { FORCES, answer, difference, furnish, remarks, verdict } from "./readings.js";
import { relative, word } from "./words.js";

const ANSWERS = ["abductor_force", "joint_reaction", "abductor_length_change", "utilisation"];
const PARTS = { joint_reaction: ["joint_reaction_lateral", "joint_reaction_up"] };
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

// A force in per cent of what it was, a percentage in points; empty where there is nothing to tell.
function changeOf(name, now, before, language) {
  if (FORCES.includes(name)) return relative(now, before, language);
  const said = difference(name, now, before, language);
  return /[1-9]/.test(said) ? said : "";
}

function createCard(store, name) {
  const { language } = store.settings;
  const number = h("strong", { class: "answer-number" });
  const change = h("span", { class: "answer-change" });
  const heading = h("span", { class: "answer-name" }, word(`page.answer.${name}`, language));
  const more = h("span", { class: "answer-more" }, word("live.lesson.unfold", language));
  // A force shown in body weights needs one equation more, the joint force its two parts.
  const equations = [name, ...(FORCES.includes(name) ? [`${name}_bw`] : []), ...(PARTS[name] ?? [])];
  const views = equations.map(() => createEquation(store));
  const fold = h("details", { class: "answer", "data-name": name },
    h("summary", {}, heading, number, change, more), views.map((view) => view.element));
  fold.ontoggle = () => unfold();

  const unfold = () => {
    if (!fold.open) return;
    const inBodyWeights = store.settings.unit === "BW";
    views.forEach((view, place) => {
      const absent = place > 0 && !rowOf(store.load, equations[place]);
      view.element.hidden = absent || (!inBodyWeights && equations[place].endsWith("_bw"));
      if (!view.element.hidden) view.update(store.load, equations[place], language);
    });
  };
  function update(before) {
    const { load, settings: { unit } } = store;
    const said = changeOf(name, load.values[name], before.values[name], language);
    say(number, answer(name, load, unit, language));
    say(change, said);
    set(change, "data-none", said === "");
    unfold();
    return said !== "";
  }
  return { element: fold, update };
}
