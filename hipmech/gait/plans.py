"""The equations of a hip with those of a step put in their place: one plan for walking, one for running."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hipmech.equations import Alternatives, Equation, Function, behind, chosen, in_order
from hipmech.equilibrium import HIP
from hipmech.gait.footing import (
    balance_margin,
    foot_beside_a_runner,
    foot_beside_a_walker,
    yielding_pelvic_drop,
)
from hipmech.gait.loading import (
    running_contact_time,
    running_load_factor,
    running_step_time,
    walking_contact_time,
    walking_load_factor,
)
from hipmech.quantities import OUTPUTS

__all__ = ["RUNNING", "WALKING", "gait_equations"]

STRATEGY = "gait_midstance"
"""The strategy whose body falls away from its foot; at mid-stance a walker is exactly that."""


def _as(name: str, function: Function) -> Alternatives:
    """A function as what computes a quantity of another name."""
    return Alternatives(name, "", {"": function})


WALKING: tuple[Function | Alternatives, ...] = (
    _as("contact_time", walking_contact_time),
    _as("load_factor", walking_load_factor),
    _as("foot_shift", foot_beside_a_walker),
    balance_margin,
)
RUNNING: tuple[Function | Alternatives, ...] = (
    _as("step_time", running_step_time),
    _as("contact_time", running_contact_time),
    _as("load_factor", running_load_factor),
    _as("pelvic_drop", yielding_pelvic_drop),
    _as("foot_shift", foot_beside_a_runner),
)
PLANS: Mapping[str, tuple[Function | Alternatives, ...]] = {"walk": WALKING, "run": RUNNING}
ASKED = (*OUTPUTS, "trunk_inclination", "contact_time", "step_time", "load_factor", "pelvic_drop")


@cache
def gait_equations(gait: str, choices: tuple[tuple[str, str], ...]) -> tuple[Equation, ...]:
    """Every equation of a hip through a step, in order; time is a leaf like any other."""
    own = chosen(PLANS[gait], {"": ""})
    return behind(in_order(chosen(HIP, dict(choices)) | own), (*ASKED, *own))
