// The tasks: the person of a variant, the numbers of a task for that person, the right option, its words.

import { solve } from "./model.js";
import { PERSON, QUANTITIES, TASKS, VARIED } from "./tables.js";
import { leaning } from "./trendelenburg.js";
import { number, shown, signed, word } from "./words.js";

const PERCENT = 100;
const GRAVITY = QUANTITIES.gravity.default;
const METRES = QUANTITIES.step_width.si;

export const NAMES = Object.keys(TASKS);
export const UNSURE = "unsure";

// Inputs of the person of a variant; variant 0 is the default adult.
export function personOf(variant) {
  const names = [...Object.keys(VARIED), "stance_side"];
  if (variant === 0) return Object.fromEntries(names.map((name) => [name, QUANTITIES[name].default]));
  const draw = drawing(variant);
  const drawn = Object.entries(VARIED).map(([name, [first, last, step]]) =>
    [name, first + step * Math.floor(draw() * ((last - first) / step + 1))]);
  return { ...Object.fromEntries(drawn), stance_side: draw() < 1 / 2 ? "left" : "right" };
}

// Mulberry32: the same numbers between 0 and 1 here and in Python.
function drawing(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Inputs of a case of a task for a person.
export function inputsOfCase(task, name, person) {
  const { put = {}, move = {} } = task.cases[name] || {};
  const moved = Object.entries(move).map(([input, amount]) =>
    [input, (person[input] ?? QUANTITIES[input].default) + amount]);
  return { ...person, ...put, ...Object.fromEntries(moved) };
}

// Every number of a task for a person.
export function numbersOf(task, person) {
  const loads = {};
  for (const name of [PERSON, ...Object.keys(task.cases)]) {
    loads[name] = solve(inputsOfCase(task, name, person));
  }
  const asked = Object.entries(task.numbers).filter(([, { how }]) => how !== "further");
  const found = asked.map(([name, wanted]) => {
    const leans = wanted.how === "lean";
    return [name, leans ? leaning(inputsOfCase(task, wanted.case, person)).angle : computed(wanted, loads)];
  });
  return Object.fromEntries(found);
}

function computed(wanted, loads) {
  const [load, other] = [loads[wanted.case], loads[wanted.against]];
  if (wanted.how === "loss") return PERCENT - reading(load, "strength_needed");
  const value = reading(load, wanted.quantity);
  if (wanted.how === "ratio") return value / reading(load, wanted.of);
  if (wanted.how === "value") return value;
  const before = reading(other, wanted.quantity);
  if (wanted.how === "percent") return PERCENT * (value / before - 1);
  if (wanted.how === "bend") {
    return PERCENT * ((value + before) / reading(loads[PERSON], wanted.quantity) - 2);
  }
  return value - before;
}

// A number made of several quantities.
const READINGS = {
  supported_weight_bw: (load) => load.supported_weight / load.body_weight,
  leg_weight: (load) => load.leg_mass * GRAVITY,
  trunk_weight: (load) => (load.supported_mass - load.leg_mass) * GRAVITY,
  leg_moment: (load) => load.leg_mass * GRAVITY * load.swing_leg_arm * METRES,
  trunk_moment: (load) => load.gravity_moment - READINGS.leg_moment(load),
  strength_needed: (load) =>
    ((PERCENT * load.abductor_moment) / load.abductor_capacity) * load.abductor_strength,
  strength_left: (load) => PERCENT * load.abductor_strength,
  misread_moment: (load) =>
    (load.body_weight * (load.step_width - QUANTITIES.step_width.default) * METRES) / 2,
};

function reading(load, name) {
  const values = { ...load.inputs, ...load.values };
  return name in READINGS ? READINGS[name](values) : values[name];
}

// Name of the right option, by the numbers of the task.
export function rightOf(task, found) {
  const fits = ([wanted, [low, high]]) => low < found[wanted] && found[wanted] < high;
  return Object.keys(task.options).find((name) => Object.entries(task.options[name].when).every(fits));
}

// A number of a task as its words hold it; changes carry their sign.
export function told(wanted, amount, language) {
  const changes = wanted.how === "change" || wanted.how === "percent";
  return (changes ? signed : number)(amount, wanted.digits, language);
}

// A task for the person of a variant: numbers, right option, and its words by key.
export function lessonOf(name, variant, language) {
  return { name, ...lessonFor(TASKS[name], `task.${name}`, personOf(variant), language) };
}

// A task for any person, with words whose keys begin with root; further: numbers that no one-leg stand answers.
export function lessonFor(task, root, person, language, further = {}) {
  const found = { ...numbersOf(task, person), ...further };
  const [same, other] = person.stance_side === "left" ? ["left", "right"] : ["right", "left"];
  const values = { same: word(`task.side.${same}`, language), other: word(`task.side.${other}`, language) };
  for (const [key, amount] of Object.entries(found)) values[key] = told(task.numbers[key], amount, language);
  const filled = (key) => word(key, language, values);
  const said = (key) => filled(`${root}.${key}`);
  return { task, person, found, right: rightOf(task, found), said, filled };
}

// The person in a line.
export function described(person, language) {
  const one = (name) => shown(name, person[name] ?? QUANTITIES[name].default, language);
  const side = person.stance_side ?? QUANTITIES.stance_side.default;
  return word("task.person", language, {
    mass: one("body_mass"),
    side: word(`page.choices.stance_side.${side}`, language),
    width: one("inter_hip_distance"),
    angle: one("neck_shaft_angle"),
  });
}
