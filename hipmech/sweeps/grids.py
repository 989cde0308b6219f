"""Grids: every combination of the values along each axis."""

from __future__ import annotations

import math
import warnings as python_warnings
from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech import designs, stores
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.limits import without_unit
from hipmech.loads import Load
from hipmech.quantities import QUANTITIES
from hipmech.solution import solve

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


MOST_HIPS = 100_000_000
"""Hips of a grid in memory at most: 0.8 GB for each output."""


class Grid(Load):
    """The load of every combination of the values along the axes.

    Attributes
    ----------
    axes : mapping of str to ndarray
        The axes as given, in their order, each along a dimension of its own.
    base : mapping
        Inputs that stay as they are.
    """

    def __init__(self, load: Load, axes: Mapping[str, NDArray[Any]], base: Mapping[str, Any]) -> None:
        super().__init__(**{field.name: getattr(load, field.name) for field in fields(load)})
        self.axes: Mapping[str, NDArray[Any]] = MappingProxyType(dict(axes))
        self.base: Mapping[str, Any] = MappingProxyType(dict(base))

    def table(self) -> pd.DataFrame:
        """Tidy table, one hip a row: the axes as given, then all outputs, the status in words.

        Returns
        -------
        pandas.DataFrame
            ``attrs["units"]`` holds the unit of each column, ``attrs["fixed"]`` the inputs that do not vary.
        """
        frame = super().table()
        columns = [*self.axes, *(name for name in self.outputs if name != "status"), "status"]
        for name, values in self.axes.items():
            frame[name] = np.broadcast_to(values, self.shape).ravel()
        fixed = {name: value for name, value in self.inputs.items() if np.ndim(value) == 0} | dict(self.base)
        # The inputs of a load hold the force of a cane in newtons only.
        if "cane_force_bw" in (*self.axes, *self.base):
            fixed.pop("cane_force", None)
        frame = frame[columns]
        frame.attrs["units"] = {name: QUANTITIES[name].unit for name in columns}
        frame.attrs["fixed"] = fixed
        return frame

    @property
    def metadata(self) -> stores.Metadata:
        """Units, long names, what is fixed, and where the numbers come from: what a stored table needs."""
        design = designs.grid(self.base, **{name: values.ravel() for name, values in self.axes.items()})
        return stores.metadata(design, [name for name in self.outputs if name != "status"], "grid")

    def to_xarray(self) -> xr.Dataset:
        """Labelled arrays, one dimension an axis; units and long names are attributes.

        Returns
        -------
        xarray.Dataset
            ``status`` is numbers with ``flag_meanings``.

        Raises
        ------
        InputError
            xarray is not installed.
        """
        return stores.dataset(self.table(), self.metadata)


def grid(base: Mapping[str, Any] | None = None, **axes: ArrayLike) -> Grid:
    """Load of every combination of the values along the axes.

    The axes form an open mesh: what depends on one axis alone is computed once per value of that axis.

    Parameters
    ----------
    base : mapping, optional
        Inputs that stay as they are, such as the ``inputs`` of a scenario; single values, and no axis.
    **axes : array_like, shape (n,)
        Values of an input by canonical name, public units.

    Returns
    -------
    Grid
        A load; its shape is the lengths of the axes, in the order given.

    Raises
    ------
    InputError
        An axis that is no list of values or stands in ``base`` too, a list in ``base``, more hips than
        memory should hold, or any input that :func:`hipmech.solve` refuses.
    UnknownQuantity
        A name that is no input.

    Warns
    -----
    PhysiologyWarning
        A value outside what is measured in people.

    Examples
    --------
    >>> load = grid({"pelvic_drop": 5}, neck_shaft_angle=[120, 127, 134], inter_hip_distance=[172, 192])
    >>> load.shape
    (3, 2)
    >>> load.joint_reaction_bw[1].round(2).tolist()
    [2.89, 3.13]
    """
    base = {name: without_unit(name, value) for name, value in (base or {}).items()}
    for name, value in base.items():
        if name in axes:
            raise InputError(f"{name} is both an axis and in base: give one of them.")
        if not isinstance(value, str) and np.ndim(value) > 0:
            raise InputError(
                f"{name} in base has shape {np.shape(value)}: base takes single values. As an axis of its "
                f"own, {name} is combined with every value of the others."
            )
    listed = {name: _axis(name, values) for name, values in axes.items()}
    _refuse_size([values.size for values in listed.values()])
    mesh = open_mesh(listed)
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore", PhysiologyWarning)
        load = solve(**{**base, **mesh})
    for note in load.warnings:
        python_warnings.warn(note, PhysiologyWarning, stacklevel=2)
    return Grid(load, mesh, base)


def open_mesh(axes: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Each axis along a dimension of its own, in the order given."""
    last = len(axes) - 1
    return {
        name: values.reshape((-1,) + (1,) * (last - place))
        for place, (name, values) in enumerate(axes.items())
    }


def _refuse_size(lengths: Sequence[int]) -> None:
    hips = math.prod(lengths)
    if hips > MOST_HIPS:
        shape = " × ".join(f"{length:,}" for length in lengths)
        raise InputError(
            f"{shape} are {hips:,} hips, {hips * 8 / 1e9:,.1f} GB for each output; a grid holds at most "
            f"{MOST_HIPS:,} in memory. Make it a design (hipmech.designs.grid), and use "
            "hipmech.sweeps.summarise for means and extremes, or hipmech.sweeps.blocks for every case."
        )


def _axis(name: str, values: ArrayLike) -> NDArray[Any]:
    axis = np.asarray(without_unit(name, values))
    if axis.ndim != 1:
        raise InputError(
            f"{name} has shape {axis.shape}: an axis of a grid is a list of values, shape (n,). A "
            "single value belongs into base."
        )
    return axis
