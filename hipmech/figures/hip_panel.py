"""The hip itself: bones and muscle from the front as on a radiograph, with their measures."""

from __future__ import annotations

import math

import numpy as np

from hipmech.anatomy import Pose, closed_line, direction, gluteus_medius, skeleton
from hipmech.figures.canvas import DASH_DOTTED, Align, as_place
from hipmech.figures.hip_forces import draw_forces, draw_ghost_forces
from hipmech.figures.labels import Label
from hipmech.figures.sheet import LETTER_SIZE, SMALL, Sheet

LATERAL, MEDIAL, DOWN, UP = 150.0, -260.0, -110.0, 210.0
"""What the panel shows, mm from the stance hip centre; more medially and below where a pelvis is wide."""

FREE_EDGE, FARTHEST = 5.0, -420.0
"""What stays free beside the swing hip, and how far the panel ever reaches, mm."""

ARC_RADIUS = 19.0
SHAFT_AXIS = 62.0
DIMENSION_BELOW, DIMENSION_LEAST, DIMENSION_LOWEST = 97.0, 45.0, 105.0
"""Where the hip distance is drawn, mm below the hip axis: as a rule, at least, and below the stance hip."""

ROOMY = 1.2
"""Scale in px per mm from which there is room for words beside the numbers."""


def medial_edge(*poses: Pose | None) -> float:
    """How far the panel reaches for all of the swing hips to be seen, mm."""
    ends = [
        float(ring[:, 0].min())
        for pose in poses
        if pose is not None
        for bone in skeleton(pose)
        if bone.name.endswith("swing")
        for ring in bone.outlines
    ]
    return max(FARTHEST, min([MEDIAL, *(end - FREE_EDGE for end in ends)]))


def draw_hip(sheet: Sheet) -> None:
    """Draw the hip panel."""
    _bones(sheet)
    _midline(sheet)
    _ghost_bones(sheet)
    _muscle(sheet)
    _bars(sheet)
    neck_angle = _neck_angle(sheet)
    _hip_distance(sheet)
    draw_ghost_forces(sheet)
    for label in (*draw_forces(sheet), neck_angle, *_sides(sheet)):
        sheet.labeller.put(label)


def _bones(sheet: Sheet) -> None:
    canvas, theme = sheet.canvas, sheet.canvas.theme
    for bone in skeleton(sheet.pose):
        fill = theme.bone_deep if bone.name == "sacrum" else theme.bone
        canvas.union([bone], bone.name, fill, theme.bone_edge, 1.2)
        if bone.shades:
            canvas.fill(map(canvas.at, bone.shades), f"{bone.name}-shade", theme.bone_deep)
        for line in bone.lines:
            canvas.line(canvas.at(line), f"{bone.name}-line", theme.bone_edge, 0.8, alpha=0.6)
        sheet.labeller.paint(map(canvas.at, bone.outlines), map(canvas.at, bone.holes))


def _midline(sheet: Sheet) -> None:
    canvas = sheet.canvas
    x, _ = canvas.place(sheet.pose.swing_hip[0] / 2, 0.0)
    canvas.line(
        [(x, 0.0), (x, canvas.height)],
        "midline",
        canvas.theme.muted,
        0.9,
        DASH_DOTTED,
        alpha=0.8,
    )


def _ghost_bones(sheet: Sheet) -> None:
    canvas = sheet.canvas
    if sheet.ghost_pose is None:
        return
    for bone in skeleton(sheet.ghost_pose):
        for ring in (*bone.outlines, *bone.holes):
            points = canvas.at(closed_line(ring))
            canvas.line(points, f"ghost-{bone.name}", canvas.theme.ghost, 1.0, (3.5, 2.5))


def _muscle(sheet: Sheet) -> None:
    canvas = sheet.canvas
    muscle = gluteus_medius(sheet.pose)
    outline = canvas.at(muscle.outlines[0])
    canvas.fill([outline], "gluteus-medius", canvas.theme.abductors, alpha=0.2)
    for fibre in muscle.lines:
        canvas.line(canvas.at(fibre), "gluteus-medius-fibre", canvas.theme.abductors, 0.8, alpha=0.42)
    sheet.labeller.paint([outline])


def _bars(sheet: Sheet) -> None:
    """The two scales, in the upper corner on the swing side."""
    canvas, scene, ink = sheet.canvas, sheet.scene, sheet.canvas.theme.ink
    edge = canvas.width - 10 if canvas.sign < 0 else 10.0
    align: Align = "right" if canvas.sign < 0 else "left"
    newtons = sheet.number(scene.body_weight, 0)
    for y, length, gid, text in (
        (canvas.height - 8, 100.0 * canvas.scale, "bar-length", sheet.words("length_bar")),
        (canvas.height - 33, sheet.arrow_px, "bar-force", sheet.words("force_bar", newtons=newtons)),
    ):
        end = edge + canvas.sign * length
        canvas.line([(edge, y), (end, y)], gid, ink, 2.0)
        for x in (edge, end):
            canvas.line([(x, y - 3), (x, y + 3)], f"{gid}-end", ink, 1.2)
        sheet.labeller.avoid([(edge, y), (end, y)], 6)
        sheet.labeller.keep(canvas.text(text, (edge, y - 10), f"{gid}-label", ink, SMALL, align=align))


def _neck_angle(sheet: Sheet) -> Label:
    """Axes of neck and shaft, the arc between them, and its label."""
    canvas, pose, ink = sheet.canvas, sheet.pose, sheet.canvas.theme.ink
    base = pose.neck_length * direction(pose.neck_shaft_angle)
    angles = np.linspace(pose.neck_shaft_angle - 180, -180, 25)
    arc = canvas.at(pose.thigh(base + ARC_RADIUS * np.array([direction(angle) for angle in angles])))
    axes = canvas.at(pose.thigh(np.array([(0.0, 0.0), base, base + SHAFT_AXIS * direction(180)])))
    canvas.line(axes, "neck-and-shaft-axis", ink, 0.8, (6, 2), alpha=0.75)
    canvas.line(arc, "neck-angle-arc", ink, 1.3)
    anchor = as_place(arc[-3])
    return Label(
        text=sheet.words("angle", value=sheet.short(pose.neck_shaft_angle)),
        gid="label-neck-angle",
        colour=ink,
        wish=(canvas.place(108, 0)[0], anchor[1] + 4),
        anchor=(anchor,),
        size=LETTER_SIZE,
    )


def _hip_distance(sheet: Sheet) -> None:
    """Dimension line between the head centres, below the pelvis and parallel to the hip axis."""
    canvas, pose, muted = sheet.canvas, sheet.pose, sheet.canvas.theme.muted
    distance, drop = 2 * pose.half_hip_distance, math.radians(pose.pelvic_drop)
    lowest = (DIMENSION_LOWEST - distance * max(math.sin(drop), 0.0)) / math.cos(drop)
    below = max(DIMENSION_LEAST, min(DIMENSION_BELOW, lowest))
    heads = canvas.at(pose.drop(np.array([(0.0, 0.0), (-distance, 0.0)])))
    ends = canvas.at(pose.drop(np.array([(0.0, -below), (-distance, -below)])))
    unit = (ends[1] - ends[0]) / np.hypot(*(ends[1] - ends[0]))
    canvas.line(ends, "hip-distance", muted, 0.9)
    for head, end, inward in zip(heads, ends, (unit, -unit), strict=True):
        across = np.array((-inward[1], inward[0]))
        down = end - head
        canvas.line(
            [as_place(head + 0.86 * down), as_place(head + 1.05 * down)], "hip-distance-end", muted, 0.9
        )
        tip = np.array([end + 7 * inward + 2.2 * across, end, end + 7 * inward - 2.2 * across])
        canvas.fill([tip], "hip-distance-tip", muted)
        canvas.disc(as_place(head), 2.0, "head-centre", fill=canvas.theme.ink)
    sheet.labeller.avoid(ends, 4)
    key = "hip_distance" if canvas.scale >= ROOMY else "length"
    text = sheet.words(key, value=sheet.number(distance, 0))
    sheet.labeller.keep(canvas.slip(text, as_place(ends.mean(axis=0)), "hip-distance-label", muted, SMALL))


def _sides(sheet: Sheet) -> list[Label]:
    """R and L of the person, beside the hips."""
    stance, swing = ("right", "left") if sheet.scene.side == "right" else ("left", "right")
    left, right = (stance, swing) if sheet.canvas.sign < 0 else (swing, stance)
    return [
        Label(
            text=sheet.words(side),
            gid=f"side-{side}",
            colour=sheet.canvas.theme.muted,
            wish=(x, 20.0),
            size=17.0,
            bold=True,
        )
        for side, x in ((left, 18.0), (right, sheet.canvas.width - 18.0))
    ]
