// Exact entry of one number, with a decimal point or comma; what could not be followed is said.

import { h, say, set } from "./dom.js";
import { unique } from "./holding.js";
import { parsed } from "./link.js";
import { positions } from "./model.js";
import { QUANTITIES, SHARES } from "./tables.js";
import { label, plain, shown, spelt, word } from "./words.js";

const PERCENT = 100;

// element: the field with its unit; note: what was done with the number, to be placed where there is room.
export function createEntry(store, name) {
  const share = SHARES.includes(name);
  const scale = share ? PERCENT : 1;
  const note = h("output", { class: "entry-note", id: unique("note") });
  const input = h("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", class: "entry-field",
    "data-id": `entry-${name}`, "aria-describedby": note.id,
  });
  const unit = h("span", { class: "entry-unit", "aria-hidden": "true" });
  const element = h("span", { class: "entry" }, input, unit);
  let editing = false;

  const written = (amount) => (amount === undefined ? "" : plain(scale * amount, store.settings.language));
  const tell = (text) => say(note, text);

  function commit() {
    if (!editing) return;
    editing = false;
    tell(follow(store, name, input.value, scale));
    update();
  }
  function nudge(steps) {
    editing = false;
    store.set(name, (store.inputs[name] ?? QUANTITIES[name].usual[0]) + steps * QUANTITIES[name].step);
    update();
  }
  input.onfocus = () => input.select();
  input.oninput = () => (editing = true);
  input.onchange = commit;
  input.onblur = commit;
  input.onkeydown = (event) => {
    if (event.key === "Enter") commit();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    nudge(event.key === "ArrowUp" ? 1 : -1);
  };

  function update() {
    const language = store.settings.language;
    const spoken = share ? "%" : spelt(QUANTITIES[name].unit, language).trim();
    say(unit, spoken);
    const optional = QUANTITIES[name].default === undefined;
    set(input, "placeholder", optional ? word("page.not_given", language) : null);
    const values = { quantity: label(name, language), unit: spoken };
    set(input, "aria-label", word(spoken ? "live.page.entry" : "live.page.entry_plain", language, values));
    const text = written(store.inputs[name]);
    if (!editing && input.value !== text) input.value = text;
    if (store.lastChanged && store.lastChanged !== name) tell("");
  }
  return { element, note, input, update };
}

// Sets the number as near as the slider goes; returns what had to be done to it, in words.
function follow(store, name, text, scale) {
  const language = store.settings.language;
  const optional = QUANTITIES[name].default === undefined;
  if (!text.trim() && optional) {
    store.set(name, undefined);
    return "";
  }
  const given = parsed(text.replace(/\u2212/g, "-").replace(/[\s\u202f]|%$/g, ""));
  if (given === null) {
    const kept = store.inputs[name];
    const value = kept === undefined ? word("page.not_given", language) : shown(name, kept, language);
    return word("live.page.entry_no_number", language, { given: text.trim().slice(0, 20), value });
  }
  const places = positions(name);
  store.set(name, given / scale);
  const taken = store.inputs[name];
  if (Math.abs(taken - given / scale) < 1e-9) return "";
  const value = shown(name, taken, language);
  if (given / scale < places[0]) return word("live.page.entry_smallest", language, { value });
  if (given / scale > places[places.length - 1]) return word("live.page.entry_largest", language, { value });
  return word("live.page.entry_rounded", language, { value });
}
