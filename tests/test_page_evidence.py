"""The pages Evidence and The article in the app: address, title and the way back, without a rule broken."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from hipmech.claims import CLAIMS, said
from hipmech.readings import value
from tests.hips import solve
from tests.live_windows import watching
from tests.test_page import sideways, violations
from tests.test_stage_page import rest


@pytest.fixture
def page(browser: Browser, app_server: str) -> Iterator[Page]:
    """The app in Dutch and dark, opened at a row."""
    with watching(browser) as window:
        page = window((1280, 800), locale="nl-NL", color_scheme="dark", reduced_motion="reduce")
        page.goto(f"{app_server}/?page=evidence&row=abductor_arm&neck_shaft_angle=135")
        rest(page)
        yield page


def test_a_link_opens_at_its_row_for_everybody(page: Page) -> None:
    expect(page).to_have_title("hipmech · Onderbouwing")
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
    row = page.locator("[data-id=row-abductor_arm]")
    expect(row).to_have_attribute("open", "")
    expect(row).to_be_in_viewport()
    expect(row.locator(".evidence-now")).to_have_text(
        value("abductor_arm", float(solve(neck_shaft_angle=135).abductor_arm), "nl")
    )
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) <= 0


def test_a_claim_sets_the_hip_of_python_and_back_leads_to_the_article(page: Page) -> None:
    page.locator("[data-id=page-article]").click()
    expect(page).to_have_title("hipmech · Het artikel, nagerekend")
    expect(page).to_have_url(re.compile(r"\?neck_shaft_angle=135&page=article$"))
    told = page.locator(".claim[data-name=wide_hips]")
    expect(told).to_contain_text(said("wide_hips", "model", "nl"))
    assert violations(page) == []
    page.locator("[data-id=jump-wide_hips]").click()
    page.locator("[data-id=claim-wide_hips]").click()
    expect(page).to_have_title("hipmech · Ontdekken")
    wanted = f"inter_hip_distance={CLAIMS['wide_hips'].inputs['inter_hip_distance']:g}"
    expect(page).to_have_url(re.compile(rf"\?{wanted}$"))
    rest(page)
    page.go_back()
    expect(page).to_have_title("hipmech · Het artikel, nagerekend")
    expect(page.locator(".claim")).to_have_count(len(CLAIMS))


def test_from_a_number_two_clicks_lead_to_its_row(page: Page) -> None:
    page.locator("[data-id=page-explore]").click()
    page.locator(".answer[data-name=joint_reaction] > summary").click()
    page.locator(".answer[data-name=joint_reaction] [data-id=to-joint_reaction_bw]").click()
    expect(page).to_have_url(re.compile("page=evidence&row=joint_reaction_bw"))
    expect(page.locator("[data-id=row-joint_reaction_bw]")).to_be_in_viewport()
