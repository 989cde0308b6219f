"""A design of any size reduced to a summary, block by block, on one thread or several."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from hipmech.cells import counted
from hipmech.designs import Design
from hipmech.errors import InputError
from hipmech.limits import whole_number
from hipmech.sweeps.cohorts import Progress
from hipmech.sweeps.durations import roughly
from hipmech.sweeps.groups import grouping
from hipmech.sweeps.reductions import Reduction, checked_shares, kept_whole, reduced
from hipmech.sweeps.running import BLOCK, solved, tried
from hipmech.sweeps.solving import quietly
from hipmech.sweeps.turns import grid_of, reduced_grid, seconds_of_grid

MOST_CASES_UNASKED = 2_000_000_000
"""Cases of a summary that need no consent."""
MOST_CELLS = 20_000
"""Groups times outputs at most: each has a histogram."""


def summarise(
    design: Design,
    outputs: Collection[str] | None = None,
    by: str | Sequence[str] | None = None,
    quantiles: Sequence[float] = (0.025, 0.5, 0.975),
    *,
    blocks: Iterable[int] | None = None,
    consent: bool = False,
    threads: int = 1,
    progress: Progress | None = None,
) -> Reduction:
    """Counts, mean, spread, extremes, quantiles and histograms of a design, in bounded memory.

    The result is the same to the last digit whatever the number of threads, and however blocks are shared
    out and added up. Of a large grid without groups, taken as a whole, each loop is run once where that
    is enough: its mean and deviation may differ in the last digit from those of its blocks added up.

    Parameters
    ----------
    design : Design
    outputs : collection of str, optional
        All by default; few are faster.
    by : str or sequence of str, optional
        Columns that make groups: a choice, the sex, listed values, kept cells, or ``"status"``.
    quantiles : sequence of float
        Shares from 0 to 1. Exact up to 200,000 cases; beyond, with an error of at most 1/1024 of the value.
        Without any, a large design has no histogram either, which is faster.
    blocks : iterable of int, optional
        Numbers of the blocks of 65,536 cases to take, so that several machines share the work and add their
        results up; all by default.
    consent : bool
        Allow more than 2·10⁹ cases.
    threads : int
    progress : callable, optional
        Called with the share done, 0 to 1.

    Raises
    ------
    InputError
        More cases than allowed, groups that cannot be made, or inputs that contradict each other.
    UnknownQuantity
        An output that does not exist.

    Examples
    --------
    >>> from hipmech import designs
    >>> design = designs.grid(sex=["female", "male"], neck_shaft_angle=range(114, 141))
    >>> found = summarise(design, ["joint_reaction_bw"])
    >>> round(found.mean("joint_reaction_bw"), 3), found.maximum("joint_reaction_bw").inputs
    (2.759, {'sex': 'female', 'neck_shaft_angle': 140.0})
    """
    whole_number("threads", threads, 1)
    names = tried(design, outputs).outputs
    groups, shares = grouping(design, by), checked_shares(quantiles)
    if not names:
        raise InputError("A summary needs at least one output.")
    if groups.size * len(names) > MOST_CELLS:
        raise InputError(
            f"{groups.size:,} groups of {len(names)} outputs are too many to keep: {MOST_CELLS:,} together "
            "are allowed. Group by a column with fewer values, or ask for fewer outputs."
        )
    whole = range(-(-design.size // BLOCK))
    chosen = whole if blocks is None else _numbers(blocks)
    if not chosen or not (chosen[0] >= 0 and chosen[-1] < len(whole)):
        raise InputError(f"This design has the blocks 0 to {len(whole) - 1:,}: give at least one of them.")
    cases = min(len(chosen) * BLOCK, design.size)
    asked = consent or cases <= MOST_CASES_UNASKED
    if blocks is None and not groups.names and not kept_whole(design):
        grid = grid_of(design, names)
        if grid is not None:
            if not asked:
                raise _asking(cases, seconds_of_grid(grid, shares), threads)
            return reduced_grid(grid, shares, groups, threads, progress)

    def part(number: int) -> Reduction:
        stop = min((number + 1) * BLOCK, design.size)
        return reduced(
            design, solved(design, names, number * BLOCK, stop, told=False), number, shares, groups
        )

    if not asked:
        raise _asking(cases, len(chosen) * _seconds_of(part, chosen[0]), threads)
    found = None
    with quietly():
        for done, new in enumerate(_in_turn(part, chosen, threads), 1):
            found = new if found is None else found + new
            if progress is not None:
                progress(done / len(chosen))
    assert found is not None
    return found


def _numbers(blocks: Iterable[int]) -> list[int]:
    """Numbers of blocks in their order, each once."""
    if not isinstance(blocks, Iterable):
        raise InputError(f"blocks = {blocks!r} is not allowed: it takes a list of numbers of blocks.")
    return sorted({whole_number("blocks", number, 0) for number in blocks})


def _asking(cases: int, seconds: float, threads: int) -> InputError:
    """That so many cases need consent, and what they take."""
    return InputError(
        f"{cases:,} cases take about {roughly(seconds / threads)} on {counted(threads, 'thread')}, as a few "
        "of them tell. A random sample of the same ranges tells nearly as much (hipmech.designs.random); to "
        "go on anyway, give consent=True."
    )


def _seconds_of(part: Callable[[int], Reduction], number: int) -> float:
    """Processor time of a block: of two trials the shorter, as the first does what is done only once."""
    spent = []
    with quietly():
        for _ in range(2):
            begun = time.process_time()
            part(number)
            spent.append(time.process_time() - begun)
    return min(spent)


def _in_turn(part: Callable[[int], Reduction], numbers: Iterable[int], threads: int) -> Iterator[Reduction]:
    """Parts in the order of their numbers; a few more than threads are under way."""
    if threads == 1:
        yield from map(part, numbers)
        return
    rest = iter(numbers)
    with ThreadPoolExecutor(threads) as pool:
        under_way: deque[Future[Reduction]] = deque(pool.submit(part, n) for n in islice(rest, 2 * threads))
        try:
            while under_way:
                yield under_way.popleft().result()
                under_way.extend(pool.submit(part, n) for n in islice(rest, 1))
        finally:
            for future in under_way:
                future.cancel()
