"""Set up hipmech in .venv and run a job.

    python3 start.py app     the pages, in the browser
    python3 start.py test    style, types and tests
    python3 start.py docs    the documentation, as pages that need no network
    python3 start.py bench   the benchmarks

Needs Python 3.11 or newer and, the first time, the network. Whatever follows the job's name goes to the job:
`start.py app --help`, `start.py test -k femur`.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(f"hipmech needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "hipmech.stamp"
CONSTRAINTS = ROOT / "constraints.txt"
# A process for each core, which takes whole files, in the order in which they are collected.
PYTEST = "pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder"

JOBS = {
    "app": ["hipmech app"],
    "test": ["ruff check", "ruff format --check", "mypy", PYTEST],
    "docs": ["docs.build"],
    "bench": ["benchmarks"],
}


def fingerprint() -> str:
    """What the environment was made from; the folder too, since the installation points to it."""
    recipe = (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes() + str(ROOT).encode()
    return hashlib.sha256(recipe).hexdigest()


def has(module: str) -> bool:
    """Whether the environment can import a module."""
    return subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True).returncode == 0


def step(*command: str | Path) -> None:
    """Run one step of the set-up, or stop in words."""
    if subprocess.call(command, cwd=ROOT):
        sys.exit("Setting up hipmech stopped here; the lines above say why. Is the network reachable?")


def set_up() -> None:
    """Make the environment, or complete the one that is there; do nothing when nothing changed."""
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == fingerprint():
        return
    print("Setting up hipmech in .venv, which takes a moment the first time.", flush=True)
    made = PYTHON.exists()
    if not made or not (has("uv") or has("pip")):
        if importlib.util.find_spec("ensurepip") is None:
            sys.exit("This Python cannot make environments: install python3-venv and repeat.")
        if made:
            step(PYTHON, "-m", "ensurepip")
        else:
            # A link without a target: the Python this environment was made from is gone, and so is its use.
            step(sys.executable, "-m", "venv", *(["--clear"] if PYTHON.is_symlink() else []), VENV)
    if not has("uv"):
        step(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", CONSTRAINTS, "uv")
    install: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, "-c", CONSTRAINTS]
    step(*install, "-e", ".[dev,docs,sweep,validation]")
    STAMP.write_text(fingerprint())


def main(arguments: list[str]) -> int:
    """Run the job named first; the exit code is the job's own, 2 for an unknown one."""
    job, *rest = arguments or [""]
    if job not in JOBS:
        print(__doc__, file=sys.stderr)
        return 2
    set_up()
    *checks, last = (command.split() for command in JOBS[job])
    for command in [*checks, [*last, *rest]]:
        code = subprocess.call([PYTHON, "-m", *command], cwd=ROOT)
        if code:
            return code
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
