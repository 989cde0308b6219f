"""The page Sweep for its tests: opened at a link, asked for its numbers, and what it hands over."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from hipmech.live import bundle as live
from tests.live_trials import script_of
from tests.live_windows import DESKTOP, Opened, watching
from tests.settling import settle

HOST = '{ offline: true, address: "https://example.org/#", standard: {}, settled: () => {} }'
TRIAL = """import { write, read } from "./link.js";
import { mount } from "./page.js";
import { positions } from "./model.js";
import { rings } from "./sweep_contours.js";
import { createSweep } from "./sweep_model.js";
import { createStudies } from "./sweep_study.js";
import { asPython, asStudy, asTable } from "./sweep_written.js";
export function open(link, host, theme) {
  const { inputs, settings: asked, frozen } = read(link);
  const settings = { page: "sweep", ...asked };
  const live = mount(document.querySelector("main"), { inputs, settings, frozen, theme }, host);
  Object.assign(window, { live, store: live.store, study: createStudies(live.store) });
}
export function show(link) {
  const { inputs, settings, frozen } = read(link);
  window.store.replace({ inputs, settings: { page: "sweep", ...settings }, frozen });
}
export function swept(given, names, outputs) {
  const axes = names.map((name) => ({ name, values: positions(name) }));
  const found = createSweep()(given, axes, outputs);
  const cases = [...found.status.keys()];
  return {
    values: Object.fromEntries(outputs.map((name) => [name, [...found.column(name)]])),
    status: [...found.status], reasons: cases.map(found.reason),
  };
}
export function taken(kind) {
  return { csv: asTable, study: asStudy, script: asPython }[kind](window.study(), window.store);
}
export function cases() {
  const { lines } = window.study();
  return lines.reduce((sum, { values }) => sum + values.length, 0);
}
export function link() {
  return write(window.store.state());
}
export const around = rings;
"""


@contextmanager
def opening(browser: Browser, folder: Path) -> Iterator[Opened]:
    """Open the page at a link."""
    script = script_of(TRIAL).replace("</", "<\\/")
    file = folder / "sweep.html"
    with watching(browser) as window:

        def open_page(
            link: str = "", size: tuple[int, int] = DESKTOP, theme: str = "light", **look: Any
        ) -> Page:
            file.write_text(
                "<!doctype html><html lang=en><meta charset=utf-8><title>hipmech</title>"
                '<meta name=viewport content="width=device-width">'
                f"<style>body {{ margin: 0 }} {live.style()}</style><body><main></main><script>{script}\n"
                f"module_trial.open({json.dumps(link)}, {HOST}, {json.dumps(theme)});</script>",
                encoding="utf-8",
            )
            page = window(size, **{"reduced_motion": "reduce", **look})
            page.goto(file.as_uri())
            settle(page)
            return page

        yield open_page


def asked(page: Page, call: str, *given: Any) -> Any:
    """Answer of a function of the trial; what JSON cannot write comes back as it was."""
    numbers = "(k, v) => typeof v === 'number' && !Number.isFinite(v) ? { odd: String(v) } : v"
    text = page.evaluate(f"given => JSON.stringify(module_trial.{call}(...given), {numbers})", list(given))
    return json.loads(text, object_hook=lambda found: float(found["odd"]) if "odd" in found else found)


def place(page: Page, across: float, up: float) -> tuple[float, float]:
    """Where a share of the plot's width and of its height is on the screen."""
    box = page.evaluate(
        """() => {
          const [axis] = document.querySelectorAll('[data-id="sweep-chart-axis"]');
          const plot = axis.getBoundingClientRect();
          const over = document.querySelector(".sweep-over").getBoundingClientRect();
          return [plot.left, plot.right, plot.bottom, over.top + 26];
        }"""
    )
    left, right, bottom, top = box
    return left + across * (right - left), bottom - up * (bottom - top)
