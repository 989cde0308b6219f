// The three panels of one hip: what each is drawn from, and in which frame.

import { skeleton } from "./anatomy.js";
import { drawBalance } from "./balance_panel.js";
import { bodyFrame, drawBody } from "./body_panel.js";
import { once } from "./curves.js";
import { DOWN, LATERAL, MEDIAL, UP, drawHip, medialEdge } from "./hip_panel.js";
import { sceneOf } from "./scene.js";

export const PANELS = ["hip", "body", "balance"];

// Widths of the panels beside the hip, in units of their SVG.
export const BODY_WIDTH = 212;
export const BALANCE_WIDTH = 262;

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
    apart: frozenLoad ? apart(frozenLoad.inputs, load.inputs) : [],
    language: settings.language,
    unit: settings.unit,
    view: settings.view,
    forcesOn: settings.forces_on,
    sign: (scene.side === "right") === (settings.view === "front") ? -1 : 1,
    arrowPx: scale * scene.arrowScale,
  };
}

// The numbers of the frozen hip that are others than now: [name, amount].
function apart(frozen, now) {
  return Object.entries(frozen).filter(([name, amount]) => Number.isFinite(amount) && amount !== now[name]);
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
