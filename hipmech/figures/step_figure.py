"""The figure of a step: moment and forces of the hip while one foot bears the body, beside measured peaks."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.figures.canvas import FONT, PIXELS_PER_INCH
from hipmech.figures.curve import unit_words
from hipmech.figures.export import Picture
from hipmech.figures.themes import Theme, theme_named
from hipmech.gait import PEAKS, Step
from hipmech.words import number, word

__all__ = ["step_figure"]

TEXT_SIZE = 9.5
LEFT, RIGHT, TOP, BOTTOM = 48.0, 16.0, 30.0, 44.0
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
    figure = Picture(
        figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH),
        dpi=2 * PIXELS_PER_INCH,
        facecolor=colours.paper,
    )
    tall = (height - 2 * TOP - BOTTOM) / 2

    def panel(bottom: float, name: str) -> Axes:
        place = (LEFT / width, bottom / height, (width - LEFT - RIGHT) / width, tall / height)
        return figure.add_axes(place, label=name, facecolor="none")

    upper, lower = panel(BOTTOM + tall + TOP, "moment"), panel(BOTTOM, "forces")
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
    _furnish(upper, word("figure.step.moment", language), colours, language)
    _furnish(lower, word("figure.step.forces", language, unit=body_weight), colours, language)
    _legend(lower, colours)
    upper.tick_params(labelbottom=False)
    lower.set_xlabel(
        word("figure.step.time", language), color=colours.ink, fontsize=TEXT_SIZE, fontfamily=FONT
    )
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
    """Where the peaks of people lie: mean and one standard deviation."""
    mean, deviation, _ = PEAKS[gait]
    axes.set_ylim(0, max(axes.get_ylim()[1], 1.25 * (mean + deviation)))
    told = word(
        "figure.step.band", language, mean=number(mean, 1, language), deviation=number(deviation, 1, language)
    )
    axes.axhspan(
        mean - deviation, mean + deviation, color=theme.support, alpha=0.14, linewidth=0, zorder=0, label=told
    )
    _legend(axes, theme)


def _legend(axes: Axes, theme: Theme) -> None:
    axes.legend(
        loc="upper left", ncols=2, frameon=False, labelcolor=theme.ink, borderaxespad=0.1, handlelength=2.2,
        columnspacing=1.4, prop={"size": TEXT_SIZE - 1, "family": FONT},
    )  # fmt: skip


def _furnish(axes: Axes, title: str, theme: Theme, language: str) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(theme.muted)
    axes.yaxis.set_major_locator(MaxNLocator(6))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, 1, language)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, 0, language)))
    axes.tick_params(colors=theme.muted, labelsize=TEXT_SIZE, labelfontfamily=FONT, length=3)
    axes.set_title(
        title, loc="left", color=theme.ink, fontsize=TEXT_SIZE, fontweight="bold", fontfamily=FONT, pad=8
    )


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
