"""Headings: pieces of text in their own colours that flow over as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hipmech.figures.canvas import Canvas, text_width

LINE_HEIGHT = 16.0
GAP = 12.0


@dataclass(frozen=True)
class Piece:
    """Words that belong together: text, colour, and whether they are bold."""

    text: str
    colour: str
    bold: bool = False


Run = tuple[float, Piece]
"""Left edge in px, and what stands there."""


def flowed(pieces: Sequence[Piece], width: float, size: float) -> list[list[Run]]:
    """Lines of a heading in a width in px; a piece moves to the next line whole, or breaks if it must."""
    lines: list[list[Run]] = [[]]
    x = 0.0
    for piece in pieces:
        if x and x + text_width(piece.text, size, piece.bold) > width:
            lines.append([])
            x = 0.0
        for index, part in enumerate(_broken(piece, width, size)):
            if index:
                lines.append([])
                x = 0.0
            lines[-1].append((x, part))
            x += text_width(part.text, size, part.bold) + GAP
    return lines


def _broken(piece: Piece, width: float, size: float) -> list[Piece]:
    """The piece in parts that each fit in the width."""
    parts: list[str] = []
    for word in piece.text.split(" "):
        longer = f"{parts[-1]} {word}" if parts else word
        if parts and text_width(longer, size, piece.bold) <= width:
            parts[-1] = longer
        else:
            parts.append(word)
    return [Piece(part, piece.colour, piece.bold) for part in parts]


def draw_heading(canvas: Canvas, lines: Sequence[Sequence[Run]], head: float, size: float) -> None:
    """Write the lines from the top of the canvas."""
    top = canvas.height + head
    for row, line in enumerate(lines):
        for x, piece in line:
            place = (x, top - LINE_HEIGHT * (row + 0.5))
            canvas.text(piece.text, place, "heading", piece.colour, size, bold=piece.bold)
