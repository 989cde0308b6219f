// What tips the pelvis: the moment that the abductors hold, taken apart by the bodies that make it.

import { h, s, say, set } from "./dom.js";
import { number, word } from "./words.js";

const HEIGHT = 26;
const ORDER = ["trunk", "swing_leg", "carried", "inertia", "cane"];

// The parts of the moment about the stance hip: force N, arm mm, moment N·m, positive when it tips the pelvis
// to the swing side. They add up to the abductor moment.
export function tippingParts({ inputs, values }) {
  const gravity = inputs.load_factor * values.gravity;
  const above = values.trunk_mass + values.pelvis_mass;
  const turning = values.trunk_mass * values.trunk_com_arm + values.pelvis_mass * values.pelvis_com_arm;
  const found = {
    trunk: [gravity * above, turning / above],
    swing_leg: [gravity * values.leg_mass, values.swing_leg_arm],
    carried: [gravity * inputs.carried_mass, values.carried_arm],
    inertia: [values.supported_mass * values.lateral_acceleration, values.supported_com_up],
    cane: [-inputs.cane_force, values.cane_arm],
  };
  return ORDER.map((name) => partOf(name, ...found[name])).filter((part) => part.force);
}

function partOf(name, force, arm) {
  return { name, force, arm, moment: (force * arm) / 1000 };
}

// Two stacked bars and the same as a table: what tips above, what takes over below.
export function createTipping(store) {
  const line = h("span");
  const bars = s("svg", { class: "tipping-bars", width: "100%", height: HEIGHT, "aria-hidden": "true" });
  const head = h("tr", {}, h("th", { scope: "col" }), h("th", { scope: "col" }), h("th", { scope: "col" }));
  const body = h("tbody", {});
  const table = h("table", { class: "tipping-table" }, h("thead", {}, head), body);
  const element = h("section", { class: "tipping" }, bars, table);

  function update() {
    const { language } = store.settings;
    const parts = tippingParts(store.load);
    ["part", "moment", "sum"].forEach((key, index) => {
      say(head.children[index], word(`live.picture.tipping.${key}`, language));
    });
    const told = (part) => `${word(`live.picture.tipping.${part.name}`, language)} ${moment(part.moment, language)}`;
    say(line, parts.map(told).join(", "));
    drawBars(bars, parts);
    writeRows(body, parts, language);
  }
  return { element, line, update };
}

const sum = (parts) => parts.reduce((total, { moment }) => total + moment, 0);

// Lengths in per cent of the larger side: what tips in the upper bar, what takes over in the lower.
function drawBars(bars, parts) {
  const tips = parts.filter(({ moment }) => moment >= 0);
  const holds = parts.filter(({ moment }) => moment < 0);
  const whole = Math.max(sum(tips), -sum(holds)) || 1;
  const rows = [[tips, 0, holds.length ? 14 : HEIGHT], [holds, 15, HEIGHT - 15]];
  const boxes = rows.flatMap(([row, y, height]) => {
    let x = 0;
    return row.map(({ name, moment }) => {
      const width = (100 * Math.abs(moment)) / whole;
      const attributes = { x: `${x.toFixed(3)}%`, y, width: `${width.toFixed(3)}%`, height };
      x += width;
      return { name, attributes };
    });
  });
  while (bars.children.length > boxes.length) bars.lastChild.remove();
  boxes.forEach(({ name, attributes }, index) => {
    const box = bars.children[index] ?? bars.appendChild(s("rect"));
    const all = { ...attributes, class: `tipping-${name}`, "data-id": `tipping-${name}` };
    for (const [key, value] of Object.entries(all)) set(box, key, value);
  });
}

function writeRows(body, parts, language) {
  const total = sum(parts);
  const tipping = sum(parts.filter(({ moment }) => moment > 0));
  const rows = parts.map((part) => rowOf(part, tipping, language));
  const together = word("live.picture.tipping.together", language);
  rows.push({ name: "together", cells: [together, moment(total, language), ""] });
  while (body.children.length > rows.length) body.lastChild.remove();
  rows.forEach(({ name, cells }, index) => {
    const row = body.children[index] ?? body.appendChild(emptyRow());
    set(row.firstChild.firstChild, "class", name === "together" ? null : `tipping-key tipping-${name}`);
    say(row.firstChild.lastChild, cells[0]);
    say(row.children[1], cells[1]);
    say(row.children[2], cells[2]);
  });
}

function emptyRow() {
  return h("tr", {}, h("th", { scope: "row" }, h("span", {}), h("span", {})), h("td", {}), h("td", {}));
}

// With the share in what tips; what takes over has none.
function rowOf(part, tipping, language) {
  const share = part.moment > 0 ? ` (${number((100 * part.moment) / tipping, 0, language)}\u202f%)` : "";
  const force = `${number(Math.abs(part.force), 0, language)}\u202fN`;
  const arm = `${number(part.arm, 0, language)}\u202fmm`;
  const words = word(`live.picture.tipping.${part.name}`, language);
  return { name: part.name, cells: [words, moment(part.moment, language) + share, `${force} × ${arm}`] };
}

function moment(value, language) {
  return `${number(value, 1, language)}\u202fN·m`;
}
