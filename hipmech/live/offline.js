// The live page in a file of its own: no server, no network, no storage; its state stands behind the # if it may.

import { set } from "./dom.js";
import { read, refused, write } from "./link.js";
import { mount } from "./page.js";
import { TABS } from "./tables.js";
import { word } from "./words.js";

// start: inputs, settings (with the language of the file) and address, where the file lies for others.
export function begin(start) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches ? "dark" : "light");
  const here = /^(https?|file):$/.test(location.protocol) ? location.href.split("#")[0] : "";
  let [shown, place] = ["", ""];

  const host = {
    offline: true,
    address: start.address || here ? `${start.address || here}#` : "",
    // What a link to this file need not say.
    standard: { page: start.settings.page },
    code: () => scalable(document.querySelector(".hipmech-address svg")),
    settled(state) {
      shown = write(state, start.settings);
      const leaves = state.settings.page !== place;
      told(state.settings);
      try {
        // Back leads to the page that is left, where it was read.
        if (leaves) history.replaceState({ top: scrollY }, "");
        history[leaves ? "pushState" : "replaceState"](null, "", `#${shown}`);
      } catch {
        // A protected frame keeps its address; the page works all the same.
      }
    },
  };
  const asked = () => {
    const text = location.hash.slice(1);
    if (!text) return { ...start, frozen: null, refusals: [], theme: theme() };
    const hip = read(text);
    const settings = { ...start.settings, ...hip.settings };
    const refusals = hip.refusals.map((refusal) => refused(refusal, settings.language));
    return { inputs: hip.inputs, settings, frozen: hip.frozen, refusals, theme: theme() };
  };

  const told = (settings) => {
    place = settings.page;
    set(document.documentElement, "lang", settings.language);
    document.title = word(TABS[place], settings.language);
  };

  const first = asked();
  const { store, receive } = mount(document.querySelector(".live-page"), first, host);
  told(store.settings);
  dark.addEventListener("change", () => store.dress(theme()));
  window.addEventListener("hashchange", () => {
    const text = location.hash.slice(1);
    if (text === shown) return;
    shown = text;
    receive(asked());
    told(store.settings);
    // after the page is drawn
    const { top } = history.state ?? {};
    if (top !== undefined) requestAnimationFrame(() => scrollTo(0, top));
  });
  return store;
}

// A copy of the code of the address, which can be drawn as large as a hall needs it.
function scalable(code) {
  const copy = code?.cloneNode(true);
  if (copy) set(copy, "viewBox", `0 0 ${copy.getAttribute("width")} ${copy.getAttribute("height")}`);
  return copy;
}
