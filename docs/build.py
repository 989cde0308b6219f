"""Build the pages, the lessons and the reference as one site that needs no network, neither now nor later.

    python -m docs.build [FOLDER]

The site goes to ``docs/_build/html``, or to ``FOLDER/html``. Any warning of Sphinx is an error.
"""

import shutil
import sys
from pathlib import Path

from sphinx.cmd.build import build_main

from docs.making.finishing import finish
from docs.making.pages import laid_out
from docs.making.reference import reference_pages
from docs.making.tables import BUILT

DOCS = Path(__file__).resolve().parent
BESIDE = {"contributing.md": DOCS.parent / "CONTRIBUTING.md", "changelog.md": DOCS.parent / "CHANGELOG.md"}
COPIED = ("images", "studies", "examples", "static")
LEFT_OUT = ("gallery.md", "reference.md")
"""Pages for readers of the repository; the built site has the real thing there."""


def lay_out(source: Path) -> None:
    """Write everything Sphinx reads into an empty folder."""
    shutil.rmtree(source, ignore_errors=True)
    (source / "reference").mkdir(parents=True)
    pages = {page.name: page for page in DOCS.glob("*.md") if page.name not in LEFT_OUT}
    for name, page in (pages | BESIDE).items():
        (source / name).write_text(laid_out(page.read_text("utf-8"), name, BUILT), "utf-8")
    for name, text in reference_pages().items():
        (source / "reference" / name).write_text(text, "utf-8")
    for folder in COPIED:
        shutil.copytree(DOCS / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__"))


def main(folder: Path = DOCS / "_build") -> int:
    """Build the site below a folder; 0 if nothing was warned of."""
    source, site = folder / "source", folder / "html"
    lay_out(source)
    shutil.rmtree(site, ignore_errors=True)
    strict = ("-W", "--keep-going", "-q", "-E", "-j", "2")
    code = build_main(
        [*strict, "-b", "html", "-c", str(DOCS), "-d", str(folder / "trees"), str(source), str(site)]
    )
    if code == 0:
        finish(site)
        print(f"The pages are in {site / 'index.html'}")
    return code


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
