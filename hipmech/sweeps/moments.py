"""Count, mean and sum of squares of blocks, merged so that the order of the work leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError

Numbers = NDArray[np.float64]
Place = tuple[int, int]

MOST_LEVELS = 64
"""Levels of a tree at most: no design has 2⁶⁴ blocks."""
SHARED = "These summaries share blocks: each case counts once."


class Moments(NamedTuple):
    """Count, mean and sum of squared deviations, arrays of one shape."""

    number: NDArray[np.int64]
    mean: Numbers
    squares: Numbers

    def and_then(self, later: Moments) -> Moments:
        """Moments of both together (Chan, Golub and LeVeque's update, stable where the mean is large)."""
        number = self.number + later.number
        share = later.number / np.maximum(number, 1)
        apart = later.mean - self.mean
        squares = self.squares + later.squares + apart * apart * self.number * share
        return Moments(number, self.mean + apart * share, squares)


@dataclass(frozen=True, eq=False)
class Blocks:
    """Moments of some blocks of a design, by their place in a binary tree over all of its blocks.

    Two neighbours become one as soon as both are there, and never otherwise. So the sums depend on which
    blocks are in, and not on who added them, in which order, or in which portions.

    Attributes
    ----------
    nodes : mapping of (level, number) to Moments
        A node of level 0 is a block; one of level n spans 2ⁿ of them.
    """

    nodes: Mapping[Place, Moments]

    def __add__(self, other: Blocks) -> Blocks:
        """Moments of the blocks of both; an error where they share one."""
        nodes = dict(self.nodes)
        for place, moments in other.nodes.items():
            if _overlaps(place, nodes):
                raise InputError(SHARED)
            while (place[0], place[1] ^ 1) in nodes:
                level, number = place
                neighbour = nodes.pop((level, number ^ 1))
                first, then = (neighbour, moments) if number & 1 else (moments, neighbour)
                moments, place = first.and_then(then), (level + 1, number >> 1)
            nodes[place] = moments
        return Blocks(nodes)

    def total(self) -> Moments:
        """Moments of all blocks together."""
        in_order = sorted(self.nodes, key=lambda place: place[1] << place[0])
        return reduce(Moments.and_then, (self.nodes[place] for place in in_order))


def _overlaps(place: Place, nodes: Mapping[Place, Moments]) -> bool:
    """Whether a block of a node is in already, in a node of whatever level."""
    level, number = place
    if any((level + up, number >> up) in nodes for up in range(MOST_LEVELS - level)):
        return True
    return level > 0 and any(low < level and other >> (level - low) == number for low, other in nodes)
