"""Cases in groups: by a choice, the sex, a listed value, a cell of a table, or the status."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.designs import Axis, Design
from hipmech.errors import InputError
from hipmech.quantities import QUANTITIES, suggestion
from hipmech.sweeps.rows import ROW_STATUS_WORDS
from hipmech.sweeps.sweep import Sweep

Codes = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Grouping:
    """By which columns cases are grouped.

    Attributes
    ----------
    names : tuple of str
    values : tuple of tuple
        What each column may hold.
    codes : tuple of callable
        Number of that value for each case of a block, by column.
    """

    names: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    codes: tuple[Callable[[Sweep], Codes], ...]

    @property
    def size(self) -> int:
        """Number of groups that there may be."""
        return math.prod(map(len, self.values))

    @property
    def labels(self) -> list[tuple[Any, ...]]:
        """Values of each group, in the order of its number."""
        return list(product(*self.values))

    def of(self, block: Sweep) -> Codes:
        """Number of the group of each case."""
        code = np.zeros(block.size, dtype=np.int64)
        for values, codes in zip(self.values, self.codes, strict=True):
            code = code * len(values) + codes(block)
        return code


def grouping(design: Design, by: str | Sequence[str] | None) -> Grouping:
    """How to group the cases of a design; without ``by`` all are one group.

    Raises
    ------
    InputError
        A column that does not exist, is the same for every case, or has no list of values.
    """
    names = () if not by else (by,) if isinstance(by, str) else tuple(by)
    if len(set(names)) < len(names):
        raise InputError(f"by = {list(names)} names a column twice: give it once.")
    found = [_column(design, name) for name in names]
    return Grouping(names, tuple(values for values, _ in found), tuple(codes for _, codes in found))


def _column(design: Design, name: str) -> tuple[tuple[Any, ...], Callable[[Sweep], Codes]]:
    if name == "status":
        return ROW_STATUS_WORDS, lambda block: block.status.astype(np.int64)
    for axis in design.axes:
        if name in axis.kept:
            return _listed(design, axis, np.asarray(axis.kept[name]))
        if name in axis.names and axis.kind != "sample":
            return _listed(design, axis, axis.rows(0, axis.length)[name])
        if name in axis.names:
            return _drawn(name)
    if name in design.fixed:
        raise InputError(f"{name} is the same for every case: it makes one group. Leave it out.")
    there = ("status", *design.names, *design.columns)
    raise InputError(f"There is no column {name!r} to group by{suggestion(name, there)}")


def _listed(
    design: Design, axis: Axis, column: NDArray[Any]
) -> tuple[tuple[Any, ...], Callable[[Sweep], Codes]]:
    """Groups by the values of a column; cells without content are one more, the last, called ""."""
    empty = _blank(column)
    filled = column[~empty]
    words = filled.astype(np.str_) if column.dtype.kind == "O" else filled
    values, inverse = np.unique(words, return_inverse=True)
    codes = np.full(axis.length, len(values))
    codes[~empty] = inverse
    names = (*values.tolist(), *([""] if empty.any() else []))
    return names, lambda block: codes[design.rows_along(axis, block.start, block.start + block.size)]


def _blank(column: NDArray[Any]) -> NDArray[np.bool_]:
    """Which cells have no content: an empty text, or what Python, NumPy and pandas hold in its place."""
    if column.dtype.kind != "O":
        return np.asarray(np.isnan(column) if column.dtype.kind == "f" else column == "")
    import pandas as pd

    empty = np.asarray(pd.isna(column))
    empty[~empty] = [cell == "" for cell in column[~empty].tolist()]
    return empty


def _drawn(name: str) -> tuple[tuple[Any, ...], Callable[[Sweep], Codes]]:
    """Groups of a choice that is drawn; a number that is drawn has a value of its own in every case."""
    choices = QUANTITIES[name].choices
    if not choices:
        raise InputError(
            f"{name} is drawn, and nearly every case has a value of its own: it makes no groups."
        )

    def codes(block: Sweep) -> Codes:
        found = np.zeros(block.size, dtype=np.int64)
        for number, word in enumerate(choices):
            found[block.inputs[name] == word] = number
        return found

    return choices, codes
