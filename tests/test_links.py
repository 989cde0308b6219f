"""Links: what a page writes it reads back, and nothing hostile gets through."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hipmech as hm
from hipmech import links
from hipmech.quantities import INPUTS, QUANTITIES, STANDARD_GRAVITY
from tests.held_hips import acts, inputs_of

NUMBERS = tuple(name for name in links.OFFERED if QUANTITIES[name].kind == "input")
CHOICES = tuple(name for name in links.OFFERED if QUANTITIES[name].kind == "choice")


def reason(query: dict[str, str]) -> str:
    (refusal,) = links.read(query).refusals
    return refusal.reason


def test_every_input_that_one_line_of_pull_knows_is_offered() -> None:
    assert set(INPUTS) - set(links.OFFERED) == {"cane_force"}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_slider_offers_its_span_and_stands_on_the_default(name: str) -> None:
    row, offered = QUANTITIES[name], links.positions(name)
    assert (offered[0], offered[-1]) == row.span
    assert row.default is None or row.default in offered
    assert all(type(position) is float for position in offered)
    assert np.diff(offered) == pytest.approx(row.step)


@pytest.mark.parametrize("name", NUMBERS)
def test_both_ends_survive_the_way_through_a_link(name: str) -> None:
    for end in QUANTITIES[name].span or ():
        query = links.write({name: end}, {}, {})
        hip = links.read(query)
        assert hip.refusals == ()
        assert dict(hip.inputs).get(name, QUANTITIES[name].default) == end


@given(st.data())
def test_any_hip_of_the_page_survives_the_way_through_a_link(data: st.DataObject) -> None:
    held: dict[str, Any] = {name: data.draw(st.sampled_from(links.positions(name)), name) for name in NUMBERS}
    held |= {name: data.draw(st.sampled_from(QUANTITIES[name].choices), name) for name in CHOICES}
    settings = {name: data.draw(st.sampled_from(allowed), name) for name, allowed in links.SETTINGS.items()}
    inputs = inputs_of(held)
    hip = links.read(links.write(inputs, settings, {}))
    assert hip.refusals == ()
    assert dict(hip.inputs) == inputs
    assert {name: allowed[0] for name, allowed in links.SETTINGS.items()} | dict(hip.settings) == settings


@given(st.dictionaries(st.text(max_size=20) | st.sampled_from((*INPUTS, "frozen")), st.text(max_size=30)))
def test_no_link_breaks_the_reading(query: dict[str, str]) -> None:
    hip = links.read(query)
    for inputs in (hip.inputs, hip.frozen or {}):
        assert set(inputs) <= set(links.OFFERED)
        for name, value in inputs.items():
            assert value in (QUANTITIES[name].choices or links.positions(name))


@given(st.data())
def test_the_frozen_hip_survives_the_way_through_a_link(data: st.DataObject) -> None:
    held: dict[str, Any] = {name: data.draw(st.sampled_from(links.positions(name)), name) for name in NUMBERS}
    held |= {name: data.draw(st.sampled_from(QUANTITIES[name].choices), name) for name in CHOICES}
    frozen = inputs_of(held)
    hip = links.read(links.write({"step_width": 200.0}, {}, {}, frozen))
    assert hip.refusals == ()
    assert hip.frozen == frozen
    assert dict(hip.inputs) == {"step_width": 200.0}


def test_every_scene_has_an_address_and_old_links_lead_to_the_first_page() -> None:
    for scene in links.SCENES:
        query = links.write({}, {"page": "trendelenburg", "scene": scene}, {})
        assert links.read(query).refusals == ()
        assert links.read(query).settings.get("scene", links.SCENES[0]) == scene
    assert links.SETTINGS["page"][0] == "explore"
    assert reason({"page": "stage"}) == reason({"scene": "<script>"}) == "choice"


def test_the_normal_hip_can_be_frozen() -> None:
    query = links.write({"step_width": 200.0}, {}, {}, {})
    assert query == {"step_width": "200", "frozen": "normal"}
    assert links.read(query).frozen == {}
    assert links.read({}).frozen is None


@pytest.mark.parametrize(
    "text, refused",
    [
        ("neck_shaft_angle:9999", ("neck_shaft_angle", "range")),
        ("neck_shaft_angle", ("neck_shaft_angle", "no_number")),
        ("view:back", ("view", "unknown")),
        ("<script>:1", ("<script>", "unknown")),
        ("stance_strategy:mixed,trunk_lean:5", ("trunk_lean", "solved_for")),
    ],
)
def test_what_cannot_be_followed_in_a_frozen_hip_is_refused(text: str, refused: tuple[str, str]) -> None:
    hip = links.read({"frozen": text})
    assert [(one.name, one.reason) for one in hip.refusals] == [refused]
    assert hip.frozen is not None
    hm.solve(**hip.frozen)


def test_only_what_differs_is_written() -> None:
    everything = {name: QUANTITIES[name].default for name in links.OFFERED}
    standard = {name: allowed[0] for name, allowed in links.SETTINGS.items()}
    assert links.write(everything, standard, {}) == {}
    assert links.write(everything, standard, {"language": "nl"}) == {"language": "en"}


@pytest.mark.parametrize(
    "query, expected",
    [
        ({"inter_hip_distance": "9999"}, "range"),
        ({"inter_hip_distance": "-1"}, "range"),
        ({"inter_hip_distance": "nan"}, "no_number"),
        ({"inter_hip_distance": "inf"}, "no_number"),
        ({"inter_hip_distance": "1e2"}, "no_number"),
        ({"inter_hip_distance": "١٧٢"}, "no_number"),
        ({"inter_hip_distance": ""}, "no_number"),
        ({"inter_hip_distance": "1,72,0"}, "no_number"),
        ({"inter_hip_distance": "172.4"}, "rounded"),
        ({"stance_strategy": "flying"}, "choice"),
        ({"language": "<script>"}, "choice"),
        ({"stature_mm": "1750"}, "unknown"),
        ({"cane_force": "5", "cane_force_bw": "0.1"}, "not_offered"),
        ({"stance_strategy": "mixed", "trunk_lean": "5"}, "solved_for"),
        ({"capacity_norm": "eccentric"}, "needs_sex"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_reason(query: dict[str, str], expected: str) -> None:
    assert reason(query) == expected
    hm.solve(**links.read(query).inputs)


def test_a_value_between_two_positions_moves_to_the_nearest() -> None:
    assert links.read({"inter_hip_distance": "172.4"}).inputs == {"inter_hip_distance": 172.0}


def test_a_decimal_comma_is_understood() -> None:
    assert links.read({"cane_force_bw": "0,1", "language": "nl"}).inputs == {"cane_force_bw": 0.1}


def test_a_name_given_twice_is_told() -> None:
    hip = links.read({"inter_hip_distance": "180"}, ["inter_hip_distance"])
    assert [refusal.reason for refusal in hip.refusals] == ["repeated"]
    assert hip.inputs == {"inter_hip_distance": 180.0}


def test_a_cane_in_newtons_becomes_a_share_of_the_weight() -> None:
    force = 0.1 * 80 * STANDARD_GRAVITY
    hip = links.read({"cane_force": f"{force:.6f}", "body_mass": "80"})
    assert hip.inputs == {"body_mass": 80.0, "cane_force_bw": 0.1}
    assert hip.refusals == ()


@pytest.mark.parametrize("name", links.ACTS_WITH)
def test_what_is_not_offered_has_no_effect(name: str) -> None:
    """An input that a page hides would change nothing, or is refused."""
    row = QUANTITIES[name]
    master, values = links.ACTS_WITH[name]
    idle = next((other for other in QUANTITIES[master].choices if other not in values), None)
    held = {name: row.default for name, row in QUANTITIES.items() if name in links.OFFERED}
    held[master] = idle or held[master]
    assert not acts(name, held)
    other = row.choices[-1] if row.choices else links.positions(name)[-1]
    inputs = inputs_of({**held, name: other})
    ours, plain = hm.solve(**inputs), hm.solve(**inputs_of(held))
    assert ours.outputs == plain.outputs


@pytest.mark.parametrize(
    "name, held",
    [
        ("trunk_share", {"stance_strategy": "mixed"}),
        ("cane_side", {"cane_force_bw": 0.1}),
        ("segment_set", {"sex": "male"}),
        ("trunk_lean", {"stance_strategy": "gait_midstance"}),
        ("body_mass", {}),
    ],
)
def test_what_has_an_effect_is_offered(name: str, held: dict[str, Any]) -> None:
    assert acts(name, held)
