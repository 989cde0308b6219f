// What gives when strength fails, side by side: nothing, the pelvis, the trunk, or a stick takes over.

import { h, say, set } from "./dom.js";
import { solve } from "./model.js";
import { drawPatient, patientFrame, patientOf } from "./patient.js";
import { furnish } from "./readings.js";
import { createSettling } from "./settling.js";
import { createDrawing } from "./stage_drawing.js";
import { QUANTITIES, WEAKNESS } from "./tables.js";
import { FULL, LEVEL, lacking, strengthOf, weakened } from "./trendelenburg.js";
import { MISSING, THIN, between, number, plain, word } from "./words.js";

const { ASSUMPTIONS, DRAWN, LARGEST, PIVOTS } = WEAKNESS;
const DEGREES = 180 / Math.PI;
const ALL = ["healthy", "trendelenburg", "duchenne"];
const SWITCHED = { back: "front", front: "back" };

// names: of "healthy", "trendelenburg", "duchenne" and "cane", from left to right; view: from where they are
// seen, where the page around it says so.
export function createTriptych(store, { names = ALL, view } = {}) {
  const element = h("section", { class: "weak weak-triptych" });
  let seen = view ?? "back";
  let columns = [];
  let turn = null;

  function build(language) {
    columns = names.map((name) => createColumn(name, language, () => seen));
    turn = h("button", { type: "button", class: "quiet", "data-id": "triptych-view", onclick: turned });
    const row = h("div", { class: "weak-columns", style: `--columns: ${names.length}` },
      columns.map((column) => column.element));
    const assumed = names.includes("trendelenburg") ? h("p", {}, assumptions(language)) : null;
    return [row, h("div", { class: "weak-foot" }, view ? null : turn, assumed)];
  }

  function turned() {
    seen = SWITCHED[seen];
    update();
  }

  function update() {
    const { given, settings: { language } } = store;
    furnish(element, language, build);
    say(turn, word(`weak.triptych.from_${SWITCHED[seen]}`, language));
    const known = weakened(given);
    for (const column of columns) column.update(given, known);
  }
  update();
  return { element, update };
}

function assumptions(language) {
  const { stretch_gain, passive_stiffness } = ASSUMPTIONS.slope;
  const [gain, stiffness] = [stretch_gain, passive_stiffness].map((amount) => plain(amount, language));
  return word("weak.triptych.assumed", language, { gain, stiffness });
}

// One way to stand: {inputs, held, said}, where said are the lines below the body.
const STANCES = {
  healthy(given, known, language) {
    const inputs = { ...given, ...FULL, ...LEVEL };
    const load = solve(inputs);
    const held = lacking(load) <= 0;
    return { load, held, said: [word(`weak.triptych.${held ? "level" : "too_weak"}`, language)] };
  },
  trendelenburg(given, { drop: { slope, cliff } }, language) {
    const held = !Number.isNaN(slope.angle);
    const status = held ? (slope.angle ? "drops" : "level") : "no_drop";
    // whole degrees: what two assumptions span is no measurement
    const [low, high] = [slope, cliff].map(({ angle }) =>
      Number.isNaN(angle) ? word("weak.triptych.falls", language) : `${number(angle, 0, language)}°`);
    const values = { drawn: DRAWN.pelvic_drop, low, high };
    const band = status === "drops" ? [word("weak.triptych.drop_band", language, { low })] : [];
    return { load: slope.load, held, said: [word(`weak.triptych.${status}`, language, values), ...band] };
  },
  duchenne(given, { lean: { angle, load } }, language) {
    const held = !Number.isNaN(angle);
    const values = { angle: degrees(angle, language), drawn: DRAWN.trunk_lean };
    const pivoted = PIVOTS.map((above) => leanAbout(above, angle, load));
    const [low, high] = [Math.min(...pivoted), Math.max(...pivoted)].map((lean) => number(lean, 0, language));
    const status = held ? (angle ? "leans" : "upright") : "no_lean";
    const range = between(low, `${high}°`, language);
    const band = held && angle ? [word("weak.triptych.lean_band", language, { range })] : [];
    return { load, held, said: [word(`weak.triptych.${status}`, language, values), ...band] };
  },
  cane(given, { cane: { force, load } }, language) {
    const held = !Number.isNaN(force);
    const share = number((100 * force) / load.values.body_weight, 0, language);
    const largest = number(100 * LARGEST.cane_force_bw, 0, language);
    const values = { force: `${number(force, 0, language)}${THIN}N`, share, largest };
    const status = held ? (force ? "carries" : "unneeded") : "no_cane";
    return { load, held, said: [word(`weak.triptych.${status}`, language, values)] };
  },
};

// The lean that shifts the trunk as far when it bends so many mm above L5/S1 at the usual stature, deg.
function leanAbout(above, angle, { inputs, values }) {
  const length = values.trunk_com_length;
  const others = length - (above * inputs.stature) / QUANTITIES.stature.default;
  const sine = (Math.sin(angle / DEGREES) * length) / others;
  return Math.asin(Math.min(1, sine)) * DEGREES;
}

const whole = (amount, language) => (Number.isFinite(amount) ? number(amount, 0, language) : MISSING);
const degrees = (angle, language) => (Number.isNaN(angle) ? MISSING : `${number(angle, 1, language)}°`);

function createColumn(name, language, view) {
  let shown = null;
  const drawing = createDrawing(`triptych-${name}`, {
    frame: (room) => patientFrame(shown.patient, room),
    draw: (canvas, { em }) => drawPatient(canvas, shown.patient, { ...shown, em, language }),
  });
  const [status, balance, band] = [h("p", { class: "weak-status" }), h("p"), h("p")];
  const element = h("figure", { class: "weak-column", "data-name": name },
    h("figcaption", {}, word(`weak.triptych.${name}`, language)), drawing.element,
    h("div", { class: "weak-said" }, status, balance, band));
  let stance = null;

  const settling = createSettling(({ drop, lean, cane }) => {
    const { inputs } = stance.load;
    const load = solve({ ...inputs, pelvic_drop: drop, trunk_lean: lean, cane_force: cane });
    const strength = strengthOf(load);
    shown = { patient: patientOf(load, view()), strength, held: stance.held };
    drawing.render();
  });

  function update(given, known) {
    stance = STANCES[name](given, known, language);
    const { inputs, values } = stance.load;
    settling.aim({ drop: inputs.pelvic_drop, lean: inputs.trunk_lean, cane: inputs.cane_force });
    const [first, second = ""] = stance.said;
    const sums = word("weak.triptych.balance", language, {
      demand: whole(values.abductor_moment, language),
      capacity: `${whole(values.abductor_capacity + values.passive_moment, language)}${THIN}N·m`,
    });
    say(status, first);
    say(balance, sums);
    say(band, second);
    set(element, "data-held", String(stance.held));
    drawing.describe([word(`weak.triptych.${name}`, language), first, sums, second].filter(Boolean).join(". "));
  }
  return { element, update };
}

