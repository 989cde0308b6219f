"""Lenhart (2014): the forces of the gluteals in running, by a musculoskeletal model of thirty runners.

At their own step rate gluteus medius peaks at 32.05 ± 4.03 and gluteus minimus at 22.97 ± 3.65 N/kg in stance
(table 1). The same laboratory measured a peak hip abduction moment of 1.8 ± 0.4 N·m/kg in 45 runners
(Heiderscheit 2011, table 3). Confidence: A. One line that holds that moment pulls a quarter less than the two
muscles: they also hold flexion and rotation, and their arms are shorter. Say "at least" of forces in running.
"""

from __future__ import annotations

from .changes import hip
from .comparison import FOUND, KNOWN, Comparison
from .report import assert_all_hold

RUNNING_MOMENT = 1.8
MEDIUS, MINIMUS = 32.05, 22.97
DEVIATION = 4.03 + 3.65


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
            why="the muscles hold three moments with shorter arms, the line one",
        ),
    )


def test_lenhart() -> None:
    assert_all_hold(comparisons())


def test_the_line_pulls_a_quarter_less() -> None:
    (line,) = comparisons()
    assert -0.30 < line.difference / line.reference < -0.20
