"""What a refusal says to try: done, it must put the trial right, and name the column that is wrong."""

import re
from pathlib import Path

import numpy as np
import pytest

from hipmech import trials
from hipmech.errors import FileError, InputError
from hipmech.tables import Dialect
from hipmech.trials.hints import FACTORS, meant
from tests.trial_files import table_of, walk_csv, write_csv
from tests.walkers import MASS, Columns, walker

ASIDE = 900.0
"""mm that the walker stands to the right of the laboratory's origin, so that a unit shows in each column."""


def aside(distance: float = ASIDE) -> Columns:
    return {
        role: values + (distance if role.endswith("_right") and "force" not in role else 0.0)
        for role, values in walker().columns.items()
    }


def solve(columns: Columns) -> trials.TrialLoad:
    return trials.solve(trials.trial(walker().time, columns), "right", body_mass=MASS, cutoff=0)


def refusal(columns: Columns) -> str:
    with pytest.raises(InputError) as refused:
        solve(columns)
    return str(refused.value)


PLACES = [
    *(f"right_{joint}_{way}" for joint in ("hip", "knee", "ankle") for way in ("right", "up")),
    "right_cop_right",
    "left_hip_right",
    "com_up",
    "com_right",
]


@pytest.mark.parametrize("role", PLACES)
def test_a_column_in_centimetres_is_named_and_put_right_by_its_hint(role: str) -> None:
    body = aside()
    told = refusal(body | {role: body[role] / 10})
    hinted = re.findall(r"(\w+) seems too small by 10, as centimetres named mm are: name it (\w+)_cm", told)
    assert (role, role) in hinted
    assert solve(body | {role: 10 * (body[role] / 10)}).stances[0].complete


@pytest.mark.parametrize("role", ["com_up", "right_hip_up", "right_cop_right"])
def test_a_column_that_is_too_large_is_named_with_its_unit(role: str) -> None:
    body = aside()
    told = refusal(body | {role: body[role] * 10})
    assert f"{role} seems too large by 10, as mm named cm are: name it {role}_mm" in told


def test_the_centre_of_mass_is_not_told_to_shrink_when_it_is_too_small() -> None:
    body = aside()
    told = refusal(body | {"com_up": body["com_up"] / 10})
    assert "too large" not in told


def test_a_centre_of_mass_in_centimetres_is_named_before_the_force() -> None:
    """The force misses what the motion needs, and it is the motion that is wrong: both are named."""
    body = aside(250)
    told = refusal(body | {"com_right": body["com_right"] / 10})
    assert 0 < told.index("com_right seems too small by 10") < told.index("right_force_right seems too large")


def test_a_force_of_another_unit_is_named_before_the_centre_of_mass() -> None:
    body = aside()
    told = refusal(body | {"right_force_right": body["right_force_right"] / 1000})
    assert (
        "right_force_right seems too small by 1000, as kN named N are: name it right_force_right_kN" in told
    )
    assert "com_right seems" not in told


def test_a_hip_in_centimetres_is_no_exchange_of_sides() -> None:
    body = aside()
    told = refusal(body | {"right_hip_right": body["right_hip_right"] / 10})
    assert told.index("right_hip_right seems too small by 10") < told.index("are the sides exchanged")


def test_an_exchange_of_sides_is_no_factor() -> None:
    body = aside()
    left, right = body["left_hip_right"], body["right_hip_right"]
    told = refusal(body | {"left_hip_right": 2 * right - left})
    assert "are the sides exchanged" in told
    assert "factor" not in told


def test_all_places_in_one_wrong_unit_are_one_hint() -> None:
    body = aside()
    large = {role: values * (1 if "force" in role else 10) for role, values in body.items()}
    assert "all places seem too large by 10, as mm named cm are: name them" in refusal(large)


def test_newtons_named_kilonewtons_are_told_their_name() -> None:
    body = aside()
    told = refusal({role: values * (1000 if "force" in role else 1) for role, values in body.items()})
    assert "too large by 1000, as N named kN are: name it right_force_up_N" in told


def test_near_the_origin_no_factor_is_told() -> None:
    """Anything times 0.001 lies under a foot that stands at 0: that it fits then says nothing."""
    body = dict(walker().columns)
    told = refusal(body | {"right_cop_right": body["right_cop_right"] + 300})
    assert "is not under this foot" in told
    assert "factor" not in told


@pytest.mark.parametrize("push, way", [(300, "right"), (-300, "left")])
def test_a_distance_is_told_with_its_side_and_no_sign(push: float, way: str) -> None:
    body = dict(walker().columns)
    told = refusal(body | {"right_cop_right": body["right_cop_right"] + push})
    assert re.search(rf"plate lies (2|3)\d\d\.?\d* mm to the {way} of the right ankle", told)


@pytest.mark.parametrize("role", ["com_up", "right_force_up"])
@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_has_its_words(role: str, factor: float) -> None:
    told = meant([role], factor)
    assert told.startswith(f"{role} seems ")
    assert ("small" in told) == (factor > 1)
    assert ("sign" in told) == (factor < 0)


# Files


def test_a_file_of_decimal_commas_is_told_the_option(tmp_path: Path) -> None:
    file = walk_csv(tmp_path, delimiter=";", mark=",")
    with pytest.raises(FileError, match=r"write 0\.0\. If the whole file .* add --decimal comma\."):
        trials.read(file, dialect=Dialect(delimiter=";"))
    assert len(trials.read(file, dialect=Dialect(delimiter=";", decimal=","))) == 160


def test_text_is_told_no_option(tmp_path: Path) -> None:
    table = table_of(walker().columns, walker().time)
    file = write_csv(tmp_path / "walk.csv", table)
    file.write_text(file.read_text("utf-8").replace("0.5,", "0.5x,", 1), "utf-8")
    with pytest.raises(FileError, match=r"stays blank\.$"):
        trials.read(file)
    assert np.isfinite(table["time_s"]).all()
