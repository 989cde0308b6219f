// The hip solved in the browser: the equations of Python in their order, and which inputs go together.

import { EQUATIONS, GUARDED, PLAN } from "./equations.js";
import {
  ACTS_WITH, ADDUCTORS_NEEDED, CAPACITY_NORMS, INPUTS, LEANING, LEAVES, OFFERED, OUTSIDE_VALIDITY, QUANTITIES,
  SEGMENT_SETS, STATUS_WORDS,
} from "./tables.js";

const UNSPECIFIED = "unspecified";
const CONSTANTS = Object.keys(QUANTITIES).filter((name) => QUANTITIES[name].kind === "constant");
const REFERENCES = ["insertion_lateral", "insertion_up", "abductor_arm"];
const OF_THE_BODY = ["capacity_per_mass", ...REFERENCES.map((name) => `reference_${name}`)];
const COMPUTED = PLAN.map((part) => part.name);
export const TRUTHS = COMPUTED.filter((name) => !(name in QUANTITIES));
const DECIDING = [...new Set(PLAN.filter((part) => part.choice).map((part) => part.choice))];
const DEFAULTS = Object.fromEntries(
  INPUTS.filter((name) => name !== "cane_force_bw").map((name) => [name, QUANTITIES[name].default ?? NaN]));

// All that the equations know, in SI, stands in one array with a place for each name, for speed.
const NAMES = [...LEAVES, ...CONSTANTS, ...OF_THE_BODY, ...COMPUTED];
const PLACES = Object.fromEntries(NAMES.map((name, place) => [name, place]));
const START = NAMES.map((name) => (CONSTANTS.includes(name) ? inSi(name, QUANTITIES[name].default) : NaN));
const FACTORS = LEAVES.map((name) => QUANTITIES[name].si);
const PUBLIC = NAMES.filter((name) => name in QUANTITIES).map((name) => {
  const guard = GUARDED[name];
  const [value, takes] = guard ? [guard.value, guard.arguments.map(placeOf)] : [null, []];
  return { name, place: PLACES[name], factor: QUANTITIES[name].si, value, takes };
});
const PUBLIC_BY_NAME = Object.fromEntries(PUBLIC.map((row) => [row.name, row]));

function inSi(name, value) {
  return value * QUANTITIES[name].si;
}

function placeOf(name) {
  return PLACES[name];
}

// Load of a hip; inputs by canonical name in public units, defaults for the others. What contradicts another
// input is left at its default, as in inputsOf. load.si holds every value before any guard, in its place.
export function solve(given = {}) {
  const inputs = complete(given);
  const hip = equationsOf(inputs);
  const si = leavesOf(inputs);
  for (const row of hip.rows) si[row.place] = called(row.value, row.takes, si);
  const status = si[PLACES.status];
  let values = null;
  return {
    inputs,
    get values() { return (values ??= publicValues(si, inputs)); },
    status,
    statusWord: STATUS_WORDS[status],
    reason: status === OUTSIDE_VALIDITY ? TRUTHS.find((name) => !si[PLACES[name]]) : "",
    rows: hip.formulas,
    si,
  };
}

// What solving starts from: the rows of equations in their order, and every value that is known before them.
export function beginning(given) {
  const inputs = complete(given);
  return { inputs, rows: equationsOf(inputs).rows, si: leavesOf(inputs) };
}

// Where a name stands among the values, the factor to its public unit, and what guards it, if anything does.
export function readOff(name) {
  return PUBLIC_BY_NAME[name] ?? { place: PLACES[name], factor: 1, value: null, takes: [] };
}

function complete(given) {
  const aside = setAside(given);
  const inputs = { ...DEFAULTS };
  for (const name in given) {
    if (given[name] !== undefined && given[name] !== null && !(name in aside)) inputs[name] = given[name];
  }
  if ("cane_force_bw" in inputs) {
    inputs.cane_force = inputs.cane_force_bw * inputs.body_mass * QUANTITIES.gravity.default;
    delete inputs.cane_force_bw;
  }
  return inputs;
}

// Numbers and constants that enter the equations.
function leavesOf(inputs) {
  const si = START.slice();
  for (let place = 0; place < LEAVES.length; place += 1) si[place] = inputs[LEAVES[place]] * FACTORS[place];
  si[PLACES.capacity_per_mass] = capacityOf(inputs);
  if (inputs.sex === UNSPECIFIED) return si;
  const constants = SEGMENT_SETS[inputs.segment_set][inputs.sex];
  for (const name in constants) si[PLACES[name]] = constants[name];
  return si;
}

function capacityOf({ capacity_norm, sex, age }) {
  const norm = CAPACITY_NORMS[capacity_norm][sex === UNSPECIFIED ? "female" : sex];
  return "per_year" in norm && !Number.isNaN(age) ? norm.at_birth + norm.per_year * age : norm.mean;
}

function publicValues(si, inputs) {
  const values = {};
  for (const row of PUBLIC) values[row.name] = publicValue(row, si);
  if (LEANING.includes(inputs.stance_strategy)) values.trunk_lean = solvedLean(si, inputs);
  return values;
}

function publicValue({ place, factor, value, takes }, si) {
  return (value ? called(value, takes, si) : si[place]) / factor;
}

// load.values[name] for who needs that one alone, such as a line through many hips.
export function valueOf({ si, inputs }, name) {
  if (name === "trunk_lean" && LEANING.includes(inputs.stance_strategy)) return solvedLean(si, inputs);
  return publicValue(PUBLIC_BY_NAME[name], si);
}

// Lean as the input means it: to the vertical, or to the pelvis that the trunk follows.
function solvedLean(si, inputs) {
  const drop = inputs.pelvic_drop_trunk === "follows" ? si[PLACES.pelvic_drop] : 0;
  return (si[PLACES.trunk_inclination] + drop) / QUANTITIES.trunk_lean.si;
}

// Most equations take few values, for which no array need be made and thrown away.
export function called(value, takes, si) {
  if (takes.length === 1) return value(si[takes[0]]);
  if (takes.length === 2) return value(si[takes[0]], si[takes[1]]);
  if (takes.length === 3) return value(si[takes[0]], si[takes[1]], si[takes[2]]);
  const given = new Array(takes.length);
  for (let index = 0; index < takes.length; index += 1) given[index] = si[takes[index]];
  return value.apply(null, given);
}

// The equations of a hip, each after those it needs, by the choices that pick them; formulas leaves out what
// answers yes, no or which.
const known = new Map();

function equationsOf(inputs) {
  const key = DECIDING.map((name) => inputs[name]).join();
  if (!known.has(key)) {
    const rows = inOrder(PLAN.map((part) => rowOf(part, inputs)));
    const shown = ({ name, equation, arguments: names }) => ({ name, equation, arguments: names });
    known.set(key, { rows, formulas: rows.filter((row) => row.partials).map(shown) });
  }
  return known.get(key);
}

function rowOf({ name, choice, functions, function: only }, inputs) {
  const equation = only ?? functions[inputs[choice]];
  const { arguments: names, value, partials } = EQUATIONS[equation];
  const slopes = partials && Object.entries(partials);
  const places = { place: PLACES[name], takes: names.map(placeOf) };
  return { name, equation, arguments: names, value, partials: slopes, ...places };
}

// The rows, each after those it needs.
export function inOrder(rows) {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const done = new Set();
  const visit = (name) => {
    const row = byName.get(name);
    if (!row || done.has(row)) return;
    row.arguments.forEach(visit);
    done.add(row);
  };
  rows.forEach((row) => visit(row.name));
  return [...done];
}

// Length and arm of the abductors are compared with those of the default femur in the default stand.
const NORMAL = solve().si;
for (const name of REFERENCES) START[PLACES[`reference_${name}`]] = NORMAL[PLACES[name]];

// Exact derivative of a quantity towards every number among the inputs, public units; NaN where the quantity
// itself does not hold. Body mass counts at the same cane force in newtons.
export function derivatives(load, output) {
  const slopes = backwards(equationsOf(load.inputs).rows, load.si, output);
  const factor = QUANTITIES[output].si;
  const held = holds(load, output);
  const solved = LEANING.includes(load.inputs.stance_strategy);
  const result = {};
  for (const name of LEAVES) {
    if (name === "trunk_lean" && solved) continue;
    result[name] = held ? inSi(name, slopes[PLACES[name]] ?? 0) / factor : NaN;
  }
  result.cane_force_bw = result.cane_force * load.values.body_weight;
  return result;
}

// The chain rule from the output back to what is given; undefined where there is no way.
function backwards(rows, si, output) {
  const slopes = new Array(NAMES.length);
  slopes[PLACES[output]] = 1;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    const slope = slopes[row.place];
    if (slope === undefined || !row.partials) continue;
    for (const [name, partial] of row.partials) {
      slopes[PLACES[name]] = (slopes[PLACES[name]] ?? 0) + slope * called(partial, row.takes, si);
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
