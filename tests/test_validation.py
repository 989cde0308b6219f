"""The report of the references: honest about where they come from and what disagrees, and able to fail."""

import dataclasses
import re
from collections import Counter

import pytest

from hipmech import scenarios
from hipmech.quantities import OUTPUTS
from hipmech.sources import SOURCES
from validation import report
from validation.report import COMPUTED, MEASURED, ORIGINS, PRINTED, Comparison, every_comparison, golden

LINES = every_comparison()
AGREEING = Comparison(
    source="pauwels_1965",
    quantity="joint_reaction_bw",
    predicted=3.0,
    reference=3.01,
    origin=PRINTED,
    tolerance=0.05,
    reason="half a digit",
    confidence="A",
)
KNOWN = dataclasses.replace(AGREEING, predicted=3.5, known_difference=(0.5, 0.02))


@pytest.mark.parametrize("line", LINES, ids=str)
def test_every_line_holds_and_says_why(line: Comparison) -> None:
    assert line.holds
    assert line.reason
    assert line.source in SOURCES
    assert line.quantity in OUTPUTS
    assert line.origin in ORIGINS
    assert line.confidence in tuple("ABCD")
    assert line.tolerance > 0


def test_every_published_lever_is_validated() -> None:
    levers = {name for name, make in scenarios.SCENARIOS.items() if make().kind == "lever"}
    papers = {"pauwels_1965", "debrunner_1975", "iglic_1990", "inman_1947"}
    assert levers == papers | {"inman_1947_cane", "lever_1_2", "lever_1_3"}
    assert {line.source for line in LINES} == papers | {
        "williams_lissner_1962",
        "grays_lever",
        "bergmann_2016",
    }


def test_no_line_compares_a_number_with_what_was_put_in() -> None:
    given = {
        line.source: scenarios.SCENARIOS[line.source]()
        for line in LINES
        if line.source in scenarios.SCENARIOS
    }
    assert given
    levers = [line for line in LINES if not line.case and line.source in given]
    assert [line for line in levers if line.quantity in given[line.source].inputs] == []
    assert [line for line in LINES if line.predicted == line.reference == 0] == []


def test_what_rests_on_our_own_assumption_only_tests_arithmetic() -> None:
    ours = [line for line in LINES if line.source in {"inman_1947", "williams_lissner_1962"}]
    assert {line.confidence for line in ours} == {"D"}
    assert {line.verdict for line in ours} == {"same arithmetic", "known disagreement"}
    assert {line.verdict for line in LINES if line.confidence != "D"} == {"agrees", "known disagreement"}


def test_printed_and_computed_numbers_are_told_apart() -> None:
    angles = {
        x.origin: x for x in LINES if x.source == "pauwels_1965" and x.quantity == "joint_reaction_angle"
    }
    assert angles[PRINTED].reference == 16
    assert angles[COMPUTED].reference == 15.44
    verdicts = Counter(line.verdict for line in LINES if line.origin == PRINTED)
    assert verdicts == {"agrees": 1, "same arithmetic": 1, "known disagreement": 2}, (
        "docs/evidence.md counts them"
    )


def test_people_are_a_group_of_their_own_and_the_null_model_is_about_single_persons() -> None:
    assert {line.source for line in LINES if line.origin == MEASURED} == {"bergmann_2016"}
    assert all("standard deviation of the ten" in line.reason for line in LINES if line.origin == MEASURED)
    (remark,) = report.every_remark()
    assert remark.startswith("For single persons:")
    assert "10.8%" in remark


def test_the_worst_line_comes_last() -> None:
    head, *table = report.report(LINES).partition("\n\n")[0].splitlines()
    assert re.split(r" {2,}", head) == list(report.HEADINGS)
    assert "published" not in head
    assert "null" not in head
    assert table[-1].startswith("iglic_1990 textbook stand")
    assert "known disagreement" in table[-1]
    assert len(table) == len(LINES)
    worst = [abs(line.difference) / line.tolerance for line in LINES]
    assert worst == sorted(worst)


def test_each_tolerance_stands_with_its_reason() -> None:
    shown = report.report([AGREEING])
    assert "±0.05 [1]" in shown
    assert shown.endswith("[1] half a digit")


def test_a_wrong_prediction_fails() -> None:
    wrong = dataclasses.replace(AGREEING, predicted=3.07)
    assert AGREEING.holds
    assert AGREEING.verdict == "agrees"
    assert not wrong.holds
    with pytest.raises(AssertionError, match="DOES NOT HOLD"):
        report.assert_all_hold([AGREEING, wrong])


def test_a_known_disagreement_may_not_vanish_or_grow_unnoticed() -> None:
    assert KNOWN.holds
    assert KNOWN.verdict == "known disagreement"
    for predicted in (3.01, 3.45, 3.6):
        assert not dataclasses.replace(KNOWN, predicted=predicted).holds


@pytest.mark.parametrize(
    "written, tolerance", [("2.5", 0.05), ("3.009", 3.009e-3), ("0.633", 6.33e-4), ("16", 0.5), ("0", 0.5)]
)
def test_tolerance_is_half_a_digit_or_a_thousandth(written: str, tolerance: float) -> None:
    (line,) = golden(
        "pauwels_1965", "", PRINTED, "A", {"joint_reaction_bw": 1.0}, {"joint_reaction_bw": written}
    )
    assert line.tolerance == pytest.approx(tolerance, rel=1e-12)


def test_the_report_prints_and_returns_a_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert report.main() == 0
    printed = capsys.readouterr().out
    assert "5 known disagreements" in printed
    assert "\nFor single persons: " in printed
    assert all(f"\n{origin}: " in printed for origin in ORIGINS)
    monkeypatch.setattr(report, "every_comparison", lambda: (dataclasses.replace(AGREEING, predicted=9),))
    assert report.main() == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out
