r"""HIPSTRESS: three tensions, six equations of equilibrium, one answer without any optimum (Iglič 1990).

Each muscle pulls along its line with its cross-section times the tension of its group: anterior (gluteus
medius and minimus, tensor, rectus femoris), middle (medius, minimus) or posterior (medius, minimus,
piriformis). Three moments about the hip give the three tensions, three forces the joint::

       ┆←─ 1.01 l ─→○ hip          l: half the distance between the hips, as in the paper of 1990
       ┆     ← b →  │\             b = 0.48 l, where the leg's weight of 0.161 BW pulls
       ↑ BW, the foot              thigh inclined by asin(b / femur length), pelvis dropped by half a degree

What is left of the body weighs 0.839 BW and hangs (1.01 − 0.161·0.48) l / 0.839 = 1.1117 l medial of the hip.
Later papers of the group write the arms for the full distance between the hips.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hipmech.errors import InputError
from hipmech.limits import in_unit
from hipmech.loads import OK, OUTSIDE_VALIDITY, STATUS_WORDS
from hipmech.muscles.attachments import ATTACHMENTS, Attachment
from hipmech.muscles.straight_lines import Array, points, straight, template, turned
from hipmech.notebooks import Tabled

GROUPS = ("anterior", "middle", "posterior")
MEMBERS = tuple(row for row in ATTACHMENTS if row.group)

LEG_SHARE, LEG_ARM, FOOT_ARM = 0.161, 0.48, 1.01
"""Weight of the leg in body weights; its arm and the foot's arm in half hip distances."""
HALF_DISTANCE, FEMUR_LENGTH, PELVIC_HEIGHT, WING_BREADTH, PELVIC_BEND = 84.5, 423.0, 230.0, 58.5, 0.5
"""The table's own body: mm, and deg of drop; the pelvis is 2 (84.5 + 58.5) mm wide."""


SHORTEST = 1.0
"""Least length of bones, mm: a body given in metres lies below. Only a wing may be narrower."""

PUSHED = "no three tensions hold it: a group of muscles would have to push, or has none left"


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class ThreeTensions(Tabled):
    """A hip held by three tensions, per body weight; NaN where a group would have to push.

    Attributes
    ----------
    names : tuple of n str
    tensions : array (..., 3), BW per relative cross-section
        Anterior, middle, posterior.
    forces : array (..., n), BW
    muscle_force_bw : array (...), BW
        Length of the vector sum of all muscle forces.
    reaction : array (..., 3), BW
        Force of the acetabulum on the femoral head: anterior, up, lateral.
    joint_reaction_bw : array (...), BW
        Its length.
    joint_reaction_angle : array (...), deg
        In the frontal plane, from the vertical, positive when it points down and lateral.
    residual : array (..., 3), mm·BW
        Moment left over: abduction, flexion, internal rotation.
    status : array (...) of int
        0 ok, 3 outside validity.
    """

    names: tuple[str, ...]
    tensions: Array
    forces: Array
    muscle_force_bw: Array
    reaction: Array
    joint_reaction_bw: Array
    joint_reaction_angle: Array
    residual: Array
    status: Any

    @property
    def _units(self) -> Mapping[str, str]:
        return {**dict.fromkeys(("forces", "muscle_force_bw", "reaction"), "BW"), "residual": "mm·BW"}

    @property
    def status_words(self) -> Any:
        """The status in words: a string, or an array of strings."""
        words = np.array(STATUS_WORDS)[self.status]
        return str(words) if words.ndim == 0 else words

    @property
    def reasons(self) -> Any:
        """Why a hip is not ok, in words; empty where it is."""
        words = np.where(np.asarray(self.status) == OK, "", PUSHED)
        return str(words) if words.ndim == 0 else words

    def __repr__(self) -> str:
        if np.ndim(self.status):
            return f"<ThreeTensions of {self.status.size} hips, {np.count_nonzero(self.status == OK)} ok>"
        if self.status != OK:
            return f"<ThreeTensions: {self.status_words}: {self.reasons}>"
        return f"<ThreeTensions: joint reaction {self.joint_reaction_bw:.3f} BW>"


def hipstress(
    *,
    half_hip_distance: ArrayLike = HALF_DISTANCE,
    femur_length: ArrayLike = FEMUR_LENGTH,
    pelvic_height: ArrayLike = PELVIC_HEIGHT,
    wing_breadth: ArrayLike = WING_BREADTH,
    pelvic_bend: ArrayLike = PELVIC_BEND,
) -> ThreeTensions:
    """One-leg stance by the model of Iglič (1990), on its own attachment table, unscaled by default.

    Parameters
    ----------
    half_hip_distance : scalar or array_like, mm
    femur_length : scalar or array_like, mm
        Sets the thigh's inclination, and the depth of all insertions.
    pelvic_height : scalar or array_like, mm
        Stretches the heights of all origins.
    wing_breadth : scalar or array_like, mm
        Half the pelvic width beyond the hip; stretches the lateral coordinates of all origins.
    pelvic_bend : scalar or array_like, deg
        Positive as a drop.

    Returns
    -------
    ThreeTensions

    Raises
    ------
    InputError
        A length that is not positive and finite, or so short that it may be in metres; a bend that is not
        finite; a half hip distance that the femur does not reach; or shapes that do not fit together.

    Examples
    --------
    >>> hip = hipstress()
    >>> hip.tensions.round(3).tolist(), round(float(hip.joint_reaction_bw), 3)
    ([0.515, 2.728, 0.208], 2.372)
    >>> round(float(hip.joint_reaction_angle), 2), round(float(hip.muscle_force_bw), 2)
    (9.14, 1.55)
    """
    lengths = {
        "half_hip_distance": half_hip_distance,
        "femur_length": femur_length,
        "pelvic_height": pelvic_height,
        "wing_breadth": wing_breadth,
    }
    half, femur, height, wing = (_length(name, value) for name, value in lengths.items())
    bend = np.radians(_finite("pelvic_bend", pelvic_bend))
    _refuse_misfits(half, femur, height, wing, bend)
    if np.any(LEG_ARM * half >= femur):
        raise InputError("half_hip_distance is too large: the femur does not reach from the foot to the hip.")
    anterior, up, lateral = template(MEMBERS, "origin")
    origin = points(anterior, up * height / PELVIC_HEIGHT, lateral * wing / WING_BREADTH)
    anterior, up, lateral = template(MEMBERS, "insertion")
    insertion = points(anterior, up * femur / FEMUR_LENGTH, lateral)
    lines = straight(
        tuple(row.name for row in MEMBERS),
        *np.broadcast_arrays(turned(origin, bend), turned(insertion, -np.arcsin(LEG_ARM * half / femur))),
    )
    demand = points((FOOT_ARM - LEG_SHARE * LEG_ARM) * half, 0.0, 0.0)[..., 0, :]
    demand = np.broadcast_to(demand, (*lines.arms.shape[:-2], 3))
    tensions = group_levels(MEMBERS, lines.arms, np.array([row.relative_pcsa for row in MEMBERS]), demand)
    return _balanced(lines.names, tensions, lines.direction, lines.arms, demand)


def membership(rows: tuple[Attachment, ...]) -> Array:
    """Which muscle belongs to which group, (n, 3) of 0 and 1."""
    return np.array([[float(row.group == group) for group in GROUPS] for row in rows])


def group_levels(rows: tuple[Attachment, ...], arms: Array, strengths: Array, demand: Array) -> Array:
    """Level of each group (..., 3) at which three moments balance; NaN where one would have to push.

    Parameters
    ----------
    arms : array (..., 3, n)
    strengths : array (..., n), force of each muscle per level of its group
    demand : array (..., 3), in units of arm times force
    """
    moments = (arms * strengths[..., np.newaxis, :]) @ membership(rows)
    first, second, third = np.moveaxis(moments, -1, 0)
    planes = (np.cross(second, third), np.cross(third, first), np.cross(first, second))
    with np.errstate(all="ignore"):
        shares = [(demand * plane).sum(-1) / (first * planes[0]).sum(-1) for plane in planes]
        levels: Array = np.stack(shares, axis=-1)
        levels[~(np.isfinite(levels) & (levels >= 0)).all(-1)] = np.nan
    return levels


def _balanced(
    names: tuple[str, ...], tensions: Array, direction: Array, arms: Array, demand: Array
) -> ThreeTensions:
    sections = membership(MEMBERS) * np.array([row.relative_pcsa for row in MEMBERS])[:, np.newaxis]
    forces = tensions @ sections.T
    pull = (forces[..., np.newaxis] * direction).sum(-2)
    reaction = pull - np.array([0.0, 1 - LEG_SHARE, 0.0])
    return ThreeTensions(
        names=names,
        tensions=tensions,
        forces=forces,
        muscle_force_bw=np.sqrt((pull**2).sum(-1)),
        reaction=reaction,
        joint_reaction_bw=np.sqrt((reaction**2).sum(-1)),
        joint_reaction_angle=np.degrees(np.arctan2(reaction[..., 2], -reaction[..., 1])),
        residual=(arms @ forces[..., np.newaxis])[..., 0] - demand,
        status=np.where(np.isnan(tensions).any(-1), OUTSIDE_VALIDITY, OK)[()],
    )


def numbers_in(value: ArrayLike) -> NDArray[Any]:
    """An array; of a ragged sequence one without numbers."""
    try:
        return np.asarray(value)
    except ValueError:
        return np.array(None)


def _finite(name: str, value: ArrayLike) -> Array:
    """Numbers with an axis for the muscles."""
    numbers = numbers_in(in_unit(name, "deg" if name == "pelvic_bend" else "mm", value))
    if numbers.dtype.kind not in "iuf" or not np.isfinite(numbers).all():
        raise InputError(f"{name} takes finite numbers.")
    return numbers.astype(np.float64)[..., np.newaxis]


def _length(name: str, value: ArrayLike) -> Array:
    numbers = _finite(name, value)
    if (numbers <= 0).any():
        raise InputError(f"{name} = {numbers.min():g} mm is not allowed: a length is positive.")
    if name != "wing_breadth" and (numbers < SHORTEST).any():
        raise InputError(f"{name} = {numbers.min():g} mm is not allowed. Was it given in metres?")
    return numbers


def _refuse_misfits(*numbers: Array) -> None:
    try:
        np.broadcast_shapes(*(number.shape for number in numbers))
    except ValueError:
        shapes = ", ".join(str(number.shape[:-1]) for number in numbers)
        raise InputError(f"The shapes of the geometry do not fit together: {shapes}.") from None
