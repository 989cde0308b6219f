"""People who walk and run, each from a paper; and what of a step is assumed, for want of a measurement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hipmech.notebooks import Tabled
from hipmech.quantities import default

__all__ = ["ASSUMED", "PRESETS", "Preset"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Preset(Tabled):
    """Somebody who walks or runs.

    Attributes
    ----------
    gait : ``walk`` or ``run``
    en, nl : who it is, in English and Dutch
    source : key of :data:`hipmech.sources.SOURCES`
    inputs : what the paper gives, public units; all else is the default of that gait
    """

    gait: str
    en: str
    nl: str
    source: str
    inputs: Mapping[str, float]


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "walker": Preset(
            gait="walk",
            en="adults at 1.25 m/s",
            nl="volwassenen bij 1,25 m/s",
            source="kubinski_2015",
            inputs={"speed": 1.25},
        ),
        "narrow_walker": Preset(
            gait="walk",
            en="healthy walkers, steps 9 cm wide",
            nl="gezonde wandelaars, stappen 9 cm breed",
            source="hof_2007",
            inputs={"step_width": 90.0},
        ),
        "runner": Preset(
            gait="run",
            en="young endurance runners at 2.7 m/s",
            nl="jonge duurlopers bij 2,7 m/s",
            source="karamanidis_2005",
            inputs={"step_rate": 157.0, "preferred_step_rate": 157.0, "duty_factor": 0.355, "speed": 2.7},
        ),
        "beginner": Preset(
            gait="run",
            en="inexperienced runners at 2.6 m/s",
            nl="onervaren hardlopers bij 2,6 m/s",
            source="van_oeveren_2017",
            inputs={"step_rate": 158.0, "preferred_step_rate": 158.0, "speed": 2.6},
        ),
        "economical_runner": Preset(
            gait="run",
            en="runners at 3.0 m/s, at the step rate of least energy",
            nl="hardlopers bij 3,0 m/s, bij de zuinigste stapfrequentie",
            source="lieberman_2015",
            inputs={"step_rate": 170.0, "preferred_step_rate": 170.0, "speed": 3.0},
        ),
    }
)
"""By name, the default of each gait first."""

TAKES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "walk": ("step_rate", "duty_factor", "load_shape", "speed"),
        "run": (
            "step_rate",
            "preferred_step_rate",
            "duty_factor",
            "contact_response",
            "pelvic_give",
            "speed",
        ),
    }
)
"""What a gait is given beside the inputs of a hip."""

DEFAULTS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "walk": PRESETS["walker"].inputs,
        "run": MappingProxyType({"duty_factor": PRESETS["runner"].inputs["duty_factor"], "step_width": 40.0}),
    }
)
"""Where the default of a gait is another than that of the table: a walker's speed, how long a runner's foot
stands and how far it stands from the other."""

ASSUMED: Mapping[str, str] = MappingProxyType(
    {
        "load_shape": "the load of a walking foot has two humps; how deep the hollow is was not sourced",
        "contact_response": "how much shorter a contact gets at a higher step rate was not sourced: 0.5 lies "
        "half-way between an unchanged contact time and an unchanged share of the stride",
        "pelvic_give": "the pelvis of a runner is taken to sink in proportion to the load, 2 degrees per "
        "body weight; the number is a guess, so the size of the adduction tests nothing",
        "step_width": "runners step narrowly (arellano_kram_2011); 40 mm is a guess between none and 15 % of "
        "the leg length",
    }
)
"""What stands on no measurement, and why, by input."""


def usual(gait: str) -> dict[str, Any]:
    """What a gait takes where nothing is said, public units; a walker's step time is that of the hip."""
    table = {name: default(name) for name in TAKES[gait] if (gait, name) != ("walk", "step_rate")}
    return {**table, **DEFAULTS[gait]}
