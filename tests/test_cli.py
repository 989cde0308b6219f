"""The command line as a user meets it: words, numbers, exit codes, and files whole or not at all."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import hipmech as hm
from hipmech.cli import main
from hipmech.quantities import INPUTS, OUTPUTS, QUANTITIES
from hipmech.scenarios import SCENARIOS
from hipmech.sources import SOURCES

THIN = "\u202f"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="hipmech")


def solved(*arguments: str) -> dict[str, Any]:
    result = run("solve", "--json", *arguments)
    assert result.exit_code in (0, 1), result.output
    found: dict[str, Any] = json.loads(result.stdout, parse_constant=pytest.fail)
    return found


def refused(code: int, *arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return " ".join(result.stderr.split())


def test_solve_shows_words_numbers_and_units_in_columns() -> None:
    result = run("solve")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    (arm,) = (line for line in lines if line.startswith("  abductor arm "))
    (force,) = (line for line in lines if line.startswith("  abductor force "))
    (angle,) = (line for line in lines if line.startswith("  joint reaction to the femoral"))
    assert arm.split()[-2:] == ["45.0", "mm"]
    assert force.split()[-4:] == ["1", "404", "N", f"1.91{THIN}BW"] or f"1{THIN}404 N" in force
    assert "16.1 °" in angle
    assert len({line.index(unit) for line, unit in ((arm, " mm"), (force, " N"), (angle, " °"))}) == 1
    assert "The abductors hold this" in result.stdout
    measured = " ".join(result.stdout.split())
    assert "2.61 ± 0.29 BW" in measured
    assert "about 4.6° too inclined" in measured


def test_every_output_is_shown_once() -> None:
    text = run("solve", "--set", "stance_strategy=trunk_over_foot").stdout
    for name in OUTPUTS:
        if name != "status" and not name.endswith("_bw"):
            start = f"  {QUANTITIES[name].en}  "[:50]
            assert sum(line.startswith(start) for line in text.splitlines()) == 1, name
    assert "trunk lean (Duchenne)" in text


def test_what_was_measured_stands_only_beside_what_is_comparable() -> None:
    for setting in (
        "cane_force=50",
        "pelvic_drop=5",
        "trunk_lean=5",
        "stance_strategy=mixed",
        "load_factor=2",
    ):
        assert "2.61" not in run("solve", "--set", setting).stdout
    assert "2.61" not in run("solve", "--scenario", "pauwels_1965").stdout
    assert "2,61 ± 0,29" in " ".join(
        run("solve", "--lang", "nl", "--set", "neck_shaft_angle=120").stdout.split()
    )


def test_solve_in_dutch() -> None:
    text = run("solve", "--lang", "nl", "--set", "body_mass=75.5").stdout
    assert re.search(r"lichaamsmassa +75,5 kg", text)
    assert re.search(r"krachtarm +45,0 mm", text)
    assert "De abductoren kunnen dit houden" in text


def test_json_holds_the_load_and_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    found = solved("--set", "inter_hip_distance=192", "--set", "pelvic_drop=5")
    load = hm.solve(inter_hip_distance=192, pelvic_drop=5)
    assert found["outputs"] == {name: load.outputs[name] for name in OUTPUTS if name != "status"}
    assert found["inputs"]["inter_hip_distance"] == 192
    assert found["inputs"]["age"] is None
    assert found["status"] == "ok"
    assert found["reason"] == ""
    assert found["units"]["abductor_moment"] == "N·m"
    assert found["frame"].startswith("joint_reaction is the force of the acetabulum on the femoral head")
    assert found["provenance"]["set"] == ["inter_hip_distance=192", "pelvic_drop=5"]
    assert found["provenance"]["date"] == "1970-01-01T00:00:00Z"


def test_a_hip_without_solution_ends_with_one_and_nulls() -> None:
    strong = ("--set", "cane_force=250", "--set", "cane_distance=500")
    result = run("solve", "--json", *strong)
    assert result.exit_code == 1
    found = json.loads(result.stdout, parse_constant=pytest.fail)
    assert found["status"] == "adductors needed"
    assert "adductors, not abductors, hold it" in found["reason"]
    assert found["outputs"]["joint_reaction"] is None
    assert run("solve", *strong).exit_code == 1
    outside = run("solve", "--set", "cane_force=1200")
    assert outside.exit_code == 1
    assert "Outside validity: the stick carries so much" in outside.stdout


def test_a_hip_that_is_not_held_is_an_answer() -> None:
    result = run("solve", "--scenario", "weak_abductors")
    assert result.exit_code == 0
    assert "Not held: 63.3" in result.stdout
    assert "This hip" in run("solve").stdout
    weak = run("solve", "--set", "abductor_strength=0.3").stdout
    assert "Not held" in weak
    assert "This hip" not in weak
    assert (
        solved("--scenario", "weak_abductors")["reason"] == "the demand exceeds what the abductors can hold"
    )


@pytest.mark.parametrize("typed", ["male", "Male", "M", "m"])
def test_a_sex_is_typed_as_people_write_it(typed: str) -> None:
    found = solved("--set", f"sex={typed}", "--set", "capacity_norm=eccentric")
    assert found["inputs"]["sex"] == "male"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [["solve"], ["quantities"], ["--help"]])
def test_a_full_disk_is_said_in_one_sentence(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "hipmech", *arguments]
        answer = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert answer.stderr == "Error: The output cannot be written: no space left on device.\n"
    assert answer.returncode == 3


def test_a_scenario_with_a_setting_on_top() -> None:
    found = solved("--scenario", "coxa_valga", "--set", "pelvic_drop=5")
    assert found["inputs"]["neck_shaft_angle"] == SCENARIOS["coxa_valga"]().inputs["neck_shaft_angle"]
    assert found["inputs"]["pelvic_drop"] == 5
    assert solved("--scenario", "pauwels_1965")["outputs"]["joint_reaction_bw"] == pytest.approx(
        3.009, abs=5e-4
    )


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_scenario_can_be_shown_and_derived(name: str, language: str) -> None:
    for command in ("solve", "derive"):
        result = run(command, "--scenario", name, "--lang", language)
        assert result.exit_code == 0, result.output
        assert "nan" not in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 100


def test_a_remark_about_unusual_values_goes_to_the_other_stream_once() -> None:
    for options in ((), ("--json",)):
        result = run("solve", "--set", "neck_shaft_angle=145", *options)
        assert result.exit_code == 0
        assert result.stderr.count("neck_shaft_angle = 145 deg lies outside the usual 114 to 140 deg") == 1
        assert result.stderr.startswith("Warning: ")
    assert len(solved("--set", "neck_shaft_angle=145")["warnings"]) == 1


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["solv"], "No such command 'solv'"),
        (["solve", "--set", "pelvic_dropp=5"], "did you mean 'pelvic_drop'?"),
        (["solve", "--set", "pelvic-drop=5"], "did you mean 'pelvic_drop'?"),
        (["solve", "--set", "pelvic_drop"], "--set 'pelvic_drop' is not understood"),
        (["solve", "--set", "pelvic_drop="], "it takes a name, '=' and a value"),
        (["solve", "--set", "pelvic_drop=1", "--set", "pelvic_drop=2"], "names pelvic_drop twice"),
        (
            ["solve", "--set", "body_mass=75,5"],
            "body_mass = '75,5' is no number. It has a decimal comma: write 75.5.",
        ),
        (
            ["solve", "--set", "stature=1,700"],
            "Its comma is not clear: write 1700, or 1.700 if it is decimal.",
        ),
        (["solve", "--set", "sex=x"], "it is one of"),
        (["sources", "x"], "'x' is no source of hipmech; `hipmech sources` lists them all."),
        (
            ["sweep", "--vary", "age=20:60:4000", "--vary", "stature=1:2:4000", "-o", "x"],
            "16,000,000 rows, about",
        ),
        (
            ["sweep", "--vary", "age=20:60:4000", "--vary", "stature=1:2:4000", "-o", "x"],
            "allow it (--force-size)",
        ),
        (["sweep", "--vary", "pelvic_drop=0,x", "-o", "x.csv"], "'x' is no number"),
        (["cohort", "in.csv", "--map", "sex=who*2", "-o", "x.csv"], "words take no factor"),
        (["solve", "--set", "body_mass=heavy"], "body_mass = 'heavy' is no number"),
        (["solve", "--set", "body_mass=nan"], "is not a finite number"),
        (["solve", "--set", "body_mass=815"], "tenths of a kilogram? Then it is 81.5 kg."),
        (["solve", "--set", "stance_side=lefft"], "did you mean 'left'?"),
        (["solve", "--set", "joint_reaction=5"], "'joint_reaction' is an output"),
        (["solve", "--scenario", "coxa_var"], "did you mean 'coxa_vara'?"),
        (["solve", "--scenario", "pauwels_1965", "--set", "neck_shaft_angle=120"], "has no place in it"),
        (["derive", "joint_reacton"], "did you mean 'joint_reaction'?"),
        (["sources", "bergman_2016"], "did you mean 'bergmann_2016'?"),
        (["sweep", "-o", "x.csv"], "Missing option '--vary'"),
        (["sweep", "--vary", "pelvic_drop=0:5", "-o", "x.csv"], "it takes START:STOP:COUNT"),
        (["sweep", "--vary", "pelvic_drop=0:5:0", "-o", "x.csv"], "no whole number of at least 1"),
        (["sweep", "--vary", "pelvic_drop=0:5:2.5", "-o", "x.csv"], "the count '2.5'"),
        (["sweep", "--vary", "pelvic_drop=a:5:3", "-o", "x.csv"], "'a' is no number"),
        (["sweep", "--vary", "pelvic_drop=0:nan:3", "-o", "x.csv"], "'nan' is no number"),
        (["sweep", "--vary", "pelvic_drop=0,5:5:3", "-o", "x.csv"], "has a decimal comma: write 0.5"),
        (
            ["sweep", "--vary", "stance_side=0:5:3", "-o", "x.csv"],
            "is a choice (right, left) and has no range",
        ),
        (
            ["sweep", "--vary", "pelvic_drop=0:5:2", "--set", "pelvic_drop=1", "-o", "x.csv"],
            "both varied and set",
        ),
        (
            ["sweep", "--vary", "age=20:60:999999999", "--vary", "stature=1:2:9999", "-o", "x"],
            "Take fewer values",
        ),
        (["cohort", "in.csv", "--map", "weight=kg", "-o", "x.csv"], "'weight' is not a quantity known here"),
        (["cohort", "in.csv", "--map", "body_mass=kg*x", "-o", "x.csv"], "'x' is no number"),
        (["cohort", "in.csv", "--map", "body_mass=kg*0", "-o", "x.csv"], "the factor not 0"),
        (["cohort", "in.csv", "--map", "body_mass=kg", "--decimal", "comma", "-o", "x.csv"], "both a comma"),
    ],
)
def test_what_is_typed_wrong_is_said_with_code_two(arguments: Sequence[str], said: str) -> None:
    assert said.lower() in refused(2, *arguments).lower()


def test_a_fault_of_hipmech_is_called_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*arguments: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("hipmech.cli.hips.solved", break_down)
    assert "This is a fault of hipmech, not of yours (ZeroDivisionError: oops)" in refused(70, "solve")
    monkeypatch.setenv("HIPMECH_TRACEBACK", "1")
    assert isinstance(run("solve").exception, ZeroDivisionError)


def test_derive_shows_each_equation_with_its_numbers() -> None:
    text = run("derive", "abductor_force").stdout
    assert re.search(
        r"abductor_force = abductor_moment / abductor_arm\n +=\s63.253 N·m / 45.047 mm\n +=\s1404.1 N", text
    )
    assert "= (-20 mm * (-4.7812 mm) + 100 mm * 47.888 mm) / 108.43 mm" in text
    latex = run("derive", "abductor_force", "--latex", "--lang", "nl").stdout
    assert r"F = \frac{M}{d}" in latex
    assert "% abductorkracht [hipmech]" in latex
    assert "63{,}253" in latex


def test_derive_says_when_an_equation_does_not_hold() -> None:
    result = run("derive", "joint_reaction", "--set", "cane_force=250", "--set", "cane_distance=500")
    assert result.exit_code == 0
    assert "nan" not in result.stdout
    assert result.stdout.rstrip().splitlines()[-2].startswith("Adductors needed")
    assert "it is given" in refused(2, "derive", "abductor_arm", "--scenario", "pauwels_1965")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_quantities_lists_every_name(language: str) -> None:
    text = run("quantities", "--lang", language).stdout
    assert max(map(len, text.splitlines())) <= 100
    assert {name for name in QUANTITIES if re.search(rf"^{name} ", text, re.MULTILINE)} == set(QUANTITIES)
    rows = json.loads(run("quantities", "--json", "--lang", language).stdout, parse_constant=pytest.fail)
    assert [row["name"] for row in rows if row["kind"] in ("input", "choice")] == [
        name for kind in ("input", "choice") for name in INPUTS if QUANTITIES[name].kind == kind
    ]
    assert {row["name"]: row["words"] for row in rows} == {
        n: q.words(language) for n, q in QUANTITIES.items()
    }
    only = json.loads(run("quantities", "--json", "--kind", "lever").stdout)
    assert [row["name"] for row in only] == ["supported_weight_bw"]


def test_scenarios_and_sources_are_listed() -> None:
    text = run("scenarios").stdout
    for name, function in SCENARIOS.items():
        assert re.search(rf"^{name} .*\[{function().source_key}\]$", text, re.MULTILINE)
    every, one = run("sources").stdout, run("sources", "bergmann_2016").stdout
    assert [key for key in SOURCES if f"{key}  [" not in every] == []
    assert "doi:10.1371/journal.pone.0155612" in one
    assert "harrington" not in one


def test_help_names_every_command_and_the_exit_codes() -> None:
    text = run("--help").stdout
    assert all(re.search(rf"^  {command} ", text, re.MULTILINE) for command in main.commands)
    assert "not solvable: adductors needed or outside validity" in text
    assert {"0", "1", "2", "3", "70", "130"} <= set(re.findall(r"^ +(\d+)  ", text, re.MULTILINE))
    for command in main.commands:
        assert run(command, "--help").exit_code == 0


def test_asking_for_help_or_a_solve_loads_nothing_heavy(tmp_path: Path) -> None:
    heavy = {"scipy", "sympy", "matplotlib", "pandas", "streamlit"}
    for arguments in (
        ["--help"],
        ["solve"],
        ["sweep", "--vary", "pelvic_drop=0:1:2", "-o", str(tmp_path / "o.csv")],
    ):
        ask = (
            "import sys; from hipmech.cli import main\n"
            f"try: main({arguments!r})\n"
            f"finally: print(*({heavy!r} & set(sys.modules)), file=sys.stderr)"
        )
        answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
        assert answer.stderr.split("\n")[-2] == ""


def test_an_old_terminal_gets_question_marks_and_no_fault() -> None:
    command = [sys.executable, "-m", "hipmech", "solve"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    answer = subprocess.run(command, capture_output=True, encoding="cp1252", check=True, env=environment)
    assert "?1?974 N" in answer.stdout
    assert "16.1 °" in answer.stdout


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "hipmech", "solve", "--set", "body_mas=5"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stderr.startswith(
        "Error: 'body_mas' is not a quantity known here; did you mean 'body_mass'?"
    )
    assert run("--version").stdout.startswith("hipmech ")
