"""The few numbers of a solved hip that place bones and body."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hipmech.anatomy.curves import Move
from hipmech.loads import Load
from hipmech.quantities import default

TRUNK_LIMIT, THIGH_LIMIT = 60.0, 30.0
"""Inclinations beyond which the model gives no answer; a pose is drawn no farther, deg."""


@dataclass(frozen=True, kw_only=True)
class Pose:
    """How one person stands on one leg: mm and degrees, signs as in the model.

    Attributes
    ----------
    half_hip_distance, stature, hip_up : mm
        ``hip_up`` is the stance hip above the floor.
    neck_shaft_angle, neck_length, tip_lateral, tip_up, trochanter_turn : deg and mm
        The proximal femur, see :func:`hipmech.anatomy.thigh_bone`.
    pelvic_drop, trunk_inclination, thigh_inclination : deg
    foot_arm : mm, the stance foot medial of the stance hip
    origin_lateral, origin_up : mm, where the abductors spring from the level pelvis
    abductor_length_change : %, negative when the muscle is slack
    step_width : mm
    cane_arm, carried_arm : mm medial of the stance hip, or None without cane or load
    """

    half_hip_distance: float = 86.0
    stature: float = 1750.0
    hip_up: float = 923.0
    neck_shaft_angle: float = 127.0
    neck_length: float = 54.0
    tip_lateral: float = 48.1
    tip_up: float = 0.0
    trochanter_turn: float = 0.0
    pelvic_drop: float = 0.0
    trunk_inclination: float = 0.0
    thigh_inclination: float = 5.7
    foot_arm: float = 92.1
    origin_lateral: float = 20.0
    origin_up: float = 100.0
    abductor_length_change: float = 0.0
    step_width: float = 130.0
    cane_arm: float | None = None
    carried_arm: float | None = None

    @property
    def drop(self) -> Move:
        """Pelvis frame to hip frame."""
        return Move(turn=self.pelvic_drop)

    @property
    def thigh(self) -> Move:
        """Femur frame of the stance leg to hip frame."""
        return Move(turn=-self.thigh_inclination)

    @property
    def origin(self) -> tuple[float, float]:
        """Where the abductors spring from, in the hip frame, mm."""
        return self.drop.point(self.origin_lateral, self.origin_up)

    @property
    def insertion(self) -> tuple[float, float]:
        """The trochanter tip in the hip frame, mm."""
        return self.thigh.point(self.tip_lateral, self.tip_up)

    @property
    def swing_hip(self) -> tuple[float, float]:
        """Swing hip centre in the hip frame, mm."""
        return self.drop.point(-2 * self.half_hip_distance, 0.0)

    def trunk(self, lumbosacral_height: float) -> Move:
        """Trunk frame (midline, up from L5/S1) to hip frame; L5/S1 at a height above the hip axis, mm."""
        joint = self.drop.point(-self.half_hip_distance, lumbosacral_height)
        return Move(turn=-self.trunk_inclination, shift=joint)


def pose_of(load: Load) -> Pose:
    """How the person of a scalar load stands."""
    inputs, steps = load.inputs, load.steps
    angle = float(inputs["neck_shaft_angle"])
    thigh = _within(steps["thigh_inclination"], THIGH_LIMIT)
    turned = inputs["neck_angle_convention"] == "proximal_femur"
    hip_height = float(steps["hip_height"])
    return Pose(
        half_hip_distance=float(steps["half_hip_distance"]),
        stature=float(inputs["stature"]),
        hip_up=hip_height * math.cos(math.radians(thigh)),
        neck_shaft_angle=angle,
        neck_length=float(inputs["neck_length"]),
        tip_lateral=float(steps["tip_lateral"]),
        tip_up=float(steps["tip_up"]),
        trochanter_turn=angle - float(default("reference_neck_shaft_angle")) if turned else 0.0,
        pelvic_drop=float(inputs["pelvic_drop"]),
        trunk_inclination=_within(steps["trunk_inclination"], TRUNK_LIMIT),
        thigh_inclination=thigh,
        foot_arm=hip_height * math.sin(math.radians(thigh)),
        origin_lateral=float(inputs["abductor_origin_lateral"]),
        origin_up=float(inputs["abductor_origin_up"]),
        abductor_length_change=float(load.abductor_length_change),
        step_width=float(inputs["step_width"]),
        cane_arm=float(steps["cane_arm"]) if inputs["cane_force"] else None,
        carried_arm=float(steps["carried_arm"]) if inputs["carried_mass"] else None,
    )


def _within(angle: float, limit: float) -> float:
    """The angle as far as it can be drawn."""
    return 0.0 if math.isnan(angle) else max(-limit, min(limit, float(angle)))
