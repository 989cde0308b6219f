"""The pictures: the hip figure with its three linked panels, the curve of a sweep, a step, a trial."""

from hipmech.figures.curve import sweep_curve
from hipmech.figures.export import save, svg
from hipmech.figures.hip_figure import hip_figure
from hipmech.figures.step_figure import step_figure
from hipmech.figures.trial_figure import trial_figure

__all__ = ["hip_figure", "save", "step_figure", "svg", "sweep_curve", "trial_figure"]
