"""Bones, muscle and body of the live picture are those of Python, point by point."""

import base64
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from hipmech import anatomy, links
from hipmech.anatomy import Points, Pose, Shape, pose_of
from hipmech.loads import Load
from hipmech.quantities import QUANTITIES
from tests.held_hips import inputs_of
from tests.hips import solve
from tests.live_trials import knowing

HIPS = 240
STEPS = (
    "half_hip_distance", "hip_height", "tip_lateral", "tip_up", "trunk_inclination", "thigh_inclination",
    "cane_arm", "carried_arm",
)  # fmt: skip
PARTS = ("outlines", "holes", "shades", "lines")
DRAWN = """
const { cane, carriedBag, gluteusMedius, pathOf, pointsOf, poseOf, silhouette, skeleton } = module_anatomy;

function shapesOf(pose) {
  return [...skeleton(pose), gluteusMedius(pose), ...silhouette(pose), carriedBag(pose)].filter(Boolean);
}

function numbersOf(pose) {
  const { origin, insertion, swing_hip, trunk, drop, thigh, ...fields } = pose;
  return { ...fields, origin, insertion, swing_hip };
}

function drawn(load) {
  const pose = poseOf(load);
  const curves = shapesOf(pose).flatMap((shape) => ["outlines", "holes", "shades", "lines"]
    .flatMap((part) => shape[part].map((curve, i) => [`${shape.name} ${part} ${i}`, pointsOf(curve)])));
  const stick = cane(pose);
  if (stick) curves.push(["cane", pointsOf(stick)]);
  const bytes = new Uint8Array(new Float64Array(curves.flatMap(([, points]) => points.flat())).buffer);
  return {
    pose: numbersOf(pose),
    layout: curves.map(([name, points]) => [name, points.length]),
    points: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")),
  };
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with knowing(browser, "anatomy", more=DRAWN) as page:
        yield page


@pytest.fixture(scope="module")
def loads() -> list[Load]:
    chance = random.Random(20)
    return [solve(**inputs_of(_held(chance))) for _ in range(HIPS)]


def _held(chance: random.Random) -> dict[str, Any]:
    """Some inputs of a page, each at an end of its slider or anywhere on it."""
    return {name: _value(name, chance) for name in links.OFFERED if chance.random() < 0.6}


def _value(name: str, chance: random.Random) -> Any:
    row = QUANTITIES[name]
    if row.kind == "choice":
        return chance.choice(row.choices)
    positions = links.positions(name)
    return chance.choice((positions[0], positions[-1], chance.choice(positions)))


def _given(load: Load) -> dict[str, Any]:
    """The hip as the live picture has it."""
    inputs = {name: value if isinstance(value, str) else float(value) for name, value in load.inputs.items()}
    values = {name: float(load.steps[name]) for name in STEPS}
    return {
        "inputs": inputs,
        "values": values | {"abductor_length_change": float(load.abductor_length_change)},
    }


def _curves(pose: Pose) -> dict[str, Points]:
    bag, stick = anatomy.carried_bag(pose), anatomy.cane(pose)
    shapes: list[Shape] = [
        *anatomy.skeleton(pose),
        anatomy.gluteus_medius(pose),
        *anatomy.silhouette(pose),
        *([] if bag is None else [bag]),
    ]
    curves = [
        (f"{shape.name} {part} {i}", _unclosed(curve) if part == "lines" else curve)
        for shape in shapes
        for part in PARTS
        for i, curve in enumerate(getattr(shape, part))
    ]
    return _numbered([*curves, *([] if stick is None else [("cane", stick)])])


def _unclosed(curve: Points) -> Points:
    """A closed line repeats its start, the live curve does not."""
    return curve[:-1] if np.allclose(curve[0], curve[-1], rtol=0) else curve


def _numbered(curves: list[tuple[str, Points]]) -> dict[str, Points]:
    """Curves by name; both arms have the same, so the place in the order stands before it."""
    return {f"{i} {name}": curve for i, (name, curve) in enumerate(curves)}


def _as_drawn(answer: dict[str, Any]) -> dict[str, Points]:
    points: NDArray[np.float64] = np.frombuffer(base64.b64decode(answer["points"])).reshape(-1, 2)
    ends = np.cumsum([count for _, count in answer["layout"]])
    return _numbered(
        [(name, points[end - count : end]) for (name, count), end in zip(answer["layout"], ends, strict=True)]
    )


def test_the_hips_show_all_that_can_be_drawn(loads: list[Load]) -> None:
    poses = [pose_of(load) for load in loads]
    assert any(pose.cane_arm for pose in poses)
    assert any(pose.carried_arm for pose in poses)
    assert any(pose.trochanter_turn for pose in poses)
    assert any(pose.abductor_length_change <= -5 for pose in poses)
    assert {load.status_words for load in loads} >= {"ok", "outside validity"}


def test_a_pose_is_that_of_python(page: Page, loads: list[Load]) -> None:
    for load in loads:
        expected = pose_of(load)
        drawn = page.evaluate("(load) => numbersOf(poseOf(load))", _given(load))
        names = (*vars(expected), "origin", "insertion", "swing_hip")
        assert drawn.keys() == set(names)
        for name in names:
            value = getattr(expected, name)
            assert drawn[name] == (None if value is None else pytest.approx(value, abs=1e-9, nan_ok=True)), (
                name
            )


def test_every_curve_runs_through_the_points_of_python(page: Page, loads: list[Load]) -> None:
    for load in loads:
        expected = _curves(pose_of(load))
        drawn = _as_drawn(page.evaluate("(load) => drawn(load)", _given(load)))
        assert drawn.keys() == expected.keys()
        for name, points in expected.items():
            assert drawn[name].shape == points.shape, name
            assert np.abs(drawn[name] - points).max() < 1e-9, name


def test_arcs_and_directions_are_those_of_python(page: Page) -> None:
    drawn = np.array(page.evaluate("module_anatomy.arcPoints(19, -53, -180)"))
    assert drawn == pytest.approx(anatomy.arc(19, -53, -180), abs=1e-12)
    assert page.evaluate("module_anatomy.direction(30)") == pytest.approx(anatomy.direction(30))
    assert page.evaluate("module_anatomy.HEAD_RADIUS") == anatomy.HEAD_RADIUS


def test_a_path_holds_its_beziers_projected_to_hundredths(page: Page) -> None:
    text = page.evaluate(
        """() => {
          const open = { closed: false, start: [0, 0], spans: [[1, 2.004, 3, 4, 5, 6], [7, 8]] };
          const project = (x, y) => [2 * x, -y];
          return [pathOf(open, project), pathOf({ ...open, closed: true })];
        }"""
    )
    assert text == ["M0 0C2 -2 6 -4 10 -6L14 -8", "M0 0C1 2 3 4 5 6L7 8Z"]
