"""Contact stress: golden values, its limits, and its pressure added up again by other means."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

import hipmech as hm
from hipmech import contact
from hipmech.contact import stress

pytestmark = pytest.mark.filterwarnings("ignore::hipmech.errors.PhysiologyWarning")

GOLDEN = {10: 4.418, 20: 2.781, 25: 2.306, 30: 1.995, 36: 1.766, 40: 1.666}
"""Peak stress, MPa, by centre-edge angle, deg."""
REFERENCE: dict[str, Any] = {
    "joint_reaction": 2.372 * 800,
    "joint_reaction_angle": 9.144,
    "femoral_head_radius": 25,
}
sockets = st.tuples(
    st.floats(100, 6000), st.floats(-20, 40), st.floats(-15, 15), st.floats(-20, 80), st.floats(10, 45)
)


def one(socket: tuple[float, ...]) -> Any:
    names = (
        "joint_reaction",
        "joint_reaction_angle",
        "pelvic_drop",
        "centre_edge_angle",
        "femoral_head_radius",
    )
    given: dict[str, Any] = dict(zip(names, socket, strict=True))
    return stress(**given)


def added_up(found: Any, points: int = 60) -> tuple[float, float, float]:
    """Force medial and up on the socket, N, and loaded area, mm²: the pressure summed over a fine mesh."""
    radius, edge = found.inputs["femoral_head_radius"], np.radians(found.inputs["centre_edge_angle"])
    pole = np.radians(found.contact_stress_pole_angle)
    # Gauss points over the lune: round the antero-posterior axis, and from its front to its back end.
    nodes, weights = np.polynomial.legendre.leggauss(points)
    start, stop = pole - np.pi / 2, min(edge, pole + np.pi / 2)
    lateral = start + (nodes + 1) * (stop - start) / 2
    along = (nodes + 1) * np.pi / 2
    mesh = np.outer(weights * (stop - start) / 2, weights * np.pi / 2 * np.sin(along)) * radius**2
    shape = np.outer(np.cos(lateral - pole), np.sin(along))
    highest = float(shape.max()) if stop < pole else 1.0
    pressure = found.contact_stress_peak / (np.cos(stop - pole) if stop < pole else 1.0) * shape
    assert highest <= 1
    up, medial = (part[:, None] * np.sin(along) for part in (np.cos(lateral), -np.sin(lateral)))
    return float((pressure * medial * mesh).sum()), float((pressure * up * mesh).sum()), float(mesh.sum())


@pytest.mark.parametrize("edge, peak", GOLDEN.items())
def test_published_peaks(edge: float, peak: float) -> None:
    assert stress(**REFERENCE, centre_edge_angle=edge).contact_stress_peak == pytest.approx(peak, rel=1e-3)


@given(sockets)
def test_the_pressures_add_up_to_the_force_and_its_direction(socket: tuple[float, ...]) -> None:
    found = one(socket)
    force, angle, drop, edge, _ = socket
    if edge + angle - drop <= 0.5:
        return
    medial, up, area = added_up(found)
    assert np.hypot(medial, up) == pytest.approx(force, rel=1e-9)
    assert np.degrees(np.arctan2(medial, up)) == pytest.approx(angle - drop, abs=1e-8)
    assert area == pytest.approx(found.weight_bearing_area, rel=1e-9)


@given(sockets)
def test_the_pole_solves_the_published_equation(socket: tuple[float, ...]) -> None:
    """tan(force + pole) = cos²(edge − pole) / (π/2 + edge − pole + sin cos), by another root finder."""
    _, angle, drop, edge, _ = socket
    force, rim = np.radians(angle - drop), np.radians(edge)
    if not 0.01 < force + rim < np.pi / 2:
        return

    def off(pole: float) -> float:
        arc = np.pi / 2 + rim - pole + np.sin(rim - pole) * np.cos(rim - pole)
        return float(np.sin(force + pole) * arc - np.cos(force + pole) * np.cos(rim - pole) ** 2)

    pole = brentq(off, -force, rim + np.pi / 2 - 1e-3, xtol=1e-14)
    assert np.radians(one(socket).contact_stress_pole_angle) == pytest.approx(pole, abs=1e-9)


def test_the_arc_is_exact_to_twelve_digits() -> None:
    covers = np.concatenate([np.geomspace(1e-4, 1, 1000), np.linspace(0.01, np.pi / 2 - 1e-12, 10_000)])
    left = contact.cover_of_arc(contact.loaded_arc(covers)) - covers
    assert np.abs(left).max() < 1e-12


def test_a_force_90_degrees_from_the_rim_loads_half_the_ball() -> None:
    """The limit: p₀ = 3R/(2πr²), with the pole on the line of the force."""
    limit = 3 * 1500 / (2 * np.pi * 25**2)
    for edge in (70, 75, 80):
        found = stress(
            joint_reaction=1500, joint_reaction_angle=20, centre_edge_angle=edge, femoral_head_radius=25
        )
        assert found.contact_stress_peak == pytest.approx(limit, rel=1e-14)
        if edge == 70:
            assert found.contact_stress_pole_angle == pytest.approx(-20)
        assert found.weight_bearing_area == pytest.approx(2 * np.pi * 25**2, rel=1e-14)


def test_the_slope_of_newtons_method_is_that_of_the_curve() -> None:
    arcs = np.linspace(0.05, 3.1, 50)
    rise = (contact.cover_of_arc(arcs + 1e-6) - contact.cover_of_arc(arcs - 1e-6)) / 2e-6
    assert contact.cover_slope(arcs) == pytest.approx(rise, rel=1e-7)


def test_less_cover_and_a_smaller_head_raise_the_stress() -> None:
    load = hm.solve()
    by_edge = stress(load, centre_edge_angle=np.arange(5, 60))
    by_radius: Any = stress(load, femoral_head_radius=np.arange(20, 32))
    assert (np.diff(by_edge.contact_stress_peak) < 0).all()
    assert (np.diff(by_edge.weight_bearing_area) > 0).all()
    assert by_radius.contact_stress_peak * np.arange(20, 32) ** 2 == pytest.approx(
        by_radius.contact_stress_peak[0] * 400
    )


def test_the_pelvis_turns_the_rim_with_it() -> None:
    """Five degrees of drop bring the rim as far over the force as five degrees less of cover."""
    load = hm.solve(pelvic_drop=5)
    level = stress(
        joint_reaction=load.joint_reaction,
        joint_reaction_angle=load.joint_reaction_angle,
        centre_edge_angle=28.6,
    )
    assert stress(load).contact_stress_peak == pytest.approx(level.contact_stress_peak, rel=1e-12)
    assert stress(load).contact_stress_peak > stress(hm.solve()).contact_stress_peak


def test_numbers_and_a_load_give_the_same() -> None:
    load = hm.solve(neck_shaft_angle=[115, 127, 140], pelvic_drop=3)
    by_hand: Any = stress(
        joint_reaction=load.joint_reaction,
        joint_reaction_angle=load.joint_reaction_angle,
        pelvic_drop=3,
    )
    assert by_hand.contact_stress_peak == pytest.approx(stress(load).contact_stress_peak, rel=1e-15)
    assert (
        stress(hm.solve(neck_shaft_angle=127, pelvic_drop=3)).contact_stress_peak
        == by_hand.contact_stress_peak[1]
    )


def test_what_a_socket_cannot_answer_has_a_status_and_no_number() -> None:
    found = stress(hm.solve(abductor_strength=1), centre_edge_angle=[30, -10.5, -15])
    assert found.status_words.tolist() == ["ok", "force outside the socket", "force outside the socket"]
    assert np.isnan(found.contact_stress_peak).tolist() == [False, True, True]
    assert found.reasons[0] == ""
    assert "past the rim" in found.reasons[1]
    unheld = stress(hm.solve(trunk_lean=35))
    assert unheld.status_words == "no joint force"
    assert np.isnan(unheld.weight_bearing_area)


def test_a_lever_of_the_literature_has_a_contact_too() -> None:
    lever = hm.solve_lever(supported_weight_bw=5 / 6, body_weight_arm=100, abductor_arm=50)
    assert stress(lever).contact_stress_peak > 0


def test_a_table_and_words_for_a_notebook() -> None:
    table = stress(hm.solve(), centre_edge_angle=[20, 30]).table()
    assert table.attrs["units"]["contact_stress_peak"] == "MPa"
    assert list(table)[:2] == ["centre_edge_angle", "contact_stress_peak"]
    assert "comparative" in table.attrs["note"]
    assert "comparative" in repr(stress(hm.solve()))
    assert "MPa" in stress(hm.solve())._repr_html_()


def test_an_unusual_socket_is_solved_and_told() -> None:
    with pytest.warns(
        hm.PhysiologyWarning, match="centre_edge_angle = 10 deg lies outside the usual 18.1 to 48"
    ):
        assert stress(hm.solve(), centre_edge_angle=10).status == 0


@pytest.mark.parametrize(
    "given, told",
    [
        ({}, "joint_reaction is missing: stress takes a load, or"),
        ({"load": hm.solve(), "pelvic_drop": 3}, "pelvic_drop is given, but the load has it already"),
        ({"load": 3}, "3 is no load"),
        ({"joint_reaction": -5, "joint_reaction_angle": 0}, "joint_reaction is negative"),
        (
            {"load": hm.solve(), "centre_edge_angle": 0.6e3},
            "centre_edge_angle .* must lie between -20 and 80",
        ),
        ({"load": hm.solve(), "femoral_head_radius": 2.54}, "Was it given in centimetres"),
        ({"joint_reaction": float("nan"), "joint_reaction_angle": 0}, "joint_reaction = nan is not a finite"),
        (
            {"load": hm.solve(pelvic_drop=[0, 5]), "centre_edge_angle": [1, 2, 3]},
            "shapes do not fit together",
        ),
    ],
)
def test_bad_input_is_told(given: dict[str, Any], told: str) -> None:
    with pytest.raises(hm.InputError, match=told):
        stress(**given)


@pytest.mark.parametrize(
    "given, told",
    [
        ({"joint_reaction": 2.5, "joint_reaction_angle": 9}, "2.5 N is next to nothing.*in body weights"),
        ({"load": hm.solve(), "centre_edge_angle": 0.59}, "Was it given in radians"),
        ({"load": hm.solve(), "femoral_head_radius": 44}, "Is it the diameter"),
    ],
)
def test_a_slip_of_unit_or_part_is_suspected(given: dict[str, Any], told: str) -> None:
    with pytest.warns(hm.PhysiologyWarning, match=told):
        stress(**given)


def test_a_step_is_no_load_but_has_one() -> None:
    with pytest.raises(hm.InputError, match=r"Take its \.load\."):
        stress(hm.gait.walk())


@pytest.mark.parametrize("room", [contact, hm.lateral, hm.exercises])
def test_a_room_lists_its_public_names_alone(room: Any) -> None:
    assert dir(room) == sorted(room.__all__)
