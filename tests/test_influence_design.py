"""What explains the spread of a design: exact where rows are listed, unbiased where they are drawn."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from hipmech import designs, influence, sweeps
from hipmech.errors import InputError
from hipmech.influence import crossed

OUTPUT = "joint_reaction_bw"


def exact(design: designs.Design, frame: pd.DataFrame) -> list[float]:
    """Variance of the means of each axis, of the whole; n − 1 in the place of n rows that are drawn."""
    means = [frame.groupby(axis.names[0])[OUTPUT].mean() for axis in design.axes]
    drawn = [axis.kind != "values" for axis in design.axes]
    alone = [each.var(ddof=chance) for each, chance in zip(means, drawn, strict=True)]
    whole = frame[OUTPUT].var(ddof=0) + sum(alone) - sum(each.var(ddof=0) for each in means)
    return [float(variance / whole) for variance in alone]


def table_of(design: designs.Design, values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({**design.cases(0, design.size), OUTPUT: values})


def loads_of(design: designs.Design) -> np.ndarray:
    return sweeps.run(design, [OUTPUT]).outputs[OUTPUT]


def people(rows: int, seed: int = 1) -> designs.Design:
    """Two measures of people who are drawn; only the neck matters to the load in body weights."""
    chance = np.random.default_rng(seed)
    columns = {"neck": chance.uniform(48, 60, rows), "years": chance.uniform(20, 90, rows)}
    return designs.table(columns, {"neck_length": "neck", "age": "years"})


LISTED = [
    designs.grid(cane_force_bw=[0, 0.1], neck_length=np.linspace(48, 60, 13)),
    designs.grid(neck_length=[48, 54, 60], pelvic_drop=[0, 2, 8], trunk_lean=[0, 3, 5, 9]),
    designs.grid(pelvic_drop=[0, 5]) * designs.latin_hypercube(128, 1, neck_length=(48, 60)),
    designs.random(50, 1, neck_length=(48, 60)) * designs.sobol_points(32, 2, pelvic_drop=(0, 9)),
]


@pytest.mark.parametrize("design", LISTED, ids=repr)
def test_each_axis_explains_the_variance_of_its_means(design: designs.Design) -> None:
    values = loads_of(design)
    found = influence.from_design(design, values, output=OUTPUT)
    frame = table_of(design, values)
    np.testing.assert_allclose(found.first, exact(design, frame), rtol=1e-9)
    again = influence.from_design(design, values, resamples=0)
    np.testing.assert_array_equal(again.first, found.first)
    assert (found.first > 0).all()
    assert found.first.sum() == pytest.approx(1, abs=0.05)
    assert (found.evaluations, found.left_out) == (design.size, 0)


def test_what_an_input_explains_does_not_hang_on_the_order_of_the_axes() -> None:
    for one, other in ((LISTED[0], LISTED[0]), (people(40), designs.grid(pelvic_drop=[0, 3, 9]))):
        design = one if one is other else one * other
        turned = designs.Design(design.axes[::-1])
        shares = []
        for each in (design, turned):
            found = influence.from_design(each, loads_of(each), resamples=0)
            shares.append(dict(zip(found.names, found.first.tolist(), strict=True)))
        assert shares[0] == pytest.approx(shares[1])


def test_named_cases_and_lists_side_by_side_are_one_line() -> None:
    cases = designs.scenarios("normal", "cane_opposite", "weak_abductors")
    design = cases * designs.grid(neck_length=[48, 54, 60])
    found = influence.from_design(design, loads_of(design))
    assert found.names == ("scenario", "neck_length")
    loads = loads_of(design).reshape(3, 3)
    assert found.first[0] == pytest.approx(loads.mean(axis=1).var() / loads.var())
    design = designs.paired(pelvic_drop=[0, 4, 8], trunk_lean=[0, 5, 10]) * designs.grid(neck_length=[48, 60])
    found = influence.from_design(design, loads_of(design))
    assert found.names == ("pelvic_drop + trunk_lean", "neck_length")
    assert "pelvic drop + trunk lean (Duchenne): explains" in " ".join(found.sentences())
    many = np.linspace(0, 9, 12)
    design = designs.paired(pelvic_drop=many, trunk_lean=many[::-1]) * designs.grid(neck_length=[48, 60])
    assert influence.from_design(design, loads_of(design)).names == found.names


def test_few_people_cannot_be_told_apart_by_their_measures() -> None:
    design = people(6) * designs.grid(pelvic_drop=[0, 5])
    found = influence.from_design(design, loads_of(design))
    assert found.names == ("neck_length + age", "pelvic_drop")
    assert found.unsure == "6 rows of a table are too few to tell."
    assert not found.intervals


def test_of_one_person_the_postures_explain_all() -> None:
    design = people(1) * designs.grid(pelvic_drop=np.linspace(0, 9, 12))
    found = influence.from_design(design, loads_of(design))
    np.testing.assert_allclose(found.first, [0, 1], atol=1e-12)
    assert found.unsure == "1 row of a table is too few to tell."


@pytest.mark.parametrize("rows", [12, 30, 200])
def test_what_does_nothing_explains_nothing_however_many_postures(rows: int) -> None:
    shares, held = [], 0
    for seed in range(60):
        design = people(rows, seed) * designs.grid(pelvic_drop=np.linspace(0, 9, 10))
        found = influence.from_design(design, loads_of(design), seed=seed)
        age = found.names.index("age")
        low, high = found.intervals["first"][age]
        shares.append(found.first[age])
        held += low <= 0 <= high
    assert abs(np.mean(shares)) < 3 * np.std(shares) / np.sqrt(60)
    assert held >= 48  # of 60, for intervals of 95 % from a dozen people on


def test_the_errors_are_those_of_other_people() -> None:
    shares, errors = [], []
    for seed in range(60):
        design = people(150, seed) * designs.grid(pelvic_drop=[0, 4, 8], trunk_lean=[0, 6])
        found = influence.from_design(design, loads_of(design), seed=seed)
        shares.append(found.first)
        errors.append(found.first_error)
    spread = np.std(shares, axis=0, ddof=1)
    assert found.names == ("neck_length", "age", "pelvic_drop", "trunk_lean")
    ratio = np.mean(errors, axis=0) / spread
    np.testing.assert_allclose(np.delete(ratio, 1), 1, rtol=0.3)
    assert 0.8 < ratio[1] < 2.5  # of a share of nothing, a bootstrap is too careful


def test_errors_do_not_hang_on_the_order_of_the_axes() -> None:
    design = designs.random(60, 1, neck_length=(48, 60)) * designs.grid(
        pelvic_drop=[0, 4, 8], trunk_lean=np.linspace(0, 6, 5)
    )
    errors = []
    for axes in (design.axes, design.axes[::-1], (design.axes[1], design.axes[0], design.axes[2])):
        turned = designs.Design(axes)
        found = influence.from_design(turned, loads_of(turned), resamples=400)
        errors.append(dict(zip(found.names, found.first_error.tolist(), strict=True)))
    assert errors[1] == pytest.approx(errors[0], rel=0.2)
    assert errors[2] == pytest.approx(errors[0], rel=0.2)


def test_one_measure_that_is_drawn_has_an_error_too() -> None:
    shares, errors = [], []
    for seed in range(60):
        design = designs.random(80, seed, neck_length=(48, 60)) * designs.grid(pelvic_drop=[0, 4, 8])
        found = influence.from_design(design, loads_of(design), seed=seed)
        shares.append(found.first)
        errors.append(found.first_error)
    np.testing.assert_allclose(np.mean(errors, axis=0), np.std(shares, axis=0, ddof=1), rtol=0.3)


def test_rows_without_a_number_are_left_out_for_all() -> None:
    whole = people(40) * designs.grid(pelvic_drop=[0, 3, 9])
    values = loads_of(whole).reshape(40, 3)
    values[[3, 17]] = np.nan  # two people who cannot be solved
    values[5:30, 2] = np.nan  # a posture that most cannot hold
    found = influence.from_design(whole, values.ravel(), resamples=0)
    left = np.delete(values, [3, 17], axis=0)[:, :2]
    assert (found.evaluations, found.left_out) == (left.size, 120 - left.size)
    assert found.first[-1] == pytest.approx(left.mean(axis=0).var() / left.var(), rel=0.05)


@pytest.mark.filterwarnings("ignore:age is blank:UserWarning")
def test_blank_cells_leave_their_people_out() -> None:
    columns: dict[str, Any] = {"neck": np.linspace(48, 60, 30).tolist(), "years": ["40", ""] * 15}
    table = designs.table(columns, {"neck_length": "neck", "age": "years"})
    design = table * designs.grid(pelvic_drop=[0, 3, 9])
    found = influence.from_design(design, loads_of(design), resamples=0)
    assert (found.evaluations, found.left_out) == (45, 45)


def test_of_very_many_rows_a_lot_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    design = people(2000) * designs.grid(pelvic_drop=[0, 3, 9])
    values = loads_of(design)
    whole = influence.from_design(design, values)
    monkeypatch.setattr(crossed, "MOST_ROWS", 500)
    some = influence.from_design(design, values)
    assert (whole.evaluations, some.evaluations) == (6000, 1500)
    np.testing.assert_allclose(some.first, whole.first, atol=0.03)


def test_where_nothing_or_much_is_drawn_there_are_no_intervals() -> None:
    for design, said in ((LISTED[0], "none of them is drawn"), (LISTED[3], "rows of 2 tables or samples")):
        found = influence.from_design(design, loads_of(design))
        assert said in found.unsure
        assert not found.intervals


@pytest.mark.parametrize(
    "values, said",
    [
        (np.ones(25), r"The output has shape \(25,\): <Design of 26 cases.*> takes \(26,\)"),
        (np.ones(26), "it is 1 in every case: there is no variance"),
        (np.full(26, np.nan), "0 of 26 cases have it where all rows meet: 10 are the least"),
    ],
)
def test_what_cannot_be_ranked_is_said(values: np.ndarray, said: str) -> None:
    with pytest.raises(InputError, match=said):
        influence.from_design(LISTED[0], values, output="it")
