// The live page in a file of its own: no server, no network, no storage; its state stands behind the # if it may.

import { set } from "./dom.js";
import { read, refused, write } from "./link.js";
import { mount } from "./page.js";

// start: inputs, settings (with the language of the file) and address, where the file lies for others.
export function begin(start) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches ? "dark" : "light");
  const here = /^(https?|file):$/.test(location.protocol) ? location.href.split("#")[0] : "";
  let shown = "";

  const host = {
    offline: true,
    address: start.address || here ? `${start.address || here}#` : "",
    // What a link to this file need not say.
    standard: { page: start.settings.page },
    code: () => scalable(document.querySelector(".hipmech-address svg")),
    settled(state) {
      shown = write(state, start.settings);
      speak(state.settings.language);
      try {
        history.replaceState(null, "", `#${shown}`);
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

  const first = asked();
  const { store, receive } = mount(document.querySelector(".live-page"), first, host);
  speak(first.settings.language);
  dark.addEventListener("change", () => store.dress(theme()));
  window.addEventListener("hashchange", () => {
    if (location.hash.slice(1) === shown) return;
    const next = asked();
    receive(next);
    speak(next.settings.language);
  });
  return store;
}

// A copy of the code of the address, which can be drawn as large as a hall needs it.
function scalable(code) {
  const copy = code?.cloneNode(true);
  if (copy) set(copy, "viewBox", `0 0 ${copy.getAttribute("width")} ${copy.getAttribute("height")}`);
  return copy;
}

function speak(language) {
  set(document.documentElement, "lang", language);
}
