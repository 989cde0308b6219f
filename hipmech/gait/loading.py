"""How long a foot stands, and how hard it is pressed while it does.

::

    walking, two humps              running, one half of a sine
      ╭─╮   ╭─╮                          ╭───╮
     ╱   ╰─╯   ╲                        ╱     ╲
    ╱           ╲                      ╱       ╲
    ├─┤ both feet                    ──┘       └── flight
"""

from __future__ import annotations

import numpy as np

from hipmech.limits import Real


def running_step_time(step_rate: Real) -> Real:
    """Time from one foot to the other; a rate counts both feet."""
    return 1 / step_rate


def walking_contact_time(duty_factor: Real, step_time: Real) -> Real:
    """Time that a foot stands: its share of a stride, which is two steps."""
    return 2 * duty_factor * step_time


def running_contact_time(
    duty_factor: Real, preferred_step_rate: Real, contact_response: Real, step_rate: Real
) -> Real:
    """Contact at another step rate: as long as before with a response of 0, the same share with 1."""
    return 2 * duty_factor / preferred_step_rate * (preferred_step_rate / step_rate) ** contact_response


def walking_load_factor(time: Real, contact_time: Real, step_time: Real, load_shape: Real) -> Real:
    """Vertical force of a foot per body weight; over a step the feet together carry the body.

    The second wave digs the hollow of mid-stance.
    """
    angle = np.pi * (time / contact_time - 0.5)
    peak = np.pi * step_time / (2 * contact_time * (1 + load_shape / 3))
    return peak * (np.cos(angle) - load_shape * np.cos(3 * angle))


def running_load_factor(time: Real, contact_time: Real, step_time: Real) -> Real:
    """Half of a sine with the peak π·step time/(2·contact time): over a step it carries the body."""
    return walking_load_factor(time, contact_time, step_time, 0.0)
