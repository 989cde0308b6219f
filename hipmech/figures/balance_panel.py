"""The balance: the forces head to tail, which close, and the lever, whose moments are equal areas."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hipmech.anatomy import Points, closed_line
from hipmech.figures.canvas import Place, as_place, text_width
from hipmech.figures.labels import Label
from hipmech.figures.scene import Force, Scene
from hipmech.figures.sheet import ARM_LETTERS, ARROW_WIDTH, BESIDE_SIZE, SLIM_ARROW_WIDTH, Sheet

LEVER_HEIGHT = 168.0
BEAM_UP = 62.0
ARM_ROW = 17.0
PX_PER_BW = 38.0
"""Where the beam lies, px, and how much a second row of arms under it takes."""

HIGHEST, DEEPEST = 142.0, 16.0
"""How high rectangles may rise in the panel, and how far they may hang below the beam, px."""

EDGE, ARM_ROOM = 8.0, 108.0
"""Free edge of the panel, and what an arm's label needs on its side of the fulcrum, px."""

THIN = 15.0
"""Height of a rectangle that holds no label, px."""


def draw_balance(sheet: Sheet) -> None:
    """Draw polygon and lever."""
    title = sheet.words("lever_title")
    ink = sheet.canvas.theme.ink
    box = sheet.canvas.text(title, (2.0, LEVER_HEIGHT - 9), "lever-title", ink, BESIDE_SIZE, bold=True)
    sheet.labeller.keep(box)
    _polygon(sheet)
    _lever(sheet)


def polygon(scene: Scene, sign: int, px: float) -> Points:
    """Corners of the force polygon from (0, 0), px: the last falls on the first when the forces balance."""
    vectors = np.array([force.vector for force in scene.forces]) * (sign * px, px)
    corners: Points = np.vstack([(0.0, 0.0), np.cumsum(vectors, axis=0)])
    return corners


def _polygon(sheet: Sheet) -> None:
    canvas, scene = sheet.canvas, sheet.scene
    corners = polygon(scene, canvas.sign, sheet.arrow_px)
    middle = np.array((canvas.width / 2, (LEVER_HEIGHT + canvas.height) / 2))
    shift = middle - (corners.min(axis=0) + corners.max(axis=0)) / 2
    if sheet.ghost is not None:
        others = polygon(sheet.ghost, canvas.sign, sheet.arrow_px) + shift
        for force, start, end in zip(sheet.ghost.forces, others[:-1], others[1:], strict=True):
            gid, width = f"ghost-side-{force.name}", SLIM_ARROW_WIDTH[force.name]
            canvas.arrow(as_place(start), as_place(end), gid, canvas.theme.ghost, width, hollow=True)
    ends = [as_place(corner) for corner in corners + shift]
    sides = list(zip(scene.forces, ends[:-1], ends[1:], strict=True))
    for force, start, end in reversed(sides):
        canvas.arrow(start, end, f"side-{force.name}", sheet.colour(force), SLIM_ARROW_WIDTH[force.name])
        sheet.labeller.avoid([start, end], 10)
    for force, start, end in sides:
        sheet.labeller.put(_side_label(sheet, force, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)))


def _side_label(sheet: Sheet, force: Force, middle: Place) -> Label:
    outward = sheet.canvas.sign * (1 if force.name == "joint" else -1)
    return Label(
        text=sheet.force_words(force, force.name if force.name in ("cane", "inertia") else "force"),
        gid=f"label-side-{force.name}",
        colour=sheet.colour(force),
        wish=(middle[0] + 50 * outward, middle[1]),
        anchor=(middle,),
        size=BESIDE_SIZE,
        bold=True,
    )


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One rectangle on the lever.

    Attributes
    ----------
    force : Force
    reach : mm
        Where its arm ends, positive towards the swing side.
    height : BW
        Positive when it presses down on the lever.
    """

    force: Force
    reach: float
    height: float


def moments(scene: Scene) -> tuple[Moment, ...]:
    """The rectangles of a scene: their signed areas add up to zero when the lever balances."""
    found = []
    for force in scene.forces:
        if force.name != "joint":
            reach = {"abductors": -force.arm, "inertia": force.arm}.get(force.name, -force.start[0])
            found.append(Moment(force=force, reach=reach, height=force.moment / reach if reach else 0.0))
    return tuple(found)


@dataclass(frozen=True)
class _Ruler:
    """Where the fulcrum stands, how high the beam, and px per mm: negative where the swing side is left."""

    hip: float
    beam: float
    px: float

    def end(self, reach: float) -> float:
        return self.hip + self.px * reach


def _ruler(sheet: Sheet, parts: tuple[Moment, ...]) -> _Ruler:
    canvas = sheet.canvas
    swing = max(1.0, *(part.reach for part in parts))
    stance = max(1.0, *(-part.reach for part in parts))
    room = canvas.width - 2 * EDGE
    px = min(canvas.scale, room / (swing + stance), (room - ARM_ROOM) / max(swing, stance))
    left, right = (stance, swing) if canvas.sign < 0 else (swing, stance)
    left, right = max(px * left, ARM_ROOM), max(px * right, ARM_ROOM)
    beam = BEAM_UP + ARM_ROW * max(_arm_rows(parts))
    return _Ruler(EDGE + left + (room - left - right) / 2, beam, -canvas.sign * px)


def _arm_rows(parts: tuple[Moment, ...]) -> list[int]:
    """In which row under the beam each arm is written: those on one side stand below each other."""
    sides = [part.reach > 0 for part in parts]
    return [sides[:index].count(side) for index, side in enumerate(sides)]


def _lever(sheet: Sheet) -> None:
    canvas, parts = sheet.canvas, moments(sheet.scene)
    ruler = _ruler(sheet, parts)
    _rectangles(sheet, parts, ruler)
    reaches = [0.0, *(part.reach for part in parts)]
    left, right = sorted((ruler.end(min(reaches)), ruler.end(max(reaches))))
    canvas.line([(left - 4, ruler.beam), (right + 4, ruler.beam)], "beam", canvas.theme.ink, 3.0)
    sheet.labeller.avoid([(0.0, ruler.beam), (canvas.width, ruler.beam)], 4)
    _fulcrum(sheet, ruler)
    moment = sheet.number(sheet.scene.moment, 1)
    text = sheet.words("equality", terms=_terms(sheet.scene), moment=moment)
    place = (canvas.width / 2, 9.0)
    box = canvas.text(text, place, "equality", canvas.theme.ink, BESIDE_SIZE, bold=True, align="center")
    sheet.labeller.keep(box)
    for row, part in zip(_arm_rows(parts), parts, strict=True):
        _arm_label(sheet, part, ruler, row)


def _rectangles(sheet: Sheet, parts: tuple[Moment, ...], ruler: _Ruler) -> None:
    """Rectangles of force times arm, piled up on their side of the fulcrum, above or below the beam."""
    highest = HIGHEST - ruler.beam
    up = min(PX_PER_BW, *(highest / part.height for part in parts if part.height > 0), PX_PER_BW)
    up = min(up, *(DEEPEST / -part.height for part in parts if part.height < 0), up)
    tops: dict[tuple[bool, bool], float] = {}
    for part in parts:
        pile = (part.reach > 0, part.height > 0)
        base = tops.get(pile, ruler.beam)
        tops[pile] = base + up * part.height
        _rectangle(sheet, part.force, (ruler.hip, base), (ruler.end(part.reach), tops[pile]))


def _rectangle(sheet: Sheet, force: Force, foot: Place, far: Place) -> None:
    canvas, colour = sheet.canvas, sheet.colour(force)
    (x0, y0), (x1, y1) = foot, far
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    canvas.fill([corners], f"moment-{force.name}", colour, alpha=0.16)
    canvas.line(closed_line(corners), f"moment-edge-{force.name}", colour)
    canvas.arrow((x1, y1), (x1, y0), f"lever-{force.name}", colour, min(ARROW_WIDTH[force.name], 4.0))
    sheet.labeller.avoid([(x1, y0), (x1, y1)], 8)
    text = f"{force.letter}·{ARM_LETTERS[force.name]}"
    wish = ((x0 + x1) / 2, (y0 + y1) / 2)
    if abs(y1 - y0) < THIN:
        sheet.labeller.avoid([(x0, wish[1]), (x1, wish[1])], abs(y1 - y0))
    if abs(y1 - y0) < THIN or abs(x1 - x0) < text_width(text, BESIDE_SIZE, True) + 8:
        wish = (x0 + 0.72 * (x1 - x0), y1 + math.copysign(9, y1 - y0))
    label = Label(
        text=text, gid=f"label-moment-{force.name}", colour=colour, wish=wish, size=BESIDE_SIZE, bold=True
    )
    sheet.labeller.put(label)


def _fulcrum(sheet: Sheet, ruler: _Ruler) -> None:
    """The fulcrum is the hip: a femoral head on a wedge."""
    canvas, theme = sheet.canvas, sheet.canvas.theme
    hip, up = ruler.hip, ruler.beam
    wedge = np.array([(hip, up - 1), (hip - 8, up - 15), (hip + 8, up - 15)])
    canvas.fill([wedge], "fulcrum", theme.ink)
    canvas.disc((hip, up), 4.0, "fulcrum-head", fill=theme.bone, edge=theme.bone_edge, width=1.2)
    sheet.labeller.keep((hip - 9, up - 17, 18, 17))


def _arm_label(sheet: Sheet, part: Moment, ruler: _Ruler, row: int) -> None:
    text = sheet.arm_words(part.force)
    outward = math.copysign(14 + text_width(text, BESIDE_SIZE) / 2, ruler.px * part.reach)
    wish = (ruler.hip + outward, ruler.beam - 14 - ARM_ROW * row)
    gid, ink = f"label-arm-{part.force.name}", sheet.canvas.theme.ink
    sheet.labeller.put(Label(text=text, gid=gid, colour=ink, wish=wish, size=BESIDE_SIZE))


def _terms(scene: Scene) -> str:
    """The sum W·a − C·c = F·d, with what acts here."""
    written = ""
    for force in scene.forces:
        if force.name in ARM_LETTERS and force.name != "abductors":
            sign = "" if force.name == "weight" else " + " if force.moment >= 0 else " \u2212 "
            written += f"{sign}{force.letter}·{ARM_LETTERS[force.name]}"
    return f"{written} = F·d" if scene.answered else written
