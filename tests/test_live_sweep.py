"""The numbers of the page Sweep are those of Python, and what it hands over gives them again."""

import csv
import math
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

import hipmech as hm
from hipmech import links, stores
from hipmech.designs import Design
from hipmech.live.tables import NAMED_REASONS
from hipmech.loads import REASONS
from hipmech.posture import LEANING_STRATEGIES, STRATEGIES
from hipmech.quantities import OUTPUTS
from hipmech.studies import read
from hipmech.sweeps import run, sweep_file
from tests.live_sweep import asked, opening

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")

FORMULAS = [name for name in OUTPUTS if name != "status"]
GIVEN: list[dict[str, Any]] = [
    {},
    {"cane_force_bw": 0.12, "stance_strategy": "mixed", "step_width": 220.0, "carried_mass": 8.0},
    {"abductor_strength": 0.35, "sex": "female", "segment_set": "de_leva", "pelvic_drop": 4.0},
    {"stance_strategy": "gait_midstance", "neck_angle_convention": "proximal_femur", "force_length": "bell"},
]
AXES = [
    ["neck_shaft_angle"],
    ["step_width"],
    ["neck_shaft_angle", "inter_hip_distance"],
    ["pelvic_drop", "trunk_lean"],
    ["body_mass", "cane_force_bw"],
    ["cane_force_bw", "step_width"],
    ["body_mass", "neck_length"],
    ["abductor_strength", "load_factor"],
]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opening(browser, tmp_path_factory.mktemp("sweep")) as opened:
        yield opened()


def show(page: Page, link: str) -> None:
    page.evaluate("link => module_trial.show(link)", link)


def in_python(given: dict[str, Any], names: list[str]) -> hm.sweeps.Grid:
    axes = {name: np.array(links.positions(name)) for name in names}
    return hm.sweeps.grid({name: value for name, value in given.items() if name not in names}, **axes)


@pytest.mark.parametrize("names", AXES, ids="-".join)
@pytest.mark.parametrize("given", GIVEN, ids=range(len(GIVEN)))
def test_every_case_is_the_one_of_python(page: Page, given: dict[str, Any], names: list[str]) -> None:
    if given.get("stance_strategy") == "mixed" and "trunk_lean" in names:
        given = {**given, "stance_strategy": "pelvis_over_foot"}
    load = in_python(given, names)
    ours = asked(page, "swept", {k: v for k, v in given.items() if k not in names}, names, FORMULAS)
    np.testing.assert_array_equal(ours["status"], np.ravel(load.status))
    words = {"": "", **dict(zip(NAMED_REASONS, (sentence for _, sentence in REASONS), strict=True))}
    assert [words[reason] for reason in ours["reasons"]] == list(np.ravel(load.reasons))
    for name in FORMULAS:
        theirs = np.broadcast_to(load.outputs[name], load.shape).ravel()
        found = np.array(ours["values"][name], dtype=float)
        np.testing.assert_allclose(found, theirs, rtol=1e-12, atol=1e-9, err_msg=name)


def test_what_is_kept_from_an_earlier_sweep_changes_no_number(page: Page) -> None:
    """The same sweeps by one that remembers and by one that begins anew."""
    differing = page.evaluate(
        """([hips, axes, outputs]) => {
          const lasting = module_sweep_model.createSweep();
          const { positions } = module_model;
          let differing = 0;
          for (const names of [...axes, ...axes.slice().reverse()]) for (const hip of hips) {
            const given = Object.fromEntries(Object.entries(hip).filter(([name]) => !names.includes(name)));
            if (names.includes("trunk_lean") && given.stance_strategy === "mixed") continue;
            const values = (name) => positions(name).filter((_, place) => place % 7 === 0);
            const along = names.map((name) => ({ name, values: values(name) }));
            const [one, other] = [lasting, module_sweep_model.createSweep()].map((sweep) =>
              outputs.map((name) => sweep(given, along, outputs).column(name)));
            one.forEach((column, which) => column.forEach((value, place) => {
              if (!Object.is(value, other[which][place])) differing += 1;
            }));
          }
          return differing;
        }""",
        [GIVEN, AXES, ["joint_reaction_bw", "utilisation", "abductor_moment"]],
    )
    assert differing == 0


def test_a_ring_runs_where_the_ground_has_its_level(page: Page) -> None:
    rows, cells, level = 41, 61, 12.0
    first, second = np.mgrid[0:rows, 0:cells]
    ground = np.hypot(first - 20, second - 30)
    rings = asked(page, "around", (-ground).ravel().tolist(), [rows, cells], -level)
    (ring,) = rings
    distances = np.hypot(*(np.array(ring) - [20, 30]).T)
    np.testing.assert_allclose(distances, level, atol=0.05)


def test_a_ring_goes_round_what_has_no_number(page: Page) -> None:
    ground = np.ones((5, 7))
    ground[2, 3] = np.nan
    cells = [None if math.isnan(value) else value for value in ground.ravel()]
    rings = page.evaluate(
        "cells => module_trial.around(cells.map((value) => value ?? NaN), [5, 7], 0.5)", cells
    )
    assert len(rings) == 2
    hole = min(rings, key=len)
    assert sorted(map(tuple, hole)) == [(1, 3), (2, 2), (2, 4), (3, 3)]


LINKS = [
    "",
    "sweep_x=pelvic_drop&cane_force_bw=0.1&neck_shaft_angle=135&unit=N",
    "sweep_x=trunk_lean&sweep_y=inter_hip_distance&abductor_strength=0.4",
    "sweep_x=body_mass&sweep_y=cane_force_bw&curve=utilisation&language=nl",
    "sweep_x=neck_length&stance_strategy=trunk_over_foot&sex=male&age=40&capacity_norm=eccentric",
    "sweep_x=step_width",
    "sweep_x=step_width&trunk_lean=5",
]


@pytest.mark.parametrize("link", LINKS)
def test_its_table_is_the_one_of_the_command(page: Page, link: str, tmp_path: Path) -> None:
    show(page, link)
    ours = asked(page, "taken", "csv").splitlines()
    target = tmp_path / "sweep.csv"
    axes, fixed = swept(link)
    sweep_file(target, axes, fixed)
    theirs = target.read_text("utf-8").splitlines()
    head = sum(line.startswith("#") for line in theirs)
    assert design_of(ours) == design_of(theirs)
    assert ours[0] == re.sub("python.*", "browser", theirs[0])
    for mine, other in zip(ours[1:head], theirs[1:head], strict=True):
        assert mine == other or "design: " in mine
    for row, other_row in zip(csv.reader(ours[head:]), csv.reader(theirs[head:]), strict=True):
        same_row(row, other_row)
    kept, known = stores.read(written(tmp_path / "page.csv", ours)), stores.read(target)
    assert (kept.units, kept.fixed, kept.long_names) == (known.units, known.fixed, known.long_names)


def swept(link: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Axes and fixed inputs of a link, several ways to stand where the step widens."""
    hip = links.read(dict(pair.split("=") for pair in link.split("&") if pair))
    names = [hip.settings.get("sweep_x", links.SWEPT[0]), hip.settings.get("sweep_y", "none")]
    axes: dict[str, Any] = {name: np.array(links.positions(name)) for name in names if name != "none"}
    fixed = {name: hip.inputs[name] for name in links.OFFERED if name in hip.inputs and name not in axes}
    if list(axes) == ["step_width"]:
        stands = [one for one in STRATEGIES if "trunk_lean" not in fixed or one not in LEANING_STRATEGIES]
        axes = {"stance_strategy": stands, **axes}
    return axes, fixed


def design_of(lines: list[str]) -> dict[str, Any]:
    """The design that a table tells in its head, every axis as its values."""
    text = "\n".join(line.removeprefix("# design:") for line in lines if line.startswith("# design:"))
    told = tomllib.loads(text)
    told["axes"] = [{name: spelt_out(values) for name, values in axis.items()} for axis in told["axes"]]
    return told


def spelt_out(values: Any) -> Any:
    if isinstance(values, dict):
        values = np.linspace(values["from"], values["to"], values["count"]).tolist()
    return values if isinstance(values[0], str) else np.round(values, 9).tolist()


def written(file: Path, lines: list[str]) -> Path:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def same_row(mine: list[str], other: list[str]) -> None:
    assert len(mine) == len(other)
    for one, two in zip(mine, other, strict=True):
        if re.fullmatch(r"-?[\d.]+(e[-+]\d+)?", one):
            assert float(one) == pytest.approx(float(two), rel=2e-12, abs=1e-9)
        else:
            assert one == two


def table_of(page: Page) -> list[dict[str, str]]:
    lines = asked(page, "taken", "csv").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def numbers_of(rows: list[dict[str, str]], name: str) -> Any:
    return np.array([float(row[name] or "nan") for row in rows])


@pytest.mark.parametrize("link", LINKS)
def test_its_study_file_gives_the_same_cases(page: Page, link: str, tmp_path: Path) -> None:
    show(page, link)
    text = asked(page, "taken", "study")
    assert tomllib.loads(text)["title"]
    file = tmp_path / "sweep.toml"
    file.write_text(text, encoding="utf-8")
    design: Design = read(file).design
    found = run(design)
    rows = table_of(page)
    assert design.size == len(rows)
    assert list(found.status_words) == [row["status"] for row in rows]
    for name in ("joint_reaction_bw", "utilisation", "abductor_moment"):
        np.testing.assert_allclose(found.outputs[name], numbers_of(rows, name), rtol=1e-11, atol=1e-9)


@pytest.mark.parametrize("link", LINKS)
def test_its_lines_of_python_give_the_same_numbers(page: Page, link: str, capsys: Any) -> None:
    show(page, link)
    known: dict[str, Any] = {}
    exec(asked(page, "taken", "script"), known)
    assert "status" in capsys.readouterr().out
    theirs = np.ravel(known["load"].outputs["joint_reaction_bw"])
    np.testing.assert_allclose(theirs, numbers_of(table_of(page), "joint_reaction_bw"), rtol=1e-11)


def test_ways_to_stand_are_compared_where_the_step_widens(page: Page) -> None:
    show(page, "sweep_x=step_width")
    assert list(dict.fromkeys(row["stance_strategy"] for row in table_of(page))) == list(STRATEGIES)
    show(page, "sweep_x=step_width&trunk_lean=5")
    with_lean = dict.fromkeys(row["stance_strategy"] for row in table_of(page))
    assert list(with_lean) == ["pelvis_over_foot", "gait_midstance"]
