"""Many hips at once: the equations recorded, and run in rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.equilibrium import many_hips
from hipmech.limits import EVERYTHING, accept
from hipmech.quantities import INPUTS, QUANTITIES, quantity
from hipmech.solution.cases import Case
from hipmech.solution.inputs import LEAVES

if TYPE_CHECKING:
    from hipmech.kernels import Kernel

__all__ = ["MANY", "in_rows", "kernel", "taken"]

MANY = 20_000
"""Hips from which recording the equations pays."""

Columns = dict[str, NDArray[np.float64]]


def taken(name: str, value: Any) -> Any:
    """A value that nobody keeps: a large array is not copied, and not looked at before it is used."""
    row = quantity(name)
    plain = isinstance(value, np.ndarray) and value.dtype == np.float64 and row.kind != "choice"
    return value if plain and value.size >= MANY else accept(name, value)


def in_rows(
    case: Case, names: tuple[str, ...], threads: int = 1, out: Mapping[str, NDArray[Any]] | None = None
) -> dict[str, NDArray[Any]] | None:
    """Outputs of a case by name; None where an array varies along several axes, or is not allowed.

    Those that ``out`` has a place for stand there if they can; then they are views of it.
    """
    from hipmech.kernels import OutOfLimits

    found = kernel(case, names)
    if found is None:
        return None
    recorded, columns = found
    limits = {name: QUANTITIES[name].limits or EVERYTHING for name in columns if name in INPUTS}
    try:
        outputs = recorded.run(columns, threads, limits, out)
    except OutOfLimits:
        return None
    if len(recorded.lengths) == len(case.shape):
        return outputs
    return {n: array if array.size == 1 else array.reshape(case.shape) for n, array in outputs.items()}


def kernel(case: Case, names: tuple[str, ...]) -> tuple[Kernel, Columns] | None:
    """What runs a case, and the columns it takes; None where an array varies along several axes."""
    from hipmech.kernels import along

    numbers, varying = dict(case.leaves.numbers), dict(case.leaves.varying)
    if case.share is not None and "cane_force" in varying:
        where = varying if isinstance(case.share, np.ndarray) else numbers
        where["cane_force_bw"] = case.share
        del varying["cane_force"]
    for name in [name for name, array in varying.items() if array.size == 1]:
        numbers[name] = float(varying.pop(name).item()) * LEAVES.get(name, 1.0)
    found = along(varying, case.shape)
    if found is None:
        return None
    axes, lengths = found
    recorded = many_hips(case.choices, names, tuple(numbers.items()), tuple(axes.items()), lengths)
    return recorded, {name: array.reshape(-1) for name, array in varying.items()}
