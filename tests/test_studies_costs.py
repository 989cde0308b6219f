"""What a study takes is told before it runs, and a check and a run refuse alike, before it is computed."""

import itertools
from pathlib import Path

import pytest

from hipmech import studies
from hipmech.errors import InputError
from hipmech.stores import files
from hipmech.studies import checking, costs, executors, parts
from hipmech.studies.results import Results
from tests.study_runs import STUDY, study_file
from tests.test_cli import run

GRID = """
outputs = ["joint_reaction_bw", "abductor_moment"]
[[axes]]
neck_shaft_angle = { from = 114, to = 140, count = 60 }
[[axes]]
pelvic_drop = { from = 0, to = 5, count = 50 }
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> studies.Study:
    """Twelve parts."""
    monkeypatch.setattr(parts, "CASES", 250)
    return studies.read(study_file(tmp_path, GRID))


def free(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr(Results, "free", lambda self: room)


class Stop(Exception):
    """What ends a run."""


def stopped(study: studies.Study, target: Path, share: float) -> None:
    def show(done: float) -> None:
        if done >= share:
            raise Stop

    with pytest.raises(Stop):
        studies.run(study, target, progress=show)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".nc"])
@pytest.mark.parametrize("text", [GRID, STUDY.partition("[report]")[0]], ids=["grid", "people"])
def test_the_bytes_that_are_told_are_those_that_are_written(tmp_path: Path, ending: str, text: str) -> None:
    study = studies.read(
        study_file(tmp_path, text.replace("count = 50", "count = 2000").replace("20 }", "900 }"))
    )
    target = tmp_path / f"out{ending}"
    told = studies.check(study, target)
    studies.run(study, target)
    assert told.bytes == pytest.approx(target.stat().st_size, rel=0.25)


def test_a_run_refuses_what_a_check_refuses_in_the_same_words(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(study: studies.Study, number: int) -> bytes:
        raise AssertionError("computed")

    monkeypatch.setattr(executors, "part", never)
    target = tmp_path / "out.csv"
    told = studies.check(study, target)
    assert told.needed == pytest.approx(told.part_bytes + told.bytes, abs=1)
    assert not told.refusal
    free(monkeypatch, told.needed)
    said = studies.check(study, target).refusal
    assert said.startswith(f"This needs about {costs.in_words(told.needed)} on the disk, which has")
    with pytest.raises(InputError) as error:
        studies.run(study, target)
    assert str(error.value) == said
    assert not (tmp_path / "out.csv.parts").exists()


def test_of_a_run_that_was_stopped_only_the_rest_is_needed(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    before = studies.check(study, target)
    stopped(study, target, 0.34)
    told = studies.check(study, target)
    assert (before.done, told.done, told.parts) == (0, 6, 12)
    assert told.needed == pytest.approx(told.bytes + told.part_bytes / 2, rel=0.01)
    free(monkeypatch, told.needed)
    said = f"This still needs about {costs.in_words(told.needed)} on the disk"
    assert studies.check(study, target).refusal.startswith(said)
    with pytest.raises(InputError, match=said):
        studies.run(study, target, resume=True)
    lines = run("study", "check", str(study.path), "-o", str(target)).stdout.splitlines()
    assert lines[0] == "3,000 cases in 12 parts, 6 of them complete"
    assert f"about {costs.in_words(told.needed)} of that still to be written" in lines
    free(monkeypatch, int(1.1 * told.needed) + 1)
    assert studies.run(study, target, resume=True).cases == 3000


def test_what_a_stopped_run_was_writing_is_room(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes as soon as the run goes on."""
    target = tmp_path / "out.csv"
    stopped(study, target, 0.34)
    (tmp_path / "out.csv.parts" / ".whole.csv").write_bytes(bytes(500_000))
    free(monkeypatch, 0)
    assert studies.check(study, target).refusal == ""
    assert studies.run(study, target, resume=True).cases == 3000


def test_more_than_netcdf_takes_is_refused_before_it_is_computed(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_NUMBERS", 17_999)
    said = studies.check(study, tmp_path / "out.nc").refusal
    assert "takes at most 17,999 numbers: write this one as .parquet" in said
    with pytest.raises(InputError, match="takes at most 17,999 numbers"):
        studies.run(study, tmp_path / "out.nc")
    assert not (tmp_path / "out.nc.parts").exists()
    assert studies.check(study, tmp_path / "out.csv").refusal == ""
    monkeypatch.setattr(files, "MOST_NUMBERS", 18_000)
    assert studies.run(study, tmp_path / "out.nc").cases == 3000


def test_the_time_is_that_of_the_trial_that_nothing_disturbed(
    study: studies.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock of its own: the trials take 9, 2 and 5 s."""
    readings = itertools.chain((0.0, 9.0, 10.0, 12.0, 20.0, 25.0))
    monkeypatch.setattr(costs, "TIMED", 1000)
    monkeypatch.setattr("hipmech.studies.costs.time.process_time", lambda: next(readings))
    found = studies.check(study)
    assert found.seconds == 2.0 * 3
    monkeypatch.setattr(checking, "seconds_of", lambda study, results: 70.0)
    said = run("study", "check", str(study.path)).stdout
    assert "about 70 seconds to 4 minutes on this machine with one worker" in said


def test_a_full_disk_is_told_by_the_command(study: studies.Study, monkeypatch: pytest.MonkeyPatch) -> None:
    free(monkeypatch, 20_000)
    for command in ("check", "run"):
        said = run("study", command, str(study.path))
        assert said.exit_code == 2
        told = " ".join(said.stderr.split())
        assert "on the disk, which has 20 kB free. Make room, take fewer cases or outputs, or write" in told
