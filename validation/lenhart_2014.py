"""Lenhart (2014): the forces of the gluteals in running, by a musculoskeletal model of thirty runners.

At their own step rate gluteus medius peaks at 32.05 ± 4.03 and gluteus minimus at 22.97 ± 3.65 N/kg in stance
(table 1). The same laboratory measured a peak hip abduction moment of 1.8 ± 0.4 N·m/kg in 45 runners
(Heiderscheit 2011, table 3). Confidence: A. One line that holds that moment pulls a quarter less than the two
muscles: they also hold flexion and rotation, and their arms are shorter. Say "at least" of forces in running.
The same holds of a whole step at 90, 100 and 110 % of the own step rate, where medius and minimus together
peak at 58.9, 55.0 and 49.5 N/kg: the direction is right, the change is half as large.
"""

from __future__ import annotations

from hipmech import gait
from hipmech.quantities import default

from .changes import hip, percent
from .comparison import FOUND, KNOWN, Comparison
from .heiderscheit_2011 import runner
from .report import assert_all_hold

RUNNING_MOMENT = 1.8
MEDIUS, MINIMUS = gait.GLUTEALS[0]
DEVIATION = 4.03 + 3.65
BOTH = {change: sum(pulls) for change, pulls in gait.GLUTEALS.items()}
STEPS = {-10: -14.278, 0: -12.846, 10: -9.418}
"""What the line of a whole step lacks at each step rate."""
WHY = "the muscles hold three moments with shorter arms, the line one"


def pull_per_mass(moment_per_mass: float) -> float:
    """Pull of the line that holds a moment, N/kg."""
    standing = hip()
    mass = float(standing.inputs["body_mass"])
    running = hip(load_factor=moment_per_mass * mass / float(standing.abductor_moment))
    return float(running.abductor_force) / mass


def comparisons() -> tuple[Comparison, ...]:
    return (
        Comparison(
            source="lenhart_2014",
            case="running, at the moment of heiderscheit_2011",
            quantity="abductor force per mass",
            unit="N/kg",
            predicted=pull_per_mass(RUNNING_MOMENT),
            reference=MEDIUS + MINIMUS,
            origin=FOUND,
            tolerance=DEVIATION,
            reason="the standard deviations of both muscles, added: their peaks come together",
            confidence="A",
            tier=KNOWN,
            known_difference=(-15.06, 0.05),
            why=WHY,
        ),
        *(step(change, known) for change, known in STEPS.items()),
    )


def pull_in_a_step(change: int) -> float:
    """Peak pull of the line at another step rate than the own, N/kg."""
    return float(runner(change).abductor_force_peak) / float(default("body_mass"))


def step(change: int, known: float) -> Comparison:
    """The peak of a step beside that of both muscles."""
    return Comparison(
        source="lenhart_2014",
        case=f"running, {100 + change} % of the own step rate",
        quantity="peak abductor force per mass",
        unit="N/kg",
        predicted=pull_in_a_step(change),
        reference=BOTH[change],
        origin=FOUND,
        tolerance=DEVIATION,
        reason="the standard deviations of both muscles at the own step rate, added",
        confidence="A",
        tier=KNOWN,
        known_difference=(known, 0.02),
        why=WHY,
    )


def test_lenhart() -> None:
    assert_all_hold(comparisons())


def test_the_line_pulls_a_quarter_less() -> None:
    line = comparisons()[0]
    assert -0.30 < line.difference / line.reference < -0.20


def test_a_higher_step_rate_lowers_both_the_line_and_the_muscles() -> None:
    for pulls in (BOTH, {change: pull_in_a_step(change) for change in BOTH}):
        assert pulls[-10] > pulls[0] > pulls[10]


def test_the_line_changes_about_half_as_much() -> None:
    ours, theirs = (
        percent(pulls[10], pulls[-10])
        for pulls in ({change: pull_in_a_step(change) for change in BOTH}, BOTH)
    )
    assert 0.5 < ours / theirs < 0.75
