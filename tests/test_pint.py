"""Quantities of pint at the boundary: converted, refused in words, and never imported by hipmech."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pint
import pytest

import hipmech as hm
from hipmech.limits import accept
from hipmech.quantities import NUMBERS, QUANTITIES
from tests.walkers import standing

UNITS: pint.UnitRegistry[float] = pint.UnitRegistry()


@pytest.mark.parametrize(
    "name, value, unit, public",
    [
        ("body_mass", 75 / 0.45359237, "pound", 75),
        ("stature", 1.75, "m", 1750),
        ("inter_hip_distance", 17.2, "cm", 172),
        ("neck_shaft_angle", np.radians(130), "rad", 130),
        ("step_time", 540, "ms", 0.54),
        ("cane_force", 10, "kgf", 98.0665),
        ("age", 120, "month", 10),
        ("cane_force_bw", 10, "percent", 0.1),
        ("abductor_strength", 50, "percent", 0.5),
        ("passive_stiffness", 57.29578, "N*m/rad", 1),
        ("stretch_gain", 1, "percent/deg", 1),
    ],
)
def test_a_unit_is_converted_to_the_public_one(name: str, value: float, unit: str, public: float) -> None:
    found = accept(name, value * UNITS(unit))
    assert type(found) is float
    assert found == pytest.approx(public, rel=1e-6)


@pytest.mark.parametrize("name", NUMBERS)
def test_every_input_takes_its_own_unit(name: str) -> None:
    row = QUANTITIES[name]
    plain = 30.0 if row.default is None else row.default
    unit = {"": "dimensionless", "BW": "dimensionless"}.get(row.unit, row.unit)
    spelt = unit.replace("·", "*").replace("%", "percent")
    assert accept(name, UNITS.Quantity(plain, spelt)) == accept(name, plain)


def test_arrays_and_lists_keep_their_shape() -> None:
    across = np.array([[17.2, 18.2]]) * UNITS.cm
    listed = [17.2 * UNITS.cm, 182 * UNITS.mm]
    assert np.allclose(accept("inter_hip_distance", across), [[172, 182]])
    assert np.allclose(accept("inter_hip_distance", listed), [172, 182])
    plain = hm.solve(inter_hip_distance=[172, 182]).joint_reaction_bw
    assert np.array_equal(hm.solve(inter_hip_distance=listed).joint_reaction_bw, plain)


def test_records_take_units_too() -> None:
    assert hm.Body(body_mass=75 / 0.45359237 * UNITS.pound).body_mass == pytest.approx(75)
    assert hm.solve_lever(body_weight_arm=10 * UNITS.cm).body_weight_arm == pytest.approx(100)


def test_designs_and_distributions_take_units_too() -> None:
    across = np.array([17, 18]) * UNITS.cm
    grid = hm.designs.grid(inter_hip_distance=across).with_fixed(stature=1.8 * UNITS.m)
    assert grid.cases(0, 2)["inter_hip_distance"].tolist() == [170, 180]
    assert grid.fixed == {"stature": pytest.approx(1800)}
    assert np.allclose(hm.sweeps.grid(inter_hip_distance=across).axes["inter_hip_distance"], [170, 180])
    neck = hm.populations.Distribution("neck_length", 5.4 * UNITS.cm, 4 * UNITS.mm)
    assert (neck.mean, neck.sd) == (pytest.approx(54), 4)
    read = hm.uncertainty.measured({"neck_length": 5.4 * UNITS.cm}, {"neck_length": 0.2 * UNITS.cm}, seed=1)
    assert read.errors == {"neck_length": pytest.approx(2)}


@pytest.mark.parametrize("sample", [hm.designs.random, hm.designs.latin_hypercube, hm.designs.sobol_points])
@pytest.mark.parametrize(
    "given", [(15 * UNITS.cm, 17 * UNITS.cm), np.array([15, 17]) * UNITS.cm, (15 * UNITS.cm, 170)]
)
def test_ranges_of_samples_take_units_too(sample: Any, given: Any) -> None:
    plain = sample(16, 1, inter_hip_distance=(150, 170)).cases(0, 16)["inter_hip_distance"]
    found = sample(16, 1, inter_hip_distance=given)
    assert np.array_equal(found.cases(0, 16)["inter_hip_distance"], plain)
    assert "{ min = 150.0, max = 170.0 }" in found.text
    with pytest.raises(hm.InputError, match="inter_hip_distance in kilogram is not allowed"):
        sample(16, 1, inter_hip_distance=np.array([15, 17]) * UNITS.kg)


def test_ranges_of_inverse_questions_take_units_too() -> None:
    within = np.array([0, 0.1]) * UNITS.kN
    asked: dict[str, Any] = {"find": "cane_force", "output": "joint_reaction"}
    plain = hm.inverse.needed(**asked, at_most=1800, within=(0, 100))
    for given in (within, tuple(within)):
        found = hm.inverse.needed(**asked, at_most=1.8 * UNITS.kN, within=given)
        assert found.values == pytest.approx(plain.values, abs=1e-6)
    with pytest.raises(hm.InputError, match="joint_reaction in meter is not allowed"):
        hm.inverse.needed(**asked, at_most=1.8 * UNITS.m)
    lines = hm.inverse.contour(
        "neck_length",
        "cane_force",
        "joint_reaction",
        np.array([1.8, 1.9]) * UNITS.kN,
        x_range=np.array([5, 6]) * UNITS.cm,
        y_range=within,
        count=5,
    )
    assert lines.levels == (1800, 1900)
    assert (lines.x_grid[0], lines.x_grid[-1], lines.y_grid[-1]) == (50, 60, 100)


def test_errors_of_measurement_take_units_too() -> None:
    errors = {"neck_length": 2.0, "magnification": 1.4}
    plain = hm.uncertainty.measured({"neck_length": 54.0}, errors, seed=1)
    united: dict[str, Any] = {"neck_length": 0.2 * UNITS.cm, "magnification": 1.4 * UNITS.percent}
    found = hm.uncertainty.measured({"neck_length": 54.0}, united, seed=1)
    assert found.errors == pytest.approx(plain.errors)
    with pytest.raises(hm.InputError, match="neck_length in kilogram is not allowed"):
        hm.uncertainty.measured({"neck_length": 54.0}, {"neck_length": 2 * UNITS.kg}, seed=1)
    with pytest.raises(hm.InputError, match="neck_length in second is not allowed"):
        hm.populations.Distribution("neck_length", 54, 2 * UNITS.s)


def test_what_is_the_same_for_every_row_is_told_in_its_public_unit(tmp_path: Path) -> None:
    fixed: dict[str, Any] = {"stature": 1.8 * UNITS.m}
    people = hm.sweeps.cohort({"kg": [70.0]}, {"body_mass": "kg"}, **fixed)
    grid = hm.sweeps.grid(fixed, neck_length=[50, 60])
    assert people.fixed == people.table().attrs["fixed"] == grid.base == {"stature": 1800}
    (tmp_path / "people.csv").write_text("kg\n70\n", "utf-8")
    target = tmp_path / "loads.csv"
    feeds = [hm.designs.Feed("body_mass", "kg")]
    hm.sweeps.cohort_file(tmp_path / "people.csv", target, feeds, fixed)
    assert "# fixed: stature 1800 mm\n" in target.read_text("utf-8")


def test_models_of_muscles_and_trials_take_units_too() -> None:
    plain = hm.muscles.hipstress(half_hip_distance=90, femur_length=[400, 420], pelvic_bend=2)
    lengths = {"half_hip_distance": 9 * UNITS.cm, "femur_length": np.array([40, 42]) * UNITS.cm}
    found = hm.muscles.hipstress(**lengths, pelvic_bend=np.radians(2) * UNITS.rad)
    assert found.joint_reaction_bw == pytest.approx(plain.joint_reaction_bw)
    load = hm.solve()
    moments = hm.muscles.recruit(load, moments="three", flexion_moment=5000 * UNITS.N * UNITS.mm)
    assert moments.demand == pytest.approx(hm.muscles.recruit(load, moments="three", flexion_moment=5).demand)
    with pytest.raises(hm.InputError, match="femur_length in kilogram is not allowed: femur_length takes mm"):
        hm.muscles.hipstress(femur_length=400 * UNITS.kg)
    samples = np.arange(50)
    trial = hm.trials.trial(samples * 10 * UNITS.ms, {"right_force_up": np.full(50, 0.7) * UNITS.kN})
    assert trial.interval == pytest.approx(0.01)
    assert trial["right_force_up"] == pytest.approx(700)
    filtered = hm.trials.solve(standing(), "right", body_mass=75, cutoff=0.006 * UNITS.kHz)
    assert filtered.cutoff == pytest.approx(6)


def test_columns_of_tables_take_units_too() -> None:
    people = {"m": np.array([150.0, 200.0]) * UNITS.pound, "h": [1.6 * UNITS.m, 1800 * UNITS.mm]}
    mapping = {"body_mass": "m", "stature": "h", "neck_length": ("h", 0.03)}
    plain: dict[str, list[float]] = {"m": [150 * 0.45359237, 200 * 0.45359237], "h": [1600, 1800]}
    rows = hm.designs.table(people, mapping).cases(0, 2)
    assert np.allclose(rows["body_mass"], plain["m"])
    assert np.allclose(rows["neck_length"], [48, 54])
    found = hm.sweeps.cohort(people, mapping).outputs["joint_reaction"]
    assert np.allclose(found, hm.sweeps.cohort(plain, mapping).outputs["joint_reaction"])
    for read in (hm.designs.table, hm.sweeps.cohort):
        with pytest.raises(hm.InputError, match="body_mass in meter is not allowed"):
            read(people, {"body_mass": "h"})


@pytest.mark.parametrize("given", [np.array([5, 6]) * UNITS.cm, (5 * UNITS.cm, 60), [50, 60]])
def test_ranges_of_an_analysis_take_units_too(given: Any) -> None:
    asked: dict[str, Any] = {"output": "joint_reaction", "count": 16, "seed": 1, "resamples": 0}
    plain = hm.influence.sobol({"neck_length": (50, 60), "pelvic_drop": (0, 5)}, **asked)
    found = hm.influence.sobol({"neck_length": given, "pelvic_drop": (0, 5)}, **asked)
    assert found.first == pytest.approx(plain.first)
    with pytest.raises(hm.InputError, match="neck_length in kilogram is not allowed"):
        hm.influence.sobol({"neck_length": np.array([5, 6]) * UNITS.kg}, **asked)


def test_given_data_take_units_too() -> None:
    necks = np.linspace(4.5, 6, 50)
    reaction = hm.solve(neck_length=10 * necks).joint_reaction
    plain = hm.influence.from_data({"neck_length": necks}, reaction, output="joint_reaction")
    for column in (necks * UNITS.cm, [neck * UNITS.cm for neck in necks.tolist()]):
        found = hm.influence.from_data(
            {"neck_length": column}, reaction / 1000 * UNITS.kN, output="joint_reaction"
        )
        assert found.mean == pytest.approx(plain.mean)
        assert found.first == pytest.approx(plain.first)


@pytest.mark.parametrize(
    "name, value, words",
    [
        ("body_mass", 1.8 * UNITS.m, r"body_mass in meter is not allowed: body_mass \(body mass\) takes kg"),
        ("stature", 75 * UNITS.kg, "stature in kilogram is not allowed: stature takes mm"),
        ("cane_force_bw", 80 * UNITS.N, "cane_force_bw in newton is not allowed"),
        ("neck_length", [54 * UNITS.mm, 54 * UNITS.kg], "neck_length in kilogram is not allowed"),
        ("neck_length", [54, 54 * UNITS.mm, 54 * UNITS.kg], "neck_length in kilogram is not allowed"),
        ("stance_side", 1 * UNITS.m, "one of right, left"),
        ("stature", 17.5 * UNITS.m, "must lie between 800 and 2500 mm"),
        ("stature", np.nan * UNITS.m, "not a finite number"),
    ],
)
def test_a_wrong_unit_is_one_clear_error(name: str, value: object, words: str) -> None:
    with pytest.raises(hm.InputError, match=words):
        accept(name, value)


def test_hipmech_never_loads_pint() -> None:
    ask = "import hipmech as hm, sys; hm.solve(body_mass=[70, 80]); print('pint' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
