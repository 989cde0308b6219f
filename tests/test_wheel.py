"""A release: an sdist, the wheel that comes out of it, and an empty environment that runs the wheel."""

import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import image
from tests.conftest import Serving

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
MEGABYTE = 1_000_000

pytestmark = pytest.mark.wheel


def run(*command: str | Path, folder: Path = ROOT) -> str:
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr + answer.stdout
    return answer.stdout


def build(target: str, source: Path, folder: Path) -> Path:
    """An sdist or a wheel as a release has it, without the network."""
    run(sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder, folder=source)
    return next(folder.glob("hipmech-*"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel out of the sdist, as an installer builds it far from the repository."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        # Python before 3.11.4 knows no filter, and needs none for what was built here.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)
    return build("wheel", next(folder.iterdir()), tmp_path_factory.mktemp("wheel"))


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


# What is inside


def files_of(archive: Path) -> set[str]:
    return set(zipfile.ZipFile(archive).namelist())


def test_the_wheel_holds_the_pages_the_evidence_and_the_words(wheel: Path) -> None:
    inside = files_of(wheel)
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
    assert wheel.stat().st_size < MEGABYTE


OF_A_RELEASE = {
    ".dockerignore", ".gitignore", ".streamlit", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
    "Dockerfile", "LICENSE", "PKG-INFO", "README.md", "app.py", "benchmarks", "constraints.txt", "docker",
    "docs", "hipmech", "pyproject.toml", "start.py", "tests", "validation",
}  # fmt: skip
MADE = ("docs/_build", "__pycache__", ".pyc", ".mypy_cache", ".hypothesis")


def members_of(sdist: Path) -> Iterator[tarfile.TarInfo]:
    with tarfile.open(sdist) as archive:
        yield from archive


def test_the_sdist_holds_the_sources_and_nothing_that_was_made_from_them(sdist: Path) -> None:
    names = [member.name.partition("/")[2] for member in members_of(sdist)]
    assert {name.partition("/")[0] for name in names} == OF_A_RELEASE
    assert [name for name in names if any(part in name for part in MADE)] == []
    assert {"docs/conf.py", "docs/examples/plot_01_neck_angle.py", "tests/test_wheel.py"} <= set(names)


def test_the_sdist_stays_small(sdist: Path) -> None:
    assert sdist.stat().st_size < 2 * MEGABYTE
    assert [member.name for member in members_of(sdist) if member.size > MEGABYTE / 4] == []


# What it does, far from the repository


def test_it_solves(hipmech: Path, tmp_path: Path) -> None:
    assert "joint_reaction_bw" in json.loads(run(hipmech, "solve", "--json", folder=tmp_path))["outputs"]


def test_it_stands_beside_the_papers(hipmech: Path, tmp_path: Path) -> None:
    assert "Known disagreements" in run(hipmech, "validate", "--format", "markdown", folder=tmp_path)


def test_it_writes_the_live_page_as_one_file(hipmech: Path, tmp_path: Path) -> None:
    run(hipmech, "export-html", "-o", "hip.html", folder=tmp_path)
    page = (tmp_path / "hip.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")


def test_it_tells_how_to_open_the_pages(hipmech: Path, tmp_path: Path) -> None:
    assert "--host" in run(hipmech, "app", "--help", folder=tmp_path)


def test_it_serves_the_pages(hipmech: Path, tmp_path: Path, serving: Serving) -> None:
    with serving([hipmech, "app"], tmp_path) as address:
        assert address.startswith("http://localhost:")


def test_the_command_of_the_image_serves_the_pages_and_is_healthy(
    hipmech: Path, tmp_path: Path, serving: Serving
) -> None:
    """What the Dockerfile starts and asks, on a port of its own, since an engine may not be there."""
    program, *words = image.command()
    assert program == "hipmech"
    at = words.index("--port")
    with serving([hipmech, *words[:at], *words[at + 2 :]], tmp_path) as address:
        _, option, asks = image.health_check()
        port = address.rpartition(":")[2]
        run(sys.executable, option, asks.replace(str(image.PORT), port), folder=tmp_path)


def test_its_types_reach_a_user(hipmech: Path, tmp_path: Path) -> None:
    script = tmp_path / "three_lines.py"
    check = (
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--cache-dir",
        tmp_path / "cache",
        "--python-executable",
    )
    script.write_text("import hipmech as hm\n\nload: hm.Load = hm.solve(neck_shaft_angle=132)\n")
    run(*check, hipmech.with_name("python"), script, folder=tmp_path)
    script.write_text("import hipmech as hm\n\nload: hm.Load = hm.solve(neck_shaft_angel=132)\n")
    answer = subprocess.run(
        [*check, hipmech.with_name("python"), script], cwd=tmp_path, capture_output=True, text=True
    )
    assert "neck_shaft_angel" in answer.stdout, "a misspelt input passes: the types of the wheel are not used"
