"""The pictures: numbers and arrows agree, polygons close, areas balance, and no two texts touch."""

import re
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from matplotlib.patches import PathPatch

import hipmech as hm
from hipmech.figures import hip_figure
from hipmech.figures.balance_panel import moments, polygon
from hipmech.figures.hip_figure import NATURAL_SCALE
from hipmech.figures.scene import scene_of
from tests.drawings import (
    ANSWERED,
    HIPS,
    LAYOUTS,
    REFUSED,
    Corners,
    arrow,
    boxes,
    corners,
    ids,
    labels,
    path,
    picture,
)
from tests.hips import solve

# Text


@pytest.mark.parametrize("name, layout", LAYOUTS, ids=str)
def test_no_two_texts_of_a_panel_touch_and_none_leaves_the_figure(name: str, layout: dict[str, Any]) -> None:
    figure = picture(name, **layout)
    width, height = figure.get_size_inches() * figure.dpi
    for texts in boxes(figure).values():
        for text, box in texts:
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
            assert inside, text.get_text()
        for (one, a), (other, b) in combinations(texts, 2):
            apart = a.x1 < b.x0 or b.x1 < a.x0 or a.y1 < b.y0 or b.y1 < a.y0
            assert apart, (one.get_text(), other.get_text())


@pytest.mark.parametrize("name, layout", LAYOUTS, ids=str)
def test_no_leader_runs_through_a_text(name: str, layout: dict[str, Any]) -> None:
    figure = picture(name, **layout)
    texts = [pair for panel in boxes(figure).values() for pair in panel]
    for artist in figure.artists:
        gid = str(artist.get_gid())
        if gid.endswith("-leader"):
            ends = path(artist)
            way = artist.get_transform().transform(
                ends[0] + np.linspace(0, 1, 200)[:, None] * (ends[1] - ends[0])
            )
            for text, box in texts:
                inside = ((way > (box.x0, box.y0)) & (way < (box.x1, box.y1))).all(axis=1)
                own = gid == f"{text.get_gid()}-leader"
                assert own or not inside.any(), (gid, text.get_text())


@pytest.mark.parametrize("name", HIPS)
def test_dutch_writes_commas_and_english_points(name: str) -> None:
    wrong = {"en": r"\d,\d", "nl": r"\d\.\d"}
    for language, mark in wrong.items():
        for text in labels(picture(name, language=language)).values():
            assert not re.search(mark, text), text


def test_the_hip_is_measured_in_words() -> None:
    texts = labels(picture("default", language="en"), "hip")
    assert texts["hip-heading"] == "Front view · right leg stands"
    assert texts["hip-heading-2"] == "forces on pelvis and trunk"
    assert texts["hip-label-weight"] == "W 0.84 BW"
    assert texts["hip-label-abductors"] == "F 1.91 BW"
    assert texts["hip-label-joint"] == "J 2.73 BW"
    assert texts["hip-label-weight-arm"] == "a = 102.5 mm"
    assert texts["hip-label-abductor-arm"] == "d = 45.0 mm"
    assert texts["hip-label-neck-angle"] == "127°"
    assert texts["hip-hip-distance-label"] == "hip distance 172 mm"
    assert texts["hip-bar-length-label"] == "100 mm"
    assert texts["hip-bar-force-label"] == "1 BW = 735 N"


def test_the_balance_is_written_out() -> None:
    assert labels(hip_figure(solve(), language="nl"))["balance-equality"] == "W·a = F·d = 63,3 N·m"
    assert labels(hip_figure(solve(cane_force_bw=0.1)))["balance-equality"].startswith("W·a \u2212 C·c = F·d")
    same = solve(cane_force_bw=0.1, cane_side="ipsilateral")
    assert labels(hip_figure(same))["balance-equality"].startswith("W·a + C·c = F·d")
    gait = solve(stance_strategy="gait_midstance")
    assert labels(hip_figure(gait))["balance-equality"].startswith("W·a \u2212 I·e = F·d")


# Geometry


@pytest.mark.parametrize("name", ANSWERED)
def test_arrow_length_over_scale_is_the_number_shown(name: str) -> None:
    load = solve(**HIPS[name])
    figure = picture(name, language="en")
    px_per_mm = np.ptp(corners(figure, "hip-bar-length")[:, 0]) / 100
    scale = px_per_mm * scene_of(load).arrow_scale
    sizes = {
        "weight": load.supported_weight / load.steps["body_weight"],
        "abductors": load.abductor_force_bw,
        "joint": load.joint_reaction_bw,
    }
    for force, size in sizes.items():
        for gid in (f"hip-arrow-{force}", f"balance-side-{force}"):
            tail, tip = arrow(figure, gid)
            assert np.hypot(*(tip - tail)) == pytest.approx(size * scale, abs=0.05), gid
    length = np.ptp(corners(figure, "hip-bar-force")[:, 0])
    assert length == pytest.approx(scale, abs=0.02)
    wide = solve(**HIPS[name]).steps["half_hip_distance"] > 90
    assert px_per_mm < NATURAL_SCALE if wide else px_per_mm == pytest.approx(NATURAL_SCALE, abs=2e-4)


def test_a_wide_pelvis_fits_and_the_scale_follows_smoothly() -> None:
    scales = []
    for distance in (186, 190, 194, 198, 202, 206, 210):
        figure = hip_figure(solve(inter_hip_distance=distance, pelvic_drop=3))
        width = 410 * NATURAL_SCALE
        for bone in ("hip_bone_swing", "femur_swing"):
            assert 0 < corners(figure, f"hip-{bone}")[:, 0].max() < width
        scales.append(np.ptp(corners(figure, "hip-bar-length")[:, 0]) / 100)
    assert scales[0] == pytest.approx(NATURAL_SCALE, abs=0.001)
    assert scales == sorted(scales, reverse=True)
    assert np.diff(scales).min() > -0.03
    assert scales[-1] > 0.94 * NATURAL_SCALE


@pytest.mark.parametrize("name", ANSWERED)
def test_the_force_polygon_closes(name: str) -> None:
    scene = scene_of(solve(**HIPS[name]))
    ends = polygon(scene, -1, NATURAL_SCALE * scene.arrow_scale)
    assert ends[-1] == pytest.approx(ends[0], abs=1e-9)
    figure = picture(name, language="en")
    drawn = [arrow(figure, f"balance-side-{force.name}") for force in scene.forces]
    for (_, tip), (tail, _) in pairwise([*drawn, drawn[0]]):
        assert np.hypot(*(tip - tail)) < 0.1


@pytest.mark.parametrize("name", ANSWERED)
def test_the_rectangles_on_the_lever_have_equal_areas(name: str) -> None:
    scene = scene_of(solve(**HIPS[name]))
    assert sum(part.reach * part.height for part in moments(scene)) == pytest.approx(0, abs=1e-9)
    figure = picture(name, language="en")
    areas = {}
    for force in scene.forces[:-1]:
        width, height = np.ptp(corners(figure, f"balance-moment-{force.name}"), axis=0)
        areas[force.name] = float(width * height) * np.sign(force.moment)
    assert sum(areas.values()) == pytest.approx(0, abs=0.02 * max(map(abs, areas.values())))
    assert areas["abductors"] < 0


@pytest.mark.parametrize("name", HIPS)
def test_the_moment_shown_is_force_times_arm(name: str) -> None:
    scene = scene_of(solve(**HIPS[name]))
    sum_of_loads = sum(force.moment for force in scene.forces if force.name not in ("abductors", "joint"))
    assert sum_of_loads * scene.body_weight / 1000 == pytest.approx(scene.moment, rel=1e-9)


def test_the_lines_of_action_pass_at_the_arms() -> None:
    load = solve()
    figure = hip_figure(load)
    for arm, line, length in (
        ("hip-weight-arm", "hip-weight-line", load.body_weight_arm),
        ("hip-abductor-arm", "hip-abductor-line", load.abductor_arm),
    ):
        hip, foot = corners(figure, arm)
        start, end = corners(figure, line)
        assert np.hypot(*(foot - hip)) / NATURAL_SCALE == pytest.approx(length, abs=0.02)
        assert (foot - hip) @ (end - start) == pytest.approx(0, abs=4)
        x, y = end - start
        assert x * (foot - start)[1] - y * (foot - start)[0] == pytest.approx(0, abs=4)


def test_the_arc_shows_the_neck_shaft_angle() -> None:
    figure = hip_figure(solve(neck_shaft_angle=133.5))
    head, base, shaft = corners(figure, "hip-neck-and-shaft-axis")
    neck, down = head - base, shaft - base
    angle = np.degrees(np.arccos(neck @ down / np.hypot(*neck) / np.hypot(*down)))
    assert angle == pytest.approx(133.5, abs=0.05)
    assert labels(figure)["hip-label-neck-angle"] == "133.5°"


def test_the_dimension_line_is_as_long_as_the_hip_distance() -> None:
    for drop in (0.0, 10.0, -8.0):
        figure = hip_figure(solve(inter_hip_distance=188, pelvic_drop=drop))
        first, second = corners(figure, "hip-hip-distance")
        bar = np.ptp(corners(figure, "hip-bar-length")[:, 0])
        assert 100 * np.hypot(*(second - first)) / bar == pytest.approx(188, abs=0.05)


# Views


def test_view_and_side_mirror_geometry_never_text() -> None:
    def seen(view: str, side: str) -> tuple[Corners, dict[str, float]]:
        figure = hip_figure(solve(stance_side=side), view=view, panels=("hip",))
        places = {str(t.get_gid()): t.get_position()[0] for t in figure.texts}
        return corners(figure, "hip-hip_bone_stance"), places

    front_right, words = seen("front", "right")
    back_right, mirrored_words = seen("back", "right")
    front_left, _ = seen("front", "left")
    width = 410 * NATURAL_SCALE
    assert (width - front_right[:, 0]).mean() == pytest.approx(back_right[:, 0].mean(), abs=0.02)
    assert front_left[:, 0].mean() == pytest.approx(back_right[:, 0].mean(), abs=0.02)
    assert words["hip-side-right"] < words["hip-side-left"]
    assert mirrored_words["hip-side-right"] > mirrored_words["hip-side-left"]
    headings = {
        view: labels(hip_figure(solve(), view=view, language="nl"))["hip-heading"]
        for view in ("front", "back")
    }
    assert headings == {
        "front": "Vooraanzicht · standbeen rechts",
        "back": "Achteraanzicht · standbeen rechts",
    }


def test_right_leg_is_on_the_viewers_left_from_the_front() -> None:
    figure = hip_figure(solve(), panels=("hip",))
    assert corners(figure, "hip-femur_stance")[:, 0].mean() < corners(figure, "hip-femur_swing")[:, 0].mean()


def test_on_the_femur_both_forces_are_turned_round_and_the_weight_is_absent() -> None:
    load = solve()
    pelvis, femur = (hip_figure(load, forces_on=body) for body in ("pelvis", "femur"))
    assert "hip-arrow-weight" not in ids(femur)
    assert "hip-label-weight-arm" not in ids(femur)
    tail, tip = arrow(femur, "hip-arrow-joint")
    assert tip == pytest.approx(corners(femur, "hip-abductor-arm")[0], abs=0.02)
    assert (tip - tail)[1] < 0 < -(tip - tail)[0]
    for force in ("joint", "abductors"):
        (a, b), (c, d) = arrow(pelvis, f"hip-arrow-{force}"), arrow(femur, f"hip-arrow-{force}")
        assert b - a == pytest.approx(c - d, abs=0.05)
    assert labels(femur)["hip-heading-2"] == "forces on the femur"


def test_on_the_pelvis_the_joint_pushes_up_and_medial() -> None:
    tail, tip = arrow(hip_figure(solve()), "hip-arrow-joint")
    assert (tip - tail)[1] > 0 < (tip - tail)[0]


# What is said when the picture cannot show all


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("reason", sorted(REFUSED))
def test_without_an_answer_the_reason_stands_in_words(reason: str, language: str) -> None:
    load = solve(**REFUSED[reason])
    assert scene_of(load).refusal == reason
    figure = hip_figure(load, language=language)
    drawn = ids(figure)
    assert "hip-arrow-weight" in drawn
    assert not {"hip-arrow-abductors", "hip-arrow-joint", "hip-abductor-arm", "balance-side-joint"} & set(
        drawn
    )
    said = " ".join(text for gid, text in labels(figure, "hip").items() if "heading" in gid)
    assert hm.words.word(f"figure.{reason}", language) in said


def test_what_the_abductors_cannot_hold_is_said() -> None:
    headings = [
        t for gid, t in labels(hip_figure(solve(abductor_strength=0.3)), "hip").items() if "heading" in gid
    ]
    assert "F and J are needed: more than these abductors can hold" in headings


def test_forces_that_are_not_held_are_called_needed() -> None:
    texts = labels(picture("weak", language="nl"))
    for gid in ("hip-label-abductors", "balance-label-side-abductors"):
        assert texts[gid] == "F nodig 1,91 LG"
    for gid in ("hip-label-joint", "balance-label-side-joint"):
        assert texts[gid] == "J nodig 2,73 LG"
    assert texts["hip-label-weight"] == "W 0,84 LG"
    spoken = getattr(picture("weak", language="en"), "description", "")
    assert "needed, but more than these abductors can hold: abductors 1.91 BW" in spoken


def test_every_panel_says_on_which_body_its_forces_act() -> None:
    figure = hip_figure(solve(), forces_on="femur")
    texts = labels(figure)
    assert texts["hip-heading-2"] == "forces on the femur"
    assert texts["balance-heading-2"] == "forces on pelvis and trunk"
    spoken = {
        (body, panels): (getattr(drawn, "title", ""), getattr(drawn, "description", ""))
        for body in ("pelvis", "femur")
        for panels in (("hip",), ("body", "balance"))
        for drawn in [hip_figure(solve(), forces_on=body, panels=panels)]
    }
    for (body, panels), words in spoken.items():
        femur = body == "femur" and panels == ("hip",)
        said = "forces on the femur" if femur else "forces on pelvis and trunk"
        assert all(said in text for text in words)


def test_every_arm_of_the_lever_is_written_so_that_the_sum_can_be_checked() -> None:
    load = solve(cane_force=80)
    texts = labels(hip_figure(load), "balance")
    arms = {
        name: float(texts[f"balance-label-arm-{name}"].split()[2]) for name in ("weight", "abductors", "cane")
    }
    held = load.supported_weight * arms["weight"] - 80 * arms["cane"]
    assert held == pytest.approx(load.abductor_force * arms["abductors"], rel=0.01)


def test_half_sized_arrows_are_announced() -> None:
    figure = hip_figure(solve(**HIPS["heavy"]))
    assert "arrows half size (joint force above 5 BW)" in labels(figure).values()
    assert np.ptp(corners(figure, "hip-bar-force")[:, 0]) == pytest.approx(20 * NATURAL_SCALE, abs=0.02)


def test_a_published_lever_shows_its_balance_alone() -> None:
    figure = hip_figure(hm.scenarios.scenario("pauwels_1965").solve())
    assert {gid.split("-")[0] for gid in ids(figure) if gid != "None"} == {"balance"}
    assert labels(figure)["balance-label-side-joint"] == "J 3.01 BW"


def test_another_hip_stands_behind_as_a_ghost() -> None:
    figure = hip_figure(solve(neck_shaft_angle=112), compare=solve())
    drawn = ids(figure)
    for gid in (
        "hip-ghost-femur_stance",
        "hip-ghost-arrow-joint",
        "body-ghost",
        "balance-ghost-side-abductors",
    ):
        assert gid in drawn
    tail, tip = arrow(figure, "hip-ghost-arrow-joint")
    assert np.hypot(*(tip - tail)) == pytest.approx(solve().joint_reaction_bw * 40 * NATURAL_SCALE, abs=0.05)
    (hollow,) = (patch for patch in figure.artists if patch.get_gid() == "hip-ghost-arrow-joint")
    assert isinstance(hollow, PathPatch)
    assert hollow.get_fill() is False or tuple(hollow.get_facecolor())[-1] == 0
    assert "grey, dashed: the frozen hip" in labels(figure).values()


# Body


def test_in_the_body_panel_the_floor_never_moves_and_the_feet_keep_their_width() -> None:
    figures = {width: hip_figure(solve(step_width=width)) for width in (130.0, 230.0)}
    floors = [corners(figure, "body-floor") for figure in figures.values()]
    assert floors[0] == pytest.approx(floors[1], abs=1)
    for width, figure in figures.items():
        stance, swing = (corners(figure, f"body-foot-{leg}")[:-1, 0].mean() for leg in ("stance", "swing"))
        scale = 460.8 / (1750 + 365)
        assert abs(stance - swing) / scale == pytest.approx(width, abs=1)
        tail, _ = arrow(figure, "body-arrow-ground")
        assert tail[0] == pytest.approx(stance, abs=0.1)


@pytest.mark.parametrize("name", ["same cane", "cane", "bag"])
def test_cane_and_bag_stay_in_the_body_panel(name: str) -> None:
    figure = hip_figure(solve(**HIPS[name]), panels=("body",))
    width = float(figure.get_size_inches()[0]) * 72 - 16
    x = corners(figure, "body-bag" if name == "bag" else "body-cane")[:, 0]
    assert 0 < x.min() <= x.max() < width
