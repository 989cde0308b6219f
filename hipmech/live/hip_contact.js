// Contact of head and socket: the pressure between rim and the plane across the pole, with two dials.

import { h, say, set } from "./dom.js";
import { cited } from "./readings.js";
import { createFold } from "./folds.js";
import { createDial } from "./running_dial.js";
import { createDrawing } from "./stage_drawing.js";
import { QUANTITIES } from "./tables.js";
import { contactOf } from "./tissue_model.js";
import { createNumbers, starred, told } from "./tissue_parts.js";
import { relative, shown, value, word } from "./words.js";

const SOCKET = ["centre_edge_angle", "femoral_head_radius"];
const PARTS = { centre_edge_angle: 0.8, femoral_head_radius: 0.6 };
const OUTPUTS = ["contact_stress_peak", "contact_stress_pole_angle", "weight_bearing_area"];
const REASONS = ["", "past", "none"];
const LONGEST = 6; // MPa that fill the drawing, unless there are more
const STEPS = 48;

export function createContact(store) {
  const { language } = store.settings;
  const said = (key, values) => word(`contact.${key}`, language, values);
  const dials = SOCKET.map((name) => dialOf(store, name));
  const numbers = createNumbers(OUTPUTS, language);
  const note = h("p", { class: "tissue-note" });
  const line = h("span");
  let shownNow = null;
  const drawing = createDrawing("hip-contact", { draw: (canvas, room) => shownNow && draw(canvas, shownNow, room) });
  const element = h("section", { class: "tissue" },
    starred(said("lead")),
    h("div", { class: "tissue-main" },
      h("div", { class: "tissue-plot" }, drawing.element),
      h("div", { class: "tissue-side" }, dials.map((dial) => dial.element), numbers.element, note)),
    h("details", { class: "about" }, h("summary", {}, said("sources")),
      ["iglic_2002", "harris_2012", "werner_2012", "trochanter_distance_2021"].map((key) =>
        h("p", {}, ...cited(key, language)))));

  function update() {
    const socket = socketOf(store);
    const found = contactOf(store.load, socket);
    const usual = contactOf(store.load, { ...socket, centre_edge_angle: QUANTITIES.centre_edge_angle.default });
    dials.forEach((dial) => dial.update());
    numbers.update(found);
    say(line, told("contact_stress_peak", found, language));
    shownNow = { found, socket, language };
    drawing.render();
    const more = relative(found.contact_stress_peak, usual.contact_stress_peak, language);
    const edge = shown("centre_edge_angle", QUANTITIES.centre_edge_angle.default, language);
    const atRim = found.contact_stress_pole_angle > socket.centre_edge_angle ? said("at_rim") : "";
    say(note, found.status ? said(REASONS[found.status]) : [more && said("against", { more, edge }), atRim]
      .filter(Boolean).join(" "));
    set(note, "hidden", !note.textContent);
    if (store.dragging) return;
    const amount = (name) => value(name, found[name], language);
    drawing.describe(said("described", {
      edge: shown("centre_edge_angle", socket.centre_edge_angle, language),
      peak: amount("contact_stress_peak"), pole: amount("contact_stress_pole_angle"),
    }));
  }
  const destroy = () => dials.forEach((dial) => dial.destroy());
  return createFold(store, "contact", said("title"), { element, line, update, destroy });
}

const socketOf = ({ settings }) => Object.fromEntries(SOCKET.map((name) => [name, Number(settings[name])]));

function dialOf(store, name) {
  const { language } = store.settings;
  const words = QUANTITIES[name][language].split(" (");
  const dial = createDial(store, name, {
    name: words[0][0].toUpperCase() + words[0].slice(1), about: word(`contact.${name}`, language),
    tell: (amount) => shown(name, amount, language),
  });
  set(dial.element.querySelector("input"), "step", PARTS[name]);
  return dial;
}

// Seen from the front, in the frame of the pelvis, lateral to the right.
function draw(canvas, { found, socket, language }, { width, height, em }) {
  const { theme } = canvas;
  const size = Math.min(width, height);
  const radius = (0.25 * size * socket.femoral_head_radius) / QUANTITIES.femoral_head_radius.default;
  const centre = [width / 2, 0.6 * height];
  const at = (angle, reach) => [centre[0] + reach * Math.sin(angle), centre[1] - reach * Math.cos(angle)];
  const longest = Math.max(LONGEST, found.contact_stress_peak || 0);
  const bar = (0.34 * size) / longest;
  const rim = (socket.centre_edge_angle * Math.PI) / 180;
  const ring = (from, to, reach) => Array.from({ length: STEPS + 1 }, (_, step) => {
    const angle = from + ((to - from) * step) / STEPS;
    return at(angle, reach(angle));
  });
  const words = (key) => word(`contact.${key}`, language);
  const letters = { size: em, halo: true };
  canvas.disc("head", centre, radius, { fill: theme.paper, edge: theme.ink, width: 2 });
  if (!found.status) {
    const pole = (found.contact_stress_pole_angle * Math.PI) / 180;
    const [from, to] = [pole - Math.PI / 2, pole - Math.PI / 2 + found.arc];
    const highest = found.contact_stress_peak / Math.max(1e-9, Math.cos(Math.max(0, pole - to)));
    const high = (angle) => radius + bar * highest * Math.cos(angle - pole);
    const out = ring(from, to, high);
    canvas.fill("pressure", [[...out, ...ring(to, from, () => radius)]], theme.joint, 0.3);
    canvas.line("pressure-edge", out, theme.joint, 2);
    if (pole < to) canvas.line("pole", [centre, at(pole, high(pole))], theme.joint, 1.5, { dashes: [4, 3] });
    const peak = at(Math.min(pole, to), high(Math.min(pole, to)) + 0.9 * em);
    canvas.text("peak", value("contact_stress_peak", found.contact_stress_peak, language), peak,
      { ...letters, bold: true, colour: theme.joint, align: "center" });
    const force = (-found.angle * Math.PI) / 180;
    canvas.arrow("force", at(force + Math.PI, 0.9 * radius), at(force, 0.8 * radius), theme.ink, 4);
    canvas.text("force-name", words("force"), at(Math.PI, radius + 1.1 * em), { ...letters, align: "center" });
  }
  canvas.line("socket", ring(-1.75, rim, () => radius + 3), theme.ink, 4);
  canvas.line("rim", [centre, at(rim, radius + 2 * em)], theme.muted, 1.2, { dashes: [2, 3] });
  canvas.line("upright", [centre, at(0, radius + 2 * em)], theme.muted, 1.2, { dashes: [2, 3] });
  const edge = at(rim, radius + 2.2 * em);
  canvas.text("rim-name", `${words("rim")} ${shown("centre_edge_angle", socket.centre_edge_angle, language)}`,
    [edge[0] + 0.3 * em, edge[1] + 0.4 * em], { ...letters, colour: theme.muted });
  const corner = [0.8 * em, height - em];
  canvas.line("scale", [corner, [corner[0] + bar, corner[1]]], theme.joint, 3);
  canvas.text("scale-name", value("contact_stress_peak", 1, language), [corner[0] + bar + 0.5 * em, corner[1]],
    { size: em, colour: theme.joint });
  canvas.text("lateral", `${words("lateral")} →`, [width - 0.4 * em, height - em],
    { size: em, colour: theme.muted, align: "right" });
}
