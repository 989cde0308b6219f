"""Designs solved: all cases in memory, or block by block however many there are."""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Collection, Iterator
from functools import partial
from itertools import product
from typing import NamedTuple

from hipmech import further
from hipmech.designs import Axis, Design
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.limits import whole_number
from hipmech.loads import Balance
from hipmech.quantities import QUANTITIES
from hipmech.sweeps.plans import known_outputs, stand_in, tried_out
from hipmech.sweeps.rows import add_counts, unclear_notes, unusual_notes
from hipmech.sweeps.solving import empty, part_of, solve_cases, solver_of
from hipmech.sweeps.sweep import Sweep

BLOCK = 65_536
"""Cases solved at once: large enough for NumPy, small enough for the cache."""
IN_PLACE = 2 * BLOCK
"""The same where the answers have their places already."""
MOST_NUMBERS = 200_000_000
"""Numbers of a sweep in memory at most: 1.6 GB."""


def run(design: Design, outputs: Collection[str] | None = None) -> Sweep:
    """Loads of every case of a design, in memory.

    Parameters
    ----------
    design : Design
        Of :mod:`hipmech.designs`.
    outputs : collection of str, optional
        Names of the outputs wanted; all by default. The status always comes along.

    Returns
    -------
    Sweep
        A case that cannot be solved has a status and a reason.

    Raises
    ------
    InputError
        More numbers than memory should hold, or inputs that contradict each other in every case.
    UnknownQuantity
        An output that does not exist.

    Warns
    -----
    PhysiologyWarning
        Cases outside what is measured in people; those of a population with sources count in
        :attr:`Sweep.warnings` alone, as its spread is what was measured.
    UserWarning
        Cases solved with an unspecified sex or age, because their table does not give it.

    Examples
    --------
    >>> from hipmech import designs
    >>> people = designs.table({"kg": [60, 80]}, {"body_mass": "kg"})
    >>> sweep = run(people * designs.grid(pelvic_drop=[0, 5]), ["joint_reaction_bw"])
    >>> sweep
    <Sweep of 4 cases: 4 ok>
    >>> sweep.outputs["joint_reaction_bw"].round(2).tolist()
    [2.73, 2.89, 2.73, 2.89]
    """
    trial = tried(design, outputs)
    numbers = design.size * (len(design.names) + len(trial.outputs))
    if numbers > MOST_NUMBERS:
        raise InputError(
            f"{design.size:,} cases with {len(design.names)} inputs and {len(trial.outputs)} outputs are "
            f"{numbers:,} numbers, about {numbers * 8 / 1e9:,.1f} GB; run holds at most {MOST_NUMBERS:,}. "
            "Use hipmech.sweeps.summarise for means and extremes, hipmech.sweeps.blocks for every case, or "
            "ask for fewer outputs."
        )
    sweep = _joined(design, trial.outputs)
    for note in unclear_notes(sweep.unclear, sweep.size):
        python_warnings.warn(note, UserWarning, stacklevel=2)
    for note in (*trial.notes, *unusual_notes(sweep.unusual, sweep.size, design.sourced)):
        python_warnings.warn(note, PhysiologyWarning, stacklevel=2)
    return sweep


def blocks(design: Design, outputs: Collection[str] | None = None, size: int = BLOCK) -> Iterator[Sweep]:
    """Loads of a design in blocks of ``size`` cases, in its order; memory holds one block.

    Parameters, errors and results are those of :func:`run`, but for the number of cases, which has no limit,
    and warnings: each block counts in ``unusual`` and ``unclear``.

    Examples
    --------
    >>> from hipmech import designs
    >>> design = designs.random(1_000_000_000, 1, neck_shaft_angle=(114, 140))
    >>> next(blocks(design, ["joint_reaction_bw"], size=1000))
    <Sweep of 1,000 cases from 0 of 1,000,000,000: 1,000 ok>
    """
    whole_number("size", size, 1)
    names = tried(design, outputs).outputs
    return (
        solved(design, names, start, min(start + size, design.size)) for start in range(0, design.size, size)
    )


def _joined(design: Design, outputs: tuple[str, ...]) -> Sweep:
    """All cases, solved block by block into their places."""
    whole = empty(design.size, outputs, design.fixed)
    inputs = design.cases(0, design.size)
    block = -(-design.size // -(-design.size // IN_PLACE))  # all as long: a short one costs more a case
    for start in range(0, design.size, block):
        stop = min(start + block, design.size)
        here = slice(start, stop)
        part, columns = part_of(whole, here), {name: values[here] for name, values in inputs.items()}
        solve_cases(columns, design.fixed, outputs, faults=design.faults(start, stop), into=part)
        add_counts(whole.unusual, part.unusual)
        add_counts(whole.unclear, part.unclear)
    return Sweep(
        design=design,
        inputs=inputs,
        outputs=whole.outputs,
        status=whole.status,
        reasons=whole.reasons,
        kept=design.kept(0, design.size),
        unusual=whole.unusual,
        unclear=whole.unclear,
    )


def solved(design: Design, outputs: tuple[str, ...], start: int, stop: int, *, told: bool = True) -> Sweep:
    """Loads of the cases from ``start`` until before ``stop``; without reasons unless ``told``."""
    inputs = design.cases(start, stop)
    faults = design.faults(start, stop) if told else None
    found = solve_cases(inputs, design.fixed, outputs, faults=faults, told=told)
    return Sweep(
        design=design,
        start=start,
        inputs=inputs,
        outputs=found.outputs,
        status=found.status,
        reasons=found.reasons,
        kept=design.kept(start, stop) if told else {},
        unusual=found.unusual,
        unclear=found.unclear,
    )


class Trial(NamedTuple):
    """What one hip of a design shows of all.

    Attributes
    ----------
    outputs : tuple of str
        Names of the outputs of each case.
    notes : tuple of str
        Fixed inputs outside the physiological range.
    """

    outputs: tuple[str, ...]
    notes: tuple[str, ...]


def tried(design: Design, outputs: Collection[str] | None = None) -> Trial:
    """One hip solved for each combination of choices; what is wrong with all of them is an error.

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`run`.
    """
    trials = tried_out(partial(_trial, design, words) for words in _choices(design))
    there = dict.fromkeys(name for trial in trials for name in trial.outputs)
    own = tuple(name for name in there if name not in ("status", *design.names))
    told = further.told_with((*design.names, *design.fixed))
    return Trial(
        outputs=(*own, *told) if outputs is None else known_outputs(outputs, (*own, *further.OUTPUTS)),
        notes=(*trials[0].warnings, *further.remarks_on(design.fixed)),
    )


def _trial(design: Design, words: dict[str, str]) -> Balance:
    given = {**design.fixed, **words}
    for name in design.names:
        if name not in words:
            given.update(stand_in(name))
    return solver_of(given)(**further.hip_only(given))


def _choices(design: Design) -> Iterator[dict[str, str]]:
    """Every combination of the choices that vary."""
    along = [_words_along(axis) for axis in design.axes]
    for combination in product(*along):
        yield {name: word for words in combination for name, word in words.items()}


def _words_along(axis: Axis) -> list[dict[str, str]]:
    """Combinations of the choices that vary along an axis, those that are allowed; sex is no equation."""
    names = [name for name in axis.names if name != "sex" and QUANTITIES[name].kind == "choice"]
    if not names:
        return [{}]
    columns = axis.rows(0, axis.length)
    rows = dict.fromkeys(zip(*(columns[name].tolist() for name in names), strict=True))
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return [words for words in found if all(word in QUANTITIES[n].choices for n, word in words.items())]
