// What is said of a hip in the language of its reader: status, doubts, remarks, the origin of a number.

import { h } from "./dom.js";
import { solve } from "./model.js";
import {
  ASSUMED, MEASURED, MORE_DROP, NOT_HELD, NUMBERS, OK, OUTSIDE_VALIDITY, QUANTITIES, SHARES, SOURCES,
} from "./tables.js";
import {
  MISSING, THIN, between, force, label, number, plain, relative, shown, signed, spelt, value, word,
} from "./words.js";

const UPRIGHT = ["pelvic_drop", "trunk_lean", "cane_force", "carried_mass"];
export const FORCES = ["abductor_force", "joint_reaction"];

// One output as people write it: forces in the unit of the page, a change of length with its sign.
export function answer(name, load, unit, language) {
  const amount = load.values[name];
  if (FORCES.includes(name)) return force(amount, load.values.body_weight, unit, language);
  if (name === "abductor_length_change" && Number.isFinite(amount)) {
    return `${signed(amount, 1, language)}${THIN}%`;
  }
  return value(name, amount, language);
}

// The words of a quantity, the joint force under both its names.
export function named(name, language) {
  if (name === "joint_reaction" || name === "joint_reaction_bw") return word("page.joint_force", language);
  return label(name, language);
}

// The same with the unit of a force, which may be counted in newtons or in body weights.
export function distinct(name, language) {
  const words = named(name, language);
  return ["N", "BW"].includes(QUANTITIES[name].unit) ? `${words} (${unitWord(name, language)})` : words;
}

const BRIEF = {
  abductor_force: "page.answer.abductor_force",
  joint_reaction: "page.answer.joint_reaction",
  joint_reaction_angle_femur: "live.lesson.angle",
  abductor_length_change: "page.answer.abductor_length_change",
  utilisation: "page.answer.utilisation",
};

// The words of an output, as short as a narrow table asks for.
export function brief(name, language) {
  return name in BRIEF ? word(BRIEF[name], language) : label(name, language);
}

// The words of a quantity without what stands in brackets, for the middle of a sentence.
export function short(name, language) {
  const row = QUANTITIES[name === "cane_force_bw" ? "cane_force" : name];
  return row[language].split(" (")[0];
}

export function strategy(name, language) {
  return word(`page.choices.stance_strategy.${name}`, language);
}

// An input as the page holds it: the cane in body weights.
export function held(load, name) {
  if (name !== "cane_force_bw") return load.inputs[name];
  return load.inputs.cane_force / load.values.body_weight;
}

// An input as people write it: a number with its unit, a choice in words.
export function inputWords(name, amount, language) {
  if (QUANTITIES[name].kind === "choice") return word(`page.choices.${name}.${amount}`, language);
  return Number.isFinite(amount) ? shown(name, Math.round(amount * 1e6) / 1e6, language) : MISSING;
}

// Inputs that solve the same hip, as far as they differ from the default.
export function givenOf(load) {
  const kept = ([name, amount]) =>
    name !== "cane_force_bw" && amount !== QUANTITIES[name].default
    && (typeof amount === "string" || Number.isFinite(amount));
  return Object.fromEntries(Object.entries(load.inputs).filter(kept));
}

export function statusWord(load, language) {
  return word(`live.lesson.status_${load.statusWord.replace(" ", "_")}`, language);
}

// The status in plain words, with the reason where it is not ok, and what would help.
export function statusText(load, language) {
  const text = word(`page.status.${load.statusWord.replace(" ", "_")}`, language, demand(load, language));
  return [text, reason(load, language), ...relief(load, language)].filter(Boolean).join(" ");
}

function demand(load, language) {
  return {
    needed: value("abductor_moment", load.values.abductor_moment, language),
    held: value("abductor_capacity", load.values.abductor_capacity + load.values.passive_moment, language),
  };
}

function reason(load, language) {
  if (load.status !== OUTSIDE_VALIDITY || !load.reason) return "";
  const limits = ["trunk_inclination_limit", "thigh_inclination_limit"];
  const values = Object.fromEntries(limits.map((name) => [name, QUANTITIES[name].default]));
  return word(`page.reason.${load.reason}`, language, values);
}

// What a hip that is not held can do, and what makes it worse.
function relief(load, language) {
  if (load.status !== NOT_HELD) return [];
  const dropped = load.inputs.pelvic_drop + MORE_DROP;
  const said = [word("page.status.relief", language)];
  if (dropped > QUANTITIES.pelvic_drop.limits[1]) return said;
  const lower = solve({ ...givenOf(load), pelvic_drop: dropped });
  const more = relative(lower.values.abductor_moment, load.values.abductor_moment, language);
  if (!more.startsWith("+")) return said;
  return [word("page.status.dropping", language, { more: more.slice(1) }), ...said];
}

// A range of an input with its unit.
export function span(name, [low, high], language) {
  const first = plain(SHARES.includes(name) ? 100 * low : low, language);
  return between(first, shown(name, high, language), language);
}

function isUnusual(load, name) {
  const [row, amount] = [QUANTITIES[name], load.inputs[name]];
  if (name === "cane_force_bw" || !row.usual || !Number.isFinite(amount)) return false;
  return amount < row.usual[0] || amount > row.usual[1];
}

// One sentence for each input outside what is measured in people.
export function remarks(load, language) {
  return NUMBERS.filter((name) => isUnusual(load, name)).map((name) =>
    word("page.unusual", language, {
      quantity: QUANTITIES[name][language],
      value: shown(name, load.inputs[name], language),
      usual: span(name, QUANTITIES[name].usual, language),
    }));
}

// Whether the pose is the one that was measured: one-leg stance, upright, no aid, nothing carried.
export function comparable(load) {
  const given = load.inputs;
  const upright = UPRIGHT.every((name) => given[name] === 0);
  const still = given.stance_strategy === "pelvis_over_foot" && given.load_factor === 1;
  return upright && still && load.status <= NOT_HELD;
}

export function measuredInPeople(load) {
  return MEASURED.low <= load.values.joint_reaction_bw && load.values.joint_reaction_bw <= MEASURED.high;
}

// What the balance of moments does not see.
function doubts(load, language) {
  const length = load.values.abductor_length_change;
  const share = `${number(Math.abs(length), 1, language)}${THIN}%`;
  const found = {
    unusual: NUMBERS.some((name) => isUnusual(load, name)),
    shorter: length < -MEASURED.length_tolerance,
    longer: length > MEASURED.length_tolerance,
    unmeasured: comparable(load) && !measuredInPeople(load),
  };
  return Object.keys(found).filter((name) => found[name])
    .map((name) => word(`page.doubt.${name}`, language, { share }));
}

// Whether the hip is held: "held" only without doubt, "doubtful" with doubts, else "refused".
export function verdict(load, language) {
  if (load.status !== OK) return { kind: "refused", text: statusText(load, language) };
  const found = doubts(load, language);
  if (!found.length) return { kind: "held", text: statusText(load, language) };
  const values = { ...demand(load, language), doubts: found.join("; ") };
  return { kind: "doubtful", text: word("page.status.doubtful", language, values) };
}

// Citation of a source with its link, and how far its number can be trusted.
export function origin(key, language) {
  const source = SOURCES[key];
  const unread = source.confidence === "D" && key !== "hipmech";
  const certainty = word(unread ? "evidence.unverified" : `page.certainty.${source.confidence}`, language);
  if (key === "hipmech") return [`hipmech: ${certainty}`];
  if (!source.doi) return [`${source.citation} (${certainty})`];
  const href = `https://doi.org/${encodeURI(source.doi)}`;
  const link = h("a", { href, target: "_blank", rel: "noopener noreferrer" }, `doi:${source.doi}`);
  return [`${source.citation} `, link, ` (${certainty})`];
}

// The same and, where no DOI leads to it, what of it was read and what is unconfirmed.
export function cited(key, language) {
  const { doi, where } = SOURCES[key];
  if (doi) return origin(key, language);
  const read = `. ${word("evidence.line.place", language)}: `;
  return [...origin(key, language), read, h("span", { lang: "en" }, where)];
}

// Where one number of a hip comes from: its source, or statics and geometry alone.
export function ground({ name, arguments: needed }, language) {
  const { source } = QUANTITIES[name];
  const own = (one) => QUANTITIES[one].kind === "constant" && QUANTITIES[one].source === "hipmech";
  const assumed = ASSUMED.includes(name) || needed.some(own);
  return source !== "hipmech" || assumed ? origin(source, language) : [word("page.follows", language)];
}

export function unitWord(name, language) {
  const { unit } = QUANTITIES[name];
  return unit === "deg" ? "°" : spelt(unit, language).trim() || word("page.without_unit", language);
}

// A text in which **two stars** set words apart.
export function marked(text) {
  return text.split("**").map((part, place) => (place % 2 ? h("strong", {}, part) : part));
}

// The difference of two amounts of a quantity, in its unit; of two percentages in points.
export function difference(name, now, before, language) {
  if (!Number.isFinite(now) || !Number.isFinite(before)) return MISSING;
  const points = word("live.lesson.points", language);
  if (SHARES.includes(name)) return `${signed(100 * (now - before), 0, language)} ${points}`;
  if (QUANTITIES[name].unit === "%") return `${signed(now - before, 1, language)} ${points}`;
  const text = value(name, now - before, language);
  return now > before && /[1-9]/.test(text) ? `+${text}` : text;
}

// A force per body weight in the unit of the page, finer by some digits than forces usually are.
export function inUnit(share, bodyWeight, unit, language, { finer = 0, sign = false } = {}) {
  const [factor, digits] = {
    BW: [1, 2], N: [bodyWeight, 0], kgf: [bodyWeight / QUANTITIES.gravity.default, 0],
  }[unit];
  const text = (sign ? signed : number)(share * factor, digits + finer, language);
  return text + (unit === "BW" ? spelt("BW", language) : THIN + unit);
}

// Anew in another language; a panel is furnished once for each.
export function furnish(element, language, build) {
  if (element.lang === language) return;
  element.lang = language;
  element.replaceChildren(...build(language));
}
