"""Measured trials: from force plates and points of the body, seen from the front, to the load of the hip."""

from hipmech.trials.loads import OUTPUTS, TrialLoad
from hipmech.trials.reading import Columns, columns, read
from hipmech.trials.roles import ROLES
from hipmech.trials.solving import solve
from hipmech.trials.stances import Agreement, Phase, StancePhase
from hipmech.trials.trial import Trial, trial

__all__ = [
    "OUTPUTS",
    "ROLES",
    "Agreement",
    "Columns",
    "Phase",
    "StancePhase",
    "Trial",
    "TrialLoad",
    "columns",
    "read",
    "solve",
    "trial",
]
