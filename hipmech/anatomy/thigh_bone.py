r"""The proximal femur, drawn from the model's own numbers: neck angle, neck length, trochanter tip.

::

      saddle ┌─┐ tip           `along` the neck, from the head to the shaft
    O────────┘ │               `across` it, towards the trochanter
     \__ corner│
        │      │
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hipmech.anatomy.curves import Points, Shape, arc, direction, smooth

HEAD_RADIUS = 24.0
NECK_HALF_WIDTH = 16.0
HOLLOW = 0.6
"""How much nearer to its axis the neck's upper border runs to the saddle."""
SHAFT_HALF_WIDTH = 15.0
TROCHANTER_WALL = 8.0
"""How far medial of its tip the trochanter falls off towards the neck."""
FLATTEST = 0.15
"""Least depth of the saddle, as a share of the drawn one."""
THROAT = 24.0
THROAT_TO_SADDLE = 4.0
"""Where the upper border leaves the head, along the neck, and how far it stays before the saddle."""
CLEARANCE = 13.6
"""How far the drawn tip stands off the neck's upper border; a closer tip has a flatter saddle, mm."""

FEMUR = (
    ("neck", 6.0, 22.8), ("neck", 13.0, 19.9), ("throat", -5.5, 17.0), ("throat", 0.0, 15.8),
    ("saddle", -8.0, 0.0), ("saddle", -2.5, 1.0), ("wall", 1.0, -3.6), ("wall", 4.2, -0.7),
    ("tip", 0.0, 0.0), ("tip", 5.0, -1.8), ("tip", 10.0, -6.5), ("tip", 13.6, -14.0), ("tip", 15.2, -24.0),
    ("shaft", 18.8, -4.0), ("shaft", 16.2, -18.0), ("shaft", 15.0, -36.0), ("shaft", 15.0, -75.0),
    ("shaft", 15.0, -110.0), ("shaft", 15.0, -140.0), ("shaft", 15.0, -150.0), ("shaft", -15.0, -150.0),
    ("shaft", -15.0, -140.0), ("shaft", -15.0, -110.0), ("shaft", -15.0, -75.0), ("shaft", -15.4, -56.0),
    ("shaft", -18.6, -47.0), ("shaft", -22.8, -40.5), ("shaft", -23.8, -34.5), ("shaft", -21.0, -28.5),
    ("corner", -1.6, -9.5), ("corner", -2.6, -3.0), ("calcar", -11.0, 0.2), ("neck", 24.0, -15.8),
    ("neck", 18.5, -17.0), ("neck", 13.0, -19.9), ("neck", 6.0, -22.8),
)  # fmt: skip
"""Border of the femur without its head, as (frame, x, y); the frames are those of :func:`_frames`."""

EPIPHYSEAL_LINE = (
    ("neck", 12.5, 19.5), ("neck", 15.5, 10.0), ("neck", 14.0, 0.0), ("neck", 15.5, -10.0),
    ("neck", 12.5, -19.5),
)  # fmt: skip
INTERTROCHANTERIC_LINE = (
    ("tip", 1.0, -11.0),
    ("tip", -2.0, -22.0),
    ("shaft", -8.0, -10.0),
    ("shaft", -15.0, -26.0),
)
TROCHANTER_RIDGE = (("tip", 7.0, -10.0), ("tip", 9.0, -19.0), ("tip", 8.5, -29.0))

Frame = tuple[Points, Points, Points]


def thigh_bone(
    neck_shaft_angle: float,
    neck_length: float,
    tip_lateral: float,
    tip_up: float,
    trochanter_turn: float = 0.0,
) -> Shape:
    """Proximal femur in the femur frame.

    Parameters
    ----------
    neck_shaft_angle : deg
    neck_length, tip_lateral, tip_up : mm
        As the model has them; the tip is measured from the head centre.
    trochanter_turn : deg
        How far the trochanter has turned with the neck; 0 when only the head moves.
    """
    frames = _frames(neck_shaft_angle, neck_length, np.array((tip_lateral, tip_up)), trochanter_turn)

    def curve(table: Sequence[tuple[str, float, float]], closed: bool = False) -> Points:
        return smooth([_in_frame(frames[name], x, y) for name, x, y in table], closed=closed)

    return Shape(
        name="femur",
        outlines=(curve(FEMUR, closed=True), arc(HEAD_RADIUS, 0, 360)[:-1]),
        lines=(curve(EPIPHYSEAL_LINE), curve(INTERTROCHANTERIC_LINE), curve(TROCHANTER_RIDGE)),
    )


def _in_frame(frame: Frame, x: float, y: float) -> Points:
    origin, first, second = frame
    return origin + x * first + y * second


def _frames(angle: float, neck_length: float, tip: Points, trochanter_turn: float) -> dict[str, Frame]:
    """Origin and two axes by name.

    ``neck`` starts at the head centre, ``shaft`` at the neck's base, ``tip`` at the trochanter tip, turned
    with it, ``wall`` medial of the tip; ``corner`` and ``calcar`` where neck and shaft meet below, ``saddle``
    where neck and trochanter meet above, ``throat`` where the head has passed into the neck.
    """
    along, across = direction(angle), direction(angle - 90)
    lateral, up = direction(90), direction(0)
    tip_lateral, tip_up = direction(90 + trochanter_turn), direction(trochanter_turn)
    below, above = -NECK_HALF_WIDTH * across, (NECK_HALF_WIDTH - HOLLOW) * across
    base = neck_length * along
    corner = below + along * (base[0] - SHAFT_HALF_WIDTH - below[0]) / along[0]
    depth = min(1.0, max(FLATTEST, float((tip - above) @ across) / CLEARANCE))
    wall = tip - TROCHANTER_WALL * depth * tip_lateral
    reach = max(float((wall - above) @ tip_lateral / (along @ tip_lateral)), HEAD_RADIUS)
    saddle = above + reach * along
    return {
        "neck": (np.zeros(2), along, across),
        "shaft": (base, lateral, up),
        "corner": (corner, lateral, up),
        "calcar": (corner, along, across),
        "throat": (min(THROAT, reach - THROAT_TO_SADDLE) * along, along, across),
        "saddle": (saddle, depth * along, depth * across),
        "wall": (wall, depth * tip_lateral, depth * tip_up),
        "tip": (tip, tip_lateral, tip_up),
    }
