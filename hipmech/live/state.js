// What the page holds: one hip, how it is shown, and who is told when either changes.

import { inputsOf, positions } from "./model.js";
import { OFFERED, QUANTITIES, SETTINGS, THEMES } from "./tables.js";
import { shown, word } from "./words.js";

// The value an input takes when asked for this one: on the slider's nearest position, one of the choices, or
// undefined, which leaves it at its default.
export function fitting(name, value) {
  const row = QUANTITIES[name];
  if (row.kind === "choice") return row.choices.includes(value) ? value : row.default;
  if (!Number.isFinite(value)) return row.default;
  const places = positions(name);
  const [first, last] = [places[0], places[places.length - 1]];
  const index = Math.round(((value - first) / (last - first)) * (places.length - 1));
  return places[Math.max(0, Math.min(places.length - 1, index))];
}

// All that is offered, filled up with defaults; what has none and is not given has no entry.
function held(inputs) {
  const one = (name) => (name in inputs ? fitting(name, inputs[name]) : QUANTITIES[name].default);
  const all = OFFERED.map((name) => [name, one(name)]);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

function allowed(settings) {
  const kept = ([name, choices]) => [name, choices.includes(settings[name]) ? settings[name] : choices[0]];
  return Object.fromEntries(Object.entries(SETTINGS).map(kept));
}

const dressed = (theme) => (theme in THEMES ? theme : "light");

export function createStore({ inputs = {}, settings = {}, frozen = null, theme = "light" }, solve) {
  const state = {
    inputs: held(inputs),
    settings: allowed(settings),
    frozen: frozen && inputsOf(held(frozen)),
    theme: dressed(theme),
  };
  const watching = new Set();
  const listening = new Set();
  const solved = new Map();
  let [frame, grabs, moved, lastChanged, waiting] = [0, 0, false, "", null];

  // A few hips are asked for over and over: the one of today, the frozen one, the normal one of each stance.
  const answer = (role, given) => {
    const kept = solved.get(role);
    if (kept && kept.given === given) return kept.load;
    const load = solve(given);
    solved.set(role, { given, load });
    return load;
  };
  const normal = {};
  let given = null;

  const redraw = (name) => {
    lastChanged = name;
    given = null;
    frame = frame || requestAnimationFrame(draw);
  };
  const changed = (name = "") => {
    redraw(name);
    if (grabs) moved = true;
    else settle();
  };
  const settle = () => {
    moved = false;
    for (const listener of [...listening]) listener(store);
  };
  const draw = () => {
    frame = 0;
    for (const watcher of [...watching]) watcher(store);
  };
  const holding = (set, item) => {
    set.add(item);
    return () => set.delete(item);
  };

  const store = {
    get inputs() { return state.inputs; },
    get given() { return (given = given || inputsOf(state.inputs)); },
    get settings() { return state.settings; },
    get theme() { return state.theme; },
    get load() { return answer("load", store.given); },
    get frozen() { return state.frozen; },
    get frozenLoad() { return state.frozen && answer("frozen", state.frozen); },
    get dragging() { return grabs > 0; },
    get lastChanged() { return lastChanged; },

    // The one hip that everything is compared with: the frozen one, else the normal one in the same stance.
    get reference() {
      const language = state.settings.language;
      const stance = state.inputs.stance_strategy;
      const said = (choice) => word(`page.choices.stance_strategy.${choice}`, language);
      if (state.frozen) {
        const there = store.frozenLoad.inputs.stance_strategy;
        const name = there === stance ? "page.the_frozen_hip" : "page.the_frozen_hip_stance";
        const values = { there: said(there), here: said(stance) };
        return { load: store.frozenLoad, name: word(name, language, values) };
      }
      normal[stance] = normal[stance] || { stance_strategy: stance };
      const load = answer(`normal ${stance}`, normal[stance]);
      const width = shown("step_width", load.inputs.step_width, language);
      const plain = stance === QUANTITIES.stance_strategy.default;
      const name = plain ? "page.the_normal_hip" : "page.the_normal_hip_stance";
      return { load, name: word(name, language, { there: said(stance), width }) };
    },

    set(name, value) {
      const taken = fitting(name, value);
      if (taken === state.inputs[name]) return;
      const { [name]: before, ...others } = state.inputs;
      state.inputs = taken === undefined ? others : { ...others, [name]: taken };
      changed(name);
    },
    // Another hip, on the same leg.
    take(others) {
      state.inputs = held({ stance_side: state.inputs.stance_side, ...others });
      changed();
    },
    setting(name, value) {
      if (!SETTINGS[name].includes(value) || state.settings[name] === value) return;
      state.settings = { ...state.settings, [name]: value };
      changed(name);
    },
    dress(theme) {
      if (dressed(theme) === state.theme) return;
      state.theme = dressed(theme);
      redraw("theme");
    },
    // Draw again, though nothing of the hip has changed.
    refresh() {
      redraw(lastChanged);
    },
    freeze() {
      state.frozen = store.given;
      changed("frozen");
    },
    unfreeze() {
      state.frozen = null;
      changed("frozen");
    },
    reset() {
      state.inputs = held({});
      state.frozen = null;
      changed();
    },
    // Everything from outside, such as a link, but never under a hand that pulls; nobody is told of it.
    replace(other) {
      waiting = grabs ? other : null;
      if (grabs) return;
      const { inputs, settings, frozen, theme } = other;
      state.inputs = held(inputs || {});
      state.settings = allowed(settings || {});
      state.frozen = frozen ? inputsOf(held(frozen)) : null;
      if (theme) state.theme = dressed(theme);
      moved = false;
      redraw("");
    },
    // What is needed to come back to this page.
    state() {
      return { inputs: store.given, settings: state.settings, frozen: state.frozen };
    },

    grab() {
      grabs += 1;
    },
    release() {
      grabs = Math.max(0, grabs - 1);
      if (grabs) return;
      if (waiting) return store.replace(waiting);
      if (!moved) return;
      // what was left out while there was no time
      frame = frame || requestAnimationFrame(draw);
      settle();
    },
    subscribe(watcher) {
      return holding(watching, watcher);
    },
    settled(listener) {
      return holding(listening, listener);
    },
    close() {
      cancelAnimationFrame(frame);
      watching.clear();
      listening.clear();
    },
  };
  return store;
}
