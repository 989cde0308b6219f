// A wider step: every way to stand side by side, and the popular reading of it, which is no model.

import { h, say, set } from "./dom.js";
import { createElectricity } from "./electricity.js";
import { solve } from "./model.js";
import { furnish, statusWord, strategy } from "./readings.js";
import { LEANING, OK, OUTSIDE_VALIDITY, QUANTITIES } from "./tables.js";
import { MISSING, THIN, force, number, shown, signed, value, word } from "./words.js";

const STRATEGIES = QUANTITIES.stance_strategy.choices;
const USUAL = QUANTITIES.step_width.default;

// Every stance strategy for one hip, at its step width and at the usual one.
export function steps(given) {
  return STRATEGIES.map((name) => step(name, given));
}

function step(name, { trunk_lean, ...given }) {
  const lean = LEANING.includes(name) || trunk_lean === undefined ? {} : { trunk_lean };
  const at = (width) => solve({ ...given, ...lean, stance_strategy: name, step_width: width });
  const [usual, load] = [at(USUAL), at(given.step_width ?? USUAL)];
  return { name, load, moment: moment(load), usual: moment(usual) };
}

const moment = (load) => (load.status < OUTSIDE_VALIDITY ? load.values.abductor_moment : NaN);

// The popular reading, +½·m·g·Δw on top of the textbook stand: shown, never a model.
export function misconception(given, stand) {
  const { body_weight } = stand.load.values;
  const wider = ((given.step_width ?? USUAL) - USUAL) / 1000;
  return { moment: stand.usual + 0.5 * body_weight * wider, usual: stand.usual };
}

export function createSteps(store) {
  const element = h("section", { class: "lesson-steps" });
  const line = h("span");
  const kept = {};

  function build(language) {
    kept.caption = h("caption");
    kept.rows = STRATEGIES.map((name) => createRow(store, name, language));
    kept.wrong = createWrong(language);
    const columns = ["strategy", "moment", "against_usual", "joint"];
    const heads = columns.map((name) => h("th", { scope: "col" }, word(`live.lesson.${name}`, language)));
    const bodies = [...kept.rows, kept.wrong].map((row) => row.element);
    const usual = shown("step_width", USUAL, language);
    return [
      h("table", { class: "bars" }, kept.caption, h("thead", {}, h("tr", {}, heads)), bodies),
      h("p", { class: "small" }, word("live.lesson.bar", language, { usual })),
      h("p", { class: "small" }, word("page.misconception_why", language)),
      createElectricity(language),
    ];
  }

  function update() {
    const { given, settings: { language, unit } } = store;
    furnish(element, language, build);
    const models = steps(given);
    const wrong = misconception(given, models[0]);
    const all = [...models, wrong].flatMap((one) => [one.moment, one.usual]).filter(Number.isFinite);
    const longest = Math.max(1, ...all.map(Math.abs));
    say(kept.caption, caption(given, language));
    say(line, told(models, language));
    models.forEach((model, place) => kept.rows[place].update(model, longest, unit));
    kept.wrong.update(wrong, longest);
  }
  update();
  return { element, line, update };
}

// The least and the most that a way to stand asks.
function told(models, language) {
  const moments = models.map((model) => model.moment).filter(Number.isFinite);
  if (!moments.length) return MISSING;
  const low = number(Math.min(...moments), 1, language);
  return word("page.steps_told", language, { low, high: value("abductor_moment", Math.max(...moments), language) });
}

function caption(given, language) {
  const widths = [given.step_width ?? USUAL, USUAL];
  const [width, usual] = widths.map((amount) => shown("step_width", amount, language));
  const said = [word("page.steps_caption", language, { width, usual })];
  if (width === usual) said.push(word("page.steps_coincide", language, { usual }));
  if (given.trunk_lean) {
    said.push(word("page.steps_lean", language, { lean: shown("trunk_lean", given.trunk_lean, language) }));
  }
  return said.join(" ");
}

function createBar() {
  const bar = h("div", { class: "bar" });
  const mark = h("div", { class: "mark" });
  const track = h("div", { class: "track" }, bar, mark);
  const element = h("tr", { class: "bar-row", "aria-hidden": "true" }, h("td", { colspan: "4" }, track));
  const share = (amount, longest) => `${(100 * Math.max(0, (amount || 0) / longest)).toFixed(1)}%`;
  function update(one, longest) {
    bar.style.width = share(one.moment, longest);
    mark.style.insetInlineStart = share(one.usual, longest);
    mark.hidden = !Number.isFinite(one.usual);
  }
  return { element, update };
}

function momentCells(cells, one, language) {
  const change = one.moment - one.usual;
  say(cells[0], value("abductor_moment", one.moment, language));
  say(cells[1], Number.isFinite(change) ? `${signed(change, 1, language)}${THIN}N·m` : MISSING);
}

function createRow(store, name, language) {
  const notes = h("span", { class: "notes" });
  const choose = h("button", { type: "button", onclick: () => store.set("stance_strategy", name) },
    h("span", {}, strategy(name, language)), notes);
  const cells = [h("td"), h("td"), h("td")];
  const bar = createBar();
  const element = h("tbody", { "data-name": name },
    h("tr", {}, h("th", { scope: "row" }, choose), cells), bar.element);
  function update(model, longest, unit) {
    const { load } = model;
    const chosen = store.inputs.stance_strategy === name;
    const said = chosen ? [word("page.steps_chosen", language)] : [];
    if (load.status !== OK) said.push(statusWord(load, language));
    momentCells(cells, model, language);
    say(cells[2], force(load.values.joint_reaction, load.values.body_weight, unit, language));
    say(notes, said.length ? ` (${said.join(", ")})` : "");
    set(element, "class", chosen ? "chosen" : "");
    set(choose, "aria-pressed", String(chosen));
    bar.update(model, longest);
  }
  return { element, update };
}

function createWrong(language) {
  const cells = [h("td"), h("td"), h("td", {}, MISSING)];
  const bar = createBar();
  const heading = h("th", { scope: "row" }, word("page.misconception", language));
  const element = h("tbody", { class: "wrong", "data-name": "misconception" },
    h("tr", {}, heading, cells), bar.element);
  function update(wrong, longest) {
    momentCells(cells, wrong, language);
    bar.update(wrong, longest);
  }
  return { element, update };
}
