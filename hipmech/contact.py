"""Contact of the femoral head and its socket: a comparative index of the stress on the cartilage.

HIPSTRESS (Iglič and others 2002): the head is a ball, the socket a shell of the same radius whose edge is a
plane through the centre, tilted to the centre-edge angle. The pressure falls with the cosine of the angle
from a pole in the frontal plane. It ends at the rim, or where the cosine is zero: 90° medial of the pole. So
the loaded part is a slice of the ball, a lune, and its opening angle alone is unknown: it follows from the
direction of the force, as the pressures of the lune add up to the force.

**Comparative**: the peaks are a third or less of those of finite elements (harris_2012), which know that
cartilage is thin, uneven and shaped like a horseshoe. Compare one hip with another, never with what a tissue
bears.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from hipmech.equations import behind, chosen, evaluate, in_order
from hipmech.errors import InputError, PhysiologyWarning
from hipmech.limits import Real, accept, remarks, shape_of
from hipmech.loads import Balance, load_within
from hipmech.notebooks import quantities_table
from hipmech.quantities import QUANTITIES, default

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COMPARATIVE", "EQUATIONS", "STATUS_WORDS", "Contact", "from_si", "stress"]

COMPARATIVE = "comparative: a third or less of the peaks of finite elements; compare hips, not tissues"
"""What is to stand beside every stress."""
STATUS_WORDS = ("ok", "force outside the socket", "no joint force")
OK, OUTSIDE, NO_FORCE = range(3)
REASONS = (
    "",
    "the joint force points past the rim: a socket without friction cannot answer it",
    "the hip has no joint force: its balance is not solved",
)
LARGEST_IN_BODY_WEIGHTS = 20
"""Below so many newtons a joint force is taken for one in body weights: two kilograms are no leg."""
STEPS = 4
"""Of Newton's method: its curve is so smooth that three reach the last digits."""


def __dir__() -> list[str]:
    return sorted(__all__)


def force_cover(joint_reaction_angle: Real, pelvic_drop: Real, centre_edge_angle: Real) -> Real:
    """Angle from the joint force to the rim, in the frame of the pelvis; the force lies medial of the rim."""
    return centre_edge_angle + joint_reaction_angle - pelvic_drop


def cover_of_arc(loaded_arc: Real) -> Real:
    """Angle from the force to the rim that a loaded arc answers: the pressures of the lune, added up."""
    along = loaded_arc - np.sin(loaded_arc) * np.cos(loaded_arc)
    cover: Real = loaded_arc - np.arctan2(along, np.sin(loaded_arc) ** 2)
    return cover


def cover_slope(loaded_arc: Real) -> Real:
    """What a larger arc adds to that angle: between 1/3, where the arc ends, and 1."""
    along = loaded_arc - np.sin(loaded_arc) * np.cos(loaded_arc)
    slope: Real = (loaded_arc**2 - np.sin(loaded_arc) ** 2) / (along**2 + np.sin(loaded_arc) ** 4)
    return slope


def first_arc(force_cover: Real) -> Real:
    """A loaded arc to begin with: a parabola with both ends right."""
    return np.pi * (np.sqrt(1 + 6 * force_cover / np.pi) - 1)


def contact_stress_pole_angle(centre_edge_angle: Real, force_cover: Real, loaded_arc: Real) -> Real:
    """Pole of the pressure: 90° lateral of the medial end of the loaded arc, whose other end is the rim.

    With more than 90° from force to rim the arc ends before the rim, and the pole is where the force points.
    """
    unloaded = np.maximum(force_cover - np.pi / 2, 0.0)
    return centre_edge_angle - unloaded + np.pi / 2 - loaded_arc


def pole_stress(joint_reaction: Real, femoral_head_radius: Real, loaded_arc: Real) -> Real:
    """Pressure at the pole: the force over what the cosine adds up to, along and across the pole."""
    along = loaded_arc - np.sin(loaded_arc) * np.cos(loaded_arc)
    added_up = femoral_head_radius**2 * np.hypot(along, np.sin(loaded_arc) ** 2)
    stress: Real = 3 * joint_reaction / (2 * added_up)
    return stress


def contact_stress_peak(pole_stress: Real, loaded_arc: Real) -> Real:
    """Highest pressure: at the pole, or at the rim where the pole lies beyond it."""
    return pole_stress * np.where(loaded_arc < np.pi / 2, np.sin(loaded_arc), 1.0)


def weight_bearing_area(femoral_head_radius: Real, loaded_arc: Real) -> Real:
    """A lune of the ball."""
    return 2 * femoral_head_radius**2 * loaded_arc


EQUATIONS = (
    force_cover,
    cover_of_arc,
    cover_slope,
    first_arc,
    contact_stress_pole_angle,
    pole_stress,
    contact_stress_peak,
    weight_bearing_area,
)
"""Of the contact, SI; ``loaded_arc`` is the arc whose cover is that of the force."""
OUTPUTS = ("contact_stress_peak", "contact_stress_pole_angle", "weight_bearing_area")
IN_ORDER = in_order(chosen(EQUATIONS, {}))
ANSWERS = behind(IN_ORDER, OUTPUTS)
FORCE = ("joint_reaction", "joint_reaction_angle", "pelvic_drop")
SOCKET = ("centre_edge_angle", "femoral_head_radius")


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Contact:
    """Stress between head and socket; every number a float, or an array of the common shape.

    Attributes
    ----------
    contact_stress_peak : float or ndarray, MPa
        Highest pressure; comparative, a third or less of the peaks of finite elements.
    contact_stress_pole_angle : float or ndarray, deg
        Pole of the pressure, lateral of the pelvis' own vertical. If it lies beyond the centre-edge angle,
        the pressure is highest at the rim.
    weight_bearing_area : float or ndarray, mm²
    status : int or ndarray
        0 ok, 1 force outside the socket, 2 no joint force; where it is not 0 the numbers are NaN.
    inputs : mapping
        Force, its direction, pelvic drop, centre-edge angle and head radius, public units.
    """

    contact_stress_peak: Real
    contact_stress_pole_angle: Real
    weight_bearing_area: Real
    status: Any
    inputs: Mapping[str, Any]

    @property
    def outputs(self) -> Mapping[str, Any]:
        """Output by canonical name, public units."""
        return MappingProxyType({name: getattr(self, name) for name in OUTPUTS})

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the results; () for a single hip."""
        return np.shape(self.contact_stress_peak)

    @property
    def status_words(self) -> Any:
        """The status in words: a string, or an array of strings."""
        return STATUS_WORDS[self.status] if self.shape == () else np.array(STATUS_WORDS)[self.status]

    @property
    def reasons(self) -> Any:
        """Why a hip is not ok, in words; empty where it is."""
        return REASONS[self.status] if self.shape == () else np.array(REASONS)[self.status]

    def table(self) -> pd.DataFrame:
        """Tidy table, one hip a row: the inputs that vary, the outputs, the status in words.

        Returns
        -------
        pandas.DataFrame
            ``attrs`` hold ``units`` by column, the ``fixed`` inputs, and a ``note`` on what can be compared.
        """
        import pandas as pd

        varied = {name: value for name, value in self.inputs.items() if np.ndim(value) > 0}
        columns = {**varied, **self.outputs, "status": self.status_words}
        frame = pd.DataFrame({k: np.broadcast_to(v, self.shape).ravel() for k, v in columns.items()})
        frame.attrs["units"] = {name: QUANTITIES[name].unit for name in columns}
        frame.attrs["fixed"] = {k: v for k, v in self.inputs.items() if k not in varied}
        frame.attrs["note"] = COMPARATIVE
        return frame

    def __repr__(self) -> str:
        if self.shape != ():
            return f"<Contact of {np.size(self.status)} hips, {np.count_nonzero(self.status == OK)} ok>"
        if self.status:
            return f"<Contact: {self.status_words}: {self.reasons}>"
        return (
            f"<Contact: peak {self.contact_stress_peak:.3f} MPa ({COMPARATIVE.split(';')[0]}), "
            f"pole at {self.contact_stress_pole_angle:.1f}°>"
        )

    def _repr_html_(self) -> str:
        return quantities_table(f"Contact of head and socket, {COMPARATIVE}", self.outputs, self.shape)


def stress(
    load: Balance | None = None,
    *,
    joint_reaction: ArrayLike | None = None,
    joint_reaction_angle: ArrayLike | None = None,
    pelvic_drop: ArrayLike | None = None,
    centre_edge_angle: ArrayLike | None = None,
    femoral_head_radius: ArrayLike | None = None,
) -> Contact:
    """Stress between the femoral head and its socket, from a solved hip or from a force given in numbers.

    Parameters
    ----------
    load : Load or Balance, optional
        A solved hip: it gives the force, its direction and the drop.
    joint_reaction : scalar or array_like, N
        Without a load: the size of the joint force.
    joint_reaction_angle : scalar or array_like, deg
        Without a load: its direction on the femoral head from the vertical, positive down and lateral. The
        socket feels the opposite: up and medial.
    pelvic_drop : scalar or array_like, deg
        Without a load: 0 where left out. It is subtracted, as the rim turns with the pelvis.
    centre_edge_angle : scalar or array_like, deg
    femoral_head_radius : scalar or array_like, mm
        The default adult's where left out.

    Returns
    -------
    Contact

    Raises
    ------
    InputError
        A load and a force, neither of them, a negative force, or a value that is not allowed.

    Warns
    -----
    PhysiologyWarning
        A socket or head outside what is measured in people, or a force as small as one in body weights.

    Examples
    --------
    >>> import hipmech as hm
    >>> from hipmech import contact
    >>> covered = contact.stress(hm.solve(), centre_edge_angle=[33.6, 25, 20])
    >>> covered.contact_stress_peak.round(2).tolist()
    [1.85, 2.28, 2.72]
    >>> contact.stress(joint_reaction=1000, joint_reaction_angle=-25, centre_edge_angle=20).status_words
    'force outside the socket'
    """
    force = {
        "joint_reaction": joint_reaction,
        "joint_reaction_angle": joint_reaction_angle,
        "pelvic_drop": pelvic_drop,
    }
    given = _of_numbers(force) if load is None else _of_load(load, force)
    if load is None:
        for note in _remarks_on_force(given):
            warnings.warn(note, PhysiologyWarning, stacklevel=2)
    socket = {"centre_edge_angle": centre_edge_angle, "femoral_head_radius": femoral_head_radius}
    for name, value in socket.items():
        given[name] = accept(name, default(name) if value is None else value)
        for note in remarks(name, given[name]):
            warnings.warn(note, PhysiologyWarning, stacklevel=2)
    shape = shape_of(given)
    found = from_si({name: np.asarray(value) * QUANTITIES[name].si for name, value in given.items()})
    shaped: dict[str, Any] = {name: np.broadcast_to(value, shape)[()] for name, value in found.items()}
    if shape == ():
        shaped = {name: value.item() for name, value in shaped.items()}
    return Contact(**shaped, inputs=MappingProxyType(given))


def from_si(values: Mapping[str, Any]) -> dict[str, Any]:
    """Outputs in public units, and the status, from force, direction, drop, cover and radius in SI."""
    given = dict(values)
    with np.errstate(all="ignore"):
        cover = force_cover(*(given[name] for name in ("joint_reaction_angle", "pelvic_drop", SOCKET[0])))
        status = np.where(np.isfinite(cover), np.where(cover > 0, OK, OUTSIDE), NO_FORCE).astype(np.int8)
        given["loaded_arc"] = np.where(cover > 0, loaded_arc(cover), np.nan)
        found = evaluate(ANSWERS, given)
        answers = {
            name: np.where(status == OK, found[name], np.nan) / QUANTITIES[name].si for name in OUTPUTS
        }
    return {**answers, "status": status}


def loaded_arc(cover: Any) -> Any:
    """Opening of the loaded lune, rad: the arc whose cover is that of the force, to the last digits.

    Where the force lies 90° or more from the rim, a whole half of the ball is loaded: the arc is 180°.
    """
    arc = first_arc(cover)
    for _ in range(STEPS):
        arc = arc - (cover_of_arc(arc) - cover) / cover_slope(arc)
    return np.where(cover < math.pi / 2, arc, math.pi)


def _of_load(load: Balance, force: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(load, Balance):
        raise InputError(
            f"{load!r} is no load: stress takes the answer of hipmech.solve, or a force by name."
            f"{load_within(load)}"
        )
    twice = [name for name, value in force.items() if value is not None]
    if twice:
        raise InputError(f"{twice[0]} is given, but the load has it already: give one of them.")
    values = {**load.inputs, **load.outputs}
    return {name: values.get(name, 0.0) for name in FORCE}


def _of_numbers(force: Mapping[str, Any]) -> dict[str, Any]:
    given = {**force, "pelvic_drop": 0.0 if force["pelvic_drop"] is None else force["pelvic_drop"]}
    for name, value in given.items():
        if value is None:
            raise InputError(
                f"{name} is missing: stress takes a load, or joint_reaction and joint_reaction_angle."
            )
    accepted = {name: accept(name, value) for name, value in given.items()}
    if np.any(np.asarray(accepted["joint_reaction"]) < 0):
        raise InputError(
            "joint_reaction is negative: it is the size of the force, in N; its direction is "
            "joint_reaction_angle."
        )
    return accepted


def _remarks_on_force(given: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for forces that are none in newtons and everyday ones in body weights; drops as usual."""
    force = np.asarray(given["joint_reaction"])
    largest = float(force.max()) if force.size else 0.0
    small = (
        f"joint_reaction = {largest:g} N is next to nothing; solved all the same. Was it given in body "
        "weights? Multiply it by mass and gravity: stress takes newtons."
    )
    return (
        *((small,) if 0 < largest < LARGEST_IN_BODY_WEIGHTS else ()),
        *remarks("pelvic_drop", given["pelvic_drop"]),
    )
