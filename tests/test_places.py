"""Outputs written where the caller wants them: the same numbers, in that memory, and nowhere else."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

import hipmech as hm
from hipmech.kernels import record

NAMES = ("abductor_force_bw", "joint_reaction", "hip_adduction")
Inputs = Mapping[str, Any]

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")


def columns(shape: tuple[int, ...]) -> Inputs:
    """Hips of every status but those refused."""
    chance = np.random.default_rng(3)
    return {
        "neck_shaft_angle": chance.uniform(100, 150, shape),
        "abductor_strength": chance.uniform(0.2, 1, shape),
        "cane_force": chance.uniform(0, 300, shape),
    }


def mesh(*lengths: int) -> Inputs:
    axes = {"pelvic_drop": (0, 20), "cane_force": (0, 300), "inter_hip_distance": (150, 200)}
    ranges = [np.linspace(*ends, n) for ends, n in zip(axes.values(), lengths, strict=True)]
    return dict(zip(axes, np.meshgrid(*ranges, indexing="ij", sparse=True), strict=True))


DESIGNS = {
    "one hip": {"neck_shaft_angle": np.array(120.0)},
    "few": columns((5,)),
    "columns": columns((70_001,)),
    "columns of several dimensions": columns((150, 300)),
    "a small mesh": mesh(3, 4, 5),
    "a mesh in one row": mesh(40, 40, 30),
    "a mesh with loops": mesh(200, 20, 30),
}


def shape_of(inputs: Inputs) -> tuple[int, ...]:
    return np.broadcast_shapes(*(array.shape for array in inputs.values()))


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("inputs", DESIGNS.values(), ids=DESIGNS)
def test_outputs_stand_in_the_arrays_that_were_given(inputs: Inputs, threads: int) -> None:
    shape = shape_of(inputs)
    out: dict[str, Any] = {name: np.full(shape, -1.0) for name in NAMES} | {"status": np.full(shape, 9, "i1")}
    found = hm.solve_only(NAMES, out=out, threads=threads, **inputs)
    wanted = hm.solve_only(NAMES, **inputs)
    assert found.keys() == wanted.keys()
    for name, place in out.items():
        assert found[name] is place
        np.testing.assert_array_equal(place, np.broadcast_to(wanted[name], shape))


def test_what_has_no_place_is_returned_as_ever() -> None:
    out = {"joint_reaction": np.empty(70_001)}
    found = hm.solve_only(NAMES, out=out, **DESIGNS["columns"])
    wanted = hm.solve_only(NAMES, **DESIGNS["columns"])
    for name in (*NAMES, "status"):
        np.testing.assert_array_equal(found[name], wanted[name])


@pytest.mark.parametrize("inputs", [DESIGNS["few"], DESIGNS["columns"]], ids=["few", "columns"])
def test_a_column_of_a_table_is_written_and_its_neighbours_are_not(inputs: Inputs) -> None:
    table = np.full((*shape_of(inputs), 3), -1.0)
    hm.solve_only(["joint_reaction"], out={"joint_reaction": table[..., 1]}, **inputs)
    np.testing.assert_array_equal(
        table[..., 1], hm.solve_only(["joint_reaction"], **inputs)["joint_reaction"]
    )
    assert (table[..., 0] == -1).all()
    assert (table[..., 2] == -1).all()


def test_an_output_may_take_the_place_of_an_input_also_of_later_hips() -> None:
    inputs = columns((70_001,))
    wanted = hm.solve_only(["joint_reaction"], **inputs)["joint_reaction"].copy()
    for shift in (0, 30_000):
        memory = np.concatenate([inputs["cane_force"], np.zeros(shift)])
        place = memory[shift:]
        hm.solve_only(
            ["joint_reaction"], out={"joint_reaction": place}, **{**inputs, "cane_force": memory[:70_001]}
        )
        np.testing.assert_array_equal(place, wanted)


def test_a_kernel_leaves_a_place_of_another_type_alone() -> None:
    place = np.zeros(1000, np.float32)
    recorded = record(lambda leaves: {"twice": 2 * leaves["x"]}, {}, {"x": 0}, (1000,), scale="m")
    found = recorded.run({"x": np.full(1000, 1 / 3)}, into={"twice": place})
    assert found["twice"].tolist() == [2 / 3] * 1000
    assert not place.any()


BLOCK = np.zeros((2, 70_001))
STILL = np.zeros(70_001)
STILL.flags.writeable = False
MISFITS: dict[str, tuple[dict[str, Any], str]] = {
    "not asked for": ({"joint_reaction_up": BLOCK[0]}, "'joint_reaction_up', which is not asked for: abduct"),
    "too short": ({"joint_reaction": BLOCK[0, :5]}, "is float64 of shape (5,): it takes an array of float64"),
    "too coarse": ({"joint_reaction": BLOCK[0].astype("f4")}, "is float32 of shape (70001,): it takes"),
    "a status of floats": (
        {"status": BLOCK[0]},
        "out['status'] is float64 of shape (70001,): it takes an arr",
    ),
    "a list": ({"joint_reaction": [0.0]}, "out['joint_reaction'] is [0.0]: it takes an array of float64"),
    "read-only": ({"joint_reaction": STILL}, "out['joint_reaction'] cannot be written to"),
    "twice the same": (
        {"joint_reaction": BLOCK[0], "hip_adduction": BLOCK[0]},
        "out['joint_reaction'] and out['hip_adduction'] overlap",
    ),
}


@pytest.mark.parametrize("out, told", MISFITS.values(), ids=MISFITS)
def test_a_place_that_does_not_fit_is_refused(out: dict[str, Any], told: str) -> None:
    with pytest.raises(hm.InputError, match=re.escape(told)):
        hm.solve_only(NAMES, out=out, **DESIGNS["columns"])


def test_a_value_that_is_not_allowed_is_refused_as_without_places() -> None:
    inputs = {**DESIGNS["columns"], "cane_force": np.full(70_001, np.nan)}
    with pytest.raises(hm.InputError, match=r"cane_force\[0\] = nan"):
        hm.solve_only(NAMES, out={"joint_reaction": np.empty(70_001)}, **inputs)


@pytest.mark.parametrize("wrong", [None, 17], ids=["all allowed", "one forbidden"])
def test_a_sweep_in_place_is_the_call_row_by_row(wrong: int | None) -> None:
    given = {name: column.copy() for name, column in columns((140_000,)).items()}
    if wrong is not None:
        given["cane_force"][wrong] = -5.0
    rows = np.r_[0:40, 69_990:70_010, 139_980:140_000]
    few = [row for row in rows.tolist() if row != wrong]
    direct = hm.solve(**{name: column[few] for name, column in given.items()})
    swept = hm.sweeps.run(hm.designs.paired(**given))
    people = hm.sweeps.cohort(given, {name: name for name in given})
    for found in (swept, people):
        np.testing.assert_array_equal(found.status[few], direct.status)
        for name in NAMES:
            np.testing.assert_allclose(found.outputs[name][few], getattr(direct, name), rtol=1e-11, atol=1e-9)
        if wrong is not None:
            assert found.status[wrong] == 4
            assert found.reasons[wrong].startswith("cane_force = -5 N is not allowed")
            assert np.isnan(found.outputs["joint_reaction"][wrong])


def test_a_table_stays_its_owners() -> None:
    given = {"kg": np.array([60.0, 80.0])}
    design = hm.designs.table(given, {"body_mass": "kg"})
    hm.sweeps.cohort(given, {"body_mass": "kg"})
    given["kg"][0] = 99.0
    assert design.cases(0, 2)["body_mass"].tolist() == [60, 80]
