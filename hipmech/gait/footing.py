"""Where the foot stands beside the swinging body.

The foot stands lateral of the line of progression by half the step width. In walking the body swings towards
it and back as an inverted pendulum; in running it hardly leaves the line while the foot is down.
"""

from __future__ import annotations

import numpy as np

from hipmech.limits import Real
from hipmech.posture import pendulum_swings


def foot_beside_a_walker(
    step_width: Real,
    half_hip_distance: Real,
    pelvic_drop: Real,
    standing_foot_arm: Real,
    pendulum_rate: Real,
    step_time: Real,
    contact_time: Real,
    time: Real,
) -> Real:
    """Foot lateral of its place in the still stand: least at mid-stance, most where the steps meet."""
    midstance = pendulum_swings(
        step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time
    )
    return midstance * np.cosh(pendulum_rate * (time - contact_time / 2))


def foot_beside_a_runner(
    step_width: Real, half_hip_distance: Real, pelvic_drop: Real, standing_foot_arm: Real
) -> Real:
    """Foot lateral of its place in the still stand, the pelvis on the line: a step that has just begun."""
    return pendulum_swings(step_width, half_hip_distance, pelvic_drop, standing_foot_arm, 0.0, 0.0)


def balance_margin(
    step_width: Real,
    half_hip_distance: Real,
    pelvic_drop: Real,
    standing_foot_arm: Real,
    pendulum_rate: Real,
    step_time: Real,
) -> Real:
    """Foot lateral of the extrapolated centre of mass (Hof 2007) as the step begins."""
    midstance = pendulum_swings(
        step_width, half_hip_distance, pelvic_drop, standing_foot_arm, pendulum_rate, step_time
    )
    return midstance * np.exp(-pendulum_rate * step_time / 2)


def yielding_pelvic_drop(pelvic_give: Real, load_factor: Real) -> Real:
    """The pelvis of a runner sinks in proportion to the load."""
    return pelvic_give * load_factor
