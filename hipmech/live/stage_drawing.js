// A drawing that fills the room it is given: its units are the px of the screen, its letters those around it.

import { Canvas } from "./canvas.js";
import { s, set } from "./dom.js";
import { FONT } from "./type.js";

const ROOM = [400, 300]; // where nobody tells how large it is shown
const LETTERS = 16;

// draw(canvas, { width, height, em }) draws it anew; frame({ width, height, em }) says where its world lies.
export function createDrawing(name, { draw, frame = () => ({}) }) {
  const layer = s("g");
  const look = { role: "img", class: "weak-drawing", "font-family": FONT, "data-name": name };
  const element = s("svg", look, layer);
  const canvas = new Canvas(layer, name);
  let room = { width: ROOM[0], height: ROOM[1], em: LETTERS };

  function render() {
    const { width, height } = room;
    set(element, "viewBox", `0 0 ${width} ${height}`);
    canvas.begin({ width, height, em: room.em, ...frame(room) });
    draw(canvas, room);
    canvas.end();
  }

  if (window.ResizeObserver) {
    new ResizeObserver(([{ contentRect: { width, height } }]) => {
      if (!width || !height) return;
      room = { width, height, em: parseFloat(getComputedStyle(element).fontSize) || LETTERS };
      render();
    }).observe(element);
  }
  return { element, render, describe: (text) => set(element, "aria-label", text) };
}
