"""One call from a body, a femur and a stance to the load of the hip."""

from __future__ import annotations

from hipmech.solution.inputs import DEFAULTS, LEAVES, REFERENCES, Inputs, LeverInputs
from hipmech.solution.solving import solve, solve_lever, solve_only

__all__ = [
    "DEFAULTS",
    "LEAVES",
    "REFERENCES",
    "Inputs",
    "LeverInputs",
    "solve",
    "solve_lever",
    "solve_only",
]
