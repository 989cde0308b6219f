"""Every combination along ten axes: an open mesh against the naive NumPy meshgrid and the Python loop."""

import itertools
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

import hipmech as hm
from benchmarks.plain import OUTPUTS, balance_in_math, balance_in_numpy
from benchmarks.ratios import Row, added_memory, alternate, cost, insist, memory, speed

Axes = Mapping[str, NDArray[np.float64]]

RANGES = {
    "body_mass": (55, 95),
    "carried_mass": (0, 10),
    "cane_force": (0, 120),
    "inter_hip_distance": (157, 187),
    "pelvic_drop": (0, 9),
    "trunk_lean": (0, 9),
    "neck_shaft_angle": (114, 140),
    "neck_length": (46, 62),
    "trochanter_lateral": (0, 10),
    "abductor_strength": (0.4, 1),
}
OUTER = 3
"""Axes that a stream goes through one value at a time; the others make a block."""
SMALL = (2,) * 10
DENSE = (4,) * 10


def axes_of(lengths: tuple[int, ...]) -> Axes:
    """Ten axes with so many values each."""
    return {
        name: np.linspace(low, high, length)
        for (name, (low, high)), length in zip(RANGES.items(), lengths, strict=True)
    }


def cases_of(axes: Axes) -> int:
    return int(np.prod([values.size for values in axes.values()]))


def naive(axes: Axes) -> tuple[Any, ...]:
    """Every input as a full array, and the balance in plain NumPy."""
    columns = np.meshgrid(*axes.values(), indexing="ij")
    return balance_in_numpy(**dict(zip(axes, columns, strict=True)))


def loop(axes: Axes) -> list[tuple[Any, ...]]:
    """One case after the other in bare `math`."""
    return [
        balance_in_math(**dict(zip(axes, case, strict=True)))
        for case in itertools.product(*(values.tolist() for values in axes.values()))
    ]


def written_out(axes: Axes, filled: NDArray[np.float64]) -> None:
    """Every output in full in a buffer that is there already, so that the two writings compare."""
    outputs = hm.sweeps.grid(**axes).outputs
    for row, name in zip(filled, OUTPUTS, strict=True):
        row[...] = outputs[name]


def streamed(axes: Axes) -> tuple[float, int]:
    """The largest joint reaction of a grid and how many hips are not ok, block by block."""
    names = list(axes)
    inner = {name: axes[name] for name in names[OUTER:]}
    largest, not_ok = 0.0, 0
    for values in itertools.product(*(axes[name].tolist() for name in names[:OUTER])):
        load = hm.sweeps.grid(dict(zip(names, values, strict=False)), **inner)
        largest = max(largest, float(np.nanmax(load.joint_reaction_bw)))
        not_ok += int(np.count_nonzero(load.status))
    return largest, not_ok


def check() -> None:
    axes = axes_of(SMALL)
    ours = hm.sweeps.grid(**axes).outputs
    insist(ours, dict(zip(OUTPUTS, naive(axes), strict=True)))
    each = np.array(loop(axes)).T.reshape(-1, *SMALL)
    insist(ours, dict(zip(OUTPUTS, each, strict=True)))
    filled = np.empty((len(OUTPUTS), *SMALL))
    written_out(axes, filled)
    insist(ours, dict(zip(OUTPUTS, filled, strict=True)))
    largest, not_ok = streamed(axes)
    assert largest == np.nanmax(ours["joint_reaction_bw"])
    assert not_ok == np.count_nonzero(ours["status"])


def measure() -> list[Row]:
    axes, few = axes_of(DENSE), axes_of(SMALL)
    cases = cases_of(axes)
    buffer = np.empty((len(OUTPUTS), *DENSE))
    times = alternate(
        rounds=9,
        grid=partial(hm.sweeps.grid, **axes),
        naive=partial(naive, axes),
        written=partial(written_out, axes, buffer),
        fill=partial(buffer.fill, 1.0),
        stream=partial(streamed, axes),
        loop=partial(loop, few),
    )
    per_case = {name: seconds / cases_of(few if name == "loop" else axes) for name, seconds in times.items()}

    def pair(ours: str, theirs: str) -> dict[str, float]:
        return {name: per_case[name] for name in (ours, theirs)}

    million = f"{cases / 1e6:.2f} million cases"
    return [
        speed(f"`grid`, {million} : naive NumPy meshgrid", pair("grid", "naive"), must=25, stretch=35),
        speed(
            f"`grid`, {million} : Python loop over bare `math`",
            pair("grid", "loop"),
            must=400,
            stretch=600,
        ),
        cost(
            "`grid`, all outputs written out : `fill` of that array",
            pair("written", "fill"),
            must=3.5,
            stretch=2.5,
        ),
        speed(
            f"streamed in blocks, {million} : naive NumPy meshgrid",
            pair("stream", "naive"),
            must=50,
            stretch=90,
        ),
        memory("memory of the stream", added_memory(partial(streamed, axes)), must=40),
        Row(
            work="memory of the naive meshgrid beside its answer",
            ratio=f"{added_memory(partial(naive, axes)) / 1e6:.3g} MB",
        ),
    ]
