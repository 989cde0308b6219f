"""Every combination along ten axes, eight outputs: recorded loops against naive NumPy meshgrids and a loop.

Baselines compute those eight and no more. A stream is a summary: mean, spread and extremes of each output,
and cases by status; the naive one takes meshgrids of a million cases one after the other. In the first grid
the cane is told in body weights, so that most outputs do not depend on the mass. In the other one a load and
a cane in newtons leave hardly anything to take out of a loop.
"""

import itertools
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

import hipmech as hm
from benchmarks.plain import EIGHT, GRAVITY, eight_in_math, eight_in_numpy
from benchmarks.ratios import Row, added_memory, alternate, cost, insist, memory, speed

Axes = Mapping[str, NDArray[np.float64]]

ANATOMY_AND_POSE = {
    "inter_hip_distance": (157, 187),
    "pelvic_drop": (0, 9),
    "trunk_lean": (0, 9),
    "neck_shaft_angle": (114, 140),
    "neck_length": (46, 62),
    "trochanter_lateral": (0, 10),
    "abductor_strength": (0.4, 1),
}
RANGES = {"body_mass": (55, 95), "stature": (1500, 1900), "cane_force_bw": (0, 0.15), **ANATOMY_AND_POSE}
HARSH = {"body_mass": (55, 95), "carried_mass": (0, 10), "cane_force": (0, 120), **ANATOMY_AND_POSE}
FEW = (2,) * 10
MILLION = (4,) * 10
STREAM = (6, 6, 6, 6, 6, 6, 7, 7, 6, 7)
"""Ninety-six million cases."""


def axes_of(lengths: tuple[int, ...], ranges: Mapping[str, tuple[float, float]] = RANGES) -> dict[str, Any]:
    """Ten axes with so many values each."""
    return {
        name: np.linspace(low, high, length)
        for (name, (low, high)), length in zip(ranges.items(), lengths, strict=True)
    }


def cases_of(axes: Axes) -> int:
    return int(np.prod([values.size for values in axes.values()]))


def open_mesh(axes: Axes) -> dict[str, Any]:
    return dict(zip(axes, np.meshgrid(*axes.values(), indexing="ij", sparse=True), strict=True))


def ours(axes: Axes) -> dict[str, NDArray[Any]]:
    return hm.solve_only(EIGHT, **open_mesh(axes))


def naive(axes: Axes) -> tuple[Any, ...]:
    """Every input as a full array, and the balance in plain NumPy."""
    columns = dict(zip(axes, np.meshgrid(*axes.values(), indexing="ij"), strict=True))
    if "cane_force_bw" in columns:
        columns["cane_force"] = columns.pop("cane_force_bw") * columns["body_mass"] * GRAVITY
    return eight_in_numpy(**columns)


def loop(axes: Axes) -> list[tuple[Any, ...]]:
    """One case after the other in bare `math`."""
    found = []
    for case in itertools.product(*(values.tolist() for values in axes.values())):
        inputs = dict(zip(axes, case, strict=True))
        inputs["cane_force"] = inputs.pop("cane_force_bw") * inputs["body_mass"] * GRAVITY
        found.append(eight_in_math(**inputs))
    return found


def written_out(axes: Axes, filled: NDArray[np.float64]) -> None:
    """Every output in full, in a buffer that is there already, so that the two writings compare."""
    outputs = ours(axes)
    for row, name in zip(filled, EIGHT, strict=True):
        row[...] = outputs[name]


def laid_out(axes: Axes) -> NDArray[np.float64]:
    """A buffer for eight full outputs, its axes in memory as the outputs have them."""
    widest = ours(axes)["utilisation"]
    order = np.lexsort((-np.array(widest.strides), np.array(widest.shape) > 1))
    lengths = np.array([values.size for values in axes.values()])
    buffer = np.empty((len(EIGHT), *lengths[order]))
    return buffer.transpose(0, *(1 + np.argsort(order)))


def summary(axes: Axes) -> Any:
    design = hm.designs.grid(**axes)
    names = [name for name in EIGHT if name != "status"]
    return hm.sweeps.summarise(design, names, quantiles=())


def naive_summary(axes: Axes) -> tuple[Any, ...]:
    """The same of one meshgrid; a stream repeats it."""
    found: list[Any] = []
    for name, values in zip(EIGHT, naive(axes), strict=True):
        if name == "status":
            found.append(np.bincount(values.ravel(), minlength=4))
        else:
            found.append(
                (np.nanmean(values), np.nanstd(values, ddof=1), np.nanmin(values), np.nanmax(values))
            )
    return tuple(found)


def check() -> None:
    few = axes_of(FEW)
    each = np.array(loop(few)).T.reshape(-1, *FEW)
    insist(ours(few), dict(zip(EIGHT, each, strict=True)))
    for ranges in (RANGES, HARSH):
        axes = axes_of((4, 4, 4, 4, 4, 4, 4, 2, 2, 2), ranges)
        insist(ours(axes), dict(zip(EIGHT, naive(axes), strict=True)))
        reduced = summary(axes)
        for name, values in zip(EIGHT, naive_summary(axes), strict=True):
            if name == "status":
                np.testing.assert_array_equal(reduced.cases[0][:4], values)
                continue
            least, greatest = reduced.minimum(name).value, reduced.maximum(name).value
            found = reduced.mean(name), reduced.sd(name), least, greatest
            np.testing.assert_allclose(found, values, rtol=1e-10)


def measure() -> list[Row]:
    axes, few, stream = axes_of(MILLION), axes_of(FEW), axes_of(STREAM)
    harsh = axes_of(MILLION, HARSH)
    buffer = laid_out(axes)
    times = alternate(
        rounds=9,
        grid=partial(ours, axes),
        naive=partial(naive, axes),
        written=partial(written_out, axes, buffer),
        fill=partial(buffer.fill, 1.0),
        loop=partial(loop, few),
        harsh=partial(ours, harsh),
        naive_harsh=partial(naive, harsh),
        naive_summary=partial(naive_summary, axes),
        harsh_summary=partial(summary, harsh),
    )
    times |= alternate(rounds=3, summary=partial(summary, stream))
    cases = {"loop": cases_of(few), "summary": cases_of(stream)}
    per_case = {name: seconds / cases.get(name, cases_of(axes)) for name, seconds in times.items()}

    def pair(ours: str, theirs: str) -> dict[str, float]:
        return {name: per_case[name] for name in (ours, theirs)}

    million, many = f"{cases_of(axes) / 1e6:.2f} million cases", f"{cases_of(stream) / 1e6:.0f} million cases"
    return [
        speed(f"a grid, {million} : naive NumPy meshgrid", pair("grid", "naive"), must=25, stretch=35),
        speed(
            f"a grid, {million} : Python loop over bare `math`", pair("grid", "loop"), must=400, stretch=600
        ),
        cost(
            "a grid, all eight outputs written out : `fill` of that array",
            pair("written", "fill"),
            must=3.5,
            stretch=2.5,
        ),
        speed(
            f"a summary, {many} streamed : naive NumPy meshgrid, a case",
            pair("summary", "naive_summary"),
            must=50,
            stretch=90,
        ),
        memory("memory of that stream", added_memory(partial(summary, stream)), must=40),
        Row(
            work="memory of one naive meshgrid beside its answer",
            ratio=f"{added_memory(partial(naive, axes)) / 1e6:.3g} MB",
        ),
        speed("the other grid : naive NumPy meshgrid", pair("harsh", "naive_harsh")),
        speed("its summary : naive NumPy meshgrid", pair("harsh_summary", "naive_summary")),
    ]
