"""The lesson beside the live picture: what it says in the browser is what Python says of the same hip."""

import math
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech import comparisons, readings
from hipmech.quantities import QUANTITIES, STANDARD_GRAVITY
from hipmech.words import number, word
from tests.hips import LEANING, solve
from tests.live_lessons import hips, languages, lesson_page, show, texts, told

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")

STANCES = QUANTITIES["stance_strategy"].choices
USUAL = 130.0  # step width, mm
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
    assert (said["verdict"]["kind"] == "refused") == (load.status != 0)
    if said["verdict"]["kind"] != "doubtful":
        assert said["verdict"]["text"] == readings.status(load, language)
    assert len(said["remarks"]) == len(load.warnings)


@pytest.mark.parametrize(
    "inputs, kind, part",
    [
        ({}, "held", "The abductors hold this"),
        ({"neck_shaft_angle": 110}, "doubtful", "what is usual in people; the muscle is 9.0\u202f% shorter"),
        ({"neck_shaft_angle": 145}, "doubtful", "7.1\u202f% longer"),
        ({"neck_length": 41, "inter_hip_distance": 199}, "doubtful", "joint force lies outside what"),
        ({"abductor_strength": 0.4}, "refused", "Not held"),
    ],
)  # fmt: skip
def test_a_hip_is_called_held_only_without_doubt(
    page: Page, inputs: dict[str, Any], kind: str, part: str
) -> None:
    said = told(page, inputs)["verdict"]
    assert said["kind"] == kind
    assert part in said["text"]


def test_what_is_unusual_is_remarked_in_the_language_of_the_page(page: Page) -> None:
    (remark,) = told(page, {"neck_shaft_angle": 100}, "nl")["remarks"]
    assert remark.startswith("collum-diafysehoek (CCD-hoek): 100° ligt buiten")
    assert "114–140°" in remark


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
    assert texts(page, ".verdict span:last-child") == [told(page, inputs, language)["verdict"]["text"]]


def answer(name: str, load: Any, unit: str, language: str) -> str:
    """One output as people write it: forces in the unit of the page, a change of length with its sign."""
    amount = getattr(load, name)
    if name in ("abductor_force", "joint_reaction") and math.isfinite(amount):
        share = number(getattr(load, f"{name}_bw"), 2, language)
        body_weights = word("page.body_weights", language)
        return f"{share}\u202f×\u202f{body_weights}" if unit == "BW" else newtons(amount)
    text = readings.value(name, amount, language)
    return f"+{text}" if name == "abductor_length_change" and round(amount, 1) > 0 else text


def newtons(amount: float) -> str:
    return f"{number(amount, 0, 'en')}\u202fN"


@pytest.mark.parametrize(
    "frozen, name",
    [
        (None, "the normal hip in the same stance (walking, mid-stance, step width 130\u202fmm)"),
        ({"stance_strategy": "gait_midstance"}, "the frozen hip"),
        ({}, "the frozen hip (there: pelvis shifts over the foot; here: walking, mid-stance)"),
    ],
)
def test_a_hip_is_compared_with_the_frozen_one_or_with_the_normal_one_in_the_same_stance(
    page: Page, frozen: dict[str, Any] | None, name: str
) -> None:
    walking = {"stance_strategy": "gait_midstance", "step_width": 230}
    assert told(page, walking, frozen=frozen)["reference"] == name


def test_a_force_is_told_in_kilograms_of_force(page: Page) -> None:
    show(page, "createAnswers", {}, "nl", unit="kgf")
    assert texts(page, ".answer-number")[1] == "205\u202fkgf"


@hips
def test_every_way_to_stand_is_solved_as_in_python(page: Page, inputs: dict[str, Any]) -> None:
    found = told(page, inputs)
    for here, (load, usual) in zip(found["steps"], ways_to_stand(inputs), strict=True):
        for one, known in (
            (here["moment"], moment(load)),
            (here["usual"], moment(usual)),
            (here["joint"], load.joint_reaction_bw),
        ):
            one = math.nan if one is None else one
            assert one == pytest.approx(known, rel=1e-12, abs=1e-9, nan_ok=True)
        assert here["held"] == (load.status == 0)
    wrong = math.nan if found["wrong"] is None else found["wrong"]
    assert wrong == pytest.approx(misconception(inputs), rel=1e-12, nan_ok=True)


def ways_to_stand(inputs: dict[str, Any]) -> list[tuple[Any, Any]]:
    """The hip in every stance, at its step width and at the usual one."""
    return [_both_widths({**inputs, "stance_strategy": name}) for name in STANCES]


def _both_widths(given: dict[str, Any]) -> tuple[Any, Any]:
    if given["stance_strategy"] in LEANING:
        given.pop("trunk_lean", None)
    return solve(**given), solve(**{**given, "step_width": USUAL})


def moment(load: Any) -> float:
    return float(load.abductor_moment) if load.status < 3 else math.nan


def misconception(inputs: dict[str, Any]) -> float:
    """The popular reading of a wider step: half the weight times the widening, on top of the stand."""
    weight: float = inputs.get("body_mass", 75.0) * STANDARD_GRAVITY
    _, usual = ways_to_stand(inputs)[0]
    wider: float = (inputs.get("step_width", USUAL) - USUAL) / 1000
    return moment(usual) + 0.5 * weight * wider


@languages
def test_the_misconception_is_hatched_named_and_no_choice(page: Page, language: str) -> None:
    show(page, "createSteps", {"step_width": 230.0}, language)
    wrong = page.locator("tbody.wrong")
    assert word("page.misconception", language) in wrong.inner_text()
    assert wrong.locator("button").count() == 0
    assert "gradient" in wrong.locator(".bar").evaluate("bar => getComputedStyle(bar).backgroundImage")
    assert word("page.steps_chosen", language) in page.locator("tbody.chosen").inner_text()
    shares = page.locator(".bars .bar").evaluate_all("bars => bars.map(bar => parseFloat(bar.style.width))")
    wide = {"step_width": 230.0}
    moments = [*(moment(load) for load, _ in ways_to_stand(wide)), misconception(wide)]
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


@pytest.mark.parametrize(
    "inputs, cause",
    [
        ({"cane_force_bw": 0.1}, "The stick takes over 32.1\u202fN·m: 0.10\u202f×\u202fBW × 436\u202fmm."),
        ({"cane_force_bw": 0.1, "cane_side": "ipsilateral"}, "The stick adds 19.4\u202fN·m"),
        ({"carried_mass": 7.5}, "The carried mass adds 26.9\u202fN·m: 0.10\u202f×\u202fBW × 366\u202fmm."),
        ({"carried_mass": 7.5, "carried_side": "ipsilateral"}, "The carried mass takes over 14.3"),
        ({"carried_mass": 10, "counter_lean": 0.5}, "Leaning against it cancels 13.7\u202fN·m"),
        ({"step_width": 230}, "under “A wider step”."),
    ],
)
def test_an_aid_tells_the_cause_of_its_change(page: Page, inputs: dict[str, Any], cause: str) -> None:
    show(page, "createSentence", inputs, "en")
    assert cause in texts(page, ".sentence")[0]


def test_the_causes_add_up_to_the_change_of_moment() -> None:
    change = hm.solve(carried_mass=10, counter_lean=0.5).abductor_moment - hm.solve().abductor_moment
    assert change == pytest.approx(35.89234 - 13.72931, abs=1e-5)


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
            known = comparisons.in_vivo(load, language).replace("**", "")
            size = readings.value("joint_reaction_bw", load.joint_reaction_bw, language)
            in_newtons = f"{newtons(load.joint_reaction)} = {size}"
            assert (known if unit == "BW" else known.replace(size, in_newtons)) in shown
            assert comparisons.honest(language) in shown
        else:
            assert word("page.in_vivo_absent", language) in shown
            assert "2.61" not in shown.replace(",", ".")


@languages
@pytest.mark.parametrize("unit", ["BW", "N"])
def test_levers_are_those_of_python(page: Page, language: str, unit: str) -> None:
    load = solve(neck_length=60)
    show(page, "createLevers", {"neck_length": 60}, language, unit=unit)
    forces = [f"{name}_bw" if unit == "BW" else name for name in ("abductor_force", "joint_reaction")]
    columns = ["body_weight_arm", "abductor_arm", *forces]
    heads = [word(f"page.lever.{column}", language) for column in ("name", *columns, "source")]
    assert texts(page, "thead th") == heads
    levers = [(made.words(language), made.solve()) for made in comparisons.LEVERS]
    for place, (name, balance) in enumerate([(word("page.lever_this", language), load), *levers]):
        digits = zip(columns, (1, 1, 2, 2) if unit == "BW" else (1, 1, 0, 0), strict=True)
        numbers = [number(getattr(balance, column), places, language) for column, places in digits]
        assert texts(page, f"tbody tr:nth-child({place + 1}) > *")[:5] == [name, *numbers]


def test_both_conventions_stand_side_by_side(page: Page) -> None:
    show(page, "createConventions", {"neck_shaft_angle": 100.0}, "en")
    for place, convention in enumerate(QUANTITIES["neck_angle_convention"].choices):
        load = solve(neck_shaft_angle=100, neck_angle_convention=convention)
        usual = solve(neck_angle_convention=convention)
        arm, *others = texts(page, f"tbody td:nth-child({place + 2})")
        gain = readings.signed(load.abductor_arm - usual.abductor_arm, 1, "en")
        assert arm == f"{readings.value('abductor_arm', load.abductor_arm, 'en')} ({gain}\u202fmm)"
        for text, name in zip(others, ANSWERS, strict=False):
            assert text.startswith(answer(name, load, "BW", "en"))
    page.locator("button[data-name=proximal_femur]").click()
    assert page.evaluate("store.asked") == ["neck_angle_convention", "proximal_femur"]


@languages
def test_the_frozen_hip_stands_beside_this_one(page: Page, language: str) -> None:
    frozen: dict[str, Any] = {"neck_shaft_angle": 120.0}
    inputs: dict[str, Any] = {"neck_shaft_angle": 135.0, "abductor_strength": 0.3}
    before, load = solve(**frozen), solve(**inputs)
    show(page, "createComparison", inputs, language, frozen=frozen)
    cells = {row[0]: row[1:] for row in rows_of(page)}
    words = QUANTITIES["neck_shaft_angle"].words(language)
    assert cells[words[0].upper() + words[1:]] == ["120°", "135°", "+15°"]
    joint = [answer("joint_reaction", hip, "BW", language) for hip in (before, load)]
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
