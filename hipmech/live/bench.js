// The bench: the picture with its handles, the three main sliders, what they did, and everything else to set.

import { createCurve } from "./curve.js";
import { h, say } from "./dom.js";
import { createFold } from "./folds.js";
import { createHandles } from "./handles.js";
import { createMore } from "./more.js";
import { createPicture } from "./picture.js";
import { inTurn } from "./renewal.js";
import { createSentence } from "./sentence.js";
import { createSlider } from "./sliders.js";
import { createLook, createTools } from "./toolbar.js";
import { value, word } from "./words.js";

const MAIN = ["inter_hip_distance", "neck_shaft_angle", "step_width"];

// answers: what stands right below the sliders.
export function createBench(store, host, answers) {
  const { language } = store.settings;
  const picture = createPicture(store);
  const handles = createHandles(store, picture);
  const tools = createTools(store);
  const curves = MAIN.map((name) => createCurve(store, name));
  const sliders = MAIN.map((name, place) => createSlider(store, name, { below: [curves[place].element] }));
  const sentence = createSentence(store);
  const moment = h("span");
  const body = createFold(store, "body", word("page.beside", language), {
    element: h("div", { class: "bench-pair" }, picture.body, picture.balance), line: moment, beside: true,
    update: () => say(moment, `F·d = ${value("abductor_moment", store.load.values.abductor_moment, language)}`),
  });
  const look = createFold(store, "look", word("page.look", language), createLook(store, host));
  const more = createMore(store, handles.show);
  const folds = [body, look, more];
  const jumps = h("div", { class: "bench-jumps" });
  const element = h(
    "section",
    { class: "bench" },
    h("div", { class: "bench-tools" }, tools.element),
    h("div", { class: "bench-hip" }, picture.hip),
    h("div", { class: "bench-body" }, body.element),
    h("div", { class: "bench-sliders" }, ...sliders.map((slider) => slider.element)),
    h("div", { class: "bench-sentence" }, sentence.element),
    h("div", { class: "bench-answers" }, answers.element),
    jumps,
    h("div", { class: "bench-look" }, look.element),
    h("div", { class: "bench-more" }, more.element),
  );
  const update = () => {
    picture.update(!body.element.open);
    handles.update();
    [tools, ...folds, ...sliders].forEach((part) => part.update());
  };
  const panels = inTurn([sentence, ...curves], store);
  return { element, jumps, folds, update, panels, destroy: handles.destroy };
}
