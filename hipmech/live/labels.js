// Where labels go: near what they name, off the bones, off the lines, never on each other.
//
// The panel is painted coarsely with how much each place minds being covered; every label then takes the
// place with the least harm, the most important label first. While a hip is pulled at, a label stays beside
// what it names where it was in the frame before, unless another place is clearly better.

import { textHeight, textWidth } from "./type.js";

const CELL = 3;
const BONE = 40;
const LINE = 255;
const MARGIN = 3;
const GAP = 2.5;
const STEP_X = 5;
const STEP_Y = 4;
const STAY = 14;
const FORBIDDEN = 1e6;

// Candidates round the wish, the nearest first: [dx, dy, distance].
const OFFSETS = ringsOfOffsets();

function ringsOfOffsets() {
  const offsets = [];
  for (let row = -130; row <= 130; row += 1) {
    for (let column = -120; column <= 120; column += 1) {
      const [dx, dy] = [column * STEP_X, row * STEP_Y];
      offsets.push([dx, dy, Math.hypot(dx, dy)]);
    }
  }
  return offsets.sort((one, other) => one[2] - other[2]);
}

const within = (value, low, high) => Math.max(low, Math.min(high, value));

// The point of an anchor (a point, or a line between two) nearest to a place.
export function nearest(anchor, [x, y]) {
  const [start, end] = [anchor[0], anchor[anchor.length - 1]];
  const way = [end[0] - start[0], end[1] - start[1]];
  const length = way[0] ** 2 + way[1] ** 2 || 1;
  const share = within(((x - start[0]) * way[0] + (y - start[1]) * way[1]) / length, 0, 1);
  return [start[0] + share * way[0], start[1] + share * way[1]];
}

export class Labeller {
  constructor(canvas) {
    this.canvas = canvas;
    this.offsets = new Map();
    this.columns = this.rows = 0;
  }

  // Begin a frame: nothing minds being covered yet.
  begin() {
    const columns = Math.floor(this.canvas.width / CELL) + 1;
    const rows = Math.floor(this.canvas.height / CELL) + 1;
    if (columns !== this.columns || rows !== this.rows) {
      Object.assign(this, { columns, rows });
      this.harm = new Uint8Array(columns * rows);
      this.texts = new Uint8Array(columns * rows);
      this.cuts = Array.from({ length: rows }, () => []);
      this.sums = new Int32Array((columns + 1) * (rows + 1));
    } else {
      this.harm.fill(0);
      this.texts.fill(0);
    }
    this.boxes = [];
    this.stale = 0;
  }

  // Forget where labels were: the picture is then that of its hip alone.
  forget() {
    this.offsets.clear();
  }

  // Areas within rings of places that had better stay uncovered.
  paint(rings, holes = [], harm = BONE) {
    for (const ring of rings) this.polygon(ring, harm);
    for (const hole of holes) this.polygon(hole, 0);
  }

  // A line that must stay readable.
  avoid(points, width = 2, harm = LINE) {
    for (let index = 1; index < points.length; index += 1) {
      this.polygon(strip(points[index - 1], points[index], Math.max(width, CELL)), harm);
    }
  }

  // A box [left, top, width, height] that no label may touch.
  keep(box) {
    const [left, top, width, height] = box;
    this.boxes.push(box);
    const [first, last] = [this.column(left), this.column(left + width + CELL)];
    for (let row = this.row(top); row < this.row(top + height + CELL); row += 1) {
      this.texts.fill(1, row * this.columns + first, row * this.columns + last);
    }
  }

  // Draw a label {id, text, colour, wish: [x, y], size, bold, anchor: [[x, y], …]} at its best place, with a
  // thin leader to its anchor (nothing, a point, or the two ends of a line); returns its box.
  put(label) {
    const { id, text, colour, wish, size, bold = false, anchor = [] } = label;
    this.sumUp();
    const asked = { wish, anchor, width: textWidth(text, size, bold), height: textHeight(size) };
    const { place, harm } = this.best(asked, this.offsets.get(id));
    this.offsets.set(id, [place[0] - wish[0], place[1] - wish[1]]);
    if (anchor.length) this.leader(label, place, asked);
    const box = this.canvas.text(id, text, place, { colour, size, bold, align: "center", halo: harm > 0 });
    this.keep(box);
    return box;
  }

  // The place of least cost; the one of the frame before where it costs hardly more.
  best(asked, before) {
    let best = { place: this.inside(asked.wish, asked), cost: Infinity, harm: 0 };
    for (const [dx, dy, distance] of OFFSETS) {
      if (0.4 * distance >= best.cost) break;
      const place = [asked.wish[0] + dx, asked.wish[1] + dy];
      if (this.holds(place, asked)) best = this.better(best, place, asked);
    }
    if (!Number.isFinite(best.cost)) best = this.better(best, best.place, asked);
    if (before === undefined) return best;
    const place = this.inside([asked.wish[0] + before[0], asked.wish[1] + before[1]], asked);
    const stayed = this.better({ cost: best.cost + STAY }, place, asked);
    return stayed.place ? stayed : best;
  }

  // What a label at a place costs, where that is less than the best so far.
  better(best, place, asked) {
    let cost = 0.4 * Math.hypot(place[0] - asked.wish[0], place[1] - asked.wish[1]);
    if (cost >= best.cost) return best;
    const harm = this.harmAt(place, asked);
    cost += 1.2 * harm;
    if (cost >= best.cost) return best;
    for (const box of this.boxes) if (touches(box, place, asked)) cost += FORBIDDEN;
    if (cost >= best.cost) return best;
    if (asked.anchor.length) cost += 200 * this.crossings(place, asked);
    return cost < best.cost ? { place, cost, harm } : best;
  }

  holds([x, y], { width, height }) {
    const [aside, above] = [width / 2 + MARGIN, height / 2 + MARGIN];
    const { width: right, height: bottom } = this.canvas;
    return x >= aside && x <= right - aside && y >= above && y <= bottom - above;
  }

  // The nearest place at which a label is wholly in the panel.
  inside([x, y], { width, height }) {
    const [aside, above] = [width / 2 + MARGIN, height / 2 + MARGIN];
    return [
      aside > this.canvas.width / 2 ? this.canvas.width / 2 : within(x, aside, this.canvas.width - aside),
      within(y, above, this.canvas.height - above),
    ];
  }

  // Mean harm under a label.
  harmAt([x, y], { width, height }) {
    const wide = this.columns + 1;
    const [left, right] = [this.column(x - width / 2), this.column(x + width / 2) + 1];
    const [top, bottom] = [this.row(y - height / 2) * wide, (this.row(y + height / 2) + 1) * wide];
    const { sums } = this;
    const total = sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
    return (total * CELL * CELL) / (width * height);
  }

  // How much of a leader to a place would run over a text.
  crossings(place, asked) {
    const foot = nearest(asked.anchor, place);
    const end = leaderEnd(foot, place, asked);
    let crossed = 0;
    for (let step = 0; step < 18; step += 1) {
      const share = 0.1 + (0.88 * step) / 17;
      const column = this.column(foot[0] + share * (end[0] - foot[0]));
      crossed += this.texts[this.row(foot[1] + share * (end[1] - foot[1])) * this.columns + column];
    }
    return crossed;
  }

  leader({ id, colour, anchor }, place, asked) {
    const foot = nearest(anchor, place);
    const end = leaderEnd(foot, place, asked);
    if (Math.hypot(end[0] - foot[0], end[1] - foot[1]) < 7) return;
    this.canvas.line(`${id}-leader-halo`, [foot, end], this.canvas.theme.paper, 2.4, { opacity: 0.7 });
    this.canvas.line(`${id}-leader`, [foot, end], colour, 0.8);
    this.avoid([foot, end], 6);
  }

  column(x) {
    return within(Math.floor(x / CELL), 0, this.columns - 1);
  }

  row(y) {
    return within(Math.floor(y / CELL), 0, this.rows - 1);
  }

  // Fill a ring row by row between its crossings.
  polygon(ring, harm) {
    let [first, last] = [this.rows, -1];
    let [x0, y0] = ring[ring.length - 1];
    for (const [x1, y1] of ring) {
      const slope = (x1 - x0) / (y1 - y0 || 1);
      const start = Math.max(0, Math.ceil(Math.min(y0, y1) / CELL - 0.5));
      const stop = Math.min(this.rows, Math.ceil(Math.max(y0, y1) / CELL - 0.5));
      for (let row = start; row < stop; row += 1) {
        this.cuts[row].push(x0 + ((row + 0.5) * CELL - y0) * slope);
      }
      if (start < stop) [first, last] = [Math.min(first, start), Math.max(last, stop - 1)];
      [x0, y0] = [x1, y1];
    }
    for (let row = first; row <= last; row += 1) {
      this.fillRow(row, this.cuts[row].sort((one, other) => one - other), harm);
      this.cuts[row].length = 0;
    }
  }

  fillRow(row, crossings, harm) {
    this.stale = Math.min(this.stale, row);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const start = within(Math.round(crossings[index] / CELL), 0, this.columns);
      const stop = within(Math.round(crossings[index + 1] / CELL), 0, this.columns);
      this.harm.fill(harm, row * this.columns + start, row * this.columns + stop);
    }
  }

  // Sums over all that lies above and to the left, from which the harm under any box is four look-ups; only
  // from the first row that changed.
  sumUp() {
    const wide = this.columns + 1;
    for (let row = this.stale; row < this.rows; row += 1) {
      const [from, above, here] = [row * this.columns, row * wide + 1, (row + 1) * wide + 1];
      let sum = 0;
      for (let column = 0; column < this.columns; column += 1) {
        sum += this.harm[from + column];
        this.sums[here + column] = this.sums[above + column] + sum;
      }
    }
    this.stale = this.rows;
  }
}

// A line as a narrow ring.
function strip(start, end, width) {
  const way = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(...way) || 1;
  const along = [(way[0] / length) * (width / 2), (way[1] / length) * (width / 2)];
  const [a, b] = [[start[0] - along[0], start[1] - along[1]], [end[0] + along[0], end[1] + along[1]]];
  return [
    [a[0] - along[1], a[1] + along[0]], [b[0] - along[1], b[1] + along[0]],
    [b[0] + along[1], b[1] - along[0]], [a[0] + along[1], a[1] - along[0]],
  ];
}

function touches([left, top, width, height], [x, y], asked) {
  const [aside, above] = [asked.width / 2 + GAP, asked.height / 2 + GAP];
  return x + aside > left && x - aside < left + width && y + above > top && y - above < top + height;
}

// Where a leader meets the label.
function leaderEnd(foot, [x, y], { width, height }) {
  return [
    within(foot[0], x - width / 2 - 2, x + width / 2 + 2),
    within(foot[1], y - height / 2, y + height / 2),
  ];
}
