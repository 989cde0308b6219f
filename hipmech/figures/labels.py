"""Where labels go: near what they name, off the bones, off the lines, never on each other.

The panel is painted coarsely with how much each place minds being covered; every label then takes the place
with the least harm, the most important label first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from hipmech.anatomy import Points
from hipmech.figures.canvas import Box, Canvas, Place, text_height, text_width

GRID = 2.0
BONE, LINE = 40, 255
MARGIN = 3.0
GAP = 2.5


@dataclass(frozen=True, kw_only=True)
class Label:
    """One line of text that looks for its place.

    Attributes
    ----------
    text, gid, colour : str
    wish : (x, y), px
        Where its middle would best be.
    size : px
    anchor : tuple of (x, y), px
        What it names: nothing, a point, or the two ends of a line; a thin leader ties the label to it.
    """

    text: str
    gid: str
    colour: str
    wish: Place
    size: float = 11.0
    bold: bool = False
    anchor: tuple[Place, ...] = ()


def nearest(anchor: tuple[Place, ...], x: Points, y: Points) -> tuple[Points, Points]:
    """The point of an anchor (a point, or a line between two) nearest to each (x, y)."""
    (start_x, start_y), (end_x, end_y) = anchor[0], anchor[-1]
    way_x, way_y = end_x - start_x, end_y - start_y
    length = way_x**2 + way_y**2 or 1.0
    share = np.clip(((x - start_x) * way_x + (y - start_y) * way_y) / length, 0, 1)
    return start_x + share * way_x, start_y + share * way_y


class Labeller:
    """Places labels on one canvas, one after the other."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        size = int(canvas.width / GRID) + 1, int(canvas.height / GRID) + 1
        self.image = Image.new("L", size, 0)
        self.brush = ImageDraw.Draw(self.image)
        self.boxes: list[Box] = []
        self.texts = np.zeros((size[1], size[0]), dtype=np.bool_)

    def paint(self, rings: Iterable[Points], holes: Iterable[Points] = (), harm: int = BONE) -> None:
        """Areas in px that had better stay uncovered."""
        for ring in rings:
            self.brush.polygon((ring / GRID).ravel().tolist(), fill=harm)
        for hole in holes:
            self.brush.polygon((hole / GRID).ravel().tolist(), fill=0)

    def avoid(self, points: Points | list[Place], width: float = 2.0, harm: int = LINE) -> None:
        """A line in px that must stay readable."""
        flat = (np.asarray(points, dtype=np.float64) / GRID).ravel().tolist()
        self.brush.line(flat, fill=harm, width=max(1, round(width / GRID)))

    def keep(self, box: Box) -> None:
        """A box in px that no label may touch."""
        left, bottom, width, height = box
        low, high = (max(0, int(edge / GRID)) for edge in (bottom, bottom + height + GRID))
        start, stop = (max(0, int(edge / GRID)) for edge in (left, left + width + GRID))
        self.boxes.append(box)
        self.texts[low:high, start:stop] = True

    def put(self, label: Label) -> Box:
        """Draw the label at its best place, with a leader to its anchor; returns its box."""
        width, height = text_width(label.text, label.size, label.bold), text_height(label.size)
        (x, y), covers = self._best(label, width, height)
        if label.anchor:
            self._leader(label, (x, y), width, height)
        box = self.canvas.text(
            label.text,
            (x, y),
            label.gid,
            label.colour,
            label.size,
            bold=label.bold,
            align="center",
            halo=covers,
        )
        self.keep(box)
        return box

    def _best(self, label: Label, width: float, height: float) -> tuple[Place, bool]:
        """The place of least harm, and whether the label covers anything there."""
        canvas = self.canvas
        xs = np.arange(width / 2 + MARGIN, canvas.width - width / 2 - MARGIN + 0.1, 5.0)
        ys = np.arange(height / 2 + MARGIN, canvas.height - height / 2 - MARGIN + 0.1, 4.0)
        if not len(xs):
            xs = np.array([canvas.width / 2])
        harm = self._harm(xs, ys, width, height)
        cost = 1.2 * harm
        away = np.hypot(xs[None, :] - label.wish[0], ys[:, None] - label.wish[1])
        cost += 0.4 * away
        if label.anchor:
            cost += 200.0 * self._crossed(label.anchor, xs, ys, width, height)
        for left, bottom, w, h in self.boxes:
            hit_x = (xs + width / 2 + GAP > left) & (xs - width / 2 - GAP < left + w)
            hit_y = (ys + height / 2 + GAP > bottom) & (ys - height / 2 - GAP < bottom + h)
            cost[np.ix_(hit_y, hit_x)] += 1e6
        row, column = np.unravel_index(int(np.argmin(cost)), cost.shape)
        return (float(xs[column]), float(ys[row])), bool(harm[row, column] > 0)

    def _crossed(
        self, anchor: tuple[Place, ...], xs: Points, ys: Points, width: float, height: float
    ) -> Points:
        """Share of a leader to every (y, x) that would run over a text."""
        x, y = np.meshgrid(xs, ys)
        foot_x, foot_y = nearest(anchor, x, y)
        end_x = np.clip(foot_x, x - width / 2 - 2, x + width / 2 + 2)
        end_y = np.clip(foot_y, y - height / 2, y + height / 2)
        rows, columns = self.texts.shape
        crossed = np.zeros(x.shape)
        for share in np.linspace(0.1, 0.98, 18):
            column = np.clip(((foot_x + share * (end_x - foot_x)) / GRID).astype(int), 0, columns - 1)
            row = np.clip(((foot_y + share * (end_y - foot_y)) / GRID).astype(int), 0, rows - 1)
            crossed += self.texts[row, column]
        return crossed

    def _harm(self, xs: Points, ys: Points, width: float, height: float) -> Points:
        """Mean harm under a box centred at every (y, x)."""
        sums = np.pad(np.asarray(self.image, dtype=np.float64).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        left = np.clip(np.rint((xs - width / 2) / GRID).astype(int), 0, sums.shape[1] - 1)
        right = np.clip(np.rint((xs + width / 2) / GRID).astype(int) + 1, 0, sums.shape[1] - 1)
        low = np.clip(np.rint((ys - height / 2) / GRID).astype(int), 0, sums.shape[0] - 1)
        high = np.clip(np.rint((ys + height / 2) / GRID).astype(int) + 1, 0, sums.shape[0] - 1)
        total = (
            sums[np.ix_(high, right)]
            - sums[np.ix_(low, right)]
            - sums[np.ix_(high, left)]
            + sums[np.ix_(low, left)]
        )
        harm: Points = total / (width * height / GRID**2)
        return harm

    def _leader(self, label: Label, middle: Place, width: float, height: float) -> None:
        foot_x, foot_y = nearest(label.anchor, np.array(middle[0]), np.array(middle[1]))
        x, y = float(foot_x), float(foot_y)
        end = (
            min(max(x, middle[0] - width / 2 - 2), middle[0] + width / 2 + 2),
            min(max(y, middle[1] - height / 2), middle[1] + height / 2),
        )
        if np.hypot(end[0] - x, end[1] - y) < 7:
            return
        theme = self.canvas.theme
        self.canvas.line([(x, y), end], f"{label.gid}-leader-halo", theme.paper, 2.4, alpha=0.7)
        self.canvas.line([(x, y), end], f"{label.gid}-leader", label.colour, 0.8)
        self.avoid([(x, y), end], 6)
