"""How much force each muscle has: the measured torque of a body, divided by the table's cross-sections.

Cross-sections times a stress would not do: the tables differ twofold, and models built on them hold about
twice what people reach on a dynamometer. So the norm of the body, N·m per kilogram, is what all abductors of
the default adult in the default stand hold together at full activation; the cross-sections only divide it.
Another hip has the same forces on its own arms.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from hipmech.muscles.attachments import ABDUCTORS, Attachment
from hipmech.muscles.straight_lines import Array, lines, muscle_rows
from hipmech.solution import solve

__all__ = ["torque_shares"]


def cross_sections(rows: tuple[Attachment, ...]) -> Array:
    return np.array([row.relative_pcsa for row in rows])


@cache
def usual_torques() -> Array:
    """Arm times cross-section of each abductor of the default adult in the default stand, mm."""
    torques: Array = lines(solve()).abduction_arms * cross_sections(muscle_rows())
    torques.flags.writeable = False
    return torques


def torque_shares() -> Mapping[str, float]:
    """Share of each muscle in the total abduction torque of the default adult in the default stand.

    Returns
    -------
    mapping
        Share by name of :data:`~hipmech.muscles.ABDUCTORS`; together 1.

    Examples
    --------
    >>> {name: round(share, 3) for name, share in torque_shares().items() if "gluteus" not in name}
    {'tensor_fasciae_latae': 0.095, 'piriformis': 0.029}
    """
    torques = usual_torques()
    shares = torques / torques.sum()
    return MappingProxyType(dict(zip(ABDUCTORS, shares.tolist(), strict=True)))
