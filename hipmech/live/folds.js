// Parts of a page that are folded away, and the short way to each of them.

import { h, set } from "./dom.js";
import { word } from "./words.js";

// Of a window in which what is secondary has its place too.
export const roomy = window.matchMedia("(min-width: 900px)");

// A panel under its heading, with what it comes to in one line; while it is closed it does not follow a hand.
export function createFold(store, name, title, panel) {
  const summary = h("summary", {}, h("h2", {}, title), " ", h("span", { class: "fold-line" }, panel.line));
  const element = h("details", { class: "fold", "data-id": name, open: panel.open }, summary, panel.element);
  const update = () => (element.open || !store.dragging) && panel.update(element.open);
  element.ontoggle = update;
  return { ...panel, name, title, element, summary, update };
}

// Folds as they were left, by their names, for when the words around them change.
export function keepOpen(folds, state) {
  for (const fold of folds) fold.open = state[fold.dataset.id] ?? fold.open;
  return () => folds.forEach((fold) => (state[fold.dataset.id] = fold.open));
}

// Paper cannot be unfolded, and does not wait for what comes with an unfolded part; it needs no menu.
export function openOnPaper(element) {
  let closed = [];
  const shut = () => [...element.querySelectorAll("details:not([open], .stage-look)")];
  const unfold = () => {
    closed = [];
    for (let found = shut(); found.length; found = shut()) {
      closed.push(...found);
      for (const fold of found) {
        fold.open = true;
        fold.dispatchEvent(new Event("toggle"));
      }
    }
  };
  const refold = () => closed.forEach((fold) => (fold.open = false));
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

// The folds of a page with the index of them, which is no links, as the address of the page holds the hip. A
// link opens at the part that was opened last; state keeps what is open.
export function createParts(store, state, folds, heading = "running.parts") {
  const told = (name) => {
    state.part = name;
    store.setting("part", name);
  };
  const jump = ({ name, title, label = title.split(/[,:?]/)[0], summary, element: fold }) => h("li", {}, h("button", {
    type: "button", "data-id": `jump-${name}`,
    onclick() {
      arrive(summary, fold);
      told(name);
    },
  }, label));
  for (const { name, element, summary } of folds) {
    set(summary, "onclick", () => told(element.open ? "none" : name));
  }
  const destroy = keepOpen(folds.map((fold) => fold.element), state);
  const element = h("nav", { class: "jumps", "aria-label": word(heading, store.settings.language) },
    h("ol", {}, folds.map(jump)));
  function update() {
    const { part } = store.settings;
    if (part === (state.part ?? "none")) return;
    state.part = part;
    const asked = folds.find(({ name }) => name === part);
    if (asked) arrive(asked.summary, asked.element);
  }
  return { element, update, destroy };
}
