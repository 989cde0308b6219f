"""What a notebook shows: tables that parse, carry words, units and the status, and escape what is foreign."""

import re
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

import hipmech as hm
from hipmech.notebooks import figure, table
from hipmech.quantities import QUANTITIES
from tests.hips import solve


class Cells(HTMLParser):
    """Caption, heads and rows of a table; fails on anything but the tags of a table."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.caption, self.heads, self.rows = "", list[str](), list[list[str]]()
        self.scopes: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in {"table", "caption", "thead", "tbody", "tr", "th", "td"}
        self.open.append(tag)
        if tag == "tr" and "tbody" in self.open:
            self.rows.append([])
        if tag in ("th", "td"):
            self.scopes += [value or "" for name, value in attributes if name == "scope"]
            (self.rows[-1] if "tbody" in self.open else self.heads).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] == "caption":
            self.caption += data
        else:
            (self.rows[-1] if "tbody" in self.open else self.heads)[-1] += data


def cells(shown: Any) -> Cells:
    return Cells(shown._repr_html_())


def test_a_single_hip_shows_every_output_with_its_unit() -> None:
    load = hm.solve()
    shown = cells(load)
    assert shown.caption == "Load of a hip, ok"
    assert shown.heads == ["quantity", "value", "unit", "name"]
    assert shown.scopes == ["col"] * 4 + ["row"] * len(shown.rows)
    by_name = {row[-1]: row for row in shown.rows}
    assert set(by_name) == set(load.outputs) - {"status"}
    assert by_name["joint_reaction_bw"] == [
        "joint reaction on the femoral head",
        "2.7284",
        "BW",
        "joint_reaction_bw",
    ]
    for name, (words, value, unit, _) in by_name.items():
        assert (words, unit) == (QUANTITIES[name].en, QUANTITIES[name].unit)
        assert float(value) == pytest.approx(load.outputs[name], rel=1e-4)


def test_a_hip_without_an_answer_says_why_and_shows_dashes() -> None:
    shown = cells(solve(cane_force=200))
    assert shown.caption.startswith("Load of a hip, adductors needed: the moment tips the pelvis")
    assert {row[-1]: row[1] for row in shown.rows}["joint_reaction"] == "–"


def test_many_hips_show_what_varies_the_span_and_what_is_without() -> None:
    load: Any = solve(neck_shaft_angle=[[110.0], [127.0]], cane_force=[0, 100, 200], sex=["male"] * 3)
    shown = cells(load)
    assert shown.caption.startswith("Load of 6 hips, shape (2, 3): ")
    for word in np.unique(load.status_words):
        assert f"{np.count_nonzero(load.status_words == word)} {word}" in shown.caption
    by_name = {row[-1]: row for row in shown.rows}
    assert by_name["neck_shaft_angle"][1:4] == ["110", "118.5", "127"]
    assert "sex" not in by_name
    reaction = load.joint_reaction
    assert by_name["joint_reaction"][4] == str(int(np.isnan(reaction).sum()))
    assert float(by_name["joint_reaction"][3]) == pytest.approx(np.nanmax(reaction), rel=1e-4)


def test_hips_that_all_lack_an_answer_show_dashes() -> None:
    rows = {row[-1]: row for row in cells(solve(cane_force=[200, 201])).rows}
    assert rows["joint_reaction"][1:5] == ["–", "–", "–", "2"]


def test_a_sweep_and_a_lever_show_themselves_under_their_own_name() -> None:
    grid = hm.sweeps.grid(neck_shaft_angle=[120, 130], pelvic_drop=[0, 5])
    assert cells(grid).caption.startswith("Grid of 4 hips, shape (2, 2)")
    assert cells(hm.solve_lever()).caption == "Balance of a hip, ok"


def test_an_explanation_is_a_table_of_mathematics_with_sources() -> None:
    explained = hm.explain(hm.solve(), "abductor_force_bw")
    shown = cells(explained)
    assert len(shown.rows) == len(explained)
    for (words, equation, numbers, source), line in zip(shown.rows, explained, strict=True):
        assert words == line.quantity.en
        assert equation == rf"\({line.latex}\)"
        assert numbers == rf"\({line.numbers}\)"
        assert source == line.quantity.source


def test_a_step_shows_its_peaks_and_sums() -> None:
    step = hm.gait.walk()
    shown = cells(step)
    assert shown.caption == "Step, walk, ok"
    assert {row[-1] for row in shown.rows} == set(step.outputs)
    rows = {row[-1]: row for row in cells(hm.gait.run(step_rate=[141, 173])).rows}
    assert rows["step_rate"][1:4] == ["141", "157", "173"]


def test_a_step_that_is_not_held_says_why() -> None:
    assert cells(hm.gait.run()).caption.startswith("Step, run, not held: ")


def test_a_weak_hip_shows_its_remedies() -> None:
    shown = cells(hm.trendelenburg.weaken(abductor_strength=0.4))
    assert shown.caption == "Weakening of a hip, not held"
    assert float({row[-1]: row[1] for row in shown.rows}["required_trunk_lean"]) > 0
    many = cells(hm.trendelenburg.weaken(abductor_strength=[1.0, 0.4]))
    assert many.caption == "Weakening of 2 hips, shape (2,): 1 ok"
    assert {row[-1]: row[3] for row in many.rows}["abductor_strength"] == "1"


def test_exercises_show_ranges_side_by_side() -> None:
    shown = cells(hm.exercises.demands())
    assert "no advice on training" in shown.caption
    rows = {row[0]: row[1:] for row in shown.rows}
    assert rows["side_lying_abduction"][1:3] == ["29 to 34", "42 to 81"]
    assert rows["clam"][:2] == ["–", "–"]


def test_nothing_foreign_reaches_the_page_unescaped() -> None:
    html = table("<b>", ["<i>"], [["<script>alert(1)</script>", "&"]])
    assert not re.search(r"<(b|i|script)>", html)
    assert Cells(html).rows == [["<script>alert(1)</script>", "&"]]


@pytest.mark.parametrize(
    "value, shown",
    [(2.728123, "2.7281"), (123456.7, "123457"), (1e9, "1e+09"), (0.0, "0"), (np.nan, "–"), (-np.inf, "–")],
)
def test_figures_are_short_and_plain(value: float, shown: str) -> None:
    assert figure(value) == shown
