"""The figure of a trial: moment and forces of the hip over its stances, beside those of measured people."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from hipmech.figures.canvas import FONT
from hipmech.figures.curve import unit_words
from hipmech.figures.export import Picture
from hipmech.figures.panels import TEXT_SIZE, band, furnish, legend, name_time, two_panels
from hipmech.figures.themes import Theme, theme_named
from hipmech.gait import PEAKS, REACTION_PEAK, Peak
from hipmech.sources import source
from hipmech.trials import StancePhase, TrialLoad
from hipmech.words import number, word

__all__ = ["trial_figure"]

GAP = 12.0
MOST_STANCES = 30
"""Lines in a panel; of more stances, the first."""
ROOM = 1.28
"""Height of a panel by its greatest value, so that words find a place above the curves."""


class _Line(NamedTuple):
    output: str
    factor: float
    colour: str
    dashed: bool
    key: str


def trial_figure(
    load: TrialLoad,
    *,
    language: str = "en",
    theme: str = "light",
    width: float = 620.0,
    height: float = 480.0,
) -> Picture:
    """Moment and forces over the stance, each stance a line; bands show the peaks of walking people.

    Parameters
    ----------
    load : TrialLoad
        Of :func:`hipmech.trials.solve`.
    language : ``en`` or ``nl``
    theme : ``light`` or ``dark``
    width, height : px

    Returns
    -------
    matplotlib.figure.Figure
    """
    colours = theme_named(theme)
    figure, upper, lower = two_panels(width, height, colours, GAP)
    stances = shown(load)
    per_mass = 1 / float(load.inputs["body_mass"])
    moments = (
        _Line("body_moment", per_mass, colours.muted, True, "trial.figure.body"),
        _Line("abductor_moment", per_mass, colours.ink, False, "trial.figure.leg"),
    )
    forces = (
        _Line("abductor_force_bw", 1.0, colours.abductors, True, "trial.figure.abductors"),
        _Line("joint_reaction_bw", 1.0, colours.joint, False, "trial.figure.joint"),
    )
    body_weight = unit_words("BW", language)
    for axes, lines, peak, title, unit in (
        (upper, moments, PEAKS["walk"], "trial.figure.moment", "N·m/kg"),
        (lower, forces, REACTION_PEAK, "trial.figure.forces", body_weight),
    ):
        _curves(axes, load, stances, lines, language, colours)
        _band(axes, peak, unit, lines[-1].colour, colours, language)
        axes.axhline(0, color=colours.muted, linewidth=0.8, zorder=0)
        furnish(axes, word(title, language, unit=unit), colours, language)
        axes.xaxis.set_major_locator(MaxNLocator(5))
    _phases(upper, stances, colours, language)
    name_time(lower, word("trial.figure.stance", language), colours)
    figure.title, figure.description = _in_words(load, stances, language)
    return figure


def shown(load: TrialLoad) -> tuple[StancePhase, ...]:
    """Stances to draw: the complete ones, or all where none is."""
    complete = tuple(one for one in load.stances if one.complete)
    return (complete or load.stances)[:MOST_STANCES]


def _share(load: TrialLoad, stance: StancePhase) -> NDArray[np.float64]:
    """Per cent of the stance."""
    start, stop = stance.samples
    return 100 * (load.time[start:stop] - stance.start) / (stance.end - stance.start)


def _curves(
    axes: Axes,
    load: TrialLoad,
    stances: tuple[StancePhase, ...],
    lines: tuple[_Line, ...],
    language: str,
    theme: Theme,
) -> None:
    many = len(stances) > 1
    for line in lines:
        label = word(line.key, language)
        for stance in stances:
            values = line.factor * load.outputs[line.output][slice(*stance.samples)]
            if not np.isfinite(values).any():
                continue
            axes.plot(
                _share(load, stance), values, color=line.colour, label=label,
                linewidth=(1.0 if many else 2.2) * (0.7 if line.dashed else 1), alpha=0.6 if many else 1.0,
                linestyle=(0, (4.5, 2.5)) if line.dashed else "-", solid_capstyle="round",
            )  # fmt: skip
            label = "_"
    axes.set_xlim(0, 100)
    drawn = np.concatenate([np.zeros(1), *(np.asarray(one.get_ydata(), dtype=float) for one in axes.lines)])
    low, high = float(np.nanmin(drawn)), float(np.nanmax(drawn))
    axes.set_ylim(low - 0.05 * (high - low), low + ROOM * (high - low) or 1.0)


def _band(axes: Axes, peak: Peak, unit: str, colour: str, theme: Theme, language: str) -> None:
    """In the colour of the curve."""
    told = word(
        "trial.figure.band",
        language,
        mean=number(peak.mean, 2, language),
        deviation=number(peak.deviation, 2, language),
        unit=unit,
        source=source(peak.source).graded,
    )
    band(axes, peak, colour, 0.12, told)
    legend(axes, theme, 3)


def _phases(axes: Axes, stances: tuple[StancePhase, ...], theme: Theme, language: str) -> None:
    """The phases of load of a single stance, as dots with their values."""
    if len(stances) != 1:
        return
    stance = stances[0]
    for phase in stance.phases:
        at = 100 * (phase.time - stance.start) / (stance.end - stance.start)
        axes.plot(
            at, phase.moment_per_mass, marker="o", markersize=7, color=theme.ink, markeredgecolor=theme.paper,
            markeredgewidth=1.5, zorder=5,
        )  # fmt: skip
        axes.annotate(
            number(phase.moment_per_mass, 2, language), (at, phase.moment_per_mass), xytext=(0, -8),
            textcoords="offset points", ha="center", va="top", color=theme.ink, fontsize=TEXT_SIZE,
            fontweight="bold", fontfamily=FONT, zorder=6,
        )  # fmt: skip


def _in_words(load: TrialLoad, stances: tuple[StancePhase, ...], language: str) -> tuple[str, str]:
    side = word(f"trial.side.{load.side}", language)
    title = word("trial.figure.title", language, side=side)
    told = [
        word(
            "trial.figure.description",
            language,
            start=number(one.start, 2, language),
            end=number(one.end, 2, language),
            moment=number(one.peak_moment_per_mass, 2, language),
            force=number(one.peak_abductor_force, 2, language),
            reaction=number(one.peak_joint_reaction, 2, language),
        )
        for one in stances
    ]
    return title, " ".join(told)
