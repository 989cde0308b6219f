// A step solved in the browser: the equations of the hip with those of walking or running in their place, at
// every instant at which one foot bears the body.

import { beginning, called, inOrder, readOff, valueOf } from "./model.js";
import { EQUATIONS as RUN, PLAN as RUNNING } from "./running_equations.js";
import { GAITS, INSTANTS, QUANTITIES, SETTINGS } from "./tables.js";
import { EQUATIONS as WALK, PLAN as WALKING } from "./walking_equations.js";

const PLANS = { run: [RUNNING, RUN], walk: [WALKING, WALK] };
const SUMMED = SETTINGS.gait_curve;
const CURVES = [...SUMMED, "hip_adduction", "abductor_capacity"];
const OWN = ["time", "load_factor", "pelvic_drop"];

// What a step is given: of the hip what its gait does not answer for itself, and what the page sets.
export function givenOf({ given, settings }, rate = Number(settings.gait_rate)) {
  const { gait, run_width: width, run_give: give } = settings;
  const { refused, given: usual } = GAITS[gait];
  const hip = Object.fromEntries(Object.entries(given).filter(([name]) => !refused.includes(name)));
  const change = 1 + rate / 100;
  if (gait === "run") {
    const own = { step_rate: rounded(usual.step_rate * change), step_width: Number(width) };
    return { ...hip, ...usual, ...own, pelvic_give: Number(give) };
  }
  const time = given.step_time ?? QUANTITIES.step_time.default;
  return { ...hip, ...usual, step_time: rounded(time / change) };
}

const rounded = (amount) => Number(amount.toPrecision(6));

// given: inputs by canonical name in public units, as hipmech.gait takes them.
export function solveStep(gait, given) {
  const { inputs, rows, si } = beginning({ ...given, stance_strategy: "gait_midstance" });
  const { places, still, moving } = planOf(gait, rows, si.length);
  const place = (name) => places.get(name);
  for (const name in GAITS[gait].given) si[place(name)] = given[name] * QUANTITIES[name].si;
  const curves = Object.fromEntries([...OWN, ...CURVES].map((name) => [name, []]));
  const run = (some) => {
    for (const { value, takes, at } of some) si[at] = called(value, takes, si);
  };
  run(still);
  const [contact, step] = [si[place("contact_time")], si[place("step_time")]];
  const [start, length] = gait === "walk" ? [contact - step, 2 * step - contact] : [0, contact];
  const load = { si, inputs };
  let status = 0;
  for (let count = 0; count < INSTANTS; count += 1) {
    si[place("time")] = start + (length * (count + 0.5)) / INSTANTS;
    run(moving);
    status = Math.max(status, si[readOff("status").place]);
    for (const name of OWN) curves[name].push(si[place(name)] / QUANTITIES[name].si);
    for (const name of CURVES) curves[name].push(valueOf(load, name));
  }
  const timing = { contact_time: contact, step_time: step, duration: length };
  const whole = { ...timing, ...sumsOf(curves, { ...timing, speed: given.speed }) };
  const margin = place("balance_margin");
  if (margin !== undefined) whole.balance_margin = si[margin] / QUANTITIES.balance_margin.si;
  return { gait, given, inputs, curves, status, ...whole };
}

function sumsOf(curves, { step_time: step, duration, speed }) {
  const steps = 1000 / (2 * step * speed);
  const found = { steps_per_kilometre: steps };
  for (const name of SUMMED) {
    const sum = (duration * curves[name].reduce((total, one) => total + one, 0)) / INSTANTS;
    found[`${name}_peak`] = largest(curves[name]);
    found[`${name}_impulse`] = sum;
    found[`${name}_per_kilometre`] = sum * steps;
  }
  for (const name of ["hip_adduction", "load_factor", "pelvic_drop"]) found[`${name}_peak`] = largest(curves[name]);
  return found;
}

// Not a number where one of them is none.
const largest = (numbers) => (numbers.some(Number.isNaN) ? NaN : Math.max(...numbers));

// Every equation after those it needs, with the place of what it computes and of what it takes: those that stay
// the same through a step, and those that do not.
const known = new Map();

function planOf(gait, rows, length) {
  const key = `${gait} ${rows.map((row) => row.equation).join()}`;
  if (!known.has(key)) known.set(key, planned(PLANS[gait], rows, length));
  return known.get(key);
}

function planned([plan, equations], rows, length) {
  const own = plan.map(({ name, function: one }) => ({ name, ...equations[one] }));
  const names = new Set(own.map((row) => row.name));
  const all = [...rows.filter((row) => !names.has(row.name)), ...own];
  const places = new Map();
  for (const name of all.flatMap((row) => [row.name, ...row.arguments])) {
    if (!places.has(name)) places.set(name, readOff(name).place ?? length + places.size);
  }
  const changing = new Set(["time"]);
  const [still, moving] = [[], []];
  for (const { name, value, arguments: takes } of inOrder(all)) {
    const moves = takes.some((one) => changing.has(one));
    if (moves) changing.add(name);
    (moves ? moving : still).push({ value, at: places.get(name), takes: takes.map((one) => places.get(one)) });
  }
  return { places, still, moving };
}
