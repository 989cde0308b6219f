"""What hipmech needs is listed with its licence, and each licence lets anybody use it."""

import re

import pytest

from docs import licences

LISTED = {
    name.lower(): words
    for name, words in re.findall(r"^\| (\S+) \| ([^|]+?) \|", licences.PAGE.read_text("utf-8"), re.M)
}
NEEDED = [name for names in licences.tiers().values() for name in names]


@pytest.mark.parametrize("name", NEEDED)
def test_every_package_is_listed_as_it_is_and_permissive(name: str) -> None:
    assert LISTED.get(name.lower()) == licences.licence(name), "python -m docs.licences renews the page"
    assert licences.accepted(name)


def test_the_list_is_that_of_what_is_declared() -> None:
    runtime = licences.tiers()["runtime"]
    assert {"numpy", "scipy", "streamlit", "certifi"} <= {name.lower() for name in runtime}
    assert not {"pytest", "sphinx", "hypothesis"} & {name.lower() for name in runtime}


def test_a_licence_that_asks_more_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "licence", lambda name: "GPL-3.0-or-later")
    assert not any(licences.accepted(name) for name in ("numpy", "certifi"))


def test_the_mozilla_licence_passes_only_where_it_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "licence", lambda name: "MPL-2.0")
    assert licences.accepted("certifi")
    assert not licences.accepted("numpy")


def test_judgements_are_of_packages_that_are_needed() -> None:
    assert set(licences.JUDGED) | set(licences.READ) <= {name.lower() for name in NEEDED}
