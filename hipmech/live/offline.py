"""The live page as one file: no server, no network, no storage."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from hipmech import links
from hipmech.errors import InputError
from hipmech.live.bundle import bundle, style
from hipmech.readings import refused
from hipmech.tables import provenance
from hipmech.words import word

__all__ = ["offline_page"]

TEMPLATE = Path(__file__).with_name("offline.html")
LONGEST_ADDRESS = 500
QR_SCALE = 4
SIGNS = "".join(chr(code) for code in range(32, 127) if chr(code) != "<")
"""All of ASCII that means nothing inside a script of HTML."""
TOGETHER, HELD = 11, 9
"""So many of the 94 signs hold so many bytes: 94^11 is just above 256^9."""


def offline_page(
    language: str = "en",
    inputs: Mapping[str, Any] | None = None,
    address: str | None = None,
    page: str = "explore",
) -> str:
    """The live page as one HTML file, which opens from disk and in any protected frame.

    Parameters
    ----------
    language : str
        Language in which it opens.
    inputs : mapping, optional
        Inputs of the hip that it opens with, public units; the normal hip by default.
    address : str, optional
        Where the file will lie for others: it is told at the end, as a QR code too.
    page : str
        Page on which it opens, one of those of :data:`hipmech.links.SETTINGS`.

    Returns
    -------
    str

    Raises
    ------
    InputError
        An input that the page does not offer or cannot show at this value, an address or a page that is none.

    Examples
    --------
    >>> page = offline_page("nl")
    >>> page[:15], len(page.encode()) < 250_000
    ('<!doctype html>', True)
    """
    start = {
        "inputs": _offered(inputs or {}),
        "settings": {"language": language, "page": _known(page)},
        "address": "" if address is None else _checked(address),
    }
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        language=language,
        title=escape(word(links.TABS[page], language)),
        version=escape(provenance()["hipmech"]),
        no_script=escape(word("live.take.no_script", language)),
        too_old=escape(word("live.take.too_old", language)),
        packed=_content(),
        start=json.dumps(start, separators=(",", ":")).replace("<", "\\u003c"),
        address="" if address is None else _address(address, language),
    )


def _offered(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs as the page can show them."""
    hip = links.read(
        {name: f"{value:.9g}" if isinstance(value, float) else str(value) for name, value in inputs.items()}
    )
    if hip.refusals:
        reason = refused(hip.refusals[0], "en").replace("`", "")
        raise InputError(f"The page cannot show this hip. {reason}")
    return dict(hip.inputs)


def _known(page: str) -> str:
    if page not in links.SETTINGS["page"]:
        raise InputError(f"page = {page!r} is not one of {', '.join(links.SETTINGS['page'])}.")
    return page


def _checked(address: str) -> str:
    parts = urlsplit(address)
    plain = re.fullmatch(r"[!-~]+", address) and not parts.fragment
    if (
        not plain
        or parts.scheme not in ("http", "https")
        or not parts.netloc
        or len(address) > LONGEST_ADDRESS
    ):
        raise InputError(
            f"--address {address[:60]!r} is no address to share: it begins with https:// or http:// and has "
            "no blanks and no '#'."
        )
    return address


def _address(address: str, language: str) -> str:
    """The address as a QR code and as text."""
    import segno

    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(scale=QR_SCALE, light="#fff", title=address)
    return (
        f'<footer class="hipmech-address"><p>{escape(word("live.take.address", language))}</p>\n{drawing}\n'
        f"<p>{escape(address)}</p></footer>"
    )


@cache
def _content() -> str:
    """Script and style in one piece, as the one names what the other draws."""
    script = _bare("application/javascript", apart(bundle("offline")))
    return _packed(f"{script}\0{_bare('text/css', style())}")


def apart(script: str) -> str:
    """The script with ``let`` wherever a declaration takes something to pieces, in place of ``const``.

    The minifier joins neighbouring declarations of one kind, and puts one that takes something to pieces
    first even if it needs the others.
    """
    return re.sub(r"\bconst (?=[\[{])", "let ", script)


def _bare(kind: str, text: str) -> str:
    """A script or a style sheet without what only its readers need: comments, blanks, long local names."""
    import minify

    return str(minify.string(kind, text))


def _packed(text: str) -> str:
    """The text compressed and written in signs."""
    shortest = min((_deflated(text.encode(), memory) for memory in range(5, 10)), key=len)
    return _signs(shortest)


def _signs(data: bytes) -> str:
    """The bytes as signs, after a figure that tells how many bytes too many they hold.

    Examples
    --------
    >>> _signs(b"hip")
    '6DhE^Ep&;-:8'
    """
    missing = -len(data) % HELD
    filled = data + bytes(missing)
    told = [str(missing)]
    for place in range(0, len(filled), HELD):
        number, group = int.from_bytes(filled[place : place + HELD], "big"), ""
        for _ in range(TOGETHER):
            number, sign = divmod(number, len(SIGNS))
            group = SIGNS[sign] + group
        told.append(group)
    return "".join(told)


def _deflated(data: bytes, memory: int) -> bytes:
    """The data compressed; how much memory gives the shortest blocks depends on the data."""
    packing = zlib.compressobj(level=9, memLevel=memory)
    return packing.compress(data) + packing.flush()
