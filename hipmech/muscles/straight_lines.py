r"""Each muscle as a straight line between two bones, in the pose of a load: its length and its arms.

The pelvis turns by the drop, the thigh by its inclination, both in the frontal plane. On the pelvis the wing
of the ilium is sheared and stretched so that the resultant line's origin comes to lie where
``abductor_origin_lateral`` and ``abductor_origin_up`` put it: an origin at half its height moves half as far.
The sacrum follows the height alone. As with the single line, a taller person has no higher pelvis unless
these two say so. On the femur there are two pieces::

                    ┌ trochanter: gluteals and piriformis keep their place beside its tip;
    head ○──────────┤ with ``proximal_femur`` the piece turns about the head
          \ neck    │
           ●        shaft: what inserts below hangs from the neck's base, where the neck meets the shaft;
           |        its depth below the head goes with stature

So with ``head`` trochanter and shaft stay together and the head moves, and ``trochanter_lateral`` or
``trochanter_rise`` move the upper piece alone. A longer neck shifts all insertions sideways alike instead of
stretching the bone: 3.4 mm of offset are then worth 5 % of the gluteal arms, as in hu_2021. Distances
between the hips move nothing here: everything is counted from one hip centre.

The table's femur is wide: as it stands, the gluteal arms weighted by cross-section are 54.7 mm over an
upright thigh, where full-body models have 42 to 48. Lateral coordinates of the default femur are therefore
0.80 of the table's: 45.9 mm. The table's pelvis stays as it is for the default adult: its crest and its
lateral edge, 132 and 62 mm from the hip, agree with 140 ± 7 and 56 ± 8 mm of ten people (fischer_2021).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hipmech.errors import InputError
from hipmech.loads import Load
from hipmech.muscles.attachments import ABDUCTORS, ATTACHMENTS, ON_REQUEST, Attachment
from hipmech.notebooks import Tabled
from hipmech.quantities import QUANTITIES, nearest
from hipmech.solution import solve

Array = NDArray[np.float64]

FEMORAL_BREADTH = 0.80
"""Lateral coordinates of the default femur over those of the table; decided in the module's text."""

AXES = ("abduction", "flexion", "internal_rotation")
"""Moments about the hip centre: about the antero-posterior, the lateral and the vertical axis."""

MILLIMETRE = QUANTITIES["neck_length"].si


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Lines(Tabled):
    """The lines of n muscles for a load of shape (...).

    Points are (anterior, up, lateral) of the stance hip's centre; a left hip is the mirror image, with
    lateral to the left.

    Attributes
    ----------
    names : tuple of n str
    origin, insertion : array (..., n, 3), mm
    length : array (..., n), mm
    direction : array (..., n, 3)
        Unit vector of the pull on the pelvis, from origin to insertion.
    arms : array (..., 3, n), mm
        About the axes of :data:`AXES`, in their order: positive where a pull abducts the thigh, flexes it
        forward, or turns its front towards the midline.
    """

    names: tuple[str, ...]
    origin: Array
    insertion: Array
    length: Array
    direction: Array
    arms: Array

    @property
    def _units(self) -> Mapping[str, str]:
        return dict.fromkeys(("origin", "insertion", "length", "arms"), "mm")

    @property
    def abduction_arms(self) -> Array:
        """Arms about the antero-posterior axis, (..., n) mm."""
        arms: Array = self.arms[..., 0, :]
        return arms

    def __repr__(self) -> str:
        return f"<Lines of {len(self.names)} muscles for hips of shape {self.length.shape[:-1]}>"


def lines(load: Load, include: Iterable[str] = ()) -> Lines:
    """The muscles' lines in the pose of a load.

    Parameters
    ----------
    load : Load
        One hip or an array of hips.
    include : names, optional
        ``rectus_femoris`` and ``sartorius`` come only when named.

    Returns
    -------
    Lines

    Raises
    ------
    InputError
        A name that is no muscle on request, or a lever instead of a hip.

    Examples
    --------
    >>> import hipmech as hm
    >>> lines(hm.solve()).abduction_arms.round(1).tolist()
    [54.0, 46.8, 32.8, 47.2, 42.0, 31.0, 44.4, 16.1]
    """
    refuse_levers(load)
    rows = muscle_rows(include)
    place = bones(load)
    return straight(
        tuple(row.name for row in rows),
        turned(on_pelvis(rows, place), place["pelvic_drop"]) / MILLIMETRE,
        turned(on_femur(rows, place), -place["thigh_inclination"]) / MILLIMETRE,
    )


def reference_lines(load: Load, include: Iterable[str] = ()) -> Lines:
    """The lines from this pelvis, level, to the default femur of this stature in the default stand."""
    rows = muscle_rows(include)
    place = bones(load)
    usual = usual_places()
    femur = {**usual, "stature": place["stature"]}
    return straight(
        tuple(row.name for row in rows),
        on_pelvis(rows, place) / MILLIMETRE,
        turned(on_femur(rows, femur), -usual["thigh_inclination"]) / MILLIMETRE,
    )


def refuse_levers(load: object) -> None:
    """Muscles need bones: what is no solved hip has none."""
    if not isinstance(load, Load):
        raise InputError(
            "Muscles need the bones of a hip that hipmech.solve has solved; a bare lever has none."
        )


def named(include: Iterable[str]) -> tuple[str, ...]:
    """Names asked for; a single one may stand without brackets."""
    if not isinstance(include, Iterable):
        raise InputError(f"include = {include!r} is not allowed: it takes names of muscles.")
    return (include,) if isinstance(include, str) else tuple(include)


def muscle_rows(include: Iterable[str] = ()) -> tuple[Attachment, ...]:
    """Rows of the default muscles and of those asked for, in the order of the table."""
    asked = named(include)
    for name in asked:
        if name not in (*ABDUCTORS, *ON_REQUEST):
            near = nearest(str(name), (*ABDUCTORS, *ON_REQUEST))
            raise InputError(
                f"{name!r} cannot be included: on request come {' and '.join(ON_REQUEST)}"
                + (f"; did you mean {near!r}?" if near else "; the gluteus maximus is not modelled.")
            )
    return tuple(row for row in ATTACHMENTS if row.name in (*ABDUCTORS, *asked))


def straight(names: tuple[str, ...], origin: Array, insertion: Array) -> Lines:
    """Length, direction and arms of lines between two points each, in any frame at the hip centre."""
    span = insertion - origin
    length = np.sqrt((span**2).sum(-1))
    about_x, about_y, about_z = np.moveaxis(np.cross(insertion, origin), -1, 0)
    return Lines(
        names=names,
        origin=origin,
        insertion=insertion,
        length=length,
        direction=span / length[..., np.newaxis],
        arms=np.stack((-about_x, about_z, about_y), axis=-2) / length[..., np.newaxis, :],
    )


def turned(place: Array, angle: Array) -> Array:
    """Points (..., n, 3) turned in the frontal plane, from lateral towards up, by an angle (..., 1)."""
    anterior, up, lateral = np.moveaxis(place, -1, 0)
    return points(
        anterior,
        up * np.cos(angle) + lateral * np.sin(angle),
        lateral * np.cos(angle) - up * np.sin(angle),
    )


def bones(load: Load) -> dict[str, Array]:
    """What moves the bones, each of shape (..., 1), SI."""
    values = load.evaluate()
    values["neck_base_up"] = values["neck_length"] * np.cos(values["neck_shaft_angle"])
    turns = load.inputs["neck_angle_convention"] == "proximal_femur"
    turn = values["neck_shaft_angle"] - values["reference_neck_shaft_angle"]
    values["trochanter_turn"] = turn if turns else 0.0
    return {name: per_hip(values[name], load) for name in (*SIZES, *TURNS)}


def fits(shape: tuple[int, ...], into: tuple[int, ...]) -> bool:
    """Whether an array of that shape gives one number to each of the hips."""
    pairs = zip(reversed(shape), reversed(into), strict=False)
    return len(shape) <= len(into) and all(size in (1, wide) for size, wide in pairs)


def per_hip(value: object, load: Load) -> Array:
    """A quantity of the hips of a load, with an axis for the muscles: (..., 1)."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64), load.shape)[..., np.newaxis]


SIZES = (
    "abductor_origin_lateral",
    "abductor_origin_up",
    "tip_lateral",
    "tip_up",
    "femoral_offset",
    "neck_base_up",
    "stature",
)
TURNS = ("pelvic_drop", "thigh_inclination", "trochanter_turn")


@cache
def usual_places() -> Mapping[str, Array]:
    """Sizes and pose of the default adult, whom the table fits once its femur is narrowed, SI."""
    return MappingProxyType(bones(solve()))


def template(rows: Sequence[Attachment], end: str) -> tuple[Array, Array, Array]:
    """Anterior, up and lateral of the ``origin`` or ``insertion`` of each line, mm as in the table."""
    anterior, up, lateral = np.array([getattr(row, end) for row in rows]).T
    return anterior, up, lateral


def on_pelvis(rows: Sequence[Attachment], place: Mapping[str, Array]) -> Array:
    """Origins (..., n, 3) on the level pelvis."""
    usual = usual_places()
    anterior, up, lateral = (MILLIMETRE * axis for axis in template(rows, "origin"))
    stretch = place["abductor_origin_up"] / usual["abductor_origin_up"]
    flare = (place["abductor_origin_lateral"] - usual["abductor_origin_lateral"]) / usual[
        "abductor_origin_up"
    ]
    ilium = np.array([row.ilium for row in rows])
    return points(anterior, up * stretch, lateral + np.where(ilium, flare * up, 0.0))


def on_femur(rows: Sequence[Attachment], place: Mapping[str, Array]) -> Array:
    """Insertions (..., n, 3) while the shaft is upright."""
    usual = usual_places()
    anterior, up, lateral = (MILLIMETRE * axis for axis in template(rows, "insertion"))
    lateral = FEMORAL_BREADTH * lateral
    beside_tip = points(anterior, up - usual["tip_up"], lateral - usual["tip_lateral"])
    turning = turned(beside_tip, -place["trochanter_turn"])
    upper = turning + points(0.0, place["tip_up"], place["tip_lateral"])
    longer = place["stature"] / usual["stature"]
    lower = points(
        anterior,
        up * longer + place["neck_base_up"] - usual["neck_base_up"],
        lateral + place["femoral_offset"] - usual["femoral_offset"],
    )
    trochanter = np.array([row.trochanter for row in rows])[:, np.newaxis]
    return np.where(trochanter, upper, lower)


def points(anterior: Any, up: Any, lateral: Any) -> Array:
    """Points (..., n, 3) of coordinates that broadcast to (..., n)."""
    return np.stack(np.broadcast_arrays(anterior, up, lateral), axis=-1)
