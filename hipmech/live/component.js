// The live page inside Streamlit: built once, then told only what Python itself has changed.

import { write } from "./link.js";
import { mount } from "./page.js";

const pages = new WeakMap();

// Streamlit calls this at the first run, and again when its data or its theme change.
export function component({ data, parentElement, setStateValue }) {
  const page = pages.get(parentElement) ?? opened(parentElement, data);
  page.tell = setStateValue;
  if (page.visit !== data.visit) {
    page.visit = data.visit;
    page.live.receive({ ...data.start, theme: themeOf(parentElement) });
    page.link = write(page.live.store.state());
  }
  page.live.store.dress(themeOf(parentElement));
  speak(page.live.store);
  return () => {
    pages.delete(parentElement);
    page.live.destroy();
  };
}

function opened(parentElement, data) {
  const page = { visit: data.visit, changes: 0, link: "" };
  const host = {
    offline: false,
    address: `${location.origin}${location.pathname}?`,
    // Python hears of a hip as a link, and reads it by the same rules as any link.
    settled(state) {
      const link = write(state);
      if (link === page.link) return;
      page.link = link;
      page.changes += 1;
      page.tell("told", { change: page.changes, link });
      speak(page.live.store);
    },
  };
  const start = { ...data.start, theme: themeOf(parentElement) };
  page.live = mount(parentElement.querySelector(".live-page"), start, host);
  page.link = write(page.live.store.state());
  pages.set(parentElement, page);
  return page;
}

// Light or dark, as the paper of Streamlit's theme is.
function themeOf(parentElement) {
  const probe = document.createElement("span");
  probe.style.color = "var(--st-background-color)";
  parentElement.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? "dark" : "light";
}

function speak(store) {
  document.documentElement.lang = store.settings.language;
}
