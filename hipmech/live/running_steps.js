// The step of the page, the default one of the same hip and steps of the normal one, each solved once.

import { GAITS, QUANTITIES, SETTINGS } from "./tables.js";
import { givenOf, solveStep } from "./running_model.js";

export function createSteps(store) {
  const kept = new Map();
  const solved = (role, gait, given) => {
    const key = JSON.stringify([gait, given]);
    if (kept.get("own")?.key === key) return kept.get("own").step;
    if (kept.get(role)?.key !== key) kept.set(role, { key, step: solveStep(gait, given) });
    return kept.get(role).step;
  };
  return () => {
    const { gait } = store.settings;
    const own = solved("own", gait, givenOf(defaultOf(store)));
    const normal = { ...defaultOf(store), given: {} };
    // Steps at so many per cent from the own rate, as people were measured.
    const at = (rate) => solved(`rate ${rate}`, gait, givenOf(normal, rate));
    return { now: solved("now", gait, givenOf(store)), own, at };
  };
}

// What the sliders of the page set, at its default: the rate, and the width and the drop of either gait.
const SLID = ["gait_rate", "run_width", "run_give"];
const ITS_OWN = ["step_width", "pelvic_drop"];

function defaultOf({ given, settings }) {
  const first = Object.fromEntries(SLID.map((name) => [name, SETTINGS[name][0]]));
  return { given: without(ITS_OWN, given), settings: { ...settings, ...first } };
}

const without = (names, given) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

// What of the hip of the page enters its step and is not set beside it.
export function hipOf({ given, settings: { gait } }) {
  return without([...GAITS[gait].refused, ...ITS_OWN, "stance_side"], given);
}

// Steps a minute of both feet.
export const rateOf = ({ step_time: time }) => 60 / time;

export const weightOf = ({ inputs }) => inputs.body_mass * QUANTITIES.gravity.default;

export const speedOf = ({ gait }) => GAITS[gait].given.speed;
