"""The hip of the browser is the hip of Python: every value, every slope, every status, every rule."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech import links
from hipmech.equilibrium import VALIDITY
from hipmech.explanation import derivatives, explain
from hipmech.loads import REASONS
from hipmech.posture import LEANING_STRATEGIES, STRATEGIES
from hipmech.quantities import NUMBERS, OUTPUTS, QUANTITIES
from tests.held_hips import acts, differs, inputs_of
from tests.hips import one_of_them, random_hips, solve
from tests.live_trials import knowing
from tests.test_derivation import PATHS, SCALES, deviation, mixed_choices

HIPS_A_PATH = 700
FORMULAS = tuple(name for name in OUTPUTS if name != "status")
REASON_NAMES = dict(
    zip((sentence for _, sentence in REASONS[2:]), (f.__name__ for f in VALIDITY), strict=True)
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with knowing(browser, "model") as page:
        yield page


def asked(page: Page, script: str, given: Any) -> Any:
    """Answer of a JavaScript function of ``given``; what JSON cannot write comes back as it was."""
    numbers = "(k, v) => typeof v === 'number' && !Number.isFinite(v) ? { odd: String(v) } : v"
    text = page.evaluate(f"given => JSON.stringify(({script})(given, module_model), {numbers})", given)
    return json.loads(text, object_hook=lambda found: float(found["odd"]) if "odd" in found else found)


def hips_of(inputs: Mapping[str, Any], size: int) -> list[dict[str, Any]]:
    return [one_of_them(inputs, index) for index in range(size)]


def column(rows: list[dict[str, Any]], name: str) -> NDArray[np.float64]:
    return np.array([row["values"][name] for row in rows], dtype=float)


def python_values(load: Any) -> dict[str, NDArray[np.float64]]:
    """Everything known of a load in public units, outputs as they leave the house."""
    known = load.evaluate()
    steps = {name: known[name] / QUANTITIES[name].si for name in known if name in QUANTITIES}
    return {name: np.broadcast_to(value, load.shape) for name, value in (steps | dict(load.outputs)).items()}


def python_reason(load: Any) -> list[str]:
    return [REASON_NAMES.get(sentence, "") for sentence in load.reasons]


def same_everywhere(page: Page, inputs: Mapping[str, Any], size: int) -> Any:
    """The load in Python, found equal to what the browser says of it."""
    load = solve(**inputs)
    script = """(hips, model) => hips.map((hip) => {
        const { values, status, statusWord, reason } = model.solve(hip);
        return { values, status, statusWord, reason };
    })"""
    rows = asked(page, script, hips_of(inputs, size))
    assert [row["status"] for row in rows] == load.status.tolist()
    assert [row["statusWord"] for row in rows] == load.status_words.tolist()
    assert [row["reason"] for row in rows] == python_reason(load)
    values = python_values(load)
    assert set(values) == set(rows[0]["values"])
    for name, theirs in values.items():
        ours = column(rows, name)
        assert np.array_equal(np.isinf(ours), np.isinf(theirs)), name
        finite = ~np.isinf(theirs)
        assert deviation(ours[finite], theirs[finite], name) <= 1e-12, name
    return load


@pytest.mark.parametrize("strategy, convention, turn", PATHS)
def test_browser_computes_what_python_computes(page: Page, strategy: str, convention: str, turn: int) -> None:
    choices = mixed_choices(strategy, convention, turn)
    seed = PATHS.index((strategy, convention, turn))
    inputs = random_hips(seed, HIPS_A_PATH, ("usual", "limits")[turn], **choices)
    load = same_everywhere(page, inputs, HIPS_A_PATH)
    assert len(set(load.status.tolist())) > 2


def test_ten_thousand_hips_are_compared() -> None:
    assert len(PATHS) * HIPS_A_PATH > 10_000


@pytest.mark.parametrize("norm", QUANTITIES["capacity_norm"].choices)
@pytest.mark.parametrize("segments", QUANTITIES["segment_set"].choices)
@pytest.mark.parametrize("age", [None, 18.0, 90.0])
def test_sex_age_norm_and_segments_act_as_in_python(
    page: Page, norm: str, segments: str, age: float | None
) -> None:
    inputs = {"sex": np.array(["female", "male"]), "body_mass": np.array([62.0, 81.0])}
    ages = {} if age is None else {"age": np.full(2, age)}
    same_everywhere(page, inputs | ages | {"capacity_norm": norm, "segment_set": segments}, 2)


EDGES: Mapping[str, list[float]] = {
    "cane_force": [0, 100, 699, 710, 735, 1500],
    "abductor_strength": [0, 0.4, 0.47, 0.5, 1],
    "trochanter_lateral": [-40, -30, -20, 60],
    "pelvic_drop": [-30, -10, 0, 30],
    "abductor_origin_up": [30, 31, 220],
    "trunk_lean": [-60, -30, 30, 60],
    "step_width": [0, 130, 800],
    "load_factor": [0.1, 10],
}


@pytest.mark.parametrize(
    "strategy, name",
    [
        (strategy, name)
        for strategy in STRATEGIES
        for name in EDGES
        if name != "trunk_lean" or strategy not in LEANING_STRATEGIES
    ],
)
def test_edges_of_each_input(page: Page, strategy: str, name: str) -> None:
    same_everywhere(page, {name: np.array(EDGES[name], float), "stance_strategy": strategy}, len(EDGES[name]))


REFUSED: Mapping[str, dict[str, float]] = {
    "foot_carries": {"cane_force": 1000.0},
    "trunk_reaches": {"trunk_lean": -60.0, "carried_mass": 150.0, "counter_lean": 1.0},
    "leg_reaches": {"inter_hip_distance": 400.0, "stature": 800.0, "trunk_lean": -30.0},
    "line_pulls": {"trochanter_lateral": -40.0, "neck_length": 20.0},
    "joint_presses": {"trunk_lean": -35.5, "cane_force": 680.0, "cane_distance": 100.0},
}


@pytest.mark.parametrize("reason", REFUSED)
def test_each_reason_is_named(page: Page, reason: str) -> None:
    load = same_everywhere(page, {name: np.array([value]) for name, value in REFUSED[reason].items()}, 1)
    assert python_reason(load) == [reason]


def test_cane_in_body_weights_is_the_cane_in_newtons(page: Page) -> None:
    theirs = hm.solve(cane_force_bw=0.15, body_mass=90)
    ours = asked(page, "(hip, { solve }) => solve(hip)", {"cane_force_bw": 0.15, "body_mass": 90})
    assert ours["inputs"]["cane_force"] == theirs.inputs["cane_force"]
    assert ours["values"]["joint_reaction"] == pytest.approx(theirs.joint_reaction, rel=1e-12)


def test_inputs_are_complete(page: Page) -> None:
    given = {"stance_strategy": "mixed", "step_width": 200.0, "sex": "female", "age": 40.0}
    ours = asked(page, "(hip, { solve }) => solve(hip).inputs", given)
    assert ours == dict(hm.solve(**given).inputs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "contradicting", [{"trunk_lean": 5, "stance_strategy": "mixed"}, {"segment_set": "de_leva"}]
)
def test_what_contradicts_another_input_is_left_out(page: Page, contradicting: dict[str, Any]) -> None:
    followed = inputs_of(contradicting)
    script = (
        "(hips, { solve }) => hips.map((hip) => [solve(hip).values, { ...solve(hip).inputs, age: null }])"
    )
    ours, without = asked(page, script, [contradicting, followed])
    assert ours == without


@pytest.mark.parametrize("strategy, convention, turn", PATHS)
def test_equations_stand_in_an_order_in_which_they_can_be_explained(
    page: Page, strategy: str, convention: str, turn: int
) -> None:
    choices = mixed_choices(strategy, convention, turn)
    rows = asked(page, "(hip, { solve }) => solve(hip).rows", choices)
    names = [row["name"] for row in rows]
    for place, row in enumerate(rows):
        assert not set(row["arguments"]) & set(names[place:])
    load = hm.solve(**choices)  # type: ignore[arg-type]
    lines = [line.name for line in explain(load)]
    assert [name for name in names if name in lines] == lines


@pytest.mark.parametrize("strategy, convention, turn", PATHS)
def test_browser_derives_what_python_derives(page: Page, strategy: str, convention: str, turn: int) -> None:
    size = 40
    choices = mixed_choices(strategy, convention, turn)
    inputs = random_hips(turn + 5, size, ("usual", "limits")[turn], **choices)
    load = solve(**inputs)
    script = """({ hips, outputs }, model) => hips.map((hip) => {
        const load = model.solve(hip);
        return Object.fromEntries(outputs.map((output) => [output, model.derivatives(load, output)]));
    })"""
    rows = asked(page, script, {"hips": hips_of(inputs, size), "outputs": FORMULAS})
    for output in FORMULAS:
        expected = derivatives(load, output)
        assert set(rows[0][output]) == {*expected, "cane_force_bw"}
        for name, theirs in expected.items():
            ours = np.array([row[output][name] for row in rows], dtype=float)
            low, high = QUANTITIES[name].usual or (0.0, 1.0)
            scale = np.maximum(np.abs(theirs), SCALES.get(QUANTITIES[output].unit, 1.0) / (high - low))
            assert np.array_equal(np.isnan(ours), np.isnan(theirs)), (output, name)
            assert np.nanmax(np.abs(ours - theirs) / scale, initial=0.0) <= 1e-9, (output, name)


def test_slope_of_the_cane_in_body_weights(page: Page) -> None:
    script = "(hip, { derivatives, solve }) => derivatives(solve(hip), 'joint_reaction')"
    slope = asked(page, script, {"cane_force_bw": 0.1})["cane_force_bw"]
    more, less = (hm.solve(cane_force_bw=0.1 + step).joint_reaction for step in (1e-5, -1e-5))
    assert slope == pytest.approx((more - less) / 2e-5, rel=1e-7)


def held_hips(size: int) -> list[dict[str, Any]]:
    """What a page may hold: any position of any slider, any choice, some of it not at all."""
    rng = np.random.default_rng(1)
    allowed = {name: QUANTITIES[name].choices or links.positions(name) for name in links.OFFERED}
    return [
        {
            name: QUANTITIES[name].default if rng.random() < 0.4 else values[rng.integers(len(values))]
            for name, values in allowed.items()
            if rng.random() < 0.8 and not (name == "age" and rng.random() < 0.4)
        }
        for _ in range(size)
    ]


def test_inputs_go_together_as_in_python(page: Page) -> None:
    script = """({ held, offered }, { acts, differs, inputsOf, setAside }) => held.map((hip) => ({
        acts: offered.filter((name) => acts(name, hip)),
        differs: offered.filter((name) => differs(name, hip)),
        inputs: inputsOf(hip),
        aside: setAside(hip),
    }))"""
    cases = held_hips(400)
    answers = asked(page, script, {"held": cases, "offered": links.OFFERED})
    for held, answer in zip(cases, answers, strict=True):
        assert answer == {
            "acts": [name for name in links.OFFERED if acts(name, held)],
            "differs": [name for name in links.OFFERED if differs(name, held)],
            "inputs": inputs_of(held),
            "aside": links.set_aside(held),
        }


def test_positions_are_those_of_python(page: Page) -> None:
    offered = [name for name in links.OFFERED if name in NUMBERS]
    answers = asked(page, "(names, { positions }) => names.map((name) => positions(name))", offered)
    assert answers == [list(links.positions(name)) for name in offered]
