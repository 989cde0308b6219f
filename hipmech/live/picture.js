// The picture on the page: one hip in three linked panels, drawn anew whenever it changes.

import { COLOURS, Canvas } from "./canvas.js";
import { h, s, say, set } from "./dom.js";
import { description, headingOf, nameOf } from "./headings.js";
import { BALANCE_WIDTH, BODY_WIDTH, PANELS, drawPanel, hipHeight, stateOf } from "./picture_panels.js";
import { pictureText } from "./picture_file.js";
import { FONT } from "./type.js";

// The hip panel is laid out in as many units as it is wide on the screen, so that letters keep their size on a
// phone; from NATURAL on letters grow with it, so that they can be read from the back of a room.
const NATURAL = 430;
const [LEAST, MOST, GROWTH, STEP] = [340, 560, 0.45, 10];

// Size of each panel in units of its SVG.
const SIZES = {
  hip: [NATURAL, hipHeight(NATURAL)],
  body: [BODY_WIDTH, 460],
  balance: [BALANCE_WIDTH, 460],
};

// Units across the hip panel when it is so many CSS px wide.
function unitsFor(pixels) {
  if (!pixels) return NATURAL;
  const units = pixels <= NATURAL ? pixels : NATURAL + GROWTH * (pixels - NATURAL);
  return STEP * Math.round(Math.max(LEAST, Math.min(MOST, units)) / STEP);
}

// hip, body, balance: each a <figure> with a heading, an SVG and, on top of it, an empty <g class="handles">.
export function createPicture(store) {
  const panels = Object.fromEntries(PANELS.map((panel) => [panel, createPanel(panel)]));
  let units = NATURAL;

  // beside the hip the arrows keep one size, however wide the hip is on the screen
  function update() {
    const beside = stateOf(store, NATURAL);
    const state = { hip: stateOf(store, units), body: beside, balance: beside };
    for (const panel of PANELS) panels[panel].draw(state[panel], store.dragging);
  }

  if (window.ResizeObserver) {
    new ResizeObserver(([{ contentRect }]) => {
      const fitting = contentRect.width ? unitsFor(contentRect.width) : units;
      if (fitting === units) return;
      units = fitting;
      update();
    }).observe(panels.hip.svg);
  }

  return {
    hip: panels.hip.element,
    body: panels.body.element,
    balance: panels.balance.element,
    update,
    placeOf: (panel, lateral, up) => panels[panel].placeOf(lateral, up),
    lengthOf: (panel, millimetres) => panels[panel].lengthOf(millimetres),
    svgText: (names, theme = store.theme) => pictureText(store, names, theme),
  };
}

function createPanel(panel) {
  const [width, height] = SIZES[panel];
  const drawing = s("g", { role: "img", class: "drawing" });
  const svg = s(
    "svg",
    { viewBox: `0 0 ${width} ${height.toFixed(2)}`, "font-family": FONT, "data-panel": panel },
    drawing,
    s("g", { class: "handles" }),
  );
  const heading = createHeading();
  const element = h("figure", { class: `picture picture-${panel}` }, heading.element, svg);
  const canvas = new Canvas(drawing, panel);
  let zoom = 1;

  function draw(state, dragging) {
    const across = panel === "hip" ? state.width : width;
    zoom = width / across;
    set(drawing, "transform", zoom === 1 ? null : `scale(${zoom})`);
    drawPanel(canvas, panel, state, across, height / zoom);
    heading.show(headingOf(state, panel));
    // a sentence that changes sixty times a second helps nobody
    if (!dragging) set(drawing, "aria-label", `${nameOf(state, [panel])}. ${description(state, [panel])}`);
  }

  return {
    element, svg, draw,
    placeOf: (lateral, up) => canvas.place(lateral, up).map((part) => zoom * part),
    lengthOf: (millimetres) => zoom * canvas.scale * millimetres,
  };
}

// A line of what is shown, and one of what must be known; the room for the second is always kept.
function createHeading() {
  const title = h("span", { class: "picture-title" });
  const notes = h("span", { class: "picture-notes" });
  const element = h("figcaption", {}, title, notes);
  const show = (heading) => {
    fill(title, heading.title);
    fill(notes, heading.notes);
  };
  return { element, show };
}

function fill(line, pieces) {
  while (line.children.length > pieces.length) line.lastElementChild.remove();
  while (line.children.length < pieces.length) line.append(h("span"));
  pieces.forEach(({ text, colour, bold }, index) => {
    const piece = line.children[index];
    say(piece, text);
    piece.style.color = COLOURS[colour];
    set(piece, "class", bold ? "bold" : null);
  });
}
