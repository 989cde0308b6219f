// How far pelvis or trunk must go at each strength, with the point of now.

import { DASHED, DOTTED } from "./canvas.js";
import { h, say } from "./dom.js";
import { furnish } from "./readings.js";
import { createDrawing } from "./stage_drawing.js";
import { STRENGTHS, WEAKNESS } from "./tables.js";
import { strengthCurves, strengthOf, weakened } from "./trendelenburg.js";
import { MISSING, number, word } from "./words.js";

const { NERVE_BLOCK } = WEAKNESS;
const HIGHEST = 40; // deg
const TICKS = { across: [0, 25, 50, 75, 100], up: [0, 10, 20, 30, 40] };

export function createStrengthCurve(store) {
  const element = h("figure", { class: "weak-curve" });
  const title = h("figcaption");
  let kept = { key: "", curves: null };
  let shown = null;
  const drawing = createDrawing("strength-curve", {
    draw: (canvas, room) => drawCurves(canvas, shown, { ...room, edges: edgesOf(room) }),
  });

  function update() {
    const { given, settings: { language } } = store;
    furnish(element, language, () => [title, drawing.element, legend(language)]);
    const known = weakened(given);
    const { curves } = (kept = renewed(kept, given));
    shown = { curves, known, strength: 100 * strengthOf(known.load), language };
    say(title, word("weak.curve.title", language));
    drawing.render();
    drawing.describe(described(shown));
  }
  return { element, update };
}

const LINES = ["slope", "cliff", "lean", "block"];

function legend(language) {
  const line = (name) => h("span", { class: `weak-line ${name}` }, word(`weak.curve.${name}`, language));
  return h("p", { class: "weak-lines" }, LINES.map(line));
}

// The curves do not depend on strength: while that is pulled they stay as they are.
function renewed(kept, given) {
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => !STRENGTHS.includes(name)));
  const key = JSON.stringify(others);
  return key === kept.key ? kept : { key, curves: strengthCurves(others) };
}

function described({ known, strength, language }) {
  const { drop: { slope, cliff }, lean, strengthNeeded } = known;
  const said = ({ angle }, digits = 0) => (Number.isNaN(angle) ? MISSING : `${number(angle, digits, language)}°`);
  return word("weak.curve.described", language, {
    needed: Number.isFinite(strengthNeeded) ? number(strengthNeeded, 0, language) : MISSING,
    strength: number(strength, 0, language),
    low: said(slope), high: said(cliff), lean: said(lean, 1),
  });
}

function edgesOf({ width, height, em }) {
  const [left, right, top, bottom] = [1.7 * em, 0.9 * em, 2 * em, 2.7 * em];
  return { left, right: width - right, top, bottom: height - bottom };
}

function drawCurves(canvas, { curves, known, strength, language }, { em, edges }) {
  const { left, right, top, bottom } = edges;
  const x = (share) => left + ((right - left) * Math.max(0, Math.min(100, share))) / 100;
  const y = (angle) => bottom - ((bottom - top) * Math.min(angle, HIGHEST)) / HIGHEST;
  const at = ([share, angle]) => [x(share), y(angle)];
  const { theme } = canvas;
  const look = { size: em };

  for (const angle of TICKS.up) {
    canvas.line("grid", [[left, y(angle)], [right, y(angle)]], theme.muted, 0.7, { opacity: angle ? 0.4 : 1 });
    const place = [left - 0.3 * em, y(angle)];
    canvas.text("tick-up", number(angle, 0, language), place, { ...look, align: "right" });
  }
  for (const share of TICKS.across) {
    const place = [x(share), bottom + 0.8 * em];
    canvas.text("tick-across", number(share, 0, language), place, { ...look, align: "center" });
  }
  canvas.text("axis-across", word("weak.curve.strength", language), [right, bottom + 2 * em],
    { ...look, align: "right", colour: theme.muted });
  canvas.text("axis-up", word("weak.curve.angle", language), [0, 0.6 * em], { ...look, colour: theme.muted });

  const start = [100, 0];
  const [slope, lean] = [curves.slope, curves.lean].map((places) => [start, ...places].map(at));
  const edge = curves.cliff[curves.cliff.length - 1] ?? start;
  canvas.line("curve-cliff", [at(edge), [x(edge[0]), y(HIGHEST)]], theme.abductors, 2.2, { dashes: DASHED });
  canvas.line("curve-lean", lean, theme.support, 2.6, { dashes: [1.6, 1.4] });
  canvas.line("curve-slope", slope, theme.abductors, 3);
  canvas.line("nerve-block", [[x(NERVE_BLOCK.left), y(0)], [x(NERVE_BLOCK.left), y(HIGHEST)]], theme.joint, 1.6,
    { dashes: DOTTED });
  now(canvas, { known, strength, language, at, em });
}

function now(canvas, { known: { drop, lean }, strength, language, at, em }) {
  const { theme } = canvas;
  const dots = [["slope", drop.slope.angle, theme.abductors, 0], ["lean", lean.angle, theme.support, 1]];
  for (const [name, angle, colour, digits] of dots) {
    if (Number.isNaN(angle)) continue;
    const [x, y] = at([strength, angle]);
    canvas.disc(`now-${name}`, [x, y], 0.3 * em, { fill: colour, edge: theme.paper, width: 2 });
    if (!angle) continue;
    const [aside, align] = name === "slope" ? [0.5 * em, "left"] : [-0.5 * em, "right"];
    const place = [x + aside, y + (name === "slope" ? -0.35 : 0.35) * em];
    canvas.text(`now-${name}-angle`, `${number(angle, digits, language)}°`, place,
      { size: em, bold: true, colour, align, halo: true });
  }
}
