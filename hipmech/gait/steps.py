"""What a step comes to: curves over time, their peaks and sums, and what adds up over a kilometre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.limits import Real
from hipmech.loads import STATUS_WORDS, Load
from hipmech.notebooks import quantities_table
from hipmech.quantities import QUANTITIES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Step"]

CURVES = ("load_factor", "pelvic_drop", "lateral_acceleration")
"""What a step has over time beside the outputs of a load."""


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Step:
    """One step of a steady gait, left and right alike; peaks and sums are of the leg that stands.

    Sums run over the time in which that foot alone bears the body: the contact of a runner, the single
    stance of a walker, whose two feet share the load before and after.

    Attributes
    ----------
    gait : ``walk`` or ``run``
    time : ndarray, s since the foot came down, in the middle of equal intervals; its last axis is time
    load : Load
        The hip at each of these times; arrays of the shape of the inputs, with time as the last axis.
    load_factor, pelvic_drop, lateral_acceleration : ndarray, (none), deg, m/s², of the shape of the load
    step_time, contact_time : s
    load_factor_peak, hip_adduction_peak : (none), deg
    abductor_moment_peak, abductor_force_peak, joint_reaction_peak : N·m, N, N
    abductor_moment_impulse, abductor_force_impulse, joint_reaction_impulse : N·m·s, N·s, N·s
    steps_per_kilometre : of one leg
    abductor_moment_per_kilometre, abductor_force_per_kilometre, joint_reaction_per_kilometre :
        N·m·s/km, N·s/km, N·s/km, of one hip
    balance_margin : mm, None in running
    status : the worst of the step, as of :class:`Load`; what is not ok at some instant has no peak or sum
        of what is missing there
    """

    gait: str
    time: NDArray[np.float64]
    load: Load
    load_factor: NDArray[np.float64]
    pelvic_drop: NDArray[np.float64]
    lateral_acceleration: NDArray[np.float64]
    step_time: Real
    contact_time: Real
    load_factor_peak: Real
    hip_adduction_peak: Real
    abductor_moment_peak: Real
    abductor_force_peak: Real
    joint_reaction_peak: Real
    abductor_moment_impulse: Real
    abductor_force_impulse: Real
    joint_reaction_impulse: Real
    steps_per_kilometre: Real
    abductor_moment_per_kilometre: Real
    abductor_force_per_kilometre: Real
    joint_reaction_per_kilometre: Real
    status: Any
    inputs: Mapping[str, Any]
    balance_margin: Real | None = None
    warnings: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the inputs; () for a single step."""
        return self.load.shape[:-1]

    @property
    def outputs(self) -> Mapping[str, Any]:
        """Every number of the step as a whole by canonical name, public units."""
        found = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name not in NOT_OF_THE_WHOLE
        }
        return MappingProxyType({name: value for name, value in found.items() if value is not None})

    @property
    def curves(self) -> Mapping[str, NDArray[np.float64]]:
        """Every curve by canonical name, public units, arrays of the shape of the load."""
        own = {name: getattr(self, name) for name in ("time", *CURVES)}
        return MappingProxyType({**own, **{k: v for k, v in self.load.outputs.items() if k != "status"}})

    @property
    def status_words(self) -> Any:
        """The worst status of the step in words."""
        words = np.array(STATUS_WORDS)[self.status]
        return str(words) if self.shape == () else words

    @property
    def reasons(self) -> Any:
        """Why a step is not ok, from the first instant that is at its worst; empty where it is ok."""
        worst = np.argmax(self.load.status, axis=-1)[..., np.newaxis]
        words = np.take_along_axis(np.asarray(self.load.reasons), worst, axis=-1)[..., 0]
        return str(words) if self.shape == () else words

    def table(self) -> pd.DataFrame:
        """Tidy table, one step a row: the inputs that vary, then peaks, sums and the status in words.

        Returns
        -------
        pandas.DataFrame
            ``attrs["units"]`` holds the unit of each column, ``attrs["fixed"]`` the inputs that do not vary.
        """
        return self._frame({**self.outputs, "status": self.status_words}, self.shape)

    def curve_table(self) -> pd.DataFrame:
        """Tidy table, one instant a row: the inputs that vary, the time, every curve, the status in words."""
        return self._frame({**self.curves, "status": self.load.status_words}, self.load.shape)

    def _frame(self, columns: Mapping[str, Any], shape: tuple[int, ...]) -> pd.DataFrame:
        import pandas as pd

        more = (np.newaxis,) * (len(shape) - len(self.shape))
        varied = {
            name: np.asarray(value)[(..., *more)]
            for name, value in self.inputs.items()
            if np.ndim(value) > 0 and name not in columns
        }
        every = {**varied, **columns}
        frame = pd.DataFrame({name: np.broadcast_to(v, shape).ravel() for name, v in every.items()})
        frame.attrs["units"] = {name: QUANTITIES[name].unit for name in every}
        frame.attrs["fixed"] = {k: v for k, v in self.inputs.items() if np.ndim(v) == 0}
        return frame

    def __repr__(self) -> str:
        if self.shape != ():
            held = int(np.count_nonzero(np.asarray(self.status) == 0))
            return f"<Step: {self.gait}, shape {self.shape}, {held} ok>"
        return (
            f"<Step: {self.gait}, peak moment {self.abductor_moment_peak:.1f} N·m, peak joint reaction "
            f"{self.joint_reaction_peak:.0f} N, {self.status_words}>"
        )

    def _repr_html_(self) -> str:
        """Every number of the step as a whole with its unit, or the span of many; the status above."""
        if self.shape == ():
            why = f": {self.reasons}" if self.status else ""
            return quantities_table(f"Step, {self.gait}, {self.status_words}{why}", self.outputs, ())
        varied = {name: value for name, value in self.inputs.items() if np.ndim(value) > 0}
        held = int(np.count_nonzero(np.asarray(self.status) == 0))
        caption = f"Step, {self.gait}, shape {self.shape}: {held} of {np.size(self.status)} ok"
        return quantities_table(caption, {**varied, **self.outputs}, self.shape)


NOT_OF_THE_WHOLE = ("gait", "time", "load", *CURVES, "status", "inputs", "warnings")
