"""The house itself: the order of its rooms, what an import loads, the length of its files."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import hipmech

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "hipmech"
LONGEST_FILE = 400  # lines; beyond it a file holds more than one idea
TABLES = {PACKAGE / "quantities.py", PACKAGE / "sources.py"}
OUTSIDE = {"app", "validation", "tests", "benchmarks", "start"}

Floors = Sequence[Sequence[str]]


def room_of(module: str, floors: Floors) -> str | None:
    """The room a module stands in, by its longest name in the order: `live.server` stands in `live`."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if any(name in floor for floor in floors)), None)


def module_of(file: Path, package: Path) -> str:
    """The dotted name below the package; empty for the package's own `__init__`."""
    parts = file.relative_to(package).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(file: Path, package: Path) -> Iterator[str]:
    """Full dotted names of all that a file imports, inside functions too, relative ones made absolute."""
    home = [package.name, *file.relative_to(package).parent.parts]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = home[: len(home) - node.level + 1] if node.level else []
            origin = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def may_import(room: str, other: str, floors: Floors) -> bool:
    """Whether one room may know another: only a lower floor, on the ground also an earlier room."""
    height = {name: floor for floor, names in enumerate(floors) for name in names}
    if height[room] == height[other] == 0:
        return floors[0].index(other) < floors[0].index(room)
    return height[other] < height[room]


def breaches(package: Path, floors: Floors) -> list[str]:
    """All that stands against the order, in words; empty for a house in order."""
    found = []
    for file in sorted(package.rglob("*.py")):
        module = module_of(file, package)
        if not module:
            continue
        room = room_of(module, floors)
        if room is None:
            found.append(f"{module} is on no floor")
            continue
        for name in imported_names(file, package):
            top, _, inner = name.partition(".")
            other = room_of(inner, floors)
            if top in OUTSIDE:
                found.append(f"{module} imports {top}, which stands outside the package")
            elif top != package.name or other == room:
                continue
            elif other is None:
                found.append(f"{module} imports {name}, which is in no room")
            elif not may_import(room, other, floors):
                found.append(f"{module} imports {other}, which is not below it")
    return found


def test_every_room_imports_only_from_below() -> None:
    assert breaches(PACKAGE, hipmech.FLOORS) == []


def test_every_room_in_the_order_exists() -> None:
    rooms = [room.replace(".", "/") for floor in hipmech.FLOORS for room in floor]
    assert [room for room in rooms if not list(PACKAGE.glob(f"{room}*"))] == []
    assert len(rooms) == len(set(rooms))


MADE_UP_FLOORS = (("errors", "words"), ("body", "femur"), ("levers", "live"))


@pytest.mark.parametrize(
    "file, source, breach",
    [
        ("body.py", "from house.levers import arm", "body imports levers, which is not below it"),
        ("body.py", "def f():\n    import house.levers", "body imports levers, which is not below it"),
        ("body.py", "from . import levers", "body imports levers, which is not below it"),
        ("body.py", "from .levers import arm", "body imports levers, which is not below it"),
        ("body.py", "from house.femur import neck", "body imports femur, which is not below it"),
        (
            "body.py",
            "if 1:\n    from house import femur",
            "body imports femur, which is not below it",
        ),
        ("errors.py", "from house import words", "errors imports words, which is not below it"),
        ("live/server.py", "from .. import levers", "live.server imports levers, which is not below it"),
        ("levers.py", "from house import solve", "levers imports house.solve, which is in no room"),
        ("levers.py", "import house", "levers imports house, which is in no room"),
        ("levers.py", "from validation import bergmann", "levers imports validation, which stands outside"),
        ("muscles.py", "", "muscles is on no floor"),
        ("live/muscles.py", "from house.live import server", None),
        ("live/server.py", "from . import page\nfrom ..body import mass", None),
        ("words.py", "from house.errors import Oops", None),
        ("levers.py", "import numpy\nfrom house import body, femur, words", None),
        ("__init__.py", "from house.levers import arm", None),
    ],
)
def test_the_order_is_really_held(tmp_path: Path, file: str, source: str, breach: str | None) -> None:
    made_up = tmp_path / "house" / file
    made_up.parent.mkdir(parents=True)
    made_up.write_text(source)
    found = breaches(tmp_path / "house", MADE_UP_FLOORS)
    assert len(found) == (breach is not None)
    assert breach is None or found[0].startswith(breach)


def test_importing_hipmech_loads_numpy_and_little_else() -> None:
    heavy = {"scipy", "sympy", "matplotlib", "pandas", "streamlit", "click", "xarray", "dask"}
    ask = f"import hipmech, sys; print(*sorted({heavy!r} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


def files_of_thought() -> Iterator[Path]:
    """The sources written by hand; a table is as long as its subject, a generated file as it comes."""
    folders = ("hipmech", "tests", "validation", "benchmarks")
    inside = (file for folder in folders for file in (ROOT / folder).rglob("*"))
    for file in (ROOT / "app.py", ROOT / "start.py", *inside):
        generated = any(part.startswith("generated") for part in file.parts)
        if file.suffix in {".py", ".js", ".css"} and file not in TABLES and not generated:
            yield file


def test_no_file_is_longer_than_an_idea() -> None:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in files_of_thought()}
    assert {str(file): length for file, length in lengths.items() if length > LONGEST_FILE} == {}
