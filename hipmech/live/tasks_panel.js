// The tasks on the page: predict first, then try in the figure, then explain; one task at a time.

import { h, say, set } from "./dom.js";
import { unique } from "./holding.js";
import { createTask } from "./task.js";
import { NAMES, UNSURE, described, lessonOf } from "./tasks.js";
import { word } from "./words.js";
import { createSheet, openSheet } from "./worksheet.js";

const LARGEST_VARIANT = 9999;

// state: the variant, the place of the task that is open and what was answered.
export function createTasks(store, state = {}) {
  const element = h("section", { class: "tasks" });
  const line = h("span");
  Object.assign(state, { variant: 0, place: 0, chosen: {}, ...state });
  let language = "";
  let view = null;

  const turn = (place) => {
    state.place = place;
    build();
    view.heading.focus({ preventScroll: true });
  };
  const choose = (name, answer) => {
    state.chosen[name] = answer;
    view.score();
  };
  const again = (name) => {
    delete state.chosen[name];
    turn(state.place);
  };
  const vary = (variant) => {
    Object.assign(state, { variant, chosen: {} });
    build();
  };

  function build() {
    language = store.settings.language;
    view = createView(store, state, { turn, choose, again, vary });
    element.replaceChildren(view.element);
  }
  function update() {
    if (language !== store.settings.language) build();
    view.update();
    const title = `${state.place + 1}/${NAMES.length} ${word(`task.${NAMES[state.place]}.title`, language)}`;
    say(line, [title, scored(state.chosen, language)].filter(Boolean).join(" · "));
  }

  // Digits answer while the question is in sight and nobody is writing.
  const onkey = (event) => {
    if (!element.isConnected) return document.removeEventListener("keydown", onkey);
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return null;
    const target = event.composedPath()[0];
    if (target.matches?.("input, textarea, select, [contenteditable]")) return null;
    if (!inSight(element.querySelector(".task-question"))) return null;
    if (view.answer(event.key)) event.preventDefault();
    return null;
  };
  let listening = false;
  function listen() {
    if (listening || !element.isConnected) return;
    listening = true;
    document.addEventListener("keydown", onkey);
  }

  build();
  return { element, line, update: () => { listen(); update(); } };
}

function inSight(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
}

function createView(store, state, { turn, choose, again, vary }) {
  const language = store.settings.language;
  const words = (key, values) => word(`task.${key}`, language, values);
  const count = NAMES.length;
  const name = NAMES[state.place];
  const lesson = lessonOf(name, state.variant, language);
  const task = createTask(store, lesson, {
    chosen: state.chosen[name]?.option,
    choose: (option) => choose(name, { option, right: option === lesson.right }),
    again: () => again(name),
  });

  const heading = h("h3", { tabindex: "-1", "data-id": "task-heading" }, lesson.said("title"));
  const places = NAMES.map((one, index) => h("button", {
    type: "button", class: "task-place", "aria-current": index === state.place ? "step" : null,
    onclick: () => turn(index),
  }, String(index + 1)));
  const score = h("p", { class: "task-score", "data-id": "task-score" });
  const tell = () => {
    say(score, scored(state.chosen, language));
    NAMES.forEach((one, index) => {
      const mark = markOf(state.chosen[one]);
      set(places[index], "data-state", mark);
      const title = word(`task.${one}.title`, language);
      set(places[index], "aria-label", `${index + 1}. ${title}: ${words(`state_${mark}`)}`);
    });
  };
  const beside = (key, place) => h("button", {
    type: "button", "aria-disabled": place in NAMES ? null : "true", "data-id": `task-${key}`,
    onclick: () => place in NAMES && turn(place),
  }, words(key));
  const person = described(lesson.person, language);

  tell();
  const element = h(
    "div",
    {},
    h("p", { class: "task-lead" }, words("lead")),
    h("nav", { class: "task-places", "aria-label": words("list") }, ...places, score),
    heading,
    h("p", { class: "task-count", "data-id": "task-person" },
      words("number", { number: state.place + 1, count, variant: state.variant, person })),
    task.element,
    h("p", { class: "task-row" }, beside("previous", state.place - 1), beside("next", state.place + 1)),
    variants(state.variant, vary, language),
  );
  return { element, heading, score: tell, update: task.update, answer: task.answer };
}

function markOf(answer) {
  if (!answer) return "open";
  if (answer.option === UNSURE) return "unsure";
  return answer.right ? "right" : "wrong";
}

// Nothing to tell before the first answer.
function scored(chosen, language) {
  const marks = NAMES.map((name) => markOf(chosen[name]));
  const count = (...wanted) => marks.filter((mark) => wanted.includes(mark)).length;
  const [answered, unsure, left] = [count("right", "wrong"), count("unsure"), count("open")];
  if (left === NAMES.length) return "";
  const hint = unsure ? `, ${word("task.score_unsure", language, { unsure })}` : "";
  return word("task.score", language, { right: count("right"), answered, left }) + hint;
}

function variants(variant, vary, language) {
  const [id, hint] = [unique("variant"), unique("hint")];
  const input = h("input", {
    id, type: "number", class: "task-variant", min: 0, max: LARGEST_VARIANT, step: 1, value: variant,
    "aria-describedby": hint, "data-id": "task-variant",
  });
  input.onchange = () => {
    const asked = Math.floor(Number(input.value));
    vary(Number.isFinite(asked) ? Math.max(0, Math.min(LARGEST_VARIANT, asked)) : 0);
  };
  const sheet = (kind) => h("button", {
    type: "button", "data-id": `task-${kind}`,
    onclick: () => openSheet(createSheet(kind, variant, language), input.closest(".tasks")),
  }, word(`task.${kind}`, language));
  return h(
    "div",
    { class: "task-variants" },
    h(
      "p",
      { class: "task-row" },
      h("label", { for: id }, word("task.variant", language)), input,
      sheet("worksheet"), sheet("answer_key"),
    ),
    h("p", { id: hint, class: "task-hint" }, word("task.variant_hint", language)),
  );
}
