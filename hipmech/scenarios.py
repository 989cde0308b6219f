"""Named cases: the levers of the literature and the hips of the clinic, each with its source."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hipmech.errors import InputError
from hipmech.loads import Balance, Load
from hipmech.notebooks import Tabled
from hipmech.quantities import suggestion
from hipmech.solution import solve, solve_lever
from hipmech.sources import SOURCES, Source

__all__ = ["SCENARIOS", "HipScenario", "LeverScenario", "Scenario", "scenario"]


CANE = frozenset(("cane_force", "cane_force_bw"))


@dataclass(frozen=True, kw_only=True, repr=False)
class Scenario(Tabled):
    """A named case: inputs that differ from the default, what it shows, and where it comes from.

    Attributes
    ----------
    name : str
    en, nl : str
        What it is, in a few words.
    inputs : mapping
        Inputs by canonical name, public units.
    source_key : str
        Key of :data:`hipmech.sources.SOURCES`.
    """

    name: str
    en: str
    nl: str
    source_key: str
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """Where the case comes from."""
        return SOURCES[self.source_key]

    def words(self, language: str) -> str:
        """What it is, in ``en`` or ``nl``."""
        return self.nl if language == "nl" else self.en

    def inputs_with(self, overrides: Mapping[str, Any]) -> dict[str, Any]:
        """Inputs of the case with some replaced; a cane force in newtons replaces one in body weights."""
        replaced = {*overrides, *(CANE if overrides.keys() & CANE else ())}
        return {name: v for name, v in self.inputs.items() if name not in replaced} | dict(overrides)


@dataclass(frozen=True, kw_only=True, repr=False)
class HipScenario(Scenario):
    """A body, a femur or a stance that differs from the default adult's."""

    kind: Literal["hip"] = "hip"

    def solve(self, **overrides: Any) -> Load:
        """Load of this hip; keywords replace its inputs."""
        return solve(**self.inputs_with(overrides))


@dataclass(frozen=True, kw_only=True, repr=False)
class LeverScenario(Scenario):
    """A published lever: weight, arms and line of pull given directly."""

    kind: Literal["lever"] = "lever"

    def solve(self, **overrides: Any) -> Balance:
        """Balance of this lever; keywords replace its inputs, anatomy is refused."""
        return solve_lever(**self.inputs_with(overrides))


def pauwels_1965() -> LeverScenario:
    """Pauwels' stance phase of walking, from Braune and Fischer's step 16.

    >>> round(pauwels_1965().solve().joint_reaction_bw, 3)
    3.009
    """
    return LeverScenario(
        name="pauwels_1965",
        en="Pauwels: stance phase of walking",
        nl="Pauwels: standfase van het wandelen",
        source_key="pauwels_1965",
        inputs={
            "body_mass": 58.7,
            "supported_weight_bw": 47.76 / 58.7,
            "body_weight_arm": 109.9,
            "abductor_arm": 40.0,
            "abductor_line_angle": 21.0,
        },
    )


DEBRUNNER_HALF_HIP_DISTANCE = 169 / 2


def debrunner_1975() -> LeverScenario:
    """Debrunner's radiographic lever with five sixths of the body weight, drawn for a hip distance of 169 mm.

    >>> round(debrunner_1975().solve().joint_reaction_bw, 3)
    2.807
    """
    return LeverScenario(
        name="debrunner_1975",
        en="Debrunner: lever from a radiograph",
        nl="Debrunner: hefboom van een röntgenfoto",
        source_key="debrunner_1975",
        inputs={
            "supported_weight_bw": 5 / 6,
            "body_weight_arm": 1.28 * DEBRUNNER_HALF_HIP_DISTANCE,
            "abductor_arm": 45.0,
            "abductor_line_angle": 18.0,
        },
    )


IGLIC_LEG_SHARE = 0.161
IGLIC_LEG_ARM = 0.48
IGLIC_FOOT_ARM = 1.01
IGLIC_HALF_HIP_DISTANCE = 84.5


def iglic_1990() -> LeverScenario:
    """Body-weight side of Iglič 1990 on this model's own abductor line.

    Ground reaction at 1.01, leg at 0.48 of half the hip distance medial of the hip; the three muscle
    tensions of the paper belong to separate muscles, so the line is that of the default hip.

    >>> round(iglic_1990().solve().body_weight_arm / 84.5, 4)
    1.1117
    """
    weight = 1 - IGLIC_LEG_SHARE
    own = solve()
    return LeverScenario(
        name="iglic_1990",
        en="Iglič: body-weight side, on our own abductor line",
        nl="Iglič: gewichtszijde, met onze eigen werklijn van de abductoren",
        source_key="iglic_1990",
        inputs={
            "supported_weight_bw": weight,
            "body_weight_arm": (IGLIC_FOOT_ARM - IGLIC_LEG_SHARE * IGLIC_LEG_ARM)
            / weight
            * IGLIC_HALF_HIP_DISTANCE,
            "abductor_arm": own.abductor_arm,
            "abductor_line_angle": own.abductor_line_angle,
        },
    )


def leg_lever(foot_force: float, foot_arm: float, leg_weight: float, leg_arm: float) -> tuple[float, float]:
    """Supported weight (BW) and its arm (mm) from the stance leg: ground reaction minus the leg."""
    weight = foot_force - leg_weight
    return weight, (foot_force * foot_arm - leg_weight * leg_arm) / weight


def _inman(name: str, en: str, nl: str, weight: float, arm: float, source_key: str) -> LeverScenario:
    return LeverScenario(
        name=name,
        en=en,
        nl=nl,
        source_key=source_key,
        inputs={
            "supported_weight_bw": weight,
            "body_weight_arm": arm,
            "abductor_arm": 70 * math.cos(math.radians(20)),
            "abductor_line_angle": 20.0,
        },
    )


def inman_1947() -> LeverScenario:
    """Leg as free body: foot force W at 110 mm, leg W/7 at 30 mm, insertion 70 mm level with the head.

    >>> round(inman_1947().solve().joint_reaction_bw, 2)
    2.43
    """
    weight, arm = leg_lever(1.0, 110.0, 1 / 7, 30.0)
    return _inman(
        "inman_1947",
        "Inman: the leg as free body",
        "Inman: het been als vrij lichaam",
        weight,
        arm,
        "inman_1947",
    )


def inman_1947_cane() -> LeverScenario:
    """The same with a cane that carries W/6: foot force 5/6 W at 50 mm, the leg under the head.

    >>> round(inman_1947_cane().solve().joint_reaction_bw, 3)
    1.304
    """
    weight, arm = leg_lever(5 / 6, 50.0, 1 / 7, 0.0)
    return _inman(
        "inman_1947_cane",
        "Inman: the same with a cane in the other hand",
        "Inman: hetzelfde met een stok in de andere hand",
        weight,
        arm,
        "williams_lissner_1962",
    )


def lever_1_2() -> LeverScenario:
    """The textbook lever: five sixths of the weight, arms 2 to 1, vertical pull.

    >>> round(lever_1_2().solve().joint_reaction_bw, 3)
    2.5
    """
    return LeverScenario(
        name="lever_1_2",
        en="Textbook lever 1:2",
        nl="Leerboekhefboom 1:2",
        source_key="grays_lever",
        inputs={"supported_weight_bw": 5 / 6, "body_weight_arm": 100.0, "abductor_arm": 50.0},
    )


def lever_1_3() -> LeverScenario:
    """The lever behind "R = 4 G": G is the *partial* weight, so the joint carries 3.3, not 4 body weights.

    >>> load = lever_1_3().solve()
    >>> round(load.joint_reaction / load.supported_weight, 3), round(load.joint_reaction_bw, 2)
    (4.0, 3.33)
    """
    return LeverScenario(
        name="lever_1_3",
        en="Textbook lever 1:3 (4 times the partial weight)",
        nl="Leerboekhefboom 1:3 (4 keer het deelgewicht)",
        source_key="hipmech",
        inputs={"supported_weight_bw": 5 / 6, "body_weight_arm": 150.0, "abductor_arm": 50.0},
    )


def normal() -> HipScenario:
    """The default adult in the textbook one-leg stand."""
    return HipScenario(name="normal", en="Normal hip", nl="Normale heup", source_key="fischer_2021")


def coxa_vara() -> HipScenario:
    """A neck-shaft angle below the population's 2.5th percentile of 114°."""
    return _hip("coxa_vara", "Coxa vara (110°)", "Coxa vara (110°)", "fischer_2020", neck_shaft_angle=110)


def coxa_valga() -> HipScenario:
    """A neck-shaft angle above the population's 97.5th percentile of 140°."""
    return _hip("coxa_valga", "Coxa valga (145°)", "Coxa valga (145°)", "fischer_2020", neck_shaft_angle=145)


def wide_pelvis() -> HipScenario:
    """The widest of ten pelves on CT."""
    return _hip("wide_pelvis", "Wide pelvis", "Breed bekken", "fischer_2021", inter_hip_distance=187)


def narrow_pelvis() -> HipScenario:
    """The narrowest of ten pelves on CT."""
    return _hip("narrow_pelvis", "Narrow pelvis", "Smal bekken", "fischer_2021", inter_hip_distance=157)


def short_neck() -> HipScenario:
    """The shortest neck of the modelled range 41 to 74 mm."""
    return _hip("short_neck", "Short femoral neck", "Korte dijbeenhals", "lenaerts_2008", neck_length=41)


def high_trochanter() -> HipScenario:
    """A tip at the upper end of what 97 % of radiographs show."""
    return _hip(
        "high_trochanter", "High trochanter", "Hoge trochanter", "trochanter_radiographs", trochanter_rise=15
    )


def wide_step() -> HipScenario:
    """Mid-stance of walking with steps 100 mm wider: the pendulum, not the standing pelvis."""
    return _hip(
        "wide_step",
        "Wide step (walking)",
        "Brede stap (wandelen)",
        "mackinnon_winter_1993",
        step_width=230,
        stance_strategy="gait_midstance",
    )


def duchenne_lean() -> HipScenario:
    """The trunk leans 12° over the stance leg, about a "large lean" in vivo."""
    return _hip("duchenne_lean", "Duchenne lean", "Duchenne", "jospt_open_2024", trunk_lean=12)


def weak_abductors() -> HipScenario:
    """Two fifths of the strength: less than the stand demands."""
    return _hip(
        "weak_abductors", "Weak abductors (40 %)", "Zwakke abductoren (40 %)", "lewinson_2014",
        abductor_strength=0.4,
    )  # fmt: skip


def cane_opposite() -> HipScenario:
    """A tenth of the body weight on a cane in the opposite hand."""
    return _hip(
        "cane_opposite", "Cane, opposite side", "Wandelstok, andere kant", "neumann_1998", cane_force_bw=0.1
    )


def cane_same() -> HipScenario:
    """The same cane in the hand of the stance side: the lever says worse, EMG said unchanged."""
    return _hip(
        "cane_same", "Cane, same side", "Wandelstok, zelfde kant", "neumann_1998",
        cane_force_bw=0.1, cane_side="ipsilateral",
    )  # fmt: skip


def load_opposite() -> HipScenario:
    """A bag of a tenth of the body mass in the opposite hand, the trunk upright."""
    return _hip(
        "load_opposite", "Bag, opposite side", "Tas, andere kant", "neumann_hase_1994", carried_mass=7.5
    )


def load_same() -> HipScenario:
    """The same bag in the hand of the stance side."""
    return _hip(
        "load_same", "Bag, same side", "Tas, zelfde kant", "neumann_hase_1994",
        carried_mass=7.5, carried_side="ipsilateral",
    )  # fmt: skip


def _hip(name: str, en: str, nl: str, source_key: str, **inputs: Any) -> HipScenario:
    return HipScenario(name=name, en=en, nl=nl, source_key=source_key, inputs=inputs)


SCENARIOS: Mapping[str, Callable[[], HipScenario | LeverScenario]] = {
    function.__name__: function
    for function in (
        normal,
        coxa_vara,
        coxa_valga,
        wide_pelvis,
        narrow_pelvis,
        short_neck,
        high_trochanter,
        wide_step,
        duchenne_lean,
        weak_abductors,
        cane_opposite,
        cane_same,
        load_opposite,
        load_same,
        pauwels_1965,
        debrunner_1975,
        iglic_1990,
        inman_1947,
        inman_1947_cane,
        lever_1_2,
        lever_1_3,
    )
}
"""Every named case by name."""


def scenario(name: str) -> HipScenario | LeverScenario:
    """The named case; an unknown name is an error that suggests the nearest."""
    if name not in SCENARIOS:
        raise InputError(f"{name!r} is not a scenario{suggestion(name, SCENARIOS)}")
    return SCENARIOS[name]()
