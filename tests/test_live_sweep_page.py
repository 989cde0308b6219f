"""The page Sweep under hands: it is read, marked, taken over and handed out, by mouse, finger and keys."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from hipmech import links
from hipmech.comparisons import MEASURED
from hipmech.live.offline import offline_page
from hipmech.words import word
from tests.hips import solve
from tests.live_sweep import asked, opening, place
from tests.live_windows import PHONE, Opened, find, watching
from tests.settling import settle


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    with opening(browser, tmp_path) as open_page:
        yield open_page


def answer(page: Page) -> str:
    return page.locator(".sweep-answer").inner_text()


def range_words(page: Page) -> str:
    settle(page)
    return find(page, "sweep-range").inner_text()


def held(page: Page, name: str) -> Any:
    return page.evaluate("name => store.inputs[name]", name)


def bw(**inputs: Any) -> str:
    return f"{solve(**inputs).joint_reaction_bw:.2f}\u202f×\u202fBW"


def test_pointing_reads_and_changes_nothing(opened: Opened) -> None:
    page = opened()
    page.mouse.move(*place(page, 0.8, 0.2))
    settle(page)
    assert answer(page) == bw(neck_shaft_angle=140)
    expect(page.locator(".sweep-status")).to_contain_text("+18")
    assert held(page, "neck_shaft_angle") == 127
    page.mouse.move(5, 5)
    settle(page)
    assert answer(page) == bw()


def test_a_click_takes_that_hip_over_everywhere(opened: Opened) -> None:
    page = opened("sweep_y=inter_hip_distance")
    page.mouse.click(*place(page, 0.5, 1.0))
    settle(page)
    assert (held(page, "neck_shaft_angle"), held(page, "inter_hip_distance")) == (125, 210)
    hip = "inter_hip_distance=210&neck_shaft_angle=125"
    assert asked(page, "link") == f"{hip}&page=sweep&sweep_y=inter_hip_distance"
    find(page, "page-explore").click()
    settle(page)
    expect(find(page, "entry-inter_hip_distance").first).to_have_value("210")


def test_a_finger_reads_and_a_button_takes_over(opened: Opened) -> None:
    page = opened(size=PHONE, has_touch=True, is_mobile=True)
    x, y = place(page, 0.2, 0.5)
    page.touchscreen.tap(x, y)
    settle(page)
    assert held(page, "neck_shaft_angle") == 127
    assert answer(page) == bw(neck_shaft_angle=110)
    find(page, "sweep-use").click()
    settle(page)
    assert held(page, "neck_shaft_angle") == 110


def test_keys_read_and_take_over(opened: Opened) -> None:
    page = opened("sweep_y=inter_hip_distance&language=nl")
    cursor = find(page, "sweep-cursor")
    cursor.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    load = solve(neck_shaft_angle=129, inter_hip_distance=181)
    spoken = cursor.get_attribute("aria-valuetext") or ""
    assert "129°" in spoken
    assert "181\u202fmm" in spoken
    assert f"{load.joint_reaction_bw:.2f}".replace(".", ",") in spoken
    assert held(page, "neck_shaft_angle") == 127
    page.keyboard.press("Enter")
    settle(page)
    assert (held(page, "neck_shaft_angle"), held(page, "inter_hip_distance")) == (129, 181)
    page.keyboard.press("Home")
    page.keyboard.press("Escape")
    assert "129°" in (cursor.get_attribute("aria-valuetext") or "")


def counted(angles: Any, level: float, **others: Any) -> str:
    loads = solve(neck_shaft_angle=np.array(angles, dtype=float), **others).joint_reaction_bw
    above = int(np.count_nonzero(loads > level))
    return (
        f"Joint force runs from {loads.min():.2f} to {loads.max():.2f}\u202f×\u202fBW over neck-shaft angle "
        f"{angles[0]}–{angles[-1]}°; {above} of {len(angles)} cases ({100 * above / len(angles):.0f}\u202f%) "
        f"lie above {level:.2f}\u202f×\u202fBW"
    )


def test_the_usual_range_is_marked_first_and_counted(opened: Opened) -> None:
    page = opened()
    text = counted(range(114, 141), MEASURED.mean)
    assert range_words(page) == f"{text}, the mean measured in people."


def test_a_pull_marks_a_range_and_buttons_bring_others(opened: Opened) -> None:
    page = opened()
    x, y = place(page, 0.2, 0.3)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(place(page, 0.5, 0.3)[0], y, steps=4)
    page.mouse.up()
    assert range_words(page).startswith(counted(range(110, 126), MEASURED.mean))
    assert held(page, "neck_shaft_angle") == 127
    find(page, "sweep-whole").click()
    assert range_words(page).startswith(counted(range(100, 151), MEASURED.mean))
    find(page, "sweep-usual").click()
    assert range_words(page).startswith(counted(range(114, 141), MEASURED.mean))


def test_the_marks_are_pulled_and_go_by_keys(opened: Opened) -> None:
    page = opened()
    for mark, key in (("from-x", "ArrowLeft"), ("to-x", "Shift+ArrowLeft"), ("level", "ArrowUp")):
        find(page, f"sweep-{mark}").focus()
        page.keyboard.press(key)
    text = counted(range(113, 131), 2.62)
    assert range_words(page) == f"{text}."
    assert find(page, "sweep-from-x").get_attribute("aria-valuetext") == "113°"
    box = find(page, "sweep-to-x").bounding_box()
    assert box is not None
    x, y = box["x"] + 8, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(place(page, 0.9, 0.3)[0], y, steps=4)
    page.mouse.up()
    assert range_words(page).startswith(counted(range(113, 146), 2.62))
    find(page, "sweep-level").focus()
    page.keyboard.press("Escape")
    assert "the mean measured" in range_words(page)


def test_what_was_marked_outlives_the_language(opened: Opened) -> None:
    page = opened()
    find(page, "sweep-from-x").focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    page.locator("input[value=nl]").check()
    settle(page)
    assert find(page, "sweep-from-x").get_attribute("aria-valuetext") == "115°"
    expect(page.locator(".sweep h2").first).to_have_text(re.compile("^Gewrichtskracht tegen"))


def test_the_axes_are_chosen_and_change_places(opened: Opened) -> None:
    page = opened()
    find(page, "sweep_y").select_option("body_mass")
    find(page, "sweep_x").select_option("body_mass")
    settle(page)
    assert asked(page, "link") == "page=sweep&sweep_x=body_mass&sweep_y=neck_shaft_angle"
    assert find(page, "sweep_y").locator("option[value=body_mass]").is_disabled()
    expect(page.locator(".sweep h2").first).to_have_text("Joint force against body mass and neck-shaft angle")


def seen(page: Page, name: str) -> bool:
    return page.locator(f'[data-id="sweep-chart-{name}"]').count() > 0


def test_people_were_measured_in_one_output_only(opened: Opened) -> None:
    page = opened()
    assert seen(page, "measured")
    expect(page.locator(".sweep-legend")).to_contain_text("10 people: 2.61 ± 0.29 BW, from 2.19 to 3.28")
    find(page, "curve").select_option("abductor_force_bw")
    settle(page)
    assert not seen(page, "measured")
    assert "the value of this hip" in range_words(page)
    page.evaluate("store.setting('curve', 'joint_reaction_bw'); store.setting('sweep_x', 'pelvic_drop')")
    settle(page)
    expect(page.locator(".sweep-legend")).to_contain_text("only some of these cases do")
    page.evaluate("store.set('trunk_lean', 10)")
    settle(page)
    expect(page.locator(".sweep-legend")).to_contain_text("this hip does not")


def test_a_hip_that_is_not_held_is_hatched_and_says_why(opened: Opened) -> None:
    page = opened("sweep_x=trunk_lean&abductor_strength=0.4&inter_hip_distance=150")
    assert seen(page, "hatch-1")
    assert seen(page, "hatch-2")
    legend = page.locator(".sweep-legend")
    leans = np.array(links.positions("trunk_lean"))
    load = solve(trunk_lean=leans, abductor_strength=0.4, inter_hip_distance=150)
    (weak,) = [leans[np.asarray(load.status) == 1]]
    expect(legend).to_contain_text(f"not held (−10 to {weak.max():g}°): more than these abductors can hold")
    expect(legend).to_contain_text("adductors needed")
    assert "trunk lean −10 to 35°; " in range_words(page)
    page.locator("input[value=nl]").check()
    settle(page)
    assert "rompneiging −10 tot 35°; " in range_words(page)
    expect(legend).to_contain_text(f"(−10 tot {weak.max():g}°)")
    page.locator("input[value=en]").check()
    settle(page)
    page.mouse.move(*place(page, 1.0, 0.5))
    settle(page)
    assert answer(page) == word("live.picture.curve.none", "en")
    expect(page.locator(".sweep-status")).to_have_text("adductors needed")


def test_what_lies_outside_validity_gives_its_reason(opened: Opened) -> None:
    page = opened("sweep_x=load_factor&cane_force_bw=0.35")
    assert [seen(page, f"hatch-{status}") for status in (1, 2, 3)] == [False, True, True]
    legend = page.locator(".sweep-legend")
    expect(legend).to_contain_text(
        "outside validity (0.5–0.6): the thigh would have to incline more than 30°"
    )


def test_a_hip_without_an_answer_still_has_a_level_to_count_against(opened: Opened) -> None:
    page = opened("sweep_x=load_factor&cane_force_bw=0.35&curve=joint_reaction_angle_femur")
    assert answer(page) == word("live.picture.curve.none", "en")
    assert "halfway between" in range_words(page)
    assert "NaN" not in page.locator(".sweep").inner_html()


def test_ways_to_stand_are_lines_that_can_be_chosen(opened: Opened) -> None:
    page = opened("sweep_x=step_width")
    dashes = page.evaluate(
        "[...document.querySelectorAll('[data-id^=sweep-chart-line]:not([data-id$=needed])')]"
        ".map((line) => line.getAttribute('stroke-dasharray'))"
    )
    assert len(set(dashes)) == len(dashes) == 4
    find(page, "sweep-trunk_over_foot").click()
    settle(page)
    assert held(page, "stance_strategy") == "trunk_over_foot"
    expect(find(page, "sweep-trunk_over_foot")).to_have_attribute("aria-pressed", "true")
    page.evaluate("store.set('stance_strategy', 'pelvis_over_foot'); store.set('trunk_lean', 5)")
    settle(page)
    expect(page.locator(".sweep-legend")).to_contain_text("The two leaning stances solve for the trunk lean")


def test_an_input_without_effect_is_told_instead_of_a_flat_line(opened: Opened) -> None:
    page = opened("sweep_x=cane_distance")
    expect(page.locator(".sweep-idle")).to_contain_text("not zero")
    expect(page.locator(".sweep-chart")).to_be_hidden()
    find(page, "sweep_y").select_option("cane_force_bw")
    settle(page)
    expect(page.locator(".sweep-chart")).to_be_visible()


def test_a_frozen_hip_is_a_curve_of_its_own(opened: Opened) -> None:
    page = opened("neck_length=65&frozen=normal")
    assert seen(page, "ghost-line")
    expect(page.locator(".sweep-legend")).to_contain_text("the frozen hip")


def test_utilisation_shows_the_norms_and_ends_at_twice_what_there_is(opened: Opened) -> None:
    page = opened("sweep_x=abductor_strength&curve=utilisation")
    assert seen(page, "norms")
    expect(page.locator(".sweep-legend")).to_contain_text("Above 200\u202f%")
    assert "all that the abductors have" in range_words(page)


def test_forces_are_told_in_newtons(opened: Opened) -> None:
    page = opened("unit=N")
    load = solve()
    assert answer(page) == f"{load.joint_reaction:,.0f}\u202fN".replace(",", "\u202f")
    weight = load.steps["body_weight"]
    level = f"{MEASURED.mean * weight:,.0f}".replace(",", "\u202f")
    assert f"lie above {level}\u202fN, the mean measured in people." in range_words(page)


@pytest.mark.parametrize("link", ["", "sweep_y=trunk_lean&abductor_strength=0.5&language=nl"])
def test_its_files_are_saved(opened: Opened, link: str, tmp_path: Path) -> None:
    page = opened(link)
    page.locator("details.take > summary").click()
    files = {}
    for kind in ("csv", "svg", "png", "study", "script"):
        with page.expect_download() as download:
            page.locator(f"[data-take={kind}]").click()
        files[kind] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[kind])
    assert [file.name for file in files.values()] == [
        "sweep.csv", "sweep.svg", "sweep.png", "sweep.toml", "sweep.py",
    ]  # fmt: skip
    lines = files["csv"].read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) == asked(page, "cases")
    drawing = files["svg"].read_text("utf-8")
    assert "var(" not in drawing
    root = ET.fromstring(drawing)
    texts = [found.text or "" for found in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(range_words(page)[:30] in text for text in texts)
    assert files["png"].read_bytes().startswith(b"\x89PNG")
    assert page.locator(".take-code").inner_text() == files["script"].read_text("utf-8")


def test_the_app_shows_it_at_its_link(browser: Browser, app_server: str) -> None:
    with watching(browser) as window:
        page = window(locale="nl-NL")
        page.goto(f"{app_server}/?page=sweep&sweep_x=step_width")
        expect(page.locator(".hipmech .sweep h2").first).to_have_text("Gewrichtskracht tegen stapbreedte")
        expect(page).to_have_title("hipmech · Doorrekenen")
        expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
        find(page, "sweep_y").select_option("trunk_lean")
        expect(page).to_have_url(re.compile(r"\?page=sweep&sweep_x=step_width&sweep_y=trunk_lean$"))
        expect(page.locator(".sweep-plot text").first).to_be_visible()


def test_the_single_file_opens_on_it() -> None:
    assert "<title>hipmech · Doorrekenen</title>" in offline_page("nl", page="sweep")
