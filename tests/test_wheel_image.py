"""The image of the class server, as far as it can be read; docker/test.sh tries it where an engine is."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from hipmech.cli.pages import app
from tests import image
from tests.image import ROOT

KNOWN = {"ARG", "CMD", "COPY", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "RUN", "USER", "WORKDIR"}
ALLOWED = [
    line.removeprefix("!")
    for line in (ROOT / ".dockerignore").read_text().splitlines()
    if line.startswith("!")
]


def test_every_instruction_is_one() -> None:
    assert {name for name, _ in image.instructions()} <= KNOWN


def test_the_base_is_a_slim_python_of_one_version() -> None:
    (version,) = [words for name, words in image.instructions() if name == "ARG"]
    assert re.fullmatch(r"PYTHON=3\.\d+\.\d+", version)
    bases = [stage[0][1].partition(" AS ")[0] for stage in image.stages()]
    assert set(bases) == {"python:${PYTHON}-slim-bookworm"}


def test_it_does_not_run_as_root() -> None:
    assert int(image.last("USER")) > 0
    names = [name for name, _ in image.stages()[-1]]
    assert "RUN" not in names[names.index("USER") :]


def test_the_port_is_one_port() -> None:
    words = image.command()
    assert words[words.index("--port") + 1] == image.last("EXPOSE") == str(image.PORT)
    assert f"'localhost', {image.PORT}" in image.health_check()[2]


def test_health_is_asked_where_streamlit_answers() -> None:
    assert "'/_stcore/health'" in image.health_check()[2]
    compile(image.health_check()[2], "health check", "exec")


def test_the_command_is_one_of_ours() -> None:
    """Its options, before those that go on to Streamlit."""
    program, subcommand, *words = image.command()
    assert (program, subcommand) == ("hipmech", "app")
    ours = [word for word in words if word.startswith("--") and "." not in word]
    told = CliRunner().invoke(app, ["--help"]).output
    assert ours
    assert all(option in told for option in ours)


def test_only_what_the_wheel_needs_goes_in(tmp_path: Path) -> None:
    """The wheel of what .dockerignore lets through holds what the wheel of everything holds."""
    for name in ALLOWED:
        source, there = ROOT / name, tmp_path / "context" / name
        if source.is_dir():
            shutil.copytree(source, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            there.parent.mkdir(exist_ok=True)
            shutil.copy(source, there)
    names = [wheel_of(folder, tmp_path / f"{folder.name}-wheel") for folder in (ROOT, tmp_path / "context")]
    assert names[0] == names[1]


def wheel_of(source: Path, target: Path) -> list[str]:
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", target)
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    return sorted(zipfile.ZipFile(next(target.glob("*.whl"))).namelist())


def test_constraints_of_the_project_are_used() -> None:
    first = image.stages()[0]
    assert any(name == "ENV" and "PIP_CONSTRAINT=/source/constraints.txt" in words for name, words in first)
    assert any(name == "WORKDIR" and words == "/source" for name, words in first)


@pytest.mark.skipif(os.name == "nt", reason="the script is one of bash")
def test_the_script_says_when_there_is_no_engine(tmp_path: Path) -> None:
    bash, dirname = shutil.which("bash"), shutil.which("dirname")
    assert bash
    assert dirname
    (tmp_path / "dirname").symlink_to(dirname)
    script = ROOT / "docker" / "test.sh"
    answer = subprocess.run([bash, script], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert answer.returncode == 3
    assert "NO DOCKER ENGINE" in answer.stderr
