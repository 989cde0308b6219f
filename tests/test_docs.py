"""The pages: what they say is what hipmech says, what they show runs, where they point exists."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import NamedTuple

import pytest

import hipmech as hm
import start
from docs import generate
from docs.generate import DOCS, IMAGES, PAGES, filled, language_of
from hipmech.quantities import QUANTITIES
from hipmech.scenarios import SCENARIOS
from hipmech.sources import SOURCES
from hipmech.words import LANGUAGES
from validation import myo_sim

ROOT = DOCS.parent
HOW_TO_RENEW = "python -m docs.generate writes the pages anew"

FENCE = re.compile(
    r"(?:<!--file: (?P<file>\S+)-->\n\n)?```(?P<language>\w*)\n(?P<code>.*?)^```$", re.S | re.M
)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.M)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
MARK = re.compile(r"<!--[=@:].+?-->")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


class Block(NamedTuple):
    """A fenced block, with the name of the file it stands for, if any."""

    language: str
    code: str
    file: str | None


def blocks_of(page: Path) -> Iterator[Block]:
    for found in FENCE.finditer(page.read_text("utf-8")):
        yield Block(found["language"], found["code"], found["file"])


def prose_of(page: Path) -> str:
    return FENCE.sub("", page.read_text("utf-8"))


# What the pages say


@every_page
def test_numbers_equations_and_tables_are_those_of_today(page: Path) -> None:
    text = page.read_text("utf-8")
    assert filled(text, language_of(page)) == text, HOW_TO_RENEW


def test_a_stale_number_is_noticed() -> None:
    mark = "<!--= solve().joint_reaction_bw -->"
    assert filled(f"9.99{mark}", "en") == f"2.73{mark}"
    assert filled(f"9,9{mark}", "nl") == f"2,7{mark}"
    assert filled(f"−1.0{mark} and +0{mark}", "en") == f"+2.7{mark} and +3{mark}"
    change = '<!--= change("joint_reaction_bw", trunk_lean=10) -->'
    assert filled(f"+1{change}", "en") == f"−22{change}"


def test_a_misquoted_source_is_noticed() -> None:
    filled("2.61 ± 0.29<!--@ bergmann_2016 -->, 2,19<!--@ bergmann_2016 -->", "en")
    for figures in ("2.6", "61", "2.610", "0.3"):
        with pytest.raises(ValueError, match="bergmann_2016"):
            filled(f"{figures}<!--@ bergmann_2016 -->", "en")


def test_a_label_that_changed_is_noticed() -> None:
    filled("*Terug naar normaal*<!--: page.back_to_normal -->", "nl")
    with pytest.raises(ValueError, match=r"page\.back_to_normal"):
        filled("*Terug*<!--: page.back_to_normal --> *Reset*<!--: page.back_to_normal -->", "nl")


def test_a_stale_equation_is_noticed() -> None:
    fresh = filled("<!--equations: abductor_force-->\nF = 1\n<!--end-->", "en")
    assert "\\frac{M}{d}" in fresh
    assert "F = 1" not in fresh


def test_each_letter_is_named_once_below_the_block_that_brings_it() -> None:
    block = "<!--equations: abductor_force-->\n<!--end-->"
    first, second = filled(f"{block}\n***\n{block}", "en").split("***")
    assert "Here $F$ abductor force; $M$ abductor moment; $d$ abductor arm." in first
    assert "Here" not in second


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_show_the_numbers_of_today(language: str) -> None:
    """Their words, not their strokes: a line may move, a number may not go stale."""
    drawn = (IMAGES / f"hip-{language}.svg").read_text("utf-8")
    described = re.search(r"<desc>(.+?)</desc>", hm.figures.svg(generate.hip_picture(language)))
    assert described is not None
    assert described[0] in drawn, HOW_TO_RENEW


@pytest.mark.parametrize("name", generate.CURVES)
def test_curves_show_the_numbers_of_today(name: str) -> None:
    described = re.search(r"<desc>(.+?)</desc>", hm.figures.svg(generate.CURVES[name]()))
    assert described is not None
    assert described[0] in (IMAGES / name).read_text("utf-8"), HOW_TO_RENEW


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.nl.md")), ids=lambda page: page.name)
def test_a_translation_carries_the_same_numbers_in_the_same_order(page: Path) -> None:
    original = page.with_name(page.name.replace(".nl.md", ".md")).read_text("utf-8")
    translated = page.read_text("utf-8")
    assert MARK.findall(translated) == MARK.findall(original)
    assert len(HEADING.findall(translated)) == len(HEADING.findall(original))


@pytest.mark.skipif(not myo_sim.installed(), reason=myo_sim.NOT_INSTALLED)
def test_the_full_body_model_is_quoted_as_it_is() -> None:
    """Its numbers cannot be marks: a page is written without it."""
    page = (DOCS / "evidence.md").read_text("utf-8")
    section = page.partition("## Beside a full-body model")[2].partition("\n## ")[0]
    for line in myo_sim.beside():
        if line.quantity == "demand" and "drop" not in line.case:
            assert {f"{line.predicted:.1f}", f"{line.reference:.1f}"} <= set(re.findall(r"[\d.]*\d", section))
        if line.quantity == "least gluteal strength" and line.case.startswith("three"):
            assert f"{line.predicted:.2f}" in section, line.case
        if line.case.startswith("offset"):
            for shown in (line.predicted, line.reference):
                assert f"{shown:+.1f}".replace("-", "−") in section, line.case


# What they show


def test_python_blocks_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those without prompts; the others are doctests."""
    monkeypatch.chdir(tmp_path)
    plain = [
        b.code for page in PAGES for b in blocks_of(page) if b.language == "python" and ">>>" not in b.code
    ]
    for code in plain:
        exec(compile(code, "<page>", "exec"), {})
    assert plain


@every_page
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    for block in blocks_of(page):
        if block.file:
            (tmp_path / block.file).write_text(block.code, encoding="utf-8")
        if block.language == "console":
            for command, shown in sessions(block.code):
                printed = run(command, tmp_path)
                assert same(shown, printed), f"{command} printed\n{printed}"


def sessions(code: str) -> Iterator[tuple[str, str]]:
    """Commands with what is shown below each."""
    for session in code.removeprefix("$ ").split("\n$ "):
        command, _, shown = session.partition("\n")
        yield command, shown


def run(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program == "hipmech", f"only hipmech is run here, not {program}"
    done = subprocess.run(
        [sys.executable, "-m", "hipmech", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def same(shown: str, printed: str) -> bool:
    """Whether the output is the one shown, whatever its spaces; nothing shown is nothing claimed."""
    expected, got = (" ".join(text.split()) for text in (shown, printed))
    return not expected or OutputChecker().check_output(expected, got, ELLIPSIS)


def test_what_is_shown_is_compared() -> None:
    assert same("a 1\n...\n", "a\u202f1\n\nb\n")
    assert not same("a 2\n", "a 1\n")


@every_page
def test_jobs_of_start_exist(page: Path) -> None:
    jobs = re.findall(r"python3 start\.py (\w+)", page.read_text("utf-8"))
    assert set(jobs) <= set(start.JOBS)


# Where they point


def anchors_of(page: Path) -> set[str]:
    headings = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(prose_of(page)))
    return {heading.replace(" ", "-") for heading in headings}


@every_page
def test_relative_links_exist(page: Path) -> None:
    for link in LINK.finditer(prose_of(page)):
        if link["target"].startswith("http"):
            continue
        file, _, anchor = link["target"].partition("#")
        target = page.parent / file if file else page
        assert target.is_file(), link["target"]
        assert not anchor or anchor in anchors_of(target), link["target"]


def test_the_index_leads_to_every_page() -> None:
    index = DOCS / "index.md"
    linked = {link["target"] for link in LINK.finditer(prose_of(index))}
    assert {page.name for page in DOCS.glob("*.md")} - linked == {"index.md"}


# The names they use

OF_SCIPY = {"find_root"}
OF_OPENSIM = {
    "hip_r",
    "femur_r",
    "hip_adduction_r",
    "hip_adduction_r_moment",
    "hip_adduction_l",
    "hip_adduction_l_moment",
    "pelvis_list",
    "lumbar_bending",
    "hip_r_on_femur_r_in_ground_fx",
    "apply_on_bodies",
    "express_in_frame",
    "ground_force_vy",
    "ground_force_vz",
    "ground_force_pz",
}


def known_names() -> set[str]:
    of_rows = {name for row in QUANTITIES.values() for name in (row.name, row.source, *row.choices)}
    of_rooms = {*dir(hm), *dir(hm.Load), *dir(hm.muscles), *dir(hm.trendelenburg), *dir(hm.sharing)}
    of_rooms |= {*dir(hm.gait), *dir(hm.gait.Step), *dir(hm.figures)}
    of_rooms |= {*dir(hm.trials), *hm.trials.ROLES, *dir(hm.trials.TrialLoad), *dir(hm.trials.Columns)}
    of_rooms |= {field.name for field in fields(hm.trials.Agreement)}
    of_questions = {
        *dir(hm.influence),
        *dir(hm.influence.Measurements),
        *dir(hm.inverse),
        *dir(hm.inverse.Answer),
    }
    of_muscles = {*hm.muscles.CRITERIA, *(row.name for row in hm.muscles.ATTACHMENTS)}
    return of_rows | of_rooms | of_questions | of_muscles | {*SOURCES, *SCENARIOS, *OF_OPENSIM, *OF_SCIPY}


@every_page
def test_every_name_in_the_text_exists(page: Path) -> None:
    spans = {span for span in SPAN.findall(prose_of(page)) if re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", span)}
    assert spans - known_names() == set()


def test_the_table_of_names_speaks_of_outputs_of_ours() -> None:
    page = prose_of(DOCS / "names.md")
    rows = page.partition("## Name by name")[2].partition("## Traps")[0]
    ours = re.findall(r"^\| `(\w+)` (\(input)?.*?\|", rows, re.M)
    assert len(ours) >= 9
    assert all(QUANTITIES[name].kind == ("input" if said else "output") for name, said in ours)


def test_every_output_that_a_load_can_have_is_listed() -> None:
    listed = generate.outputs_table()
    for strategy in QUANTITIES["stance_strategy"].choices:
        assert all(f"`{name}`" in listed for name in hm.solve(stance_strategy=strategy).outputs)


def test_every_limit_that_raises_is_listed() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]*\| (\S+) \| (\S+) \|", generate.limits_table(), re.M)
    assert {name for name, *_ in rows} >= {name for name, row in QUANTITIES.items() if row.kind == "input"}
    for name, low, high in rows:
        assert QUANTITIES[name].limits == (float(low), float(high))
