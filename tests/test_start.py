"""start.py answers in words: which jobs there are, which Python it needs, what is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

import start

SCRIPT = Path(start.__file__)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """The commands that start.py would run, beginning with an empty folder; nothing is really run."""
    done: list[list[str]] = []

    def note(command: list[str | Path] | tuple[str | Path, ...], cwd: Path) -> int:
        done.append([str(word) for word in command])
        if "venv" in done[-1]:
            start.PYTHON.parent.mkdir(parents=True)
            start.PYTHON.touch()
        return 0

    monkeypatch.setattr(start, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(start, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(start, "has", lambda module: False)
    monkeypatch.setattr(subprocess, "call", note)
    return done


@pytest.mark.parametrize("arguments", [[], ["tset"], ["--help"]])
def test_an_unknown_job_gets_the_list_of_jobs(arguments: list[str]) -> None:
    answer = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True)
    assert answer.returncode == 2
    assert all(f"start.py {job}" in answer.stderr for job in start.JOBS)


def test_an_older_python_is_told_so() -> None:
    pretend = (
        "import sys; sys.version_info = (3, 10, 4); exec(compile(open(sys.argv[1]).read(), 'start', 'exec'))"
    )
    answer = subprocess.run([sys.executable, "-c", pretend, SCRIPT], capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.startswith("hipmech needs Python 3.11 or newer")
    assert "Traceback" not in answer.stderr


def test_a_python_without_ensurepip_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, steps: list[list[str]]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="install python3-venv"):
        start.main(["test"])
    assert steps == []


def test_the_first_run_sets_up_and_the_second_only_works(steps: list[list[str]]) -> None:
    assert start.main(["app", "--port", "8600"]) == 0
    assert [command[2] for command in steps] == ["venv", "pip", "uv", "hipmech"]
    assert steps[-1][3:] == ["app", "--port", "8600"]
    steps.clear()
    start.main(["app"])
    assert [command[2] for command in steps] == ["hipmech"]


def test_a_changed_recipe_sets_up_again(
    monkeypatch: pytest.MonkeyPatch, steps: list[list[str]], tmp_path: Path
) -> None:
    start.main(["app"])
    steps.clear()
    changed = tmp_path / "constraints.txt"
    changed.write_text("numpy==2.4.6\n")
    monkeypatch.setattr(start, "CONSTRAINTS", changed)
    start.main(["app"])
    assert [command[2] for command in steps] == ["ensurepip", "pip", "uv", "hipmech"]


def test_a_job_stops_at_its_first_failure(monkeypatch: pytest.MonkeyPatch, steps: list[list[str]]) -> None:
    start.main(["test", "-k", "femur"])
    assert [command[2] for command in steps[-4:]] == ["ruff", "ruff", "mypy", "pytest"]
    assert steps[-1][-2:] == ["-k", "femur"]
    steps.clear()

    def fail(command: list[str | Path], cwd: Path) -> int:
        steps.append([str(word) for word in command])
        return 3

    monkeypatch.setattr(subprocess, "call", fail)
    assert start.main(["test"]) == 3
    assert [command[2] for command in steps] == ["ruff"]


def test_a_failed_set_up_says_where_to_look(monkeypatch: pytest.MonkeyPatch, steps: list[list[str]]) -> None:
    monkeypatch.setattr(subprocess, "call", lambda command, cwd: 1)
    with pytest.raises(SystemExit, match="the lines above say why"):
        start.main(["test"])
    assert not start.STAMP.exists()


def test_the_constraints_are_versions_only() -> None:
    lines = start.CONSTRAINTS.read_text().splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert [line for line in pins if line.count("==") != 1 or "/" in line or " " in line] == []
