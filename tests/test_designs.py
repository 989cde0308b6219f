"""A design is every combination of its axes, in one order, however it is asked for."""

import itertools
import tomllib
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipmech import designs, sweeps
from hipmech.designs import Design
from hipmech.errors import InputError, PhysiologyWarning, UnknownQuantity
from hipmech.populations import Distribution, population
from hipmech.scenarios import SCENARIOS

PEOPLE = {"id": ["a", "b", "=1+1"], "kg": ["60", "", "75,5"], "who": ["F", "x", "male"]}


def people() -> Design:
    return designs.table(PEOPLE, {"body_mass": "kg", "sex": "who"}, keep=["id"])


def mixed() -> Design:
    """One axis of each kind; the sample stands between others."""
    sample = designs.random(5, 3, neck_length=(41, 74))
    strategies = designs.grid(stance_strategy=["mixed", "pelvis_over_foot"])
    return people() * sample * strategies * designs.paired(pelvic_drop=[0, 3], step_width=[100, 130])


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    assert list(one) == list(other)
    for name, values in one.items():
        np.testing.assert_array_equal(values, other[name])
    return True


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_a_grid_is_every_combination_with_the_last_axis_fastest(lengths: list[int]) -> None:
    names = ("neck_shaft_angle", "pelvic_drop", "body_mass", "step_width")[: len(lengths)]
    axes: dict[str, Any] = {n: 50.0 + np.arange(length) for n, length in zip(names, lengths, strict=True)}
    design = designs.grid(**axes)
    expected = list(itertools.product(*(values.tolist() for values in axes.values())))
    cases = design.cases(0, design.size)
    assert list(zip(*(cases[name].tolist() for name in names), strict=True)) == expected
    assert design.shape == tuple(lengths)
    assert design.names == names


@given(st.data())
@settings(max_examples=60)
def test_parts_and_places_are_those_of_the_whole(data: st.DataObject) -> None:
    design = mixed()
    whole = design.cases(0, design.size)
    start = data.draw(st.integers(0, design.size))
    stop = data.draw(st.integers(start, design.size))
    assert same(design.cases(start, stop), {name: v[start:stop] for name, v in whole.items()})
    places = data.draw(st.lists(st.integers(0, design.size - 1), max_size=9))
    assert same(design.cases_at(places), {name: v[places] for name, v in whole.items()})
    kept, faults = design.kept(0, design.size), design.faults(0, design.size)
    assert same(design.kept(start, stop), {name: v[start:stop] for name, v in kept.items()})
    assert same(design.faults(start, stop), {name: v[start:stop] for name, v in faults.items()})
    along = design.rows_along(design.axes[1], start, stop)
    np.testing.assert_array_equal(design.axes[1].at(along)["neck_length"], whole["neck_length"][start:stop])


@pytest.mark.parametrize("portion", [1, 1000, 8192, 10_000])
def test_a_seed_means_one_sample_whatever_the_portions(portion: int) -> None:
    sample = designs.random(20_000, 7, neck_shaft_angle=(114, 140), pelvic_drop=(0, 5))
    whole = sample.cases(0, 20_000)
    assert np.unique(whole["neck_shaft_angle"]).size == 20_000
    starts = range(0, 20_000, portion) if portion > 1 else range(8190, 8195)
    for start in starts:
        stop = min(start + portion, 20_000)
        assert same(sample.cases(start, stop), {name: v[start:stop] for name, v in whole.items()})


def test_a_sample_does_not_change_with_its_length_or_its_company() -> None:
    alone = designs.random(100, 7, neck_shaft_angle=(114, 140)).cases(0, 100)["neck_shaft_angle"]
    longer = designs.random(10**12, 7, body_mass=(60, 70), neck_shaft_angle=(114, 140)).cases(0, 100)
    np.testing.assert_array_equal(alone, longer["neck_shaft_angle"])
    other = designs.random(100, 8, neck_shaft_angle=(114, 140)).cases(0, 100)["neck_shaft_angle"]
    assert not np.intersect1d(alone, other).size
    assert np.corrcoef(longer["body_mass"], longer["neck_shaft_angle"])[0, 1] == pytest.approx(0, abs=0.3)


@pytest.mark.parametrize("draw", [designs.random, designs.latin_hypercube, designs.sobol_points])
def test_samples_follow_their_distributions(draw: Any) -> None:
    angle = Distribution("neck_shaft_angle", 127, 7, 105, 150)
    cases = draw(4096, 1, neck_shaft_angle=angle, neck_length=(41, 74)).cases(0, 4096)
    assert cases["neck_shaft_angle"].mean() == pytest.approx(127, abs=0.4)
    assert cases["neck_shaft_angle"].std() == pytest.approx(7, abs=0.3)
    assert cases["neck_length"].min() >= 41
    assert cases["neck_length"].max() <= 74
    assert np.histogram(cases["neck_length"], 4, (41, 74))[0] == pytest.approx(1024, abs=100)


def test_strata_of_a_hypercube_and_of_sobol_points_each_have_their_share() -> None:
    for draw in (designs.latin_hypercube, designs.sobol_points):
        values = draw(64, 5, step_width=(0, 64), pelvic_drop=(0, 8)).cases(0, 64)
        assert sorted(values["step_width"].astype(int).tolist()) == list(range(64))


def test_a_population_may_be_given_by_name() -> None:
    by_name = designs.population(10, 3, "adults_eccentric")
    itself = designs.population(10, 3, population("adults_eccentric"))
    assert (by_name.text, by_name.fixed) == (itself.text, itself.fixed)
    with pytest.raises(InputError, match="did you mean 'adults'"):
        designs.population(10, 3, "adult")


def test_people_of_a_population_are_correlated_and_bring_what_it_fixes() -> None:
    adults = population("adults_eccentric")
    design = designs.population(20_000, 1, adults)
    assert design.fixed["capacity_norm"] == "eccentric"
    cases = design.cases(0, 20_000)
    assert set(cases["sex"]) == {"female", "male"}
    women = cases["sex"] == "female"
    found = np.corrcoef(cases["body_mass"][women], cases["stature"][women])[0, 1]
    assert found == pytest.approx(0.533, abs=0.05)
    assert same(design.cases(9000, 9010), {name: v[9000:9010] for name, v in cases.items()})


def test_a_table_keeps_every_row_and_says_what_is_wrong() -> None:
    design = people()
    cases, faults = design.cases(0, 3), design.faults(0, 3)
    np.testing.assert_array_equal(cases["body_mass"], [60, np.nan, np.nan])
    assert cases["sex"].tolist() == ["female", "unspecified", "male"]
    assert faults["body_mass"].tolist() == [
        "",
        "body_mass: the cell of 'kg' is blank.",
        "body_mass: '75,5' in 'kg' is no number. It has a decimal comma: write 75.5.",
    ]
    assert faults["sex"][1] == "sex: 'x' in 'who' is neither female nor male."
    assert design.kept(0, 3)["id"].tolist() == ["a", "b", "=1+1"]


def test_a_table_keeps_its_cells_whatever_becomes_of_the_columns() -> None:
    given_ = {"kg": np.array([60.0, 70.0]), "id": np.array([1, 2]), "who": np.array(["f", "m"])}
    design = designs.table(given_, {"body_mass": "kg", "sex": "who"}, keep=["id", "kg"])
    before = design.cases(0, 2), design.kept(0, 2)
    for name, other in (("kg", 99.0), ("id", 9), ("who", "x")):
        given_[name][:] = other
    assert same(before[0], design.cases(0, 2))
    assert same(before[1], design.kept(0, 2))


def test_a_table_may_hold_choices_decimal_commas_and_pandas_blanks() -> None:
    frame = pd.DataFrame({"s": ["mixed", "", "mixt"], "kg": ["60,5", "75", None]}, index=[5, 5, 7])
    design = designs.table(frame, {"stance_strategy": "s", "body_mass": "kg"}, decimal=",")
    np.testing.assert_array_equal(design.cases(0, 3)["body_mass"], [60.5, 75, np.nan])
    faults = design.faults(0, 3)["stance_strategy"].tolist()
    assert faults[:2] == ["", "stance_strategy: the cell of 's' is blank."]
    assert "stance_strategy = 'mixt' is not allowed" in faults[2]
    assert "did you mean 'mixed'" in faults[2]


@pytest.mark.parametrize("kind", ["hip", "lever"])
def test_named_cases_along_an_axis_are_those_cases(kind: str) -> None:
    cases = {name: make() for name, make in SCENARIOS.items() if make().kind == kind}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PhysiologyWarning)
        sweep = sweeps.run(designs.scenarios(*cases))
        alone = [case.solve() for case in cases.values()]
    assert sweep.kept["scenario"].tolist() == list(cases)
    for name, values in sweep.outputs.items():
        np.testing.assert_allclose(values, [load.outputs[name] for load in alone], rtol=1e-12, atol=1e-12)
    assert tomllib.loads(sweep.design.text)["axes"] == [{"scenario": list(cases)}]


def test_the_default_adult_alone_is_a_named_case_too() -> None:
    assert sweeps.run(designs.scenarios("normal")).outputs["joint_reaction_bw"].round(3).tolist() == [2.728]


def test_the_text_of_a_design_is_toml_that_tells_it() -> None:
    design = mixed().with_fixed(stature=1700)
    told = tomllib.loads(design.text)
    assert told["fixed"] == {"stature": 1700}
    table, sample, strategies, pair = told["axes"]
    assert table["body_mass"] == {"column": "kg"}
    assert table["keep"] == ["id"]
    assert (sample["sample"], sample["count"], sample["seed"]) == ("random", 5, 3)
    assert sample["neck_length"] == {"min": 41, "max": 74}
    assert strategies == {"stance_strategy": ["mixed", "pelvis_over_foot"]}
    assert pair == {"pelvic_drop": [0, 3], "step_width": [100, 130]}
    even = designs.grid(neck_shaft_angle=np.linspace(105, 150, 46))
    assert tomllib.loads(even.text)["axes"] == [{"neck_shaft_angle": {"from": 105, "to": 150, "count": 46}}]
    odd = designs.grid(neck_shaft_angle=np.linspace(105, 150, 2000) ** 2 / 150)
    assert "2,000 values, SHA-256 " in odd.text
    assert len(odd.text) < 200


def test_a_huge_design_costs_no_memory() -> None:
    design = designs.grid(
        neck_shaft_angle=np.linspace(105, 150, 10_000),
        body_mass=np.linspace(50, 100, 10_000),
        step_width=np.linspace(50, 250, 10_000),
    )
    assert design.size == 10**12
    last = design.cases(10**12 - 2, 10**12)
    assert last["neck_shaft_angle"].tolist() == [150, 150]
    assert last["step_width"][1] == 250
    assert design.cases_at([10**12 - 1])["body_mass"].tolist() == [100]


@pytest.mark.parametrize(
    "make, said",
    [
        (lambda: designs.grid(), "A design needs at least one axis"),
        (lambda: designs.grid(pelvic_drop=5), r"pelvic_drop has shape \(\): an axis is a list"),
        (lambda: designs.grid(pelvic_drop=[]), r"shape \(0,\)"),
        (lambda: designs.grid(pelvic_drop=["a"]), "pelvic_drop varies over numbers in deg, not over 'a'"),
        (lambda: designs.grid(stance_strategy=["mixt"]), "did you mean 'mixed'"),
        (lambda: designs.grid({"pelvic_drop": 1}, pelvic_drop=[1]), "pelvic_drop is both varied and fixed"),
        (
            lambda: designs.grid({"pelvic_drop": [1, 2]}, body_mass=[1]),
            "pelvic_drop is fixed, and so one value",
        ),
        (lambda: designs.grid({"pelvic_drop": 99}, body_mass=[70]), "pelvic_drop = 99 deg is not allowed"),
        (lambda: designs.paired(pelvic_drop=[1, 2], body_mass=[1]), "do not fit: pelvic_drop 2, body_mass 1"),
        (lambda: people() * people(), "body_mass varies along two axes: give it one.$"),
        (
            lambda: designs.scenarios("normal", "coxa_vara") * designs.grid(neck_shaft_angle=[1]),
            "along two axes: give it one. Scenarios set it: coxa_vara to 110 deg.$",
        ),
        (
            lambda: designs.scenarios("normal", "cane_opposite").with_fixed(cane_force_bw=0.2),
            "both varied and fixed: give one of them. Scenarios set it: cane_opposite to 0.1 BW.$",
        ),
        (
            lambda: (
                designs.table(
                    {"scenario": ["coxa_vara"], "d": [1]}, {"neck_shaft_angle": "d"}, keep=["scenario"]
                )
                * designs.grid(neck_shaft_angle=[1])
            ),
            "neck_shaft_angle varies along two axes: give it one.$",
        ),
        (
            lambda: people() * designs.table(PEOPLE, {"stature": "kg"}, keep=["id"]),
            "The column 'id' stands twice",
        ),
        (
            lambda: (
                designs.grid({"sex": "male"}, pelvic_drop=[1]) * designs.grid({"sex": "female"}, age=[40])
            ),
            "sex is fixed at male in one design and at female",
        ),
        (lambda: designs.table(PEOPLE, {}), "No column is mapped"),
        (
            lambda: designs.table(PEOPLE, {"body_mass": "kgs"}),
            "no column 'kgs' for body_mass; did you mean 'kg'",
        ),
        (lambda: designs.table(PEOPLE, {"body_mass": "kg"}, keep=["x"]), "no column 'x' to keep"),
        (
            lambda: designs.table({"kg": [60], "status": [1]}, {"body_mass": "kg"}, keep=["status"]),
            "column 'status' to keep has a name of hipmech",
        ),
        (lambda: designs.table(PEOPLE, {"sex": ("who", 2)}), "words take no factor"),
        (lambda: designs.table({"a": [1], "b": [1, 2]}, {"age": "a", "stature": "b"}), r"a \(1,\), b \(2,\)"),
        (lambda: designs.table({"kg": ["60,5", "70,5", "x"]}, {"body_mass": "kg"}), "has decimal commas"),
        (
            lambda: designs.table(pd.DataFrame([[1, 2]], columns=["kg", "kg"]), {"body_mass": "kg"}),
            "'kg' stands 2 times in the table",
        ),
        (lambda: designs.scenarios(), "at least one scenario"),
        (lambda: designs.scenarios("normol"), "'normol' is not a scenario; did you mean 'normal'"),
        (lambda: designs.scenarios("normal", "lever_1_2"), "normal is a hip, lever_1_2 is a lever"),
        (lambda: designs.random(0, 1, age=(20, 30)), "count = 0 is not allowed"),
        (lambda: designs.random(1.5, 1, age=(20, 30)), "count = 1.5 is not allowed"),  # type: ignore[arg-type]
        (lambda: designs.random(9, -1, age=(20, 30)), "seed = -1 is not allowed"),
        (lambda: designs.random(9, 1), "needs at least one input that varies"),
        (lambda: designs.random(9, 1, age=(30, 20)), "age from 30 to 20 contradicts itself"),
        (lambda: designs.random(9, 1, age=(3, 20)), "The bound of age = 3 years is not allowed"),
        (lambda: designs.random(9, 1, age=30), "is no distribution: give two bounds"),  # type: ignore[arg-type]
        (lambda: designs.random(9, 1, sex=(0, 1)), "sex is a choice and has no distribution"),
        (
            lambda: designs.random(9, 1, age=Distribution("stature", low=1500, high=1900)),
            "age is given the distribution of stature",
        ),
        (lambda: designs.sobol_points(10**9, 1, age=(20, 30)), "made at once, which takes 8.0 GB"),
    ],
)
def test_what_makes_no_design_is_said(make: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        make()


def test_names_that_do_not_exist_are_suggested() -> None:
    for make in (designs.grid, designs.paired):
        with pytest.raises(UnknownQuantity, match="did you mean 'pelvic_drop'"):
            make(pelvic_drip=[1])
    with pytest.raises(UnknownQuantity, match="did you mean 'pelvic_drop'"):
        designs.random(9, 1, pelvic_drip=(0, 1))
    with pytest.raises(UnknownQuantity, match="joint_reaction' is an output"):
        designs.grid(joint_reaction=[1])


def test_cases_that_are_not_there() -> None:
    design = designs.grid(pelvic_drop=[0, 5])
    for start, stop in ((0, 3), (-1, 1), (2, 1)):
        with pytest.raises(InputError, match="This design has the cases 0 to 2"):
            design.cases(start, stop)
    with pytest.raises(InputError, match="This design has 2 cases"):
        design.cases_at([2])
    for places in ([0.7], [True], ["0"], [np.nan]):
        with pytest.raises(InputError, match="a case has a whole number"):
            design.cases_at(places)
    assert design.cases_at([])["pelvic_drop"].size == 0
    with pytest.raises(InputError, match=r"start = 0\.5 is not allowed: it is a whole number"):
        design.cases(0.5, 1.5)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="none of the design's"):
        design.rows_along(mixed().axes[0], 0, 1)
    long = np.ones(10**5)
    with pytest.raises(InputError, match="more than"):
        designs.grid(age=long, stature=long, body_mass=long, step_width=long)
