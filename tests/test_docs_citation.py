"""How to cite hipmech: one version in every place, and an entry that tools for citations can read."""

import re
import tomllib
from typing import Any

import pytest
import yaml

from docs.generate import DOCS
from docs.making.tables import citation

ROOT = DOCS.parent
SEMANTIC = r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\w.]+)?"

# Citation File Format 1.2.0: what an entry must have, and all that it may.
MUST = {"authors", "cff-version", "message", "title"}
MAY = {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license",
    "license-url", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "type", "url", "version",
}  # fmt: skip
OF_AN_ENTITY = {"name", "address", "city", "country", "email", "orcid", "website", "alias", "location"}


@pytest.fixture(scope="module")
def entry() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def test_the_entry_has_what_the_format_asks_and_nothing_it_does_not_know(entry: dict[str, Any]) -> None:
    assert set(entry) >= MUST
    assert set(entry) <= MUST | MAY
    assert entry["cff-version"] == "1.2.0"
    assert entry["type"] in ("software", "dataset")
    assert all(author.get("name") and set(author) <= OF_AN_ENTITY for author in entry["authors"])
    assert all(isinstance(word, str) for word in entry["keywords"])


def test_version_and_licence_are_those_of_the_project(entry: dict[str, Any], project: dict[str, Any]) -> None:
    assert re.fullmatch(SEMANTIC, project["version"])
    assert str(entry["version"]) == project["version"]
    assert entry["license"] == project["license"]


def test_the_changelog_begins_with_what_is_not_released_or_this_version(project: dict[str, Any]) -> None:
    first = re.search(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert first
    assert "unreleased" in first[1].lower() or project["version"] in first[1]


def test_the_page_cites_the_same(entry: dict[str, Any], project: dict[str, Any]) -> None:
    assert entry["title"] in citation()
    assert project["version"] in citation()
    assert "year = {2026}" in citation()
