"""Designs whose rows are given: grids, pairs, and tables of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.designs.axes import Axis, listed, values_text
from hipmech.designs.design import ALLOWED, Design
from hipmech.designs.feeds import Feed, columns_of, read_column, refuse_decimal_commas
from hipmech.errors import InputError
from hipmech.levers import Lever
from hipmech.limits import accept, without_unit
from hipmech.quantities import QUANTITIES, quantity
from hipmech.scenarios import scenario

if TYPE_CHECKING:
    import pandas as pd


def grid(fixed: Mapping[str, Any] | None = None, **axes: ArrayLike) -> Design:
    """Every combination of the values of each input; the last input runs fastest.

    Parameters
    ----------
    fixed : mapping, optional
        Inputs that are the same for every case, such as the ``inputs`` of a scenario.
    **axes : array_like, shape (n,)
        Values of an input by canonical name, public units; names for a choice. A number outside the hard
        limits is no error: its cases are invalid and say why.

    Returns
    -------
    Design

    Raises
    ------
    InputError, UnknownQuantity

    Examples
    --------
    >>> grid({"body_mass": 80}, stance_strategy=["pelvis_over_foot", "mixed"], step_width=[100, 130, 160])
    <Design of 6 cases: stance_strategy 2 × step_width 3>
    """
    return Design(tuple(_values_axis({name: values}) for name, values in axes.items()), dict(fixed or {}))


def paired(**columns: ArrayLike) -> Design:
    """One axis along which several inputs vary together.

    Parameters
    ----------
    **columns : array_like, shape (n,)
        Values of each input, all of one length.

    Examples
    --------
    >>> paired(pelvic_drop=[0, 2, 4], trunk_lean=[0, 5, 10]).cases(1, 2)
    {'pelvic_drop': array([2.]), 'trunk_lean': array([5.])}
    """
    return Design((_values_axis(columns),))


def _values_axis(given: Mapping[str, ArrayLike]) -> Axis:
    columns = {name: _values(name, values) for name, values in given.items()}
    lengths = {len(values) for values in columns.values()}
    if len(lengths) != 1:
        told = ", ".join(f"{name} {len(values)}" for name, values in columns.items())
        raise InputError(f"Inputs that vary together have one value a row each; these do not fit: {told}.")
    return Axis(
        names=tuple(columns),
        length=lengths.pop(),
        kind="values",
        at=listed(columns),
        text="\n".join(f"{name} = {values_text(values)}" for name, values in columns.items()),
    )


def _values(name: str, given: ArrayLike) -> NDArray[Any]:
    row = quantity(name, ALLOWED)
    values = np.asarray(without_unit(name, given))
    if values.ndim != 1 or not values.size:
        raise InputError(
            f"{name} has shape {values.shape}: an axis is a list of at least one value, shape (n,). A single "
            "value is fixed."
        )
    if row.kind == "choice":
        words = values.astype(np.str_)
        for word in dict.fromkeys(words.tolist()):
            accept(name, word)
        return _still(words)
    if values.dtype.kind not in "iuf":
        raise InputError(f"{name} varies over numbers{_in(row.unit)}, not over {str(values.flat[0])!r}.")
    return _still(values.astype(np.float64))


def _in(unit: str) -> str:
    return f" in {unit}" if unit else ""


def _still(values: NDArray[Any]) -> NDArray[Any]:
    values.flags.writeable = False
    return values


def scenarios(*names: str) -> Design:
    """One axis of named cases of :mod:`hipmech.scenarios`; the column ``scenario`` holds their names.

    Parameters
    ----------
    *names : str
        All of them hips, or all of them published levers.

    Raises
    ------
    InputError
        A name that is no scenario, or hips beside levers.

    Examples
    --------
    >>> from hipmech import sweeps
    >>> cases = scenarios("normal", "short_neck", "cane_opposite") * grid(body_mass=[60, 90])
    >>> sweeps.run(cases, ["joint_reaction_bw"]).outputs["joint_reaction_bw"].round(2).tolist()
    [2.73, 2.73, 3.19, 3.19, 1.65, 1.65]
    """
    cases = [scenario(name) for name in names]
    kinds = {case.kind for case in cases}
    if not cases:
        raise InputError("Give at least one scenario by name, such as 'coxa_vara'.")
    if len(kinds) > 1:
        told = ", ".join(f"{case.name} is a {case.kind}" for case in cases)
        raise InputError(f"Hips and published levers do not stand along one axis: {told}.")
    # The default adult alone differs in nothing, and still is a hip of some mass.
    inputs = dict.fromkeys(name for case in cases for name in case.inputs) or {"body_mass": None}
    known = vars(Lever()) if kinds == {"lever"} else {name: quantity(name).default for name in inputs}
    axis = _values_axis({name: [case.inputs.get(name, known[name]) for case in cases] for name in inputs})
    text = f"scenario = [{', '.join(map(_quoted, names))}]"
    return Design((replace(axis, text=text, kept={"scenario": np.array(names)}),))


def table(
    columns: Mapping[str, Any] | pd.DataFrame,
    mapping: Mapping[str, str | tuple[str, float]],
    *,
    keep: Iterable[str] = (),
    decimal: Literal[".", ","] = ".",
    source: str = "table",
) -> Design:
    """One axis from a table of people, one a row; a row that cannot be used stays, and says why.

    Parameters
    ----------
    columns : mapping of str to array_like, or pandas.DataFrame
        Columns by name, each of shape (rows,); numbers, or text that holds numbers.
    mapping : mapping
        Quantity to the name of its column, or to (column, factor): ``{"body_mass": ("weightkg", 0.1)}``.
        ``sex`` takes Female, Male, F and M in any case, other choices their names.
    keep : iterable of str
        Columns that are carried along untouched.
    decimal : "." or ","
        Decimal mark of numbers in text.
    source : str
        What the table is called where the design is told.

    Returns
    -------
    Design

    Raises
    ------
    InputError
        A column that is missing or stands twice, columns of unequal length, or one whose numbers have the
        other decimal mark.
    UnknownQuantity
        A name that is no input.

    Examples
    --------
    >>> people = table({"id": ["a", "b"], "kg": ["68", ""]}, {"body_mass": "kg"}, keep=["id"])
    >>> people.cases(0, 2)["body_mass"], people.faults(0, 2)["body_mass"][1]
    (array([68., nan]), "body_mass: the cell of 'kg' is blank.")
    """
    feeds = tuple(
        Feed(name, *([origin] if isinstance(origin, str) else origin)) for name, origin in mapping.items()
    )
    if not feeds:
        raise InputError("No column is mapped to a quantity: without one every row would be the same hip.")
    for name in keep:
        if name in (*QUANTITIES, "reason"):
            raise InputError(f"The column {name!r} to keep has a name of hipmech: give it another one.")
    cells = columns_of(columns, feeds, keep)
    for feed in feeds:
        if decimal == "." and quantity(feed.quantity).kind != "choice":
            refuse_decimal_commas(feed, cells[feed.column])
    read = {feed.quantity: read_column(feed, cells[feed.column], decimal) for feed in feeds}
    axis = Axis(
        names=tuple(read),
        length=len(cells[feeds[0].column]),
        kind="table",
        at=listed({name: _still(np.array(column.values)) for name, column in read.items()}),
        text=_text(feeds, keep, source),
        kept={name: _still(cells[name].copy()) for name in keep},
        faults={name: column.faults for name, column in read.items() if column.faults},
    )
    return Design((axis,))


def _text(feeds: Iterable[Feed], keep: Iterable[str], source: str) -> str:
    lines = [f"table = {_quoted(source)}"]
    for feed in feeds:
        factor = "" if feed.factor == 1 else f", factor = {feed.factor!r}"
        lines.append(f"{feed.quantity} = {{ column = {_quoted(feed.column)}{factor} }}")
    kept = [_quoted(name) for name in keep]
    return "\n".join([*lines, *([f"keep = [{', '.join(kept)}]"] if kept else [])])


def _quoted(text: str) -> str:
    r"""Text as a string of TOML.

    >>> print(_quoted('a "b" \\'))
    "a \"b\" \\"
    """
    import json

    return json.dumps(text, ensure_ascii=False)
