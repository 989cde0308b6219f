"""What else must hold of the mechanics, beside the lines of the papers: short facts, each with its reason.

A source that prints a constant is quoted once more here, so that a slip in the table of quantities does not
pass. An assumption has no source to be quoted: it is held by what it was chosen to give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from hipmech import anthropometry, muscles, scenarios, trendelenburg
from hipmech.muscles import attachments, straight_lines, three_tensions
from hipmech.quantities import default

from .changes import hip

PRINTED: Mapping[str, float] = {
    "gravity": 9.80665,
    "leg_share": 0.161,
    "pelvis_share": 0.142,
    "hip_height_ratio": 0.530,
    "ankle_height_ratio": 0.039,
    "leg_com_ratio": 0.447,
    "leg_gyration_ratio": 0.326,
}
"""Standard gravity, and Winter's table 4.1 and figure 4.1."""
TRUNK_COM, HEAD_HEIGHT, HIP_HEIGHT = 0.626, 0.818, 0.530
"""Winter: head, arms and trunk have their centre of mass at 0.626 from the hip to the shoulder's height."""


def as_printed() -> bool:
    """Constants that a source prints are those."""
    return all(default(name) == value for name, value in PRINTED.items())


def trunk_hangs_where_winter_has_it() -> bool:
    """Pelvis and trunk together are as high as Winter's head, arms and trunk, to half a millimetre."""
    steps = hip().steps
    pelvis, trunk = float(steps["pelvis_mass"]), float(steps["trunk_mass"])
    above = float(steps["lumbosacral_height"]) + float(steps["trunk_com_length"])
    height = (pelvis * float(steps["pelvis_com_height"]) + trunk * above) / (pelvis + trunk)
    printed = TRUNK_COM * (HEAD_HEIGHT - HIP_HEIGHT) * default("stature")
    return bool(abs(height - printed) < 0.5)


def standing_strategies_meet_at_the_usual_step() -> bool:
    """At a step of 130 mm it does not matter whether pelvis or trunk would follow a wider one."""
    usual = float(hip().abductor_moment)
    leaning = float(hip(stance_strategy="trunk_over_foot", step_width=130.0).abductor_moment)
    return bool(abs(leaning - usual) < 1e-6 * usual)


def mixed_is_a_quarter_of_the_way() -> bool:
    """By default the trunk makes a quarter of the transfer: a quarter of what it does alone."""
    still, mixed, leaning = (
        float(hip(stance_strategy=name, step_width=200.0).abductor_moment)
        for name in ("pelvis_over_foot", "mixed", "trunk_over_foot")
    )
    return bool(abs((mixed - still) / (leaning - still) - 0.25) < 1e-3)


def healthy_hips_have_all_their_strength() -> bool:
    """The default adult holds what the norm says."""
    load = hip()
    norm = float(load.steps["capacity_per_mass"]) * default("body_mass")
    return bool(abs(float(load.abductor_capacity) - norm) < 1e-9 * norm)


def trochanter_is_level_with_the_head() -> bool:
    """At 127°, the mean of 3,226 people, both conventions put the trochanter level with the head."""
    heights = [
        float(hip(neck_shaft_angle=127.0, neck_angle_convention=name).steps["tip_up"])
        for name in ("head", "proximal_femur")
    ]
    return max(map(abs, heights)) < 1e-9


def shares_are_those_of_the_muscles() -> bool:
    """Gluteals and tensor have the same shares in the single line as in the muscles one by one."""
    shares = muscles.torque_shares()
    gluteal = sum(shares[name] for name in attachments.GLUTEALS)
    near = np.isclose(
        (default("gluteal_share"), default("tfl_share")), (gluteal, shares[attachments.TENSOR]), atol=1e-4
    )
    return bool(near.all())


def arms_are_those_of_full_body_models() -> bool:
    """Over an upright thigh the gluteal arms, weighted by cross-section, are the 45.9 mm decided for."""
    rows = straight_lines.muscle_rows()
    place = {name: np.zeros(1) for name in straight_lines.TURNS} | {
        name: value for name, value in straight_lines.usual_places().items() if name in straight_lines.SIZES
    }
    upright = straight_lines.straight(
        tuple(row.name for row in rows),
        straight_lines.on_pelvis(rows, place),
        straight_lines.on_femur(rows, place),
    )
    gluteal = np.array([row.name in attachments.GLUTEALS for row in rows])
    weights = np.array([row.relative_pcsa for row in rows])
    mean = 1000 * np.average(upright.abduction_arms[gluteal], weights=weights[gluteal])
    return bool(abs(mean - 45.9) < 0.05)


def table_of_muscles_is_as_printed() -> bool:
    """Sums over the attachment table, in mm and shares, by column: a slip in any cell shows."""
    rows = attachments.ATTACHMENTS
    ends = np.array([(*row.origin, *row.insertion) for row in rows]).sum(axis=0)
    printed = np.array(TABLE_SUMS)
    sections = sum(row.relative_pcsa for row in rows)
    return bool(np.abs(ends - printed).max() < 1e-6 and abs(sections - SECTIONS) < 1e-9)


TABLE_SUMS = (-50.0, 869.0, 167.0, 5.0, -1549.0, 521.0)
"""Anterior, up and lateral of all origins, then of all insertions: Dostal and Andrews, table 1."""
SECTIONS = 0.80 + 0.34 + 0.12 + 0.10 + 0.40 + 0.07 + 1.00
"""Johnston, table I."""


def norms_are_as_printed() -> bool:
    """Torque per mass of the three norms (Lewinson, Ramskov, Sugimoto)."""
    sexes, unknown, thirty = np.array(["female", "male"]), np.full(2, np.nan), np.full(2, 30.0)
    asked = (("isometric", unknown), ("eccentric", unknown), ("eccentric", thirty), ("concentric", unknown))
    found = [np.ravel(anthropometry.capacity_per_mass(norm, sexes, ages)) for norm, ages in asked]
    by_age = 1.600 - 0.005 * 30
    return bool(
        np.allclose(np.concatenate(found), [1.8, 1.41, 1.62, by_age, by_age + 0.215, 1.13, 1.29], rtol=1e-9)
    )


def de_leva_is_as_printed() -> bool:
    """A leg of 20.88 and 19.86 %, a lower trunk of 12.47 and 11.17 % (de Leva, table 4)."""
    table = anthropometry.segment_constants("de_leva", np.array(["female", "male"]))
    shares = np.concatenate([np.ravel(table[name]) for name in ("leg_share", "pelvis_share")])
    return bool(np.allclose(shares, (0.2088, 0.1986, 0.1247, 0.1117), atol=1e-9))


def iglic_is_quoted_alike() -> bool:
    """The lever of Iglič and the three tensions are of one paper: p. 37, table 1."""
    lever = (
        scenarios.IGLIC_LEG_SHARE,
        scenarios.IGLIC_LEG_ARM,
        scenarios.IGLIC_FOOT_ARM,
        scenarios.IGLIC_HALF_HIP_DISTANCE,
    )
    tensions = three_tensions.LEG_SHARE, three_tensions.LEG_ARM, three_tensions.FOOT_ARM
    return lever == (*tensions, three_tensions.HALF_DISTANCE)


def weak_hips_give_way_as_described() -> bool:
    """Lean that keeps the pelvis level without any strength, by pivot; that of the hips lies at the hips."""
    by_pivot = trendelenburg.lean_by_pivot(abductor_strength=0.0)
    rounded = {name: round(float(lean)) for name, lean in by_pivot.items()}
    own = float(hip().steps["lumbosacral_height"])
    from_the_hips = abs(own + trendelenburg.PIVOTS["hips"]) < 0.5
    return from_the_hips and rounded == {"hips": 25, "L5/S1": 34, "mid-lumbar": 51}


PROPERTIES: tuple[Callable[[], bool], ...] = (
    as_printed,
    trunk_hangs_where_winter_has_it,
    standing_strategies_meet_at_the_usual_step,
    mixed_is_a_quarter_of_the_way,
    healthy_hips_have_all_their_strength,
    trochanter_is_level_with_the_head,
    shares_are_those_of_the_muscles,
    arms_are_those_of_full_body_models,
    table_of_muscles_is_as_printed,
    norms_are_as_printed,
    de_leva_is_as_printed,
    iglic_is_quoted_alike,
    weak_hips_give_way_as_described,
)


def test_every_property_holds() -> None:
    assert [fact.__name__ for fact in PROPERTIES if not fact()] == []
