"""The table of quantities: complete, consistent, and the same as the records and the call."""

import math
from dataclasses import fields
from typing import get_type_hints

import numpy as np
import pytest

import hipmech as hm
from hipmech.equations import Alternatives
from hipmech.equilibrium import HIP
from hipmech.quantities import (
    CHOICES,
    CONSTANTS,
    FURTHER_INPUTS,
    INPUTS,
    NUMBERS,
    OUTPUTS,
    QUANTITIES,
    SI_FACTORS,
    Quantity,
    default,
    quantity,
)
from hipmech.sources import SOURCES
from tests.default_adult import GLUTEAL_SHARE, PARAMETERS, TFL_SHARE

each = pytest.mark.parametrize("row", QUANTITIES.values(), ids=QUANTITIES.keys())
SLIDERS = NUMBERS + FURTHER_INPUTS
each_number = pytest.mark.parametrize("row", [QUANTITIES[name] for name in SLIDERS], ids=SLIDERS)
STEPS = tuple(row.name for row in QUANTITIES.values() if row.kind == "step")

CONSTANT_VALUES = {
    "gravity": 9.80665,
    "leg_share": 0.161,
    "pelvis_share": 0.142,
    "hip_height_ratio": 0.530,
    "ankle_height_ratio": 0.039,
    "leg_com_ratio": 0.447,
    "leg_gyration_ratio": 0.326,
    "pelvis_com_ratio": 50 / 1750,
    "lumbosacral_ratio": 100 / 1750,
    "trunk_com_ratio": 286 / 1750,
    "reference_neck_shaft_angle": 127,
    "reference_step_width": 130,
    "thigh_inclination_limit": 30,
    "trunk_inclination_limit": 60,
    "abductor_arm_limit": 1,
    "gluteal_share": GLUTEAL_SHARE,
    "tfl_share": TFL_SHARE,
    "fibre_length": 73,
    "force_length_width": 0.45,
}


@each
def test_every_number_has_a_source(row: Quantity) -> None:
    assert {row.source, *row.further_sources} <= set(SOURCES)


@each
def test_words_in_both_languages(row: Quantity) -> None:
    for language in ("en", "nl"):
        assert row.words(language).strip() == row.words(language) != ""
    assert row.symbol


@each
def test_units_are_known(row: Quantity) -> None:
    assert row.unit in SI_FACTORS
    assert row.si == SI_FACTORS[row.unit] > 0


@pytest.mark.parametrize(
    "unit, si", [("mm", 1e-3), ("mm·BW", 1e-3), ("deg", math.pi / 180), ("%", 0.01), ("kg", 1), ("N·m", 1)]
)
def test_factors_to_si(unit: str, si: float) -> None:
    assert SI_FACTORS[unit] == pytest.approx(si, rel=1e-15)


def test_symbols_tell_quantities_apart() -> None:
    """Two quantities share a symbol only as the same thing in another unit."""
    by_symbol: dict[str, list[str]] = {}
    for row in QUANTITIES.values():
        by_symbol.setdefault(row.symbol, []).append(row.name)
    assert {symbol: names for symbol, names in by_symbol.items() if len(names) > 1} == {}


@each
def test_names_carry_no_unit(row: Quantity) -> None:
    parts = row.name.split("_")
    assert row.name.isidentifier()
    assert row.name == row.name.lower()
    assert not {"mm", "deg", "kg", "n", "nm", "rad", "m", "s"} & set(parts)
    assert ("bw" in parts) == (row.unit == "BW")


@each_number
def test_ranges_lie_within_each_other(row: Quantity) -> None:
    assert row.usual is not None
    assert row.limits is not None
    assert row.span is not None
    assert row.limits[0] <= row.usual[0] < row.usual[1] <= row.limits[1]
    assert row.limits[0] <= row.span[0] < row.span[1] <= row.limits[1]
    if row.default is not None:
        assert row.usual[0] <= float(row.default) <= row.usual[1]
        assert row.span[0] <= float(row.default) <= row.span[1]


@each_number
def test_a_slider_reaches_its_ends_and_its_default(row: Quantity) -> None:
    assert row.span is not None
    assert row.step is not None
    places = [row.span[1]] if row.default is None else [row.span[1], float(row.default)]
    for place in places:
        steps = (place - row.span[0]) / row.step
        assert steps == pytest.approx(round(steps), abs=1e-9)


def test_defaults_are_the_default_adult() -> None:
    assert {name: default(name) for name in INPUTS} == PARAMETERS


def test_constants_are_those_of_the_model() -> None:
    assert set(CONSTANTS) == set(CONSTANT_VALUES)
    for name, value in CONSTANT_VALUES.items():
        assert default(name) == pytest.approx(value, rel=1e-12), name


@pytest.mark.parametrize("name", CHOICES)
def test_the_first_choice_is_the_default(name: str) -> None:
    row = QUANTITIES[name]
    assert row.default == row.choices[0]
    assert len(set(row.choices)) == len(row.choices) > 1


def test_records_call_and_table_name_the_same_inputs() -> None:
    recorded = [f.name for record in (hm.Body, hm.Femur, hm.Stance) for f in fields(record)]
    assert len(recorded) == len(set(recorded))
    assert {*recorded, "cane_force_bw"} == set(INPUTS) == set(get_type_hints(hm.Inputs))
    assert {f.name for f in fields(hm.Lever)} == set(get_type_hints(hm.LeverInputs))


def test_records_start_as_the_table_says() -> None:
    for record in (hm.Body(), hm.Femur(), hm.Stance()):
        for f in fields(record):
            value = getattr(record, f.name)
            assert value == default(f.name) or (default(f.name) is None and math.isnan(value))


def test_solve_reports_every_input_back() -> None:
    assert set(hm.solve().inputs) == set(INPUTS) - {"cane_force_bw"}
    assert hm.solve(pelvic_drop=5).inputs["pelvic_drop"] == 5.0


def test_outputs_and_steps_are_all_answered() -> None:
    load = hm.solve()
    assert set(load.outputs) == set(OUTPUTS)
    assert set(load.steps) == set(STEPS)
    assert set(hm.solve(stance_strategy="mixed").outputs) == {*OUTPUTS, "trunk_lean"}


def test_every_equation_computes_a_quantity_of_the_table_or_a_condition() -> None:
    conditions = {"foot_carries", "trunk_reaches", "leg_reaches", "line_pulls", "joint_presses"}
    computed = [part.name if isinstance(part, Alternatives) else part.__name__ for part in HIP]
    assert len(computed) == len(set(computed))
    given = {
        "reference_insertion_lateral",
        "reference_insertion_up",
        "reference_abductor_arm",
        "capacity_per_mass",
    }
    assert set(computed) == ({*STEPS, *OUTPUTS} | conditions) - given


def test_alternatives_cover_every_name_of_their_choice() -> None:
    for part in HIP:
        if isinstance(part, Alternatives):
            assert set(part.functions) == set(QUANTITIES[part.choice].choices)


def test_a_quantity_is_found_by_name_and_a_misspelling_corrected() -> None:
    assert quantity("body_mass").unit == "kg"
    with pytest.raises(hm.UnknownQuantity, match="did you mean 'body_mass'"):
        quantity("body_mas")
    with pytest.raises(hm.UnknownQuantity, match="is an output, computed from the inputs"):
        quantity("abductor_force", INPUTS)


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        QUANTITIES["body_mass"] = QUANTITIES["stature"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        QUANTITIES["body_mass"].default = 80  # type: ignore[misc]


@pytest.mark.parametrize("name", OUTPUTS)
def test_outputs_come_in_their_public_unit(name: str) -> None:
    """An output computed in SI and told in the public unit, neither converted twice nor not at all."""
    usual_size = {
        "mm": (1, 1000), "deg": (0.5, 90), "N": (100, 10_000), "N·m": (10, 1000), "BW": (0.5, 5),
        "mm·BW": (10, 200), "": (0, 1), "%": (0.5, 50),
    }  # fmt: skip
    load = hm.solve(pelvic_drop=5)
    low, high = usual_size[QUANTITIES[name].unit]
    assert low <= abs(np.asarray(load.outputs[name])) <= high
