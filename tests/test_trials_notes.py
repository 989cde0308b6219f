"""What a trial does not have is told by its column's name; what is compared is of the same samples."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from hipmech import trials
from hipmech.cli import main
from hipmech.quantities import STANDARD_GRAVITY
from hipmech.trials.balances import parts_of
from hipmech.trials.demand import RESIDUALS, demand_of
from hipmech.trials.motion import motion_of
from hipmech.trials.trial import rms
from tests.trial_files import table_of, write_csv
from tests.walkers import MASS, STANCE, Columns, helped, walker


def solve(columns: Columns) -> trials.TrialLoad:
    return trials.solve(trials.trial(walker().time, columns), "right", body_mass=MASS, cutoff=0)


def body() -> Columns:
    return dict(helped(walker()).columns)


def holed(role: str, start: int = 60, count: int = 15) -> Columns:
    values = body()[role].copy()
    values[start : start + count] = np.nan
    return body() | {role: values}


def without(role: str) -> Columns:
    return {name: values for name, values in body().items() if name != role}


@pytest.mark.parametrize(
    "role, start, lost",
    [
        ("com_right", 60, "and the second free body has no number"),
        ("com_up", 60, "and the second free body has no number"),
        ("left_cop_right", 95, "and the second free body has no number"),
        ("left_force_up", 95, "and the second free body has no number"),
        ("left_hip_up", 60, "and without the pelvic drop there is no force"),
        ("left_ankle_up", 60, "nobody can tell whether a second foot is on the plate"),
        ("right_hip_right", 60, "the impulse of the reaction is that of what is left"),
    ],
)
def test_a_gap_is_told_in_any_column_that_counts(role: str, start: int, lost: str) -> None:
    (note,) = (one for one in solve(holed(role, start)).notes if one.startswith(f"{role}: "))
    assert note.startswith(f"{role}: 15 samples without a number in stance")
    assert lost in note


def test_a_gap_that_nothing_needs_is_not_told() -> None:
    assert not any("left_knee_up" in note for note in solve(holed("left_knee_up")).notes)


@pytest.mark.parametrize(
    "role, said",
    [
        ("com_up", "No centre of mass (com_up):"),
        ("com_right", "No centre of mass (com_right):"),
        ("left_force_right", "No left plate (left_force_right):"),
        ("left_force_up", "No left plate (left_force_up):"),
        ("left_cop_right", "No left_cop_right: the second free body has no number while"),
        ("left_hip_up", "No left hip (left_hip_up):"),
        ("left_ankle_up", "No left_ankle_up: a second foot on the right plate"),
    ],
)
def test_a_missing_column_is_named(role: str, said: str) -> None:
    (note,) = (one for one in solve(without(role)).notes if one.startswith("No "))
    assert note.startswith(said)


def test_a_whole_trial_has_no_notes() -> None:
    assert solve(body()).notes == ()


def test_an_empty_plate_is_told() -> None:
    (note,) = solve(dict(walker().columns)).notes
    assert note.startswith("The left plate is 0 throughout: single stance is taken to be the whole stance.")


def test_where_the_other_hip_is_not_known_the_reason_says_so() -> None:
    load = solve(holed("left_hip_up"))
    gap = slice(60, 75)
    assert set(load.reasons[gap]) == {"no pelvic drop here"}
    assert set(load.status_words[gap]) == {"invalid input"}
    assert np.isnan(load.outputs["joint_reaction"][gap]).all()
    assert np.isfinite(load.outputs["abductor_moment"][gap]).all()


# The two free bodies


def test_a_residual_is_of_the_samples_of_its_difference() -> None:
    """A gap of the hip takes both: what is left adds up sample by sample."""
    columns = holed("right_cop_right", 95) | {"right_force_right": body()["right_force_right"] * 0.9}
    load = solve(columns)
    motion = motion_of(trials.trial(walker().time, columns), "right", 0)
    demand = demand_of(motion, MASS, parts_of("winter", "unspecified"))
    whole = load.stances[0].whole
    known = np.isfinite(load.outputs["moment_difference"])
    assert whole.samples == known.sum() == STANCE[1] - STANCE[0] - 15
    assert whole.residual_force == pytest.approx(rms(demand.residual_force[known]))
    assert whole.residual_force != pytest.approx(rms(demand.residual_force[slice(*STANCE)]), rel=0.01)
    for name in RESIDUALS:
        assert getattr(whole, name) == pytest.approx(rms(demand.residuals[name][known]))


@pytest.mark.parametrize(
    "language, difference, unseen",
    [
        (
            "en",
            "the two free bodies differ",
            "A hip centre 10 mm off changes the moment by about {} N·m",
        ),
        ("nl", "verschil tussen beide vrije lichamen", "verandert het moment hier met ongeveer {} N·m"),
    ],
)
def test_the_difference_is_printed_once_and_the_hip_is_not_vouched_for(
    tmp_path: Path, language: str, difference: str, unseen: str
) -> None:
    file = write_csv(tmp_path / "walk.csv", table_of(body(), walker().time))
    given = ["gait", str(file), "--side", "right", "--set", f"body_mass={MASS:g}", "--lang", language]
    told = CliRunner().invoke(main, given, catch_exceptions=False).stdout
    amount = f"{MASS * STANDARD_GRAVITY * 0.01:.1f}".replace(".", "." if language == "en" else ",")
    assert unseen.format(amount) in " ".join(told.split())
    assert told.count(difference) == 1
    after = told.splitlines()[[difference in line for line in told.splitlines()].index(True) + 1]
    assert "leg and rest" in after or "been en rest" in after


def test_a_hip_ten_millimetres_off_is_worth_what_the_printout_says() -> None:
    moved = body() | {"right_hip_right": body()["right_hip_right"] + 10}
    change = solve(moved).stances[0].moment_impulse - solve(body()).stances[0].moment_impulse
    carried = 0.01 * float(np.sum(body()["right_force_up"])) * 0.01
    assert 0.85 * carried < change < carried  # the leg's own weight, hung from that hip, gives a little back
    assert not any("right_hip" in warning for warning in solve(moved).warnings)
