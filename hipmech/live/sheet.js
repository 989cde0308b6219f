// What the panels share: sizes of type, widths of arrows, and words for forces and arms.

import { FIGURE, QUANTITIES } from "./tables.js";
import { number, word } from "./words.js";

// Sizes of text on the bones, and in the panels beside them, which a phone shows smaller.
export const LETTER_SIZE = 12;
export const SMALL = 11.5;
export const BESIDE_SIZE = 12.5;

// Widths of the arrows on the bones, and where they lie close together.
export const ARROW_WIDTH = FIGURE.sheet.ARROW_WIDTH;
export const SLIM_ARROW_WIDTH = FIGURE.sheet.SLIM_ARROW_WIDTH;

export const ARM_LETTERS = FIGURE.sheet.ARM_LETTERS;

const COLOUR_NAMES = { cane: "support", inertia: "muted" };
const NO_BREAK = "\u00a0";

// Words of the figure.
export function figureWord(state, key, values = {}) {
  return word(`figure.${key}`, state.language, values);
}

// A number without decimals where it is whole, with one elsewhere.
export function short(value, language) {
  return number(value, value === Math.round(value) ? 0 : 1, language);
}

// A force of so many body weights, in the unit of the reader.
export function sizeWords({ unit, language, scene }, size) {
  const newtons = size * scene.bodyWeight;
  if (unit === "N") return `${number(newtons, 0, language)}${NO_BREAK}N`;
  if (unit === "kgf") return `${number(newtons / QUANTITIES.gravity.default, 0, language)}${NO_BREAK}kgf`;
  return `${number(size, 2, language)}${NO_BREAK}${word("figure.body_weight", language)}`;
}

// Letter and size of a force; kind names it where the letter is not enough: "force", "cane", "inertia".
export function forceWords(state, force, kind = "force") {
  const needed = !state.scene.held && (force.name === "abductors" || force.name === "joint");
  const key = `live.picture.${needed ? "needed" : kind}`;
  return word(key, state.language, { letter: force.letter, size: sizeWords(state, force.size) });
}

// Letter and length of a force's arm.
export function armWords(state, force) {
  const length = number(force.arm, 1, state.language);
  return figureWord(state, "arm", { letter: ARM_LETTERS[force.name], value: length });
}

// Colour of a force on a canvas.
export function colourOf(canvas, force) {
  return canvas.theme[COLOUR_NAMES[force.name] ?? force.name];
}
