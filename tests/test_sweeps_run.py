"""A case of a design is that hip alone, whatever varies; a case that cannot be solved keeps its place."""

import sys
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hipmech as hm
from hipmech import designs, sweeps
from hipmech.designs import Design
from hipmech.errors import InputError, PhysiologyWarning, UnknownQuantity
from hipmech.quantities import QUANTITIES
from hipmech.sweeps import Sweep


def quietly(design: Design, outputs: Any = None) -> Sweep:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return sweeps.run(design, outputs)


def alone(**inputs: Any) -> hm.Load:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        return hm.solve(**inputs)


AXES: dict[str, st.SearchStrategy[Any]] = {
    "neck_shaft_angle": st.floats(60, 190),
    "abductor_strength": st.floats(-0.1, 1.5),
    "pelvic_drop": st.floats(-20, 32),
    "body_mass": st.floats(5, 420),
    "age": st.sampled_from([20.0, 80.0, np.nan]),
    "cane_force_bw": st.floats(0, 0.5),
    "step_width": st.floats(0, 800),
} | {
    name: st.sampled_from(QUANTITIES[name].choices)
    for name in (
        "sex",
        "stance_strategy",
        "capacity_norm",
        "segment_set",
        "neck_angle_convention",
        "cane_side",
    )
}


@st.composite
def any_design(draw: st.DrawFn) -> Design:
    names = draw(st.lists(st.sampled_from(sorted(AXES)), min_size=1, max_size=4, unique=True))
    axes: dict[str, Any] = {name: draw(st.lists(AXES[name], min_size=1, max_size=3)) for name in names}
    return designs.grid(**axes)


def hip_of(cases: Mapping[str, Any], case: int) -> hm.Load | None:
    """The hip of one case alone; None where its inputs are not allowed."""
    inputs = {name: values[case].item() for name, values in cases.items()}
    if np.isnan(inputs.get("age", 0.0)) and inputs.get("capacity_norm") != "eccentric":
        inputs["age"] = None
    try:
        return alone(**inputs)
    except InputError:
        return None


@given(any_design())
@settings(max_examples=80)
def test_each_case_is_that_hip_alone_or_has_a_reason(design: Design) -> None:
    cases = design.cases(0, design.size)
    hips = [hip_of(cases, case) for case in range(design.size)]
    try:
        sweep = quietly(design)
    except InputError:
        assert not any(hips)
        return
    for case, hip in enumerate(hips):
        assert (sweep.status_words[case] == "invalid input") == (hip is None)
        assert (sweep.reasons[case] == "") == (sweep.status[case] == 0)
        for name, values in sweep.outputs.items():
            expected = np.nan if hip is None else {**hip.inputs, **hip.outputs}[name]
            np.testing.assert_allclose(values[case], expected, rtol=1e-9, atol=1e-9)
        if hip is not None:
            assert sweep.reasons[case] == hip.reasons


@given(any_design(), st.integers(1, 7))
@settings(max_examples=40)
def test_blocks_are_the_whole_in_parts(design: Design, size: int) -> None:
    try:
        whole = quietly(design)
    except InputError:
        with pytest.raises(InputError):
            sweeps.blocks(design)
        return
    parts = list(sweeps.blocks(design, size=size))
    assert [part.start for part in parts] == list(range(0, design.size, size))
    for name, values in whole.columns.items():
        # Empty text has no kind of its own in a part without any other.
        together = [value for part in parts for value in part.columns[name].tolist()]
        np.testing.assert_equal(together, values.tolist())
    for counts in ("unusual", "unclear"):
        total: dict[str, int] = {}
        for part in parts:
            for name, count in getattr(part, counts).items():
                total[name] = total.get(name, 0) + count
        assert total == getattr(whole, counts)


def test_a_lean_is_an_output_where_the_strategy_solves_for_it() -> None:
    design = designs.grid({"trunk_lean": 0}, stance_strategy=["pelvis_over_foot"])
    assert "trunk_lean" not in sweeps.run(design).outputs
    strategies = ["pelvis_over_foot", "trunk_over_foot"]
    upright, leaning = sweeps.run(designs.grid({"step_width": 230}, stance_strategy=strategies)).outputs[
        "trunk_lean"
    ]
    assert upright == 0
    assert leaning == pytest.approx(hm.solve(stance_strategy="trunk_over_foot", step_width=230).trunk_lean)
    assert leaning != 0


def test_a_contradiction_of_some_choices_spoils_those_cases_only() -> None:
    design = designs.grid(stance_strategy=["pelvis_over_foot", "mixed"], trunk_lean=[0, 5])
    sweep = sweeps.run(design, ["joint_reaction_bw"])
    assert sweep.status_words.tolist() == ["ok", "ok", "invalid input", "invalid input"]
    assert sweep.reasons[2].startswith("trunk_lean is set, but stance_strategy 'mixed' solves for it")
    with pytest.raises(InputError, match="trunk_lean is set, but stance_strategy 'mixed'"):
        sweeps.run(designs.grid(stance_strategy=["mixed"], trunk_lean=[0, 5]))


def test_choices_of_two_axes_are_not_mistaken_for_each_other() -> None:
    axes = {
        "cane_side": ["contralateral", "ipsilateral"],
        "neck_angle_convention": ["head", "proximal_femur"],
    }
    fixed = {"cane_force": 50, "neck_shaft_angle": 140}
    sweep = sweeps.run(designs.grid(fixed, **axes), ["joint_reaction"])
    for side, convention, found in zip(*sweep.inputs.values(), sweep.outputs["joint_reaction"], strict=True):
        hip = alone(**fixed, cane_side=str(side), neck_angle_convention=str(convention))
        assert found == pytest.approx(hip.joint_reaction, rel=1e-12)
    assert np.unique(sweep.outputs["joint_reaction"]).size == 4


def test_a_cane_that_is_too_strong_for_one_body_spoils_no_other() -> None:
    sweep = quietly(designs.grid(body_mass=[75, 390], cane_force_bw=[0.1, 0.9]), ["supported_weight"])
    assert sweep.status_words.tolist()[-1] == "invalid input"
    assert sweep.reasons[-1].startswith("cane_force = 3442.13 N is not allowed")
    assert np.isfinite(sweep.outputs["supported_weight"]).tolist() == [True, True, True, False]


def test_people_times_postures_keep_their_cells_and_their_faults() -> None:
    columns = {"id": ["7", "8", "9"], "kg": [60, "", 80], "who": ["F", "m", "?"], "years": [30, "", "x"]}
    mapping = {"body_mass": "kg", "sex": "who", "age": "years"}
    people = designs.table(columns, mapping, keep=["id"])
    design = people * designs.grid(capacity_norm=["isometric", "eccentric"])
    with pytest.warns(UserWarning, match="solved as unspecified") as caught:
        sweep = sweeps.run(design, ["utilisation"])
    assert [str(warning.message).partition(" is blank")[0] for warning in caught] == ["sex", "age"]
    assert "in 1 of 6 rows" in str(caught[0].message)
    assert sweep.kept["id"].tolist() == ["7", "7", "8", "8", "9", "9"]
    assert sweep.status_words.tolist() == ["ok", "ok", *["invalid input"] * 2, "ok", "invalid input"]
    assert sweep.outputs["utilisation"][1] == pytest.approx(
        hm.solve(body_mass=60, sex="female", age=30, capacity_norm="eccentric").utilisation
    )
    assert sweep.reasons[2] == "body_mass: the cell of 'kg' is blank."
    assert sweep.reasons[4] == (
        "sex: '?' in 'who' is neither female nor male; solved as unspecified. "
        "age: 'x' in 'years' is no number; solved as unspecified."
    )
    assert sweep.reasons[5].startswith("sex: '?' in 'who' is neither female nor male. sex is unspecified")
    assert sweep.reasons[5].endswith("age: 'x' in 'years' is no number.")


def test_a_lever_may_vary_too() -> None:
    design = designs.grid(hm.scenarios.lever_1_2().inputs, abductor_line_angle=[0, 20])
    sweep = sweeps.run(design, ["joint_reaction_bw"])
    assert sweep.outputs["joint_reaction_bw"][0] == pytest.approx(2.5)
    with pytest.raises(UnknownQuantity, match="not an output of these hips"):
        sweeps.run(design, ["utilisation"])
    with pytest.raises(InputError, match="anatomy"):
        sweeps.run(design * designs.grid(neck_shaft_angle=[127]))


@pytest.mark.parametrize(
    "outputs, error, said",
    [
        (["joint_reaction_b"], UnknownQuantity, "did you mean 'joint_reaction"),
        (["body_mass"], InputError, "'body_mass' is an input"),
        ("joint_reaction", InputError, "is one text: give a list"),
    ],
)
def test_outputs_that_do_not_exist(outputs: Any, error: type[Exception], said: str) -> None:
    design = designs.grid(pelvic_drop=[0, 5])
    for ask in (sweeps.run, sweeps.blocks, sweeps.summarise):
        with pytest.raises(error, match=said):
            ask(design, outputs)


def test_outputs_come_as_asked_and_the_status_always() -> None:
    sweep = sweeps.run(
        designs.grid(pelvic_drop=[0, 5]), ["utilisation", "status", "joint_reaction", "utilisation"]
    )
    assert list(sweep.columns) == ["pelvic_drop", "utilisation", "joint_reaction", "status", "reason"]
    assert list(sweeps.run(designs.grid(pelvic_drop=[0]), []).columns) == ["pelvic_drop", "status", "reason"]


def test_too_many_cases_for_memory_are_refused_before_any_is_solved() -> None:
    design = designs.random(10**12, 1, neck_shaft_angle=(114, 140))
    with pytest.raises(InputError, match=r"1,000,000,000,000 cases .* about 16,000\.0 GB.*summarise"):
        sweeps.run(design, ["joint_reaction"])
    assert next(sweeps.blocks(design, ["joint_reaction"], size=5)).size == 5
    with pytest.raises(InputError, match="size = 0 is not allowed"):
        sweeps.blocks(design, size=0)


def test_warnings_are_counted_in_one_sentence_each() -> None:
    with pytest.warns(PhysiologyWarning) as caught:
        sweeps.run(designs.grid({"trunk_lean": -20}, pelvic_drop=[0, 20, 25]))
    assert [str(warning.message).partition(" lies")[0] for warning in caught] == [
        "trunk_lean = -20 deg",
        "pelvic_drop",
    ]
    assert "in 2 of 3 rows" in str(caught[1].message)
    assert {warning.filename for warning in caught} == {__file__}


def test_warnings_are_set_back_when_threads_were_silent() -> None:
    before = list(warnings.filters)
    sweeps.summarise(designs.grid(pelvic_drop=np.linspace(16, 30, 200_000)), ["utilisation"], threads=2)
    assert warnings.filters == before


def test_a_table_carries_units_words_and_origin() -> None:
    table = sweeps.run(designs.grid({"body_mass": 80}, pelvic_drop=[0, 5])).table()
    assert table.attrs["units"]["joint_reaction"] == "N"
    assert table.attrs["long_names"]["pelvic_drop"] == "pelvic drop"
    assert table.attrs["fixed"] == {"body_mass": 80}
    assert table.attrs["provenance"]["command"] == "sweep"
    assert table.attrs["design"].startswith("[fixed]\nbody_mass = 80.0")
    assert (table["status"] == "ok").all()


def test_labelled_arrays_have_a_dimension_for_each_axis() -> None:
    people = designs.table({"kg": [60, 80], "id": ["a", "b"]}, {"body_mass": "kg"}, keep=["id"])
    pairs = designs.paired(pelvic_drop=[0, 2, 4], trunk_lean=[0, 5, 10])
    design = (
        people * pairs * designs.grid(neck_shaft_angle=[120, 127]) * designs.random(2, 1, step_width=(90, 99))
    )
    sweep = sweeps.run(design)
    data = sweep.to_xarray()
    assert dict(data.sizes) == {"person": 2, "row": 3, "neck_shaft_angle": 2, "draw": 2}
    assert data["neck_shaft_angle"].dims == ("neck_shaft_angle",)
    assert data["trunk_lean"].dims == ("row",)
    assert data["id"].values.tolist() == ["a", "b"]
    reaction = data["joint_reaction_bw"]
    assert reaction.attrs == {"units": "BW", "long_name": QUANTITIES["joint_reaction_bw"].en}
    np.testing.assert_array_equal(reaction.values.ravel(), sweep.outputs["joint_reaction_bw"])
    hip = hm.solve(
        body_mass=80,
        pelvic_drop=4,
        trunk_lean=10,
        neck_shaft_angle=127,
        step_width=float(data["step_width"][1]),
    )
    chosen = reaction.sel(neck_shaft_angle=127).isel(person=1, row=2, draw=1)
    assert float(chosen) == pytest.approx(hip.joint_reaction_bw)
    assert data["status"].dtype == np.int8
    assert data["status"].attrs["flag_meanings"].split() == [
        "ok",
        "not_held",
        "adductors_needed",
        "outside_validity",
        "invalid_input",
    ]
    assert data["utilisation"].attrs["units"] == "1"
    part = next(sweeps.blocks(design, size=5)).to_xarray()
    assert dict(part.sizes) == {"case": 5}


def test_dimensions_have_names_of_their_own() -> None:
    people = designs.table({"kg": [60, 80], "row": [1, 2]}, {"body_mass": "kg"}, keep=["row"])
    pairs = designs.paired(pelvic_drop=[0, 2], trunk_lean=[0, 5]) * designs.paired(
        step_width=[9, 8], age=[30, 40]
    )
    data = sweeps.run(people * pairs, ["utilisation"]).to_xarray()
    assert dict(data.sizes) == {"person": 2, "row_2": 2, "row_3": 2}


def test_without_xarray_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = sweeps.run(designs.grid(pelvic_drop=[0, 5]))
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(InputError, match=r"need xarray: pip install 'hipmech\[sweep\]'"):
        sweep.to_xarray()


def test_a_notebook_shows_the_first_cases_with_units() -> None:
    sweep = sweeps.run(designs.grid(pelvic_drop=np.linspace(0, 5, 22)))
    page = sweep._repr_html_()
    assert "joint_reaction, N<" in page
    assert "Sweep of 22 cases: 22 ok; the first 20 of 22 rows" in page
    assert repr(sweep) == "<Sweep of 22 cases: 22 ok>"
    hostile = designs.table({"kg": [60], "id": ["<script>"]}, {"body_mass": "kg"}, keep=["id"])
    assert "<script>" not in sweeps.run(hostile)._repr_html_()
