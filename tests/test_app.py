"""The app without a browser: what a link or a browser says, what the page starts from, what is kept."""

from pathlib import Path
from typing import Any

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import hipmech as hm
from hipmech import links
from hipmech.live import component
from hipmech.live.component import on_paper, visited
from hipmech.quantities import QUANTITIES
from tests.held_hips import inputs_of

SCRIPT = Path(__file__).parents[1] / "app.py"
Session = dict[str, Any]


def arrived(session: Session, spoken: str = "en", **query: str) -> dict[str, str] | None:
    """One run of the page with this address; returns the address to show instead, if any."""
    return visited(session, query, [], spoken)


def told(session: Session, link: object, change: object = 1) -> None:
    """What the browser tells after a change."""
    session["live"] = {"told": {"change": change, "link": link}}


def start(session: Session) -> Any:
    return session["data"]["start"]


@pytest.mark.parametrize(
    "locale, title", [("en-GB", "Explore"), ("nl-NL", "Ontdekken"), ("fr-FR", "Explore")]
)
def test_the_script_runs_in_the_language_of_the_browser_or_in_english(locale: str, title: str) -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.context = {"locale": locale}
    app.run()
    assert not app.exception
    language = app.session_state["hip"].settings["language"]
    assert {"en": "Explore", "nl": "Ontdekken"}[language] == title
    app.query_params["step_width"] = "200"
    app.run()
    assert not app.exception
    assert app.session_state["data"]["start"]["inputs"] == {"step_width": 200.0}


def test_a_link_gives_hip_settings_and_the_frozen_hip() -> None:
    session: Session = {}
    arrived(session, neck_shaft_angle="140", view="back", unit="kgf", frozen="step_width:200")
    assert start(session)["inputs"] == {"neck_shaft_angle": 140.0}
    assert start(session)["frozen"] == {"step_width": 200.0}
    assert start(session)["refusals"] == []
    shown = {name: start(session)["settings"][name] for name in ("view", "unit", "forces_on", "language")}
    assert shown == {"view": "back", "unit": "kgf", "forces_on": "pelvis", "language": "en"}


HOSTILE = {
    "inter_hip_distance": "9999",
    "neck_shaft_angle": "<script>alert(1)</script>",
    "step_width": "1e308",
    "stance_strategy": "__import__('os')",
    "language": "../../etc/passwd",
    "view": "![x](http://evil.example/x.png)",
    "<img src=x onerror=alert(1)>": "1",
    "gluteal_strength": "-1",
    "trunk_share": "nan",
    "frozen": "neck_shaft_angle:</script>,<b>:1",
}


@pytest.mark.parametrize("spoken", ["en", "nl"])
def test_a_hostile_link_falls_back_to_the_normal_hip_and_says_so(spoken: str) -> None:
    session: Session = {}
    arrived(session, spoken, **HOSTILE)
    assert start(session)["inputs"] == {}
    assert start(session)["frozen"] == {}
    assert start(session)["settings"]["language"] == spoken
    lines = start(session)["refusals"]
    assert len(lines) == 8
    outside_code = "".join("".join(line.split("`")[::2]) for line in lines)
    assert not set("<>[]!") & set(outside_code)
    assert "<" not in "".join(lines)


def test_a_name_that_a_link_gives_twice_is_told() -> None:
    session: Session = {}
    visited(session, {"inter_hip_distance": "192"}, ["inter_hip_distance"], "en")
    assert "more than once" in start(session)["refusals"][0]
    assert start(session)["inputs"] == {"inter_hip_distance": 192.0}


def test_what_the_browser_tells_becomes_the_address_and_nothing_else() -> None:
    session: Session = {}
    arrived(session, "nl")
    before = session["data"]
    told(session, "neck_shaft_angle=140&language=nl&frozen=normal")
    assert arrived(session, "nl") == {"neck_shaft_angle": "140", "frozen": "normal"}
    assert dict(session["hip"].inputs) == {"neck_shaft_angle": 140.0}
    assert session["data"] is before
    assert arrived(session, "nl", neck_shaft_angle="140", frozen="normal") is None
    assert session["data"] is before


def test_the_other_language_than_that_of_the_browser_stands_in_the_address() -> None:
    session: Session = {}
    arrived(session, "nl")
    told(session, "")
    assert arrived(session, "nl") == {"language": "en"}
    assert session["hip"].settings["language"] == "en"


@pytest.mark.parametrize(
    "link",
    ["step_width=9999&<b>=1&view=%3Cscript%3E", "frozen=<img>", "step_width=1e9", "stance_strategy=x" * 500],
)
def test_the_browser_is_not_trusted(link: str) -> None:
    session: Session = {}
    arrived(session)
    told(session, link)
    arrived(session)
    assert dict(session["hip"].inputs) == {}
    assert session["hip"].settings == {name: allowed[0] for name, allowed in links.SETTINGS.items()}
    assert set(session["address"]) <= {"frozen"}
    on_page = session["hip"].frozen
    assert on_page is None or on_page == {}


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some),
)


@given(JSON, JSON)
def test_nonsense_from_the_browser_breaks_nothing(state: Any, link: Any) -> None:
    session: Session = {}
    arrived(session, step_width="200")
    for nonsense in (state, {"told": state}, {"told": {"change": state, "link": link}}):
        session["live"] = nonsense
        arrived(session, step_width="200")
        hm.solve(**session["hip"].inputs)


def test_back_and_forward_are_followed_each_time() -> None:
    session: Session = {}
    arrived(session)
    for change, width in enumerate(("200", "250"), 1):
        told(session, f"step_width={width}", change)
        arrived(session, **({} if change == 1 else {"step_width": "200"}))
    arrived(session, step_width="200")
    assert (session["data"]["visit"], start(session)["inputs"]) == (2, {"step_width": 200.0})
    arrived(session)
    assert (session["data"]["visit"], start(session)["inputs"]) == (3, {})
    told(session, "step_width=250", 3)
    assert arrived(session) == {"step_width": "250"}


def test_two_changes_before_the_address_has_followed_both_count() -> None:
    session: Session = {}
    arrived(session)
    told(session, "step_width=200", 1)
    arrived(session)
    told(session, "step_width=200&pelvic_drop=5", 2)
    assert arrived(session) == {"step_width": "200", "pelvic_drop": "5"}
    assert session["data"]["visit"] == 1


def test_a_page_that_outlives_its_server_keeps_its_hip() -> None:
    session: Session = {}
    told(session, "step_width=200", 7)
    assert arrived(session, step_width="200") is None
    assert dict(session["hip"].inputs) == {"step_width": 200.0}


def test_visitors_do_not_meet() -> None:
    one: Session = {}
    other: Session = {}
    arrived(one, step_width="200")
    arrived(other)
    assert start(one)["inputs"] != start(other)["inputs"]


@given(st.data())
def test_any_hip_of_the_page_arrives_in_python(data: st.DataObject) -> None:
    held: dict[str, Any] = {}
    for name in links.OFFERED:
        choices = QUANTITIES[name].choices or links.positions(name)
        held[name] = data.draw(st.sampled_from(choices), name)
    inputs = inputs_of(held)
    session: Session = {}
    arrived(session)
    told(session, "&".join(f"{name}={text}" for name, text in links.write(inputs, {}, {}).items()))
    arrived(session)
    assert dict(session["hip"].inputs) == inputs


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_picture_on_paper_is_a_pdf(language: str) -> None:
    session: Session = {}
    arrived(session, language, neck_shaft_angle="140", frozen="normal", view="back", unit="kgf")
    paper = on_paper(session["hip"])
    assert paper.startswith(b"%PDF")
    assert paper == on_paper(session["hip"])


def test_a_page_that_outlived_its_server_tells_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of a component is known to a new session only once the component is shown in it."""
    hip = {"told": {"change": 7, "link": "step_width=200"}}

    def shown(**_: object) -> object:
        streamlit.session_state["live"] = hip
        return hip

    monkeypatch.setattr(component, "_component", lambda: shown)
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.run()
    assert not app.exception
    assert app.session_state["hip"].inputs == {"step_width": 200.0}
    assert app.query_params["step_width"] in ("200", ["200"])
