// The validation, line by line: what the model says beside what is published, the worst last.

import { badge, certainty, inPassing } from "./badges.js";
import { h } from "./dom.js";
import { named, origin } from "./readings.js";
import { DIGITS, LINES as WRITTEN, QUANTITIES, SOURCES } from "./tables.js";
import { scaleOf, track } from "./track.js";
import { MISSING, THIN, number, signed, spelt, word } from "./words.js";

// Every line, with what follows from its quantity and its source.
export const LINES = WRITTEN.map((line) => ({
  unit: QUANTITIES[line.quantity]?.unit ?? "", confidence: SOURCES[line.source].confidence, ...line,
}));
export const KNOWN = "known_disagreements";
const GOLDEN = "golden";
const ORIGINS = ["printed", "computed", "measured", "found", "quoted", "model"];

// Numbers of a line: those of a published case as fine as they are compared, others as fine as one measures.
function writing(line, language) {
  const places = [line.predicted, line.reference].map((value) => (String(value).split(".")[1] || "").length);
  const finest = line.tier === GOLDEN ? 3 : DIGITS[line.unit] ?? (line.unit === "%" ? 1 : 2);
  const digits = Math.min(finest, Math.max(...places));
  const unit = spelt(line.unit, language);
  return {
    plain: (value) => number(value, digits, language) + unit,
    signed: (value) => signed(value, digits, language) + unit,
  };
}

// Of what a line speaks: the quantity and the case.
function about(line, language) {
  const quantity = line.quantity in QUANTITIES
    ? named(line.quantity, language).split(" (")[0]
    : word(`evidence.said.${line.quantity}`, language);
  const text = line.case ? `${quantity}: ${word(`evidence.said.${line.case}`, language)}` : quantity;
  return text[0].toUpperCase() + text.slice(1).replaceAll(" %", `${THIN}%`);
}

const pictured = ({ predicted, reference, from, to }) => track(scaleOf([predicted, reference, from, to]), [
  ["inner", from ?? Math.min(predicted, to), to ?? Math.max(predicted, from)],
  ["tick", reference],
  [(from ?? -Infinity) <= predicted && predicted <= (to ?? Infinity) ? "dot" : "off", predicted],
]);

// Lines as a table that becomes a list where it is narrow; each source unfolds to its place.
export function linesTable(lines, caption, language, reasons = true) {
  const words = (key) => word(`evidence.line.${key}`, language);
  const columns = ["what", "picture", "predicted", "published", "difference", "null", "certainty", "verdict"];
  const head = h("tr", { role: "row" },
    columns.map((name) => h("th", { scope: "col", role: "columnheader" }, words(name))));
  const cell = (name, ...inside) => h("td", { role: "cell", "data-name": words(name), class: `of-${name}` }, ...inside);
  const rows = together(lines).map((line) => {
    const said = writing(line, language);
    const apart = line.direction ? MISSING : said.signed(line.predicted - line.reference);
    const nothing = line.null === undefined
      ? [MISSING]
      : [said.plain(line.null), line.nearer ? h("small", {}, ` ${words("nearer")}`) : null];
    const verdict = line.differs ? badge("≠", words("differs"), "misquoted") : badge("✓", words("agrees"), "right");
    return h("tr", { role: "row" },
      h("th", { scope: "row", role: "rowheader" }, about(line, language), placeOf(line, language, reasons)),
      cell("picture", pictured(line)),
      cell("predicted", said.plain(line.predicted)),
      cell("published", line.direction ? words("direction") : said.plain(line.reference),
        h("small", {}, ` ${word(`evidence.origin.${ORIGINS[line.origin ?? 0]}`, language)}`)),
      cell("difference", apart), cell("null", ...nothing),
      cell("certainty", certainty(line.confidence, language)), cell("verdict", verdict));
  });
  return h("table", { class: "evidence-lines", role: "table" },
    h("caption", { class: "unseen" }, caption), h("thead", { role: "rowgroup" }, head),
    h("tbody", { role: "rowgroup" }, rows));
}

// Lines of one source about one quantity stay together, in the order of the model, where their worst stood.
function together(lines) {
  const about = ({ source, quantity }) => `${source} ${quantity}`;
  const last = new Map(lines.map((line, place) => [about(line), place]));
  return [...lines].sort((one, other) =>
    last.get(about(one)) - last.get(about(other)) || other.predicted - one.predicted);
}

// Why it differs, and behind the name of the source its place in it.
function placeOf(line, language, reasons) {
  const inside = h("div");
  const fold = h("details", { class: "evidence-place" }, h("summary", {}, inPassing(line.source)), inside);
  fold.ontoggle = () => {
    if (!fold.open || inside.firstChild) return;
    inside.append(h("p", {}, ...origin(line.source, language)),
      h("p", {}, `${word("evidence.line.place", language)}: `, h("span", { lang: "en" }, SOURCES[line.source].where)));
  };
  const why = reasons && line.why ? h("p", { class: "evidence-why" }, word(`evidence.said.${line.why}`, language)) : null;
  return h("div", { class: "small" }, why, fold);
}

// The disagreements by their reason, those with the worst line last.
export function createReasons(language) {
  const lines = LINES.filter((line) => line.tier === KNOWN);
  const reasons = [...new Set(lines.map((line) => line.why).reverse())].reverse();
  return reasons.map((why) => {
    const found = lines.filter((line) => line.why === why);
    const text = word(`evidence.said.${why}`, language);
    const sources = [...new Set(found.map((line) => inPassing(line.source)))].join(", ");
    const many = found.length > 1 ? word("evidence.count_known", language, { count: found.length }) : null;
    const fold = h("details", { class: "evidence-reason", "data-id": `why-${why}` },
      h("summary", {}, h("strong", {}, `${sources}: `), text, many && h("span", { class: "muted" }, ` · ${many}`)));
    fold.ontoggle = () => {
      if (fold.open && fold.children.length < 2) fold.append(linesTable(found, text, language, false));
    };
    return fold;
  });
}

// All lines of a tier behind a fold that says how many agree.
export function createTier(tier, language) {
  const lines = LINES.filter((line) => line.tier === tier);
  const agreeing = lines.filter((line) => !line.differs).length;
  const title = word(`evidence.tier.${tier}`, language);
  const rows = (key, count) => word(`evidence.row.${key}`, language, { count });
  const differing = lines.length - agreeing;
  const count = differing
    ? `${rows("agree", agreeing)}, ${rows("differ", differing)}`
    : word("evidence.count", language, { agreeing });
  const body = h("div", { class: "evidence-body" }, h("p", {}, word(`evidence.tier_about.${tier}`, language)));
  const fold = h("details", { class: "fold", "data-id": `tier-${tier}` },
    h("summary", {}, h("h3", {}, title), h("span", { class: "muted" }, ` · ${count}`)), body);
  fold.ontoggle = () => {
    if (fold.open && body.children.length < 2) body.append(linesTable(lines, title, language));
  };
  return fold;
}
