// A sweep as text to take along: a table as `hipmech sweep` writes it, a study file, lines of Python.

import { solve } from "./model.js";
import { reasonSentence, titleWords, valuesAt } from "./sweep_said.js";
import { FRAME, INPUTS, LEANING, OFFERED, OUTPUTS, QUANTITIES, STATUS_WORDS, VERSION } from "./tables.js";
import { general } from "./written.js";

const DIGITS = 12;
const STRATEGY = "stance_strategy";

// Every case as a row with all its outputs: of all lines where there are several.
export function asTable(study) {
  const { axes, lines } = study;
  const together = lines.length > 1;
  const leaning = lines.some(({ given }) => LEANING.includes(given[STRATEGY]));
  const varied = [...(together ? [STRATEGY] : []), ...axes.map(({ name }) => name)];
  const outputs = [...OUTPUTS.filter((name) => name !== "status"), ...(leaning ? ["trunk_lean"] : [])];
  const rows = lines.flatMap((line) => [...line.values.keys()].map((place) => {
    const inputs = Object.fromEntries(valuesAt(study, place).map(([axis, value]) => [axis.name, value]));
    const load = solve({ ...line.given, ...inputs });
    const shown = outputs.map((name) => load.values[name] ?? load.inputs[name]);
    const cells = [...(together ? [line.given[STRATEGY]] : []), ...Object.values(inputs), ...shown];
    const reason = load.reason || (load.status ? STATUS_WORDS[load.status] : "");
    return [...cells.map(cell), load.statusWord, quoted(reasonSentence(reason))];
  }));
  const header = [...varied, ...outputs, "status", "reason"];
  const comments = commentsOf(study, varied, [...varied, ...outputs]);
  const written = [...comments.map((line) => `# ${line}`), ...[header, ...rows].map((row) => row.join())];
  return `${written.join("\n")}\n`;
}

const cell = (amount) => {
  if (typeof amount === "string") return amount;
  return Number.isFinite(amount) ? general(amount + 0, DIGITS) : "";
};
const quoted = (text) => (/[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

function commentsOf(study, varied, columns) {
  const { axes, lines } = study;
  const fixed = fixedOf(lines);
  const told = new Set([...varied, ...Object.keys(fixed)]);
  if (told.has("cane_force_bw")) told.add("cane_force");
  const { inputs } = solve(lines[0].given);
  const rest = Object.fromEntries(INPUTS.filter((name) => name in inputs && !told.has(name))
    .map((name) => [name, inputs[name]]));
  const comments = [`hipmech ${VERSION} sweep; browser`];
  if (lines.length > 1) {
    comments.push(`varied: ${STRATEGY} ${strategiesOf(lines).join(" ")} in ${lines.length} values`);
  }
  for (const { name, values } of axes) {
    const [first, last] = [values[0], values[values.length - 1]];
    const span = `${general(first, 6)} to ${general(last, 6)}${unit(name)}`;
    comments.push(`varied: ${name} ${span} in ${values.length} values`);
  }
  if (Object.keys(fixed).length) comments.push(`fixed: ${listed(fixed)}`);
  comments.push(`default: ${listed(rest)}`);
  comments.push(`units: ${columns.map((name) => `${name} ${QUANTITIES[name].unit || "1"}`).join("; ")}`);
  const design = designOf(study).join("\n").trimEnd().split("\n");
  return [...comments, `frame: ${FRAME}`, ...design.map((line) => `design: ${line}`.trimEnd())];
}

const unit = (name) => (QUANTITIES[name].unit ? ` ${QUANTITIES[name].unit}` : "");
const strategiesOf = (lines) => lines.map(({ given }) => given[STRATEGY]);

function listed(inputs) {
  const shown = (value) => {
    if (typeof value === "string") return value;
    return Number.isNaN(value) ? "unspecified" : general(value, DIGITS);
  };
  return Object.entries(inputs).map(([name, value]) => `${name} ${shown(value)}${unit(name)}`).join("; ");
}

// Inputs that are the same in every case.
function fixedOf(lines) {
  const { given } = lines[0];
  const names = OFFERED.filter((name) => name in given && !(lines.length > 1 && name === STRATEGY));
  return Object.fromEntries(names.map((name) => [name, given[name]]));
}

// A study file that `hipmech study run` takes.
export function asStudy(study, store) {
  const title = titleWords(study, store.settings.language);
  return [`title = ${JSON.stringify(title)}\n`, ...designOf(study)].join("\n");
}

// What varies, and what does not, as a study file says it.
function designOf({ axes, lines }) {
  const fixed = Object.entries(fixedOf(lines)).map(([name, value]) => `${name} = ${literal(value)}`);
  const parts = [];
  if (fixed.length) parts.push(`[fixed]\n${fixed.join("\n")}\n`);
  if (lines.length > 1) parts.push(`[[axes]]\n${STRATEGY} = ${listOf(strategiesOf(lines))}\n`);
  for (const { name, values } of axes) {
    const [from, to] = [values[0], values[values.length - 1]].map(literal);
    parts.push(`[[axes]]\n${name} = { from = ${from}, to = ${to}, count = ${values.length} }\n`);
  }
  return parts;
}

const literal = (value) => (typeof value === "string" ? JSON.stringify(value) : general(value, 10));

const listOf = (names) => `[${names.map(literal).join(", ")}]`;

// Lines of Python that work out the same cases.
export function asPython({ idle, axes, lines, gauge }) {
  if (idle.length) return "";
  const several = lines.length > 1;
  const base = Object.entries(fixedOf(lines)).map(([name, value]) => `"${name}": ${literal(value)}`);
  const along = ({ name, values }) =>
    `${name}=np.linspace(${literal(values[0])}, ${literal(values.at(-1))}, ${values.length}),`;
  const given = [
    ...(base.length ? [`{${base.join(", ")}},`] : []),
    ...(several ? [`${STRATEGY}=${listOf(strategiesOf(lines))},`] : []),
    ...axes.map(along),
  ].map((one) => `    ${one}`);
  const shown = [...(several ? [STRATEGY] : []), ...axes.map(({ name }) => name), gauge.quantity, "status"];
  return [
    "import numpy as np", "", "import hipmech as hm", "",
    several ? "design = hm.designs.grid(" : "load = hm.sweeps.grid(", ...given, ")",
    ...(several ? ["load = hm.sweeps.run(design)"] : []),
    `print(load.table()[${listOf(shown)}])`, "",
  ].join("\n");
}
