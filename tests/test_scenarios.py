"""Named cases solve, cite a source, and say no to what they do not have."""

import warnings

import pytest

import hipmech as hm
from hipmech.scenarios import SCENARIOS, HipScenario, LeverScenario, scenario

HIPS = [name for name in SCENARIOS if isinstance(scenario(name), HipScenario)]
LEVERS = [name for name in SCENARIOS if isinstance(scenario(name), LeverScenario)]

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_solves_and_says_what_and_whence(name: str) -> None:
    case = scenario(name)
    assert case.name == name
    assert case.words("en")
    assert case.words("nl")
    assert case.source.citation
    assert case.solve().status_words == ("not held" if name == "weak_abductors" else "ok")


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_refuses_anatomy(name: str) -> None:
    with pytest.raises(hm.InputError, match="neck_shaft_angle has no place in it"):
        scenario(name).solve(neck_shaft_angle=130)


@pytest.mark.parametrize("name", HIPS)
def test_a_hip_takes_further_inputs(name: str) -> None:
    bag = 2 * scenario(name).inputs.get("carried_mass", 0)
    heavier = scenario(name).solve(body_mass=150, carried_mass=bag)
    assert heavier.joint_reaction == pytest.approx(2 * scenario(name).solve().joint_reaction)


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(hm.InputError, match="did you mean 'pauwels_1965'"):
        scenario("pauwels1965")


def test_directions_of_the_clinic() -> None:
    """Vara and valga, wide and narrow, cane and bag change the joint force the way the levers say."""
    force = {name: scenario(name).solve().joint_reaction_bw for name in HIPS}
    assert force["coxa_vara"] < force["normal"] < force["coxa_valga"]
    assert force["narrow_pelvis"] < force["normal"] < force["wide_pelvis"]
    assert force["cane_opposite"] < force["normal"] < force["cane_same"]
    assert force["load_same"] < force["normal"] < force["load_opposite"]
    assert force["duchenne_lean"] < force["normal"] < force["short_neck"]


def test_odd_hips_solve_with_a_named_warning() -> None:
    with pytest.warns(hm.PhysiologyWarning, match="neck_shaft_angle = 110 deg lies outside the usual"):
        load = scenario("coxa_vara").solve()
    assert load.warnings
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert scenario("normal").solve().warnings == ()


def test_a_cane_force_replaces_the_cane_force_of_the_case_in_either_unit() -> None:
    newtons = scenario("cane_opposite").solve(cane_force=50)
    assert newtons.inputs["cane_force"] == 50
    assert scenario("cane_opposite").solve(cane_force_bw=0.05).joint_reaction < 2006


def test_a_lever_that_needs_adductors_says_so() -> None:
    load = scenario("lever_1_2").solve(body_weight_arm=-50)
    assert load.status_words == "adductors needed"
    assert "adductors, not abductors" in load.reasons
