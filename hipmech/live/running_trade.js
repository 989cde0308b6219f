// What a lower or higher peak is worth over a kilometre, against the default step, and whether it is held.

import { h, say, set } from "./dom.js";
import { marked } from "./readings.js";
import { ADDUCTORS_NEEDED, NOT_HELD, OUTSIDE_VALIDITY } from "./tables.js";
import { MISSING, THIN, signed, word } from "./words.js";

const OTHERS = { [ADDUCTORS_NEEDED]: "adductors", [OUTSIDE_VALIDITY]: "outside" };
const STATUS = {
  run: { [NOT_HELD]: "not_held_run", ...OTHERS },
  walk: { [NOT_HELD]: "not_held_walk", ...OTHERS },
};

const HARDLY = 0.5; // per cent

export function createTrade(store, steps) {
  const { language } = store.settings;
  const trade = h("p", { class: "running-trade" });
  const status = h("p", { class: "running-status", role: "status" });
  const element = h("div", { class: "running-said" }, trade, status);
  let told = "";

  function update() {
    const { now, own } = steps();
    const text = tradeWords(language, now, own);
    if (text !== told) trade.replaceChildren(...marked(text));
    told = text;
    const why = STATUS[now.gait][now.status];
    set(status, "hidden", !why);
    set(status, "data-gait", now.gait);
    say(status, why ? word(`running.${why}`, language) : "");
  }
  return { element, update };
}

// A change in per cent as it is written.
export function changed(now, own, language) {
  const share = percent(now, own);
  return Number.isFinite(share) ? `${signed(share, 1, language)}${THIN}%` : MISSING;
}

const percent = (now, own) => 100 * (now / own - 1);

export function tradeWords(language, now, own) {
  if (now === own) return word("running.same", language);
  const change = (name) => changed(now[name], own[name], language);
  const share = (name) => percent(now[name], own[name]);
  const ending = endingOf(
    share("joint_reaction_peak"), share("steps_per_kilometre"), share("joint_reaction_per_kilometre"));
  const told = word("running.trade", language, {
    peak: change("joint_reaction_peak"),
    each: change("joint_reaction_impulse"),
    count: change("steps_per_kilometre"),
    sum: change("joint_reaction_per_kilometre"),
  });
  return ending ? `${told} ${word(`running.trade_${ending}`, language)}` : told;
}

// Which sentence is true of changes of the peak, of the number of steps and of the sum, per cent; none without
// an answer. That the weight has to be carried for as long explains a sum that stays while the steps change.
export function endingOf(peak, count, sum) {
  const [high, long] = [Math.abs(peak), Math.abs(sum)];
  if (!Number.isFinite(high + long)) return "";
  if (Math.max(high, long) < HARDLY) return "hardly";
  const recounted = Math.abs(count) > 0.05;
  if (recounted && long < Math.min(HARDLY, high / 2)) return peak < 0 ? "lower" : "higher";
  if (Math.min(high, long) < HARDLY / 2 || peak * sum < 0) return "apart";
  if (recounted) return "together";
  return sum < 0 ? "less" : "more";
}
