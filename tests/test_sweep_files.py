"""Files of many hips: every cell stays, each row is that hip alone, and an error leaves no file."""

import csv
import itertools
import tomllib
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import hipmech as hm
from hipmech import stores
from hipmech.errors import FileError, InputError, PhysiologyWarning, UnknownQuantity
from hipmech.quantities import OUTPUTS
from hipmech.scenarios import pauwels_1965
from hipmech.sources import SOURCES
from hipmech.sweeps import Feed, cohort_file, cohort_files, files, grid, sweep_file
from hipmech.tables import Dialect

NUMBERS = tuple(name for name in OUTPUTS if name != "status")


def alone(**inputs: Any) -> hm.Load:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return hm.solve(**inputs)


PEOPLE = (
    'id,gender,weight,status,note\n007,Female,682,x,"=1+1"\n8,Male,,y,"a,b"\n9,m,9000,z,-5\n10,F,750,,@\n'
)
WEIGHT = (Feed("body_mass", "weight", 0.1),)


def written(target: Path, delimiter: str = ",") -> tuple[list[str], list[dict[str, str]]]:
    lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
    comments = [line.rstrip("\n") for line in lines if line.startswith("# ")]
    return comments, list(csv.DictReader(lines[len(comments) :], delimiter=delimiter))


def test_a_cohort_file_keeps_every_cell_and_adds_the_loads(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("# kept\n" + PEOPLE)
    summary = cohort_file(tmp_path / "in.csv", tmp_path / "out.csv", WEIGHT, {"pelvic_drop": 5})
    comments, rows = written(tmp_path / "out.csv")
    assert comments[0] == "# kept"
    assert "# mapped: body_mass kg = weight × 0.1" in comments
    assert "# fixed: pelvic_drop 5 deg" in comments
    assert any("joint_reaction N;" in line and line.startswith("# units: ") for line in comments)
    (units,) = (line for line in comments if line.startswith("# units: "))
    names = [part.rsplit(" ", 1)[0] for part in units.removeprefix("# units: ").split("; ")]
    assert names == [name for name in rows[0] if name in NUMBERS]
    assert [row["id"] for row in rows] == ["007", "8", "9", "10"]
    assert [row["status"] for row in rows] == ["x", "y", "z", ""]
    assert [row["note"] for row in rows] == ["'=1+1", "a,b", "-5", "@"]
    assert [row["hipmech_status"] for row in rows] == ["ok", "invalid input", "invalid input", "ok"]
    assert rows[1]["reason"] == "body_mass: the cell of 'weight' is blank."
    assert rows[1]["joint_reaction"] == ""
    hip = alone(body_mass=68.2, pelvic_drop=5)
    for name in NUMBERS:
        assert float(rows[0][name]) == pytest.approx(hip.outputs[name], rel=1e-11, abs=1e-11)
    assert summary.rows == 4
    assert summary.counts == {"ok": 2, "invalid input": 2}
    assert summary.example.startswith("row 2: body_mass: the cell of 'weight' is blank")
    assert summary.alarm.startswith(
        "2 of 4 rows invalid; most often (1 time) as here: body_mass: the cell of"
    )
    assert summary.notes == (
        "The input has a column status of its own: the one of hipmech is hipmech_status.",
        "1 cell that a spreadsheet would run as a formula: written with an apostrophe in front "
        "(--keep-cells, or keep_cells=True in Python, leaves them as they are).",
    )


@pytest.mark.parametrize("ending", [".parquet", ".nc"])
def test_a_cohort_file_of_another_kind_holds_the_same_rows(tmp_path: Path, ending: str) -> None:
    """Its own cells are text, as they stand; a column status of its own stays what it is."""
    (tmp_path / "in.csv").write_text(PEOPLE)
    made = {
        kind: cohort_file(tmp_path / "in.csv", tmp_path / f"out{kind}", WEIGHT, {"pelvic_drop": 5})
        for kind in (".csv", ending)
    }
    assert made[ending].counts == made[".csv"].counts
    assert made[ending].notes == made[".csv"].notes[:1]
    found = stores.read(tmp_path / f"out{ending}")
    _, rows = written(tmp_path / "out.csv")
    assert list(found.frame) == list(rows[0])
    assert found.frame["note"].tolist() == ["=1+1", "a,b", "-5", "@"]
    for name in ("id", "gender", "weight", "status", "hipmech_status", "reason"):
        assert found.frame[name].tolist() == [row[name] for row in rows]
    for name in NUMBERS:
        expected = [float(row[name] or "nan") for row in rows]
        np.testing.assert_allclose(found.frame[name], expected, rtol=1e-11, atol=1e-11)
    assert found.units["joint_reaction"] == "N"
    assert (found.fixed, found.provenance["command"]) == ({"pelvic_drop": 5}, "cohort")
    assert found.metadata.varied == ("mapped: body_mass kg = weight × 0.1",)
    assert "body_mass" not in found.metadata.defaults
    with pytest.raises(FileError, match="exists and is left as it is"):
        cohort_file(tmp_path / "in.csv", tmp_path / f"out{ending}", WEIGHT)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".nc"])
def test_of_a_cohort_only_the_outputs_asked_for_are_written(tmp_path: Path, ending: str) -> None:
    (tmp_path / "in.csv").write_text(PEOPLE.replace("status", "group"))
    names = ["contact_stress_peak", "joint_reaction_bw", "status", "joint_reaction_bw"]
    cohort_file(tmp_path / "in.csv", tmp_path / f"out{ending}", WEIGHT, outputs=names)
    found = stores.read(tmp_path / f"out{ending}")
    asked = ["contact_stress_peak", "joint_reaction_bw", "status", "reason"]
    assert list(found.frame) == ["id", "gender", "weight", "group", "note", *asked]
    assert "centre_edge_angle" in found.metadata.defaults
    hip = alone(body_mass=68.2)
    assert found.frame["joint_reaction_bw"][0] == pytest.approx(hip.joint_reaction_bw, rel=1e-11)
    assert found.frame["status"].tolist() == ["ok", "invalid input", "invalid input", "ok"]
    for wrong, said in (("joint_reaktion", "did you mean 'joint_reaction"), ("step_width", "is an input")):
        with pytest.raises((InputError, UnknownQuantity), match=said):
            cohort_file(tmp_path / "in.csv", tmp_path / f"x{ending}", WEIGHT, outputs=[wrong])
    with pytest.raises(FileError, match="CSV, Parquet and NetCDF"):
        cohort_file(tmp_path / "in.csv", tmp_path / "x.xlsx", WEIGHT)
    assert not list(tmp_path.glob("x.*"))


def test_blocks_leave_no_trace_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.csv").write_text(PEOPLE)
    cohort_file(tmp_path / "in.csv", tmp_path / "whole.csv", WEIGHT)
    axes = {"pelvic_drop": np.linspace(0, 10, 5), "body_mass": np.array([60.0, 75.0])}
    sweep_file(tmp_path / "whole_sweep.csv", axes)
    for module in (files, cohort_files):
        monkeypatch.setattr(module, "FILE_BLOCK", 3)
    shares: list[float] = []
    cohort_file(tmp_path / "in.csv", tmp_path / "parts.csv", WEIGHT, progress=shares.append)
    sweep_file(tmp_path / "parts_sweep.csv", axes, progress=shares.append)
    assert shares == [1.0, 1.0, 0.3, 0.6, 0.9, 1.0]
    for whole, parts in (("whole.csv", "parts.csv"), ("whole_sweep.csv", "parts_sweep.csv")):
        assert (tmp_path / whole).read_bytes() == (tmp_path / parts).read_bytes()


def test_its_own_output_may_be_an_input_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(PEOPLE)
    cohort_file(tmp_path / "a.csv", tmp_path / "b.csv", WEIGHT)
    cohort_file(tmp_path / "b.csv", tmp_path / "c.csv", WEIGHT)
    _, rows = written(tmp_path / "c.csv")
    assert rows[0]["hipmech_hipmech_status"] == rows[0]["hipmech_status"] == "ok"
    assert rows[0]["hipmech_joint_reaction"] == rows[0]["joint_reaction"]
    units = [line for line in (tmp_path / "c.csv").read_text().splitlines() if line.startswith("# units: ")]
    assert "hipmech_joint_reaction N;" in units[1]


def test_odd_names_of_columns_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('=1+1," kg ","a,=1\n+1"\n1,75,\n')
    for column in ("kg", " kg "):
        cohort_file(tmp_path / "in.csv", tmp_path / "out.csv", [Feed("body_mass", column)], overwrite=True)
        comments, rows = written(tmp_path / "out.csv")
        assert list(rows[0])[:3] == ["'=1+1", " kg ", "a,=1\n+1"]
    (tmp_path / "in.csv").write_text('"a,=1\n+1"\n75\n')
    cohort_file(tmp_path / "in.csv", tmp_path / "out.csv", [Feed("body_mass", "a,=1\n+1")], overwrite=True)
    comments, _ = written(tmp_path / "out.csv")
    assert "# mapped: body_mass kg = a =1 +1" in comments


def test_a_hip_distance_by_a_factor_is_called_an_estimate(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("crest\n274\n")
    for factor, estimated in ((0.627, True), (1.0, False), (10.0, False), (0.1, False)):
        feeds = (Feed("inter_hip_distance", "crest", factor),)
        cohort_file(tmp_path / "in.csv", tmp_path / "out.csv", feeds, overwrite=True)
        (line,) = (line for line in written(tmp_path / "out.csv")[0] if line.startswith("# mapped"))
        assert ("estimated from a column" in line and "± 10.9 mm" in line) == estimated
    assert {"fischer_2021", "harrington_2007"} <= SOURCES.keys()


def test_a_file_with_decimal_commas_is_recognised_and_read_when_told(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("kg;name\n68,2;Ann\n75,0;Bob\n")
    feeds, semicolon = (Feed("body_mass", "kg"),), Dialect(delimiter=";")
    with pytest.raises(FileError, match=r"'kg' has decimal commas, such as '68,2'\. Give the decimal mark"):
        cohort_file(tmp_path / "in.csv", tmp_path / "out.csv", feeds, dialect=semicolon)
    assert not (tmp_path / "out.csv").exists()
    told = Dialect(delimiter=";", decimal=",")
    cohort_file(tmp_path / "in.csv", tmp_path / "out.csv", feeds, dialect=told)
    _, rows = written(tmp_path / "out.csv", ";")
    assert rows[0]["kg"] == "68,2"
    assert rows[0]["abductor_capacity"] == "122,76"


def test_an_error_far_down_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort_files, "FILE_BLOCK", 2)
    (tmp_path / "in.csv").write_text(PEOPLE + "11,F\n")
    with pytest.raises(FileError, match="line 6: 2 cells where the header has 5"):
        cohort_file(tmp_path / "in.csv", tmp_path / "out.csv", WEIGHT)
    with pytest.raises(FileError, match="is the input itself"):
        cohort_file(tmp_path / "in.csv", tmp_path / "in.csv", WEIGHT, overwrite=True)
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


def test_a_sweep_file_is_the_grid_in_rows(tmp_path: Path) -> None:
    axes = {"neck_shaft_angle": np.array([60.0, 120.0, 127.0]), "pelvic_drop": np.array([0.0, 5.0])}
    summary = sweep_file(tmp_path / "out.csv", axes, {"body_mass": 80, "pelvic_drop": 3})
    comments, rows = written(tmp_path / "out.csv")
    assert "# varied: neck_shaft_angle 60 120 127 deg in 3 values" in comments
    assert "# varied: pelvic_drop 0 to 5 deg in 2 values" in comments
    assert "# fixed: body_mass 80 kg" in comments
    sweep_file(tmp_path / "long.csv", {"pelvic_drop": np.geomspace(0.1, 10, 60)})
    assert "# varied: pelvic_drop unevenly 0.1 to 10 deg in 60 values" in written(tmp_path / "long.csv")[0]
    assert summary.counts == {"ok": 4, "invalid input": 2}
    for row, (angle, drop) in zip(rows, itertools.product(*axes.values()), strict=True):
        assert (float(row["neck_shaft_angle"]), float(row["pelvic_drop"])) == (angle, drop)
        if angle == 60:
            assert "must lie between 80 and 170 deg" in row["reason"]
            continue
        hip = alone(body_mass=80, neck_shaft_angle=angle, pelvic_drop=drop)
        for name in NUMBERS:
            assert float(row[name]) == pytest.approx(hip.outputs[name], rel=1e-11, abs=1e-11)


def test_a_lean_that_is_solved_for_is_an_output(tmp_path: Path) -> None:
    fixed = {"stance_strategy": "trunk_over_foot"}
    sweep_file(tmp_path / "out.csv", {"step_width": np.array([130.0, 230.0])}, fixed)
    _, rows = written(tmp_path / "out.csv")
    assert float(rows[1]["trunk_lean"]) > float(rows[0]["trunk_lean"])


def test_a_published_lever_can_be_swept(tmp_path: Path) -> None:
    lever = pauwels_1965()
    axes = {"abductor_arm": np.array([40.0, 50.0])}
    sweep_file(tmp_path / "out.csv", axes, lever.inputs, solver=hm.solve_lever)
    _, rows = written(tmp_path / "out.csv")
    assert float(rows[0]["joint_reaction_bw"]) == pytest.approx(3.009, abs=5e-4)
    assert "hip_adduction" not in rows[0]
    with pytest.raises(InputError, match="neck_shaft_angle has no place in it"):
        sweep_file(tmp_path / "o.csv", {"neck_shaft_angle": np.ones(2)}, lever.inputs, solver=hm.solve_lever)
    assert not (tmp_path / "o.csv").exists()


def test_a_sweep_over_choices_names_them(tmp_path: Path) -> None:
    axes = {"stance_strategy": ["pelvis_over_foot", "mixed"], "sex": ["female", "male"]}
    fixed: dict[str, Any] = {"capacity_norm": "concentric", "step_width": 230}
    summary = sweep_file(tmp_path / "out.csv", axes, fixed)
    comments, rows = written(tmp_path / "out.csv")
    assert "# varied: stance_strategy pelvis_over_foot mixed in 2 values" in comments
    assert summary.counts == {"ok": 4}
    for row in rows:
        chosen = {name: row[name] for name in axes}
        hip = alone(**fixed, **chosen)
        assert float(row["utilisation"]) == pytest.approx(hip.utilisation, rel=1e-11)
        assert float(row["trunk_lean"]) == pytest.approx(hip.trunk_lean or 0)
    assert float(rows[-1]["trunk_lean"]) != 0


def test_a_sweep_file_tells_its_design_so_that_it_can_be_run_again(tmp_path: Path) -> None:
    axes = {"neck_shaft_angle": np.array([60.0, 127.123456789]), "pelvic_drop": np.linspace(0, 5, 7)}
    sweep_file(tmp_path / "out.csv", axes, {"body_mass": 80})
    comments, _ = written(tmp_path / "out.csv")
    lines = [line.removeprefix("# design: ") for line in comments if line.startswith("# design: ")]
    told = tomllib.loads("\n".join(lines))
    assert told["fixed"] == {"body_mass": 80}
    assert told["axes"][0]["neck_shaft_angle"] == [60, 127.123456789]
    assert told["axes"][1]["pelvic_drop"] == {"from": 0, "to": 5, "count": 7}


@pytest.mark.parametrize("ending", [".parquet", ".nc"])
def test_a_sweep_file_of_another_kind_holds_the_same_table(tmp_path: Path, ending: str) -> None:
    axes: dict[str, Any] = {"neck_shaft_angle": [60, 127], "stance_strategy": ["mixed", "pelvis_over_foot"]}
    one = sweep_file(tmp_path / "out.csv", axes, {"body_mass": 80})
    assert sweep_file(tmp_path / f"out{ending}", axes, {"body_mass": 80}) == one
    text, other = stores.read(tmp_path / "out.csv"), stores.read(tmp_path / f"out{ending}")
    pd.testing.assert_frame_equal(text.frame, other.frame[text.frame.columns], check_dtype=False)
    assert text.units == other.units
    assert text.provenance == other.provenance
    few = sweep_file(tmp_path / f"few{ending}", axes, outputs=["utilisation"])
    assert few.counts == one.counts
    names = {*stores.read(tmp_path / f"few{ending}").frame.columns}
    assert names == {*axes, "utilisation", "status", "reason"}


def test_the_same_study_gives_the_same_bytes(tmp_path: Path) -> None:
    axes = {"body_mass": np.linspace(50, 90, 7)}
    for name in ("a.csv", "b.csv"):
        sweep_file(tmp_path / name, axes)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_table_of_a_grid_has_the_columns_of_its_file(tmp_path: Path) -> None:
    axes = {
        "pelvic_drop": np.array([0.0, 5.0]),
        "cane_force_bw": np.array([0.0, 0.1, 0.2]),
        "body_mass": np.array([60.0, 75.0]),
    }
    base = {"sex": "female", "inter_hip_distance": 180.0}
    table = grid(base, **axes).table()
    sweep_file(tmp_path / "out.csv", axes, base)
    comments, rows = written(tmp_path / "out.csv")
    assert [*table.columns, "reason"] == list(rows[0])
    assert list(table.columns)[:3] == list(axes)
    for name in (*axes, *NUMBERS):
        np.testing.assert_allclose(table[name], [float(row[name]) for row in rows], rtol=1e-11, atol=1e-11)
    assert "cane_force" not in table.attrs["fixed"]
    assert table.attrs["fixed"]["inter_hip_distance"] == 180
    assert table.attrs["units"]["cane_force_bw"] == "BW"
    assert not any("cane_force 0 N" in line for line in comments)
