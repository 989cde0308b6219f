// The step of the page and the same at the own step rate, each solved once for what it is given.

import { GAITS, QUANTITIES } from "./tables.js";
import { givenOf, solveStep } from "./running_model.js";

export function createSteps(store) {
  const kept = new Map();
  const solved = (role, gait, given) => {
    const key = JSON.stringify([gait, given]);
    if (kept.get(role)?.key !== key) kept.set(role, { key, step: solveStep(gait, given) });
    return kept.get(role).step;
  };
  // The steps at which people were measured, at so many per cent from the own rate.
  const at = (rate) => solved(`rate ${rate}`, store.settings.gait, givenOf(store, rate));
  return () => ({ now: at(Number(store.settings.gait_rate)), own: at(0), at });
}

// Steps a minute of both feet.
export const rateOf = ({ step_time: time }) => 60 / time;

export const weightOf = ({ inputs }) => inputs.body_mass * QUANTITIES.gravity.default;

export const speedOf = ({ gait }) => GAITS[gait].given.speed;
