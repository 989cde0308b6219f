"""Pictures as files: the same picture gives the same bytes, and says in words what it shows."""

from __future__ import annotations

import io
import re
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from hipmech.errors import FileError

SVG_SETTINGS: dict[Any, Any] = {"svg.hashsalt": "hipmech", "svg.fonttype": "path"}
"""Glyphs as paths look the same everywhere; title and description carry the words."""

FORMATS = ("svg", "png", "pdf")
UNDATED: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}


LEFT_OUT = re.compile(r"\s*<metadata>.*?</metadata>|\s*<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
"""Metadata that nobody reads, and a style that would leak into the page around."""


class Picture(Figure):
    """A figure that knows its title and its description in words."""

    title: str = ""
    description: str = ""


def svg(figure: Figure) -> str:
    """The figure as one SVG element, one unit a px, with title and description for screen readers.

    The same figure gives the same text on every machine and day.
    """
    stream = io.StringIO()
    with mpl.rc_context(SVG_SETTINGS):
        figure.savefig(stream, format="svg", facecolor=figure.get_facecolor(), metadata=UNDATED["svg"])
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    text = LEFT_OUT.sub("", text).replace(" \nL ", "L")
    return re.sub(r"<svg([^>]*)>", lambda opening: _named(opening[1], figure), text, count=1)


def _named(attributes: str, figure: Figure) -> str:
    """The opening tag with size in px, a role, a title and a description."""
    attributes = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', attributes)
    title, description = (getattr(figure, name, "") for name in ("title", "description"))
    label = escape(f"{title}. {description}")
    style = "stroke-linejoin: round; stroke-linecap: butt"
    return (
        f'<svg{attributes} style="{style}" role="img" aria-label="{label}">\n'
        f" <title>{escape(title)}</title>\n <desc>{escape(description)}</desc>"
    )


def save(figure: Figure, path: str | Path) -> Path:
    """Write the figure as ``.svg``, ``.png`` or ``.pdf``, without a date; returns the path.

    Raises
    ------
    FileError
        Another ending, or a place that cannot be written.
    """
    target = Path(path)
    kind = target.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise FileError(f"{target} ends in {target.suffix!r}: a picture is saved as {', '.join(FORMATS)}.")
    try:
        if kind == "svg":
            target.write_text(svg(figure), encoding="utf-8")
        else:
            figure.savefig(target, format=kind, facecolor=figure.get_facecolor(), metadata=UNDATED[kind])
    except OSError as failure:
        raise FileError(f"{target} cannot be written: {failure.strerror or failure}.") from failure
    return target
