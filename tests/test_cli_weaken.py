"""The command for weak hips: its table, its JSON, its exit codes, in both languages, and bad input."""

import json
import math
import warnings
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hipmech import trendelenburg
from hipmech.cli import main
from hipmech.words import LANGUAGES, word, words

WEAK = "abductor_strength=0.3"


def run(*settings: str, more: tuple[str, ...] = ()) -> Result:
    given = [part for setting in settings for part in ("--set", setting)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return CliRunner().invoke(main, ["weaken", *given, *more], prog_name="hipmech")


def text(*settings: str, language: str = "en") -> str:
    return " ".join(run(*settings, more=("--lang", language)).stdout.replace("\u202f", " ").split())


def parsed(*settings: str, more: tuple[str, ...] = ()) -> dict[str, Any]:
    result = run(*settings, more=("--json", *more))
    assert result.exit_code in (0, 1), result.output
    found: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return found


def refused(*settings: str, more: tuple[str, ...] = ()) -> str:
    result = run(*settings, more=more)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return " ".join(result.stderr.split())


def test_the_table_shows_every_number_with_its_unit() -> None:
    result = run(WEAK)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert max(map(len, result.stdout.splitlines())) <= 100
    shown = text(WEAK)
    for line in (
        "remaining abductor strength 30 %",
        "abductor moment 63.3 N·m",
        "abductor capacity 40.5 N·m",
        "reserve (capacity and tissue less demand) −22.8 N·m",
        "share of the total strength that may be lost 53 %",
        "trunk lean that holds the pelvis level 11.4 °",
        "cane force that holds the pelvis level 51 N",
        "gluteus medius and minimus 35.5 N·m",
        "missing 22.8 N·m",
        "Not held: 63.3 N·m needed, only 40.5 N·m available.",
        "isometric 53 %, eccentric (male) 48 %, eccentric (female) 40 %, concentric (male) 35 %, "
        "concentric (female) 25 %.",
    ):
        assert line in shown, line


def test_the_table_speaks_dutch() -> None:
    shown = text(WEAK, language="nl")
    for line in ("abductiemoment 63,3 N·m", "tekort 22,8 N·m", "Niet te houden: 63,3 N·m nodig", "−22,8"):
        assert line in shown, line
    assert "63.3" not in shown


def template(key: str, language: str) -> str:
    """How a sentence begins, up to its first number."""
    return words(language)[f"weaken.{key}"].split("{")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_held_hip_is_not_said_to_fall(language: str) -> None:
    shown = text(language=language)
    assert word("weaken.falls", language) not in shown
    assert template("not_held", language) not in shown


def test_the_drop_that_answers_is_not_the_drop_that_is_given() -> None:
    shown = text("pelvic_drop=5")
    assert "pelvic drop 5.0 °" in shown
    assert "pelvic drop 0.0 °" not in shown
    assert template("pelvic_drop", "en")[:30] in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "settings, key",
    [
        ((WEAK, "stance_strategy=mixed"), "leaning"),
        ((WEAK, "cane_side=ipsilateral"), "same_side"),
        (("carried_mass=200",), "too_much"),
    ],
)
def test_a_dash_has_its_reason(settings: tuple[str, ...], key: str, language: str) -> None:
    assert template(key, language).rstrip() in text(*settings, language=language)
    others = {"leaning", "same_side", "too_much"} - {key}
    assert not any(template(other, language)[:40] in text(*settings, language=language) for other in others)


def test_more_than_all_strength_is_told_as_no_loss() -> None:
    assert "isometric none" in text("load_factor=10")


@pytest.mark.parametrize(
    "setting, status, code",
    [
        ("abductor_strength=0", "not held", 0),
        ("abductor_strength=1", "ok", 0),
        ("trunk_lean=60", "adductors needed", 1),
        ("cane_force=900", "outside validity", 1),
    ],
)
def test_the_status_decides_the_exit_code(setting: str, status: str, code: int) -> None:
    assert run(setting).exit_code == code
    assert run(setting, more=("--json",)).exit_code == code
    assert parsed(setting)["status"] == status
    assert "nan" not in text(setting)


def test_outside_validity_nothing_falls_and_no_loss_is_told() -> None:
    shown = text("cane_force=900")
    assert "Outside validity: the stick carries so much" in shown
    assert word("weaken.falls", "en")[:40] not in shown
    assert "tolerates" not in shown


def test_json_has_the_numbers_of_the_library_and_null_where_there_is_none() -> None:
    found, weak = parsed(WEAK), trendelenburg.weaken(abductor_strength=0.3)
    assert set(found) == {
        *("inputs", "outputs", "demand", "ledger", "not_modelled", "status", "reason", "reasons"),
        *("norms", "assumptions", "warnings", "units", "provenance"),
    }
    assert found["outputs"] == {
        name: None if math.isnan(value) else value for name, value in weak.outputs.items()
    }
    assert found["ledger"] == dict(weak.ledger)
    assert found["demand"] == pytest.approx({"abductor_moment": 63.2529, "abductor_capacity": 40.5}, abs=1e-4)
    assert found["outputs"]["pelvic_drop"] is None
    assert found["reasons"]["pelvic_drop"].endswith("the pelvis falls")
    assert set(found["reasons"]) == {name for name, value in found["outputs"].items() if value is None}
    assert found["provenance"]["command"] == "weaken"
    assert found["provenance"]["set"] == [WEAK]
    assert [norm["name"] for norm in found["norms"]] == [name for name, _ in trendelenburg.NORMS]
    assert found["units"]["abductor_capacity"] == "N·m"


def test_json_without_strength_has_no_utilisation() -> None:
    found = parsed("abductor_strength=0")
    assert found["outputs"]["utilisation"] is None
    assert found["ledger"]["missing"] == pytest.approx(found["demand"]["abductor_moment"])


def test_a_scenario_is_named_and_can_be_changed() -> None:
    result = run("pelvic_drop=5", more=("--scenario", "weak_abductors"))
    assert result.stdout.startswith("Weak abductors (40 %)\n")
    found = parsed("pelvic_drop=5", more=("--scenario", "weak_abductors"))
    assert found["inputs"]["abductor_strength"] == 0.4
    assert found["inputs"]["pelvic_drop"] == 5
    assert found["provenance"]["scenario"] == "weak_abductors"


def test_unusual_input_is_warned_of_once_and_in_words() -> None:
    result = run("load_factor=10")
    assert result.stderr.splitlines() == [
        "Warning: load_factor = 10 lies outside the usual 0.5 to 3 (hipmech); solved all the same."
    ]


@pytest.mark.parametrize(
    "setting, said",
    [
        ("abductor_strength=-1", "must lie between 0 and 2"),
        ("abductor_strength=3", "Was it given in per cent?"),
        ("abductor_strength=nan", "is not a finite number"),
        ("abductor_strength=abc", "is no number"),
        ("abductor_strength=", "is not understood"),
        ("abductor_strenght=0.3", "did you mean 'abductor_strength'?"),
        ("cane_side=left", "it is one of contralateral, ipsilateral"),
        ("force_length=gauss", "it is one of linear, bell"),
        ("passive_stiffness=-1", "must lie between 0 and 20"),
        ("utilisation=1", "is an output"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(setting: str, said: str) -> None:
    told = refused(setting)
    assert told.startswith("Error: ")
    assert said in told


def test_what_contradicts_itself_is_refused() -> None:
    assert "solves for it" in refused("stance_strategy=trunk_over_foot", "trunk_lean=5")
    assert "give one" in refused("cane_force=30", "cane_force_bw=0.1")
    assert "give it once" in refused("abductor_strength=0.2", "abductor_strength=0.3")


def test_a_lever_and_an_unknown_case_are_refused() -> None:
    assert "a lever without muscles" in refused(more=("--scenario", "pauwels_1965"))
    assert "is not a scenario" in refused(more=("--scenario", "nonsense"))
    assert "'fr' is not one of" in refused(more=("--lang", "fr"))


def test_help_gives_examples() -> None:
    result = run(more=("--help",))
    assert result.exit_code == 0
    assert "hipmech weaken --set abductor_strength=0.3" in result.stdout


BUCKET = ("carried_mass=30", "load_distance=400", "carried_side=ipsilateral", "counter_lean=1")


def test_a_stance_that_is_no_balance_is_told_what_lean_makes_it_one() -> None:
    result = run(*BUCKET)
    assert result.exit_code == 1
    shown = text(*BUCKET)
    assert "trunk lean that holds the pelvis level 10.2 °" in shown
    assert "With a level pelvis this stance is no valid balance" in shown
    assert "falls until" not in shown
    assert "geen geldig evenwicht" in text(*BUCKET, language="nl")
    found = parsed(*BUCKET)
    assert found["outputs"]["required_trunk_lean"] == pytest.approx(10.236, abs=1e-3)
    assert found["reasons"]["pelvic_drop"].startswith("with a level pelvis there is no balance to sink from")
    assert found["reasons"]["required_cane_force"].startswith("no cane force up to 40 % of body weight")
