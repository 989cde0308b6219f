// Who pays for one leg: every moment about the hip, in each way to stand; a column adds up to what is asked.

import { h, say, set } from "./dom.js";
import { furnish } from "./readings.js";
import { solve } from "./model.js";
import { FULL, LEVEL, ledgerOf, weakened } from "./trendelenburg.js";
import { MISSING, number, word } from "./words.js";

const PAYERS = ["gluteals", "tfl", "piriformis", "passive", "lean", "cane", "missing"];
const UNMODELLED = ["upper_maximus", "quadratus"];
const STANDS = ["healthy", "trendelenburg", "duchenne", "cane"];
const DIGITS = STANDS.map((name) => (name === "trendelenburg" ? 0 : 1)); // where a drop is assumed, no decimal
const WIDE = 0.055; // share of the longest bar that holds a letter

// Every way to stand that the scene compares, solved.
function stands(given) {
  const { drop, lean, cane } = weakened(given);
  return {
    healthy: { load: solve({ ...given, ...FULL, ...LEVEL }), held: true },
    trendelenburg: { load: drop.slope.load, held: !Number.isNaN(drop.slope.angle) },
    duchenne: { load: lean.load, held: !Number.isNaN(lean.angle) },
    cane: { load: cane.load, held: !Number.isNaN(cane.force) },
  };
}

export function createLedger(store) {
  const element = h("section", { class: "weak weak-ledger" });
  const kept = {};

  function build(language) {
    kept.bars = STANDS.map((name) => createBar(name, language));
    kept.rows = PAYERS.map((name) => createRow(name, language));
    kept.total = createTotal(language);
    const heads = STANDS.map((name) =>
      h("th", { scope: "col" }, breakable(word(`weak.triptych.${name}`, language))));
    const table = h("table", {},
      h("caption", {}, word("weak.ledger.caption", language)),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, word("weak.ledger.payer", language)), heads)),
      h("tbody", {}, kept.rows.map((row) => row.element), kept.total.element),
      h("tbody", { class: "weak-unmodelled" }, UNMODELLED.map((name) => unmodelled(name, language))));
    const stacks = h("div", { "aria-hidden": "true" }, kept.bars.map((bar) => bar.element));
    return [stacks, table];
  }

  function update() {
    const { given, settings: { language } } = store;
    furnish(element, language, build);
    const solved = stands(given);
    const ledgers = STANDS.map((name) => byName(ledgerOf(solved[name].load)));
    const totals = ledgers.map((rows) => PAYERS.reduce((sum, name) => sum + rows[name], 0));
    const scale = Math.max(1, ...totals);
    kept.bars.forEach((bar, place) => bar.show(ledgers[place], scale));
    const rounded = ledgers.map((moments, place) => written(moments, DIGITS[place]));
    kept.rows.forEach((row) => row.show(rounded, language));
    kept.total.show(totals, language);
  }
  update();
  return { element, update };
}

// A narrow table may break the longest of its names.
const breakable = (name) => name.replace(/(Tren|del(?=en)|en(?=b)|Du(?=ch)|Wan|del(?=st))/g, "$1\u00ad");

const byName = (rows) => Object.fromEntries(rows.map(({ name, moment }) => [name, moment]));

// Payments in N·m, rounded so that what is written adds up to the total as it is written.
function written(moments, digits) {
  let [sum, last] = [0, 0];
  return Object.fromEntries(PAYERS.map((name) => {
    sum += moments[name];
    const next = Math.round(10 ** digits * sum) / 10 ** digits;
    const part = next - last;
    last = next;
    return [name, part];
  }));
}

// Empty where it rounds to nothing.
function said(moment, digits, language) {
  if (!Number.isFinite(moment)) return MISSING;
  return isSmall(moment, digits) ? "" : number(moment, digits, language);
}
const isSmall = (moment, digits) => Math.abs(moment) < 0.5 / 10 ** digits;

// One stance as a bar of payments, each with its own pattern and letter.
function createBar(name, language) {
  const parts = PAYERS.map((payer) => h("span", { class: `part ${payer}` }, h("i", {}, letterOf(payer))));
  const element = h("div", { class: "weak-stack", "data-name": name },
    h("span", { class: "weak-stack-name" }, word(`weak.triptych.${name}`, language)),
    h("div", { class: "weak-stack-track" }, parts));
  function show(moments, scale) {
    PAYERS.forEach((payer, place) => {
      const share = Math.max(0, moments[payer] || 0) / scale;
      parts[place].style.width = `${(100 * share).toFixed(2)}%`;
      set(parts[place], "data-wide", share > WIDE ? "" : null);
    });
  }
  return { element, show };
}

const LETTERS = {
  gluteals: "G", tfl: "T", piriformis: "P", passive: "W", lean: "L", cane: "C", missing: "?",
};
const letterOf = (payer) => LETTERS[payer];

function createRow(name, language) {
  const cells = STANDS.map(() => h("td"));
  const key = h("span", { class: `weak-key part ${name}`, "aria-hidden": "true" }, letterOf(name));
  const element = h("tr", { "data-name": name },
    h("th", { scope: "row" }, key, word(`weak.ledger.${name}`, language)), cells);
  function show(ledgers, language) {
    ledgers.forEach((moments, place) => say(cells[place], said(moments[name], DIGITS[place], language)));
    element.hidden = ledgers.every((moments, place) => isSmall(moments[name], DIGITS[place]));
  }
  return { element, show };
}

function createTotal(language) {
  const cells = STANDS.map(() => h("td"));
  const heading = h("th", { scope: "row" }, word("weak.ledger.total", language));
  const element = h("tr", { class: "weak-total", "data-name": "total" }, heading, cells);
  const show = (totals, tongue) => totals.forEach((total, place) => say(cells[place], said(total, DIGITS[place], tongue)));
  return { element, show };
}

function unmodelled(name, language) {
  const why = name === "quadratus" ? "quadratus_why" : "not_modelled";
  return h("tr", { "data-name": name }, h("th", { scope: "row" }, word(`weak.ledger.${name}`, language)),
    h("td", { colspan: String(STANDS.length) }, word(`weak.ledger.${why}`, language)));
}
