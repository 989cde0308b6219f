"""Outlines and how they move: smooth curves through control points, and the rigid moves of a bone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Table = Sequence[Sequence[float]]

SAMPLES = 6
"""Points per span of a smooth curve."""
ARC_STEP = 5.0
"""Angle between the points of an arc, deg."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Shape:
    """One bone or body part.

    Attributes
    ----------
    name : str
    outlines : tuple of (N, 2) arrays, mm
        Closed curves, all anticlockwise in (lateral, up); they may overlap, their union is the shape.
    holes : tuple of (N, 2) arrays, mm
        Closed curves, clockwise.
    shades : tuple of (N, 2) arrays, mm
        Closed curves: faces that lie deeper.
    lines : tuple of (N, 2) arrays, mm
        Open curves: edges and ridges.
    """

    name: str
    outlines: tuple[Points, ...]
    holes: tuple[Points, ...] = ()
    shades: tuple[Points, ...] = ()
    lines: tuple[Points, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "outlines", tuple(_wound(ring, 1) for ring in self.outlines))
        object.__setattr__(self, "holes", tuple(_wound(ring, -1) for ring in self.holes))

    def moved(self, move: Move, name: str | None = None) -> Shape:
        """The same shape with every point moved."""
        return replace(
            self,
            name=name or self.name,
            outlines=tuple(map(move, self.outlines)),
            holes=tuple(map(move, self.holes)),
            shades=tuple(map(move, self.shades)),
            lines=tuple(map(move, self.lines)),
        )


def _wound(ring: Points, sense: int) -> Points:
    """The ring so that its signed area has the given sign: overlapping outlines then fill as one."""
    lateral, up = ring.T
    area = float(np.sum(lateral * np.roll(up, -1) - np.roll(lateral, -1) * up))
    return ring if area * sense > 0 else np.roll(ring[::-1], 1, axis=0)


@dataclass(frozen=True)
class Move:
    """Mirror ``lateral`` if ``flip``, turn about the origin (deg, from lateral towards up), then shift."""

    turn: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    flip: bool = False

    def __call__(self, points: Points) -> Points:
        """Where points go."""
        cosine, sine = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        mirror = -1.0 if self.flip else 1.0
        matrix = np.array(((mirror * cosine, mirror * sine), (-sine, cosine)))
        moved: Points = points @ matrix + self.shift
        return moved

    def point(self, lateral: float, up: float) -> tuple[float, float]:
        """Where one point goes."""
        moved = self(np.array((lateral, up)))
        return float(moved[0]), float(moved[1])


def smooth(points: Points | Table | Sequence[Points], *, closed: bool, samples: int = SAMPLES) -> Points:
    """Centripetal Catmull-Rom curve through control points: smooth, and it never loops between them.

    Parameters
    ----------
    points : (N, 2), mm
    closed : bool
        Join the last point to the first.
    samples : int
        Points per span.

    Returns
    -------
    (N * samples, 2) array if closed, ((N - 1) * samples + 1, 2) if open
    """
    knots = np.asarray(points, dtype=np.float64)
    if closed:
        full = np.vstack([knots[-1], knots, knots[:2]])
    else:
        full = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    before, here, there, after = full[:-3], full[1:-2], full[2:-1], full[3:]
    spans = np.sqrt(np.maximum(np.hypot(*np.diff(full, axis=0).T), 1e-9))[:, None]
    first, middle, last = spans[:-2], spans[1:-1], spans[2:]
    chord = there - here
    leave = chord + middle * ((here - before) / first - (there - before) / (first + middle))
    arrive = chord + middle * ((after - there) / last - (after - here) / (middle + last))
    t = np.linspace(0, 1, samples, endpoint=False)[:, None, None]
    curve = here + t * (leave + t * (3 * chord - 2 * leave - arrive + t * (leave + arrive - 2 * chord)))
    dense = curve.swapaxes(0, 1).reshape(-1, 2)
    return dense if closed else np.vstack([dense, knots[-1]])


def direction(angle: float) -> Points:
    """Unit vector at an angle in degrees from ``up`` towards ``lateral``."""
    return np.array((math.sin(math.radians(angle)), math.cos(math.radians(angle))))


def arc(radius: float, start: float, stop: float) -> Points:
    """Circular arc about the origin; angles in degrees from ``up`` towards ``lateral``."""
    angles = np.radians(np.linspace(start, stop, max(2, int(abs(stop - start) / ARC_STEP) + 1)))
    return radius * np.column_stack((np.sin(angles), np.cos(angles)))


def ring(centre: tuple[float, float], width: float, height: float) -> Points:
    """Closed ellipse; ``width`` and ``height`` are its half axes."""
    return arc(1.0, 0, 360)[:-1] * (width, height) + centre


def both_sides(half: Points) -> Points:
    """A half outline, from the midline outwards, with its mirror image: one sequence of points."""
    mirrored = half[::-1] * (-1, 1)
    return np.vstack([mirrored[:-1] if half[0, 0] == 0 else mirrored, half])


def closed_line(points: Points) -> Points:
    """The points with the first repeated at the end."""
    return np.vstack([points, points[:1]])


def widened(table: Iterable[Sequence[float]], wider: float) -> Points:
    """Points of a (x, y, share) table, x moved by share times ``wider``."""
    values = np.array(list(table), dtype=np.float64)
    return np.column_stack((values[:, 0] + values[:, 2] * wider, values[:, 1]))
