"""What popular writing says about the hip, and what is left of it: verdict, numbers of the model, evidence.

The words of a claim hold no number of the model: every one is computed when it is asked for. What was
measured stands in them as its source has it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from hipmech.errors import InputError
from hipmech.exercises import demands
from hipmech.gait import run
from hipmech.lateral import compression_index
from hipmech.notebooks import Tabled
from hipmech.quantities import default, suggestion
from hipmech.solution import solve
from hipmech.tasks import Case, Computed, Number, filling, person
from hipmech.tasks import numbers as numbers_of
from hipmech.trendelenburg import weaken
from hipmech.words import word

__all__ = ["CLAIMS", "OUTSIDE", "VERDICTS", "Claim", "claim", "numbers", "said", "supported"]

VERDICTS = ("half_right", "misquoted", "disputed", "unsupported", "contradicted")
"""What is left of a claim, of which none is simply right; what was found of a disputed one differs."""

OUTSIDE = "article.outside"
"""Words for a claim that this model cannot judge."""

ANY = math.inf


@dataclass(frozen=True, kw_only=True, repr=False)
class Claim(Tabled, Computed):
    """One claim.

    Attributes
    ----------
    verdict : str
        One of :data:`VERDICTS`.
    rests_on : mapping of str to (float, float)
        Bounds between which numbers of the claim must lie, or the verdict would be another one.
    measured : str
        Key of the words of what was measured.
    computed : bool
        Whether that was computed by others instead of measured.
    rows : tuple of str
        Quantities whose evidence it rests on.
    outside : bool
        Whether it speaks of what this model does not know.
    inputs : mapping
        What differs from the normal hip in the figure that shows it, public units.
    settings : mapping of str to str
        Page on which that figure stands and how it is shown; none where there is nothing to show.
    place : str
        Selector of the part of that page to look at; its top where empty.
    """

    verdict: str
    cases: Mapping[str, Case] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    rests_on: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    measured: str
    computed: bool = False
    rows: tuple[str, ...] = ()
    outside: bool = False
    inputs: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    place: str = ""


def _percent(quantity: str, case: str) -> Number:
    return Number(quantity=quantity, case=case, how="percent")


def _change(case: str, against: str = "person") -> Number:
    return Number(quantity="abductor_moment", digits=1, case=case, how="change", against=against)


def _further(digits: int = 0) -> Number:
    return Number(digits=digits, how="further")


def _walking(strategy: str) -> tuple[Case, Case]:
    """The usual step and one 100 mm wider."""
    usual = {"stance_strategy": strategy}
    return Case(put=usual), Case(put=usual | {"step_width": 230.0})


_MIXED, _TRUNK, _GAIT = map(_walking, ("mixed", "trunk_over_foot", "gait_midstance"))
_WIDE = Case(put={"step_width": 230.0})
_VARA: Mapping[str, Any] = {"neck_shaft_angle": 110.0}
_TURNED: Mapping[str, Any] = {**_VARA, "neck_angle_convention": "proximal_femur", "force_length": "bell"}
_LEVER_OF_3: Mapping[str, Any] = {"neck_shaft_angle": 143.0}  # the weight's arm three times the muscle's

CLAIMS: Mapping[str, Claim] = MappingProxyType(
    {
        "wider_step": Claim(
            verdict="half_right",
            cases={
                "pelvis": _WIDE,
                "mixed_usual": _MIXED[0],
                "mixed": _MIXED[1],
                "trunk_usual": _TRUNK[0],
                "trunk": _TRUNK[1],
                "gait_usual": _GAIT[0],
                "gait": _GAIT[1],
            },
            numbers={
                "pelvis": _change("pelvis"),
                "mixed": _change("mixed", "mixed_usual"),
                "trunk": _change("trunk", "trunk_usual"),
                "gait": _change("gait", "gait_usual"),
                "misread": Number(quantity="misread_moment", case="pelvis", how="change"),
            },
            # no stance makes a wider step harder
            rests_on=dict.fromkeys(("pelvis", "mixed", "trunk", "gait"), (-ANY, 0.05)),
            bars={"moment": ("pelvis", "mixed", "trunk", "gait", "misread")},
            misconception="misread",
            evidence=("kubinski_2015", "jospt_open_2024"),
            measured="article.wider_step.evidence",
            rows=("abductor_moment",),
            inputs={"step_width": 230.0, "stance_strategy": "gait_midstance"},
            settings={"page": "sweep", "sweep_x": "step_width", "curve": "abductor_moment"},
        ),
        "swing_leg": Claim(
            verdict="half_right",
            numbers={
                "leg": Number(quantity="leg_moment", digits=1),
                "rest": Number(quantity="trunk_moment", digits=1),
                "whole": Number(quantity="gravity_moment", digits=1),
                "share": Number(quantity="leg_moment", digits=2, how="ratio", of="gravity_moment"),
            },
            rests_on={"share": (0.30, 0.36)},
            bars={"parts": ("rest", "leg")},
            stacked=True,
            evidence=("winter_2009",),
            measured="task.tipping.evidence",
            rows=("gravity_moment",),
            settings={"page": "explore"},
            place=".tipping",
        ),
        "wide_hips": Claim(
            verdict="half_right",
            cases={"wide": Case(put={"inter_hip_distance": 192.0})},
            numbers={
                "joint": _percent("joint_reaction_bw", "wide"),
                "force": _percent("abductor_force", "wide"),
            },
            rests_on={"joint": (7.5, 9.0), "force": (10.0, 14.0)},
            bars={"change": ("force", "joint")},
            evidence=("warrener_2015",),
            measured="task.width.evidence",
            rows=("abductor_force_bw", "joint_reaction_bw"),
            inputs={"inter_hip_distance": 192.0},
            settings={"page": "explore"},
        ),
        "fast_runners": Claim(
            verdict="unsupported",
            cases={"narrow": Case(put={"inter_hip_distance": 157.0})},
            numbers={"joint": _percent("joint_reaction_bw", "narrow")},
            rests_on={"joint": (-10.0, 0.0)},
            evidence=("warrener_2015",),
            measured="article.fast_runners.evidence",
            rows=("joint_reaction_bw",),
            outside=True,
            inputs={"inter_hip_distance": 157.0},
            settings={"page": "explore"},
        ),
        "vara_valga": Claim(
            verdict="half_right",
            cases={
                "vara": Case(put=_VARA),
                "valga": Case(put={"neck_shaft_angle": 145.0}),
                "normal": Case(put={"force_length": "bell"}),
                "turned": Case(put=_TURNED),
            },
            numbers={
                "vara": _percent("joint_reaction_bw", "vara"),
                "valga": _percent("joint_reaction_bw", "valga"),
                "shorter": _percent("abductor_length", "turned"),
                "used": Number(quantity="strength_needed", case="normal"),
                "turned": Number(quantity="strength_needed", case="turned"),
            },
            rests_on={
                "vara": (-ANY, -5.0),
                "valga": (5.0, ANY),
                "shorter": (-ANY, -10.0),
                "turned": (47.0, 52.0),
            },
            bars={"joint": ("vara", "valga")},
            evidence=("antolic_1995",),
            measured="task.better.evidence",
            computed=True,
            rows=("joint_reaction_bw", "utilisation"),
            inputs=_VARA,
            settings={"page": "sweep", "sweep_x": "neck_shaft_angle", "curve": "joint_reaction_bw"},
        ),
        "trendelenburg_sign": Claim(
            verdict="half_right",
            numbers={"loss": Number(how="loss")},
            rests_on={"loss": (50.0, 56.0)},
            evidence=("kendall_2013",),
            measured="task.weakness.evidence",
            rows=("utilisation",),
            inputs={"abductor_strength": 0.45, "pelvic_drop": 5.0},
            settings={"page": "explore", "view": "back"},
        ),
        "quadratus": Claim(
            verdict="contradicted",
            cases={
                "weak": Case(put={"abductor_strength": 0.4}),
                "lean": Case(put={"trunk_lean": 10.0}),
            },
            numbers={
                "needed": Number(digits=1, case="weak", how="lean"),
                "lean": _percent("abductor_moment", "lean"),
            },
            rests_on={"needed": (2.0, 8.0), "lean": (-35.0, -22.0)},
            evidence=("jospt_open_2024",),
            measured="article.quadratus.evidence",
            rows=("abductor_moment",),
            inputs={"abductor_strength": 0.4, "trunk_lean": 10.0},
            settings={"page": "explore", "view": "back"},
        ),
        "four_times": Claim(
            verdict="misquoted",
            cases={"lever": Case(put=_LEVER_OF_3)},
            numbers={
                "joint": Number(quantity="joint_reaction_bw", digits=2),
                "lever": Number(quantity="joint_reaction_bw", digits=2, case="lever"),
            },
            rests_on={"joint": (2.19, 3.28), "lever": (3.2, 3.5)},
            evidence=("bergmann_2016",),
            measured="task.balance.evidence",
            rows=("joint_reaction_bw",),
            inputs=_LEVER_OF_3,
            settings={"page": "explore"},
        ),
        "piriformis": Claim(
            verdict="misquoted",
            evidence=("othman_2023",),
            measured="article.piriformis.evidence",
            outside=True,
        ),
        "step_rate": Claim(
            verdict="half_right",
            numbers={"own": _further(2), "quick": _further(2), "peak": _further(), "sum": _further(1)},
            # each step asks less, a kilometre about as much
            rests_on={"own": (1.4, 2.2), "peak": (-ANY, -2.0), "sum": (-1.0, 1.0)},
            evidence=("heiderscheit_2011", "lenhart_2014"),
            measured="article.step_rate.evidence",
            rows=("abductor_moment_peak", "joint_reaction_per_kilometre"),
            settings={"page": "running", "gait": "run", "gait_rate": "10"},
        ),
        "tensor": Claim(
            verdict="half_right",
            numbers={"times": _further(1), "share": _further()},
            rests_on={"times": (2.0, ANY), "share": (0.0, 35.0)},
            evidence=("sutter_2013",),
            measured="article.tensor.evidence",
            rows=("gluteal_strength",),
            inputs={"gluteal_strength": 0.5},
            settings={"page": "explore"},
        ),
        "band": Claim(
            verdict="disputed",
            numbers=dict.fromkeys(("drop", "vara"), _further(1)),
            rests_on=dict.fromkeys(("drop", "vara"), (1.2, ANY)),
            evidence=("fearon_2012", "pelvic_trochanteric_index"),
            measured="lateral.angle",
            rows=("trochanter_compression_index",),
            inputs={"pelvic_drop": 5.0},
            settings={"page": "running"},
            place="[data-name=lateral-hip]",
        ),
        "exercise": Claim(
            verdict="unsupported",
            numbers={"lying": _further(), "bridge": _further()},
            rests_on={"lying": (0.0, 60.0), "bridge": (60.0, 100.0)},
            evidence=("garrison_2014",),
            measured="article.exercise.evidence",
            rows=("abductor_capacity",),
            settings={"page": "running"},
            place=".tissue-exercises",
        ),
    }
)
"""Every claim by name, in the order of the article."""


def _step_rate() -> dict[str, float]:
    own, quick = run(), run(step_rate=1.1 * float(default("step_rate")))
    mass = float(default("body_mass"))
    before, after = (float(step.abductor_moment_peak) / mass for step in (own, quick))
    summed = float(quick.joint_reaction_per_kilometre) / float(own.joint_reaction_per_kilometre)
    return {"own": before, "quick": after, "peak": 100 * (after / before - 1), "sum": 100 * (summed - 1)}


def _tensor() -> dict[str, float]:
    whole, half = (weaken(gluteal_strength=strength).ledger for strength in (1.0, 0.5))
    tensor = float(half["tfl"])
    return {"times": tensor / float(whole["tfl"]), "share": 100 * tensor / sum(map(float, half.values()))}


def _band() -> dict[str, float]:
    index = "trochanter_compression_index"
    hips: dict[str, dict[str, Any]] = {"drop": {"pelvic_drop": 5.0}, "vara": {"neck_shaft_angle": 114.0}}
    return {name: float(compression_index(solve(**hip))[index]) for name, hip in hips.items()}


def _exercise() -> dict[str, float]:
    asked = demands()
    names = {"lying": "side_lying_abduction", "bridge": "side_bridge"}
    return {name: float(max(asked[one].share or ())) for name, one in names.items()}


FURTHER: Mapping[str, Callable[[], dict[str, float]]] = MappingProxyType(
    {"step_rate": _step_rate, "tensor": _tensor, "band": _band, "exercise": _exercise}
)
"""Numbers of a claim that no one-leg stand answers, of the default adult."""


def claim(name: str) -> Claim:
    """The claim of that name; an unknown name is an error that suggests the nearest."""
    if name not in CLAIMS:
        raise InputError(f"{name!r} is not a claim{suggestion(name, CLAIMS)}")
    return CLAIMS[name]


def numbers(name: str, given: Mapping[str, Any] | None = None) -> dict[str, float]:
    """Every number of a claim, for the default adult or for a person; :data:`FURTHER` ones are the adult's.

    Parameters
    ----------
    name : str
        Name of the claim.
    given : mapping, optional
        Inputs of the person, public units.

    Examples
    --------
    >>> round(numbers("wide_hips")["joint"], 1)
    8.4
    """
    found = numbers_of(claim(name), person(0) if given is None else given)
    return found | FURTHER.get(name, dict)()


def supported(name: str, given: Mapping[str, Any] | None = None) -> bool:
    """Whether the numbers of a claim bear its verdict.

    Examples
    --------
    >>> all(supported(name) for name in CLAIMS)
    True
    """
    found = numbers(name, given)
    return all(low <= found[number] <= high for number, (low, high) in claim(name).rests_on.items())


def said(name: str, key: str, language: str) -> str:
    """Words of a claim with the numbers of the default adult.

    Parameters
    ----------
    name : str
        Name of the claim.
    key : str
        ``claim``, in our own words; ``verdict``; ``model``, what the model answers; ``evidence``, what was
        measured.
    language : ``en`` or ``nl``

    Examples
    --------
    >>> said("wide_hips", "verdict", "en")
    'half right'
    """
    one = claim(name)
    keys = {"evidence": one.measured, "verdict": f"article.verdict.{one.verdict}"}
    values = filling(one, person(0), language, FURTHER.get(name, dict)())
    return word(keys.get(key, f"article.{name}.{key}"), language, **values)
