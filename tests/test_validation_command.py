"""`hipmech validate`: every format, the exit codes, a cohort of the user's, and where it is found."""

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hipmech.cli import main
from hipmech.cli import validation as command
from hipmech.errors import FileError
from validation import report

LINES = report.every_comparison()


@pytest.fixture(autouse=True)
def _without_full_body_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "peers", tuple)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments])


def test_it_prints_every_tier_and_ends_with_the_count() -> None:
    answer = run()
    assert answer.exit_code == 0
    assert "\nKnown disagreements\n" in answer.output
    assert answer.output.rstrip().endswith("all hold, or disagree as published.")


def test_markdown_has_a_table_a_tier_and_the_place_in_the_source() -> None:
    text = run("--format", "markdown").output
    assert text.startswith("# hipmech beside the literature\n")
    assert text.count("\n| --- | --- |") == len(list(report.by_tier(LINES)))
    assert "pp. 101-105" in text
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) == len(LINES) + len(list(report.by_tier(LINES)))
    assert {row.count(" | ") for row in rows} == {len(report.HEADINGS)}


def test_csv_and_json_say_the_same() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv").output)))
    found = json.loads(run("--format", "json").output)
    assert len(rows) == len(found["lines"]) == len(LINES)
    assert found["holds"]
    for row, line in zip(rows, found["lines"], strict=True):
        assert list(row) == list(line)
        assert float(row["predicted"]) == pytest.approx(line["predicted"], rel=1e-11)
        assert row["verdict"] == line["verdict"]
    assert any(remark.startswith("For single persons:") for remark in found["remarks"])


@pytest.mark.parametrize(
    "name, start", [("a.md", "# hipmech"), ("a.csv", "tier,source"), ("a.json", "{"), ("a.txt", "Golden")]
)
def test_a_file_has_the_format_of_its_ending(tmp_path: Path, name: str, start: str) -> None:
    target = tmp_path / name
    assert run("-o", str(target)).exit_code == 0
    assert target.read_text("utf-8").startswith(start)
    again = run("-o", str(target))
    assert again.exit_code == 3
    assert "exists and is left as it is" in again.output
    assert run("-o", str(target), "--force").exit_code == 0


@pytest.mark.parametrize("tier", ["golden", "in vivo", "known disagreements"])
def test_a_line_that_fails_is_an_exit_code(monkeypatch: pytest.MonkeyPatch, tier: str) -> None:
    line = next(line for line in LINES if line.tier == tier)
    wrong = dataclasses.replace(line, predicted=line.predicted + 10 * line.tolerance + 10)
    monkeypatch.setattr(report, "every_comparison", lambda: (wrong,))
    answer = run()
    assert answer.exit_code == 1
    assert "1 DO NOT HOLD" in answer.output


PEOPLE = """kilograms;hips;peak
70,5;168;1810
82,0;175;2190
76,3;171;1950
91,2;180;2600
"""
COHORT = (
    "--delimiter", "semicolon", "--decimal", "comma", "--map", "body_mass=kilograms",
    "--map", "inter_hip_distance=hips", "--map", "measured_force=peak",
)  # fmt: skip


@pytest.fixture
def people(tmp_path: Path) -> str:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    return str(file)


def test_a_cohort_is_compared_with_every_model(people: str) -> None:
    answer = run("--cohort", people, *COHORT)
    assert answer.exit_code == 0
    assert "null model: the mean of the others" in answer.output
    assert "taken as N, as nothing else is possible" in answer.output
    assert "Nothing was fitted to these people." in answer.output


def test_a_cohort_in_every_format(people: str) -> None:
    found = json.loads(run("--cohort", people, *COHORT, "--format", "json").output)
    rows = list(csv.DictReader(io.StringIO(run("--cohort", people, *COHORT, "--format", "csv").output)))
    assert [row["name"] for row in rows] == [row["name"] for row in found["scores"]]
    assert found["scores"][0]["direction_error"] is None
    measured = [float(force) for force in found["measured"]["force_bw"]]
    null = found["predicted"]["mean_of_the_others"]["force_bw"]
    assert null[0] == pytest.approx(sum(measured[1:]) / 3)
    assert found["measured"]["angle"] == [None] * 4
    assert "| model | about |" in run("--cohort", people, *COHORT, "--format", "markdown").output


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (("--force-unit", "BW"), 2, "as BW that is no force of a standing hip"),
        (("--map", "body_mass=hips"), 2, "names body_mass twice"),
        (("--map", "pelvic_drop=hips"), 2, "'pelvic_drop' cannot be mapped here"),
    ],
)
def test_a_cohort_that_could_mean_something_else_is_asked_for(
    people: str, arguments: tuple[str, ...], code: int, words: str
) -> None:
    answer = run("--cohort", people, *COHORT, *arguments)
    assert answer.exit_code == code
    assert words in answer.output


def test_words_about_a_cohort_need_one() -> None:
    answer = run("--frame", "femur")
    assert answer.exit_code == 2
    assert "--frame is about a cohort: name its file with --cohort." in answer.output


def test_a_missing_file_is_told() -> None:
    assert run("--cohort", "nowhere.csv", *COHORT).exit_code == 3


def test_the_validation_is_found_shipped_or_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped, beside = tmp_path / "hipmech" / "_shipped" / "validation", tmp_path / "validation"
    monkeypatch.setattr(command, "PACKAGE", tmp_path / "hipmech")
    with pytest.raises(FileError, match="missing from this installation"):
        command.find_folder()
    for folder in (beside, shipped):
        folder.mkdir(parents=True)
        (folder / "report.py").write_text("")
    assert command.find_folder() == shipped
    (shipped / "report.py").unlink()
    with pytest.raises(FileError, match="missing"):
        command.find_folder()
    (tmp_path / "pyproject.toml").write_text("")
    assert command.find_folder() == beside
