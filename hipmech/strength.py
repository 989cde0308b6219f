"""What the abductors can hold: their strength, their lever, their length, and the tissue that stretches.

A norm gives the torque of healthy adults in the default stand. Here it follows what is left of the muscles,
the arm with which they pull and, as stated assumptions, how far they are stretched.
"""

from __future__ import annotations

import numpy as np

from hipmech.equations import Alternatives
from hipmech.limits import Real

STRENGTHS = ("abductor_strength", "gluteal_strength", "tfl_strength")
"""Inputs that say what is left of the muscles; 1 is all of it."""


def muscle_strength(gluteal_share: Real, gluteal_strength: Real, tfl_share: Real, tfl_strength: Real) -> Real:
    """Share of the total torque that is left when gluteals and tensor fasciae latae weaken on their own."""
    return 1 - gluteal_share * (1 - gluteal_strength) - tfl_share * (1 - tfl_strength)


def lever_gain(abductor_arm: Real, reference_abductor_arm: Real) -> Real:
    """The same pull on a longer arm holds more: arm against that of the default adult."""
    return np.maximum(abductor_arm / reference_abductor_arm, 0.0)


def abductor_stretch(
    abductor_length: Real, reference_abductor_length: Real, reference_abductor_arm: Real
) -> Real:
    """Lengthening of the line as an angle: the adduction that would wind as much over the default arm."""
    return (abductor_length - reference_abductor_length) / reference_abductor_arm


def linear_length_gain(stretch_gain: Real, abductor_stretch: Real) -> Real:
    """Torque changes in proportion to stretch; without a gain the length does not matter."""
    return np.maximum(1 + stretch_gain * abductor_stretch, 0.0)


def bell_length_gain(
    abductor_length: Real, reference_abductor_length: Real, fibre_length: Real, force_length_width: Real
) -> Real:
    """Force of a fibre that is strongest in the default stand; all change of length is in the fibres."""
    strain = (abductor_length - reference_abductor_length) / fibre_length
    return np.exp(-(strain**2) / force_length_width)


def abductor_capacity(
    capacity_per_mass: Real,
    body_mass: Real,
    abductor_strength: Real,
    muscle_strength: Real,
    lever_gain: Real,
    length_gain: Real,
) -> Real:
    """Torque of healthy adults, by what is left of it here."""
    return capacity_per_mass * body_mass * abductor_strength * muscle_strength * lever_gain * length_gain


def passive_moment(passive_stiffness: Real, pelvic_drop: Real) -> Real:
    """What stretched tissue holds without any effort once the pelvis drops."""
    return passive_stiffness * np.maximum(pelvic_drop, 0.0)


EQUATIONS = (
    muscle_strength,
    lever_gain,
    abductor_stretch,
    Alternatives("length_gain", "force_length", {"linear": linear_length_gain, "bell": bell_length_gain}),
    abductor_capacity,
    passive_moment,
)
