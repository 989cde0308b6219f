// When strength fails: what gives way, until the abductors hold again what is asked of them.
//
// One moment, one total torque. Where the pelvis may drop, two sets of assumptions are solved, for nobody has
// measured what the stretched muscle and the tissue round it give: the truth is taken to lie between them.

import { once } from "./curves.js";
import { solve, valueOf } from "./model.js";
import { CAPACITY_NORMS, LEANING, OUTSIDE_VALIDITY, STRENGTHS, WEAKNESS } from "./tables.js";

const { ASSUMPTIONS, DRAWN, LARGEST, NORMS, TORQUE_SHARES } = WEAKNESS;
export const FULL = Object.fromEntries(STRENGTHS.map((name) => [name, 1]));
const NO_CANE = { cane_force_bw: undefined, cane_force: 0 };
export const LEVEL = { ...NO_CANE, pelvic_drop: 0, trunk_lean: 0 };
const [DROP_STEP, LEAN_STEP, CANE_STEPS, CURVE_STEP] = [2.5, 10, 4, 3];
const CLOSER = 10; // times as many looks where upright is no valid balance
const CLOSE = 1e-10; // N·m
const MOST_STEPS = 60;
const HALVES = 40;

// What the muscles lack in a stance, N·m: negative where they have something to spare, NaN without an answer.
export function lacking(load) {
  if (load.status === OUTSIDE_VALIDITY) return NaN;
  const taken = valueOf(load, "abductor_capacity") + valueOf(load, "passive_moment");
  return valueOf(load, "abductor_moment") - taken;
}

// Everything that a hip of this strength can do. Angles in degrees, forces in N, moments in N·m, strengths in
// per cent of the total abduction torque; NaN where there is no equilibrium, and its load then shows a stance
// to be drawn, not one that holds.
export function weaken(given) {
  const load = solve(given);
  const needed = neededStrength(given);
  const weight = load.values.body_weight;
  return {
    load,
    demand: load.values.abductor_moment,
    capacity: load.values.abductor_capacity,
    utilisation: load.values.utilisation,
    strengthNeeded: needed,
    toleratedLoss: 100 - needed,
    drop: Object.fromEntries(Object.entries(ASSUMPTIONS).map(([name, set]) => [name, dropped(given, set)])),
    lean: leaning(given),
    cane: onCane(given, weight),
    ledger: ledgerOf(load),
  };
}

// The same once for each given hip, however many ask.
export const weakened = once(weaken);

// Strength at which the abductors would just hold this stance, per cent of the total.
function neededStrength(given) {
  return Math.max(0, balancingStrength(given));
}

// The same, negative where the muscles would have to push.
function balancingStrength(given) {
  const full = solve({ ...given, ...FULL });
  return 100 + (100 * lacking(full)) / valueOf(full, "abductor_capacity");
}

function dropped(given, assumptions) {
  const at = (angle) => solve({ ...given, ...assumptions, pelvic_drop: angle });
  const angle = least(at, LARGEST.pelvic_drop, DROP_STEP);
  return { angle, load: at(Number.isNaN(angle) ? DRAWN.pelvic_drop : angle) };
}

export function leaning(given) {
  const at = (angle) => solve({ ...given, pelvic_drop: 0, trunk_lean: angle });
  const free = !LEANING.includes(given.stance_strategy);
  const angle = free ? least(at, LARGEST.trunk_lean, LEAN_STEP, true) : NaN;
  return { angle, load: at(Number.isNaN(angle) ? DRAWN.trunk_lean : angle) };
}

function onCane(given, weight) {
  const others = { ...given, ...NO_CANE, pelvic_drop: 0, cane_side: "contralateral" };
  const at = (force) => solve({ ...others, cane_force: force });
  const most = LARGEST.cane_force_bw * weight;
  const force = least(at, most, most / CANE_STEPS, true);
  return { force, load: at(Number.isNaN(force) ? most : force) };
}

// The smallest amount from 0 to the largest at which the muscles hold; NaN where none does, or where it tips
// the pelvis to the stance side. A drop begins at a level balance; what is chosen may lie across stances that
// have none.
function least(at, largest, step, across) {
  const short = (amount) => lacking(at(amount));
  let [before, lack] = [0, short(0)];
  if (lack <= 0) return 0;
  const looks = Math.round(largest / step) * (lack > 0 ? 1 : CLOSER);
  for (let look = 1; look <= looks && (across || lack > 0); look += 1) {
    const here = (largest * look) / looks;
    const lackHere = short(here);
    const ended = lackHere <= 0;
    if (ended || Number.isNaN(lackHere) !== Number.isNaN(lack)) {
      const amount = crossing(short, [before, lack], [here, lackHere]);
      if (valueOf(at(amount), "abductor_moment") < -2 * CLOSE) return NaN;
      if (ended || amount >= 0) return amount;
    }
    [before, lack] = [here, lackHere];
  }
  return NaN;
}

// Where a falling shortage ends, from the side on which it has ended: regula falsi after Illinois, which needs
// some seven looks where halving needs forty. Beyond what is valid nothing is known: there the step is halved,
// and the answer is NaN if nothing holds before.
function crossing(short, [low, lack], [high, spare]) {
  if (Number.isNaN(lack)) {
    let first = high; // where what is valid begins: so far beyond that rounding does not undo it
    for (let count = 0; count < HALVES; count += 1) {
      const middle = (low + first) / 2;
      if (Number.isNaN(short(middle))) low = middle;
      else first = middle;
    }
    low = Math.min(2 * first - low, high);
    lack = short(low);
    if (lack <= 0) return low;
    if (!(spare <= 0)) return NaN;
  }
  let [last, rest] = [0, spare];
  for (let count = 0; count < MOST_STEPS && !(rest >= -CLOSE); count += 1) {
    const share = Number.isNaN(lack - spare) ? 1 / 2 : lack / (lack - spare);
    const middle = low + share * (high - low);
    const found = short(middle);
    if (found > 0) {
      [low, lack] = [middle, found];
      if (last > 0) spare /= 2;
      last = 1;
    } else {
      [high, spare, rest] = [middle, found, found];
      if (last < 0) lack /= 2;
      last = -1;
    }
  }
  return Number.isNaN(rest) ? NaN : high;
}

// Who pays for a stance: moments in N·m that sum to what it would ask without lean and without stick.
export function ledgerOf(load) {
  const { inputs, values } = load;
  const { abductor_moment: demand, abductor_capacity: capacity } = values;
  const passive = Math.min(Math.max(demand, 0), values.passive_moment);
  const muscles = shared(Math.min(Math.max(demand - passive, 0), capacity), capacity, inputs);
  const unaided = demandOf({ ...inputs, ...NO_CANE });
  const upright = LEANING.includes(inputs.stance_strategy)
    ? unaided
    : demandOf({ ...inputs, ...NO_CANE, trunk_lean: 0 });
  const held = passive + muscles.gluteals + muscles.tfl + muscles.piriformis;
  const rows = {
    ...muscles, passive, lean: upright - unaided, cane: unaided - demand, missing: demand - held,
  };
  return Object.entries(rows).map(([name, moment]) => ({ name, moment, share: moment / upright }));
}

const demandOf = (inputs) => valueOf(solve(inputs), "abductor_moment");

const GROUPS = { tensor_fasciae_latae: "tfl", piriformis: "piriformis" };
const STRENGTH_OF = { gluteals: "gluteal_strength", tfl: "tfl_strength" };

// A moment shared so that the sum of squared activations is least: each muscle is active in proportion to the
// torque that it can give, the strongest first until it gives all.
function shared(moment, capacity, inputs) {
  const weights = Object.entries(TORQUE_SHARES).map(([name, share]) => {
    const group = GROUPS[name] ?? "gluteals";
    return { group, weight: share * (inputs[STRENGTH_OF[group]] ?? 1) };
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const torques = weights.map(({ group, weight }) => ({ group, torque: (capacity * weight) / total }));
  torques.sort((one, other) => other.torque - one.torque);
  let [left, squares] = [moment, torques.reduce((sum, { torque }) => sum + torque * torque, 0)];
  const sums = { gluteals: 0, tfl: 0, piriformis: 0 };
  for (const { group, torque } of torques) {
    if (!torque) break;
    const paid = torque * Math.min(1, (left / squares) * torque);
    sums[group] += paid;
    left -= paid;
    squares -= torque * torque;
  }
  return sums;
}

// Torque of each measured norm at full strength, N·m, and the loss that this stance would tolerate, per cent.
export function bandOfNorms(given) {
  const { load, strengthNeeded } = weakened(given);
  const { capacity_per_mass: own, abductor_capacity: capacity } = solve({ ...given, ...FULL }).values;
  return NORMS.map(([norm, sex]) => {
    const times = perMass(norm, sex, load.inputs.age) / own;
    return { norm, sex, capacity: capacity * times, toleratedLoss: 100 - strengthNeeded / times };
  });
}

function perMass(norm, sex, age) {
  const row = CAPACITY_NORMS[norm][sex || "female"];
  return "per_year" in row && !Number.isNaN(age) ? row.at_birth + row.per_year * age : row.mean;
}

// Drop and lean against strength: places [per cent of the total strength, degrees], the first angle at which
// each strength holds. Below the strength of the last place there is no equilibrium.
export function strengthCurves(given) {
  const line = (name, others, step) => {
    const places = [];
    let least = Infinity;
    for (let angle = 0; angle <= LARGEST[name] && least > 0; angle += step) {
      const strength = balancingStrength({ ...given, pelvic_drop: 0, ...others, [name]: angle });
      if (!Number.isFinite(strength) || strength >= least) continue;
      const beyond = strength < 0 && least < Infinity ? -strength / (least - strength) : 0;
      places.push([Math.max(0, strength), angle - beyond * step]);
      least = strength;
    }
    return places;
  };
  const drop = ([name, assumptions]) => [name, line("pelvic_drop", assumptions, DROP_STEP)];
  return {
    ...Object.fromEntries(Object.entries(ASSUMPTIONS).map(drop)),
    lean: line("trunk_lean", {}, CURVE_STEP),
  };
}

// What is left of the total torque, as a share.
export function strengthOf({ inputs, values }) {
  return inputs.abductor_strength * values.muscle_strength;
}
