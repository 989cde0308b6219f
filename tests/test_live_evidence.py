"""The pages Evidence and The article: they say what Python says, and every number leads to its row."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hipmech import generated, links
from hipmech.claims import CLAIMS, said
from hipmech.quantities import INPUTS, QUANTITIES
from hipmech.readings import value
from hipmech.sources import SOURCES
from hipmech.words import LANGUAGES, word
from tests.hips import solve
from tests.live_access import LINE_CONTRAST, RATIO, SCHEMES, SIZES, unfold
from tests.live_windows import Opened, find, looking, opening
from tests.settling import settle
from validation import on_page
from validation.report import every_comparison

WRITTEN: dict[str, Any] = json.loads(
    Path(generated.__file__ or "").with_name("evidence.json").read_text("utf-8")
)


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with opening(browser, files, reduced_motion="reduce") as open_page:
        yield open_page


@pytest.fixture(scope="module")
def looked(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    with looking(browser, files, reduced_motion="reduce") as look:
        yield look


def test_the_committed_lines_are_those_of_the_validation() -> None:
    assert on_page.FILE.read_text("utf-8") == on_page.text(), "run python -m validation.on_page"


@pytest.mark.parametrize("name", ["predicted", "reference"])
def test_a_number_rounded_twice_is_the_number_rounded_once(name: str) -> None:
    for written, line in zip(WRITTEN["lines"], every_comparison(), strict=True):
        short = str(written[name]).partition(".")[2]
        for decimals in range(len(short)):
            assert f"{written[name]:.{decimals}f}" == f"{getattr(line, name):.{decimals}f}", line.case


def test_a_line_without_words_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_page, "texts", lambda: {"nobody_says_this": "nobody says this"})
    with pytest.raises(ValueError, match='needs:\nnobody_says_this = "nobody says this"'):
        on_page.text()


def test_two_texts_never_share_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_page, "LONGEST_KEY", 3)
    with pytest.raises(ValueError, match="have the same key"):
        on_page.texts()


def test_the_page_needs_nothing_of_the_validation_to_run() -> None:
    code = "import sys, hipmech.live.offline as o; o.offline_page(); print('validation' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_text_contents()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_shown_with_its_verdict_and_the_disagreements_apart(
    looked: Opened, language: str
) -> None:
    page = looked("page=evidence", language)
    unfold(page)
    tiers = page.locator("[data-id^=tier-]")
    reasons = page.locator(".evidence-reason")
    lines = every_comparison()
    known = [line for line in lines if line.tier == "known disagreements"]
    assert tiers.locator("tbody tr").count() == len(lines) - len(known)
    assert reasons.locator("tbody tr").count() == len(known)
    assert reasons.count() == len({line.why for line in known})
    verdicts = tiers.locator(".of-verdict").all_text_contents()
    assert verdicts.count(f"✓ {word('evidence.line.agrees', language)}") == sum(
        line.agrees for line in lines if line not in known
    )
    assert (
        f"✓ {word('evidence.line.agrees', language)}"
        not in reasons.locator(".of-verdict").all_text_contents()
    )


def test_a_line_says_what_the_validation_says(looked: Opened) -> None:
    page = looked("page=evidence", "nl")
    unfold(page)
    row = page.locator("[data-id=tier-in_vivo] tbody tr", has_text="Gewrichtskracht").filter(
        has_text="spier voor spier"
    )
    assert row.locator(".of-predicted").inner_text() == "2,64\u202fLG"
    assert row.locator(".of-published").inner_text().startswith("2,61\u202fLG")
    assert row.locator(".of-difference").inner_text() == "+0,03\u202fLG"
    assert row.locator(".of-null").inner_text() == "2,61\u202fLG"
    expect(row.locator(".evidence-place")).to_contain_text(SOURCES["bergmann_2016"].where)


def test_the_picture_of_people_says_that_the_direction_does_not_fit(looked: Opened) -> None:
    page = looked("page=evidence")
    people = page.locator(".evidence-people")
    load = solve()
    expect(people).to_contain_text(value("joint_reaction_bw", float(load.joint_reaction_bw), "en"))
    expect(people).to_contain_text("The size fits, the direction does not")
    force, angle, errors = people.locator("table").all()
    assert force.locator(".track-dot").count() == 1
    assert force.locator(".track-off").count() == 0
    assert angle.locator(".track-off").count() == 1
    widths = errors.locator(".track > span").evaluate_all(
        "all => all.map((one) => parseFloat(one.style.width))"
    )
    assert widths == sorted(widths)
    assert texts(page, ".evidence-people table:last-of-type th")[0] == "Null model: the average"


MARKS = f"""() => {{
  {RATIO}
  return [...document.querySelectorAll(".track > span:not(.track-band, .track-inner)")].map((one) => {{
    const {{ borderTopWidth, borderTopColor, backgroundColor }} = getComputedStyle(one);
    return contrast(parseFloat(borderTopWidth) ? borderTopColor : backgroundColor);
  }});
}}"""


@SCHEMES
def test_marks_and_bars_stand_out(looked: Opened, scheme: str) -> None:
    found = looked("page=evidence", scheme=scheme).evaluate(MARKS)
    assert len(found) > 8
    assert min(found) >= LINE_CONTRAST


def test_every_number_has_a_row_with_its_default_and_how_certain_it_is(looked: Opened) -> None:
    page = looked("page=evidence")
    unfold(page)
    rows = page.locator(".evidence-row")
    names = rows.evaluate_all("all => all.map((one) => one.dataset.id.slice(4))")
    assert sorted(names) == sorted(QUANTITIES) == sorted(links.ROWS)
    for name in INPUTS:
        badge = find(page, f"row-{name}").locator("summary .certainty")
        assert badge.get_attribute("data-certainty") == SOURCES[QUANTITIES[name].source].confidence, name
    expect(find(page, "row-neck_shaft_angle").locator(".evidence-now")).to_have_text("127°")
    load = solve()
    shown = find(page, "row-abductor_arm").locator(".evidence-now")
    expect(shown).to_have_text(value("abductor_arm", float(load.abductor_arm), "en"))


def test_results_are_those_of_the_hip_that_is_set(looked: Opened) -> None:
    page = looked("page=evidence&neck_shaft_angle=140&row=joint_reaction_bw")
    number = value("joint_reaction_bw", float(solve(neck_shaft_angle=140).joint_reaction_bw), "en")
    expect(find(page, "row-joint_reaction_bw").locator(".evidence-now")).to_have_text(number)


def revealed(page: Page, name: str) -> bool:
    """Whether the row is unfolded, in sight and in focus."""
    settle(page)
    row = find(page, f"row-{name}")
    box = row.bounding_box()
    return (
        box is not None
        and 0 <= box["y"] < page.evaluate("innerHeight") / 2
        and row.get_attribute("open") is not None
        and bool(row.locator("> summary").evaluate("one => one.getRootNode().activeElement === one"))
    )


@SIZES
@pytest.mark.parametrize("name", ["abductor_force", "step_width", "half_hip_distance"])
def test_a_link_opens_at_its_row(opened: Opened, name: str, size: tuple[int, int]) -> None:
    page = opened(f"page=evidence&row={name}", size=size)
    assert revealed(page, name)


def test_from_a_number_of_the_lesson_two_clicks_lead_to_its_row(opened: Opened) -> None:
    page = opened("")
    page.locator(".answer[data-name=utilisation] > summary").click()
    page.locator(".answer[data-name=utilisation] [data-id=to-utilisation]").click()
    assert revealed(page, "utilisation")
    expect(page).to_have_url(re.compile("page=evidence&row=utilisation"))


def test_from_a_slider_two_clicks_lead_to_its_row_and_the_language_keeps_it(opened: Opened) -> None:
    page = opened("")
    about = page.locator(".bench .about", has=find(page, "to-neck_shaft_angle"))
    about.locator("> summary").click()
    about.locator("[data-id=to-neck_shaft_angle]").click()
    assert revealed(page, "neck_shaft_angle")
    page.locator("[data-id=language-nl]").check(force=True)
    expect(find(page, "row-neck_shaft_angle")).to_contain_text("CCD-hoek")
    expect(find(page, "row-neck_shaft_angle")).to_have_attribute("open", "")


def test_the_menu_forgets_the_row(opened: Opened) -> None:
    page = opened("page=evidence&row=abductor_arm")
    find(page, "page-explore").click()
    settle(page)
    assert "row=" not in page.url


def test_the_list_of_all_numbers_leads_to_each(opened: Opened) -> None:
    page = opened("page=evidence")
    find(page, "row").select_option("trunk_lean")
    assert revealed(page, "trunk_lean")


@pytest.mark.parametrize("row", ["<img src=x onerror=alert(1)>", "__proto__", "nothing", ""])
def test_a_hostile_row_is_refused_and_the_page_opens(opened: Opened, row: str) -> None:
    page = opened(f"page=evidence&row={row}")
    expect(page.locator(".hipmech .note")).to_contain_text("row")
    assert page.locator(".hipmech .note img").count() == 0
    assert page.locator(".evidence-row[open]").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_is_told_as_python_tells_it(looked: Opened, language: str) -> None:
    page = looked("page=article", language)
    assert page.locator(".claim").count() == len(CLAIMS)
    for name, claim in CLAIMS.items():
        told = page.locator(f".claim[data-name={name}]")
        expect(told.locator("h2")).to_contain_text(said(name, "claim", language))
        expect(told.locator(".claim-model")).to_contain_text(said(name, "model", language))
        evidence = said(name, "evidence", language).replace("**", "")
        expect(told.locator(".claim-measured")).to_contain_text(evidence)
        expect(told.locator(".badge").first).to_contain_text(said(name, "verdict", language))
        outside = told.locator(".badge", has_text=word("article.outside", language))
        assert outside.count() == int(claim.outside)
        assert told.locator(".task-bar").count() == sum(map(len, claim.bars.values()))
        assert told.locator(".wrong").count() == int(bool(claim.misconception))
        for key in claim.evidence:
            expect(told.locator(".claim-measured")).to_contain_text(SOURCES[key].citation)


@pytest.mark.parametrize("name", [name for name, claim in CLAIMS.items() if claim.settings])
def test_a_button_sets_the_figure_of_a_claim_and_it_can_be_put_back(opened: Opened, name: str) -> None:
    claim = CLAIMS[name]
    page = opened("page=article&body_mass=60&stance_side=left&view=front")
    find(page, f"claim-{name}").click()
    settle(page)
    shown = links.read(dict(pair.split("=") for pair in page.url.partition("#")[2].split("&")))
    assert dict(shown.inputs) == {**claim.inputs, "stance_side": "left"}
    usual = {setting: allowed[0] for setting, allowed in links.SETTINGS.items()}
    assert {setting: {**usual, **shown.settings}[setting] for setting in claim.settings} == claim.settings
    focus = page.evaluate("document.activeElement.dataset.id ?? document.activeElement.tagName")
    assert focus == ("SECTION" if claim.place else f"page-{claim.settings['page']}")
    if claim.place:
        expect(page.locator(claim.place).first).to_be_in_viewport()
    expect(find(page, "article-undo")).to_be_in_viewport()
    find(page, "article-return").click()
    settle(page)
    expect(page.locator(f".claim[data-name={name}] h2")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.dataset.id") == f"claim-{name}"
    find(page, "article-undo").click()
    settle(page)
    assert "body_mass=60&stance_side=left" in page.url
    expect(find(page, "article-undo")).to_be_hidden()


@pytest.mark.parametrize("name", ["wider_step", "exercise"])
def test_a_key_on_the_list_of_claims_leads_to_the_claim(looked: Opened, name: str) -> None:
    page = looked("page=article")
    names = page.locator("[data-id^=jump-]").evaluate_all("all => all.map((one) => one.dataset.id.slice(5))")
    assert names == list(CLAIMS)
    jump = find(page, f"jump-{name}")
    expect(jump).to_contain_text(said(name, "verdict", "en"))
    jump.focus()
    page.keyboard.press("Enter")
    heading = page.locator(f".claim[data-name={name}] > summary")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert "page=article" in page.url


@pytest.mark.parametrize("row, unit", [("abductor_force", "N"), ("joint_reaction_bw", "BW")])
def test_newtons_and_body_weights_are_told_apart_where_one_chooses(
    looked: Opened, row: str, unit: str
) -> None:
    page = looked("page=evidence")
    options = page.locator('[data-id="row"] option')
    told = options.all_text_contents()
    assert len(set(told)) == len(told)
    assert page.locator(f'[data-id="row"] option[value="{row}"]').inner_text().endswith(f"({unit})")


def test_the_lines_of_one_source_stand_in_the_order_of_the_model(looked: Opened) -> None:
    page = looked("page=evidence&row=abductor_moment_peak")
    rows = find(page, "row-abductor_moment_peak").locator("tbody th").all_text_contents()
    places = [next(at for at, row in enumerate(rows) if change in row)
              for change in ("−10", "−5", "own", "+5", "+10")]  # fmt: skip
    assert places == sorted(places)


def test_another_claim_keeps_the_own_hip(opened: Opened) -> None:
    page = opened("page=article&body_mass=60")
    for name in ("wide_hips", "vara_valga"):
        find(page, f"claim-{name}").click()
        settle(page)
        find(page, "article-return").click()
        settle(page)
    find(page, "article-undo").click()
    settle(page)
    assert page.url.endswith("#body_mass=60&page=article")


@pytest.mark.parametrize("name", [name for name, claim in CLAIMS.items() if claim.rows])
def test_every_claim_leads_to_the_evidence_of_its_numbers(looked: Opened, name: str) -> None:
    page = looked("page=article")
    links_of = page.locator(f".claim[data-name={name}] .to-evidence")
    assert links_of.count() == len(CLAIMS[name].rows)
    links_of.first.click()
    assert revealed(page, CLAIMS[name].rows[0])


@pytest.mark.parametrize(
    "row, source",
    [
        ("abductor_moment_peak", "Heiderscheit 2011"),
        ("hip_adduction_peak", "Heiderscheit 2011"),
        ("abductor_force_peak", "Lenhart 2014"),
        ("abductor_moment", "Lewinson"),
    ],
)
def test_a_row_has_the_lines_per_mass_and_of_its_peak(opened: Opened, row: str, source: str) -> None:
    page = opened(f"page=evidence&row={row}")
    assert revealed(page, row)
    expect(find(page, f"row-{row}").locator("tbody")).to_contain_text(source)
    assert word("evidence.row.unmeasured", "en") not in find(page, f"row-{row}").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tiers_tell_how_many_lines_are_known_not_to_agree(looked: Opened, language: str) -> None:
    lines = every_comparison()
    differing = sum(not line.agrees for line in lines)
    counted = {"count": len(lines), "differing": differing, "agreeing": len(lines) - differing}
    page = looked("page=evidence", language)
    expect(page.locator(".evidence")).to_contain_text(word("evidence.tiers_about", language, **counted))


def test_a_paper_that_was_not_verified_is_not_called_our_own(looked: Opened) -> None:
    page = looked("page=running")
    unfold(page)
    expect(page.locator("p", has_text="Birnbaum K").last).to_contain_text(word("evidence.unverified", "en"))


def test_the_article_prints_without_menu_and_buttons(opened: Opened) -> None:
    page = opened("page=article")
    page.emulate_media(media="print")
    expect(page.locator(".menu")).to_be_hidden()
    expect(find(page, "claim-swing_leg")).to_be_hidden()
    expect(page.locator(".claim h2").first).to_be_visible()


def test_a_claim_without_a_figure_has_no_button(looked: Opened) -> None:
    page = looked("page=article")
    assert page.locator(".claim[data-name=piriformis] button").count() == 0
