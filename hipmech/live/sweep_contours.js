// Lines of equal height on a grid of numbers: closed rings round all that lies at or above a level.

// values: one number for each place, the second axis fastest; one that is none lies below every level.
// Returns rings of places [first, second], counted in steps of the grid; those that meet its edge follow it.
export function rings(values, [rows, cells], level) {
  const width = cells + 2;
  const high = new Uint8Array((rows + 2) * width);
  for (let row = 0; row < rows; row += 1) {
    for (let cell = 0; cell < cells; cell += 1) {
      if (values[row * cells + cell] >= level) high[(row + 1) * width + cell + 1] = 1;
    }
  }
  const next = new Int32Array(2 * high.length).fill(-1);
  const starts = [];
  for (let here = 0; here < high.length - width - 1; here += 1) {
    const below = here + width;
    const corners = high[here] | (high[here + 1] << 1) | (high[below + 1] << 2) | (high[below] << 3);
    if (corners === 0 || corners === 15 || here % width === width - 1) continue;
    for (const [from, to] of STEPS[corners]) {
      const start = sideOf(from, here, width);
      next[start] = sideOf(to, here, width);
      starts.push(start);
    }
  }
  const grid = { values, rows, cells, width, level };
  return starts.map((start) => ring(start, next, grid)).filter(Boolean);
}

// Sides of a cell, counted round it from its first row. For each set of corners that are above (1, 2, 4, 8
// round the cell) the ways through it, with what is high always on the same hand.
const STEPS = [
  [], [[3, 0]], [[0, 1]], [[3, 1]], [[1, 2]], [[3, 0], [1, 2]], [[0, 2]], [[3, 2]],
  [[2, 3]], [[2, 0]], [[0, 1], [2, 3]], [[2, 1]], [[1, 3]], [[1, 0]], [[0, 3]], [],
];

// Each side of the grid has one number: twice its place, plus one where it runs from row to row.
function sideOf(side, here, width) {
  return 2 * (here + (side === 2 ? width : 0) + (side === 1 ? 1 : 0)) + (side % 2);
}

function ring(start, next, grid) {
  if (next[start] < 0) return null;
  const places = [];
  for (let here = start; next[here] >= 0;) {
    places.push(crossing(here, grid));
    const there = next[here];
    next[here] = -1;
    here = there;
  }
  return places;
}

// Where the level is met on a side, straight between its ends; beside a place without a number, at the other.
function crossing(side, { values, rows, cells, width, level }) {
  const height = (row, cell) =>
    (row < 0 || cell < 0 || row >= rows || cell >= cells ? NaN : values[row * cells + cell]);
  const place = side >> 1;
  const [row, cell] = [Math.floor(place / width) - 1, (place % width) - 1];
  const down = side % 2;
  const [here, there] = [height(row, cell), height(row + down, cell + 1 - down)];
  let share = (level - here) / (there - here);
  if (Number.isNaN(here)) share = 1;
  else if (Number.isNaN(there)) share = 0;
  return down ? [row + share, cell] : [row, cell + share];
}
