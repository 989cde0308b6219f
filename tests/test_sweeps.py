"""Many hips at once are the same as each hip alone, and a row that cannot be solved harms no other."""

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hipmech as hm
from hipmech.errors import InputError, PhysiologyWarning, UnknownQuantity
from hipmech.quantities import OUTPUTS
from hipmech.sweeps import Cohort, cohort, grid

NUMBERS = tuple(name for name in OUTPUTS if name != "status")


def alone(**inputs: Any) -> hm.Load:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return hm.solve(**inputs)


def quietly(columns: Any, mapping: Mapping[str, Any], **fixed: Any) -> Cohort:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return cohort(columns, mapping, **fixed)


def test_each_point_of_a_grid_is_that_hip_alone() -> None:
    axes = {"neck_shaft_angle": [120, 127, 134], "pelvic_drop": [0, 5], "body_mass": [60, 75]}
    load = grid({"inter_hip_distance": 180}, **axes)
    assert load.shape == (3, 2, 2)
    for place in np.ndindex(load.shape):
        inputs = {name: values[i] for (name, values), i in zip(axes.items(), place, strict=True)}
        hip = alone(inter_hip_distance=180, **inputs)
        for name in NUMBERS:
            np.testing.assert_allclose(load.outputs[name][place], hip.outputs[name], rtol=1e-12, atol=1e-12)


def test_a_grid_takes_lists_of_inputs() -> None:
    with pytest.raises(
        InputError, match=r"pelvic_drop has shape \(\): an axis of a grid is a list of values"
    ):
        grid(pelvic_drop=5)
    with pytest.raises(InputError, match=r"shape \(1, 2\)"):
        grid(pelvic_drop=[[1, 2]])
    with pytest.raises(UnknownQuantity, match="did you mean 'pelvic_drop'"):
        grid(pelvic_drip=[1, 2])
    with pytest.raises(InputError, match=r"neck_shaft_angle\[1, 0\] = 200 deg is not allowed"):
        grid(neck_shaft_angle=[127, 200], pelvic_drop=[0, 1, 2])


def test_a_warning_about_a_grid_points_at_its_caller() -> None:
    with pytest.warns(PhysiologyWarning, match=r"pelvic_drop\[1\] = 20 deg lies outside") as caught:
        grid(pelvic_drop=[0, 20])
    assert [Path(warning.filename) for warning in caught] == [Path(__file__)]


def test_a_grid_has_its_axes_as_dimensions() -> None:
    load = grid({"body_mass": 80}, neck_shaft_angle=[120, 127, 134], pelvic_drop=[0, 5])
    data = load.to_xarray()
    assert dict(data.sizes) == {"neck_shaft_angle": 3, "pelvic_drop": 2}
    np.testing.assert_array_equal(data["joint_reaction"].values, load.joint_reaction)
    assert data["joint_reaction"].attrs["units"] == "N"
    hip = alone(body_mass=80, neck_shaft_angle=134, pelvic_drop=5)
    chosen = data["joint_reaction"].sel(neck_shaft_angle=134, pelvic_drop=5)
    assert float(chosen) == pytest.approx(hip.joint_reaction)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".nc"])
def test_a_grid_can_be_stored(tmp_path: Path, ending: str) -> None:
    load = grid({"capacity_norm": "eccentric"}, sex=["female", "male"], pelvic_drop=[0, 2, 5])
    hm.stores.write(load.table(), tmp_path / f"grid{ending}", load.metadata)
    found, table = hm.stores.read(tmp_path / f"grid{ending}"), load.table()
    pd.testing.assert_frame_equal(found.frame[list(table.columns)], table, check_dtype=False, rtol=1e-11)
    assert found.units["joint_reaction"] == "N"
    assert found.fixed == {"capacity_norm": "eccentric"}


def test_a_grid_larger_than_memory_is_refused_with_the_way_out() -> None:
    long = np.linspace(114, 140, 30_000)
    with pytest.raises(InputError, match=r"30,000 × 30,000 are 900,000,000 hips, 7\.2 GB .*summarise"):
        grid(neck_shaft_angle=long, inter_hip_distance=long + 40)


def test_what_stays_the_same_in_a_grid_is_one_value_and_no_axis() -> None:
    with pytest.raises(InputError, match=r"body_mass in base has shape \(2,\): base takes single values"):
        grid({"body_mass": [60, 75]}, pelvic_drop=[0, 5])
    with pytest.raises(InputError, match="pelvic_drop is both an axis and in base"):
        grid({"pelvic_drop": 5}, pelvic_drop=[0, 5])


CELLS = st.one_of(
    st.floats(40, 150).map(repr),
    st.sampled_from(["", " ", "abc", "nan", "inf", "7,5", "9", "401", "-80", "1e3", "1_0"]),
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12), st.integers(1, 5))
@settings(max_examples=60)
def test_a_row_is_that_hip_alone_or_has_a_reason(rows: list[tuple[str, str]], block: int) -> None:
    masses, hips = zip(*rows, strict=True)
    columns = {"kg": masses, "cm": hips}
    found = quietly(columns, {"body_mass": "kg", "inter_hip_distance": ("cm", 2)}, block=block)
    for row, (mass, hip) in enumerate(rows):
        try:
            expected = (
                alone(body_mass=float(mass), inter_hip_distance=2 * float(hip))
                if "_" not in mass + hip
                else None
            )
        except ValueError:
            expected = None
        assert (found.status_words[row] == "invalid input") == (expected is None)
        assert bool(found.reasons[row]) == (found.status[row] != 0)
        for name in NUMBERS:
            value = np.nan if expected is None else expected.outputs[name]
            np.testing.assert_allclose(found.outputs[name][row], value, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "cell, reason",
    [
        ("", "body_mass: the cell of 'kg' is blank."),
        (None, "body_mass: the cell of 'kg' is blank."),
        ("heavy", "body_mass: 'heavy' in 'kg' is no number."),
        ("74,5", "body_mass: '74,5' in 'kg' is no number. It has a decimal comma: write 74.5."),
        ("1,700", "is no number. Its comma is not clear: write 1700, or 1.700 if it is decimal."),
        (pd.NA, "body_mass: the cell of 'kg' is blank."),
        (np.nan, "body_mass: the cell of 'kg' is blank."),
        ("nan", "body_mass: 'nan' in 'kg' is no number."),
        (np.inf, "body_mass = inf is not a finite number: body_mass takes numbers in kg."),
        (815, "Was it given in tenths of a kilogram? Then it is 81.5 kg."),
        ("x" * 99, f"'{'x' * 37}…' in 'kg' is no number."),
    ],
)
def test_the_reason_says_what_is_wrong_with_a_cell(cell: Any, reason: str) -> None:
    found = cohort({"kg": np.array([75, cell], dtype=object)}, {"body_mass": "kg"})
    assert found.status_words.tolist() == ["ok", "invalid input"]
    assert found.reasons[0] == ""
    assert found.reasons[1].endswith(reason)


def test_all_that_is_wrong_with_a_row_is_said() -> None:
    found = cohort({"kg": ["x"], "mm": ["900"]}, {"body_mass": "kg", "inter_hip_distance": "mm"})
    assert "'x' in 'kg' is no number. inter_hip_distance = 900 mm is not allowed" in found.reasons[0]


def test_sex_matters_only_where_something_needs_it() -> None:
    people = {"who": ["Female", "M", "", "x", " f "]}
    with pytest.warns(UserWarning, match="sex is blank or not understood in 2 of 5 rows") as caught:
        found = cohort(people, {"sex": "who"}, block=2)
    assert len(caught) == 1
    assert set(found.status_words) == {"ok"}
    assert found.unclear == {"sex": 2}
    assert found.reasons.tolist() == [
        "",
        "",
        "sex: its cell is blank; solved as unspecified.",
        "sex: 'x' in 'who' is neither female nor male; solved as unspecified.",
        "",
    ]
    found = cohort(people, {"sex": "who"}, capacity_norm="eccentric")
    assert found.status_words.tolist() == ["ok", "ok", "invalid input", "invalid input", "ok"]
    for row, sex in enumerate(("female", "male")):
        hip = alone(sex=sex, capacity_norm="eccentric")
        assert found.outputs["utilisation"][row] == pytest.approx(hip.utilisation)
    assert found.reasons[2].startswith("sex: its cell is blank. sex is unspecified, but capacity_norm")
    assert found.reasons[3].startswith("sex: 'x' in 'who' is neither female nor male. sex is unspecified")
    with pytest.raises(InputError, match="sex is unspecified"):
        cohort({"kg": [75]}, {"body_mass": "kg"}, capacity_norm="eccentric")


def test_an_age_is_needed_only_by_the_norm_that_uses_it() -> None:
    people = {"years": ["60", "", "x", "999"], "who": ["f", "f", "f", "?"]}
    with pytest.warns(UserWarning, match="age is blank or not understood in 2 of 4 rows"):
        found = cohort(people, {"age": "years", "sex": "who"})
    assert found.status_words.tolist() == ["ok", "ok", "ok", "invalid input"]
    assert found.reasons[1] == "age: its cell is blank; solved as unspecified."
    assert found.unclear == {"age": 2}
    found = cohort(people, {"age": "years", "sex": "who"}, capacity_norm="eccentric")
    assert found.status_words.tolist() == ["ok", *["invalid input"] * 3]
    hip = alone(age=60, sex="female", capacity_norm="eccentric")
    assert found.outputs["utilisation"][0] == pytest.approx(hip.utilisation)


def test_a_cane_that_is_too_strong_for_one_body_spoils_no_other() -> None:
    people = {"kg": [75, 390], "push": [0.1, 0.9]}
    found = quietly(people, {"body_mass": "kg", "cane_force_bw": "push"})
    assert found.status_words.tolist() == ["ok", "invalid input"]
    assert found.reasons[1].startswith("cane_force = 3442.13 N is not allowed")
    fixed = quietly({"kg": ["75", "390", "x"]}, {"body_mass": "kg"}, cane_force_bw=0.9)
    assert fixed.status_words.tolist()[1] == "invalid input"
    assert fixed.reasons[2] == "body_mass: 'x' in 'kg' is no number."


def test_a_status_of_the_hip_is_kept_with_its_reason() -> None:
    found = quietly({"s": [1, 0.2], "c": [0, 0]}, {"abductor_strength": "s", "cane_force": "c"})
    assert found.status_words.tolist() == ["ok", "not held"]
    assert found.reasons.tolist() == ["", "the demand exceeds what the abductors can hold"]
    assert np.isfinite(found.outputs["joint_reaction"]).all()


def test_a_frame_of_pandas_with_its_own_kinds_of_blank() -> None:
    frame = pd.DataFrame(
        {"kg": pd.array([68, None, 75], dtype="Int64"), "who": pd.Categorical(["f", "m", None])},
        index=[7, 3, 3],
    )
    with pytest.warns(UserWarning, match="sex is blank or not understood in 1 of 3 rows"):
        found = cohort(frame, {"body_mass": "kg", "sex": "who"})
    assert found.status_words.tolist() == ["ok", "invalid input", "ok"]
    table = found.table()
    assert table.shape == (3, len(NUMBERS) + 2)
    assert table.index.equals(frame.index)
    assert table.attrs["units"]["joint_reaction"] == "N"


def test_blocks_and_progress() -> None:
    people, shares = {"kg": np.linspace(50, 100, 10)}, list[float]()
    whole = cohort(people, {"body_mass": "kg"})
    parts = cohort(people, {"body_mass": "kg"}, block=4, progress=shares.append)
    for name in NUMBERS:
        np.testing.assert_array_equal(whole.outputs[name], parts.outputs[name])
    assert shares == [0.4, 0.8, 1.0]


def test_rows_outside_what_is_measured_are_counted_in_one_warning() -> None:
    with pytest.warns(PhysiologyWarning) as caught:
        cohort({"kg": [30, 75, 200, 5]}, {"body_mass": "kg"}, pelvic_drop=20)
    fixed, counted = (str(warning.message) for warning in caught)
    assert fixed.startswith("pelvic_drop = 20 deg lies outside")
    assert counted.startswith("body_mass lies outside the usual 40 to 150 kg")
    assert "in 2 of 4 rows" in counted


def test_choices_may_come_from_a_column() -> None:
    """Each row by its own equations; a lean that only one of them solves for is an output of all."""
    ways = ["trunk_over_foot", "pelvis_over_foot", "sideways", ""]
    found = cohort({"how": ways, "side": ["left"] * 4}, {"stance_strategy": "how", "stance_side": "side"})
    assert found.status_words.tolist() == ["ok", "ok", "invalid input", "invalid input"]
    for row, way in enumerate(ways[:2]):
        load = hm.solve(stance_strategy=way, stance_side="left")
        for name, values in found.outputs.items():
            expected = {**load.inputs, **load.outputs}[name]
            assert values[row] == pytest.approx(float(expected), rel=1e-12, nan_ok=True), name
    assert "trunk_lean" in found.outputs
    assert found.reasons[2].startswith("stance_strategy = 'sideways' is not allowed: it is one of")
    assert found.reasons[3] == "stance_strategy: the cell of 'how' is blank."


@pytest.mark.parametrize(
    "mapping, fixed, said",
    [
        ({"body_mas": "kg"}, {}, "did you mean 'body_mass'"),
        ({"body_mass": "kgs"}, {}, "There is no column 'kgs' for body_mass; did you mean 'kg'?"),
        ({"body_mass": "kg"}, {"pelvic_drp": 5}, "did you mean 'pelvic_drop'"),
        ({"body_mass": "kg"}, {"pelvic_drop": 99}, "pelvic_drop = 99 deg is not allowed"),
        ({"body_mass": "kg"}, {"pelvic_drop": [1, 2]}, "pelvic_drop is one value for every row"),
        ({"body_mass": "kg"}, {"body_mass": 75}, "body_mass is mapped to 'kg' and fixed too"),
        ({"stance_side": ("kg", 2)}, {}, "stance_side is mapped to 'kg' × 2: words take no factor"),
        ({"stance_strategy": "kg", "step_width": "kgs"}, {}, "There is no column 'kgs' for step_width"),
        ({"trunk_lean": "kg"}, {"stance_strategy": "mixed"}, "trunk_lean is set, but stance_strategy"),
        ({"body_mass": "kg", "stature": "mm"}, {}, r"do not fit together: kg (2,), mm (3,)"),
        ({"sex": ("kg", 2)}, {}, "sex is mapped to 'kg' × 2: words take no factor"),
        ({}, {}, "No column is mapped"),
    ],
)
def test_what_is_wrong_for_all_rows_is_an_error(mapping: Any, fixed: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        cohort({"kg": [75, 80], "mm": [1, 2, 3]}, mapping, **fixed)
    assert said in str(caught.value)
