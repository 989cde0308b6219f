// A panel to draw on: millimetres of the hip frame become units of an SVG; geometry is mirrored, text never.
//
// Every panel draws itself anew from nothing, in the same order; the canvas keeps the elements of the last
// frame, touches what changed and removes what was not drawn again. Places are [x, y] from the upper left
// corner, y downwards.

import { pointsOf } from "./anatomy.js";
import { s, say } from "./dom.js";
import { Labeller } from "./labels.js";
import { textHeight, textWidth } from "./type.js";
import { THEMES } from "./tables.js";

export const DASHED = [4.5, 2.5];
export const DOTTED = [0.8, 2.6];
export const DASH_DOTTED = [7, 2.5, 1, 2.5];

// Every colour of a theme as the custom property that holds it.
export const COLOURS = Object.fromEntries(
  Object.keys(THEMES.light).map((name) => [name, `var(--${name.replaceAll("_", "-")})`]),
);

const ANCHORS = { left: "start", center: "middle", right: "end" };
const SHARES = { left: 0, center: 0.5, right: 1 };

const rounded = (value) => Math.round(value * 100) / 100;

// Open or closed line through places, as the text of a path.
export function lineThrough(points, closed = false) {
  const text = points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join("L");
  return `M${text}${closed ? "Z" : ""}`;
}

// Seven corners of an arrow whose tip is exactly at its end.
export function arrowOutline(start, end, width) {
  const way = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(...way);
  if (length < 1e-9) return [start, end, start];
  const along = [way[0] / length, way[1] / length];
  const head = Math.min(2.2 * width + 5, 0.75 * length);
  const neck = length - 0.9 * head;
  const corners = [
    [0, width / 2], [neck, width / 2], [length - head, head / 2], [length, 0],
    [length - head, -head / 2], [neck, -width / 2], [0, -width / 2],
  ];
  return corners.map(([x, y]) => [
    start[0] + x * along[0] - y * along[1],
    start[1] + x * along[1] + y * along[0],
  ]);
}

export class Canvas {
  // group: the SVG element to draw in; name: prefix of every data-id.
  constructor(group, name) {
    this.group = group;
    this.name = name;
    this.theme = COLOURS;
    this.kept = new Map();
    this.frame = "";
    this.labeller = new Labeller(this);
    this.project = this.place.bind(this);
  }

  // Begin a frame: width and height of the panel, scale in units per mm, where the stance hip centre is
  // drawn, and whether lateral is to the viewer's right (1) or left (-1).
  begin({ width, height, scale = 1, origin = [0, 0], sign = 1, ...others }) {
    Object.assign(this, { width, height, scale, origin, sign });
    const frame = JSON.stringify([width, height, scale, origin, sign, others]);
    if (frame !== this.frame) this.known = new WeakMap();
    this.frame = frame;
    this.drawn = new Map();
    this.last = null;
    this.labeller.begin();
  }

  // End the frame: what was not drawn in it goes.
  end() {
    for (const [id, { element }] of this.kept) if (!this.drawn.has(id)) element.remove();
    this.kept = this.drawn;
  }

  // Where a point in mm of the hip frame is drawn.
  place(lateral, up) {
    return [this.origin[0] + this.sign * this.scale * lateral, this.origin[1] - this.scale * up];
  }

  at(points) {
    return points.map(([lateral, up]) => this.place(lateral, up));
  }

  // What was answered for an object, kept while the panel shows the same part of the world: most bones stay
  // while one of them is pulled.
  once(about, answer) {
    if (!this.known.has(about)) this.known.set(about, answer(about));
    return this.known.get(about);
  }

  // Places on a curve.
  ring(curve, samples) {
    return this.once(curve, () => this.at(pointsOf(curve, samples)));
  }

  // Curves in mm of the hip frame as the text of one path, to a tenth of a unit.
  along(curves) {
    return this.once(curves, () => this.written(curves));
  }

  // Bones have hundreds of points in every frame, so each is written without making a place of it.
  written(curves) {
    const [left, top] = [10 * this.origin[0], 10 * this.origin[1]];
    const [across, down] = [10 * this.sign * this.scale, -10 * this.scale];
    let text = "";
    const written = (x, y) => `${Math.round(left + across * x) / 10} ${Math.round(top + down * y) / 10}`;
    for (const { closed, start, spans } of curves) {
      text += `M${written(start[0], start[1])}`;
      for (const span of spans) {
        text += span.length === 2
          ? `L${written(span[0], span[1])}`
          : `C${written(span[0], span[1])} ${written(span[2], span[3])} ${written(span[4], span[5])}`;
      }
      if (closed) text += "Z";
    }
    return text;
  }

  path(id, d, attributes) {
    return this.element("path", id, { fill: "none", d, ...attributes });
  }

  // Line through places.
  line(id, points, colour, width = 1, { dashes, opacity, closed = false } = {}) {
    this.stroke(id, lineThrough(points, closed), colour, width, { dashes, opacity });
  }

  // Line along a path.
  stroke(id, d, colour, width = 1, { dashes, opacity } = {}) {
    this.path(id, d, {
      stroke: colour,
      "stroke-width": width,
      "stroke-dasharray": dashes ? dashes.map((dash) => rounded(dash * Math.max(width, 1))).join(" ") : null,
      "stroke-linecap": dashes ? "butt" : "round",
      "stroke-linejoin": "round",
      opacity,
    });
  }

  // Area within rings of places.
  fill(id, rings, colour, opacity) {
    this.path(id, rings.map((ring) => lineThrough(ring, true)).join(""), { fill: colour, opacity });
  }

  // Circle, or ellipse with two half axes.
  disc(id, place, radius, { fill = "none", edge = null, width = null, dashes = null } = {}) {
    const [rx, ry] = Array.isArray(radius) ? radius : [radius, radius];
    this.element("ellipse", id, {
      cx: rounded(place[0]), cy: rounded(place[1]), rx, ry, fill,
      stroke: edge, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : null,
    });
  }

  // Overlapping shapes drawn as one: stroked as a whole, then filled over every inner edge.
  union(id, shapes, fill, edge, width) {
    const d = shapes.map(({ outlines, holes }) => this.along(outlines) + this.along(holes)).join("");
    const look = { fill, stroke: edge, "stroke-linejoin": "round" };
    if (shapes.reduce((count, shape) => count + shape.outlines.length, 0) === 1) {
      this.path(id, d, { ...look, "stroke-width": width });
      return;
    }
    this.path(id, d, { ...look, "stroke-width": 2 * width, "paint-order": "stroke" });
  }

  // Arrow with its tip exactly at its end; hollow ones are dashed outlines.
  arrow(id, start, end, colour, width, { hollow = false } = {}) {
    const d = lineThrough(arrowOutline(start, end, width), true);
    const look = hollow
      ? { stroke: colour, "stroke-width": 1.1, "stroke-dasharray": "3 1.6" }
      : { fill: colour, stroke: this.theme.paper, "stroke-width": 2.2, "stroke-opacity": 0.75,
          "stroke-linejoin": "round", "paint-order": "stroke" };
    this.path(id, d, look);
  }

  // One line of text, its place at the middle of its height; returns its box [left, top, width, height].
  text(id, string, place, { colour = this.theme.ink, size, bold = false, align = "left", halo = false }) {
    const width = textWidth(string, size, bold);
    const height = textHeight(size);
    const element = this.element("text", id, {
      x: rounded(place[0]),
      y: rounded(place[1] + 0.36 * size),
      fill: colour,
      "font-size": size,
      "font-weight": bold ? "bold" : null,
      "text-anchor": ANCHORS[align],
      stroke: halo ? this.theme.paper : null,
      "stroke-width": halo ? 2.8 : null,
      "stroke-linejoin": halo ? "round" : null,
      "paint-order": halo ? "stroke" : null,
    });
    say(element, string);
    return [place[0] - SHARES[align] * width, place[1] - height / 2, width, height];
  }

  // A text on a slip of paper that interrupts the lines behind it; returns its box.
  slip(id, string, place, colour, size) {
    const width = textWidth(string, size) + 8;
    const height = textHeight(size) + 1;
    const x = place[0] - width / 2;
    const y = place[1] - height / 2;
    const corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
    this.fill(`${id}-slip`, [corners], this.theme.paper);
    return this.text(id, string, place, { colour, size, align: "center" });
  }

  // The element of an id, in its turn; a second of the same id in one frame is called id-2.
  element(tag, id, attributes) {
    let key = id;
    for (let count = 2; this.drawn.has(key); count += 1) key = `${id}-${count}`;
    const record = this.record(tag, key);
    this.drawn.set(key, record);
    const after = this.last ? this.last.nextSibling : this.group.firstChild;
    if (after !== record.element) this.group.insertBefore(record.element, after);
    this.last = record.element;
    update(record, attributes);
    return record.element;
  }

  record(tag, key) {
    const kept = this.kept.get(key);
    if (kept && kept.tag === tag) return kept;
    if (kept) kept.element.remove();
    return { tag, element: s(tag, { "data-id": `${this.name}-${key}` }), attributes: {} };
  }
}

// Touch only the attributes that differ from those of the last frame.
function update(record, attributes) {
  const before = record.attributes;
  for (const name in before) {
    if ((attributes[name] ?? null) === null && before[name] !== null) record.element.removeAttribute(name);
  }
  for (const name in attributes) {
    const value = attributes[name] ?? null;
    if (value !== null && value !== before[name]) record.element.setAttribute(name, value);
  }
  record.attributes = attributes;
}
