// What stands over a panel: pieces of text in their own colours, and the panel in one sentence.

import { inputWords, short } from "./readings.js";
import { figureWord, forceWords } from "./sheet.js";
import { QUANTITIES } from "./tables.js";
import { textWidth } from "./type.js";
import { number, word } from "./words.js";

export const LINE_HEIGHT = 16;
const GAP = 12;
// Inputs of a frozen hip that its note tells.
const MOST_APART = 2;

const LIMITS = Object.fromEntries(
  ["trunk_inclination_limit", "thigh_inclination_limit"].map((name) => [name, QUANTITIES[name].default]),
);

// From where we look and which leg stands.
export function caption(state) {
  return figureWord(state, "caption", {
    view: figureWord(state, `view_${state.view}`),
    side: figureWord(state, `stands_${state.scene.side}`),
  });
}

// On which body the forces act that are shown.
export function acting(state, panels) {
  const small = figureWord(state, "forces_on_pelvis");
  if (!panels.includes("hip") || state.forcesOn === "pelvis") return small;
  const large = figureWord(state, `forces_on_${state.forcesOn}`);
  return panels.includes("balance") ? figureWord(state, "forces_on_both", { large, small }) : large;
}

// Why there is no answer; empty where there is one.
function refusal(state) {
  const reason = state.scene.refusal;
  if (!reason) return "";
  const said = (key) => word(key, state.language, LIMITS);
  return reason === "adductors_needed"
    ? `${said("live.picture.adductors_needed")} ${said("figure.adductors_needed")}`
    : `${said("page.status.outside_validity")} ${said(`page.reason.${reason}`)}`;
}

// The heading of a panel, as pieces {text, colour, bold}: what it shows, and what one must know to trust it.
export function headingOf(state, panel, first = panel === "hip") {
  const title = titleOf(state, panel, first);
  return { title, notes: first ? notesOf(state) : [] };
}

function titleOf(state, panel, first) {
  const on = (body) => piece(figureWord(state, `forces_on_${body}`), "muted");
  const piece = (text, colour, bold = false) => ({ text, colour, bold });
  if (panel === "body") {
    return [piece(first ? caption(state) : figureWord(state, "body_title"), "ink", true)];
  }
  if (panel === "balance") {
    const { answered, forces } = state.scene;
    const key = answered && forces.length === 3 ? "triangle_title" : "polygon_title";
    return [piece(figureWord(state, key), "ink", true), on("pelvis")];
  }
  return [piece(caption(state), "ink", true), on(state.forcesOn)];
}

function notesOf(state) {
  const { scene } = state;
  const notes = [];
  if (!scene.held) notes.push({ text: figureWord(state, "not_held"), colour: "abductors", bold: true });
  if (!scene.answered) notes.push({ text: refusal(state), colour: "abductors", bold: true });
  if (scene.halfSize) notes.push({ text: figureWord(state, "half_size"), colour: "joint" });
  if (state.ghost) {
    const compared = figureWord(state, "compared_hip") + ghostWords(state);
    notes.push({ text: figureWord(state, "compared", { compared }), colour: "ghost" });
  }
  return notes;
}

// What tells the frozen hip from this one, as far as a line holds it, and its joint force; in brackets.
function ghostWords(state) {
  const { language, ghost } = state;
  const told = state.apart.slice(0, MOST_APART).map(([name, amount]) =>
    `${short(name, language)} ${inputWords(name, amount, language)}`);
  if (state.apart.length > MOST_APART) told.push("…");
  const joint = ghost.force("joint");
  if (joint) told.push(forceWords({ ...state, scene: ghost }, joint));
  return told.length ? ` (${told.join(", ")})` : "";
}

// The name of a picture of these panels.
export function nameOf(state, panels) {
  return figureWord(state, "title", { acting: acting(state, panels) });
}

// A picture of these panels in one sentence, for those who cannot see it.
export function description(state, panels) {
  const { scene, language } = state;
  const [weight, abductors, joint] = ["weight", "abductors", "joint"].map(scene.force);
  const values = {
    caption: caption(state),
    acting: acting(state, panels),
    weight: number(weight.size, 2, language),
    weight_arm: number(weight.arm, 1, language),
  };
  const reason = refusal(state);
  if (reason) return figureWord(state, "description_no_force", { ...values, reason });
  return figureWord(state, scene.held ? "description" : "description_not_held", {
    ...values,
    abductors: number(abductors.size, 2, language),
    abductor_arm: number(abductors.arm, 1, language),
    joint: number(joint.size, 2, language),
  });
}

// Pieces in lines of a width, each [left, piece]; a piece moves to the next line whole, or breaks if it must.
export function flowed(pieces, width, size) {
  const lines = [[]];
  let x = 0;
  const newLine = () => {
    lines.push([]);
    x = 0;
  };
  for (const piece of pieces) {
    if (x && x + textWidth(piece.text, size, piece.bold) > width) newLine();
    broken(piece, width, size).forEach((part, index) => {
      if (index) newLine();
      lines[lines.length - 1].push([x, part]);
      x += textWidth(part.text, size, part.bold) + GAP;
    });
  }
  return lines;
}

// The piece in parts that each fit in the width.
function broken(piece, width, size) {
  const parts = [];
  for (const part of piece.text.split(" ")) {
    const longer = parts.length ? `${parts[parts.length - 1]} ${part}` : part;
    if (parts.length && textWidth(longer, size, piece.bold) <= width) parts[parts.length - 1] = longer;
    else parts.push(part);
  }
  return parts.map((text) => ({ ...piece, text }));
}
