"""Measure, print, and with `--write` renew the report.

    python3 start.py bench                   everything
    python3 start.py bench import scalar     only these
    python3 start.py bench --write           into docs/performance.md as well
    python3 start.py bench grid --write      only this table of the page

Ends with 1 when a ratio that is promised now is missed.
"""

import argparse
import importlib
import inspect
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from benchmarks.ratios import KEEPING, ONE_THREAD, table

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
MEASURED = ("<!-- measured: `python3 start.py bench --write` -->", "<!-- end of what is measured -->")
BENCHES = ("import", "scalar", "grid", "columns", "sharing", "equilibrium", "influence", "growth", "live")


def conditions() -> str:
    """Where and with what it was measured, in general words."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{platform.system()} on {platform.machine()}, {python}, NumPy {np.__version__}, one thread."


def section(name: str) -> tuple[str, bool]:
    """One bench, checked and measured, in Markdown; and whether all that is promised is kept."""
    bench = importlib.import_module(f"benchmarks.bench_{name}")
    bench.check()
    rows = bench.measure()
    words = inspect.getdoc(bench)
    kept = all(row.met for row in rows if row.promised)
    return f"### {name.capitalize()}\n\n{words}\n\n{table(rows)}\n", kept


def renew(page: str, conditions: str, sections: Mapping[str, str]) -> str:
    """The page with the conditions, and the sections that were measured, replaced between the marks."""
    begin, end = MEASURED
    before, rest = page.split(begin)
    there, after = rest.split(end)
    _, *parts = re.split(r"^(?=### )", there, flags=re.MULTILINE)
    kept = {part.split(maxsplit=2)[1].lower(): part.strip() for part in parts}
    kept |= {name: section.strip() for name, section in sections.items()}
    measured = "\n\n".join([conditions, *(kept[name] for name in BENCHES if name in kept)])
    return f"{before}{begin}\n\n{measured}\n\n{end}{after}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="start.py bench", description="How fast hipmech is, as ratios.")
    parser.add_argument(
        "benches", nargs="*", metavar="bench", help=f"{', '.join(BENCHES)}; all where left out"
    )
    parser.add_argument("--write", action="store_true", help="renew what was measured in docs/performance.md")
    options = parser.parse_args(arguments)
    if unknown := set(options.benches) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    if not os.environ.keys() >= KEEPING.keys():
        environment = os.environ | KEEPING | ONE_THREAD
        return subprocess.call([sys.executable, "-m", "benchmarks", *arguments], env=environment)
    sections, kept = {}, True
    print(conditions() + "\n")
    for name in options.benches or BENCHES:
        sections[name], all_met = section(name)
        print(sections[name])
        kept &= all_met
    if options.write:
        page = renew(PAGE.read_text("utf-8"), conditions(), sections)
        PAGE.write_text(page, encoding="utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
