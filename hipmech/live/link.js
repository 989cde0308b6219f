// A hip as the text of an address: the same names and rules as in Python, and refusals in words.

import { positions, setAside } from "./model.js";
import { FROZEN, NORMAL, NOT_OFFERED, OFFERED, QUANTITIES, SETTINGS } from "./tables.js";
import { between, plain, spelt, word } from "./words.js";

const NUMBER = /^[+-]?\d{1,9}([.,]\d{1,9})?$/;
const HARMLESS_LENGTH = 40;
const NEAR = 0.55;

// Inputs, settings and frozen hip of an address such as "step_width=200&view=back"; whatever cannot be
// followed is refused and stays at its default.
export function read(text) {
  const { entries, repeated } = split(text);
  const refusals = repeated.map((name) => ({ name, given: entries[name], reason: "repeated" }));
  const { [FROZEN]: compared, ...others } = entries;
  const settings = {};
  for (const name of Object.keys(SETTINGS).filter((one) => one in others)) {
    if (SETTINGS[name].includes(others[name])) settings[name] = others[name];
    else refusals.push({ name, given: others[name], reason: "choice" });
    delete others[name];
  }
  const now = readInputs(others);
  const frozen = compared === undefined ? { inputs: null, refusals: [] } : readInputs(unfolded(compared));
  refusals.push(...now.refusals, ...frozen.refusals);
  return { inputs: now.inputs, settings, frozen: frozen.inputs, refusals };
}

// The shortest address of a page: only what differs from its default, first allowed value or given default.
export function write({ inputs, settings, frozen }, defaults = {}) {
  const standard = (name) => defaults[name] ?? SETTINGS[name][0];
  const chosen = Object.entries(settings).filter(([name, value]) => value !== standard(name));
  const pairs = [...written(inputs), ...chosen];
  if (frozen) pairs.push([FROZEN, written(frozen).map((pair) => pair.join(":")).join(",") || NORMAL]);
  return new URLSearchParams(pairs).toString();
}

function split(text) {
  const entries = {};
  const repeated = new Set();
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(entries, name)) repeated.add(name);
    Object.defineProperty(entries, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return { entries, repeated: [...repeated] };
}

function unfolded(text) {
  if (["", NORMAL].includes(text.trim())) return {};
  const pairs = text.split(",").map((entry) => {
    const [name, ...rest] = entry.split(":");
    return [name.trim(), rest.join(":")];
  });
  return Object.fromEntries(pairs);
}

function readInputs(given) {
  const inputs = {};
  const refusals = [];
  for (const [name, text] of Object.entries(withCane(given))) {
    const [value, reason] = readOne(name, text);
    if (reason) refusals.push({ name, given: text, reason });
    if (value !== undefined) inputs[name] = value;
  }
  for (const [name, reason] of Object.entries(setAside(inputs))) {
    refusals.push({ name, given: given[name], reason });
    delete inputs[name];
  }
  return { inputs, refusals };
}

// A cane force in newtons stands in body weights on the page.
function withCane(entries) {
  const { cane_force: newtons, ...others } = entries;
  const force = parsed(newtons ?? "");
  if (force === null || "cane_force_bw" in entries) return entries;
  const mass = parsed(entries.body_mass ?? "") || QUANTITIES.body_mass.default;
  const share = force / (mass * QUANTITIES.gravity.default);
  return { ...others, cane_force_bw: digits(share, 4) };
}

function readOne(name, text) {
  if (NOT_OFFERED.includes(name)) return [undefined, "not_offered"];
  if (!OFFERED.includes(name)) return [undefined, "unknown"];
  const row = QUANTITIES[name];
  if (row.kind === "choice") return row.choices.includes(text) ? [text, ""] : [undefined, "choice"];
  const value = parsed(text);
  if (value === null) return [undefined, "no_number"];
  const [low, high] = row.span ?? row.usual;
  if (value < low || value > high) return [undefined, "range"];
  const distance = (position) => Math.abs(position - value);
  const nearest = positions(name).reduce((best, one) => (distance(one) < distance(best) ? one : best));
  return [nearest, distance(nearest) <= 1e-9 * Math.max(1, Math.abs(value)) ? "" : "rounded"];
}

// A number in plain notation, with a decimal point or comma; null for anything else.
export function parsed(text) {
  return NUMBER.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null;
}

function written(inputs) {
  return Object.entries(inputs)
    .filter(([name, value]) => value !== undefined && value !== QUANTITIES[name].default)
    .map(([name, value]) => [name, typeof value === "number" ? digits(value, 10) : value]);
}

const digits = (value, count) => String(Number(value.toPrecision(count)));

// Why an entry of an address is not followed; its own text only in harmless characters.
export function refused(refusal, language) {
  const row = Object.hasOwn(QUANTITIES, refusal.name) ? QUANTITIES[refusal.name] : null;
  const [low, high] = row?.span ?? row?.usual ?? [0, 0];
  const unit = row ? spelt(row.unit, language) : "";
  const settings = Object.hasOwn(SETTINGS, refusal.name) ? SETTINGS[refusal.name] : [];
  return word(`page.refused.${refusal.reason}`, language, {
    name: harmless(refusal.name),
    given: harmless(refusal.given),
    range: between(plain(low, language), plain(high, language) + unit, language),
    choices: (row?.choices ?? settings).join(", "),
    instead: instead(refusal, language),
  });
}

function harmless(text) {
  return `\`${text.replace(/[^A-Za-z0-9_.,+-]/g, "·").slice(0, HARMLESS_LENGTH) || "·"}\``;
}

function instead({ name, reason }, language) {
  if (reason !== "unknown") return "";
  const ranked = [...OFFERED, ...Object.keys(SETTINGS)].map((known) => [likeness(known, name), known]);
  const [share, near] = ranked.reduce((best, one) => (one[0] > best[0] ? one : best), [0, ""]);
  return share >= NEAR ? word("page.refused.perhaps", language, { name: harmless(near) }) : "";
}

// Share of letters that two names have in common, in order (Ratcliff and Obershelp).
function likeness(one, other) {
  return (2 * common(one, other.slice(0, 100))) / (one.length + Math.min(other.length, 100));
}

function common(one, other) {
  let [length, start, there] = [0, 0, 0];
  for (let i = 0; i < one.length; i += 1) {
    for (let j = 0; j < other.length; j += 1) {
      let run = 0;
      while (one[i + run] === other[j + run] && i + run < one.length && j + run < other.length) run += 1;
      if (run > length) [length, start, there] = [run, i, j];
    }
  }
  if (!length) return 0;
  const before = common(one.slice(0, start), other.slice(0, there));
  return before + length + common(one.slice(start + length), other.slice(there + length));
}
