"""A body: its mass and stature, what its segments weigh and where they hang, how strong its abductors are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hipmech.errors import InputError
from hipmech.limits import Real, Words, accept_fields
from hipmech.notebooks import Tabled
from hipmech.quantities import default

__all__ = ["Body", "capacity_per_mass", "segment_constants"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Body(Tabled):
    """A person, as far as the hip balance needs one; every field scalar or array.

    Attributes
    ----------
    body_mass : kg
    stature : mm
    sex, age : act only in the eccentric and concentric norms and in de Leva's segments
    segment_set : ``winter`` (Dempster's masses) or ``de_leva`` (needs the sex)
    inter_hip_distance : mm, hip centre to hip centre
    abductor_origin_lateral, abductor_origin_up : mm, from the hip centre, fixed on the pelvis
    abductor_strength : remaining fraction of the total abduction torque
    gluteal_strength, tfl_strength : remaining fraction of the torque of gluteus medius and minimus, and of
        the tensor fasciae latae; they act on top of ``abductor_strength``
    capacity_norm : ``isometric``, ``eccentric`` or ``concentric``
    force_length : ``linear`` (by ``stretch_gain``) or ``bell`` (strongest in the default stand)
    stretch_gain : % per deg of stretch; an assumption, by default none
    passive_stiffness : N·m per deg of pelvic drop, held without effort; an assumption, by default none
    """

    body_mass: Real = default("body_mass")
    stature: Real = default("stature")
    sex: Words = default("sex")
    age: Real | None = default("age")
    segment_set: str = default("segment_set")
    inter_hip_distance: Real = default("inter_hip_distance")
    abductor_origin_lateral: Real = default("abductor_origin_lateral")
    abductor_origin_up: Real = default("abductor_origin_up")
    abductor_strength: Real = default("abductor_strength")
    gluteal_strength: Real = default("gluteal_strength")
    tfl_strength: Real = default("tfl_strength")
    capacity_norm: str = default("capacity_norm")
    force_length: str = default("force_length")
    stretch_gain: Real = default("stretch_gain")
    passive_stiffness: Real = default("passive_stiffness")

    def __post_init__(self) -> None:
        accept_fields(self)


BySex = tuple[float, float]
"""A value for women and one for men."""


class LegSegment(NamedTuple):
    """A segment below the hip: share of body mass, length (mm), centre of mass and gyration per it."""

    share: BySex
    length: BySex
    com: BySex
    gyration: BySex


DE_LEVA_LEG = (
    LegSegment((0.1478, 0.1416), (368.5, 422.2), (0.3612, 0.4095), (0.369, 0.329)),
    LegSegment((0.0481, 0.0433), (438.6, 440.3), (0.4352, 0.4395), (0.267, 0.251)),
    LegSegment((0.0129, 0.0137), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
)
"""Thigh, shank and foot of de Leva 1996, table 4; the foot counts as a point at the ankle."""
DE_LEVA_PELVIS: BySex = (0.1247, 0.1117)
"""Lower trunk of de Leva 1996, table 4."""


def whole_leg(segments: Sequence[LegSegment], sex: int) -> dict[str, float]:
    """Share, centre of mass and radius of gyration of segments in line; ``sex`` 0 female, 1 male."""
    length = sum(segment.length[sex] for segment in segments)
    share = sum(segment.share[sex] for segment in segments)
    starts = accumulate((segment.length[sex] for segment in segments), initial=0.0)
    places = [
        start + segment.com[sex] * segment.length[sex]
        for segment, start in zip(segments, starts, strict=False)
    ]
    com = sum(s.share[sex] * place for s, place in zip(segments, places, strict=True)) / share
    square = sum(
        s.share[sex] * ((s.gyration[sex] * s.length[sex]) ** 2 + (place - com) ** 2)
        for s, place in zip(segments, places, strict=True)
    )
    return {
        "leg_share": share,
        "leg_com_ratio": com / length,
        "leg_gyration_ratio": math.sqrt(square / share) / length,
    }


DE_LEVA: Mapping[str, BySex] = MappingProxyType(
    {name: (value, whole_leg(DE_LEVA_LEG, 1)[name]) for name, value in whole_leg(DE_LEVA_LEG, 0).items()}
    | {"pelvis_share": DE_LEVA_PELVIS}
)


def segment_constants(segment_set: str, sex: ArrayLike) -> dict[str, Real]:
    """Constants that differ from the default table for a segment set.

    Masses and the leg's centre of mass change together; heights per stature and the trunk's centres of
    mass stay as they are, the latter hipmech's stated assumption.
    """
    if segment_set == "winter":
        return {}
    males = by_sex(sex, "segment_set 'de_leva'")
    return {name: np.where(males, male, female)[()] for name, (female, male) in DE_LEVA.items()}


def by_sex(sex: ArrayLike, why: str) -> Any:
    """True where male; an unspecified sex is an error that says what asks for it."""
    words = np.asarray(sex)
    unknown = words == "unspecified"
    if unknown.any():
        index = "" if words.ndim == 0 else f"[{int(np.flatnonzero(unknown)[0])}]"
        raise InputError(f"sex{index} is unspecified, but {why} needs it: give sex='female' or sex='male'.")
    return words == "male"


ECCENTRIC_MEAN: BySex = (1.41, 1.62)
ECCENTRIC_WITHOUT_AGE = 1.600
ECCENTRIC_PER_YEAR = -0.005
ECCENTRIC_OF_MALES = 0.215
CONCENTRIC_MEAN: BySex = (1.13, 1.29)
ISOMETRIC_MEAN = 1.8


def capacity_per_mass(capacity_norm: str, sex: ArrayLike, age: Real) -> Real:
    """Abduction torque of healthy adults per body mass, N·m/kg.

    ``isometric`` 1.8 ± 0.3, both sexes (Lewinson 2014); ``eccentric`` by sex, and by age where given:
    1.600 − 0.005·age + 0.215·male (novice runners, n = 831); ``concentric`` by sex (Sugimoto 2014).
    The cohorts differ, so the isometric norm need not be the mean of the others.
    """
    if capacity_norm == "isometric":
        return ISOMETRIC_MEAN
    male = by_sex(sex, f"capacity_norm {capacity_norm!r}")
    if capacity_norm == "concentric":
        return np.where(male, CONCENTRIC_MEAN[1], CONCENTRIC_MEAN[0])[()]
    mean = np.where(male, ECCENTRIC_MEAN[1], ECCENTRIC_MEAN[0])
    by_age = ECCENTRIC_WITHOUT_AGE + ECCENTRIC_PER_YEAR * np.nan_to_num(age) + ECCENTRIC_OF_MALES * male
    return np.where(np.isnan(age), mean, by_age)[()]


def body_weight(body_mass: Real, gravity: Real) -> Real:
    return body_mass * gravity


def half_hip_distance(inter_hip_distance: Real) -> Real:
    return inter_hip_distance / 2


def leg_mass(leg_share: Real, body_mass: Real) -> Real:
    return leg_share * body_mass


def supported_mass(leg_share: Real, body_mass: Real) -> Real:
    """Everything but the stance leg."""
    return (1 - leg_share) * body_mass


def pelvis_mass(pelvis_share: Real, body_mass: Real) -> Real:
    return pelvis_share * body_mass


def trunk_mass(supported_mass: Real, leg_mass: Real, pelvis_mass: Real) -> Real:
    """Head, arms, thorax and abdomen: what is left of the supported mass without swing leg and pelvis."""
    return supported_mass - leg_mass - pelvis_mass


def hip_height(hip_height_ratio: Real, stature: Real) -> Real:
    return hip_height_ratio * stature


def leg_length(hip_height_ratio: Real, ankle_height_ratio: Real, stature: Real) -> Real:
    return (hip_height_ratio - ankle_height_ratio) * stature


def leg_com_depth(leg_com_ratio: Real, leg_length: Real) -> Real:
    return leg_com_ratio * leg_length


def leg_inertia(leg_mass: Real, leg_gyration_ratio: Real, leg_length: Real) -> Real:
    return leg_mass * (leg_gyration_ratio * leg_length) ** 2


def pelvis_com_height(pelvis_com_ratio: Real, stature: Real) -> Real:
    return pelvis_com_ratio * stature


def lumbosacral_height(lumbosacral_ratio: Real, stature: Real) -> Real:
    return lumbosacral_ratio * stature


def trunk_com_length(trunk_com_ratio: Real, stature: Real) -> Real:
    return trunk_com_ratio * stature


EQUATIONS = (
    body_weight,
    half_hip_distance,
    leg_mass,
    supported_mass,
    pelvis_mass,
    trunk_mass,
    hip_height,
    leg_length,
    leg_com_depth,
    leg_inertia,
    pelvis_com_height,
    lumbosacral_height,
    trunk_com_length,
)
