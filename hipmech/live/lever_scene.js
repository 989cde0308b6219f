// The lever: the same muscles on a flat, a usual and a steep neck, and what must be kept apart there.

import { poseOf } from "./anatomy.js";
import { h, say } from "./dom.js";
import { drawArm, drawSketch, sketchFrame } from "./hip_sketch.js";
import { answer, furnish } from "./readings.js";
import { createDrawing } from "./stage_drawing.js";
import { WEAKNESS } from "./tables.js";
import { weaken } from "./trendelenburg.js";
import { THIN, shown, value, word } from "./words.js";

const { NECKS } = WEAKNESS;
const NAMES = Object.keys(NECKS);
const ROWS = [
  "abductor_arm", "abductor_force", "joint_reaction", "abductor_length_change", "capacity", "utilisation",
  "tolerated",
];
const SEEN = { lateral: 130, medial: -275, up: 150, down: -75 }; // mm round the stance hip

// A hip on that neck: where the muscle's length does not matter, and where it is strongest at its usual one.
function onNeck(given, angle) {
  const neck = { ...given, neck_shaft_angle: angle, neck_angle_convention: "head", stretch_gain: 0 };
  const [lever, bell] = ["linear", "bell"].map((kind) => weaken({ ...neck, force_length: kind }));
  return { lever, bell };
}

export function createLeverScene(store) {
  const element = h("section", { class: "weak weak-lever" });
  const kept = {};

  function build(language) {
    kept.sketches = NAMES.map((name) => createSketch(name, language));
    kept.rows = ROWS.map((name) => createRow(name, language));
    const corner = h("th", { scope: "col" }, word("weak.lever.quantity", language));
    const table = h("table", {},
      h("caption", {}, word("weak.lever.caption", language)),
      h("thead", {}, h("tr", {}, corner, kept.sketches.map((sketch) => sketch.element))),
      h("tbody", {}, kept.rows.map((row) => row.element)));
    return [table, h("p", { class: "weak-aside" }, word("weak.lever.both", language))];
  }

  function update() {
    const { given, settings: { language, unit } } = store;
    furnish(element, language, build);
    const hips = NAMES.map((name) => onNeck(given, NECKS[name]));
    kept.sketches.forEach((sketch, place) => sketch.update(hips[place].lever.load, language));
    kept.rows.forEach((row) => row.update(hips, unit, language));
  }
  update();
  return { element, update };
}

const percent = (amount, language) => value("utilisation", amount / 100, language);

// Numbers that depend on what is assumed of a muscle's length.
const ASSUMED = {
  capacity: [({ capacity }) => capacity, (amount, language) => value("abductor_capacity", amount, language)],
  utilisation: [({ utilisation }) => 100 * utilisation, percent],
  tolerated: [({ toleratedLoss }) => Math.max(0, toleratedLoss), percent],
};

// What a row says of a hip; by lever alone and with the length, where that makes a difference one can read.
function said(name, { lever, bell }, unit, language) {
  if (!(name in ASSUMED)) return answer(name, lever.load, unit, language);
  const [of, written] = ASSUMED[name];
  const [one, other] = [lever, bell].map((hip) => written(of(hip), language));
  return one === other ? one : `${one.split(THIN)[0]} – ${other}`;
}

function createRow(name, language) {
  const cells = NAMES.map(() => h("td"));
  const heading = h("th", { scope: "row" }, word(`weak.lever.${name}`, language));
  const element = h("tr", { "data-name": name }, heading, cells);
  const update = (hips, unit, tongue) =>
    cells.forEach((cell, place) => say(cell, said(name, hips[place], unit, tongue)));
  return { element, update };
}

function createSketch(name, language) {
  let pose = null;
  const drawing = createDrawing(`lever-${name}`, {
    frame: (room) => sketchFrame(SEEN, room),
    draw(canvas) {
      drawSketch(canvas, pose);
      drawArm(canvas, pose);
    },
  });
  const angle = shown("neck_shaft_angle", NECKS[name], language);
  const element = h("th", { scope: "col", class: "weak-sketch", "data-name": name },
    drawing.element, word(`weak.lever.${name}`, language, { angle }));
  function update(load, tongue) {
    pose = poseOf(load);
    drawing.render();
    drawing.describe(word("weak.lever.described", tongue, {
      angle,
      arm: value("abductor_arm", load.values.abductor_arm, tongue),
      length: answer("abductor_length_change", load, "BW", tongue),
    }));
  }
  return { element, update };
}
