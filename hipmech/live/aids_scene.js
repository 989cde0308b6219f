// A stick or a bag in either hand: four bodies, and what each asks of the hip on which they stand.

import { h, say, set } from "./dom.js";
import { solve } from "./model.js";
import { drawPatient, patientFrame, patientOf } from "./patient.js";
import { answer, furnish } from "./readings.js";
import { createDrawing } from "./stage_drawing.js";
import { WEAKNESS } from "./tables.js";
import { LEVEL, strengthOf } from "./trendelenburg.js";
import { number, shown, value, word } from "./words.js";

const { AIDS } = WEAKNESS;
const HANDS = ["left", "right"];
const CASES = ["none", "stick_left", "stick_right", "bag_left", "bag_right"];
const NO_BAG = { carried_mass: 0, counter_lean: 0 };

// The inputs of a case; hands are those of the person, the model knows them by the leg on which she stands.
function inputsOf(name, given) {
  const level = { ...given, ...LEVEL, ...NO_BAG };
  const [kind, hand] = name.split("_");
  if (kind === "none") return level;
  const side = hand === (given.stance_side ?? "right") ? "ipsilateral" : "contralateral";
  const { cane_force_bw, cane_distance, carried_mass, load_distance } = AIDS;
  return kind === "stick"
    ? { ...level, cane_force: undefined, cane_force_bw, cane_distance, cane_side: side }
    : { ...level, carried_mass, load_distance, carried_side: side };
}

export function createAidsScene(store, { view = "back" } = {}) {
  const element = h("section", { class: "weak weak-aids" });
  const kept = {};

  function build(language) {
    kept.columns = CASES.map((name) => createColumn(name, language, view));
    const values = {
      stick: number(100 * AIDS.cane_force_bw, 0, language),
      far: shown("cane_distance", AIDS.cane_distance, language),
      bag: shown("carried_mass", AIDS.carried_mass, language),
      near: shown("load_distance", AIDS.load_distance, language),
    };
    return [
      h("div", { class: "weak-columns", style: `--columns: ${CASES.length}` },
        kept.columns.map((column) => column.element)),
      h("p", {}, word("weak.aids.why", language, values)),
      h("p", { class: "weak-aside" }, word("weak.aids.measured", language)),
    ];
  }

  function update() {
    const { given, settings: { language, unit } } = store;
    furnish(element, language, build);
    const loads = CASES.map((name) => solve(inputsOf(name, given)));
    const size = (load) => load.values.joint_reaction || 0;
    const largest = Math.max(1, ...loads.map(size));
    const usual = size(loads[CASES.indexOf("none")]);
    kept.columns.forEach((column, place) => column.update(loads[place], { largest, usual, unit, language }));
  }
  update();
  return { element, update };
}

function createColumn(name, language, view) {
  let patient = null;
  const drawing = createDrawing(`aids-${name}`, {
    frame: (room) => patientFrame(patient, room),
    draw: (canvas, { em }) => drawPatient(canvas, patient, {
      em, language, strength: strengthOf(patient.load), angles: false,
    }),
  });
  const side = h("span", { class: "weak-side" });
  const [joint, use] = [h("p", { class: "weak-joint" }), h("p", { class: "weak-status" })];
  const [bar, line] = [h("span", { class: "bar" }), h("span", { class: "line" })];
  const track = h("div", { class: "weak-track", "aria-hidden": "true" }, bar, line);
  const title = word(`weak.aids.${name}`, language);
  const element = h("figure", { class: "weak-column", "data-name": name },
    h("figcaption", {}, title, side), drawing.element, track, h("div", { class: "weak-said" }, joint, use));

  function update(load, { largest, usual, unit }) {
    patient = patientOf(load, view);
    drawing.render();
    const { inputs, values } = load;
    const hand = HANDS.find((one) => name.endsWith(one));
    const where = hand && word(`weak.aids.${hand === inputs.stance_side ? "same" : "other"}`, language);
    say(side, where ?? "");
    const share = (amount) => `${((100 * (amount || 0)) / largest).toFixed(1)}%`;
    bar.style.width = share(values.joint_reaction);
    line.style.insetInlineStart = share(usual);
    const said = {
      joint: answer("joint_reaction", load, unit, language),
      use: value("utilisation", values.utilisation, language),
    };
    say(joint, said.joint);
    say(use, `${word("weak.aids.use", language)} ${said.use}`);
    set(element, "data-held", String(values.utilisation <= 1));
    const full = [title, where].filter(Boolean).join(", ");
    drawing.describe(word("weak.aids.described", language, { name: full, ...said }));
  }
  return { element, update };
}
