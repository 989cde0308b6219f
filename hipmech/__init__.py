"""hipmech: the load on the human hip abductors, from a body to a joint force.

The rooms, from the ground up; a room imports only from lower floors.
"""

from __future__ import annotations

import importlib
from typing import Any

from hipmech.anthropometry import Body
from hipmech.errors import FileError, HipmechError, InputError, PhysiologyWarning, UnknownQuantity
from hipmech.femur import Femur
from hipmech.levers import Lever
from hipmech.loads import Balance, Load
from hipmech.posture import Stance
from hipmech.quantities import QUANTITIES, Quantity
from hipmech.solution import Inputs, LeverInputs, solve, solve_lever, solve_only

__all__ = [
    "QUANTITIES",
    "Balance",
    "Body",
    "Femur",
    "FileError",
    "HipmechError",
    "InputError",
    "Inputs",
    "Lever",
    "LeverInputs",
    "Load",
    "PhysiologyWarning",
    "Quantity",
    "Stance",
    "UnknownQuantity",
    "claims",
    "contact",
    "derivation",
    "derivatives",
    "designs",
    "exercises",
    "explain",
    "figures",
    "gait",
    "influence",
    "inverse",
    "lateral",
    "muscles",
    "populations",
    "scenarios",
    "sensitivity",
    "sharing",
    "solve",
    "solve_lever",
    "solve_only",
    "stores",
    "studies",
    "sweeps",
    "trendelenburg",
    "trials",
    "uncertainty",
]

FLOORS = (
    ("errors", "sources", "quantities", "limits", "equations", "roots", "words", "generated", "notebooks"),
    ("kernels",),
    ("anthropometry", "femur"),
    ("posture", "sharing"),
    ("levers", "loads"),
    ("strength",),
    ("equilibrium",),
    ("solution",),
    ("explanation", "muscles", "contact"),
    ("trendelenburg", "gait", "lateral", "exercises"),
    ("derivation", "further"),
    ("scenarios",),
    ("populations",),
    ("cells",),
    ("tables",),
    ("stores",),
    ("trials",),
    ("designs",),
    ("sweeps",),
    ("uncertainty", "influence", "inverse"),
    ("anatomy",),
    ("figures",),
    ("studies",),
    ("links",),
    ("readings",),
    ("comparisons", "tasks"),
    ("claims",),
    ("live",),
    ("cli",),
    ("__main__",),
)

ON_DEMAND = {
    "claims": "claims",
    "contact": "contact",
    "derivation": "derivation",
    "derivatives": "explanation",
    "designs": "designs",
    "exercises": "exercises",
    "explain": "explanation",
    "figures": "figures",
    "gait": "gait",
    "influence": "influence",
    "inverse": "inverse",
    "lateral": "lateral",
    "muscles": "muscles",
    "populations": "populations",
    "scenarios": "scenarios",
    "sensitivity": "explanation",
    "sharing": "sharing",
    "stores": "stores",
    "studies": "studies",
    "sweeps": "sweeps",
    "trendelenburg": "trendelenburg",
    "trials": "trials",
    "uncertainty": "uncertainty",
}
"""Public names that load their room when first asked for, so that ``import hipmech`` stays light."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("hipmech")
    if name not in ON_DEMAND:
        raise AttributeError(f"module 'hipmech' has no attribute {name!r}")
    room = importlib.import_module(f"hipmech.{ON_DEMAND[name]}")
    return room if ON_DEMAND[name] == name else getattr(room, name)


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))
