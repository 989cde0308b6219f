"""Trials from files, and what is done to their signals before anything is solved."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hipmech import trials
from hipmech.errors import FileError, InputError
from hipmech.tables import Dialect
from hipmech.trials.motion import contact_of
from hipmech.trials.smoothing import acceleration, bridged, smooth
from tests.trial_files import table_of, walk_csv, write_csv, write_sto
from tests.walkers import INTERVAL, MASS, Numbers, walker


def same(found: trials.Trial, expected: trials.Trial) -> None:
    assert set(found.columns) == set(expected.columns)
    np.testing.assert_allclose(found.time, expected.time, rtol=1e-12)
    for role in expected.columns:
        np.testing.assert_allclose(found[role], expected[role], rtol=1e-12, atol=1e-9)


# Reading


@pytest.mark.parametrize(
    "units",
    [
        {"s": ("s", 1.0), "mm": ("mm", 1.0), "N": ("N", 1.0)},
        {"s": ("ms", 1000.0), "mm": ("m", 0.001), "N": ("kN", 0.001)},
        {"s": ("s", 1.0), "mm": ("cm", 0.1), "N": ("N", 1.0)},
    ],
)
def test_units_stand_in_the_names(tmp_path: Path, units: dict[str, tuple[str, float]]) -> None:
    body = walker()
    file = write_csv(tmp_path / "walk.csv", table_of(body.columns, body.time, units))
    same(trials.read(file), body.trial())


@pytest.mark.parametrize("ending", ["[m]", " [m]", "(m)", " (m)", "_m"])
def test_units_may_be_fenced(tmp_path: Path, ending: str) -> None:
    body = walker()
    table = table_of(body.columns, body.time)
    table[f"com_up{ending}"] = table.pop("com_up_mm") / 1000
    same(trials.read(write_csv(tmp_path / "walk.csv", table)), body.trial())


@pytest.mark.parametrize(
    "options, dialect",
    [
        ({"above": "# a comment\n# another\n\n"}, None),
        ({"above": "\ufeff"}, None),
        ({"delimiter": ";", "mark": ","}, Dialect(delimiter=";", decimal=",")),
        ({"delimiter": "\t"}, Dialect(delimiter="\t")),
    ],
)
def test_files_as_programs_write_them(
    tmp_path: Path, options: dict[str, str], dialect: Dialect | None
) -> None:
    same(trials.read(walk_csv(tmp_path, **options), dialect=dialect), walker().trial())


def test_other_names_are_mapped_with_their_unit(tmp_path: Path) -> None:
    body = walker()
    table = table_of(body.columns, body.time)
    table["PELVIS_z"] = table.pop("com_right_mm") / 1000
    table["t"] = table.pop("time_s")
    table["knee_mm"] = table.pop("right_knee_up_mm")
    table["not ours"] = table["t"] * np.nan
    file = write_csv(tmp_path / "walk.csv", table)
    mapping = {"com_right": "PELVIS_z*1000", "time": "t*1", "right_knee_up": "knee_mm"}
    same(trials.read(file, mapping), body.trial())
    same(trials.read(file, mapping | {"com_right": "PELVIS_z * 1e3"}), body.trial())


@pytest.mark.parametrize(
    "mapping, said",
    [
        ({"com_right": "PELVIS_z"}, r"says no unit. Say it: --map com_right=PELVIS_z\*1 if it is in mm"),
        ({"com_right": "PELVIS_y*1"}, "no such column; did you mean 'PELVIS_z'"),
        ({"com_right": "PELVIS_z*0"}, "is no number other than 0"),
        ({"com_right": "PELVIS_z*x"}, "is no number other than 0"),
        ({"com_rigt": "PELVIS_z*1"}, "did you mean 'com_right'"),
        ({"com_right": ""}, "there is no such column"),
    ],
)
def test_a_mapping_that_says_too_little_is_refused(
    tmp_path: Path, mapping: dict[str, str], said: str
) -> None:
    body = walker()
    table = table_of(body.columns, body.time) | {"PELVIS_z": body.time}
    with pytest.raises(InputError, match=said):
        trials.read(write_csv(tmp_path / "walk.csv", table), mapping)


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("com_up_mm", "com_up", "says no unit"),
        ("com_up_mm", "com_up_inch", "is no unit of com_up: it takes mm, cm, m"),
        ("right_force_up_N", "right_force_up_mm", "is no unit of right_force_up: it takes N, kN"),
        ("time_s", "seconds", "has no column of time"),
        ("com_up_mm", "com_right_m", "are com_right: say which"),
    ],
)
def test_a_name_without_its_unit_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    body = walker()
    table = {name.replace(old, new): values for name, values in table_of(body.columns, body.time).items()}
    with pytest.raises(InputError, match=said):
        trials.read(write_csv(tmp_path / "walk.csv", table))


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda text: text.replace("0.5,", "0.5x,", 1), "has '0.5x' in row 51, which is no number"),
        (lambda text: text[: text.rindex(",")], "has 20 cells|cells"),
        (lambda text: text.splitlines()[0], "no row|at least one row"),
        (lambda text: "", "is empty"),
        (lambda text: text.replace(",", ";"), "delimiter seems to be the semicolon"),
        (lambda text: text.replace("com_up_mm", "com_right_mm"), "stands 2 times"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(tmp_path: Path, change: Any, said: str) -> None:
    file = walk_csv(tmp_path)
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    with pytest.raises(FileError, match=said):
        trials.read(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for name in ("none.csv", "none.sto"):
        with pytest.raises(FileError, match=r"cannot be read: no such file"):
            trials.read(tmp_path / name)


def test_openings_of_opensim_are_read(tmp_path: Path) -> None:
    body = walker()
    table = {
        "time": body.time,
        **{f"{role}_m": v / 1000 for role, v in body.columns.items() if "force" not in role},
    }
    table |= {f"{role}_N": v for role, v in body.columns.items() if "force" in role}
    same(trials.read(write_sto(tmp_path / "walk.sto", table)), body.trial())
    short = {"time": body.time, "ground_force_vy": body.columns["right_force_up"]}
    found = trials.read(write_sto(tmp_path / "grf.mot", short), {"right_force_up": "ground_force_vy*1"})
    np.testing.assert_array_equal(found["right_force_up"], body.columns["right_force_up"])


def test_columns_keep_their_names_and_header(tmp_path: Path) -> None:
    angles = write_sto(
        tmp_path / "ik.mot", {"time": np.arange(3.0), "hip_adduction_r": np.ones(3)}, inDegrees="yes"
    )
    found = trials.columns(angles)
    assert found.names == ("time", "hip_adduction_r")
    assert found.in_degrees is True
    assert trials.columns(write_sto(tmp_path / "ik.sto", {"time": np.arange(3.0)})).in_degrees is False
    assert trials.columns(walk_csv(tmp_path), ["time_s"]).in_degrees is None
    assert repr(found) == "<Columns of ik.mot: 2 of 3 rows>"
    with pytest.raises(InputError, match="did you mean 'hip_adduction_r'"):
        found["hip_adduction_l"]
    with pytest.raises(InputError, match="has no column 'nothing'"):
        trials.columns(walk_csv(tmp_path), ["nothing"])


@pytest.mark.parametrize(
    "text, said",
    [
        ("a\nnRows=1\ntime x\n0 1\n", "has no line 'endheader'"),
        ("a\nendheader\n", "no column names"),
        ("a\nendheader\ntime x\n", "no row below"),
        ("a\nendheader\ntime x x\n0 1 2\n", "'x' stands twice"),
        ("a\nendheader\ntime x\n0 1 2\n", "names 2 columns and has 3 numbers"),
        ("a\nendheader\ntime x\n0 1\n0\n", "is no table of numbers"),
        ("a\nendheader\ntime x\n0 one\n", "is no table of numbers"),
        ("a\nnRows=3\nendheader\ntime x\n0 1\n1 1\n", "says nRows=3 and has 2"),
        ("a\nnColumns=3\nendheader\ntime x\n0 1\n1 1\n", "says nColumns=3 and has 2"),
    ],
)
def test_a_damaged_file_of_opensim_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "broken.sto"
    file.write_text(text, "utf-8")
    with pytest.raises(FileError, match=said):
        trials.columns(file)


def test_a_trial_stays_as_it_was_read() -> None:
    body = walker()
    mine = dict(body.columns)
    mine["com_up"] = mine["com_up"].copy()
    trial = trials.trial(body.time, mine)
    mine["com_up"][:] = 0
    assert trial["com_up"].mean() > 900
    with pytest.raises(ValueError, match="read-only"):
        trial["com_up"][0] = 1
    with pytest.raises(ValueError, match="read-only"):
        trial.time[0] = 1


# Signals


def test_the_cut_off_is_where_half_of_the_power_is_left() -> None:
    time = np.arange(4000) * 0.001
    for rate, left in ((6.0, 0.5**0.5), (1.0, 1.0), (40.0, 0.0)):
        wave = np.sin(2 * np.pi * rate * time)
        middle = slice(1000, 3000)
        kept = np.ptp(smooth(wave, 0.001, 6.0)[middle]) / 2
        assert kept == pytest.approx(left, abs=2e-3)


def test_the_filter_has_no_delay_and_keeps_lines() -> None:
    time: Numbers = np.arange(300.0) * INTERVAL
    line: Numbers = 3 + 0.02 * np.arange(300.0)
    np.testing.assert_allclose(smooth(line, INTERVAL, 6.0), line, atol=1e-4)
    pulse = np.exp(-(((time - 1.5) / 0.1) ** 2))
    found = smooth(pulse, INTERVAL, 6.0)
    assert int(found.argmax()) == 150
    np.testing.assert_allclose(found, found[::-1][np.arange(300) - 1], atol=1e-4)
    assert smooth(pulse, INTERVAL, 0.0) is pulse


def test_runs_between_gaps_are_filtered_by_themselves() -> None:
    values = np.concatenate((np.full(50, 1.0), np.full(20, np.nan), np.full(50, 5.0), [np.nan, 7.0]))
    found = smooth(values, INTERVAL, 6.0)
    np.testing.assert_allclose(found[:50], 1)
    np.testing.assert_allclose(found[70:120], 5)
    assert found[-1] == 7
    np.testing.assert_array_equal(np.isnan(found), np.isnan(values))


def test_the_edge_of_a_trial_is_no_wave() -> None:
    """A stance that starts with the recording: the filter neither dips nor swings there."""
    rising = 800 + 0.5 * np.arange(100.0)
    assert np.abs(smooth(rising, INTERVAL, 10.0) - rising).max() < 1e-4


def test_short_gaps_alone_are_bridged() -> None:
    whole = np.sin(np.arange(100) / 20)
    holed = whole.copy()
    holed[[0, 99]] = np.nan
    holed[30:40] = np.nan
    holed[60:71] = np.nan
    found, made = bridged(holed, INTERVAL)
    assert made.sum() == 10
    assert np.isnan(found[[0, 99]]).all()
    assert np.isnan(found[60:71]).all()
    np.testing.assert_allclose(found[30:40], whole[30:40], atol=0.03)
    assert bridged(whole, INTERVAL)[0] is whole


def test_the_acceleration_of_a_fall() -> None:
    time: Numbers = np.arange(50.0) * INTERVAL
    np.testing.assert_allclose(acceleration(4.9 * np.square(time), INTERVAL), 9.8, atol=1e-9)
    assert np.isnan(acceleration(np.where(time == 0.2, np.nan, time), INTERVAL)[19:22]).all()


def test_a_contact_is_long_and_loaded() -> None:
    force = np.zeros(100)
    force[10:40], force[50:59], force[70:] = 300, 900, 20
    np.testing.assert_array_equal(np.flatnonzero(contact_of(force, INTERVAL)), np.arange(10, 40))
    np.testing.assert_array_equal(
        np.flatnonzero(contact_of(force, INTERVAL, 10.0)), [*range(10, 40), *range(70, 100)]
    )


def test_noise_of_an_empty_plate_is_nothing() -> None:
    """A few newtons and a pressure metres away, while the foot is in the air."""
    body = walker()
    noisy = {role: values.copy() for role, values in body.columns.items()}
    for role, noise in (("right_force_up", 9.0), ("right_force_right", -7.0), ("right_cop_right", 4000.0)):
        noisy[role][:40] = noise
    quiet = trials.solve(body.trial(), "right", body_mass=MASS)
    load = trials.solve(trials.trial(body.time, noisy), "right", body_mass=MASS)
    np.testing.assert_array_equal(load.outputs["abductor_moment"], quiet.outputs["abductor_moment"])
