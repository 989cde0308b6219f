// The bench: the picture with its handles, the three main sliders, what they did, and everything else to set.

import { createCurve } from "./curve.js";
import { h } from "./dom.js";
import { createHandles } from "./handles.js";
import { createMore } from "./more.js";
import { createPicture } from "./picture.js";
import { inTurn } from "./renewal.js";
import { createSentence } from "./sentence.js";
import { createSlider } from "./sliders.js";
import { createLook, createTools } from "./toolbar.js";

const MAIN = ["inter_hip_distance", "neck_shaft_angle", "step_width"];

export function createBench(store, host) {
  const picture = createPicture(store);
  const handles = createHandles(store, picture);
  const tools = createTools(store);
  const curves = MAIN.map((name) => createCurve(store, name));
  const sliders = MAIN.map((name, place) => createSlider(store, name, { below: [curves[place].element] }));
  const sentence = createSentence(store);
  const look = createLook(store, host);
  const more = createMore(store, handles.show);
  const element = h(
    "section",
    { class: "bench" },
    h("div", { class: "bench-tools" }, tools.element),
    h("div", { class: "bench-hip" }, picture.hip),
    h("div", { class: "bench-body" }, picture.body),
    h("div", { class: "bench-balance" }, picture.balance),
    h("div", { class: "bench-sliders" }, ...sliders.map((slider) => slider.element)),
    h("div", { class: "bench-sentence" }, sentence.element),
    h("div", { class: "bench-look" }, look.element),
    h("div", { class: "bench-more" }, more.element),
  );
  const parts = [tools, look, more, ...sliders];
  const update = () => {
    picture.update();
    handles.update();
    parts.forEach((part) => part.update());
  };
  const open = (all) => {
    more.element.open = all;
  };
  const panels = inTurn([sentence, ...curves], store);
  return { element, update, panels, open, isOpen: () => more.element.open, destroy: handles.destroy };
}
