"""Two panels over one time: what the figures of a step and of a trial share."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from hipmech.figures.canvas import FONT, PIXELS_PER_INCH
from hipmech.figures.export import Picture
from hipmech.figures.themes import Theme
from hipmech.gait import Peak
from hipmech.words import number

TEXT_SIZE = 9.5
LEFT, RIGHT, TOP, BOTTOM = 48.0, 16.0, 30.0, 44.0


def two_panels(width: float, height: float, theme: Theme, gap: float = 0.0) -> tuple[Picture, Axes, Axes]:
    """A picture, px, with a panel for the moment above one for the forces, which has the numbers of time."""
    figure = Picture(
        figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH),
        dpi=2 * PIXELS_PER_INCH,
        facecolor=theme.paper,
    )
    tall = (height - 2 * TOP - BOTTOM - gap) / 2

    def panel(bottom: float, name: str) -> Axes:
        place = (LEFT / width, bottom / height, (width - LEFT - RIGHT) / width, tall / height)
        return figure.add_axes(place, label=name, facecolor="none")

    upper, lower = panel(BOTTOM + tall + gap + TOP, "moment"), panel(BOTTOM, "forces")
    upper.tick_params(labelbottom=False)
    return figure, upper, lower


def furnish(axes: Axes, title: str, theme: Theme, language: str) -> None:
    """A title, numbers as the language writes them, and no box."""
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


def name_time(axes: Axes, words: str, theme: Theme) -> None:
    """What runs below both panels."""
    axes.set_xlabel(words, color=theme.ink, fontsize=TEXT_SIZE, fontfamily=FONT)


def band(axes: Axes, peak: Peak, colour: str, alpha: float, words: str) -> None:
    """Where the peaks of people lie: mean and one standard deviation, with room above."""
    low, high = axes.get_ylim()
    axes.set_ylim(low, max(high, 1.25 * (peak.mean + peak.deviation)))
    ends = peak.mean - peak.deviation, peak.mean + peak.deviation
    axes.axhspan(*ends, color=colour, alpha=alpha, linewidth=0, zorder=0, label=words)


def legend(axes: Axes, theme: Theme, columns: int) -> None:
    """What the lines and the band are, above them."""
    axes.legend(
        loc="upper left", ncols=columns, frameon=False, labelcolor=theme.ink, borderaxespad=0.1,
        handlelength=2.2, columnspacing=1.4, prop={"size": TEXT_SIZE - 1, "family": FONT},
    )  # fmt: skip
