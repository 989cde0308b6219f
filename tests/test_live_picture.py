"""The live picture in a browser: what it draws is what it says, and every word can be read."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech.figures.themes import THEMES
from hipmech.live.bundle import bundle, style
from hipmech.quantities import QUANTITIES
from tests.live_windows import watching

STORE = """
const store = {
  load: null, frozenLoad: null, settings: {}, theme: "light", dragging: false,
  subscribe() { return () => {}; },
};
let picture;
function show({ inputs = {}, frozen = null, settings = {}, theme = "light", dragging = false } = {}) {
  const usual = { language: "en", unit: "BW", view: "front", forces_on: "pelvis" };
  Object.assign(store, {
    load: solve(inputs), frozenLoad: frozen && solve(frozen),
    settings: { ...usual, ...settings }, theme, dragging,
  });
  const root = document.querySelector(".hipmech");
  for (const [name, colour] of Object.entries(themes[theme])) {
    root.style.setProperty(`--${name.replaceAll("_", "-")}`, colour);
  }
  if (!picture) {
    picture = createPicture(store);
    root.append(picture.hip, picture.body, picture.balance);
  }
  picture.update();
}
const part = (id) => document.querySelector(`[data-id="${id}"]`);
function arrow(id) {
  const corners = part(id).getAttribute("d").match(/-?[\\d.]+/g).map(Number);
  return [(corners[0] + corners[12]) / 2, (corners[1] + corners[13]) / 2, corners[6], corners[7]];
}
function texts(panel) {
  const svg = document.querySelector(`svg[data-panel="${panel}"]`);
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].map((text) => {
    const box = text.getBoundingClientRect();
    return {
      id: text.dataset.id, text: text.textContent, upright: text.getScreenCTM().a > 0,
      left: box.left - frame.left, top: box.top - frame.top, width: box.width, height: box.height,
      room: frame.width, deep: frame.height,
    };
  });
}
"""

PAGE = f"""<!doctype html><style>
.hipmech {{ display: grid; grid-template-columns: var(--columns, 430px 212px 262px); align-items: start; }}
{style()}</style><div class="hipmech"></div>
<script>
const {{ solve }} = (() => {{ {bundle("model")}; return module_model; }})();
const [{{ createPicture }}, {{ THEMES: themes }}] =
  (() => {{ {bundle("picture")}; return [module_picture, module_tables]; }})();
{STORE}
</script>"""

SLIDERS = ("inter_hip_distance", "neck_shaft_angle", "step_width", "pelvic_drop", "trunk_lean")
CASES: dict[str, dict[str, Any]] = {
    "default": {},
    "short and stout": {"stature": 1500, "body_mass": 120, "inter_hip_distance": 200},
    "long neck": {"neck_length": 75, "inter_hip_distance": 210},
    "weak": {"abductor_strength": 0.3},
    "stick": {"cane_force_bw": 0.15},
    "tipping": {"cane_force_bw": 0.2},
    "heavy": {"neck_shaft_angle": 150, "load_factor": 2},
    "wide and dropped": {"inter_hip_distance": 210, "pelvic_drop": 10},
    **{f"{name} {end}": {name: (QUANTITIES[name].span or (0, 0))[end]} for name in SLIDERS for end in (0, 1)},
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with watching(browser) as window:
        page = window((1000, 700))
        page.set_content(PAGE)
        yield page


def show(page: Page, inputs: dict[str, Any] | None = None, **state: Any) -> None:
    page.evaluate("state => show(state)", {"inputs": inputs or {}, **state})


def columns(page: Page, hip: int) -> None:
    """Give the hip panel so many px."""
    show(page)
    page.evaluate(f'document.querySelector(".hipmech").style.setProperty("--columns", "{hip}px 212px 262px")')
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def random_hips(count: int) -> list[dict[str, float]]:
    generator = np.random.default_rng(7)
    names = ("body_mass", "stature", "neck_length", *SLIDERS)
    spans = {name: QUANTITIES[name].span or (0.0, 1.0) for name in names}
    return [{name: float(generator.uniform(*span)) for name, span in spans.items()} for _ in range(count)]


# Truth


def shown(page: Page, name: str) -> float:
    """The number beside an arrow."""
    text = str(page.evaluate(f'part("hip-label-{name}").textContent'))
    return float(text.split("\xa0")[0].split(" ")[-1])


def drawn(page: Page, arrow: str) -> NDArray[np.float64]:
    """An arrow as a vector in BW, by the printed bar."""
    x0, y0, x1, y1 = page.evaluate(f'arrow("{arrow}")')
    bar = page.evaluate('part("hip-bar-force").getBBox().width')
    return np.array((x1 - x0, y0 - y1), dtype=np.float64) / float(bar)


@pytest.mark.parametrize("forces_on", ["pelvis", "femur"])
def test_every_arrow_is_as_long_as_its_number(page: Page, forces_on: str) -> None:
    columns(page, 430)
    names = ("weight", "abductors", "joint") if forces_on == "pelvis" else ("abductors", "joint")
    for hip in random_hips(40):
        show(page, hip, settings={"forces_on": forces_on})
        one_pixel = 1 / page.evaluate('part("hip-bar-force").getBBox().width')
        if page.evaluate("store.load.status") > 1:
            continue
        for name in names:
            assert np.hypot(*drawn(page, f"hip-arrow-{name}")) == pytest.approx(
                shown(page, name), abs=one_pixel
            )


def test_the_arrows_on_pelvis_and_trunk_add_up_to_nothing(page: Page) -> None:
    for hip in random_hips(20):
        show(page, hip)
        if page.evaluate("store.load.status") > 1:
            continue
        total = sum(drawn(page, f"hip-arrow-{name}") for name in ("weight", "abductors", "joint"))
        assert np.abs(total).max() < 0.03


def test_the_bars_tell_the_scale(page: Page) -> None:
    show(page)
    length, force = (
        page.evaluate(f'part("hip-{bar}").getBBox().width') for bar in ("bar-length", "bar-force")
    )
    assert length == pytest.approx(page.evaluate('picture.lengthOf("hip", 100)'), rel=1e-3)
    assert force / length == pytest.approx(0.4, rel=1e-3)
    show(page, CASES["heavy"])
    assert page.evaluate('part("hip-bar-force").getBBox().width') / length == pytest.approx(0.2, rel=1e-2)
    assert "half size" in page.inner_text(".picture-hip .picture-notes")


def test_places_are_where_they_are_drawn(page: Page) -> None:
    for hip in (430, 600, 350):
        columns(page, hip)
        show(page, {"inter_hip_distance": 190})
        seen = page.evaluate("""() => {
          const dot = part("hip-head-centre-2").getBoundingClientRect();
          const svg = document.querySelector('svg[data-panel="hip"]');
          const [x, y] = picture.placeOf("hip", -190, 0);
          const frame = svg.getBoundingClientRect();
          const scale = frame.width / svg.viewBox.baseVal.width;
          return [dot.x + dot.width / 2 - frame.x - x * scale, dot.y + dot.height / 2 - frame.y - y * scale];
        }""")
        assert np.abs(seen).max() < 0.1


# Words


def overlaps(boxes: list[dict[str, Any]]) -> list[str]:
    found = []
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = (
                one["left"] + one["width"] <= other["left"] + 0.5
                or other["left"] + other["width"] <= one["left"] + 0.5
                or one["top"] + one["height"] <= other["top"] + 1
                or other["top"] + other["height"] <= one["top"] + 1
            )
            if not apart:
                found.append(f"{one['text']} | {other['text']}")
    return found


def outside(boxes: list[dict[str, Any]]) -> list[str]:
    return [
        box["text"]
        for box in boxes
        if box["left"] < -0.5
        or box["top"] < -0.5
        or box["left"] + box["width"] > box["room"] + 0.5
        or box["top"] + box["height"] > box["deep"] + 0.5
    ]


@pytest.mark.parametrize("width", [340, 430, 640])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_labels_stay_in_the_picture_and_off_each_other(page: Page, width: int, language: str) -> None:
    columns(page, width)
    found = []
    for name, inputs in CASES.items():
        for settings in ({}, {"view": "back"}, {"unit": "N"}, {"forces_on": "femur"}):
            show(page, inputs, settings={"language": language, **settings})
            boxes = page.evaluate('texts("hip")')
            found += [f"{name} {settings}: {what}" for what in (*overlaps(boxes), *outside(boxes))]
    assert found == []


def test_labels_can_be_read_on_a_phone(page: Page) -> None:
    columns(page, 350)
    show(page, settings={"language": "nl"})
    sizes = page.evaluate(
        """[...document.querySelectorAll('svg[data-panel="hip"] text')].map((text) =>
        parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a)"""
    )
    assert min(sizes) >= 11.4


def test_the_back_mirrors_bones_but_no_text(page: Page) -> None:
    columns(page, 430)
    places = {}
    for view in ("front", "back"):
        for side in ("right", "left"):
            show(page, {"stance_side": side}, settings={"view": view})
            boxes = page.evaluate('[...texts("hip"), ...texts("body"), ...texts("balance")]')
            assert all(box["upright"] for box in boxes)
            letters = {box["text"]: box["left"] for box in boxes if box["text"] in ("R", "L")}
            assert (letters["R"] < letters["L"]) == (view == "front")
            places[view, side] = page.evaluate('picture.placeOf("hip", 0, 0)[0]')
    assert places["front", "right"] == pytest.approx(places["back", "left"])
    assert places["front", "right"] + places["back", "right"] == pytest.approx(430)


def test_labels_follow_without_jumping(page: Page) -> None:
    columns(page, 430)
    for name in ("inter_hip_distance", "neck_shaft_angle", "pelvic_drop"):
        low, high = QUANTITIES[name].span or (0, 1)
        jumps: dict[str, int] = {}
        before: dict[str, tuple[float, float]] = {}
        for value in np.linspace(low, high, 71):
            show(page, {name: float(value)}, dragging=True)
            now = {
                box["id"]: (box["left"] + box["width"] / 2, box["top"])
                for box in page.evaluate('texts("hip")')
            }
            for label, place in now.items():
                if label in before and np.hypot(*np.subtract(place, before[label])) > 12:
                    jumps[label] = jumps.get(label, 0) + 1
            before = now
        assert sum(jumps.values()) <= 5, (name, jumps)


@pytest.mark.parametrize(
    "inputs, said",
    [
        ({"abductor_strength": 0.3}, "more than these abductors can hold"),
        ({"cane_force_bw": 0.2}, "Adductors needed"),
        ({"neck_shaft_angle": 150, "trochanter_lateral": -40}, "Outside validity"),
    ],
)
def test_the_heading_says_what_one_must_know(page: Page, inputs: dict[str, Any], said: str) -> None:
    show(page, inputs)
    assert said in page.inner_text(".picture-hip .picture-notes")
    answered = page.evaluate("store.load.status") < 2
    assert bool(page.query_selector('[data-id="hip-arrow-joint"]')) == answered
    assert page.query_selector('[data-id="hip-arrow-weight"]')


def test_a_note_does_not_move_the_bones(page: Page) -> None:
    where = 'document.querySelector(".picture-hip svg").getBoundingClientRect().top'
    show(page)
    before = page.evaluate(where)
    show(page, {"abductor_strength": 0.3}, frozen={})
    assert page.evaluate(where) == before


def test_the_description_waits_until_the_hand_lets_go(page: Page) -> None:
    show(page)
    label = page.get_attribute('svg[data-panel="hip"] > [role="img"]', "aria-label") or ""
    assert "joint force 2.73 BW" in label
    show(page, {"inter_hip_distance": 200}, dragging=True)
    assert page.get_attribute('svg[data-panel="hip"] > [role="img"]', "aria-label") == label
    show(page, {"inter_hip_distance": 200})
    assert page.get_attribute('svg[data-panel="hip"] > [role="img"]', "aria-label") != label


# Elements


def test_elements_are_kept(page: Page) -> None:
    columns(page, 430)
    counts = page.evaluate("""() => {
      const count = () => document.querySelectorAll(".hipmech *").length;
      show({});
      const [first, bone] = [count(), part("hip-femur_stance")];
      for (let turn = 0; turn < 200; turn += 1) show({});
      const again = count();
      for (let turn = 0; turn < 50; turn += 1) {
        const inputs = { neck_shaft_angle: 100 + turn, cane_force_bw: (turn % 5) / 20 };
        show({ inputs, frozen: turn % 2 ? {} : null, dragging: true });
      }
      show({});
      return [first, again, count(), bone === part("hip-femur_stance")];
    }""")
    assert counts[0] == counts[1] == counts[2]
    assert counts[3]


def test_a_handle_lies_on_top_and_is_left_alone(page: Page) -> None:
    show(page)
    page.evaluate('document.querySelector(".picture-hip .handles").append(document.createElement("i"))')
    show(page, {"pelvic_drop": 5})
    top = 'document.querySelector(".picture-hip svg").lastElementChild'
    assert page.evaluate(f"{top}.getAttribute('class')") == "handles"
    assert page.evaluate(f"{top}.children.length") == 1


def test_the_frozen_hip_is_dashed_and_hollow(page: Page) -> None:
    show(page, {"inter_hip_distance": 200}, frozen={})
    for name in ("ghost-femur_stance", "ghost-arrow-joint"):
        look = page.evaluate(
            f'["fill", "stroke", "stroke-dasharray"].map((name) => part("hip-{name}").getAttribute(name))'
        )
        assert look[:2] == ["none", "var(--ghost)"]
        assert look[2]
    joint = hm.solve().joint_reaction_bw
    notes = page.inner_text(".picture-hip .picture-notes")
    assert f"the frozen hip (pelvis width 172\u202fmm, J {joint:.2f}\u00a0BW)" in notes
    show(page, {"inter_hip_distance": 200})
    assert not page.query_selector('[data-id^="hip-ghost"]')


# The file


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("panels", [["hip"], ["hip", "body", "balance"], ["balance"]])
def test_a_file_stands_alone(page: Page, theme: str, panels: list[str]) -> None:
    show(page, {"pelvic_drop": 5}, frozen={}, theme=theme, settings={"language": "nl"})
    text = page.evaluate(f"picture.svgText({json.dumps(panels)})")
    assert "var(" not in text
    root = ET.fromstring(text)
    svg = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{svg}title").text  # type: ignore[union-attr]
    assert "LG" in root.find(f"{svg}desc").text  # type: ignore[union-attr, operator]
    assert root.find(f"{svg}rect").get("fill") == THEMES[theme].paper  # type: ignore[union-attr]
    assert len(root.findall(f"{svg}svg")) == len(panels)
    assert page.evaluate("document.querySelectorAll('svg').length") == 3
