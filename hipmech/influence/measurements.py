"""Which measurement to take first: the one whose error makes the answer unsure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.explanation import derivatives
from hipmech.influence.indices import Indices
from hipmech.influence.sobol import sobol
from hipmech.limits import without_unit
from hipmech.notebooks import Tabled
from hipmech.populations import Distribution
from hipmech.quantities import NUMBERS, QUANTITIES, quantity
from hipmech.solution import solve

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Measurements", "measure_first"]

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Measurements(Tabled):
    """How unsure an output of one hip is, and which measurement would help most.

    Attributes
    ----------
    names : tuple of str
        Inputs that were measured with an error, in the order given.
    values, errors : ndarray, shape (inputs,)
        What was measured, and the standard deviation of its error, public units.
    value : float
        The output at the values measured, public unit.
    indices : Indices
        Sobol indices of the output under the errors; ``first`` is the share that knowing an input exactly
        would remove.
    local : ndarray, shape (inputs,)
        The same share from the exact derivatives at the values: right where the errors are small.
    """

    names: tuple[str, ...]
    values: Numbers
    errors: Numbers
    value: float
    indices: Indices
    local: Numbers

    @property
    def sd_left(self) -> Numbers:
        """Standard deviation of the output if one input were known exactly, public unit."""
        return self.indices.sd * np.sqrt(np.clip(1 - self.indices.first, 0, None))

    def ranking(self) -> tuple[str, ...]:
        """Inputs by what measuring them exactly would remove, the most first."""
        return tuple(self.names[place] for place in self.order)

    @property
    def order(self) -> NDArray[np.intp]:
        """Places of the inputs by rank."""
        return np.argsort(-self.indices.first, kind="stable")

    def table(self) -> pd.DataFrame:
        """One input a row, the one to measure first on top.

        Returns
        -------
        pandas.DataFrame
            Columns value, error, unit, removed, its interval, local, sd_left.
        """
        import pandas as pd

        columns = {
            "value": self.values,
            "error": self.errors,
            "unit": [QUANTITIES[name].unit for name in self.names],
            "removed": self.indices.first,
        }
        if "first" in self.indices.intervals:
            columns["removed_low"], columns["removed_high"] = self.indices.intervals["first"].T
        frame = pd.DataFrame(
            {**columns, "local": self.local, "sd_left": self.sd_left},
            index=pd.Index(self.names, name="input"),
        ).iloc[self.order]
        frame.attrs.update(output=self.indices.output, value=self.value, sd=self.indices.sd)
        return frame

    def __repr__(self) -> str:
        first = self.ranking()[0]
        return f"<Measurements of {self.indices.output}: measure {first} first of {len(self.names)}>"


def measure_first(
    errors: Mapping[str, float],
    output: str = "joint_reaction_bw",
    *,
    fixed: Mapping[str, Any] | None = None,
    count: int = 1024,
    seed: int = 0,
    resamples: int = 100,
    level: float = 0.95,
    drop_unsolved: bool = False,
    scrambles: int = 1,
) -> Measurements:
    """Which measurement of one hip to improve first.

    Each input is taken as normally distributed about its value with the error given, cut at the hard limits.

    Parameters
    ----------
    errors : mapping of str to float
        Standard deviation of the error of each measured input, public unit.
    output : str
        Canonical name.
    fixed : mapping, optional
        The hip: any inputs of :func:`hipmech.solve`, one value each; the default adult where left out.
    count, seed, resamples : int
    level : float
    drop_unsolved : bool
    scrambles : int
        These six as :func:`sobol`.

    Returns
    -------
    Measurements

    Raises
    ------
    InputError, UnknownQuantity
        As :func:`sobol`; an error that is not positive; a hip that has no such output.

    Examples
    --------
    >>> found = measure_first({"neck_shaft_angle": 3, "neck_length": 2, "inter_hip_distance": 4})
    >>> found.ranking()
    ('neck_shaft_angle', 'neck_length', 'inter_hip_distance')
    >>> round(found.value, 2), round(found.indices.sd, 2), found.sd_left.round(2).tolist()
    (2.73, 0.11, [0.07, 0.1, 0.11])
    """
    errors = {name: without_unit(name, error) for name, error in errors.items()}
    load = solve(**(fixed or {}))
    centres = {name: _centre(name, load.inputs) for name in errors}
    slopes = derivatives(load, output)
    value = float(load.outputs[output])
    if not np.isfinite(value):
        raise InputError(f"This hip has no {output}: {load.reasons}. Change it, or look at another output.")
    spreads = {name: Distribution(name, centres[name], error) for name, error in errors.items()}
    others = {name: given for name, given in (fixed or {}).items() if name not in errors}
    found = sobol(
        spreads,
        output,
        count=count,
        seed=seed,
        fixed=others,
        resamples=resamples,
        level=level,
        drop_unsolved=drop_unsolved,
        scrambles=scrambles,
    )
    parts = np.array([(slopes[name] * error) ** 2 for name, error in errors.items()])
    return Measurements(
        names=tuple(errors),
        values=np.array([centres[name] for name in errors]),
        errors=np.array(list(errors.values()), dtype=np.float64),
        value=value,
        indices=found,
        local=parts / parts.sum(),
    )


def _centre(name: str, inputs: Mapping[str, Any]) -> float:
    quantity(name, NUMBERS)
    if name in ("age", "cane_force_bw"):
        raise InputError(
            f"{name} has no derivative of its own: give the error of "
            + ("cane_force, in N." if name == "cane_force_bw" else "what depends on it.")
        )
    value = inputs[name]
    if np.ndim(value) > 0:
        raise InputError(f"{name} has shape {np.shape(value)}: the errors are those of one hip.")
    return float(value)
