"""The figure of a step: moment and forces of the hip while one foot bears the body, beside measured peaks."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.figures.curve import unit_words
from hipmech.figures.export import Picture
from hipmech.figures.panels import band, furnish, legend, name_time, two_panels
from hipmech.figures.themes import Theme, theme_named
from hipmech.gait import PEAKS, Step
from hipmech.words import number, word

__all__ = ["step_figure"]

MOST = 9
"""Steps that a picture tells apart."""


def step_figure(
    step: Step,
    *,
    language: str = "en",
    theme: str = "light",
    width: float = 620.0,
    height: float = 480.0,
) -> Picture:
    """Moment, and below it the forces, over time; a band shows the peak moments of people.

    Parameters
    ----------
    step : Step
        Of :func:`hipmech.gait.walk` or :func:`hipmech.gait.run`: one step, or up to nine along one input, of
        which the first is drawn boldest.
    language : ``en`` or ``nl``
    theme : ``light`` or ``dark``
    width, height : px

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    InputError
        More steps than can be told apart.
    """
    cases = int(np.prod(step.shape))
    if len(step.shape) > 1 or cases > MOST:
        raise InputError(
            f"A picture of {cases} steps, shape {step.shape}, shows nothing: give one step, or up to {MOST} "
            "along one input."
        )
    colours = theme_named(theme)
    figure, upper, lower = two_panels(width, height, colours)
    mass = np.asarray(step.inputs["body_mass"])[..., np.newaxis]
    _lines(upper, step, np.asarray(step.load.abductor_moment) / mass, colours.ink, "-", "")
    for name, colour, dashes in (
        ("joint_reaction_bw", "joint", "-"),
        ("abductor_force_bw", "abductors", "--"),
    ):
        label = word(f"figure.step.{name}", language)
        _lines(lower, step, getattr(step.load, name), getattr(colours, colour), dashes, label)
    _band(upper, step.gait, colours, language)
    body_weight = unit_words("BW", language)
    furnish(upper, word("figure.step.moment", language), colours, language)
    furnish(lower, word("figure.step.forces", language, unit=body_weight), colours, language)
    legend(lower, colours, 2)
    name_time(lower, word("figure.step.time", language), colours)
    figure.title = word(f"figure.step.{step.gait}", language)
    figure.description = _in_words(step, mass, language)
    return figure


def _lines(axes: Axes, step: Step, values: NDArray[np.float64], colour: str, dashes: str, label: str) -> None:
    """A line for each step, the first boldest; a gap where there is no answer."""
    many = np.broadcast_to(values, step.load.shape).reshape(-1, step.load.shape[-1])
    times = 1000 * step.time.reshape(-1, step.load.shape[-1])
    for place, (time, line) in enumerate(zip(times, many, strict=True)):
        axes.plot(
            time, line, color=colour, linestyle=dashes, linewidth=1.0 if place else 2.2,
            alpha=0.7 if place else 1.0, label="_" if place or not label else label,
        )  # fmt: skip
    axes.set_xlim(0 if step.gait == "run" else float(times.min()), float(times.max()))
    shown = [float(axes.get_ylim()[1]), *many[np.isfinite(many)].tolist()]
    axes.set_ylim(0, 1.15 * max(shown))


def _band(axes: Axes, gait: str, theme: Theme, language: str) -> None:
    peak = PEAKS[gait]
    mean, deviation = (number(amount, 1, language) for amount in (peak.mean, peak.deviation))
    band(axes, peak, theme.support, 0.14, word("figure.step.band", language, mean=mean, deviation=deviation))
    legend(axes, theme, 2)


def _in_words(step: Step, mass: NDArray[np.float64], language: str) -> str:
    """The peaks of the first step."""

    def first(values: NDArray[np.float64]) -> str:
        found = np.broadcast_to(values, step.load.shape).reshape(-1, step.load.shape[-1])[0]
        return number(float(np.max(found)), 2, language)

    return word(
        "figure.step.description",
        language,
        moment=first(np.asarray(step.load.abductor_moment) / mass),
        force=first(np.asarray(step.load.abductor_force_bw)),
        reaction=first(np.asarray(step.load.joint_reaction_bw)),
    )
