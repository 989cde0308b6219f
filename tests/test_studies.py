"""Study files: what they say is what is computed, and whatever is wrong in one is said with its place."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from hipmech import designs
from hipmech.errors import FileError, InputError
from hipmech.studies import read

PEOPLE = "id,gender,weight,hips\n007,Female,682,168\n8,Male,815,172\n9,m,,165\n"
WHOLE = """
title = "Neck angle and drop"
outputs = ["joint_reaction_bw", "utilisation"]
seed = 3

[fixed]
stature = 1800
capacity_norm = "eccentric"
age = 30

[[axes]]
table = "people.csv"
body_mass = { column = "weight", factor = 0.1 }
sex = { column = "gender" }
keep = ["id"]

[[axes]]
neck_shaft_angle = { from = 114, to = 140, count = 3 }

[[axes]]
pelvic_drop = [0, 2]
trunk_lean = [0.5, 5]

[[axes]]
sample = "sobol"
count = 4
neck_length = { min = 41, max = 74 }
inter_hip_distance = { mean = 172, sd = 8, min = 145, max = 199 }

[report]
by = "sex"
intervals = [0.5, 0.95]
ranking = "joint_reaction_bw"
figure = "loads.svg"
"""
AXIS = "[[axes]]\npelvic_drop = [0, 5]\n"


def study_file(folder: Path, text: str, people: str = PEOPLE) -> Path:
    (folder / "people.csv").write_text(people, encoding="utf-8")
    file = folder / "study.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_study_file_says_what_is_computed(tmp_path: Path) -> None:
    study = read(study_file(tmp_path, WHOLE))
    assert study.design.size == 3 * 3 * 2 * 4
    assert study.design.shape == (3, 3, 2, 4)
    assert study.design.names[:4] == ("body_mass", "sex", "neck_shaft_angle", "pelvic_drop")
    assert study.design.fixed == {"stature": 1800, "capacity_norm": "eccentric", "age": 30}
    assert (study.title, study.seed) == ("Neck angle and drop", 3)
    assert study.outputs == ("joint_reaction_bw", "utilisation")
    assert study.carried == ("id",)
    assert study.wishes is not None
    assert (study.wishes.by, study.wishes.intervals) == ("sex", (0.5, 0.95))
    assert (study.wishes.ranking, study.wishes.figure) == ("joint_reaction_bw", "loads.svg")
    first = study.design.cases(0, 1)
    assert (first["body_mass"][0], first["sex"][0]) == (pytest.approx(68.2), "female")
    assert study.design.kept(0, 1)["id"][0] == "007"
    last = study.design.cases(23, 24)
    assert (last["neck_shaft_angle"][0], last["pelvic_drop"][0], last["trunk_lean"][0]) == (140, 2, 5)


def test_what_is_drawn_is_what_python_draws_with_that_seed(tmp_path: Path) -> None:
    text = 'seed = 3\n[[axes]]\nsample = "latin_hypercube"\ncount = 5\nneck_length = { min = 41, max = 74 }\n'
    two = (
        text
        + '[[axes]]\nsample = "latin_hypercube"\ncount = 5\nneck_shaft_angle = { min = 114, max = 140 }\n'
    )
    drawn = designs.latin_hypercube(5, 3, neck_length=(41, 74)).cases(0, 5)["neck_length"]
    np.testing.assert_array_equal(read(study_file(tmp_path, text)).design.cases(0, 5)["neck_length"], drawn)
    further = designs.latin_hypercube(5, 4, neck_shaft_angle=(114, 140)).cases(0, 5)["neck_shaft_angle"]
    found = read(study_file(tmp_path, two)).design.cases(0, 5)["neck_shaft_angle"]
    np.testing.assert_array_equal(found, further)
    own = two.replace("count = 5\nneck_shaft", "count = 5\nseed = 9\nneck_shaft")
    other = designs.latin_hypercube(5, 9, neck_shaft_angle=(114, 140)).cases(0, 5)["neck_shaft_angle"]
    found = read(study_file(tmp_path, own)).design.cases(0, 5)["neck_shaft_angle"]
    np.testing.assert_array_equal(found, other)


def test_a_population_is_drawn(tmp_path: Path) -> None:
    study = read(study_file(tmp_path, 'seed = 1\n[[axes]]\npopulation = "adults"\ncount = 10\n'))
    assert study.design.size == 10
    assert "body_mass" in study.design.names
    assert any("drawn independently" in sentence for sentence in study.assumptions)


def test_a_population_brings_what_it_presupposes(tmp_path: Path) -> None:
    text = 'seed = 1\n[[axes]]\npopulation = "adults_eccentric"\ncount = 10\n'
    study = read(study_file(tmp_path, text))
    assert study.design.fixed["capacity_norm"] == "eccentric"
    with pytest.raises(InputError, match="capacity_norm is fixed at 'isometric', and the population"):
        read(study_file(tmp_path, text + '[fixed]\ncapacity_norm = "isometric"\n'))


def test_named_cases_are_an_axis(tmp_path: Path) -> None:
    """As in Python, and each under its name; published levers too."""
    text = '[[axes]]\nscenario = ["normal", "cane_opposite"]\n[[axes]]\nbody_mass = [60, 90]\n'
    study = read(study_file(tmp_path, text))
    same = designs.scenarios("normal", "cane_opposite") * designs.grid(body_mass=[60, 90])
    assert study.carried == ("scenario",)
    for found, expected in (
        (study.design.cases(0, 4), same.cases(0, 4)),
        (study.design.kept(0, 4), same.kept(0, 4)),
    ):
        assert found.keys() == expected.keys()
        assert all(found[name].tolist() == values.tolist() for name, values in expected.items())
    levers = read(study_file(tmp_path, '[[axes]]\nscenario = ["lever_1_3", "pauwels_1965"]\n'))
    assert "joint_reaction_bw" in levers.outputs
    assert "scenario" in same.axes[0].text
    assert read(study_file(tmp_path, f"[[axes]]\n{same.axes[0].text}\n")).design.size == 2


def test_what_contradicts_itself_in_every_case_is_refused(tmp_path: Path) -> None:
    text = '[fixed]\nstance_strategy = "trunk_over_foot"\n[[axes]]\ntrunk_lean = [0, 5]\n'
    with pytest.raises(InputError, match=r"study\.toml: trunk_lean is set, but stance_strategy"):
        read(study_file(tmp_path, text))
    with pytest.raises(InputError, match=r"study\.toml: cane_force and cane_force_bw are both given"):
        read(study_file(tmp_path, "[[axes]]\ncane_force = [0, 5]\n[[axes]]\ncane_force_bw = [0, 0.1]\n"))


def test_a_lean_that_is_solved_for_is_an_output(tmp_path: Path) -> None:
    text = '[[axes]]\nstance_strategy = ["trunk_over_foot", "pelvis_over_foot"]\n'
    assert "trunk_lean" in read(study_file(tmp_path, text)).outputs
    with pytest.raises(InputError, match="'trunk_lean' is an input"):
        read(study_file(tmp_path, 'outputs = ["trunk_lean"]\n[[axes]]\npelvic_drop = [0, 5]\n'))


def test_a_study_travels_to_other_processes_with_its_tables(tmp_path: Path) -> None:
    study = read(study_file(tmp_path, WHOLE))
    sent = pickle.dumps(study)
    (tmp_path / "people.csv").unlink()
    arrived = pickle.loads(sent)
    assert arrived.fingerprint() == study.fingerprint()
    for name, values in study.design.cases(0, 72).items():
        np.testing.assert_array_equal(arrived.design.cases(0, 72)[name], values)


def test_the_text_of_a_design_is_a_study_file(tmp_path: Path) -> None:
    design = read(study_file(tmp_path, WHOLE)).design
    again = read(study_file(tmp_path, design.text)).design
    assert again.text == design.text
    for name, values in design.cases(0, 72).items():
        np.testing.assert_array_equal(again.cases(0, 72)[name], values)


def test_what_decides_the_numbers_decides_the_fingerprint(tmp_path: Path) -> None:
    before = read(study_file(tmp_path, WHOLE)).fingerprint()

    def changed(old: str, new: str, people: str = PEOPLE) -> bool:
        assert old in WHOLE
        return read(study_file(tmp_path, WHOLE.replace(old, new), people)).fingerprint() != before

    assert not changed("title", "# a remark\ntitle")
    assert not changed("Neck angle and drop", "Another title")
    assert not changed('by = "sex"', 'by = "id"')
    assert changed("seed = 3", "seed = 4")
    assert changed("1800", "1801")
    assert changed('"utilisation"', '"abductor_force"')
    assert changed("title", "title", PEOPLE.replace("682", "683"))


def test_a_table_may_be_semicolons_with_decimal_commas(tmp_path: Path) -> None:
    text = '[[axes]]\ntable = "people.csv"\ndelimiter = "semicolon"\ndecimal = "comma"\n'
    text += 'body_mass = { column = "kg" }\nkeep = ["kg"]\n'
    study = read(study_file(tmp_path, text, "kg;x\n68,2;1\n71;2\n"))
    assert study.design.cases(0, 2)["body_mass"].tolist() == [68.2, 71]
    assert study.design.kept(0, 2)["kg"].tolist() == ["68,2", "71"]


def test_a_table_may_be_a_parquet_file(tmp_path: Path) -> None:
    import pandas as pd

    pd.DataFrame({"kg": [68.2, 71.0], "who": ["a", "b"]}).to_parquet(tmp_path / "people.parquet")
    text = '[[axes]]\ntable = "people.parquet"\nbody_mass = { column = "kg" }\nkeep = ["who"]\n'
    study = read(study_file(tmp_path, text))
    assert study.design.cases(0, 2)["body_mass"].tolist() == [68.2, 71]
    assert study.design.kept(0, 2)["who"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "study.toml: it has no axis: begin one with a line [[axes]]"),
        ("axes = [1]", "study.toml, axes: each of them is a table"),
        ("axis = 1", "study.toml: 'axis' is not known here; did you mean 'axes'?"),
        ("title = 5\n" + AXIS, "study.toml, title: 5 is a whole number; it takes a text."),
        ("seed = -1\n" + AXIS, "study.toml, seed: -1 is too few"),
        ("seed = true\n" + AXIS, "study.toml, seed: true is true or false; it takes a whole number."),
        ('outputs = ["joint_reacton"]\n' + AXIS, "outputs: 'joint_reacton' is not an output of these hips"),
        ('outputs = ["pelvic_drop"]\n' + AXIS, "outputs: 'pelvic_drop' is an input, which stands beside"),
        ('outputs = ["utilisation", "utilisation"]\n' + AXIS, "'utilisation' stands there twice"),
        ("outputs = []\n" + AXIS, "the list is empty: name some, or leave outputs out"),
        ("outputs = [1]\n" + AXIS, "1 is a whole number; it takes texts"),
        (AXIS + "[fixed]\nbody_mas = 5\n", "study.toml, fixed: 'body_mas' is not known here; did you mean '"),
        (AXIS + "[fixed]\nbody_mass = 815\n", "fixed: body_mass = 815 kg is not allowed"),
        (AXIS + "[fixed]\nbody_mass = nan\n", "fixed: body_mass = nan is not a finite number"),
        (AXIS + "[fixed]\nbody_mass = true\n", "fixed: body_mass = True is no number"),
        (AXIS + "[fixed]\nbody_mass = 2020-01-01\n", "is no number"),
        (AXIS + "[fixed]\nbody_mass = [70, 80]\n", "body_mass: it is one value for every case; several valu"),
        (AXIS + "[fixed]\npelvic_drop = 1\n", "study.toml: pelvic_drop is both varied and fixed"),
        (AXIS + AXIS, "study.toml: pelvic_drop varies along two axes: give it one."),
        ("[[axes]]\n", "study.toml, axis 1: it gives no quantity"),
        ("[[axes]]\npelvic_drp = [1]", "axis 1: 'pelvic_drp' is not known here; did you mean 'pelvic_drop'?"),
        ("[[axes]]\njoint_reaction = [1]", "axis 1: 'joint_reaction' is not known here"),
        ("[[axes]]\npelvic_drop = 5", "axis 1, pelvic_drop: 5 is a whole number; a value for every case"),
        ("[[axes]]\npelvic_drop = []", "axis 1, pelvic_drop: the list is empty"),
        ('[[axes]]\npelvic_drop = [1, "2"]', "axis 1, pelvic_drop: '2' is a text; the list takes numbers."),
        ("[[axes]]\npelvic_drop = [1, inf]", "axis 1: pelvic_drop[1] = inf is not a finite number"),
        ("[[axes]]\nneck_shaft_angle = [120, 400]", "axis 1: neck_shaft_angle[1] = 400 deg is not allowed"),
        ("[[axes]]\nneck_shaft_angle = { from = 110, to = 400, count = 9 }", "= 400 deg is not allowed"),
        ("[[axes]]\npelvic_drop = { from = 0, to = 5 }", "axis 1, pelvic_drop: count is missing"),
        ("[[axes]]\npelvic_drop = { from = 0, to = 5, count = 0 }", "pelvic_drop, count: 0 is too few"),
        ("[[axes]]\npelvic_drop = { from = 0, to = 5, count = 2.5 }", "count: 2.5 is a number; it takes a w"),
        ("[[axes]]\npelvic_drop = { from = 0, to = 5, count = 1 }", "count: 1 cannot include both 0 and 5"),
        ("[[axes]]\npelvic_drop = { from = 5, to = 5, count = 4 }", "from and to are both 5: 4 values would"),
        ("[[axes]]\npelvic_drop = { from = 0, to = 5, step = 1 }", "'step' is not known here"),
        ("[[axes]]\npelvic_drop = { from = 0, to = 5, count = 1000000000000 }", "more than the 10,000,000 t"),
        ("[[axes]]\npelvic_drop = { min = 0, max = 5 }", "axis 1, pelvic_drop: mean, sd, min and max are of"),
        ('[[axes]]\npelvic_drop = { column = "x" }', 'are of an axis with table = "FILE.csv"'),
        ("[[axes]]\npelvic_drop = [1, 2]\ntrunk_lean = [1]", "unequal numbers of values: pelvic_drop 2, tru"),
        ('[[axes]]\nstance_side = ["right", "lefft"]', "axis 1: stance_side = 'lefft' is not allowed"),
        ('[[axes]]\nstance_side = { from = 1, to = 2, count = 2 }', "it is a choice and has no range: list"),
        ('[[axes]]\nsample = "lhs"\ncount = 5', "axis 1, sample: 'lhs' is not allowed: it is one of latin_h"),
        ('[[axes]]\nsample = "random"\nneck_length = {min = 41, max = 74}', "axis 1: count is missing"),
        ('[[axes]]\nsample = "random"\ncount = 5', "axis 1: it draws no quantity"),
        (
            '[[axes]]\nsample = "random"\ncount = 5\nneck_length = {min = 41, max = 74}',
            "axis 1: seed is missing at the top",
        ),
        ('[[axes]]\nsample = "random"\npopulation = "adults"\ncount = 5', "sample and population are both g"),
        ("[axes]\npelvic_drop = [0, 5]", "axes: an axis begins with a line [[axes]], in double brackets"),
        (
            '[[axes]]\ntable = "people.csv"\nage = { column = "id" }\ndecimal = ","',
            "axis 1, decimal: ',' is not allowed: it is one of point, comma.",
        ),
        ('[[axes]]\npopulation = "adult"\ncount = 5', "population: 'adult' is not allowed"),
        ('[[axes]]\nscenario = ["coxa_vera"]', "axis 1: 'coxa_vera' is not a scenario; did you"),
        ('[[axes]]\nscenario = ["normal", "lever_1_3"]', "axis 1: Hips and published levers do not stand"),
        ('[[axes]]\nscenario = ["normal"]\nage = [1]', "axis 1, age: a scenario gives its own inputs"),
        ('[[axes]]\nscenario = "normal"', "study.toml, axis 1, scenario: 'normal' is a text; it"),
        ("[[axes]]\nscenario = []", "axis 1: Give at least one scenario"),
        ('[[axes]]\npopulation = "adults"\ncount = 5\nage = [1]', "age: a population gives its own quantiti"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read(study_file(tmp_path, text))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "spread, said",
    [
        ("{ min = 74, max = 41 }", "axis 1, neck_length: neck_length from 74 to 41 contradicts itself"),
        ("{ min = 41 }", "max is missing"),
        ("{ mean = 54, min = 41, max = 74 }", "neck_length has a mean and no sd"),
        ("{ mean = 54, sd = 0, min = 41, max = 74 }", "an sd above zero"),
        ("{ mean = 90, sd = 5, min = 41, max = 74 }", "its mean of 90 outside its bounds"),
        ("{ mean = 54, sd = 5, min = 0, max = 74 }", "neck_length = 0 mm is not allowed"),
        ("{ mean = 54, sd = 5, low = 41 }", "'low' is not known here"),
        ('{ mean = "54", sd = 5 }', "mean: '54' is a text; it takes a number."),
        ("{ mean = nan, sd = 5 }", "mean: nan is not a finite number"),
        ("[41, 74]", "neck_length: [41, 74] is a list; it takes a table { … }."),
    ],
)
def test_a_distribution_that_cannot_be_is_refused(tmp_path: Path, spread: str, said: str) -> None:
    text = f'seed = 1\n[[axes]]\nsample = "random"\ncount = 5\nneck_length = {spread}\n'
    with pytest.raises(InputError) as error:
        read(study_file(tmp_path, text))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "lines, said",
    [
        ('body_mass = { column = "wheight" }', "axis 1: people.csv has no column 'wheight'; did you mean 'w"),
        ('body_mass = { columm = "weight" }', "axis 1, body_mass: 'columm' is not known here; did you mean"),
        ("body_mass = {}", 'body_mass: it takes { column = "NAME" }'),
        ('body_mass = { column = "weight", factor = 0 }', "body_mass, factor: 0 would make every row 0."),
        ('sex = { column = "gender", factor = 2 }', "words take no factor"),
        ('keep = ["id"]', "axis 1: no column feeds a quantity"),
        ('body_mass = { column = "weight" }\nkeep = ["idd"]', "people.csv has no column 'idd'"),
        ('body_mass = { column = "weight" }\ndelimiter = ","', "delimiter: ',' is not allowed: it is one of"),
        ('body_mass = { column = "weight" }\ndecimal = "comma"', "Decimal mark and delimiter are both a com"),
        ('body_mass = { column = "weight" }\nwhere = "id > 3"', "'where' is not known here"),
    ],
)  # fmt: skip
def test_a_table_that_does_not_fit_is_refused(tmp_path: Path, lines: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read(study_file(tmp_path, f'[[axes]]\ntable = "people.csv"\n{lines}\n'))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "people, kind, said",
    [
        ("", FileError, "is empty"),
        ("weight\n", FileError, "has a header but no rows"),
        ("weight,weight\n1,2\n", FileError, "stands 2 times in the header"),
        ("weight;id\n682;1\n", FileError, "the delimiter seems to be the semicolon"),
        ('weight,id\n"68,2",1\n"70,1",2\n', InputError, 'decimal = "comma" in a study file'),
        ("weight,id\n1\n", FileError, "line 2: 1 cell where the header has 2"),
        ("682,7\n815,8\n", InputError, "Its first line holds numbers: is the line with the column names mis"),
    ],
)  # fmt: skip
def test_a_broken_table_is_refused(tmp_path: Path, people: str, kind: type[Exception], said: str) -> None:
    text = '[[axes]]\ntable = "people.csv"\nbody_mass = { column = "weight", factor = 0.1 }\n'
    with pytest.raises(kind) as error:
        read(study_file(tmp_path, text, people))
    assert said in str(error.value)
    assert str(error.value).startswith("study.toml, axis 1")


@pytest.mark.parametrize(
    "lines, said",
    [
        ('by = "sexx"', "report, by: 'sexx' is no column that varies; did you mean 'sex'?"),
        ('by = "neck_length"', "report, by: neck_length is drawn, and nearly every case"),
        ("by = 3", "by: 3 is a whole number; it takes a text."),
        ("intervals = [95]", "intervals: 95 is no level: it takes shares such as 0.95."),
        ('ranking = "abductor_arm"', "ranking: 'abductor_arm' is none of the outputs"),
        ('figure = "loads.gif"', "figure: 'loads.gif' is no name of a picture"),
        ('figure = "../loads.svg"', "without a folder"),
        ('figur = "loads.svg"', "report: 'figur' is not known here; did you mean 'figure'?"),
    ],
)
def test_a_report_that_cannot_be_made_is_refused(tmp_path: Path, lines: str, said: str) -> None:
    text = WHOLE.partition("[report]")[0] + f"[report]\n{lines}\n"
    with pytest.raises(InputError) as error:
        read(study_file(tmp_path, text))
    assert said in str(error.value)


@pytest.mark.parametrize("report", ["", 'figure = "loads.svg"', 'ranking = "joint_reaction_bw"'])
def test_a_report_without_a_number_to_report_is_refused(tmp_path: Path, report: str) -> None:
    text = f'outputs = ["status"]\n{AXIS}'
    assert read(study_file(tmp_path, text)).outputs == ()
    with pytest.raises(InputError) as error:
        read(study_file(tmp_path, f"{text}[report]\n{report}\n"))
    assert str(error.value) == (
        "study.toml, report: it tells of numbers, and outputs names none beside the status: add one, such as "
        "joint_reaction_bw, or leave [report] out."
    )


def test_a_file_that_is_no_study_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gone\.toml cannot be read: no such file or directory"):
        read(tmp_path / "gone.toml")
    with pytest.raises(FileError, match=r"is no TOML: .* \(at line 2, column 10\)"):
        read(study_file(tmp_path, "[[axes]]\npelvic = = 5\n"))
    (tmp_path / "study.toml").write_bytes(b"title = '\xe9'\n")
    with pytest.raises(FileError, match="is not UTF-8 text"):
        read(tmp_path / "study.toml")
    file = study_file(tmp_path, '[[axes]]\ntable = "people.csv"\nage = { column = "a" }\n')
    (tmp_path / "people.csv").unlink()
    with pytest.raises(FileError, match=r"axis 1: .*people\.csv cannot be read: no such file"):
        read(file)


def test_the_example_of_the_pages_is_a_study(tmp_path: Path) -> None:
    people = (
        "subjectid,gender,weightkg,stature,bicristalbreadth\n1,Female,612,1631,268\n2,Male,815,1776,274\n"
    )
    (tmp_path / "ansur_ii.csv").write_text(people)
    example = Path(__file__).parents[1] / "docs/studies/ansur.toml"
    study = read(study_file(tmp_path, example.read_text("utf-8")))
    assert study.design.size == 2 * 50
    assert study.design.cases(0, 1)["inter_hip_distance"].tolist() == pytest.approx([0.627 * 268])
    assert "inter_hip_distance is estimated from a column by a factor" in study.assumptions[0]
    assert "on ten CT pelves" in study.assumptions[0]
