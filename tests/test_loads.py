"""What comes out of a solve: outputs nobody can spoil, words, and a tidy table."""

from typing import Any

import numpy as np
import pytest

import hipmech as hm
from hipmech.quantities import OUTPUTS, QUANTITIES
from tests.hips import solve


def test_a_single_hip_answers_in_floats_and_words() -> None:
    load = hm.solve()
    assert load.shape == ()
    assert type(load.status) is int
    assert all(type(load.outputs[name]) is float for name in OUTPUTS if name != "status")
    assert repr(load) == ("<Load: joint reaction 2.728 BW at 10.4°, abductor force 1.909 BW, ok>")


def test_many_hips_answer_in_read_only_arrays() -> None:
    load = solve(abductor_strength=[1, 0.4, 1], cane_force=[[0], [200]])
    assert load.shape == (2, 3)
    for name, value in load.outputs.items():
        assert np.shape(value) == (2, 3), name
        assert value.dtype == (np.int8 if name == "status" else np.float64), name
        with pytest.raises(ValueError, match="read-only"):
            value[0, 0] = 0
    assert repr(load) == "<Load of 6 hips, shape (2, 3), 2 ok>"


@pytest.mark.parametrize("inputs", [{"cane_force": 200}, {"body_mass": 40, "cane_force": 400}])
def test_a_hip_without_an_answer_shows_why(inputs: Any) -> None:
    load = solve(**inputs)
    assert repr(load) == f"<Load: {load.status_words}: {load.reasons}>"


def test_a_lever_is_told_apart_from_a_hip() -> None:
    lever = hm.solve_lever()
    assert repr(lever).startswith("<Balance: joint reaction 2.500 BW")
    assert "hip_adduction" not in lever.outputs
    assert "abductor_arm" in lever.outputs


def test_an_answer_cannot_be_changed() -> None:
    load = hm.solve()
    with pytest.raises(AttributeError):
        load.joint_reaction = 0  # type: ignore[misc]
    with pytest.raises(TypeError):
        load.outputs["joint_reaction"] = 0  # type: ignore[index]


def test_the_lean_is_an_output_only_where_it_is_solved_for() -> None:
    assert "trunk_lean" not in hm.solve().outputs
    leaning: Any = hm.solve(stance_strategy="mixed", step_width=200)
    assert leaning.outputs["trunk_lean"] == leaning.trunk_lean > 0


def test_a_table_has_a_row_for_each_hip_what_varies_and_all_outputs() -> None:
    load = solve(neck_shaft_angle=[[110], [127]], inter_hip_distance=[160, 172, 184], body_mass=60)
    table = load.table()
    assert list(table.columns[:2]) == ["inter_hip_distance", "neck_shaft_angle"]
    assert set(table.columns) == {"inter_hip_distance", "neck_shaft_angle", *OUTPUTS}
    assert table["neck_shaft_angle"].tolist() == [110] * 3 + [127] * 3
    assert table["inter_hip_distance"].tolist() == [160, 172, 184] * 2
    assert table["joint_reaction"].tolist() == load.joint_reaction.ravel().tolist()
    assert table.attrs["units"] == {name: QUANTITIES[name].unit for name in table.columns}
    assert table.attrs["fixed"]["body_mass"] == 60
    assert not set(table.columns) & set(table.attrs["fixed"])


def test_a_table_of_one_hip_has_one_row() -> None:
    table = hm.solve().table()
    assert table.shape == (1, len(OUTPUTS))
    assert table["status"].tolist() == ["ok"]


def test_no_hips_give_an_empty_answer() -> None:
    load = hm.solve(body_mass=[])
    assert load.shape == (0,)
    assert len(load.table()) == 0
    assert load.status_words.tolist() == load.reasons.tolist() == []
