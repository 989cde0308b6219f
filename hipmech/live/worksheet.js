// A sheet of paper with all tasks of one variant, and the answers on another.

import { h } from "./dom.js";
import { evidence } from "./task_parts.js";
import { NAMES, described, lessonOf, personOf } from "./tasks.js";
import { word } from "./words.js";

// A sheet leaves the page to be printed alone, so it brings its look along; paper is white in every theme.
const STYLE = `
article.hipmech-sheet { color: #111; background: #fff; font: 400 11pt/1.4 system-ui, sans-serif; }
article.hipmech-sheet * { box-sizing: border-box; color: inherit; }
article.hipmech-sheet :is(h1, h2, p, ol) { margin: 0 0 0.4em; }
article.hipmech-sheet h1 { font-size: 1.35em; }
article.hipmech-sheet h2 { font-size: 1.05em; }
article.hipmech-sheet .sheet-fields { display: flex; flex-wrap: wrap; gap: 0.5em 2em; margin-block: 0.75em; }
article.hipmech-sheet .sheet-field { flex: 1 1 9em; border-bottom: 1px solid #555; padding-bottom: 0.2em; }
article.hipmech-sheet .sheet-task { break-inside: avoid; padding-block: 0.7em; border-top: 1px solid #bbb; }
article.hipmech-sheet .sheet-options {
  list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.2em 1.6em;
}
article.hipmech-sheet .sheet-box {
  display: inline-block; width: 0.85em; height: 0.85em; margin-inline-end: 0.45em; border: 1px solid #111;
  vertical-align: -0.08em;
}
article.hipmech-sheet .sheet-line { height: 1.7em; border-bottom: 1px dotted #555; }
article.hipmech-sheet .sheet-foot { padding-top: 0.7em; border-top: 1px solid #bbb; font-size: 0.85em; }
article.hipmech-sheet .task-evidence { padding: 0; border: 0; background: none; }
article.hipmech-sheet a { color: inherit; }
article.hipmech-sheet .sheet-source { font-size: 0.8em; color: #444; }
article.hipmech-sheet[data-kind="answer_key"] { break-before: page; }
@media screen { article.hipmech-sheet.printed { display: none; } }
@media print {
  @page { margin: 15mm; }
  body:has(> .hipmech-sheet.printed) > :not(.hipmech-sheet.printed) { display: none !important; }
}`;

// The tasks of a variant; kind: "worksheet" with boxes to fill in, or "answer_key".
export function createSheet(kind, variant, language) {
  const person = described(personOf(variant), language);
  return sheetOf(kind, NAMES.map((name) => lessonOf(name, variant, language)), language, {
    title: word("task.title", language),
    about: word("task.sheet_person", language, { variant, person }),
    mark: `${word("task.variant", language)}: ${variant}`,
    foot: word("task.sheet_made", language, { variant }),
  });
}

// Any lessons on paper, under a title and a line about whom they ask; type: of the list of options, "1" or "A".
export function sheetOf(kind, lessons, language, { title, about, mark, foot, type = "1" }) {
  const one = kind === "worksheet" ? question : answer;
  return h(
    "article",
    { class: "hipmech-sheet", lang: language, "data-kind": kind },
    h("style", {}, STYLE),
    h("h1", {}, `${title} · ${word(`task.${kind}`, language)}`),
    h("p", {}, about),
    kind === "worksheet" ? fields(mark, language) : null,
    ...lessons.map((lesson, index) => one(lesson, index + 1, language, type)),
    h("p", { class: "sheet-foot" }, foot),
  );
}

// A sheet on the screen, over everything else, from where it is printed.
export function openSheet(sheet, home) {
  const { lang: language, dataset: { kind } } = sheet;
  const button = (key, onclick) => h("button", { type: "button", onclick }, word(`task.${key}`, language));
  const release = printAlone(sheet);
  const onclose = () => {
    release();
    dialog.remove();
  };
  const dialog = h(
    "dialog",
    { class: "task-sheet", "aria-label": word(`task.${kind}`, language), onclose },
    h("p", { class: "task-row" },
      button("print", () => window.print()), button("close", () => dialog.close())),
    sheet,
  );
  home.append(dialog);
  dialog.showModal();
}

function fields(mark, language) {
  const field = (text) => h("span", { class: "sheet-field" }, text);
  return h(
    "p",
    { class: "sheet-fields" },
    field(`${word("task.sheet_name", language)}:`),
    field(`${word("task.sheet_group", language)}:`),
    mark ? field(mark) : null,
  );
}

const MARKS = { 1: "1234", A: "ABCD" };

function question({ task, said }, count, language, type) {
  const box = () => h("span", { class: "sheet-box", "aria-hidden": "true" });
  const options = Object.keys(task.options).map((name, index) =>
    h("li", {}, box(), `${MARKS[type][index]} · ${said(`option.${name}`)}`));
  return h(
    "section",
    { class: "sheet-task" },
    h("h2", {}, `${count}. ${said("title")}`),
    h("p", {}, said("question")),
    h("ol", { class: "sheet-options" }, ...options, h("li", {}, box(), word("task.unsure", language))),
    h("p", {}, `${word("task.sheet_why", language)} …`),
    h("div", { class: "sheet-line" }),
    h("div", { class: "sheet-line" }),
  );
}

function answer(lesson, count, language, type) {
  const { task, right, said } = lesson;
  const names = Object.keys(task.options);
  const wrong = names.filter((name) => name !== right);
  const option = `${MARKS[type][names.indexOf(right)]} · ${said(`option.${right}`)}`;
  return h(
    "section",
    { class: "sheet-task" },
    h("h2", {}, `${count}. ${said("title")}`),
    h("p", {}, said("question")),
    h("p", {}, h("strong", {}, word("task.answer", language, { option }))),
    h("p", {}, said("explanation")),
    h("p", {}, said("model")),
    h("ol", { class: "sheet-thoughts", type }, ...wrong.map((name) =>
      h("li", { value: names.indexOf(name) + 1 }, said(`thought.${name}`)))),
    evidence(lesson, language),
  );
}

// While a sheet is open it is printed alone, however that is asked for: for that moment a copy stands at the
// end of the document, and everything else is away. Returns how to end this.
function printAlone(sheet) {
  let copy = null;
  const place = () => {
    copy = sheet.cloneNode(true);
    copy.classList.add("printed");
    document.body.append(copy);
  };
  const away = () => copy?.remove();
  window.addEventListener("beforeprint", place);
  window.addEventListener("afterprint", away);
  return () => {
    away();
    window.removeEventListener("beforeprint", place);
    window.removeEventListener("afterprint", away);
  };
}
