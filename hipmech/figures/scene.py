"""What there is to draw of one hip: its pose, its forces as vectors, their arms and moments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hipmech.anatomy import Pose, pose_of
from hipmech.equilibrium import VALIDITY
from hipmech.errors import InputError
from hipmech.loads import ADDUCTORS_NEEDED, NOT_HELD, OUTSIDE_VALIDITY, Balance, Load
from hipmech.quantities import STANDARD_GRAVITY, default

Vector = tuple[float, float]
Steps = Mapping[str, Any]

ARROW_MM_PER_BW = 40.0
HALF_SIZE_ABOVE = 5.0


@dataclass(frozen=True, kw_only=True)
class Force:
    """One force on pelvis and trunk.

    Attributes
    ----------
    name : ``weight``, ``abductors``, ``cane``, ``inertia`` or ``joint``
    letter : how it is lettered
    vector : (lateral, up), BW
    start : (lateral, up), mm in the hip frame
    arm : mm, how far its line passes from the hip centre
    moment : mm·BW about the hip, positive when it tips the pelvis to the swing side
    """

    name: str
    letter: str
    vector: Vector
    start: Vector
    arm: float
    moment: float

    @property
    def size(self) -> float:
        """Magnitude, BW."""
        return math.hypot(*self.vector)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One solved hip, ready to be drawn.

    Attributes
    ----------
    forces : tuple of Force
        In the order of the force polygon, which they close; without an answer only what the hip carries.
    pose : Pose or None
        None for a published lever, which has no anatomy.
    side : ``right`` or ``left``
    body_weight : N
    moment : N·m
    ground : (lateral, up) BW or None
        Ground reaction on the stance foot.
    carried_mass : kg
    refusal : str
        Key of the reason in words why there is no answer; empty where there is one.
    held : bool
        Whether the abductors can hold what they must.
    """

    forces: tuple[Force, ...]
    pose: Pose | None
    side: str
    body_weight: float
    moment: float
    ground: Vector | None
    carried_mass: float
    refusal: str
    held: bool

    def force(self, name: str) -> Force | None:
        """The force of a name, or None where it does not act."""
        return next((force for force in self.forces if force.name == name), None)

    @property
    def weight(self) -> Force:
        """The supported weight, which always acts."""
        return self.forces[0]

    @property
    def answered(self) -> bool:
        """Whether there are an abductor force and a joint force to draw."""
        return not self.refusal

    @property
    def arrow_scale(self) -> float:
        """Length of the arrows, mm per BW: half above 5 BW."""
        largest = max(force.size for force in self.forces)
        return ARROW_MM_PER_BW / 2 if largest > HALF_SIZE_ABOVE else ARROW_MM_PER_BW


def scene_of(load: Balance) -> Scene:
    """The scene of one scalar solution.

    Raises
    ------
    InputError
        No load, or a load of many hips: a picture shows one.
    """
    if not isinstance(load, Balance):
        raise InputError(
            f"A hip figure draws a load, the result of hipmech.solve; given was {type(load).__name__}."
        )
    if load.shape != ():
        raise InputError(
            f"A hip figure draws one hip; this load has the shape {load.shape}. "
            "Solve with scalars, or draw the sweep with hipmech.figures.sweep_curve."
        )
    steps = load.steps
    body_weight = float(steps["body_weight"])
    refusal = _refusal(load)
    hip = isinstance(load, Load)
    return Scene(
        forces=_given(load, steps) if refusal else _closed_polygon(load, steps),
        pose=pose_of(load) if isinstance(load, Load) else None,
        side=str(load.inputs.get("stance_side", default("stance_side"))),
        body_weight=body_weight,
        moment=float(load.abductor_moment),
        ground=_ground(load, steps) if hip and refusal != "foot_carries" else None,
        carried_mass=float(load.inputs.get("carried_mass", 0.0)),
        refusal=refusal,
        held=load.status != NOT_HELD,
    )


def _refusal(load: Balance) -> str:
    if load.status < ADDUCTORS_NEEDED:
        return ""
    if load.status != OUTSIDE_VALIDITY:
        return "adductors_needed"
    values = load.evaluate()
    return next(condition.__name__ for condition in VALIDITY if not values[condition.__name__])


def _weight(load: Balance, steps: Steps) -> Force:
    size = float(load.supported_weight) / float(steps["body_weight"])
    arm = float(load.body_weight_arm)
    return Force(
        name="weight",
        letter="W",
        vector=(0.0, -size),
        start=(-arm, _com_up(load, steps)),
        arm=arm,
        moment=size * arm,
    )


def _com_up(load: Balance, steps: Steps) -> float:
    """Height of all that the hip carries; a carried mass hangs at hip height, as in the model."""
    body, carried = float(steps["supported_mass"]), float(load.inputs.get("carried_mass", 0.0))
    up = float(steps.get("supported_com_up", 0.0))
    return 0.0 if math.isnan(up) else up * body / (body + carried) if body else 0.0


def _closed_polygon(load: Balance, steps: Steps) -> tuple[Force, ...]:
    weight, *others = _given(load, steps)
    return (weight, _abductors(load, steps), *others, _joint(load, steps))


def _given(load: Balance, steps: Steps) -> tuple[Force, ...]:
    """The forces that act before any muscle answers."""
    return (_weight(load, steps), *_cane(load, steps), *_inertia(load, steps))


def _abductors(load: Balance, steps: Steps) -> Force:
    size, angle = float(load.abductor_force_bw), math.radians(float(load.abductor_line_angle))
    return Force(
        name="abductors",
        letter="F",
        vector=(size * math.sin(angle), -size * math.cos(angle)),
        start=(float(steps.get("origin_lateral", 0.0)), float(steps.get("origin_up", 0.0))),
        arm=float(load.abductor_arm),
        moment=-size * float(load.abductor_arm),
    )


def _cane(load: Balance, steps: Steps) -> tuple[Force, ...]:
    size = float(load.inputs.get("cane_force", 0.0)) / float(steps["body_weight"])
    if not size:
        return ()
    arm = float(steps["cane_arm"])
    return (
        Force(
            name="cane", letter="C", vector=(0.0, size), start=(-arm, 0.0), arm=abs(arm), moment=-size * arm
        ),
    )


def _inertia(load: Balance, steps: Steps) -> tuple[Force, ...]:
    """What the body's sideways acceleration adds, as a force against it (D'Alembert)."""
    mass = float(steps["supported_mass"]) + float(load.inputs.get("carried_mass", 0.0))
    size = mass * float(steps["lateral_acceleration"]) / float(steps["body_weight"])
    if not size or math.isnan(size):
        return ()
    arm = _com_up(load, steps)
    start = (-float(load.body_weight_arm), arm)
    return (Force(name="inertia", letter="I", vector=(-size, 0.0), start=start, arm=arm, moment=size * arm),)


def _joint(load: Balance, steps: Steps) -> Force:
    body_weight = float(steps["body_weight"])
    vector = (-float(load.joint_reaction_lateral) / body_weight, -float(load.joint_reaction_up) / body_weight)
    return Force(name="joint", letter="J", vector=vector, start=(0.0, 0.0), arm=0.0, moment=0.0)


def _ground(load: Balance, steps: Steps) -> Vector | None:
    """What the floor gives back; None where the pendulum has no answer."""
    body_weight = float(steps["body_weight"])
    gravity = float(load.inputs["load_factor"]) * STANDARD_GRAVITY
    up = float(load.supported_weight) + gravity * float(steps["leg_mass"]) - float(load.inputs["cane_force"])
    aside = float(steps["balancing_mass"]) * float(steps["lateral_acceleration"])
    return (aside / body_weight, up / body_weight) if math.isfinite(aside) else None
