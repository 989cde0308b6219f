"""The curve of a sweep: one output along one input, with today's hip as a dot on it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from hipmech.anatomy import Points
from hipmech.errors import InputError
from hipmech.figures.canvas import FONT, PIXELS_PER_INCH, text_height, text_width
from hipmech.figures.export import Picture
from hipmech.figures.themes import Theme, theme_named
from hipmech.loads import Balance
from hipmech.quantities import NUMBERS, OUTPUTS, Quantity, quantity
from hipmech.words import number, word

TEXT_SIZE = 9.5
AIR = 0.16
LEAST_SHARE = 0.15
"""Free share above and below the line; least share of the value to either side, so that flat looks flat."""

BESIDE, CLEAR = 9.0, 3.0
"""From a dot to its value, and from a value to the edges and the line, px."""
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
    point = None
    if current is not None:
        point = (float(current.inputs[quantity_name]), float(current.outputs[output_name]))
    _set_height(axes, np.append(y, [] if point is None else point[1]))
    if point is not None:
        room = width - LEFT - RIGHT, height - BOTTOM - TOP
        _dot(axes, point, _value(point[1], output, language), colours, room)
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


def _set_height(axes: Axes, values: NDArray[np.float64]) -> None:
    """Room for all values; without any there is nothing to read off."""
    found = values[np.isfinite(values)]
    if not len(found):
        axes.yaxis.set_visible(False)
        return
    low, high = float(found.min()), float(found.max())
    half = max((0.5 + AIR) * (high - low), LEAST_SHARE * max(abs(low), abs(high))) or 1.0
    axes.set_ylim((low + high) / 2 - half, (low + high) / 2 + half)


def _dot(axes: Axes, point: tuple[float, float], text: str, theme: Theme, room: tuple[float, float]) -> None:
    """Today's hip, with its value where there is most room beside it."""
    if not np.isfinite(point[1]):
        return
    axes.plot(
        *point, marker="o", markersize=8, color=theme.ink, markeredgecolor=theme.paper, markeredgewidth=1.5,
        gid="curve-dot", clip_on=False, zorder=5,
    )  # fmt: skip
    at = _pixels(axes, np.array([point]), room)[0]
    line = _pixels(axes, np.asarray(axes.lines[0].get_xydata()), room)
    half = np.array((text_width(text, TEXT_SIZE, True), text_height(TEXT_SIZE))) / 2
    middle = _beside(at, line, half, np.array(room))
    axes.annotate(
        text, point, xytext=tuple(middle - at), textcoords="offset points",
        ha="center", va="center", color=theme.ink,
        fontsize=TEXT_SIZE, fontweight="bold", fontfamily=FONT, gid="curve-dot-label", zorder=6,
    )  # fmt: skip


def _pixels(axes: Axes, points: Points, room: tuple[float, float]) -> Points:
    """Where points are drawn, px from the lower left corner of the axes."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    pixels: Points = (points - (left, low)) / (right - left, high - low) * room
    return pixels


def _beside(at: Points, line: Points, half: Points, room: Points) -> Points:
    """Middle of a text of half a size beside a dot: in the axes, off the line, off other words."""
    drawn = line[np.isfinite(line).all(axis=1)]
    along = np.linspace(0, room[0], 400)
    path = np.column_stack((along, np.interp(along, *drawn.T))) if len(drawn) else np.empty((0, 2))
    least, most = half + CLEAR, room - half - CLEAR
    places = []
    for up in (1.0, 1.6, -1.0, -1.6):
        for aside in (-1.0, -0.5, 0.0, 0.5, 1.0):
            shift = np.array((aside * (half[0] + BESIDE), up * (half[1] + BESIDE)))
            places.append(np.clip(at + shift, least, most))

    def harm(place: Points) -> float:
        covered = (np.abs(path - place) < half + CLEAR).all(axis=1).sum()
        on_dot = bool((np.abs(at - place) < half + 5).all())
        on_words = place[1] - half[1] < text_height(TEXT_SIZE) + CLEAR
        below = place[1] < at[1]
        return float(covered + 500 * on_dot + 20 * on_words + 2 * below + 0.1 * np.hypot(*(place - at)))

    return min(places, key=harm)


def _furnish(axes: Axes, swept: Quantity, output: Quantity, theme: Theme, language: str, room: float) -> None:
    """Axes in words and units, few ticks, no box."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(theme.muted)
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
