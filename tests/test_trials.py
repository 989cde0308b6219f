"""Measured trials: bodies whose answer is known, and changes that must change nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hipmech as hm
from hipmech import trials
from hipmech.anthropometry import DE_LEVA
from hipmech.loads import STATUS_WORDS
from hipmech.quantities import QUANTITIES
from hipmech.trials import solving
from hipmech.trials.balances import parts_of
from hipmech.trials.demand import RESIDUALS, demand_of
from hipmech.trials.motion import motion_of
from tests.walkers import INTERVAL, MASS, STANCE, helped, leg_momentum_rate, mirrored, standing, walker

INSIDE = slice(STANCE[0], STANCE[1])
EVERYTHING = slice(None)


def close(found: object, expected: object, scale: float) -> None:
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9 * scale)  # type: ignore[call-overload]


# Known answers


@pytest.mark.parametrize(
    "inputs",
    [{}, {"pelvic_drop": 6}, {"body_mass": 60, "stature": 1600, "neck_shaft_angle": 138}, {"trunk_lean": 8}],
)
def test_a_still_stand_is_that_of_the_hip(inputs: dict[str, float]) -> None:
    """Both free bodies, arm, force and reaction: the same equations reached from another side."""
    told = hm.solve(segment_set="de_leva", sex="male", **inputs)  # type: ignore[arg-type]
    person = {k: v for k, v in inputs.items() if k in ("body_mass", "neck_shaft_angle")}
    person.setdefault("body_mass", MASS)
    load = trials.solve(standing(**inputs), "right", segment_set="de_leva", sex="male", **person)
    shared = [name for name in trials.OUTPUTS if name in told.outputs]
    assert len(shared) == 12
    for name in shared:
        close(load.outputs[name], told.outputs[name], max(1.0, abs(told.outputs[name])))
    close(load.outputs["body_moment"], told.abductor_moment, 100)
    close(load.outputs["pelvic_drop"], inputs.get("pelvic_drop", 0.0), 10)
    assert set(load.status_words) == {"ok"}


def test_a_moving_body_needs_the_moment_that_moves_it() -> None:
    body = walker()
    load = trials.solve(body.trial(), "right", cutoff=0, body_mass=MASS)
    within = slice(STANCE[0] + 1, STANCE[1] - 1)
    close(load.outputs["abductor_moment"][within], body.moment[within], 100)
    close(load.outputs["body_moment"][within], body.moment[within], 100)
    assert np.ptp(body.moment[within]) > 5
    parts = sum(
        load.outputs[name] for name in ("vertical_force_moment", "mediolateral_force_moment", "leg_moment")
    )
    close(np.asarray(parts)[within], body.moment[within], 100)


def test_the_other_foot_takes_its_part() -> None:
    """Double support: the ground under the other foot enters the body above, and both bodies still agree."""
    body = helped(walker())
    load = trials.solve(body.trial(), "right", cutoff=0, body_mass=MASS)
    close(load.outputs["abductor_moment"][INSIDE], body.moment[INSIDE], 100)
    close(load.outputs["body_moment"][INSIDE], body.moment[INSIDE], 100)
    assert np.abs(body.moment - walker().moment)[90:110].min() > 3
    assert load.stances[0].whole.residual_force < 1e-9


def test_the_reaction_carries_what_the_leg_does_not() -> None:
    """Newton for the leg alone: ground, weight, muscle and joint together move its mass."""
    body = walker()
    load = trials.solve(body.trial(), "right", cutoff=0, body_mass=MASS)
    angle = np.radians(load.outputs["abductor_line_angle"])
    lateral, up = leg_momentum_rate(body.columns, MASS)
    pull = load.outputs["abductor_force"]
    sideways = (
        load.outputs["joint_reaction_lateral"] - pull * np.sin(angle) + body.columns["right_force_right"]
    )
    upwards = load.outputs["joint_reaction_up"] + pull * np.cos(angle) + body.columns["right_force_up"]
    close((sideways - lateral)[INSIDE], 0, 1000)
    close((upwards - up)[INSIDE], 0, 1000)


@pytest.mark.parametrize(
    "role, error, arm",
    [("right_cop_right", 4.0, "right_force_up"), ("right_force_right", 6.0, "right_hip_up")],
)
def test_the_difference_is_what_was_measured_wrong(role: str, error: float, arm: str) -> None:
    """An error of the ground reaction enters the moment from the leg alone, and the difference tells it."""
    body = walker()
    exact = trials.solve(body.trial(), "right", cutoff=0, body_mass=MASS)
    assert exact.stances[0].whole.difference < 1e-9
    assert exact.stances[0].whole.momentum_rate > 0.1  # the rest turns against it, for the whole does not
    assert exact.stances[0].whole.residual_force < 1e-9
    wrong = body.trial(**{role: body.columns[role] + error})
    load = trials.solve(wrong, "right", cutoff=0, body_mass=MASS)
    close(load.outputs["moment_difference"][INSIDE], -error * body.columns[arm][INSIDE] / 1000, 100)
    close(load.outputs["body_moment"][INSIDE], body.moment[INSIDE], 100)
    assert load.stances[0].whole.residual_force == pytest.approx(
        error * (role == "right_force_right"), abs=1e-9
    )


@given(
    seed=st.integers(0, 10_000), side=st.sampled_from(("left", "right")), cutoff=st.sampled_from((0.0, 10.0))
)
def test_the_free_bodies_differ_by_what_the_trial_leaves_open(seed: int, side: str, cutoff: float) -> None:
    """Struck at the hip or about the centre of mass: two ways, to rounding, however wrong a trial is."""
    chance, body = np.random.default_rng(seed), helped(walker())
    wrong = {
        role: values + (values != 0) * chance.normal(0, 5, values.shape)
        for role, values in body.columns.items()
    }
    motion = motion_of(body.trial(**wrong), side, cutoff)
    demand = demand_of(motion, MASS, parts_of("winter", "male"))
    left_open = sum(demand.residuals[name] for name in RESIDUALS)
    close(demand.moments["moment_difference"], left_open, 100)
    assert np.abs(left_open).max() > 1


def test_the_leg_weighs_what_the_table_of_segments_says() -> None:
    assert sum(share for share, *_ in parts_of("winter", "male")) == pytest.approx(
        QUANTITIES["leg_share"].default
    )
    for row, sex in enumerate(("female", "male")):
        assert sum(share for share, *_ in parts_of("de_leva", sex)) == pytest.approx(
            DE_LEVA["leg_share"][row]
        )


def test_two_masses_turn_as_their_rod() -> None:
    for (share, near, far), com, gyration in zip(
        parts_of("winter", "male")[:2], (0.433, 0.433), (0.323, 0.302), strict=True
    ):
        places = np.array((near, far))
        assert share in (0.1, 0.0465)
        assert places.mean() == pytest.approx(com)
        assert places.std() == pytest.approx(gyration)


# What must change nothing


@pytest.mark.parametrize("cutoff", [0, 10])
def test_a_mirrored_body_has_the_same_load(cutoff: float) -> None:
    body = walker()
    right = trials.solve(body.trial(), "right", cutoff=cutoff, body_mass=MASS)
    left = trials.solve(
        trials.trial(body.time, mirrored(body.columns)), "left", cutoff=cutoff, body_mass=MASS
    )
    for name in trials.OUTPUTS:
        np.testing.assert_allclose(left.outputs[name], right.outputs[name], rtol=0, atol=1e-9)
    np.testing.assert_array_equal(left.status, right.status)


@given(st.floats(-5000, 5000), st.floats(-2000, 2000), st.sampled_from([0.0, 6.0, 10.0]))
def test_where_the_laboratory_begins_does_not_matter(right: float, up: float, cutoff: float) -> None:
    body = walker()
    columns = dict(body.columns)
    columns["right_cop_up"] = np.zeros(len(body.time))
    moved = {
        role: values + (right if role.endswith("_right") else up) * ("force" not in role)
        for role, values in columns.items()
    }
    before = trials.solve(body.trial(), "right", cutoff=cutoff, body_mass=MASS)
    after = trials.solve(trials.trial(body.time, moved), "right", cutoff=cutoff, body_mass=MASS)
    for name in ("abductor_moment", "body_moment", "hip_adduction"):
        np.testing.assert_allclose(after.outputs[name], before.outputs[name], rtol=0, atol=1e-6)


def test_when_the_clock_begins_does_not_matter() -> None:
    body = walker()
    before = trials.solve(body.trial(), "right", body_mass=MASS)
    after = trials.solve(body.trial(time=body.time + 512.0), "right", body_mass=MASS)
    np.testing.assert_allclose(
        after.outputs["abductor_moment"], before.outputs["abductor_moment"], rtol=0, atol=1e-6
    )
    assert after.stances[0].start == pytest.approx(before.stances[0].start + 512)


def test_twice_the_mass_is_twice_the_load() -> None:
    one = trials.solve(walker(60).trial(), "right", cutoff=0, body_mass=60)
    two = trials.solve(walker(120).trial(), "right", cutoff=0, body_mass=120)
    inside = slice(STANCE[0] + 1, STANCE[1] - 1)
    for name in ("abductor_moment", "joint_reaction", "leg_moment", "body_moment"):
        np.testing.assert_allclose(two.outputs[name][inside], 2 * one.outputs[name][inside], rtol=1e-9)
    close(two.outputs["joint_reaction_bw"][inside], one.outputs["joint_reaction_bw"][inside], 10)


def test_blocks_of_samples_make_the_same_hips(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = trials.solve(walker().trial(), "right", body_mass=MASS)
    monkeypatch.setattr(solving, "BLOCK", 7)
    parts = trials.solve(walker().trial(), "right", body_mass=MASS)
    for name in trials.OUTPUTS:
        np.testing.assert_array_equal(parts.outputs[name], whole.outputs[name])
    np.testing.assert_array_equal(parts.reason_codes, whole.reason_codes)


# Stance, phases, status


def test_the_stance_is_found_and_the_rest_has_no_load() -> None:
    load = trials.solve(walker().trial(), "right", body_mass=MASS)
    (stance,) = load.stances
    assert stance.start == pytest.approx(0.40)
    assert stance.end == pytest.approx(1.20)
    assert stance.complete
    away = np.ones(len(load.time), dtype=bool)
    away[INSIDE] = False
    assert np.isnan(load.outputs["abductor_moment"][away]).all()
    assert set(load.status_words[away]) == {"outside validity"}
    assert set(load.reasons[away]) == {"the foot is not on its plate"}
    assert set(load.status_words[INSIDE]) <= set(STATUS_WORDS)
    assert set(load.counts) >= {"ok", "outside validity"}


@pytest.mark.parametrize("stance", [(0, 90), (60, 160)])
def test_a_stance_cut_off_says_so(stance: tuple[int, int]) -> None:
    load = trials.solve(walker(stance=stance).trial(), "right", cutoff=0, body_mass=MASS)
    assert not load.stances[0].complete


def test_each_stance_has_its_own_numbers() -> None:
    body = walker()
    twice = {role: np.concatenate((values, values)) for role, values in body.columns.items()}
    time = np.arange(2 * len(body.time)) * INTERVAL
    load = trials.solve(trials.trial(time, twice), "right", cutoff=0, body_mass=MASS)
    first, second = load.stances
    assert second.start == pytest.approx(first.start + 1.6)
    assert second.moment_impulse == pytest.approx(first.moment_impulse, rel=1e-9)
    assert len(load.summary()) == 2


def test_shares_add_up_to_the_whole() -> None:
    stance = trials.solve(walker().trial(), "right", body_mass=MASS).stances[0]
    assert sum(stance.shares.values()) == pytest.approx(1)
    assert sum(stance.shares_at_peak.values()) == pytest.approx(1)


def test_phases_of_load_are_the_peaks_that_stand_out() -> None:
    """The walker bobs twice a second: 0.8 s of stance hold more than one peak; a still stand has none."""
    load = trials.solve(walker().trial(), "right", cutoff=0, body_mass=MASS)
    (stance,) = load.stances
    assert all(0.4 < phase.time < 1.2 for phase in stance.phases)
    assert all(phase.moment <= stance.peak_moment for phase in stance.phases)
    moment = load.outputs["abductor_moment"]
    assert stance.peak_moment == np.nanmax(moment)
    assert stance.moment_impulse == pytest.approx(float(np.nansum(moment)) * INTERVAL)
    assert trials.solve(standing(), "right", body_mass=MASS).stances[0].phases == ()


def test_more_adduction_and_drop_shorten_the_arm() -> None:
    body = walker()
    level = trials.solve(body.trial(left_hip_up=body.columns["right_hip_up"]), "right", body_mass=MASS)
    dropped = trials.solve(body.trial(left_hip_up=body.columns["right_hip_up"] - 25), "right", body_mass=MASS)
    assert np.nanmean(dropped.outputs["pelvic_drop"]) == pytest.approx(
        np.degrees(np.arctan2(25, 170)), abs=0.05
    )
    assert (dropped.outputs["hip_adduction"] > level.outputs["hip_adduction"])[INSIDE].all()
    assert (dropped.outputs["abductor_arm"] < level.outputs["abductor_arm"])[INSIDE].all()
    close(dropped.outputs["abductor_moment"][INSIDE], level.outputs["abductor_moment"][INSIDE], 100)


def test_the_body_alone_decides_what_it_can_hold() -> None:
    load = trials.solve(walker().trial(), "right", body_mass=MASS, abductor_strength=0.3)
    assert "not held" in load.status_words
    assert "the demand exceeds what the abductors can hold" in load.reasons
    assert np.isfinite(load.outputs["abductor_force"][load.status == 1]).all()


def test_a_table_and_a_picture_of_words() -> None:
    load = trials.solve(walker().trial(), "right", body_mass=MASS)
    frame = load.table()
    assert list(frame)[:2] == ["time", "abductor_moment"]
    assert frame.attrs["units"]["abductor_moment"] == "N·m"
    assert repr(load).startswith("<TrialLoad of the right hip, 160 samples: stance 0.4 to 1.2 s")
    blocks = list(load.blocks())
    assert sum(len(block["time"]) for block in blocks) == len(frame)
