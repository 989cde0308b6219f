// The chart of the page Sweep: it is read by pointing, a click takes a hip over, a pull marks a range.

import { h, say, set } from "./dom.js";
import { createDrawing } from "./stage_drawing.js";
import { GRIP, frameOf, legendOf, scale } from "./sweep_frame.js";
import { createGrip } from "./sweep_grip.js";
import { drawLines, nearest, rangeOf, verticalTicks, wider } from "./sweep_lines.js";
import { drawMap, stepsOf, ticksUp } from "./sweep_map.js";
import { listen } from "./sweep_pointer.js";
import { caseWords, described } from "./sweep_said.js";
import { textWidth } from "./type.js";
import { number, word } from "./words.js";

// acts: read(place or null, whether it stays when the pointer goes), use(place), mark(axis, [from, to]),
// level(value or null), reset(): ranges; cursor() and pointed(): the places that are read, or null.
export function createChart(store, acts) {
  const up = h("p", { class: "sweep-title-up" });
  const across = h("p", { class: "sweep-title-across" });
  let [shown, room, range] = [null, null, null];
  const drawing = createDrawing("sweep-chart", { draw: (canvas, space) => draw(canvas, space) });
  const grips = {
    cursor: createGrip("cursor", {
      go: ([right, upward]) => move(right, upward),
      keys: {
        Enter: () => acts.use(cursor()),
        " ": () => acts.use(cursor()),
        Escape: () => acts.read(null, true),
        Home: () => move(-Infinity, 0),
        End: () => move(Infinity, 0),
      },
    }),
    level: createGrip("level", {
      go: ([right, upward]) => acts.level(shown.marks.level + (right || upward) * levelStep()),
      pull: (event) => acts.level(rounded(levelAt(event))),
      keys: {
        Escape: () => acts.level(null),
        Home: () => acts.level(span()[0]),
        End: () => acts.level(span()[1]),
      },
    }),
  };
  for (const axis of [0, 1]) for (const end of [0, 1]) grips[nameOf(axis, end)] = edgeGrip(axis, end);
  const line = h("div", { class: "sweep-crosshair" });
  const over = h("div", { class: "sweep-over" }, line, ...Object.values(grips).map((grip) => grip.element));
  const plot = h("div", { class: "sweep-plot" }, drawing.element, across, over);
  const element = h("figure", { class: "sweep-chart" }, up, plot);

  function edgeGrip(axis, end) {
    const set = (index) => {
      const ends = [...shown.marks.spans[axis]];
      const last = shown.study.axes[axis].values.length - 1;
      ends[end] = Math.max(0, Math.min(last, index));
      if (ends[0] < ends[1]) acts.mark(axis, ends);
    };
    const now = () => shown.marks.spans[axis][end];
    return createGrip(nameOf(axis, end), {
      go: ([right, upward]) => set(now() + (right || upward)),
      pull: (event) => set(indexAt(event)[axis]),
      keys: { Home: () => set(0), End: () => set(Infinity), Escape: () => acts.reset() },
    });
  }

  const cursor = () => acts.cursor() ?? shown.study.here;
  const local = (event) => {
    const box = over.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  function indexAt(event) {
    const [x, y] = local(event);
    const { left, right, top, bottom } = room.frame;
    const { axes } = shown.study;
    const places = [nearest(x, left, right, axes[0].values.length)];
    if (axes[1]) places.push(nearest(y, bottom, top, axes[1].values.length));
    return places;
  }
  const placeOf = ([row, cell]) => (shown.study.y ? row * shown.study.y.values.length + cell : row);
  const indexOf = (place) => {
    const { y } = shown.study;
    return y ? [Math.floor(place / y.values.length), place % y.values.length] : [place];
  };
  const placeAt = (event) => placeOf(indexAt(event));
  function move(right, upward) {
    const here = indexOf(cursor());
    const { axes } = shown.study;
    const by = axes[1] ? [right, upward] : [right || upward];
    const there = here.map((index, axis) =>
      Math.max(0, Math.min(axes[axis].values.length - 1, index + (by[axis] ?? 0))));
    acts.read(placeOf(there), true);
  }
  const span = () => (shown.study.y ? shown.steps.range : range);
  const levelStep = () => shown.study.gauge.step;
  const rounded = (value) => Math.round(value / levelStep()) * levelStep();
  function levelAt(event) {
    const [x, y] = local(event);
    const { left, right, top, bottom } = room.frame;
    const two = shown.study.y;
    const value = scale(span(), two ? [left, right] : [bottom, top]).from(two ? x : y);
    return Math.max(span()[0], Math.min(span()[1], value));
  }

  listen(over, { ready: () => Boolean(room && shown), local, indexAt, placeAt, acts });

  function draw(canvas, space) {
    if (!shown) return;
    const { study, marks, language } = shown;
    const letters = lettersOf(study, space, language);
    const frame = frameOf(space, letters, study.x.title, study.y && study.gauge.title);
    room = { frame };
    across.style.top = `${frame.titled}px`;
    if (study.y) drawMap(canvas, study, { frame, steps: shown.steps, marks, language });
    else drawLines(canvas, study, { frame, range, marks, language });
    placeGrips();
  }

  // Width of the widest number beside the vertical axis.
  function lettersOf(study, { height, em }, language) {
    const { ticks, digits } = study.y ? ticksUp(study.y, height) : verticalTicks(range, height);
    return Math.max(0, ...ticks.map((tick) => textWidth(number(tick, digits, language), em)));
  }

  function placeGrips() {
    const { study, marks, language } = shown;
    const { frame } = room;
    const { left, right, top, bottom } = frame;
    const scales = study.axes.map(({ values }, axis) =>
      scale([0, values.length - 1], axis ? [bottom, top] : [left, right]).to);
    study.axes.forEach((axis, which) => [0, 1].forEach((end) => {
      const index = marks.spans[which][end];
      const at = scales[which](index);
      // outside the range, but where the plot ends it would lie over something else
      const ending = which && (end ? at - GRIP < top : at + GRIP > bottom);
      const outward = (Boolean(end) === !ending ? 1 : -1) * (GRIP / 2);
      grips[nameOf(which, end)].show({
        place: which ? [right + GRIP / 2 + 1, at - outward] : [at + outward, top - GRIP / 2 - 1],
        above: outward > 0,
        name: word(`sweep.${end ? "to" : "from"}`, language, { quantity: axis.title }),
        words: axis.say(axis.values[index]), now: axis.values[index], upright: which === 1,
        low: axis.values[0], high: axis.values[axis.values.length - 1],
      });
    }));
    for (const end of [0, 1]) set(grips[nameOf(1, end)].element, "hidden", !study.y);
    placeLevel(frame, language);
    placeCursor();
  }

  function placeLevel(frame, language) {
    const { study, marks } = shown;
    const [low, high] = span();
    const level = Math.max(low, Math.min(high, marks.level));
    const legend = legendOf(frame);
    const place = study.y
      ? [scale([low, high], [legend.left, legend.right]).to(level), legend.top - 0.2 * frame.em]
      : [frame.right + GRIP / 2, scale([low, high], [frame.bottom, frame.top]).to(level)];
    grips.level.show({
      place, name: word("sweep.level", language, { output: study.gauge.answer }),
      words: study.gauge.say(marks.level) + marks.why, low: low.toFixed(3), high: high.toFixed(3),
      now: marks.level.toFixed(3), upright: !study.y,
    });
  }

  // The ring of the cursor: at what is pointed at, at what the keys have reached, or at this hip.
  function placeCursor() {
    if (!room || !shown) return;
    const { study, language } = shown;
    const { left, right, top, bottom } = room.frame;
    const place = acts.pointed() ?? cursor();
    const index = indexOf(place);
    const x = scale([0, study.x.values.length - 1], [left, right]).to(index[0]);
    const value = study.chosen.values[place];
    const there = Number.isFinite(value) ? scale(range ?? [0, 1], [bottom, top]).to(value) : bottom;
    const y = study.y
      ? scale([0, study.y.values.length - 1], [bottom, top]).to(index[1])
      : Math.max(top, Math.min(bottom, there));
    const { at, answer, status, reason, change } = caseWords(study, place, language);
    grips.cursor.show({
      place: [x, y],
      name: word("sweep.cursor", language, { quantity: study.axes.map((axis) => axis.title).join("; ") }),
      words: [at, answer, status, reason, change].filter(Boolean).join("; "),
      low: study.x.values[0],
      high: study.x.values[study.x.values.length - 1],
      now: study.x.values[index[0]],
    });
    set(line, "hidden", place === study.here);
    line.style.transform = `translateX(${x.toFixed(1)}px)`;
    line.style.top = `${top}px`;
    line.style.height = `${bottom - top}px`;
  }

  function update(study, marks) {
    const { language } = store.settings;
    set(element, "hidden", study.idle.length > 0);
    if (study.idle.length) return;
    const another = shown?.study.gauge.title !== study.gauge.title || shown?.study.x.name !== study.x.name;
    const wanted = study.y ? null : rangeOf(study);
    range = wanted && store.dragging && range && !another ? wider(range, wanted) : wanted;
    shown = { study, marks, language, steps: study.y && stepsOf(study) };
    say(up, study.y ? study.y.title : study.gauge.title);
    say(across, study.x.title);
    set(up, "style", study.y ? null : `color: var(--${study.gauge.colour})`);
    set(plot, "class", study.y ? "sweep-plot sweep-two" : "sweep-plot");
    drawing.render();
    if (!store.dragging) drawing.describe(described(study, language));
  }
  return { element, update, point: placeCursor };
}

const nameOf = (axis, end) => `${end ? "to" : "from"}-${axis ? "y" : "x"}`;
