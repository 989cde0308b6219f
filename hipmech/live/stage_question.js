// The question of a scene: its options with the hands that were raised for each, then the answer.

import { h } from "./dom.js";
import { evidence } from "./task_parts.js";
import { word } from "./words.js";

const MOST_VOTES = 9999;
const LETTERS = "ABCD";
const RIGHT = "✓";

// Asks; votes: {option: count} are filled in here, and neither kept nor sent.
export function question(lesson, votes, language) {
  const words = (key, values) => word(`stage.${key}`, language, values);
  const option = (name, place) => {
    const said = lesson.said(`option.${name}`);
    const input = h("input", {
      type: "number", class: "stage-votes", min: 0, max: MOST_VOTES, step: 1, inputmode: "numeric",
      value: votes[name] ?? null, placeholder: words("votes"), "data-id": `votes-${name}`,
      "aria-label": words("votes_for", { option: said }),
    });
    input.oninput = () => {
      const count = Math.floor(Number(input.value));
      votes[name] = input.value && count >= 0 ? Math.min(MOST_VOTES, count) : undefined;
    };
    return h("li", { class: "stage-option" }, letter(LETTERS[place]), h("span", {}, said), input);
  };
  return [
    h("p", { class: "stage-question" }, lesson.said("question")),
    h("ol", { class: "stage-options" }, ...Object.keys(lesson.task.options).map(option)),
    h("p", { class: "stage-hint" }, words("votes_hint")),
  ];
}

// Answers: which option is right, how many had chosen each, and why.
export function answer(lesson, votes, language) {
  const words = (key, values) => word(`stage.${key}`, language, values);
  const names = Object.keys(lesson.task.options);
  const most = Math.max(0, ...names.map((name) => votes[name] ?? 0));
  const option = (name, place) => {
    const right = name === lesson.right;
    const bar = h("span", { class: "stage-bar" });
    bar.style.width = `${most && (100 * (votes[name] ?? 0)) / most}%`;
    return h(
      "li",
      { class: "stage-option", "data-state": right ? "right" : "wrong", "data-id": `option-${name}` },
      letter(right ? RIGHT : LETTERS[place]),
      h("span", {}, lesson.said(`option.${name}`),
        right ? h("span", { class: "unseen" }, ` (${words("right")})`) : null),
      most ? h("span", { class: "stage-count" }, String(votes[name] ?? 0)) : null,
      most ? h("span", { class: "stage-track", "aria-hidden": "true" }, bar) : null,
    );
  };
  const people = h(
    "details",
    { class: "stage-people" },
    h("summary", { "data-id": "people" }, words("people")),
    evidence(lesson, language),
  );
  people.addEventListener("toggle", () => people.open && people.scrollIntoView({ block: "nearest" }));
  const why = h(
    "div",
    { class: "stage-why" },
    ...thought(lesson, votes, most, words),
    h("p", {}, lesson.said("explanation")),
    h("p", { class: "stage-model" }, lesson.said("model")),
    people,
  );
  return [
    h("p", { class: "stage-question" }, lesson.said("question")),
    h("div", { class: "stage-columns" }, h("ol", { class: "stage-options" }, ...names.map(option)), why),
  ];
}

const letter = (text) => h("span", { class: "stage-letter", "aria-hidden": "true" }, text);

// The thought behind what most chose, where that is wrong.
function thought({ right, said }, votes, most, words) {
  const first = Object.keys(votes).find((name) => votes[name] === most);
  if (!most || first === right) return [];
  const values = { option: said(`option.${first}`), thought: said(`thought.${first}`) };
  return [h("p", { class: "stage-thought" }, words("thought", values))];
}
