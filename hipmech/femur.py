r"""The proximal femur: neck-shaft angle, neck, offset, and where its trochanter stands.

::

    head centre O ──────────── + trochanter tip     → lateral
                 \            |
           neck n \           |
                   \          |
                    \ γ_NS    |
                     ●  shaft axis, taken as the mechanical axis
                     |
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hipmech.equations import Alternatives
from hipmech.limits import Real, accept_fields
from hipmech.notebooks import Tabled
from hipmech.quantities import default

__all__ = ["Femur"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Femur(Tabled):
    """A proximal femur; every number scalar or array.

    Attributes
    ----------
    neck_shaft_angle : deg
    neck_length : mm, head centre to shaft axis along the neck
    neck_angle_convention : ``head`` (head and neck move, trochanter and shaft stay: congenital
        variation) or ``proximal_femur`` (head and trochanter turn together: intertrochanteric osteotomy)
    trochanter_lateral : mm, tip lateral of the shaft axis
    trochanter_rise : mm, tip above the head centre at 127°
    """

    neck_shaft_angle: Real = default("neck_shaft_angle")
    neck_length: Real = default("neck_length")
    neck_angle_convention: str = default("neck_angle_convention")
    trochanter_lateral: Real = default("trochanter_lateral")
    trochanter_rise: Real = default("trochanter_rise")

    def __post_init__(self) -> None:
        accept_fields(self)


def femoral_offset(neck_length: Real, neck_shaft_angle: Real) -> Real:
    return neck_length * np.sin(neck_shaft_angle)


def head_tip_lateral(femoral_offset: Real, trochanter_lateral: Real) -> Real:
    return femoral_offset + trochanter_lateral


def head_tip_up(
    trochanter_rise: Real, neck_length: Real, neck_shaft_angle: Real, reference_neck_shaft_angle: Real
) -> Real:
    """The head rises above the neck's base by −n·cos γ, the tip stays: it sinks against the head."""
    return trochanter_rise + neck_length * (np.cos(neck_shaft_angle) - np.cos(reference_neck_shaft_angle))


def _turned(
    trochanter_lateral: Real, neck_length: Real, neck_shaft_angle: Real, reference_neck_shaft_angle: Real
) -> tuple[Real, Real]:
    """How far the tip of the reference femur reaches from the head, and how far it turns with the neck."""
    reach = neck_length * np.sin(reference_neck_shaft_angle) + trochanter_lateral
    return reach, neck_shaft_angle - reference_neck_shaft_angle


def turned_tip_lateral(
    trochanter_rise: Real,
    trochanter_lateral: Real,
    neck_length: Real,
    neck_shaft_angle: Real,
    reference_neck_shaft_angle: Real,
) -> Real:
    """The tip of the reference femur, turned about the head with the neck."""
    reach, turn = _turned(trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle)
    return reach * np.cos(turn) + trochanter_rise * np.sin(turn)


def turned_tip_up(
    trochanter_rise: Real,
    trochanter_lateral: Real,
    neck_length: Real,
    neck_shaft_angle: Real,
    reference_neck_shaft_angle: Real,
) -> Real:
    """The tip of the reference femur, turned about the head with the neck."""
    reach, turn = _turned(trochanter_lateral, neck_length, neck_shaft_angle, reference_neck_shaft_angle)
    return trochanter_rise * np.cos(turn) - reach * np.sin(turn)


EQUATIONS = (
    femoral_offset,
    Alternatives(
        "tip_lateral",
        "neck_angle_convention",
        {"head": head_tip_lateral, "proximal_femur": turned_tip_lateral},
    ),
    Alternatives(
        "tip_up",
        "neck_angle_convention",
        {"head": head_tip_up, "proximal_femur": turned_tip_up},
    ),
)
