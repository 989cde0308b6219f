"""A page on which one panel of the lesson can be tried with any hip."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from hipmech.words import LANGUAGES
from tests.live_trials import trying

HIPS: Mapping[str, dict[str, Any]] = {
    "normal": {},
    "wide pelvis": {"inter_hip_distance": 192.0},
    "vara": {"neck_shaft_angle": 110.0},
    "valga, turned together": {"neck_shaft_angle": 140.0, "neck_angle_convention": "proximal_femur"},
    "not held": {"abductor_strength": 0.3, "pelvic_drop": 5.0},
    "adductors needed": {"trunk_lean": 35.0},
    "trunk out of reach": {"stance_strategy": "trunk_over_foot", "step_width": 700.0},
    "no load on the foot": {"cane_force_bw": 1.0},
    "shared wide step": {"step_width": 230.0, "stance_strategy": "mixed"},
    "walking with a bag": {"stance_strategy": "gait_midstance", "carried_mass": 7.5, "counter_lean": 0.5},
    "stick": {"cane_force_bw": 0.1, "trunk_lean": 2.0},
    "heavy": {"body_mass": 120.0, "sex": "female", "segment_set": "de_leva", "capacity_norm": "eccentric"},
}

TRIAL = """import { causes } from "./causes.js";
import { createAnswers } from "./answers.js";
import { createComparison } from "./comparison.js";
import { createConventions } from "./conventions.js";
import { createEquations } from "./equations_panel.js";
import { createLevers } from "./levers_panel.js";
import { createMeasured } from "./measured.js";
import { createScenarioSource } from "./source_note.js";
import { createSentence, slopeOf } from "./sentence.js";
import { createSteps, misconception, steps } from "./steps.js";
import { remarks, verdict } from "./readings.js";
import { solve } from "./model.js";
import { createStore } from "./state.js";
const PANELS = {
  createAnswers, createComparison, createConventions, createEquations, createLevers, createMeasured,
  createScenarioSource, createSentence, createSteps,
};
export function show(panel, { inputs, frozen, settings, lastChanged }) {
  const listeners = [];
  const store = {
    inputs: { stance_strategy: "pelvis_over_foot", neck_angle_convention: "head", ...inputs },
    given: inputs, load: solve(inputs), settings, lastChanged, dragging: false,
    frozenLoad: frozen && solve(frozen),
    reference: { load: solve(frozen || {}), name: "that hip" },
    set: (name, value) => { store.asked = [name, value]; },
    settled: (listener) => listeners.push(listener),
  };
  const made = PANELS[panel](store);
  document.querySelector("main").replaceChildren(made.element);
  Object.assign(window, { store, made, solve, settle: () => listeners.forEach((one) => one(store)) });
}
export function told({ inputs, frozen, language }) {
  const load = solve(inputs);
  const before = solve(frozen || {});
  return {
    verdict: verdict(load, language), remarks: remarks(load, language),
    reference: createStore({ inputs, frozen, settings: { language } }, solve).reference.name,
    steps: steps(inputs).map(({ load, moment, usual }) =>
      ({ moment, usual, held: load.status === 0, joint: load.values.joint_reaction_bw })),
    wrong: misconception(inputs, steps(inputs)[0]).moment,
    causes: [true, false].map((inBodyWeights) => causes(load, before, inBodyWeights)),
    slope: Object.fromEntries(Object.keys(load.inputs).map((name) => [name, slopeOf(load, name)])),
  };
}
"""


def lesson_page(browser: Browser) -> AbstractContextManager[Page]:
    """An empty page that knows every panel of the lesson."""
    return trying(browser, TRIAL)


def show(page: Page, panel: str, inputs: Mapping[str, Any], language: str, **others: Any) -> None:
    settings = {"language": language, "unit": others.pop("unit", "BW")}
    given = {"inputs": inputs, "settings": settings, "lastChanged": "", "frozen": None, **others}
    page.evaluate("([panel, given]) => trial.show(panel, given)", [panel, given])
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def told(page: Page, inputs: Mapping[str, Any], language: str = "en", **others: Any) -> dict[str, Any]:
    answer = page.evaluate(
        "(given) => JSON.stringify(trial.told(given))", {"inputs": inputs, "language": language, **others}
    )
    result: dict[str, Any] = json.loads(answer)
    return result


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split(" ")) for text in page.locator(selector).all_text_contents()]


hips = pytest.mark.parametrize("inputs", HIPS.values(), ids=HIPS.keys())
languages = pytest.mark.parametrize("language", LANGUAGES)
