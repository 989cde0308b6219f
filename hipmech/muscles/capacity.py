"""How much force each muscle has: the measured torque of a body, divided by the table's cross-sections.

Cross-sections times a stress would not do: the tables differ twofold, and models built on them hold about
twice what people reach on a dynamometer. So the norm of the body, N·m per kilogram, is what all abductors of
the default adult in the default stand hold together at full activation; the cross-sections only divide it.
Muscles on request share the same norm, for they too pulled on the dynamometer. Another hip has the same
forces on its own arms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from hipmech.loads import Load
from hipmech.muscles.attachments import ABDUCTORS, GLUTEALS, TENSOR, Attachment
from hipmech.muscles.straight_lines import (
    MILLIMETRE,
    Array,
    lines,
    muscle_rows,
    named,
    per_hip,
    reference_lines,
    refuse_levers,
)
from hipmech.solution import solve


def cross_sections(rows: tuple[Attachment, ...]) -> Array:
    """Relative cross-sections (n,) of the muscles."""
    return np.array([row.relative_pcsa for row in rows])


@cache
def usual_torques(include: tuple[str, ...] = ()) -> Array:
    """Arm times relative cross-section of each muscle of the default adult in the default stand, mm."""
    torques: Array = lines(solve(), include).abduction_arms * cross_sections(muscle_rows(include))
    torques.flags.writeable = False
    return torques


def torque_shares() -> Mapping[str, float]:
    """Share of each muscle in the total abduction torque of the default adult in the default stand.

    Muscles of the trochanter have nine tenths of it, where Kummer gives them seven (kummer_1993): what pulls
    on the iliotibial tract from behind, the upper gluteus maximus, is not modelled.

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


def capacities(load: Load, include: Iterable[str] = ()) -> Array:
    """Force of each muscle at full activation, in the pose of a load.

    Parameters
    ----------
    load : Load
        One hip or an array of hips.
    include : names, optional
        Muscles on request, as in :func:`lines`; they take their share of the same norm.

    Returns
    -------
    array (..., n), N
        In the order of :func:`lines`. ``abductor_strength`` weakens all, ``gluteal_strength`` gluteus medius
        and minimus, ``tfl_strength`` the tensor fasciae latae; ``force_length`` says what stretch does.

    Raises
    ------
    InputError
        A name that is no muscle on request, or a lever instead of a hip.

    Examples
    --------
    >>> import hipmech as hm
    >>> norm = 1.8 * 75
    >>> round(float(lines(hm.solve()).abduction_arms @ capacities(hm.solve())) / 1000 / norm, 9)
    1.0
    """
    refuse_levers(load)
    include = named(include)
    rows = muscle_rows(include)
    values = load.evaluate()
    torque = per_hip(values["capacity_per_mass"] * values["body_mass"], load)
    force = torque / (MILLIMETRE * usual_torques(include).sum()) * cross_sections(rows)
    strength: Array = force * remaining_strength(load, rows) * length_gains(load, include)
    return strength


def remaining_strength(load: Load, rows: tuple[Attachment, ...]) -> Array:
    """What is left of each muscle, (..., n)."""
    inputs = load.inputs
    gluteal = np.array([row.name in GLUTEALS for row in rows])
    tensor = np.array([row.name == TENSOR for row in rows])
    strength = per_hip(inputs["abductor_strength"], load)
    strength = strength * np.where(gluteal, per_hip(inputs["gluteal_strength"], load), 1.0)
    result: Array = strength * np.where(tensor, per_hip(inputs["tfl_strength"], load), 1.0)
    return result


def length_gains(load: Load, include: Iterable[str] = ()) -> Array:
    """Force gained or lost by length, (..., n): a stated assumption, as for the single line.

    Length is counted from the same pelvis, level, over the default femur of this stature in the default
    stand. ``linear``: ``stretch_gain`` per degree, a muscle's stretch being the adduction that winds as much
    over its own default arm. ``bell``: all change of length is in fibres of one length, strongest there.
    """
    values, bell_shaped = load.evaluate(), load.inputs["force_length"] == "bell"
    if not bell_shaped and not np.any(values["stretch_gain"]):
        return np.ones((*load.shape, len(muscle_rows(include))))
    stretch = MILLIMETRE * (lines(load, include).length - reference_lines(load, include).length)
    if bell_shaped:
        bell: Array = np.exp(-((stretch / values["fibre_length"]) ** 2) / values["force_length_width"])
        return bell
    gain = per_hip(values["stretch_gain"], load)
    arms = MILLIMETRE * lines(solve(), include).abduction_arms
    linear: Array = np.maximum(1 + gain * stretch / arms, 0.0)
    return linear
