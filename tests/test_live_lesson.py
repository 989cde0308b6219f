"""The lesson beside the live picture: what it says in the browser is what Python says of the same hip."""

import math
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech import comparisons, readings
from hipmech.quantities import QUANTITIES
from hipmech.words import word
from tests.hips import solve
from tests.live_lessons import HIPS, hips, languages, lesson_page, show, texts, told

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")

ANSWERS = ("abductor_force", "joint_reaction", "abductor_length_change", "utilisation")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with lesson_page(browser) as page:
        yield page


@hips
@languages
def test_verdict_and_remarks_are_those_of_python(page: Page, inputs: dict[str, Any], language: str) -> None:
    load = solve(**inputs)
    said = told(page, inputs, language)
    kind, verdict = comparisons.verdict(load, language)
    kinds = {"held": "success", "doubtful": "info", "refused": "warning"}
    assert (kinds[said["verdict"]["kind"]], said["verdict"]["text"]) == (kind, verdict)
    assert said["remarks"] == readings.remarks(load, language)


@hips
@languages
@pytest.mark.parametrize("unit", ["BW", "N"])
def test_answers_are_those_of_python(page: Page, inputs: dict[str, Any], language: str, unit: str) -> None:
    load, normal = solve(**inputs), solve()
    show(page, "createAnswers", inputs, language, unit=unit)
    assert texts(page, ".answer-number") == [answer(name, load, unit, language) for name in ANSWERS]
    force, joint, *_ = texts(page, ".answer-change")
    assert force == readings.relative(load.abductor_force, normal.abductor_force, language)
    assert joint == readings.relative(load.joint_reaction, normal.joint_reaction, language)
    assert texts(page, ".verdict span:last-child") == [comparisons.verdict(load, language)[1]]


def answer(name: str, load: Any, unit: str, language: str) -> str:
    if not math.isfinite(getattr(load, name)):
        return readings.MISSING
    return readings.answer(name, load, unit, language)


def test_a_force_is_told_in_kilograms_of_force(page: Page) -> None:
    show(page, "createAnswers", {}, "nl", unit="kgf")
    assert texts(page, ".answer-number")[1] == "205\u202fkgf"


@hips
def test_every_way_to_stand_is_solved_as_in_python(page: Page, inputs: dict[str, Any]) -> None:
    found, known = told(page, inputs), comparisons.steps(inputs)
    for here, there in zip(found["steps"], known, strict=True):
        for number, known_number in (
            (here["moment"], there.moment),
            (here["usual"], there.usual_moment),
            (here["joint"], there.joint_reaction_bw),
        ):
            number = math.nan if number is None else number
            assert number == pytest.approx(known_number, rel=1e-12, abs=1e-9, nan_ok=True)
        assert here["held"] == there.held
    wrong = math.nan if found["wrong"] is None else found["wrong"]
    assert wrong == pytest.approx(comparisons.misconception(inputs).moment, rel=1e-12, nan_ok=True)


@languages
def test_the_misconception_is_hatched_named_and_no_choice(page: Page, language: str) -> None:
    show(page, "createSteps", {"step_width": 230.0}, language)
    wrong = page.locator("tbody.wrong")
    assert word("page.misconception", language) in wrong.inner_text()
    assert wrong.locator("button").count() == 0
    assert "gradient" in wrong.locator(".bar").evaluate("bar => getComputedStyle(bar).backgroundImage")
    assert word("page.steps_chosen", language) in page.locator("tbody.chosen").inner_text()
    shares = page.locator(".bars .bar").evaluate_all("bars => bars.map(bar => parseFloat(bar.style.width))")
    models = comparisons.steps({"step_width": 230.0})
    moments = [*(step.moment for step in models), comparisons.misconception({"step_width": 230.0}).moment]
    assert shares == pytest.approx([100 * moment / max(moments) for moment in moments], abs=0.05)


def test_a_way_to_stand_is_chosen_by_a_click(page: Page) -> None:
    show(page, "createSteps", {}, "en")
    page.locator("tbody[data-name=mixed] button").click()
    assert page.evaluate("store.asked") == ["stance_strategy", "mixed"]


@hips
def test_causes_add_up_to_the_change_of_the_joint_force(page: Page, inputs: dict[str, Any]) -> None:
    load, before = solve(**inputs), solve(neck_length=60, step_width=150)
    in_body_weights, in_newtons = told(page, inputs, frozen={"neck_length": 60, "step_width": 150})["causes"]
    if load.status < 2:
        difference = load.joint_reaction_bw - before.joint_reaction_bw
        assert sum(in_body_weights.values()) == pytest.approx(difference, abs=1e-6)
        assert sum(in_newtons.values()) == pytest.approx(
            load.joint_reaction - before.joint_reaction, abs=1e-3
        )


def test_each_cause_is_the_one_that_changed(page: Page) -> None:
    for inputs, cause in (
        ({"inter_hip_distance": 192.0}, "weight_arm"),
        ({"neck_shaft_angle": 140.0}, "abductor_arm"),
        ({"cane_force_bw": 0.1}, "cane"),
        ({"load_factor": 2.0}, "weight"),
    ):
        parts = told(page, inputs)["causes"][0]
        assert max(parts, key=lambda name: abs(parts[name])) == cause


def test_the_sentence_tells_change_cause_and_how_it_goes_on(page: Page) -> None:
    show(page, "createSentence", {"inter_hip_distance": 182.0}, "en", lastChanged="inter_hip_distance")
    slope = hm.derivatives(solve(inter_hip_distance=182), "joint_reaction_bw")["inter_hip_distance"]
    (said,) = texts(page, ".sentence")
    assert said.startswith("Pelvis width +10\u202fmm (against that hip): body-weight arm +6.0\u202fmm,")
    assert "joint force +4\u202f%. Joint force +0.11\u202fBW: " in said
    assert ": +0.11\u202fBW through the body-weight arm." in said
    assert said.endswith(f"1\u202fmm more pelvis width means {slope:.3f}\u202fBW more joint force.")
    assert texts(page, "[aria-live=polite]") == [said]


@pytest.mark.parametrize("name", ["step_width", "neck_shaft_angle", "cane_force", "abductor_strength"])
def test_slopes_are_exact(page: Page, name: str) -> None:
    inputs = {"stance_strategy": "mixed", "cane_force_bw": 0.05, "step_width": 160.0}
    known = hm.derivatives(solve(**inputs), "joint_reaction_bw")[name]
    assert told(page, inputs)["slope"][name] == pytest.approx(known, rel=1e-12)


def test_a_cane_in_body_weights_grows_with_the_body(page: Page) -> None:
    inputs = {"cane_force_bw": 0.1, "body_mass": 80.0, "abductor_origin_lateral": 25.0}
    near = [solve(**{**inputs, "body_mass": 80 + h}).joint_reaction_bw for h in (-1e-3, 1e-3)]
    assert told(page, inputs)["slope"]["body_mass"] == pytest.approx((near[1] - near[0]) / 2e-3, abs=1e-8)


@languages
def test_sticks_and_loads_are_told_as_in_python(page: Page, language: str) -> None:
    for inputs in (HIPS["stick"], HIPS["walking with a bag"], {"step_width": 200.0}):
        show(page, "createSentence", inputs, language)
        known = comparisons.change(solve(**inputs), solve(), "", "BW", language)
        _, *causes = re.split(r"(?<=[.])\s+(?=[A-Z])", known)
        assert all(cause in texts(page, ".sentence")[0] for cause in causes)


def test_who_listens_hears_only_what_has_settled(page: Page) -> None:
    show(page, "createSentence", {}, "en")
    before = texts(page, "[aria-live=polite]")
    page.evaluate("Object.assign(store, { load: solve({ neck_length: 60 }), dragging: true }); made.update()")
    assert texts(page, "[aria-live=polite]") == before
    assert texts(page, ".sentence") != before
    page.evaluate("store.dragging = false; settle()")
    assert texts(page, "[aria-live=polite]") == texts(page, ".sentence")


@hips
@languages
def test_people_are_compared_as_in_python(page: Page, inputs: dict[str, Any], language: str) -> None:
    load = solve(**inputs)
    for unit in ("BW", "N"):
        show(page, "createMeasured", inputs, language, unit=unit)
        shown = page.locator(".lesson-measured").inner_text().replace("\n", " ")
        if comparisons.comparable(load):
            assert comparisons.in_vivo(load, language, unit).replace("**", "") in shown
            assert comparisons.honest(language) in shown
        else:
            assert word("page.in_vivo_absent", language) in shown
            assert "2.61" not in shown.replace(",", ".")


@languages
@pytest.mark.parametrize("unit", ["BW", "N"])
def test_levers_are_those_of_python(page: Page, language: str, unit: str) -> None:
    load = solve(neck_length=60)
    show(page, "createLevers", {"neck_length": 60}, language, unit=unit)
    rows = comparisons.levers(load, unit, language)
    assert texts(page, "thead th") == list(rows[0])
    for place, row in enumerate(rows):
        cells = texts(page, f"tbody tr:nth-child({place + 1}) > *")
        assert cells[:5] == list(row.values())[:5]


def test_both_conventions_stand_side_by_side(page: Page) -> None:
    show(page, "createConventions", {"neck_shaft_angle": 100.0}, "en")
    for place, name in enumerate(QUANTITIES["neck_angle_convention"].choices):
        load = solve(neck_shaft_angle=100, neck_angle_convention=name)
        usual = solve(neck_angle_convention=name)
        arm, force, joint, length = texts(page, f"tbody td:nth-child({place + 2})")
        gain = readings.signed(load.abductor_arm - usual.abductor_arm, 1, "en")
        assert arm == f"{readings.value('abductor_arm', load.abductor_arm, 'en')} ({gain}\u202fmm)"
        assert force.startswith(readings.answer("abductor_force", load, "BW", "en"))
        assert joint.startswith(readings.answer("joint_reaction", load, "BW", "en"))
        assert length.startswith(readings.answer("abductor_length_change", load, "BW", "en"))
    page.locator("button[data-name=proximal_femur]").click()
    assert page.evaluate("store.asked") == ["neck_angle_convention", "proximal_femur"]


@languages
def test_the_frozen_hip_stands_beside_this_one(page: Page, language: str) -> None:
    frozen: dict[str, Any] = {"neck_shaft_angle": 120.0}
    inputs: dict[str, Any] = {"neck_shaft_angle": 135.0, "abductor_strength": 0.3}
    before, load = solve(**frozen), solve(**inputs)
    show(page, "createComparison", inputs, language, frozen=frozen)
    cells = {row[0]: row[1:] for row in rows_of(page)}
    assert cells[readings.label("neck_shaft_angle", language)] == ["120°", "135°", "+15°"]
    joint = [readings.answer("joint_reaction", hip, "BW", language) for hip in (before, load)]
    assert cells[word("page.answer.joint_reaction", language)][:2] == joint
    assert cells["Status"][:2] == [word(f"live.lesson.status_{key}", language) for key in ("ok", "not_held")]
    show(page, "createComparison", inputs, language)
    assert page.locator("main").inner_text() == ""


def rows_of(page: Page) -> list[list[str]]:
    script = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    found: list[list[str]] = page.locator("tbody tr").evaluate_all(script)
    return found


@pytest.mark.parametrize("name", [name for name in comparisons.EXAMPLES if name != "normal"])
def test_an_example_tells_its_source(page: Page, name: str) -> None:
    made = comparisons.EXAMPLES[name]
    show(page, "createScenarioSource", {**made.inputs, "stance_side": "left"}, "en")
    assert made.source_key == "hipmech" or made.source.citation in page.locator("main").inner_text()


def test_sources_can_be_opened(page: Page) -> None:
    show(page, "createLevers", {}, "en")
    links = page.locator("a").evaluate_all("all => all.map(link => [link.href, link.rel])")
    assert links
    assert all(re.fullmatch(r"https://doi\.org/10\.\S+", href) and "noopener" in rel for href, rel in links)
