"""What a study says: its cost before it runs, and its report after; both can be computed again."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hipmech import stores, studies, sweeps
from hipmech.errors import InputError
from hipmech.studies import costs, executors, reports
from tests.study_runs import CASES, STUDY, study_file, table
from tests.test_cli import refused, run

WIDE = 'outputs = ["joint_reaction_bw"]\n' + "".join(
    f"[[axes]]\n{name} = {{ from = {low}, to = {high}, count = 1000 }}\n"
    for name, low, high in (
        ("neck_shaft_angle", 114, 140),
        ("neck_length", 41, 74),
        ("pelvic_drop", 0, 5),
        ("trunk_lean", 0, 10),
    )
)
"""10¹² cases."""


def read(folder: Path, text: str = STUDY) -> studies.Study:
    return studies.read(study_file(folder, text))


def test_the_summary_is_that_of_the_data(tmp_path: Path) -> None:
    report = studies.run(read(tmp_path, STUDY.replace('by = "sex"', 'by = "sex"\nintervals = [0.5, 0.9]')),
                         tmp_path / "out.csv")  # fmt: skip
    frame = stores.read(tmp_path / "out.csv").frame
    rows = table(tmp_path / "out.summary.csv")
    assert [(row["sex"], row["output"], row["unit"]) for row in rows] == [
        ("female", "joint_reaction_bw", "BW"),
        ("male", "joint_reaction_bw", "BW"),
        ("female", "abductor_moment", "N·m"),
        ("male", "abductor_moment", "N·m"),
    ]
    for row in rows:
        values = frame.loc[frame["sex"] == row["sex"], row["output"]].dropna().to_numpy()
        quantiles = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])
        assert int(row["cases"]) == values.size == 540
        found = [float(row[name]) for name in ("low_90", "low_50", "median", "high_50", "high_90")]
        np.testing.assert_allclose(found, quantiles, rtol=1e-9)
        assert float(row["mean"]) == pytest.approx(values.mean(), rel=1e-9)
        assert float(row["sd"]) == pytest.approx(values.std(ddof=1), rel=1e-9)
        assert (float(row["min"]), float(row["max"])) == pytest.approx((values.min(), values.max()), rel=1e-9)
    assert report.summary is not None
    assert len(report.summary) == 4


def test_the_ranking_is_that_of_the_data(tmp_path: Path) -> None:
    study = read(tmp_path)
    report = studies.run(study, tmp_path / "out.csv")
    frame = stores.read(tmp_path / "out.csv").frame
    loads = frame["joint_reaction_bw"].dropna()
    wanted = {
        name: float(loads.groupby(frame[column]).transform("mean").var() / loads.var())
        for name, column in {"body_mass + sex": "id", "neck_shaft_angle": "neck_shaft_angle"}.items()
    }
    assert report.ranking is not None
    found = dict(zip(report.ranking.names, report.ranking.first.tolist(), strict=True))
    for name, share in wanted.items():
        assert found[name] == pytest.approx(share, abs=0.01)
    rows = table(tmp_path / "out.ranking.csv")
    assert [row["input"] for row in rows] == list(report.ranking.ranking())
    assert set(rows[0]) == {"input", "first"}
    assert "The ranking has no intervals: 2 rows of a table are too few to tell." in report.warnings
    assert "with its interval" not in (tmp_path / "loads.svg").read_text("utf-8")


SAMPLE = '[[axes]]\nsample = "random"\ncount = 80\nneck_length = { min = 41, max = 74 }\n'
ANGLES = "[[axes]]\nneck_shaft_angle = { from = 114, to = 140, count = 27 }\n"
OTHERS = SAMPLE.replace("neck_length", "inter_hip_distance").replace("41", "160").replace("74", "184")


@pytest.mark.parametrize(
    "axes, said",
    [
        (SAMPLE, ""),
        (ANGLES, "combinations of listed values, and none of them is d"),
        (SAMPLE + ANGLES, ""),
        (
            ANGLES + "[[axes]]\npelvic_drop = [0, 2, 4]\n",
            "combinations of listed values, and none of them is d",
        ),
        (
            SAMPLE + OTHERS,
            "combine the rows of 2 tables or samples, and so are not independent of each other.",
        ),
    ],
)
def test_a_ranking_has_intervals_where_its_rows_can_tell(tmp_path: Path, axes: str, said: str) -> None:
    text = f'seed = 1\noutputs = ["joint_reaction_bw"]\n{axes}[report]\nranking = "joint_reaction_bw"\n'
    report = studies.run(read(tmp_path, text + 'figure = "loads.svg"\n'), tmp_path / "out.csv")
    assert report.ranking is not None
    assert ("first" in report.ranking.intervals) == (not said)
    told = [warning for warning in report.warnings if warning.startswith("The ranking has no intervals: ")]
    assert len(told) == bool(said)
    assert said in "".join(told)
    assert ("with its interval" in (tmp_path / "loads.svg").read_text("utf-8")) == (not said)


def test_more_postures_of_the_same_people_do_not_make_a_ranking_surer(tmp_path: Path) -> None:
    errors = []
    for postures in (20, 200):
        drops = f"[[axes]]\npelvic_drop = {{ from = 0, to = 5, count = {postures} }}\n"
        text = f'seed = 1\noutputs = ["joint_reaction_bw"]\n{SAMPLE}{drops}'
        ranking = studies.run(
            read(tmp_path, f'{text}[report]\nranking = "joint_reaction_bw"\n'), tmp_path / f"{postures}.csv"
        ).ranking
        assert ranking is not None
        errors.append(ranking.first_error[0])
    assert errors[1] == pytest.approx(errors[0], rel=0.3)


def test_groups_may_be_what_is_kept_or_all(tmp_path: Path) -> None:
    report = studies.run(read(tmp_path, STUDY.replace('by = "sex"', 'by = "id"')), tmp_path / "id.csv")
    assert report.summary is not None
    assert report.summary["id"].tolist()[:4] == ["007", "10", "8", "=1"]
    assert report.summary["cases"].tolist()[:4] == [540, 0, 540, 0]
    assert [row["id"] for row in table(tmp_path / "id.summary.csv")][:4] == ["007", "10", "8", "'=1"]
    (tmp_path / "loads.svg").unlink()
    report = studies.run(read(tmp_path, STUDY.replace('by = "sex"', "")), tmp_path / "all.csv")
    assert report.summary is not None
    assert report.summary["group"].tolist() == ["all", "all"]
    assert report.summary["cases"].tolist() == [1080, 1080]
    assert "all cases: median" in (tmp_path / "loads.svg").read_text("utf-8")


def test_blank_cells_are_called_the_same_everywhere(tmp_path: Path) -> None:
    file = study_file(tmp_path, STUDY.replace('by = "sex"', 'by = "id"'))
    (tmp_path / "people.csv").write_text("id,gender,weight\nNone,Female,682\n,Male,815\nb,Male,815\n")
    study = studies.read(file)
    report = studies.run(study, tmp_path / "out.csv")
    assert report.summary is not None
    assert report.summary["id"].tolist()[:3] == ["None", "b", ""]
    found = sweeps.summarise(study.design, study.outputs, "id")
    assert found.groups == (("None",), ("b",), ("",))
    for name, mean in zip(("None", "b", ""), report.summary["mean"], strict=False):
        assert found.mean("joint_reaction_bw", name) == pytest.approx(mean)
    drawn = (tmp_path / "loads.svg").read_text("utf-8")
    assert "blank: median" in drawn
    assert "all cases: median" not in drawn


def test_too_many_groups_are_told_and_nothing_is_computed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_GROUPS", 20)
    study = read(tmp_path, STUDY.replace('by = "sex"', 'by = "neck_shaft_angle"'))
    with pytest.raises(InputError, match=r"has more than 20 different values, .* go on with --resume"):
        studies.run(study, tmp_path / "out.csv")
    monkeypatch.setattr(executors, "part", None)
    assert studies.run(read(tmp_path), tmp_path / "out.csv", resume=True).cases == CASES


@pytest.mark.parametrize(
    "language, said",
    [
        ("en", ("femoral head (BW): prediction intervals", "female: median 2.81; 95 % of the cases lie")),
        ("nl", ("heupkop (LG): voorspellingsintervallen", "female: mediaan 2,81; 95 % van de gevallen")),
    ],
)
def test_the_figure_says_in_words_what_it_shows(tmp_path: Path, language: str, said: tuple[str, ...]) -> None:
    study = read(tmp_path)
    studies.run(study, tmp_path / "out.csv", language=language)
    drawn = (tmp_path / "loads.svg").read_text("utf-8")
    assert all(words in drawn for words in said), drawn[:2000]


def test_what_cannot_be_ranked_is_said_and_the_rest_reported(tmp_path: Path) -> None:
    for people, said in (
        ("70\n80\n", "There is no ranking. joint_reaction_bw is 2.72842 in every case"),
        ("x\ny\n", "There is no ranking. 0 of 2"),
    ):
        text = '[[axes]]\ntable = "people.csv"\nbody_mass = { column = "kg" }\n[report]\n'
        file = study_file(tmp_path, text + 'ranking = "joint_reaction_bw"\nfigure = "loads.svg"\n')
        (tmp_path / "people.csv").write_text(f"kg\n{people}")
        report = studies.run(studies.read(file), tmp_path / "out.csv", overwrite=True)
        assert report.ranking is None
        assert any(warning.startswith(said) for warning in report.warnings)
        assert [file.name for file in report.files] == ["out.csv", "out.summary.csv", "loads.svg"]
        assert all(file.is_file() for file in report.files)


def test_a_study_without_report_makes_data_alone(tmp_path: Path) -> None:
    report = studies.run(read(tmp_path, STUDY.partition("[report]")[0]), tmp_path / "out.csv")
    assert (report.summary, report.ranking) == (None, None)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out.csv", "people.csv", "study.toml"]


def test_the_command_tells_what_it_found(tmp_path: Path) -> None:
    file = str(study_file(tmp_path))
    result = run("study", "run", file)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("People: a few\n2,160 cases (1,080 invalid input, 1,080 ok)\n")
    assert "What explains the spread of joint_reaction_bw:\n  1. " in result.stdout
    for name in ("study.csv", "study.summary.csv", "study.ranking.csv", "loads.svg"):
        assert f"Written: {tmp_path / name}\n" in result.stdout
    assert "Not solved, case 1,081: body_mass: the cell of 'weight' is blank." in result.stderr
    assert "exists and is left as it is" in refused(3, "study", "run", file)
    found = json.loads(run("study", "run", file, "--force", "--json").stdout, parse_constant=pytest.fail)
    assert (found["cases"], found["counts"]) == (2160, {"invalid input": 1080, "ok": 1080})
    assert [row["output"] for row in found["summary"]] == ["joint_reaction_bw"] * 2 + ["abductor_moment"] * 2
    assert found["ranking"]["inputs"][0]["input"] == "neck_shaft_angle"
    assert found["ranking"]["inputs"][0]["first"] == pytest.approx(
        float(table(tmp_path / "study.ranking.csv")[0]["first"]), rel=1e-11
    )


def test_a_study_without_any_hip_to_solve_ends_with_one(tmp_path: Path) -> None:
    text = '[[axes]]\ntable = "people.csv"\nbody_mass = { column = "weight" }\n'
    assert run("study", "run", str(study_file(tmp_path, text))).exit_code == 1
    assert (tmp_path / "study.csv").exists()


def test_a_check_tells_the_cost_and_writes_nothing(tmp_path: Path) -> None:
    file = study_file(tmp_path, STUDY.replace("count = 20", "count = 2000"))
    found = studies.check(studies.read(file))
    assert (found.cases, found.parts, found.refusal) == (216_000, 3, "")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["people.csv", "study.toml"]
    studies.run(studies.read(file), tmp_path / "out.csv")
    assert found.bytes == pytest.approx((tmp_path / "out.csv").stat().st_size, rel=0.25)
    assert found.seconds > 0
    said = run("study", "check", str(file))
    assert said.exit_code == 0
    assert said.stdout.startswith("216,000 cases in 3 parts\nabout ")
    assert "1 of 4 rows of the table give no body_mass that is allowed" not in said.stderr
    assert "2 of 4 rows of the table give no body_mass that is allowed; row 3: body_mass: the" in said.stderr
    found_json = json.loads(run("study", "check", str(file), "--json").stdout)
    assert found_json["cases"] == 216_000


def test_rows_that_stand_twice_are_told(tmp_path: Path) -> None:
    file = study_file(tmp_path, '[[axes]]\ntable = "people.csv"\nbody_mass = { column = "kg" }\n')
    (tmp_path / "people.csv").write_text("kg\n70\n80\n70\n")
    assert studies.check(studies.read(file)).remarks == (
        "1 of 3 rows of people.csv repeat an earlier one in every column used, the first in row 3.",
    )


def test_a_million_million_cases_are_told_in_words(tmp_path: Path) -> None:
    file = study_file(tmp_path, WIDE)
    result = run("study", "check", str(file))
    assert result.exit_code == 2
    assert result.stdout.startswith("1,000,000,000,000 cases in 10,000,000 parts\nabout ")
    assert " TB of data" in result.stdout
    for command in ("check", "run"):
        said = refused_with_output(2, "study", command, str(file))
        assert "1,000 × 1,000 × 1,000 × 1,000 make 1,000,000,000,000 cases, and a study writes" in said
        assert "there is hipmech.sweeps.summarise" in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["people.csv", "study.toml"]


def refused_with_output(code: int, *arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.stderr
    return " ".join(result.stderr.split())


def raised(study: studies.Study, target: Path) -> str:
    with pytest.raises(InputError) as error:
        studies.run(study, target)
    return str(error.value)


def test_a_report_of_too_many_cases_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "MOST_REPORTED", 1000)
    said = raised(read(tmp_path), tmp_path / "out.csv")
    assert said.startswith(
        "A report is made of 1,000 cases at most, and 4 × 27 × 20 make 2,160. Leave [report] out."
    )


@pytest.mark.parametrize("missing, target", [("distributed", "out.csv"), ("xarray", "out.nc")])
def test_what_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, target: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    options: dict[str, Any] = {"scheduler": "tcp://127.0.0.1:9"} if missing == "distributed" else {}
    with pytest.raises(InputError, match=r"pip install 'hipmech\[sweep\]'"):
        studies.run(read(tmp_path), tmp_path / target, **options)
