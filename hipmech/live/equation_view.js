// One equation of a hip: in symbols, with the numbers of now, its unit and where it comes from.

import { h, say, set } from "./dom.js";
import { EQUATIONS, SYMBOLS } from "./equations.js";
import { toEvidence } from "./going.js";
import { ground, unitWord } from "./readings.js";
import { ADDUCTORS_NEEDED, HIDDEN, QUANTITIES } from "./tables.js";
import { MISSING, number, spelt, word } from "./words.js";

const RESULT_DIGITS = 4;
const FIRST_DIGITS = 5;
const MOST_DIGITS = 10;
const NOTHING = 1e-9;
const PLACE = /(<msup>)?«(\w+)»/g;

// The equation behind a quantity of this hip; none where forces have no answer.
export function rowOf(load, name) {
  const isHidden = load.status >= ADDUCTORS_NEEDED && HIDDEN.includes(name);
  const row = isHidden ? undefined : load.rows.find((one) => one.name === name);
  return row && EQUATIONS[row.equation].mathml !== undefined ? row : null;
}

// What enters an equation: a lean as it was given, where the stance answers with one of its own.
function given(load, name) {
  return name === "trunk_lean" ? load.inputs[name] : load.values[name];
}

// Decimals that give an amount so many digits, none of them in vain.
function decimals(amount, digits) {
  if (Math.abs(amount) < NOTHING) return 0;
  const places = Math.max(0, Math.min(12, digits - 1 - Math.floor(Math.log10(Math.abs(amount)))));
  return (amount.toFixed(places).replace(/\.?0+$/, "").split(".")[1] || "").length;
}

const rounded = (amount, digits) => Number(amount.toFixed(decimals(amount, digits)));

// So many digits for the numbers that the equation, worked out with them, gives the result as shown.
function digitsFor({ name, equation, arguments: needed }, load) {
  const result = rounded(load.values[name], RESULT_DIGITS);
  const { value } = EQUATIONS[equation];
  for (let digits = FIRST_DIGITS; digits < MOST_DIGITS; digits += 1) {
    const numbers = needed.map((one) => rounded(given(load, one), digits) * QUANTITIES[one].si);
    const again = value(...numbers) / QUANTITIES[name].si;
    if (Number.isFinite(again) && rounded(again, RESULT_DIGITS) === result) return digits;
  }
  return MOST_DIGITS;
}

function told(amount, digits, language) {
  return Number.isFinite(amount) ? number(amount, decimals(amount, digits), language) : MISSING;
}

// A number with its unit as MathML, in brackets where it is negative or the base of a power.
function slot(name, inBrackets, language) {
  const unit = spelt(QUANTITIES[name].unit, language);
  const inside = `<mn data-name="${name}"></mn>${unit ? `<mtext>${unit}</mtext>` : ""}`;
  return inBrackets ? `<mrow><mo>(</mo>${inside}<mo>)</mo></mrow>` : `<mrow>${inside}</mrow>`;
}

// MathML made of our own strings alone: equations, symbols and units of the tables. A sum at its end comes
// as one formula per term, for a browser breaks lines only between formulas.
function formulas(content) {
  const template = document.createElement("template");
  const made = (inside) => {
    template.innerHTML = `<math display="block"><mrow>${inside}</mrow></math>`;
    return template.content.firstChild;
  };
  const parts = [made(content)];
  const sum = parts[0].firstChild.lastElementChild;
  for (const node of sum.localName === "mrow" ? [...sum.childNodes] : []) {
    if (node.previousSibling && /^[+−]$/.test(node.textContent)) {
      node.setAttribute("form", "infix");
      parts.push(made(""));
    }
    if (parts.length > 1) parts[parts.length - 1].firstChild.append(node);
  }
  return parts;
}

function inSymbols({ name, equation }) {
  const right = EQUATIONS[equation].mathml.replace(PLACE, (_, power, one) => `${power || ""}${SYMBOLS[one]}`);
  return formulas(`${SYMBOLS[name]}<mo>=</mo>${right}`);
}

function inNumbers({ name, equation }, isNegative, language) {
  const right = EQUATIONS[equation].mathml.replace(PLACE, (_, power, one) =>
    `${power || ""}${slot(one, power || isNegative(one), language)}`);
  return [right, slot(name, false, language)].flatMap((part) => formulas(`<mo>=</mo>${part}`));
}

export function createEquation(store) {
  const element = h("div", { class: "equation" });
  let [built, numbers] = ["", []];

  function build(row, isNegative, language) {
    const [symbols, figures] = [inSymbols(row), inNumbers(row, isNegative, language)];
    const unit = word("live.lesson.unit", language, { unit: unitWord(row.name, language) });
    set(element, "data-equation", row.equation);
    numbers = figures.flatMap((part) => [...part.querySelectorAll("[data-name]")]);
    element.replaceChildren(
      scrolled(symbols, word("live.lesson.symbols", language)),
      scrolled(figures, word("live.lesson.numbers", language)),
      h("p", { class: "small" }, `${unit}. `, ...ground(row, language)), toEvidence(store, row.name));
  }

  function update(load, name, language) {
    const row = rowOf(load, name);
    if (!row) {
      if (built !== `${language} none`) {
        element.replaceChildren(
          h("p", { class: "small" }, word("live.lesson.no_equation", language)), toEvidence(store, name));
      }
      built = `${language} none`;
      return;
    }
    const isNegative = (one) => given(load, one) < 0;
    const signs = row.arguments.map((one) => (isNegative(one) ? "-" : "+")).join("");
    const key = `${language} ${row.equation} ${signs}`;
    if (built !== key) build(row, isNegative, language);
    built = key;
    const digits = digitsFor(row, load);
    const result = numbers[numbers.length - 1];
    for (const place of numbers) say(place, told(given(load, place.dataset.name), digits, language));
    say(result, told(load.values[name], RESULT_DIGITS, language));
  }
  return { element, update };
}

// A formula wider than the screen scrolls in its own box, which the keyboard can reach.
function scrolled(parts, name) {
  const box = h("div", { class: "formula", role: "group", "aria-label": name }, parts);
  new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }).observe(box);
  return box;
}
