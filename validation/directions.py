"""Where the parts of a measured force point: axes in words or letters, sides, and which body it acts on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.quantities import suggestion

Numbers = NDArray[np.float64]

FRAMES = ("femur", "vertical")
ANTERIOR, UP, LATERAL = range(3)
WORDS: Mapping[str, tuple[int, int]] = {
    "anterior": (ANTERIOR, 1),
    "posterior": (ANTERIOR, -1),
    "up": (UP, 1),
    "down": (UP, -1),
    "lateral": (LATERAL, 1),
    "medial": (LATERAL, -1),
    "right": (LATERAL, 1),
    "left": (LATERAL, -1),
}
"""Axis and sign of a word; right and left are so for a right hip."""
LETTERS: Mapping[str, str] = {
    "R": "right",
    "L": "left",
    "A": "anterior",
    "P": "posterior",
    "S": "up",
    "I": "down",
}
SIDES: Mapping[str, str] = {"r": "right", "right": "right", "l": "left", "left": "left"}


def words_of(axes: str | None) -> tuple[str, ...]:
    """Three words of ``lateral,anterior,up`` or of letters such as ``RAS``."""
    if axes is None:
        raise InputError(
            "The parts of the force are mapped, and nothing says where x, y and z point: give the axes, such "
            "as lateral,anterior,up, or RAS (right, anterior, superior), LPS, ASR."
        )
    text = axes.strip()
    if len(text) == 3 and set(text.upper()) <= LETTERS.keys():
        words = tuple(LETTERS[letter] for letter in text.upper())
    else:
        words = tuple(word.strip().lower() for word in text.split(","))
    for word in words:
        if word not in WORDS:
            raise InputError(f"{word!r} is no direction of an axis{suggestion(word, WORDS)}")
    if len(words) != 3 or len({WORDS[word][0] for word in words}) != 3:
        raise InputError(f"axes = {axes!r} is not allowed: three axes across each other, such as RAS.")
    return words


def sides_of(side: str | None, cells: NDArray[Any] | None) -> tuple[str, ...] | str | None:
    """Sides of hips from a column, or the side of all; None where nothing says it."""
    if side is not None and cells is not None:
        raise InputError("The side is given for all and mapped to a column too: give one.")
    if cells is not None:
        found = [SIDES.get(str(cell).strip().lower(), "") for cell in cells.tolist()]
        if "" in found:
            row = found.index("")
            raise InputError(f"side, row {row + 1}: {str(cells[row])!r} is neither left nor right (L, R).")
        return tuple(found)
    if side is None or side in SIDES:
        return None if side is None else SIDES[side]
    raise InputError(f"side = {side!r} is not allowed: left or right.")


def parts_at_the_hip(
    parts: Numbers, axes: str | None, sides: tuple[str, ...] | str | None
) -> tuple[Numbers, list[str]]:
    """Anterior, up and lateral part (3, n) of the force on the femoral head, and what was found out.

    Raises
    ------
    InputError
        Nothing says where the axes point or which side a hip is; forces that point up in some and down in
        others; lateral parts that only mirrored hips have.
    """
    words = words_of(axes)
    by_side = {"right", "left"} & set(words)
    if by_side and sides is None:
        raise InputError(
            f"An axis points to the {by_side.pop()}: whether that is lateral depends on the hip. Map side to "
            "a column, give the side of all, or name the axis lateral or medial."
        )
    turned = np.empty_like(parts)
    for part, word in zip(parts, words, strict=True):
        axis, sign = WORDS[word]
        turned[axis] = sign * part
    left = np.broadcast_to(np.asarray(sides if sides is not None else "") == "left", parts.shape[1:])
    if by_side:
        turned[LATERAL] = np.where(left, -turned[LATERAL], turned[LATERAL])
    known: NDArray[np.bool_] = np.all(np.isfinite(turned), axis=0)
    turned, notes = on_the_head(turned, known)
    refuse_mirrored(turned[LATERAL], known, left, bool(by_side))
    return turned, notes


def on_the_head(parts: Numbers, known: NDArray[np.bool_]) -> tuple[Numbers, list[str]]:
    """The forces as they act on the femoral head of a standing leg: they press down."""
    rising = int((parts[UP, known] > 0).sum())
    if not rising:
        return parts, []
    if rising < known.sum():
        raise InputError(
            f"The force points up in {rising} of {int(known.sum())} people and down in the others: on one "
            "body it does one or the other. Is another axis the one that points up?"
        )
    return -parts, ["All forces point up, so they act on the pelvis: turned round, to act on the femur."]


def refuse_mirrored(
    lateral: Numbers, known: NDArray[np.bool_], left: NDArray[np.bool_], by_side: bool
) -> None:
    """Refuse lateral parts that only hips of the other side have: a standing head is pressed outwards."""
    sides = {"left": known & left, "right": known & ~left}
    inward = {name: float((lateral[here] < 0).mean()) for name, here in sides.items() if here.any()}
    if by_side and len(inward) == 2 and (inward["left"] > 0.5) != (inward["right"] > 0.5):
        wrong = "left" if inward["left"] > 0.5 else "right"
        raise InputError(
            f"With these axes the force presses most {wrong} heads towards the midline and the others "
            "outwards: the table seems to be mirrored to one side already. Name the axis lateral or medial "
            "instead of right or left."
        )
    medial = int((lateral[known] < 0).sum())
    if 2 * medial > known.sum():
        raise InputError(
            f"In {medial} of {int(known.sum())} people the force would press the head towards the midline, "
            "where a standing hip is pressed outwards: the axes seem mirrored (such as LPS for RAS)."
        )
