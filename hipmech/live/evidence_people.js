// The normal hip beside the ten people whose joint force was measured, and beside knowing nothing of them.

import { h } from "./dom.js";
import { LINES } from "./evidence_lines.js";
import { solve } from "./model.js";
import { marked, origin } from "./readings.js";
import { MEASURED, PUBLISHED_ERRORS } from "./tables.js";
import { track } from "./track.js";
import { between, number, spelt, word } from "./words.js";

const FORCE = [2, 3.5];
const ANGLE = [0, 22];
const ERROR = [0, 28];

export function createPeople(language) {
  const words = (key, values) => word(`evidence.people.${key}`, language, values);
  const { values } = solve({});
  const force = plotOf({
    caption: words("force"), unit: "BW", digits: 2, scale: FORCE, language,
    mean: MEASURED.mean, deviation: MEASURED.deviation, range: [MEASURED.low, MEASURED.high],
    here: values.joint_reaction_bw, muscles: muscleLine("joint_reaction_bw"), words,
  });
  const angle = plotOf({
    caption: words("angle"), unit: "deg", digits: 1, scale: ANGLE, language,
    mean: MEASURED.angle, deviation: MEASURED.angle_deviation, range: null,
    here: values.joint_reaction_angle_femur, muscles: muscleLine("joint_reaction_angle_femur"), words,
  });
  const gap = number(values.joint_reaction_angle_femur - MEASURED.angle, 1, language);
  const sources = ["bergmann_2016", "fischer_2021"];
  return h("section", { class: "evidence-people" },
    h("p", { class: "lead" }, ...marked(words("said", { gap }))),
    h("div", { class: "evidence-plots" }, force, angle, errorsOf(words, language)),
    h("p", {}, ...marked(words("null_model", { error: number(MEASURED.null_error, 1, language) }))),
    h("details", { class: "about" }, h("summary", {}, word("contact.sources", language)),
      sources.map((key) => h("p", {}, ...origin(key, language)))));
}

// What the model with single muscles says of the same people.
function muscleLine(quantity) {
  return LINES.find((line) => line.quantity === quantity && line.case === "muscles_one_by_one")?.predicted;
}

function plotOf({ caption, unit, digits, scale, language, mean, deviation, range, here, muscles, words }) {
  const said = (value) => number(value, digits, language) + spelt(unit, language);
  const inner = [mean - deviation, mean + deviation];
  const inside = inner[0] <= here && here <= inner[1];
  const bands = [...(range ? [["band", ...range]] : []), ["inner", ...inner]];
  const people = `${number(mean, digits, language)} ± ${said(deviation)}`;
  const ends = ([low, high]) => between(number(low, digits, language), said(high), language);
  const whole = range ? ends(range) : words("no_range");
  const rows = [
    [words("ten"), [...bands, ["tick", mean]], people, whole],
    [words("line"), [...bands, [inside ? "dot" : "off", here]], said(here), words(inside ? "inside" : "outside")],
    [words("muscles"), [...bands, ["open", muscles]], said(muscles), words("inside")],
    [words("nobody"), [...bands, ["tick", mean]], said(mean), words("nobody_why")],
  ];
  return tableOf(caption, rows.map(([name, marks, value, note]) => [name, track(scale, marks), value, note]));
}

// How far single people are missed: the median, in per cent of body weight.
function errorsOf(words, language) {
  const shown = (error) => `${number(error, 1, language)}${spelt("%", language)}`;
  const names = { pauwels: "Pauwels", debrunner: "Debrunner", iglic: "Iglič" };
  const models = Object.entries(PUBLISHED_ERRORS).sort(([, one], [, other]) => one - other);
  const rows = [
    [words("nobody"), track(ERROR, [["bar", 0, MEASURED.null_error]]), shown(MEASURED.null_error), words("best")],
    ...models.map(([name, error]) => [names[name], track(ERROR, [["bars", 0, error]]), shown(error), ""]),
    ["hipmech", track(ERROR, []), "–", words("untried")],
  ];
  return tableOf(words("errors"), rows);
}

function tableOf(caption, rows) {
  return h("table", { class: "evidence-plot" }, h("caption", {}, caption), h("tbody", {}, rows.map(
    ([name, line, value, note]) => h("tr", {},
      h("th", { scope: "row" }, name), h("td", { class: "evidence-track" }, line),
      h("td", {}, h("strong", {}, value), note ? h("small", {}, ` ${note}`) : null)))));
}
