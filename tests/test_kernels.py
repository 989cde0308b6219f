"""Recorded equations: the same numbers as the readable ones, over everything that may be given."""

import itertools
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import hipmech as hm
from benchmarks.ratios import SCALES
from hipmech.equilibrium import DECIDING
from hipmech.kernels import Kernel, plans, record, running
from hipmech.quantities import NUMBERS, QUANTITIES
from hipmech.solution import solving
from hipmech.solution.cases import settled
from hipmech.solution.many import kernel


def drawn(name: str, shape: tuple[int, ...], seed: int) -> NDArray[np.float64]:
    """Values over the hard limits, so that every status and every guard has its turn."""
    row = QUANTITIES[name]
    low, high = row.limits or (0.0, 1.0)
    return np.random.default_rng([seed, *name.encode()]).uniform(low, high, shape)


def same(one: hm.Load, other: hm.Load) -> None:
    np.testing.assert_array_equal(one.status, other.status)
    for name, value in one.outputs.items():
        found = other.outputs[name]
        np.testing.assert_array_equal(np.isnan(value), np.isnan(found), err_msg=name)
        scale = np.maximum(np.abs(value), SCALES.get(QUANTITIES[name].unit, 1.0))
        apart = np.sort((np.abs(value - found) / scale)[~np.isnan(value)])
        # Next to a singular pose rounding grows by its condition: 1e-9 in the worst of a hundred or fewer.
        assert np.all(apart <= 1e-9), (name, apart[-1])
        assert np.all(apart[: -1 - apart.size // 100] <= 1e-12), name


def both(monkeypatch: pytest.MonkeyPatch, **inputs: Any) -> tuple[hm.Load, hm.Load]:
    loads = []
    for many in (10**9, 1):
        monkeypatch.setattr(solving, "MANY", many)
        with np.errstate(all="ignore"):
            loads.append(hm.solve(**inputs))
    return loads[0], loads[1]


CHOICES = [
    dict(zip(DECIDING, choice, strict=True))
    for choice in itertools.product(*(QUANTITIES[name].choices for name in DECIDING))
]


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: "-".join(choices.values()))
def test_columns_agree_with_the_readable_form(
    choices: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    varied = [name for name in NUMBERS if name not in ("age", "cane_force_bw")]
    if choices["stance_strategy"] in ("trunk_over_foot", "mixed"):
        varied.remove("trunk_lean")
    columns = {name: drawn(name, (700,), 1) for name in varied}
    readable, recorded = both(monkeypatch, **columns, **choices)
    same(readable, recorded)
    assert len(np.unique(readable.status)) > 1


MESH = {
    "body_mass": (50, 100),
    "cane_force_bw": (0, 0.2),
    "pelvic_drop": (-8, 12),
    "neck_shaft_angle": (100, 150),
    "abductor_strength": (0, 1),
    "trunk_lean": (-60, 60),
}


def meshed(lengths: tuple[int, ...]) -> dict[str, NDArray[np.float64]]:
    axes = [np.linspace(*MESH[name], length) for name, length in zip(MESH, lengths, strict=True)]
    return dict(zip(MESH, np.meshgrid(*axes, indexing="ij", sparse=True), strict=True))


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
@pytest.mark.parametrize("lengths", [(3, 4, 2, 5, 3, 4), (1, 40, 3, 1, 9, 2), (2, 1, 1, 1, 1, 31)])
def test_a_mesh_agrees_with_the_readable_form(
    lengths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    readable, recorded = both(monkeypatch, **meshed(lengths))
    assert recorded.shape == lengths
    same(readable, recorded)


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_what_a_body_brings_along_may_vary_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sexes = np.array(["female", "male"])[:, None]
    ages = np.linspace(20, 80, 7)
    for more in ({"segment_set": "de_leva"}, {"capacity_norm": "eccentric", "age": ages}):
        same(*both(monkeypatch, sex=sexes, body_mass=np.linspace(50, 90, 7), **more))


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_an_array_along_several_axes_is_solved_in_the_readable_form(monkeypatch: pytest.MonkeyPatch) -> None:
    mass = np.linspace(50, 90, 6).reshape(2, 3)
    drop = np.linspace(0, 5, 3)
    same(*both(monkeypatch, body_mass=mass, pelvic_drop=drop))
    same(*both(monkeypatch, body_mass=mass, pelvic_drop=mass / 20))


OUTPUTS = ("abductor_moment", "joint_reaction_bw", "utilisation", "body_weight_arm")


def recorded_mesh(lengths: tuple[int, ...]) -> tuple[Kernel, dict[str, NDArray[np.float64]]]:
    found = kernel(settled({}, meshed(lengths)), (*OUTPUTS, "status"))
    assert found is not None
    return found


def test_threads_and_rows_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    for lengths in ((3, 4, 2, 5, 3, 4), (1, 60000, 1, 1, 1, 1)):
        recorded, columns = recorded_mesh(lengths)
        plain = recorded.run(columns)
        for threads, row in ((2, running.ROW), (3, running.ROW), (1, 1000), (2, 17)):
            with monkeypatch.context() as patch:
                patch.setattr(running, "ROW", row)
                found = recorded.run(columns, threads)
            for name, values in plain.items():
                np.testing.assert_array_equal(values, found[name], err_msg=name)


def test_turns_bring_every_case_once() -> None:
    lengths = (3, 4, 20, 25, 3, 4)
    recorded, columns = recorded_mesh(lengths)
    whole = {name: np.broadcast_to(v, lengths) for name, v in recorded.run(columns).items()}
    inner = [lengths[axis] for axis in recorded.plan.inner]
    seen = np.zeros(lengths, dtype=int)
    for turn in recorded.passes(columns):
        row = np.unravel_index(np.arange(*turn.row), inner)
        at = dict(zip((*recorded.plan.outer, *recorded.plan.inner), (*turn.place, *row), strict=True))
        places: list[Any] = [at[axis] for axis in range(len(lengths))]
        np.add.at(seen, tuple(places), 1)
        for name, values in turn.values.items():
            np.testing.assert_array_equal(
                np.broadcast_to(values, places[recorded.plan.inner[0]].shape), whole[name][tuple(places)]
            )
    assert (seen == 1).all()


def test_what_does_not_vary_along_a_loop_is_not_computed_along_it() -> None:
    recorded, columns = recorded_mesh((3, 20, 20, 25, 3, 4))
    assert set(recorded.plan.outer) == {0, 4}  # mass and strength, on which least rests
    shapes = {name: values.shape for name, values in recorded.run(columns).items()}
    assert shapes["joint_reaction_bw"] == (1, 20, 20, 25, 1, 4)
    assert shapes["abductor_moment"] == (3, 20, 20, 25, 1, 4)
    assert shapes["utilisation"] == (1, 20, 20, 25, 3, 4)


UNARY = (np.sin, np.cos, np.negative, np.abs, lambda x: np.sqrt(x * x), lambda x: np.arcsin(np.sin(x) / 2))
BINARY = (
    np.add,
    np.subtract,
    np.multiply,
    lambda a, b: a / (b * b + 1),
    np.hypot,
    np.arctan2,
    lambda a, b: np.maximum(a - b, 0.0),
    lambda a, b: np.where((a > b) & (a <= 2 * b), 3 * a, -b),
    lambda a, b: np.where(a < 0, 0.0, np.nan) + b,
    lambda a, b: np.where(b >= 0, a, np.where(a < 0, 0.0, 1.0)),
)
NUMBERS_TRIED = (0.0, 1.0, -1.0, 2.0, 3.0, 300.0, math.pi / 180)
AXES = {"m": 0, "x": 1, "y": 2, "z": 1}
LENGTHS = (3, 5, 7)

Leaves = dict[str, Any]


@st.composite
def expressions(draw: st.DrawFn) -> Callable[[Leaves], Leaves]:
    """Functions of the leaves, of some random operations on one another, that share their steps."""
    number = st.integers(0, 10**6)
    choices = draw(st.lists(st.tuples(number, number, number), min_size=1, max_size=20))
    outputs = draw(st.lists(number, min_size=1, max_size=4))

    def expression(leaves: Leaves) -> Leaves:
        values: list[Any] = [*leaves.values(), *NUMBERS_TRIED]
        for which, one, other in choices:
            a, b = values[one % len(values)], values[other % len(values)]
            functions: tuple[Any, ...] = UNARY + BINARY
            function = functions[which % len(functions)]
            values.append(function(a) if which % len(functions) < len(UNARY) else function(a, b))
        return {f"o{place}": values[-1 - which % len(choices)] for place, which in enumerate(outputs)}

    return expression


@given(expressions(), st.integers(1, 3), st.sampled_from((1, 10, 1000)), st.sampled_from((4, 9, 1000)))
def test_any_expression_comes_to_what_numpy_makes_of_it(
    expression: Callable[[Leaves], Leaves], threads: int, enough: int, row: int
) -> None:
    random = np.random.default_rng(7)
    columns = {
        name: random.uniform(40 if name == "m" else -2, 120 if name == "m" else 3, LENGTHS[axis])
        for name, axis in AXES.items()
    }
    mesh = {
        name: columns[name].reshape([-1 if axis == a else 1 for a in range(3)]) for name, axis in AXES.items()
    }
    with pytest.MonkeyPatch.context() as patch, np.errstate(all="ignore"):
        patch.setattr(plans, "ENOUGH", enough)
        patch.setattr(running, "ROW", row)
        found = record(expression, {}, AXES, LENGTHS, scale="m").run(columns, threads)
        for name, wanted in expression(dict(mesh)).items():
            whole = np.broadcast_to(wanted, LENGTHS)
            it = np.broadcast_to(found[name], LENGTHS)
            np.testing.assert_allclose(it, whole, rtol=1e-7, atol=1e-6, err_msg=name)


def test_a_choice_does_not_overwrite_what_it_chooses_by() -> None:
    """Several truths whose buffers pass from one to the next."""
    random = np.random.default_rng(3)
    columns = {name: random.normal(size=1000) for name in ("a", "b", "c", "d")}

    def chosen(leaves: Leaves) -> Leaves:
        a, b, c, d = leaves.values()
        first, second = (a + b > 0) & (c < 1), (b * c > 0) | (d < 0)
        third = np.where(a - d > 0, first, second)
        return {
            "it": np.where(third & first, a, np.where(second, b, 7.0)),
            "many": np.where(third, 300.0, 200.0),
        }

    found = record(chosen, {}, dict.fromkeys(columns, 0), (1000,), scale="m").run(columns)
    for name, wanted in chosen(dict(columns)).items():
        np.testing.assert_array_equal(found[name], wanted)


def test_threads_share_no_buffer_that_one_of_them_still_guards() -> None:
    def deep(leaves: Leaves) -> Leaves:
        x, z = leaves.values()
        root = np.where(x > 0, np.exp(x) * 2.0 * x, -5.0)
        return {"root": root, "deep": root + z}

    columns = {"x": np.random.default_rng(1).normal(size=50_000), "z": np.arange(8.0)}
    recorded = record(deep, {}, {"x": 0, "z": 1}, (50_000, 8), scale="m")
    wanted = deep({"x": columns["x"][:, None], "z": columns["z"]})["deep"]
    for _ in range(10):
        np.testing.assert_allclose(recorded.run(columns, 4)["deep"], wanted, rtol=1e-13)


@pytest.mark.parametrize("shape", [(150, 200), (1, 30_000), (30_000, 1)])
def test_arrays_of_several_dimensions_keep_them_also_where_outputs_do_not_vary(
    shape: tuple[int, ...],
) -> None:
    load = hm.solve(neck_shaft_angle=np.linspace(115, 140, math.prod(shape)).reshape(shape))
    assert load.shape == load.body_weight_arm.shape == shape  # type: ignore[union-attr]


def test_a_forbidden_value_is_found_along_a_loop_too() -> None:
    angles = np.full((20_000, 1), 127.0)
    angles[17] = 500
    with pytest.raises(hm.InputError, match=r"neck_shaft_angle\[17, 0\] = 500"):
        hm.solve_only(["hip_adduction"], cane_force=np.linspace(0, 50, 16_500)[None], neck_shaft_angle=angles)
