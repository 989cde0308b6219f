// A number on a line: the band in which it was measured, what is published, and what the model says.

import { h } from "./dom.js";

// marks: [look, from, to] for a band, [look, at] for a mark; what lies outside the scale stands at its end.
export function track([low, high], marks) {
  const share = (value) => (100 * (Math.max(low, Math.min(high, value)) - low)) / (high - low);
  const parts = marks.filter((mark) => mark.slice(1).every(Number.isFinite)).map(([look, from, to]) => {
    const part = h("span", { class: `track-${look}` });
    part.style.insetInlineStart = `${share(from).toFixed(2)}%`;
    if (to !== undefined) part.style.width = `${(share(to) - share(from)).toFixed(2)}%`;
    return part;
  });
  return h("span", { class: "track", "aria-hidden": "true" }, parts);
}

// A scale that holds all these numbers, with some room at either end.
export function scaleOf(values) {
  const found = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...found), Math.max(...found)];
  const room = 0.12 * (high - low) || 0.1 * Math.abs(high) || 1;
  return [low - room, high + room];
}
