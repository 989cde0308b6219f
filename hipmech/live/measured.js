// What was measured in people in this pose, beside what the model says of this hip, and what that is worth.

import { h, s, say, set } from "./dom.js";
import { toEvidence } from "./going.js";
import { solve } from "./model.js";
import { comparable, furnish, marked, measuredInPeople, origin } from "./readings.js";
import { MEASURED } from "./tables.js";
import { force, number, value, word } from "./words.js";

const SCALE = [1.5, 4];
const WIDTH = 300;

export function createMeasured(store) {
  const element = h("section", { class: "lesson-measured" });
  const line = h("span");
  const kept = {};

  function build(language) {
    kept.strip = createStrip(language);
    kept.said = h("p");
    const sources = ["bergmann_2016", "fischer_2021"];
    kept.shown = h("div", {}, kept.strip.element, kept.said, h("p", {}, honest(language)),
      sources.map((key) => h("p", { class: "small" }, ...origin(key, language))),
      toEvidence(store, "joint_reaction_bw"));
    kept.text = "";
    kept.absent = h("p", {}, word("page.in_vivo_absent", language));
    return [kept.shown, kept.absent];
  }

  function update() {
    const { load, settings: { language, unit } } = store;
    furnish(element, language, build);
    const compared = comparable(load);
    kept.shown.hidden = !compared;
    kept.absent.hidden = compared;
    say(line, compared ? rangeWords(load, language) : word("page.in_vivo_absent", language));
    if (!compared) return;
    const text = inVivo(load, language, unit);
    if (kept.text !== text) kept.said.replaceChildren(...marked(text));
    kept.text = text;
    kept.strip.update(load);
  }
  update();
  return { element, line, update };
}

// What was measured, and this hip.
function rangeWords(load, language) {
  const { low, mean, high } = MEASURED;
  const values = { low, mean, high, here: load.values.joint_reaction_bw };
  const told = Object.entries(values).map(([key, amount]) => [key, number(amount, 2, language)]);
  return word("live.lesson.range_label", language, Object.fromEntries(told));
}

export function inVivo(load, language, unit) {
  const { values } = load;
  const size = value("joint_reaction_bw", values.joint_reaction_bw, language);
  const other = unit === "BW" ? "" : `${force(values.joint_reaction, values.body_weight, unit, language)} = `;
  return word("page.in_vivo", language, {
    people: MEASURED.people,
    mean: number(MEASURED.mean, 2, language),
    deviation: number(MEASURED.deviation, 2, language),
    low: number(MEASURED.low, 2, language),
    high: number(MEASURED.high, 2, language),
    measured_angle: number(MEASURED.angle, 1, language),
    angle_deviation: number(MEASURED.angle_deviation, 1, language),
    size: other + size,
    angle: number(values.joint_reaction_angle_femur, 1, language),
    fits: word(`page.in_vivo_${measuredInPeople(load) ? "inside" : "outside"}`, language),
  });
}

// What the comparison with people does not bear: the direction, and the single person.
export function honest(language) {
  const gap = solve({}).values.joint_reaction_angle_femur - MEASURED.angle;
  return word("page.in_vivo_honest", language, {
    gap: number(gap, 1, language), null_error: number(MEASURED.null_error, 1, language),
  });
}

function across(size) {
  const [low, high] = SCALE;
  return (WIDTH * (Math.max(low, Math.min(high, size)) - low)) / (high - low);
}

// The measured range as a band with its mean, and this hip as a mark on the same scale.
function createStrip(language) {
  const { low, mean, high } = MEASURED;
  const here = s("path", { class: "here", d: "M0 22 l-6 -12 h12 z" });
  const words = word("live.lesson.range_here", language);
  const name = s("text", { class: "here", y: 6, "text-anchor": "middle" }, words);
  const ticks = [2, 2.5, 3, 3.5].flatMap((size) => [
    s("line", { x1: across(size), x2: across(size), y1: 34, y2: 38 }),
    s("text", { x: across(size), y: 51, "text-anchor": "middle" }, number(size, 1, language)),
  ]);
  const picture = s("svg", { viewBox: `-20 -8 ${WIDTH + 60} 62`, role: "img", class: "strip" },
    s("rect", { x: across(low), width: across(high) - across(low), y: 22, height: 12 }),
    s("line", { class: "mean", x1: across(mean), x2: across(mean), y1: 19, y2: 37 }),
    s("line", { x1: 0, x2: WIDTH, y1: 34, y2: 34 }), ticks,
    s("text", { x: WIDTH + 4, y: 38 }, word("page.body_weights", language)), here, name);
  function update(load) {
    const size = load.values.joint_reaction_bw;
    set(picture, "aria-label", rangeWords(load, language));
    set(here, "transform", `translate(${across(size).toFixed(1)} 0)`);
    set(name, "x", Math.max(20, across(size)).toFixed(1));
  }
  return { element: picture, update };
}
