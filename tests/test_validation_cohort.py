"""Measured people: units and frames told or asked for, and skill against knowing nobody."""

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import hipmech as hm
from hipmech.designs.feeds import Feed
from hipmech.errors import InputError, UnknownQuantity
from hipmech.quantities import STANDARD_GRAVITY
from validation import cohort, skill

PEOPLE = 12
TILT = 12.0
"""Direction of the made-up forces, deg from the femur's axis."""

Columns = dict[str, NDArray[Any]]


def made_up(noise: float = 0.0, seed: int = 3) -> Columns:
    """People who are as hipmech says, but for noise: forces in N, right-anterior-superior, on the femur."""
    rng = np.random.default_rng(seed)
    mass, distance = rng.normal(80, 10, PEOPLE), rng.normal(172, 9, PEOPLE)
    angle, side = rng.normal(127, 4, PEOPLE), np.array(["L", "R"] * (PEOPLE // 2))
    load = hm.solve(body_mass=mass, inter_hip_distance=distance, neck_shaft_angle=angle)
    reaction = np.asarray(load.joint_reaction_bw) * (1 + noise * rng.normal(size=PEOPLE))
    force, outwards = reaction * mass * STANDARD_GRAVITY, np.where(side == "L", -1, 1)
    tilt = np.radians(TILT)
    return {
        "kg": mass,
        "hips": distance,
        "ccd": angle,
        "leg": side,
        "force": force,
        "fx": outwards * force * np.sin(tilt),
        "fy": np.zeros(PEOPLE),
        "fz": -force * np.cos(tilt),
    }


BONES = (Feed("body_mass", "kg"), Feed("inter_hip_distance", "hips"), Feed("neck_shaft_angle", "ccd"))
SIZE = (*BONES, Feed("measured_force", "force"))
PARTS = (*BONES, *(Feed(f"measured_{axis}", f"f{axis}") for axis in "xyz"))
SIDED = (*PARTS, Feed("side", "leg"))


def test_newtons_are_found_and_told() -> None:
    found = cohort.read(made_up(), SIZE)
    (note,) = found.notes
    assert note.endswith("taken as N, as nothing else is possible.")
    assert found.frame == ""
    assert np.isnan(found.angle).all()
    assert found.force == pytest.approx(made_up()["force"] / (made_up()["kg"] * STANDARD_GRAVITY))


@pytest.mark.parametrize("unit, factor", [("BW", 1.0), ("%BW", 100.0)])
def test_body_weights_are_found_whatever_their_unit(unit: str, factor: float) -> None:
    people = made_up()
    people["force"] = factor * people["force"] / (people["kg"] * STANDARD_GRAVITY)
    found = cohort.read(people, SIZE)
    assert f"taken as {unit}," in found.notes[0]
    assert found.force == pytest.approx(cohort.read(made_up(), SIZE).force)
    assert cohort.read(people, SIZE, force_unit=unit).notes == ()


def test_what_could_be_two_units_is_asked_for() -> None:
    people = made_up()
    people["force"] = 100 * people["force"] / (people["kg"] * STANDARD_GRAVITY)
    with pytest.raises(InputError, match=r"%BW or N are possible: say which it is \(force_unit"):
        cohort.read(people, (SIZE[1], SIZE[3]))


@pytest.mark.parametrize(
    "unit, message",
    [
        ("BW", "as BW that is no force of a standing hip, 0.5 to 10 body weights; as N it is one"),
        ("kN", "force_unit = 'kN' is not allowed: it is one of N, BW, %BW"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(unit: str, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        cohort.read(made_up(), SIZE, force_unit=unit)


def test_newtons_need_the_mass() -> None:
    with pytest.raises(InputError, match="need body_mass"):
        cohort.read(made_up(), SIZE[1:], force_unit="N")


def test_half_hip_distances_are_refused_or_doubled() -> None:
    people = made_up()
    people["hips"] = people["hips"] / 2
    with pytest.raises(InputError, match=r"that is half a hip distance.*Map half_hip_distance=hips"):
        cohort.read(people, SIZE)
    halves = (SIZE[0], Feed("half_hip_distance", "hips"), *SIZE[2:])
    found, whole = cohort.read(people, halves), cohort.read(made_up(), SIZE)
    assert [x["inter_hip_distance"] for x in found.people] == pytest.approx(
        [x["inter_hip_distance"] for x in whole.people]
    )
    with pytest.raises(InputError, match="that is a whole hip distance"):
        cohort.read(made_up(), halves)


@pytest.mark.parametrize("unit, factor", [("centimetres", 10), ("metres", 1000)])
def test_hip_distances_in_other_units_are_refused(unit: str, factor: float) -> None:
    people = made_up()
    people["hips"] = people["hips"] / factor
    with pytest.raises(InputError, match=rf"seems to be in {unit}. Map inter_hip_distance=hips\*{factor}"):
        cohort.read(people, SIZE)


def test_parts_of_both_sides_give_size_and_direction() -> None:
    found = cohort.read(made_up(), SIDED, axes="RAS", frame="femur")
    assert found.angle == pytest.approx(TILT)
    assert found.force == pytest.approx(cohort.read(made_up(), SIZE).force)


def test_other_axes_and_the_other_body_give_the_same() -> None:
    usual = cohort.read(made_up(), SIDED, axes="RAS", frame="femur")
    people = made_up() | {axis: -made_up()[axis] for axis in ("fx", "fy")}
    mirrored = cohort.read(people, SIDED, axes="LPS", frame="femur")
    assert mirrored.angle == pytest.approx(usual.angle)
    people = made_up() | {axis: -made_up()[axis] for axis in ("fx", "fy", "fz")}
    pelvis = cohort.read(people, SIDED, axes="right,anterior,up", frame="femur")
    assert pelvis.angle == pytest.approx(usual.angle)
    assert any("they act on the pelvis: turned round" in note for note in pelvis.notes)


@pytest.mark.parametrize(
    "feeds, told, message",
    [
        (SIDED, {"frame": "femur"}, "nothing says where x, y and z point: give the axes"),
        (SIDED, {"axes": "RAS"}, "nothing says from where: give the frame"),
        (PARTS, {"axes": "RAS", "frame": "femur"}, "whether that is lateral depends on the hip"),
        (SIDED, {"axes": "LAS", "frame": "femur"}, "the axes seem mirrored"),
        (SIDED, {"axes": "up,up,lateral", "frame": "femur"}, "three axes across each other"),
        (SIDED, {"axes": "upp,anterior,lateral", "frame": "femur"}, "did you mean 'up'"),
        (SIDED, {"axes": "RAS", "frame": "lab"}, "frame = 'lab' is not allowed"),
        (SIDED, {"axes": "RAS", "frame": "femur", "side": "left"}, "given for all and mapped"),
        (PARTS, {"axes": "RAS", "frame": "femur", "side": "both"}, "side = 'both' is not allowed"),
        (PARTS[:-1], {"axes": "RAS"}, "measured_x, measured_y without measured_z"),
        ((*SIZE, *PARTS[3:]), {}, "mapped twice"),
        (BONES, {}, "No measured force is mapped"),
    ],
)
def test_frames_are_asked_for(feeds: tuple[Feed, ...], told: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        cohort.read(made_up(), feeds, **told)


def test_lefts_that_are_mirrored_already_are_noticed() -> None:
    people = made_up()
    people["fx"] = np.abs(people["fx"])
    with pytest.raises(
        InputError, match=r"presses most left heads towards the midline.*mirrored to one side"
    ):
        cohort.read(people, SIDED, axes="RAS", frame="femur")
    found = cohort.read(people, PARTS, axes="lateral,anterior,up", frame="femur")
    assert found.angle == pytest.approx(TILT)


def test_a_force_that_points_up_in_some_is_refused() -> None:
    people = made_up()
    people["fz"][0] *= -1
    with pytest.raises(InputError, match="points up in 1 of 12 people and down in the others"):
        cohort.read(people, SIDED, axes="RAS", frame="femur")


def test_rows_without_numbers_are_left_out_and_told() -> None:
    people: dict[str, Any] = {name: column.tolist() for name, column in made_up().items()}
    people["force"][1], people["ccd"][4] = "lost", 300
    found = cohort.read(people, SIZE)
    assert len(found.people) == PEOPLE - 2
    assert list(found.left_out) == [2, 5]
    assert "no number" in found.left_out[2]
    assert "neck_shaft_angle" in found.left_out[5]
    few = {name: column[:3] for name, column in people.items()}
    with pytest.raises(InputError, match=r"2 rows with all numbers: a null model needs 3 people. Row 2:"):
        cohort.read(few, SIZE)


def test_a_name_that_cannot_be_mapped_is_suggested() -> None:
    with pytest.raises(UnknownQuantity, match="did you mean 'measured_force'"):
        cohort.read(made_up(), (*BONES, Feed("mesured_force", "force")))
    with pytest.raises(UnknownQuantity, match="'pelvic_drop' cannot be mapped here"):
        cohort.read(made_up(), (*SIZE, Feed("pelvic_drop", "kg")))


def by_name(rows: tuple[skill.Score, ...]) -> dict[str, skill.Score]:
    return {row.name: row for row in rows}


def test_who_made_the_forces_is_perfect() -> None:
    found = by_name(skill.scores(cohort.read(made_up(), SIDED, axes="RAS", frame="femur")))
    ours = found["hipmech"]
    assert ours.rmse == pytest.approx(0, abs=1e-12)
    assert ours.skill == pytest.approx(1)
    assert ours.skill_low == pytest.approx(1)
    assert 3 < ours.direction_error < 5
    assert found["hipmech_proximal_femur"].rmse > 0
    assert {"pauwels_1965_weight", "debrunner_1975_weight", "iglic_1990_weight"} <= found.keys()
    assert {"quadratic", "cubic", "minmax", "three_tensions", "hipstress_template"} <= found.keys()
    assert {"pauwels_1965", "debrunner_1975", "inman_1947", "lever_1_2", "hipstress"} <= found.keys()


def test_the_null_model_is_the_mean_of_the_others() -> None:
    people = cohort.read(made_up(), SIZE)
    null = skill.scores(people)[0]
    others = [np.delete(people.force, place).mean() for place in range(PEOPLE)]
    error = np.array(others) - people.force
    assert null.name == skill.NULL
    assert null.rmse == pytest.approx(np.sqrt((error**2).mean()))
    assert null.median_error == pytest.approx(np.median(np.abs(error)))
    assert null.skill == pytest.approx(0)


def test_forces_that_have_nothing_to_do_with_bones_are_not_predicted() -> None:
    people = made_up()
    shuffled = np.random.default_rng(5).normal(2.6, 0.3, PEOPLE)
    people["force"] = shuffled * people["kg"] * STANDARD_GRAVITY
    found = cohort.read(people, SIZE)
    rows = skill.scores(found)
    ours = by_name(rows)["hipmech"]
    assert ours.skill_low < ours.skill < ours.skill_high
    assert ours.skill_low < 0
    told = skill.remarks(found, rows)
    force = found.force
    assert f"Measured: {force.mean():.2f} ± {force.std(ddof=1):.2f} BW" in told[1]
    assert any(line.startswith(("No model is better", "Better than the mean")) for line in told)


def test_direction_is_compared_in_its_frame_alone() -> None:
    femur = by_name(skill.scores(cohort.read(made_up(), SIDED, axes="RAS", frame="femur")))
    vertical = by_name(skill.scores(cohort.read(made_up(), SIDED, axes="RAS", frame="vertical")))
    turned = femur["hipmech"].direction_bias - vertical["hipmech"].direction_bias
    assert turned == pytest.approx(5.7, abs=0.5)  # inclination of the thigh
    assert np.isnan(femur["pauwels_1965"].direction_bias)
    assert np.isfinite(vertical["pauwels_1965"].direction_bias)


def test_the_interval_is_that_of_the_seed() -> None:
    people = cohort.read(made_up(0.05), SIZE)
    assert skill.as_records(skill.scores(people)) == skill.as_records(skill.scores(people, seed=1))
    first, second = (by_name(skill.scores(people, seed=seed))["cubic"] for seed in (1, 2))
    assert first.skill == second.skill
    assert first.skill_low == pytest.approx(second.skill_low, abs=0.1)


def test_a_blank_age_is_no_fault() -> None:
    people: dict[str, Any] = {**made_up(), "years": ["", *["40"] * (PEOPLE - 1)]}
    found = cohort.read(people, (*SIZE, Feed("age", "years")))
    assert "age" not in found.people[0]
    assert found.people[1]["age"] == 40
    assert by_name(skill.scores(found))["hipmech"].people == PEOPLE


def test_sex_brings_its_segments_along() -> None:
    people = made_up()
    people["sex"] = np.array(["F", "M"] * (PEOPLE // 2))
    found = by_name(skill.scores(cohort.read(people, (*SIZE, Feed("sex", "sex")))))
    assert found["hipmech_de_leva"].people == PEOPLE
