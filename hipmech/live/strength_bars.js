// What is asked of the abductors and what is left of them, against every norm that was measured.

import { h, say, set } from "./dom.js";
import { furnish } from "./readings.js";
import { createStrengthCurve } from "./strength_curve.js";
import { WEAKNESS } from "./tables.js";
import { bandOfNorms, strengthOf, weakened } from "./trendelenburg.js";
import { THIN, number, word } from "./words.js";

const { NERVE_BLOCK, NORMS } = WEAKNESS;
const HEADS = ["who", "moment", "loss", "verdict"];
const ROOM = 1.06; // of the longest bar

export function createStrengthBars(store) {
  const element = h("section", { class: "weak weak-strength" });
  const curve = createStrengthCurve(store);
  const kept = {};

  function build(language) {
    kept.caption = h("caption");
    kept.demand = createRow(word("weak.bars.demand", language), "demand");
    kept.rows = NORMS.map(([norm, sex]) => createRow(normWord(norm, sex, language), normKey(norm, sex)));
    const heads = HEADS.map((name) => h("th", { scope: "col" }, word(`weak.bars.${name}`, language)));
    const rows = [kept.demand, ...kept.rows];
    const { left, signs, people } = NERVE_BLOCK;
    const bars = h("div", { class: "weak-bars" },
      h("table", {}, kept.caption, h("thead", {}, h("tr", {}, heads)), rows.map((row) => row.element)),
      h("p", {}, word("weak.bars.block", language, { left: number(left, 0, language), signs, people })));
    const legend = h("p", { class: "weak-aside" }, word("weak.bars.legend", language));
    return [h("div", { class: "weak-plan" }, bars, curve.element), legend];
  }

  function update() {
    const { given, settings: { language } } = store;
    furnish(element, language, build);
    const { load, demand } = weakened(given);
    const norms = bandOfNorms(given);
    const strength = strengthOf(load);
    const asked = demand - load.values.passive_moment;
    const scale = ROOM * Math.max(demand, ...norms.map(({ capacity }) => capacity));
    const said = (moment) => `${number(moment, 0, language)}${THIN}N·m`;
    say(kept.caption, word("weak.bars.caption", language, { strength: percent(strength, language) }));
    kept.demand.show({ now: demand, full: 0, asked, scale }, [said(demand), "", ""]);
    norms.forEach(({ norm, sex, capacity, toleratedLoss }, place) => {
      const now = capacity * strength;
      const held = word(`weak.bars.${asked <= now ? "holds" : "fails"}`, language);
      const spare = percent(Math.max(0, toleratedLoss) / 100, language);
      kept.rows[place].show({ now, full: capacity, asked, scale }, [said(now), spare, held]);
      kept.rows[place].mark({ held: asked <= now, chosen: isChosen(norm, sex, load.inputs) });
    });
    curve.update();
  }
  update();
  return { element, update };
}

const normKey = (norm, sex) => (sex ? `${norm}_${sex}` : norm);
const normWord = (norm, sex, language) =>
  [norm, sex].filter(Boolean).map((name) => word(`weak.norm.${name}`, language)).join(", ");
const percent = (share, language) => `${number(100 * share, 0, language)}${THIN}%`;

function isChosen(norm, sex, { capacity_norm: chosen, sex: own }) {
  return norm === chosen && (!sex || sex === own);
}

// Name, numbers and verdict in one line; below it the bar of what is left in that of full strength.
function createRow(name, key) {
  const cells = [h("td"), h("td"), h("td")];
  const [pale, bar, line, block] = ["pale", "bar", "line", "block"].map((kind) => h("span", { class: kind }));
  const track = h("div", { class: "weak-track" }, pale, bar, block, line);
  const element = h("tbody", { "data-name": key },
    h("tr", {}, h("th", { scope: "row" }, name), cells),
    h("tr", { class: "weak-bar-row", "aria-hidden": "true" }, h("td", { colspan: "4" }, track)));
  block.textContent = "◆";
  block.hidden = key === "demand";

  function show({ now, full, asked, scale }, texts) {
    const at = (moment) => `${((100 * Math.max(0, moment)) / scale).toFixed(2)}%`;
    pale.style.width = at(full);
    bar.style.width = at(now);
    line.style.insetInlineStart = at(asked);
    block.style.insetInlineStart = at((full * NERVE_BLOCK.left) / 100);
    texts.forEach((text, place) => say(cells[place], text));
  }
  function mark({ held, chosen }) {
    set(element, "data-held", String(held));
    set(element, "class", chosen ? "chosen" : null);
  }
  return { element, show, mark };
}
