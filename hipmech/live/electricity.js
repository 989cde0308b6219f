// What was measured as EMG with wide and narrow steps, on an axis of its own: it is no moment.

import { h } from "./dom.js";
import { marked, origin } from "./readings.js";
import { EMG } from "./tables.js";
import { THIN, signed, word } from "./words.js";

const REACH = 50;
const TICKS = [-50, 0, 50];

const across = (percent) => 50 + (50 * percent) / REACH;
const place = (percent) => `left:${Math.min(50, across(percent))}%;width:${Math.abs(across(percent) - 50)}%`;

export function createElectricity(language) {
  const scale = word("live.lesson.emg_scale", language);
  const axis = TICKS.map((tick) => h("span", { style: `left:${across(tick)}%` }, signed(tick, 0, language)));
  return h("section", { class: "lesson-emg" },
    h("h3", {}, word("page.emg", language)),
    h("table", {},
      h("caption", { class: "small" }, scale),
      h("tbody", {},
        row("wide", language),
        row("narrow", language),
        h("tr", { "aria-hidden": "true" }, h("td", { colspan: "2" }),
          h("th", {}, h("div", { class: "axis" }, axis))))),
    h("p", {}, ...marked(word("page.emg_text", language))),
    h("p", { class: "small" }, ...origin(EMG.source, language)));
}

function row(name, language) {
  const bar = h("div", { class: "bar", style: place(EMG[name]) });
  return h("tr", { "data-name": name },
    h("th", { scope: "row" }, word(`live.lesson.emg_${name}`, language)),
    h("td", { class: "amount" }, `${signed(EMG[name], 0, language)}${THIN}%`),
    h("td", { class: "place", "aria-hidden": "true" }, h("div", { class: "track" }, bar)));
}
