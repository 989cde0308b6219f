// The pages, one of which is shown.

import { h } from "./dom.js";
import { SETTINGS } from "./tables.js";
import { word } from "./words.js";

export function createMenu(store) {
  const { language, page } = store.settings;
  const places = SETTINGS.page.map((name) => h("button", {
    type: "button", "data-id": `page-${name}`, "aria-current": name === page ? "page" : null,
    onclick: () => store.setting("page", name),
  }, word(`stage.${name}`, language)));
  return { element: h("nav", { class: "menu", "aria-label": word("stage.menu", language) }, ...places) };
}
