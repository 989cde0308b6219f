"""Through a step: mid-stance is the known hip, both free bodies agree all along, feet carry the body."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import solve_bvp

import hipmech as hm
from hipmech import gait
from hipmech.gait.loading import walking_load_factor
from hipmech.loads import ADDUCTORS_NEEDED, NOT_HELD
from hipmech.quantities import QUANTITIES
from tests.free_bodies import FreeBodies
from tests.hips import random_hips

MASS = 75.0
ALIKE = (
    "abductor_moment", "abductor_force", "joint_reaction", "joint_reaction_angle", "hip_adduction",
    "abductor_arm", "utilisation", "supported_weight",
)  # fmt: skip
NOT_WALKED = ("stance_strategy", "load_factor")
NOT_RUN = (*NOT_WALKED, "step_time", "pelvic_drop")
SIZE = 40


def first(value: Any) -> float:
    """Of what does not change through a step."""
    return float(np.ravel(value)[0])


def people_who(seed: int, without: tuple[str, ...]) -> dict[str, Any]:
    """Hips over everyday ranges that may walk or run, without aids."""
    hips = random_hips(seed, SIZE, "usual", stance_strategy="gait_midstance")
    aids = ("cane_force", "carried_mass")
    return {name: value for name, value in hips.items() if name not in (*without, *aids)}


# Walking


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
@given(seed=st.integers(0, 10**6))
@settings(max_examples=20)
def test_the_middle_of_a_walking_step_is_the_hip_at_midstance(seed: int) -> None:
    hips = people_who(seed, NOT_WALKED)
    step = gait.walk(**hips, instants=11)
    still = hm.solve(**hips, stance_strategy="gait_midstance", load_factor=step.load_factor[..., 5])
    for name in ALIKE:
        np.testing.assert_allclose(
            getattr(step.load, name)[..., 5], getattr(still, name), rtol=1e-9, atol=1e-9, err_msg=name
        )


def test_the_path_is_that_of_an_inverted_pendulum_from_line_to_line() -> None:
    step = gait.walk(instants=2001, duty_factor=0.5)
    time, path = step.time, step.load.steps["foot_shift"]
    rate = first(step.load.steps["pendulum_rate"])
    acceleration = np.gradient(np.gradient(path, time), time)[5:-5]
    np.testing.assert_allclose(acceleration, rate**2 * path[5:-5], rtol=1e-4)
    rest = 86 - first(step.load.steps["standing_foot_arm"])
    assert path[[0, -1]] == pytest.approx(np.full(2, 65 - rest), rel=2e-3)


def test_the_margin_is_that_of_the_extrapolated_centre_of_mass() -> None:
    step = gait.walk(instants=20_001, duty_factor=0.5)
    path, rate = step.load.steps["foot_shift"], first(step.load.steps["pendulum_rate"])
    speed = np.gradient(path, step.time)
    assert step.balance_margin == pytest.approx((path + speed / rate)[0], rel=1e-3)


def load_of_all_feet(load_shape: float, duty_factor: float) -> NDArray[np.float64]:
    """Load of both feet over one step, each by the law of walking."""
    step, contact = 0.5, duty_factor
    clock = (np.arange(100_000) + 0.5) / 100_000 * step
    total = np.zeros_like(clock)
    for late in range(3):
        time = clock + late * step
        inside = time < contact
        load = walking_load_factor(time, contact, step, load_shape)
        total += np.where(inside, load, 0.0)
    return total


@pytest.mark.parametrize("load_shape", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("duty_factor", [0.3, 0.5, 0.6])
def test_over_a_step_the_feet_carry_the_body(load_shape: float, duty_factor: float) -> None:
    assert load_of_all_feet(load_shape, duty_factor).mean() == pytest.approx(1, abs=1e-6)


def test_a_walking_step_has_two_phases_of_load() -> None:
    moment = np.asarray(gait.walk().load.abductor_moment)
    turns = np.flatnonzero(np.diff(np.sign(np.diff(moment))))
    assert len(turns) == 3
    assert moment[50] < moment[[turns[0], turns[2]]].min()
    np.testing.assert_allclose(moment, moment[::-1], rtol=1e-12)


def test_sway_and_step_width_unload_the_hip_as_the_pendulum_says() -> None:
    walking = gait.walk(trunk_lean=[0.0, 1.0], step_width=np.array([[130.0], [140.0]]), load_shape=0.0)
    middle = (np.asarray(walking.load.abductor_moment) / walking.load_factor)[..., 50]
    assert middle[0, 1] - middle[0, 0] == pytest.approx(-1.7, abs=0.05)
    assert middle[1, 0] - middle[0, 0] == pytest.approx(-0.39, abs=0.005)


def test_a_swing_leg_that_follows_a_wider_step_leaves_little_of_the_relief() -> None:
    """Its foot goes out by half of the widening, its hip by what the pelvis moves towards the stance foot."""
    narrow, wide = (hm.solve(stance_strategy="gait_midstance", step_width=width) for width in (125.0, 135.0))
    steps = narrow.steps
    stays = 1 / np.cosh(float(steps["pendulum_rate"]) * 0.54 / 2)
    foot = 5.0 + 5.0 * (1 - stays)
    leg = float(steps["leg_com_depth"]) / float(steps["hip_height"]) * foot / 1000
    follows = float(steps["leg_mass"]) * 9.80665 * leg
    assert float(wide.abductor_moment) - float(narrow.abductor_moment) + follows == pytest.approx(
        -0.08, abs=0.005
    )


def test_the_path_under_constant_weight_is_close_to_that_under_the_load_of_the_step() -> None:
    """The price of a closed form: what the moment would be if the path felt the two humps."""
    step = gait.walk(duty_factor=0.5)
    start, rate = first(step.load.steps["foot_shift"]), first(step.load.steps["pendulum_rate"])

    def falls(time: Any, state: Any) -> Any:
        return [state[1], np.interp(time, step.time, step.load_factor) * rate**2 * state[0]]

    found = solve_bvp(
        falls, lambda a, b: [a[0] - start, b[0] - start], step.time, np.full((2, 101), start), tol=1e-6
    )
    assert found.success
    other = found.sol(step.time)[0] / np.asarray(step.load.steps["foot_shift"])
    share = 1 - np.asarray(step.lateral_acceleration) * other / step.lateral_acceleration
    arm = step.load.steps["supported_com_up"] / 1000 * step.load.steps["supported_mass"]
    changed = step.lateral_acceleration * share * arm
    assert np.max(np.abs(changed)) < 0.03 * step.abductor_moment_peak


# Both free bodies, at every instant


class Judged(FreeBodies):
    """The judge of a step: it takes over where the foot is, and finds everything else by itself."""

    @property
    def foot(self) -> Any:
        return self.inputs["foot"]


def judged(step: gait.Step, hips: dict[str, Any]) -> Judged:
    through_time = {name: value[:, None] if np.ndim(value) else value for name, value in hips.items()}
    curves = {"load_factor": step.load_factor, "pelvic_drop": step.pelvic_drop}
    foot = step.load.steps["foot_arm"] / 1000
    return Judged({**through_time, **curves, "stance_strategy": "gait_midstance", "foot": foot})


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
@pytest.mark.parametrize("walks", [True, False])
@given(seed=st.integers(0, 10**6))
@settings(max_examples=15)
def test_both_free_bodies_agree_all_along(walks: bool, seed: int) -> None:
    hips = people_who(seed, NOT_WALKED if walks else NOT_RUN)
    step = gait.walk(**hips) if walks else gait.run(**hips)
    judge = judged(step, hips)
    pulling = step.load.status < ADDUCTORS_NEEDED
    assert pulling.mean() > 0.5
    mass = np.broadcast_to(hips["body_mass"][:, None], step.load.shape)
    np.testing.assert_allclose(
        np.broadcast_to(judge.acceleration, pulling.shape), step.lateral_acceleration, rtol=1e-9, atol=1e-9
    )
    reaction = np.asarray(step.load.joint_reaction_lateral + 1j * np.asarray(step.load.joint_reaction_up))
    for body in (judge.supported_residual, judge.leg_residual):
        force, moment = body(np.asarray(step.load.abductor_force), reaction)
        assert np.max(np.abs(force)[pulling] / (9.80665 * mass[pulling])) <= 1e-9
        assert np.max(np.abs(moment)[pulling] / mass[pulling]) <= 1e-9


# Running


def test_a_runner_bounces_on_half_of_a_sine() -> None:
    step = gait.run(step_rate=170, preferred_step_rate=170, duty_factor=0.35)
    contact, duration = 0.7 * 60 / 170, 60 / 170
    assert step.contact_time == pytest.approx(contact, rel=1e-12)
    expected = np.pi * duration / (2 * contact) * np.sin(np.pi * step.time / contact)
    np.testing.assert_allclose(step.load_factor, expected, rtol=1e-12)


@pytest.mark.parametrize("response, contact_ratio", [(0.0, 1.0), (1.0, 0.9), (0.5, 0.9**0.5)])
def test_contact_follows_the_step_rate_as_it_is_told(response: float, contact_ratio: float) -> None:
    slow, fast = np.asarray(gait.run(step_rate=[157, 157 / 0.9], contact_response=response).contact_time)
    assert fast / slow == pytest.approx(contact_ratio, rel=1e-12)


def test_more_steps_mean_less_each_and_only_while_contact_does_not_follow() -> None:
    rates = np.linspace(141, 173, 5)
    for response in (0.0, 0.5, 0.9):
        step = gait.run(step_rate=rates, contact_response=response)
        for name in ("abductor_moment_peak", "abductor_force_peak", "hip_adduction_peak"):
            assert np.all(np.diff(getattr(step, name)) < 0), name
    same = gait.run(step_rate=rates, contact_response=1.0)
    assert np.ptp(same.abductor_moment_peak) < 1e-9


@given(seed=st.integers(0, 10**6))
@settings(max_examples=10)
@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_narrower_steps_adduct_and_load_a_running_hip_more(seed: int) -> None:
    hips = people_who(seed, (*NOT_RUN, "step_width"))
    narrow, wide = (gait.run(**hips, step_width=width) for width in (20.0, 80.0))
    solved = (narrow.status <= NOT_HELD) & (wide.status <= NOT_HELD)
    assert np.all(np.greater(narrow.hip_adduction_peak, wide.hip_adduction_peak))
    assert np.all(np.greater(narrow.abductor_moment_peak, wide.abductor_moment_peak)[solved])


# Sums, shapes, tables


def test_what_adds_up_over_a_kilometre() -> None:
    step = gait.run(step_rate=150, speed=3.0)
    assert step.steps_per_kilometre == pytest.approx(150 / 2 / 60 * 1000 / 3.0)
    assert step.joint_reaction_per_kilometre == pytest.approx(
        step.joint_reaction_impulse * step.steps_per_kilometre
    )
    exact = step.load_factor_peak * 2 / np.pi * step.contact_time
    assert np.mean(step.load_factor) * step.contact_time == pytest.approx(exact, rel=5e-5)


@pytest.mark.parametrize("gait_name", ["walk", "run"])
def test_a_sum_is_the_area_under_its_curve(gait_name: str) -> None:
    step = getattr(gait, gait_name)()
    interval = step.time[1] - step.time[0]
    for name in ("abductor_moment", "abductor_force", "joint_reaction"):
        area = interval * np.sum(getattr(step.load, name))
        assert step.outputs[f"{name}_impulse"] == pytest.approx(area, rel=1e-12), name


def test_a_walker_is_alone_on_a_foot_between_the_times_when_both_stand() -> None:
    step = gait.walk(step_time=0.5, duty_factor=0.6, instants=5)
    both = 0.6 - 0.5
    np.testing.assert_allclose(step.time, both + (0.5 - both) * (np.arange(5) + 0.5) / 5)


def test_a_walker_may_be_given_by_steps_a_minute() -> None:
    by_rate, by_time = gait.walk(step_rate=[100, 120]), gait.walk(step_time=[0.6, 0.5])
    np.testing.assert_allclose(by_rate.step_time, [0.6, 0.5])
    np.testing.assert_allclose(by_rate.joint_reaction_peak, by_time.joint_reaction_peak)


def test_heavier_people_load_their_hips_in_proportion() -> None:
    for step in (gait.walk(body_mass=[60.0, 120.0]), gait.run(body_mass=[60.0, 120.0])):
        for name in ("abductor_moment_peak", "joint_reaction_impulse", "abductor_force_per_kilometre"):
            light, heavy = getattr(step, name)
            assert heavy == pytest.approx(2 * light, rel=1e-12), name


def test_a_crowd_is_its_people_one_by_one() -> None:
    crowd = gait.run(step_rate=np.array([[150.0], [170.0]]), step_width=[0.0, 40.0, 80.0], speed=3.0)
    assert crowd.shape == (2, 3)
    assert crowd.load.shape == (2, 3, 101)
    one = gait.run(step_rate=170.0, step_width=40.0, speed=3.0)
    assert one.shape == ()
    for name, value in one.outputs.items():
        assert isinstance(value, float), name
        assert crowd.outputs[name][1, 1] == pytest.approx(value, rel=1e-14), name
    for name, curve in one.curves.items():
        np.testing.assert_allclose(np.broadcast_to(crowd.curves[name], crowd.load.shape)[1, 1], curve)


def test_tables_hold_steps_and_instants_with_their_units() -> None:
    step = gait.walk(step_width=[90.0, 130.0], instants=5)
    whole, curves = step.table(), step.curve_table()
    assert whole["step_width"].tolist() == [90.0, 130.0]
    assert len(curves) == 10
    assert whole.attrs["units"]["abductor_moment_impulse"] == "N·m·s"
    assert curves.attrs["units"]["time"] == "s"
    assert curves.attrs["fixed"]["speed"] == 1.25
    assert curves["status"].unique().tolist() == ["ok"]
    assert set(whole) - {"step_width", "status"} <= set(QUANTITIES)
    assert len(gait.walk().table()) == 1


def test_the_worst_instant_gives_the_status_and_the_reason() -> None:
    step = gait.run()
    assert (step.load.status.min(), step.load.status.max()) == (0, NOT_HELD)
    assert step.status == NOT_HELD
    assert step.status_words == "not held"
    assert step.reasons == step.load.reasons[50] != ""


@pytest.mark.filterwarnings("ignore::hipmech.PhysiologyWarning")
def test_a_step_that_does_not_hold_says_so() -> None:
    weak = gait.walk(abductor_strength=[1.0, 0.2])
    assert weak.status_words.tolist() == ["ok", "not held"]
    assert weak.reasons[0] == ""
    assert "exceeds" in weak.reasons[1]
    leaning = gait.walk(trunk_lean=50.0)
    assert leaning.status_words == "adductors needed"
    assert np.isnan(leaning.joint_reaction_peak)
    assert "1 ok" in repr(weak)
    assert "adductors needed" in repr(leaning)


# Bad input


@pytest.mark.parametrize(
    "call, inputs, told",
    [
        ("walk", {"duty_factor": 0.4}, "no walk.*time of flight.*gait.run"),
        ("walk", {"duty_factor": [0.6, 0.45]}, r"duty_factor = 0\.45 is no walk"),
        ("walk", {"step_time": 0.5, "step_rate": 120}, "both given"),
        ("walk", {"pelvic_give": 2}, "pelvic_give has no place in this gait; it takes step_rate"),
        ("walk", {"stance_strategy": "mixed"}, "cannot be set here: a walker swings"),
        ("walk", {"load_factor": 2}, "set duty_factor and load_shape"),
        ("run", {"duty_factor": 0.55}, "leaves no flight: that is no run.*gait.walk"),
        ("run", {"pelvic_drop": 3}, "set pelvic_give"),
        ("run", {"step_time": 0.3}, "set step_rate"),
        ("run", {"step_rate": 2.6}, "step_rate .* must lie between 20 and 300 1/min"),
        ("run", {"speed": float("nan")}, "not a finite number"),
        ("run", {"step_rate": [150, 160], "speed": [1, 2, 3]}, "shapes do not fit.*step_rate"),
        ("run", {"instants": 2}, "instants = 2"),
    ],
)
def test_what_cannot_be_is_refused_in_words(call: str, inputs: dict[str, Any], told: str) -> None:
    with pytest.raises(hm.InputError, match=f"(?s){told}"):
        getattr(gait, call)(**inputs)


def test_a_misspelt_input_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(hm.UnknownQuantity, match="did you mean 'step_rate'"):
        gait.run(step_rat=150)


def test_what_is_unusual_is_said() -> None:
    with pytest.warns(hm.PhysiologyWarning, match="speed = 9"):
        gait.run(speed=9.0)


def test_a_rate_of_one_foot_is_suspected() -> None:
    with pytest.warns(hm.PhysiologyWarning, match="Does it count one foot"):
        gait.run(step_rate=78.0, preferred_step_rate=157.0, contact_response=0.0)


def test_every_preset_is_a_step_of_its_gait() -> None:
    for name, preset in gait.PRESETS.items():
        step = getattr(gait, preset.gait)(**preset.inputs)
        assert np.isfinite(step.joint_reaction_per_kilometre), name
    assert set(gait.ASSUMED) <= set(QUANTITIES)
