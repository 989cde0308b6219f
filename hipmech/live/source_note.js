// Where an example hip comes from, as long as the hip of the page is that example.

import { h } from "./dom.js";
import { origin } from "./readings.js";
import { EXAMPLES } from "./tables.js";
import { word } from "./words.js";

// Name of the example with these inputs, whichever leg stands; empty if there is none.
export function exampleOf(given) {
  const { stance_side: _, ...kept } = given;
  const isSame = ({ inputs }) =>
    Object.keys(inputs).length === Object.keys(kept).length
    && Object.entries(inputs).every(([name, value]) => kept[name] === value);
  return Object.keys(EXAMPLES).find((name) => isSame(EXAMPLES[name])) || "";
}

export function createScenarioSource(store) {
  const element = h("p", { class: "small lesson-source" });
  let shown = null;

  function update() {
    const { language } = store.settings;
    const name = exampleOf(store.given);
    const said = name === "normal" ? "" : name;
    if (`${language} ${said}` === shown) return;
    shown = `${language} ${said}`;
    element.hidden = !said;
    const [before, after] = word("live.lesson.example_source", language).split("{source}");
    element.replaceChildren(...(said ? [before, ...origin(EXAMPLES[said].source, language), after] : []));
  }
  update();
  return { element, update };
}
