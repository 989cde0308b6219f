"""What a trial cannot be: each mistake is refused with a reason, or leaves its samples without a number."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from hipmech import trials
from hipmech.errors import InputError, UnknownQuantity
from tests.walkers import MASS, STANCE, Columns, Numbers, mirrored, walker

Change = Callable[[Columns], Columns]
INSIDE = slice(STANCE[0], STANCE[1])


def solve(columns: Columns, side: str = "right", **inputs: Any) -> trials.TrialLoad:
    return trials.solve(trials.trial(walker().time, columns), side, **{"body_mass": MASS} | inputs)


def times(factor: float, *ends: str, side: str = "") -> Change:
    """Columns whose names end so, times a factor."""
    return lambda columns: {
        role: values * factor if role.endswith(ends) and role.startswith(side) else values
        for role, values in columns.items()
    }


def swapped(one: str, other: str) -> Change:
    """Names exchanged wherever they stand."""

    def change(columns: Columns) -> Columns:
        return {
            role.replace(one, "?").replace(other, one).replace("?", other): values
            for role, values in columns.items()
        }

    return change


def without(*starts: str) -> Change:
    return lambda columns: {role: v for role, v in columns.items() if not role.startswith(starts)}


def right_and_up_exchanged(columns: Columns) -> Columns:
    found = {}
    for role, values in columns.items():
        name, _, way = role.rpartition("_")
        other = f"{name}_{'right' if way == 'up' else 'up'}"
        found[other if other in columns else role] = values
    return found


PLACES = (
    "hip_right",
    "hip_up",
    "knee_right",
    "knee_up",
    "ankle_right",
    "ankle_up",
    "cop_right",
    "com_right",
    "com_up",
)
FORCES = ("force_up", "force_right")


def both(first: Change, second: Change) -> Change:
    return lambda columns: second(first(columns))


def put(role: str, made: Callable[[Columns], Numbers]) -> Change:
    return lambda columns: {**columns, role: made(columns)}


def moved(right: float) -> Change:
    return lambda columns: {
        role: values + right if role.endswith("_right") and "force" not in role else values
        for role, values in columns.items()
    }


def raised(up: float) -> Change:
    return lambda columns: {
        role: values + up if role.endswith("_up") and "force" not in role else values
        for role, values in columns.items()
    }


def places_exchanged(columns: Columns) -> Columns:
    kept = {role: values for role, values in columns.items() if role.endswith((*FORCES, "cop_right"))}
    return {**right_and_up_exchanged(columns), **kept}


def plates_exchanged(columns: Columns) -> Columns:
    names = ("force_up", "force_right", "cop_right")
    return columns | {
        f"{side}_{name}": columns[f"{other}_{name}"]
        for name in names
        for side, other in (("left", "right"), ("right", "left"))
    }


def outwards(columns: Columns) -> Numbers:
    return np.where(columns["right_force_up"] > 0, 40.0, 0.0)


def ringing(columns: Columns) -> Numbers:
    force = columns["right_force_up"]
    return force + np.where(force > 0, 200 * np.sin(2 * np.pi * 8 * walker().time), 0.0)


def late(columns: Columns) -> Columns:
    names = ("force_up", "force_right", "cop_right")
    return columns | {f"right_{name}": np.roll(columns[f"right_{name}"], 18) for name in names}


def spike(columns: Columns) -> Numbers:
    force = np.zeros_like(columns["right_force_up"])
    force[50:55] = 700
    return force


def outside(columns: Columns) -> Numbers:
    pressure = np.full_like(columns["right_cop_right"], np.nan)
    pressure[:5] = 0
    return pressure


REFUSED: list[tuple[str, Change, str]] = [
    ("kN", times(0.001, *FORCES), "was it given in kn"),
    ("mN", times(1000, *FORCES), "too large by 1000"),
    ("force of the foot", times(-1, *FORCES), "not of the foot on the plate"),
    ("cm", times(0.1, *PLACES), "too small by 10, as centimetres"),
    ("m", times(0.001, *PLACES), "too small by 1000, as metres"),
    ("pressure in cm", both(moved(900), times(0.1, "cop_right")), "too small by 10,"),
    ("pressure in m", both(moved(900), times(0.001, "cop_right")), "too small by 1000"),
    ("hip alone in cm", times(0.1, "hip_right", "hip_up"), "lie 9"),
    ("knee alone in m", times(0.001, "knee_right", "knee_up"), "lie"),
    ("ankle alone in m", times(0.001, "ankle_right", "ankle_up"), "right_ankle_up"),
    ("centre of mass in cm", times(0.1, "com_right", "com_up"), "com_up"),
    ("centre of mass in m, sideways", both(moved(900), times(0.001, "com_right")), "com_right"),
    ("knee and ankle exchanged", swapped("knee", "ankle"), "a hip lies above its knee"),
    ("axes exchanged", right_and_up_exchanged, "are up and right exchanged"),
    ("axes of places exchanged", places_exchanged, "are up and right exchanged"),
    ("up points down", times(-1, "hip_up", "knee_up", "ankle_up", "com_up"), "point down"),
    ("right points left", times(-1, "_right"), "does the axis point left"),
    ("sides exchanged", swapped("right_", "left_"), "left plate is loaded: is --side left meant"),
    ("plates exchanged", plates_exchanged, "left plate is loaded"),
    (
        "sideways force turned",
        times(-1, "force_right"),
        "wrong sign (--map right_force_right=column*-1)",
    ),
    ("sideways force alone in kN", times(0.001, "force_right"), "too small by 1000"),
    (
        "sideways force turned, no centre of mass",
        both(without("com"), put("right_force_right", outwards)),
        "no walk",
    ),
    ("plate and markers not together", late, "does not fit the plates"),
    ("a plate that rings", put("right_force_up", ringing), "started at the same time"),
    ("knee alone in cm, sideways", both(moved(900), times(0.1, "knee_right")), "thigh leans by"),
    (
        "ankle for the pressure",
        put("right_cop_right", lambda c: c["right_ankle_right"]),
        "the same in every sample",
    ),
    ("no plate of this side", without("right_force"), "has no right_force_up and 1 more"),
    ("no knee", without("right_knee"), "has no right_knee_right and 1 more"),
    ("no stance", times(0, "right_force_up"), "stance begins at 20 N"),
    ("a click of a plate", put("right_force_up", spike), "never on its plate for long"),
    ("pressure unknown", put("right_cop_right", outside), "has no number where"),
    ("pressure under no foot", put("right_cop_right", lambda c: c["right_cop_right"] + 300), "is not under"),
    (
        "pressure elsewhere",
        put("right_cop_right", lambda c: c["left_ankle_right"] - 5),
        "under the other foot",
    ),
    ("a column twice", put("left_hip_right", lambda c: c["right_hip_right"]), "the same in every sample"),
    ("half of the weight", times(0.5, *FORCES), "does not fit the plates"),
    ("centre of mass astray", put("com_right", lambda c: c["com_right"] + 70), "do not agree"),
    ("the ground far below", raised(400), "above the ground"),
]


@pytest.mark.parametrize("change, said", [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_mistake_is_refused_with_its_reason(change: Change, said: str) -> None:
    with pytest.raises(InputError) as refusal:
        solve(change(dict(walker().columns)))
    assert said.lower() in str(refusal.value).lower()
    assert "nan" not in str(refusal.value)


def test_the_body_that_is_changed_there_is_accepted_as_it_is() -> None:
    assert solve(dict(walker().columns)).stances[0].complete


@pytest.mark.parametrize("mass", [60, 95])
def test_a_mass_that_the_plates_do_not_carry_is_refused(mass: float) -> None:
    with pytest.raises(InputError, match=f"body_mass = {mass} kg does not fit the plates"):
        solve(dict(walker().columns), body_mass=mass)


def test_without_a_centre_of_mass_only_the_leg_speaks() -> None:
    """Then nothing can be compared, and the notes say so."""
    load = solve(without("com")(dict(walker().columns)))
    assert np.isnan(load.outputs["body_moment"]).all()
    assert np.isfinite(load.outputs["abductor_moment"][INSIDE]).all()
    assert any("No centre of mass" in note for note in load.notes)
    with pytest.raises(InputError, match=r"carry 6\.\d+ times the weight"):
        solve(without("com")(dict(walker().columns)), body_mass=12)
    with pytest.raises(InputError, match="other side of the centre of mass"):
        solve(without("left_hip")(times(-1, "_right")(dict(walker().columns))))


def test_a_hip_without_the_other_one_stands_level() -> None:
    load = solve(without("left")(dict(walker().columns)))
    assert (load.outputs["pelvic_drop"][INSIDE] == 0).all()
    assert any("pelvis is taken as level" in note for note in load.notes)


# What the person is


@pytest.mark.parametrize(
    "inputs, said",
    [
        ({"stature": 1800}, "cannot be set for a trial"),
        ({"pelvic_drop": 3}, "cannot be set for a trial"),
        ({"cane_force": 30}, "cannot be set for a trial"),
        ({"inter_hip_distance": 170}, "cannot be set for a trial"),
        ({"neck_shaft_angle": [120, 130]}, "a trial is of one person"),
        ({"body_mass": -70}, "must lie between"),
        ({"body_mass": float("nan")}, "is not a finite number"),
        ({"segment_set": "de_leva"}, "needs it: give sex"),
        ({"segment_set": "dempster"}, "is one of winter"),
        ({"cutoff": -1}, "is not allowed: it is 0"),
        ({"cutoff": 50}, "a frequency below 40"),
        ({"cutoff": "six"}, "is not allowed: it is 0"),
        ({"cutoff": float("nan")}, "is not allowed: it is 0"),
    ],
)
def test_a_person_that_cannot_be_is_refused(inputs: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        solve(dict(walker().columns), **inputs)


def test_a_person_is_asked_for() -> None:
    body = walker()
    with pytest.raises(InputError, match="body_mass is missing"):
        trials.solve(body.trial(), "right")
    with pytest.raises(InputError, match="it is left or right"):
        trials.solve(body.trial(), "rechts", body_mass=MASS)
    with pytest.raises(UnknownQuantity, match="did you mean 'body_mass'"):
        trials.solve(body.trial(), "right", bodymass=MASS)


# What time and numbers are


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda t: np.where(np.arange(len(t)) == 50, t[48], t), "does not rise"),
        (lambda t: t[::-1], "does not rise"),
        (lambda t: np.where(np.arange(len(t)) >= 80, t + 0.05, t), "time is not even"),
        (lambda t: np.where(np.arange(len(t)) == 9, np.nan, t), "no number in sample 10"),
        (lambda t: t * 1000, "in milliseconds"),
        (lambda t: t * 1e-6, "samples a second are no trial"),
        (lambda t: t[:5], "too short"),
        (lambda t: [str(value) for value in t], "time is no row of numbers"),
        (lambda t: t.reshape(2, -1), "time is no row of numbers"),
        (lambda t: [[1], [1, 2]], "ragged"),
    ],
)
def test_time_rises_evenly(change: Callable[[Numbers], Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        trials.trial(change(walker().time), {})


def test_time_rounded_to_milliseconds_is_even() -> None:
    """120 Hz make steps of 8 and 9 ms."""
    assert len(trials.trial(np.round(np.arange(500) / 120, 3), {})) == 500


@pytest.mark.parametrize(
    "values, said",
    [
        (np.full(160, np.inf), "is infinite at 0 s and in 159 further"),
        (np.zeros(150), "150 samples, time has 160"),
        (np.array(["a"] * 160), "is no row of numbers"),
    ],
)
def test_columns_are_numbers(values: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        trials.trial(walker().time, {"com_up": values})


def test_an_unknown_role_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean 'left_hip_up'"):
        trials.trial(walker().time, {"left_hipp_up": np.zeros(160)})


# Gaps


def test_a_short_gap_is_bridged_and_told() -> None:
    body = walker()
    holed = body.columns["right_knee_right"].copy()
    holed[70:78] = np.nan
    whole, load = solve(dict(body.columns)), solve({**body.columns, "right_knee_right": holed})
    assert "right_knee_right: 8 samples bridged over short gaps." in load.notes
    assert set(load.status_words[INSIDE]) == set(whole.status_words[INSIDE])
    np.testing.assert_allclose(
        load.outputs["abductor_moment"][INSIDE], whole.outputs["abductor_moment"][INSIDE], atol=0.5
    )


@pytest.mark.parametrize(
    "role, gap",
    [
        ("right_knee_right", (60, 75)),
        ("right_hip_up", (60, 75)),
        ("right_ankle_up", (35, 55)),
        ("right_force_up", (60, 61)),
        ("right_force_right", (60, 63)),
        ("right_cop_right", (60, 75)),
    ],
)
def test_a_gap_that_stays_has_no_number_and_a_reason(role: str, gap: tuple[int, int]) -> None:
    body = walker()
    holed = body.columns[role].copy()
    holed[slice(*gap)] = np.nan
    load = solve({**body.columns, role: holed})
    here = np.arange(max(gap[0], STANCE[0]), gap[1])
    assert set(load.status_words[here]) == {"invalid input"}
    assert set(load.reasons[here]) == {f"no {role} here"}
    assert np.isnan(load.outputs["abductor_moment"][here]).all()
    assert not load.stances[0].complete
    assert np.isnan(load.stances[0].moment_impulse)
    assert np.isfinite(load.outputs["abductor_moment"][100:115]).all()


def test_a_gap_of_the_centre_of_mass_leaves_the_leg_alone() -> None:
    body = walker()
    holed = body.columns["com_up"].copy()
    holed[60:80] = np.nan
    load = solve({**body.columns, "com_up": holed})
    assert np.isnan(load.outputs["body_moment"][65:75]).all()
    assert np.isfinite(load.outputs["abductor_moment"][INSIDE]).all()


# Two feet on one plate


def test_a_second_foot_on_the_plate_is_noticed() -> None:
    body = walker()
    low = body.columns["left_ankle_up"].copy()
    low[100:] = body.columns["right_ankle_up"][100:]
    load = solve({**body.columns, "left_ankle_up": low})
    assert set(load.reasons[105:115]) == {"two feet seem to stand on this plate"}
    assert np.isnan(load.outputs["abductor_moment"][105:115]).all()
    assert np.isfinite(load.outputs["abductor_moment"][50:95]).all()


def test_a_second_foot_beside_the_plates_is_none_of_this_hip() -> None:
    """It carries its part, so that this plate shows less than the motion needs."""
    body = walker()
    low = body.columns["left_ankle_up"].copy()
    low[100:] = body.columns["right_ankle_up"][100:]
    less = {
        role: np.where(np.arange(160) >= 95, 0.6, 1.0) * body.columns[role] for role in ("right_force_up",)
    }
    load = solve({**body.columns, **less, "left_ankle_up": low}, cutoff=0)
    assert "two feet seem to stand on this plate" not in load.reasons


def test_a_pressure_between_two_feet_has_no_number() -> None:
    body = walker()
    wandering = body.columns["right_cop_right"].copy()
    wandering[100:110] -= 130
    load = solve({**body.columns, "right_cop_right": wandering}, cutoff=0)
    assert set(load.reasons[100:110]) == {"two feet seem to stand on this plate"}


def test_a_mirror_image_is_refused_for_the_wrong_side() -> None:
    with pytest.raises(InputError, match="is --side left meant"):
        solve(mirrored(walker().columns), "right")
