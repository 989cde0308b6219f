"""Files from the command line, whole or not at all; pages on this computer alone unless asked otherwise."""

import csv
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import hipmech as hm
from hipmech import stores
from hipmech.cli import files, pages
from hipmech.errors import FileError
from tests.test_cli import refused, run


def table(file: Path) -> list[dict[str, str]]:
    lines = [line for line in file.read_text("utf-8").splitlines(keepends=True) if not line.startswith("# ")]
    return list(csv.DictReader(lines))


def test_sweep_writes_a_grid(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    varied = ("--vary", "neck_shaft_angle=120:134:3", "--vary", "pelvic_drop=0:5:2")
    result = run("sweep", *varied, "--set", "body_mass=80", "-o", str(target))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "6 rows (6 ok)" in result.stderr
    rows = table(target)
    assert [(row["neck_shaft_angle"], row["pelvic_drop"]) for row in rows][:3] == [
        ("120", "0"),
        ("120", "5"),
        ("127", "0"),
    ]
    load = hm.solve(neck_shaft_angle=127, body_mass=80)
    assert float(rows[2]["joint_reaction"]) == pytest.approx(load.joint_reaction, rel=1e-11)
    assert "exists and is left as it is" in refused(3, "sweep", *varied, "-o", str(target))
    assert run("sweep", *varied, "-o", str(target), "--force").exit_code == 0


def test_cohort_solves_a_survey(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("subject,gender,weightkg,hips\n001,Male,815,172\n002,Female,,168\n003,F,600,160\n")
    mapped = ("--map", "body_mass=weightkg*0.1", "--map", "inter_hip_distance = hips", "--map", "sex=gender")
    arguments = ("cohort", str(source), *mapped, "--set", "capacity_norm=eccentric")
    result = run(*arguments, "-o", str(target))
    assert result.exit_code == 0, result.output
    assert "3 rows (2 ok, 1 invalid input)" in result.stderr
    assert "row 2: body_mass: the cell of 'weightkg' is blank." in result.stderr
    rows = table(target)
    assert [row["subject"] for row in rows] == ["001", "002", "003"]
    load = hm.solve(body_mass=81.5, sex="male", capacity_norm="eccentric")
    assert float(rows[0]["utilisation"]) == pytest.approx(load.utilisation, rel=1e-11)
    for name in ("out.csv", "out.parquet"):
        asked = ("--outputs", "utilisation, joint_reaction", "-o", str(tmp_path / name), "--force")
        assert run(*arguments, *asked).exit_code == 0
        frame = stores.read(tmp_path / name).frame
        own = ["subject", "gender", "weightkg", "hips"]
        assert list(frame) == [*own, "utilisation", "joint_reaction", "status", "reason"]
        assert frame["utilisation"][0] == pytest.approx(load.utilisation, rel=1e-11)
    (tmp_path / "out.parquet").unlink()
    assert "did you mean 'hips'" in refused(
        2, "cohort", str(source), "--map", "inter_hip_distance=hip", "-o", str(tmp_path / "x.csv")
    )
    assert "no such file" in refused(3, "cohort", "gone.csv", *mapped, "-o", str(tmp_path / "x.csv"))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_survey_in_the_manner_of_a_dutch_spreadsheet(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("\ufeffnaam;gewicht\nAnne;68,2\n", encoding="utf-8")
    arguments = ("cohort", str(source), "--map", "body_mass=gewicht", "-o", str(target))
    assert "--delimiter semicolon" in refused(3, *arguments)
    assert "--decimal comma" in refused(3, *arguments, "--delimiter", "semicolon")
    assert run(*arguments, "--delimiter", "semicolon", "--decimal", "comma").exit_code == 0
    assert target.read_text("utf-8").splitlines()[-1].startswith("Anne;68,2;561,")


def test_a_survey_without_any_hip_to_solve_ends_with_one(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("kg\nx\ny\n")
    result = run("cohort", str(source), "--map", "body_mass=kg", "-o", str(tmp_path / "out.csv"))
    assert result.exit_code == 1
    assert len(table(tmp_path / "out.csv")) == 2
    weak = ("--map", "abductor_strength=s", "-o", str(tmp_path / "weak.csv"))
    source.write_text("s\n0.1\n0.2\n")
    result = run("cohort", str(source), *weak)
    assert result.exit_code == 0
    assert "2 rows (2 not held)" in result.stderr


def test_a_sweep_over_listed_values(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    result = run("sweep", "--vary", "neck_shaft_angle=140, 114,127", "-o", str(target))
    assert result.exit_code == 0, result.output
    assert [row["neck_shaft_angle"] for row in table(target)] == ["140", "114", "127"]
    assert "# varied: neck_shaft_angle 140 114 127 deg in 3 values\n" in target.read_text("utf-8")
    assert "1 row (1 ok)" in run("sweep", "--vary", "age=20:20:1", "-o", str(target), "--force").stderr


def test_a_sweep_over_choices_into_parquet_and_netcdf(tmp_path: Path) -> None:
    varied = ("--vary", "stance_strategy=mixed, pelvis_over_foot", "--vary", "sex=F,male")
    chosen = ("--set", "capacity_norm=eccentric", "--outputs", "utilisation, joint_reaction_bw")
    for ending in (".csv", ".parquet", ".nc"):
        target = tmp_path / f"out{ending}"
        result = run("sweep", *varied, *chosen, "-o", str(target))
        assert result.exit_code == 0, result.output
        assert "4 rows (4 ok)" in result.stderr
        found = stores.read(target)
        frame = found.frame
        assert frame["stance_strategy"].tolist() == ["mixed"] * 2 + ["pelvis_over_foot"] * 2
        assert frame["sex"].tolist() == ["female", "male"] * 2
        load = hm.solve(stance_strategy="mixed", sex="male", capacity_norm="eccentric")
        assert frame["utilisation"][1] == pytest.approx(load.utilisation, rel=1e-11)
        assert {*frame.columns} == {
            "stance_strategy",
            "sex",
            "utilisation",
            "joint_reaction_bw",
            "status",
            "reason",
        }
        assert found.fixed == {"capacity_norm": "eccentric"}
    last = ("-o", str(tmp_path / "x.nc"))
    assert "did you mean 'mixed'" in refused(2, "sweep", "--vary", "stance_strategy=mixt", *last)
    assert "did you mean 'utilisation'" in refused(2, "sweep", *varied, "--outputs", "utilization", *last)
    assert "sex is unspecified" in refused(2, "sweep", *varied[:2], *chosen, *last)
    assert not (tmp_path / "x.nc").exists()


def test_a_large_sweep_is_announced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS_UNASKED", 5)
    arguments = ("sweep", "--vary", "pelvic_drop=0:5:6", "-o", str(tmp_path / "out.csv"))
    assert "make 6 rows, about 0.0 GB; a file takes 5." in refused(2, *arguments)
    assert not list(tmp_path.iterdir())
    assert run(*arguments, "--force-size").stderr.startswith("6 rows, about 0.0 GB.\n")


def test_a_file_that_is_no_csv_by_name_is_refused(tmp_path: Path) -> None:
    varied = ("sweep", "--vary", "pelvic_drop=0:5:3", "-o")
    assert "'-' means the screen" in refused(3, *varied, "-")
    assert "give a name that ends in .csv" in refused(3, *varied, str(tmp_path / "out.xlsx"))
    assert not list(tmp_path.iterdir())


def test_one_fault_of_most_rows_is_said_loudly(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('weight\n815\n70\n700\n""\n650\n')
    result = run("cohort", str(source), "--map", "body_mass=weight", "-o", str(target))
    assert result.exit_code == 0
    said = "ATTENTION: 4 of 5 rows invalid; most often (3 times) as here: body_mass = 815 kg is not allowed"
    assert said in result.stderr
    assert "Was it given in tenths of a kilogram?" in result.stderr


def test_a_missing_header_is_asked_for(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("815,1700,a\n700,1650,b\n")
    arguments = ("cohort", str(source), "--map", "body_mass=kg", "-o", str(tmp_path / "out.csv"))
    assert "allowed are 815, 1700, a. Its first line holds numbers: is the line with the" in refused(
        2, *arguments
    )


def test_cells_are_kept_where_asked(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("@id,kg\n@ann,70\n=1+1,80\n")
    arguments = ("cohort", str(source), "--map", "body_mass=kg", "-o", str(target))
    assert "2 cells that a spreadsheet would run as a formula" in run(*arguments).stderr
    assert [row["'@id"] for row in table(target)] == ["'@ann", "'=1+1"]
    assert "apostrophe" not in run(*arguments, "--force", "--keep-cells").stderr
    assert [row["@id"] for row in table(target)] == ["@ann", "=1+1"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite request to end")
def test_a_request_to_end_leaves_no_file(tmp_path: Path) -> None:
    sweep = ["sweep", "--vary", "pelvic_drop=0:5:3000", "--vary", "body_mass=60:90:3000"]
    command = [sys.executable, "-m", "hipmech", *sweep, "-o", str(tmp_path / "out.csv")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as work:
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        work.terminate()
        _, said = work.communicate(timeout=60)
    assert said == "Error: Stopped before the end; no output file was written.\n"
    assert work.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_stopping_leaves_no_file_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(share: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "progress", lambda label: Always(stop))
    target = tmp_path / "out.csv"
    said = refused(130, "sweep", "--vary", "pelvic_drop=0:5:3", "-o", str(target))
    assert said == "Error: Stopped before the end; no output file was written."
    assert list(tmp_path.iterdir()) == []


class Always:
    """A context that gives one thing."""

    def __init__(self, thing: Any) -> None:
        self.thing = thing

    def __enter__(self) -> Any:
        return self.thing

    def __exit__(self, *error: object) -> None:
        pass


@pytest.mark.parametrize(
    "slow, terminal, shown", [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_bar_appears_only_for_long_work_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    slow: bool,
    terminal: bool,
    shown: bool,
) -> None:
    monkeypatch.setattr(files, "PATIENCE", -1 if slow else 1000)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with files.progress("Solving") as show:
        show(0.5)
        show(1.0)
    assert ("100%" in capsys.readouterr().err) == shown


def streamlit_call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    calls: list[list[str]] = []
    monkeypatch.setattr("streamlit.web.cli.main", lambda given, **options: calls.append(given))
    monkeypatch.setattr(pages, "find_script", lambda: Path("app.py"))
    assert run("app", *arguments).exit_code == 0
    return calls[0]


def test_the_pages_are_for_this_computer_alone_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    call = streamlit_call(monkeypatch)
    assert call[:2] == ["run", "app.py"]
    assert "--server.address=localhost" in call
    for flag in pages.QUIET_AND_CLOSED:
        assert flag in call
    opened = streamlit_call(monkeypatch, "--host", "--port", "8600", "--server.headless=true")
    assert {"--server.address=0.0.0.0", "--server.port=8600", "--server.headless=true"} <= set(opened)


def test_the_pages_are_found_in_the_wheel_and_in_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "hipmech"
    monkeypatch.setattr(pages, "PACKAGE", package)
    (package / "_shipped").mkdir(parents=True)
    (tmp_path / "app.py").touch()
    with pytest.raises(FileError, match="The pages are missing"):
        pages.find_script()
    (tmp_path / "pyproject.toml").touch()
    assert pages.find_script() == tmp_path / "app.py"
    (package / "_shipped" / "app.py").touch()
    assert pages.find_script() == package / "_shipped" / "app.py"
