// What a scene shows once its question is answered.

import { createAidsScene } from "./aids_scene.js";
import { h } from "./dom.js";
import { createFulcrum } from "./fulcrum.js";
import { createLedger } from "./ledger.js";
import { createLeverScene } from "./lever_scene.js";
import { createStrengthBars } from "./strength_bars.js";
import { createTriptych } from "./triptych.js";
import { word } from "./words.js";

// Which drawings, and the words beside them, by scene.
const PANELS = {
  stand: (store) => [createTriptych(store, { names: ["healthy"], view: store.settings.view }), test(store)],
  power: (store) => [createStrengthBars(store)],
  triptych: (store) => [createTriptych(store, { view: store.settings.view })],
  lever: (store) => [createLeverScene(store)],
  fulcrum: (store) => [createFulcrum(store)],
  aids: (store) => [createAidsScene(store, { view: store.settings.view })],
  end: (store) => [createLedger(store)],
};

export function panelsOf(scene, store) {
  return PANELS[scene](store);
}

// The clinical test, in the order in which it is done.
function test(store) {
  const words = (key) => word(`stage.stand.${key}`, store.settings.language);
  const steps = ["stand", "raise", "hold"].map((key) => h("li", {}, words(key)));
  const element = h(
    "div",
    { class: "stage-test" },
    h("h3", {}, word("stage.test", store.settings.language)),
    h("ol", {}, ...steps),
    h("p", {}, h("strong", {}, words("positive"))),
  );
  return { element, update() {} };
}
