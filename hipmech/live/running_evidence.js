// What was measured of walking and running beside what the model says, and what neither says.

import { h, say, set } from "./dom.js";
import { createFold } from "./folds.js";
import { cited } from "./readings.js";
import { GLUTEALS, STEP_RATES } from "./tables.js";
import { THIN, number, signed, word } from "./words.js";

const ASSUMED = { run: ["contact", "yield", "line"], walk: ["shape"] };
const SOURCES = {
  run: [
    "heiderscheit_2011", "lenhart_2014", "morin_2005", "karamanidis_2005", "brindle_2014", "meardon_2012",
    "arellano_kram_2011", "anderson_2022", "kubinski_2015",
  ],
  walk: [
    "lewinson_2014", "hof_2007", "kirtley_1985", "kubinski_2015", "mackinnon_winter_1993", "brindle_2014",
    "meardon_2012",
  ],
};
const COLUMNS = ["change", "measured_moment", "model_moment", "measured_adduction", "model_adduction"];

export function createStepEvidence(store, steps) {
  const { language } = store.settings;
  const said = (key, values) => word(`running.${key}`, language, values);
  const rates = createRates(language, said);
  const short = h("p");
  const runners = h("div", {}, rates.element, h("p", {}, said("rates_said")), short);
  const assumed = h("ul", { class: "running-assumed" });
  const sources = h("div", { class: "small" });
  const element = h("section", { class: "running-evidence" },
    h("div", { class: "running-columns" }, runners, h("div", {},
      h("p", {}, said("opposite")), h("h3", {}, said("assumed")), assumed)),
    h("details", { class: "about" }, h("summary", {}, word("contact.sources", language)), sources));
  let shown = "";

  function update() {
    const { gait } = store.settings;
    if (shown !== gait) {
      assumed.replaceChildren(...ASSUMED[gait].map((one) => h("li", {}, said(`assumed_${one}`))));
      sources.replaceChildren(...SOURCES[gait].map((key) => h("p", {}, ...cited(key, language))));
    }
    shown = gait;
    set(runners, "hidden", gait !== "run");
    if (gait !== "run" || store.dragging) return;
    const { at } = steps();
    rates.update(at);
    const normal = at(0);
    say(short, said("shortfall", {
      theirs: number(GLUTEALS, 0, language), ours: number(normal.abductor_force_peak / normal.inputs.body_mass, 0, language),
    }));
  }
  return createFold(store, "evidence", said("evidence"), { element, line: said("injury"), update });
}

function createRates(language, said) {
  const head = h("thead", {}, h("tr", {}, COLUMNS.map((key) => h("th", { scope: "col" }, said(key)))));
  const rows = STEP_RATES.map((row) => {
    const cells = [h("td"), h("td"), h("td"), h("td")];
    const share = `${signed(row.change, 0, language)}${THIN}%`;
    return { row, cells, element: h("tr", {}, h("th", { scope: "row" }, share), cells) };
  });
  const table = h("table", {}, h("caption", {}, said("rates")), head, h("tbody", {}, rows.map((row) => row.element)));
  const element = h("div", { class: "running-rates" }, table);
  const spread = (mean, deviation) => `${number(mean, 1, language)} ± ${number(deviation, 1, language)}`;
  function update(at) {
    for (const { row, cells } of rows) {
      const step = at(row.change);
      const moment = step.abductor_moment_peak / step.inputs.body_mass;
      [
        spread(row.moment, row.moment_deviation), number(moment, 2, language),
        `${spread(row.adduction, row.adduction_deviation)}°`, `${number(step.hip_adduction_peak, 1, language)}°`,
      ].forEach((text, place) => say(cells[place], text));
    }
  }
  return { element, update };
}

