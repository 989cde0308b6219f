"""What many cases come to: counts, mean, spread, extremes and quantiles, without keeping the cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hipmech import stores
from hipmech.cells import counted
from hipmech.designs import Axis, Design
from hipmech.errors import InputError
from hipmech.limits import whole_number
from hipmech.notebooks import frame_table
from hipmech.quantities import QUANTITIES, suggestion
from hipmech.sweeps.groups import Grouping
from hipmech.sweeps.moments import SHARED, Blocks, Moments
from hipmech.sweeps.rows import ROW_STATUS_WORDS
from hipmech.sweeps.spreads import ERROR, Counts, Fine, Numbers, Spread, Values
from hipmech.sweeps.sweep import Sweep

if TYPE_CHECKING:
    import pandas as pd


class Extreme(NamedTuple):
    """A least or greatest value, and the case in which it occurs.

    Attributes
    ----------
    value : float
        In the public unit.
    case : int
        Number of the case in the design; the first one, if there are several.
    inputs : mapping
        Inputs of that case: what varies, then what is fixed.
    """

    value: float
    case: int
    inputs: Mapping[str, Any]


class Ends(NamedTuple):
    """Least or greatest values and their cases, shape (groups, outputs) each; infinite where none is."""

    value: Numbers
    case: NDArray[np.int64]

    def beside(self, other: Ends, sign: int) -> Ends:
        """The lesser of both (sign 1) or the greater (sign -1); of equal ones that of the earlier case."""
        theirs = (sign * other.value < sign * self.value) | (
            (other.value == self.value) & (other.case < self.case)
        )
        return Ends(np.where(theirs, other.value, self.value), np.where(theirs, other.case, self.case))


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Reduction:
    """What the cases of a design come to, by group and output.

    Values that a hip does not have, because it is not solved, are left out and counted. Reductions of
    different blocks of one design add up, in any order and any portions, to one and the same.

    Attributes
    ----------
    design : Design
    outputs : tuple of str
    by : tuple of str
        Columns that make the groups.
    shares : tuple of float
        Which quantiles the table shows.
    cases : ndarray of int64, shape (groups, statuses)
        Cases by status; 0 ok, 1 not held, 2 adductors needed, 3 outside validity, 4 invalid input.
    """

    design: Design
    outputs: tuple[str, ...]
    shares: tuple[float, ...]
    grouping: Grouping
    cases: Counts
    moments: Blocks
    least: Ends
    greatest: Ends
    spreads: Mapping[tuple[int, int], Spread]

    @property
    def by(self) -> tuple[str, ...]:
        """Columns that make the groups."""
        return self.grouping.names

    @property
    def size(self) -> int:
        """Number of cases that are in."""
        return int(self.cases.sum())

    @property
    def counts(self) -> dict[str, int]:
        """Cases by status in words, those that occur."""
        found = self.cases.sum(axis=0).tolist()
        return {word: count for word, count in zip(ROW_STATUS_WORDS, found, strict=True) if count}

    @property
    def groups(self) -> tuple[tuple[Any, ...], ...]:
        """Groups that have cases, each as the values of ``by``."""
        return tuple(self.grouping.labels[number] for number in self._present())

    @property
    def exact(self) -> bool:
        """Whether quantiles are exact; else they err by at most one part in 1024 of the value."""
        return kept_whole(self.design)

    def __add__(self, other: Reduction) -> Reduction:
        """The cases of both, which are different blocks of one design."""
        if not _alike(self.design, other.design):
            raise InputError("These summaries are of different designs, and do not add up.")
        if (self.outputs, self.by, self.shares) != (other.outputs, other.by, other.shares):
            raise InputError(
                "These summaries have different outputs, groups or quantiles, and do not add up."
            )
        if self.size + other.size > self.design.size:  # a grid reduced by its loops has no blocks to compare
            raise InputError(SHARED)
        spreads = dict(self.spreads)
        for key, spread in other.spreads.items():
            spreads[key] = spreads[key] + spread if key in spreads else spread
        return Reduction(
            design=self.design,
            outputs=self.outputs,
            shares=self.shares,
            grouping=self.grouping,
            cases=self.cases + other.cases,
            moments=self.moments + other.moments,
            least=self.least.beside(other.least, 1),
            greatest=self.greatest.beside(other.greatest, -1),
            spreads=spreads,
        )

    def mean(self, output: str, *group: Any) -> float:
        """Mean of an output; NaN without a value. A group is told by its values of ``by``."""
        place = self._place(output, group)
        moments = self.moments.total()
        return float(moments.mean[place]) if moments.number[place] else np.nan

    def sd(self, output: str, *group: Any) -> float:
        """Standard deviation of an output, with n - 1; NaN with less than two values."""
        place = self._place(output, group)
        moments = self.moments.total()
        count = int(moments.number[place])
        return float(np.sqrt(moments.squares[place] / (count - 1))) if count > 1 else np.nan

    def minimum(self, output: str, *group: Any) -> Extreme:
        """Least value of an output, and its case."""
        return self._extreme(self.least, output, group)

    def maximum(self, output: str, *group: Any) -> Extreme:
        """Greatest value of an output, and its case."""
        return self._extreme(self.greatest, output, group)

    def quantiles(self, output: str, *group: Any, shares: Sequence[float] | None = None) -> Numbers:
        """Values of an output below which these shares lie; by default those of the table."""
        wanted = self.shares if shares is None else checked_shares(shares)
        spread = self.spreads.get(self._place(output, group))
        return np.full(len(wanted), np.nan) if spread is None else spread.quantiles(wanted)

    def histogram(self, output: str, *group: Any, bins: int = 50) -> tuple[Counts, Numbers]:
        """Counts and the edges between them; exact counts.

        Of a large design the edges stand where those of a fine histogram stand, so that the bins are nearly
        as wide as each other, and may be fewer than asked for.
        """
        spread = self.spreads.get(self._place(output, group))
        if spread is None:
            why = "has no value in these cases" if self.shares else "was reduced without quantiles"
            raise InputError(f"{output} {why}, and so has no histogram.")
        return spread.histogram(whole_number("bins", bins, 1, MOST_BINS))

    def table(self) -> pd.DataFrame:
        """One row for each group and output.

        Returns
        -------
        pandas.DataFrame
            The columns of ``by``, ``output``, ``unit``, ``count``, ``left_out`` (without a value), ``mean``,
            ``sd``, ``minimum``, a quantile each (``q0.5``), ``maximum``; ``attrs`` hold fixed inputs and
            provenance.
        """
        import pandas as pd

        rows = [self._row(number, place) for number in self._present() for place in range(len(self.outputs))]
        frame = pd.DataFrame(rows)
        frame.attrs.update(stores.metadata(self.design, self.outputs, "summary").attributes)
        return frame

    def _row(self, number: int, place: int) -> dict[str, Any]:
        name, label = self.outputs[place], self.grouping.labels[number]
        count = int(self.moments.total().number[number, place])
        quantiles = self.quantiles(name, *label)
        return {
            **dict(zip(self.by, label, strict=True)),
            "output": name,
            "unit": QUANTITIES[name].unit,
            "count": count,
            "left_out": int(self.cases[number].sum()) - count,
            "mean": self.mean(name, *label),
            "sd": self.sd(name, *label),
            "minimum": float(self.least.value[number, place]) if count else np.nan,
            **{f"q{share:g}": value for share, value in zip(self.shares, quantiles.tolist(), strict=True)},
            "maximum": float(self.greatest.value[number, place]) if count else np.nan,
        }

    def _present(self) -> list[int]:
        return [int(number) for number in np.flatnonzero(self.cases.sum(axis=1))]

    def _extreme(self, ends: Ends, output: str, group: tuple[Any, ...]) -> Extreme:
        place = self._place(output, group)
        value, case = float(ends.value[place]), int(ends.case[place])
        if not np.isfinite(value):
            raise InputError(f"{output} has no value in these cases, and so no extreme.")
        varied = {name: values[0].item() for name, values in self.design.cases_at([case]).items()}
        return Extreme(value, case, {**varied, **self.design.fixed})

    def _place(self, output: str, group: tuple[Any, ...]) -> tuple[int, int]:
        if output not in self.outputs:
            raise InputError(f"{output!r} is not among the outputs here{suggestion(output, self.outputs)}")
        labels = self.grouping.labels
        if group not in labels:
            there = "; ".join(", ".join(map(str, label)) for label in self.groups[:20])
            what = f"one value each of {', '.join(self.by)}" if self.by else "no group"
            raise InputError(
                f"{group} is no group here: give {what}{f'; there are {there}' if there else ''}."
            )
        return labels.index(group), self.outputs.index(output)

    def __repr__(self) -> str:
        told = ", ".join(f"{count:,} {word}" for word, count in self.counts.items())
        groups = f" in {counted(len(self.groups), 'group')} by {', '.join(self.by)}" if self.by else ""
        return f"<Reduction of {counted(self.size, 'case')}{groups}: {told}>"

    def _repr_html_(self) -> str:
        return frame_table(repr(self)[1:-1], self.table())


MOST_BINS = 1_000_000
"""Of a histogram."""
MOST_KEPT = 200_000
"""Cases of a design whose values are all kept, so that its quantiles are exact."""


def kept_whole(design: Design) -> bool:
    """Whether a summary keeps every value of a design."""
    return design.size <= MOST_KEPT


def _alike(one: Design, other: Design) -> bool:
    """Whether two designs have the same cases; the text of a table tells its columns, and not its rows."""
    return one is other or (one.text == other.text and all(map(_same_rows, one.axes, other.axes)))


def _same_rows(one: Axis, other: Axis) -> bool:
    if one.kind == "sample":
        return True
    if one.length != other.length:
        return False
    mine, theirs = ({**axis.rows(0, axis.length), **axis.kept} for axis in (one, other))
    return all(list(map(str, mine[name].tolist())) == list(map(str, theirs[name].tolist())) for name in mine)


def checked_shares(shares: Sequence[float]) -> tuple[float, ...]:
    """Shares for quantiles, each from 0 to 1."""
    for share in shares:
        if not 0 <= share <= 1:
            raise InputError(f"quantile {share} is not allowed: a share lies between 0 and 1, such as 0.975.")
    return tuple(float(share) for share in shares)


def reduced(
    design: Design, block: Sweep, number: int, shares: tuple[float, ...], grouping: Grouping
) -> Reduction:
    """Reduction of one block, the ``number``-th of its design."""
    outputs = tuple(block.outputs)
    shape = (grouping.size, len(outputs))
    statuses = len(ROW_STATUS_WORDS)
    code = grouping.of(block)
    cases = np.bincount(code * statuses + block.status, minlength=grouping.size * statuses)
    moments = Moments(np.zeros(shape, np.int64), np.zeros(shape), np.zeros(shape))
    least = Ends(np.full(shape, np.inf), np.zeros(shape, np.int64))
    greatest = Ends(np.full(shape, -np.inf), np.zeros(shape, np.int64))
    spreads: dict[tuple[int, int], Spread] = {}
    for group, rows in _split(code) if grouping.names else [(0, None)]:
        for place, values in enumerate(block.outputs.values()):
            key, column = (group, place), values if rows is None else values[rows]
            low, high = int(column.argmin()), int(column.argmax())
            there = None
            if np.isnan(column[low]):
                there = np.flatnonzero(~np.isnan(column))
                if not there.size:
                    continue
                column = column[there]
                low, high = int(column.argmin()), int(column.argmax())
            mean = column.mean()
            apart = column - mean
            moments.number[key], moments.mean[key] = column.size, mean
            moments.squares[key] = np.sum(apart * apart)
            for ends, at in ((least, low), (greatest, high)):
                row = at if there is None else int(there[at])
                ends.value[key] = column[at]
                ends.case[key] = block.start + (row if rows is None else int(rows[row]))
            if kept_whole(design):
                spreads[key] = Values((column.copy(),))
            elif shares:
                spreads[key] = Fine.of(column)
    return Reduction(
        design=design,
        outputs=outputs,
        shares=shares,
        grouping=grouping,
        cases=cases.reshape(grouping.size, statuses),
        moments=Blocks({(0, number): moments}),
        least=least,
        greatest=greatest,
        spreads=spreads,
    )


def _split(code: NDArray[np.int64]) -> list[tuple[int, NDArray[np.int64] | None]]:
    """Rows of each group that occurs; None where all rows are of one."""
    order = np.argsort(code, kind="stable")
    groups, starts = np.unique(code[order], return_index=True)
    if groups.size == 1:
        return [(int(groups[0]), None)]
    return [(int(g), rows) for g, rows in zip(groups, np.split(order, starts[1:]), strict=True)]


__all__ = ["ERROR", "Extreme", "Reduction"]
