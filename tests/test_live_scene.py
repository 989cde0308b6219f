"""The live scene is that of Python; the balance closes; the curves under the sliders hold today's hip."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from hipmech.equilibrium import VALIDITY
from hipmech.figures.scene import Force, Scene, scene_of
from hipmech.live.bundle import bundle, style
from hipmech.quantities import QUANTITIES
from tests.hips import one_of_them, random_hips, solve
from tests.live_windows import PROJECTOR, watching

Inputs = dict[str, Any]
Points = list[tuple[float, float]]

CASES: dict[str, Inputs] = {
    "normal": {},
    "wide": {"inter_hip_distance": 195.0},
    "cane": {"cane_force_bw": 0.15},
    "cane_same_side": {"cane_force_bw": 0.1, "cane_side": "ipsilateral"},
    "bag": {"carried_mass": 10.0},
    "gait": {"stance_strategy": "gait_midstance", "step_width": 230.0},
    "lean": {"trunk_lean": 15.0},
    "leaning_away": {"trunk_lean": -10.0},
    "left": {"stance_side": "left", "neck_shaft_angle": 112.0},
    "heavy": {"load_factor": 2.5},
}
SCENES = """
(hips) => JSON.stringify(hips.map((inputs) => {
  const { pose, ...scene } = sceneOf(solve(inputs));
  return scene;
}), (key, value) => (Number.isNaN(value) ? "NaN" : value))
"""
DRAWN = """
([inputs, frozen, view]) => {
  const store = createStore({ inputs, frozen, settings: { view } }, solve);
  const state = stateOf(store, 430);
  const texts = {};
  const paths = {};
  for (const panel of ["body", "balance"]) {
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    drawPanel(new Canvas(group, panel), panel, state, panel === "body" ? 212 : 262, 440);
    for (const element of group.children) {
      if (element.tagName === "text") texts[element.dataset.id] = element.textContent;
      else paths[element.dataset.id] = element.getAttribute("d");
    }
    if (/NaN|undefined|Infinity/.test(group.innerHTML)) throw new Error(group.innerHTML);
  }
  return { texts, paths };
}
"""
CURVE = """
(([inputs, settings, frozen, name, width]) => {
  const store = createStore({ inputs, settings, frozen }, solve);
  const curve = createCurve(store, name);
  const home = document.createElement("div");
  home.className = "hipmech";
  home.style.width = `${width}px`;
  home.append(curve.element);
  document.body.replaceChildren(home);
  curve.update();
  Object.assign(window, { store, curve });
})
"""
READ = """
() => {
  const one = (id) => curve.element.querySelector(`[data-id=curve-${id}]`);
  const at = (circle) => circle.getAttribute("display") === "none"
    ? null : [parseFloat(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))];
  const words = [...curve.element.querySelectorAll("text, figcaption")];
  const shown = words.filter((text) => text.getAttribute("display") !== "none");
  return {
    line: one("line").getAttribute("d"), dot: at(one("dot")), ghost: at(one("ghost")),
    label: curve.element.querySelector("svg").getAttribute("aria-label"),
    texts: shown.map((text) => text.textContent),
    sizes: shown.map((text) => parseFloat(getComputedStyle(text).fontSize)),
  };
}
"""


def script(*names: str) -> str:
    """Several modules, their exports as globals."""
    parts = (f"(() => {{\n{bundle(name)}\nreturn module_{name};\n}})()" for name in names)
    return f"Object.assign(window, {', '.join(parts)});"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with watching(browser) as window:
        page = window(PROJECTOR)
        page.set_content(f"<!doctype html><html lang=en><style>{style()}</style><body></body></html>")
        page.add_script_tag(
            content=script("model", "state", "canvas", "scene", "picture_panels", "curve", "tipping")
        )
        yield page


# The scene


def hips() -> list[Inputs]:
    found = []
    for seed in range(24):
        people = random_hips(seed, 10, "limits" if seed % 2 else "usual")
        found += [one_of_them(people, index) for index in range(10)]
    return [*found, *CASES.values(), {"cane_force_bw": 0.92, "cane_distance": 100.0, "trunk_lean": -35.0}]


def test_the_scene_is_that_of_python(page: Page) -> None:
    given = hips()
    theirs = json.loads(page.evaluate(SCENES, given))
    refused = set()
    for inputs, there in zip(given, theirs, strict=True):
        here = scene_of(solve(**inputs))
        refused.add(here.refusal)
        assert_same(here, there)
    assert refused == {"", "adductors_needed", *(condition.__name__ for condition in VALIDITY)}


def assert_same(here: Scene, there: dict[str, Any]) -> None:
    assert there["refusal"] == here.refusal
    assert (there["side"], there["held"], there["answered"]) == (here.side, here.held, here.answered)
    assert there["arrowScale"] == here.arrow_scale
    assert there["bodyWeight"] == pytest.approx(here.body_weight, rel=1e-12)
    assert there["carriedMass"] == here.carried_mass
    assert_near(there["moment"], here.moment, here.body_weight / 10)
    assert (there["ground"] is None) == (here.ground is None)
    if here.ground is not None:
        assert_near(there["ground"], here.ground, 1.0)
    assert [force["name"] for force in there["forces"]] == [force.name for force in here.forces]
    for mine, theirs in zip(here.forces, there["forces"], strict=True):
        assert_same_force(mine, theirs)


def assert_same_force(mine: Force, theirs: dict[str, Any]) -> None:
    assert theirs["letter"] == mine.letter
    for name, scale in (("vector", 1.0), ("start", 100.0), ("arm", 100.0), ("moment", 100.0), ("size", 1.0)):
        assert_near(theirs[name], getattr(mine, name), scale)


def assert_near(there: Any, here: Any, scale: float) -> None:
    """Equal to 1e-9 of the larger of value and scale; no number stands for no number."""
    one, other = (np.asarray(value, dtype=np.float64) for value in (there, here))
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9 * scale, equal_nan=True)


# The panels


def corners(path: str) -> Points:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+)[ ,](-?[\d.]+)", path)]


def arrow(path: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Start and tip of an arrow's outline."""
    outline = corners(path)
    (x0, y0), (x1, y1) = outline[0], outline[-1]
    return ((x0 + x1) / 2, (y0 + y1) / 2), outline[3]


def area(path: str) -> float:
    ring = corners(path)
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


@pytest.mark.parametrize("view", ["front", "back"])
@pytest.mark.parametrize("case", CASES)
def test_the_polygon_closes_and_its_sides_are_to_scale(page: Page, case: str, view: str) -> None:
    drawn = page.evaluate(DRAWN, [CASES[case], None, view])
    scene = scene_of(solve(**CASES[case]))
    sides = [arrow(drawn["paths"][f"balance-side-{force.name}"]) for force in scene.forces]
    for (_, tip), (start, _) in zip(sides, [*sides[1:], sides[0]], strict=True):
        assert math.dist(tip, start) < 0.1
    forces = [force for force in scene.forces if force.size]
    scales = [
        math.dist(*side) / force.size for force, side in zip(scene.forces, sides, strict=True) if force.size
    ]
    for force, scale in zip(forces, scales, strict=True):
        assert scale == pytest.approx(max(scales), abs=0.2 / force.size)
    assert 20 < max(scales) < 80


@pytest.mark.parametrize("case", CASES)
def test_the_areas_on_the_beam_balance(page: Page, case: str) -> None:
    drawn = page.evaluate(DRAWN, [CASES[case], None, "front"])
    forces = [force for force in scene_of(solve(**CASES[case])).forces if force.name != "joint"]
    areas = {force.name: area(drawn["paths"][f"balance-moment-{force.name}"]) for force in forces}
    tipping = sum(areas[force.name] for force in forces if force.moment > 0)
    holding = sum(areas[force.name] for force in forces if force.moment < 0)
    assert tipping == pytest.approx(holding, rel=0.005)


def test_the_balance_tells_what_acts(page: Page) -> None:
    texts = page.evaluate(DRAWN, [CASES["normal"], None, "front"])["texts"]
    assert texts["balance-equality"] == "W·a = F·d = 63.3 N·m"
    assert texts["balance-label-arm-weight"] == "a = 102.5 mm"
    texts = page.evaluate(DRAWN, [CASES["cane"], None, "front"])["texts"]
    assert texts["balance-equality"].startswith("W·a − C·c = F·d = ")


def test_the_person_stands_as_the_model_says(page: Page) -> None:
    drawn = page.evaluate(DRAWN, [{"cane_force_bw": 0.15, "carried_mass": 10.0}, {}, "front"])
    assert drawn["texts"]["body-label-step-width"] == "step width 130 mm"
    assert drawn["texts"]["body-label-bag"] == "10 kg"
    assert {"body-cane", "body-bag", "body-ghost", "body-arrow-ground"} <= set(drawn["paths"])
    _, foot = corners(drawn["paths"]["body-floor"])
    assert arrow(drawn["paths"]["body-arrow-ground"])[0][1] == pytest.approx(foot[1], abs=0.02)


def test_whatever_solves_can_be_drawn(page: Page) -> None:
    for index, inputs in enumerate(hips()[::12]):
        offered = {name: value for name, value in inputs.items() if name in QUANTITIES}
        page.evaluate(DRAWN, [offered, CASES["wide"] if index % 2 else None, "front"])


# What tips the pelvis


@pytest.mark.parametrize("case", CASES)
def test_the_parts_of_the_moment_add_up(page: Page, case: str) -> None:
    parts = page.evaluate("(inputs) => tippingParts(solve(inputs))", CASES[case])
    expected = solve(**CASES[case]).abductor_moment
    assert sum(part["moment"] for part in parts) == pytest.approx(expected, rel=1e-9)


def test_two_thirds_is_head_arms_and_trunk(page: Page) -> None:
    trunk, leg = page.evaluate("() => tippingParts(solve({}))")
    assert (trunk["moment"], leg["moment"]) == (pytest.approx(42.9, abs=0.05), pytest.approx(20.4, abs=0.05))
    page.evaluate("() => { window.tipping = createTipping(createStore({}, solve)); tipping.update(); }")
    assert "42.9\u202fN·m (68\u202f%)" in page.evaluate("() => tipping.element.textContent")


# The curves


def curve(
    page: Page,
    name: str,
    inputs: Inputs | None = None,
    frozen: Inputs | None = None,
    settings: dict[str, str] | None = None,
    width: int = 300,
) -> dict[str, Any]:
    page.evaluate(CURVE, [inputs or {}, settings or {}, frozen, name, width])
    return read(page)


def read(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(READ)
    return found


def height_of(line: str, x: float) -> float:
    places = np.array(corners(line))
    return float(np.interp(x, places[:, 0], places[:, 1]))


@pytest.mark.parametrize("name", ["inter_hip_distance", "neck_shaft_angle", "step_width"])
@pytest.mark.parametrize("case", ["normal", "gait", "lean"])
def test_the_dot_lies_on_the_line(page: Page, name: str, case: str) -> None:
    drawn = curve(page, name, CASES[case])
    assert height_of(drawn["line"], drawn["dot"][0]) == pytest.approx(drawn["dot"][1], abs=0.1)
    assert drawn["ghost"] is None
    low, high = QUANTITIES[name].span or (0.0, 1.0)
    value = solve(**CASES[case]).inputs[name]
    assert drawn["dot"][0] == pytest.approx(100 * (value - low) / (high - low), abs=0.01)


@pytest.mark.parametrize(
    "settings, told",
    [
        ({}, "2.73\u202f×\u202fBW"),
        ({"unit": "N"}, "2\u202f007\u202fN"),
        ({"curve": "abductor_arm"}, "45.0\u202fmm"),
        ({"curve": "utilisation", "language": "nl"}, "47\u202f%"),
        ({"curve": "joint_reaction_angle_femur", "language": "nl"}, "16,1°"),
    ],
)
def test_the_value_of_today_stands_beside_the_dot(page: Page, settings: dict[str, str], told: str) -> None:
    drawn = curve(page, "neck_shaft_angle", settings=settings)
    assert told in drawn["texts"]
    assert told in drawn["label"]
    assert min(drawn["sizes"]) >= 11


def test_where_there_is_no_answer_the_line_has_a_gap(page: Page) -> None:
    inputs = {"cane_force_bw": 0.2, "cane_distance": 350.0}
    drawn = curve(page, "inter_hip_distance", inputs)
    swept = [solve(**inputs, inter_hip_distance=float(x)).joint_reaction_bw for x in (140, 210)]
    assert [math.isnan(value) for value in swept] == [True, False]
    assert corners(drawn["line"])[0][0] > 10
    assert "NaN" not in drawn["line"]


@pytest.mark.parametrize("name", ["inter_hip_distance", "step_width"])
def test_where_this_hip_has_no_answer_the_curve_says_so(page: Page, name: str) -> None:
    drawn = curve(
        page, name, {"cane_force_bw": 0.3, "inter_hip_distance": 145.0}, settings={"language": "nl"}
    )
    assert drawn["dot"] is None
    assert "hier geen uitkomst" in drawn["texts"]
    assert "hier geen uitkomst" in drawn["label"]
    assert drawn["line"] == ""


def test_the_frozen_hip_is_a_hollow_dot(page: Page) -> None:
    drawn = curve(page, "neck_shaft_angle", {"neck_shaft_angle": 142.0}, {"neck_shaft_angle": 112.0})
    assert drawn["ghost"] == [pytest.approx(24.0), pytest.approx(height_of(drawn["line"], 24.0), abs=0.1)]


def test_its_own_slider_moves_only_the_dot(page: Page) -> None:
    before = curve(page, "neck_shaft_angle")
    page.evaluate("() => { store.grab(); store.set('neck_shaft_angle', 140); curve.update(); }")
    after = read(page)
    assert after["line"] == before["line"]
    assert after["label"] == before["label"]
    assert after["dot"] != before["dot"]
    page.evaluate("() => { store.release(); curve.update(); }")
    assert "140°" in read(page)["label"]


def test_another_slider_moves_the_line_on_an_axis_that_stays(page: Page) -> None:
    before = curve(page, "neck_shaft_angle")
    page.evaluate("() => { store.grab(); store.set('inter_hip_distance', 176); curve.update(); }")
    pulled = read(page)
    assert pulled["dot"][0] == before["dot"][0]
    assert pulled["dot"][1] < before["dot"][1] - 0.5
    assert height_of(pulled["line"], pulled["dot"][0]) == pytest.approx(pulled["dot"][1], abs=0.3)
    page.evaluate("() => { store.release(); curve.update(); }")
    assert len(corners(read(page)["line"])) > len(corners(pulled["line"]))


@pytest.mark.parametrize("width", [230, 320, 600])
def test_a_curve_fits_every_column(page: Page, width: int) -> None:
    curve(page, "step_width", width=width)
    assert page.evaluate("() => document.body.scrollWidth <= document.body.clientWidth")
    assert page.evaluate("() => curve.element.querySelector('svg').getBoundingClientRect().width") <= width
