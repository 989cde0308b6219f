// Choose a number and see every equation behind it with the numbers of now, from the answer back to the body.

import { h, say } from "./dom.js";
import { EQUATIONS } from "./equations.js";
import { createEquation, rowOf } from "./equation_view.js";
import { createFold } from "./folds.js";
import { answer, furnish, named, statusWord, unitWord } from "./readings.js";
import { ADDUCTORS_NEEDED, OUTPUTS, ROOMS } from "./tables.js";
import { word } from "./words.js";

const FIRST = "joint_reaction_bw";
const OFFERED = OUTPUTS.filter((name) => name !== "status");

// The rows, in order, that a quantity rests on.
export function behind(rows, name) {
  const wanted = new Set([name]);
  return [...rows].reverse().filter((row) => {
    if (!wanted.has(row.name)) return false;
    row.arguments.forEach((one) => wanted.add(one));
    return true;
  }).reverse();
}

// Names of what stands behind a number, by room, the answer first.
export function chain(load, name) {
  const rows = behind(load.rows, name).filter((row) => EQUATIONS[row.equation].mathml !== undefined);
  const names = rows.map((row) => row.name).filter((one) => rowOf(load, one)).reverse();
  const inRoom = (room) => names.filter((one) => ROOMS[room].includes(one));
  return Object.keys(ROOMS).map((room) => [room, inRoom(room)]).filter(([, found]) => found.length);
}

// state.asked: the number of which the equations are shown.
export function createEquations(store, state = {}) {
  const element = h("section", { class: "lesson-equations" });
  const line = h("span");
  const kept = {};
  state.asked ??= FIRST;
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      kept.lines.get(target.dataset.name)?.see(isIntersecting);
    }
  });

  function build(language) {
    kept.select = h("select", {},
      OFFERED.map((name) =>
        h("option", { value: name }, `${named(name, language)} (${unitWord(name, language)})`)));
    kept.select.value = state.asked;
    kept.select.onchange = () => {
      state.asked = kept.select.value;
      update(true);
    };
    kept.note = h("p", { class: "small" });
    kept.list = h("div");
    kept.built = "";
    return [
      h("label", {}, word("page.equations_which", language), " ", kept.select),
      kept.note, kept.list,
      h("p", { class: "small" }, word("page.certainty_legend", language)),
    ];
  }

  function rebuild(rooms, language) {
    seen.disconnect();
    const names = rooms.flatMap(([, found]) => found);
    kept.lines = new Map(names.map((name) => [name, createLine(store, name, language)]));
    kept.list.replaceChildren(...rooms.map(([room, found], place) =>
      h("details", { class: "room", open: place === 0 },
        h("summary", {}, h("h3", {}, `${word(`live.lesson.${room}`, language)} (${found.length})`)),
        found.map((name) => kept.lines.get(name).element))));
    for (const line of kept.lines.values()) seen.observe(line.element);
  }

  function update(open) {
    const { load, settings: { language, unit } } = store;
    furnish(element, language, build);
    say(line, `${named(state.asked, language)}: ${answer(state.asked, load, unit, language)}`);
    if (!open) return;
    const rooms = chain(load, state.asked);
    const key = JSON.stringify([language, rooms]);
    if (kept.built !== key) rebuild(rooms, language);
    kept.built = key;
    say(kept.note, note(load, kept.lines.size, language));
    for (const line of kept.lines.values()) line.update();
  }
  return createFold(store, "equations", word("page.equations", store.settings.language), { element, line, update });
}

function note(load, count, language) {
  const resting = count ? word("live.lesson.resting", language, { count }) : "";
  if (load.status < ADDUCTORS_NEEDED) return resting;
  return `${word("live.lesson.hidden", language, { status: statusWord(load, language) })} ${resting}`.trim();
}

// A line of the list; while a hip is dragged it is worked out only if it is on the screen.
function createLine(store, name, language) {
  const equation = createEquation(store);
  const heading = h("h4", {}, `${named(name, language)} (${unitWord(name, language)})`);
  const element = h("div", { class: "line", "data-name": name }, heading, equation.element);
  let visible = false;
  const update = () => {
    if (visible || !store.dragging) equation.update(store.load, name, store.settings.language);
  };
  const see = (now) => {
    visible = now;
    update();
  };
  return { element, update, see };
}
