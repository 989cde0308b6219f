// The picture on the page: one hip in three linked panels, drawn anew whenever it changes.

import { COLOURS, Canvas } from "./canvas.js";
import { h, s, say, set } from "./dom.js";
import { description, headingOf, nameOf } from "./headings.js";
import { BALANCE_WIDTH, BODY_WIDTH, PANELS, drawPanel, hipHeight, stateOf } from "./picture_panels.js";
import { pictureText } from "./picture_file.js";
import { FONT } from "./type.js";

// The hip panel is laid out in as many units as it is wide on the screen, so that letters keep their size on
// a phone; from NATURAL on letters grow with it, so that they can be read from the back of a room.
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
  const units = pixels <= NATURAL ? pixels : NATURAL + GROWTH * (pixels - NATURAL);
  return STEP * Math.round(Math.max(LEAST, Math.min(MOST, units)) / STEP);
}

// hip, body, balance: each a <figure> with a heading and an SVG, on top of it an empty <g class="handles">.
export function createPicture(store) {
  const panels = Object.fromEntries(PANELS.map((panel) => [panel, createPanel(panel)]));
  let units = NATURAL;

  // beside the hip the arrows keep one size, however wide the hip is on the screen; what is folded away is drawn
  // when the hand lets go
  function update(folded = false) {
    const beside = stateOf(store, NATURAL);
    const state = { hip: stateOf(store, units), body: beside, balance: beside };
    for (const panel of folded && store.dragging ? ["hip"] : PANELS) panels[panel].draw(state[panel], store.dragging);
  }

  if (window.ResizeObserver) {
    new ResizeObserver(([{ contentRect: { width, height } }]) => {
      const [across, down] = SIZES.hip;
      const fitting = width ? unitsFor(Math.min(width, (height * across) / down)) : units;
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
  const title = createWords("figcaption", "picture-title");
  // below the bones, so that these do not move under the hand that makes a note come or go
  const notes = createWords("p", "picture-notes");
  const parts = panel === "hip" ? [title.element, svg, notes.element] : [title.element, svg];
  const element = h("figure", { class: `picture picture-${panel}` }, parts);
  const canvas = new Canvas(drawing, panel);
  let zoom = 1;

  function draw(state, dragging) {
    const across = panel === "hip" ? state.width : width;
    zoom = width / across;
    set(drawing, "transform", zoom === 1 ? null : `scale(${zoom})`);
    if (!dragging) canvas.labeller.forget();
    drawPanel(canvas, panel, state, across, height / zoom);
    const heading = headingOf(state, panel);
    title.show(heading.title);
    notes.show(heading.notes);
    // a sentence that changes sixty times a second helps nobody
    if (!dragging) set(drawing, "aria-label", `${nameOf(state, [panel])}. ${description(state, [panel])}`);
  }

  return {
    element, svg, draw,
    placeOf: (lateral, up) => canvas.place(lateral, up).map((part) => zoom * part),
    lengthOf: (millimetres) => zoom * canvas.scale * millimetres,
  };
}

// Words in their colours, in as many pieces as there are.
function createWords(tag, name) {
  const element = h(tag, { class: name });
  const show = (pieces) => {
    while (element.children.length > pieces.length) element.lastElementChild.remove();
    while (element.children.length < pieces.length) element.append(h("span"));
    pieces.forEach(({ text, colour, bold }, index) => {
      const piece = element.children[index];
      say(piece, text);
      set(piece, "class", bold ? `${colour} bold` : colour);
      piece.style.color = COLOURS[colour];
    });
  };
  return { element, show };
}
