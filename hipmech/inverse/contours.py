"""Lines of equal load over two inputs, each point of them solved and not only interpolated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.inverse.crossings import output_of
from hipmech.inverse.question import SCALES
from hipmech.limits import accept_ends, whole_number, without_unit
from hipmech.notebooks import Tabled
from hipmech.quantities import NUMBERS, QUANTITIES, quantity, suggestion
from hipmech.roots import Numbers, closed_in
from hipmech.solution import Inputs, solve
from hipmech.sweeps.solving import quietly

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Contours", "Line", "contour"]

Range = tuple[float, float]


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Line(Tabled):
    """One line on which an output has its level: points in order, closed where the first follows the last."""

    level: float
    x: Numbers
    y: Numbers
    closed: bool


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Contours(Tabled):
    """Lines of equal output over two inputs.

    Attributes
    ----------
    x, y, output : str
        Canonical names.
    levels : tuple of float
        As asked for, each once, from the lowest up.
    lines : tuple of Line
        A level may have several lines, or none; :attr:`reasons` tells why.
    values : ndarray, shape (count of y, count of x)
        The output on the grid; NaN where it has no number. No line runs there.
    x_grid, y_grid : ndarray
        Values along the axes, public units.
    """

    x: str
    y: str
    output: str
    levels: tuple[float, ...]
    lines: tuple[Line, ...]
    values: Numbers
    x_grid: Numbers
    y_grid: Numbers

    @property
    def unreached(self) -> tuple[float, ...]:
        """Levels without a line."""
        drawn = {line.level for line in self.lines}
        return tuple(level for level in self.levels if level not in drawn)

    @property
    def reasons(self) -> Mapping[float, str]:
        """Why a level has no line, by level: between what the output lies on the grid."""
        return {level: f"no line of {level:g}{self._unit}: {self._span}" for level in self.unreached}

    @property
    def _span(self) -> str:
        """Between what the output lies."""
        known = self.values[np.isfinite(self.values)]
        if not known.size:
            return f"{self.output} has no number here"
        hole = ", with holes where it has no number" if known.size < self.values.size else ""
        return f"{self.output} lies between {known.min():.4g} and {known.max():.4g}{self._unit} here{hole}"

    @property
    def _unit(self) -> str:
        unit = QUANTITIES[self.output].unit
        return f" {unit}" if unit else ""

    def table(self) -> pd.DataFrame:
        """Tidy table, one point a row: level, number of the line, and the two inputs.

        Returns
        -------
        pandas.DataFrame
            ``attrs["units"]`` holds the unit of each column, ``attrs["reasons"]`` why a level has no line.
        """
        import pandas as pd

        parts = [
            pd.DataFrame({self.output: line.level, "line": number, self.x: line.x, self.y: line.y})
            for number, line in enumerate(self.lines, 1)
        ]
        columns = [self.output, "line", self.x, self.y]
        frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
        frame.attrs["units"] = {name: QUANTITIES[name].unit for name in (self.output, self.x, self.y)}
        frame.attrs["reasons"] = dict(self.reasons)
        return frame

    def __repr__(self) -> str:
        points = sum(line.x.size for line in self.lines)
        lines = "1 line" if len(self.lines) == 1 else f"{len(self.lines)} lines"
        missed = ", ".join(f"{level:g}" for level in self.unreached)
        told = f"; no line of {missed}{self._unit}: {self._span}" if missed else ""
        return f"<Contours of {self.output} over {self.x} and {self.y}: {lines}, {points} points{told}>"


def contour(
    x: str,
    y: str,
    output: str,
    levels: ArrayLike,
    *,
    x_range: Range | None = None,
    y_range: Range | None = None,
    count: int = 48,
    **inputs: Unpack[Inputs],
) -> Contours:
    """Where an output has a level, as lines over two inputs.

    The lines are followed on a grid, and each of their points is then moved along its grid line until the
    output has its level to 1e-10 (of the level, or of 1 BW, 1 N·m/kg, 1 rad, 100 mm where that is more).
    Between two points the line is straight; a loop within one cell of the grid is not seen.

    Parameters
    ----------
    x, y : str
        Two numeric inputs.
    output : str
        Canonical name.
    levels : array_like
        In the public unit of the output.
    x_range, y_range : (low, high), optional
        Public units; what is usual in people where left out.
    count : int
        Grid lines along each axis.
    **inputs : scalar
        The hip, as :func:`hipmech.solve` takes it, one value each.

    Returns
    -------
    Contours
        A level that the output never has is no error: :attr:`Contours.reasons` tells it.

    Raises
    ------
    InputError
        An input twice, a range that is none, an output that is none, fewer than two grid lines.
    UnknownQuantity
        A name that is no numeric input.

    Examples
    --------
    >>> found = contour("neck_shaft_angle", "cane_force", "joint_reaction_bw", [2.0, 2.5], y_range=(0, 80))
    >>> found
    <Contours of joint_reaction_bw over neck_shaft_angle and cane_force: 2 lines, ... points>
    >>> contour("neck_shaft_angle", "neck_length", "joint_reaction_bw", [9.0]).reasons[9.0]
    'no line of 9 BW: joint_reaction_bw lies between 2.047 and 3.756 BW here'
    >>> line = found.lines[0]
    >>> import hipmech as hm
    >>> hm.solve(neck_shaft_angle=line.x[5], cane_force=line.y[5]).joint_reaction_bw
    2.0000000
    """
    given = {name: without_unit(name, value) for name, value in inputs.items()}
    grids = _grids({x: x_range, y: y_range}, count, given)
    wanted = np.unique(np.asarray(without_unit(output, levels), dtype=np.float64))
    if not np.isfinite(wanted).all():
        raise InputError(f"levels = {levels!r} are no levels: they are finite numbers.")
    with quietly():
        known = solve(**given).outputs
    if output not in known or output == "status":
        raise InputError(f"{output!r} is no output to draw lines of{suggestion(output, known)}")
    x_grid, y_grid = grids.values()
    values = output_of(output, {**given, x: x_grid[None, :], y: y_grid[:, None]})
    edges = _Edges(output, given, (x, y), (x_grid, y_grid), values)
    lines = tuple(line for level in wanted.tolist() for line in edges.lines(level))
    return Contours(
        x=x,
        y=y,
        output=output,
        levels=tuple(wanted.tolist()),
        lines=lines,
        values=values,
        x_grid=x_grid,
        y_grid=y_grid,
    )


def _grids(ranges: Mapping[str, Range | None], count: int, inputs: Mapping[str, Any]) -> dict[str, Numbers]:
    if len(ranges) < 2:
        raise InputError(f"{', '.join(ranges)} is on both axes: lines run over two inputs.")
    whole_number("count", count, 2)
    grids = {}
    for name, given in ranges.items():
        row = quantity(name, NUMBERS)
        if name in inputs:
            raise InputError(f"{name} is on an axis and given too: give it once.")
        ends = accept_ends(name, name, (row.usual or (0.0, 1.0)) if given is None else given)
        grids[name] = np.linspace(*ends, count)
    for name, value in inputs.items():
        if np.ndim(value) > 0:
            raise InputError(f"{name} takes one value here: lines run over {' and '.join(ranges)} alone.")
    return grids


@dataclass(frozen=True, eq=False)
class _Edges:
    """The grid and what stands on it."""

    output: str
    inputs: Mapping[str, Any]
    names: tuple[str, str]
    grids: tuple[Numbers, Numbers]
    values: Numbers

    def lines(self, level: float) -> list[Line]:
        """Lines of one level, every point moved onto it."""
        from contourpy import LineType, contour_generator

        masked = np.ma.masked_invalid(self.values)
        drawn = contour_generator(z=masked, line_type=LineType.Separate, corner_mask=False).lines(level)
        return [self._line(level, np.asarray(points)) for points in drawn]

    def _line(self, level: float, points: Numbers) -> Line:
        """A line from its points as places on the grid: each lies on a grid line, between two nodes."""
        nodes = np.rint(points)
        along = np.argmax(np.abs(points - nodes), axis=1)
        rows = np.arange(len(points))
        ends = [nodes.astype(np.intp), nodes.astype(np.intp)]
        for end, rounded in zip(ends, (np.floor, np.ceil), strict=True):
            end[rows, along] = rounded(points[rows, along]).astype(np.intp)
        scale = max(abs(level), SCALES.get(QUANTITIES[self.output].unit, 1.0))
        excess = [(self.values[end[:, 1], end[:, 0]] - level) / scale for end in ends]
        sign = np.where(excess[0] > 0, 1.0, -1.0)
        places = [self._at(end) for end in ends]
        way = _Way(self, sign, level, scale, *places)
        apart = np.flatnonzero((ends[0] != ends[1]).any(axis=1) & (excess[0] * excess[1] < 0))
        share = np.where(excess[0] == 0, 0.0, 1.0)
        zero = np.zeros(apart.size)
        share[apart] = closed_in(
            way.among(apart), zero, (sign * excess[0])[apart], zero + 1, (sign * excess[1])[apart]
        )
        x, y = (places[0] + share[:, None] * (places[1] - places[0])).T
        closed = len(points) > 2 and bool(np.all(points[0] == points[-1]))
        return Line(level=level, x=x, y=y, closed=closed)

    def _at(self, nodes: NDArray[np.intp]) -> Numbers:
        """Values of both inputs at nodes, shape (points, 2)."""
        return np.column_stack([grid[nodes[:, axis]] for axis, grid in enumerate(self.grids)])


@dataclass(frozen=True, eq=False)
class _Way:
    """What an output exceeds its level by, on the way from one node to the next, in shares of it."""

    edges: _Edges
    sign: Numbers
    level: float
    scale: float
    start: Numbers
    end: Numbers

    def __call__(self, shares: Numbers, /) -> Numbers:
        """One value for each point."""
        x, y = (self.start + shares[:, None] * (self.end - self.start)).T
        names = dict(zip(self.edges.names, (x, y), strict=True))
        return (
            self.sign
            * (output_of(self.edges.output, {**self.edges.inputs, **names}) - self.level)
            / self.scale
        )

    def among(self, points: NDArray[np.intp]) -> _Way:
        """The same of some of the points."""
        parts = {name: getattr(self, name)[points] for name in ("sign", "start", "end")}
        return replace(self, **parts)
