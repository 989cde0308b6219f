// A hip as text to take along: a table, data, lines of Python; the same as hipmech.links writes.

import { acts } from "./model.js";
import { FRAME, INPUTS, OFFERED, OUTPUTS, QUANTITIES, VERSION } from "./tables.js";

const INPUT_NAMES = INPUTS.filter((name) => name !== "cane_force_bw"); // told in newtons

// The hip as a CSV file: a column for each input and output, its unit in the header.
export function asCsv(load) {
  const columns = Object.entries({ ...inputsOf(load), ...outputsOf(load), status: load.statusWord });
  const header = columns.map(([name]) => (unitOf(name) ? `${name} [${unitOf(name)}]` : name));
  return `${header.join(",")}\n${columns.map(([, amount]) => cell(amount)).join(",")}\n`;
}

// The hip as one JSON object: null where there is no number.
export function asJson(load) {
  const [inputs, outputs] = [inputsOf(load), outputsOf(load)];
  const names = [...Object.keys(inputs), ...Object.keys(outputs)];
  const units = Object.fromEntries(names.map((name) => [name, unitOf(name)]).filter(([, unit]) => unit));
  const told = { inputs, outputs, status: load.statusWord, reason: load.reason, units };
  const written = { ...told, frame: FRAME, provenance: { hipmech: VERSION } };
  return `${JSON.stringify(written, (name, value) => (Number.isNaN(value) ? null : value), 2)}\n`;
}

// Lines of Python that solve the same hip, and the frozen one, from the inputs that are not at their default.
export function asPython(given, frozen = null) {
  const lines = ["import hipmech as hm", "", ...called("load", given), "print(load.joint_reaction_bw)"];
  const more = frozen ? ["", ...called("frozen", frozen), "print(frozen.joint_reaction_bw)"] : [];
  return [...lines, ...more].join("\n");
}

function called(name, given) {
  const names = OFFERED.filter((one) => one in given);
  const lines = names.map((one) => `    ${one}=${literal(given[one])},`);
  return lines.length ? [`${name} = hm.solve(`, ...lines, ")"] : [`${name} = hm.solve()`];
}

function inputsOf(load) {
  return Object.fromEntries(INPUT_NAMES.map((name) => [name, load.inputs[name] ?? NaN]));
}

function outputsOf(load) {
  const leans = acts("trunk_lean", load.inputs) ? [] : ["trunk_lean"]; // then the stance solves for it
  const names = [...OUTPUTS.filter((name) => name !== "status"), ...leans];
  return Object.fromEntries(names.map((name) => [name, load.values[name]]));
}

function unitOf(name) {
  return QUANTITIES[name].unit || "";
}

function cell(amount) {
  if (typeof amount === "string") return amount;
  return Number.isFinite(amount) ? general(amount, 12) : "";
}

function literal(value) {
  return typeof value === "string" ? `"${value}"` : general(value, 10);
}

// A number to so many significant digits without closing zeros, as the format "g" of Python writes it.
export function general(value, digits) {
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < digits) return shortened(value.toFixed(digits - 1 - exponent));
  const sign = exponent < 0 ? "-" : "+";
  return `${shortened(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function shortened(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
