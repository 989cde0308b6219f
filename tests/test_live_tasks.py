"""The tasks in a browser: the same numbers as in Python, predict before try, keys, language, paper."""

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page, expect

import hipmech as hm
from hipmech import readings
from hipmech.figures.themes import THEMES
from hipmech.live.bundle import bundle, style
from hipmech.tasks import TASKS, numbers, person, right, said
from hipmech.words import LANGUAGES, word
from tests.live_access import violations
from tests.live_windows import watching
from tests.printing import PRINTER
from tests.settling import settle

VARIANTS = (0, 1, 2, 7, 42, 9999)
STARTED = """([language, theme]) => {
  window.store = createStore({ settings: { language }, theme }, solve);
  window.panel = createTasks(store);
  const root = document.createElement("div");
  root.className = "hipmech";
  root.dataset.theme = theme;
  for (const [name, colour] of Object.entries(THEMES[theme])) {
    if (typeof colour === "string") root.style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
  }
  const main = document.createElement("main");
  main.append(panel.element);
  root.append(main);
  document.body.replaceChildren(root);
  store.subscribe(() => panel.update());
  panel.update();
}"""
LESSONS = """(variants) => variants.map((variant) => tasks.NAMES.map((name) => {
  const { person, found, right, said } = tasks.lessonOf(name, variant, "nl");
  return { name, person, found, right, explanation: said("explanation") };
}))"""


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    """A page that knows the tasks and nothing else."""
    parts = [
        (bundle("state"), "window.createStore = module_state.createStore;"),
        (
            bundle("tasks_panel"),
            "Object.assign(window, module_tasks_panel, { tasks: module_tasks, solve: module_model.solve, "
            "THEMES: module_tables.THEMES });",
        ),
    ]
    scripts = "\n".join(f"{{ {source}\n{shown} }}" for source, shown in parts)
    with watching(browser) as window:
        page = window((1000, 900))
        page.set_content(
            f'<!doctype html><html lang="en"><title>hipmech</title><style>{style()}</style>'
            f"<body><script>{scripts}</script></body></html>"
        )
        yield page


@pytest.fixture
def page(opened: Page) -> Page:
    opened.set_viewport_size({"width": 1000, "height": 900})
    start(opened)
    return opened


def start(page: Page, language: str = "en", theme: str = "light") -> None:
    page.evaluate(STARTED, [language, theme])


def turn(page: Page, place: int) -> None:
    page.locator(".task-place").nth(place).click()


def shown(page: Page, name: str) -> str:
    return page.locator(f"[data-id={name}]").inner_text()


def press(page: Page, keys: Sequence[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_every_variant_has_the_numbers_answers_and_words_of_python(opened: Page) -> None:
    for variant, lessons in zip(VARIANTS, opened.evaluate(LESSONS, VARIANTS), strict=True):
        for lesson in lessons:
            one = TASKS[lesson["name"]]
            found = numbers(one, person(variant))
            assert lesson["person"] == person(variant)
            assert lesson["found"] == pytest.approx(found, rel=1e-9, abs=1e-9)
            assert lesson["right"] == right(one, found)
            assert lesson["explanation"] == said(lesson["name"], "explanation", variant, "nl")


def test_nothing_can_be_tried_or_revealed_before_a_prediction(page: Page) -> None:
    before = page.evaluate("store.given")
    assert page.locator(".task-try, .task-explain").evaluate_all("all => all.map((one) => one.hidden)") == [
        True,
        True,
    ]
    assert page.evaluate("document.querySelector('.task-try').disabled")
    assert page.evaluate("store.given") == before == {}


@pytest.mark.parametrize("place, name", list(enumerate(TASKS)))
def test_keys_answer_and_every_wrong_option_names_its_thought(page: Page, place: int, name: str) -> None:
    answer = right(TASKS[name], numbers(TASKS[name], person(0)))
    for key, option in enumerate(TASKS[name].options, start=1):
        start(page)
        turn(page, place)
        page.keyboard.press(str(key))
        told = shown(page, "task-feedback")
        assert said(name, f"option.{option}", 0, "en") in told
        assert (option == answer) == told.startswith("Right")
        assert option == answer or said(name, f"thought.{option}", 0, "en") in told
        assert page.locator("[data-id=task-option-1]").get_attribute("aria-disabled") == "true"


def test_a_key_beyond_the_options_answers_nothing(page: Page) -> None:
    turn(page, 1)
    press(page, ["4", "9", "a"])
    assert "Choose an answer first" in shown(page, "task-feedback")


def test_digits_in_a_field_stay_digits(page: Page) -> None:
    page.locator("[data-id=task-variant]").focus()
    page.keyboard.press("3")
    assert "Choose an answer first" in shown(page, "task-feedback")


def test_only_the_first_answer_counts_and_unsure_is_not_scored(page: Page) -> None:
    press(page, ["3", "1"])
    turn(page, 1)
    press(page, ["1"])
    turn(page, 2)
    press(page, ["0"])
    assert shown(page, "task-score") == "1 of 2 right, 5 to go, 1 unsure"
    turn(page, 0)
    assert shown(page, "task-feedback").startswith("Right")


def test_cases_set_the_figure_and_sliders_move_it(page: Page) -> None:
    turn(page, 2)
    page.keyboard.press("2")
    page.click("[data-id=task-case-flared]")
    assert page.evaluate("store.given") == {"inter_hip_distance": 192, "abductor_origin_lateral": 30}
    expect(page.locator("[data-id=task-case-flared]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-id=task-figure] text", has_text="192 mm").first).to_be_visible()
    page.locator("[data-id=task-slider-inter_hip_distance]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("store.inputs.inter_hip_distance") == 193
    moment = float(hm.solve(inter_hip_distance=193, abductor_origin_lateral=30).abductor_moment)
    told = page.locator("[data-id=task-now]")
    expect(told).to_contain_text(readings.value("abductor_moment", moment, "en"))
    expect(page.locator("[data-id=task-figure] text", has_text="193 mm").first).to_be_visible()
    expect(page.locator("[data-id=task-case-flared]")).to_have_attribute("aria-pressed", "false")


def test_a_left_variant_sets_the_left_leg(page: Page) -> None:
    left = next(variant for variant in range(1, 50) if person(variant)["stance_side"] == "left")
    page.fill("[data-id=task-variant]", str(left))
    page.keyboard.press("Tab")
    assert f"variant {left}:" in shown(page, "task-person")
    page.keyboard.press("1")
    given = page.evaluate("store.inputs")
    assert {name: given[name] for name in person(left)} == person(left)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place, name", list(enumerate(TASKS)))
def test_the_answer_tells_the_numbers_of_the_model(page: Page, place: int, name: str, language: str) -> None:
    start(page, language)
    turn(page, place)
    page.keyboard.press("1")
    page.click("[data-id=task-show]")
    told = shown(page, "task-answer")
    for key in ("explanation", "model", "evidence"):
        assert said(name, key, 0, language) in told
    assert page.locator(".task-bar").count() == sum(map(len, TASKS[name].bars.values()))
    assert page.evaluate("document.activeElement.dataset.id") == "task-answer"


def test_the_language_changes_while_a_task_is_open(page: Page) -> None:
    page.keyboard.press("1")
    page.evaluate("store.setting('language', 'nl')")
    expect(page.locator("[data-id=task-heading]")).to_have_text("Hoeveel lichamen?")
    expect(page.locator("[data-id=task-feedback]")).to_contain_text(said("balance", "thought.half", 0, "nl"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["worksheet", "answer_key"])
def test_a_sheet_is_printed_alone_and_only_the_key_holds_answers(
    page: Page, kind: str, language: str
) -> None:
    start(page, language)
    page.fill("[data-id=task-variant]", "7")
    page.keyboard.press("Tab")
    page.evaluate(PRINTER)
    page.click(f"[data-id=task-{kind}]")
    page.get_by_role("button", name=word("task.print", language)).click()
    page.emulate_media(media="print")
    told = page.evaluate("document.body.innerText")
    page.emulate_media(media="screen")
    for name in TASKS:
        assert said(name, "question", 7, language) in told
        assert (said(name, "explanation", 7, language) in told) == (kind == "answer_key")
    assert word("task.close", language) not in told.split("\n")
    assert page.evaluate("getComputedStyle(window.printed).breakBefore") == (
        "page" if kind == "answer_key" else "auto"
    )
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".printed")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_wide_figure_never_scrolls_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    for place in range(len(TASKS)):
        turn(page, place)
        page.keyboard.press("1")
        page.click("[data-id=task-show]")
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_barrier_is_found(page: Page, language: str, theme: str) -> None:
    start(page, language, theme)
    turn(page, 5)
    settle(page)
    assert violations(page, ".tasks") == []
    page.keyboard.press("1")
    page.click("[data-id=task-show]")
    settle(page)
    assert violations(page, ".tasks") == []
    page.click("[data-id=task-answer_key]")
    settle(page)
    assert violations(page, ".tasks") == []
