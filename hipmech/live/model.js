// The hip solved in the browser: the same equations in the same order as in Python, and which inputs go together.

import { EQUATIONS, GUARDED, PLAN } from "./equations.js";
import {
  ACTS_WITH, CAPACITY_NORMS, INPUTS, LEANING, OFFERED, QUANTITIES, SEGMENT_SETS, STATUS_WORDS,
} from "./tables.js";

const UNSPECIFIED = "unspecified";
const OUTSIDE_VALIDITY = 3;
const ADDUCTORS_NEEDED = 2;
// The cane counts once, in newtons; the others act on muscles that one line does not tell apart.
const NO_LEAVES = ["cane_force_bw", "age", "gluteal_strength", "tfl_strength"];
const NUMBERS = INPUTS.filter((name) => QUANTITIES[name].kind === "input");
const LEAVES = NUMBERS.filter((name) => !NO_LEAVES.includes(name));
const CONSTANTS = Object.keys(QUANTITIES).filter((name) => QUANTITIES[name].kind === "constant");
const DECIDING = [...new Set(PLAN.filter((part) => part.choice).map((part) => part.choice))];
const TRUTHS = PLAN.map((part) => part.name).filter((name) => !(name in QUANTITIES));
const DEFAULTS = Object.fromEntries(
  INPUTS.filter((name) => name !== "cane_force_bw").map((name) => [name, QUANTITIES[name].default ?? NaN]));

// Load of a hip; inputs by canonical name in public units, defaults for the others. What contradicts another
// input is left at its default, as in inputsOf. Values are in public units, si holds them before any guard.
export function solve(given = {}) {
  const inputs = complete(given);
  const rows = rowsOf(inputs);
  const si = leavesOf(inputs);
  for (const row of rows) si[row.name] = call(row.value, row.arguments, si);
  const status = si.status;
  return {
    inputs,
    values: publicValues(si, inputs),
    status,
    statusWord: STATUS_WORDS[status],
    reason: status === OUTSIDE_VALIDITY ? TRUTHS.find((name) => !si[name]) : "",
    rows: explained(rows),
    si,
  };
}

function complete(given) {
  const aside = setAside(given);
  const inputs = { ...DEFAULTS };
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== null && !(name in aside)) inputs[name] = value;
  }
  if ("cane_force_bw" in inputs) {
    inputs.cane_force = inputs.cane_force_bw * inputs.body_mass * QUANTITIES.gravity.default;
    delete inputs.cane_force_bw;
  }
  return inputs;
}

// Numbers and constants that enter the equations, SI.
function leavesOf(inputs) {
  const leaves = { ...CONSTANT_LEAVES };
  for (const name of LEAVES) leaves[name] = inputs[name] * QUANTITIES[name].si;
  if (inputs.sex !== UNSPECIFIED) Object.assign(leaves, SEGMENT_SETS[inputs.segment_set][inputs.sex]);
  leaves.capacity_per_mass = capacityOf(inputs);
  return leaves;
}

function capacityOf({ capacity_norm, sex, age }) {
  const norm = CAPACITY_NORMS[capacity_norm][sex === UNSPECIFIED ? "female" : sex];
  return "per_year" in norm && !Number.isNaN(age) ? norm.at_birth + norm.per_year * age : norm.mean;
}

function publicValues(si, inputs) {
  const values = {};
  for (const name in si) {
    const row = QUANTITIES[name];
    if (!row) continue;
    const guard = GUARDED[name];
    values[name] = (guard ? call(guard.value, guard.arguments, si) : si[name]) / row.si;
  }
  if (LEANING.includes(inputs.stance_strategy)) values.trunk_lean = solvedLean(si, inputs);
  return values;
}

// Lean as the input means it: to the vertical, or to the pelvis that the trunk follows.
function solvedLean(si, inputs) {
  const drop = inputs.pelvic_drop_trunk === "follows" ? si.pelvic_drop : 0;
  return (si.trunk_inclination + drop) / QUANTITIES.trunk_lean.si;
}

function call(value, names, from) {
  const given = new Array(names.length);
  for (let place = 0; place < names.length; place += 1) given[place] = from[names[place]];
  return value(...given);
}

// The equations of a hip, each after those it needs, by the choices that pick them.
const ordered = new Map();

function rowsOf(inputs) {
  const key = DECIDING.map((name) => inputs[name]).join();
  if (!ordered.has(key)) ordered.set(key, inOrder(PLAN.map((part) => rowOf(part, inputs))));
  return ordered.get(key);
}

function rowOf({ name, choice, functions, function: only }, inputs) {
  const equation = only ?? functions[inputs[choice]];
  return { name, equation, ...EQUATIONS[equation] };
}

function inOrder(rows) {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const done = new Map();
  const visit = (name) => {
    if (done.has(name) || !byName.has(name)) return;
    byName.get(name).arguments.forEach(visit);
    done.set(name, byName.get(name));
  };
  rows.forEach((row) => visit(row.name));
  return [...done.values()];
}

// Rows to show, once per list of equations: what answers yes, no or which is no formula.
const shownRows = new WeakMap();

function explained(rows) {
  if (!shownRows.has(rows)) {
    const formulas = rows.filter((row) => row.partials);
    shownRows.set(rows, formulas.map((row) => ({ name: row.name, equation: row.equation, arguments: row.arguments })));
  }
  return shownRows.get(rows);
}

// Constants, with where the default femur's trochanter stands in the default stand.
const CONSTANT_LEAVES = Object.fromEntries(
  CONSTANTS.map((name) => [name, QUANTITIES[name].default * QUANTITIES[name].si]));
const NORMAL = solve().si;
CONSTANT_LEAVES.reference_insertion_lateral = NORMAL.insertion_lateral;
CONSTANT_LEAVES.reference_insertion_up = NORMAL.insertion_up;

// Exact derivative of a quantity towards every number among the inputs, public units; NaN where the quantity
// itself does not hold. Body mass counts at the same cane force in newtons.
export function derivatives(load, output) {
  const slopes = backwards(rowsOf(load.inputs), load.si, output);
  const unit = QUANTITIES[output].si;
  const held = holds(load, output);
  const names = LEAVES.filter((name) => name !== "trunk_lean" || !LEANING.includes(load.inputs.stance_strategy));
  const result = {};
  for (const name of names) result[name] = held ? ((slopes[name] ?? 0) * QUANTITIES[name].si) / unit : NaN;
  result.cane_force_bw = result.cane_force * load.values.body_weight;
  return result;
}

// The chain rule from the output back to what is given.
function backwards(rows, si, output) {
  const slopes = { [output]: 1 };
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    const row = rows[place];
    if (!(row.name in slopes) || !row.partials) continue;
    for (const [name, partial] of Object.entries(row.partials)) {
      slopes[name] = (slopes[name] ?? 0) + slopes[row.name] * call(partial, row.arguments, si);
    }
  }
  return slopes;
}

function holds(load, output) {
  if (output in GUARDED) return Number.isFinite(load.values[output]) && load.status < ADDUCTORS_NEEDED;
  return load.status < OUTSIDE_VALIDITY;
}

// Whether an input is held at another value than its default.
export function differs(name, held) {
  return held[name] !== undefined && held[name] !== null && held[name] !== QUANTITIES[name].default;
}

// Inputs that differ from their default but contradict another one, each with the reason.
export function setAside(held) {
  const reasons = {};
  if (LEANING.includes(held.stance_strategy)) reasons.trunk_lean = "solved_for";
  if ((held.sex ?? UNSPECIFIED) === UNSPECIFIED) {
    reasons.segment_set = "needs_sex";
    reasons.capacity_norm = "needs_sex";
  }
  return Object.fromEntries(Object.entries(reasons).filter(([name]) => differs(name, held)));
}

// Of all that a page holds, the inputs to solve: what differs from its default without contradiction.
export function inputsOf(held) {
  const aside = setAside(held);
  const kept = OFFERED.filter((name) => differs(name, held) && !(name in aside));
  return Object.fromEntries(kept.map((name) => [name, held[name]]));
}

// Whether an input has any effect on the hip as held.
export function acts(name, held) {
  if (name === "trunk_lean") return !LEANING.includes(held.stance_strategy);
  const [other, values] = ACTS_WITH[name] ?? ["", []];
  return !other || (values.length ? values.includes(held[other]) : Boolean(held[other]));
}

// Every value a slider of this input can take, from the table's span and step.
const places = new Map();

export function positions(name) {
  if (!places.has(name)) {
    const { span: [low, high] = [0, 1], step = 1 } = QUANTITIES[name];
    const at = (whatever, index) => Number((low + step * index).toFixed(9));
    places.set(name, Array.from({ length: Math.round((high - low) / step) + 1 }, at));
  }
  return places.get(name);
}
