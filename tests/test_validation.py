"""The lines of the validation: honest about where they come from and what disagrees, and able to fail."""

import dataclasses
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hipmech import scenarios
from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES
from validation import report
from validation.comparison import (
    AIDS,
    CAPACITY,
    COMPUTED,
    FULL_BODY,
    GOLDEN,
    IN_VIVO,
    KNOWN,
    MEASURED,
    ORIGINS,
    PRINTED,
    SENSITIVITIES,
    TIERS,
    Comparison,
    golden,
    worst_last,
)

LINES = report.every_comparison()
AGREEING = Comparison(
    source="pauwels_1965",
    quantity="joint_reaction_bw",
    predicted=3.0,
    reference=3.01,
    origin=PRINTED,
    tolerance=0.05,
    reason="half a digit",
    confidence="A",
    tier=GOLDEN,
)
DISAGREEING = dataclasses.replace(
    AGREEING, predicted=3.5, tier=KNOWN, known_difference=(0.49, 0.02), why="drawn"
)
EXPECTED = (
    ("bergmann_2016", "joint_reaction_angle_femur"),  # direction of the default's joint force
    ("kubinski_2015", "abductor_moment"),  # sign of the step's width
    ("warrener_2015", "joint_reaction_bw"),  # no effect of the pelvis
    ("lenhart_2014", "abductor force per mass"),  # forces in running
    ("lewinson_2014", "abductor moment per mass"),  # peak of walking
    ("ajemian_2004", "abductor_moment"),  # cane
    ("rudiger_2017", "abductor_arm"),  # offset by the single line
    ("kendall_2013", "strength needed"),  # three balances
    ("caggiano_2022", "strength needed"),  # gluteals alone
    ("vasudevan_1997", "utilisation"),  # coxa vara
)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_every_line_holds_and_says_why(line: Comparison) -> None:
    assert line.holds
    assert line.reason
    assert line.source in SOURCES
    assert line.where
    assert line.quantity in QUANTITIES or line.quantity.replace(" ", "").replace(",", "")
    assert line.origin in ORIGINS
    assert line.tier in TIERS
    assert line.tolerance > 0
    assert bool(line.why) == bool(line.known_difference)


def test_every_tier_has_lines_and_only_two_may_disagree() -> None:
    tiers = {line.tier for line in LINES}
    assert tiers == {GOLDEN, IN_VIVO, SENSITIVITIES, CAPACITY, AIDS, KNOWN}
    assert {line.tier for line in LINES if line.known_difference} == {AIDS, KNOWN}
    assert all(line.known_difference for line in LINES if line.tier == KNOWN)


@pytest.mark.parametrize("source, quantity", EXPECTED)
def test_what_is_known_to_disagree_does(source: str, quantity: str) -> None:
    found = [line for line in LINES if (line.source, line.quantity) == (source, quantity)]
    known = [line for line in found if line.known_difference]
    assert known
    assert {line.verdict for line in known} == {"known disagreement"}


def test_golden_lines_hold_to_a_thousandth_or_half_a_digit() -> None:
    for line in (line for line in LINES if line.tier == GOLDEN):
        assert line.reason in {"half the last digit", "1e-3 of the value"}
        assert line.agrees


def test_no_line_rests_on_an_assumption() -> None:
    assert {line.confidence for line in LINES} <= set("ABC")
    assert not {"inman_1947", "williams_lissner_1962"} & {line.source for line in LINES}
    assert any(remark.startswith("Inman's lever is in no table") for remark in report.every_remark())
    with pytest.raises(ValueError, match="not on 'D'"):
        dataclasses.replace(AGREEING, confidence="D")


def test_confidence_is_not_above_that_of_the_source() -> None:
    assert [str(x) for x in LINES if x.confidence < SOURCES[x.source].confidence] == []


def test_every_published_lever_is_validated() -> None:
    levers = {name for name, make in scenarios.SCENARIOS.items() if make().kind == "lever"}
    papers = {"pauwels_1965", "debrunner_1975", "iglic_1990"}
    assert levers == papers | {"inman_1947", "inman_1947_cane", "lever_1_2", "lever_1_3"}
    assert {line.source for line in LINES if line.tier == GOLDEN} == papers | {"grays_lever", "iglic_2002"}


def test_no_line_compares_a_number_with_what_was_put_in() -> None:
    levers = [x for x in LINES if not x.case and x.source in scenarios.SCENARIOS]
    assert levers
    assert [x for x in levers if x.quantity in scenarios.SCENARIOS[x.source]().inputs] == []
    assert [x for x in LINES if x.predicted == x.reference == 0] == []


def test_printed_and_computed_numbers_are_told_apart() -> None:
    angles = {
        x.origin: x for x in LINES if x.source == "pauwels_1965" and x.quantity == "joint_reaction_angle"
    }
    assert angles[PRINTED].reference == 16
    assert angles[COMPUTED].reference == 15.44
    verdicts = Counter(line.verdict for line in LINES if line.origin == PRINTED)
    assert verdicts == {"agrees": 1, "known disagreement": 1}, "docs/evidence.md counts them"


def test_people_are_a_group_and_the_null_model_is_about_single_persons() -> None:
    measured = [line for line in LINES if line.source == "bergmann_2016"]
    assert {line.origin for line in measured} == {MEASURED}
    assert not any(line.null_is_nearer for line in LINES if line.tier == IN_VIVO)
    persons, *_ = report.every_remark()
    assert persons.startswith("For single persons:")
    assert "10.8%" in persons


def test_who_knows_nothing_is_nearer_where_nothing_was_found() -> None:
    pelvis = next(line for line in LINES if line.source == "warrener_2015")
    cane = next(line for line in LINES if line.source == "ajemian_2004")
    assert pelvis.null_is_nearer
    assert not cane.null_is_nearer
    assert "0 (nearer)" in report.report([pelvis])
    assert " 0  " in report.report([cane])


def test_the_worst_line_of_each_tier_comes_last() -> None:
    for _, found in report.by_tier(LINES):
        worst = [line.severity for line in found]
        assert worst == sorted(worst)
    shuffled = worst_last(reversed(LINES))
    assert [line.tier for line in shuffled] == sorted((line.tier for line in LINES), key=list(TIERS).index)


def test_each_tolerance_stands_with_its_reason() -> None:
    table, notes, places = report.report([AGREEING]).split("\n\n")
    assert re.split(r" {2,}", table.splitlines()[0])[:3] == list(report.TEXT_HEADINGS[:3])
    assert "±0.05 [1]" in table
    assert notes == "[1] half a digit"
    assert places.startswith(f"{AGREEING.source} [{AGREEING.confidence}, {AGREEING.origin}]: ")


def test_the_report_fits_a_terminal() -> None:
    printed = report.as_text(LINES, report.every_remark())
    assert max(map(len, printed.splitlines())) <= report.WIDTH + 5
    assert not re.search(r"[+-]0\.0+(?!\d)", printed), "nothing with a sign is noise"
    assert "pp. 101-105" in printed


def test_who_lacks_the_extra_is_told_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not report.counted(LINES).endswith(report.MORE)
    monkeypatch.setattr(report, "peers", lambda: (SimpleNamespace(installed=lambda: False),))
    assert report.counted(LINES).endswith(report.MORE)


def test_a_wrong_prediction_fails() -> None:
    wrong = dataclasses.replace(AGREEING, predicted=3.07)
    assert AGREEING.holds
    assert AGREEING.verdict == "agrees"
    assert not wrong.holds
    with pytest.raises(AssertionError, match="DOES NOT HOLD"):
        report.assert_all_hold([AGREEING, wrong])


def test_a_known_disagreement_may_not_vanish_or_grow_unnoticed() -> None:
    assert DISAGREEING.holds
    assert DISAGREEING.verdict == "known disagreement"
    for predicted in (3.01, 3.45, 3.6):
        assert not dataclasses.replace(DISAGREEING, predicted=predicted).holds


@pytest.mark.parametrize("changes", [{"why": ""}, {"tier": GOLDEN}])
def test_a_disagreement_says_why_and_stands_where_it_may(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a disagreement stands where disagreements stand"):
        dataclasses.replace(DISAGREEING, **changes)


def test_a_band_agrees_inside_and_not_outside() -> None:
    held = dataclasses.replace(AGREEING, predicted=0.3, reference=0.48, band=(0.0, 0.48))
    assert held.agrees
    assert held.severity == 0
    assert not dataclasses.replace(held, predicted=0.5).agrees


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
    monkeypatch.setattr(report, "peers", tuple)
    assert report.main() == 0
    printed = capsys.readouterr().out
    assert "all hold, or disagree as published." in printed
    assert "\nFor single persons: " in printed
    assert all(f"\n{origin}: " in printed for origin in ORIGINS)
    assert all(f"\n\n{report.title(tier)}\n" in f"\n\n{printed}" for tier in TIERS if tier != FULL_BODY)
    monkeypatch.setattr(report, "every_comparison", lambda: (dataclasses.replace(AGREEING, predicted=9),))
    assert report.main() == 1
    assert "1 DO NOT HOLD" in capsys.readouterr().out


def test_one_file_a_paper_and_each_has_its_own_test() -> None:
    for paper in report.papers():
        assert (paper.__doc__ or "").strip()
        assert any(name.startswith("test_") for name in vars(paper)), paper.__name__
        assert len(Path(str(paper.__file__)).read_text("utf-8").splitlines()) < 150
