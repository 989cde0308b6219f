"""A panel to draw on: millimetres of the hip frame become pixels; geometry is mirrored, text never."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath, text_to_path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from hipmech.anatomy import Points, Shape
from hipmech.anatomy import ring as ellipse
from hipmech.figures.themes import Theme

FONT = "DejaVu Sans"
PIXELS_PER_INCH = 72
"""Figures are laid out in points, so that one pixel of the layout is one unit of the SVG."""

Dashes = tuple[float, ...]
DASHED: Dashes = (4.5, 2.5)
DOTTED: Dashes = (0.8, 2.6)
DASH_DOTTED: Dashes = (7, 2.5, 1, 2.5)

Place = tuple[float, float]
Align = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]


def as_place(point: Points) -> Place:
    """A point as a plain pair."""
    return float(point[0]), float(point[1])


@lru_cache(maxsize=2048)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a text, px."""
    font = FontProperties(family=FONT, weight="bold" if bold else "normal", size=size)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0])


@lru_cache(maxsize=512)
def glyph_path(text: str, size: float, bold: bool) -> Path:
    """Outline of a text that starts at (0, 0), px."""
    return TextPath(
        (0, 0), text, size=size, prop=FontProperties(family=FONT, weight="bold" if bold else "normal")
    )


def text_height(size: float) -> float:
    """Height of a line of text from descender to ascender, px."""
    return 1.17 * size


def ring_path(rings: Iterable[Points]) -> Path:
    """One path of closed rings."""
    vertices, codes = [], []
    for ring in rings:
        vertices += [ring, ring[:1]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return Path(np.vstack(vertices), codes)


def arrow_outline(start: Place, end: Place, width: float) -> Points:
    """Seven corners of an arrow whose tip is exactly at ``end``, px."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    if length < 1e-9:
        return np.array([start, end, start])
    along = np.array((end[0] - start[0], end[1] - start[1])) / length
    across = np.array((-along[1], along[0]))
    head = min(2.2 * width + 5, 0.75 * length)
    half_head, half = 0.5 * head, 0.5 * width
    neck = length - 0.9 * head
    corners = (
        (0, half), (neck, half), (length - head, half_head), (length, 0),
        (length - head, -half_head), (neck, -half), (0, -half),
    )  # fmt: skip
    return np.array([np.array(start) + x * along + y * across for x, y in corners])


class Canvas:
    """One panel of a figure, in pixels from its lower left corner.

    Parameters
    ----------
    figure : Figure
    name : str
        Prefix of every element's id.
    box : (left, bottom, width, height), px of the figure
        What is drawn is cut to this box.
    theme : Theme
    scale : px per mm
    origin : (x, y), px
        Where the stance hip centre is drawn.
    sign : 1 or -1
        Whether lateral is drawn to the viewer's right or left.
    """

    def __init__(
        self,
        figure: Figure,
        name: str,
        box: Box,
        theme: Theme,
        *,
        scale: float = 1.0,
        origin: Place = (0.0, 0.0),
        sign: int = 1,
    ) -> None:
        left, bottom, self.width, self.height = box
        self.figure, self.name, self.theme = figure, name, theme
        self.scale, self.origin, self.sign = scale, origin, sign
        inches = Affine2D().translate(left, bottom).scale(1 / PIXELS_PER_INCH)
        self.transform = inches + figure.dpi_scale_trans
        self._frame = TransformedBbox(Bbox.from_bounds(0, 0, self.width, self.height), self.transform)
        self._order = 0
        self._ids: dict[str, int] = {}

    def at(self, points: Points | Sequence[Place]) -> Points:
        """Pixels of points given in mm of the hip frame."""
        return np.asarray(points, dtype=np.float64) * (self.sign * self.scale, self.scale) + self.origin

    def place(self, lateral: float, up: float) -> Place:
        """Pixel of one point given in mm of the hip frame."""
        return self.origin[0] + self.sign * self.scale * lateral, self.origin[1] + self.scale * up

    def path(self, path: Path, gid: str, **look: Any) -> None:
        """Add a path, in px."""
        self._order += 1
        look.setdefault("facecolor", "none")
        look.setdefault("edgecolor", "none")
        rounded = Path(np.asarray(path.vertices, dtype=np.float64).round(2), path.codes)
        patch = PathPatch(rounded, gid=self._id(gid), zorder=self._order, **look)
        patch.set_transform(self.transform)
        patch.set_clip_box(self._frame)
        self.figure.add_artist(patch)

    def _id(self, gid: str) -> str:
        """An id that no other element of the figure bears."""
        count = self._ids[gid] = self._ids.get(gid, 0) + 1
        return f"{self.name}-{gid}" + (f"-{count}" if count > 1 else "")

    def line(
        self,
        points: Points | Sequence[Place],
        gid: str,
        colour: str,
        width: float = 1.0,
        dashes: Dashes = (),
        alpha: float = 1.0,
    ) -> None:
        """Open line through points in px."""
        self.path(
            Path(np.asarray(points, dtype=np.float64)),
            gid,
            edgecolor=colour,
            linewidth=width,
            linestyle=(0, tuple(dash * max(width, 1) for dash in dashes)) if dashes else "solid",
            alpha=alpha,
            capstyle="butt" if dashes else "round",
            joinstyle="round",
        )

    def fill(self, rings: Iterable[Points], gid: str, colour: str, alpha: float = 1.0) -> None:
        """Filled rings in px."""
        self.path(ring_path(rings), gid, facecolor=colour, alpha=alpha)

    def disc(
        self,
        place: Place,
        radius: float | Place,
        gid: str,
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.0,
        dashes: Dashes = (),
    ) -> None:
        """Circle, or ellipse with two half axes, in px."""
        half_width, half_height = radius if isinstance(radius, tuple) else (radius, radius)
        style = (0, dashes) if dashes else "solid"
        path = ring_path([ellipse(place, half_width, half_height)])
        self.path(path, gid, facecolor=fill, edgecolor=edge, linewidth=width, linestyle=style)

    def slip(self, text: str, place: Place, gid: str, colour: str, size: float) -> Box:
        """A text on a slip of paper that interrupts the lines behind it; returns its box, px."""
        width, height = text_width(text, size) + 8, text_height(size) + 1
        x, y = place[0] - width / 2, place[1] - height / 2
        corners = np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        self.fill([corners], f"{gid}-slip", self.theme.paper)
        return self.text(text, place, gid, colour, size, align="center")

    def union(self, shapes: Sequence[Shape], gid: str, fill: str, edge: str, width: float) -> None:
        """Overlapping shapes drawn as one: their common outline, filled."""
        rings = [self.at(ring) for shape in shapes for ring in (*shape.outlines, *shape.holes)]
        path = ring_path(rings)
        if sum(len(shape.outlines) for shape in shapes) == 1:
            self.path(path, gid, facecolor=fill, edgecolor=edge, linewidth=width, joinstyle="round")
            return
        self.path(path, f"{gid}-edge", edgecolor=edge, linewidth=2 * width, joinstyle="round")
        self.path(path, gid, facecolor=fill)

    def arrow(
        self, start: Place, end: Place, gid: str, colour: str, width: float, hollow: bool = False
    ) -> None:
        """Arrow in px with its tip exactly at ``end``; hollow ones are dashed outlines."""
        path = ring_path([arrow_outline(start, end, width)])
        if hollow:
            self.path(path, gid, edgecolor=colour, linewidth=1.1, linestyle=(0, (3, 1.6)), joinstyle="miter")
            return
        self.path(
            path, f"{gid}-halo", edgecolor=self.theme.paper, linewidth=2.2, joinstyle="round", alpha=0.75
        )
        self.path(path, gid, facecolor=colour)

    def text(
        self,
        text: str,
        place: Place,
        gid: str,
        colour: str,
        size: float,
        *,
        bold: bool = False,
        align: Align = "left",
        halo: bool = False,
    ) -> Box:
        """One line of text, ``place`` at the middle of its height; returns its box, px."""
        width = text_width(text, size, bold)
        left = place[0] - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
        y = place[1]
        baseline = round(y - 0.36 * size, 2)
        if halo:
            glyphs = glyph_path(text, size, bold)
            shift = np.array((left, baseline))
            outline = Path(np.asarray(glyphs.vertices, dtype=np.float64) + shift, glyphs.codes)
            self.path(outline, f"{gid}-halo", edgecolor=self.theme.paper, linewidth=2.8, joinstyle="round")
        self._order += 1
        self.figure.text(
            round(left, 2),
            baseline,
            text,
            color=colour,
            fontsize=size,
            fontfamily=FONT,
            fontweight="bold" if bold else "normal",
            ha="left",
            va="baseline",
            gid=self._id(gid),
            zorder=self._order,
            transform=self.transform,
            parse_math=False,
        )
        return left, y - text_height(size) / 2, width, text_height(size)
