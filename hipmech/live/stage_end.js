// The last scene in words: three causes with today's numbers, the paper, and where this page lies for others.

import { h } from "./dom.js";
import { SCENE_TASKS } from "./tables.js";
import { described, lessonFor } from "./tasks.js";
import { word } from "./words.js";
import { openSheet, sheetOf } from "./worksheet.js";

export const ASKING = Object.keys(SCENE_TASKS);
const CAUSES = ["power", "lever", "fulcrum"];

// The question of a scene, asked of this hip.
export function sceneLesson(name, person, language) {
  return { name, ...lessonFor(SCENE_TASKS[name], `stage.${name}`, person, language) };
}

// code: a drawing that leads to this page, if there is one.
export function summary(person, language, code) {
  const words = (key) => word(`stage.end.${key}`, language);
  const cause = (name) =>
    h("li", { "data-cause": name }, sceneLesson(name, person, language).filled(`stage.end.${name}`));
  const said = [
    h("p", {}, words("why")),
    h("ol", { class: "stage-summary" }, ...CAUSES.map(cause)),
    h("p", { class: "stage-model" }, words("test")),
    h("p", { class: "stage-hint" }, words("assumed")),
    sheetButtons(person, language),
  ];
  if (!code) return said;
  const figure = h("figure", { class: "stage-code" }, code, h("figcaption", {}, words("code")));
  return [h("div", { class: "stage-beside" }, h("div", { class: "stage-why" }, ...said), figure)];
}

// All questions on paper, and their answers on another sheet.
function sheetButtons(person, language) {
  const open = (kind, button) => {
    const lessons = ASKING.map((name) => sceneLesson(name, person, language));
    const sheet = sheetOf(kind, lessons, language, {
      title: word("stage.sheet", language),
      about: word("stage.sheet_who", language, { person: described(person, language) }),
      foot: word("stage.sheet_foot", language),
      type: "A",
    });
    openSheet(sheet, button.closest(".stage"));
  };
  const buttons = ["worksheet", "answer_key"].map((kind) => h("button", {
    type: "button", "data-id": `stage-${kind}`, onclick: (event) => open(kind, event.currentTarget),
  }, word(`task.${kind}`, language)));
  return h("p", { class: "task-row" }, ...buttons);
}
