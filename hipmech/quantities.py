"""The table of quantities: each number of hipmech once, with its name, symbol, unit, words, ranges and source."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from hipmech.errors import UnknownQuantity

Kind = Literal[
    "input", "choice", "constant", "step", "output", "lever", "weakness", "further input", "further output"
]
Range = tuple[float, float]

STANDARD_GRAVITY = 9.80665

SI_FACTORS: Mapping[str, float] = MappingProxyType(
    {
        "": 1.0,
        "BW": 1.0,
        "kg": 1.0,
        "kg·m": 1.0,
        "kg·m²": 1.0,
        "N": 1.0,
        "N·m": 1.0,
        "N·m/deg": 180 / math.pi,
        "N·m/kg": 1.0,
        "N·s": 1.0,
        "N·m·s": 1.0,
        "N·s/km": 0.001,
        "N·m·s/km": 0.001,
        "m/s": 1.0,
        "m/s²": 1.0,
        "rad/s": 1.0,
        "MPa": 1e6,
        "s": 1.0,
        "1/km": 0.001,
        "1/min": 1 / 60,
        "years": 1.0,
        "%": 0.01,
        "%/deg": 0.01 * 180 / math.pi,
        "mm": 0.001,
        "mm²": 1e-6,
        "mm·BW": 0.001,
        "deg": math.pi / 180,
    }
)


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One row of the table.

    Attributes
    ----------
    name : str
        Canonical name: a public promise, without unit.
    kind : str
        ``input``, ``choice`` (an input by name), ``constant``, ``step`` (an intermediate), ``output``,
        ``lever`` (an input of a published lever only), ``weakness`` (an answer of a weak hip), or
        ``further input`` and ``further output`` (of a room above :func:`hipmech.solve`, which knows neither).
    symbol : str
        LaTeX symbol.
    unit : str
        Unit at every public boundary; SI inside.
    en, nl : str
        Plain words in English and Dutch.
    default : float, str or None
        Value of the default adult; None where unspecified.
    usual : (float, float) or None
        Physiological range, public unit; outside it a :class:`~hipmech.errors.PhysiologyWarning`.
    limits : (float, float) or None
        Hard limits, public unit; outside them an error.
    span : (float, float) or None
        What a slider offers.
    step : float or None
        Slider step.
    choices : tuple of str
        Allowed names of a choice.
    source : str
        Key of :data:`hipmech.sources.SOURCES`.
    further_sources : tuple of str
        Sources of what the other choices stand for.
    """

    name: str
    kind: Kind
    symbol: str
    unit: str
    en: str
    nl: str
    source: str
    default: float | str | None = None
    usual: Range | None = None
    limits: Range | None = None
    span: Range | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    further_sources: tuple[str, ...] = ()

    @cached_property
    def si(self) -> float:
        """Factor from the public unit to SI."""
        return SI_FACTORS[self.unit]

    def words(self, language: str) -> str:
        """Plain words in ``en`` or ``nl``."""
        return self.nl if language == "nl" else self.en


def _input(
    name: str,
    symbol: str,
    unit: str,
    default: float | None,
    usual: Range,
    limits: Range,
    span: Range,
    step: float,
    source: str,
    en: str,
    nl: str,
    kind: Kind = "input",
) -> Quantity:
    return Quantity(
        name=name,
        kind=kind,
        symbol=symbol,
        unit=unit,
        en=en,
        nl=nl,
        source=source,
        default=None if default is None else float(default),
        usual=usual,
        limits=limits,
        span=span,
        step=step,
    )


def _choice(
    name: str,
    symbol: str,
    choices: tuple[str, ...],
    source: str,
    en: str,
    nl: str,
    further_sources: tuple[str, ...] = (),
) -> Quantity:
    return Quantity(
        further_sources=further_sources,
        name=name,
        kind="choice",
        symbol=symbol,
        unit="",
        en=en,
        nl=nl,
        source=source,
        default=choices[0],
        choices=choices,
    )


def _constant(name: str, symbol: str, unit: str, value: float, source: str, en: str, nl: str) -> Quantity:
    return Quantity(
        name=name, kind="constant", symbol=symbol, unit=unit, en=en, nl=nl, source=source, default=value
    )


def _step(name: str, symbol: str, unit: str, en: str, nl: str, source: str = "hipmech") -> Quantity:
    return Quantity(name=name, kind="step", symbol=symbol, unit=unit, en=en, nl=nl, source=source)


def _output(
    name: str,
    symbol: str,
    unit: str,
    en: str,
    nl: str,
    source: str = "hipmech",
    limits: Range | None = None,
) -> Quantity:
    return Quantity(
        name=name, kind="output", symbol=symbol, unit=unit, en=en, nl=nl, source=source, limits=limits
    )


def _answer(name: str, symbol: str, unit: str, en: str, nl: str) -> Quantity:
    return Quantity(name=name, kind="weakness", symbol=symbol, unit=unit, en=en, nl=nl, source="hipmech")


def _further(name: str, symbol: str, unit: str, en: str, nl: str, source: str = "hipmech") -> Quantity:
    return Quantity(name=name, kind="further output", symbol=symbol, unit=unit, en=en, nl=nl, source=source)


_BODY = (
    _input(
        "body_mass", "m", "kg", 75, (40, 150), (10, 400), (40, 150), 1, "hipmech",
        "body mass", "lichaamsmassa",
    ),
    _input(
        "stature", "H", "mm", 1750, (1400, 2100), (800, 2500), (1400, 2100), 10, "hipmech",
        "stature", "lichaamslengte",
    ),
    _choice(
        "sex", r"\mathrm{sex}", ("unspecified", "female", "male"), "ramskov_2014",
        "sex", "geslacht",
    ),
    _input(
        "age", "t_{\\mathrm{age}}", "years", None, (18, 90), (5, 120), (18, 90), 1, "ramskov_2014",
        "age", "leeftijd",
    ),
    _choice(
        "segment_set", r"\mathrm{set}", ("winter", "de_leva"), "winter_2009",
        "segment table", "segmententabel", ("de_leva_1996",),
    ),
    _input(
        "inter_hip_distance", "D", "mm", 172, (145, 199), (60, 400), (140, 210), 1, "fischer_2021",
        "pelvis width (hip centre to hip centre)", "bekkenbreedte (afstand tussen de heupcentra)",
    ),
    _input(
        "abductor_origin_lateral", "x_{O0}", "mm", 20, (0, 56), (-60, 120), (0, 50), 1, "fischer_2021",
        "iliac flare (abductor origin lateral of the hip centre)",
        "uitstaan van de darmbeenvleugel (origo van de abductoren lateraal van het heupcentrum)",
    ),
    _input(
        "abductor_origin_up", "y_{O0}", "mm", 100, (70, 147), (30, 220), (70, 140), 1, "fischer_2021",
        "abductor origin above the hip centre", "origo van de abductoren boven het heupcentrum",
    ),
    _input(
        "abductor_strength", "s", "", 1, (0, 1), (0, 2), (0, 1), 0.01, "hipmech",
        "remaining abductor strength", "resterende kracht van de abductoren",
    ),
    _input(
        "gluteal_strength", r"s_{\mathrm{glut}}", "", 1, (0, 1), (0, 2), (0, 1), 0.01, "hipmech",
        "remaining strength of gluteus medius and minimus", "resterende kracht van gluteus medius en minimus",
    ),
    _input(
        "tfl_strength", r"s_{\mathrm{TFL}}", "", 1, (0, 1), (0, 2), (0, 1), 0.01, "hipmech",
        "remaining tensor fasciae latae strength", "resterende kracht van de tensor fasciae latae",
    ),
    _choice(
        "capacity_norm", r"\mathrm{norm}", ("isometric", "eccentric", "concentric"), "lewinson_2014",
        "strength norm", "krachtnorm", ("ramskov_2014", "sugimoto_2014"),
    ),
    _choice(
        "force_length", r"\mathrm{length}", ("linear", "bell"), "hipmech",
        "how length changes strength", "hoe de lengte de kracht verandert",
    ),
    _input(
        "stretch_gain", r"g_\ell", "%/deg", 0, (0, 4), (-5, 20), (0, 4), 0.1, "hipmech",
        "strength gained per degree of stretch", "krachtwinst per graad rek",
    ),
    _input(
        "passive_stiffness", "k_P", "N·m/deg", 0, (0, 3), (0, 20), (0, 3), 0.1, "hipmech",
        "passive stiffness against pelvic drop", "passieve stijfheid tegen zakken van het bekken",
    ),
)  # fmt: skip

_FEMUR = (
    _input(
        "neck_shaft_angle", r"\gamma_{NS}", "deg", 127, (114, 140), (80, 170), (100, 150), 1, "fischer_2020",
        "neck-shaft angle", "collum-diafysehoek (CCD-hoek)",
    ),
    _input(
        "neck_length", "n", "mm", 54, (41, 74), (20, 110), (40, 75), 1, "lenaerts_2008",
        "femoral neck length", "lengte van de dijbeenhals",
    ),
    _choice(
        "neck_angle_convention", r"\mathrm{conv}", ("head", "proximal_femur"), "hipmech",
        "what turns with the neck-shaft angle", "wat met de collum-diafysehoek meedraait",
    ),
    _input(
        "trochanter_lateral", "t", "mm", 5, (-10, 20), (-40, 60), (-10, 20), 1, "hipmech",
        "trochanter tip lateral of the shaft axis", "trochantertop lateraal van de schachtas",
    ),
    _input(
        "trochanter_rise", "u_T", "mm", 0, (0, 15), (-40, 60), (-15, 25), 1, "trochanter_radiographs",
        "trochanter tip above the head centre (at 127°)", "trochantertop boven het centrum van de heupkop (bij 127°)",
    ),
)  # fmt: skip

_STANCE = (
    _choice("stance_side", r"\mathrm{side}", ("right", "left"), "hipmech", "stance leg", "standbeen"),
    _choice(
        "stance_strategy", r"\mathrm{strategy}",
        ("pelvis_over_foot", "trunk_over_foot", "mixed", "gait_midstance"), "hipmech",
        "stance strategy", "stand-strategie",
    ),
    _input(
        "step_width", "w", "mm", 130, (0, 250), (0, 800), (0, 300), 5, "donelan_2001",
        "step width", "stapbreedte",
    ),
    _input(
        "trunk_share", r"\kappa", "", 0.25, (0, 1), (0, 1), (0, 1), 0.05, "hipmech",
        "share of the shift made by the trunk", "aandeel van de romp in de verplaatsing",
    ),
    _input(
        "step_time", "T", "s", 0.54, (0.4, 0.8), (0.2, 2), (0.4, 0.8), 0.01, "hipmech",
        "step time", "staptijd",
    ),
    _input(
        "pelvic_drop", r"\varphi", "deg", 0, (-10, 15), (-30, 30), (-10, 15), 0.5, "hipmech",
        "pelvic drop", "zakken van het bekken",
    ),
    _choice(
        "pelvic_drop_trunk", r"\mathrm{trunk}", ("upright", "follows"), "hipmech",
        "trunk as the pelvis drops", "romp als het bekken zakt",
    ),
    _input(
        "trunk_lean", r"\vartheta", "deg", 0, (-10, 35), (-60, 60), (-10, 35), 0.5, "hipmech",
        "trunk lean (Duchenne)", "zijwaartse rompneiging (Duchenne)",
    ),
    _input(
        "cane_force", "C", "N", 0, (0, 250), (0, 1500), (0, 250), 5, "neumann_1998",
        "cane force", "kracht op de wandelstok",
    ),
    _input(
        "cane_force_bw", r"C_{\mathrm{BW}}", "BW", 0, (0, 0.35), (0, 1), (0, 0.35), 0.01, "neumann_1998",
        "cane force in body weights", "kracht op de wandelstok in lichaamsgewichten",
    ),
    _choice(
        "cane_side", r"\mathrm{cane}", ("contralateral", "ipsilateral"), "neumann_1998",
        "cane side", "kant van de wandelstok",
    ),
    _input(
        "cane_distance", "d_C", "mm", 350, (250, 500), (100, 1000), (250, 500), 10, "hipmech",
        "cane from the midline", "wandelstok vanaf de middellijn",
    ),
    _input(
        "carried_mass", "m_c", "kg", 0, (0, 25), (0, 200), (0, 25), 0.5, "neumann_hase_1994",
        "carried mass", "gedragen massa",
    ),
    _choice(
        "carried_side", r"\mathrm{load}", ("contralateral", "ipsilateral"), "neumann_hase_1994",
        "side of the carried mass", "kant van de gedragen massa",
    ),
    _input(
        "load_distance", "d_c", "mm", 280, (150, 450), (0, 1000), (150, 450), 10, "hipmech",
        "carried mass from the midline", "gedragen massa vanaf de middellijn",
    ),
    _input(
        "counter_lean", r"\kappa_c", "", 0, (0, 1), (0, 1), (0, 1), 0.05, "neumann_hase_1994",
        "share of the load cancelled by leaning away", "deel van de last dat tegenleunen opheft",
    ),
    _input(
        "load_factor", r"\gamma", "", 1, (0.5, 3), (0.1, 10), (0.5, 3), 0.05, "hipmech",
        "load factor (vertical load per body weight)", "belastingsfactor (verticale last per lichaamsgewicht)",
    ),
)  # fmt: skip

_LEVER = (
    _input(
        "supported_weight_bw", r"W'", "BW", 5 / 6, (0.6, 1), (0.05, 20), (0.6, 1), 0.01, "grays_lever",
        "supported weight in body weights", "gedragen gewicht in lichaamsgewichten", kind="lever",
    ),
)  # fmt: skip

_CONSTANTS = (
    _constant(
        "gravity", "g", "m/s²", STANDARD_GRAVITY, "standard_gravity",
        "standard gravity", "standaardzwaartekracht",
    ),
    _constant(
        "leg_share", r"\mu", "", 0.161, "winter_2009",
        "share of one leg in the body mass", "aandeel van één been in de lichaamsmassa",
    ),
    _constant(
        "pelvis_share", r"\mu_P", "", 0.142, "winter_2009",
        "share of the pelvis in the body mass", "aandeel van het bekken in de lichaamsmassa",
    ),
    _constant(
        "hip_height_ratio", r"\eta_h", "", 0.530, "winter_2009",
        "hip height per stature", "heuphoogte per lichaamslengte",
    ),
    _constant(
        "ankle_height_ratio", r"\eta_a", "", 0.039, "winter_2009",
        "ankle height per stature", "enkelhoogte per lichaamslengte",
    ),
    _constant(
        "leg_com_ratio", r"\lambda_L", "", 0.447, "winter_2009",
        "leg centre of mass below the hip per leg length", "zwaartepunt van het been onder de heup per beenlengte",
    ),
    _constant(
        "leg_gyration_ratio", r"\rho_L", "", 0.326, "winter_2009",
        "leg radius of gyration per leg length", "traagheidsstraal van het been per beenlengte",
    ),
    _constant(
        "pelvis_com_ratio", r"\eta_P", "", 0.050 / 1.75, "hipmech",
        "pelvis centre of mass above the hip axis per stature",
        "zwaartepunt van het bekken boven de heupas per lichaamslengte",
    ),
    _constant(
        "lumbosacral_ratio", r"\eta_5", "", 0.100 / 1.75, "hipmech",
        "L5/S1 above the hip axis per stature", "L5/S1 boven de heupas per lichaamslengte",
    ),
    _constant(
        "trunk_com_ratio", r"\eta_T", "", 0.286 / 1.75, "hipmech",
        "trunk centre of mass above L5/S1 per stature", "zwaartepunt van de romp boven L5/S1 per lichaamslengte",
    ),
    _constant(
        "reference_neck_shaft_angle", r"\gamma_0", "deg", 127, "fischer_2020",
        "reference neck-shaft angle", "referentie-CCD-hoek",
    ),
    _constant(
        "reference_step_width", "w_0", "mm", 130, "donelan_2001",
        "step width of the upright stand", "stapbreedte van de rechte stand",
    ),
    _constant(
        "gluteal_share", r"w_{\mathrm{glut}}", "", 0.8765, "hipmech",
        "share of gluteus medius and minimus in the abduction torque",
        "aandeel van gluteus medius en minimus in het abductiemoment",
    ),
    _constant(
        "tfl_share", r"w_{\mathrm{TFL}}", "", 0.0949, "hipmech",
        "share of the tensor fasciae latae in the abduction torque",
        "aandeel van de tensor fasciae latae in het abductiemoment",
    ),
    _constant(
        "fibre_length", r"\ell_f", "mm", 73, "hipmech",
        "fibre length of the abductors", "vezellengte van de abductoren",
    ),
    _constant(
        "force_length_width", r"w_\ell", "", 0.45, "hipmech",
        "width of the force-length bell", "breedte van de kracht-lengtekromme",
    ),
    _constant(
        "thigh_inclination_limit", r"\tau_{\max}", "deg", 30, "hipmech",
        "steepest thigh that the model accepts", "schuinste dijbeen dat het model aanneemt",
    ),
    _constant(
        "trunk_inclination_limit", r"\psi_{\max}", "deg", 60, "hipmech",
        "steepest trunk that the model accepts", "schuinste romp die het model aanneemt",
    ),
    _constant(
        "abductor_arm_limit", r"d_{\min}", "mm", 1, "hipmech",
        "smallest abductor arm that counts as a lever", "kleinste krachtarm die als hefboom telt",
    ),
)  # fmt: skip

_STEPS = (
    _step("body_weight", "G", "N", "body weight", "lichaamsgewicht"),
    _step("leg_mass", "m_L", "kg", "mass of one leg", "massa van één been", "winter_2009"),
    _step("supported_mass", "m_U", "kg", "supported mass", "gedragen massa van het lichaam", "winter_2009"),
    _step("pelvis_mass", "m_P", "kg", "pelvis mass", "massa van het bekken", "winter_2009"),
    _step(
        "trunk_mass", "m_T", "kg", "mass of head, arms and trunk", "massa van hoofd, armen en romp",
        "winter_2009",
    ),
    _step("hip_height", "h", "mm", "hip above the floor", "heup boven de vloer", "winter_2009"),
    _step("leg_length", r"\ell", "mm", "leg, hip to ankle", "been, heup tot enkel", "winter_2009"),
    _step(
        "leg_com_depth", "c_L", "mm", "leg centre of mass below the hip", "zwaartepunt van het been onder de heup",
        "winter_2009",
    ),
    _step("leg_inertia", "I_L", "kg·m²", "leg inertia", "traagheid van het been", "winter_2009"),
    _step("pelvis_com_height", "z_P", "mm", "pelvis centre of mass above the hip axis",
          "zwaartepunt van het bekken boven de heupas"),
    _step("lumbosacral_height", "z_5", "mm", "L5/S1 above the hip axis", "L5/S1 boven de heupas"),
    _step("trunk_com_length", r"\ell_T", "mm", "trunk centre of mass above L5/S1",
          "zwaartepunt van de romp boven L5/S1"),
    _step("half_hip_distance", "b", "mm", "half the hip distance", "halve heupafstand"),
    _step("capacity_per_mass", "c_0", "N·m/kg", "strength norm per body mass",
          "krachtnorm per lichaamsmassa", "lewinson_2014"),
    _step("femoral_offset", "o", "mm", "femoral offset", "femorale offset"),
    _step("tip_lateral", "p_x", "mm", "trochanter tip lateral of the head, on the femur",
          "trochantertop lateraal van de heupkop, op het dijbeen"),
    _step("tip_up", "p_y", "mm", "trochanter tip above the head, on the femur",
          "trochantertop boven de heupkop, op het dijbeen"),
    _step("counter_shift", "s_c", "mm", "trunk shift against the carried mass",
          "verplaatsing van de romp tegen de gedragen massa"),
    _step("given_trunk_sine", r"\sigma_0", "", "sine of the given trunk inclination",
          "sinus van de gegeven rompstand"),
    _step("pelvis_com_arm", "a_P", "mm", "arm of the pelvis", "arm van het bekken"),
    _step("swing_leg_arm", "a_S", "mm", "arm of the swing leg", "arm van het zwaaibeen"),
    _step("lumbosacral_arm", "a_5", "mm", "L5/S1 medial of the stance hip", "L5/S1 mediaal van de standheup"),
    _step("given_trunk_arm", "a_{T0}", "mm", "arm of head, arms and trunk as given",
          "arm van hoofd, armen en romp zoals gegeven"),
    _step("cane_arm", "a_C", "mm", "arm of the cane", "arm van de wandelstok"),
    _step("carried_arm", "a_c", "mm", "arm of the carried mass", "arm van de gedragen massa"),
    _step("standing_moment", "M_0", "N·m", "moment of the still stand",
          "moment van de stille stand"),
    _step("balancing_mass", "K", "kg", "mass that balances over the foot",
          "massa die boven de voet balanceert"),
    _step("balancing_weight", "S", "N", "weight that balances over the foot",
          "gewicht dat boven de voet balanceert"),
    _step("standing_foot_arm", "x_0", "mm", "foot medial of the hip in the still stand",
          "voet mediaal van de heup in de stille stand"),
    _step("foot_shift", r"\Delta x", "mm", "foot lateral of its place in the still stand",
          "voet lateraal van zijn plaats in de stille stand"),
    _step("trunk_transfer", r"\Delta M", "N·m", "moment taken over by leaning", "moment dat leunen overneemt"),
    _step("trunk_sine", r"\sigma", "", "sine of the trunk inclination", "sinus van de rompstand"),
    _step("trunk_inclination", r"\psi", "deg", "trunk to the vertical", "romp ten opzichte van de verticaal"),
    _step("trunk_com_arm", "a_T", "mm", "arm of head, arms and trunk", "arm van hoofd, armen en romp"),
    _step("supported_com_up", "e", "mm", "supported centre of mass above the hip",
          "gedragen zwaartepunt boven de heup"),
    _step("pendulum_moment", "A", "kg·m", "pendulum inertia per hip height",
          "slingertraagheid per heuphoogte"),
    _step("pendulum_rate", r"\Omega", "rad/s", "pendulum rate", "slingersnelheid"),
    _step("lateral_acceleration", r"\ddot{y}", "m/s²", "sideways acceleration of the pelvis",
          "zijwaartse versnelling van het bekken"),
    _step("gravity_moment", "M_g", "N·m", "moment of the supported weight", "moment van het gedragen gewicht"),
    _step("foot_arm", "x", "mm", "foot medial of the hip", "voet mediaal van de heup"),
    _step("thigh_inclination", r"\tau", "deg", "thigh to the vertical", "dijbeen ten opzichte van de verticaal"),
    _step("origin_lateral", "x_O", "mm", "abductor origin lateral of the hip",
          "origo van de abductoren lateraal van de heup"),
    _step("origin_up", "y_O", "mm", "abductor origin above the hip",
          "origo van de abductoren boven de heup"),
    _step("insertion_lateral", "x_I", "mm", "abductor insertion lateral of the hip",
          "aanhechting van de abductoren lateraal van de heup"),
    _step("insertion_up", "y_I", "mm", "abductor insertion above the hip",
          "aanhechting van de abductoren boven de heup"),
    _step("reference_insertion_lateral", "x_{I0}", "mm", "insertion of the default femur, lateral",
          "aanhechting van het standaarddijbeen, zijwaarts"),
    _step("reference_insertion_up", "y_{I0}", "mm", "insertion of the default femur, up",
          "aanhechting van het standaarddijbeen, omhoog"),
    _step("reference_abductor_length", r"\ell_{A0}", "mm",
          "abductor length with the default femur in the default stand",
          "lengte van de abductoren met het standaarddijbeen in de standaardstand"),
    _step("reference_abductor_arm", "d_0", "mm", "abductor arm of the default adult",
          "krachtarm van de standaardvolwassene"),
    _step("muscle_strength", r"s_m", "", "strength left by gluteals and tensor",
          "kracht die gluteale spieren en tensor overlaten"),
    _step("lever_gain", r"f_d", "", "capacity gained by the arm", "belastbaarheid door de krachtarm"),
    _step("abductor_stretch", r"\xi", "deg", "stretch of the abductors as an angle",
          "rek van de abductoren als hoek"),
    _step("length_gain", r"f_\ell", "", "capacity gained by the length", "belastbaarheid door de lengte"),
    _step("passive_moment", "M_P", "N·m", "moment of stretched tissue", "moment van gerekt weefsel"),
)  # fmt: skip

_OUTPUTS = (
    _output("supported_weight", "W", "N", "supported weight", "gedragen gewicht (alles behalve het standbeen)"),
    _output("body_weight_arm", "a", "mm", "body-weight arm", "lastarm",
            limits=(-1000, 1000)),
    _output("abductor_moment", "M", "N·m", "abductor moment", "abductiemoment"),
    _output("abductor_moment_arm", r"M/G", "mm·BW", "abductor moment per body weight",
            "abductiemoment per lichaamsgewicht"),
    _output("abductor_arm", "d", "mm", "abductor arm", "krachtarm", limits=(1, 500)),
    _output("abductor_line_angle", r"\alpha", "deg", "abductor line to the vertical",
            "werklijn van de abductoren ten opzichte van de verticaal", limits=(-80, 80)),
    _output("abductor_force", "F", "N", "abductor force", "abductorkracht"),
    _output("abductor_force_bw", r"F/G", "BW", "abductor force", "abductorkracht"),
    _output("joint_reaction", "J", "N", "joint reaction on the femoral head",
            "gewrichtsreactiekracht op de heupkop"),
    _output("joint_reaction_bw", r"J/G", "BW", "joint reaction on the femoral head",
            "gewrichtsreactiekracht op de heupkop"),
    _output("joint_reaction_lateral", "J_x", "N", "joint reaction, lateral part",
            "gewrichtsreactiekracht, zijwaarts"),
    _output("joint_reaction_up", "J_y", "N", "joint reaction, upward part", "gewrichtsreactiekracht, omhoog"),
    _output("joint_reaction_angle", r"\theta", "deg", "joint reaction to the vertical",
            "gewrichtsreactiekracht ten opzichte van de verticaal"),
    _output("joint_reaction_angle_femur", r"\theta_F", "deg", "joint reaction to the femoral mechanical axis",
            "gewrichtsreactiekracht ten opzichte van de mechanische as van het dijbeen"),
    _output("hip_adduction", r"\beta", "deg", "hip adduction", "adductie van de heup"),
    _output("abductor_length", r"\ell_A", "mm", "abductor length, origin to insertion",
            "lengte van de abductoren, origo tot aanhechting"),
    _output("abductor_length_change", r"\Delta\ell_A", "%",
            "abductor length against the default femur in the default stand",
            "lengte van de abductoren ten opzichte van het standaarddijbeen in de standaardstand"),
    _output("abductor_capacity", r"M_{\max}", "N·m", "abductor capacity",
            "belastbaarheid (maximaal abductiemoment)"),
    _output("utilisation", "U", "", "utilisation (demand / capacity)", "benutting (belasting ÷ belastbaarheid)"),
    _output("status", r"\mathrm{status}", "", "status", "status"),
)  # fmt: skip

_WEAKNESS = (
    _answer("reserve", r"M_{\mathrm{res}}", "N·m", "reserve (capacity and tissue less demand)",
            "reserve (belastbaarheid en weefsel min belasting)"),
    _answer("strength_needed", r"s_{\min}", "", "share of the total strength that holds the stance",
            "aandeel van de totale kracht dat de stand houdt"),
    _answer("tolerated_loss", r"1 - s_{\min}", "", "share of the total strength that may be lost",
            "aandeel van de totale kracht dat verloren mag gaan"),
    _answer("pelvic_drop_cliff", r"\varphi_{\min}", "deg", "drop at which the pelvis rests, without stretch gain",
            "stand waarin het zakkende bekken rust vindt, zonder winst door rek"),
    _answer("pelvic_drop_slope", r"\varphi_{\max}", "deg", "drop at which the pelvis rests, with a generous stretch gain",
            "stand waarin het zakkende bekken rust vindt, met ruime winst door rek"),
    _answer("required_trunk_lean", r"\vartheta_{\mathrm{req}}", "deg", "trunk lean that holds the pelvis level",
            "rompneiging die het bekken horizontaal houdt"),
    _answer("required_cane_force", r"C_{\mathrm{req}}", "N", "cane force that holds the pelvis level",
            "kracht op de wandelstok die het bekken horizontaal houdt"),
    _answer("mixed_trunk_lean", r"\vartheta_{\mathrm{mix}}", "deg", "trunk lean of the mix at least effort",
            "rompneiging in de mix met de minste moeite"),
    _answer("mixed_cane_force", r"C_{\mathrm{mix}}", "N", "cane force of the mix at least effort",
            "kracht op de wandelstok in de mix met de minste moeite"),
)  # fmt: skip

_CONTACT = (
    _input(
        "centre_edge_angle", r"\vartheta_{CE}", "deg", 33.6, (18.1, 48), (-20, 80), (0, 60), 0.2, "werner_2012",
        "centre-edge angle (cover of the head by the socket)",
        "centrum-randhoek (CE-hoek van Wiberg: hoe ver de heupkom de heupkop bedekt)", kind="further input",
    ),
    _input(
        "femoral_head_radius", "r", "mm", 25.4, (21.1, 29.7), (10, 45), (20, 32), 0.2, "trochanter_distance_2021",
        "radius of the femoral head", "straal van de heupkop", kind="further input",
    ),
    _further(
        "contact_stress_peak", r"p_{\max}", "MPa", "peak contact stress (comparative)",
        "hoogste contactspanning (vergelijkend)", "iglic_2002",
    ),
    _further(
        "contact_stress_pole_angle", r"\Theta", "deg", "pole of the contact stress, lateral of the pelvis' vertical",
        "pool van de contactspanning, lateraal van de verticaal van het bekken", "iglic_2002",
    ),
    _further(
        "weight_bearing_area", r"A_W", "mm²", "weight-bearing area of the socket",
        "dragend oppervlak van de heupkom", "iglic_2002",
    ),
)  # fmt: skip

_GAIT = (
    _input(
        "step_rate", "f", "1/min", 157, (90, 200), (20, 300), (90, 200), 1, "karamanidis_2005",
        "step rate (cadence, both feet)", "stapfrequentie (cadans, beide voeten)", kind="further input",
    ),
    _input(
        "preferred_step_rate", "f_0", "1/min", 157, (90, 200), (20, 300), (90, 200), 1, "karamanidis_2005",
        "step rate at which the duty factor was taken", "stapfrequentie waarbij de contactverhouding geldt",
        kind="further input",
    ),
    _input(
        "duty_factor", r"\delta", "", 0.6, (0.3, 0.68), (0.1, 0.95), (0.3, 0.68), 0.005, "kirtley_1985",
        "duty factor (share of a stride that a foot stands)",
        "contactverhouding (deel van twee stappen dat een voet staat)", kind="further input",
    ),
    _input(
        "contact_response", r"\epsilon", "", 0.5, (0, 1), (-1, 2), (0, 1), 0.05, "hipmech",
        "how contact time follows step time (0 not at all, 1 in proportion)",
        "hoe de contacttijd de staptijd volgt (0 niet, 1 evenredig)", kind="further input",
    ),
    _input(
        "load_shape", "q", "", 0.3, (0, 0.6), (0, 1), (0, 0.6), 0.05, "hipmech",
        "depth of the hollow between the two humps of the load",
        "diepte van het dal tussen de twee pieken van de belasting", kind="further input",
    ),
    _input(
        "pelvic_give", r"\varphi_\gamma", "deg", 2, (0, 5), (0, 15), (0, 5), 0.25, "hipmech",
        "pelvic drop of a runner per body weight of load",
        "zakken van het bekken van een hardloper per lichaamsgewicht belasting", kind="further input",
    ),
    _input(
        "speed", "v", "m/s", 2.7, (0.5, 6), (0.1, 12), (0.5, 5), 0.05, "karamanidis_2005",
        "speed", "snelheid", kind="further input",
    ),
    _further("time", "t_s", "s", "time since the foot came down", "tijd sinds de voet de grond raakte"),
    _further("contact_time", "t_c", "s", "contact time of a foot", "contacttijd van een voet"),
    _further("balance_margin", "b_X", "mm", "foot beside the extrapolated centre of mass as the step begins",
             "voet naast het geëxtrapoleerde zwaartepunt aan het begin van de stap", "hof_2007"),
    _further("load_factor_peak", r"\gamma_{\max}", "", "peak load factor", "hoogste belastingsfactor"),
    _further("hip_adduction_peak", r"\beta_{\max}", "deg", "peak hip adduction", "grootste adductie van de heup"),
    _further("abductor_moment_peak", r"M_{\mathrm{peak}}", "N·m", "peak abductor moment",
             "hoogste abductiemoment"),
    _further("abductor_force_peak", r"F_{\mathrm{peak}}", "N", "peak abductor force", "hoogste abductorkracht"),
    _further("joint_reaction_peak", r"J_{\mathrm{peak}}", "N", "peak joint reaction on the femoral head",
             "hoogste gewrichtsreactiekracht op de heupkop"),
    _further("abductor_moment_impulse", r"\int M", "N·m·s", "abductor moment summed over a step",
             "abductiemoment opgeteld over een stap"),
    _further("abductor_force_impulse", r"\int F", "N·s", "abductor force summed over a step",
             "abductorkracht opgeteld over een stap"),
    _further("joint_reaction_impulse", r"\int J", "N·s", "joint reaction summed over a step",
             "gewrichtsreactiekracht opgeteld over een stap"),
    _further("steps_per_kilometre", "n_1", "1/km", "steps of one leg per kilometre",
             "stappen van één been per kilometer"),
    _further("abductor_moment_per_kilometre", r"n_1 \int M", "N·m·s/km",
             "abductor moment of one hip summed over a kilometre",
             "abductiemoment van één heup opgeteld over een kilometer"),
    _further("abductor_force_per_kilometre", r"n_1 \int F", "N·s/km",
             "abductor force of one hip summed over a kilometre",
             "abductorkracht van één heup opgeteld over een kilometer"),
    _further("joint_reaction_per_kilometre", r"n_1 \int J", "N·s/km",
             "joint reaction of one hip summed over a kilometre",
             "gewrichtsreactiekracht van één heup opgeteld over een kilometer"),
)  # fmt: skip

_LATERAL = (
    _further(
        "band_deflection", r"\delta_B", "deg", "bend of the iliotibial band over the trochanter",
        "knik van de tractus iliotibialis over de trochanter",
    ),
    _further(
        "trochanter_compression_index", r"i_{TP}", "", "trochanteric compression index (1 in the default stand)",
        "index van de compressie bij de trochanter (1 in de standaardstand)",
    ),
)  # fmt: skip

_TRIALS = (
    _further("vertical_force_moment", r"M_{F\mathrm{v}}", "N·m", "part of the vertical ground reaction in the abductor moment",
             "aandeel van de verticale grondreactiekracht in het abductiemoment"),
    _further("mediolateral_force_moment", r"M_{F\mathrm{l}}", "N·m",
             "part of the sideways ground reaction in the abductor moment",
             "aandeel van de zijwaartse grondreactiekracht in het abductiemoment"),
    _further("leg_moment", r"M_L", "N·m", "part of the leg's own weight and inertia in the abductor moment",
             "aandeel van gewicht en traagheid van het been zelf in het abductiemoment", "winter_2009"),
    _further("body_moment", r"M_B", "N·m", "abductor moment from the body above the hip",
             "abductiemoment uit het lichaam boven de heup"),
    _further("moment_difference", r"M - M_B", "N·m", "abductor moment from the leg less that from the body above",
             "abductiemoment uit het been min dat uit het lichaam erboven"),
)  # fmt: skip

_TABLE = (
    *_BODY,
    *_FEMUR,
    *_STANCE,
    *_LEVER,
    *_CONSTANTS,
    *_STEPS,
    *_OUTPUTS,
    *_WEAKNESS,
    *_CONTACT,
    *_LATERAL,
    *_GAIT,
    *_TRIALS,
)

QUANTITIES: Mapping[str, Quantity] = MappingProxyType({quantity.name: quantity for quantity in _TABLE})
"""Every quantity, by its name."""

INPUTS = tuple(q.name for q in QUANTITIES.values() if q.kind in ("input", "choice"))
NUMBERS = tuple(q.name for q in QUANTITIES.values() if q.kind == "input")
CHOICES = tuple(q.name for q in QUANTITIES.values() if q.kind == "choice")
CONSTANTS = tuple(q.name for q in QUANTITIES.values() if q.kind == "constant")
OUTPUTS = tuple(q.name for q in QUANTITIES.values() if q.kind == "output")
FURTHER_INPUTS = tuple(q.name for q in QUANTITIES.values() if q.kind == "further input")


def quantity(name: str, among: Iterable[str] | None = None) -> Quantity:
    """Row of the table for a canonical name; an unknown name is an error that suggests the nearest.

    Parameters
    ----------
    name : str
        Canonical name.
    among : iterable of str, optional
        Names allowed here; all by default.
    """
    allowed = QUANTITIES if among is None else tuple(among)
    if name in allowed:
        return QUANTITIES[name]
    if name in QUANTITIES:
        raise UnknownQuantity(f"{name!r} is {ROLES[QUANTITIES[name].kind]}: it cannot be set here.")
    raise UnknownQuantity(f"{name!r} is not a quantity known here{suggestion(name, allowed)}")


ROLES: Mapping[Kind, str] = MappingProxyType(
    {
        "input": "an input of a body, a femur or a stance",
        "choice": "a choice of a body, a femur or a stance",
        "constant": "a constant",
        "step": "an intermediate step, computed from the inputs",
        "output": "an output, computed from the inputs",
        "lever": "an input of a published lever alone",
        "weakness": "an answer of a weak hip (hipmech.trendelenburg)",
        "further input": "an input of a further room, not of hipmech.solve",
        "further output": "an output of a further room, not of hipmech.solve",
    }
)


def suggestion(name: str, allowed: Iterable[str]) -> str:
    """Words that suggest the nearest allowed name, or list a few."""
    names = tuple(allowed)
    near = nearest(name, names)
    if near:
        return f"; did you mean {near!r}?"
    return f"; allowed are {', '.join(names[:40])}"


def nearest(name: str, allowed: Iterable[str]) -> str:
    """The allowed name most like the given one; empty if none is near."""
    import difflib

    return next(iter(difflib.get_close_matches(str(name), tuple(allowed), n=1, cutoff=0.55)), "")


def default(name: str) -> Any:
    """Value of the default adult, public unit."""
    return QUANTITIES[name].default
