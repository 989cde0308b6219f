"""Comparisons: one hip beside those of people."""

from typing import Any

import pytest

import hipmech as hm
from hipmech import comparisons


@pytest.mark.parametrize(
    "inputs",
    [{"pelvic_drop": 1}, {"trunk_lean": 1}, {"cane_force": 5}, {"carried_mass": 1}, {"load_factor": 1.1},
     {"stance_strategy": "mixed"}, {"stance_strategy": "gait_midstance"}],
)  # fmt: skip
def test_only_the_measured_pose_is_compared_with_people(inputs: dict[str, Any]) -> None:
    assert not comparisons.comparable(hm.solve(**inputs))


def test_the_upright_stand_is_compared_with_people() -> None:
    assert comparisons.comparable(hm.solve(inter_hip_distance=180, abductor_strength=0.3))


def test_the_comparison_tells_what_was_measured_and_where_it_does_not_fit() -> None:
    said = comparisons.in_vivo(hm.solve(), "nl")
    for part in ("2,61 ± 0,29", "2,19–3,28", "11,5 ± 3,5°", "2,73\u202fLG op 16,1°", "binnen wat gemeten is"):
        assert part in said
    assert "about 4.6° too inclined" in comparisons.honest("en")
    assert "10.8 %" in comparisons.honest("en")


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_a_hip_that_nobody_had_is_called_outside() -> None:
    assert "outside the measured range" in comparisons.in_vivo(hm.solve(neck_shaft_angle=145), "en")
