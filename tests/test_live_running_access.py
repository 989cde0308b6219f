"""The page Running & tissue for everybody: screen reader, weak eyes, small screens, keyboard."""

from typing import Any

import pytest

from hipmech.words import LANGUAGES
from tests.live_access import (
    CONTRASTS,
    LOOKS,
    SCHEMES,
    SIZES,
    SMALL,
    TEXT_CONTRAST,
    WIDTH,
    reach,
    unfold,
    violations,
)
from tests.live_running import LINKS, PAGE
from tests.live_windows import NARROW, Opened, go_to


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    return {"before": PAGE, "reduced_motion": "reduce"}


@LOOKS
def test_no_rule_of_accessibility_is_broken(
    opened: Opened, language: str, size: tuple[int, int], scheme: str
) -> None:
    page = opened("", language, size, scheme)
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == []
    for link in ("", LINKS["run"], LINKS["walk"], LINKS["weak"]):
        go_to(page, f"{PAGE}{link}&language={language}")
        unfold(page)
        assert violations(page) == [], link


@SCHEMES
@pytest.mark.parametrize("link", LINKS)
def test_letters_of_the_chart_stand_out(looked: Opened, scheme: str, link: str) -> None:
    found = looked(LINKS[link], scheme=scheme).evaluate(CONTRASTS)
    assert len(found["texts"]) > 5
    assert [one for one in found["texts"] if one[0].strip() and one[1] < TEXT_CONTRAST] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
def test_the_smallest_screen_need_not_be_pushed_aside(looked: Opened, language: str, link: str) -> None:
    page = looked(LINKS[link], language, NARROW)
    unfold(page)
    assert page.evaluate(WIDTH) <= NARROW[0]


@SIZES
@pytest.mark.parametrize("link", LINKS)
def test_whatever_is_pressed_is_large_enough(looked: Opened, size: tuple[int, int], link: str) -> None:
    page = looked(LINKS[link], "nl", size)
    unfold(page)
    assert page.evaluate(SMALL) == []


def test_the_keyboard_reaches_everything_that_can_be_set(opened: Opened) -> None:
    wanted, reached = reach(opened())
    assert {"gait-run", "gait_curve", "dial-gait_rate", "dial-run_width", "dial-run_give"} <= reached
    assert wanted - reached == set()
