"""MyoLeg in MuJoCo (``myo-sim``): hipmech beside a full-body model whose muscles wrap around bones.

The model stands on its right leg, thigh 5.7° towards the midline, knees straight. Six questions:

1. Fed with the model's straight lines, do we compute the arms that MuJoCo computes?
2. How far are our default arms from the arms of its full, wrapping paths?
3. What must its hip hold, and what do we say: on our own, and fed with its segments?
4. Fed with its arms and strengths, how weak may gluteus medius and minimus be before no muscle forces hold
   the pelvis? All 25 muscles over the hip share, each at most its maximal isometric force times its active
   force–length factor (the model has no pennation, and passive force is left out); with one balance
   (abduction) or three (abduction as demanded, flexion 0, rotation 0). The knee is free: its own muscles,
   which do not cross the hip, could hold it.
5. How much more does the tensor fasciae latae pull when the gluteals have half their strength? Forces are
   those of least squared activation.
6. How much does a fifth of our femoral offset, 8.6 mm more or less, change the moment per newton of all that
   pulls? In the model the whole right femur moves sideways, here the neck grows. Forces as before, one
   balance. Its muscles change as ours do, a half more than Rüdiger (2017) reports (see there).

A full-body model is no measurement: agreement says that two computations do the same, and that our simple
hip stands near an elaborate one. Three disagreements are published:

- our default adult has the hip distance of people measured, 172 mm, the model 154.5: 11 % more to hold;
- leaning relieves the model less: 25 % of its mass is pelvis and 40 % stands above it, here 14 % and 54 %;
- our own muscles, rectus femoris and sartorius among them, need 0.54 of their gluteal strength under three
  balances: together they are as strong as people on a dynamometer, the model's nearly twice that, 3 N·m/kg.

Sources: Rajagopal and others (2016), IEEE Transactions on Biomedical Engineering 63, 2068-2079; Caggiano and
others (2022), MyoSuite, Proceedings of Machine Learning Research 168, 492-507.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

import hipmech as hm
from hipmech import muscles, posture, sharing
from hipmech.muscles.straight_lines import straight
from hipmech.quantities import STANDARD_GRAVITY, default

from . import myo_sim_hip as model
from .changes import hip as solved
from .changes import percent
from .comparison import FULL_BODY, MODEL, Comparison

installed = model.installed
NOT_INSTALLED = (
    "Not compared with the full-body model: that needs mujoco and myo-sim, the extra hipmech[validation]."
)

SAME_MUSCLE = {
    "gluteus_medius_anterior": "glmed1",
    "gluteus_medius_middle": "glmed2",
    "gluteus_medius_posterior": "glmed3",
    "gluteus_minimus_anterior": "glmin1",
    "gluteus_minimus_middle": "glmin2",
    "gluteus_minimus_posterior": "glmin3",
    "tensor_fasciae_latae": "tfl",
    "piriformis": "piri",
}
"""Our lines and the model's. Rectus femoris and sartorius come only on request here, so they are exempt."""

POSES = tuple(product((-10.0, 0.0, 30.0), (-15.0, 0.0, model.STANCE, 15.0), (-20.0, 0.0, 20.0)))
"""Flexion, adduction and rotation, deg."""


class Stand(NamedTuple):
    """A stand on one leg, in deg, and the gluteal strength that its model was found to need before."""

    words: str
    needed: float
    pelvic_drop: float = 0.0
    trunk_lean: float = 0.0


LEVEL = Stand("level pelvis", 0.30)
STANDS = (
    LEVEL,
    Stand("trunk lean 10°", 0.20, trunk_lean=10.0),
    Stand("pelvic drop 5°", 0.38, pelvic_drop=5.0),
    Stand("pelvic drop 10°", 0.47, pelvic_drop=10.0),
)
TENSOR_RATIO = 3.4
"""Force of the tensor fasciae latae at half gluteal strength over that at full strength, as found before."""

SINGLE_ARM = "what is known of the arm of a single muscle"
ALL_ARMS = "the mean of many arms is known better: full-body models lie between 42 and 48 mm"
OWN_TABLES = "segment tables differ by a tenth"
SAME_SEGMENTS = "its swing leg does not hang exactly below its hip"
FOUND_BEFORE = "found before by another program, rounded; poses may have differed by a degree"
DIRECTION = "twice as much at the least: of living people only the direction is known"
WIDER = "the hips of people measured are 172 mm apart, its hips 154.5"
LIGHTER = "25 % of its mass is pelvis and 40 % stands above it, here 14 % and 54 %"
WEAKER = "its muscles are nearly twice as strong as people on a dynamometer"
OTHER_PLACES = "20 %: the arms of its gluteals differ from ours by up to a sixth"
ROUNDING = "the same geometry: 1e-9 m is rounding"


@dataclass(frozen=True, kw_only=True)
class Beside(Comparison):
    """A comparison with the model: its quantity is in words and has a unit of its own."""

    source: str = "myo_sim"
    origin: str = MODEL
    confidence: str = "A"
    tier: str = FULL_BODY


@cache
def beside() -> tuple[Beside, ...]:
    """Every comparison with the model; needs the ``validation`` extra."""
    return (straight_lines(), *arms(), *demands(), *needed_strengths(), *tensor(), *offsets())


def straight_lines() -> Beside:
    """The worst of all arms of straight lines, in all poses, about each hinge of MuJoCo's hip."""
    paths = model.straight_paths()
    ours, theirs = [], []
    for flexion, adduction, rotation in POSES:
        turned = model.two_point_tendons(paths, flexion=flexion, adduction=adduction, rotation=rotation)
        abduction, forward, inward = straight(paths.names, paths.origin, turned.insertion).arms
        moments = np.stack((-abduction, inward, forward), axis=-1)
        ours.append(-moments @ turned.axes.T)
        theirs.append(turned.lengthening)
    predicted, reference = np.concatenate(ours), np.concatenate(theirs)
    worst = np.unravel_index(np.abs(predicted - reference).argmax(), predicted.shape)
    return Beside(
        case="straight lines",
        quantity=f"worst of {predicted.size} arms",
        unit="mm",
        predicted=1000 * float(predicted[worst]),
        reference=1000 * float(reference[worst]),
        tolerance=1e-6,
        reason=ROUNDING,
    )


def arms() -> Iterator[Beside]:
    """Abduction arms of our default adult beside those of the model's full paths, one by one and together."""
    theirs = model.standing()
    place = [theirs.names.index(SAME_MUSCLE[name]) for name in muscles.ABDUCTORS]
    ours = muscles.lines(hm.solve()).abduction_arms
    reference, weights = 1000 * theirs.arms[0, place], theirs.capacities[place]
    for name, our_arm, its_arm in zip(muscles.ABDUCTORS, ours.tolist(), reference.tolist(), strict=True):
        yield Beside(
            case="arm of the default adult",
            quantity=name.replace("_", " "),
            unit="mm",
            predicted=our_arm,
            reference=its_arm,
            tolerance=8.0,
            reason=SINGLE_ARM,
        )
    yield Beside(
        case="arm of the default adult",
        quantity="mean, weighted by its strengths",
        unit="mm",
        predicted=float(np.average(ours, weights=weights)),
        reference=float(np.average(reference, weights=weights)),
        tolerance=5.0,
        reason=ALL_ARMS,
    )


def demands() -> Iterator[Beside]:
    """What the model's hip must hold, beside what we say of our adult, of its size, and of its segments."""
    ours = float(hm.solve().abductor_moment)
    yield demand("default adult", LEVEL, ours, 0.1, OWN_TABLES, known=(6.4, 0.2), why=WIDER)
    distance = 2000 * model.segments().half_hip_distance
    for stand in STANDS:
        load = hm.solve(
            body_mass=model.body_mass(),
            inter_hip_distance=distance,
            pelvic_drop=stand.pelvic_drop,
            trunk_lean=stand.trunk_lean,
        )
        known = (-7.0, 0.2) if stand.trunk_lean else None
        yield demand(
            "its weight and hips", stand, float(load.abductor_moment), 0.1, OWN_TABLES, known, LIGHTER
        )
    for stand in STANDS:
        yield demand("its segments", stand, moment_of_segments(stand), 0.005, SAME_SEGMENTS)


def demand(
    fed: str,
    stand: Stand,
    predicted: float,
    tolerance: float,
    reason: str,
    known: tuple[float, float] | None = None,
    why: str = "",
) -> Beside:
    """A line about the demand; the tolerance is relative."""
    reference = standing(stand).demand
    return Beside(
        case=f"{fed}, {stand.words}",
        quantity="demand",
        unit="N·m",
        predicted=predicted,
        reference=reference,
        tolerance=tolerance * reference,
        reason=f"{tolerance:.1%}: {reason}",
        known_difference=known,
        why=why if known else "",
    )


def standing(stand: Stand) -> model.Hip:
    """The model in a stand."""
    return model.standing(pelvic_drop=stand.pelvic_drop, trunk_lean=stand.trunk_lean)


def moment_of_segments(stand: Stand) -> float:
    """Our equations with the model's masses and centres of mass, N·m."""
    fed = model.segments()
    drop, lean = np.radians(stand.pelvic_drop), np.radians(stand.trunk_lean)
    top = posture.lumbosacral_arm(fed.half_hip_distance, fed.lumbosacral_height, drop)
    return float(
        posture.standing_moment(
            load_factor=1.0,
            gravity=STANDARD_GRAVITY,
            pelvis_mass=fed.pelvis_mass,
            pelvis_com_arm=posture.pelvis_com_arm(fed.half_hip_distance, fed.pelvis_com_height, drop),
            trunk_mass=fed.trunk_mass,
            given_trunk_arm=posture.given_trunk_arm(top, fed.trunk_com_length, np.sin(lean)),
            leg_mass=fed.leg_mass,
            swing_leg_arm=posture.swing_leg_arm(fed.half_hip_distance, drop),
            carried_mass=0.0,
            carried_arm=0.0,
            cane_force=0.0,
            cane_arm=0.0,
        )
    )


def needed_strengths() -> Iterator[Beside]:
    """Gluteal strength that the model's hip needs, by our solver; and that ours needs, beside it."""
    for stand in STANDS:
        yield needed(f"three balances, {stand.words}", least_strength(standing(stand), 3), stand.needed)
    yield needed("one balance, level pelvis", least_strength(standing(LEVEL), 1), 0.0)
    ours = least_strength(own_hip(muscles.ON_REQUEST), 3)
    yield needed("our own hip, three balances", ours, LEVEL.needed, known=(0.241, 0.005))


def needed(case: str, predicted: float, reference: float, known: tuple[float, float] | None = None) -> Beside:
    """A line about the gluteal strength below which nothing holds the pelvis."""
    return Beside(
        case=case,
        quantity="least gluteal strength",
        predicted=predicted,
        reference=reference,
        tolerance=0.03,
        reason=FOUND_BEFORE,
        known_difference=known,
        why=WEAKER if known else "",
    )


def own_hip(include: tuple[str, ...] = (), **inputs: float) -> model.Hip:
    """The default adult with our own muscles."""
    load = solved(**inputs)
    lines = muscles.lines(load, include)
    return model.Hip(
        names=lines.names,
        arms=lines.arms / 1000,
        capacities=muscles.capacities(load, include),
        demand=float(load.abductor_moment),
        gluteals=np.isin(lines.names, muscles.GLUTEALS),
    )


def least_strength(hip: model.Hip, balances: int) -> float:
    """The least gluteal strength with which a hip is held, to 0.001; found among 33 strengths, then finer."""
    low, high = 0.0, 1.0
    for _ in range(2):
        strengths = np.linspace(low, high, 33)
        first = int(np.argmax(shared(hip, strengths, balances).status == sharing.HELD))
        low, high = strengths[max(first - 1, 0)], strengths[first]
    return float(high)


def shared(hip: model.Hip, gluteal_strength: model.Array, balances: int) -> sharing.Sharing:
    """Forces of least squared activation, for an array of gluteal strengths."""
    weakened = np.where(hip.gluteals, gluteal_strength[:, np.newaxis], 1.0)
    if balances == 1:
        return sharing.share(hip.arms[0], weakened * hip.capacities, hip.demand)
    return sharing.share(hip.arms, weakened * hip.capacities, (hip.demand, 0.0, 0.0), balances=3)


def tensor() -> Iterator[Beside]:
    """How much the tensor's force grows when the gluteals lose half their strength."""
    hip = standing(LEVEL)
    for case, ours, name, balances, tolerance, reason in (
        ("three balances", hip, "tfl", 3, 0.2 * TENSOR_RATIO, f"20 %: {FOUND_BEFORE}"),
        ("our own hip, one balance", own_hip(), "tensor_fasciae_latae", 1, TENSOR_RATIO - 2, DIRECTION),
    ):
        half, full = shared(ours, np.array([0.5, 1.0]), balances).forces[:, ours.names.index(name)]
        yield Beside(
            case=case,
            quantity="tensor at half gluteal strength",
            unit="×",
            predicted=float(half / full),
            reference=TENSOR_RATIO,
            tolerance=tolerance,
            reason=reason,
        )


def offsets() -> Iterator[Beside]:
    """Moment per newton of all muscles together, when the femur stands farther from the hip, or nearer."""
    offset = float(hm.solve().steps["femoral_offset"])
    for share in (-0.2, 0.2):
        ours = percent(
            per_newton(own_hip(neck_length=(1 + share) * default("neck_length"))), per_newton(own_hip())
        )
        theirs = percent(per_newton(model.standing(offset=share * offset)), per_newton(standing(LEVEL)))
        yield Beside(
            case=f"offset {100 * share:+.0f} %",
            quantity="moment per newton of all muscles",
            unit="%",
            predicted=ours,
            reference=theirs,
            tolerance=0.2 * abs(theirs),
            reason=OTHER_PLACES,
            null=0.0,
        )


def per_newton(hip: model.Hip) -> float:
    """Abduction moment over the sum of all forces, m: what the arms of the muscles that pull come to."""
    return hip.demand / float(shared(hip, np.ones(1), 1).forces.sum())
