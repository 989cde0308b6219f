"""What the tests of studies share: a small study, its files, and processes that start fast."""

import csv
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipmech.studies.folders import JOINING

ROOT = Path(__file__).parents[1]
PEOPLE = "id,gender,weight\n007,Female,682\n8,Male,815\n=1,m,\n10,F,9000\n"
STUDY = """
title = "People: a few"
outputs = ["joint_reaction_bw", "abductor_moment"]

[[axes]]
table = "people.csv"
body_mass = { column = "weight", factor = 0.1 }
sex = { column = "gender" }
keep = ["id"]

[[axes]]
neck_shaft_angle = { from = 114, to = 140, count = 27 }

[[axes]]
pelvic_drop = { from = 0, to = 5, count = 20 }

[report]
by = "sex"
ranking = "joint_reaction_bw"
figure = "loads.svg"
"""
CASES = 4 * 27 * 20
BESIDE = ("out.csv", "out.summary.csv", "out.ranking.csv", "loads.svg")


def study_file(folder: Path, text: str = STUDY) -> Path:
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    file = folder / "study.toml"
    file.write_text(text, encoding="utf-8")
    return file


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in BESIDE}


def table(file: Path) -> list[dict[str, str]]:
    lines = file.read_text("utf-8").splitlines(keepends=True)
    return list(csv.DictReader(line for line in lines if not line.startswith("# ")))


@pytest.fixture(scope="module", autouse=True)
def fast_processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Processes find hipmech, and keep what they compile also where Python is told not to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        if sys.dont_write_bytecode:
            patch.setenv("PYTHONDONTWRITEBYTECODE", "")
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.getbasetemp() / "compiled"))
        yield


def wait_for(work: "subprocess.Popen[str]", folder: Path, kept: int) -> None:
    """Until so many parts are kept; one more than there are stands for the joining."""
    while work.poll() is None:
        names = [file.name for file in folder.glob("out.csv.parts/*")]
        if JOINING in names or sum(name.startswith("part-") for name in names) >= kept:
            return
        time.sleep(0.001)
