"""The live page in a browser: handles, sliders, picture and state are one; its host hears of what settled."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import hipmech as hm
from hipmech.live.bundle import bundle, style
from tests.live_access import WIDTH
from tests.live_windows import NARROW, find, watching
from tests.settling import settle

HOST = "{ offline: true, settled: (state) => told.push(state) }"
LARGE, SHORT = (1440, 900), (390, 780)


@dataclass(frozen=True)
class LivePage:
    """One page: what it holds, and what it told its host."""

    page: Page

    def held(self, name: str) -> Any:
        return self.page.evaluate("name => live.store.inputs[name]", name)

    def told(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate("told")
        return found

    def find(self, name: str) -> Locator:
        return find(self.page, name).first

    def settle(self) -> None:
        settle(self.page)

    def middle(self, name: str) -> tuple[float, float]:
        box = self.find(name).bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


Opened = Callable[..., LivePage]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open the live page in a file of its own."""
    script = bundle("page").replace("</", "<\\/")
    file = tmp_path / "page.html"
    with watching(browser) as window:

        def open_page(
            start: dict[str, Any] | None = None, size: tuple[int, int] = LARGE, touch: bool = False
        ) -> LivePage:
            file.write_text(
                "<!doctype html><html lang=en><meta charset=utf-8><title>hipmech</title>"
                '<meta name=viewport content="width=device-width">'
                f"<style>body {{ margin: 0 }} {style()}</style><body>"
                f"<script>{script}\nvar told = [];"
                f"var live = module_page.mount(document.body, {json.dumps(start or {})}, {HOST});</script>",
                encoding="utf-8",
            )
            live = LivePage(window(size, has_touch=touch, is_mobile=touch))
            live.page.goto(file.as_uri())
            live.settle()
            return live

        yield open_page


def drag(live: LivePage, name: str, across: float, down: float) -> list[int]:
    """Pull something by px in small steps; returns how often the host had been told after each step."""
    x, y = live.middle(name)
    mouse = live.page.mouse
    mouse.move(x, y)
    mouse.down()
    heard = []
    for step in range(1, 11):
        mouse.move(x + across * step / 10, y + down * step / 10)
        heard.append(len(live.told()))
    live.settle()
    heard.append(len(live.told()))
    mouse.up()
    live.settle()
    return heard


def test_a_slider_sets_the_hip_and_its_picture(opened: Opened) -> None:
    live = opened()
    live.find("slider-inter_hip_distance").focus()
    for _ in range(20):
        live.page.keyboard.press("ArrowRight")
    live.settle()
    assert live.held("inter_hip_distance") == 192
    expected = hm.solve(inter_hip_distance=192).joint_reaction_bw
    assert f"J {expected:.2f}" in (live.page.locator(".bench-hip svg").text_content() or "")
    assert live.find("slider-inter_hip_distance").get_attribute("aria-valuetext") == "192\u202fmm"
    assert live.find("entry-inter_hip_distance").input_value() == "192"
    assert live.told()[-1]["inputs"] == {"inter_hip_distance": 192}


@pytest.mark.parametrize(
    "name, across, down, rises",
    [
        ("neck_shaft_angle", 0, -0.05, False),
        ("neck_shaft_angle", 0, 0.03, True),
        ("inter_hip_distance", 0.03, 0, True),
        ("step_width", -0.02, 0, True),
    ],
)
def test_a_handle_follows_the_pointer_and_tells_its_host_once(
    opened: Opened, name: str, across: float, down: float, rises: bool
) -> None:
    live = opened()
    before = live.held(name)
    width = LARGE[0]
    heard = drag(live, f"handle-{name}", across * width, down * width)
    after = live.held(name)
    assert after > before if rises else after < before
    assert set(heard) == {0}, "the host was told while the hand still pulled"
    assert [state["inputs"][name] for state in live.told()] == [after]
    assert live.find(f"slider-{name}").input_value() == f"{after:g}"
    assert live.find(f"handle-{name}").get_attribute("aria-valuenow") == f"{after:g}"


@pytest.mark.parametrize("view", ["front", "back"])
@pytest.mark.parametrize("side", ["right", "left"])
def test_the_handle_stays_under_the_pointer(opened: Opened, view: str, side: str) -> None:
    live = opened({"settings": {"view": view}, "inputs": {"stance_side": side}})
    sign = 1 if (view == "front") == (side == "right") else -1
    x, _ = live.middle("handle-inter_hip_distance")
    drag(live, "handle-inter_hip_distance", sign * 30, 0)
    now, _ = live.middle("handle-inter_hip_distance")
    assert abs(now - (x + sign * 30)) < 2.5
    assert live.held("inter_hip_distance") > 172


def test_handles_for_trunk_and_trochanter_come_with_more(opened: Opened) -> None:
    live = opened()
    assert not live.find("handle-trunk_lean").is_visible()
    live.page.locator('[data-id="more"] > summary').click()
    expect(live.find("handle-trunk_lean")).to_be_visible()
    live.settle()
    live.page.evaluate("scrollTo(0, 0)")
    drag(live, "handle-trunk_lean", -30, 0)
    assert live.held("trunk_lean") > 3
    drag(live, "handle-trochanter_rise", -10, -10)
    assert live.held("trochanter_rise") > 3
    assert live.held("trochanter_lateral") > 5


def test_a_finger_pulls_a_handle_too(opened: Opened) -> None:
    live = opened(size=SHORT, touch=True)
    x, y = live.middle("handle-inter_hip_distance")
    session = live.page.context.new_cdp_session(live.page)

    def finger(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": px, "y": py} for px, py in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", (x, y))
    for step in range(1, 11):
        finger("touchMove", (x + 2 * step, y))
    live.settle()
    assert live.told() == []
    finger("touchEnd")
    live.settle()
    assert live.held("inter_hip_distance") > 180
    assert len(live.told()) == 1
    assert live.page.evaluate("scrollY") == 0


KEYS = {
    "ArrowUp": 128,
    "ArrowLeft": 126,
    "Shift+ArrowRight": 137,
    "PageDown": 117,
    "Home": 100,
    "End": 150,
}


@pytest.mark.parametrize("control", ["handle", "slider"])
def test_keys_move_handles_and_sliders_alike(opened: Opened, control: str) -> None:
    live = opened()
    for key, value in KEYS.items():
        live.page.evaluate("live.store.set('neck_shaft_angle', 127)")
        live.settle()
        heard = len(live.told())
        live.find(f"{control}-neck_shaft_angle").focus()
        live.page.keyboard.press(key)
        live.settle()
        assert live.held("neck_shaft_angle") == value, key
        assert len(live.told()) == heard + 1, key


ENTRIES = {
    "en": [
        ("171.6", 172, "Rounded to 172"),
        ("187,0", 187, ""),
        ("500", 210, "210\u202fmm is the largest here."),
        ("-1", 140, "140\u202fmm is the smallest here."),
        ("wide<b>", 172, "“wide<b>” is no number; it stays 172\u202fmm."),
    ],
    "nl": [("187", 187, ""), ("171,6", 172, "Afgerond op 172")],
}


@pytest.mark.parametrize("language", ENTRIES)
def test_a_number_is_entered_as_people_write_it(opened: Opened, language: str) -> None:
    live = opened({"settings": {"language": language}})
    entry = live.find("entry-inter_hip_distance")
    note = live.page.locator(".bench-sliders .entry-note").first
    for written, held, said in ENTRIES[language]:
        live.page.evaluate("live.store.reset()")
        live.settle()
        entry.fill(written)
        entry.press("Enter")
        live.settle()
        assert live.held("inter_hip_distance") == held, written
        assert entry.input_value() == str(held)
        assert said in (note.text_content() or "")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", [SHORT, NARROW])
def test_nothing_is_wider_than_a_phone(opened: Opened, language: str, size: tuple[int, int]) -> None:
    live = opened({"settings": {"language": language}}, size, touch=True)
    for fold in live.page.locator("details > summary").all():
        fold.evaluate("summary => { summary.parentElement.open = true }")
    live.settle()
    assert live.page.evaluate(WIDTH) <= size[0]


@pytest.mark.parametrize("inputs", [{}, {"abductor_strength": 0.2, "neck_shaft_angle": 150}])
def test_the_hip_stays_in_sight_above_the_sliders_of_a_phone(opened: Opened, inputs: dict[str, Any]) -> None:
    live = opened({"inputs": inputs, "frozen": inputs or None}, size=SHORT, touch=True)
    live.find("slider-step_width").scroll_into_view_if_needed()
    live.page.evaluate("scrollBy(0, 200)")
    box = live.page.locator(".bench-hip").bounding_box()
    assert box is not None
    assert abs(box["y"]) < 1
    assert box["height"] <= 0.45 * SHORT[1] + 1


def test_what_the_host_sends_waits_until_the_hand_lets_go(opened: Opened) -> None:
    live = opened()
    x, y = live.middle("handle-inter_hip_distance")
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(x + 20, y)
    live.page.evaluate("live.receive({ inputs: { neck_shaft_angle: 110 }, settings: {}, frozen: null })")
    live.settle()
    assert live.held("inter_hip_distance") > 172
    assert live.held("neck_shaft_angle") == 127
    live.page.mouse.up()
    live.settle()
    assert live.held("inter_hip_distance") == 172
    assert live.held("neck_shaft_angle") == 110
    assert live.told() == []


def test_a_lost_window_ends_a_drag(opened: Opened) -> None:
    live = opened()
    x, y = live.middle("handle-neck_shaft_angle")
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(x, y - 25)
    live.page.evaluate("window.dispatchEvent(new Event('blur'))")
    assert not live.page.evaluate("live.store.dragging")
    assert len(live.told()) == 1


def test_examples_normal_and_freezing(opened: Opened) -> None:
    live = opened()
    live.find("example").select_option("coxa_vara")
    live.settle()
    assert live.held("neck_shaft_angle") == 110
    live.find("freeze").click()
    live.find("example").select_option("wide_pelvis")
    live.settle()
    assert live.told()[-1]["frozen"] == {"neck_shaft_angle": 110}
    assert live.page.evaluate("live.store.reference.load.inputs.neck_shaft_angle") == 110
    assert live.find("freeze").get_attribute("aria-pressed") == "true"
    live.find("normal").click()
    live.settle()
    assert live.told()[-1]["inputs"] == {}
    assert live.told()[-1]["frozen"] is None


def test_what_does_nothing_is_hidden_and_says_when_it_acts(opened: Opened) -> None:
    live = opened()
    live.page.locator('[data-id="more"] > summary').click()
    reason = "Only when “cane force in body weights” is not zero"
    expect(live.find("more")).to_contain_text(reason, use_inner_text=True)
    assert not live.find("choice-cane_side").is_visible()
    live.find("entry-cane_force_bw").fill("0.1")
    live.find("entry-cane_force_bw").press("Enter")
    expect(live.find("choice-cane_side")).to_be_visible()
    expect(live.find("handle-trunk_lean")).to_be_visible()
    live.find("choice-stance_strategy").select_option("mixed")
    expect(live.find("slider-trunk_lean")).to_be_hidden()
    expect(live.find("handle-trunk_lean")).to_be_hidden()


def test_an_age_may_be_given_and_taken_back(opened: Opened) -> None:
    live = opened({"inputs": {"sex": "female", "capacity_norm": "eccentric"}})
    live.page.locator('[data-id="more"] > summary').click()
    age = live.find("entry-age")
    age.fill("70")
    age.press("Enter")
    assert live.held("age") == 70
    age.fill("")
    age.press("Enter")
    live.settle()
    assert live.held("age") is None
    assert "age" not in live.told()[-1]["inputs"]


def test_the_language_changes_the_whole_page_and_keeps_the_focus(opened: Opened) -> None:
    live = opened()
    live.page.locator('[data-id="more"] > summary').click()
    expect(live.find("handle-trunk_lean")).to_be_visible()
    live.find("language-nl").focus()
    live.page.keyboard.press("Space")
    frame = live.page.locator(".hipmech")
    expect(frame).to_have_attribute("lang", "nl")
    expect(live.find("slider-body_mass")).to_be_visible()
    expect(live.find("handle-trunk_lean")).to_be_visible()
    live.settle()
    assert "Terug naar normaal" in frame.inner_text()
    assert "Back to normal" not in frame.inner_text()
    assert live.page.evaluate("document.activeElement.dataset.id") == "language-nl"


def test_what_a_link_could_not_do_is_said_until_the_first_change(opened: Opened) -> None:
    live = opened({"refusals": ["`<img>` is not known here and is ignored."]})
    note = live.page.locator(".note")
    expect(note).to_be_visible()
    expect(note.locator("code")).to_have_text("<img>")
    live.find("slider-step_width").focus()
    live.page.keyboard.press("ArrowRight")
    expect(note).to_be_hidden()


def test_a_hundred_random_actions_leave_no_error_and_one_state(opened: Opened) -> None:
    live = opened()
    live.page.locator('[data-id="more"] > summary').click()
    chance = random.Random(7)
    keys = ["ArrowUp", "ArrowLeft", "PageUp", "PageDown", "Home", "End"]
    controls = live.page.evaluate(
        "[...document.querySelectorAll('.bench [data-id]')]"
        ".filter(e => /^(slider|choice|handle|unit|view|forces_on|stance_side|example|freeze|normal)/"
        ".test(e.dataset.id)).map(e => e.dataset.id)"
    )
    for _ in range(100):
        one = live.find(chance.choice(controls))
        if not one.is_visible():
            continue
        if one.evaluate("e => e.tagName") == "SELECT":
            one.evaluate(
                "(e, index) => { e.selectedIndex = index % e.options.length;"
                " e.dispatchEvent(new Event('change', { bubbles: true })) }",
                chance.randrange(20),
            )
        elif one.evaluate("e => e.tagName === 'BUTTON' || e.type === 'radio'"):
            one.evaluate("e => e.click()")
        else:
            one.evaluate("e => e.focus({ preventScroll: true })")
            live.page.keyboard.press(chance.choice(keys))
    live.settle()
    held = live.page.evaluate("live.store.inputs")
    for name in ("inter_hip_distance", "neck_shaft_angle", "step_width"):
        assert float(live.find(f"slider-{name}").input_value()) == held[name]
    assert live.page.evaluate("live.store.state()") == live.told()[-1]
