r"""The outside of the hip: how hard the iliotibial band presses on the trochanter, against the default stand.

The band runs from the iliac tubercle over the greater trochanter to the outside of the knee. Where it bends
over the trochanter it presses on what lies between, the tendons of gluteus medius and minimus among it::

        ● iliac tubercle, turns with the pelvis
         \  δ
          ● trochanter: a tense band bent by δ presses with 2 T sin(δ/2)
          |
          ● outside of the knee, turns with the thigh

Adduction, a dropped pelvis and a trochanter that stands far out bend it more. How tense it is nobody has
measured in standing people: it is taken as a fixed share of the abductor force. So this is an **index**, 1
for the default adult in the default stand; it is an assumption from end to end, and no measure of risk.

The evidence is thin and contradicts itself. Under the band of cadavers 4 N at neutral, 36 N at 10° and
106 N at 40° of adduction are quoted (birnbaum_2004; unverified): there the band was passive, so only the
direction compares. A low neck-shaft angle went with gluteal tendon surgery (odds ratio 3.33, fearon_2012),
not with pain treated otherwise, and not with pain in a larger study (pelvic_trochanteric_index).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from hipmech import femur
from hipmech.equations import Equation, Function, behind, chosen, evaluate, in_order
from hipmech.errors import InputError
from hipmech.limits import Real
from hipmech.loads import OUTSIDE_VALIDITY, Load, load_within
from hipmech.muscles.attachments import ATTACHMENTS, TENSOR
from hipmech.muscles.straight_lines import FEMORAL_BREADTH
from hipmech.quantities import CONSTANTS, QUANTITIES, default
from hipmech.solution import solve

__all__ = ["BAND_SHARE", "EQUATIONS", "compression_index", "from_si"]

BAND_SHARE = 0.30
"""Tension of the band per abductor force: what pulls on the band holds about 30 %, trochanteric muscles 70 %
(kummer_1993, quoted by others); that its tension keeps that share in every stand is our assumption."""
TUBERCLE_LATERAL, CREST_UP = 0.056, 0.140
"""Iliac tubercle lateral of the hip, crest above it, m: means of ten people (fischer_2021)."""
_, _TENSOR_UP, _TENSOR_LATERAL = next(row for row in ATTACHMENTS if row.name == TENSOR).insertion
KNEE_LATERAL, KNEE_DOWN = FEMORAL_BREADTH * _TENSOR_LATERAL / 1000, -_TENSOR_UP / 1000
"""Where the tensor fasciae latae ends (dostal_andrews_1981), as broad a femur as for the muscles, m."""
STATURE = float(default("stature")) * QUANTITIES["stature"].si
ORIGIN_UP = float(default("abductor_origin_up")) * QUANTITIES["abductor_origin_up"].si
FLARE = float(default("abductor_origin_lateral")) * QUANTITIES["abductor_origin_lateral"].si


def __dir__() -> list[str]:
    return sorted(__all__)


def band_origin_up(abductor_origin_up: Real) -> Real:
    """The crest, as much higher as the ilium is."""
    return CREST_UP * abductor_origin_up / ORIGIN_UP


def band_origin_lateral(abductor_origin_lateral: Real) -> Real:
    """The tubercle: at its height a wing that flares stands out in proportion."""
    return TUBERCLE_LATERAL + (abductor_origin_lateral - FLARE) * CREST_UP / ORIGIN_UP


def band_end_down(stature: Real) -> Real:
    """The band's end below the hip, along the thigh."""
    return KNEE_DOWN * stature / STATURE


def upper_band_angle(
    tip_lateral: Real, tip_up: Real, band_origin_lateral: Real, band_origin_up: Real, hip_adduction: Real
) -> Real:
    """From tubercle to trochanter: outward from straight down, in the pelvis' frame."""
    lateral = tip_lateral * np.cos(hip_adduction) + tip_up * np.sin(hip_adduction)
    up = tip_up * np.cos(hip_adduction) - tip_lateral * np.sin(hip_adduction)
    return np.arctan2(lateral - band_origin_lateral, band_origin_up - up)


def lower_band_angle(tip_lateral: Real, tip_up: Real, band_end_down: Real, hip_adduction: Real) -> Real:
    """From trochanter to knee: inward from straight down; the thigh's adduction adds to its own slant."""
    return hip_adduction + np.arctan2(tip_lateral - KNEE_LATERAL, tip_up + band_end_down)


def band_deflection(upper_band_angle: Real, lower_band_angle: Real) -> Real:
    """Bend over the trochanter; a band that runs past it is not bent."""
    return np.maximum(upper_band_angle + lower_band_angle, 0.0)


def trochanter_pressure(abductor_force: Real, band_deflection: Real) -> Real:
    """Force of a bent, tense band on what it is bent over."""
    return 2 * BAND_SHARE * abductor_force * np.sin(band_deflection / 2)


MEASURED: Mapping[float, float] = MappingProxyType({0.0: 4.0, 10.0: 36.0, 40.0: 106.0})
"""Force under the band of cadavers, N, by adduction, deg (birnbaum_2004): D, shown, decides nothing."""

EQUATIONS: tuple[Function, ...] = (
    band_origin_up,
    band_origin_lateral,
    band_end_down,
    upper_band_angle,
    lower_band_angle,
    band_deflection,
    trochanter_pressure,
)
OUTPUTS = ("band_deflection", "trochanter_compression_index")
CHOICE = "neck_angle_convention"
GIVEN = (
    CHOICE,
    "abductor_origin_lateral",
    "abductor_origin_up",
    "stature",
    "neck_shaft_angle",
    "neck_length",
    "trochanter_lateral",
    "trochanter_rise",
)
"""Inputs of a hip that it starts from, beside adduction and abductor force."""


def compression_index(load: Load) -> Mapping[str, Any]:
    """Bend of the iliotibial band over the trochanter, and its pressure against the default stand.

    Parameters
    ----------
    load : Load
        One hip or an array of hips.

    Returns
    -------
    mapping
        ``band_deflection``, deg, and ``trochanter_compression_index``: 1 for the default adult in the default
        stand. Floats or arrays of the load's shape; NaN where the load has no abductor force.

    Raises
    ------
    InputError
        No solved hip.

    Examples
    --------
    >>> import hipmech as hm
    >>> from hipmech import lateral
    >>> dropped = lateral.compression_index(hm.solve(pelvic_drop=[0, 5, 10]))
    >>> dropped["trochanter_compression_index"].round(2).tolist()
    [1.0, 2.15, 3.44]
    """
    if not isinstance(load, Load):
        raise InputError(
            f"{load!r} is no load of a hip: give the answer of hipmech.solve.{load_within(load)}"
        )
    values = load.evaluate() | {"abductor_force": np.asarray(load.abductor_force)}
    found = from_si(values, load.inputs[CHOICE])
    bent = np.where(np.asarray(load.status) == OUTSIDE_VALIDITY, np.nan, found["band_deflection"])
    found = {**found, "band_deflection": bent}
    shaped = {name: np.broadcast_to(value, load.shape)[()] for name, value in found.items()}
    return {name: float(value) for name, value in shaped.items()} if load.shape == () else shaped


def from_si(values: Mapping[str, Any], convention: str) -> dict[str, Any]:
    """Outputs in public units, from inputs, adduction and abductor force in SI."""
    constants = {name: default(name) * QUANTITIES[name].si for name in CONSTANTS}
    with np.errstate(all="ignore"):
        found = evaluate(_equations(convention), {**constants, **values})
    return {
        "band_deflection": found["band_deflection"] / QUANTITIES["band_deflection"].si,
        "trochanter_compression_index": found["trochanter_pressure"] / usual_pressure(),
    }


@cache
def _equations(convention: str) -> tuple[Equation, ...]:
    every = in_order(chosen((*femur.EQUATIONS, *EQUATIONS), {CHOICE: convention}))
    return behind(every, ("band_deflection", "trochanter_pressure"))


@cache
def usual_pressure() -> float:
    """Pressure of the default adult in the default stand, N: what the index counts in."""
    equations = _equations(default(CHOICE))
    return float(evaluate(equations, solve().evaluate())["trochanter_pressure"])
