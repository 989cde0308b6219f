"""Runs of studies: the same bytes however they are computed, and whatever stops them nothing is lost."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import hipmech as hm
from hipmech import stores, studies
from hipmech.errors import FileError, InputError
from hipmech.studies import executors, parts
from hipmech.studies.folders import IDENTITY, Folder
from tests.study_runs import (
    BESIDE,
    CASES,
    PEOPLE,
    STUDY,
    bytes_of,
    fast_processes,  # noqa: F401
    study_file,
    wait_for,
)
from tests.test_cli import run


@pytest.fixture
def study(tmp_path: Path) -> studies.Study:
    return studies.read(study_file(tmp_path))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine parts in the place of one."""
    monkeypatch.setattr(parts, "CASES", 250)


def test_each_case_is_that_hip_alone(study: studies.Study, tmp_path: Path) -> None:
    report = studies.run(study, tmp_path / "out.csv")
    assert (report.cases, dict(report.counts)) == (CASES, {"invalid input": 1080, "ok": 1080})
    assert report.example == "case 1,081: body_mass: the cell of 'weight' is blank."
    stored = stores.read(tmp_path / "out.csv")
    assert stored.units["abductor_moment"] == "N·m"
    frame = stored.frame
    assert frame["id"].iloc[[0, 540, 1080]].tolist() == ["007", "8", "'=1"]
    row = frame.iloc[27]
    load = hm.solve(body_mass=68.2, neck_shaft_angle=row["neck_shaft_angle"], pelvic_drop=row["pelvic_drop"])
    assert row["joint_reaction_bw"] == pytest.approx(load.joint_reaction_bw, rel=1e-11)
    assert row["abductor_moment"] == pytest.approx(load.abductor_moment, rel=1e-11)
    assert np.isnan(frame["joint_reaction_bw"].iloc[1080])
    assert "body_mass = 900 kg is not allowed" in frame["reason"].iloc[-1]
    assert not (tmp_path / "out.csv.parts").exists()


def test_the_data_say_where_they_come_from(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("out.csv", "out.parquet", "out.nc"):
        studies.run(study, tmp_path / name, overwrite=True)
        stored = stores.read(tmp_path / name)
        assert stored.metadata.design.strip() == STUDY.strip()
        assert stored.provenance["title"] == "People: a few"
        assert stored.provenance["fingerprint"] == study.fingerprint()
        assert study.tables[0].sha256 in stored.provenance["tables"]
        assert "date" not in stored.provenance
        np.testing.assert_allclose(
            stored.frame["joint_reaction_bw"],
            stores.read(tmp_path / "out.csv").frame["joint_reaction_bw"],
            rtol=1e-11,
        )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    studies.run(study, tmp_path / "out.csv", overwrite=True)
    assert stores.read(tmp_path / "out.csv").provenance["date"] == "1970-01-01T00:00:00Z"


@pytest.mark.usefixtures("small_parts")
def test_parts_do_not_show_in_the_result(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares: list[float] = []
    studies.run(study, tmp_path / "out.csv", progress=shares.append)
    assert shares == sorted(shares)
    assert len(shares) > 9
    assert shares[-1] == 1
    many = bytes_of(tmp_path)
    monkeypatch.setattr(parts, "CASES", 100_000)
    studies.run(study, tmp_path / "out.csv", overwrite=True)
    assert bytes_of(tmp_path) == many


class Interruption(Exception):
    """Something stopped the run."""


def stop_at(share: float) -> Callable[[float], None]:
    def show(done: float) -> None:
        if done >= share:
            raise Interruption

    return show


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("share", [0.05, 0.4, 0.69, 0.72, 0.96, 1.0])
def test_a_stopped_run_goes_on_where_it_was(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    target = tmp_path / "out.csv"
    studies.run(study, target)
    undisturbed = bytes_of(tmp_path)
    for name in BESIDE:
        (tmp_path / name).unlink()
    with pytest.raises(Interruption):
        studies.run(study, target, progress=stop_at(share))
    kept = len(list(tmp_path.glob("out.csv.parts/part-*")))
    assert kept == (0 if share == 1 else min(9, int(share / 0.7 * 9) + 1))
    computed: list[int] = []

    def noted(study: studies.Study, number: int) -> bytes:
        computed.append(number)
        return parts.part(study, number)

    monkeypatch.setattr(executors, "part", noted)
    studies.run(study, target, resume=True, overwrite=share == 1)
    assert len(computed) == 9 - kept
    assert bytes_of(tmp_path) == undisturbed
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*BESIDE, "people.csv", "study.toml"])


def test_a_run_stopped_between_its_results_goes_on(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All results stand, the parts still too: what the run itself wrote is replaced unasked."""

    def stop(folder: Folder) -> None:
        raise Interruption

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "remove", stop)
        with pytest.raises(Interruption):
            studies.run(study, tmp_path / "out.csv")
    written = bytes_of(tmp_path)
    assert (tmp_path / "out.csv.parts").exists()
    studies.run(study, tmp_path / "out.csv", resume=True)
    assert bytes_of(tmp_path) == written
    assert not (tmp_path / "out.csv.parts").exists()


@pytest.mark.usefixtures("small_parts")
def test_a_folder_of_parts_is_only_for_its_study(study: studies.Study, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with pytest.raises(Interruption):
        studies.run(study, target, progress=stop_at(0.3))
    with pytest.raises(FileError, match=r"out\.csv\.parts holds the parts of a run that was stopped"):
        studies.run(study, target)
    with pytest.raises(FileError, match="Go on with it"):
        studies.run(study, target, overwrite=True)
    other = studies.read(study_file(tmp_path, STUDY.replace("to = 140", "to = 141")))
    with pytest.raises(FileError, match="holds parts of another study"):
        studies.run(other, target, resume=True)
    (tmp_path / "people.csv").write_text(PEOPLE.replace("682", "683"))
    with pytest.raises(FileError, match="one of its tables"):
        studies.run(studies.read(study.path), target, resume=True)
    renamed = studies.read(study_file(tmp_path, STUDY.replace("a few", "some")))
    assert studies.run(renamed, target, resume=True).title == "People: some"


@pytest.mark.usefixtures("small_parts")
def test_a_damaged_part_is_computed_again(study: studies.Study, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    studies.run(study, target)
    undisturbed = target.read_bytes()
    with pytest.raises(Interruption):
        studies.run(study, target, overwrite=True, progress=stop_at(0.69))
    folder = tmp_path / "out.csv.parts"
    whole = (folder / "part-0000003.parquet").read_bytes()
    (folder / "part-0000003.parquet").write_bytes(whole[:-100])
    (folder / "part-0000005.parquet").write_bytes(b"")
    (folder / "part-0000006.parquet").write_bytes(whole)
    (folder / ".part-0000007.parquet.123").write_bytes(whole)
    (folder / "part-0000008.parquet").write_bytes((folder / "part-0000008.parquet").read_bytes())
    studies.run(study, target, overwrite=True, resume=True)
    assert target.read_bytes() == undisturbed


def test_a_result_is_not_replaced_unasked(study: studies.Study, tmp_path: Path) -> None:
    for name in BESIDE:
        (tmp_path / name).write_text("mine")
        with pytest.raises(FileError, match=f"{name} exists and is left as it is"):
            studies.run(study, tmp_path / "out.csv")
        with pytest.raises(FileError, match="exists"):
            studies.run(study, tmp_path / "out.csv", resume=True)
        assert (tmp_path / name).read_text() == "mine"
        (tmp_path / name).unlink()
    assert not (tmp_path / "out.csv.parts").exists()


def test_where_a_result_cannot_be_is_said(study: studies.Study, tmp_path: Path) -> None:
    for name, said in (
        ("out.txt", r"ends in \.csv, \.parquet, \.nc"),
        ("gone/out.csv", "there is no folder"),
        ("people.csv", r"people\.csv is what the study is made from"),
    ):
        with pytest.raises(FileError, match=said):
            studies.run(study, tmp_path / name, overwrite=True)
    with pytest.raises(InputError, match="workers = 0 is not allowed"):
        studies.run(study, tmp_path / "out.csv", workers=0)
    (tmp_path / "out.csv.parts").write_text("mine")
    with pytest.raises(FileError, match=r"out\.csv\.parts"):
        studies.run(study, tmp_path / "out.csv")


@pytest.mark.usefixtures("small_parts")
def test_a_part_of_another_version_is_refused(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(study: studies.Study, number: int) -> bytes:
        return parts.packed(parts.solved(study, 0, 250), "another")

    monkeypatch.setattr(executors, "part", elsewhere)
    with pytest.raises(FileError, match="computed with another version of hipmech, Python or NumPy"):
        studies.run(study, tmp_path / "out.csv")


SMALL = "from hipmech.studies import parts; parts.CASES = 40; from hipmech.cli import main; main()"


def started(folder: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", SMALL, "study", "run", "study.toml", "-o", "out.csv", *options]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)


DYING = """
import os, signal, sys
from hipmech import studies
from hipmech.studies import parts

def die(share):
    if share >= float(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)

parts.CASES = 40
studies.run(studies.read("study.toml"), "out.csv", resume=True, progress=die)
"""
"""A run that ends itself, as by kill -9, when this share is done."""


def test_kill_9_loses_nothing(tmp_path: Path) -> None:
    """Killed before the first part, among the parts, and while they are joined."""
    study_file(tmp_path)
    whole = tmp_path / "whole"
    whole.mkdir()
    study_file(whole)
    with started(whole) as work:
        work.wait(60)
    with started(tmp_path) as work:
        work.kill()
    assert work.returncode == -signal.SIGKILL
    kept = []
    for share in ("0.01", "0.2", "0.4", "0.69", "0.72", "0.96"):
        died = subprocess.run([sys.executable, "-c", DYING, share], cwd=tmp_path, check=False)
        assert died.returncode == -signal.SIGKILL
        kept.append(len(list(tmp_path.glob("out.csv.parts/part-*"))))
    assert kept == [1, 16, 31, 54, 54, 54]
    assert not (tmp_path / "out.csv").exists()
    with started(tmp_path, "--resume") as work:
        assert work.wait(60) == 0
    assert bytes_of(tmp_path) == bytes_of(whole)
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == sorted(
        [*BESIDE, "people.csv", "study.toml"]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite request to end")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_to_end_says_how_to_go_on(tmp_path: Path, number: int) -> None:
    study_file(tmp_path)
    with started(tmp_path) as work:
        wait_for(work, tmp_path, 3)
        work.send_signal(number)
        _, said = work.communicate(timeout=60)
    assert said == (
        "Error: Stopped before the end. What is complete is kept in out.csv.parts: the same command with "
        "--resume goes on from there.\n"
    )
    assert work.returncode == 130
    assert (tmp_path / "out.csv.parts" / IDENTITY).exists()
    assert run("study", "run", str(tmp_path / "study.toml"), "-o", str(tmp_path / "x.csv")).exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of the size of a file")
@pytest.mark.parametrize("room", [3_000, 60_000])
def test_a_full_disk_is_said_and_nothing_lost(tmp_path: Path, room: int) -> None:
    """Full while a part is written, or the whole."""
    study_file(tmp_path)
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
    command = ["-c", limited + "from hipmech.cli import main; main()", "study", "run", "study.toml"]
    answer = subprocess.run(
        [sys.executable, "-B", *command, "-o", "out.csv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 3, answer.stderr
    assert "cannot be written: file too large" in answer.stderr
    assert "go on with --resume" in " ".join(answer.stderr.split())
    assert not (tmp_path / "out.csv").exists()
    study = studies.read(tmp_path / "study.toml")
    studies.run(study, tmp_path / "out.csv", resume=True)
    resumed = bytes_of(tmp_path)
    studies.run(study, tmp_path / "out.csv", overwrite=True)
    assert bytes_of(tmp_path) == resumed
