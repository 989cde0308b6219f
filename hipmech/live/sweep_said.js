// What is said of a sweep: one case, a range of cases, and why some have no answer.

import { comparable, inputWords, short, span } from "./readings.js";
import { countsOf } from "./sweep_study.js";
import { MEASURED, OFFERED, OUTSIDE_VALIDITY, QUANTITIES, REASONS, STATUS_WORDS } from "./tables.js";
import { THIN, between, number, relative, word } from "./words.js";

// Inputs that take a hip out of the pose in which people were measured.
const POSTURE = ["pelvic_drop", "trunk_lean", "cane_force_bw", "carried_mass", "load_factor"];
const LIMITS = ["trunk_inclination_limit", "thigh_inclination_limit"];

export function statusWords(status, language) {
  return word(`live.lesson.status_${STATUS_WORDS[status].replace(" ", "_")}`, language);
}

// The values of the inputs at a place.
export function valuesAt({ x, y }, place) {
  if (!y) return [[x, x.values[place]]];
  const width = y.values.length;
  return [[x, x.values[Math.floor(place / width)]], [y, y.values[place % width]]];
}

// Inputs, answer and status at a place, and the change against this hip.
export function caseWords(study, place, language) {
  const { chosen, gauge, here } = study;
  const value = chosen.values[place];
  const said = ([axis, input]) => `${short(axis.name, language)} ${axis.say(input)}`;
  const answer = Number.isFinite(value) ? gauge.say(value) : word("live.picture.curve.none", language);
  const change = place === here ? "" : relative(value, chosen.values[here], language);
  return {
    at: valuesAt(study, place).map(said).join(", "),
    answer,
    status: statusWords(chosen.status[place], language),
    reason: chosen.status[place] === OUTSIDE_VALIDITY ? reasonWords(chosen.reason(place), language) : "",
    change: change && word("sweep.change", language, { change }),
  };
}

// Why there is no answer, or none that the muscles give.
function reasonWords(reason, language) {
  const key = reason.replace(" ", "_");
  if (key === "not_held" || key === "adductors_needed") return word(`sweep.${key}`, language);
  const limits = Object.fromEntries(LIMITS.map((name) => [name, QUANTITIES[name].default]));
  return word(`page.reason.${key}`, language, limits);
}

// The cases between the marks in one sentence, and one more where some are not simply held.
export function rangeWords(study, marks, language) {
  const { axes, gauge } = study;
  const whole = (count) => number(count, 0, language);
  const counts = countsOf(study, marks.spans, marks.level);
  const spans = axes.map(({ name, values, say, bare }, axis) => {
    const [from, to] = marks.spans[axis].map((index) => values[index]);
    return `${short(name, language)} ${between(bare(from), say(to), language)}`;
  });
  const told = {
    spans: spans.join(word("sweep.and", language)), all: whole(counts.all), output: gauge.answer,
    low: gauge.bare(counts.low), high: gauge.say(counts.high), above: whole(counts.above),
    share: `${whole((100 * counts.above) / Math.max(1, counts.answered))}${THIN}%`,
    answered: whole(counts.answered), level: gauge.say(marks.level) + marks.why,
  };
  if (!counts.answered) return [word("sweep.range_none", language, told)];
  const flat = gauge.bare(counts.low) === gauge.bare(counts.high);
  const said = [word(flat ? "sweep.range_flat" : "sweep.range", language, told)];
  const rest = [1, 2, 3].filter((status) => counts.status[status])
    .map((status) => `${statusWords(status, language)} ${whole(counts.status[status])}`);
  if (rest.length) said.push(word("sweep.rest", language, { all: told.all, rest: rest.join(", ") }));
  return said;
}

// Each status but the first: where it is, and why.
export function statusRows(study, language) {
  const { chosen, x, y } = study;
  return [1, 2, 3].flatMap((status) => {
    const places = [...chosen.status.keys()].filter((place) => chosen.status[place] === status);
    if (!places.length) return [];
    const causes = status === OUTSIDE_VALIDITY ? places.map(chosen.reason) : [STATUS_WORDS[status]];
    const reasons = [...new Set(causes)].map((cause) => reasonWords(cause, language));
    const where = y
      ? word("sweep.of", language, {
        count: number(places.length, 0, language), all: number(chosen.status.length, 0, language),
      })
      : stretches(places).map(([from, to]) => stretch(x, from, to, language)).join(", ");
    return [{ status, where, name: statusWords(status, language), reasons: reasons.join(" ") }];
  });
}

const stretch = ({ values, bare, say }, from, to, language) =>
  (from === to ? say(values[from]) : between(bare(values[from]), say(values[to]), language));

// First and last of whole numbers that follow each other.
function stretches(places) {
  const found = [];
  for (const place of places) {
    const last = found[found.length - 1];
    if (last && last[1] === place - 1) last[1] = place;
    else found.push([place, place]);
  }
  return found;
}

// What is the same in every case, as far as it is not usual.
export function fixedWords(study, inputs, language) {
  const names = OFFERED.filter((name) => name in study.own.given && inputs[name] !== undefined);
  const said = names.map((name) => `${short(name, language)} ${inputWords(name, inputs[name], language)}`);
  return said.length
    ? word("sweep.fixed", language, { list: said.join(", ") })
    : word("sweep.fixed_normal", language);
}

// What was measured in people, and whether they stood as this hip does, or as every case of it.
export function measuredWords({ axes }, load, language) {
  const two = (name) => [name, number(MEASURED[name], 2, language)];
  const told = ["mean", "deviation", "low", "high"].map(two);
  const values = { people: MEASURED.people, ...Object.fromEntries(told) };
  const said = word("sweep.measured_about", language, values);
  if (!comparable(load)) return `${said} ${word("sweep.measured_other", language)}`;
  const moved = axes.some(({ name }) => POSTURE.includes(name));
  return moved ? `${said} ${word("sweep.measured_some", language)}` : said;
}

export function usualWords({ name }, language) {
  return word("sweep.usual_about", language, {
    quantity: short(name, language), usual: span(name, QUANTITIES[name].usual, language),
  });
}

// What is drawn against what.
export function titleWords({ axes, gauge }, language) {
  const quantity = axes.map(({ name }) => short(name, language)).join(word("sweep.and", language));
  return word("figure.curve_title", language, { output: gauge.answer, quantity });
}

// The chart in words, for those who cannot see it.
export function described(study, language) {
  const { chosen, here } = study;
  const last = chosen.values.length - 1;
  const said = [0, last, here].map((place) => {
    const { at, answer } = caseWords(study, place, language);
    return `${at}: ${answer}`;
  });
  const ends = Object.fromEntries(said.map((text, index) => [["first", "last", "here"][index], text]));
  return `${titleWords(study, language)}. ${word("sweep.described", language, ends)}`;
}

// The reason of a case as Python writes it, for a table.
export const reasonSentence = (reason) => (reason ? REASONS[reason] : "");
