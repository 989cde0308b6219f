"""Grids: every combination of the values along each axis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.loads import Load
from hipmech.solution import solve


def grid(base: Mapping[str, Any] | None = None, **axes: ArrayLike) -> Load:
    """Load of every combination of the values along the axes.

    The axes form an open mesh: what depends on one axis alone is computed once per value of that axis.

    Parameters
    ----------
    base : mapping, optional
        Inputs that stay as they are, such as the ``inputs`` of a scenario; an axis replaces them.
    **axes : array_like, shape (n,)
        Values of an input by canonical name, public units.

    Returns
    -------
    Load
        Shape: the lengths of the axes, in the order given.

    Raises
    ------
    InputError
        An axis that is no list of values, or any input that :func:`hipmech.solve` refuses.
    UnknownQuantity
        A name that is no input.

    Examples
    --------
    >>> load = grid({"pelvic_drop": 5}, neck_shaft_angle=[120, 127, 134], inter_hip_distance=[172, 192])
    >>> load.shape
    (3, 2)
    >>> load.joint_reaction_bw[1].round(2).tolist()
    [2.89, 3.13]
    """
    mesh = open_mesh({name: _axis(name, values) for name, values in axes.items()})
    return solve(**{**(base or {}), **mesh})


def open_mesh(axes: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Each axis along a dimension of its own, in the order given."""
    last = len(axes) - 1
    return {
        name: values.reshape((-1,) + (1,) * (last - place))
        for place, (name, values) in enumerate(axes.items())
    }


def _axis(name: str, values: ArrayLike) -> NDArray[Any]:
    axis = np.asarray(values)
    if axis.ndim != 1:
        raise InputError(
            f"{name} has shape {axis.shape}: an axis of a grid is a list of values, shape (n,). A "
            "single value belongs into base."
        )
    return axis
