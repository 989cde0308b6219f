"""Every public record shows itself: in a line or a few, and as a table with units in both themes."""

import dataclasses
import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import hipmech as hm
from hipmech.notebooks import MOST_ROWS, cell, frame_table
from hipmech.quantities import QUANTITIES
from hipmech.scenarios import SCENARIOS, Scenario, scenario
from tests.test_notebooks import cells
from tests.walkers import standing

LONGEST = 480  # characters: some five lines
STUDY = """
title = "Necks"
outputs = ["joint_reaction_bw"]
[[axes]]
neck_shaft_angle = [120, 127]
[report]
by = "neck_shaft_angle"
"""


def rooms() -> Iterator[ModuleType]:
    yield hm
    for name in hm.__all__:
        if isinstance(room := getattr(hm, name), ModuleType):
            yield room


def records() -> set[type]:
    """Every class of fields that a room lays open."""
    names = ((room, name) for room in rooms() for name in getattr(room, "__all__", vars(room)))
    found = (getattr(room, name) for room, name in names)
    own = {one for one in found if inspect.isclass(one) and one.__module__.startswith("hipmech")}
    return set(filter(dataclasses.is_dataclass, own))


def of_hips() -> Iterable[Any]:
    load = hm.solve()
    yield from (load, hm.solve_lever(), hm.Body(), hm.Femur(), hm.Stance(), hm.Lever())
    yield from (*QUANTITIES.values(), hm.contact.stress(load))
    yield from (hm.exercises.demands(), hm.exercises.demands().each[0])
    yield from (hm.gait.walk(), *hm.gait.PRESETS.values())
    yield from (hm.muscles.lines(load), hm.muscles.recruit(load), hm.muscles.hipstress())
    yield from (hm.trendelenburg.weaken(), *hm.trendelenburg.norms())
    yield hm.sharing.share([40.0, 50.0], [900.0, 700.0], 30_000.0)
    yield from (*map(scenario, SCENARIOS), Scenario(name="own", en="own", nl="eigen", source_key="hipmech"))
    yield from hm.claims.CLAIMS.values()


def of_many() -> Iterable[Any]:
    grid = hm.designs.grid({"stature": 1700}, neck_length=[50, 60])
    table = {"id": ["<b>", "c"], "kg": [70, 80]}
    yield from (grid, grid.axes[0], hm.designs.table(table, {"body_mass": "kg"}, keep=["id"]))
    yield from (hm.sweeps.run(grid), hm.sweeps.summarise(grid), hm.sweeps.grid(neck_length=[50, 60]))
    yield hm.sweeps.cohort(table, {"body_mass": "kg"})
    people = hm.populations.population("adults")
    group = people.groups[0]
    yield from (people, group, *group.distributions, *group.correlations, hm.populations.MEASURED)
    yield hm.influence.sobol(
        {"neck_length": (50, 60), "pelvic_drop": (0, 5)}, "utilisation", count=16, seed=1
    )
    yield hm.influence.measure_first({"neck_length": 2, "neck_shaft_angle": 3}, count=16)
    yield hm.inverse.needed("cane_force", "joint_reaction_bw", at_most=2)
    yield hm.inverse.contour("neck_length", "pelvic_drop", "joint_reaction_bw", [2.5, 9], count=4)
    drawn = hm.uncertainty.predict("adults", count=400, seed=1)
    yield from (drawn, *drawn.intervals)
    read = hm.uncertainty.measured({"neck_length": 54}, {"neck_length": 2}, seed=1)
    yield from (read, *read.outputs, *hm.uncertainty.READINGS.values())
    models = hm.uncertainty.models()
    yield from (models, *models.rows)


def of_files(folder: Path) -> Iterable[Any]:
    trial = standing()
    load = hm.trials.solve(trial, "right", body_mass=75)
    yield from (trial, load, *load.stances, load.stances[0].whole)
    yield hm.trials.Phase(time=0.1, moment=70.0, moment_per_mass=1.0)
    (folder / "trial.csv").write_text("time_s,a\n0,1\n1,2\n", "utf-8")
    yield hm.trials.columns(folder / "trial.csv")
    (folder / "necks.toml").write_text(STUDY, "utf-8")
    study = hm.studies.read(folder / "necks.toml")
    yield from (study, study.wishes, hm.studies.check(study, folder / "necks.csv"))
    yield hm.studies.run(study, folder / "necks.csv")
    stored = hm.stores.read(folder / "necks.csv")
    yield from (stored, stored.metadata)
    yield hm.sweeps.sweep_file(folder / "sweep.csv", {"neck_length": [50, 60]})


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    return [*of_hips(), *of_many(), *of_files(tmp_path_factory.mktemp("records"))]


def test_every_public_record_is_looked_at(shown: list[Any]) -> None:
    """A new one is asked for here, and so cannot be forgotten."""
    missing = records() - {type(one) for one in shown}
    assert missing == set()


def test_every_public_record_tells_itself_in_a_few_lines(shown: list[Any]) -> None:
    for one in shown:
        told = repr(one)
        assert len(told) <= LONGEST, told
        assert "array(" not in told
        assert "function" not in told


def test_every_public_record_is_a_table_that_escapes_and_has_no_colours(shown: list[Any]) -> None:
    for one in shown:
        html = one._repr_html_()
        assert "<b>" not in html
        assert not any(word in html for word in ("style=", "class=", "color=")), html
        table = cells(one)
        assert table.caption
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.heads)}


def row_of(one: Any, name: str) -> list[str]:
    return next(row[1:] for row in cells(one).rows if row[0] == name)


def test_the_fields_of_a_record_have_their_units() -> None:
    neck = hm.populations.Distribution("neck_length", 54, 4)
    assert [row_of(neck, name) for name in ("mean", "high")] == [["54", "mm"], ["110", "mm"]]
    assert cells(neck).caption == "Distribution"
    assert repr(neck).startswith("<Distribution: quantity neck_length, mean 54, sd 4, low 20, high 110")
    even = hm.populations.Distribution("neck_length", low=41, high=74)
    assert (row_of(even, "mean"), row_of(even, "low")) == (["–", ""], ["41", "mm"])
    assert row_of(hm.Body(), "stature") == ["1750", "mm"]
    assert row_of(hm.Body(stature=np.array([1600.0, 1700.0])), "stature")[0].startswith(
        "1600 to 1700 in an array"
    )
    assert row_of(QUANTITIES["neck_length"], "limits") == ["20, 110", "mm"]
    assert row_of(hm.scenarios.scenario("coxa_vara"), "inputs") == ["neck_shaft_angle 110 deg", ""]
    assert row_of(hm.populations.MEASURED, "mean") == ["2.61", "BW"]


def test_what_has_a_table_of_its_own_shows_that() -> None:
    answer = cells(hm.inverse.needed("cane_force", "joint_reaction_bw", at_most=[2.0, 2.5]))
    assert answer.heads[:3] == ["at_most, BW", "cane_force, N", "start, N"]
    assert answer.rows[0][:3] == ["2", "49.613", "0"]
    indices = hm.influence.sobol(
        {"neck_length": (50, 60), "pelvic_drop": (0, 5)}, "utilisation", count=16, seed=1
    )
    assert [row[0] for row in cells(indices).rows] == list(indices.ranking())
    assert cells(indices).heads[0] == "input"
    people = cells(hm.populations.population("adults"))
    assert people.caption.startswith(
        "Population 'adults' in 2 groups: body_mass, stature, inter_hip_distance"
    )
    assert "capacity_norm is isometric in everybody." in people.caption
    assert row_of(hm.populations.population("adults"), "female")[:3] == ["body_mass", "", "67.758"]


def test_a_design_a_cohort_and_a_recruitment_say_what_they_hold() -> None:
    design = cells(hm.designs.grid({"stature": 1700}, neck_length=[50, 60]))
    assert design.rows == [
        ["neck_length", "2", "neck_length 50 to 60 mm in 2 values"],
        ["stature", "fixed", "1700 mm"],
    ]
    many = hm.sweeps.cohort({"kg": ["70", ""]}, {"body_mass": "kg"})
    assert repr(many) == "<Cohort of 2 rows: 1 ok, 1 invalid input>"
    assert "joint_reaction_bw, BW" in cells(many).heads
    muscles = hm.muscles.recruit(hm.solve())
    assert [row[0] for row in cells(muscles).rows] == list(muscles.names)
    assert row_of(hm.muscles.recruit(hm.solve(body_mass=[70.0, 80.0])), "demand")[1] == "N·m"


def test_a_long_table_is_cut_and_says_so() -> None:
    frame = pd.DataFrame({"a": range(100)})
    html = frame_table("Many", frame, {"a": "mm"})
    assert f"<caption>Many; the first {MOST_ROWS} of 100 rows</caption>" in html
    assert html.count("<tr>") == MOST_ROWS + 1
    assert ">a, mm<" in html
    assert "<caption>Few</caption>" in frame_table("Few", frame.head(MOST_ROWS))


@pytest.mark.parametrize(
    "value, told",
    [
        (None, "–"),
        (True, "True"),
        ((1.5, 2.0), "1.5, 2"),
        (np.array(["a"]), "an array of shape (1,)"),
        (len, "a function"),
    ],
)
def test_a_cell_is_short(value: Any, told: str) -> None:
    assert cell(value) == told
    assert len(cell("word " * 1000)) <= 300
