// The two meanings of a neck-shaft angle side by side: what the lever gains beside what the muscle loses.

import { h, say, set } from "./dom.js";
import { solve } from "./model.js";
import { answer, brief, difference, furnish, inUnit } from "./readings.js";
import { scrolling } from "./comparison.js";
import { QUANTITIES } from "./tables.js";
import { MISSING, shown, word } from "./words.js";

const CONVENTIONS = QUANTITIES.neck_angle_convention.choices;
const ROWS = ["abductor_arm", "abductor_force", "joint_reaction", "abductor_length_change"];
const USUAL = QUANTITIES.neck_shaft_angle.default;

export function createConventions(store) {
  const element = h("section", { class: "lesson-conventions" });
  const line = h("span");
  const kept = {};

  function build(language) {
    const title = word("live.lesson.conventions", language);
    kept.choices = CONVENTIONS.map((name) => createChoice(store, name, language));
    kept.caption = h("caption", { class: "small" });
    kept.heads = CONVENTIONS.map(() => h("th", { scope: "col" }));
    kept.rows = ROWS.map((name) => createRow(name, language));
    const corner = h("th", { scope: "col" }, word("live.lesson.quantity", language));
    const table = h("table", {}, kept.caption, h("thead", {}, h("tr", {}, corner, kept.heads)),
      h("tbody", {}, kept.rows.map((row) => row.element)));
    return [
      h("fieldset", { class: "choices" }, h("legend", {}, word("live.lesson.conventions_choose", language)),
        kept.choices.map((choice) => choice.element)),
      scrolling(table, title),
      h("p", { class: "small" }, word("live.lesson.gain_slack", language)),
      h("p", { class: "small" }, word("page.meaning.neck_angle_convention", language)),
    ];
  }

  function update() {
    const { given, load, settings: { language, unit } } = store;
    furnish(element, language, build);
    const angle = load.inputs.neck_shaft_angle;
    const pairs = CONVENTIONS.map((name) => {
      const at = (degrees) => solve({ ...given, neck_angle_convention: name, neck_shaft_angle: degrees });
      return [at(angle), at(USUAL)];
    });
    const [here, usual] = [angle, USUAL].map((degrees) => shown("neck_shaft_angle", degrees, language));
    const key = angle === USUAL ? "conventions_same" : "conventions_caption";
    say(kept.caption, word(`live.lesson.${key}`, language, { angle: here, usual }));
    const chosen = CONVENTIONS.indexOf(load.inputs.neck_angle_convention);
    say(line, said(CONVENTIONS[chosen], language));
    kept.choices.forEach((choice) => choice.update());
    kept.heads.forEach((head, place) => say(head, heading(place, place === chosen, language)));
    kept.rows.forEach((row) => row.update(pairs, chosen, unit));
  }
  update();
  return { element, line, update };
}

const said = (name, language) => word(`page.choices.neck_angle_convention.${name}`, language);

function heading(place, isChosen, language) {
  const text = said(CONVENTIONS[place], language);
  return isChosen ? `${text} (${word("live.lesson.conventions_shown", language)})` : text;
}

function createChoice(store, name, language) {
  const element = h("button", {
    type: "button", "data-name": name, onclick: () => store.set("neck_angle_convention", name),
  }, said(name, language));
  const update = () => set(element, "aria-pressed", String(store.inputs.neck_angle_convention === name));
  return { element, update };
}

function createRow(name, language) {
  const cells = CONVENTIONS.map(() => ({ now: h("strong"), change: h("span", { class: "change" }) }));
  const element = h("tr", { "data-name": name }, h("th", { scope: "row" }, brief(name, language)),
    cells.map(({ now, change }) => h("td", {}, now, " ", change)));
  function update(pairs, chosen, unit) {
    cells.forEach(({ now, change }, place) => {
      const [load, usual] = pairs[place];
      say(now, answer(name, load, unit, language));
      say(change, `(${changed(name, load, usual, unit, language)})`);
      set(element.children[place + 1], "class", place === chosen ? "chosen" : "");
    });
  }
  return { element, update };
}

function changed(name, load, usual, unit, language) {
  if (!["abductor_force", "joint_reaction"].includes(name)) {
    return difference(name, load.values[name], usual.values[name], language);
  }
  const weight = load.values.body_weight;
  const share = (load.values[name] - usual.values[name]) / weight;
  return Number.isFinite(share) ? inUnit(share, weight, unit, language, { sign: true }) : MISSING;
}
