// The fulcrum: a head that has left its socket, drawn from the same bones. Nothing here is solved.

import { movePoint, poseOf, skeleton } from "./anatomy.js";
import { distance, moveOf, movedShape } from "./curves.js";
import { h } from "./dom.js";
import { PELVIS, drawHipAxis, drawSketch, sketchFrame } from "./hip_sketch.js";
import { solve } from "./model.js";
import { furnish } from "./readings.js";
import { createDrawing } from "./stage_drawing.js";
import { word } from "./words.js";

const SLID = [24, 46]; // mm lateral and up along the ilium
const SUNK = 9; // deg that the pelvis is drawn dropped
const KINDS = ["held", "lost"];

export function createFulcrum(store) {
  const element = h("section", { class: "weak weak-fulcrum" });
  let sketches = [];

  function build(language) {
    sketches = KINDS.map((kind) => createSketch(kind, language));
    return [
      h("div", { class: "weak-columns", style: "--columns: 2" }, sketches.map((sketch) => sketch.element)),
      h("p", {}, word("weak.fulcrum.why", language)),
    ];
  }

  function update() {
    const { given, settings: { language } } = store;
    furnish(element, language, build);
    for (const sketch of sketches) sketch.update(given);
  }
  update();
  return { element, update };
}

// The bones of a hip: with the head in its socket, or slid out of it with all that hangs on the thigh.
function drawn(kind, { stature, inter_hip_distance, neck_shaft_angle, neck_length }) {
  const bones = { stature, inter_hip_distance, neck_shaft_angle, neck_length };
  const held = poseOf(solve({ ...bones, pelvic_drop: kind === "lost" ? SUNK : 0 }));
  if (kind === "held") return { pose: held, bones: skeleton(held) };
  const slide = movePoint(held.drop, SLID);
  const insertion = [held.insertion[0] + slide[0], held.insertion[1] + slide[1]];
  const change = 100 * (distance(held.origin, insertion) / distance(held.origin, held.insertion) - 1);
  const move = moveOf({ shift: slide });
  return {
    pose: { ...held, insertion, abductor_length_change: change },
    bones: skeleton(held).map((bone) => (bone.name === "femur_stance" ? movedShape(bone, move) : bone)),
  };
}

function createSketch(kind, language) {
  let hip = null;
  const drawing = createDrawing(`fulcrum-${kind}`, {
    frame: (room) => sketchFrame(PELVIS, room),
    draw(canvas) {
      drawSketch(canvas, hip.pose, hip.bones);
      drawHipAxis(canvas, hip.pose);
    },
  });
  const said = () => h("strong", { class: "weak-mark" }, word("weak.fulcrum.mark", language));
  const mark = kind === "lost" ? said() : null;
  const element = h("figure", { class: "weak-sketch", "data-name": kind },
    h("figcaption", {}, word(`weak.fulcrum.${kind}`, language)), drawing.element, mark);
  drawing.describe(word(`weak.fulcrum.described_${kind}`, language));
  function update(given) {
    hip = drawn(kind, given);
    drawing.render();
  }
  return { element, update };
}
