// Beside the chart: the case that is read, the cases in the range, what is drawn, and where it comes from.

import { h, s, say, set } from "./dom.js";
import { toEvidence } from "./going.js";
import { origin, strategy } from "./readings.js";
import { DASHES, LETTERS } from "./sweep_lines.js";
import { caseWords, fixedWords, measuredWords, rangeWords, statusRows, usualWords } from "./sweep_said.js";
import { NOT_HELD, QUANTITIES } from "./tables.js";
import { word } from "./words.js";

const SPOKEN_AFTER = 500; // ms
// Who measured the joint force, and who the strengths.
const PEOPLE = ["bergmann_2016", "fischer_2021"];
const NORMS = ["lewinson_2014", "ramskov_2014", "sugimoto_2014"];

// acts: those of the chart, and whole(): ranges from end to end.
export function createBeside(store, acts) {
  const { language } = store.settings;
  const words = (key, values) => word(`sweep.${key}`, language, values);
  const button = (id, onclick) =>
    h("button", { type: "button", "data-id": `sweep-${id}`, onclick }, words(id));
  const at = h("p", { class: "sweep-at" });
  const answer = h("p", { class: "sweep-answer" });
  const status = h("p", { class: "sweep-status" });
  const use = button("use", () => acts.cursor() !== null && acts.use(acts.cursor()));
  const range = h("p", { "data-id": "sweep-range" });
  const spoken = h("p", { class: "unseen", role: "status" });
  const legend = h("ul", { class: "sweep-legend" });
  const cited = h("div", {});
  const sources = h("details", { class: "fold sweep-sources", "data-id": "sources" },
    h("summary", {}, word("contact.sources", language)), cited);
  const fixed = h("p", { class: "small" });
  const beside = h("div", { class: "sweep-beside" },
    h("section", { class: "sweep-case" }, at, answer, status, use, h("p", { class: "small" }, words("hint"))),
    h("section", {}, h("h3", {}, words("range_title")), range, h("p", { class: "small" }, words("even")),
      h("p", { class: "sweep-buttons" }, button("usual", acts.reset), button("whole", acts.whole)), spoken),
  );
  const below = h("section", { class: "sweep-below" }, h("h3", {}, words("drawn")), legend, fixed);
  let [timer, told, drawn] = [0, "", null];

  function read(study) {
    const place = acts.pointed() ?? acts.cursor() ?? study.here;
    const said = caseWords(study, place, language);
    say(at, place === study.here ? `${words("this_hip")}: ${said.at}` : said.at);
    say(answer, said.answer);
    const states = [said.status, said.change].filter(Boolean).join(" · ");
    say(status, said.reason ? `${states}: ${said.reason}` : states);
    for (const part of [beside, below]) set(part, "style", `--sweep: var(--${study.gauge.colour})`);
    set(use, "aria-disabled", acts.cursor() === null ? "true" : null);
  }

  // What is heard waits until nothing moves.
  function speak(text) {
    if (text === told) return;
    told = text;
    clearTimeout(timer);
    timer = setTimeout(() => say(spoken, text), SPOKEN_AFTER);
  }

  function update(study, marks) {
    for (const part of [beside, below, sources]) set(part, "hidden", study.idle.length > 0);
    if (study.idle.length) return;
    read(study);
    const said = rangeWords(study, marks, language).join(" ");
    say(range, said);
    if (store.dragging || drawn === study) return;
    speak(said);
    drawn = study;
    legend.replaceChildren(...rowsOf(study, store, words));
    say(fixed, fixedWords(study, store.inputs, language));
    const rows = [study.gauge.output, ...study.axes.map((axis) => axis.name)];
    cited.replaceChildren(...sourcesOf(study, store, language), ...rows.map((row) => toEvidence(store, row, true)));
  }
  return { elements: [beside, below], sources, update, read, destroy: () => clearTimeout(timer) };
}

// One row for each kind of line, band and hatching.
function rowsOf(study, store, words) {
  const { language } = store.settings;
  const { lines, chosen, ghost, y, band, norms, gauge } = study;
  const rows = [];
  const row = (sample, ...said) => rows.push(h("li", {}, sample, h("span", {}, ...said)));
  if (lines.length > 1) {
    lines.forEach((line, index) => {
      const own = line === chosen;
      const choose = h("button", {
        type: "button", class: "sweep-strategy", "data-id": `sweep-${line.name}`, "aria-pressed": String(own),
        onclick: () => store.set("stance_strategy", line.name),
      }, `${LETTERS[index]} ${strategy(line.name, language)}`);
      row(own ? lineSample("sweep-own", null, true) : lineSample("sweep-other", DASHES[index]), choose);
    });
  }
  if (study.fewer) row(lineSample("sweep-none"), words("fewer"));
  if (ghost) row(lineSample("sweep-ghost", [4, 3]), words("ghost"));
  const people = y ? lineSample("sweep-people", [7, 2.5, 1, 2.5], true) : boxSample("sweep-measured");
  if (band) row(people, measuredWords(study, store.load, language));
  if (norms) row(boxSample("sweep-norms"), words("norms"));
  if (y) row(lineSample("sweep-level", [4, 2.5], true), words("level_line"));
  if (!y && chosen.status.includes(NOT_HELD)) row(lineSample("sweep-own", [1, 2], true), words("needed"));
  for (const { status, name, where, reasons } of statusRows(study, language)) {
    row(hatchSample(status), h("strong", {}, name), ` (${where}): ${reasons}`);
  }
  if (gauge.output === "utilisation") row(lineSample("sweep-none"), words("capped"));
  return rows;
}

// Where the usual ranges and the measurements come from.
function sourcesOf({ axes, band, norms }, { settings: { language } }) {
  const cited = ({ name }) => origin(QUANTITIES[name].source, language);
  const rows = axes.map((axis) => [`${usualWords(axis, language)} `, ...cited(axis)]);
  const keys = [...(band ? PEOPLE : []), ...(norms ? NORMS : [])];
  rows.push(...keys.map((key) => origin(key, language)));
  return rows.map((row) => h("p", { class: "small" }, ...row));
}

const SAMPLE = { viewBox: "0 0 28 14", class: "sweep-sample", "aria-hidden": "true" };

const lineSample = (look, dashes = null, thick = false) => s("svg", SAMPLE, s("path", {
  d: "M1 7H27", class: look, "stroke-width": thick ? 3 : 1.6, "stroke-dasharray": dashes && dashes.join(" "),
}));

const boxSample = (look) => s("svg", SAMPLE, s("rect", { width: 28, height: 14, class: look }));

function hatchSample(status) {
  const lines = { 1: "M-2 14L12 0M7 14L21 0M16 14L30 0", 2: "M-2 0L12 14M7 0L21 14M16 0L30 14" };
  return s("svg", { ...SAMPLE, class: "sweep-sample sweep-boxed" },
    s("path", { class: "sweep-hatch", d: lines[status] ?? lines[1] + lines[2] }));
}
