"""The page without a browser: every slider, choice, example and link, in both languages."""

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import hipmech as hm
from hipmech import figures, links
from hipmech.comparisons import EXAMPLES
from hipmech.figures.export import Picture
from hipmech.quantities import QUANTITIES

SCRIPT = Path(__file__).parents[1] / "app.py"
LOCALES = {"en": "en-GB", "nl": "nl-NL"}
SLIDERS = tuple(name for name in links.OFFERED if QUANTITIES[name].kind == "input" and name != "age")
CHOICES = tuple(name for name in links.OFFERED if QUANTITIES[name].kind == "choice" and name != "stance_side")
NEEDED: dict[str, dict[str, str]] = {
    "trunk_share": {"stance_strategy": "mixed"},
    "step_time": {"stance_strategy": "gait_midstance"},
    "pelvic_drop_trunk": {"pelvic_drop": "5"},
    **{name: {"cane_force_bw": "0.1"} for name in ("cane_side", "cane_distance")},
    **{name: {"carried_mass": "7.5"} for name in ("carried_side", "load_distance", "counter_lean")},
    **{name: {"sex": "female"} for name in ("segment_set", "capacity_norm")},
}
"""What must hold before a page offers an input."""

DRAW = figures.hip_figure


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures have tests of their own; without them a run takes 50 ms."""
    monkeypatch.setattr(figures, "hip_figure", lambda *_, **__: Picture())
    monkeypatch.setattr(figures, "sweep_curve", lambda *_, **__: Picture())
    monkeypatch.setattr(figures, "svg", lambda _: '<svg xmlns="http://www.w3.org/2000/svg"/>')


def opened(locale: str = "en", **query: str) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.context = {"locale": LOCALES[locale]}
    for name, value in query.items():
        app.query_params[name] = value
    return calm(app.run())


def calm(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    assert not app.error, app.error
    return app


def choose(app: AppTest, key: str, value: str) -> None:
    control: Any = app.get_by_key(key)
    control.set_value(value)


def numbers(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def texts(app: AppTest) -> str:
    shown = (*app.markdown, *app.warning, *app.success, *app.info, *app.caption, *app.html, *app.code)
    return "\n".join(str(element.value) for element in shown)


def test_it_opens_with_the_normal_hip_in_the_language_of_the_browser() -> None:
    english, dutch = opened("en"), opened("nl")
    assert list(numbers(english).values()) == [
        "1.91\u202f×\u202fBW", "2.73\u202f×\u202fBW", "0.0\u202f%", "47\u202f%",
    ]  # fmt: skip
    assert numbers(dutch)["Gewrichtskracht"] == "2,73\u202f×\u202fLG"
    assert (english.title[0].value, dutch.title[0].value) == ("hipmech · Explore", "hipmech · Ontdekken")


def test_an_unknown_language_of_the_browser_is_answered_in_english() -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.context = {"locale": "fr-FR"}
    assert calm(app.run()).title[0].value == "hipmech · Explore"


@pytest.mark.parametrize("name", SLIDERS)
def test_both_ends_of_every_slider_are_drawn(name: str) -> None:
    for end, language in zip((links.positions(name)[0], links.positions(name)[-1]), LOCALES, strict=True):
        with warnings.catch_warnings(action="ignore"):
            load = hm.solve(**{**links.read(NEEDED.get(name, {})).inputs, name: end})
        for panels in (("hip",), ("body", "balance")):
            figure: Any = DRAW(load, language=language, panels=panels)
            assert figure.description


@pytest.mark.parametrize("name", SLIDERS)
def test_both_ends_of_every_slider_solve(name: str) -> None:
    app = opened(**NEEDED.get(name, {}))
    for end, language in zip((links.positions(name)[0], links.positions(name)[-1]), LOCALES, strict=True):
        choose(app, "language", language)
        app.select_slider(key=name).set_value(end)
        calm(app.run())
        assert app.query_params.get(name) == (f"{end:.10g}" if end != QUANTITIES[name].default else None)
    assert not re.search(r"\d\.\d", " ".join(numbers(app).values()))


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_solves_in_both_languages(name: str) -> None:
    app = opened(**NEEDED.get(name, {}))
    for language in LOCALES:
        choose(app, "language", language)
        for choice in QUANTITIES[name].choices:
            app.selectbox(key=name).set_value(choice)
            calm(app.run())


@pytest.mark.parametrize("setting", ["language", "unit", "forces_on", "view", "stance_side"])
def test_every_way_to_show_a_hip_works_and_stands_in_the_link(setting: str) -> None:
    app = opened()
    allowed = links.SETTINGS.get(setting) or QUANTITIES[setting].choices
    for value in allowed[1:]:
        choose(app, setting, value)
        calm(app.run())
        assert app.query_params[setting] == value


@pytest.mark.parametrize("unit", links.SETTINGS["unit"])
def test_every_curve_is_drawn_in_every_unit(unit: str) -> None:
    app = opened(unit=unit)
    for output in links.CURVES:
        app.selectbox(key="curve").set_value(output)
        calm(app.run())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_gives_its_hip_and_its_source(name: str) -> None:
    app = opened()
    app.selectbox(key="preset").set_value(name)
    calm(app.run())
    assert app.selectbox(key="preset").value == name
    load = EXAMPLES[name].solve()
    assert numbers(app)["Abductor force"] == f"{load.abductor_force_bw:.2f}\u202f×\u202fBW"
    assert name == "normal" or EXAMPLES[name].source.citation in texts(app)


def test_an_example_that_is_changed_becomes_an_own_hip() -> None:
    app = opened(neck_shaft_angle="110")
    assert app.selectbox(key="preset").value == "coxa_vara"
    app.select_slider(key="step_width").set_value(200.0)
    assert calm(app.run()).selectbox(key="preset").value == ""


def test_back_to_normal_undoes_everything_but_the_way_of_showing() -> None:
    app = opened(neck_shaft_angle="110", cane_force_bw="0.1", unit="N")
    button(app, "Back to normal").click()
    calm(app.run())
    assert numbers(app)["Joint force"] == "2\u202f007\u202fN"
    assert dict(app.query_params) == {"unit": ["N"]} or dict(app.query_params) == {"unit": "N"}


def button(app: AppTest, label: str) -> Any:
    return next(one for one in app.button if one.label == label)


def test_a_frozen_hip_is_compared_until_it_is_let_go() -> None:
    app = opened()
    button(app, "Freeze and compare").click()
    assert "This is the frozen hip." in texts(calm(app.run()))
    app.select_slider(key="inter_hip_distance").set_value(192.0)
    assert "Against the frozen hip: body-weight arm +11.9\u202fmm" in texts(calm(app.run()))
    button(app, "Stop comparing").click()
    assert "Against the normal hip" in texts(calm(app.run()))


def test_cards_and_sentence_are_compared_with_the_same_hip() -> None:
    app = opened(neck_shaft_angle="140")
    button(app, "Freeze and compare").click()
    assert [metric.delta for metric in calm(app.run()).metric] == [""] * 4
    app.select_slider(key="neck_shaft_angle").set_value(127.0)
    assert app.metric[0].delta != calm(app.run()).metric[0].delta
    assert "abductor force \u221220\u202f%" in texts(app)
    assert app.metric[0].delta == "\u221220\u202f%"
    assert "change against the frozen hip" in texts(app)


def test_a_green_box_stands_only_where_there_is_no_doubt() -> None:
    assert opened().success[0].value.startswith("The abductors hold this")
    vara = opened(neck_shaft_angle="110")
    assert not vara.success
    assert "the muscle is" in vara.info[0].value
    assert "Utilisation compares moments" in texts(vara)


def test_newtons_are_shown_everywhere_but_in_the_picture() -> None:
    app = opened(unit="N", step_width="230")
    assert "1 BW = 735\u202fN" in texts(app)
    (table,) = [one.value for one in app.html if "<caption>" in one.value]
    assert "BW" not in table
    assert "2\u202f007\u202fN" in table


def test_what_the_stances_leave_out_is_told() -> None:
    assert "coincide by definition" in texts(opened())
    assert "The trunk lean of 5° acts only" in texts(opened(trunk_lean="5", step_width="200"))


def test_the_foot_of_the_page_says_what_this_is_not() -> None:
    assert "a medical device" in texts(opened())
    assert "docs/limits.md" in texts(opened("nl"))


def test_a_shared_link_restores_the_hip() -> None:
    app = opened("nl")
    app.select_slider(key="neck_shaft_angle").set_value(140.0)
    app.selectbox(key="neck_angle_convention").set_value("proximal_femur")
    choose(app, "view", "back")
    calm(app.run())
    link = {name: str(app.query_params[name]) for name in app.query_params}
    assert link == {"neck_shaft_angle": "140", "neck_angle_convention": "proximal_femur", "view": "back"}
    assert numbers(opened("nl", **link)) == numbers(app)
    assert list(numbers(opened("en", **link)).values())[3] == list(numbers(app).values())[3]


def test_going_back_in_the_browser_undoes_a_change() -> None:
    app = opened()
    app.select_slider(key="neck_shaft_angle").set_value(140.0)
    calm(app.run())
    app.query_params.clear()
    assert numbers(calm(app.run())) == numbers(opened())


HOSTILE = {
    "inter_hip_distance": "9999",
    "neck_shaft_angle": "<script>alert(1)</script>",
    "step_width": "1e308",
    "stance_strategy": "__import__('os')",
    "language": "../../etc/passwd",
    "view": "![x](http://evil.example/x.png)",
    "<img src=x onerror=alert(1)>": "1",
    "gluteal_strength": "0",
    "trunk_share": "nan",
}


@pytest.mark.parametrize("language", LOCALES)
def test_a_hostile_link_falls_back_to_the_normal_hip_and_says_so(language: str) -> None:
    app = opened(language, **HOSTILE)
    assert numbers(app) == numbers(opened(language))
    (warning, *_) = app.warning
    assert warning.value.count("\n- ") == 8
    outside_code = "".join(warning.value.split("`")[::2])
    assert not set("<>[]!") & set(outside_code)
    assert "<script>alert" not in texts(app)
    assert "evil.example/" not in texts(app)


def test_the_word_about_a_broken_link_goes_with_the_first_change() -> None:
    app = opened(inter_hip_distance="9999")
    assert "9999" in app.warning[0].value
    app.select_slider(key="step_width").set_value(200.0)
    assert not calm(app.run()).warning
    assert dict(app.query_params).keys() == {"step_width"}


def test_four_answers_tell_what_cannot_be_held() -> None:
    app = opened("nl", abductor_strength="0.4")
    assert app.warning[0].value.startswith("Niet te houden: 63,3")
    assert numbers(app)["Benutting"] == "117\u202f%"


def test_no_joint_force_is_given_where_adductors_are_needed() -> None:
    app = opened(trunk_lean="35")
    assert app.warning[0].value.startswith("Adductors needed")
    assert numbers(app)["Joint force"] == "–"


def test_what_is_unusual_is_remarked() -> None:
    assert any("lies outside what is usual" in one.value for one in opened(neck_shaft_angle="100").warning)


def test_people_are_shown_only_beside_their_own_pose() -> None:
    assert "2.61 ± 0.29" in texts(opened())
    assert "2.61 ± 0.29" not in texts(opened(pelvic_drop="5"))


def test_all_stances_and_the_misconception_stand_beside_each_other() -> None:
    text = texts(opened(step_width="230"))
    for part in (
        "28.9\u202fN·m",
        "54.7\u202fN·m",
        "53.9\u202fN·m",
        "100.0\u202fN·m",
        "misconception (not a model)",
    ):
        assert part in text
    assert "47 % more" in text


def test_the_misconception_can_never_be_chosen() -> None:
    assert list(opened().selectbox(key="stance_strategy").options) == [
        "pelvis shifts over the foot",
        "trunk leans over the foot",
        "pelvis and trunk share it",
        "walking, mid-stance",
    ]


def test_the_lean_of_a_stance_that_solves_for_it_is_an_answer() -> None:
    app = opened(stance_strategy="trunk_over_foot", step_width="230")
    assert "Trunk lean is an answer in this stance: 17.7°" in texts(app)
    with pytest.raises(KeyError):
        app.select_slider(key="trunk_lean")


def test_a_norm_by_sex_is_dropped_with_the_sex() -> None:
    app = opened(sex="female", capacity_norm="eccentric")
    assert numbers(app)["Utilisation"] == "60\u202f%"
    app.selectbox(key="sex").set_value("unspecified")
    assert numbers(calm(app.run()))["Utilisation"] == "47\u202f%"
    assert not dict(app.query_params)


def test_the_lines_of_python_give_what_the_page_shows() -> None:
    app = opened(neck_shaft_angle="140", cane_force_bw="0.1")
    space: dict[str, Any] = {}
    exec(app.code[0].value.replace("print(", "shown = ("), space)
    assert numbers(app)["Joint force"] == f"{space['shown']:.2f}\u202f×\u202fBW"


def test_a_refused_hip_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    solve = hm.solve

    def refusing(**inputs: Any) -> hm.Load:
        if inputs.get("step_width") == 200:
            raise hm.InputError("step_width = 200 mm is refused for this test.")
        return solve(**inputs)

    monkeypatch.setattr(hm, "solve", refusing)
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.query_params["step_width"] = "200"
    app.run()
    assert not app.exception
    assert (
        app.error[0].value == "hipmech cannot solve this hip: step_width = 200 mm is refused for this test."
    )
    assert numbers(app)["Joint force"] == "2.73\u202f×\u202fBW"
