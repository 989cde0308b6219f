"""What `import hipmech` adds to `import numpy`: whole processes in turn, their byte code compiled before."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.ratios import Row, cost, times_of

ROUNDS = 31
HEAVY = ("scipy", "sympy", "matplotlib", "pandas", "streamlit", "click", "xarray", "dask")
ROOT = Path(__file__).parents[1]


def answer(code: str, cache: str) -> str:
    """What a fresh Python prints, on one thread, with byte code kept in a folder of ours."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": cache, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def processor_time(modules: str, cache: str) -> float:
    """Seconds of processor time from the start of a process until it has imported."""
    return float(answer(f"import {modules}, time; print(time.process_time())", cache))


def check() -> None:
    with tempfile.TemporaryDirectory() as cache:
        loaded = answer("import hipmech, sys; print(*sys.modules)", cache).split()
    heavy = sorted(set(HEAVY) & set(loaded))
    if heavy:
        raise AssertionError(f"import hipmech loads {', '.join(heavy)}: nobody should wait for them.")


def measure() -> list[Row]:
    modules = ("hipmech", "numpy", "sys")
    with tempfile.TemporaryDirectory() as cache:
        for name in modules:
            processor_time(name, cache)
        turns = [{name: processor_time(name, cache) for name in modules} for _ in range(ROUNDS)]
    whole = {name: statistics.median(turn[name] for turn in turns) for name in modules}
    net = {name: whole[name] - whole["sys"] for name in ("hipmech", "numpy")}
    both = {name: whole[name] for name in net}
    return [
        cost("`import hipmech` : `import numpy`", net, must=1.3, stretch=1.15, promised=True),
        Row(
            work="the same, start of Python included",
            ratio=f"{both['hipmech'] / both['numpy']:.3g}×",
            times=times_of(both),
        ),
        Row(work=f"loaded beside NumPy: none of {', '.join(HEAVY)}", ratio="0"),
    ]
