"""A stored table comes back with its numbers, units and origin; one that breaks off leaves nothing behind."""

import errno
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from hipmech import designs, stores, sweeps
from hipmech.designs import Design
from hipmech.errors import FileError, InputError
from hipmech.stores import Metadata, datasets
from hipmech.sweeps import rows, sweep_file

ENDINGS = (".csv", ".parquet", ".nc")
every_ending = pytest.mark.parametrize("ending", ENDINGS)


def design() -> Design:
    people = {"id": ["007", "b, c", "ü"], "kg": [60, "", 80], "who": ["F", "M", "f"]}
    cohort = designs.table(people, {"body_mass": "kg", "sex": "who"}, keep=["id"], source="people.csv")
    strategies = designs.grid(stance_strategy=["pelvis_over_foot", "mixed"], abductor_strength=[0.2, 1])
    fixed = {"capacity_norm": "eccentric", "step_width": 120.5}
    known = designs.paired(age=[30, 70], pelvic_drop=[0, 4])
    return (cohort * strategies * known * designs.random(2, 5, neck_length=(41, 74))).with_fixed(**fixed)


def stored(folder: Path, ending: str, **options: Any) -> tuple[sweeps.Sweep, Path]:
    sweep = sweeps.run(design())
    target = folder / f"loads{ending}"
    rows = stores.write(sweep.columns, target, sweep.metadata, **options)
    assert rows == sweep.size
    return sweep, target


@every_ending
def test_a_table_comes_back_with_numbers_words_units_and_origin(tmp_path: Path, ending: str) -> None:
    sweep, target = stored(tmp_path, ending)
    found, table = stores.read(target), sweep.table()
    assert list(found.frame.columns) == list(table.columns)
    pd.testing.assert_frame_equal(found.frame, table, check_dtype=False, rtol=1e-11)
    told = sweep.metadata
    assert found.units == told.units
    assert found.long_names == told.long_names
    assert found.fixed == told.fixed
    assert found.provenance == told.provenance
    assert tomllib.loads(found.metadata.design) == tomllib.loads(told.design)
    assert found.metadata.design == told.design
    assert (found.metadata.varied, found.metadata.defaults) == (told.varied, told.defaults)
    assert found.frame.attrs["units"]["joint_reaction"] == "N"
    if ending != ".csv":
        assert found.metadata == told
        for name in told.units:
            np.testing.assert_array_equal(found.frame[name], table[name])


@every_ending
def test_blocks_make_the_same_table_as_the_whole(tmp_path: Path, ending: str) -> None:
    sweep, target = stored(tmp_path, ending)
    parts = (part.columns for part in sweeps.blocks(design(), size=7))
    stores.write(parts, tmp_path / f"parts{ending}", sweep.metadata)
    one, other = stores.read(target), stores.read(tmp_path / f"parts{ending}")
    pd.testing.assert_frame_equal(one.frame, other.frame)
    if ending != ".parquet":
        assert target.read_bytes() == (tmp_path / f"parts{ending}").read_bytes()
    else:
        assert parquet.ParquetFile(tmp_path / "parts.parquet").num_row_groups == -(-sweep.size // 7)


@every_ending
def test_a_frame_and_frames_are_tables_too(tmp_path: Path, ending: str) -> None:
    sweep = sweeps.run(designs.grid(pelvic_drop=[0, 5]))
    told = sweep.metadata
    stores.write(sweep.table(), tmp_path / f"one{ending}", told)
    stores.write([sweep.table().iloc[:1], sweep.table().iloc[1:]], tmp_path / f"two{ending}", told)
    one, two = (stores.read(tmp_path / f"{name}{ending}").frame for name in ("one", "two"))
    pd.testing.assert_frame_equal(one, two)


@every_ending
def test_the_same_study_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    one, other = (stored(tmp_path / folder, ending)[1].read_bytes() for folder in ("a", "b"))
    assert one == other


@every_ending
def test_a_date_only_where_the_environment_sets_one(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    _, target = stored(tmp_path, ending)
    assert "date" not in stores.read(target).provenance
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    _, target = stored(tmp_path, ending, overwrite=True)
    assert stores.read(target).provenance["date"] == "1970-01-02T00:00:00Z"


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)


@given(
    st.lists(
        st.tuples(TEXT, st.one_of(st.floats(allow_infinity=False, width=32), st.just(np.nan))),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_any_number_come_back(tmp_path: Path, rows: list[tuple[str, float]]) -> None:
    texts, numbers = zip(*rows, strict=True)
    table = {"name": np.array(texts, dtype=object), "joint_reaction": np.array(numbers)}
    told = Metadata(units={"joint_reaction": "N"}, long_names={"name": "who", "joint_reaction": "load"})
    for ending in ENDINGS:
        stores.write(table, tmp_path / f"any{ending}", told, overwrite=True)
        found = stores.read(tmp_path / f"any{ending}")
        expected = [cell if ending != ".csv" else guarded(cell) for cell in texts]
        assert found.frame["name"].tolist() == expected
        np.testing.assert_allclose(found.frame["joint_reaction"], table["joint_reaction"], rtol=1e-11)
        assert (found.units, found.long_names) == (told.units, told.long_names)


WRITTEN = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ['5" tall; the rest, not', "a # b", "# units: x kg", "two\nlines", " blanks ", "provenance: {}", "=1+1"]
)


NAMED = st.sampled_from(["title", "assumed", "tables"]) | WRITTEN


@given(st.dictionaries(NAMED, WRITTEN, max_size=4), WRITTEN, st.dictionaries(st.just("command"), WRITTEN))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_provenance_comes_back(
    tmp_path: Path, texts: dict[str, str], version: str, command: dict[str, str]
) -> None:
    """From all three stores alike, beside the columns in their order; the design may hold anything too."""
    told = {**texts, "hipmech": version} | command
    table = {"b": np.array(["x, y", '"']), "joint_reaction": np.ones(2), "a": np.array(["", "z"])}
    for ending in ENDINGS:
        metadata = Metadata(units={"joint_reaction": "N"}, provenance=told, design='title = "5\'"')
        stores.write(table, tmp_path / f"any{ending}", metadata, overwrite=True)
        found = stores.read(tmp_path / f"any{ending}")
        assert found.provenance == told
        assert found.frame.to_dict("list") == {name: values.tolist() for name, values in table.items()}
        assert list(found.frame) == ["b", "joint_reaction", "a"]


def guarded(cell: str) -> str:
    """What a spreadsheet would run as a formula has an apostrophe before it in CSV."""
    from hipmech.cells import harmless

    return harmless(cell)


def test_rows_in_another_order_or_without_an_axis_keep_their_numbers(tmp_path: Path) -> None:
    grid = designs.grid(neck_shaft_angle=[114, 127, 140], cane_force=[0, 100])
    sweep = sweeps.run(grid, ["joint_reaction_bw"])
    shuffled = sweep.table().sort_values("joint_reaction_bw", ignore_index=True)
    for number, table in enumerate((shuffled, shuffled.drop(columns="cane_force"))):
        target = tmp_path / f"{number}.nc"
        stores.write(table, target, sweep.metadata)
        pd.testing.assert_frame_equal(stores.read(target).frame, table, check_dtype=False)


def test_parquet_and_netcdf_tell_their_units_to_other_programs(tmp_path: Path) -> None:
    xarray = pytest.importorskip("xarray")
    _, target = stored(tmp_path, ".parquet")
    schema = parquet.read_schema(target)
    assert schema.field("joint_reaction_bw").metadata[b"units"] == b"BW"
    assert schema.field("utilisation").metadata[b"long_name"].startswith(b"utilisation")
    assert b"units" not in schema.field("id").metadata
    assert pd.read_parquet(target).attrs["fixed"] == {"capacity_norm": "eccentric", "step_width": 120.5}
    _, target = stored(tmp_path, ".nc")
    with xarray.open_dataset(target, engine="scipy") as data:
        assert data["joint_reaction_bw"].attrs["units"] == "BW"
        assert data.sizes["person"] == 3
        assert json.loads(data.attrs["hipmech"])["provenance"]["command"] == "sweep"


def test_text_of_people_runs_no_formula(tmp_path: Path) -> None:
    cells = {"@name": np.array(["=1+1", "-5"], dtype=object), "joint_reaction": np.array([1.0, np.nan])}
    stores.write(cells, tmp_path / "x.csv", Metadata(units={"joint_reaction": "N"}))
    lines = (tmp_path / "x.csv").read_text().splitlines()
    assert lines[-3:] == ["'@name,joint_reaction", "'=1+1,1", "-5,"]


@every_ending
def test_whatever_a_survey_carries_along_is_stored(tmp_path: Path, ending: str) -> None:
    columns = {
        "kg": [60, 80],
        "number": [1, 2],
        "long": [10**12, 2],
        "blank": np.array(["a", None], dtype=object),
        "flag": [True, False],
        "share": [0.5, np.nan],
    }
    people = designs.table(columns, {"body_mass": "kg"}, keep=[name for name in columns if name != "kg"])
    sweep = sweeps.run(people, ["joint_reaction"])
    stores.write(sweep.columns, tmp_path / f"x{ending}", sweep.metadata)
    frame = stores.read(tmp_path / f"x{ending}").frame
    assert [float(value) for value in frame["number"]] == [1, 2]
    assert [int(value) for value in frame["long"]] == [10**12, 2]
    assert frame["blank"].fillna("").tolist() == ["a", ""]
    assert float(frame["share"][0]) == 0.5


class Broken(Exception):
    """What may happen in the middle."""


@every_ending
@pytest.mark.parametrize(
    "fault, seen, said",
    [
        (KeyboardInterrupt(), KeyboardInterrupt, None),
        (Broken(), Broken, None),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), FileError, "cannot be written: no space left"),
        (FileError("gone"), FileError, "gone"),
    ],
)
def test_a_fault_in_the_middle_leaves_no_file(
    tmp_path: Path, ending: str, fault: BaseException, seen: type[BaseException], said: str | None
) -> None:
    def blocks() -> Iterator[dict[str, Any]]:
        yield {"joint_reaction": np.ones(10)}
        raise fault

    target = tmp_path / f"x{ending}"
    with pytest.raises(seen, match=said):
        stores.write(blocks(), target, Metadata(units={"joint_reaction": "N"}))
    assert list(tmp_path.iterdir()) == []
    target.write_text("mine")
    with pytest.raises(seen):
        stores.write(blocks(), target, Metadata(units={"joint_reaction": "N"}), overwrite=True)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]


@every_ending
def test_a_disk_that_is_full_is_said(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part is written to a device that takes nothing."""

    def name(self: Path, _: str) -> Path:
        link = tmp_path / f"full{self.suffix}"
        link.symlink_to("/dev/full")
        return link

    monkeypatch.setattr(Path, "with_name", name)
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, mode, **k: real(self, mode.replace("x", "w"), **k))
    with pytest.raises(FileError, match="cannot be written: no space left on device"):
        stores.write({"a": np.ones(100_000)}, tmp_path / f"x{ending}", Metadata(units={"a": "N"}))
    assert list(tmp_path.iterdir()) == []


@every_ending
def test_an_existing_file_is_left_unless_allowed(tmp_path: Path, ending: str) -> None:
    _, target = stored(tmp_path, ending)
    before = target.read_bytes()
    with pytest.raises(FileError, match=r"exists and is left as it is.*\(--force, or overwrite=True"):
        stored(tmp_path, ending)
    assert target.read_bytes() == before
    stored(tmp_path, ending, overwrite=True)


@pytest.mark.parametrize("name", ["x.xlsx", "x.XLS", "x.ods"])
def test_a_spreadsheet_is_no_table(tmp_path: Path, name: str) -> None:
    told = Metadata(units={})
    with pytest.raises(
        FileError, match="has the name of a spreadsheet, and hipmech writes CSV, Parquet and NetCDF"
    ):
        stores.write({"a": np.ones(1)}, tmp_path / name, told)
    with pytest.raises(FileError, match="has the name of a spreadsheet"):
        stores.read(tmp_path / name)
    with pytest.raises(InputError, match="at least one row"):
        stores.write([], tmp_path / "x.csv", told)
    assert list(tmp_path.iterdir()) == []


def test_netcdf_has_a_size_beyond_which_parquet_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hipmech.stores import files

    monkeypatch.setattr(files, "MOST_NUMBERS", 100)
    with pytest.raises(InputError, match=r"takes at most 100 numbers: write this one as \.parquet"):
        sweep_file(tmp_path / "x.nc", {"pelvic_drop": np.linspace(0, 10, 50)})
    assert list(tmp_path.iterdir()) == []


def test_without_xarray_netcdf_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, target = stored(tmp_path, ".nc")
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(InputError, match="pip install"):
        stores.write({"a": np.ones(1)}, tmp_path / "y.nc", Metadata(units={}))
    with pytest.raises(FileError, match="pip install"):
        stores.read(target)


def test_what_is_no_table_of_hipmech_is_said(tmp_path: Path) -> None:
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "other.parquet")
    with pytest.raises(FileError, match="holds no metadata of hipmech"):
        stores.read(tmp_path / "other.parquet")
    for name in ("bad.parquet", "bad.nc"):
        (tmp_path / name).write_bytes(b"nothing of the kind")
        with pytest.raises(FileError, match=re.escape(name)):
            stores.read(tmp_path / name)
    with pytest.raises(FileError, match="there is no such file"):
        stores.read(tmp_path / "gone.csv")


def test_the_words_of_the_status_are_those_of_the_sweeps() -> None:
    assert rows.ROW_STATUS_WORDS is datasets.ROW_STATUS_WORDS
    assert rows.ROW_STATUS_WORDS[rows.INVALID] == "invalid input"


def test_a_plain_csv_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text("a,joint_reaction\n1,2\n")
    found = stores.read(tmp_path / "plain.csv")
    assert found.frame.to_dict("list") == {"a": ["1"], "joint_reaction": ["2"]}
    assert found.units == {}
