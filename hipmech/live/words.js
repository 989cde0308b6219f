// Words in the language of the reader, and numbers as that language writes them.

import { DIGITS, QUANTITIES, SHARES, WORDS } from "./tables.js";

export const THIN = "\u202f";
const MINUS = "\u2212";
export const MISSING = "–";

// Text of a dotted key, {name} replaced by the value of that name.
export function word(key, language, values = {}) {
  const text = WORDS[language][key];
  if (text === undefined) throw new Error(`no words for ${key} in ${language}`);
  if (!text.includes("{")) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// A number to a fixed count of decimals: decimal comma in Dutch, narrow no-break space for thousands; what is
// no number is a dash.
export function number(value, digits, language) {
  if (!Number.isFinite(value)) return MISSING;
  const [whole, decimals] = Math.abs(value).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  const text = decimals ? `${grouped}${language === "nl" ? "," : "."}${decimals}` : grouped;
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

// A difference with its sign; nothing before a zero.
export function signed(value, digits, language) {
  const text = number(value, digits, language);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

// A number with as many decimals as it needs, at most three.
export function plain(value, language) {
  const decimals = value.toFixed(3).replace(/0+$/, "").split(".")[1] || "";
  return number(value, decimals.length, language);
}

// A range of two numbers as they are written: a dash between them, and a word where it would meet a minus.
export function between(low, high, language) {
  return (low + high).includes(MINUS) ? word("page.between", language, { low, high }) : `${low}–${high}`;
}

// A unit as it follows a number.
export function spelt(unit, language) {
  if (unit === "") return "";
  if (unit === "deg") return "°";
  if (unit === "years") return THIN + word("page.years", language);
  return THIN + unit.replace("BW", word("page.body_weights", language)).replace("/deg", "/°");
}

// An output with its unit: 12.3 mm, 10.4°, 47 %.
export function value(name, amount, language) {
  if (!Number.isFinite(amount)) return MISSING;
  if (SHARES.includes(name)) return `${number(100 * amount, 0, language)}${THIN}%`;
  const unit = QUANTITIES[name].unit;
  return number(amount, DIGITS[unit] ?? 2, language) + spelt(unit, language);
}

// An input with its unit, with as many decimals as it needs.
export function shown(name, amount, language) {
  if (SHARES.includes(name)) return value(name, amount, language);
  return plain(amount, language) + spelt(QUANTITIES[name].unit, language);
}

// A force given in newtons, in BW, N or kgf.
export function force(newtons, bodyWeight, unit, language) {
  if (!Number.isFinite(newtons)) return MISSING;
  if (unit === "N") return `${number(newtons, 0, language)}${THIN}N`;
  if (unit === "kgf") return `${number(newtons / QUANTITIES.gravity.default, 0, language)}${THIN}kgf`;
  return `${number(newtons / bodyWeight, 2, language)}${THIN}×${THIN}${word("page.body_weights", language)}`;
}

// A change in per cent of what was before; empty where there is none to tell.
export function relative(now, before, language) {
  if (!Number.isFinite(now) || !Number.isFinite(before) || before === 0) return "";
  const share = Math.round(100 * (now / before - 1));
  return share ? `${signed(share, 0, language)}${THIN}%` : "";
}

// The words of a quantity, with a capital.
export function label(name, language) {
  const words = QUANTITIES[name][language];
  return words[0].toUpperCase() + words.slice(1);
}
