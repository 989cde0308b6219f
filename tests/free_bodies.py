"""The hip balance once more, from first principles and by another route, as a judge of hipmech's.

Points and forces are complex numbers, lateral + i·up, in metres and newtons from the stance hip centre; a
rotation is a multiplication. Roots are found from two evaluations instead of formulas, the pendulum from
many small steps in time. Nothing is taken from hipmech but the names of its inputs: all constants are typed
again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.default_adult import (
    BELL_WIDTH,
    DE_LEVA_PELVIS,
    FIBRE_LENGTH,
    GLUTEAL_SHARE,
    PARAMETERS,
    REFERENCE_ANGLE,
    SI,
    TFL_SHARE,
    UPRIGHT_STEP_WIDTH,
    G,
    composite_leg,
)

Reals = NDArray[np.float64]
Points = NDArray[np.complex128]

SMALL_STEPS = 64


def turn(angle: Any) -> Points:
    """Rotation from lateral towards up."""
    return np.asarray(np.exp(1j * np.asarray(angle)))


def moment(place: Any, force: Any) -> Reals:
    """Moment about the hip that turns lateral towards up, which tips the swing side down."""
    return np.imag(np.conj(place) * force)


def root(line: Callable[[Any], Reals]) -> Reals:
    """Zero of a linear function."""
    at_zero = line(0.0)
    return -at_zero / (line(1.0) - at_zero)


@dataclass(frozen=True)
class FreeBodies:
    """A person on one leg, cut at the stance hip into two bodies."""

    inputs: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        """An input in SI: kg, m, rad, N, s."""
        value = self.inputs.get(name, PARAMETERS[name])
        if isinstance(value, str) or value is None or np.asarray(value).dtype.kind == "U":
            return value
        return np.asarray(value, dtype=float) * SI.get(name, 1.0)

    def by_sex(self, of: Callable[[str], float]) -> Reals:
        sex = np.asarray(self["sex"])
        return np.where(sex == "male", of("male"), of("female"))

    @cached_property
    def leg_constants(self) -> tuple[Any, Any, Any]:
        if self["segment_set"] == "winter":
            return 0.161, 0.447, 0.326
        share, com, gyration = (self.by_sex(lambda sex, k=k: composite_leg(sex)[k]) for k in range(3))  # type: ignore[misc]
        return share, com, gyration

    # Masses (kg) and the stance leg's geometry

    @cached_property
    def leg_mass(self) -> Reals:
        return np.asarray(self.leg_constants[0] * self["body_mass"])

    @cached_property
    def pelvis_mass(self) -> Reals:
        winter = self["segment_set"] == "winter"
        share = 0.142 if winter else self.by_sex(DE_LEVA_PELVIS.__getitem__)
        return np.asarray(share * self["body_mass"])

    @cached_property
    def trunk_mass(self) -> Reals:
        return np.asarray(self["body_mass"] - 2 * self.leg_mass - self.pelvis_mass)

    @cached_property
    def hip_height(self) -> Reals:
        return np.asarray(0.530 * self["stature"])

    @cached_property
    def leg_com_depth(self) -> Reals:
        return np.asarray(self.leg_constants[1] * 0.491 * self["stature"])

    @cached_property
    def leg_inertia(self) -> Reals:
        return np.asarray(self.leg_mass * (self.leg_constants[2] * 0.491 * self["stature"]) ** 2)

    # Places of what hangs on the pelvis

    def on_pelvis(self, lateral: Any, up: Any) -> Points:
        """A point of the level pelvis, turned with it about the stance hip."""
        return np.asarray((lateral + 1j * up) * turn(self["pelvic_drop"]))

    @cached_property
    def hip_middle(self) -> Points:
        return self.on_pelvis(-self["inter_hip_distance"] / 2, 0.0)

    @cached_property
    def pelvis_com(self) -> Points:
        return self.on_pelvis(-self["inter_hip_distance"] / 2, 0.050 / 1.75 * self["stature"])

    @cached_property
    def lumbosacral(self) -> Points:
        return self.on_pelvis(-self["inter_hip_distance"] / 2, 0.100 / 1.75 * self["stature"])

    @cached_property
    def swing_leg_com(self) -> Points:
        return np.asarray(self.on_pelvis(-self["inter_hip_distance"], 0.0) - 1j * self.leg_com_depth)

    def hand(self, side: str, distance: Any) -> Reals:
        outwards = {"contralateral": -1, "ipsilateral": 1}[side]
        return np.asarray(self.hip_middle.real + outwards * distance)

    @cached_property
    def cane_hand(self) -> Reals:
        return self.hand(self["cane_side"], self["cane_distance"])

    @cached_property
    def bag_hand(self) -> Reals:
        return self.hand(self["carried_side"], self["load_distance"])

    @cached_property
    def trunk_length(self) -> Reals:
        return np.asarray(0.286 / 1.75 * self["stature"])

    def trunk_com(self, sine: Any) -> Points:
        # The foot of a leaning trunk is found from the lean asked for, which may lie beyond the possible.
        up = np.sqrt(np.maximum(1 - np.square(sine), 0.0))
        return np.asarray(self.lumbosacral + self.trunk_length * (sine + 1j * up))

    @cached_property
    def asked_sine(self) -> Reals:
        """Trunk as the inputs ask for it: its lean, and its shift against the bag."""
        carries_along = self["pelvic_drop"] if self["pelvic_drop_trunk"] == "follows" else 0.0
        bag = self["counter_lean"] * self["carried_mass"] * (self.bag_hand - self.hip_middle.real)
        shift = -bag / self.trunk_mass
        return np.asarray(np.sin(self["trunk_lean"] - carries_along) + shift / self.trunk_length)

    def carried_parts(self, sine: Any) -> list[tuple[Any, Any]]:
        """Mass and place of everything above the stance hip; the bag hangs at hip height."""
        return [
            (self.pelvis_mass, self.pelvis_com),
            (self.trunk_mass, self.trunk_com(sine)),
            (self.leg_mass, self.swing_leg_com),
            (self["carried_mass"], self.bag_hand + 0j),
        ]

    # The pose that balances over the foot

    def tipping(self, foot: Any, sine: Any, load_factor: Any) -> Reals:
        """Moment of gravity and cane on the whole body about a foot that far medial of the hip."""
        weights = [(mass, place.real) for mass, place in self.carried_parts(sine)]
        weights.append((self.leg_mass, -foot * self.leg_com_depth / self.hip_height))
        down = sum(mass * load_factor * G * -(place + foot) for mass, place in weights)
        return np.asarray(down + self["cane_force"] * (self.cane_hand + foot))

    @cached_property
    def still_foot(self) -> Reals:
        """Foot medial of the hip when everybody stands still as the inputs ask."""
        return root(lambda foot: self.tipping(foot, self.asked_sine, self["load_factor"]))

    @cached_property
    def foot(self) -> Reals:
        """Foot medial of the hip under the stance strategy."""
        strategy = self["stance_strategy"]
        rest = -self.still_foot - self.hip_middle.real
        wider = (self["step_width"] - UPRIGHT_STEP_WIDTH) / 2
        strategies: Mapping[str, Callable[[], Any]] = {
            "pelvis_over_foot": lambda: rest,
            "trunk_over_foot": lambda: rest + wider,
            "mixed": lambda: rest + self["trunk_share"] * wider,
            "gait_midstance": lambda: rest + (self["step_width"] / 2 - rest) / self.growth,
        }
        return np.asarray(-self.hip_middle.real - strategies[strategy]())

    @cached_property
    def growth(self) -> Reals:
        """How much a deviation of the inverted pendulum grows from midstance to the end of the step."""
        pull = -(self.tipping(1.0, self.asked_sine, 1.0) - self.tipping(0.0, self.asked_sine, 1.0))
        interval = self["step_time"] / 2 / SMALL_STEPS
        stiffness, interval = np.broadcast_arrays(pull / self.swing_inertia, interval)
        flow = np.zeros((*stiffness.shape, 2, 2))
        flow[..., 0, 1] = interval
        flow[..., 1, 0] = stiffness * interval
        step = taylor = np.broadcast_to(np.eye(2), flow.shape)
        for order in range(1, 12):
            taylor = taylor @ flow / order
            step = step + taylor
        return np.asarray(np.linalg.matrix_power(step, SMALL_STEPS)[..., 0, 0])

    @cached_property
    def swing_inertia(self) -> Reals:
        """Angular momentum about the foot per lateral speed of the hip; the leg turns about the foot."""
        parts = self.carried_parts(self.asked_sine)
        above = sum(mass * (self.hip_height + place.imag) for mass, place in parts)
        leg_com_height = self.hip_height - self.leg_com_depth
        turning = 1 / self.hip_height
        return np.asarray(above + (self.leg_mass * leg_com_height**2 + self.leg_inertia) * turning)

    @cached_property
    def sine(self) -> Reals:
        """Trunk as it stands, solved for where the strategy lets it lean over the foot."""
        if self["stance_strategy"] not in ("trunk_over_foot", "mixed"):
            return self.asked_sine
        return root(lambda sine: self.tipping(self.foot, sine, self["load_factor"]))

    @cached_property
    def acceleration(self) -> Reals:
        """Lateral acceleration of the hip."""
        if self["stance_strategy"] != "gait_midstance":
            return np.zeros(np.shape(self.foot))
        return -self.tipping(self.foot, self.sine, self["load_factor"]) / self.swing_inertia

    # The line of the abductors

    @cached_property
    def tip(self) -> Points:
        """Trochanter tip on the femur, from the head centre."""
        angle, neck = self["neck_shaft_angle"], self["neck_length"]
        reference = np.radians(REFERENCE_ANGLE)
        neck_base = neck * 1j * turn(-angle)
        usual_base = neck * 1j * turn(-reference)
        usual_tip = usual_base.real + self["trochanter_lateral"] + 1j * self["trochanter_rise"]
        if self["neck_angle_convention"] == "head":
            return np.asarray(neck_base + (usual_tip - usual_base))
        return np.asarray(usual_tip * turn(reference - angle))

    @cached_property
    def thigh_inclination(self) -> Reals:
        return np.arcsin(self.foot / self.hip_height)

    @cached_property
    def insertion(self) -> Points:
        return np.asarray(self.tip * turn(-self.thigh_inclination))

    @cached_property
    def origin(self) -> Points:
        return self.on_pelvis(self["abductor_origin_lateral"], self["abductor_origin_up"])

    @cached_property
    def pull(self) -> Points:
        """Unit vector of the abductors' pull on the pelvis."""
        line = self.insertion - self.origin
        return np.asarray(line / np.abs(line))

    # The two free bodies

    @cached_property
    def supported_forces(self) -> list[tuple[Any, Any]]:
        """Place and force of weight, inertia and cane on the body above the hip."""
        apparent = -1j * self["load_factor"] * G - self.acceleration
        forces = [(place, mass * apparent) for mass, place in self.carried_parts(self.sine)]
        return [*forces, (self.cane_hand + 0j, 1j * self["cane_force"])]

    @cached_property
    def demand(self) -> Reals:
        """Moment with which the supported body tips towards the swing side."""
        return np.asarray(sum(moment(place, force) for place, force in self.supported_forces))

    def supported_residual(self, abductor_force: Reals, reaction_on_head: Points) -> tuple[Points, Reals]:
        """Force and moment left over on the body above the hip."""
        pull = abductor_force * self.pull
        force = sum(force for _, force in self.supported_forces) + pull - reaction_on_head
        return np.asarray(force), self.demand + moment(self.origin, pull)

    def leg_residual(self, abductor_force: Reals, reaction_on_head: Points) -> tuple[Points, Reals]:
        """Force and moment left over on the stance leg, with the ground reaction under its foot."""
        ratio = self.leg_com_depth / self.hip_height
        com = -self.foot * ratio - 1j * self.leg_com_depth
        leg_acceleration = self.acceleration * (1 - ratio)
        leg = self.leg_mass * (-1j * self["load_factor"] * G - leg_acceleration)
        ground = -(sum(force for _, force in self.supported_forces) + leg)
        spin = self.leg_inertia * self.acceleration / self.hip_height
        pull = -abductor_force * self.pull
        moments = moment(com, leg) + moment(-self.foot - 1j * self.hip_height, ground)
        return (
            np.asarray(ground + leg + pull + reaction_on_head),
            np.asarray(moments + moment(self.insertion, pull) + spin),
        )

    # The answer, in public units

    @cached_property
    def arm(self) -> Reals:
        """Perpendicular distance from the hip to the line, positive where the line abducts."""
        return -moment(self.origin, self.pull)

    @cached_property
    def capacity_per_mass(self) -> Any:
        """Abduction torque per body mass in the norms of the literature."""
        norm, age = self["capacity_norm"], self["age"]
        if norm == "isometric":
            return 1.8
        if norm == "concentric":
            return self.by_sex({"female": 1.13, "male": 1.29}.__getitem__)
        if age is None:
            return self.by_sex({"female": 1.41, "male": 1.62}.__getitem__)
        return 1.600 - 0.005 * age + self.by_sex({"female": 0.0, "male": 0.215}.__getitem__)

    @property
    def strength_left(self) -> Reals:
        """What is left of the torque, its parts weakened one by one, then all together."""
        rest = 1 - GLUTEAL_SHARE - TFL_SHARE
        parts = GLUTEAL_SHARE * self["gluteal_strength"] + TFL_SHARE * self["tfl_strength"] + rest
        return np.asarray(self["abductor_strength"] * parts)

    @property
    def passive(self) -> Reals:
        """What stretched tissue holds."""
        return np.asarray(self["passive_stiffness"] * np.maximum(self["pelvic_drop"], 0))

    def length_gain(self, lengthening: Reals) -> Reals:
        """What a change of length in metres does to the torque."""
        if self["force_length"] == "bell":
            return np.asarray(np.exp(-((lengthening / FIBRE_LENGTH) ** 2) / BELL_WIDTH))
        stretch = np.degrees(lengthening / FreeBodies({}).arm)
        return np.asarray(np.maximum(1 + self["stretch_gain"] * stretch, 0))

    @cached_property
    def margins(self) -> dict[str, Reals]:
        """What is left to the border of validity, positive inside, in shares of 1."""
        pull = self.tipping(0.0, self.asked_sine, 1.0) - self.tipping(1.0, self.asked_sine, 1.0)
        loaded = self.tipping(0.0, self.asked_sine, self["load_factor"]) - self.tipping(
            1.0, self.asked_sine, self["load_factor"]
        )
        walks = self["stance_strategy"] == "gait_midstance"
        return {
            "foot_carries": (np.minimum(loaded, pull) if walks else loaded) / (self["body_mass"] * G),
            "trunk_reaches": np.sin(np.pi / 3) - np.abs(self.sine),
            "leg_reaches": np.pi / 6 - np.abs(self.thigh_inclination),
            "line_pulls": self.arm - 1e-3,
            "line_runs_down": (self.origin - self.insertion).imag,
            "joint_presses": np.where(
                self.demand < 0, 1.0, -self.answer["joint_reaction_up"] / (self["body_mass"] * G)
            ),
        }

    @cached_property
    def answer(self) -> dict[str, Reals]:
        """Every output but the status, without regard to whether it is valid."""
        weight = self["body_mass"] * G
        force = self.demand / self.arm
        reaction = sum(force for _, force in self.supported_forces) + force * self.pull
        carried = sum(mass for mass, _ in self.carried_parts(self.sine))
        first = sum(mass * -place.real for mass, place in self.carried_parts(self.sine))
        level_origin = self["abductor_origin_lateral"] + 1j * self["abductor_origin_up"]
        usual_length = np.abs(FreeBodies({}).insertion - level_origin)
        length = np.abs(self.insertion - self.origin)
        capacity = self.capacity_per_mass * self["body_mass"] * self.strength_left
        capacity = (
            capacity * np.maximum(self.arm, 0) / FreeBodies({}).arm * self.length_gain(length - usual_length)
        )
        leg_axis = -1j * turn(-self.thigh_inclination)
        return {
            "supported_weight": carried * self["load_factor"] * G,
            "body_weight_arm": first / carried * 1e3,
            "abductor_moment": self.demand,
            "abductor_moment_arm": self.demand / weight * 1e3,
            "abductor_arm": self.arm * 1e3,
            "abductor_line_angle": np.degrees(np.angle(1j * self.pull)),
            "abductor_force": force,
            "abductor_force_bw": force / weight,
            "joint_reaction": np.abs(reaction),
            "joint_reaction_bw": np.abs(reaction) / weight,
            "joint_reaction_lateral": reaction.real,
            "joint_reaction_up": reaction.imag,
            "joint_reaction_angle": np.degrees(np.angle(1j * reaction)),
            "joint_reaction_angle_femur": np.degrees(np.angle(reaction / leg_axis)),
            "hip_adduction": np.degrees(self.thigh_inclination + self["pelvic_drop"]),
            "abductor_length": length * 1e3,
            "abductor_length_change": (length / usual_length - 1) * 100,
            "abductor_capacity": capacity,
            "utilisation": np.maximum(self.demand - self.passive, 0) / capacity,
            "trunk_lean": np.degrees(
                np.arcsin(self.sine)
                + (self["pelvic_drop"] if self["pelvic_drop_trunk"] == "follows" else 0.0)
            ),
        }
