"""What comes out: the load of a hip, with its inputs, its status in words, and a tidy table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hipmech.equations import Equation, evaluate
from hipmech.limits import Real
from hipmech.notebooks import quantities_table
from hipmech.quantities import QUANTITIES, default

if TYPE_CHECKING:
    import pandas as pd

STATUS_WORDS = ("ok", "not held", "adductors needed", "outside validity")
OK, NOT_HELD, ADDUCTORS_NEEDED, OUTSIDE_VALIDITY = range(4)


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Balance:
    """The balance of a lever; every number a float, or an array of the shape of the inputs.

    ``joint_reaction`` is the force of the acetabulum on the femoral head: ``joint_reaction_up`` is
    negative, ``joint_reaction_angle`` is counted from the vertical, positive when the force points down
    and lateral. ``status`` is 0 ok, 1 not held, 2 adductors needed, 3 outside validity; with 2 the
    abductor force is 0 and the reaction NaN, with 3 force and reaction are NaN.
    """

    supported_weight: Real
    body_weight_arm: Real
    abductor_moment: Real
    abductor_moment_arm: Real
    abductor_arm: Real
    abductor_line_angle: Real
    abductor_force: Real
    abductor_force_bw: Real
    joint_reaction: Real
    joint_reaction_bw: Real
    joint_reaction_lateral: Real
    joint_reaction_up: Real
    joint_reaction_angle: Real
    status: Any
    inputs: Mapping[str, Any]
    equations: tuple[Equation, ...]
    leaves: Mapping[str, Any]
    warnings: tuple[str, ...] = ()

    @property
    def outputs(self) -> Mapping[str, Any]:
        """Output by canonical name, public units."""
        names = (f.name for f in fields(self))
        values = {name: getattr(self, name) for name in names if name not in BOOKKEEPING}
        return MappingProxyType({name: value for name, value in values.items() if value is not None})

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the results; () for a single hip."""
        return np.shape(self.abductor_moment)

    def evaluate(self) -> dict[str, Any]:
        """Everything the equations know of this load, SI, before any guard."""
        with np.errstate(all="ignore"):
            return evaluate(self.equations, self.leaves)

    @property
    def steps(self) -> Mapping[str, Any]:
        """Every intermediate by name, public units, computed again on demand."""
        values = self.evaluate()
        return MappingProxyType(
            {
                name: np.divide(value, QUANTITIES[name].si)[()]
                for name, value in values.items()
                if name in QUANTITIES and QUANTITIES[name].kind == "step"
            }
        )

    @property
    def status_words(self) -> Any:
        """The status in words: a string, or an array of strings."""
        if self.shape == ():
            return STATUS_WORDS[self.status]
        return np.array(STATUS_WORDS)[self.status]

    @property
    def reasons(self) -> Any:
        """Why a hip is not ok, in words; empty where it is."""
        words = np.array(["", *(sentence for _, sentence in REASONS)], dtype=object)
        found = words[reason_numbers(np.asarray(self.status), self.evaluate())]
        return str(found) if self.shape == () else found.astype(np.str_)

    def table(self) -> pd.DataFrame:
        """Tidy table, one hip a row: the inputs that vary, then all outputs, the status in words.

        Returns
        -------
        pandas.DataFrame
            ``attrs["units"]`` holds the unit of each column, ``attrs["fixed"]`` the inputs that do not vary.
        """
        import pandas as pd

        varied = {name: value for name, value in self.inputs.items() if np.ndim(value) > 0}
        columns = {**varied, **{k: v for k, v in self.outputs.items() if k not in varied}}
        columns["status"] = self.status_words
        flat = {name: np.broadcast_to(value, self.shape).ravel() for name, value in columns.items()}
        frame = pd.DataFrame(flat)
        frame.attrs["units"] = {name: QUANTITIES[name].unit for name in columns}
        frame.attrs["fixed"] = {k: v for k, v in self.inputs.items() if k not in varied}
        return frame

    def __repr__(self) -> str:
        name = type(self).__name__
        if self.shape == () and self.status >= ADDUCTORS_NEEDED:
            return f"<{name}: {self.status_words}: {self.reasons}>"
        if self.shape != ():
            held = int(np.count_nonzero(self.status == OK))
            return f"<{name} of {self.abductor_moment.size} hips, shape {self.shape}, {held} ok>"  # type: ignore[union-attr]
        return (
            f"<{name}: joint reaction {self.joint_reaction_bw:.3f} BW at {self.joint_reaction_angle:.1f}°, "
            f"abductor force {self.abductor_force_bw:.3f} BW, {self.status_words}>"
        )

    def _repr_html_(self) -> str:
        """Every number with its unit, or the span of many; the status in words above."""
        name = type(self).__name__
        varied = {key: value for key, value in self.inputs.items() if np.ndim(value) > 0}
        shown = {**varied, **{key: value for key, value in self.outputs.items() if key != "status"}}
        if self.shape == ():
            why = f": {self.reasons}" if self.status else ""
            return quantities_table(f"{name} of a hip, {self.status_words}{why}", shown, ())
        counts = np.bincount(self.status.ravel(), minlength=len(STATUS_WORDS))
        told = ", ".join(f"{n} {word}" for n, word in zip(counts, STATUS_WORDS, strict=True) if n)
        return quantities_table(
            f"{name} of {self.status.size} hips, shape {self.shape}: {told}", shown, self.shape
        )


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Load(Balance):
    """The load of a hip: the balance, and what only a whole body has.

    ``trunk_lean`` stands among the outputs where the stance strategy solves for it, and is None elsewhere.
    """

    joint_reaction_angle_femur: Real
    hip_adduction: Real
    abductor_length: Real
    abductor_length_change: Real
    abductor_capacity: Real
    utilisation: Real
    trunk_lean: Real | None = None


BOOKKEEPING = ("inputs", "equations", "leaves", "warnings")


Condition = Callable[[NDArray[Any], Mapping[str, Any]], Any]


def _has(code: int) -> Condition:
    return lambda status, values: status == code


def _outside(name: str) -> Condition:
    """Where the status is "outside validity" and the named condition fails."""
    return lambda status, values: (status == OUTSIDE_VALIDITY) & ~np.asarray(values.get(name, True))


STATUS_REASONS: Mapping[int, str] = MappingProxyType(
    {
        NOT_HELD: "the demand exceeds what the abductors can hold",
        ADDUCTORS_NEEDED: "the moment tips the pelvis to the stance side: adductors, not abductors, hold it",
    }
)
"""Why, where the status alone says it."""
REASONS: tuple[tuple[Condition, str], ...] = (
    *((_has(code), sentence) for code, sentence in STATUS_REASONS.items()),
    (
        _outside("foot_carries"),
        "the cane carries more than balances over the foot: no load is left on the foot",
    ),
    (
        _outside("trunk_reaches"),
        f"the trunk would have to lean more than {default('trunk_inclination_limit'):g} degrees",
    ),
    (
        _outside("leg_reaches"),
        f"the thigh would have to incline more than {default('thigh_inclination_limit'):g} degrees "
        "to bring the foot there",
    ),
    (
        _outside("line_pulls"),
        "the abductor arm is zero or negative, or the line of pull runs upwards: no lever is left",
    ),
    (_outside("joint_presses"), "the joint would have to pull: what is left of the weight no longer presses"),
)
"""Why a hip is not ok: a condition and its words, the first that holds being the reason."""


def reason_numbers(status: NDArray[Any], values: Mapping[str, Any]) -> NDArray[np.int8]:
    """Which of :data:`REASONS` holds first, counted from 1; 0 where none does.

    Parameters
    ----------
    status : ndarray of int
    values : mapping
        Every quantity of the hips, conditions among them.
    """
    found = np.zeros(status.shape, dtype=np.int8)
    for number, (condition, _) in enumerate(REASONS, 1):
        found = np.where((found == 0) & condition(status, values), np.int8(number), found)
    return found


def load_within(value: Any) -> str:
    """What to say of a value that is no load but has one; nothing of any other."""
    return " Take its .load." if isinstance(getattr(value, "load", None), Load) else ""
