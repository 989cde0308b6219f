"""The live page as a component of Streamlit, and the hip that a visitor has on it."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from hipmech import links, readings
from hipmech.live.bundle import bundle, style

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["live_page", "on_paper", "visited"]

KEY = "live"
"""Key of the component among the things a session holds."""
LONGEST_LINK = 4000
"""Characters of a link that is still read."""
TOLD_REFUSALS = 8
"""Refused entries of a link that are told."""


@cache
def _component() -> ComponentRenderer:
    import streamlit as st

    return st.components.v2.component(
        "hipmech_live",
        html='<div class="live-page"></div>\n',
        css=style(),
        js=f"{bundle('component')}\nexport default module_component.component;\n",
    )


def live_page(session: MutableMapping[str, Any]) -> None:
    """Show the page; its script is sent once, and the data only when Python has changed the hip."""
    import streamlit as st

    shown = _component()(key=KEY, data=session["data"], on_told_change=_nothing)
    # A page that outlived its server tells the new one what is on it; that is known only once it is shown.
    if _told(shown) != session.get("told", ""):
        st.rerun()


def _nothing() -> None:
    """Name a state of the component; nothing is to be done before the run."""


def visited(
    session: MutableMapping[str, Any], query: Mapping[str, str], repeated: list[str], spoken: str
) -> dict[str, str] | None:
    """Take over what changed since the last run: the hip on the page, or else the address.

    Parameters
    ----------
    session : mutable mapping
        What Streamlit keeps for one visitor; afterwards ``hip`` holds a :class:`hipmech.links.Hip` with every
        setting, and ``data`` what the page starts from.
    query : mapping of str to str
        The address as the browser shows it.
    repeated : list of str
        Names that the address gives more than once.
    spoken : str
        Language of the browser, one of :data:`hipmech.words.LANGUAGES`.

    Returns
    -------
    dict of str to str, or None
        The address to show now, where it is another one.
    """
    told = _told(session.get(KEY))
    changed = told != session.get("told", "")
    if "data" not in session or not (changed or query == session["address"]):
        _follow(session, links.read(query, repeated), spoken)
        session["address"] = dict(query)
    if not changed:
        return None
    session["told"] = told
    session["hip"] = hip = _complete(links.read(dict(parse_qsl(told.partition(" ")[2]))))
    session["address"] = links.write(hip.inputs, hip.settings, {"language": spoken}, hip.frozen)
    return None if session["address"] == query else dict(session["address"])


def _follow(session: MutableMapping[str, Any], hip: links.Hip, spoken: str) -> None:
    """Show the hip of a link, and say what of the link is not followed."""
    whole = _complete(replace(hip, settings={"language": spoken, **hip.settings}))
    refusals = [readings.refused(one, whole.settings["language"]) for one in hip.refusals[:TOLD_REFUSALS]]
    visit = session.get("data", {}).get("visit", 0) + 1
    session["hip"] = whole
    session["data"] = {
        "visit": visit,
        "start": {
            "inputs": dict(whole.inputs),
            "settings": dict(whole.settings),
            "frozen": None if whole.frozen is None else dict(whole.frozen),
            "refusals": refusals,
        },
    }


def _complete(hip: links.Hip) -> links.Hip:
    """The hip with every setting, the first allowed one where the link names none."""
    first = {name: allowed[0] for name, allowed in links.SETTINGS.items()}
    return replace(hip, settings=first | dict(hip.settings))


def _told(state: object) -> str:
    """The count of changes and the link, as the browser tells them; empty for what it never says."""
    told = state.get("told") if isinstance(state, Mapping) else None
    if not isinstance(told, Mapping):
        return ""
    change, link = told.get("change"), told.get("link")
    return f"{change} {link}" if isinstance(link, str) and len(link) <= LONGEST_LINK else ""


def on_paper(hip: links.Hip) -> bytes:
    """The picture of a hip as a PDF without a date, drawn only when it is asked for."""
    from io import BytesIO

    from hipmech.figures import hip_figure
    from hipmech.figures.export import UNDATED
    from hipmech.solution import solve

    before = None if hip.frozen is None else solve(**hip.frozen)
    look: dict[str, Any] = {name: hip.settings[name] for name in ("language", "view", "forces_on")}
    figure, stream = hip_figure(solve(**hip.inputs), compare=before, **look), BytesIO()
    figure.savefig(stream, format="pdf", facecolor=figure.get_facecolor(), metadata=UNDATED["pdf"])
    return stream.getvalue()
