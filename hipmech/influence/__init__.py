"""Which input matters: Sobol indices, indices from given data, and which measurement to take first."""

from hipmech.influence.crossed import from_design
from hipmech.influence.given_data import from_data
from hipmech.influence.indices import Indices
from hipmech.influence.measurements import Measurements, measure_first
from hipmech.influence.sobol import sobol

__all__ = ["Indices", "Measurements", "from_data", "from_design", "measure_first", "sobol"]
