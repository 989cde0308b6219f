"""The commands `influence` and `inverse`: their words, their JSON, their exit codes, and bad input."""

import json
import warnings
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from hipmech import influence, inverse
from hipmech.cli import main
from hipmech.quantities import QUANTITIES
from hipmech.words import LANGUAGES
from tests.hips import solve

CANE = ("--find", "cane_force", "--at-most", "2")


def run(*arguments: str) -> Result:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return CliRunner().invoke(main, list(arguments), prog_name="hipmech")


def text(*arguments: str) -> str:
    result = run(*arguments)
    assert "Traceback" not in result.stderr
    return " ".join(result.stdout.replace("\u202f", " ").split())


def parsed(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--json").stdout, parse_constant=pytest.fail)
    return found


def refused(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return " ".join(result.stderr.split())


# inverse


def test_an_answer_is_told_with_start_change_and_both_loads() -> None:
    result = run("inverse", *CANE)
    assert result.exit_code == 0
    assert result.stderr == ""
    told = text("inverse", *CANE)
    assert told == (
        "cane force: 50 N, from 0 N (+50 N). "
        "It brings joint reaction on the femoral head from 2.73 BW to 2.00 BW."
    )
    assert "kracht op de wandelstok: 50 N, vanaf 0 N (+50 N)" in text("inverse", *CANE, "--lang", "nl")
    found = parsed("inverse", *CANE)
    assert found["value"] == inverse.needed("cane_force", "joint_reaction_bw", at_most=2).values
    assert solve(cane_force=found["value"]).joint_reaction_bw == pytest.approx(2, abs=1e-9)
    assert found["units"] == {"cane_force": "N", "joint_reaction_bw": "BW"}
    assert found["provenance"]["command"] == "inverse"


def test_what_is_impossible_ends_with_1_and_tells_the_nearest() -> None:
    result = run("inverse", "--find", "neck_length", "--at-most", "1")
    assert result.exit_code == 1
    told = text("inverse", "--find", "neck_length", "--at-most", "1")
    assert "No femoral neck length from 20.0 mm to 110.0 mm brings" in told
    assert "The nearest is 1.95 BW, with femoral neck length 110.0 mm." in told
    found = parsed("inverse", "--find", "neck_length", "--at-most", "1")
    assert (found["status"], found["value"], found["nearest_at"]) == ("impossible", None, pytest.approx(110))


def test_every_kind_of_answer_has_its_words() -> None:
    assert "Nothing has to change" in text("inverse", "--find", "neck_length", "--at-most", "3")
    far = text("inverse", "--find", "neck_length", "--at-most", "2")
    assert "103.3 mm lies outside the usual 41.0 mm to 74.0 mm." in far
    weak = text("inverse", "--find", "cane_force", "--at-most", "2.6", "--set", "abductor_strength=0.2")
    assert "The abductors do not hold the hip there: 220 % of their capacity" in weak
    lost = ("inverse", "--find", "neck_length", "--at-most", "2", "--set", "cane_force=240")
    assert run(*lost).exit_code == 1
    assert "no joint reaction on the femoral head to begin with. Adductors needed:" in text(*lost)
    within = text("inverse", *CANE, "--within", "0:30")
    assert "from 0 N to 30 N brings" in within
    shorter = text("inverse", "--find", "neck_length", "--at-least", "2.9")
    assert "(−" in shorter


def test_an_input_on_which_an_output_does_not_depend_is_told_as_such() -> None:
    asked = ("inverse", "--find", "body_mass", "--output", "utilisation", "--at-most", "0.8")
    weak = ("--set", "abductor_strength=0.3")
    assert run(*asked, *weak).exit_code == 1
    told = text(*asked, *weak)
    assert told.startswith(
        "utilisation (demand / capacity) does not depend on body mass here and stays 156 %"
    )
    assert "nearest" not in told
    dutch = text(*asked, *weak, "--lang", "nl")
    assert "hangt hier niet af van lichaamsmassa en blijft 156 % van 10,0 kg tot 400,0 kg" in dutch
    found = parsed(*asked, *weak)
    assert (found["value"], found["nearest_at"]) == (None, None)
    assert found["reason"].startswith("utilisation does not depend on body_mass here")


def test_unusual_people_are_warned_of_beside_the_answer() -> None:
    result = run("inverse", *CANE, "--set", "neck_shaft_angle=150")
    assert result.exit_code == 0
    assert result.stderr.startswith("Warning: neck_shaft_angle = 150 deg lies outside the usual")
    far = run("inverse", "--find", "neck_length", "--at-most", "2")
    assert far.stderr == ""


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("--find", "cane_force"), "Give one of --at-most, --at-least and --equals; given: none"),
        (("--find", "cane_force", "--at-most", "2", "--equals", "2"), "given: --at-most, --equals"),
        (("--find", "cane_force", "--at-most", "2,5"), "It has a decimal comma: write 2.5"),
        (("--find", "cane_force", "--at-most", "much"), "--at-most: 'much' is no number"),
        (("--find", "cane_forse", "--at-most", "2"), "did you mean 'cane_force'"),
        (("--find", "femoral_offset", "--at-most", "2"), "ask for neck_length or neck_shaft_angle"),
        (
            ("--find", "cane_force", "--at-most", "2", "--within", "30"),
            "--within cane_force=30: it takes LOW:HIGH",
        ),
        (("--find", "cane_force", "--at-most", "2", "--output", "joint"), "'joint' is no output to ask for"),
        (("--find", "cane_force", "--at-most", "2", "--scenario", "inman_1947"), "a lever without anatomy"),
        (("--at-most", "2"), "Missing option '--find'"),
    ],
)
def test_questions_that_make_no_sense_are_refused(arguments: tuple[str, ...], words: str) -> None:
    assert words in refused("inverse", *arguments)


# influence


def test_the_anatomy_is_ranked_where_nothing_is_named() -> None:
    result = run("influence", "--count", "256")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 100
    found = parsed("influence", "--count", "256")
    ranges = {row["input"]: tuple(row["range"]) for row in found["ranking"]}
    assert all(bounds == QUANTITIES[name].usual for name, bounds in ranges.items())
    again = influence.sobol(ranges, "joint_reaction_bw", count=256, seed=1)
    assert [row["input"] for row in found["ranking"]] == list(again.ranking())
    totals = [row["total"] for row in found["ranking"]]
    assert totals == sorted(totals, reverse=True)
    assert found["evaluations"] == 256 * 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_named_inputs_are_ranked_with_their_ranges(language: str) -> None:
    told = text("influence", "--between", "pelvic_drop=0:8", "--between", "neck_length", "--lang", language)
    for name in ("pelvic_drop", "neck_length"):
        assert QUANTITIES[name].words(language) in told
    assert {"en": "(0.0° to 8.0°)", "nl": "(0,0° tot 8,0°)"}[language] in told
    assert {"en": "an assumption", "nl": "een aanname"}[language] in told


def test_several_sets_of_points_narrow_the_intervals() -> None:
    asked = ("influence", "--between", "pelvic_drop=0:8", "--between", "neck_length", "--count", "256")
    one, eight = parsed(*asked), parsed(*asked, "--scrambles", "8")
    assert eight["evaluations"] == 8 * one["evaluations"]
    assert eight["provenance"]["scrambles"] == 8
    for before, after in zip(one["ranking"], eight["ranking"], strict=True):
        assert np.ptp(after["first_interval"]) < 0.5 * np.ptp(before["first_interval"])


def test_errors_of_measurement_are_ranked_for_one_hip() -> None:
    errors = ("--error", "neck_shaft_angle=3", "--error", "neck_length=2", "--set", "neck_shaft_angle=135")
    told = text("influence", *errors)
    assert "Joint reaction on the femoral head of this hip: 3.00 BW" in told
    assert "neck-shaft angle (135.0° ± 3.0°)" in told
    found = parsed("influence", *errors)
    assert found["ranking"][0]["input"] == "neck_shaft_angle"
    assert sum(row["local"] for row in found["ranking"]) == pytest.approx(1)
    assert all(row["sd_left"] < found["sd"] for row in found["ranking"])
    assert found["inputs"]["neck_shaft_angle"] == 135


def test_an_error_far_wider_than_its_limits_is_warned_of_in_words() -> None:
    asked = ["influence", "--error", "neck_length=200", "--error", "body_mass=2", "--count", "64"]
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        result = CliRunner().invoke(main, asked, prog_name="hipmech")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "Warning: neck_length with mean 54 and sd 200 mm loses 82 % to its bounds"
    )
    assert result.stderr.count("\n") == 1


def test_points_left_out_are_counted() -> None:
    reach = ("influence", "--between", "cane_force=0:250", "--count", "64")
    assert "points have no joint_reaction_bw" in refused(*reach)
    assert "points without a number are left out" in text(*reach, "--drop-unsolved")


def test_a_scenario_lends_the_rest() -> None:
    found = parsed("influence", "--scenario", "coxa_valga", "--between", "neck_length", "--count", "64")
    assert "neck_shaft_angle" in found["inputs"]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("--between", "neck_length", "--error", "neck_length=2"), "ask one of them"),
        (("--between", "neck_length", "--set", "neck_length=50"), "varies (--between) and is set too"),
        (("--between", "neck_length", "--between", "neck_length=1:2"), "--between names an input twice"),
        (("--between", "neck_length=50"), "it takes LOW:HIGH, such as neck_length=120:135"),
        (("--between", "neck_length=60:50"), "contradicts itself"),
        (("--between", "neck_lenght"), "did you mean 'neck_length'"),
        (("--error", "neck_length=x"), "--error: 'x' is no number"),
        (("--count", "1000"), "Take 1024"),
        (("--output", "joint_reacton"), "did you mean 'joint_reaction'"),
        (("--scenario", "inman_1947"), "a lever without anatomy"),
    ],
)
def test_rankings_that_make_no_sense_are_refused(arguments: tuple[str, ...], words: str) -> None:
    assert words in refused("influence", *arguments)
