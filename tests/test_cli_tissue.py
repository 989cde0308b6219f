"""The commands contact and exercises: the numbers of the rooms in words and as JSON, what they refuse."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

import hipmech as hm
from hipmech import contact, exercises, lateral
from hipmech.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="hipmech")


def asked(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return found


def test_contact_tells_the_numbers_of_the_rooms() -> None:
    found = asked("contact", "--set", "centre_edge_angle=20", "--set", "pelvic_drop=5")
    load = hm.solve(pelvic_drop=5)
    expected = {**contact.stress(load, centre_edge_angle=20).outputs, **lateral.compression_index(load)}
    assert found["outputs"] == pytest.approx(expected, rel=1e-12)
    assert found["units"]["contact_stress_peak"] == "MPa"
    assert found["note"] == contact.COMPARATIVE


def test_contact_in_words_says_that_it_compares() -> None:
    english, dutch = run("contact").stdout, run("contact", "--lang", "nl").stdout
    assert "Comparative" in english
    assert "1.85 MPa" in english
    assert "1,85 MPa" in dutch
    assert "no measure of risk" in english


def test_a_named_case_and_a_lever_have_a_contact() -> None:
    assert "coxa valga" in run("contact", "--scenario", "coxa_valga").stdout.lower()
    lever = asked("contact", "--scenario", "pauwels_1965")
    assert "trochanter_compression_index" not in lever["outputs"]


def test_a_force_past_the_rim_ends_with_1_and_says_why() -> None:
    result = run("contact", "--set", "centre_edge_angle=-15")
    assert result.exit_code == 1
    assert "past the rim" in result.stdout
    assert "Warning: centre_edge_angle = -15 deg lies outside the usual" in result.stderr


def test_exercises_tell_ranges_and_no_advice() -> None:
    found = asked("exercises", "--set", "body_mass=60")
    demands = exercises.demands(body_mass=60)
    assert [row["exercise"] for row in found["exercises"]] == [one.name for one in exercises.EXERCISES]
    for row, demand in zip(found["exercises"], demands, strict=True):
        assert row["share"] == (None if demand.share is None else pytest.approx(list(demand.share)))
    assert "no advice on training" in " ".join(run("exercises").stdout.split())
    assert "geen trainingsadvies" in " ".join(run("exercises", "--lang", "nl").stdout.split())


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("contact", "--set", "centre_edge_angle=900"), "must lie between -20 and 80 deg"),
        (("contact", "--set", "centre_edge_angel=9"), "did you mean 'centre_edge_angle'"),
        (("exercises", "--set", "pelvic_drop=3"), "pelvic_drop belongs to a stance"),
        (("exercises", "--set", "centre_edge_angle=3"), "it cannot be set here"),
    ],
)
def test_bad_input_is_told(arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
