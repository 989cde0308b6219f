"""Distributions and populations: their shape, their bounds, their evidence, and what they refuse."""

import math
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import hipmech as hm
from hipmech import designs, studies, sweeps
from hipmech.populations import POPULATIONS, Correlation, Distribution, Group, Population, population
from hipmech.populations.sourced import STRENGTHS
from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES

ANGLE = Distribution("neck_shaft_angle", 127, 7, 106, 148)
MASS = Distribution("body_mass", 75, 12)
STATURE = Distribution("stature", 1700, 90)

every_population = pytest.mark.parametrize("people", POPULATIONS.values(), ids=POPULATIONS)


# Distributions


@pytest.mark.filterwarnings("ignore:neck_shaft_angle with mean")
@given(
    mean=st.floats(110, 145),
    sd=st.floats(0.5, 30),
    below=st.floats(0.1, 30),
    above=st.floats(0.1, 25),
    u=st.floats(0, 1),
)
def test_a_cut_normal_distribution_is_that_of_scipy(
    mean: float, sd: float, below: float, above: float, u: float
) -> None:
    one = Distribution("neck_shaft_angle", mean, sd, mean - below, mean + above)
    expected = stats.truncnorm(-below / sd, above / sd, loc=mean, scale=sd).ppf(u)
    assert one.ppf(u) == pytest.approx(expected, abs=1e-6)


@given(mean=st.floats(20, 110), sd=st.floats(0.5, 300))
def test_what_bounds_cut_off_is_told_with_its_share(mean: float, sd: float) -> None:
    low, high = QUANTITIES["neck_length"].limits or (0, 0)
    kept = stats.norm(mean, sd).cdf([low, high])
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        one = Distribution("neck_length", mean, sd)
    assert one.lost == pytest.approx(1 - kept[1] + kept[0], abs=1e-12)
    assert [str(warning.message).partition(" to its bounds")[0] for warning in told] == [
        f"neck_length with mean {mean:g} and sd {sd:g} mm loses {100 * one.lost:.2g} %"
    ] * (one.lost > 0.05)
    assert all(warning.filename == __file__ for warning in told)


def test_a_spread_far_wider_than_the_limits_is_no_normal_distribution_and_says_so() -> None:
    words = r"sd 200 mm loses 82 % to its bounds, 20 to 110 mm: what is left has another mean"
    with pytest.warns(UserWarning, match=words):
        wide = Distribution("neck_length", 54, 200)
    assert np.std(wide.ppf(np.linspace(0, 1, 1001))) == pytest.approx(90 / np.sqrt(12), rel=0.02)
    assert Distribution("neck_length", low=20, high=110).lost == 0
    with pytest.warns(UserWarning, match=words):
        hm.influence.measure_first({"neck_length": 200, "body_mass": 2}, count=16)


def test_a_twentieth_is_the_most_that_bounds_cut_off_unsaid() -> None:
    assert Distribution("neck_length", 54, 10, low=37).lost == pytest.approx(stats.norm.cdf(-1.7), abs=1e-7)
    with pytest.warns(UserWarning, match="loses 5.5 % to its bounds, 38 to 110 mm"):
        Distribution("neck_length", 54, 10, low=38)


@every_population
def test_the_people_of_a_source_lose_next_to_nothing_to_their_bounds(people: Population) -> None:
    assert max(one.lost for group in people.groups for one in group.distributions) < 0.003


def test_without_a_spread_every_value_is_equally_likely() -> None:
    one = Distribution("neck_length", low=41, high=74)
    assert np.allclose(one.ppf([0, 0.25, 0.5, 1]), [41, 49.25, 57.5, 74])


def test_the_ends_are_the_bounds_exactly() -> None:
    assert (ANGLE.ppf(0), ANGLE.ppf(1)) == (106, 148)


def test_without_bounds_the_hard_limits_cut() -> None:
    assert MASS.bounds == QUANTITIES["body_mass"].limits
    assert isinstance(MASS.ppf(1), float)


def test_shapes_are_kept() -> None:
    shares = np.linspace(0, 1, 6).reshape(2, 3)
    found = ANGLE.ppf(shares)
    assert np.shape(found) == (2, 3)
    assert np.all(np.diff(np.ravel(found)) > 0)


def test_the_same_generator_draws_the_same_people() -> None:
    one, again = (ANGLE.draw(np.random.default_rng(3), 50) for _ in range(2))
    assert np.array_equal(one, again)
    assert one.shape == (50,)


@pytest.mark.parametrize(
    "given_, words",
    [
        ({"quantity": "neck_shaft_angel", "mean": 127, "sd": 7}, "did you mean 'neck_shaft_angle'"),
        ({"quantity": "joint_reaction_bw", "mean": 2, "sd": 1}, "an output"),
        ({"quantity": "sex", "mean": 2, "sd": 1}, "a choice"),
        ({"quantity": "neck_length", "low": 74, "high": 41}, "from 74 to 41 contradicts itself"),
        ({"quantity": "neck_length", "low": 41, "high": 410}, "must lie between 20 and 110 mm"),
        (
            {"quantity": "neck_shaft_angle", "mean": 2.2, "sd": 0.1},
            "mean of 2.2 outside its bounds 80 to 170",
        ),
        ({"quantity": "neck_shaft_angle", "mean": 127, "sd": 0}, "an sd above zero"),
        ({"quantity": "neck_shaft_angle", "mean": 127, "sd": -7}, "an sd above zero"),
        ({"quantity": "neck_shaft_angle", "sd": 7}, "needs a mean"),
        ({"quantity": "neck_shaft_angle", "mean": 127}, "a mean and no sd"),
        ({"quantity": "neck_shaft_angle", "mean": math.nan, "sd": 7}, "no finite number in deg"),
        ({"quantity": "neck_shaft_angle", "mean": "wide", "sd": 7}, "'wide' is no finite number"),
        ({"quantity": "body_mass", "mean": 75, "sd": 9, "source": "smith_1900"}, "no source of hipmech"),
        ({"quantity": "body_mass", "mean": 75, "sd": 9, "confidence": "E"}, "one of A, B, C, D"),
    ],
)
def test_a_distribution_that_cannot_be_is_refused_in_words(given_: dict[str, object], words: str) -> None:
    with pytest.raises(hm.InputError, match=words):
        Distribution(**given_)  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_a_share_outside_is_refused(share: float) -> None:
    with pytest.raises(hm.InputError, match="shares from 0 to 1"):
        ANGLE.ppf(share)


# People


def drawn(people: Population, n: int = 40_000) -> dict[str, Any]:
    return people.draw(np.random.default_rng(11), n)


@every_population
def test_drawn_people_have_the_means_and_spreads_that_were_asked(people: Population) -> None:
    found = drawn(people)
    for group in people.groups:
        here = found["sex"] == group.sex
        assert here.mean() == pytest.approx(group.share, abs=0.01)
        for one in group.distributions:
            low, high = one.bounds
            cut = (
                stats.uniform(low, high - low)
                if one.sd is None or one.mean is None
                else stats.truncnorm((low - one.mean) / one.sd, (high - one.mean) / one.sd, one.mean, one.sd)
            )
            values = found[one.quantity][here]
            assert stats.kstest(values, cut.cdf).pvalue > 1e-3
            assert low <= values.min()
            assert values.max() <= high


@every_population
def test_drawn_people_have_the_correlations_that_were_asked(people: Population) -> None:
    found = drawn(people)
    for group in people.groups:
        here = found["sex"] == group.sex
        columns = np.array([found[name][here] for name in group.names])
        assert np.allclose(np.corrcoef(columns), group.matrix, atol=0.03)


@every_population
def test_every_number_has_a_source_and_words(people: Population) -> None:
    for group in people.groups:
        numbers: tuple[Distribution | Correlation, ...] = (*group.distributions, *group.correlations)
        for one in numbers:
            assert one.source in SOURCES
            assert one.note.endswith(".")
            # our own certainty never exceeds that of the source
            assert one.confidence >= SOURCES[one.source].confidence


@every_population
def test_what_is_assumed_is_told(people: Population) -> None:
    table = people.table()
    told = " ".join(people.flags)
    for name in table[table["assumed"]]["quantity"]:
        assert f"{name}: assumed." in told or f"{name} with" in told
    assert people.en
    assert people.nl


def test_the_hip_distance_of_soldiers_is_flagged_as_an_estimate() -> None:
    flags = population("soldiers").flags
    assert any(flag.startswith("inter_hip_distance: assumed. Estimated as 0.627") for flag in flags)


def test_nobody_pretends_to_know_the_hip_distance_by_sex() -> None:
    women, men = population("adults").groups
    index = women.names.index("inter_hip_distance")
    assert women.distributions[index] == men.distributions[index]
    assert any("no values by sex" in flag for flag in population("adults").flags)


def test_pairs_drawn_independently_are_told() -> None:
    assert any("but body_mass with stature" in flag for flag in population("adults").flags)
    assert any(flag.startswith("Every pair is drawn") for flag in Population.of("x", [MASS, STATURE]).flags)
    assert Population.of("x", [MASS]).flags == ("body_mass: given without a source.",)


def test_a_population_and_its_norm_go_together() -> None:
    for norm, by_sex in STRENGTHS.items():
        people = next(p for p in POPULATIONS.values() if p.fixed.get("capacity_norm") == norm)
        for sex, (mean, _, _) in by_sex.items():
            load = hm.solve(sex=sex, **dict[str, Any](people.fixed))
            assert load.abductor_capacity / 75 == pytest.approx(mean, rel=0.01)


def moments(sex: str, name: str) -> tuple[float, float]:
    group = next(group for group in population("adults").groups if group.sex == sex)
    one = group.distributions[group.names.index(name)]
    assert one.mean is not None
    assert one.sd is not None
    return one.mean, one.sd


def test_the_numbers_of_the_sources_are_the_numbers_here() -> None:
    sine = math.sin(math.radians(127))
    for key, numbers in {
        "ansur_2012": "{:.1f} ± {:.1f} kg in 1,986 women".format(*moments("female", "body_mass")),
        "fischer_2021": "{:.0f} ± {:.0f} mm apart".format(*moments("male", "inter_hip_distance")),
        "preininger_2012": "{:.1f} ± {:.1f} mm in men".format(
            *(sine * number for number in moments("male", "neck_length"))
        ),
    }.items():
        assert numbers in SOURCES[key].finding
    women, men = (moments(sex, "neck_shaft_angle")[0] for sex in ("female", "male"))
    assert women - men == pytest.approx((0.4 + 1.4) / 2)
    assert (women + men) / 2 == 127


def test_every_drawn_person_can_be_solved() -> None:
    people = population("adults")
    with pytest.warns(hm.PhysiologyWarning):
        load = hm.solve(**(drawn(people, 2000) | dict(people.fixed)))
    assert set(np.unique(load.status)) <= {0, 1}
    assert np.all(np.isfinite(load.joint_reaction_bw))


@pytest.mark.parametrize("name", POPULATIONS)
def test_people_of_a_source_are_counted_far_out_and_not_warned_of(name: str) -> None:
    """Warnings are errors here."""
    found = sweeps.run(designs.population(2000, 1, name), ["joint_reaction_bw"])
    heavy = found.inputs["body_mass"]
    count = int(np.count_nonzero((heavy < 40) | (heavy > 150)))
    assert count > 0
    (note,) = found.warnings
    assert note.startswith("Drawn outside the usual ranges, as the sources of the population spread people: ")
    assert f" body_mass in {count}, " in note
    assert note.endswith(" of 2,000 rows.")


def test_what_no_source_spreads_is_still_warned_of() -> None:
    """Numbers of one's own, an axis beside the people, and a fixed input."""
    own = Population.of("ours", [Distribution("body_mass", 40, 9), STATURE])
    assert own.sourced == ()
    with pytest.warns(hm.PhysiologyWarning, match="^body_mass lies outside the usual 40 to 150 kg") as caught:
        found = sweeps.run(designs.population(200, 1, own), ["joint_reaction_bw"])
    assert found.warnings == tuple(str(one.message) for one in caught)
    people = designs.population(200, 1, "soldiers")
    beside = people.with_fixed(neck_length=90) * designs.grid(neck_shaft_angle=[100])
    with pytest.warns(hm.PhysiologyWarning) as caught:
        sweeps.run(beside, ["joint_reaction_bw"])
    assert [str(one.message).split()[0] for one in caught] == ["neck_length", "neck_shaft_angle"]


def test_a_study_counts_people_far_out_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    drawn = '[[axes]]\npopulation = "adults"\ncount = 2000\nseed = 1\n'
    file.write_text(f'outputs = ["joint_reaction_bw"]\n{drawn}')
    study = studies.read(file)
    (remark,) = studies.check(study).remarks
    report = studies.run(study, tmp_path / "people.csv")
    assert report.warnings == (remark,)
    assert remark.startswith("Drawn outside the usual ranges")
    assert remark.endswith(" of 2,000 cases.")


def test_a_block_of_no_people_is_empty() -> None:
    assert drawn(population("adults"), 0)["sex"].shape == (0,)


def test_a_perfect_stranger_is_suggested_a_name() -> None:
    with pytest.raises(hm.InputError, match="did you mean 'adults'"):
        population("adult")


PAIR = Correlation("body_mass", "stature", 0.5)


@pytest.mark.parametrize(
    "given_, words",
    [
        ({"distributions": ()}, "needs distributions"),
        ({"distributions": (MASS, MASS)}, "one for each input"),
        ({"distributions": (MASS,), "correlations": (PAIR,)}, "cannot be set here|not a quantity known here"),
        (
            {"distributions": (MASS, STATURE), "correlations": (Correlation("body_mass", "stature", 1),)},
            "lies between -1 and 1",
        ),
        ({"distributions": (MASS,), "sex": "woman"}, "one of unspecified, female, male"),
        (
            {
                "distributions": (MASS, STATURE, ANGLE),
                "correlations": (
                    Correlation("body_mass", "stature", 0.9),
                    Correlation("stature", "neck_shaft_angle", 0.9),
                    Correlation("body_mass", "neck_shaft_angle", -0.9),
                ),
            },
            "contradict each other",
        ),
    ],
)
def test_a_group_that_cannot_be_is_refused_in_words(given_: dict[str, object], words: str) -> None:
    with pytest.raises(hm.InputError, match=words):
        Group(**given_)  # type: ignore[arg-type]


def test_a_population_that_cannot_be_is_refused_in_words() -> None:
    group = Group(distributions=(MASS,), share=0.5)
    other = Group(distributions=(STATURE,), share=0.5)
    with pytest.raises(hm.InputError, match="distributions of the same inputs"):
        Population(name="x", groups=(group, other))
    with pytest.raises(hm.InputError, match="add up to 1"):
        Population(name="x", groups=(group,))
    with pytest.raises(hm.InputError, match="same inputs"):
        Population(name="x", groups=())
    with pytest.raises(hm.UnknownQuantity):
        Population(name="x", groups=(Group(distributions=(MASS,)),), fixed={"body_mass": "1"})
