"""The report of the published numbers: honest about what disagrees, and able to fail."""

import dataclasses

import pytest

from hipmech import scenarios
from hipmech.quantities import OUTPUTS
from hipmech.sources import SOURCES
from validation import report
from validation.report import Comparison, every_comparison, golden

LINES = every_comparison()
AGREEING = Comparison(
    source="pauwels_1965",
    quantity="joint_reaction_bw",
    predicted=3.0,
    published=3.01,
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
    assert line.confidence[0] in "ABCD"


def test_every_published_lever_is_validated() -> None:
    levers = {name for name, make in scenarios.SCENARIOS.items() if make().kind == "lever"}
    papers = {"pauwels_1965", "debrunner_1975", "iglic_1990", "inman_1947"}
    assert levers == papers | {"inman_1947_cane", "lever_1_2", "lever_1_3"}
    assert {line.source for line in LINES} == papers | {
        "williams_lissner_1962",
        "grays_lever",
        "bergmann_2016",
    }


def test_a_null_model_stands_beside_every_error_on_people() -> None:
    measured = [x for x in LINES if x.source == "bergmann_2016" and x.quantity == "joint_reaction_bw"]
    assert measured
    assert all(line.null_model == 0.108 for line in measured)


def test_the_worst_line_comes_last() -> None:
    text = report.report(LINES).splitlines()
    assert text[0].split() == [
        "source",
        "quantity",
        "predicted",
        "published",
        "difference",
        "null",
        "model",
        "confidence",
        "verdict",
    ]
    assert text[-1].startswith("iglic_1990 textbook stand")
    assert "known disagreement" in text[-1]
    assert len(text) == len(LINES) + 1
    worst = [abs(line.difference) / line.tolerance for line in LINES]
    assert worst == sorted(worst)


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
    "printed, tolerance", [("2.5", 0.05), ("3.009", 3.009e-3), ("0.633", 6.33e-4), ("16", 0.5), ("0", 0.5)]
)
def test_tolerance_is_half_a_digit_or_a_thousandth(printed: str, tolerance: float) -> None:
    (line,) = golden("pauwels_1965", "", "A", {"joint_reaction_bw": 1.0}, {"joint_reaction_bw": printed})
    assert line.tolerance == pytest.approx(tolerance, rel=1e-12)


def test_the_report_prints_and_returns_a_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert report.main() == 0
    assert "5 known disagreements" in capsys.readouterr().out
    monkeypatch.setattr(report, "every_comparison", lambda: (dataclasses.replace(AGREEING, predicted=9),))
    assert report.main() == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out
