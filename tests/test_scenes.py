"""The questions of the page Trendelenburg: answered as taught, for any hip, in Python and in a browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from hipmech import links
from hipmech.live.weakness import AIDS, NECKS
from hipmech.sources import SOURCES
from hipmech.tasks.answers import inputs, numbers, right
from hipmech.tasks.scenes import SCENE_TASKS, scene_said, upright
from hipmech.words import LANGUAGES
from tests.live_trials import knowing

ASKING = list(SCENE_TASKS)
TAUGHT = {
    "stand": "two", "power": "half", "triptych": "lean", "lever": "less", "fulcrum": "two_and_half",
    "aids": "apart",
}  # fmt: skip
HIPS: list[dict[str, Any]] = [
    {},
    {"body_mass": 60.0, "inter_hip_distance": 185.0, "stance_side": "left"},
    {"neck_shaft_angle": 146.0, "trochanter_rise": 8.0},
    {"pelvic_drop": 6.0, "cane_force_bw": 0.15, "abductor_strength": 0.2},
    {"sex": "female", "capacity_norm": "concentric", "stance_strategy": "mixed", "step_width": 220.0},
]
LESSONS = """([names, hips]) => hips.map((given) => names.map((name) => {
  const { found, right, said } = module_stage_end.sceneLesson(name, module_scene_store.healthy(given), "nl");
  return { name, found, right, explanation: said("explanation") };
}))"""


def test_every_scene_but_the_last_asks() -> None:
    assert (*SCENE_TASKS, "end") == links.SCENES


@pytest.mark.parametrize("name", ASKING)
def test_the_default_adult_answers_as_it_is_taught(name: str) -> None:
    assert right(SCENE_TASKS[name], numbers(SCENE_TASKS[name], upright({}))) == TAUGHT[name]


def test_what_is_asked_is_what_is_drawn() -> None:
    lever, aids = SCENE_TASKS["lever"], SCENE_TASKS["aids"]
    for name in ("vara", "valga"):
        assert inputs(lever, name, {})["neck_shaft_angle"] == NECKS[name]
    put = inputs(aids, "stick_other", {}) | inputs(aids, "bag_other", {})
    assert put == AIDS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKING)
def test_words_are_complete_and_every_option_has_its_thought(name: str, language: str) -> None:
    one = SCENE_TASKS[name]
    keys = [f"{kind}.{option}" for kind in ("option", "thought") for option in one.options]
    for key in ("name", "title", "question", "explanation", "model", "evidence", *keys):
        assert not re.search(r"[{}]|nan", scene_said(name, key, {}, language))
    assert 3 <= len(one.options) <= 4
    assert one.evidence
    assert set(one.evidence) <= set(SOURCES)


def test_a_question_sets_posture_and_strength_aside_and_keeps_the_hip() -> None:
    weak = {"neck_shaft_angle": 140.0, "pelvic_drop": 6.0, "abductor_strength": 0.2, "carried_mass": 5.0}
    assert upright(weak) == {"neck_shaft_angle": 140.0}
    for name in ASKING:
        assert scene_said(name, "explanation", weak, "en") == scene_said(
            name, "explanation", {"neck_shaft_angle": 140.0}, "en"
        )


def test_every_hip_has_the_numbers_answers_and_words_of_python(browser: Browser) -> None:
    with knowing(browser, "stage") as page:
        taught = page.evaluate(LESSONS, [ASKING, HIPS])
    for given, lessons in zip(HIPS, taught, strict=True):
        for lesson in lessons:
            one = SCENE_TASKS[lesson["name"]]
            found = numbers(one, upright(given))
            assert lesson["found"] == pytest.approx(found, rel=1e-9, abs=1e-9)
            assert lesson["right"] == right(one, found)
            assert lesson["explanation"] == scene_said(lesson["name"], "explanation", given, "nl")
