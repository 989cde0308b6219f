// What is read off many hips: one output in the unit of the page, and how its numbers are said.

import { FORCES } from "./readings.js";
import { QUANTITIES, SHARES, WORDS } from "./tables.js";
import { THIN, label, number, spelt, value, word } from "./words.js";

const COLOURS = { abductor_force: "abductors", joint_reaction: "joint", body_weight: "weight" };

// quantity: what is computed, in its public unit; times: from there to the number that is shown;
// say and bare: such a number with its unit, and without.
export function gaugeOf(output, unit, language) {
  const base = output.replace(/_bw$/, "");
  const answer = WORDS[language][`page.answer.${base}`] ?? label(output, language);
  const colour = COLOURS[Object.keys(COLOURS).find((start) => base.startsWith(start))] ?? "ink";
  const gauge = FORCES.includes(base) ? forceGauge(base, unit, language) : plainGauge(output, language);
  return { output, answer, colour, title: titled(answer, gauge.spoken), ...gauge };
}

const titled = (answer, spoken) => (spoken ? `${answer} (${spoken})` : answer);

function forceGauge(base, unit, language) {
  const digits = unit === "BW" ? 2 : 0;
  const spoken = unit === "BW" ? word("page.body_weights", language) : unit;
  const bare = (amount) => number(amount, digits, language);
  const tail = unit === "BW" ? `${THIN}×${THIN}${spoken}` : `${THIN}${unit}`;
  return {
    quantity: unit === "BW" ? `${base}_bw` : base,
    times: unit === "kgf" ? 1 / QUANTITIES.gravity.default : 1,
    step: unit === "BW" ? 0.01 : 1,
    spoken,
    bare,
    say: (amount) => (Number.isFinite(amount) ? bare(amount) + tail : bare(amount)),
  };
}

function plainGauge(output, language) {
  const share = SHARES.includes(output);
  const said = (amount) => value(output, share ? amount / 100 : amount, language);
  return {
    quantity: output,
    times: share ? 100 : 1,
    step: share ? 1 : 0.1,
    spoken: share ? "%" : spelt(QUANTITIES[output].unit, language).trim(),
    bare: (amount) => said(amount).replace(/[^\d.,\u2212]/g, ""),
    say: said,
  };
}
