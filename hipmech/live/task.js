// One task: options to choose, then a figure to try, then the sentence of the model.

import { h, say, set } from "./dom.js";
import { holdByKeys, unique } from "./holding.js";
import { createPicture } from "./picture.js";
import { QUANTITIES } from "./tables.js";
import { bars, evidence } from "./task_parts.js";
import { UNSURE, inputsOfCase } from "./tasks.js";
import { force, label, shown, value, word } from "./words.js";

// element; update(); answer(key): whether a key was an answer.
export function createTask(store, lesson, { chosen, choose, again }) {
  const language = store.settings.language;
  const words = (key, values) => word(`task.${key}`, language, values);
  const names = Object.keys(lesson.task.options);
  let picked = chosen;

  const option = (name, key, text) => h("button", {
    type: "button", class: "task-option", "data-id": `task-option-${key}`, "aria-keyshortcuts": key,
    onclick: () => pick(name),
  }, h("kbd", { "aria-hidden": "true" }, key), " ", text);
  const options = [
    ...names.map((name, index) => option(name, String(index + 1), lesson.said(`option.${name}`))),
    option(UNSURE, "0", words("unsure")),
  ];
  const feedback = h("p", { class: "task-feedback", role: "status", "data-id": "task-feedback" });
  const trying = createTry(store, lesson, language);
  const explaining = createExplanation(lesson, language, again);
  const question = h("p", { class: "task-question", id: unique("question") }, lesson.said("question"));

  function pick(name) {
    if (picked) return;
    picked = name;
    choose(name);
    trying.open();
    show();
  }
  function show() {
    const marks = [...names, UNSURE];
    options.forEach((button, index) => {
      set(button, "aria-pressed", String(marks[index] === picked));
      set(button, "aria-disabled", picked ? "true" : null);
      const mark = marks[index] === lesson.right ? "right" : marks[index] === picked ? "wrong" : null;
      set(button, "data-state", picked && marks[index] !== UNSURE ? mark : null);
    });
    say(feedback, picked ? verdict(lesson, picked, language) : words("first"));
    trying.lock(!picked);
    explaining.lock(!picked);
  }
  function answer(key) {
    const index = [...names.map((name, place) => String(place + 1)), "0"].indexOf(key);
    if (picked || index < 0) return false;
    options[index].focus({ preventScroll: true });
    options[index].click();
    return true;
  }

  show();
  const element = h(
    "div",
    { class: "task", "data-id": `task-${lesson.name}` },
    h("div", { role: "group", "aria-labelledby": question.id },
      h("h4", {}, words("predict")), question,
      h("div", { class: "task-options" }, ...options),
      h("p", { class: "task-hint task-keys" }, words("keys", { count: names.length }))),
    feedback,
    trying.element,
    explaining.element,
  );
  return { element, update: trying.update, answer };
}

function verdict({ right, said }, picked, language) {
  if (picked === UNSURE) return word("task.chosen_unsure", language);
  const option = said(`option.${picked}`);
  if (picked === right) return word("task.chosen_right", language, { option });
  return word("task.chosen_wrong", language, { option, thought: said(`thought.${picked}`) });
}

// Cases and sliders that set the figure; closed until a prediction is made.
function createTry(store, { task, person, said }, language) {
  const words = (key, values) => word(`task.${key}`, language, values);
  let [taken, kept] = ["", null];
  const take = (name) => {
    store.take(inputsOfCase(task, name, person));
    [taken, kept] = [name, JSON.stringify(store.given)];
    update();
  };
  const tried = Object.keys(task.cases);
  const cases = tried.map((name) => h("button", {
    type: "button", "data-id": `task-case-${name}`, onclick: () => take(name),
  }, said(`case.${name}`)));
  const sliders = task.sliders.map((name) => createRange(store, name, language));
  const figure = createFigure(store);
  const now = h("p", { class: "task-now", "data-id": "task-now" });
  const element = h(
    "fieldset",
    { class: "task-try" },
    h("legend", {}, words("try")),
    figure.element,
    h("p", {}, words("try_hint")),
    h("div", { class: "task-options" }, ...cases),
    h("p", {}, words("try_slider")),
    h("div", { class: "task-sliders" }, ...sliders.map((slider) => slider.element)),
    now,
  );

  function update() {
    if (element.disabled) return;
    const untouched = taken && JSON.stringify(store.given) === kept;
    const pressed = (name) => String(untouched && name === taken);
    cases.forEach((button, index) => set(button, "aria-pressed", pressed(tried[index])));
    sliders.forEach((slider) => slider.update());
    figure.update();
    say(now, readout(store, language));
  }
  const lock = (locked) => {
    element.disabled = locked;
    element.hidden = locked;
    update();
  };
  return { element, update, lock, open: () => take(tried[0]) };
}

// The hip once more, where it is tried; drawn only while it is in sight.
function createFigure(store) {
  const picture = createPicture(store);
  const element = h("div", { class: "task-figure", "data-id": "task-figure" }, picture.hip, picture.body);
  let seen = false;
  new IntersectionObserver((entries) => {
    seen = entries[entries.length - 1].isIntersecting;
    if (seen) picture.update();
  }).observe(element);
  return { element, update: () => seen && picture.update() };
}

function readout(store, language) {
  const { values } = store.load;
  if (!Number.isFinite(values.abductor_force)) return word("task.no_answer", language);
  const weight = values.abductor_force / values.abductor_force_bw;
  return word("task.now", language, {
    moment: value("abductor_moment", values.abductor_moment, language),
    force: force(values.abductor_force, weight, store.settings.unit, language),
    joint: force(values.joint_reaction, weight, store.settings.unit, language),
    use: value("utilisation", values.utilisation, language),
  });
}

// A slider with its words and its value.
export function createRange(store, name, language, words = label(name, language)) {
  const { span, step } = QUANTITIES[name];
  const id = unique(`task-${name}`);
  const said = h("output", { for: id });
  const range = h("input", {
    type: "range", id, class: "range", min: span[0], max: span[1], step, "data-id": `task-slider-${name}`,
    oninput: () => store.set(name, Number(range.value)),
  });
  range.addEventListener("pointerdown", () => {
    store.grab();
    const end = () => {
      store.release();
      ["pointerup", "pointercancel"].forEach((type) => window.removeEventListener(type, end));
    };
    ["pointerup", "pointercancel"].forEach((type) => window.addEventListener(type, end));
  });
  holdByKeys(range, store);
  const update = () => {
    const amount = store.inputs[name];
    if (Number(range.value) !== amount) range.value = amount;
    set(range, "aria-valuetext", shown(name, amount, language));
    say(said, shown(name, amount, language));
    element.style.setProperty("--filled", `${(100 * (amount - span[0])) / (span[1] - span[0])}%`);
  };
  const named = h("label", { for: id }, words);
  const element = h("div", { class: "task-slider" }, named, said, range);
  return { element, update };
}

// The student's own sentence first, then the one of the model.
function createExplanation(lesson, language, again) {
  const words = (key, values) => word(`task.${key}`, language, values);
  const own = h("textarea", { id: unique("why"), rows: 2, "data-id": "task-why" });
  const answer = h("div", { class: "task-answer", tabindex: "-1", "data-id": "task-answer" });
  const show = h("button", { type: "button", "data-id": "task-show" }, words("show"));
  show.onclick = () => {
    show.hidden = true;
    answer.replaceChildren(
      h("p", {}, h("strong", {}, words("answer", { option: lesson.said(`option.${lesson.right}`) }))),
      h("p", {}, lesson.said("explanation")),
      bars(lesson, language),
      h("h4", {}, words("model")),
      h("p", {}, lesson.said("model")),
      evidence(lesson, language),
      h("button", { type: "button", onclick: again }, words("again")),
    );
    answer.focus({ preventScroll: true });
  };
  const element = h(
    "fieldset",
    { class: "task-explain" },
    h("legend", {}, words("explain")),
    h("label", { for: own.id }, words("why")),
    own,
    show,
    answer,
  );
  return { element, lock: (locked) => { element.hidden = locked; } };
}
