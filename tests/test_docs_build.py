"""The built site: no warning, no network, every lesson runs, every link leads, readers fetch nothing."""

import doctest
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

import hipmech as hm
from docs import build
from docs.generate import DOCS
from docs.making.finishing import PUT_IN
from docs.making.pages import contents, laid_out
from docs.making.reference import reference_pages
from docs.making.tables import disagreements
from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES

ROOT = DOCS.parent
LESSONS = sorted((DOCS / "examples").glob("plot_*.py"))

WITHOUT_NETWORK = """
import runpy, socket, sys
def refuse(self, address):
    raise OSError(f"the docs ask for {address}")
socket.socket.connect = socket.socket.connect_ex = refuse
sys.argv[0] = "docs.build"
runpy.run_module("docs.build", run_name="__main__")
"""


class Page(HTMLParser):
    """What a page names (its anchors), where it leads, and what its reader's browser fetches."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.fetched: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.anchors.add(named.get("id") or "")
        if tag == "a":
            self.links.add(named.get("href") or "")
        elif named.get("rel") not in ("canonical", "prev", "next", "author"):
            self.fetched |= {named.get("src") or "", named.get("href") or ""}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with every way out closed."""
    folder = tmp_path_factory.mktemp("docs")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK, folder],
        cwd=ROOT,
        env=os.environ | nowhere | {"MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {file: Page(file.read_text("utf-8")) for file in site.rglob("*.html")}


def test_every_page_is_there(site: Path) -> None:
    told = {name.replace(".rst", ".html") for name in reference_pages()}
    written = {page.with_suffix(".html").name for page in DOCS.glob("*.md")} - {
        "gallery.html",
        "reference.html",
    }
    assert {page.name for page in site.glob("*.html")} >= written | {"contributing.html", "changelog.html"}
    assert {page.name for page in (site / "reference").glob("*.html")} == told


def test_every_lesson_ran_and_shows_its_picture(site: Path) -> None:
    for lesson in LESSONS:
        text = (site / "gallery" / f"{lesson.stem}.html").read_text("utf-8")
        assert "sphx-glr-script-out" in text or "<img" in text
        assert ("sphx_glr_" in text) == (
            "igure(" in lesson.read_text("utf-8") or "sweep_curve" in lesson.read_text("utf-8")
        )
        assert "object at 0x" not in text


def test_every_link_leads_somewhere(pages: dict[Path, Page]) -> None:
    broken = [
        (page.name, link)
        for page, read in pages.items()
        for link in read.links
        if link and not re.match(r"(https?|mailto):", link) and not leads(page, link, pages)
    ]
    assert broken == []


def leads(page: Path, link: str, pages: dict[Path, Page]) -> bool:
    file, _, anchor = unquote(link).partition("#")
    target = (page.parent / file).resolve() if file else page
    return target.is_file() and (not anchor or target not in pages or anchor in pages[target].anchors)


def test_a_reader_fetches_nothing_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    assert {one for read in pages.values() for one in read.fetched if re.match(r"(https?:)?//", one)} == set()
    styles = "".join(style.read_text("utf-8") for style in site.rglob("*.css"))
    assert re.findall(r"(?:@import|url\()[\"' ]*(?:https?:)?//[^)]*", styles) == []


def test_equations_are_set_without_a_script(site: Path, pages: dict[Path, Page]) -> None:
    text = (site / "theory.html").read_text("utf-8")
    assert text.count("<math") > 50
    assert [one for one in pages[site / "theory.html"].fetched if "mathjax" in one.lower()] == []
    assert "<merror" not in text


def test_outside_links_are_well_formed(pages: dict[Path, Page]) -> None:
    """Nobody is asked whether they exist: only that an identifier looks like one."""
    outside = {link for read in pages.values() for link in read.links if link.startswith("http")}
    dois = {link for link in outside if "doi.org" in link}
    assert len(dois) > 20
    assert [link for link in dois if not re.fullmatch(r"https://doi\.org/10\.\d{4,9}/\S+", link)] == []
    assert [link for link in outside if not re.fullmatch(r"https?://[\w.-]+\.\w+(/\S*)?", link)] == []


def test_a_page_says_its_language_and_opens_to_keys(site: Path) -> None:
    dutch, english = ((site / name).read_text("utf-8") for name in ("student.nl.html", "student.html"))
    assert re.search(r'<html[^>]* lang="nl"', dutch)
    assert re.search(r'<html[^>]* lang="en"', english)
    assert not any(old in english for old in PUT_IN)


# What is written at build time


def test_the_nomenclature_has_every_quantity(site: Path) -> None:
    text = (site / "nomenclature.html").read_text("utf-8")
    assert [name for name in QUANTITIES if f">{name}<" not in text] == []


def test_every_source_can_be_led_to(pages: dict[Path, Page], site: Path) -> None:
    assert set(SOURCES) <= pages[site / "sources.html"].anchors


def test_every_known_disagreement_is_told(site: Path) -> None:
    text = (site / "disagreements.html").read_text("utf-8")
    lines = list(disagreements())
    assert len(lines) > 20
    assert [line.source for line in lines if f"sources.html#{line.source.replace('_', '-')}" not in text
            and f"sources.html#{line.source}" not in text] == []  # fmt: skip


def test_every_public_name_is_in_the_reference() -> None:
    told = "\n".join(reference_pages().values())
    assert [name for name in hm.__all__ if not re.search(rf"\b{name}\b", told)] == []


# How pages are laid out


def modules() -> Iterator[str]:
    return (f"docs.making.{file.stem}" for file in (DOCS / "making").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", [*modules(), "docs.licences"])
def test_examples_of_the_making_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_marks_are_gone_and_tables_stand_in_their_places() -> None:
    table, code = "<!--built: steps-->\nnot yet\n<!--end-->", "```python\n>>> 1\n1\n\n```"
    page = f"2.73<!--= solve().joint_reaction_bw --> BW\n\n{table}\n\n{code}\n"
    text = laid_out(page, "theory.md", {"steps": lambda: "| a table |"})
    assert text == "2.73 BW\n\n| a table |\n\n```python\n>>> 1\n1\n```\n"


def test_the_order_is_that_of_the_index() -> None:
    index = (
        "# a\n\n## First\n\n[one](b.md), [two](c.md#part)\n\n## Second\n\n[two](c.md) [three](d/index.rst)\n"
    )
    first, second = contents(index)
    assert ":caption: First\n\nb\nc\n" in first
    assert ":caption: Second\n\nd/index\n" in second


def test_every_page_that_is_left_out_is_somewhere_else() -> None:
    assert all((DOCS / name).is_file() for name in build.LEFT_OUT)
    assert all(page.is_file() for page in build.BESIDE.values())


def test_the_gallery_for_readers_of_the_repository_lists_every_lesson() -> None:
    listed = re.findall(r"\[(.+?)\]\(examples/(\w+\.py)\)", (DOCS / "gallery.md").read_text("utf-8"))
    titles = {lesson.name: lesson.read_text("utf-8").splitlines()[1] for lesson in LESSONS}
    assert {file: title for title, file in listed} == titles
