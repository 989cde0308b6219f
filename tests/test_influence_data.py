"""Which column explains an output, and which measurement to take first."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hipmech import influence
from hipmech.errors import InputError, UnknownQuantity
from hipmech.populations import Distribution
from tests.hips import solve
from tests.test_influence import CIRCLE, ishigami, of_ishigami

Numbers = NDArray[np.float64]


def crowd(rows: int, seed: int = 1) -> tuple[dict[str, Any], Numbers]:
    """Values x + 2 z² + (group is b), x and z normal: variances 1, 8 and 1/4."""
    rng = np.random.default_rng(seed)
    columns: dict[str, Any] = {name: rng.normal(size=rows) for name in ("x", "z", "idle")}
    columns["group"] = rng.choice(["a", "b"], rows)
    return columns, columns["x"] + 2 * columns["z"] ** 2 + (columns["group"] == "b")


SHARES = np.array([1, 8, 0, 0.25]) / 9.25


# Given data


@pytest.mark.parametrize("rows", [1000, 20_000])
def test_columns_explain_what_they_were_made_to_explain(rows: int) -> None:
    found = influence.from_data(*crowd(rows))
    # a share that is 0 or near its end has a skew error: three standard errors
    assert np.all(np.abs(found.first - SHARES) < 3 * found.first_error + 0.003)
    assert found.ranking()[:2] == ("z", "x")
    assert found.total.size == 0
    assert found.evaluations == rows


def test_the_same_indices_as_sobol_points_find() -> None:
    rng = np.random.default_rng(2)
    points = {name: rng.uniform(*bounds, 50_000) for name, bounds in CIRCLE.items()}
    found = influence.from_data(points, ishigami(points))
    assert found.first == pytest.approx(of_ishigami()[0], abs=0.01)


@pytest.mark.parametrize("rows, samples", [(400, 80), (4000, 60)])
def test_standard_errors_are_those_of_repeated_samples(rows: int, samples: int) -> None:
    """Of rows or groups; of small shares rather too wide: a resample repeats rows, and chance fits better."""
    shares = np.array([influence.from_data(*crowd(rows, seed), resamples=0).first for seed in range(samples)])
    told = influence.from_data(*crowd(rows), resamples=400).first_error / shares.std(axis=0)
    assert told[1] == pytest.approx(1, abs=0.3)
    assert np.all((told > 0.6) & (told < 3))
    assert shares.mean(axis=0) == pytest.approx(SHARES, abs=0.02)


def test_few_different_values_and_words_alike_get_a_bin_each() -> None:
    rng = np.random.default_rng(3)
    step = rng.integers(0, 3, 3000)
    values = np.array([0.0, 5.0, 1.0])[step] + rng.normal(size=3000)
    numbers, words = influence.from_data(
        {"n": step, "w": np.array(list("abc"))[step]}, values, resamples=0
    ).first
    exact = np.var([0, 5, 1]) / (1 + np.var([0, 5, 1]))
    assert words == pytest.approx(exact, abs=0.02)
    assert numbers == pytest.approx(words, abs=1e-3)


def test_ties_in_sorted_rows_explain_nothing() -> None:
    values = np.sort(np.random.default_rng(4).normal(size=5000))
    for constant in (np.ones(5000), np.repeat(7, 5000)):
        assert influence.from_data({"same": constant}, values).first == pytest.approx([0], abs=1e-9)


def test_a_frame_is_taken_and_blank_rows_are_left_out_and_counted() -> None:
    columns, values = crowd(500)
    frame = pd.DataFrame(columns)
    frame.loc[3, "x"] = np.nan
    frame.loc[4, "group"] = None
    values[5] = np.nan
    found = influence.from_data(frame, values)
    kept = np.delete(np.arange(500), [3, 4, 5])
    clean = influence.from_data({name: np.asarray(frame[name])[kept] for name in frame}, values[kept])
    assert found.left_out == 3
    assert found.first == pytest.approx(clean.first, abs=1e-12)


def test_columns_of_every_kind_are_numbers_or_words() -> None:
    columns, values = crowd(300)
    whole = np.arange(300) % 7
    frame = pd.DataFrame(
        {
            "x": columns["x"],
            "whole": pd.Series(whole, dtype="Int64").mask(whole == 3),
            "word": pd.Series(columns["group"], dtype="string").mask(whole == 4),
            "kind": pd.Categorical(columns["group"]),
            "flag": columns["group"] == "b",
        }
    )
    found = influence.from_data(frame, values)
    kept = (whole != 3) & (whole != 4)
    plain = {"x": columns["x"], "whole": whole.astype(float), "word": columns["group"]}
    plain |= {"kind": columns["group"], "flag": np.where(columns["group"] == "b", 1.0, 0.0)}
    clean = influence.from_data({name: column[kept] for name, column in plain.items()}, values[kept])
    assert found.left_out == np.count_nonzero(~kept)
    assert found.first == pytest.approx(clean.first, abs=1e-12)


def test_a_cohort_of_hips_is_ranked_like_its_independent_inputs() -> None:
    rng = np.random.default_rng(5)
    people = {"neck_length": rng.uniform(46, 62, 4000), "inter_hip_distance": rng.uniform(160, 184, 4000)}
    data = influence.from_data(people, solve(**people).joint_reaction_bw, output="joint_reaction_bw")
    bounds = {"neck_length": (46.0, 62.0), "inter_hip_distance": (160.0, 184.0)}
    points = influence.sobol(bounds, "joint_reaction_bw", count=4096, seed=1)
    assert data.first == pytest.approx(points.first, abs=0.03)
    assert "explains" in data.sentences()[0]


def test_many_rows_need_no_loop() -> None:
    """300,000 rows × 10 columns: row by row this would take minutes."""
    columns, values = crowd(300_000)
    columns |= {f"x{place}": np.random.default_rng(place).normal(size=300_000) for place in range(6)}
    found = influence.from_data(columns, values)
    assert found.first[:4] == pytest.approx(SHARES, abs=0.01)


@pytest.mark.parametrize(
    "columns, values, words",
    [
        ({}, [1.0] * 20, "There is no column"),
        ({"a": np.arange(20)}, np.arange(19), r"a has shape \(20,\) and the output \(19,\)"),
        ({"a": np.arange(5)}, np.arange(5), "5 of 5 rows have output and every column: 10 are the least"),
        ({"a": np.arange(20)}, np.ones(20), "output is 1 in every row"),
        ({"a": [f"p{place}" for place in range(20)]}, np.arange(20), "a has 20 different words in 20 rows"),
        ({"a": np.arange(20)}, ["x"] * 20, "output holds what is no number"),
    ],
)
def test_data_that_cannot_rank_are_refused(columns: Any, values: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        influence.from_data(columns, values)


def test_settings_that_cannot_be_are_refused() -> None:
    columns, values = crowd(100)
    with pytest.raises(InputError, match="bins = 1 cannot tell rows apart"):
        influence.from_data(columns, values, bins=1)
    with pytest.raises(InputError, match="resamples = 1 gives no error"):
        influence.from_data(columns, values, resamples=1)


@pytest.mark.parametrize("level", [0, 1, 1.5, -0.5, "most", np.nan])
def test_a_level_is_a_share(level: Any) -> None:
    with pytest.raises(InputError, match=r"level = .* is not allowed: it is a share between 0 and 1"):
        influence.from_data(*crowd(100), level=level)


@settings(max_examples=60)
@given(rows=st.integers(10, 40), bins=st.integers(2, 60), kinds=st.integers(2, 60), seed=st.integers(0, 99))
def test_any_bins_give_finite_shares_or_are_refused(rows: int, bins: int, kinds: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    column, values = rng.integers(0, kinds, rows) * 1.0, rng.normal(size=rows)
    if np.unique(column).size == rows <= bins:
        with pytest.raises(
            InputError, match=f"bins = {bins} leaves each of the {rows} rows of x in a bin of"
        ):
            influence.from_data({"x": column}, values, bins=bins)
        return
    found = influence.from_data({"x": column}, values, bins=bins, resamples=20)
    assert np.isfinite([*found.first, *found.first_error]).all()


@pytest.mark.parametrize("bins", [10, 12, 40])
def test_a_bin_for_each_row_is_refused(bins: int) -> None:
    with pytest.raises(
        InputError, match=f"bins = {bins} leaves each of the 10 rows of x in a bin of its own"
    ):
        influence.from_data({"x": np.arange(10.0)}, np.arange(10.0) ** 2, bins=bins)


def test_resamples_that_miss_the_only_row_that_varies_are_left_out() -> None:
    """Of ten rows every third resample does, and what is left of its variance is rounding."""
    found = influence.from_data({"x": np.arange(10.0)}, np.arange(10) == 9, resamples=200)
    assert 0.2 < found.first_error[0] < 0.5


# Which measurement first

ERRORS = {"neck_shaft_angle": 3.0, "neck_length": 2.0, "inter_hip_distance": 4.0}


def test_small_errors_rank_as_the_exact_derivatives_do() -> None:
    small = {name: error / 100 for name, error in ERRORS.items()}
    found = influence.measure_first(small, count=4096)
    assert found.indices.first == pytest.approx(found.local, abs=0.01)
    assert found.local.sum() == pytest.approx(1)


def test_knowing_an_input_leaves_the_spread_of_the_others() -> None:
    found = influence.measure_first(ERRORS, count=4096)
    best = found.ranking()[0]
    others = {name: error for name, error in ERRORS.items() if name != best}
    alone = influence.measure_first(others, count=4096)
    assert found.sd_left[found.names.index(best)] == pytest.approx(alone.indices.sd, rel=0.02)
    assert found.indices.sd > alone.indices.sd


def test_the_hip_that_is_asked_about_is_the_one_that_is_given() -> None:
    valga = influence.measure_first(ERRORS, fixed={"neck_shaft_angle": 138.0, "body_mass": 60.0})
    assert valga.values.tolist() == [138.0, 54.0, 172.0]
    assert valga.value == solve(neck_shaft_angle=138.0, body_mass=60.0).joint_reaction_bw
    table = valga.table()
    assert tuple(table.index) == valga.ranking()
    assert table.loc["neck_shaft_angle", "unit"] == "deg"
    assert (table["sd_left"] <= valga.indices.sd).all()


def test_errors_that_make_no_sense_are_refused() -> None:
    with pytest.raises(InputError, match=r"neck_length with mean = 54\.0 and sd = 0 is no distribution"):
        influence.measure_first({"neck_length": 0.0})
    with pytest.raises(InputError, match="give the error of cane_force, in N"):
        influence.measure_first({"cane_force_bw": 0.1})
    with pytest.raises(InputError, match="This hip has no joint_reaction_bw: the moment tips"):
        influence.measure_first({"neck_length": 2.0}, fixed={"trunk_lean": 34.0, "cane_force": 100.0})
    with pytest.raises(UnknownQuantity, match="did you mean 'neck_length'"):
        influence.measure_first({"neck_lenght": 2.0})
    assert Distribution("neck_length", 54.0, 2.0).ppf(0.5) == 54.0
