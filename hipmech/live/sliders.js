// A slider for one number: its name, exact entry, the usual range under its track, and what it is.

import { createAbout } from "./about.js";
import { h, set } from "./dom.js";
import { createEntry } from "./entry.js";
import { holdByKeys, holdOf, unique } from "./holding.js";
import { positions } from "./model.js";
import { QUANTITIES } from "./tables.js";
import { label, shown } from "./words.js";

export function createSlider(store, name, { below = [] } = {}) {
  const places = positions(name);
  const [first, last] = [places[0], places[places.length - 1]];
  const share = (value) => (100 * (value - first)) / (last - first);
  const id = unique(name);
  const entry = createEntry(store, name);
  const range = h("input", {
    type: "range", id, class: "range", "data-id": `slider-${name}`, step: "any", min: first, max: last,
  });
  const element = h(
    "div",
    { class: "slider", style: band(name, share) },
    h("div", { class: "slider-head" }, named(store, name, id), entry.element),
    range,
    entry.note,
    ...below,
    createAbout(store, name),
  );
  range.step = QUANTITIES[name].step;
  pulling(range, store);
  const letGo = holdByKeys(range, store);
  range.addEventListener("input", () => store.set(name, Number(range.value)));
  range.addEventListener("keydown", (event) => farther(event, store, name));

  function update() {
    const value = store.inputs[name];
    if (Number(range.value) !== value) range.value = value;
    set(range, "aria-valuetext", shown(name, value, store.settings.language));
    element.style.setProperty("--filled", `${share(value)}%`);
    entry.update();
  }
  return { element, update, destroy: letGo };
}

// The words of a quantity; what stands in brackets is said more softly.
export function named(store, name, id) {
  const [, words, aside] = /^(.*?)(?: \((.*)\))?$/.exec(label(name, store.settings.language));
  const hint = aside ? [" ", h("small", {}, aside)] : [];
  return h("label", { for: id, class: "name" }, words, ...hint);
}

function band(name, share) {
  const usual = QUANTITIES[name].usual;
  if (!usual) return "";
  const [low, high] = usual.map((value) => Math.max(0, Math.min(100, share(value))));
  return `--usual-from: ${low}%; --usual-to: ${high}%`;
}

// A pointer on the track is a drag until it is let go, wherever that happens.
export function pulling(range, store) {
  const { begin, end } = holdOf(store);
  const [starts, ends] = window.PointerEvent
    ? [["pointerdown"], ["pointerup", "pointercancel", "lostpointercapture"]]
    : [["mousedown", "touchstart"], ["mouseup", "touchend", "touchcancel"]];
  starts.forEach((type) => range.addEventListener(type, begin));
  ends.forEach((type) => range.addEventListener(type, end));
  // let go outside the window, the change event is all that comes
  range.addEventListener("change", end);
  range.addEventListener("blur", end);
  return end;
}

// Ten steps at a time; browsers differ in what they make of these keys.
function farther(event, store, name) {
  const signs = { PageUp: 1, PageDown: -1 };
  if (event.shiftKey) Object.assign(signs, { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 });
  const sign = signs[event.key];
  if (!sign) return;
  event.preventDefault();
  store.set(name, store.inputs[name] + 10 * sign * QUANTITIES[name].step);
}
