// The picture as one SVG to take along: every colour written out, with a title and a description.

import { COLOURS, Canvas } from "./canvas.js";
import { s } from "./dom.js";
import { LINE_HEIGHT, description, flowed, headingOf, nameOf } from "./headings.js";
import { BALANCE_WIDTH, BODY_WIDTH, drawPanel, hipHeight, stateOf } from "./picture_panels.js";
import { BESIDE_SIZE } from "./sheet.js";
import { THEMES } from "./tables.js";
import { FONT } from "./type.js";

const HIP_WIDTH = 590;
const LEAST_HEIGHT = 440;
const [MARGIN, GUTTER, UNDER_HEAD] = [8, 18, 4];
const WIDTHS = { hip: HIP_WIDTH, body: BODY_WIDTH, balance: BALANCE_WIDTH };

export function pictureText(store, panels, theme) {
  const state = stateOf(store, HIP_WIDTH);
  const height = panels.length === 1 && panels[0] === "hip"
    ? hipHeight(HIP_WIDTH)
    : Math.max(hipHeight(HIP_WIDTH), LEAST_HEIGHT);
  const headings = panels.map((panel, index) => {
    const { title, notes } = headingOf(state, panel, index === 0);
    return flowed([...title, ...notes], WIDTHS[panel], BESIDE_SIZE);
  });
  const head = LINE_HEIGHT * Math.max(...headings.map((lines) => lines.length)) + UNDER_HEAD;
  const svg = sheet(state, panels, height + head + 2 * MARGIN);
  let left = MARGIN;
  panels.forEach((panel, index) => {
    svg.append(headed(panel, headings[index], left), drawn(panel, state, left, MARGIN + head, height));
    left += WIDTHS[panel] + GUTTER;
  });
  return withColours(new XMLSerializer().serializeToString(svg), THEMES[theme]);
}

function sheet(state, panels, height) {
  const across = panels.reduce((sum, panel) => sum + WIDTHS[panel] + GUTTER, 2 * MARGIN - GUTTER);
  const high = height.toFixed(2);
  const [title, words] = [nameOf(state, panels), description(state, panels)];
  return s(
    "svg",
    {
      width: across, height: high, viewBox: `0 0 ${across} ${high}`, lang: state.language,
      role: "img", "aria-label": `${title}. ${words}`, "font-family": FONT,
    },
    s("title", {}, title),
    s("desc", {}, words),
    s("rect", { width: "100%", height: "100%", fill: COLOURS.paper }),
  );
}

// A panel, cut at its edges.
function drawn(panel, state, left, top, height) {
  const width = WIDTHS[panel];
  const part = s("svg", { x: left, y: top.toFixed(2), width, height: height.toFixed(2), overflow: "hidden" });
  drawPanel(new Canvas(part, panel), panel, state, width, height);
  return part;
}

function headed(panel, lines, left) {
  const group = s("g", { transform: `translate(${left} ${MARGIN})` });
  const canvas = new Canvas(group, panel);
  canvas.begin({ width: WIDTHS[panel], height: LINE_HEIGHT * lines.length });
  lines.forEach((line, row) => {
    for (const [x, { text, colour, bold }] of line) {
      const look = { colour: COLOURS[colour], size: BESIDE_SIZE, bold };
      canvas.text("heading", text, [x, LINE_HEIGHT * (row + 0.5)], look);
    }
  });
  canvas.end();
  return group;
}

export function withColours(text, theme) {
  return text.replace(/var\(--([\w-]+)\)/g, (whole, name) => theme[name.replaceAll("-", "_")] ?? whole);
}
