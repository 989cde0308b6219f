"""How the body stands: drop, lean, cane, load and stance strategy, and the moment that the hip must hold.

The free body is everything that the stance hip carries, seen from the front. Medial arms are positive::

      medial ←     a_T ┆trunk   lateral →
                       ●
        swing ●────────┼────────○ stance hip (origin)
          │      b     ┆    b   │τ
          │            ┆       /  thigh inclination
          │            ┆      ▲ foot, x medial of the hip
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hipmech.equations import Alternatives, Function
from hipmech.limits import Real, accept_fields
from hipmech.notebooks import Tabled
from hipmech.quantities import default

__all__ = ["Stance"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Stance(Tabled):
    """How somebody stands; every number scalar or array.

    Attributes
    ----------
    stance_side : ``right`` or ``left``; results are mirror images, hence equal
    stance_strategy : ``pelvis_over_foot``, ``trunk_over_foot``, ``mixed``, ``gait_midstance``
    step_width : mm between the centres of pressure of both feet
    trunk_share : share of the shift over the foot made by the trunk (``mixed``)
    step_time : s (``gait_midstance``)
    pelvic_drop : deg, positive when the swing side sinks
    pelvic_drop_trunk : ``upright``, or ``follows`` when the trunk tilts along
    trunk_lean : deg to the vertical, positive towards the stance side; an output of
        ``trunk_over_foot`` and ``mixed``, where setting it is an error
    cane_force : N, vertical
    cane_side : ``contralateral`` or ``ipsilateral``
    cane_distance : mm from the midline
    carried_mass : kg
    carried_side : ``contralateral`` or ``ipsilateral``
    load_distance : mm from the midline
    counter_lean : share of the load's moment about the midline that the trunk's shift cancels
    load_factor : vertical load per body weight
    """

    stance_side: str = default("stance_side")
    stance_strategy: str = default("stance_strategy")
    step_width: Real = default("step_width")
    trunk_share: Real = default("trunk_share")
    step_time: Real = default("step_time")
    pelvic_drop: Real = default("pelvic_drop")
    pelvic_drop_trunk: str = default("pelvic_drop_trunk")
    trunk_lean: Real = default("trunk_lean")
    cane_force: Real = default("cane_force")
    cane_side: str = default("cane_side")
    cane_distance: Real = default("cane_distance")
    carried_mass: Real = default("carried_mass")
    carried_side: str = default("carried_side")
    load_distance: Real = default("load_distance")
    counter_lean: Real = default("counter_lean")
    load_factor: Real = default("load_factor")

    def __post_init__(self) -> None:
        accept_fields(self)


# Arms of what the hip carries, medial of the stance hip. Drop turns the pelvis about the stance hip.


def pelvis_com_arm(half_hip_distance: Real, pelvis_com_height: Real, pelvic_drop: Real) -> Real:
    return half_hip_distance * np.cos(pelvic_drop) + pelvis_com_height * np.sin(pelvic_drop)


def swing_leg_arm(half_hip_distance: Real, pelvic_drop: Real) -> Real:
    return 2 * half_hip_distance * np.cos(pelvic_drop)


def lumbosacral_arm(half_hip_distance: Real, lumbosacral_height: Real, pelvic_drop: Real) -> Real:
    return half_hip_distance * np.cos(pelvic_drop) + lumbosacral_height * np.sin(pelvic_drop)


def contralateral_counter_shift(
    counter_lean: Real, carried_mass: Real, load_distance: Real, trunk_mass: Real
) -> Real:
    """Trunk shift towards the stance side that balances a share of the load about the midline."""
    return counter_lean * carried_mass * load_distance / trunk_mass


def ipsilateral_counter_shift(
    counter_lean: Real, carried_mass: Real, load_distance: Real, trunk_mass: Real
) -> Real:
    """Trunk shift towards the swing side that balances a share of the load about the midline."""
    return -counter_lean * carried_mass * load_distance / trunk_mass


def upright_trunk_sine(trunk_lean: Real, counter_shift: Real, trunk_com_length: Real) -> Real:
    return np.sin(trunk_lean) + counter_shift / trunk_com_length


def following_trunk_sine(
    trunk_lean: Real, pelvic_drop: Real, counter_shift: Real, trunk_com_length: Real
) -> Real:
    return np.sin(trunk_lean - pelvic_drop) + counter_shift / trunk_com_length


def given_trunk_arm(lumbosacral_arm: Real, trunk_com_length: Real, given_trunk_sine: Real) -> Real:
    return lumbosacral_arm - trunk_com_length * given_trunk_sine


def contralateral_cane_arm(half_hip_distance: Real, pelvic_drop: Real, cane_distance: Real) -> Real:
    return half_hip_distance * np.cos(pelvic_drop) + cane_distance


def ipsilateral_cane_arm(half_hip_distance: Real, pelvic_drop: Real, cane_distance: Real) -> Real:
    return half_hip_distance * np.cos(pelvic_drop) - cane_distance


def contralateral_carried_arm(half_hip_distance: Real, pelvic_drop: Real, load_distance: Real) -> Real:
    return half_hip_distance * np.cos(pelvic_drop) + load_distance


def ipsilateral_carried_arm(half_hip_distance: Real, pelvic_drop: Real, load_distance: Real) -> Real:
    return half_hip_distance * np.cos(pelvic_drop) - load_distance


# The still stand: the foot lies where the whole body balances over it.


def standing_moment(
    load_factor: Real,
    gravity: Real,
    pelvis_mass: Real,
    pelvis_com_arm: Real,
    trunk_mass: Real,
    given_trunk_arm: Real,
    leg_mass: Real,
    swing_leg_arm: Real,
    carried_mass: Real,
    carried_arm: Real,
    cane_force: Real,
    cane_arm: Real,
) -> Real:
    """Moment of all that the stance hip carries; with trunk and pelvis upright it is m·g·b."""
    return (
        load_factor
        * gravity
        * (
            pelvis_mass * pelvis_com_arm
            + trunk_mass * given_trunk_arm
            + leg_mass * swing_leg_arm
            + carried_mass * carried_arm
        )
        - cane_force * cane_arm
    )


def balancing_mass(
    supported_mass: Real, carried_mass: Real, leg_mass: Real, leg_com_depth: Real, hip_height: Real
) -> Real:
    """All mass, the stance leg only by the share of its height at which its centre of mass lies."""
    return supported_mass + carried_mass + leg_mass * (1 - leg_com_depth / hip_height)


def balancing_weight(load_factor: Real, gravity: Real, balancing_mass: Real, cane_force: Real) -> Real:
    return load_factor * gravity * balancing_mass - cane_force


def standing_foot_arm(standing_moment: Real, balancing_weight: Real) -> Real:
    return standing_moment / balancing_weight


# Stance strategies: what the body does when the foot stands elsewhere.


def pelvis_follows() -> Real:
    """The whole pelvis shifts until the centre of mass is over the foot: the hip sees no change."""
    return 0.0


def pelvis_stays(step_width: Real, reference_step_width: Real) -> Real:
    """The pelvis stays where it is at the reference width; the foot moves half of the change."""
    return (step_width - reference_step_width) / 2


def pelvis_shares(step_width: Real, reference_step_width: Real, trunk_share: Real) -> Real:
    """The pelvis follows the foot but for the trunk's share."""
    return trunk_share * (step_width - reference_step_width) / 2


def pendulum_swings(
    step_width: Real,
    half_hip_distance: Real,
    pelvic_drop: Real,
    standing_foot_arm: Real,
    pendulum_rate: Real,
    step_time: Real,
) -> Real:
    """Steady steps: the pelvis swings from the line of progression towards the foot and back."""
    rest = half_hip_distance * np.cos(pelvic_drop) - standing_foot_arm
    return (step_width / 2 - rest) / np.cosh(pendulum_rate * step_time / 2)


def trunk_rests() -> Real:
    return 0.0


def trunk_leans(balancing_weight: Real, foot_shift: Real) -> Real:
    """The trunk brings the centre of mass over the foot, and so relieves the hip."""
    return balancing_weight * foot_shift


def stands_still() -> Real:
    return 0.0


def pendulum_falls(balancing_weight: Real, foot_shift: Real, pendulum_moment: Real) -> Real:
    """The body falls away from the foot: an inverted pendulum, linear in the shift."""
    return -balancing_weight * foot_shift / pendulum_moment


def trunk_sine(
    given_trunk_sine: Real,
    trunk_transfer: Real,
    load_factor: Real,
    gravity: Real,
    trunk_mass: Real,
    trunk_com_length: Real,
) -> Real:
    return given_trunk_sine + trunk_transfer / (load_factor * gravity * trunk_mass * trunk_com_length)


def trunk_inclination(trunk_sine: Real) -> Real:
    return np.arcsin(trunk_sine)


def trunk_com_arm(lumbosacral_arm: Real, trunk_com_length: Real, trunk_sine: Real) -> Real:
    return lumbosacral_arm - trunk_com_length * trunk_sine


def supported_com_up(
    pelvis_mass: Real,
    pelvis_com_height: Real,
    trunk_mass: Real,
    lumbosacral_height: Real,
    trunk_com_length: Real,
    trunk_inclination: Real,
    leg_mass: Real,
    leg_com_depth: Real,
    half_hip_distance: Real,
    pelvic_drop: Real,
    supported_mass: Real,
) -> Real:
    """Height of the supported centre of mass above the stance hip; the swing leg hangs from its hip."""
    return (
        (pelvis_mass * pelvis_com_height + trunk_mass * lumbosacral_height) * np.cos(pelvic_drop)
        + trunk_mass * trunk_com_length * np.cos(trunk_inclination)
        - leg_mass * leg_com_depth
        - (pelvis_mass + trunk_mass + 2 * leg_mass) * half_hip_distance * np.sin(pelvic_drop)
    ) / supported_mass


def pendulum_moment(
    supported_mass: Real,
    supported_com_up: Real,
    hip_height: Real,
    carried_mass: Real,
    leg_mass: Real,
    leg_com_depth: Real,
    leg_inertia: Real,
) -> Real:
    """Inertia of the inverted pendulum about the foot, per hip height; a carried mass hangs at hip height."""
    leg_com_height = hip_height - leg_com_depth
    return (
        supported_mass * (hip_height + supported_com_up)
        + carried_mass * hip_height
        + (leg_mass * leg_com_height**2 + leg_inertia) / hip_height
    )


def pendulum_rate(gravity: Real, balancing_mass: Real, cane_force: Real, pendulum_moment: Real) -> Real:
    return np.sqrt((gravity * balancing_mass - cane_force) / pendulum_moment)


# What the hip must hold, and the pose that goes with it.


def resting_moment(standing_moment: Real, trunk_transfer: Real) -> Real:
    """Internal moment of the abductors of a body at rest: gravity, relieved by the trunk."""
    return standing_moment - trunk_transfer


def swaying_moment(
    standing_moment: Real,
    supported_mass: Real,
    supported_com_up: Real,
    lateral_acceleration: Real,
) -> Real:
    """Internal moment of the abductors in gait: gravity, relieved by the body's sideways fall."""
    return standing_moment + supported_mass * supported_com_up * lateral_acceleration


def foot_arm(standing_foot_arm: Real, foot_shift: Real) -> Real:
    return standing_foot_arm - foot_shift


def thigh_inclination(foot_arm: Real, hip_height: Real) -> Real:
    return np.arcsin(foot_arm / hip_height)


def hip_adduction(thigh_inclination: Real, pelvic_drop: Real) -> Real:
    return thigh_inclination + pelvic_drop


def supported_weight(load_factor: Real, gravity: Real, supported_mass: Real, carried_mass: Real) -> Real:
    """All that the hip carries, load included: the load factor is an apparent gravity, felt by all mass."""
    return load_factor * gravity * (supported_mass + carried_mass)


def gravity_moment(standing_moment: Real, trunk_transfer: Real, cane_force: Real, cane_arm: Real) -> Real:
    """Moment of the supported weight alone, without cane and acceleration."""
    return standing_moment - trunk_transfer + cane_force * cane_arm


STRATEGIES = ("pelvis_over_foot", "trunk_over_foot", "mixed", "gait_midstance")
LEANING_STRATEGIES = ("trunk_over_foot", "mixed")


def at_rest_or_in_gait(name: str, at_rest: Function, in_gait: Function) -> Alternatives:
    """A quantity with one function for the stands at rest, and one for gait."""
    return Alternatives(
        name, "stance_strategy", dict.fromkeys(STRATEGIES, at_rest) | {"gait_midstance": in_gait}
    )


EQUATIONS = (
    pelvis_com_arm,
    swing_leg_arm,
    lumbosacral_arm,
    Alternatives(
        "counter_shift",
        "carried_side",
        {"contralateral": contralateral_counter_shift, "ipsilateral": ipsilateral_counter_shift},
    ),
    Alternatives(
        "given_trunk_sine",
        "pelvic_drop_trunk",
        {"upright": upright_trunk_sine, "follows": following_trunk_sine},
    ),
    given_trunk_arm,
    Alternatives(
        "cane_arm",
        "cane_side",
        {"contralateral": contralateral_cane_arm, "ipsilateral": ipsilateral_cane_arm},
    ),
    Alternatives(
        "carried_arm",
        "carried_side",
        {"contralateral": contralateral_carried_arm, "ipsilateral": ipsilateral_carried_arm},
    ),
    standing_moment,
    balancing_mass,
    balancing_weight,
    standing_foot_arm,
    Alternatives(
        "foot_shift",
        "stance_strategy",
        {
            "pelvis_over_foot": pelvis_follows,
            "trunk_over_foot": pelvis_stays,
            "mixed": pelvis_shares,
            "gait_midstance": pendulum_swings,
        },
    ),
    Alternatives(
        "trunk_transfer",
        "stance_strategy",
        dict.fromkeys(STRATEGIES, trunk_rests) | dict.fromkeys(LEANING_STRATEGIES, trunk_leans),
    ),
    at_rest_or_in_gait("lateral_acceleration", stands_still, pendulum_falls),
    trunk_sine,
    trunk_inclination,
    trunk_com_arm,
    supported_com_up,
    pendulum_moment,
    pendulum_rate,
    at_rest_or_in_gait("abductor_moment", resting_moment, swaying_moment),
    foot_arm,
    thigh_inclination,
    hip_adduction,
    supported_weight,
    gravity_moment,
)
