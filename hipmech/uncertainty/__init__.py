"""How far a load may be off: spread of people, error of measurement, and the model itself."""

from __future__ import annotations

from hipmech.uncertainty.intervals import Interval
from hipmech.uncertainty.measurement import Measurement, Propagated, measured
from hipmech.uncertainty.models import Model, Models, models
from hipmech.uncertainty.prediction import Prediction, predict
from hipmech.uncertainty.radiographs import READINGS, Reading

__all__ = [
    "READINGS",
    "Interval",
    "Measurement",
    "Model",
    "Models",
    "Prediction",
    "Propagated",
    "Reading",
    "measured",
    "models",
    "predict",
]
