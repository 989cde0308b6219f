"""Two runs of a study at once: one computes, the other is told who does; a dead run holds nothing."""

import errno
import os
import re
import signal
import subprocess
import sys
from io import FileIO
from pathlib import Path

import pytest

from hipmech import studies
from hipmech.errors import FileError
from hipmech.studies import locks, parts
from tests.study_runs import STUDY, fast_processes, study_file  # noqa: F401

WAITING = """
import sys
from hipmech import studies
from hipmech.studies import executors, parts

def wait(share):
    if share >= float(sys.argv[1]):
        print(flush=True)
        sys.stdin.readline()
        sys.argv[1] = "2"

parts.CASES = 250  # in the processes of the pool too
executors.FEWEST = 1
if __name__ == "__main__":
    studies.run(studies.read("study.toml"), "out.csv", workers=int(sys.argv[2]), progress=wait)
"""
"""A run that says when this share is done, and goes on when it is told to."""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> studies.Study:
    monkeypatch.setattr(parts, "CASES", 250)
    return studies.read(study_file(tmp_path, STUDY.partition("[report]")[0]))


@pytest.fixture
def undisturbed(study: studies.Study, tmp_path: Path) -> bytes:
    studies.run(study, tmp_path / "alone.csv")
    return (tmp_path / "alone.csv").read_bytes()


def waiting(folder: Path, share: float, workers: int = 1) -> "subprocess.Popen[str]":
    """A run in another process, that far."""
    (folder / "waiting.py").write_text(WAITING)
    command = [sys.executable, "waiting.py", str(share), str(workers)]
    work = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert work.stdout is not None
    assert work.stdout.readline() == "\n", work.communicate()[1]
    return work


@pytest.mark.parametrize("share", [0.05, 0.69, 0.96])
def test_a_second_run_is_told_who_computes_and_disturbs_nothing(
    study: studies.Study, undisturbed: bytes, tmp_path: Path, share: float
) -> None:
    """Among the parts, after the last of them, and while they are joined."""
    with waiting(tmp_path, share) as work:
        said = rf"out\.csv\.parts is in use by a run that is still going: process {work.pid} on .+, since 2"
        for resume, overwrite in ((False, False), (True, False), (False, True), (True, True)):
            with pytest.raises(FileError, match=said):
                studies.run(study, tmp_path / "out.csv", resume=resume, overwrite=overwrite)
        _, complaints = work.communicate("go on\n", timeout=60)
    assert (work.returncode, complaints) == (0, "")
    assert (tmp_path / "out.csv").read_bytes() == undisturbed
    assert not (tmp_path / "out.csv.parts").exists()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_ended_by_kill_9_holds_nothing(
    study: studies.Study, undisturbed: bytes, tmp_path: Path, workers: int
) -> None:
    with waiting(tmp_path, 0.05, workers) as work:
        os.kill(work.pid, signal.SIGKILL)
        work.wait(60)
        assert str(work.pid) in (tmp_path / "out.csv.parts" / locks.RUNNING).read_text()
        studies.run(study, tmp_path / "out.csv", resume=True)
        work.communicate()
    assert (tmp_path / "out.csv").read_bytes() == undisturbed
    assert not (tmp_path / "out.csv.parts").exists()


def test_runs_that_begin_together_make_one_result(undisturbed: bytes, tmp_path: Path) -> None:
    small = "from hipmech.studies import parts; parts.CASES = 250; from hipmech.cli import main; main()"
    command = [sys.executable, "-c", small, "study", "run", "study.toml", "-o", "out.csv", "--resume"]
    runs = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [(work.communicate(timeout=60)[1], work.returncode) for work in runs]
    for said, code in told:
        assert code == 0 or (code == 3 and re.search("is in use by a run|exists and is left as it is", said))
    assert 0 in {code for _, code in told}
    assert (tmp_path / "out.csv").read_bytes() == undisturbed
    assert not (tmp_path / "out.csv.parts").exists()


def test_a_run_within_a_run_is_refused_too(study: studies.Study, undisturbed: bytes, tmp_path: Path) -> None:
    def again(share: float) -> None:
        with pytest.raises(FileError, match=f"process {os.getpid()} on"):
            studies.run(study, tmp_path / "out.csv", resume=True)

    studies.run(study, tmp_path / "out.csv", progress=again)
    assert (tmp_path / "out.csv").read_bytes() == undisturbed


def test_what_a_dead_machine_left_blocks_nothing(
    study: studies.Study, undisturbed: bytes, tmp_path: Path
) -> None:
    """Its words stay in the file, and no system holds it for them any more."""
    (tmp_path / "out.csv.parts").mkdir()
    (tmp_path / "out.csv.parts" / locks.RUNNING).write_text(
        "process 7 on another, since 1970-01-01 00:00:00 UTC"
    )
    studies.run(study, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == undisturbed
    assert not (tmp_path / "out.csv.parts").exists()


@pytest.mark.parametrize("number", sorted(locks.NO_LOCKS))
def test_a_disk_without_locks_is_told(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(locks, "_lock", failing(number))
    report = studies.run(study, tmp_path / "out.csv")
    assert locks.UNGUARDED in report.warnings
    assert not (tmp_path / "out.csv.parts").exists()


def failing(number: int) -> object:
    def lock(stream: FileIO) -> None:
        raise OSError(number, os.strerror(number))

    return lock


def test_a_disk_that_fails_is_told(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_lock", failing(errno.EIO))
    with pytest.raises(FileError, match=r"out\.csv\.parts cannot be written: input/output error\.$"):
        studies.run(study, tmp_path / "out.csv")


def test_a_folder_that_ends_while_it_is_taken_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run before removes its file, and then its folder, between opening and locking."""
    lock = locks._lock
    ended: list[FileIO] = []

    def late(stream: FileIO) -> None:
        if not ended:
            ended.append(stream)
            (tmp_path / "parts" / locks.RUNNING).unlink()
            (tmp_path / "parts").rmdir()
        lock(stream)

    monkeypatch.setattr(locks, "_lock", late)
    with locks.held(tmp_path / "parts") as alone:
        assert alone
        with pytest.raises(FileError, match="is in use"), locks.held(tmp_path / "parts"):
            pass
    assert ended[0].closed
    assert not (tmp_path / "parts").exists()
