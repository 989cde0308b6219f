"""The whole person: silhouette, floor, both feet, what the hip carries, and what the floor gives back."""

from __future__ import annotations

import math

import numpy as np

from hipmech.anatomy import Pose, cane, carried_bag, closed_line, silhouette, skeleton
from hipmech.anatomy.silhouette import DRAWN_STATURE
from hipmech.figures.canvas import DASH_DOTTED, Place, ring_path
from hipmech.figures.hip_forces import draw_centre_of_mass
from hipmech.figures.hip_panel import DOWN, LATERAL, MEDIAL, UP, medial_edge
from hipmech.figures.labels import Label
from hipmech.figures.scene import Vector
from hipmech.figures.sheet import BESIDE_SIZE, Sheet

BELOW_FLOOR, ABOVE_HEAD = 320.0, 45.0
STANDING_ASIDE = 70.0
HALF_FOOT = 46.0
"""Room under the floor and over the head; how far the panel's middle lies on the stance side of the line of
progression; half the width of a foot: mm of a 1750 mm person."""

HALF_BODY, HALF_HAND, HALF_BAG = 260.0, 60.0, 100.0
"""Room that body, hand on a cane, and bag need to either side, mm."""


def body_scale(pose: Pose, height: float) -> float:
    """Scale in px per mm that brings the standing person into a panel of a height in px."""
    return height / (pose.stature * (1 + (BELOW_FLOOR + ABOVE_HEAD) / DRAWN_STATURE))


def body_origin(pose: Pose, width: float, height: float, sign: int) -> Place:
    """Where the stance hip is drawn, px.

    The floor and the line of progression never move, unless cane, bag or body would leave the panel.
    """
    scale, size = body_scale(pose, height), pose.stature / DRAWN_STATURE
    hip = pose.step_width / 2 + pose.foot_arm - STANDING_ASIDE * size
    room = width / 2 / scale
    for arm, half in (
        (pose.half_hip_distance, HALF_BODY),
        (pose.cane_arm, HALF_HAND),
        (pose.carried_arm, HALF_BAG),
    ):
        if arm is not None:
            hip = max(half - room, min(room - half, hip - arm)) + arm
    return width / 2 + sign * scale * hip, scale * (BELOW_FLOOR * size + pose.hip_up)


def draw_body(sheet: Sheet) -> None:
    """Draw the body panel."""
    _ghost(sheet)
    _floor(sheet)
    _person(sheet)
    _window(sheet)
    for label in (*_bag_label(sheet), *_arrows(sheet)):
        sheet.labeller.put(label)


def _floor(sheet: Sheet) -> None:
    canvas, pose = sheet.canvas, sheet.pose
    floor = canvas.place(0, -pose.hip_up)[1]
    canvas.line([(6, floor), (canvas.width - 6, floor)], "floor", canvas.theme.ink, 1.6)
    sheet.labeller.avoid([(0.0, floor), (canvas.width, floor)], 3)
    lateral = pose.swing_hip[0] / 2
    ends = canvas.at([(lateral, -pose.hip_up), (lateral, pose.stature)])
    canvas.line(ends, "midline", canvas.theme.muted, 0.7, DASH_DOTTED, alpha=0.7)


def _person(sheet: Sheet) -> None:
    canvas, theme = sheet.canvas, sheet.canvas.theme
    stick, bag = cane(sheet.pose), carried_bag(sheet.pose)
    if stick is not None:
        canvas.line(canvas.at(stick), "cane", theme.ink, 2.4)
        sheet.labeller.avoid(canvas.at(stick), 6)
    parts = silhouette(sheet.pose)
    canvas.union(parts, "body", theme.skin, theme.skin_edge, 0.8)
    canvas.line(canvas.at(parts[0].lines[0]), "stance-leg-edge", theme.skin_edge, 0.8)
    if bag is not None:
        canvas.union([bag], "bag", theme.muted, theme.ink, 0.7)
        canvas.line(canvas.at(bag.lines[0]), "bag-strap", theme.ink, 1.4)
        parts = (*parts, bag)
    for part in parts:
        sheet.labeller.paint(map(canvas.at, part.outlines))


def _window(sheet: Sheet) -> None:
    """The bones, cut to what the hip panel shows, in a thin frame."""
    canvas, theme = sheet.canvas, sheet.canvas.theme
    medial = medial_edge(sheet.pose, sheet.ghost_pose)
    down = UP - (UP - DOWN) * (LATERAL - medial) / (LATERAL - MEDIAL)
    corners = canvas.at([(LATERAL, down), (LATERAL, UP), (medial, UP), (medial, down)])
    low, high = corners.min(axis=0), corners.max(axis=0)
    for bone in skeleton(sheet.pose):
        coarse = (ring[::3] for ring in (*bone.outlines, *bone.holes))
        path = ring_path(np.clip(canvas.at(ring), low, high) for ring in coarse)
        canvas.path(path, f"{bone.name}-edge", edgecolor=theme.bone_edge, linewidth=1.2)
        canvas.path(path, bone.name, facecolor=theme.bone)
    canvas.line(closed_line(corners), "window", theme.muted, 0.7, (2, 2), alpha=0.9)


def _ghost(sheet: Sheet) -> None:
    """Outline of the other person, behind, on the same floor and line of progression."""
    pose, other = sheet.pose, sheet.ghost_pose
    if other is None:
        return
    aside = (other.step_width - pose.step_width) / 2 + other.foot_arm - pose.foot_arm
    shift = np.array((aside, other.hip_up - pose.hip_up))
    canvas = sheet.canvas
    path = ring_path(canvas.at(part.outlines[0] + shift) for part in silhouette(other))
    canvas.path(path, "ghost-edge", edgecolor=canvas.theme.ghost, linewidth=2.0, linestyle=(0, (2.5, 2)))
    canvas.path(path, "ghost", facecolor=canvas.theme.paper)


def _arrows(sheet: Sheet) -> list[Label]:
    """Weight, ground reaction and cane, all at the scale of the hip panel."""
    canvas, scene, pose, theme = sheet.canvas, sheet.scene, sheet.pose, sheet.canvas.theme
    labels = [_step_width(sheet)]
    floor = -pose.hip_up
    x, y = _middle(sheet, "weight", scene.weight.start, scene.weight.vector, theme.weight, 3.0)
    place = (x - canvas.sign * 11, y + 4)
    letter = canvas.text(
        scene.weight.letter,
        place,
        "label-weight",
        theme.weight,
        BESIDE_SIZE,
        bold=True,
        align="center",
        halo=True,
    )
    sheet.labeller.keep(letter)
    draw_centre_of_mass(canvas, canvas.place(*scene.weight.start), 4.5)
    if scene.ground is not None:
        foot = _middle(sheet, "ground", (-pose.foot_arm, floor), scene.ground, theme.support, 4.0)
        size = sheet.number(math.hypot(*scene.ground), 2)
        wish = (foot[0], canvas.place(0, floor)[1] - 47)
        labels.append(_label(sheet, "ground", sheet.words("ground_reaction", value=size), wish))
    stick = scene.force("cane")
    if stick is not None:
        tip = _middle(sheet, "cane", (stick.start[0], floor), stick.vector, theme.support, 3.0)
        below = (tip[0], canvas.place(0, floor)[1] - 13)
        labels.insert(0, _label(sheet, "cane", sheet.force_words(stick), below))
    return labels


def _middle(sheet: Sheet, name: str, start: Place, vector: Vector, colour: str, width: float) -> Place:
    """Draw one arrow; returns its middle, px."""
    canvas = sheet.canvas
    x, y = canvas.place(*start)
    tip = (x + canvas.sign * sheet.arrow_px * vector[0], y + sheet.arrow_px * vector[1])
    canvas.arrow((x, y), tip, f"arrow-{name}", colour, width)
    sheet.labeller.avoid([(x, y), tip], width + 5)
    return (x + tip[0]) / 2, (y + tip[1]) / 2


def _label(sheet: Sheet, name: str, text: str, wish: Place) -> Label:
    """The size of a force, under the floor where the force comes from."""
    colour = sheet.canvas.theme.support
    return Label(text=text, gid=f"label-{name}", colour=colour, wish=wish, size=BESIDE_SIZE)


def _bag_label(sheet: Sheet) -> list[Label]:
    bag = carried_bag(sheet.pose)
    if bag is None:
        return []
    x, y = sheet.canvas.at(bag.outlines[0]).mean(axis=0)
    text = sheet.words("bag", value=sheet.short(sheet.scene.carried_mass))
    wish = (float(x), float(y) - 28)
    return [Label(text=text, gid="label-bag", colour=sheet.canvas.theme.ink, wish=wish, size=BESIDE_SIZE)]


def _step_width(sheet: Sheet) -> Label:
    """Both feet where they stand or stood, and the distance between their centres of pressure."""
    canvas, pose, muted = sheet.canvas, sheet.pose, sheet.canvas.theme.muted
    stance, floor = canvas.place(-pose.foot_arm, -pose.hip_up)
    swing = stance - canvas.sign * pose.step_width * canvas.scale
    foot = (HALF_FOOT * pose.stature / DRAWN_STATURE * canvas.scale, 2.4)
    canvas.disc((stance, floor - 4), foot, "foot-stance", fill=muted)
    canvas.disc((swing, floor - 4), foot, "foot-swing", edge=muted, width=0.8, dashes=(2, 1.5))
    y = floor - 12
    for x in (stance, swing):
        canvas.line([(x, floor - 2), (x, y - 3)], "step-width-end", muted, 0.7)
    canvas.line([(stance, y), (swing, y)], "step-width", muted, 0.9)
    sheet.labeller.avoid([(stance, y), (swing, y)], 6)
    text = sheet.words("step_width", value=sheet.number(pose.step_width, 0))
    wish = ((stance + swing) / 2, y - 17)
    return Label(text=text, gid="label-step-width", colour=muted, wish=wish, size=BESIDE_SIZE)
