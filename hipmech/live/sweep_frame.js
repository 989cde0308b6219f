// Where a chart lies in the room it is given: scales, ticks, and hatching for what is not simply held.

import { wrapped } from "./type.js";

const NARROW = 30; // em
const [TICKS, LINE, LEGEND] = [1.7, 1.3, 3.3]; // em: numbers of the axis, a line of a title, the colours
export const GRIP = 24; // px, the least that a finger or a shaking hand can hit
const STATUS_LINES = { 1: [1], 2: [-1], 3: [1, -1] }; // directions of the hatching of each status
const APART = 9; // px between lines of hatching
const LOOK = 3; // px between two looks along them

// Left, right, top and bottom of the plot, and where the title below it begins; letters: widest label of the
// vertical axis, px; title: text below; legend: that of a scale of colours, if one follows.
export function frameOf({ width, height, em }, letters, title, legend) {
  const left = Math.ceil(letters + 0.6 * em);
  const right = width - GRIP - 2;
  const linesOf = (text) => wrapped(text, right - left, em, true);
  const [lines, names] = [linesOf(title).length, legend ? linesOf(legend) : []];
  const below = (lines + names.length) * LINE * em + (legend ? LEGEND * em : 0);
  const bottom = height - TICKS * em - below;
  const titled = bottom + TICKS * em;
  return { left, right, top: GRIP + 2, bottom, titled, lines, names, em, narrow: width < NARROW * em };
}

// The colours in their order, as far as the plot is wide, with the places of the lines of their title.
export function legendOf({ left, right, titled, lines, names, em }) {
  const under = titled + (lines * LINE + 0.4) * em;
  const said = names.map((text, row) => [text, [left, under + (row + 0.5) * LINE * em]]);
  return { left, right, said, top: under + (names.length * LINE + 0.3) * em, high: 0.9 * em };
}

// From a number between low and high to px between two ends.
export function scale([low, high], [start, end]) {
  const to = (value) => start + ((value - low) / (high - low)) * (end - start);
  const from = (px) => low + ((px - start) / (end - start)) * (high - low);
  return { to, from };
}

// Round numbers between two ends, at most so many, and the decimals that they need.
export function ticksOf([low, high], most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough * (1 - 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { step, digits, ticks: Array.from({ length: count }, (_, index) => (first + index) * step) };
}

// Paths of hatching over a box, by status: statusAt(x, y) tells the status of a place, px.
export function hatching({ left, right, top, bottom }, statusAt) {
  const paths = { 1: "", 2: "", 3: "" };
  const high = bottom - top;
  for (const lean of [1, -1]) {
    const start = lean > 0 ? left : left - high;
    const end = lean > 0 ? right + high : right;
    for (let foot = Math.ceil(start / APART) * APART; foot < end; foot += APART) {
      // the line through (foot, top) that falls to the left, or to the right
      const at = (down) => [foot - lean * down, top + down];
      let [begun, status] = [0, 0];
      for (let down = 0; down <= high + LOOK; down += LOOK) {
        const [x, y] = at(down);
        const inside = down <= high && x >= left && x <= right;
        const here = inside ? statusAt(x, y) : 0;
        const drawn = STATUS_LINES[here]?.includes(lean) ? here : 0;
        if (drawn === status) continue;
        if (status) paths[status] += `M${written(at(begun))}L${written(at(Math.min(down, high)))}`;
        [begun, status] = [down, drawn];
      }
    }
  }
  return paths;
}

const written = ([x, y]) => `${Math.round(10 * x) / 10} ${Math.round(10 * y) / 10}`;
