"""What the theme leaves out for those who read by keyboard or by ear, put into the built pages."""

from pathlib import Path

PUT_IN = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Pages">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="On this page">',
    '<div class="table-wrapper ': '<div tabindex="0" class="table-wrapper ',
    "<pre>": '<pre tabindex="0">',
}
"""Levels, names of landmarks, and keys for whatever scrolls by itself."""


def finish(site: Path) -> None:
    """Finish every page of a built site."""
    for page in site.rglob("*.html"):
        page.write_text(finished(page.read_text("utf-8"), page.name), "utf-8")


def finished(text: str, name: str) -> str:
    """One page, which also says in which language it is.

    Examples
    --------
    >>> finished('<html lang="en"><pre>', "student.nl.html")
    '<html lang="nl"><pre tabindex="0">'
    """
    for old, new in PUT_IN.items():
        text = text.replace(old, new)
    return text.replace('lang="en"', 'lang="nl"', 1) if name.endswith(".nl.html") else text
