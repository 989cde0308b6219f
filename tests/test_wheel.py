"""The wheel carries the whole house: the pages, the evidence and the words run far from the repository."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Serving

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"

pytestmark = pytest.mark.wheel


def run(*command: str | Path, folder: Path = ROOT) -> str:
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `pip install .` would build it, without the network."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    return next(folder.glob("hipmech-*.whl"))


@pytest.fixture(scope="module")
def hipmech(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `hipmech` command of an environment that holds the wheel and what the wheel declares."""
    environment = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(sys.executable, "-m", "uv", "venv", "--python", sys.executable, environment)
    uv = (sys.executable, "-m", "uv", "pip", "install", "--python", str(environment), "-c", str(CONSTRAINTS))
    filled_cache = subprocess.run([*uv, "--offline", wheel], capture_output=True).returncode == 0
    if not filled_cache:
        run(*uv, wheel)
    return environment / ("Scripts" if sys.platform == "win32" else "bin") / "hipmech"


def test_it_holds_the_pages_the_evidence_and_the_words(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    evidence = {f"hipmech/_shipped/{file.relative_to(ROOT)}" for file in (ROOT / "validation").rglob("*.py")}
    assert evidence
    assert inside >= evidence | {
        "hipmech/_shipped/.streamlit/config.toml",
        "hipmech/_shipped/app.py",
        "hipmech/py.typed",
        "hipmech/words/en.toml",
        "hipmech/words/nl.toml",
    }
    assert {name.split("/")[0].split("-")[0] for name in inside} == {"hipmech"}
    assert [name for name in inside if name.endswith(".pyc")] == []


def test_it_solves_outside_the_repository(hipmech: Path, tmp_path: Path) -> None:
    assert "joint_reaction_bw" in json.dumps(json.loads(run(hipmech, "solve", "--json", folder=tmp_path)))


def test_it_stands_beside_the_papers_outside_the_repository(hipmech: Path, tmp_path: Path) -> None:
    assert "Known disagreements" in run(hipmech, "validate", "--format", "markdown", folder=tmp_path)


def test_it_serves_the_pages_outside_the_repository(hipmech: Path, tmp_path: Path, serving: Serving) -> None:
    with serving([hipmech, "app"], tmp_path) as address:
        assert address.startswith("http://localhost:")
