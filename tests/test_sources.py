"""Every number must be traceable: the sources are complete, well formed and honest about what they know."""

import dataclasses
import re
from pathlib import Path

import pytest

from hipmech import sources
from hipmech.sources import SOURCES, Source, source

ROOT = Path(__file__).parents[1]
CITING = [
    file.read_text(encoding="utf-8")
    for pattern in ("hipmech/**/*.py", "hipmech/**/*.toml", "app.py", "validation/*.py", "docs/*.md")
    for file in ROOT.glob(pattern)
    if file.name != "sources.py"
]

EACH = pytest.mark.parametrize("entry", SOURCES.values(), ids=SOURCES.keys())


def test_keys_are_the_keys_of_their_entries() -> None:
    assert all(key == entry.key for key, entry in SOURCES.items())


def test_no_key_is_defined_twice() -> None:
    themes = [value for name, value in vars(sources).items() if name.startswith("_") and name.isupper()]
    assert sum(len(theme) for theme in themes) == len(SOURCES)


@EACH
def test_no_source_stands_here_without_being_used(entry: Source) -> None:
    assert any(re.search(rf"\b{entry.key}\b", text) for text in CITING)


@EACH
def test_key_is_a_plain_word(entry: Source) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", entry.key)


@EACH
def test_citation_names_a_year(entry: Source) -> None:
    assert re.search(r"\b(18|19|20)\d\d\b", entry.citation), entry.citation


@EACH
def test_year_in_the_key_is_in_the_citation(entry: Source) -> None:
    year = re.search(r"(18|19|20)\d\d$", entry.key)
    assert year is None or year.group() in entry.citation


@EACH
def test_doi_is_empty_or_well_formed(entry: Source) -> None:
    assert entry.doi == "" or re.fullmatch(r"10\.\d{4,9}/[^\s\"<>]+[^\s.,;\"<>]", entry.doi)


def test_no_doi_serves_two_sources() -> None:
    dois = [entry.doi.lower() for entry in SOURCES.values() if entry.doi]
    assert len(dois) == len(set(dois))


@EACH
def test_confidence_is_one_of_four_letters(entry: Source) -> None:
    assert entry.confidence in {"A", "B", "C", "D"}


@EACH
def test_confidence_says_what_was_read(entry: Source) -> None:
    assert ("abstract" in entry.where) == (entry.confidence == "B")


@EACH
def test_finding_is_one_plain_sentence(entry: Source) -> None:
    assert entry.finding.endswith(".")
    assert ". " not in entry.finding
    assert entry.finding == entry.finding.strip()


@EACH
def test_place_is_given(entry: Source) -> None:
    assert entry.where


def test_own_assumptions_never_look_like_evidence() -> None:
    assert source("hipmech").confidence == "D"
    assert source("hipmech").doi == ""


def test_order_goes_from_conventions_to_loads() -> None:
    landmarks = (
        "hipmech",
        "standard_gravity",
        "winter_2009",
        "pauwels_1965",
        "fischer_2020",
        "bergmann_2016",
        "ramskov_2014",
        "rudiger_2017",
        "kubinski_2015",
        "neumann_1998",
    )
    present = [key for key in SOURCES if key in landmarks]
    assert present == [key for key in landmarks if key in SOURCES]
    assert present[0] == next(iter(SOURCES)) == "hipmech"


def test_nobody_can_change_a_source() -> None:
    with pytest.raises(TypeError):
        SOURCES["winter_2009"] = source("hipmech")  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        source("winter_2009").confidence = "A"  # type: ignore[misc]


def test_a_source_is_found_by_its_key() -> None:
    assert source("de_leva_1996").citation.startswith("de Leva P (1996)")


@pytest.mark.parametrize(
    "typed, meant",
    [("bergman_2016", "bergmann_2016"), ("Winter_2009", "winter_2009"), ("kendal", "kendall_2013")],
)
def test_a_misspelt_key_names_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(KeyError, match=f"did you mean '{meant}'"):
        source(typed)


@pytest.mark.parametrize("typed", ["unknwon", "", "?"])
def test_a_hopeless_key_still_names_one(typed: str) -> None:
    with pytest.raises(KeyError, match=r"is no source of hipmech; did you mean '[a-z]"):
        source(typed)
