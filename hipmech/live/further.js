// The plan of a further generated script, run on what a solved hip knows.

import { readOff } from "./model.js";
import { QUANTITIES } from "./tables.js";

// Every quantity of the plan from the values given by name, all in SI; they are added to the values.
export function evaluate(plan, equations, values, choices = {}) {
  for (const { name, function: only, choice, functions } of plan) {
    const { arguments: needs, value } = equations[only ?? functions[choices[choice]]];
    values[name] = value(...needs.map((need) => values[need]));
  }
  return values;
}

// Everything a solved hip knows of the named quantities, SI, before any guard.
export function valuesOf(load, names) {
  return Object.fromEntries(names.map((name) => [name, load.si[readOff(name).place]]));
}

// The names that a plan asks of others.
export function askedBy(plan, equations) {
  const computed = new Set(plan.map(({ name }) => name));
  const asked = plan.flatMap(({ function: only, functions }) =>
    (only ? [only] : Object.values(functions)).flatMap((one) => equations[one].arguments));
  return [...new Set(asked)].filter((name) => !computed.has(name) && name in QUANTITIES);
}
