"""Bars: an HTML table that says the numbers, and lets no text become markup."""

import math
import re

import pytest

from hipmech.bars import step_bars
from hipmech.bars import table as rows_in_a_box
from hipmech.comparisons import Step, misconception, steps

WIDE = {"step_width": 230.0}


def table(language: str, chosen: str = "mixed") -> str:
    return step_bars(
        steps(WIDE), misconception(WIDE), chosen, "A & <b>caption</b>", "#0B5394", "BW", language
    )


def widths(html: str) -> list[float]:
    return [float(share) for share in re.findall(r'style="width:([\d.]+)%"', html)]


def test_bars_are_as_long_as_their_moments() -> None:
    moments = [step.moment for step in (*steps(WIDE), misconception(WIDE))]
    expected = [100 * moment / max(moments) for moment in moments]
    assert widths(table("en")) == pytest.approx(expected, abs=0.05)


def test_the_misconception_is_named_and_hatched() -> None:
    assert '<tr class="wrong"><th scope="row">misconception (not a model)</th>' in table("en")
    assert '<tr class="wrong"><th scope="row">misvatting (geen model)</th>' in table("nl")


def test_the_chosen_stance_is_marked_in_words() -> None:
    assert '<tr class="chosen"><th scope="row">pelvis and trunk share it (chosen)</th>' in table("en")


def test_numbers_are_written_as_the_language_does() -> None:
    assert "54.7\u202fN·m" in table("en")
    assert "54,7\u202fN·m" in table("nl")
    assert "\u221234,3" in table("nl")
    assert "+36.8" in table("en")


def test_no_text_becomes_markup() -> None:
    assert "<caption>A &amp; &lt;b&gt;caption&lt;/b&gt;</caption>" in table("en")


def test_rows_stand_in_a_box_that_the_keyboard_reaches() -> None:
    html = rows_in_a_box([{"lever": "<i>", "arm": "1"}], 'A "name"')
    assert '<div class="box" role="region" tabindex="0" aria-label="A &quot;name&quot;">' in html
    assert '<th scope="row">&lt;i&gt;</th><td>1</td>' in html


def test_a_stance_without_answer_has_no_bar() -> None:
    lost = Step(name="mixed", moment=math.nan, joint_reaction_bw=math.nan, usual_moment=60.0, held=False)
    html = step_bars([lost], misconception({}), "mixed", "", "#000000", "BW", "en")
    assert widths(html)[0] == 0
    assert "(chosen, not held)" in html


def test_a_negative_moment_has_no_bar() -> None:
    tipped = Step(name="mixed", moment=-5.0, joint_reaction_bw=math.nan, usual_moment=60.0)
    assert widths(step_bars([tipped], misconception({}), "mixed", "", "#000000", "BW", "en"))[0] == 0
