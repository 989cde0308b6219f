// What the page Sweep works out: inputs on the axes, the numbers along them, and where this hip stands.

import { gaugeOf } from "./gauge.js";
import { acts, positions, solve } from "./model.js";
import { createSweep } from "./sweep_model.js";
import { LEANING, MEASURED, QUANTITIES, SHARES } from "./tables.js";
import { FULL, bandOfNorms } from "./trendelenburg.js";
import { label, number, plain, spelt } from "./words.js";

export const NONE = "none";
const STRATEGIES = QUANTITIES.stance_strategy.choices;
const FULL_USE = 100; // per cent

// Returns study(): renewed when asked, and the same object as long as nothing has changed.
export function createStudies(store) {
  const sweeps = {};
  let kept = { key: "" };

  // One line or map of a hip, its sweep kept under a name of its own.
  function cases(name, given, axes, gauge) {
    sweeps[name] ??= createSweep();
    const swept = axes.map((axis) => axis.name);
    const rest = Object.fromEntries(Object.entries(given).filter(([one]) => !swept.includes(one)));
    const found = sweeps[name](rest, axes, [gauge.quantity, "body_weight"]);
    const values = found.column(gauge.quantity);
    if (gauge.times !== 1) values.forEach((value, place) => (values[place] = value * gauge.times));
    return { name, given: rest, values, status: found.status, reason: found.reason, column: found.column };
  }

  return function study() {
    const { given, settings, frozen } = store;
    const key = JSON.stringify([given, settings, frozen]);
    if (key === kept.key) return kept;
    const gauge = gaugeOf(settings.curve, settings.unit, settings.language);
    const axes = axesOf(settings).map((name) => axisOf(name, store));
    const [x, y = null] = axes;
    const idle = axes.filter((axis) => !acts(axis.name, actingWith(axis, axes, store.inputs)));
    kept = { key, x, y, axes, gauge, idle, lines: [] };
    if (idle.length) return kept;
    const own = cases("own", given, axes, gauge);
    const others = y || x.name !== "step_width" ? [] : strategiesOf(given);
    kept.own = own;
    kept.fewer = others.length > 0 && others.length < STRATEGIES.length;
    kept.lines = others.length
      ? others.map((name) => cases(name, { ...given, stance_strategy: name }, axes, gauge))
      : [own];
    kept.chosen = others.length ? kept.lines.find(({ name }) => name === store.inputs.stance_strategy) : own;
    const ghostly = frozen && !y && acts(x.name, { ...store.frozenLoad.inputs, ...frozen });
    const there = ghostly && x.nearest(frozen[x.name] ?? QUANTITIES[x.name].default);
    kept.ghost = ghostly ? { ...cases("ghost", frozen, axes, gauge), here: there } : null;
    kept.here = y ? x.here * y.values.length + y.here : x.here;
    kept.scale = scaleOf(kept.own, gauge, settings);
    kept.band = settings.curve === "joint_reaction_bw" ? measuredBand(kept.scale) : null;
    kept.norms = settings.curve === "utilisation" && !y ? normsOf(given) : null;
    return kept;
  };
}

// Names on the axes; an input cannot be swept against itself.
export function axesOf({ sweep_x: x, sweep_y: y }) {
  return y === NONE || y === x ? [x] : [x, y];
}

function axisOf(name, store) {
  const { language } = store.settings;
  const values = positions(name);
  const last = values.length - 1;
  const nearest = (value) =>
    Math.max(0, Math.min(last, Math.round(((value - values[0]) / (values[last] - values[0])) * last)));
  const share = SHARES.includes(name);
  const unit = share ? "%" : spelt(QUANTITIES[name].unit, language).trim();
  const bare = (value) => (share ? number(100 * value, 0, language) : plain(value, language));
  const { usual } = QUANTITIES[name];
  return {
    name,
    values,
    nearest,
    unit,
    bare,
    times: share ? 100 : 1,
    say: (value) => bare(value) + (share ? spelt("%", language) : spelt(QUANTITIES[name].unit, language)),
    here: nearest(store.inputs[name]),
    usual: usual ? usual.map(nearest) : [0, last],
    title: unit ? `${label(name, language)}, ${unit}` : label(name, language),
  };
}

// The hip in which an input must show an effect: on the other axis nothing is at zero for good.
function actingWith(axis, axes, held) {
  const others = axes.filter((one) => one !== axis).map(({ name, values }) => [name, values.at(-1)]);
  return { ...held, ...Object.fromEntries(others) };
}

// Ways to stand that can be compared: those that lean by themselves cannot take a lean that is given.
function strategiesOf(given) {
  return STRATEGIES.filter((name) => !(given.trunk_lean && LEANING.includes(name)));
}

// Display units in one body weight, for every case.
function scaleOf({ column }, gauge, { unit }) {
  if (unit === "BW") return () => 1;
  const weights = column("body_weight");
  return (place) => weights[place] * gauge.times;
}

function measuredBand(scale) {
  const { low, high, mean, deviation } = MEASURED;
  const levels = { low, high, mean, under: mean - deviation, over: mean + deviation };
  return { levels, at: (name, place) => levels[name] * scale(place) };
}

// How many times as large the utilisation is with the strongest and with the weakest norm.
function normsOf(given) {
  const { abductor_capacity: own } = solve({ ...given, ...FULL }).values;
  const capacities = bandOfNorms(given).map(({ capacity }) => capacity);
  return [own / Math.max(...capacities), own / Math.min(...capacities)];
}

// The level that cases are counted against until another one is set, and why it is that one: what was
// measured, what the muscle has, or this hip, if it has an answer. In newtons what was measured is another
// number for every body.
export function levelOf({ band, gauge, axes, own, here, scale }, { unit }) {
  const everywhere = unit === "BW" || !axes.some(({ name }) => name === "body_mass");
  if (band && everywhere) return { level: band.levels.mean * scale(here), why: "measured" };
  if (gauge.output === "utilisation") return { level: FULL_USE, why: "full" };
  if (Number.isFinite(own.values[here])) return { level: own.values[here], why: "here" };
  const answers = own.values.filter(Number.isFinite);
  const middle = answers.length ? (Math.min(...answers) + Math.max(...answers)) / 2 : 0;
  return { level: middle, why: "middle" };
}

// The cases between two ends on each axis: the least and the largest, how many have an answer, lie above a
// level, and have each status.
export function countsOf({ y, chosen: { values, status } }, spans, level) {
  const [[first, last], [low, high] = [0, 0]] = spans;
  const width = y ? y.values.length : 1;
  const counts = {
    all: (last - first + 1) * (high - low + 1), answered: 0, above: 0, low: Infinity, high: -Infinity,
    status: [0, 0, 0, 0],
  };
  for (let row = first; row <= last; row += 1) {
    for (let cell = low; cell <= high; cell += 1) {
      const place = row * width + cell;
      const value = values[place];
      counts.status[status[place]] += 1;
      if (!Number.isFinite(value)) continue;
      counts.answered += 1;
      if (value > level) counts.above += 1;
      if (value < counts.low) counts.low = value;
      if (value > counts.high) counts.high = value;
    }
  }
  return counts;
}
