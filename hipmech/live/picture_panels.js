// The three panels of one hip: what each is drawn from, and in which frame.

import { skeleton } from "./anatomy.js";
import { drawBalance } from "./balance_panel.js";
import { bodyFrame, drawBody } from "./body_panel.js";
import { once } from "./curves.js";
import { DOWN, LATERAL, MEDIAL, UP, drawHip, medialEdge } from "./hip_panel.js";
import { held } from "./readings.js";
import { sceneOf } from "./scene.js";
import { differing } from "./sentence.js";
import { FIGURE } from "./tables.js";

export const PANELS = FIGURE.hip_figure.PANELS;

// Widths of the panels beside the hip, in units of their SVG.
export const BODY_WIDTH = FIGURE.hip_figure.BODY_WIDTH;
export const BALANCE_WIDTH = FIGURE.hip_figure.BALANCE_WIDTH;

const DRAW = { hip: drawHip, body: drawBody, balance: drawBalance };
const sceneFor = once(sceneOf);

// All that the panels need to know, for a hip panel of a width. paper: its scale where the swing hip fits in
// as a rule, units per mm; medial: how far it reaches to the swing side, mm.
export function stateOf({ load, frozenLoad, settings }, width) {
  const scene = sceneFor(load);
  const ghost = frozenLoad ? sceneFor(frozenLoad) : null;
  const bones = skeleton(scene.pose);
  const ghostBones = ghost && skeleton(ghost.pose);
  const medial = medialEdge(bones, ghostBones);
  const paper = width / (LATERAL - MEDIAL);
  const scale = width / (LATERAL - medial);
  return {
    scene, ghost, bones, ghostBones, width, medial, paper, scale,
    apart: frozenLoad ? differing(load, frozenLoad).map((name) => [name, held(frozenLoad, name)]) : [],
    language: settings.language,
    unit: settings.unit,
    view: settings.view,
    forcesOn: settings.forces_on,
    sign: (scene.side === "right") === (settings.view === "front") ? -1 : 1,
    arrowPx: scale * scene.arrowScale,
  };
}

// What canvas.begin needs for a panel of a width and a height.
function frameOf(panel, state, width, height) {
  const { medial } = state;
  if (panel === "body") return { ...bodyFrame(state.scene.pose, width, height, state.sign), medial };
  if (panel === "balance") return { width, height, scale: state.scale, origin: [0, 0], sign: state.sign };
  const origin = [(state.sign < 0 ? LATERAL : -state.medial) * state.scale, UP * state.scale];
  return { width, height, scale: state.scale, origin, sign: state.sign };
}

// Height of a hip panel of a width.
export function hipHeight(width) {
  return (width * (UP - DOWN)) / (LATERAL - MEDIAL);
}

// Draw a panel on a canvas.
export function drawPanel(canvas, panel, state, width, height) {
  canvas.begin(frameOf(panel, state, width, height));
  DRAW[panel](canvas, state);
  canvas.end();
}
