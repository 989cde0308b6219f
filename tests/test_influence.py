"""Which input matters: against functions whose indices are known, and against SALib."""

import math
from collections.abc import Mapping
from math import pi
from typing import Any

import numpy as np
import pint
import pytest
from numpy.typing import NDArray

import hipmech as hm
from hipmech import influence
from hipmech.errors import InputError, UnknownQuantity
from hipmech.influence.resampling import resampled
from hipmech.populations import Correlation, Distribution, Group, Population
from hipmech.quantities import QUANTITIES
from hipmech.words import LANGUAGES
from tests.hips import solve

Numbers = NDArray[np.float64]
Columns = Mapping[str, Numbers]

CIRCLE = dict.fromkeys(("x1", "x2", "x3"), (-pi, pi))
G_WEIGHTS = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
UNIT = {f"x{place}": (0.0, 1.0) for place in range(1, 9)}
USUAL = ("inter_hip_distance", "neck_shaft_angle", "neck_length", "abductor_origin_lateral", "pelvic_drop")


def ishigami(columns: Columns) -> Numbers:
    """Sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1."""
    one, two, three = columns.values()
    values: Numbers = np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)
    return values


def of_ishigami() -> tuple[Numbers, Numbers]:
    """First and total indices, from the integrals of its parts."""
    first, second = (1 + 0.1 * pi**4 / 5) ** 2 / 2, 7**2 / 8
    both = 0.1**2 * pi**8 * (1 / 18 - 1 / 50)
    variance = first + second + both
    return np.array([first, second, 0]) / variance, np.array([first + both, second, both]) / variance


def g_function(columns: Columns) -> Numbers:
    factors = [(np.abs(4 * x - 2) + a) / (1 + a) for x, a in zip(columns.values(), G_WEIGHTS, strict=True)]
    return np.asarray(np.prod(factors, axis=0))


def of_g_function() -> tuple[Numbers, Numbers]:
    """Each factor has mean 1 and variance 1/(3(1 + a)²); the factors are independent."""
    parts = 1 / (3 * (1 + G_WEIGHTS) ** 2)
    variance = np.prod(1 + parts) - 1
    return parts / variance, parts * np.prod(1 + parts) / (1 + parts) / variance


KNOWN: dict[str, tuple[Any, Any, Any]] = {
    "ishigami": (CIRCLE, ishigami, of_ishigami()),
    "g": (UNIT, g_function, of_g_function()),
}


def inside(values: Numbers, intervals: Numbers, slack: float) -> bool:
    return bool(np.all((intervals[:, 0] - slack <= values) & (values <= intervals[:, 1] + slack)))


# Known answers


@pytest.mark.parametrize("name", KNOWN)
def test_indices_of_analytic_functions_lie_within_their_intervals(name: str) -> None:
    inputs, model, (first, total) = KNOWN[name]
    found = influence.sobol(inputs, name, count=8192, seed=7, model=model)
    assert found.first == pytest.approx(first, abs=0.02)
    assert found.total == pytest.approx(total, abs=0.02)
    # an index whose terms do not vary has an interval of nothing, in which rounding has no room
    assert inside(first, found.intervals["first"], 1e-3)
    assert inside(total, found.intervals["total"], 1e-3)


def coverage(name: str, count: int, scrambles: int) -> tuple[Numbers, Numbers]:
    """Of the intervals of all indices above 0.01: how often they hold the truth, and how wide they are
    against the spread of the estimates.
    """
    inputs, model, known = KNOWN[name]
    truth = np.array(known)
    runs = [
        influence.sobol(inputs, name, count=count, seed=seed, model=model, scrambles=scrambles)
        for seed in range(200)
    ]
    ends = np.array([(run.intervals["first"], run.intervals["total"]) for run in runs])
    spread = np.array([(run.first, run.total) for run in runs]).std(axis=0, ddof=1)
    held = ((ends[..., 0] <= truth) & (truth <= ends[..., 1])).mean(axis=0)
    width = np.diff(ends, axis=-1)[..., 0].mean(axis=0) / (2 * 1.96 * spread)
    return held[truth > 0.01], width[truth > 0.01]


@pytest.mark.parametrize("name", KNOWN)
def test_intervals_of_several_sets_are_true(name: str) -> None:
    held, width = coverage(name, count=64, scrambles=8)
    assert held.min() > 0.93
    assert held.max() < 0.99
    assert width == pytest.approx(1.2, abs=0.2)


@pytest.mark.parametrize("name", KNOWN)
def test_intervals_of_one_set_are_an_outer_bound_as_said(name: str) -> None:
    held, width = coverage(name, count=1024, scrambles=1)
    assert held.min() > 0.95
    assert width.min() > 1.5
    assert 3 < np.median(width) < 5


def test_several_sets_share_their_points_and_say_what_they_took() -> None:
    inputs, model, (first, _) = KNOWN["ishigami"]
    found = influence.sobol(inputs, "y", count=256, seed=1, model=model, scrambles=4)
    assert (found.sets, found.evaluations) == (4, 4 * 256 * 5)
    assert found.first == pytest.approx(first, abs=0.05)
    bare = influence.sobol(inputs, "y", count=256, seed=1, model=model, scrambles=4, resamples=0)
    assert bare.first.tolist() == found.first.tolist()
    assert bare.intervals == {}
    reach = {"cane_force": (0.0, 300.0), "neck_length": (50.0, 58.0)}
    cut = influence.sobol(reach, "joint_reaction_bw", count=64, seed=1, drop_unsolved=True, scrambles=8)
    assert 0 < cut.left_out < 8 * 64
    assert cut.evaluations == (8 * 64 - cut.left_out) * 4
    assert cut.first_error[0] > 0


@pytest.mark.parametrize("name", KNOWN)
def test_salib_finds_the_same_on_the_same_points(name: str) -> None:
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as sample

    inputs, model, _ = KNOWN[name]
    problem = {"num_vars": len(inputs), "names": list(inputs), "bounds": [list(b) for b in inputs.values()]}
    points = sample.sample(problem, 4096, calc_second_order=False, seed=np.random.default_rng(3))
    values = model(dict(zip(inputs, points.T, strict=True)))
    theirs = analyze.analyze(problem, values, calc_second_order=False, seed=1)
    ours = influence.sobol(inputs, name, count=4096, seed=3, model=model)
    assert ours.first == pytest.approx(theirs["S1"], abs=1e-4)
    assert ours.total == pytest.approx(theirs["ST"], abs=1e-4)
    errors = np.diff(ours.intervals["total"])[:, 0] / 2
    assert errors == pytest.approx(theirs["ST_conf"], rel=0.35, abs=1e-6)


def test_salib_finds_the_same_of_a_hip() -> None:
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as sample

    bounds = {name: QUANTITIES[name].usual or (0.0, 1.0) for name in USUAL}
    problem = {"num_vars": len(USUAL), "names": USUAL, "bounds": [list(bounds[name]) for name in USUAL]}
    points = sample.sample(problem, 8192, calc_second_order=False, seed=11)
    load = solve(**dict(zip(USUAL, points.T, strict=True)))
    theirs = analyze.analyze(problem, load.joint_reaction_bw, calc_second_order=False, seed=1)
    ours = influence.sobol(bounds, "joint_reaction_bw", count=8192, seed=5)
    assert ours.first == pytest.approx(theirs["S1"], abs=0.003)
    assert ours.total == pytest.approx(theirs["ST"], abs=0.003)


def test_all_resamples_in_one_product_are_resampled_rows() -> None:
    terms = np.random.default_rng(0).normal(size=(50, 3))
    fast = resampled(terms, 30_000, np.random.default_rng(1))
    assert fast.mean(axis=0) == pytest.approx(terms.mean(axis=0), abs=0.005)
    assert fast.std(axis=0) == pytest.approx(terms.std(axis=0) / np.sqrt(50), rel=0.02)


# What it answers


def test_a_product_is_shared_out_only_together() -> None:
    product = influence.sobol(
        {"a": (-1, 1), "b": (-1, 1)}, "y", count=4096, seed=1, model=lambda c: c["a"] * c["b"]
    )
    assert product.first == pytest.approx([0, 0], abs=0.02)
    assert product.total == pytest.approx([1, 1], abs=0.02)


def test_the_same_seed_gives_the_same_indices_and_another_others() -> None:
    inputs = {"pelvic_drop": (0, 8), "neck_length": (46, 62)}
    one, again, other = (
        influence.sobol(inputs, "joint_reaction_bw", count=64, seed=seed) for seed in (1, 1, 2)
    )
    assert one.first.tolist() == again.first.tolist()
    assert one.total_error.tolist() == again.total_error.tolist()
    assert one.first.tolist() != other.first.tolist()


def test_body_mass_alone_makes_newtons_vary_but_not_body_weights() -> None:
    inputs = {"body_mass": (50, 90), "neck_length": (50, 58)}
    newtons = influence.sobol(inputs, "joint_reaction", count=1024, seed=1)
    weights = influence.sobol(inputs, "joint_reaction_bw", count=1024, seed=1)
    assert newtons.ranking() == ("body_mass", "neck_length")
    assert weights.first == pytest.approx([0, 1], abs=0.01)
    assert newtons.mean == pytest.approx(weights.mean * 70 * 9.80665, rel=1e-3)


def test_distributions_and_pairs_mix_and_a_population_without_ties_is_welcome() -> None:
    angle = Distribution("neck_shaft_angle", 127, 7)
    mixed = influence.sobol(
        {"neck_shaft_angle": angle, "neck_length": (50, 58)}, "abductor_arm", count=64, seed=1
    )
    loose = Population.of("ours", [angle, Distribution("neck_length", low=50, high=58)])
    assert influence.sobol(loose, "abductor_arm", count=64, seed=1).first.tolist() == mixed.first.tolist()


def test_the_table_ranks_and_keeps_what_it_rests_on() -> None:
    found = influence.sobol(
        {"inter_hip_distance": (168, 176), "neck_length": (46, 62)},
        "joint_reaction_bw",
        count=256,
        seed=1,
    )
    table = found.table()
    assert tuple(table.index) == found.ranking() == ("neck_length", "inter_hip_distance")
    assert list(table) == ["first", "first_low", "first_high", "total", "total_low", "total_high"]
    assert (table["first_low"] < table["first"]).all()
    assert table.attrs["output"] == "joint_reaction_bw"
    assert table.attrs["evaluations"] == found.evaluations == 256 * 4
    bare = influence.sobol({"neck_length": (50, 58)}, "abductor_arm", count=64, seed=1, resamples=0)
    assert list(bare.table()) == ["first", "total"]
    assert bare.intervals == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ranking_in_words_names_each_input_once(language: str) -> None:
    found = influence.sobol(
        {"pelvic_drop": (0, 8), "neck_length": (46, 62)}, "abductor_arm", count=64, seed=1
    )
    told = found.sentences(language)
    assert [line[:2] for line in told] == ["1.", "2."]
    assert QUANTITIES[found.ranking()[0]].words(language) in told[0]


def test_units_of_others_are_converted_and_choices_of_a_population_kept() -> None:
    units: pint.UnitRegistry[float] = pint.UnitRegistry()
    plain = influence.sobol(
        {"pelvic_drop": (2, 6)}, "abductor_moment", count=64, seed=1, fixed={"stature": 1600}
    )
    given: Any = {"pelvic_drop": (2 * units.deg, math.radians(6) * units.rad)}
    found = influence.sobol(given, "abductor_moment", count=64, seed=1, fixed={"stature": 1.6 * units.m})
    assert found.mean == pytest.approx(plain.mean)
    lean = (Distribution("trunk_lean", low=0, high=5),)
    people = Population(
        name="ours", groups=(Group(distributions=lean),), fixed={"pelvic_drop_trunk": "follows"}
    )
    tilted = influence.sobol(people, "joint_reaction_bw", count=64, seed=1, fixed={"pelvic_drop": 5})
    assert (
        tilted.mean
        > influence.sobol(
            {"trunk_lean": lean[0]}, "joint_reaction_bw", count=64, seed=1, fixed={"pelvic_drop": 5}
        ).mean
    )


# Bad input

SPREAD = {"neck_length": (50.0, 58.0)}


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"count": 1000}, "count = 1000 is no power of two of at least 16.*Take 1024"),
        ({"count": 8}, "Take 16"),
        ({"count": 1 << 28}, "asks for 805,306,368 hips; at most 200,000,000"),
        ({"count": 1 << 23, "scrambles": 8}, "in 8 scrambles with 1 inputs asks for 201,326,592 hips"),
        ({"scrambles": 0}, "scrambles = 0 is not allowed"),
        ({"resamples": 1}, "resamples = 1 gives no error"),
        ({"level": 95}, "level = 95 is not allowed"),
        ({"inputs": {}}, "No input varies"),
        ({"inputs": {"neck_length": (58, 50)}}, "neck_length from 58 to 50 contradicts itself"),
        ({"inputs": {"neck_length": (5, 58)}}, "neck_length = 5 mm is not allowed"),
        ({"inputs": {"neck_length": 54.0}}, "is no spread: it takes"),
        (
            {"inputs": {"neck_length": Distribution("body_mass", 70, 5)}},
            "given the distribution of body_mass",
        ),
        ({"output": "joint_reaction_bv"}, "no output to rank by; did you mean 'joint_reaction_bw'"),
        ({"output": "status"}, "no output to rank by"),
        ({"fixed": {"neck_length": 50}}, "neck_length varies and is fixed too"),
        ({"fixed": {"body_mass": [50, 60]}}, "body_mass is fixed, so it takes one value"),
        ({"inputs": {"body_mass": (50, 60)}}, "joint_reaction_bw is 2.72.* whatever body_mass may be"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(changed: dict[str, Any], words: str) -> None:
    given: dict[str, Any] = {
        "inputs": SPREAD,
        "output": "joint_reaction_bw",
        "count": 64,
        "seed": 1,
    } | changed
    with pytest.raises(InputError, match=words):
        influence.sobol(given.pop("inputs"), given.pop("output"), **given)


def test_an_unknown_input_suggests_the_nearest() -> None:
    with pytest.raises(UnknownQuantity, match="did you mean 'neck_length'"):
        influence.sobol({"neck_lenght": (50, 58)}, "joint_reaction_bw", count=64, seed=1)
    with pytest.raises(UnknownQuantity, match="an output"):
        influence.sobol({"joint_reaction": (50, 58)}, "joint_reaction_bw", count=64, seed=1)


def test_people_whose_inputs_go_together_are_refused_with_a_way_out() -> None:
    people = Population.of(
        "ours",
        [Distribution("body_mass", 70, 9), Distribution("stature", 1700, 70)],
        [Correlation("body_mass", "stature", 0.5)],
    )
    with pytest.raises(InputError, match=r"body_mass and stature.*influence\.from_data"):
        influence.sobol(people, "joint_reaction", count=64, seed=1)


def test_points_without_a_number_are_refused_or_left_out_and_counted() -> None:
    reach = {"cane_force": (0.0, 300.0), "neck_length": (50.0, 58.0)}
    with pytest.raises(InputError, match=r"of 256 points have no joint_reaction_bw.*drop_unsolved"):
        influence.sobol(reach, "joint_reaction_bw", count=256, seed=1)
    found = influence.sobol(reach, "joint_reaction_bw", count=256, seed=1, drop_unsolved=True)
    assert 0 < found.left_out < 256
    assert found.evaluations == (256 - found.left_out) * 4
    assert found.ranking()[0] == "cane_force"
    with pytest.raises(InputError, match="have no joint_reaction_bw"):
        influence.sobol(
            {"cane_force": (280.0, 300.0)}, "joint_reaction_bw", count=64, seed=1, drop_unsolved=True
        )


def test_unusual_people_give_no_warning_by_the_thousand() -> None:
    found = influence.sobol({"neck_shaft_angle": (100.0, 160.0)}, "abductor_arm", count=64, seed=1)
    assert found.total == pytest.approx([1], abs=0.1)
    assert hm.influence is influence
