// A slider of a setting: a whole number among the few that a link may hold.

import { h, say, set } from "./dom.js";
import { holdByKeys, unique } from "./holding.js";
import { pulling } from "./sliders.js";
import { SETTINGS } from "./tables.js";

// words: { name, about }; tell(value): the number with its unit.
export function createDial(store, setting, { name, about, tell }) {
  const places = SETTINGS[setting].map(Number).sort((one, other) => one - other);
  const [first, step, last] = [places[0], places[1] - places[0], places[places.length - 1]];
  const id = unique(setting);
  const range = h("input", {
    type: "range", id, class: "range", "data-id": `dial-${setting}`, min: first, max: last, step,
  });
  const told = h("output", { for: id, class: "running-told" });
  const label = h("label", { for: id, class: "name" }, name);
  const said = h("p", { class: "small" }, about);
  const element = h("div", { class: "slider" }, h("div", { class: "slider-head" }, label, told), range, said);
  const stop = pulling(range, store);
  const letGo = holdByKeys(range, store);
  range.addEventListener("input", () => store.setting(setting, String(Number(range.value))));

  function update() {
    const value = Number(store.settings[setting]);
    if (Number(range.value) !== value) range.value = value;
    const text = tell(value);
    say(told, text);
    set(range, "aria-valuetext", text);
    element.style.setProperty("--filled", `${(100 * (value - first)) / (last - first)}%`);
  }
  const destroy = () => {
    stop();
    letGo();
  };
  return { element, update, destroy };
}
