"""A summary is what the cases come to, to the last digit the same however the work was shared."""

import itertools
import time
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hipmech as hm
from hipmech import designs, sweeps
from hipmech.designs import Design
from hipmech.errors import InputError
from hipmech.sweeps import Reduction, reductions, running, summaries, turns
from hipmech.sweeps.durations import roughly
from hipmech.sweeps.moments import Blocks, Moments
from hipmech.sweeps.spreads import ERROR, TINY, Fine

REACTION, PULL = "joint_reaction_bw", "abductor_force_bw"


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of some hundred cases, so that a small design has many."""
    monkeypatch.setattr(summaries, "BLOCK", 512)


def some() -> Design:
    """Cases of every status but one, in two groups of unequal size."""
    return designs.grid(
        {"capacity_norm": "eccentric"},
        sex=["female", "male"],
        trunk_lean=np.linspace(-5, 45, 41),
        abductor_strength=[0.2, 0.6, 1.0, 3.0],
    ) * designs.random(11, 4, neck_shaft_angle=(112, 142))


def solved(design: Design, outputs: Sequence[str] = (REACTION, PULL)) -> sweeps.Sweep:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return sweeps.run(design, outputs)


def same(one: Reduction, other: Reduction) -> None:
    """Equal to the last bit, in everything that can be asked."""
    assert one.counts == other.counts
    assert one.groups == other.groups
    for name, group in itertools.product(one.outputs, one.groups):
        for ask in (Reduction.mean, Reduction.sd):
            np.testing.assert_equal(ask(one, name, *group), ask(other, name, *group))
        np.testing.assert_array_equal(one.quantiles(name, *group), other.quantiles(name, *group))
        if np.isfinite(one.mean(name, *group)):
            assert one.minimum(name, *group) == other.minimum(name, *group)
            assert one.maximum(name, *group) == other.maximum(name, *group)
            for mine, theirs in zip(one.histogram(name, *group), other.histogram(name, *group), strict=True):
                np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("kept", [10**6, 0], ids=["all values kept", "fine histogram"])
@pytest.mark.parametrize("by", [None, "sex", ("abductor_strength", "sex"), "status"])
@pytest.mark.usefixtures("small_blocks")
def test_a_summary_is_what_the_cases_come_to(kept: int, by: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reductions, "MOST_KEPT", kept)
    design = some()
    sweep, found = solved(design), sweeps.summarise(design, [REACTION, PULL], by)
    assert found.exact == (kept > 0)
    assert found.counts == sweep.counts
    assert set(found.counts) >= {"ok", "not held", "adductors needed", "invalid input"}
    columns = {**sweep.inputs, "status": sweep.status_words}
    for group in found.groups:
        rows = np.ones(design.size, dtype=bool)
        for name, value in zip(found.by, group, strict=True):
            rows &= columns[name] == value
        for name in (REACTION, PULL):
            values = np.where(rows, sweep.outputs[name], np.nan)
            there = values[np.isfinite(values)]
            row = found.table().query("output == @name")
            for key, value in zip(found.by, group, strict=True):
                row = row[row[key] == value]
            assert row["count"].item() == there.size
            assert row["left_out"].item() == rows.sum() - there.size
            if not there.size:
                assert np.isnan(found.mean(name, *group))
                assert np.isnan(found.quantiles(name, *group)).all()
                continue
            assert found.mean(name, *group) == pytest.approx(there.mean(), rel=1e-13)
            assert found.sd(name, *group) == pytest.approx(there.std(ddof=1), rel=1e-10, abs=1e-13)
            minimum = found.minimum(name, *group)
            assert (minimum.value, minimum.case) == (np.nanmin(values), int(np.nanargmin(values)))
            maximum = found.maximum(name, *group)
            assert (maximum.value, maximum.case) == (np.nanmax(values), int(np.nanargmax(values)))
            exact = np.quantile(there, found.shares)
            np.testing.assert_allclose(
                found.quantiles(name, *group), exact, rtol=1e-14 if kept else 2 * ERROR, atol=1e-14
            )
            counts, edges = found.histogram(name, *group, bins=7)
            np.testing.assert_array_equal(
                counts, np.histogram(there, edges)[0] if kept else tally(there, edges)
            )
            assert (edges[0], edges[-1]) == (there.min(), there.max())


def tally(values: np.ndarray[Any, Any], edges: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Counts between edges of which each belongs to the bin above it where positive, below where negative."""
    place = np.where(
        values < 0,
        np.searchsorted(edges[1:-1], values, "left"),
        np.searchsorted(edges[1:-1], values, "right"),
    )
    return np.bincount(place, minlength=len(edges) - 1)


def test_the_case_of_an_extreme_is_that_hip() -> None:
    design = designs.grid({"body_mass": 80}, neck_shaft_angle=[120, 130, 140], stance_strategy=["mixed"])
    worst = sweeps.summarise(design, [REACTION]).maximum(REACTION)
    assert worst.inputs == {"neck_shaft_angle": 140, "stance_strategy": "mixed", "body_mass": 80}
    assert worst.case == 2
    assert worst.value == pytest.approx(hm.solve(**worst.inputs).joint_reaction_bw)


@given(st.data())
@settings(max_examples=25)
def test_shares_of_the_work_add_up_to_the_same_bits_in_any_order(data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summaries, "BLOCK", 256)
        patch.setattr(reductions, "MOST_KEPT", data.draw(st.sampled_from([0, 10**6])))
        design = some()
        whole = sweeps.summarise(design, [REACTION], "sex", threads=data.draw(st.sampled_from([1, 3])))
        numbers = data.draw(st.permutations(range(-(-design.size // 256))))
        cuts = sorted(data.draw(st.lists(st.integers(1, len(numbers) - 1), max_size=5, unique=True)))
        shares = [numbers[a:b] for a, b in itertools.pairwise([0, *cuts, len(numbers)])]
        parts = [sweeps.summarise(design, [REACTION], "sex", blocks=share) for share in shares]
        while len(parts) > 1:
            one = parts.pop(data.draw(st.integers(0, len(parts) - 1)))
            other = parts.pop(data.draw(st.integers(0, len(parts) - 1)))
            parts.append(one + other)
        same(parts[0], whole)


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5), min_size=1, max_size=9), st.randoms())
def test_moments_stay_right_beside_a_large_mean(blocks: list[list[float]], order: Any) -> None:
    values = [np.array(block) + 1e9 for block in blocks]
    places = list(range(len(values)))
    order.shuffle(places)
    total = Blocks({})
    for place in places:
        v = values[place]
        part = Moments(np.array([v.size]), np.array([v.mean()]), np.array([np.sum((v - v.mean()) ** 2)]))
        total = total + Blocks({(0, place): part})
    found, every = total.total(), np.concatenate(values)
    assert found.number == every.size
    assert found.mean == pytest.approx(every.mean(), rel=1e-14)
    assert found.squares == pytest.approx(np.sum((every - every.mean()) ** 2), rel=1e-6, abs=1e-3)
    with pytest.raises(InputError, match="share blocks"):
        total + total


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 7)), min_size=2, max_size=6))
def test_a_block_counts_once_on_whatever_level_it_stands(places: list[tuple[int, int]]) -> None:
    """A node of level n spans 2ⁿ blocks."""
    spanned = [block for level, number in places for block in range(number << level, (number + 1) << level)]
    nothing = Moments(np.zeros(1, np.int64), np.zeros(1), np.zeros(1))

    def together() -> Blocks:
        return sum((Blocks({place: nothing}) for place in places[1:]), Blocks({places[0]: nothing}))

    if len(set(spanned)) < len(spanned):
        with pytest.raises(InputError, match="share blocks"):
            together()
    else:
        nodes = together().nodes
        assert sum(1 << level for level, _ in nodes) == len(spanned)


@pytest.mark.usefixtures("small_blocks")
def test_no_share_of_the_work_counts_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reductions, "MOST_KEPT", 100)
    design = designs.grid(neck_shaft_angle=np.linspace(114, 140, 1500), body_mass=[60, 90])
    whole = sweeps.summarise(design, [REACTION])
    pair, first, second, last = (
        sweeps.summarise(design, [REACTION], blocks=blocks) for blocks in ([0, 1], [0], [1], [5])
    )
    for one, other in ((pair, first), (second, pair), (pair + last, last), (whole, last), (first, whole)):
        with pytest.raises(InputError, match="share blocks: each case counts once"):
            one + other
    with pytest.raises(InputError, match="share blocks: each case counts once"):
        whole + whole
    assert (first + second).size == pair.size


def people(kilograms: Sequence[Any], names: Sequence[str] = "abc") -> Design:
    cells = {"id": list(names), "kg": list(kilograms)}
    return designs.table(cells, {"body_mass": "kg"}, keep=["id"]) * designs.grid(
        pelvic_drop=np.linspace(0, 5, 400)
    )


@pytest.mark.usefixtures("small_blocks")
def test_summaries_of_two_tables_do_not_add_up() -> None:
    one = sweeps.summarise(people([60, 70, "x"]), [REACTION], blocks=[0])
    for design in (people([60, 70, 80]), people([60, 71, "x"]), people([60, 70, "x"], "abd")):
        with pytest.raises(InputError, match="of different designs"):
            one + sweeps.summarise(design, [REACTION], blocks=[1])
    assert (one + sweeps.summarise(people([60, 70, "x"]), [REACTION], blocks=[1])).size == 1024


@pytest.mark.parametrize(
    "blank, kind", [(None, object), (float("nan"), object), (pd.NA, object), ("", object), ("", np.str_)]
)
def test_blank_cells_make_a_group_of_their_own(blank: Any, kind: type) -> None:
    cells = {"team": np.array(["None", blank, "nan", "b"], dtype=kind), "kg": [60, 70, 80, 90]}
    design = designs.table(cells, {"body_mass": "kg"}, keep=["team"])
    found = sweeps.summarise(design, ["joint_reaction"], "team")
    assert found.groups == (("None",), ("b",), ("nan",), ("",))
    alone = hm.solve(body_mass=70).joint_reaction
    assert found.mean("joint_reaction", "") == pytest.approx(alone)


def test_numbers_that_are_missing_make_the_blank_group_too() -> None:
    design = designs.table({"kg": [60, "x", 60, ""]}, {"body_mass": "kg"})
    found = sweeps.summarise(design, ["joint_reaction"], "body_mass")
    assert found.groups == ((60.0,), ("",))
    assert found.table()["left_out"].tolist() == [0, 2]
    whole = designs.table({"kg": [60, 70], "team": [1, 2]}, {"body_mass": "kg"}, keep=["team"])
    assert sweeps.summarise(whole, ["joint_reaction"], "team").groups == ((1,), (2,))


VALUES = st.lists(
    st.one_of(st.floats(-1e4, 1e4), st.sampled_from([0.0, -0.0, 1e-300, -1e-300, 1.0, 2.0])),
    min_size=1,
    max_size=40,
)


@given(VALUES, VALUES, st.lists(st.floats(0, 1), min_size=1, max_size=4), st.integers(1, 9))
@settings(max_examples=60)
def test_a_fine_histogram_keeps_its_promise(
    one: list[float], other: list[float], shares: list[float], bins: int
) -> None:
    values = np.sort(np.array([*one, *other]))
    fine = Fine.of(np.array(one)) + Fine.of(np.array(other))
    counts, edges = fine.histogram(bins)
    assert counts.sum() == values.size
    assert len(counts) <= bins
    assert len(edges) == len(counts) + 1
    np.testing.assert_array_equal(counts, tally(np.where(np.abs(values) < TINY, 0, values), edges))
    for share, found in zip(shares, fine.quantiles(shares), strict=True):
        place = share * (values.size - 1)
        beside = np.abs(values[[int(np.floor(place)), int(np.ceil(place))]]).max()
        assert found == pytest.approx(np.quantile(values, share), abs=1.001 * ERROR * beside + TINY)


@pytest.mark.parametrize("sign", [1, -1])
def test_many_values_are_told_apart_within_a_bin(sign: int) -> None:
    values = sign * np.random.default_rng(1).uniform(4, 7, 50_000)
    fine = Fine.of(values)
    shares = np.linspace(0.01, 0.99, 99).tolist()
    np.testing.assert_allclose(fine.quantiles(shares), np.quantile(values, shares), rtol=ERROR / 4)
    counts, edges = fine.histogram(9)
    np.testing.assert_array_equal(counts, tally(values, edges))
    assert np.diff(edges) == pytest.approx(3 / 9, rel=0.05)


def test_memory_of_a_summary_does_not_grow_with_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reductions, "MOST_KEPT", 0)
    design = designs.random(10**9, 1, neck_shaft_angle=(114, 140))
    sizes = []
    for blocks in (range(2), range(16)):
        found = sweeps.summarise(design, [REACTION], blocks=blocks)
        (spread,) = found.spreads.values()
        assert isinstance(spread, Fine)
        sizes.append(spread.above.counts.size + spread.below.counts.size)
        assert len(found.moments.nodes) == 1
    assert sizes[1] < 1.5 * sizes[0]
    assert found.size == 16 * running.BLOCK
    assert not found.exact


def test_people_make_groups_by_what_their_table_carries() -> None:
    people = designs.table({"id": ["a", "b", "c"], "kg": [60, 70, "x"]}, {"body_mass": "kg"}, keep=["id"])
    design = people * designs.grid(pelvic_drop=[0, 2, 4])
    found = sweeps.summarise(design, ["joint_reaction"], "id")
    assert found.groups == (("a",), ("b",), ("c",))
    table = found.table().set_index("id")
    assert table["count"].tolist() == [3, 3, 0]
    assert table["left_out"].tolist() == [0, 0, 3]
    assert table.attrs["provenance"]["command"] == "summary"
    assert found.mean("joint_reaction", "b") / found.mean("joint_reaction", "a") == pytest.approx(70 / 60)
    assert repr(found) == "<Reduction of 9 cases in 3 groups by id: 6 ok, 3 invalid input>"
    assert "joint_reaction" in found._repr_html_()


def test_people_that_are_drawn_make_groups_by_sex() -> None:
    design = designs.population(3000, 1, hm.populations.population("adults"))
    found = sweeps.summarise(design, ["joint_reaction"], "sex")
    assert found.groups == (("female",), ("male",))
    assert found.mean("joint_reaction", "male") > found.mean("joint_reaction", "female")


def test_progress_ends_at_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summaries, "BLOCK", 2)
    shares: list[float] = []
    sweeps.summarise(designs.grid(pelvic_drop=np.arange(7)), [REACTION], progress=shares.append)
    assert shares == [0.25, 0.5, 0.75, 1.0]


DROPS = designs.grid({"body_mass": 80}, pelvic_drop=[0, 5])
DRAWN = designs.random(10**12, 1, neck_shaft_angle=(114, 140))


@pytest.mark.parametrize(
    "ask, said",
    [
        (lambda: sweeps.summarise(DRAWN), r"1,000,000,000,000 cases take about .* consent=True"),
        (lambda: sweeps.summarise(DROPS, by="body_mass"), "body_mass is the same for every case"),
        (
            lambda: sweeps.summarise(DROPS, by="pelvic_drp"),
            "no column 'pelvic_drp' to group by; did you mean",
        ),
        (lambda: sweeps.summarise(DRAWN, by="neck_shaft_angle"), "neck_shaft_angle is drawn"),
        (lambda: sweeps.summarise(DROPS, by=["pelvic_drop"] * 2), "names a column twice"),
        (lambda: sweeps.summarise(DROPS, []), "at least one output"),
        (lambda: sweeps.summarise(DROPS, quantiles=[95]), "quantile 95 is not allowed"),
        (lambda: sweeps.summarise(DROPS, blocks=[1]), "has the blocks 0 to 0"),
        (lambda: sweeps.summarise(DROPS, blocks=[]), "has the blocks 0 to 0"),
        (
            lambda: sweeps.summarise(designs.grid(age=np.linspace(20, 90, 5000)), by="age"),
            "5,000 groups of 19 outputs are too many",
        ),
        (lambda: sweeps.summarise(DROPS).mean("joint_react"), "did you mean 'joint_reaction"),
        (lambda: sweeps.summarise(DROPS).mean(REACTION, "female"), "is no group here: give no group"),
        (
            lambda: sweeps.summarise(DROPS, by="pelvic_drop").mean(REACTION),
            r"give one value each of pelvic_drop; there are 0\.0; 5\.0",
        ),
        (lambda: sweeps.summarise(DROPS) + sweeps.summarise(DRAWN, blocks=[0]), "of different designs"),
        (lambda: sweeps.summarise(DROPS) + sweeps.summarise(DROPS, [PULL]), "different outputs, groups or"),
        (
            lambda: sweeps.summarise(DROPS) + sweeps.summarise(DROPS, quantiles=[0.5]),
            "outputs, groups or quantiles",
        ),
        (lambda: sweeps.summarise(DROPS) + sweeps.summarise(DROPS), "share blocks"),
        (
            lambda: sweeps.summarise(designs.grid(pelvic_drop=[99])).minimum(REACTION),
            "no value in these cases",
        ),
        (lambda: sweeps.summarise(designs.grid(pelvic_drop=[99])).histogram(REACTION), "no histogram"),
    ],
)
def test_what_cannot_be_summarised_is_said(ask: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        ask()


LARGE = designs.grid(
    neck_shaft_angle=np.linspace(114, 140, 2000),
    pelvic_drop=np.linspace(0, 8, 2000),
    neck_length=np.linspace(41, 74, 2000),
)


@pytest.mark.parametrize("design", [DRAWN, LARGE], ids=["blocks", "turns"])
@pytest.mark.parametrize("threads", [1, 4])
def test_the_time_of_a_large_design_is_told_from_a_few_of_its_own_cases(
    monkeypatch: pytest.MonkeyPatch, design: Design, threads: int
) -> None:
    """By a clock that goes on a minute each time it is read: a minute a block, or a turn."""
    minutes = itertools.count(0.0, 60.0)
    monkeypatch.setattr(time, "process_time", lambda: next(minutes))
    grid = turns.grid_of(design, (REACTION,))
    pieces = -(-design.size // running.BLOCK) if grid is None else grid.recorded.turns
    said = f"take about {roughly(60 * pieces / threads)} on {threads} thread"
    with pytest.raises(InputError, match=said):
        sweeps.summarise(design, [REACTION], threads=threads)
