"""Two feet on one plate: what they show is the load of neither hip, and no peak is told of it."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from hipmech import trials
from hipmech.cli import main
from hipmech.trials.feet import SHARED_AROUND
from tests.trial_files import table_of, write_csv
from tests.walkers import INTERVAL, MASS, STANCE, Columns, Numbers, helped, mirrored, standing, walker

SHARED = "two feet seem to stand on this plate"
LANDING, FLAT = 94, 106
"""First sample that the other foot carries something, and first one that it lies flat."""


def solve(columns: Columns, side: str = "right", cutoff: float = 0) -> trials.TrialLoad:
    return trials.solve(trials.trial(walker().time, columns), side, body_mass=MASS, cutoff=cutoff)


def landing() -> Columns:
    """The other foot takes over late in stance: its ankle comes down from a crest, and keeps sinking."""
    body = dict(walker().columns)
    time = np.arange(160)
    flat = body["right_ankle_up"][FLAT]
    height = np.interp(time, (0, 60, 75, 90, FLAT, 159), (200.0, 85, 80, 105, flat, 70))
    body["left_ankle_up"] = height
    body["left_ankle_right"] = body["right_ankle_right"] - 110
    share = np.interp(time, (LANDING, 118), (0.0, 0.3))
    loaded = body["right_force_up"] > 0
    up, right = share * body["right_force_up"], share * body["right_force_right"]
    place = body["left_ankle_right"] + 5
    left = np.where(loaded, body["right_cop_right"], 0.0) * body["right_force_up"] - place * up
    return body | {
        "left_force_up": up,
        "left_force_right": right,
        "left_cop_right": np.where(up > 0, place, np.nan),
        "right_force_up": body["right_force_up"] - up,
        "right_force_right": body["right_force_right"] - right,
        "right_cop_right": np.where(loaded, left / np.where(loaded, body["right_force_up"] - up, 1), np.nan),
    }


def on_one_plate(body: Columns) -> Columns:
    """The same step with both feet on the right plate, and nothing on the left one."""
    both = body["right_force_up"] + body["left_force_up"]
    pressure = sum(
        np.nan_to_num(body[f"{side}_cop_right"]) * body[f"{side}_force_up"] for side in ("left", "right")
    )
    return body | {
        "right_force_up": both,
        "right_force_right": body["right_force_right"] + body["left_force_right"],
        "right_cop_right": np.where(both > 0, pressure / np.where(both > 0, both, 1), np.nan),
        "left_force_up": 0 * both,
        "left_force_right": 0 * both,
        "left_cop_right": np.full(160, np.nan),
    }


def without(body: Columns, *starts: str) -> Columns:
    return {role: values for role, values in body.items() if not role.startswith(starts)}


CUTS = [(), ("left_force", "left_cop"), ("left_force", "left_cop", "com")]


def test_each_foot_on_its_own_plate_is_no_doubt() -> None:
    load = solve(landing())
    assert SHARED not in load.reason_counts
    assert load.stances[0].shared == ()
    assert not any("two feet" in warning for warning in load.warnings)


@pytest.mark.parametrize("missing", CUTS)
@pytest.mark.parametrize("cutoff", [0.0, 10.0])
def test_no_moment_is_told_from_the_landing_of_the_second_foot(
    missing: tuple[str, ...], cutoff: float
) -> None:
    """At heel strike its ankle is far higher than that of a standing foot."""
    body = without(on_one_plate(landing()), *missing)
    assert body["left_ankle_up"][LANDING] > body["right_ankle_up"][LANDING] + 15
    load = solve(body, cutoff=cutoff)
    assert set(load.reasons[LANDING : STANCE[1]]) == {SHARED}
    assert np.isnan(load.outputs["abductor_moment"][LANDING : STANCE[1]]).all()
    assert np.isfinite(load.outputs["abductor_moment"][STANCE[0] + 1 : 85]).all()
    alone = walker().moment - solve(landing()).outputs["abductor_moment"]
    assert alone[FLAT : STANCE[1]].min() > 10  # N·m too much, were all of it laid to this hip
    (stance,) = load.stances
    assert not stance.peak_within
    ((first, last),) = stance.shared
    assert first <= LANDING * INTERVAL + 1e-9
    assert last == pytest.approx((STANCE[1] - 1) * INTERVAL)
    (warning,) = (one for one in load.warnings if "two feet" in one)
    assert f"two feet seem to stand on the right plate from {first:g} to {last:g} s" in warning
    assert "it is not to be trusted" in warning
    assert "one foot a plate" in warning


def test_the_foot_that_leaves_is_noticed_until_it_is_high() -> None:
    """The same step backwards in time: the second foot stands first, and pushes off."""
    forwards = on_one_plate(landing())
    body = {role: values[::-1].copy() for role, values in forwards.items()}
    load = solve(body)
    gone = 160 - LANDING
    assert set(load.reasons[160 - STANCE[1] : gone]) == {SHARED}
    assert np.isfinite(load.outputs["abductor_moment"][80 : 160 - STANCE[0] - 1]).all()


def test_without_the_other_ankle_a_stated_time_is_left_out() -> None:
    body = without(on_one_plate(landing()), "left")
    load = solve(body)
    off = np.abs(body["right_cop_right"] - body["right_ankle_right"])[STANCE[0] : STANCE[1]] > 100
    assert not off.any()  # the feet are too near to each other: nobody can see it, and the notes say so
    assert any("No left_ankle_up: a second foot on the right plate" in note for note in load.notes)
    body["right_cop_right"] = body["right_cop_right"] - np.where(np.arange(160) >= 115, 110, 0)
    shared = np.flatnonzero(solve(body).reasons == SHARED)
    assert (shared[0], shared[-1]) == (115 - round(SHARED_AROUND / INTERVAL), STANCE[1] - 1)


def gait(file: Path, *more: str) -> list[str]:
    return ["gait", str(file), "--side", "right", "--set", f"body_mass={MASS:g}", "--cutoff", "0", *more]


def test_the_peak_is_printed_as_that_of_a_cut_recording(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "both.csv", table_of(on_one_plate(landing()), walker().time))
    told = CliRunner().invoke(main, gait(file), catch_exceptions=False)
    assert "not known: at least" in told.stdout
    assert "standard deviations from" not in told.stdout
    assert "Warning: Stance from 0.4 to 1.2 s: two feet seem to stand on the right plate" in told.stderr


def test_a_stand_on_both_feet_has_no_moment(tmp_path: Path) -> None:
    body = without(dict(walker().columns), "left_force", "left_cop")
    body["left_ankle_up"] = body["right_ankle_up"] + 2
    load = solve(body)
    (stance,) = load.stances
    assert np.isnan(stance.peak_moment)
    assert not stance.peak_within
    assert repr(load).endswith("0.4 to 1.2 s, no moment known>")
    file = write_csv(tmp_path / "stand.csv", table_of(body, walker().time))
    for language, unknown in (("en", "not known"), ("nl", "niet bekend")):
        told = CliRunner().invoke(main, gait(file, "--lang", language), catch_exceptions=False)
        assert told.exit_code == 1
        assert f"  {unknown}\n" in told.stdout
        assert "nan" not in told.stdout


def test_noise_of_a_light_plate_is_no_second_foot() -> None:
    """A centre of pressure strays where the force is small: no number there, and no doubt of the peak."""
    body = dict(walker().columns)
    light = np.interp(np.arange(160), (STANCE[0], STANCE[0] + 3), (0.04, 1.0))
    body |= {role: values * light for role, values in body.items() if role.startswith("right_force")}
    stray: Numbers = body["right_cop_right"].copy()
    stray[STANCE[0]] += 150
    load = solve(body | {"right_cop_right": stray})
    assert load.reasons[STANCE[0]] == "the centre of pressure lies off the foot"
    assert SHARED not in load.reason_counts
    assert load.stances[0].shared == ()


@pytest.mark.parametrize("cutoff", [0.0, 10.0])
def test_good_bodies_stay_without_a_doubt(cutoff: float) -> None:
    for body in (walker().columns, helped(walker()).columns):
        for load in (solve(dict(body), cutoff=cutoff), solve(mirrored(body), "left", cutoff=cutoff)):
            assert load.stances[0].peak_within
            assert not any("foot" in warning or "feet" in warning for warning in load.warnings)
    assert trials.solve(standing(), "right", body_mass=MASS).warnings == ()


# Other moments that are not known


def test_a_peak_beside_a_gap_is_neither_the_peak_nor_a_phase() -> None:
    """The top of a hump of moment is not known: what stands at its edges is less."""
    body = dict(walker().columns)
    body["right_cop_right"] = body["right_cop_right"] - 40 * np.exp(-np.square((walker().time - 0.8) / 0.1))
    whole = solve(body).stances[0]
    assert whole.peak_within
    assert any(abs(phase.time - whole.peak_time) < INTERVAL / 2 for phase in whole.phases)
    at = round(whole.peak_time / INTERVAL)
    body["right_force_up"] = np.where(abs(np.arange(160) - at) < 3, np.nan, body["right_force_up"])
    load = solve(body)
    (stance,) = load.stances
    assert not stance.peak_within
    assert stance.peak_moment < whole.peak_moment
    assert any("beside a gap" in warning for warning in load.warnings)
    assert all(abs(phase.time - whole.peak_time) > 3.5 * INTERVAL for phase in stance.phases)


def test_a_plate_that_drops_out_for_a_moment_is_told() -> None:
    body = dict(walker().columns)
    amid = slice(80, 85)
    for role, nothing in (("right_force_up", 0.0), ("right_force_right", 0.0), ("right_cop_right", np.nan)):
        body[role] = body[role].copy()
        body[role][amid] = nothing
    load = solve(body)
    assert len(load.stances) == 2
    (warning,) = (one for one in load.warnings if "dropped out" in one)
    assert "Stance from 0.85 to 1.2 s: right_force_up is 0 for 0.05 s before it" in warning
    assert "leave that gap blank" in warning
