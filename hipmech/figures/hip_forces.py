"""The two arms and the forces on the bones: arrows to scale, lines of action, right angles."""

from __future__ import annotations

import numpy as np

from hipmech.figures.canvas import DASHED, DOTTED, Canvas, Place, as_place
from hipmech.figures.labels import Label
from hipmech.figures.scene import Force, Scene
from hipmech.figures.sheet import ARROW_WIDTH, LETTER_SIZE, Sheet

TICK = 6.0
BEYOND_ORIGIN, BEYOND_INSERTION = 22.0, 16.0
"""How far the muscle's line of action is drawn beyond its ends, mm."""

LABEL_COLUMN = 107.0
"""Where the labels on the outside of the hip stand, mm lateral of it."""
LEANING = 15.0
"""Inclination of the trunk from which the weight is named on the stance side, deg."""

ABOVE_CREST, BELOW_ISCHIUM = 140.0, -80.0


def arrow_ends(scene: Scene, force: Force, forces_on: str, mm_per_bw: float) -> tuple[Place, Place] | None:
    """Start and end of a force's arrow, mm in the hip frame; None where it acts on another body.

    On the femur both forces are turned round: the muscle pulls the trochanter up, the acetabulum presses
    the head down and lateral.
    """
    lateral, up = force.vector[0] * mm_per_bw, force.vector[1] * mm_per_bw
    if force.name in ("cane", "inertia"):
        return None
    if forces_on == "pelvis":
        return force.start, (force.start[0] + lateral, force.start[1] + up)
    if force.name == "joint":
        return (lateral, up), (0.0, 0.0)
    if force.name == "weight" or scene.pose is None:
        return None
    start = scene.pose.insertion
    return start, (start[0] - lateral, start[1] - up)


def draw_forces(sheet: Sheet) -> list[Label]:
    """Draw arms and arrows; returns their labels, the most important first."""
    canvas, scene = sheet.canvas, sheet.scene
    arms = []
    if sheet.forces_on == "pelvis":
        arms.append(_weight_arm(sheet))
    if scene.answered:
        arms.append(_abductor_arm(sheet))
    labels = []
    for force in scene.forces:
        ends = arrow_ends(scene, force, sheet.forces_on, scene.arrow_scale)
        if ends is not None:
            start, end = (canvas.place(*point) for point in ends)
            canvas.arrow(start, end, f"arrow-{force.name}", sheet.colour(force), ARROW_WIDTH[force.name])
            sheet.labeller.avoid([start, end], ARROW_WIDTH[force.name] + 6)
            labels.append(_force_label(sheet, force, start, end))
    if sheet.forces_on == "pelvis":
        x, y = canvas.place(*scene.weight.start)
        draw_centre_of_mass(canvas, (x, y), 6.0)
        sheet.labeller.avoid([(x - 7, y), (x + 7, y)], 14)
    return labels + arms


def draw_ghost_forces(sheet: Sheet) -> None:
    """Hollow arrows of the other hip, at the scale of this one."""
    if sheet.ghost is None:
        return
    for force in sheet.ghost.forces:
        ends = arrow_ends(sheet.ghost, force, sheet.forces_on, sheet.scene.arrow_scale)
        if ends is not None:
            start, end = (sheet.canvas.place(*point) for point in ends)
            gid, ghost = f"ghost-arrow-{force.name}", sheet.canvas.theme.ghost
            sheet.canvas.arrow(start, end, gid, ghost, ARROW_WIDTH[force.name], hollow=True)


def _force_label(sheet: Sheet, force: Force, start: Place, end: Place) -> Label:
    canvas, outward = sheet.canvas, sheet.canvas.sign
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    top = max((start, end), key=lambda point: point[1])
    wish, anchor = {
        "weight": ((x + (outward if _leaning(sheet) else -outward) * 78, y + 4), (x, y)),
        "abductors": ((canvas.place(LABEL_COLUMN, 0)[0], y + 16), (x + outward * 2.5, y)),
        "joint": ((top[0] + outward * 10, max(top[1], canvas.place(0, ABOVE_CREST)[1]) + 13), top),
    }[force.name]
    return Label(
        text=sheet.force_words(force),
        gid=f"label-{force.name}",
        colour=sheet.colour(force),
        wish=wish,
        anchor=(anchor,),
        size=LETTER_SIZE,
        bold=True,
    )


def _leaning(sheet: Sheet) -> bool:
    """Whether the spine stands in the way on the swing side of the weight."""
    return sheet.pose.trunk_inclination > LEANING


def _weight_arm(sheet: Sheet) -> Label:
    """From the hip centre to the vertical on which the weight pulls."""
    canvas, weight, ink = sheet.canvas, sheet.scene.weight, sheet.canvas.theme.ink
    lateral, up = weight.start
    line = canvas.at([(lateral, max(up, 12.0)), (lateral, -9.0)])
    arm = canvas.at([(0.0, 0.0), (lateral, 0.0)])
    canvas.line(line, "weight-line", canvas.theme.weight, 1.3, DOTTED)
    canvas.line(arm, "weight-arm", ink, 1.5, DASHED)
    x, y = arm[1]
    inward = TICK * canvas.sign * (1 if lateral < 0 else -1)
    canvas.line([(x + inward, y), (x + inward, y + TICK), (x, y + TICK)], "weight-arm-tick", ink)
    sheet.labeller.avoid(line)
    sheet.labeller.avoid(arm, 4)
    near, far = (as_place(arm[0] + share * (arm[1] - arm[0])) for share in (0.3, 0.6))
    return Label(
        text=sheet.arm_words(weight),
        gid="label-weight-arm",
        colour=ink,
        wish=(far[0], canvas.place(0, BELOW_ISCHIUM)[1]),
        anchor=(near, far),
        size=LETTER_SIZE,
        bold=True,
    )


def _abductor_arm(sheet: Sheet) -> Label:
    """From the hip centre square to the line from ilium to trochanter."""
    canvas, pose, ink = sheet.canvas, sheet.pose, sheet.canvas.theme.ink
    force = sheet.scene.force("abductors")
    assert force is not None
    origin, insertion = np.array(pose.origin), np.array(pose.insertion)
    along = (insertion - origin) / np.hypot(*(insertion - origin))
    line = canvas.at(np.array([origin - BEYOND_ORIGIN * along, insertion + BEYOND_INSERTION * along]))
    arm = canvas.at(np.array([(0.0, 0.0), origin - (origin @ along) * along]))
    canvas.line(line, "abductor-line", canvas.theme.abductors, 1.3, DOTTED)
    canvas.line(arm, "abductor-arm", ink, 1.5, DASHED)
    foot = arm[1]
    back = TICK * (arm[0] - foot) / max(float(np.hypot(*(arm[0] - foot))), 1e-9)
    side = canvas.sign * np.array((-back[1], back[0]))
    canvas.line(np.array([foot + back, foot + back + side, foot + side]), "abductor-arm-tick", ink)
    sheet.labeller.avoid(line)
    sheet.labeller.avoid(arm, 4)
    anchor = as_place(arm[0] + 0.72 * (foot - arm[0]))
    return Label(
        text=sheet.arm_words(force),
        gid="label-abductor-arm",
        colour=ink,
        wish=(canvas.place(LABEL_COLUMN, 0)[0], anchor[1] + 10),
        anchor=(anchor,),
        size=LETTER_SIZE,
        bold=True,
    )


def draw_centre_of_mass(canvas: Canvas, place: Place, radius: float) -> None:
    """The sign ⊕, px."""
    x, y = place
    blue = canvas.theme.weight
    canvas.disc(place, radius, "centre-of-mass", fill=canvas.theme.paper, edge=blue, width=1.6)
    canvas.line([(x - radius, y), (x + radius, y)], "centre-of-mass-cross", blue, 1.6)
    canvas.line([(x, y - radius), (x, y + radius)], "centre-of-mass-cross", blue, 1.6)
