// Keys and clickers: on, back, full screen. What has the focus keeps the keys that it needs itself.

const ARROWS = "input, select, textarea, [role=slider], [contenteditable]";
const PRESSED = "a, button, input, select, summary, textarea, [role=slider], [contenteditable]";
const WRITTEN = "input:not([type=range], [type=radio]), select, textarea, [contenteditable]";

// Clickers send Page Down and Page Up, wherever the focus was left: those always turn the page.
const KEYS = {
  PageDown: ["next"], PageUp: ["back"],
  ArrowRight: ["next", ARROWS], ArrowLeft: ["back", ARROWS],
  " ": ["next", PRESSED], Enter: ["next", PRESSED],
  f: ["full", WRITTEN], F: ["full", WRITTEN],
  // From the browser's own full screen the browser leads back.
  Escape: ["leave"],
};

// Listen as long as the element stands in the document; returns how to stop.
export function listenTo(element, acts) {
  const onkey = (event) => {
    const [act, kept] = KEYS[event.key] ?? [];
    if (!act || !element.isConnected || event.ctrlKey || event.altKey || event.metaKey) return;
    const [target] = event.composedPath();
    if (kept && target.matches?.(kept)) return;
    if (element.querySelector("dialog[open]") || (act === "leave" && !acts.laidOver())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) acts[act]();
  };
  document.addEventListener("keydown", onkey, true);
  return () => document.removeEventListener("keydown", onkey, true);
}
