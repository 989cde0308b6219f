// The page Trendelenburg, for a lecture: scenes that ask first and show then, one thought at a time.

import { h, say, set } from "./dom.js";
import { createFullScreen } from "./full_screen.js";
import { createSceneStore, healthy, posed } from "./scene_store.js";
import { ASKING, sceneLesson, summary } from "./stage_end.js";
import { listenTo } from "./stage_keys.js";
import { panelsOf } from "./stage_panels.js";
import { answer, question } from "./stage_question.js";
import { SCENE_TASKS, SETTINGS, STRENGTHS } from "./tables.js";
import { createRange } from "./task.js";
import { createLanguages, createSetting, createSide, createTheme } from "./toolbar.js";
import { word } from "./words.js";

const SCENES = SETTINGS.scene;
const CAUSE_OF = { power: "power", triptych: "power", lever: "lever", fulcrum: "fulcrum" };
const CAUSES = ["power", "lever", "fulcrum"];
const ASKED = ["ask", "answer", "show"];
const UNASKED = ["show", "sum"];
// Scenes with whole bodies, which look alike from both sides.
const SEEN = ["stand", "triptych", "aids"];
// Where a hip at full strength would show nothing, one is shown that is as weak as the answer tells.
const WEAKENED = ["triptych", "end"];
const WEAK = 0.3;

// The steps of a scene, one after the other as a slide is built.
const stepsOf = (scene) => (ASKING.includes(scene) ? ASKED : UNASKED);

// frame: what goes full screen. theme(): a screen of its own chooses; leave(): this page is left.
export function createStage(store, host, frame) {
  const element = h("section", { class: "stage", "data-id": "stage" });
  const told = h("p", { class: "unseen", role: "status" });
  const content = h("div", { class: "stage-view" });
  element.append(content, told);
  const look = { full: false, theme: "light" };
  const state = { steps: {}, votes: {}, unfolded: false, weakened: false };
  const own = createSceneStore(store, look);
  const screen = createFullScreen(frame, () => {
    if (look.full !== screen.on()) Object.assign(look, { full: screen.on(), theme: "light" });
    store.refresh();
  });
  let [view, made] = [null, ""];

  // From the last step of a scene to the first of the next, and back.
  function go(by) {
    const { scene } = store.settings;
    const step = (state.steps[scene] ?? 0) + by;
    if (step in stepsOf(scene)) {
      state.steps[scene] = step;
      arrive(scene);
      return update();
    }
    const next = SCENES[SCENES.indexOf(scene) + by];
    return next && enter(next);
  }
  function enter(scene) {
    store.setting("scene", scene);
    arrive(scene);
  }
  // A strength that somebody chose is kept; what was weakened here only is whole again on the next slide.
  function arrive(scene) {
    state.unfolded = false;
    const weak = WEAKENED.includes(scene) && stepsOf(scene)[state.steps[scene] ?? 0] === "show";
    const whole = STRENGTHS.every((name) => !(name in store.given));
    if (weak && whole) {
      state.weakened = true;
      store.set("abductor_strength", WEAK);
    } else if (!weak && state.weakened) {
      state.weakened = false;
      if (store.given.abductor_strength === WEAK) store.set("abductor_strength", 1);
    }
  }
  const acts = {
    next: () => go(1),
    back: () => go(-1),
    full: () => screen.toggle(),
    leave: screen.leave,
    laidOver: screen.laidOver,
    scene: enter,
  };

  function build(step) {
    const focused = element.getRootNode().activeElement?.getAttribute("data-id");
    const { scene } = store.settings;
    view = createView({ own, host, look, state, acts, scene, step, person: healthy(store.given) });
    const moved = posed(store.given) ? [h("p", { class: "stage-below" }, view.words("upright"))] : [];
    content.replaceChildren(...view.parts, ...(look.full ? [] : moved));
    set(element, "data-scene", scene);
    set(element, "data-step", step);
    say(told, view.told);
    if (focused) content.querySelector(`[data-id="${focused}"]`)?.focus({ preventScroll: true });
  }
  function update() {
    const { given, settings: { language, scene, scene_view: from } } = store;
    const step = stepsOf(scene)[state.steps[scene] ?? 0];
    const now = [language, scene, step, from, look.full, posed(given), JSON.stringify(healthy(given))].join();
    if (now !== made) build(step);
    made = now;
    view.update();
  }

  const deaf = listenTo(element, acts);
  // Another page gets back the screen around it.
  const leave = () => {
    if (store.settings.page !== "trendelenburg" && screen.on()) screen.leave();
  };
  const destroy = () => {
    deaf();
    screen.destroy();
  };
  return { element, update, theme: () => own.theme, leave, destroy };
}

function createView({ own, host, look, state, acts, scene, step, person }) {
  const { language } = own.settings;
  const words = (key, values) => word(`stage.${key}`, language, values);
  const number = SCENES.indexOf(scene) + 1;
  const title = words(`${scene}.${step === "sum" ? "name" : "title"}`);
  const button = (id, said, onclick, off = false) => h("button", {
    type: "button", "data-id": `stage-${id}`, onclick, "aria-disabled": off ? "true" : null,
  }, said);

  const places = SCENES.map((name, index) => h("button", {
    type: "button", class: "stage-place", "data-id": `scene-${name}`,
    "aria-current": name === scene ? "step" : null, onclick: () => acts.scene(name),
  }, h("span", {}, String(index + 1)), " ", h("span", { class: "stage-name" }, words(`${name}.name`))));
  const choices = createChoices(own, host, look, state);
  const extra = [choices.element, button("full", words(look.full ? "leave" : "full"), acts.full)];
  const top = h(
    "div",
    { class: "stage-top" },
    h("nav", { class: "stage-places", "aria-label": words("scenes") }, ...places),
    ...(look.full ? [] : extra),
  );
  const causes = CAUSES.map((cause) =>
    h("li", { "data-cause": cause, "aria-current": cause === CAUSE_OF[scene] ? "true" : null },
      words(`cause_${cause}`)));
  const seen = step === "show" && SEEN.includes(scene)
    ? [h("span", { class: "stage-seen" }, ` · ${words(`view_${own.settings.view}`)}`)]
    : [];
  const head = h(
    "div",
    { class: "stage-head" },
    h("h2", {}, title, ...seen),
    h("ol", { class: "stage-causes", "aria-label": words("causes") }, ...causes),
  );

  const panels = step === "show" ? panelsOf(scene, own) : [];
  const lesson = ASKING.includes(scene) && sceneLesson(scene, person, language);
  const votes = (state.votes[scene] ??= {});
  const middle = h("div", { class: "stage-middle" }, head, ...{
    ask: () => question(lesson, votes, language),
    answer: () => answer(lesson, votes, language),
    show: () => shown(lesson && lesson.said("model"), panels),
    sum: () => summary(person, language, host.code?.()),
  }[step]());

  const sliders = step === "show" ? SCENE_TASKS[scene]?.sliders ?? ["abductor_strength"] : [];
  const ranges = sliders.map((name) => createRange(own, name, language, words("strength")));
  const last = number === SCENES.length && step === "sum";
  const bottom = h(
    "div",
    { class: "stage-bottom" },
    ...(look.full ? extra : []),
    h("div", { class: "stage-scrubber" }, ...ranges.map((range) => range.element)),
    button("back", words("back"), acts.back, number === 1 && step === "ask"),
    button("next", words(step === "ask" ? "reveal" : "next"), acts.next, last),
  );
  const keys = look.full ? [] : [h("p", { class: "stage-below stage-keys" }, words("keys"))];

  function update() {
    choices.update();
    ranges.forEach((range) => range.update());
    panels.forEach((panel) => panel.update());
  }
  const told = words("place", { number, count: SCENES.length, title });
  return { parts: [top, middle, bottom, ...keys], update, told, words };
}

function shown(model, panels) {
  const show = h("div", { class: "stage-show" }, ...panels.map((panel) => panel.element));
  return model ? [h("p", { class: "stage-model" }, model), show] : [show];
}

// How the scenes are seen; folded, for it is seldom wanted.
function createChoices(own, host, look, state) {
  const { language } = own.settings;
  const parts = [createSetting(own, "view", "page.view"), createSide(own)];
  if (look.full || host.offline) parts.push(createTheme(own));
  if (look.full) parts.push(createLanguages(own));
  const fold = h("div", { class: "stage-choices" }, ...parts.map((part) => part.element));
  const title = h("summary", { "data-id": "stage-look" }, word("stage.look", language));
  const element = h("details", { class: "stage-look", open: state.unfolded }, title, fold);
  element.addEventListener("toggle", () => {
    state.unfolded = element.open;
  });
  element.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") element.open = false;
  });
  return { element, update: () => parts.forEach((part) => part.update()) };
}
