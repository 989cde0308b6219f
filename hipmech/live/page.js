// The page as a whole: builds it, tells its host what has settled and takes what comes back.

import { createBack } from "./article_back.js";
import { createArticlePage } from "./article_page.js";
import { createBench } from "./bench.js";
import { h, set } from "./dom.js";
import { createEvidencePage } from "./evidence_page.js";
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
  let [lesson, stage] = [null, null];
  const kept = {
    get lesson() { return (lesson ??= createLesson(store, host)); },
    get stage() { return (stage ??= createStage(store, host, frame)); },
    sweep: createSweepState(),
    evidence: {},
    article: {},
    running: {},
  };
  let content = furnish(frame, store, host, { kept, refusals });

  const offFrames = store.subscribe(() => {
    const { language, page } = store.settings;
    if (frame.lang === language && content.page === page) return content.update();
    const [focused, open, shown] = [focusIn(frame), content.open(), content.page];
    content.destroy();
    content = furnish(frame, store, host, { kept, refusals, open });
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
    content.destroy();
    if (stage) stage.destroy();
    store.close();
    frame.remove();
  }
  return { store, receive, destroy };
}

// All that is written in one language, on the page that is asked for.
function furnish(frame, store, host, { kept, refusals, open = false }) {
  const scoped = scope(store);
  const { language, page } = store.settings;
  const languages = createLanguages(scoped);
  const menu = createMenu(scoped);
  const note = createNote(language, refusals);
  const title = h("h1", {}, ...titled(word(TABS[page], language)));
  const header = h("header", { class: "top" }, title, menu.element, languages.element);
  const footer = h("footer", { class: "foot" }, h("p", {}, word("page.footer", language)));
  const made = {
    explore: () => explore(scoped, host, kept.lesson, open),
    trendelenburg: () => staged(kept.stage, open),
    sweep: () => createSweepPage(scoped, host, kept.sweep, open),
    evidence: () => createEvidencePage(scoped, host, kept.evidence, open),
    article: () => createArticlePage(scoped, host, kept.article, open),
    running: () => createRunningPage(scoped, host, kept.running, open),
  }[page]();
  frame.lang = language;
  frame.replaceChildren(header, note.element, createBack(scoped, kept.article), ...made.elements, footer);

  function update() {
    dress(frame, made.theme());
    languages.update();
    made.update();
  }
  function destroy() {
    made.destroy();
    scoped.leave();
  }
  dress(frame, made.theme());
  made.begin();
  return { page, update, destroy, open: made.open, forgive: () => note.show([]), complain: note.show };
}

// The picture to play with, and the lesson below it.
function explore(store, host, lesson, open) {
  const bench = createBench(store, host);
  const panels = keepRenewed([...bench.panels, ...lesson.panels], store);
  const update = () => {
    bench.update();
    panels.update();
  };
  const destroy = () => {
    panels.destroy();
    bench.destroy();
  };
  const begin = () => {
    bench.update();
    bench.open(open);
  };
  const elements = [bench.element, ...lesson.elements];
  return { elements, begin, update, destroy, theme: () => store.theme, open: bench.isOpen };
}

function staged(stage, open) {
  const { element, update, theme, leave } = stage;
  return { elements: [element], begin: update, update, theme, destroy: leave, open: () => open };
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
