// What changed and why, in a sentence: against the hip of comparison, and how it would go on from here.

import { causes } from "./causes.js";
import { h, say } from "./dom.js";
import { acts, derivatives } from "./model.js";
import { difference, held, inUnit, short } from "./readings.js";
import { ADDUCTORS_NEEDED, OFFERED, QUANTITIES, SHARES } from "./tables.js";
import { MISSING, THIN, force, number, relative, shown, value, word } from "./words.js";

const TOLD_ONE_BY_ONE = 2;
// What is not told: less than half of the last digit, in BW or N.
const LEAST = { BW: 0.005, N: 0.5, kgf: 4.9 };
const CAUSES = ["weight_arm", "abductor_arm", "weight", "line", "cane", "motion"];
// What "a little more" is: a millimetre, a degree, a kilogram; a hundredth of what is counted in ones.
const COARSE = ["mm", "deg", "kg", "years"];

export function createSentence(store) {
  const seen = h("p", { class: "sentence", "aria-hidden": "true" });
  const spoken = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const element = h("div", { class: "lesson-sentence" }, seen, spoken);
  let input = "";

  function follow() {
    const name = store.lastChanged;
    if (name === "" || (name in QUANTITIES && name !== "stance_side")) input = name;
  }

  function update() {
    follow();
    say(seen, sentence(store, input));
    if (!store.dragging) say(spoken, seen.textContent);
  }
  store.settled(() => {
    follow();
    say(spoken, sentence(store, input));
  });
  update();
  return { element, update };
}

// The whole of it for a hip; `input` is the one that was changed last.
export function sentence(store, input) {
  const { load, reference, settings: { language, unit } } = store;
  const changed = differing(load, reference.load);
  if (!changed.length) return word("live.lesson.unchanged", language, { reference: reference.name });
  const last = changed.includes(input) ? input : changed.length === 1 ? changed[0] : "";
  const before = reference.load;
  const apart = (name) => difference(name, load.values[name], before.values[name], language);
  const share = (name) => perCent(load.values[name], before.values[name], language);
  return [
    word("page.change", language, {
      compared: compared(changed, load, reference, language),
      weight_arm: apart("body_weight_arm"),
      abductor_arm: apart("abductor_arm"),
      abductors: share("abductor_force"),
      joint: share("joint_reaction"),
    }),
    why(load, before, unit, language),
    ...aids(load, unit, language),
    follows(load, before, language),
    slope(load, last, unit, language),
  ].filter(Boolean).join(" ");
}

// Inputs in which two hips differ, as far as they act on this one; which leg stands is none.
export function differing(load, before) {
  return OFFERED.filter((name) => {
    const [now, then] = [held(load, name), held(before, name)];
    const same = Object.is(now, then) || Math.abs(now - then) < 1e-9 || (isVoid(now) && isVoid(then));
    return name !== "stance_side" && !same && (acts(name, whole(load)) || acts(name, whole(before)));
  });
}

const whole = (load) => ({ ...load.inputs, cane_force_bw: held(load, "cane_force_bw") });
const isVoid = (amount) => amount === null || amount === undefined || Number.isNaN(amount);

function compared(changed, load, reference, language) {
  if (changed.length > TOLD_ONE_BY_ONE) return word("page.against", language, { reference: reference.name });
  const changes = changed.map((name) => change(name, load, reference.load, language)).join(", ");
  const said = word("live.lesson.compared", language, { changes, reference: reference.name });
  return said[0].toUpperCase() + said.slice(1);
}

// One input that changed: by how much, or to what.
export function change(name, load, before, language) {
  const quantity = short(name, language);
  if (QUANTITIES[name].kind === "choice") {
    const choice = word(`page.choices.${name}.${load.inputs[name]}`, language);
    return word("live.lesson.step_to", language, { quantity, choice });
  }
  const amount = stepped(name, held(load, name) - held(before, name), language);
  return word("live.lesson.step_up", language, { quantity, amount });
}

// The change of an input with its sign, with as many decimals as its slider has.
export function stepped(name, amount, language) {
  if (!Number.isFinite(amount)) return MISSING;
  if (SHARES.includes(name)) return difference(name, amount, 0, language);
  const exact = Math.round(amount * 1e6) / 1e6;
  return exact > 0 ? `+${shown(name, exact, language)}` : shown(name, exact, language);
}

function perCent(now, before, language) {
  if (!Number.isFinite(now) || !Number.isFinite(before)) return MISSING;
  return relative(now, before, language) || `0${THIN}%`;
}

// Which arm, weight or direction brought how much of the change of the joint force.
function why(load, before, unit, language) {
  if (load.status >= ADDUCTORS_NEEDED || before.status >= ADDUCTORS_NEEDED) return "";
  const weight = load.values.body_weight;
  const inBodyWeights = unit === "BW";
  const parts = causes(load, before, inBodyWeights);
  const told = (amount) =>
    inUnit(inBodyWeights ? amount : amount / weight, weight, unit, language, { sign: true });
  const visible = CAUSES.filter((name) => Math.abs(parts[name]) >= LEAST[unit]);
  const largest = visible.sort((a, b) => Math.abs(parts[b]) - Math.abs(parts[a]));
  if (!largest.length) return "";
  const through = (name) =>
    word("live.lesson.through", language, {
      amount: told(parts[name]), cause: word(`live.lesson.cause_${name}`, language),
    });
  const total = told(CAUSES.reduce((sum, name) => sum + parts[name], 0));
  return word("live.lesson.why", language, { total, parts: largest.map(through).join(", ") });
}

// What a stick and a carried mass do to the moment: force times arm.
function aids({ values, inputs }, unit, language) {
  const carried = inputs.load_factor * inputs.carried_mass * QUANTITIES.gravity.default;
  const pairs = [["cane", -inputs.cane_force, values.cane_arm], ["carried", carried, values.carried_arm]];
  const said = pairs.filter(([, newtons]) => newtons).map(([name, newtons, arm]) => {
    const moment = (newtons * arm) / 1000;
    return word(`page.${name}_${moment > 0 ? "adds" : "takes"}`, language, {
      moment: value("abductor_moment", Math.abs(moment), language),
      force: force(Math.abs(newtons), values.body_weight, unit, language),
      arm: `${number(Math.abs(arm), 0, language)}${THIN}mm`,
    });
  });
  if (!carried || !inputs.counter_lean) return said;
  const cancelled = (carried * inputs.counter_lean * inputs.load_distance) / 1000;
  const moment = value("abductor_moment", cancelled, language);
  return [...said, word("page.counter_lean", language, { moment })];
}

function follows(load, before, language) {
  const wider = load.inputs.step_width !== before.inputs.step_width;
  const shifts = load.inputs.stance_strategy === "pelvis_over_foot";
  return wider && shifts ? word("page.pelvis_follows", language) : "";
}

// How the joint force would go on if the last input were pulled a little further.
function slope(load, name, unit, language) {
  if (!name || QUANTITIES[name].kind !== "input" || load.status >= ADDUCTORS_NEEDED) return "";
  const perUnit = slopeOf(load, name);
  if (!Number.isFinite(perUnit)) return "";
  const step = COARSE.includes(QUANTITIES[name].unit) ? 1 : 0.01;
  const amount = perUnit * step;
  const finer = unit === "kgf" ? 2 : 1;
  const text = inUnit(Math.abs(amount), load.values.body_weight, unit, language, { finer });
  const kind = /[1-9]/.test(text) ? (amount > 0 ? "more" : "less") : "none";
  const values = { step: shown(name, step, language), quantity: short(name, language), amount: text };
  return word(`live.lesson.slope_${kind}`, language, values);
}

// Derivative of the joint force, in body weights; a cane held in body weights grows with the body.
export function slopeOf(load, name) {
  const all = derivatives(load, "joint_reaction_bw");
  if (name !== "body_mass") return all[name] ?? NaN;
  return all.body_mass + (all.cane_force * load.inputs.cane_force) / load.inputs.body_mass;
}
