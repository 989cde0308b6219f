"""How a ratio is measured: candidate and baseline take turns in one process; their medians are divided."""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hipmech.quantities import QUANTITIES

ROUNDS = 21
TURN = 0.005  # seconds; a shorter call is repeated within its turn
SCALES = {"N": 735.5, "N·m": 75.0, "deg": 57.3, "mm": 100.0, "mm·BW": 100.0, "%": 100.0}
"""1 BW, 1 N·m/kg, 1 rad, 100 mm: near zero a difference counts against these."""
AGREEMENT = 1e-12
KEEPING = {"MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "8000000000"}
"""For glibc: memory once taken stays with the process. Fresh pages can cost large arrays more than their work
does, now more and now less, and would decide most ratios."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""Matrices are multiplied on one thread."""

Run = Callable[[], object]
Clock = Callable[[], float]
Times = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the report.

    Attributes
    ----------
    work : what was compared
    ratio : as its target counts it
    target : in words; empty where there is none
    met : None where there is no target
    promised : whether the target holds now; the others are ahead
    times : the absolute times behind the ratio, in words
    """

    work: str
    ratio: str
    times: str = ""
    target: str = ""
    met: bool | None = None
    promised: bool = False

    @property
    def verdict(self) -> str:
        if self.met is None:
            return ""
        return "met" if self.met else "**missed**" if self.promised else "not yet"


def alternate(rounds: int = ROUNDS, **runs: Run) -> dict[str, float]:
    """Seconds of one call of each run: medians over rounds in which each has its turn.

    Processor time of this process, so that whatever else the machine does hardly counts.
    """
    return _alternated(rounds, time.process_time, runs)


def alternate_on_threads(rounds: int = ROUNDS, **runs: Run) -> dict[str, float]:
    """The same by the clock on the wall, for what runs on several threads."""
    return _alternated(rounds, time.perf_counter, runs)


def _alternated(rounds: int, clock: Clock, runs: Mapping[str, Run]) -> dict[str, float]:
    repeats = {name: _repeats(run, clock) for name, run in runs.items()}
    turns: dict[str, list[float]] = {name: [] for name in runs}
    gc.disable()
    for _ in range(rounds):
        for name, run in runs.items():
            turns[name].append(_turn(run, repeats[name], clock))
    gc.enable()
    return {name: statistics.median(values) for name, values in turns.items()}


def _repeats(run: Run, clock: Clock) -> int:
    """Calls that fill a turn, found after a call to warm up."""
    run()
    several = 10 if _turn(run, 1, clock) < TURN else 1
    return max(1, round(TURN / max(_turn(run, several, clock), 1e-7)))


def _turn(run: Run, repeats: int, clock: Clock) -> float:
    start = clock()
    for _ in range(repeats):
        run()
    return (clock() - start) / repeats


def cost(
    work: str, times: Times, *, must: float, stretch: float, promised: bool = False, cases: int = 1
) -> Row:
    """How many times dearer the first run is than the second."""
    ours, theirs = times.values()
    ratio = ours / theirs
    return Row(
        work=work,
        ratio=f"{ratio:.3g}×",
        target=f"≤ {must:g}× ({stretch:g}×)",
        met=ratio <= must,
        promised=promised,
        times=times_of(times, cases),
    )


def speed(work: str, times: Times, *, must: float | None = None, stretch: float = 0, cases: int = 1) -> Row:
    """How many times faster the first run is than the second."""
    ours, theirs = times.values()
    ratio = theirs / ours
    return Row(
        work=work,
        ratio=f"{ratio:.3g}×",
        target="" if must is None else f"≥ {must:g}× ({stretch:g}×)",
        met=None if must is None else ratio >= must,
        times=times_of(times, cases),
    )


def memory(work: str, added: int, *, must: float) -> Row:
    """What a call needs beyond what it returns."""
    megabytes = added / 1e6
    return Row(work=work, ratio=f"{megabytes:.3g} MB", target=f"≤ {must:g} MB", met=megabytes <= must)


def added_memory(run: Run) -> int:
    """Bytes that a call needs at its peak beyond what it returns, NumPy's arrays included."""
    run()
    tracemalloc.start()
    kept = run()
    left, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return peak - left


def times_of(times: Times, cases: int = 1) -> str:
    """The absolute times behind a ratio, of a call or of a case."""
    return " : ".join(in_words(seconds / cases) for seconds in times.values())


def in_words(seconds: float) -> str:
    """A duration to three digits."""
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def insist(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    """Refuse to time two things that do not compute the same."""
    for name, value in theirs.items():
        found = difference(ours[name], value, SCALES.get(QUANTITIES[name].unit, 1.0))
        if not found <= AGREEMENT:
            raise AssertionError(f"{name} differs by {found:.1e}: the times would say nothing.")


def difference(ours: Any, theirs: Any, scale: float) -> float:
    """Largest difference, against the number or its scale; infinite where only one is NaN."""
    a, b = np.broadcast_arrays(np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float))
    if np.any(np.isnan(a) != np.isnan(b)):
        return np.inf
    return float(np.max(np.nan_to_num(np.abs(a - b) / np.maximum(np.abs(b), scale))))


def table(rows: Iterable[Row]) -> str:
    """Rows in Markdown."""
    lines = [
        "| what | ratio | must (stretch) | | times |",
        "| --- | ---: | --- | --- | --- |",
        *(f"| {r.work} | **{r.ratio}** | {r.target} | {r.verdict} | {r.times} |" for r in rows),
    ]
    return "\n".join(lines)
