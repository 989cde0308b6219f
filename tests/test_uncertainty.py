"""Intervals of people, errors of measurement, and models beside models: what they say, and what not."""

import math
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import hipmech as hm
from hipmech import designs, uncertainty
from hipmech.comparisons import MEASURED
from hipmech.populations import Distribution, Population
from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES
from hipmech.uncertainty import READINGS
from hipmech.uncertainty.intervals import interval
from tests.hips import solve

# Intervals


def test_the_ends_of_an_interval_are_quantiles() -> None:
    values = np.random.default_rng(1).normal(size=4000)
    found = interval(np.append(values, [np.nan, np.inf]), "utilisation", "everybody", 0.9)
    assert (found.low, found.median, found.high) == pytest.approx(np.quantile(values, [0.05, 0.5, 0.95]))
    assert (found.mean, found.sd) == pytest.approx((values.mean(), values.std(ddof=1)))
    assert (found.count, found.without) == (4000, 2)


@pytest.mark.parametrize("share", [0.025, 0.5, 0.975])
def test_the_standard_error_of_an_end_is_how_much_it_varies_between_draws(share: float) -> None:
    rng = np.random.default_rng(2)
    name = {0.025: "low", 0.5: "median", 0.975: "high"}[share]
    found = [interval(rng.exponential(size=2000), "utilisation", "", 0.95) for _ in range(300)]
    told = np.mean([getattr(one, f"{name}_error") for one in found])
    seen = np.std([getattr(one, name) for one in found])
    assert told == pytest.approx(seen, rel=0.15)
    exact = stats.expon.ppf(share)
    assert np.mean([getattr(one, name) for one in found]) == pytest.approx(exact, abs=4 * seen / 17)


def test_nothing_drawn_is_no_number_rather_than_an_error() -> None:
    found = interval(np.full(3, np.nan), "utilisation", "", 0.95)
    assert (found.count, found.without) == (0, 3)
    assert math.isnan(found.low)
    assert math.isnan(found.high_error)


# People


def test_one_normal_input_of_a_linear_output_gives_its_own_quantiles() -> None:
    """The moment grows with body mass in proportion, so its ends are those of the mass."""
    mass = Distribution("body_mass", 75, 9, 40, 110)
    people = Population.of("ours", [mass])
    found = uncertainty.predict(people, "abductor_moment", count=40_000, seed=5).interval("abductor_moment")
    per_kilogram = hm.solve().abductor_moment / 75
    for share, value, error in ((0.025, found.low, found.low_error), (0.975, found.high, found.high_error)):
        assert value == pytest.approx(float(mass.ppf(share)) * per_kilogram, abs=4 * error)
        assert error < 0.2


def test_a_prediction_is_that_of_its_people_solved() -> None:
    found = uncertainty.predict(
        "adults", ["joint_reaction", "utilisation"], count=70_000, seed=3, pelvic_drop=4
    )
    design = designs.population(70_000, 3, hm.populations.population("adults"))
    people = design.cases(0, design.size)
    load: Any = solve(**people, **dict[str, Any](design.fixed), pelvic_drop=4)
    for whom, here in (("everybody", slice(None)), ("female", people["sex"] == "female")):
        for output in ("joint_reaction", "utilisation"):
            one = found.interval(output, whom)
            values = getattr(load, output)[here]
            assert (one.low, one.high) == pytest.approx(np.quantile(values, [0.025, 0.975]), rel=1e-9)
            assert one.count == values.size
    assert sum(found.statuses["everybody"].values()) == 70_000
    assert found.statuses["everybody"]["not held"] == np.count_nonzero(load.status == 1)
    assert found.fixed == {"capacity_norm": "isometric", "pelvic_drop": 4.0}


def test_the_same_seed_predicts_the_same() -> None:
    one, again, other = (uncertainty.predict("soldiers", count=1000, seed=seed) for seed in (1, 1, 2))
    assert one.intervals == again.intervals
    assert one.intervals != other.intervals


def test_those_without_an_answer_are_counted_and_left_out() -> None:
    found = uncertainty.predict("adults", count=1000, seed=1, cane_force=150)
    one = found.interval("joint_reaction_bw")
    told = found.statuses["everybody"]
    assert one.without == told["adductors needed"] > 0
    assert one.count + one.without == 1000


def test_a_population_without_sexes_has_everybody_alone() -> None:
    people = Population.of("ours", [Distribution("neck_shaft_angle", 127, 7)])
    found = uncertainty.predict(people, count=500, seed=1)
    assert [one.people for one in found.intervals] == ["everybody"]
    with pytest.raises(hm.InputError, match=r"no interval of joint_reaction_bw of female; there are joint"):
        found.interval("joint_reaction_bw", "female")


def test_a_prediction_tells_what_it_does_not_cover() -> None:
    found = uncertainty.predict("adults", count=500, seed=1)
    told = " ".join(found.leaves_out)
    for words in (*found.population.flags, "The model itself", "no static model has been shown", "10.8 %"):
        assert words in told
    frame = found.table()
    assert frame.attrs["leaves_out"] == list(found.leaves_out)
    assert frame["unit"].tolist() == ["BW"] * 3
    assert frame["people"].tolist() == ["everybody", "female", "male"]
    assert "95 % of 500 people" in found._repr_html_()
    assert repr(found).startswith("<Prediction for 500 adults: joint_reaction_bw ")


@pytest.mark.parametrize(
    "given_, words",
    [
        ({"count": 100}, "draw at least 400"),
        ({"count": 1000, "level": 0.99}, "draw at least 2,000"),
        ({"count": 1000, "level": 95}, "a share between 0 and 1"),
        ({"count": 10**9}, "more than 50,000,000 numbers"),
        ({"outputs": ()}, "No output is asked for"),
        ({"outputs": "status"}, "'status' is an output: it cannot be set here|status"),
        ({"outputs": "joint_reaction_bv"}, "did you mean 'joint_reaction_bw'"),
        ({"body_mass": 80}, "both varied and fixed"),
        ({"capacity_norm": "eccentric"}, "choose another population"),
        ({"pelvic_drop": [0, 5]}, "is fixed, and so one value"),
        ({"pelvic_drop": 95}, "must lie between -30 and 30 deg"),
        ({"pelvic_dorp": 5}, "did you mean 'pelvic_drop'"),
        ({"trunk_lean": 5, "stance_strategy": "mixed"}, "trunk_lean is set"),
        ({"population": "adult"}, "did you mean 'adults'"),
    ],
)
def test_a_prediction_that_cannot_be_is_refused_in_words(given_: dict[str, Any], words: str) -> None:
    with pytest.raises(hm.InputError, match=words):
        uncertainty.predict(**dict[str, Any]({"population": "adults", "seed": 1} | given_))


# Measurements

HIP = {"inter_hip_distance": 180.0, "neck_shaft_angle": 132.0, "neck_length": 50.0}


@settings(max_examples=15)
@given(
    distance=st.floats(155, 195),
    angle=st.floats(115, 138),
    length=st.floats(46, 66),
    drop=st.floats(0, 8),
    seed=st.integers(0, 99),
)
def test_small_errors_reach_the_load_alike_by_derivatives_and_by_drawing(
    distance: float, angle: float, length: float, drop: float, seed: int
) -> None:
    inputs = {"inter_hip_distance": distance, "neck_shaft_angle": angle, "neck_length": length}
    errors = {"inter_hip_distance": 0.5, "neck_shaft_angle": 0.5, "neck_length": 0.3, "magnification": 0.5}
    outputs = ["joint_reaction", "abductor_arm"]
    found = uncertainty.measured(inputs, errors, outputs, count=8000, seed=seed, pelvic_drop=drop)
    for one in found.outputs:
        # four standard errors of a drawn standard deviation
        assert abs(one.disagreement) < 4 / math.sqrt(2 * 8000)
        assert sum(one.shares.values()) == pytest.approx(1)


def test_one_error_reaches_the_load_as_its_slope_says() -> None:
    found = uncertainty.measured(
        {"neck_shaft_angle": 127}, {"neck_shaft_angle": 2.16}, "abductor_arm", seed=1
    )
    slope = hm.derivatives(hm.solve(), "abductor_arm")["neck_shaft_angle"]
    assert found.outputs[0].first_order == pytest.approx(2.16 * abs(slope), rel=1e-12)
    assert found.outputs[0].value == hm.solve().abductor_arm


def test_the_magnification_moves_all_lengths_together() -> None:
    """One error of 2 % is that of a hip whose measured lengths are all 2 % longer."""
    lengths = {"inter_hip_distance": 172.0, "neck_length": 54.0, "neck_shaft_angle": 127.0}
    errors: dict[str, Any] = {**dict.fromkeys(lengths, 0.0), "magnification": 0.01}
    found = uncertainty.measured(lengths, errors, seed=1).outputs[0]
    step = 1e-4
    longer = hm.solve(inter_hip_distance=172 * (1 + step), neck_length=54 * (1 + step)).joint_reaction_bw
    slope = (float(longer) - float(hm.solve().joint_reaction_bw)) / step
    assert found.first_order == pytest.approx(abs(slope) * 1e-4, rel=1e-3)
    assert found.shares == {**dict.fromkeys(lengths, 0.0), "magnification": 1.0}


def test_large_errors_are_told_by_the_disagreement_and_the_status() -> None:
    errors = {"neck_shaft_angle": 15.0, "neck_length": 12.0, "inter_hip_distance": 0.0}
    found = uncertainty.measured(HIP, errors, seed=1)
    assert abs(found.outputs[0].disagreement) > 0.1
    unanswered = {word: n for word, n in found.statuses.items() if word not in ("ok", "not held")}
    assert sum(unanswered.values()) == found.outputs[0].drawn.without > 0


def test_a_measurement_without_any_error_has_no_spread() -> None:
    found = uncertainty.measured(HIP, dict.fromkeys(HIP, 0.0), seed=1).outputs[0]
    assert found.first_order == 0
    assert found.drawn.sd == pytest.approx(0, abs=1e-12)
    assert set(found.shares.values()) == {0.0}
    assert found.disagreement == 0


def test_a_hip_that_does_not_hold_has_no_first_order_error() -> None:
    found = uncertainty.measured(HIP, {**READINGS, "neck_length": 2.0}, seed=1, cane_force=300)
    assert math.isnan(found.outputs[0].first_order)
    assert found.statuses == {"adductors needed": 20_000}


def test_readings_are_those_of_their_sources() -> None:
    limits = {"neck_shaft_angle": ("6°", 6, 1), "inter_hip_distance": ("3 mm", 3, math.sqrt(2))}
    for name, (written, limit, readings) in limits.items():
        reading = READINGS[name]
        assert written in SOURCES[reading.source].finding
        # 95 % of the differences of two such readings lie within the limit
        assert math.erf(limit / (reading.sd / readings * math.sqrt(2)) / math.sqrt(2)) == pytest.approx(
            0.95, abs=2e-3
        )
        assert reading.unit == QUANTITIES[name].unit
    magnified = READINGS["magnification"]
    assert "1.42 %" in SOURCES[magnified.source].finding
    assert stats.norm(0, magnified.sd).expect(abs) == pytest.approx(1.42, abs=0.01)


def test_a_measurement_tells_itself() -> None:
    found = uncertainty.measured(HIP, {**READINGS, "neck_length": 2}, seed=1)
    frame = found.table()
    sourced = {name: reading.sd for name, reading in READINGS.items()}
    assert frame.attrs["errors"] == {**sourced, "neck_length": 2.0}
    assert any("13 % too short (merle_2012)" in words for words in found.leaves_out)
    assert "merle_2012" in SOURCES
    assert {"share of neck_length", "share of magnification"} <= set(frame.columns)
    assert "20,000 drawn: 20,000 ok" in found._repr_html_()


@pytest.mark.parametrize(
    "inputs, errors, words",
    [
        ({}, {}, "Nothing is measured"),
        ({"neck_length": 54}, {}, "its error is not given: give a standard deviation in mm, or 0"),
        ({"neck_shaft_angle": 127}, {}, "in deg, 2.16 by neck_angle_reading, or 0"),
        ({"neck_shaft_angle": 127}, READINGS, "inter_hip_distance has an error, but no measured value"),
        ({"neck_length": 54}, {"neck_length": -1}, "0 or more"),
        ({"neck_length": 54}, {"neck_length": math.nan}, "0 or more"),
        ({"neck_length": 54}, {"neck_length": "big"}, "'big' is not allowed"),
        ({"neck_length": [54, 55]}, {"neck_length": 1}, "one person at a time"),
        ({"neck_length": 540}, {"neck_length": 1}, "must lie between 20 and 110 mm"),
        ({"neck_lenght": 54}, {"neck_lenght": 1}, "did you mean 'neck_length'"),
        ({"age": 54}, {"age": 1}, "'age' is"),
        ({"body_mass": 80}, {"body_mass": 1, "magnification": 2}, "Nothing that is measured is magnified"),
    ],
)
def test_a_measurement_that_cannot_be_is_refused_in_words(
    inputs: dict[str, Any], errors: dict[str, Any], words: str
) -> None:
    with pytest.raises(hm.InputError, match=words):
        uncertainty.measured(inputs, errors, seed=1)


def test_what_is_measured_is_not_given_again() -> None:
    with pytest.raises(hm.InputError, match="neck_length is both measured and fixed: give one of them"):
        uncertainty.measured({"neck_length": 50}, {"neck_length": 2}, seed=1, neck_length=60)


# Models


def test_published_moments_differ_by_fourteen_per_cent() -> None:
    shares = [row.moment_share for row in uncertainty.models().rows if math.isfinite(row.moment_share)]
    assert (min(shares), max(shares)) == pytest.approx((0.933, 1.067), abs=1e-3)
    assert max(shares) / min(shares) - 1 == pytest.approx(0.14, abs=0.005)


def test_published_levers_keep_their_published_answers() -> None:
    found = {row.name: row.joint_reaction_bw for row in uncertainty.models(body_mass=60).of("as published")}
    golden = {
        "pauwels_1965": 3.009,
        "debrunner_1975": 2.807,
        "inman_1947": 2.43,
        "lever_1_2": 2.5,
        "hipstress": 2.372,
    }
    assert found == pytest.approx(golden, abs=1e-3)


def test_a_lever_on_its_own_person_lends_its_own_moment() -> None:
    """At Debrunner's hip distance his side of the body weight has his weight, his arm, his moment."""
    row = next(
        r for r in uncertainty.models(inter_hip_distance=169).rows if r.name == "debrunner_1975_weight"
    )
    own = hm.solve(inter_hip_distance=169)
    lever = hm.solve_lever(
        supported_weight_bw=5 / 6,
        body_weight_arm=1.28 * 169 / 2,
        abductor_arm=own.abductor_arm,
        abductor_line_angle=own.abductor_line_angle,
    )
    assert row.joint_reaction_bw == pytest.approx(lever.joint_reaction_bw, rel=1e-12)


@pytest.mark.parametrize("mass", [50, 110])
def test_in_body_weights_the_mass_changes_no_model(mass: float) -> None:
    usual, other = uncertainty.models(), uncertainty.models(body_mass=mass)
    for one, again in zip(usual.rows, other.rows, strict=True):
        assert again.joint_reaction_bw == pytest.approx(one.joint_reaction_bw, rel=1e-9)


def test_a_wider_pelvis_loads_every_model_of_this_person_and_no_other() -> None:
    usual, wide = uncertainty.models(), uncertainty.models(inter_hip_distance=187)
    for one, again in zip(usual.rows, wide.rows, strict=True):
        grows = again.joint_reaction_bw - one.joint_reaction_bw
        assert grows > 0.05 if one.kind == "this person" else grows == 0


def test_the_null_model_stands_beside() -> None:
    found = uncertainty.models()
    (null,) = found.of("null")
    assert (null.joint_reaction_bw, null.source) == (MEASURED.mean, "bergmann_2016")
    assert f"± {MEASURED.deviation} BW" in null.note
    assert f"{MEASURED.null_error:g} %" in null.note
    assert found.rows[-1] == null
    low, high = found.spread
    assert low < null.joint_reaction_bw < high


def test_every_model_has_a_source_and_the_words_their_numbers() -> None:
    found = uncertainty.models(neck_shaft_angle=120)
    assert {row.source for row in found.rows} <= set(SOURCES)
    low, high = found.spread
    assert f"9 of 9 models say {low:.2f} to {high:.2f} BW" in found.covers
    assert "published models say 2.37 to 3.01 BW" in found.covers
    frame = found.table()
    assert frame.attrs["units"]["joint_reaction_bw"] == "BW"
    assert frame.attrs["covers"] == found.covers
    assert len(frame) == len(found.rows)
    assert "null model: everybody is average" in found._repr_html_()


def test_a_hip_without_a_lever_leaves_the_reason_in_the_place_of_the_answer() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", hm.PhysiologyWarning)
        found = uncertainty.models(neck_length=20, trochanter_lateral=-30)
    silent = [row for row in found.rows if row.kind == "this person" and row.name != "hipstress_template"]
    assert all(math.isnan(row.joint_reaction_bw) for row in silent)
    assert all("no lever is left" in row.note for row in silent)
    assert "1 of 9 models" in found.covers


@pytest.mark.parametrize(
    "person, words",
    [
        ({"pelvic_drop": 5}, "the plain stand on one leg"),
        ({"neck_length": np.array([50, 54])}, "one person at a time"),
        ({"neck_length": [50, 54]}, "one person at a time"),
        ({"neck_lenght": 54}, "did you mean 'neck_length'"),
        ({"neck_length": 540}, "must lie between 20 and 110 mm"),
    ],
)
def test_models_of_what_they_do_not_mean_are_refused_in_words(person: dict[str, Any], words: str) -> None:
    with pytest.raises(hm.InputError, match=words):
        uncertainty.models(**person)
