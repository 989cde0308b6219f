"""The live page as one file: opened from disk and in a protected frame, it says what Python says."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, FrameLocator, Page, expect

import hipmech as hm
from hipmech import links
from hipmech.cli import main
from hipmech.errors import InputError
from hipmech.live.bundle import bundle
from hipmech.live.offline import SIGNS, _signs, apart, offline_page
from hipmech.scenarios import scenario
from hipmech.words import word
from tests.held_hips import as_csv
from tests.hips import solve
from tests.live_windows import PROJECTOR, watching

ADDRESS = "https://example.org/hips/hip.html"
WITH_CANE: Mapping[str, Any] = scenario("cane_opposite").inputs
LARGEST = 250_000  # bytes


def exported(*options: str) -> Result:
    return CliRunner().invoke(main, ["export-html", *options])


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("offline") / "hip.html"
    result = exported("-o", str(target), "--lang", "nl", "--scenario", "cane_opposite", "--address", ADDRESS)
    assert result.exit_code == 0, result.output
    return target


@pytest.fixture(scope="module")
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """A page that may ask nobody for anything, and does not complain."""
    elsewhere: list[str] = []
    with watching(browser) as window:
        page = window(PROJECTOR, locale="en-GB")
        page.on("request", lambda asked: elsewhere.append(asked.url) if not local(asked.url) else None)
        page.goto(file.as_uri())
        yield page
    assert elsewhere == []


def local(address: str) -> bool:
    return address.startswith(("file:", "data:", "blob:"))


def joint_force(page: Page | FrameLocator) -> Any:
    return page.locator(".answer[data-name=joint_reaction] summary strong")


def said(load: hm.Load, language: str) -> str:
    size = f"{load.joint_reaction_bw:.2f}"
    return f"{size.replace('.', ',')}\u202f×\u202fLG" if language == "nl" else f"{size}\u202f×\u202fBW"


def test_it_is_small_whole_and_closed(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.encode()) < LARGEST
    assert "default-src 'none'" in text
    assert '<html lang="nl">' in text
    assert "<title>hipmech · Ontdekken</title>" in text
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', text)
    assert not re.findall(r"\b(?:localStorage|sessionStorage|indexedDB|eval\()", text)


def test_no_declaration_is_put_before_one_that_it_needs() -> None:
    """The minifier would put the second of these first."""
    script = apart(bundle("offline"))
    assert re.findall(r"\blet \w[^;{}]*;\s*let [\[{].*", script) == []
    assert re.findall(r"\bconst [\[{]", script) == []


@given(st.binary(max_size=200))
def test_signs_hold_every_byte(data: bytes) -> None:
    text = _signs(data)
    places = [SIGNS.index(sign) for sign in text[1:]]
    found = b""
    for place in range(0, len(places), 11):
        group = sum(one * 94 ** (10 - turn) for turn, one in enumerate(places[place : place + 11]))
        found += group.to_bytes(9, "big")
    assert found[: len(found) - int(text[0])] == data
    assert "<" not in text
    assert text.isascii()


def test_it_opens_from_disk_with_the_numbers_of_python(page: Page) -> None:
    expect(joint_force(page)).to_have_text(said(solve(**WITH_CANE), "nl"))
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_it_tells_its_address_and_draws_it(page: Page) -> None:
    foot = page.locator(".hipmech-address")
    expect(foot).to_contain_text(ADDRESS)
    expect(foot.locator("svg path").first).to_be_visible()


def test_its_hip_stands_behind_the_hash_and_comes_back_with_it(page: Page, file: Path) -> None:
    page.locator("[data-id=slider-neck_shaft_angle]").press("End")
    expect(page).to_have_url(re.compile("#.*neck_shaft_angle=150"))
    load = solve(**WITH_CANE, neck_shaft_angle=150)
    expect(joint_force(page)).to_have_text(said(load, "nl"))
    page.reload()
    expect(joint_force(page)).to_have_text(said(load, "nl"))
    page.evaluate("location.hash = '#step_width=200&pelvic_drop=5&language=en'")
    expect(joint_force(page)).to_have_text(said(solve(step_width=200, pelvic_drop=5), "en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_hostile_hash_is_refused_in_words(page: Page) -> None:
    page.evaluate(
        "location.hash = '#step_width=9999&pelvic_drop=99&<img src=x onerror=alert(1)>=1&language=en'"
    )
    note = page.locator(".hipmech .note")
    expect(note).to_contain_text("step_width: 9999 lies outside 0–300\u202fmm;")
    expect(note).to_contain_text("pelvic_drop: 99 lies outside −10 to 15°;")
    assert note.locator("img").count() == 0
    expect(joint_force(page)).to_have_text(said(solve(), "en"))


def test_its_link_leads_to_the_address_it_was_made_for(page: Page) -> None:
    page.evaluate("location.hash = '#step_width=200&language=en'")
    page.locator("details.take > summary").click()
    expect(page.locator("input.take-field")).to_have_value(f"{ADDRESS}#step_width=200")
    with page.expect_download() as download:
        page.locator("[data-take=csv]").click()
    row = Path(download.value.path()).read_text("utf-8").splitlines()[1]
    assert row.split(",")[0] == "75"
    assert "ok" in row.split(",")


def test_it_prints_the_address_at_its_end(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".hipmech-address")).to_be_visible()
    assert page.pdf()[:4] == b"%PDF"
    page.emulate_media(media="screen")


def test_it_opens_on_the_page_it_was_made_for(browser: Browser, tmp_path: Path) -> None:
    target = tmp_path / "lecture.html"
    assert exported("-o", str(target), "--page", "trendelenburg", "--lang", "nl").exit_code == 0
    with watching(browser) as window:
        page = window(PROJECTOR)
        page.goto(target.as_uri())
        expect(page).to_have_title("hipmech · Trendelenburg")
        expect(page.locator(".stage")).to_have_attribute("data-scene", "stand")
        page.locator("[data-id=scene-lever]").click()
        expect(page).to_have_url(re.compile("#scene=lever$"))
        page.locator("[data-id=page-explore]").click()
        expect(page).to_have_url(re.compile("#page=explore&scene=lever$"))
        page.reload()
        expect(joint_force(page)).to_have_text(said(solve(), "nl"))


def test_back_leads_to_the_page_that_was_left_where_it_was_read(browser: Browser, file: Path) -> None:
    with watching(browser) as window:
        page = window((800, 600))
        page.goto(file.as_uri())
        page.locator("[data-id=slider-step_width]").press("End")
        read = page.evaluate("scrollTo(0, 900), scrollY")
        press = "(name) => document.querySelector(`[data-id=${name}]`).click()"
        for name in ("article", "running"):
            page.evaluate(press, f"page-{name}")
            expect(page).to_have_title(word(links.TABS[name], "nl"))
        claim = page.locator("[data-id^=claim-]").first
        page.go_back()
        expect(page).to_have_title(word(links.TABS["article"], "nl"))
        page.evaluate(press, "jump-wider_step")
        claim.click()
        expect(page.locator(".claim")).to_have_count(0)
        page.go_back()
        expect(claim).to_be_visible()
        expect(page).to_have_url(re.compile("step_width=300"))
        page.go_back()
        expect(page).to_have_title(word(links.TABS["explore"], "nl"))
        expect(joint_force(page)).to_have_text(said(solve(**WITH_CANE, step_width=300), "nl"))
        page.wait_for_function(f"Math.abs(scrollY - {read}) < 2")
        page.go_forward()
        expect(page).to_have_title(word(links.TABS["article"], "nl"))
        page.evaluate(press, "language-en")
        expect(page).to_have_title(word(links.TABS["article"], "en"))


@pytest.fixture(scope="module")
def framed(browser: Browser, file: Path) -> Iterator[FrameLocator]:
    """The file in a frame that allows scripts and nothing else, as a learning environment shows it."""
    with watching(browser, console=False) as window:
        page = window(PROJECTOR, locale="en-GB")
        page.route("**/hip.html", lambda route: route.fulfill(path=file, content_type="text/html"))
        frame = (
            '<iframe sandbox="allow-scripts" src="http://hips.invalid/hip.html" width="1200" height="700">'
        )
        page.set_content(frame)
        yield page.frame_locator("iframe")


def test_it_works_in_a_protected_frame(framed: FrameLocator) -> None:
    expect(joint_force(framed)).to_have_text(said(solve(**WITH_CANE), "nl"))
    framed.locator("[data-id=slider-step_width]").press("End")
    expect(joint_force(framed)).to_have_text(said(solve(**WITH_CANE, step_width=300), "nl"))


def test_a_protected_frame_that_saves_no_files_is_told_and_shows_them(framed: FrameLocator) -> None:
    framed.locator("details.take > summary").click()
    framed.locator("[data-take=csv]").click()
    expect(framed.locator(".take-answer")).to_contain_text("beschermd kader")
    expect(framed.locator("textarea.take-field")).to_be_visible()
    table = framed.locator("textarea.take-field").input_value()
    assert sorted(table.splitlines()[0].split(",")) == sorted(as_csv(solve()).splitlines()[0].split(","))
    framed.locator("[data-take=png]").click()
    picture = framed.locator(".take-shelf img")
    expect(picture).to_be_visible()
    assert picture.evaluate("async e => { await e.decode(); return e.naturalWidth }") > 300


@pytest.mark.parametrize(
    "options, code, words",
    [
        (("-o", "nowhere/hip.html"), 3, "no folder"),
        (("-o", "hip.html", "--set", "step_width=9999"), 2, "step_width"),
        (("-o", "hip.html", "--set", "gluteal_strength=-1"), 2, "gluteal_strength"),
        (("-o", "hip.html", "--set", "step_width=131.3"), 2, "step_width"),
        (("-o", "hip.html", "--scenario", "pauwels_1965"), 2, "lever"),
        (("-o", "hip.html", "--scenario", "nobody"), 2, "nobody"),
        (("-o", "hip.html", "--address", "javascript:alert(1)"), 2, "no address to share"),
        (("-o", "hip.html", "--address", "https://x.org/a b"), 2, "no address to share"),
        (("-o", "hip.html", "--lang", "fr"), 2, "fr"),
        (("-o", "hip.html", "--page", "home"), 2, "home"),
        ((), 2, "--output"),
    ],
)
def test_what_cannot_be_written_is_told_and_leaves_no_file(
    options: tuple[str, ...], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = exported(*options)
    assert (result.exit_code, list(tmp_path.iterdir())) == (code, [])
    assert words in result.output


def test_an_existing_file_is_replaced_only_when_allowed(tmp_path: Path) -> None:
    target = tmp_path / "hip.html"
    target.write_text("mine")
    assert exported("-o", str(target)).exit_code == 3
    assert target.read_text() == "mine"
    assert exported("-o", str(target), "--force").exit_code == 0
    assert target.read_text("utf-8").startswith("<!doctype html>")


def test_the_same_wishes_give_the_same_file() -> None:
    assert offline_page("en", {"step_width": 200.0}) == offline_page("en", {"step_width": 200})


def test_what_is_written_into_the_file_cannot_leave_its_place() -> None:
    page = offline_page("en", None, "https://x.org/?a=</script><b>`${1}")
    assert "</script><b>" not in page
    with pytest.raises(InputError, match="cannot show this hip"):
        offline_page("en", {"sex": "</script>"})
