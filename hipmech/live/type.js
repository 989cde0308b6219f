// How wide and high a text is, before it is drawn.

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

const KEPT = 4000;
const widths = new Map();
let ruler = null;

// Width of a line of text, in the units of its size.
export function textWidth(text, size, bold = false) {
  const key = `${bold ? "b" : "r"}${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ruler ??= document.createElement("canvas").getContext("2d");
    ruler.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
    width = ruler.measureText(text).width;
    if (widths.size >= KEPT) widths.clear();
    widths.set(key, width);
  }
  return width;
}

// A text in lines that are no wider than that.
export function wrapped(text, width, size, bold = false) {
  const lines = [""];
  for (const one of text.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${one}`.trim();
    if (textWidth(longer, size, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(one);
  }
  return lines.filter(Boolean);
}

// Height of a line of text from descender to ascender.
export function textHeight(size) {
  return 1.17 * size;
}
