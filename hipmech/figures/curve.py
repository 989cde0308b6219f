"""The curve of a sweep: one output along one input, with today's hip as a dot on it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.figures.canvas import FONT, PIXELS_PER_INCH, text_width
from hipmech.figures.export import Picture
from hipmech.figures.themes import Theme, theme_named
from hipmech.loads import Balance
from hipmech.quantities import NUMBERS, OUTPUTS, Quantity, quantity
from hipmech.words import number, word

TEXT_SIZE = 9.5
LEFT, RIGHT, BOTTOM, TOP = 44.0, 14.0, 36.0, 26.0

COLOURS = {
    "abductor_force": "abductors",
    "joint_reaction": "joint",
    "supported_weight": "weight",
    "body_weight": "weight",
}
"""Colour of an output by how its name begins; ink for all others."""


def sweep_curve(
    load: Balance,
    quantity_name: str,
    output_name: str,
    current: Balance | None = None,
    *,
    language: str = "en",
    theme: str = "light",
    width: float = 330.0,
    height: float = 190.0,
) -> Figure:
    """Line of one output along one swept input; the usual range of the input is shaded.

    Parameters
    ----------
    load : Load
        A solution whose only array is ``quantity_name``, one-dimensional.
    quantity_name : str
        The swept input.
    output_name : str
        An output; where a hip has no answer the line has a gap.
    current : Load, optional
        A scalar solution, drawn as a dot with its value.
    language : ``en`` or ``nl``
    theme : ``light`` or ``dark``
    width, height : px

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownQuantity
        A name that is no input or no output.
    InputError
        A load that is not swept along this one input.
    """
    swept, output = quantity(quantity_name, NUMBERS), quantity(output_name, OUTPUTS)
    x = np.asarray(load.inputs[quantity_name], dtype=np.float64)
    y = np.asarray(load.outputs[output_name], dtype=np.float64)
    if x.ndim != 1 or y.shape != x.shape:
        raise InputError(
            f"A sweep curve needs a load swept along {quantity_name} alone: a one-dimensional array of it; "
            f"this load has the shape {load.shape}, its {quantity_name} the shape {x.shape}."
        )
    order = np.argsort(x)
    colours = theme_named(theme)
    figure = Picture(
        figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH),
        dpi=2 * PIXELS_PER_INCH,
        facecolor=colours.paper,
    )
    axes = figure.add_axes(
        (LEFT / width, BOTTOM / height, (width - LEFT - RIGHT) / width, (height - BOTTOM - TOP) / height),
        label="curve",
        facecolor="none",
    )
    colour = _colour(colours, output_name)
    axes.plot(x[order], y[order], color=colour, linewidth=2.2, gid="curve-line", solid_capstyle="round")
    axes.set_xlim(float(x.min()), float(x.max()))
    _usual_range(axes, swept, colours, language, width - LEFT - RIGHT)
    if current is not None:
        rising = bool(np.nansum(np.diff(y[order])) >= 0)
        point = (float(current.inputs[quantity_name]), float(current.outputs[output_name]))
        _dot(axes, point, rising, _value(point[1], output, language), colours)
    _furnish(axes, swept, output, colours, language, width - LEFT - RIGHT)
    figure.title, figure.description = _in_words(swept, output, x[order], y[order], language)
    return figure


def _colour(theme: Theme, output_name: str) -> str:
    name = next((colour for start, colour in COLOURS.items() if output_name.startswith(start)), "ink")
    return str(getattr(theme, name))


def _usual_range(axes: Axes, swept: Quantity, theme: Theme, language: str, room: float) -> None:
    """Shade what is usual in people; name it where the shade is wide enough of ``room`` px."""
    if swept.usual is None:
        return
    low, high = (min(max(edge, axes.get_xlim()[0]), axes.get_xlim()[1]) for edge in swept.usual)
    axes.axvspan(low, high, color=theme.muted, alpha=0.13, linewidth=0, gid="curve-usual", zorder=0)
    text = word("figure.usual_range", language)
    left, right = axes.get_xlim()
    if (high - low) / (right - left) * room > text_width(text, TEXT_SIZE - 1) + 8:
        axes.text(
            (low + high) / 2, 0.03, text, transform=axes.get_xaxis_transform(), ha="center", va="bottom",
            color=theme.muted, fontsize=TEXT_SIZE - 1, fontfamily=FONT, gid="curve-usual-label",
        )  # fmt: skip


def _dot(axes: Axes, point: tuple[float, float], rising: bool, text: str, theme: Theme) -> None:
    """Today's hip, its value beside the line: above it where there is room, else below."""
    if not np.isfinite(point[1]):
        return
    axes.plot(
        *point, marker="o", markersize=8, color=theme.ink, markeredgecolor=theme.paper, markeredgewidth=1.5,
        gid="curve-dot", clip_on=False, zorder=5,
    )  # fmt: skip
    low, high = axes.get_xlim()
    share = (point[0] - low) / (high - low)
    above = share > 0.25 if rising else share < 0.75
    right = rising != above
    axes.annotate(
        text, point, xytext=(8 if right else -8, 8 if above else -8), textcoords="offset points",
        ha="left" if right else "right", va="bottom" if above else "top", color=theme.ink,
        fontsize=TEXT_SIZE, fontweight="bold", fontfamily=FONT, gid="curve-dot-label", zorder=6,
    )  # fmt: skip


def _furnish(axes: Axes, swept: Quantity, output: Quantity, theme: Theme, language: str, room: float) -> None:
    """Axes in words and units, few ticks, no box."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(theme.muted)
    axes.margins(y=0.16)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(5))
        digits = max(map(_digits, axis.get_majorticklocs()))
        axis.set_major_formatter(
            FuncFormatter(lambda value, _, digits=digits: number(value, digits, language))
        )
    axes.tick_params(colors=theme.muted, labelsize=TEXT_SIZE, labelfontfamily=FONT, length=3)
    axes.set_xlabel(_named(swept, language), color=theme.ink, fontsize=TEXT_SIZE, fontfamily=FONT, labelpad=3)
    axes.set_title(
        _named(output, language), loc="left", x=-(LEFT - 8) / room,
        color=theme.ink, fontsize=TEXT_SIZE, fontweight="bold", fontfamily=FONT, pad=8,
    )  # fmt: skip


def _digits(value: float) -> int:
    """Decimals that a tick needs."""
    return next((digits for digits in range(4) if abs(value - round(value, digits)) < 1e-9), 4)


def unit_words(unit: str, language: str) -> str:
    """A unit as it is written in a language."""
    return unit.replace("deg", "°").replace("BW", word("figure.body_weight", language))


def _named(row: Quantity, language: str) -> str:
    """Words without their explanation in brackets, and the unit."""
    words = row.words(language).split(" (")[0]
    return f"{words} ({unit_words(row.unit, language)})" if row.unit else words


def _value(value: float, row: Quantity, language: str) -> str:
    digits = {"BW": 2, "": 2, "N": 0}.get(row.unit, 1)
    unit = unit_words(row.unit, language)
    gap = "" if unit in ("°", "") else " "
    return f"{number(value, digits, language)}{gap}{unit}"


def _in_words(
    swept: Quantity, output: Quantity, x: NDArray[np.float64], y: NDArray[np.float64], language: str
) -> tuple[str, str]:
    title = word(
        "figure.curve_title", language, output=output.words(language), quantity=swept.words(language)
    )
    found = y[np.isfinite(y)]
    if not len(found):
        return title, title
    description = word(
        "figure.curve_description",
        language,
        output=output.words(language),
        quantity=swept.words(language),
        first=_value(float(found[0]), output, language),
        last=_value(float(found[-1]), output, language),
        low=_value(float(x[0]), swept, language),
        high=_value(float(x[-1]), swept, language),
    )
    return title, description
