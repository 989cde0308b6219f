"""The page Trendelenburg in a browser: asked before shown, led by keys, alone on the screen."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hipmech.tasks.scenes import scene_said
from hipmech.words import LANGUAGES, word
from tests.live_stage import ADDRESS, ASKING, filled, presenting, stage, stands, turn
from tests.live_windows import Opened, files_in, find, watching
from tests.printing import PRINTER


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return files_in(tmp_path_factory.mktemp("stage"), ADDRESS)


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with presenting(browser, files) as open_page:
        yield open_page


def test_two_clicks_from_the_landing_page_to_full_screen(opened: Opened) -> None:
    page = opened("")
    find(page, "page-trendelenburg").click()
    find(page, "stage-full").click()
    filled(page)
    expect(page.locator(".hipmech > .top")).to_be_hidden()
    assert page.evaluate("document.fullscreenElement.className") == "hipmech full"
    find(page, "stage-full").click()
    expect(page.locator(".hipmech > .top")).to_be_visible()
    assert page.evaluate("document.fullscreenElement") is None


def test_the_menu_keeps_the_hip_and_says_where_one_is(opened: Opened) -> None:
    page = opened("neck_shaft_angle=140&page=trendelenburg&scene=lever")
    expect(find(page, "page-trendelenburg")).to_have_attribute("aria-current", "page")
    stands(page, "lever", "ask")
    expect(stage(page)).to_contain_text("142° instead of 140°")
    find(page, "page-explore").click()
    expect(find(page, "slider-neck_shaft_angle")).to_have_value("140")
    expect(page).to_have_url(re.compile("#neck_shaft_angle=140&scene=lever$"))
    find(page, "page-trendelenburg").click()
    stands(page, "lever", "ask")


def test_keys_and_clickers_ask_answer_show_and_go_on(opened: Opened) -> None:
    page = opened()
    for key, scene, step in [
        ("PageDown", "stand", "answer"),
        ("ArrowRight", "stand", "show"),
        ("Space", "power", "ask"),
        ("Enter", "power", "answer"),
        ("PageUp", "power", "ask"),
        ("ArrowLeft", "stand", "show"),
        ("PageDown", "power", "ask"),
    ]:
        page.keyboard.press(key)
        stands(page, scene, step)
    expect(page).to_have_url(re.compile("scene=power"))


def test_the_first_and_the_last_slide_end_the_show(opened: Opened) -> None:
    page = opened("page=trendelenburg&scene=end")
    page.keyboard.press("PageDown")
    stands(page, "end", "sum")
    expect(find(page, "stage-next")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    stands(page, "end", "show")


def test_what_gives_is_shown_on_a_weak_hip_and_the_next_slide_has_the_whole_one(opened: Opened) -> None:
    page = opened()
    slider = find(page, "task-slider-abductor_strength")
    turn(page, "triptych", "show")
    expect(slider).to_have_value("0.3")
    page.keyboard.press("PageDown")
    expect(page).not_to_have_url(re.compile("abductor_strength"))
    turn(page, "lever", "show")
    expect(slider).to_have_value("1")
    find(page, "scene-end").click()
    expect(slider).to_have_value("0.3")


def test_what_gives_keeps_a_strength_that_was_chosen(opened: Opened) -> None:
    page = opened("page=trendelenburg&abductor_strength=0.5")
    turn(page, "triptych", "show")
    expect(find(page, "task-slider-abductor_strength")).to_have_value("0.5")
    turn(page, "lever", "show")
    expect(find(page, "task-slider-abductor_strength")).to_have_value("0.5")


def test_the_fold_closes_with_escape_and_on_the_next_slide(opened: Opened) -> None:
    page = opened()
    fold = page.locator(".stage-look")
    find(page, "stage-look").click()
    expect(fold).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(fold).not_to_have_attribute("open", "")
    find(page, "stage-look").click()
    page.keyboard.press("PageDown")
    stands(page, "stand", "answer")
    expect(fold).not_to_have_attribute("open", "")


def test_a_slider_keeps_its_arrows_but_not_the_clicker(opened: Opened) -> None:
    page = opened("page=trendelenburg&abductor_strength=0.5")
    turn(page, "power", "show")
    slider = find(page, "task-slider-abductor_strength")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "49\u202f%")
    expect(page).to_have_url(re.compile(r"abductor_strength=0\.49&"))
    stands(page, "power", "show")
    page.keyboard.press("PageDown")
    stands(page, "triptych", "ask")
    page.keyboard.press("PageUp")
    stands(page, "power", "show")
    expect(find(page, "task-slider-abductor_strength")).to_have_value("0.49")


def test_a_field_for_votes_keeps_its_keys(opened: Opened) -> None:
    page = opened()
    field = find(page, "votes-half")
    field.focus()
    for key in ("1", "2", "ArrowLeft", "ArrowRight", "Enter", "f", "Space"):
        page.keyboard.press(key)
    expect(field).to_have_value("12")
    stands(page, "stand", "ask")
    expect(page.locator(".hipmech.full")).to_have_count(0)


def test_space_on_a_button_presses_it_once(opened: Opened) -> None:
    page = opened()
    find(page, "stage-next").focus()
    page.keyboard.press("Space")
    stands(page, "stand", "answer")
    page.keyboard.press("Space")
    stands(page, "stand", "show")
    find(page, "stage-back").focus()
    page.keyboard.press("Enter")
    stands(page, "stand", "answer")
    expect(find(page, "stage-back")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_votes_are_shown_with_the_answer_and_meet_the_thought_behind_them(
    opened: Opened, language: str
) -> None:
    page = opened("page=trendelenburg&scene=power", language)
    expect(stage(page)).not_to_contain_text(scene_said("power", "explanation", {}, language))
    for option, count in {"little": "30", "half": "15"}.items():
        find(page, f"votes-{option}").fill(count)
    find(page, "stage-next").click()
    stands(page, "power", "answer")
    for option, (count, share) in {"little": ("30", 1), "half": ("15", 0.5), "quarter": ("0", 0)}.items():
        row = find(page, f"option-{option}")
        expect(row.locator(".stage-count")).to_have_text(count)
        expect(row).to_have_attribute("data-state", "right" if option == "half" else "wrong")
        bar, track = (row.locator(f".stage-{part}").bounding_box() for part in ("bar", "track"))
        assert bar is not None
        assert track is not None
        assert bar["width"] == pytest.approx(share * track["width"], abs=1)
    expect(page.locator(".stage-thought")).to_contain_text(
        scene_said("power", "thought.little", {}, language)
    )
    expect(stage(page)).to_contain_text(scene_said("power", "explanation", {}, language))


def test_without_votes_there_are_no_bars(opened: Opened) -> None:
    page = opened()
    find(page, "stage-next").click()
    stands(page, "stand", "answer")
    expect(page.locator(".stage-track, .stage-count, .stage-thought")).to_have_count(0)
    expect(find(page, "option-two")).to_have_attribute("data-state", "right")


def test_another_language_keeps_step_and_votes(opened: Opened) -> None:
    page = opened()
    find(page, "votes-two").fill("7")
    find(page, "stage-next").click()
    stands(page, "stand", "answer")
    page.keyboard.press("f")
    filled(page)
    find(page, "stage-look").click()
    page.locator("label", has_text="Nederlands").locator("visible=true").click()
    expect(stage(page)).to_contain_text(scene_said("stand", "question", {}, "nl"))
    filled(page)
    stands(page, "stand", "answer")
    expect(find(page, "option-two").locator(".stage-count")).to_have_text("7")


def test_the_scenes_are_seen_from_behind_and_explore_is_not(opened: Opened) -> None:
    page = opened()
    find(page, "stage-look").click()
    expect(find(page, "view-back")).to_be_checked()
    page.locator("label", has=find(page, "view-front")).click()
    expect(page).to_have_url(re.compile("scene_view=front"))
    find(page, "page-explore").click()
    expect(find(page, "view-front")).to_be_checked()
    page.locator("label", has=find(page, "view-back")).click()
    expect(page).to_have_url(re.compile("view=back.*scene_view=front"))


def test_the_projector_is_light_until_told_otherwise(opened: Opened) -> None:
    page = opened(scheme="dark")
    frame = page.locator(".hipmech")
    expect(frame).to_have_attribute("data-theme", "dark")
    page.keyboard.press("f")
    expect(frame).to_have_attribute("data-theme", "light")
    find(page, "stage-look").click()
    page.locator("label", has=find(page, "theme-dark")).click()
    expect(frame).to_have_attribute("data-theme", "dark")
    page.locator("label", has=find(page, "theme-light")).click()
    expect(frame).to_have_attribute("data-theme", "light")
    page.keyboard.press("f")
    expect(frame).to_have_attribute("data-theme", "dark")


def test_a_posture_is_set_aside_and_stays_in_explore(opened: Opened) -> None:
    page = opened("page=trendelenburg&pelvic_drop=5")
    expect(stage(page)).to_contain_text(word("stage.upright", "en"))
    turn(page, "triptych", "show")
    find(page, "page-explore").click()
    expect(page).to_have_url(re.compile("pelvic_drop=5"))


def test_the_last_slide_shows_where_the_page_lies(opened: Opened) -> None:
    page = opened("page=trendelenburg&scene=end")
    turn(page, "end", "sum")
    expect(page.locator(".stage-code svg path").first).to_be_visible()
    expect(stage(page)).to_contain_text("53 % can be lost")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["worksheet", "answer_key"])
def test_all_questions_go_on_paper_and_only_the_key_holds_answers(
    opened: Opened, kind: str, language: str
) -> None:
    page = opened("page=trendelenburg&scene=end&neck_shaft_angle=130", language)
    turn(page, "end", "sum")
    page.keyboard.press("f")
    filled(page)
    page.evaluate(PRINTER)
    find(page, f"stage-{kind}").click()
    page.get_by_role("button", name=word("task.print", language)).click()
    page.emulate_media(media="print")
    told = page.evaluate("document.body.innerText")
    page.emulate_media(media="screen")
    hip = {"neck_shaft_angle": 130.0}
    for name in ASKING:
        assert scene_said(name, "question", hip, language) in told
        assert (scene_said(name, "explanation", hip, language) in told) == (kind == "answer_key")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name=word("task.close", language)).click()
    expect(page.locator("dialog")).to_have_count(0)
    stands(page, "end", "sum")


def test_a_protected_frame_is_filled_and_left_by_escape(browser: Browser, files: Mapping[str, Path]) -> None:
    with watching(browser, console=False) as window:
        page = window((1300, 800))
        page.route("**/hip.html", lambda route: route.fulfill(path=files["en"], content_type="text/html"))
        page.set_content(
            '<iframe sandbox="allow-scripts" src="http://hips.invalid/hip.html" width="1200" height="700">'
        )
        frame = page.frame_locator("iframe")
        frame.locator('[data-id="page-trendelenburg"]').click()
        frame.locator('[data-id="stage-full"]').click()
        expect(frame.locator(".hipmech.full.over .stage")).to_be_visible()
        expect(frame.locator(".hipmech > .top")).to_be_hidden()
        box = frame.locator(".hipmech").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (1200, 700)
        page.keyboard.press("Escape")
        expect(frame.locator(".hipmech > .top")).to_be_visible()
