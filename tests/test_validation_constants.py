"""A constant that is one per cent off is noticed, or cannot matter for a reason that is written down."""

import pytest

import hipmech as hm
from hipmech.quantities import CONSTANTS, QUANTITIES
from validation import constants
from validation.constants import CANNOT_MATTER, Constant, changed, found, reason
from validation.properties import PROPERTIES

EVERY = {constant.name: constant for constant in constants.constants()}
SILENT = [constant for constant in EVERY.values() if reason(constant.name)]
HEARD = [constant for constant in EVERY.values() if not reason(constant.name)]


def test_every_constant_of_the_table_is_tried() -> None:
    assert set(CONSTANTS) <= set(EVERY)
    assert len(EVERY) > 130
    assert all(constant.value for constant in EVERY.values())


def test_a_constant_that_is_off_is_noticed() -> None:
    unnoticed = [
        f"{constant.name} × {factor}"
        for constant in HEARD
        for factor in constants.FACTORS
        if not found(constant, factor, all_of_them=False)
    ]
    assert unnoticed == []


def test_what_is_said_not_to_matter_does_not() -> None:
    noticed = {constant.name: found(constant, 1.01, all_of_them=False) for constant in SILENT}
    assert {name: red for name, red in noticed.items() if red} == {}


def test_every_reason_is_about_a_constant() -> None:
    assert [
        start for start in CANNOT_MATTER if not any(f"{x.name}.".startswith(f"{start}.") for x in SILENT)
    ] == []
    assert reason("muscles.three_tensions.PELVIC_BEND")
    assert not reason("muscles.three_tensions.PELVIC_BENDING")


@pytest.mark.parametrize(
    "name, output",
    [
        ("gravity", "joint_reaction"),
        ("inter_hip_distance", "joint_reaction_bw"),
        ("anthropometry.ISOMETRIC_MEAN", "utilisation"),
    ],
)
def test_a_change_reaches_the_answer_and_goes_again(name: str, output: str) -> None:
    usual = float(getattr(hm.solve(), output))
    with changed(EVERY[name], 1.01):
        assert abs(float(getattr(hm.solve(), output)) / usual - 1) > 1e-3
    assert float(getattr(hm.solve(), output)) == usual


@pytest.mark.parametrize(
    "name",
    [
        "muscles.attachments.ATTACHMENTS.gluteus_medius_middle.origin.1",
        "muscles.straight_lines.FEMORAL_BREADTH",
    ],
)
def test_a_change_reaches_the_muscles(name: str) -> None:
    def arms() -> list[float]:
        pulls: list[float] = hm.muscles.lines(hm.solve()).abduction_arms.tolist()
        return pulls

    usual = arms()
    with changed(EVERY[name], 1.01):
        assert arms() != usual
    assert arms() == usual


def test_all_is_as_before_afterwards() -> None:
    assert [fact.__name__ for fact in PROPERTIES if not fact()] == []
    assert QUANTITIES["gravity"].default == 9.80665


def test_the_script_ends_with_the_reasons(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few: list[Constant] = [EVERY["leg_share"], EVERY["body_mass"]]
    monkeypatch.setattr(constants, "constants", lambda: iter(few))
    assert constants.main() == 0
    printed = capsys.readouterr().out
    assert "leg_share = 0.161" in printed
    assert "as_printed" in printed
    assert "body_mass: everything is compared per body weight" in printed
    monkeypatch.setattr(constants, "CANNOT_MATTER", {})
    assert constants.main() == 1
    assert "body_mass: NO REASON" in capsys.readouterr().out
