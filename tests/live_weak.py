"""A page on which what is drawn of a weak hip can be tried, and its solver asked."""

import json
import math
from contextlib import AbstractContextManager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.live_trials import trying

TRIAL = """import { createAidsScene } from "./aids_scene.js";
import { createFulcrum } from "./fulcrum.js";
import { createLedger } from "./ledger.js";
import { createLeverScene } from "./lever_scene.js";
import { createStrengthBars } from "./strength_bars.js";
import { createTriptych } from "./triptych.js";
import { bandOfNorms, ledgerOf, strengthCurves, weaken } from "./trendelenburg.js";
import { createStore } from "./state.js";
import { solve } from "./model.js";
const PANELS = {
  createAidsScene, createFulcrum, createLedger, createLeverScene, createStrengthBars, createTriptych,
};
export function show(panel, inputs, language, options) {
  const store = createStore({ inputs, settings: { language } }, solve);
  const made = PANELS[panel](store, options);
  store.subscribe(() => made.update());
  document.querySelector("main").replaceChildren(made.element);
  Object.assign(window, { store, made });
}
export function found(given) {
  const { load, drop, lean, cane, ledger, ...numbers } = weaken(given);
  const statuses = [drop.cliff, drop.slope, lean, cane].map((stance) => stance.load.status);
  return {
    ...numbers, statuses, ledger, cliff: drop.cliff.angle, slope: drop.slope.angle, lean: lean.angle,
    cane: cane.force, band: bandOfNorms(given), curves: strengthCurves(given),
  };
}
export function ledger(given) {
  return ledgerOf(solve(given));
}
"""


def weak_page(browser: Browser) -> AbstractContextManager[Page]:
    """An empty page where nothing moves by itself."""
    return trying(browser, TRIAL, reduced_motion="reduce")


def asked(page: Page, call: str, given: Any) -> Any:
    """Answer of the trial; what JSON cannot write is NaN."""
    text = page.evaluate(f"(given) => JSON.stringify(trial.{call}(given))", given)
    return json.loads(text, object_hook=lambda row: {k: math.nan if v is None else v for k, v in row.items()})


def show(page: Page, panel: str, inputs: dict[str, Any], language: str = "en", **options: Any) -> None:
    page.evaluate("(given) => trial.show(...given)", [panel, inputs, language, options])


def texts(page: Page, selector: str) -> list[str]:
    return [text.replace("\u00ad", "") for text in page.locator(selector).all_text_contents()]
