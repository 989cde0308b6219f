"""Gluteus medius as seen from the front: a fan from the iliac crest to the greater trochanter."""

from __future__ import annotations

import math

import numpy as np

from hipmech.anatomy.curves import Move, Points, Shape, smooth
from hipmech.anatomy.pelvis import DRAWN_ORIGIN
from hipmech.anatomy.pose import Pose

CREST = ((51.0, 101.0), (50.5, 114.0), (41.0, 125.0), (25.0, 131.5), (7.0, 133.0), (-9.0, 128.5))
"""Upper edge on the level pelvis, lateral to medial."""

FOOTPRINT = ((13.6, -15.0), (10.5, -8.0), (5.0, -2.5), (0.0, -0.8), (-4.0, -1.5))
"""Lower edge on the trochanter, from its tip, lateral to medial."""

BULGE, HOLLOW = 8.0, -3.0
"""How far the lateral and the medial border bow to the lateral side, mm."""
SLACK_FROM = 5.0
"""Shortening from which the fibres are drawn wavy, %."""
WAVES = 6
LOWEST_WAVE, HIGHEST_WAVE, WAVE_GROWTH = 1.0, 3.0, 0.1
"""Half height of the waves: at the least slack, at most, mm, and what each further % adds."""
FIBRES = 8
FIBRE_POINTS, WAVY_FIBRE_POINTS = 5, 25
"""Points through which a fibre runs smoothly; of a wave its zeros and its crests."""


def gluteus_medius(pose: Pose, fibres: int = FIBRES) -> Shape:
    """Outline and fibres in the hip frame; fibres are wavy when the muscle is 5 % or more shortened."""
    flare = (pose.origin_lateral - DRAWN_ORIGIN[0], pose.origin_up - DRAWN_ORIGIN[1])
    crest = Move(turn=pose.pelvic_drop)(smooth(CREST, closed=False) + flare)
    trochanter = Move(turn=-pose.thigh_inclination - pose.trochanter_turn, shift=pose.insertion)
    footprint = trochanter(smooth(FOOTPRINT, closed=False))
    lateral, medial = (
        _fibre(crest[end], footprint[end], bulge, 0.0) for end, bulge in ((0, BULGE), (-1, HOLLOW))
    )
    shares = (np.arange(fibres) + 0.5) / fibres
    amplitude = _slackness(pose.abductor_length_change)
    return Shape(
        name="gluteus_medius",
        outlines=(np.vstack([crest, medial, footprint[::-1], lateral[::-1]]),),
        lines=tuple(
            _fibre(_at(crest, s), _at(footprint, s), BULGE * (1 - s) + HOLLOW * s, amplitude) for s in shares
        ),
    )


def _slackness(length_change: float) -> float:
    """Half height of the fibres' waves, mm."""
    if not length_change <= -SLACK_FROM:
        return 0.0
    return min(LOWEST_WAVE + WAVE_GROWTH * (-length_change - SLACK_FROM), HIGHEST_WAVE)


def _at(curve: Points, share: float) -> Points:
    ends = np.linspace(0, 1, len(curve))
    return np.array((np.interp(share, ends, curve[:, 0]), np.interp(share, ends, curve[:, 1])))


def _fibre(start: Points, end: Points, bulge: float, amplitude: float) -> Points:
    """From crest to trochanter, bowed to the lateral side and waved, mm."""
    way = end - start
    normal = np.array((-way[1], way[0])) / math.hypot(*way)
    t = np.linspace(0, 1, WAVY_FIBRE_POINTS if amplitude else FIBRE_POINTS)
    waves = np.sin(2 * np.pi * WAVES * t) * np.minimum(1, 8 * t * (1 - t))
    aside = bulge * np.sin(np.pi * t) + amplitude * waves
    return smooth(start + t[:, None] * way + aside[:, None] * normal, closed=False)
