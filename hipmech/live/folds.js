// Parts of a page that are folded away, and the short way to each of them.

import { h } from "./dom.js";

// A panel under its heading, with what it comes to in one line; while it is closed it does not follow a hand.
export function createFold(store, name, title, panel) {
  const summary = h("summary", {}, h("h2", {}, title), " ", h("span", { class: "fold-line" }, panel.line));
  const element = h("details", { class: "fold", "data-id": name }, summary, panel.element);
  const update = () => (element.open || !store.dragging) && panel.update();
  return { ...panel, name, title, element, summary, update };
}

// Folds as they were left, by their names, for when the words around them change.
export function keepOpen(folds, state) {
  for (const fold of folds) fold.open = state[fold.dataset.id] ?? fold.open;
  return () => folds.forEach((fold) => (state[fold.dataset.id] = fold.open));
}

// Paper cannot be unfolded.
export function openOnPaper(element) {
  let closed = [];
  const turn = (open) => () => {
    if (open) closed = [...element.querySelectorAll("details:not([open])")];
    for (const fold of closed) fold.open = open;
  };
  const [unfold, refold] = [turn(true), turn(false)];
  window.addEventListener("beforeprint", unfold);
  window.addEventListener("afterprint", refold);
  return () => {
    window.removeEventListener("beforeprint", unfold);
    window.removeEventListener("afterprint", refold);
  };
}

// To a place, unfolded, in sight and in focus; it is seen best from the start of what it belongs to.
export function arrive(place, whole = place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  whole.scrollIntoView({ block: "start" });
  place.focus({ preventScroll: true });
}

// The parts of a page as [name, content, leave]; the address of the page holds the hip, so these are no links
// within it.
export function createJumps(label, parts) {
  const jump = ([name, content, onclick]) =>
    h("li", {}, h("button", { type: "button", "data-id": `jump-${name}`, onclick }, content));
  return h("nav", { class: "jumps", "aria-label": label }, h("ol", {}, parts.map(jump)));
}
