"""The people that hipmech knows, each number with where it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from hipmech.errors import InputError
from hipmech.populations.distributions import Distribution
from hipmech.populations.people import Correlation, Group, Population
from hipmech.quantities import QUANTITIES, suggestion

__all__ = ["POPULATIONS", "population"]

FAR_OUT = 3.0
"""Standard deviations at which a normal distribution is cut: 0.3 % of people, to keep the absurd out."""

ANSUR = "ansur_2012"
SOLDIERS = (
    "Computed from the survey's data; cut at the lightest and heaviest, shortest and tallest person. They "
    "are soldiers, not the public. Mass is skewed: its normal curve lies 2 to 3 kg too low at 2.5 and 97.5 %."
)

MASS = {"female": (67.758, 10.985, 35.8, 119.6), "male": (85.524, 14.221, 39.3, 144.2)}
STATURE = {"female": (1628.5, 64.2, 1409.0, 1829.0), "male": (1756.2, 68.6, 1491.0, 1993.0)}
MASS_WITH_STATURE = {"female": 0.533, "male": 0.469}
BICRISTAL = {"female": (273.3, 22.26), "male": (275.43, 17.51)}
MASS_WITH_BICRISTAL = {"female": 0.686, "male": 0.668}
STATURE_WITH_BICRISTAL = {"female": 0.385, "male": 0.507}
"""Mean, SD, least and greatest of the survey (kg, mm), and its correlations."""

HIP_DISTANCE_PER_CREST_WIDTH = 0.627
"""Of the ten pelves of fischer_2021."""

NECK_SHAFT_ANGLE = (127.0, 7.0)
MEN_LOWER_BY = 0.9
"""Middle of the confidence interval 0.4 to 1.4° of fischer_2020."""

FEMORAL_OFFSET = {"female": (39.5, 3.5), "male": (43.6, 5.6)}
"""preininger_2012, mm."""

STRENGTHS: Mapping[str, Mapping[str, tuple[float, float, str]]] = MappingProxyType(
    {
        "isometric": {"female": (1.8, 0.3, "lewinson_2014"), "male": (1.8, 0.3, "lewinson_2014")},
        "eccentric": {"female": (1.41, 0.33, "ramskov_2014"), "male": (1.62, 0.38, "ramskov_2014")},
        "concentric": {"female": (1.13, 0.20, "sugimoto_2014"), "male": (1.29, 0.24, "sugimoto_2014")},
    }
)
"""Mean and SD of the abduction torque of healthy people, N·m/kg, with the source."""


def _cut(quantity: str, mean: float, sd: float, source: str, confidence: str, note: str) -> Distribution:
    low, high = mean - FAR_OUT * sd, mean + FAR_OUT * sd
    return Distribution(quantity, mean, sd, low, high, source, confidence, note)


def _mass(sex: str) -> Distribution:
    return Distribution("body_mass", *MASS[sex], ANSUR, "A", SOLDIERS)


def _stature(sex: str) -> Distribution:
    return Distribution("stature", *STATURE[sex], ANSUR, "A", SOLDIERS)


def _hip_distance() -> Distribution:
    return _cut(
        "inter_hip_distance", 171.8, 9.1, "fischer_2021", "A",
        "Ten pelves on CT, both sexes together: mean and SD are rough, and no values by sex were found.",
    )  # fmt: skip


def _estimated_hip_distance(sex: str) -> Distribution:
    mean, sd = (HIP_DISTANCE_PER_CREST_WIDTH * number for number in BICRISTAL[sex])
    return _cut(
        "inter_hip_distance", mean, sd, ANSUR, "D",
        f"Estimated as {HIP_DISTANCE_PER_CREST_WIDTH} times the bicristal breadth, the ratio of ten pelves "
        "on CT (fischer_2021); the breadth need not vary among people as the hip centres do.",
    )  # fmt: skip


def _neck_shaft_angle(sex: str) -> Distribution:
    mean, sd = NECK_SHAFT_ANGLE
    shift = MEN_LOWER_BY / 2 * (1 if sex == "female" else -1)
    return _cut(
        "neck_shaft_angle", mean + shift, sd, "fischer_2020", "B",
        f"The mean of both sexes, moved by half the difference of {MEN_LOWER_BY:g}°; the same SD for both.",
    )  # fmt: skip


def _neck_length(sex: str) -> Distribution:
    mean, sd = (number / math.sin(math.radians(NECK_SHAFT_ANGLE[0])) for number in FEMORAL_OFFSET[sex])
    return _cut(
        "neck_length", mean, sd, "preininger_2012", "B",
        "The measured femoral offset divided by the sine of 127°. As it is drawn independently of the angle, "
        "the offset spreads 1 to 2 mm more than measured; that of 628 people had ± 6.8 mm (carmona_2019).",
    )  # fmt: skip


def _trochanter_rise() -> Distribution:
    return Distribution(
        "trochanter_rise", low=0, high=15, source="trochanter_radiographs", confidence="B",
        note="Only the range of 96.9 % of hips is known: every height in it is taken as equally likely. The "
        "default adult has 0, so these people stand a little easier.",
    )  # fmt: skip


def _strength(norm: str, sex: str) -> Distribution:
    mean, sd, source = STRENGTHS[norm][sex]
    return _cut(
        "abductor_strength", 1.0, sd / mean, source, "B",
        f"SD of the {norm} norm, {sd:g} of {mean:g} N·m/kg; the norm itself is the 1.",
    )  # fmt: skip


def _mass_with_stature(sex: str) -> Correlation:
    return Correlation("body_mass", "stature", MASS_WITH_STATURE[sex], ANSUR, "A", SOLDIERS)


HALF_WOMEN = "Half of the people are women: a convention, not a count."
BOTH_SEXES = (
    "Hip distance and height of the trochanter are the same for both sexes: no values by sex were found."
)
NOT_VARIED = (
    "Origin of the abductors and lateral place of the trochanter are those of the default adult in everybody."
)


def _adults(norm: str, en: str, nl: str) -> Population:
    groups = tuple(
        Group(
            sex=sex,
            share=0.5,
            distributions=(
                _mass(sex),
                _stature(sex),
                _hip_distance(),
                _neck_shaft_angle(sex),
                _neck_length(sex),
                _trochanter_rise(),
                _strength(norm, sex),
            ),
            correlations=(_mass_with_stature(sex),),
        )
        for sex in ("female", "male")
    )
    name = "adults" if norm == QUANTITIES["capacity_norm"].default else f"adults_{norm}"
    notes = (HALF_WOMEN, BOTH_SEXES, NOT_VARIED)
    return Population(name=name, en=en, nl=nl, groups=groups, fixed={"capacity_norm": norm}, notes=notes)


def _soldiers() -> Population:
    def pelvis(one: str, value: float) -> Correlation:
        note = "The correlation of the bicristal breadth stands for that of the hip distance."
        return Correlation(one, "inter_hip_distance", value, ANSUR, "D", note)

    groups = tuple(
        Group(
            sex=sex,
            share=share,
            distributions=(_mass(sex), _stature(sex), _estimated_hip_distance(sex)),
            correlations=(
                _mass_with_stature(sex),
                pelvis("body_mass", MASS_WITH_BICRISTAL[sex]),
                pelvis("stature", STATURE_WITH_BICRISTAL[sex]),
            ),
        )
        for sex, share in (("female", 1986 / 6068), ("male", 4082 / 6068))
    )
    return Population(
        name="soldiers",
        en="Soldiers, as surveyed; femur and strength of the default adult",
        nl="Militairen, zoals opgemeten; dijbeen en kracht van de standaardvolwassene",
        groups=groups,
        notes=("Femur and strength are those of the default adult in everybody.",),
    )


POPULATIONS: Mapping[str, Population] = MappingProxyType(
    {
        people.name: people
        for people in (
            _adults("isometric", "Adults", "Volwassenen"),
            _adults("eccentric", "Adults, by the eccentric norm", "Volwassenen, naar de excentrische norm"),
            _adults(
                "concentric", "Adults, by the concentric norm", "Volwassenen, naar de concentrische norm"
            ),
            _soldiers(),
        )
    }
)
"""Every population by name."""


def population(name: str) -> Population:
    """The named population; an unknown name is an error that suggests the nearest.

    Examples
    --------
    >>> population("adults").names[:3]
    ('body_mass', 'stature', 'inter_hip_distance')
    """
    if name not in POPULATIONS:
        raise InputError(f"{name!r} is not a population{suggestion(name, POPULATIONS)}")
    return POPULATIONS[name]
