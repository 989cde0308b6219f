"""The pages of hipmech: layout, words and calls; every number comes from the rooms below."""

from __future__ import annotations

import warnings
from collections.abc import MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, cast

import streamlit as st

import hipmech as hm
from hipmech import links
from hipmech.live.component import live_page, on_paper, visited
from hipmech.words import LANGUAGES, word

# What lies outside the usual is said on the page itself, in its language.
warnings.filterwarnings("ignore", category=hm.PhysiologyWarning)


held = cast(MutableMapping[str, Any], st.session_state)


def show() -> None:
    query = st.query_params.to_dict()
    repeated = [name for name in query if len(st.query_params.get_all(name)) > 1]
    address = visited(held, query, repeated, browser_language())
    if address is not None:
        st.query_params.from_dict(address)
    hip: links.Hip = held["hip"]
    language, page = hip.settings["language"], hip.settings["page"]
    title = word(links.TABS[page], language)
    st.set_page_config(page_title=title, layout="wide")
    st.html(Path(hm.__file__).with_name("pages.css"))
    live_page(held)
    if page == "explore":
        st.download_button(
            word("live.take.pdf", language),
            partial(on_paper, hip),
            "hip.pdf",
            "application/pdf",
            on_click="ignore",
        )


def browser_language() -> str:
    spoken = (st.context.locale or "en")[:2].lower()
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


show()
