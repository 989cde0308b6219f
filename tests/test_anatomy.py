"""The outlines: anatomical sizes, the model's own points, and what moves with what."""

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from hipmech.anatomy import (
    CUP_RADIUS,
    HEAD_RADIUS,
    Move,
    Points,
    Pose,
    Shape,
    arc,
    cane,
    carried_bag,
    direction,
    gluteus_medius,
    lumbar_spine,
    pelvis,
    pose_of,
    silhouette,
    skeleton,
    smooth,
    thigh_bone,
)
from tests.hips import solve

ANGLES = (100.0, 112.0, 127.0, 142.0, 150.0)
HALF_DISTANCES = (70.0, 75.0, 86.0, 100.0, 105.0)


def distance(points: Points, place: tuple[float, float]) -> float:
    """From a place to the nearest of many close points."""
    return float(np.hypot(*(points - place).T).min())


def signed_area(ring: Points) -> float:
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def edges_at(shape: Shape, up: float) -> list[float]:
    """Where the outlines of a shape cross a height."""
    found = []
    for ring in shape.outlines:
        start, end = ring, np.roll(ring, -1, axis=0)
        for (x0, y0), (x1, y1) in zip(start, end, strict=True):
            if (y0 - up) * (y1 - up) < 0:
                found.append(float(x0 + (up - y0) / (y1 - y0) * (x1 - x0)))
    return sorted(found)


def femur_of(**inputs: object) -> tuple[Shape, Pose]:
    pose = pose_of(solve(**inputs))
    bone = thigh_bone(
        pose.neck_shaft_angle, pose.neck_length, pose.tip_lateral, pose.tip_up, pose.trochanter_turn
    )
    return bone, pose


# Curves and moves


def test_a_smooth_curve_runs_through_its_points() -> None:
    points = np.array([(0.0, 0.0), (10.0, 3.0), (20.0, -4.0), (21.0, 15.0)])
    for closed in (True, False):
        curve = smooth(points, closed=closed, samples=5)
        assert all(distance(curve, (x, y)) < 1e-12 for x, y in points)


def test_a_smooth_curve_through_a_circle_is_nearly_the_circle() -> None:
    curve = smooth(arc(10.0, 0, 330)[::6], closed=True)
    assert np.hypot(*curve.T) == pytest.approx(10.0, abs=0.15)


def test_a_move_mirrors_then_turns_then_shifts() -> None:
    assert Move(turn=90, shift=(1, 2)).point(3, 0) == pytest.approx((1, 5))
    assert Move(turn=90, flip=True).point(3, 0) == pytest.approx((0, -3))


def test_directions_are_counted_from_up_towards_lateral() -> None:
    assert direction(0) == pytest.approx((0, 1))
    assert direction(90) == pytest.approx((1, 0))


# Pelvis


@pytest.mark.parametrize("half", HALF_DISTANCES)
def test_the_hip_bone_has_its_ct_size_at_every_width(half: float) -> None:
    _, stance, _ = pelvis(half)
    lateral, up = stance.outlines[0].T
    assert up.max() == pytest.approx(140, abs=1)
    assert lateral.max() == pytest.approx(56, abs=1)
    assert up.max() - up.min() == pytest.approx(216, abs=12)


@pytest.mark.parametrize("half", HALF_DISTANCES)
def test_the_cup_leaves_three_millimetres_round_the_head(half: float) -> None:
    for side, centre in ((1, (0.0, 0.0)), (0, (-2 * half, 0.0))):
        assert distance(pelvis(half)[side].outlines[0], centre) == pytest.approx(CUP_RADIUS, abs=0.2)
    assert CUP_RADIUS - HEAD_RADIUS == 3


@pytest.mark.parametrize("half", HALF_DISTANCES)
def test_the_ring_closes_at_the_midline(half: float) -> None:
    swing, stance, sacrum = pelvis(half)
    ring = stance.outlines[0]
    assert ring[:, 0].min() + half == pytest.approx(2.2, abs=0.5)
    symphysis = ring[ring[:, 0] < -half + 4]
    assert symphysis[:, 1].max() == pytest.approx(-15, abs=2)
    mirrored = swing.outlines[0] * (-1, 1) - (2 * half, 0)
    assert np.sort(mirrored, axis=0) == pytest.approx(np.sort(ring, axis=0))
    lateral, up = sacrum.outlines[0].T
    assert lateral.mean() == pytest.approx(-half, abs=0.5)
    joint = ring[(ring[:, 1] > 60) & (ring[:, 1] < 90), 0].min()
    assert joint < lateral[(up > 60) & (up < 90)].max()


def test_a_wider_pelvis_stretches_at_the_midline_alone() -> None:
    narrow, wide = (pelvis(half)[1].outlines[0] for half in (86.0, 100.0))
    beside_the_hip = narrow[:, 0] > -15
    assert wide[beside_the_hip] == pytest.approx(narrow[beside_the_hip], abs=0.5)
    assert narrow[:, 0].min() - wide[:, 0].min() == pytest.approx(14, abs=0.1)


def test_the_wing_flares_with_the_origin_and_the_cup_stays() -> None:
    plain, flared = (pelvis(86, lateral, up)[1].outlines[0] for lateral, up in ((20, 100), (35, 110)))
    assert flared[:, 0].max() - plain[:, 0].max() == pytest.approx(15, abs=0.5)
    assert flared[:, 1].max() - plain[:, 1].max() == pytest.approx(10, abs=0.5)
    low = plain[:, 1] < 35
    assert flared[low] == pytest.approx(plain[low], abs=1)


def test_the_lumbar_vertebrae_stand_on_each_other_with_discs_between() -> None:
    bodies = tuple(bone.outlines[0] for bone in lumbar_spine())
    for below, above in pairwise(bodies):
        assert 5 < above[:, 1].min() - below[:, 1].max() < 14
    body = Shape(name="body", outlines=bodies[:1])
    upper, waist, lower = (np.ptp(edges_at(body, up)) for up in (30.0, 19.0, 6.0))
    assert waist < upper - 4
    assert waist < lower - 4


# Femur


@pytest.mark.parametrize("convention", ["head", "proximal_femur"])
@pytest.mark.parametrize("angle", ANGLES)
def test_the_femur_is_the_model_s_femur(angle: float, convention: str) -> None:
    bone, pose = femur_of(neck_shaft_angle=angle, neck_angle_convention=convention)
    assert distance(bone.outlines[0], (pose.tip_lateral, pose.tip_up)) < 1e-9
    axis = pose.neck_length * np.sin(np.radians(angle))
    medial, lateral = edges_at(bone, -135.0)
    assert (medial, lateral) == pytest.approx((axis - 15, axis + 15), abs=0.3)
    assert np.hypot(*bone.outlines[1].T) == pytest.approx(HEAD_RADIUS)


@pytest.mark.parametrize("angle", ANGLES)
def test_the_neck_is_thirty_two_wide(angle: float) -> None:
    bone, _ = femur_of(neck_shaft_angle=angle)
    along, across = direction(angle), direction(angle - 90)
    ring = bone.outlines[0]
    height = ring[np.abs(ring @ along - 22.5) < 2.5] @ across
    assert height[height > 0].min() - height[height < 0].max() == pytest.approx(32, abs=2)


@pytest.mark.parametrize("angle", ANGLES)
def test_the_lesser_trochanter_bulges_medially_below_the_neck(angle: float) -> None:
    bone, _ = femur_of(neck_shaft_angle=angle)
    base_up = 54 * np.cos(np.radians(angle))
    assert edges_at(bone, base_up - 36)[0] < edges_at(bone, base_up - 60)[0] - 5


def test_with_the_head_convention_shaft_and_trochanter_keep_their_shape() -> None:
    shafts = []
    for angle in (112.0, 142.0):
        bone, pose = femur_of(neck_shaft_angle=angle)
        base = pose.neck_length * direction(angle)
        ring = bone.outlines[0] - base
        shafts.append(ring[(ring[:, 0] > 14) & (ring[:, 1] < 20)])
    assert shafts[0] == pytest.approx(shafts[1], abs=0.5)


# Pose


def test_origin_and_insertion_are_the_model_s() -> None:
    for inputs in ({}, {"pelvic_drop": 8.0}, {"neck_shaft_angle": 105.0, "trochanter_rise": 10.0}):
        load = solve(**inputs)
        pose, steps = pose_of(load), load.steps
        assert pose.origin == pytest.approx((steps["origin_lateral"], steps["origin_up"]))
        assert pose.insertion == pytest.approx((steps["insertion_lateral"], steps["insertion_up"]))


def test_drop_turns_the_pelvis_about_the_stance_head() -> None:
    level, dropped = (
        {bone.name: bone for bone in skeleton(pose_of(solve(pelvic_drop=drop)))} for drop in (0, 10)
    )
    swing = pose_of(solve(pelvic_drop=10)).swing_hip
    assert swing == pytest.approx((-172 * np.cos(np.radians(10)), -172 * np.sin(np.radians(10))))
    heads = dropped["femur_swing"].outlines[1]
    assert np.hypot(*(heads - swing).T) == pytest.approx(HEAD_RADIUS)
    assert distance(dropped["hip_bone_stance"].outlines[0], (0, 0)) == pytest.approx(CUP_RADIUS, abs=0.2)
    assert dropped["sacrum"].outlines[0][:, 0].mean() < level["sacrum"].outlines[0][:, 0].mean()


def test_every_outline_is_wound_one_way_and_every_hole_the_other() -> None:
    pose = Pose(carried_arm=366.0, cane_arm=436.0)
    bag = carried_bag(pose)
    assert bag is not None
    for shape in (*skeleton(pose), *silhouette(pose), gluteus_medius(pose), bag):
        assert all(signed_area(ring) > 0 for ring in shape.outlines), shape.name
        assert all(signed_area(ring) < 0 for ring in shape.holes), shape.name


# Muscle


@pytest.mark.parametrize("angle, wavy", [(127.0, False), (150.0, False), (121.0, False), (100.0, True)])
def test_fibres_are_wavy_when_the_muscle_is_slack(angle: float, wavy: bool) -> None:
    pose = pose_of(solve(neck_shaft_angle=angle))
    assert (pose.abductor_length_change <= -5) is wavy
    fibre = gluteus_medius(pose).lines[3]
    turns = np.diff(np.unwrap(np.arctan2(*np.diff(fibre, axis=0).T)))
    swings = np.count_nonzero(np.diff(np.sign(turns[np.abs(turns) > 1e-9])))
    assert bool(swings > 5) is wavy


def test_the_muscle_spans_from_crest_to_trochanter_round_the_resultant_line() -> None:
    pose = pose_of(solve())
    ring = gluteus_medius(pose).outlines[0]
    assert distance(ring, pose.insertion) < 2
    assert ring[:, 1].max() == pytest.approx(133, abs=1)
    lateral, up = (np.array(pose.origin) + pose.insertion) / 2
    medial_edge, *_, lateral_edge = edges_at(gluteus_medius(pose), float(up))
    assert medial_edge < lateral < lateral_edge


# Body


@pytest.mark.parametrize("stature", [1500.0, 1750.0, 2000.0])
def test_the_body_stands_on_the_stance_foot_and_is_as_tall_as_the_person(stature: float) -> None:
    pose = pose_of(solve(stature=stature, inter_hip_distance=172 * stature / 1750))
    stance, swing, torso, head, *_ = silhouette(pose)
    assert stance.outlines[0][:, 1].min() == pytest.approx(-pose.hip_up, abs=8)
    foot = edges_at(stance, -pose.hip_up + 15)
    assert np.mean(foot) == pytest.approx(-pose.foot_arm, abs=14)
    assert np.ptp(foot) == pytest.approx(0.055 * stature, abs=8)
    assert swing.outlines[0][:, 1].min() > -pose.hip_up + 0.03 * stature
    assert head.outlines[0][:, 1].max() + pose.hip_up == pytest.approx(stature, rel=0.005)
    assert torso.outlines[0][:, 0].mean() == pytest.approx(-pose.half_hip_distance, abs=5)


def test_the_head_follows_the_lean_and_the_pelvis_does_not() -> None:
    upright, leaning = (silhouette(pose_of(solve(trunk_lean=lean))) for lean in (0.0, 15.0))
    way = leaning[3].outlines[0][:, 0].mean() - upright[3].outlines[0][:, 0].mean()
    assert way == pytest.approx(np.sin(np.radians(15)) * 610, rel=0.05)
    low = upright[2].outlines[0][:, 1] < 10
    assert leaning[2].outlines[0][low] == pytest.approx(upright[2].outlines[0][low], abs=3)


def test_a_hand_holds_the_cane_and_another_the_bag() -> None:
    pose = pose_of(solve(cane_force_bw=0.05, carried_mass=5, carried_side="ipsilateral"))
    stick, bag = cane(pose), carried_bag(pose)
    assert stick is not None
    assert bag is not None
    assert stick[0] == pytest.approx((-436, -pose.hip_up))
    far_arm, near_arm = silhouette(pose)[-2:]
    assert distance(far_arm.outlines[0], (float(stick[1, 0]), float(stick[1, 1]))) < 80
    grip = bag.lines[0][len(bag.lines[0]) // 2]
    assert distance(near_arm.outlines[0], (float(grip[0]), float(grip[1]))) < 60
    assert cane(Pose()) is None
    assert carried_bag(Pose()) is None


def test_the_outlines_need_numpy_alone() -> None:
    code = "import sys, hipmech.anatomy; print('matplotlib' in sys.modules, 'PIL' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
