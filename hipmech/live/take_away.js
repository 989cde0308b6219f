// What can be taken along: the link, files such as tables and pictures, the same in Python.

import { h, say, set } from "./dom.js";
import { write } from "./link.js";
import { pictureText } from "./picture_file.js";
import { PANELS } from "./picture_panels.js";
import { asAddress, asPng, copy, mayNotSave, save } from "./saving.js";
import { word } from "./words.js";
import { asCsv, asJson, asPython } from "./written.js";

const TIMES = 2; // a picture of points is read on paper and on a wall too

// Each file: how it is named, what is in it, and whether it is a picture.
const FILES = {
  csv: { name: "hip.csv", mime: "text/csv", text: (store) => asCsv(store.load) },
  json: { name: "hip.json", mime: "application/json", text: (store) => asJson(store.load) },
  svg: { name: "hip.svg", mime: "image/svg+xml", text: (store) => drawn(store) },
  png: { name: "hip.png", mime: "image/png", text: (store) => drawn(store), points: true },
};

const drawn = (store) => pictureText(store, PANELS, store.theme);

const HIP = { files: FILES, python: (store) => asPython(store.given, store.frozen) };

// host: offline, and address, to which the text of a link is added; empty where the page has none. Of the hip
// itself, unless other files and lines of Python are given.
export function createTakeAway(store, host, { files: kinds, python: lines } = HIP) {
  const said = (key, values) => word(`live.take.${key}`, store.settings.language, values);
  const answer = h("p", { class: "take-answer", role: "status" });
  const shelf = h("div", { class: "take-shelf" });
  const title = h("summary");

  const linkField = h("input", { type: "text", readonly: true, class: "take-field", spellcheck: "false" });
  const linkButton = h("button", { type: "button", onclick: () => copied(linkField.value, linkField) });
  const linkAbout = h("p", { class: "take-about" });
  const linkRow = h("div", { class: "take-row" }, linkField, linkButton);

  const files = Object.keys(kinds).map((kind) => [
    kind,
    h("button", { type: "button", "data-take": kind, onclick: () => taken(kind) }),
  ]);
  const printing = h("button", { type: "button", "data-take": "print", onclick: () => window.print() });
  const buttons = [...files.map(([, button]) => button), host.offline ? printing : null];
  const fileRow = h("div", { class: "take-row" }, buttons);

  const codeTitle = h("h3");
  const code = h("code");
  const codeBox = h("pre", { class: "take-code", tabindex: "0" }, code);
  const codeButton = h("button", { type: "button", onclick: () => copied(code.textContent, codeBox) });
  const python = h("div", { class: "take-python" }, codeTitle, codeBox, codeButton);

  const parts = [title, linkAbout, linkRow, fileRow, answer, shelf, python];
  const element = h("details", { class: "take fold" }, parts);
  element.addEventListener("toggle", () => update());
  store.settled(() => {
    say(answer, "");
    shelf.replaceChildren();
  });

  async function copied(text, field) {
    say(answer, said((await copy(text, field)) ? "copied" : "not_copied"));
  }

  async function taken(kind) {
    const { name, mime, text, points } = kinds[kind];
    shelf.replaceChildren();
    try {
      const content = text(store);
      if (mayNotSave()) return shown(kind, content);
      const type = `${mime};charset=utf-8`;
      const blob = points ? await asPng(content, TIMES) : new Blob([content], { type });
      save(name, blob);
      say(answer, said("saved", { name }));
    } catch (error) {
      console.warn(error);
      say(answer, said("failed", { name }));
    }
  }

  // Where nothing can be saved, what would be in the file is laid out to be copied.
  function shown(kind, content) {
    const { name, points } = kinds[kind];
    say(answer, said(points ? "blocked_picture" : "blocked", { name }));
    if (points) shelf.append(h("img", { src: asAddress(content), alt: name }));
    else {
      const field = h("textarea", { readonly: true, rows: "8", "aria-label": name, class: "take-field" });
      field.value = content;
      shelf.append(field);
      field.select();
    }
  }

  function update() {
    say(title, said("title"));
    if (!element.open || store.dragging) return;
    const link = host.address ? host.address + write(store.state(), host.standard) : "";
    for (const part of [linkField, linkButton]) set(part, "hidden", !link);
    if (linkField.value !== link) linkField.value = link;
    set(linkField, "aria-label", said("link_field"));
    say(linkAbout, said(link ? "link" : "no_link"));
    say(linkButton, said("copy_link"));
    for (const [kind, button] of files) say(button, said(kind));
    say(printing, said("print"));
    say(codeTitle, said("python"));
    set(codeBox, "aria-label", said("python"));
    say(code, lines(store));
    say(codeButton, said("copy"));
  }

  update();
  return { element, update };
}
