"""Many hips at once are the same as each hip alone, and a row that cannot be solved harms no other."""

import csv
import itertools
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hipmech as hm
from hipmech.errors import FileError, InputError, PhysiologyWarning, UnknownQuantity
from hipmech.quantities import OUTPUTS
from hipmech.scenarios import pauwels_1965
from hipmech.sources import SOURCES
from hipmech.sweeps import Cohort, Feed, cohort, cohort_file, files, grid, sweep_file
from hipmech.tables import Dialect

NUMBERS = tuple(name for name in OUTPUTS if name != "status")


def alone(**inputs: Any) -> hm.Load:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return hm.solve(**inputs)


def quietly(columns: Any, mapping: Mapping[str, Any], **fixed: Any) -> Cohort:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return cohort(columns, mapping, **fixed)


def test_each_point_of_a_grid_is_that_hip_alone() -> None:
    axes = {"neck_shaft_angle": [120, 127, 134], "pelvic_drop": [0, 5], "body_mass": [60, 75]}
    load = grid({"inter_hip_distance": 180}, **axes)
    assert load.shape == (3, 2, 2)
    for place in np.ndindex(load.shape):
        inputs = {name: values[i] for (name, values), i in zip(axes.items(), place, strict=True)}
        hip = alone(inter_hip_distance=180, **inputs)
        for name in NUMBERS:
            np.testing.assert_allclose(load.outputs[name][place], hip.outputs[name], rtol=1e-12, atol=1e-12)


def test_a_grid_takes_lists_of_inputs() -> None:
    with pytest.raises(
        InputError, match=r"pelvic_drop has shape \(\): an axis of a grid is a list of values"
    ):
        grid(pelvic_drop=5)
    with pytest.raises(InputError, match=r"shape \(1, 2\)"):
        grid(pelvic_drop=[[1, 2]])
    with pytest.raises(UnknownQuantity, match="did you mean 'pelvic_drop'"):
        grid(pelvic_drip=[1, 2])
    with pytest.raises(InputError, match=r"neck_shaft_angle\[1, 0\] = 200 deg is not allowed"):
        grid(neck_shaft_angle=[127, 200], pelvic_drop=[0, 1, 2])


def test_what_stays_the_same_in_a_grid_is_one_value_and_no_axis() -> None:
    with pytest.raises(InputError, match=r"body_mass in base has shape \(2,\): base takes single values"):
        grid({"body_mass": [60, 75]}, pelvic_drop=[0, 5])
    with pytest.raises(InputError, match="pelvic_drop is both an axis and in base"):
        grid({"pelvic_drop": 5}, pelvic_drop=[0, 5])


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


CELLS = st.one_of(
    st.floats(40, 150).map(repr),
    st.sampled_from(["", " ", "abc", "nan", "inf", "7,5", "9", "401", "-80", "1e3", "1_0"]),
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12), st.integers(1, 5))
@settings(max_examples=60)
def test_a_row_is_that_hip_alone_or_has_a_reason(rows: list[tuple[str, str]], block: int) -> None:
    masses, hips = zip(*rows, strict=True)
    columns = {"kg": masses, "cm": hips}
    found = quietly(columns, {"body_mass": "kg", "inter_hip_distance": ("cm", 2)}, block=block)
    for row, (mass, hip) in enumerate(rows):
        try:
            expected = (
                alone(body_mass=float(mass), inter_hip_distance=2 * float(hip))
                if "_" not in mass + hip
                else None
            )
        except ValueError:
            expected = None
        assert (found.status_words[row] == "invalid input") == (expected is None)
        assert bool(found.reasons[row]) == (found.status[row] != 0)
        for name in NUMBERS:
            value = np.nan if expected is None else expected.outputs[name]
            np.testing.assert_allclose(found.outputs[name][row], value, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "cell, reason",
    [
        ("", "body_mass: the cell of 'kg' is blank."),
        (None, "body_mass: the cell of 'kg' is blank."),
        ("heavy", "body_mass: 'heavy' in 'kg' is no number."),
        ("74,5", "body_mass: '74,5' in 'kg' is no number. It has a decimal comma: write 74.5."),
        ("1,700", "is no number. Its comma is not clear: write 1700, or 1.700 if it is decimal."),
        (pd.NA, "body_mass: the cell of 'kg' is blank."),
        (np.nan, "body_mass: the cell of 'kg' is blank."),
        ("nan", "body_mass: 'nan' in 'kg' is no number."),
        (np.inf, "body_mass = inf is not a finite number: body_mass takes numbers in kg."),
        (815, "Was it given in tenths of a kilogram? Then it is 81.5 kg."),
        ("x" * 99, f"'{'x' * 37}…' in 'kg' is no number."),
    ],
)
def test_the_reason_says_what_is_wrong_with_a_cell(cell: Any, reason: str) -> None:
    found = cohort({"kg": np.array([75, cell], dtype=object)}, {"body_mass": "kg"})
    assert found.status_words.tolist() == ["ok", "invalid input"]
    assert found.reasons[0] == ""
    assert found.reasons[1].endswith(reason)


def test_all_that_is_wrong_with_a_row_is_said() -> None:
    found = cohort({"kg": ["x"], "mm": ["900"]}, {"body_mass": "kg", "inter_hip_distance": "mm"})
    assert "'x' in 'kg' is no number. inter_hip_distance = 900 mm is not allowed" in found.reasons[0]


def test_sex_matters_only_where_something_needs_it() -> None:
    people = {"who": ["Female", "M", "", "x", " f "]}
    with pytest.warns(UserWarning, match="sex is blank or not understood in 2 of 5 rows") as caught:
        found = cohort(people, {"sex": "who"}, block=2)
    assert len(caught) == 1
    assert set(found.status_words) == {"ok"}
    assert found.unclear == {"sex": 2}
    assert found.reasons.tolist() == [
        "",
        "",
        "sex: its cell is blank; solved as unspecified.",
        "sex: 'x' in 'who' is neither female nor male; solved as unspecified.",
        "",
    ]
    found = cohort(people, {"sex": "who"}, capacity_norm="eccentric")
    assert found.status_words.tolist() == ["ok", "ok", "invalid input", "invalid input", "ok"]
    for row, sex in enumerate(("female", "male")):
        hip = alone(sex=sex, capacity_norm="eccentric")
        assert found.outputs["utilisation"][row] == pytest.approx(hip.utilisation)
    assert found.reasons[2].startswith("sex: its cell is blank. sex is unspecified, but capacity_norm")
    assert found.reasons[3].startswith("sex: 'x' in 'who' is neither female nor male. sex is unspecified")
    with pytest.raises(InputError, match="sex is unspecified"):
        cohort({"kg": [75]}, {"body_mass": "kg"}, capacity_norm="eccentric")


def test_an_age_is_needed_only_by_the_norm_that_uses_it() -> None:
    people = {"years": ["60", "", "x", "999"], "who": ["f"] * 4}
    with pytest.warns(UserWarning, match="age is blank or not understood in 2 of 4 rows"):
        found = cohort(people, {"age": "years", "sex": "who"})
    assert found.status_words.tolist() == ["ok", "ok", "ok", "invalid input"]
    assert found.reasons[1] == "age: its cell is blank; solved as unspecified."
    found = cohort(people, {"age": "years", "sex": "who"}, capacity_norm="eccentric")
    assert found.status_words.tolist() == ["ok", *["invalid input"] * 3]
    hip = alone(age=60, sex="female", capacity_norm="eccentric")
    assert found.outputs["utilisation"][0] == pytest.approx(hip.utilisation)


def test_a_cane_that_is_too_strong_for_one_body_spoils_no_other() -> None:
    people = {"kg": [75, 390], "push": [0.1, 0.9]}
    found = quietly(people, {"body_mass": "kg", "cane_force_bw": "push"})
    assert found.status_words.tolist() == ["ok", "invalid input"]
    assert found.reasons[1].startswith("cane_force = 3442.13 N is not allowed")
    fixed = quietly({"kg": ["75", "390", "x"]}, {"body_mass": "kg"}, cane_force_bw=0.9)
    assert fixed.status_words.tolist()[1] == "invalid input"
    assert fixed.reasons[2] == "body_mass: 'x' in 'kg' is no number."


def test_a_status_of_the_hip_is_kept_with_its_reason() -> None:
    found = quietly({"s": [1, 0.2], "c": [0, 0]}, {"abductor_strength": "s", "cane_force": "c"})
    assert found.status_words.tolist() == ["ok", "not held"]
    assert found.reasons.tolist() == ["", "the demand exceeds what the abductors can hold"]
    assert np.isfinite(found.outputs["joint_reaction"]).all()


def test_a_frame_of_pandas_with_its_own_kinds_of_blank() -> None:
    frame = pd.DataFrame(
        {"kg": pd.array([68, None, 75], dtype="Int64"), "who": pd.Categorical(["f", "m", None])},
        index=[7, 3, 3],
    )
    with pytest.warns(UserWarning, match="sex is blank or not understood in 1 of 3 rows"):
        found = cohort(frame, {"body_mass": "kg", "sex": "who"})
    assert found.status_words.tolist() == ["ok", "invalid input", "ok"]
    table = found.table()
    assert table.shape == (3, len(NUMBERS) + 2)
    assert table.index.equals(frame.index)
    assert table.attrs["units"]["joint_reaction"] == "N"


def test_blocks_and_progress() -> None:
    people, shares = {"kg": np.linspace(50, 100, 10)}, list[float]()
    whole = cohort(people, {"body_mass": "kg"})
    parts = cohort(people, {"body_mass": "kg"}, block=4, progress=shares.append)
    for name in NUMBERS:
        np.testing.assert_array_equal(whole.outputs[name], parts.outputs[name])
    assert shares == [0.4, 0.8, 1.0]


def test_rows_outside_what_is_measured_are_counted_in_one_warning() -> None:
    with pytest.warns(PhysiologyWarning) as caught:
        cohort({"kg": [30, 75, 200, 5]}, {"body_mass": "kg"}, pelvic_drop=20)
    fixed, counted = (str(warning.message) for warning in caught)
    assert fixed.startswith("pelvic_drop = 20 deg lies outside")
    assert counted.startswith("body_mass lies outside the usual 40 to 150 kg")
    assert "in 2 of 4 rows" in counted


@pytest.mark.parametrize(
    "mapping, fixed, said",
    [
        ({"body_mas": "kg"}, {}, "did you mean 'body_mass'"),
        ({"body_mass": "kgs"}, {}, "There is no column 'kgs' for body_mass; did you mean 'kg'?"),
        ({"body_mass": "kg"}, {"pelvic_drp": 5}, "did you mean 'pelvic_drop'"),
        ({"body_mass": "kg"}, {"pelvic_drop": 99}, "pelvic_drop = 99 deg is not allowed"),
        ({"body_mass": "kg"}, {"pelvic_drop": [1, 2]}, "pelvic_drop is one value for every row"),
        ({"body_mass": "kg"}, {"body_mass": 75}, "body_mass is mapped to 'kg' and fixed too"),
        (
            {"stance_side": "kg"},
            {},
            "stance_side is a choice, one for every row: set it to one of right, left",
        ),
        ({"trunk_lean": "kg"}, {"stance_strategy": "mixed"}, "trunk_lean is set, but stance_strategy"),
        ({"body_mass": "kg", "stature": "mm"}, {}, r"do not fit together: kg (2,), mm (3,)"),
        ({"sex": ("kg", 2)}, {}, "sex is mapped to 'kg' × 2: words take no factor"),
        ({}, {}, "No column is mapped"),
    ],
)
def test_what_is_wrong_for_all_rows_is_an_error(mapping: Any, fixed: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        cohort({"kg": [75, 80], "mm": [1, 2, 3]}, mapping, **fixed)
    assert said in str(caught.value)


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
        "(--keep-cells leaves cells as they are).",
    )


def test_blocks_leave_no_trace_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.csv").write_text(PEOPLE)
    cohort_file(tmp_path / "in.csv", tmp_path / "whole.csv", WEIGHT)
    axes = {"pelvic_drop": np.linspace(0, 10, 5), "body_mass": np.array([60.0, 75.0])}
    sweep_file(tmp_path / "whole_sweep.csv", axes)
    monkeypatch.setattr(files, "FILE_BLOCK", 3)
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
    monkeypatch.setattr(files, "FILE_BLOCK", 2)
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


def test_the_same_study_gives_the_same_bytes(tmp_path: Path) -> None:
    axes = {"body_mass": np.linspace(50, 90, 7)}
    for name in ("a.csv", "b.csv"):
        sweep_file(tmp_path / name, axes)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
