"""The command gait, and the figure of a trial."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from hipmech import figures, stores, trials
from hipmech.cli import main
from hipmech.errors import FileError
from hipmech.figures.trial_figure import shown
from hipmech.gait import PEAKS, REACTION_PEAK
from hipmech.sources import source
from hipmech.words import LANGUAGES
from tests.trial_files import table_of, walk_csv, write_csv, write_sto
from tests.walkers import INTERVAL, MASS, Numbers, mirrored, walker

EMPTY_PLATE = (
    "The left plate is 0 throughout: single stance is taken to be the whole stance. If the left foot stood "
    "beside that plate, leave left_force_up and left_force_right out."
)


def gait(file: Path, *more: str, side: str = "right", mass: float = MASS) -> Result:
    given = ["gait", str(file), "--side", side, "--set", f"body_mass={mass:g}", *more]
    return CliRunner().invoke(main, given, catch_exceptions=False)


def refused(result: Result, code: int) -> str:
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.count("Error: ") == 1
    return result.stderr


def test_a_trial_becomes_a_file_with_its_origin(tmp_path: Path) -> None:
    target = tmp_path / "loads.csv"
    result = gait(walk_csv(tmp_path), "-o", str(target))
    assert result.exit_code == 0, result.stderr
    stored = stores.read(target)
    load = trials.solve(walker().trial(), "right", body_mass=MASS)
    assert list(stored.frame) == ["time", *trials.OUTPUTS, "status", "reason"]
    for name in ("time", *trials.OUTPUTS):
        np.testing.assert_allclose(stored.frame[name], load.columns[name], rtol=1e-9, atol=1e-9)
    assert stored.frame["status"].tolist() == load.status_words.tolist()
    assert stored.frame["reason"].tolist() == load.reasons.tolist()
    assert stored.units["abductor_moment"] == "N·m"
    assert stored.fixed == {"body_mass": MASS}
    told = stored.provenance
    assert (told["command"], told["trial"], told["side"]) == ("gait", "walk.csv", "right")
    assert (told["cutoff"], told["threshold"]) == ("10 Hz", "20 N")


@pytest.mark.parametrize("ending", [".parquet", ".nc"])
def test_other_kinds_of_files_hold_the_same(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"loads{ending}"
    assert gait(walk_csv(tmp_path), "-o", str(target)).exit_code == 0
    stored = stores.read(target)
    load = trials.solve(walker().trial(), "right", body_mass=MASS)
    np.testing.assert_array_equal(stored.frame["abductor_moment"], load.outputs["abductor_moment"])
    assert stored.frame["status"].tolist() == load.status_words.tolist()


@pytest.mark.parametrize(
    "language, said", [("en", "Right hip, 160 samples"), ("nl", "Rechter heup, 160 metingen")]
)
def test_a_stance_is_told_in_words(tmp_path: Path, language: str, said: str) -> None:
    result = gait(walk_csv(tmp_path), "--lang", language, "--cutoff", "0")
    assert result.exit_code == 0
    assert said in result.stdout
    assert result.stderr.splitlines() == [EMPTY_PLATE]
    (stance,) = trials.solve(walker().trial(), "right", cutoff=0, body_mass=MASS).stances
    mark = "." if language == "en" else ","
    assert f"{stance.peak_moment:.1f}".replace(".", mark) in result.stdout
    assert "nan" not in result.stdout
    assert f"1{mark}1 ± 0{mark}2 N·m/kg (lewinson_2014 [B])" in result.stdout
    assert "(bergmann_2016 [A])" in result.stdout
    assert "--set neck_shaft_angle=140" in result.stdout


def test_json_has_each_stance_and_null_for_no_number(tmp_path: Path) -> None:
    body = walker()
    file = write_csv(
        tmp_path / "leg.csv",
        table_of({role: v for role, v in body.columns.items() if not role.startswith("com")}, body.time),
    )
    result = gait(file, "--json", "--cutoff", "0")
    found = json.loads(result.stdout)
    load = trials.solve(body.trial(), "right", cutoff=0, body_mass=MASS)
    assert found["side"] == "right"
    assert found["cutoff"] == 0
    assert found["inputs"] == {"body_mass": MASS}
    (stance,) = found["stances"]
    assert stance["peak_moment"] == pytest.approx(load.stances[0].peak_moment)
    assert stance["whole"]["difference"] is None
    assert set(stance["shares"]) == {"vertical_force_moment", "mediolateral_force_moment", "leg_moment"}
    assert found["counts"] == load.counts
    assert found["reasons"] == load.reason_counts
    assert not set(found["counts"]) & set(found["reasons"])
    assert stance["single"]["difference"] is None
    assert found["warnings"] == []
    assert any("No centre of mass" in note for note in found["notes"])
    assert "femoral head" in found["frame"]
    assert "No centre of mass" in result.stderr


def test_the_left_side_and_other_names(tmp_path: Path) -> None:
    body = walker()
    table = table_of(mirrored(body.columns), body.time)
    table["HIPL_z"] = table.pop("left_hip_right_mm") / 1000
    result = gait(
        write_csv(tmp_path / "walk.csv", table), "--map", "left_hip_right=HIPL_z*1000", "--json", side="left"
    )
    expected = trials.solve(body.trial(), "right", body_mass=MASS).stances[0].peak_moment
    assert json.loads(result.stdout)["stances"][0]["peak_moment"] == pytest.approx(expected, rel=1e-9)


def test_files_of_opensim_and_of_other_countries(tmp_path: Path) -> None:
    body = walker()
    table = {
        "time": body.time,
        **{name: v for name, v in table_of(body.columns, body.time).items() if name != "time_s"},
    }
    plain = gait(write_sto(tmp_path / "walk.sto", table), "--json")
    csv_file = walk_csv(tmp_path, delimiter=";", mark=",")
    comma = gait(csv_file, "--delimiter", "semicolon", "--decimal", "comma", "--json")
    peaks = [json.loads(result.stdout)["stances"][0]["peak_moment"] for result in (plain, comma)]
    assert peaks[0] == pytest.approx(peaks[1], rel=1e-9)


def test_many_stances_are_told_in_short(tmp_path: Path) -> None:
    body = walker()
    long = {role: np.tile(values, 9) for role, values in body.columns.items()}
    file = write_csv(tmp_path / "long.csv", table_of(long, np.arange(9.0 * len(body.time)) * INTERVAL))
    assert "and 3 further stances; --json has them all" in gait(file, "--cutoff", "0").stdout


def test_a_trial_without_any_force_ends_with_1(tmp_path: Path) -> None:
    """A trochanter above the origin leaves no line to pull along; and it is no usual trochanter."""
    odd = ("--set", "trochanter_rise=60", "--set", "abductor_origin_up=30", "--cutoff", "0")
    result = gait(walk_csv(tmp_path), *odd)
    assert result.exit_code == 1
    assert "default one but for trochanter_rise" in " ".join(result.stdout.split())
    assert "greatest joint reaction                 – BW" in result.stdout
    assert result.stderr.splitlines() == [
        EMPTY_PLATE,
        "trochanter_rise = 60 mm lies outside the usual 0 to 15 mm (trochanter_radiographs); solved all the "
        "same.",
        "abductor_origin_up = 30 mm lies outside the usual 70 to 147 mm (fischer_2021); solved all the same.",
    ]


# Refusals


@pytest.mark.parametrize(
    "more, side, mass, said",
    [
        ((), "left", MASS, "is --side right meant"),
        ((), "right", 60, "does not fit the plates"),
        (("--cutoff", "80"), "right", MASS, "a frequency below 40"),
        (("--set", "stature=1800"), "right", MASS, "cannot be set for a trial"),
        (("--set", "neck_shaft_angel=120"), "right", MASS, "did you mean 'neck_shaft_angle'"),
        (("--map", "com_up=nothing*1"), "right", MASS, "there is no such column"),
        (("--map", "com_up"), "right", MASS, "is not understood"),
    ],
)
def test_a_wrong_request_is_one_sentence_and_no_file(
    tmp_path: Path, more: Sequence[str], side: str, mass: float, said: str
) -> None:
    file, target = walk_csv(tmp_path), tmp_path / "loads.csv"
    assert said in refused(gait(file, *more, "-o", str(target), side=side, mass=mass), 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["walk.csv"]


def test_a_mass_is_asked_for(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["gait", str(walk_csv(tmp_path)), "--side", "right"])
    assert "body_mass is missing" in refused(result, 2)


def test_files_are_neither_lost_nor_half_written(tmp_path: Path) -> None:
    file, target, picture = walk_csv(tmp_path), tmp_path / "loads.csv", tmp_path / "walk.svg"
    target.write_text("mine")
    assert "exists and is left as it is" in refused(gait(file, "-o", str(target)), 3)
    assert target.read_text() == "mine"
    assert gait(file, "-o", str(target), "--force").exit_code == 0
    assert "is the trial itself" in refused(gait(file, "-o", str(file), "--force"), 3)
    picture.write_text("mine")
    assert "exists" in refused(gait(file, "--figure", str(picture)), 3)
    assert "a picture is saved as" in refused(gait(file, "--figure", str(tmp_path / "walk.jpg")), 3)
    assert "there is no folder" in refused(gait(file, "-o", str(tmp_path / "no" / "loads.csv")), 3)
    assert "no such file" in refused(gait(tmp_path / "none.csv"), 3)
    assert "give each its own" in refused(
        gait(file, "-o", str(target), "--figure", str(target), "--force"), 2
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["loads.csv", "walk.csv", "walk.svg"]


# The figure


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_figure_is_drawn_beside_the_file(tmp_path: Path, ending: str) -> None:
    picture = tmp_path / f"walk.{ending}"
    result = gait(walk_csv(tmp_path), "--figure", str(picture))
    assert result.exit_code == 0, result.stderr
    start = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[ending]
    assert picture.read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["walk.csv", f"walk.{ending}"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_says_what_it_shows(language: str, theme: str) -> None:
    load = trials.solve(walker().trial(), "right", body_mass=MASS)
    figure = figures.trial_figure(load, language=language, theme=theme)
    drawn = figures.svg(figure)
    assert drawn == figures.svg(figures.trial_figure(load, language=language, theme=theme))
    (stance,) = load.stances
    mark = "." if language == "en" else ","
    assert f"{stance.peak_moment_per_mass:.2f}".replace(".", mark) in figure.description
    upper, lower = figure.axes
    curves = [np.asarray(line.get_ydata(), dtype=np.float64) for line in upper.lines]
    inside = slice(*stance.samples)
    wanted: Numbers = load.outputs["abductor_moment"][inside] / MASS
    assert any(curve.shape == wanted.shape and np.allclose(curve, wanted) for curve in curves)
    assert {line.get_label() for line in (*upper.lines, *lower.lines)} & {"from the leg", "uit het been"}


def test_the_bands_are_what_was_measured() -> None:
    assert f"{PEAKS['walk'].mean} ± {PEAKS['walk'].deviation}" in source(PEAKS["walk"].source).finding
    reaction = f"{REACTION_PEAK.mean:.2f} ± {REACTION_PEAK.deviation:.2f}"
    assert reaction in source(REACTION_PEAK.source).finding


def test_complete_stances_are_drawn_before_others() -> None:
    body = walker(stance=(0, 100))
    load = trials.solve(body.trial(), "right", body_mass=MASS)
    assert shown(load) == load.stances
    twice: dict[str, Any] = {
        role: np.concatenate((values, walker().columns[role])) for role, values in body.columns.items()
    }
    both = trials.solve(trials.trial(np.arange(320.0) * INTERVAL, twice), "right", body_mass=MASS)
    assert [stance.complete for stance in both.stances] == [False, True]
    assert shown(both) == both.stances[1:]


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    load = trials.solve(walker().trial(), "right", body_mass=MASS)
    with pytest.raises(FileError, match="a picture is saved as"):
        figures.save(figures.trial_figure(load), tmp_path / "walk.gif")


def test_rows_of_a_spreadsheet_stay_rows(tmp_path: Path) -> None:
    target = tmp_path / "loads.csv"
    gait(walk_csv(tmp_path), "-o", str(target))
    lines = [line for line in target.read_text("utf-8").splitlines() if not line.startswith("# ")]
    rows = list(csv.reader(lines))
    assert len(rows) == 161
    assert {len(row) for row in rows} == {len(trials.OUTPUTS) + 3}
