"""Processes that share the parts of a study: the bytes of one, also where some die; few parts need one."""

import multiprocessing
import os
import signal
import subprocess
import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hipmech import studies
from hipmech.errors import InputError
from hipmech.studies import executors
from tests.study_runs import fast_processes, study_file, wait_for  # noqa: F401


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """More processes also for few parts; the pools that began, by the number of their processes."""
    begun: list[int] = []

    def pool(workers: int, *rest: Any, **more: Any) -> Executor:
        begun.append(workers)
        return ProcessPoolExecutor(workers, *rest, **more)

    monkeypatch.setattr(executors, "FEWEST", 1)
    monkeypatch.setattr(executors, "ProcessPoolExecutor", pool)
    return begun


LINE = """
outputs = ["joint_reaction_bw"]
[[axes]]
neck_shaft_angle = { from = 114, to = 140, count = 1000000 }
"""
"""Ten parts."""


def test_two_processes_write_the_bytes_of_one_also_where_one_dies(tmp_path: Path, pools: list[int]) -> None:
    study = studies.read(study_file(tmp_path, LINE))
    studies.run(study, tmp_path / "1.parquet")
    assert pools == []
    studies.run(study, tmp_path / "2.parquet", workers=2)
    assert pools == [2]
    killed: list[int] = []

    def kill_one(share: float) -> None:
        if not killed:
            killed.append(multiprocessing.active_children()[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    studies.run(study, tmp_path / "3.parquet", workers=2, progress=kill_one)
    assert pools == [2, 2, 2]
    assert len({(tmp_path / f"{name}.parquet").read_bytes() for name in (1, 2, 3)}) == 1
    assert not list(tmp_path.glob("*.parts"))


def test_a_pool_whose_processes_die_again_and_again_is_told(tmp_path: Path, pools: list[int]) -> None:
    study = studies.read(study_file(tmp_path, LINE))

    def kill_all(share: float) -> None:
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(InputError, match=r"The workers are gone .* go on with --resume"):
        studies.run(study, tmp_path / "out.parquet", workers=2, progress=kill_all)
    assert pools == [2, 2, 2]
    assert studies.run(study, tmp_path / "out.parquet", resume=True).cases == 1_000_000


def test_a_pool_that_computes_nothing_is_not_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pools: list[int]
) -> None:
    study = studies.read(study_file(tmp_path, LINE))
    monkeypatch.setattr(executors, "_settle", os.abort)  # it takes no study, and fails before it ends itself
    with pytest.raises(InputError, match="The workers are gone"):
        studies.run(study, tmp_path / "out.parquet", workers=2)
    assert pools == [2]


def test_few_parts_are_computed_by_one(
    tmp_path: Path, pools: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "FEWEST", 11)
    studies.run(studies.read(study_file(tmp_path, LINE)), tmp_path / "out.parquet", workers=2)
    assert pools == []


def test_workers_end_with_the_run_however_it_ends(tmp_path: Path) -> None:
    """They hold the stream of errors, which ends only when all have ended."""
    study_file(tmp_path, LINE)
    pooled = (
        "from hipmech.studies import executors; executors.FEWEST = 1; from hipmech.cli import main; main()"
    )
    command = [sys.executable, "-c", pooled, "study", "run", "study.toml", "-o", "out.csv"]
    with subprocess.Popen(
        [*command, "--workers", "2"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as work:
        wait_for(work, tmp_path, 1)
        work.kill()
        work.communicate(timeout=60)
    assert work.returncode == -signal.SIGKILL
