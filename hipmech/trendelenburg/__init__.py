"""When strength fails: what gives, until the abductors hold again what is asked of them.

The pelvis drops (Trendelenburg), the trunk leans over the hip (Duchenne), a cane takes over, two of them
share, or nothing holds. One moment and one total torque: which muscle fails is the ledger's question, what
several moments ask is that of :mod:`hipmech.muscles`.
"""

from hipmech.trendelenburg.assumptions import (
    ASSUMPTIONS,
    EFFORT,
    LARGEST,
    NORMS,
    NOT_MODELLED,
    PIVOTS,
    Assumptions,
)
from hipmech.trendelenburg.ledger import ledger
from hipmech.trendelenburg.norms import Norm, norms
from hipmech.trendelenburg.weakening import Weakening, holding_strength, lean_by_pivot, weaken

__all__ = [
    "ASSUMPTIONS",
    "EFFORT",
    "LARGEST",
    "NORMS",
    "NOT_MODELLED",
    "PIVOTS",
    "Assumptions",
    "Norm",
    "Weakening",
    "holding_strength",
    "lean_by_pivot",
    "ledger",
    "norms",
    "weaken",
]
