"""The loads of people measured one a row."""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hipmech.designs.feeds import Feed, columns_of
from hipmech.errors import PhysiologyWarning
from hipmech.sweeps.plans import plan, refuse_both
from hipmech.sweeps.rows import Cohort, add_counts, unclear_notes, unusual_notes
from hipmech.sweeps.solving import empty, part_of

if TYPE_CHECKING:
    import pandas as pd

BLOCK = 100_000
"""Rows solved at once: large enough for NumPy, small enough for the memory of any machine."""

Progress = Callable[[float], None]


def cohort(
    columns: Mapping[str, Any] | pd.DataFrame,
    mapping: Mapping[str, str | tuple[str, float]],
    *,
    block: int = BLOCK,
    progress: Progress | None = None,
    **fixed: Any,
) -> Cohort:
    """Loads of the rows of a table; a row that cannot be solved gets a status and a reason.

    Parameters
    ----------
    columns : mapping of str to array_like, or pandas.DataFrame
        Columns by name, each of shape (rows,); numbers, or text that holds numbers.
    mapping : mapping
        Quantity to the name of its column, or to (column, factor): ``{"body_mass": ("weightkg", 0.1)}``.
        ``sex`` takes Female, Male, F and M in any case. Anything else, and an age that is no number, is
        solved as unspecified and told, or is invalid where the strength norm or the segments need it.
        Other choices, such as ``stance_side``, take their own words.
    block : int
        Rows solved at once.
    progress : callable, optional
        Called with the share done, 0 to 1, after each block.
    **fixed : scalar
        Inputs that are the same for every row, by canonical name.

    Returns
    -------
    Cohort

    Raises
    ------
    InputError
        A column that is missing, columns of unequal length, or fixed inputs that are not allowed.
    UnknownQuantity
        A name that is no input.

    Warns
    -----
    PhysiologyWarning
        Rows outside what is measured in people.
    UserWarning
        Rows solved with an unspecified sex or age, because their cell is blank or not understood.

    Examples
    --------
    >>> people = {"kilograms": ["68", "", "75"], "hips_cm": [17.2, 16.8, 172]}
    >>> found = cohort(people, {"body_mass": "kilograms", "inter_hip_distance": ("hips_cm", 10)})
    >>> found.outputs["joint_reaction_bw"].round(2).tolist()
    [2.73, nan, nan]
    >>> found.status_words.tolist()
    ['ok', 'invalid input', 'invalid input']
    >>> found.reasons[1]
    "body_mass: the cell of 'kilograms' is blank."
    """
    feeds = tuple(
        Feed(name, *([source] if isinstance(source, str) else source)) for name, source in mapping.items()
    )
    refuse_both(feeds, fixed)
    study = plan(feeds, fixed)
    asked = columns_of(columns, feeds)
    cells = [asked[feed.column] for feed in feeds]
    rows = int(cells[0].size)
    found = empty(rows, study.outputs, study.fixed, getattr(columns, "index", None))
    for start in range(0, rows, block):
        here = slice(start, start + block)
        part = study.solve([column[here] for column in cells], part_of(found, here))
        add_counts(found.unusual, part.unusual)
        add_counts(found.unclear, part.unclear)
        if progress is not None:
            progress(min(1.0, (start + block) / rows))
    for note in unclear_notes(found.unclear, rows):
        python_warnings.warn(note, UserWarning, stacklevel=2)
    for note in (*study.trial.warnings, *unusual_notes(found.unusual, rows)):
        python_warnings.warn(note, PhysiologyWarning, stacklevel=2)
    return found
