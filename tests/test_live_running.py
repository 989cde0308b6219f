"""The page Running & tissue: its numbers are those of Python, and hands, keys and links lead to them."""

import contextlib
import csv
import io
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

import hipmech as hm
from hipmech import gait, links
from hipmech.quantities import QUANTITIES
from hipmech.words import word
from tests.hips import one_of_them, random_hips
from tests.live_running import row, stepping
from tests.live_trials import knowing
from tests.live_windows import Opened, find, watching
from tests.settling import settle
from tests.test_derivation import SCALES

HIPS = 150
CURVES = ("time", "load_factor", "pelvic_drop", "abductor_moment", "abductor_force", "joint_reaction")
SUMS = (
    "abductor_moment_peak", "abductor_force_peak", "joint_reaction_peak", "hip_adduction_peak",
    "abductor_moment_impulse", "joint_reaction_impulse", "joint_reaction_per_kilometre",
    "steps_per_kilometre",
)  # fmt: skip
pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with stepping(browser, files) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def model(browser: Browser) -> Iterator[Page]:
    with knowing(browser, "running_model") as page:
        yield page


def solved(model: Page, name: str, hips: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps as the browser solves them; what is no number comes back as None."""
    script = "([name, hips]) => JSON.stringify(hips.map((hip) => module_running_model.solveStep(name, hip)))"
    steps: list[dict[str, Any]] = json.loads(model.evaluate(script, [name, hips]))
    return steps


def apart(name: str, ours: Any, theirs: Any) -> float:
    """Largest difference per max(|value|, scale); infinite where only one of them is a number."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if np.any(np.isnan(ours) != np.isnan(theirs)):
        return math.inf
    scale = np.maximum(np.abs(theirs), SCALES.get(QUANTITIES[name].unit, 1.0))
    return float(np.nanmax(np.abs(ours - theirs) / scale, initial=0.0))


@pytest.mark.parametrize("name", ["walk", "run"])
def test_browser_steps_as_python_does(model: Page, name: str) -> None:
    refused = set(gait.stepping.REFUSED[name])
    hips = random_hips(5, HIPS, "usual", stance_strategy="gait_midstance")
    hips = {key: value for key, value in hips.items() if key not in refused}
    rng = np.random.default_rng(7)
    usual = {
        "walk": {"duty_factor": (0.55, 0.65)},
        "run": {"duty_factor": (0.3, 0.36), "step_rate": (150, 180)},
    }
    for key in gait.TAKES[name]:
        if (name, key) != ("walk", "step_rate"):
            low, high = usual[name].get(key) or QUANTITIES[key].usual or (0.0, 1.0)
            hips[key] = rng.uniform(low, high, HIPS)
    hips["preferred_step_rate"] = hips.get("step_rate", 1.0) * rng.uniform(0.9, 1.1, HIPS)
    if name == "walk":
        del hips["preferred_step_rate"]
    step = getattr(gait, name)(**hips)
    theirs = solved(model, name, [one_of_them(hips, index) for index in range(HIPS)])
    assert [one["status"] for one in theirs] == step.status.tolist()
    assert len(set(step.status.tolist())) > 1
    for curve in CURVES:
        assert apart(curve, step.curves[curve], [one["curves"][curve] for one in theirs]) <= 1e-12, curve
    for number in SUMS:
        assert apart(number, step.outputs[number], [one[number] for one in theirs]) <= 1e-12, number
    if name == "walk":
        assert (
            apart("balance_margin", step.balance_margin, [one["balance_margin"] for one in theirs]) <= 1e-12
        )


def test_the_page_shows_the_numbers_of_python(opened: Opened) -> None:
    page = opened("gait_rate=10&run_width=80&run_give=3&inter_hip_distance=190")
    step = gait.run(step_rate=157 * 1.1, step_width=80, pelvic_give=3, inter_hip_distance=190)
    own = gait.run(inter_hip_distance=190)
    weight = 75 * 9.80665
    for name, digits in (("abductor_force_peak", 2), ("joint_reaction_peak", 2)):
        now, before = (float(one.outputs[name]) / weight for one in (step, own))
        cells = row(page, name)
        assert cells[:2] == [f"{now:.{digits}f}\u202f×\u202fBW", f"{before:.{digits}f}\u202f×\u202fBW"]
        assert cells[2] == f"{100 * (now / before - 1):.1f}\u202f%".replace("-", "\u2212")
    assert row(page, "abductor_moment_peak")[0] == f"{step.abductor_moment_peak / 75:.2f}\u202fN·m/kg"
    assert row(page, "steps_per_kilometre")[0] == f"{step.steps_per_kilometre:.0f}"
    told = page.locator('.running-plot svg[role="img"]').get_attribute("aria-label") or ""
    assert f"Peak {step.abductor_moment_peak / 75:.2f}\u202fN·m/kg" in told


def test_the_evidence_stands_beside_the_model(opened: Opened) -> None:
    page = opened("part=evidence", "nl")
    rows = page.locator(".running-rates tbody tr").all_inner_texts()
    assert len(rows) == len(gait.STEP_RATES)
    slowest = gait.run(step_rate=157 * 0.9)
    said = f"{slowest.abductor_moment_peak / 75:.2f}".replace(".", ",")
    assert rows[0].split("\t")[:3] == ["\u221210\u202f%", "1,9 ± 0,5", said]
    text = find(page, "evidence").inner_text()
    assert "55 N/kg" in text
    assert "42." in text
    assert "Niets hier gaat over blessures" in text


def test_a_slider_pulls_the_step_along_and_the_link_keeps_it(opened: Opened) -> None:
    page = opened()
    dial = find(page, "dial-gait_rate")
    dial.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    settle(page)
    assert dial.get_attribute("aria-valuetext") == "+3\u202f%"
    expect(page).to_have_url(re.compile("gait_rate=3"))
    own, now = (float(gait.run(step_rate=rate).joint_reaction_peak) for rate in (157, 157 * 1.03))
    assert row(page, "joint_reaction_peak")[2] == f"{100 * (now / own - 1):.1f}\u202f%".replace("-", "\u2212")
    page.keyboard.press("Home")
    settle(page)
    expect(page).to_have_url(re.compile("gait_rate=-10"))
    box = dial.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    settle(page)
    expect(page).to_have_url(re.compile("gait_rate=-10"))
    page.mouse.up()
    settle(page)
    expect(page).not_to_have_url(re.compile("gait_rate=-10"))


def test_a_wider_step_alone_shows_its_change(opened: Opened) -> None:
    page = opened("run_width=100")
    wide, usual = gait.run(step_width=100), gait.run()
    change = 100 * float(wide.abductor_moment_peak / usual.abductor_moment_peak - 1)
    assert change < -1
    assert row(page, "abductor_moment_peak") == [
        f"{wide.abductor_moment_peak / 75:.2f}\u202fN·m/kg",
        f"{usual.abductor_moment_peak / 75:.2f}\u202fN·m/kg",
        f"{change:.1f}\u202f%".replace("-", "\u2212"),
    ]
    expect(page.locator(".running-dashed")).to_be_visible()
    told = page.locator(".running-trade").inner_text()
    assert "default step" in told
    assert word("running.trade_less", "en") in told


def test_it_says_whose_hip_takes_the_step_and_leads_back(opened: Opened) -> None:
    page = opened("neck_shaft_angle=145&stance_side=left&cane_force_bw=0.1")
    told = page.locator(".running-hip")
    expect(told).to_contain_text("145°")
    assert "stick" not in told.inner_text()
    find(page, "normal").click()
    settle(page)
    expect(told).to_contain_text("normal adult")
    expect(find(page, "normal")).to_be_hidden()
    assert row(page, "abductor_moment_peak")[0] == f"{gait.run().abductor_moment_peak / 75:.2f}\u202fN·m/kg"


def test_a_walking_peak_is_said_to_stay_below_that_of_people(opened: Opened) -> None:
    page = opened("gait=walk")
    text = page.locator(".running-numbers").inner_text()
    assert f"{gait.walk().abductor_moment_peak / 75:.2f} N·m/kg" in text
    assert "below the 1.1 ± 0.2 of people" in text
    assert "single stance only" in text
    assert "on one leg" in page.locator(".running-across").inner_text()


def test_walking_takes_the_hip_of_the_page(opened: Opened) -> None:
    page = opened("step_width=90&pelvic_drop=4")
    find(page, "gait-walk").check(force=True)
    settle(page)
    step = gait.walk(step_width=90, pelvic_drop=4)
    assert row(page, "balance_margin")[0] == f"{step.balance_margin:.1f}\u202fmm"
    assert row(page, "pelvic_drop_peak")[0] == "4.0°"
    expect(find(page, "dial-run_width")).to_have_count(0)
    find(page, "slider-step_width").focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert (
        row(page, "balance_margin")[0]
        == f"{gait.walk(step_width=95, pelvic_drop=4).balance_margin:.1f}\u202fmm"
    )
    find(page, "language-nl").check(force=True)
    settle(page)
    assert "wandelen" in page.locator(".running").inner_text()


@pytest.mark.parametrize(
    "link",
    ["", "gait_rate=-7&run_width=0&neck_shaft_angle=120&sex=female", "gait=walk&gait_rate=5&trunk_lean=5"],
)
def test_what_is_taken_along_runs_and_says_the_same(opened: Opened, link: str) -> None:
    page = opened(link)
    page.locator(".take > summary").click()
    settle(page)
    code = page.locator(".take-code code").inner_text()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        known: dict[str, Any] = {}
        exec(code, known)
    step = known["step"]
    assert len(printed.getvalue().split()) == 3
    assert row(page, "joint_reaction_peak")[0].startswith(f"{step.joint_reaction_peak / 75 / 9.80665:.2f}")
    with page.expect_download() as download:
        page.locator('[data-take="csv"]').click()
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert lines[0].startswith("# hipmech ")
    cells = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    moments = [float(one["abductor_moment"]) for one in cells]
    np.testing.assert_allclose(moments, step.load.abductor_moment, rtol=1e-11)


def test_a_step_that_is_not_held_or_has_no_answer_says_so(opened: Opened) -> None:
    page = opened("gait=walk&abductor_strength=0.3")
    expect(page.locator(".running-status")).to_contain_text("not held")
    page = opened("gait=walk&trunk_lean=35&inter_hip_distance=140")
    expect(page.locator(".running-status")).to_contain_text("adductors")
    assert row(page, "joint_reaction_peak")[0] == "–"


def test_every_setting_has_its_place_in_a_link() -> None:
    for name, values in (("gait_rate", 21), ("run_width", 31), ("run_give", 6)):
        assert len(links.SETTINGS[name]) == values
        assert len(set(links.SETTINGS[name])) == values
    assert float(links.SETTINGS["run_width"][0]) == gait.DEFAULTS["run"]["step_width"]
    assert float(links.SETTINGS["run_give"][0]) == QUANTITIES["pelvic_give"].default


def test_the_app_shows_the_page_too(browser: Browser, app_server: str) -> None:
    with watching(browser) as window:
        page = window()
        page.goto(f"{app_server}/?page=running&gait_rate=5")
        expect(page.locator(".hipmech .running-numbers")).to_be_visible()
        expect(page).to_have_title("hipmech · Running & tissue")
        step = hm.gait.run(step_rate=157 * 1.05)
        assert row(page, "abductor_moment_peak")[0] == f"{step.abductor_moment_peak / 75:.2f}\u202fN·m/kg"
        find(page, "dial-gait_rate").focus()
        page.keyboard.press("ArrowRight")
        settle(page)
        expect(page).to_have_url(re.compile("gait_rate=6"))
