"""Studies on a Dask cluster: the bytes of one machine, also where a worker dies; else clear words."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from hipmech import studies
from hipmech.errors import FileError, InputError
from hipmech.studies import executors
from tests.study_runs import fast_processes  # noqa: F401
from tests.test_cli import refused

STUDY = """
outputs = ["joint_reaction_bw"]
[[axes]]
table = "people.csv"
body_mass = { column = "kg" }
[[axes]]
neck_shaft_angle = { from = 114, to = 140, count = 500 }
"""
PEOPLE = 1_600
"""Rows of the table: eight parts."""


@pytest.fixture
def study(tmp_path: Path) -> studies.Study:
    rows = "\n".join(str(50 + person / 100) for person in range(PEOPLE))
    (tmp_path / "people.csv").write_text(f"kg\n{rows}\n")
    file = tmp_path / "study.toml"
    file.write_text(STUDY)
    return studies.read(file)


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two processes with nannies that start them again."""
    with local_cluster(2) as cluster:
        yield cluster


def local_cluster(workers: int) -> Any:
    return LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    )


def pids(cluster: Any) -> list[int]:
    return [nanny.pid for nanny in cluster.workers.values()]


def test_a_cluster_that_loses_a_worker_writes_the_bytes_of_one_machine(
    study: studies.Study, tmp_path: Path, cluster: Any
) -> None:
    killed: list[int] = []
    (tmp_path / "people.csv").unlink()  # the workers see no file of ours

    def kill_one(share: float) -> None:
        if not killed:
            killed.append(pids(cluster)[0])
            os.kill(killed[0], signal.SIGKILL)
            with pytest.raises(FileError, match="is in use by a run"):
                studies.run(study, tmp_path / "cluster.parquet", resume=True)

    studies.run(study, tmp_path / "cluster.parquet", scheduler=cluster.scheduler_address, progress=kill_one)
    studies.run(study, tmp_path / "alone.parquet")
    assert killed
    assert killed[0] not in pids(cluster)
    assert (tmp_path / "cluster.parquet").read_bytes() == (tmp_path / "alone.parquet").read_bytes()


def test_a_scheduler_that_ends_is_told_and_nothing_lost(
    study: studies.Study, tmp_path: Path, cluster: Any
) -> None:
    def end(share: float) -> None:
        cluster.close()

    with pytest.raises(InputError, match=r"The workers are gone .* go on with --resume"):
        studies.run(study, tmp_path / "out.parquet", scheduler=cluster.scheduler_address, progress=end)
    kept = len(list(tmp_path.glob("out.parquet.parts/part-*")))
    assert kept > 0
    studies.run(study, tmp_path / "out.parquet", resume=True)
    studies.run(study, tmp_path / "alone.parquet")
    assert (tmp_path / "out.parquet").read_bytes() == (tmp_path / "alone.parquet").read_bytes()


def test_a_scheduler_without_workers_is_told(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "PATIENCE", 0.5)
    with (
        local_cluster(0) as empty,
        pytest.raises(InputError, match="has no workers: start some"),
    ):
        studies.run(study, tmp_path / "out.parquet", scheduler=empty.scheduler_address)
    assert not (tmp_path / "out.parquet.parts").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tcp://no.such.host:8786"])
def test_a_scheduler_that_does_not_answer_is_told(
    study: studies.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(executors, "PATIENCE", 0.5)
    said = refused(2, "study", "run", str(study.path), "--scheduler", address)
    assert f"No Dask scheduler answers at {address} within 0.5 s" in said
    assert sorted(file.name for file in tmp_path.iterdir()) == ["people.csv", "study.toml"]


@pytest.mark.parametrize(
    "address, why",
    [("nonsense", "missing port number"), ("x://y", "unknown address"), ("", "missing p")],
)
def test_what_is_no_address_of_a_scheduler_is_told_alone(
    study: studies.Study, tmp_path: Path, address: str, why: str
) -> None:
    """In a process of its own: what it leaves behind speaks when it ends."""
    command = [sys.executable, "-m", "hipmech", "study", "run", "study.toml", "--scheduler", address]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"Error: {address!r} is no address of a Dask scheduler: {why}")
    assert "Traceback" not in answer.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["people.csv", "study.toml"]
