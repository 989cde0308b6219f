// The pages, one of which is shown.

import { h } from "./dom.js";
import { go } from "./going.js";
import { SETTINGS } from "./tables.js";
import { word } from "./words.js";

export function createMenu(store) {
  const { language, page } = store.settings;
  const places = SETTINGS.page.map((name) => h("button", {
    type: "button", "data-id": `page-${name}`, "aria-current": name === page ? "page" : null,
    onclick: () => go(store, { page: name, row: "none" }),
  }, word(`stage.${name}`, language)));
  return { element: h("nav", { class: "menu", "aria-label": word("stage.menu", language) }, ...places) };
}
