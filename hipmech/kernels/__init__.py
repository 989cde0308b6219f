"""How equations run over many hips: recorded once, in rows of cases, in place.

The equations stay the readable functions that they are. Called with recorders instead of arrays they leave a
graph of their steps, in which equal steps are one, units and the mass of the body cancel, and what does not
change along an axis is computed once. NumPy then works through the graph in rows that fit a processor's
cache. Results agree with the readable form to rounding.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.kernels.algebra import SIMPLER
from hipmech.kernels.plans import Plan, planned
from hipmech.kernels.recording import Graph, Recorded
from hipmech.kernels.running import Limits, OutOfLimits, Turn, in_threads, passes, rows, run

__all__ = ["Kernel", "OutOfLimits", "Turn", "along", "in_threads", "record"]

Columns = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class Kernel:
    """Equations recorded over axes of some lengths.

    Attributes
    ----------
    plan : Plan
    lengths : tuple of int
        Values along each axis.
    """

    plan: Plan
    lengths: tuple[int, ...]

    def run(
        self,
        columns: Columns,
        threads: int = 1,
        limits: Limits | None = None,
        into: Mapping[str, NDArray[Any]] | None = None,
    ) -> dict[str, NDArray[Any]]:
        """Every output as an array with an axis a dimension, of length one where nothing changes.

        Parameters
        ----------
        columns : mapping of str to ndarray
            The values of each leaf along its axis.
        threads : int
            NumPy works on several at once; the results are the same.
        limits : mapping of str to (low, high), optional
            What leaves along a single row of cases may be.
        into : mapping of str to ndarray, optional
            Arrays of the full shape, apart from each other, in which outputs are computed if they can be.

        Raises
        ------
        OutOfLimits
        """
        return run(self.plan, self.lengths, columns, threads, limits, into)

    def passes(self, columns: Columns, portion: tuple[int, int] = (0, 1)) -> Iterator[Turn]:
        """The outputs row by row, without keeping them; all, or one portion (number, of) of the work."""
        return passes(self.plan, self.lengths, columns, portion)

    @property
    def turns(self) -> int:
        """Turns of the loops in all."""
        loops = math.prod(self.lengths[axis] for axis in self.plan.outer)
        return loops * len(rows(math.prod(self.lengths[axis] for axis in self.plan.inner)))

    def still(self, output: str) -> tuple[int, ...]:
        """The loops, counted from 0, that do not change an output."""
        axes = self.plan.axes[self.plan.roots[output]]
        return tuple(depth for depth, axis in enumerate(self.plan.outer) if not axes >> axis & 1)


def record(
    answers: Callable[[dict[str, Any]], Mapping[str, Any]],
    numbers: Mapping[str, float],
    axes: Mapping[str, int],
    lengths: Sequence[int],
    scale: str,
) -> Kernel:
    """Kernel of a function of leaves.

    Parameters
    ----------
    answers : callable
        From leaves by name to outputs by name, in plain NumPy: no branch on a value, no work in place.
    numbers : mapping of str to float
        Leaves that are the same for all cases.
    axes : mapping of str to int
        For each leaf that varies, the axis along which it does.
    lengths : sequence of int
        Values along each axis.
    scale : str
        A leaf above zero, of which most outputs are multiples.
    """
    graph = Graph(SIMPLER)
    leaves: dict[str, Any] = {name: Recorded(graph, graph.constant(value)) for name, value in numbers.items()}
    for name, axis in axes.items():
        kept = graph.scale_leaf if name == scale else graph.leaf
        leaves[name] = Recorded(graph, kept(name, 1 << axis))
    roots = {name: graph.result(value) for name, value in answers(leaves).items()}
    return Kernel(planned(roots, lengths), tuple(lengths))


def along(arrays: Columns, shape: tuple[int, ...]) -> tuple[dict[str, int], tuple[int, ...]] | None:
    """The axis along which each array varies, and the lengths of the axes.

    None if one varies along several. Arrays that all have the full shape are columns: one axis, however many
    dimensions.
    """
    if all(array.shape == shape for array in arrays.values()):
        return dict.fromkeys(arrays, 0), (int(np.prod(shape)),)
    axes = {}
    for name, array in arrays.items():
        first = len(shape) - array.ndim
        varying = [first + axis for axis, length in enumerate(array.shape) if length > 1]
        if len(varying) != 1:
            return None
        axes[name] = varying[0]
    return axes, shape
