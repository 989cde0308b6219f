"""The text of a page as Sphinx gets it: no marks, built tables in their places, links that will lead."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from hipmech.sources import SOURCES

CODE = re.compile(r"^```.*?^```$", re.S | re.M)
MARK = re.compile(r"<!--.*?-->", re.S)
BUILT = re.compile(r"^<!--built: (?P<what>\w+)-->$.*?^<!--end-->$", re.S | re.M)
LAST_LINE = re.compile(r"\n\n```$", re.M)
"""The empty line that ends a doctest."""
KEY = re.compile(r"(?<![\[`])`(?P<key>\w+)`(?!`)")
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
SECTION = re.compile(r"^## (?P<heading>[^\n]+)\n(?P<body>.*?)(?=^## |\Z)", re.S | re.M)

MOVED = {
    "gallery.md": "gallery/index.rst",
    "../CONTRIBUTING.md": "contributing.md",
    "../CHANGELOG.md": "changelog.md",
    "../LICENSE": "licences.md",
    "reference.md": "reference/index.rst",
}
"""Where the built pages have what the repository has elsewhere."""
LESSON = re.compile(r"^examples/(?P<name>plot_\w+)\.py$")


def laid_out(text: str, name: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """The text of one page for Sphinx; the index also gets the order of the pages."""
    with_tables = BUILT.sub(lambda found: tables[found["what"]](), text)
    bare = outside_code(with_tables, lambda prose: MARK.sub("", prose))
    tidy = LAST_LINE.sub("\n```", bare)
    linked = outside_code(tidy, lambda prose: to_sources(moved(prose), name))
    return f"{linked}\n{''.join(contents(linked))}" if name == "index.md" else linked


def outside_code(text: str, change: Callable[[str], str]) -> str:
    r"""Change a text, but no block of code.

    Examples
    --------
    >>> outside_code("a\n```\na\n```\na", str.upper)
    'A\n```\na\n```\nA'
    """
    codes = iter(CODE.findall(text))
    return "".join(change(part) + next(codes, "") for part in CODE.split(text))


def moved(prose: str) -> str:
    """Links to where the built pages are.

    Examples
    --------
    >>> moved("[lesson](examples/plot_neck_angle.py), [all](gallery.md), [arms](theory.md#the-balance)")
    '[lesson](gallery/plot_neck_angle.rst), [all](gallery/index.rst), [arms](theory.md#the-balance)'
    """

    def lead(found: re.Match[str]) -> str:
        file, hash_sign, anchor = found["target"].partition("#")
        file = LESSON.sub(r"gallery/\g<name>.rst", MOVED.get(file, file))
        return f"]({file}{hash_sign}{anchor})"

    return LINK.sub(lead, prose)


def to_sources(prose: str, name: str) -> str:
    """Every key of a source leads to the source.

    Examples
    --------
    >>> to_sources("as `fischer_2020` and `neck_length`", "evidence.md")
    'as [`fischer_2020`](sources.md#fischer_2020) and `neck_length`'
    """

    def lead(found: re.Match[str]) -> str:
        key = found["key"]
        return f"[`{key}`](sources.md#{key})" if key in SOURCES and key != "hipmech" else found[0]

    return prose if name == "sources.md" else KEY.sub(lead, prose)


def contents(index: str) -> Iterator[str]:
    """The order of the pages: under each heading of the index the pages it links to, each page once."""
    seen: set[str] = set()
    for section in SECTION.finditer(index):
        pages = [
            str(PurePosixPath(link["target"].partition("#")[0])) for link in LINK.finditer(section["body"])
        ]
        new = [page for page in dict.fromkeys(pages) if page.endswith((".md", ".rst")) and page not in seen]
        seen.update(new)
        if new:
            listed = "\n".join(page.rpartition(".")[0] for page in new)
            yield f"\n```{{toctree}}\n:hidden:\n:caption: {section['heading']}\n\n{listed}\n```\n"
