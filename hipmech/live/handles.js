// Handles on the anatomy: take hold of the bone itself. Each is a slider for mouse, finger, pen and keyboard.

import { movePoint, poseOf } from "./anatomy.js";
import { s, set } from "./dom.js";
import { holdByKeys } from "./holding.js";
import { acts, positions } from "./model.js";
import { QUANTITIES } from "./tables.js";
import { label, shown } from "./words.js";

const RADIANS = Math.PI / 180;
const KNOB = 7;
// Half the side of what a pointer can hit, CSS px.
const REACH = { fine: 14, coarse: 22 };
// A picture that follows the body moves the handle away from a resting pointer; so often it is asked again.
const FOLLOWS = 4;
// Middle of the head above L5/S1, per stature.
const HEAD_HEIGHT = 0.345;

const turned = ([x, y], degrees) => {
  const [cos, sin] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [x * cos - y * sin, x * sin + y * cos];
};

// Where a handle sits on a hip, and what a place of the pointer says of its inputs; mm in the hip frame.
const HANDLES = [
  {
    name: "neck_shaft_angle",
    panel: "hip",
    arrows: "turn",
    at: (load, pose) => {
      const angle = load.inputs.neck_shaft_angle * RADIANS;
      const length = load.inputs.neck_length;
      return movePoint(pose.thigh, [length * Math.sin(angle), length * Math.cos(angle)]);
    },
    read: (place, load, pose) => {
      const [lateral, up] = turned(place, pose.thigh_inclination);
      return { neck_shaft_angle: Math.atan2(lateral, up) / RADIANS };
    },
  },
  {
    name: "inter_hip_distance",
    panel: "hip",
    arrows: "across",
    at: (load, pose) => pose.swing_hip,
    read: (place, load, pose) => ({ inter_hip_distance: -turned(place, -pose.pelvic_drop)[0] }),
  },
  {
    name: "step_width",
    panel: "body",
    arrows: "across",
    at: (load, pose) => [-pose.foot_arm, -pose.hip_up],
    read: ([lateral], load, pose) => ({ step_width: 2 * (lateral + pose.foot_arm) + pose.step_width }),
  },
  {
    name: "trunk_lean",
    panel: "body",
    arrows: "across",
    more: true,
    at: (load, pose) => movePoint(trunkOf(load, pose), [0, HEAD_HEIGHT * pose.stature]),
    read: (place, load, pose) => {
      const [x, y] = movePoint(trunkOf(load, pose), [0, 0]);
      const inclination = Math.atan2(place[0] - x, Math.max(1, place[1] - y));
      const { counter_shift: shift, trunk_com_length: length } = load.values;
      const sine = Math.max(-1, Math.min(1, Math.sin(inclination) - shift / length));
      const follows = load.inputs.pelvic_drop_trunk === "follows" ? load.inputs.pelvic_drop : 0;
      return { trunk_lean: Math.asin(sine) / RADIANS + follows };
    },
  },
  {
    name: "trochanter_rise",
    beside: "trochanter_lateral",
    panel: "hip",
    arrows: "both",
    more: true,
    at: (load, pose) => pose.insertion,
    read: (place, load, pose) => trochanterAt(turned(place, pose.thigh_inclination), load, pose),
  },
];

const trunkOf = (load, pose) => pose.trunk(load.values.lumbosacral_height);

// Tip of the trochanter on the femur, turned back where it turns with the neck.
function trochanterAt([x, y], { inputs }, pose) {
  const reference = QUANTITIES.reference_neck_shaft_angle.default * RADIANS;
  const length = inputs.neck_length;
  if (inputs.neck_angle_convention === "proximal_femur") {
    const [lateral, up] = turned([x, y], pose.trochanter_turn);
    return { trochanter_lateral: lateral - length * Math.sin(reference), trochanter_rise: up };
  }
  const angle = inputs.neck_shaft_angle * RADIANS;
  return {
    trochanter_lateral: x - length * Math.sin(angle),
    trochanter_rise: y - length * (Math.cos(angle) - Math.cos(reference)),
  };
}

export function createHandles(store, picture) {
  const handles = HANDLES.map((row) => createHandle(store, picture, row));
  let more = false;
  const update = () => handles.forEach((handle) => handle.update(more));
  const show = (all) => {
    more = all;
    update();
  };
  return { update, show, destroy: () => handles.forEach((handle) => handle.destroy()) };
}

function createHandle(store, picture, row) {
  const svg = picture[row.panel].querySelector("svg");
  const target = s("circle", { class: "handle-target", r: REACH.fine });
  const element = s(
    "g",
    { class: "handle", role: "slider", tabindex: "0", "data-id": `handle-${row.name}` },
    target,
    s("circle", { class: "handle-ring", r: KNOB + 4 }),
    s("path", { class: "handle-arrows", d: ARROWS[row.arrows] }),
    s("circle", { class: "handle-knob", r: KNOB }),
  );
  svg.querySelector("g.handles").append(element);
  const letGo = holdByKeys(element, store);
  element.addEventListener("keydown", (event) => byKey(event, store, row));
  const pull = pulling(store, picture, row, element, svg);
  const fit = () => set(target, "r", reachIn(svg));
  const watcher = window.ResizeObserver ? new ResizeObserver(fit) : null;
  if (watcher) watcher.observe(svg);

  function update(more) {
    const { load } = store;
    const absent = (row.more && !more) || !acts(row.name, store.inputs);
    set(element, "display", absent && !pull.held ? "none" : null);
    if (absent && !pull.held) return;
    const [x, y] = picture.placeOf(row.panel, ...row.at(load, poseOf(load)));
    set(element, "transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
    name(element, store, row);
    pull.follow();
  }
  const destroy = () => {
    pull.stop();
    letGo();
    if (watcher) watcher.disconnect();
  };
  return { update, destroy };
}

function name(element, store, row) {
  const { language } = store.settings;
  const names = row.beside ? [row.name, row.beside] : [row.name];
  const places = positions(row.name);
  set(element, "aria-label", names.map((one) => label(one, language)).join("; "));
  set(element, "aria-valuemin", places[0]);
  set(element, "aria-valuemax", places[places.length - 1]);
  set(element, "aria-valuenow", store.inputs[row.name]);
  set(element, "aria-valuetext", names.map((one) => shown(one, store.inputs[one], language)).join("; "));
}

// Half the side of the target in units of the drawing: it stays as large under the finger on a small screen.
function reachIn(svg) {
  const scale = svg.getScreenCTM()?.a || 1;
  const coarse = window.matchMedia && window.matchMedia("(pointer: coarse)").matches;
  return Math.abs((coarse ? REACH.coarse : REACH.fine) / scale).toFixed(1);
}

// Arrow keys step, with shift or as page keys by ten; across and up differ where two inputs hang on a handle.
function byKey(event, store, row) {
  const ten = event.shiftKey ? 10 : 1;
  const across = row.beside && /^Arrow(Left|Right)$/.test(event.key) ? row.beside : row.name;
  const places = positions(across);
  const steps = {
    ArrowRight: ten, ArrowUp: ten, ArrowLeft: -ten, ArrowDown: -ten,
    PageUp: 10, PageDown: -10, Home: -places.length, End: places.length,
  }[event.key];
  if (!steps) return;
  event.preventDefault();
  store.set(across, store.inputs[across] + steps * QUANTITIES[across].step);
}

// From taking hold to letting go, whatever ends it; the pointer keeps its distance to the handle.
function pulling(store, picture, row, element, svg) {
  let hold = null;
  let asked = 0;

  const begin = (x, y) => {
    if (hold) return;
    const { load } = store;
    const [handleX, handleY] = picture.placeOf(row.panel, ...row.at(load, poseOf(load)));
    const pointer = drawn(svg, x, y);
    hold = { pointer, aside: [handleX - pointer[0], handleY - pointer[1]] };
    element.focus({ preventScroll: true });
    element.classList.add("held");
    store.grab();
  };
  const end = () => {
    if (!hold) return;
    hold = null;
    element.classList.remove("held");
    store.release();
  };
  const apply = () => {
    const { load } = store;
    const { pointer: [x, y], aside } = hold;
    const place = measured(picture, row.panel, [x + aside[0], y + aside[1]]);
    const read = row.read(place, load, poseOf(load));
    for (const [input, value] of Object.entries(read)) store.set(input, value);
  };
  const move = (x, y) => {
    if (!hold) return;
    // not asked for while drawing: the browser would have to lay out the page at once
    hold.pointer = drawn(svg, x, y);
    asked = 0;
    apply();
  };
  const follow = () => {
    asked += 1;
    if (hold && asked < FOLLOWS) apply();
  };
  const off = listen(element, { begin, move, end });
  const stop = () => {
    end();
    off();
  };
  return { follow, stop, get held() { return Boolean(hold); } };
}

function listen(element, { begin, move, end }) {
  const first = (event) => event.touches?.[0] ?? event;
  const onBegin = (event) => {
    if (event.button) return;
    event.preventDefault();
    if (event.pointerId !== undefined) element.setPointerCapture(event.pointerId);
    begin(first(event).clientX, first(event).clientY);
  };
  const onMove = (event) => move(first(event).clientX, first(event).clientY);
  const pointers = "PointerEvent" in window;
  const [begins, moves, ends] = pointers
    ? [["pointerdown"], ["pointermove"], ["pointerup", "pointercancel", "lostpointercapture"]]
    : [["mousedown", "touchstart"], ["mousemove", "touchmove"], ["mouseup", "touchend", "touchcancel"]];
  const elsewhere = pointers ? element : window;
  begins.forEach((type) => element.addEventListener(type, onBegin, { passive: false }));
  moves.forEach((type) => elsewhere.addEventListener(type, onMove));
  ends.forEach((type) => elsewhere.addEventListener(type, end));
  window.addEventListener("blur", end);
  // not every browser heeds touch-action inside a drawing: a finger on a handle never scrolls the page
  const stay = (event) => event.cancelable && event.preventDefault();
  element.addEventListener("touchstart", stay, { passive: false });
  return () => {
    moves.forEach((type) => elsewhere.removeEventListener(type, onMove));
    ends.forEach((type) => elsewhere.removeEventListener(type, end));
    window.removeEventListener("blur", end);
  };
}

// From the screen to units of the drawing.
function drawn(svg, x, y) {
  const matrix = svg.getScreenCTM().inverse();
  return [matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f];
}

// From units of the drawing to mm of the hip frame.
function measured(picture, panel, [x, y]) {
  const [x0, y0] = picture.placeOf(panel, 0, 0);
  const [x1, y1] = picture.placeOf(panel, 1, 1);
  return [(x - x0) / (x1 - x0), (y - y0) / (y1 - y0)];
}

// Which way it goes: a hint of arrow heads round the knob.
const ARROWS = {
  across: "M-13 -4L-18 0L-13 4M13 -4L18 0L13 4",
  turn: "M-4 -13L0 -18L4 -13M-4 13L0 18L4 13",
  both: "M-13 -4L-18 0L-13 4M13 -4L18 0L13 4M-4 -13L0 -18L4 -13M-4 13L0 18L4 13",
};
