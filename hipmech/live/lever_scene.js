// The lever: the same muscles on a steep, a usual and a flat neck, and four things that must be kept apart.

import { poseOf } from "./anatomy.js";
import { h, say } from "./dom.js";
import { drawArm, drawSketch, sketchFrame } from "./hip_sketch.js";
import { solve } from "./model.js";
import { answer, furnish } from "./readings.js";
import { createDrawing } from "./stage_drawing.js";
import { WEAKNESS } from "./tables.js";
import { weaken } from "./trendelenburg.js";
import { THIN, number, shown, value, word } from "./words.js";

const { NECKS } = WEAKNESS;
const NAMES = Object.keys(NECKS);
const ROWS = [
  "abductor_arm", "abductor_force", "joint_reaction", "abductor_length_change", "capacity", "capacity_bell",
  "utilisation", "utilisation_bell", "tolerated",
];

// A hip on that neck: as it is solved, where length does not matter and where a short muscle is weak.
function onNeck(given, angle) {
  const neck = { ...given, neck_shaft_angle: angle, neck_angle_convention: "head" };
  const linear = { ...neck, force_length: "linear", stretch_gain: 0 };
  const { load, toleratedLoss } = weaken(linear);
  return { load, toleratedLoss, bell: solve({ ...neck, force_length: "bell" }) };
}

export function createLeverScene(store) {
  const element = h("section", { class: "weak weak-lever" });
  const kept = {};

  function build(language) {
    kept.sketches = NAMES.map((name) => createSketch(name, language));
    kept.rows = ROWS.map((name) => createRow(name, language));
    const heads = NAMES.map((name) => h("th", { scope: "col" }, heading(name, language)));
    const table = h("table", {},
      h("caption", {}, word("weak.lever.caption", language)),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, word("weak.lever.quantity", language)), heads)),
      h("tbody", {}, kept.rows.map((row) => row.element)));
    return [
      h("div", { class: "weak-columns", style: `--columns: ${NAMES.length}` },
        kept.sketches.map((sketch) => sketch.element)),
      table,
      h("p", { class: "weak-aside" }, word("weak.lever.both", language)),
    ];
  }

  function update() {
    const { given, settings: { language, unit } } = store;
    furnish(element, language, build);
    const hips = NAMES.map((name) => onNeck(given, NECKS[name]));
    kept.sketches.forEach((sketch, place) => sketch.update(hips[place].load, language));
    kept.rows.forEach((row) => row.update(hips, unit, language));
  }
  update();
  return { element, update };
}

function heading(name, language) {
  return word(`weak.lever.${name}`, language, { angle: shown("neck_shaft_angle", NECKS[name], language) });
}

// What a row says of a hip.
function said(name, { load, bell, toleratedLoss }, unit, language) {
  if (name === "tolerated") return `${number(Math.max(0, toleratedLoss), 0, language)}${THIN}%`;
  if (name === "capacity") return value("abductor_capacity", load.values.abductor_capacity, language);
  if (name === "capacity_bell") return value("abductor_capacity", bell.values.abductor_capacity, language);
  if (name === "utilisation_bell") return value("utilisation", bell.values.utilisation, language);
  return answer(name, load, unit, language);
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
    frame: (room) => sketchFrame({ sign: 1 }, room),
    draw(canvas) {
      drawSketch(canvas, pose);
      drawArm(canvas, pose);
    },
  });
  const element = h("figure", { class: "weak-sketch", "data-name": name },
    h("figcaption", {}, heading(name, language)), drawing.element);
  function update(load, tongue) {
    pose = poseOf(load);
    drawing.render();
    drawing.describe(word("weak.lever.described", tongue, {
      angle: shown("neck_shaft_angle", load.inputs.neck_shaft_angle, tongue),
      arm: value("abductor_arm", load.values.abductor_arm, tongue),
      length: answer("abductor_length_change", load, "BW", tongue),
    }));
  }
  return { element, update };
}
