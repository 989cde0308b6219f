// A mark that is pulled along a chart by hand or by keys: a slider for those who hear it.

import { h, set } from "./dom.js";

const FAR = 10;

// go([across, up]): steps asked for by arrows; pull(event): the pointer that holds it is here; keys: what
// other keys do, by name. Where it stands and what it says comes with show().
export function createGrip(kind, { go, pull = () => {}, keys = {} }) {
  const element = h("div", {
    class: `sweep-grip sweep-${kind}`, role: "slider", tabindex: "0", "data-id": `sweep-${kind}`,
  });
  let held = false;

  element.addEventListener("keydown", (event) => {
    const far = event.shiftKey ? FAR : 1;
    const steps = {
      ArrowRight: [far, 0], ArrowLeft: [-far, 0], ArrowUp: [0, far], ArrowDown: [0, -far],
      PageUp: [0, FAR], PageDown: [0, -FAR],
    }[event.key];
    if (!steps && !keys[event.key]) return;
    event.preventDefault();
    if (steps) go(steps);
    else keys[event.key]();
  });
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.stopPropagation();
    held = true;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!held) return;
    event.stopPropagation();
    pull(event);
  });
  const drop = () => {
    held = false;
  };
  const endings = ["pointerup", "pointercancel", "lostpointercapture"];
  endings.forEach((type) => element.addEventListener(type, drop));

  function show({ place: [x, y], name, words, low, high, now, upright = false, above = false }) {
    element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    set(element, "data-above", above);
    set(element, "aria-label", name);
    set(element, "aria-valuetext", words);
    set(element, "aria-valuemin", low);
    set(element, "aria-valuemax", high);
    set(element, "aria-valuenow", now);
    set(element, "aria-orientation", upright ? "vertical" : "horizontal");
  }
  return { element, show };
}
