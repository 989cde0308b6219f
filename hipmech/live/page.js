// The page as a whole: builds it, tells its host what has settled and takes what comes back.

import { createBack } from "./article_back.js";
import { createArticlePage } from "./article_page.js";
import { createBench } from "./bench.js";
import { h, set } from "./dom.js";
import { createEvidencePage } from "./evidence_page.js";
import { createParts, openOnPaper, roomy } from "./folds.js";
import { createLesson } from "./lesson_page.js";
import { createMenu } from "./menu.js";
import { solve } from "./model.js";
import { keepRenewed } from "./renewal.js";
import { createRunningPage } from "./running_page.js";
import { createStage } from "./stage.js";
import { createStore } from "./state.js";
import { createSweepPage, createSweepState } from "./sweep_page.js";
import { TABS, THEMES } from "./tables.js";
import { createLanguages } from "./toolbar.js";
import { word } from "./words.js";

// root: an element or a shadow root; start: {inputs, settings, frozen, theme, refusals};
// host: {settled(state), pdf(), offline}. Returns {store, receive(state), destroy()}.
export function mount(root, start, host) {
  const store = createStore(start, solve);
  const frame = h("div", { class: "hipmech" });
  root.append(frame);
  let refusals = start.refusals ?? [];
  // The pages change their words by themselves and keep what was done in them.
  let stage = null;
  const kept = {
    explore: {},
    get stage() { return (stage ??= createStage(store, host, frame)); },
    sweep: createSweepState(),
    evidence: {},
    article: {},
    running: {},
  };
  let content = furnish(frame, store, host, { kept, refusals });

  const offPaper = openOnPaper(frame);
  const offFrames = store.subscribe(() => {
    const { language, page } = store.settings;
    if (frame.lang === language && content.page === page) return content.update();
    const [focused, shown] = [focusIn(frame), content.page];
    content.destroy();
    content = furnish(frame, store, host, { kept, refusals });
    if (frame.contains(frame.getRootNode().activeElement)) return null;
    const again = focused && frame.querySelector(`[data-id="${focused}"]`);
    if (again) again.focus({ preventScroll: true });
    else if (focused && shown !== page) begin(frame);
    return null;
  });
  store.settled(() => {
    refusals = [];
    content.forgive();
    if (host.settled) host.settled(store.state());
  });

  // What the host says replaces what is here.
  function receive(state) {
    refusals = state.refusals ?? [];
    store.replace(state);
    content.complain(refusals);
  }
  function destroy() {
    offFrames();
    offPaper();
    content.destroy();
    if (stage) stage.destroy();
    store.close();
    frame.remove();
  }
  return { store, receive, destroy };
}

// All that is written in one language, on the page that is asked for.
function furnish(frame, store, host, { kept, refusals }) {
  const scoped = scope(store);
  const { language, page } = store.settings;
  const languages = createLanguages(scoped);
  const menu = createMenu(scoped);
  const note = createNote(language, refusals);
  const title = h("h1", {}, ...titled(word(TABS[page], language)));
  const header = h("header", { class: "top" }, title, menu.element, languages.element);
  const footer = h("footer", { class: "foot" }, h("p", {}, word("page.footer", language)));
  const made = {
    explore: () => explore(scoped, host, kept.explore),
    trendelenburg: () => staged(kept.stage),
    sweep: () => createSweepPage(scoped, host, kept.sweep),
    evidence: () => createEvidencePage(scoped, host, kept.evidence),
    article: () => createArticlePage(scoped, host, kept.article),
    running: () => createRunningPage(scoped, host, kept.running),
  }[page]();
  const { theme = () => store.theme } = made;
  frame.lang = language;
  frame.replaceChildren(header, note.element, createBack(scoped, kept.article), ...made.elements, footer);

  function update() {
    dress(frame, theme());
    languages.update();
    made.update();
  }
  function destroy() {
    made.destroy();
    scoped.leave();
  }
  dress(frame, theme());
  made.begin();
  return { page, update, destroy, forgive: () => note.show([]), complain: note.show };
}

// The picture to play with, and the lesson below it.
function explore(store, host, state) {
  const lesson = createLesson(store, host, state);
  const bench = createBench(store, host, lesson.answers);
  const parts = createParts(store, state, [...bench.folds, ...lesson.folds]);
  bench.jumps.append(parts.element);
  const panels = keepRenewed([...bench.panels, ...lesson.panels], store);
  const update = () => {
    bench.update();
    panels.update();
    parts.update();
  };
  // Beside the hip these need no heading, and no fold.
  const widen = () => bench.folds.forEach(({ element, beside }) => {
    element.open ||= beside && roomy.matches;
  });
  const begin = () => {
    widen();
    roomy.addEventListener("change", widen);
    bench.update();
    parts.update();
  };
  const destroy = () => {
    roomy.removeEventListener("change", widen);
    [panels, parts, bench, lesson].forEach((part) => part.destroy());
  };
  return { elements: [bench.element, ...lesson.elements], begin, update, destroy };
}

function staged(stage) {
  const { element, update, theme, leave } = stage;
  return { elements: [element], begin: update, update, theme, destroy: leave };
}

// Who came here by something that stands on another page begins at the top.
function begin(frame) {
  frame.scrollIntoView({ block: "start" });
  frame.querySelector(".menu [aria-current]").focus({ preventScroll: true });
}

// Where one is belongs to the title of the page, but the menu shows it.
function titled(text) {
  const [name, ...where] = text.split(" ");
  return [name, h("span", { class: "unseen" }, ` ${where.join(" ")}`)];
}

// Colours as custom properties, for the page and the picture in it.
function dress(frame, theme) {
  if (frame.getAttribute("data-theme") === theme) return;
  set(frame, "data-theme", theme);
  for (const [name, colour] of Object.entries(THEMES[theme])) {
    frame.style.setProperty(`--${name.replace(/_/g, "-")}`, colour);
  }
}

// The store as a part of the page sees it; when the part goes, so does all that it listened to.
function scope(store) {
  const off = [];
  return Object.create(store, {
    subscribe: { value: (watcher) => off[off.push(store.subscribe(watcher)) - 1] },
    settled: { value: (listener) => off[off.push(store.settled(listener)) - 1] },
    leave: { value: () => off.forEach((leave) => leave()) },
  });
}

// What of a link could not be followed; it goes with the first change, or when it is sent away.
function createNote(language, refusals) {
  const list = h("ul", {});
  const away = h(
    "button",
    { type: "button", class: "quiet", "data-id": "dismiss", onclick: () => show([]) },
    word("live.page.dismiss", language),
  );
  const heading = h("p", {}, word("page.link_refused", language));
  const element = h("div", { role: "status" }, h("div", { class: "note" }, heading, list, away));
  function show(lines) {
    set(element, "hidden", !lines.length);
    list.replaceChildren(...lines.map((line) => h("li", {}, ...coded(line))));
  }
  show(refusals);
  return { element, show };
}

// Text in which `marks` set off what stood in the link.
function coded(text) {
  return text.split("`").map((part, place) => (place % 2 ? h("code", {}, part) : part));
}

// What has the focus, by its name, also inside a shadow root.
function focusIn(frame) {
  return frame.getRootNode().activeElement?.getAttribute("data-id");
}
