"""The balance through a step: walking as an inverted pendulum, running as a row of bounces.

What a hip holds at mid-stance is :func:`hipmech.solve`; here the same equations run through the time in which
one foot bears the body, and add up over a kilometre.
"""

from hipmech.gait.measured import GLUTEALS, PEAKS, REACTION_PEAK, STEP_RATES, Peak, StepRate
from hipmech.gait.plans import RUNNING, WALKING
from hipmech.gait.presets import ASSUMED, DEFAULTS, PRESETS, TAKES, Preset
from hipmech.gait.stepping import run, walk
from hipmech.gait.steps import Step

__all__ = [
    "ASSUMED",
    "DEFAULTS",
    "GLUTEALS",
    "PEAKS",
    "PRESETS",
    "REACTION_PEAK",
    "RUNNING",
    "STEP_RATES",
    "TAKES",
    "WALKING",
    "Peak",
    "Preset",
    "Step",
    "StepRate",
    "run",
    "walk",
]
