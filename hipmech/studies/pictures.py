"""The figure of a study: the intervals of an output by group, and which input explains its spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from hipmech.figures.canvas import FONT, PIXELS_PER_INCH, text_width
from hipmech.figures.curve import unit_words
from hipmech.figures.export import Picture
from hipmech.figures.themes import Theme, theme_named
from hipmech.influence.indices import words_of
from hipmech.quantities import QUANTITIES
from hipmech.words import number, word

if TYPE_CHECKING:
    from hipmech.influence import Indices
    from hipmech.studies.reports import Group

TEXT_SIZE = 9.5
WIDTH, ROW, TOP, BOTTOM, GAP, RIGHT = 620.0, 24.0, 28.0, 42.0, 6.0, 20.0
"""Of the layout, px: the whole, a line of a panel, and the room around and between the panels."""
MOST_DRAWN = 12
"""Groups in the figure; of more, those with the most cases."""
MOST_WORDS = 34
"""Letters of a label."""


def picture(
    output: str,
    groups: Sequence[Group],
    levels: Sequence[float],
    ranking: Indices | None = None,
    *,
    language: str = "en",
    theme: str = "light",
) -> Picture:
    """Median and prediction intervals of an output in each group; below, the inputs by influence.

    Parameters
    ----------
    output : str
    groups : sequence of Group
        Values in ascending order.
    levels : sequence of float
        Of the intervals; the narrower, the thicker its line.
    ranking : Indices, optional
    language : "en" or "nl"
    theme : "light" or "dark"
    """
    colours = theme_named(theme)
    drawn = sorted(groups, key=lambda group: -group.values.size)[:MOST_DRAWN]
    drawn = [group for group in groups if any(group is one for one in drawn) and group.values.size]
    names = [_short(_named(group, language)) for group in drawn]
    inputs = [] if ranking is None else [_words(name, language) for name in ranking.ranking()]
    left = 16 + max((text_width(text, TEXT_SIZE) for text in (*names, *inputs)), default=0.0)
    heights = [TOP + ROW * max(1, len(rows)) + BOTTOM for rows in (names, inputs) if rows or rows is names]
    height = sum(heights) + GAP * (len(heights) - 1)
    figure = Picture(
        figsize=(WIDTH / PIXELS_PER_INCH, height / PIXELS_PER_INCH),
        dpi=2 * PIXELS_PER_INCH,
        facecolor=colours.paper,
    )

    def panel(top: float, room: float, name: str) -> Axes:
        low, tall = height - top - room + BOTTOM, room - TOP - BOTTOM
        place = (left / WIDTH, low / height, (WIDTH - left - RIGHT) / WIDTH, tall / height)
        return figure.add_axes(place, label=name, facecolor="none")

    _intervals(panel(0, heights[0], "intervals"), output, drawn, names, levels, colours, language)
    if ranking is not None:
        _shares(panel(heights[0] + GAP, heights[1], "shares"), ranking, inputs, colours, language)
    figure.title, figure.description = _in_words(output, drawn, names, levels, ranking, language)
    return figure


def _intervals(
    axes: Axes,
    output: str,
    groups: Sequence[Group],
    names: Sequence[str],
    levels: Sequence[float],
    theme: Theme,
    language: str,
) -> None:
    """A line for each interval of each group, the median as a dot."""
    for row, group in enumerate(groups):
        for width, level in enumerate(sorted(levels, reverse=True)):
            ends = np.quantile(group.values, ((1 - level) / 2, (1 + level) / 2))
            axes.plot(ends, (row, row), color=theme.joint, linewidth=2 + 4 * width, solid_capstyle="butt")
        axes.plot(
            np.median(group.values), row, marker="o", markersize=8, color=theme.ink,
            markeredgecolor=theme.paper, markeredgewidth=1.5,
        )  # fmt: skip
    told = ", ".join(f"{number(100 * level, 0, language)} %" for level in sorted(levels))
    title = word("figure.study.intervals", language, levels=told)
    _furnish(axes, names, title, _labelled(output, language), theme, language)


def _shares(axes: Axes, ranking: Indices, inputs: Sequence[str], theme: Theme, language: str) -> None:
    """A bar for each input, with its interval if there is one."""
    places, sure = ranking.order, "first" in ranking.intervals
    axes.barh(range(len(places)), 100 * ranking.first[places], height=0.55, color=theme.weight)
    if sure:
        for row, ends in enumerate(100 * ranking.intervals["first"][places]):
            axes.plot(ends, (row, row), color=theme.ink, linewidth=1.6, solid_capstyle="butt")
    axes.set_xlim(left=min(0.0, float(np.nanmin(100 * ranking.first))))
    title = word("figure.study.shares_sure" if sure else "figure.study.shares", language)
    _furnish(axes, inputs, title, word("figure.study.percent", language), theme, language)


def _furnish(axes: Axes, names: Sequence[str], title: str, below: str, theme: Theme, language: str) -> None:
    """Names at the left, from top to bottom; a scale below, no box."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(theme.muted)
    axes.set_ylim(max(1, len(names)) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), names, color=theme.ink)
    axes.xaxis.set_major_locator(MaxNLocator(7))
    digits = max(_digits(value) for value in axes.get_xticks())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, digits, language)))
    axes.tick_params(labelsize=TEXT_SIZE, labelfontfamily=FONT)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", colors=theme.muted, length=3)
    axes.set_xlabel(below, color=theme.ink, fontsize=TEXT_SIZE, fontfamily=FONT, labelpad=3)
    axes.set_title(
        title, loc="left", color=theme.ink, fontsize=TEXT_SIZE, fontweight="bold", fontfamily=FONT, pad=8
    )


def _digits(value: float) -> int:
    """Decimals that a tick needs."""
    return next((digits for digits in range(4) if abs(value - round(value, digits)) < 1e-9), 4)


def _words(name: str, language: str) -> str:
    return _short(words_of(name, language).split(" (")[0])


def _labelled(name: str, language: str) -> str:
    unit = QUANTITIES[name].unit
    words = QUANTITIES[name].words(language).split(" (")[0]
    return f"{words} ({unit_words(unit, language)})" if unit else words


def _named(group: Group, language: str) -> str:
    if group.name is None:
        return word("figure.study.everyone", language)
    return str(group.name) or word("figure.study.blank", language)


def _short(text: str) -> str:
    return text if len(text) <= MOST_WORDS else f"{text[: MOST_WORDS - 1]}…"


def _in_words(
    output: str,
    groups: Sequence[Group],
    names: Sequence[str],
    levels: Sequence[float],
    ranking: Indices | None,
    language: str,
) -> tuple[str, str]:
    title = word("figure.study.title", language, output=_labelled(output, language))
    level = max(levels, default=0.95)
    told = [
        word(
            "figure.study.group",
            language,
            group=name,
            median=number(float(np.median(group.values)), 2, language),
            low=number(float(np.quantile(group.values, (1 - level) / 2)), 2, language),
            high=number(float(np.quantile(group.values, (1 + level) / 2)), 2, language),
            level=number(100 * level, 0, language),
        )
        for group, name in zip(groups, names, strict=True)
    ]
    return title, " ".join((*told, *(ranking.sentences(language) if ranking is not None else ())))
