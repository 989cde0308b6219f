"""What a trial is warned of: doubtful although a body could be so, and what single stance alone can tell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from hipmech import stores, trials
from hipmech.cli import main
from hipmech.errors import InputError
from hipmech.trials.doubts import DOUBTFUL_FORCE
from tests.trial_files import table_of, write_csv
from tests.walkers import MASS, STANCE, Columns, Numbers, helped, standing, walker

INSIDE = slice(*STANCE)


def solve(columns: Columns, **inputs: Any) -> trials.TrialLoad:
    given = {"body_mass": MASS, "cutoff": 0} | inputs
    return trials.solve(trials.trial(np.arange(len(columns["com_up"])) / 100, columns), "right", **given)


def without(columns: Columns, *starts: str) -> Columns:
    return {role: values for role, values in columns.items() if not role.startswith(starts)}


def test_a_body_without_errors_is_not_doubted() -> None:
    assert solve(dict(walker().columns)).warnings == ()
    assert solve(dict(helped(walker()).columns)).warnings == ()


def segments(columns: Columns) -> Columns:
    """Centres of mass of the right thigh and shank where hip and knee are asked for."""
    found = dict(columns)
    for way in ("right", "up"):
        hip, knee, ankle = (columns[f"right_{joint}_{way}"] for joint in ("hip", "knee", "ankle"))
        found |= {
            f"right_hip_{way}": hip + 0.433 * (knee - hip),
            f"right_knee_{way}": knee + 0.433 * (ankle - knee),
        }
    return found


def swaying_hip(columns: Columns) -> Columns:
    sway: Numbers = 12 * np.sin(np.arange(len(columns["com_up"])) / 5)
    return columns | {"left_hip_right": columns["left_hip_right"] + sway}


DOUBTED: list[tuple[str, Callable[[Columns], Columns], str]] = [
    (
        "pressure 30 mm off",
        lambda c: c | {"right_cop_right": c["right_cop_right"] + 30},
        "centre of pressure",
    ),
    ("plate 30 N off", lambda c: c | {"right_force_up": c["right_force_up"] + 30}, "of the ground reaction"),
    ("hips that sway", swaying_hip, "a pelvis is rigid"),
    ("trochanters", lambda c: c | {"left_hip_right": c["left_hip_right"] - 140}, "usual 145 to 199 mm"),
    ("centres of mass of segments", segments, "or the centres of mass of segments?"),
]


@pytest.mark.parametrize("change, said", [row[1:] for row in DOUBTED], ids=[row[0] for row in DOUBTED])
def test_a_doubt_is_a_sentence(change: Callable[[Columns], Columns], said: str) -> None:
    load = solve(change(dict(walker().columns)))
    assert any(said in warning for warning in load.warnings)
    assert load.metadata.provenance["warnings"] == " ".join(load.warnings)
    assert "nan" not in " ".join(load.warnings)


def test_the_level_is_that_of_the_residual() -> None:
    """A force of so many newtons too much is a residual of as many."""
    body = dict(walker().columns)
    force = DOUBTFUL_FORCE * MASS * 9.80665
    stands = body["right_force_up"] > 0
    told = "ground reaction"
    for share, doubted in ((0.98, False), (1.02, True)):
        load = solve(body | {"right_force_up": body["right_force_up"] + np.where(stands, share * force, 0.0)})
        assert any(told in warning for warning in load.warnings) == doubted


# What single stance tells


def test_single_stance_leaves_out_where_the_other_foot_stands() -> None:
    stance = solve(dict(helped(walker()).columns)).stances[0]
    assert stance.single.samples == 50
    assert stance.single.difference < 1e-9
    assert solve(dict(walker().columns)).stances[0].single.samples == 80


def test_a_good_trial_without_the_other_plate_is_not_refused() -> None:
    """The other foot carries half of the body late in stance, and nobody measured it."""
    late = np.arange(160) >= 100
    body = {
        role: np.where(late, values, walker().columns[role])
        for role, values in helped(walker()).columns.items()
    }
    load = solve(without(body, "left_force", "left_cop"))
    (stance,) = load.stances
    assert np.isnan(stance.whole.difference)
    assert np.isnan(stance.whole.residual_force)
    assert stance.single.difference < 1e-9
    assert load.warnings == ()
    assert any("middle third of stance" in note for note in load.notes)


# What was never measured


@pytest.mark.parametrize("role", ["right_force_right", "right_cop_right", "right_hip_right"])
@pytest.mark.parametrize("com", [True, False])
def test_a_column_of_zeros_is_refused_while_the_body_moves(role: str, com: bool) -> None:
    body = dict(walker().columns)
    given = {r: v for r, v in body.items() if com or not r.startswith("com")} | {role: 0 * body["com_up"]}
    with pytest.raises(InputError, match=f"{role} is 0 wherever|the thigh|thigh leans|sides exchanged"):
        trials.solve(trials.trial(walker().time, given), "right", body_mass=MASS)


def test_the_zeros_of_the_other_plate_are_refused_too() -> None:
    body = dict(helped(walker()).columns)
    up = np.where(body["left_force_up"] > 0, body["left_force_up"] + 5 * np.arange(160), 0.0)
    with pytest.raises(InputError, match="left_force_right is 0 wherever the left foot stands"):
        solve(body | {"left_force_right": 0 * up, "left_force_up": up})


def test_a_faint_sideways_force_is_refused_without_a_centre_of_mass() -> None:
    body = without(dict(walker().columns), "com")
    faint = {**body, "right_force_right": body["right_force_right"] / 1000}
    with pytest.raises(InputError, match="was it given in kN"):
        trials.solve(trials.trial(walker().time, faint), "right", body_mass=MASS, cutoff=0)


def test_a_still_body_has_no_sideways_force() -> None:
    assert trials.solve(standing(), "right", body_mass=MASS).warnings == ()


# Cut recordings and gaps


def test_a_peak_at_the_cut_is_not_the_peak_of_the_stance() -> None:
    body = walker()
    moment = body.moment
    rows = slice(int(np.argmax(moment[60:100])) + 60 + 8, None)
    cut = {role: values[rows] for role, values in body.columns.items()}
    stance = solve(cut).stances[0]
    falls = stance.peak_time == stance.start
    assert stance.cut
    assert stance.gaps == 0
    assert stance.peak_within != falls


def test_a_rising_moment_cut_at_its_end_is_told(tmp_path: Path) -> None:
    body = walker()
    slope = np.interp(np.arange(160), (40, 90), (-60, 60))
    risen = body.columns | {"right_cop_right": body.columns["right_cop_right"] - slope}
    risen = {role: values[:90] for role, values in risen.items()}
    load = solve(risen)
    assert not load.stances[0].peak_within
    assert any("where the recording is cut" in warning for warning in load.warnings)
    assert "at least" in repr(load)
    file = write_csv(tmp_path / "cut.csv", table_of(risen, body.time[:90]))
    target = tmp_path / "loads.csv"
    given = ["gait", str(file), "--side", "right", "--set", f"body_mass={MASS:g}", "--cutoff", "0"]
    plain = CliRunner().invoke(main, [*given, "-o", str(target)], catch_exceptions=False)
    assert "not known: at least" in plain.stdout
    assert "cut off by the recording" in plain.stdout
    assert "standard deviations from" not in plain.stdout
    assert "Warning: Stance from 0.4" in plain.stderr
    assert "where the recording is cut" in stores.read(target).provenance["warnings"]
    told = json.loads(CliRunner().invoke(main, [*given, "--json"], catch_exceptions=False).stdout)
    assert told["warnings"] == list(load.warnings)
    assert told["stances"][0]["peak_within"] is False


def test_a_gap_of_a_force_is_named_and_is_no_cut() -> None:
    body = dict(walker().columns)
    holed = body["right_force_up"].copy()
    holed[60:65] = np.nan
    load = solve(body | {"right_force_up": holed})
    (stance,) = load.stances
    assert (stance.cut, stance.gaps, stance.complete) == (False, 5, False)
    assert any(note.startswith("right_force_up: 5 samples without a number") for note in load.notes)


def test_a_notebook_shows_each_stance() -> None:
    html = solve(dict(walker().columns))._repr_html_()
    assert html.startswith("<table><caption>Load of the right hip")
    assert html.count('scope="row"') == 1
