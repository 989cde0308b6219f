"""The pages of hipmech: layout, words and calls; every number comes from the rooms below."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, cast

import streamlit as st
from matplotlib.figure import Figure
from streamlit.delta_generator import DeltaGenerator

import hipmech as hm
from hipmech import bars, comparisons, links, readings
from hipmech.comparisons import EXAMPLES
from hipmech.figures import hip_figure, svg, sweep_curve
from hipmech.figures.themes import THEMES
from hipmech.quantities import QUANTITIES
from hipmech.readings import about, label, shown, unfolded, value
from hipmech.words import LANGUAGES, word

# What lies outside the usual is said on the page itself, in its language.
warnings.filterwarnings("ignore", category=hm.PhysiologyWarning)

held = cast(MutableMapping[str, Any], st.session_state)

MAIN = ("inter_hip_distance", "neck_shaft_angle", "step_width")
# Width in px at which the hip is drawn: its letters stay readable on a phone and are large on a wall.
HIP_WIDTH = 430

# An equation wider than a phone scrolls in its own box; the keyboard must reach it in every browser.
EQUATIONS_TAKE_FOCUS = """
if (!window.equationsTakeFocus) {
  window.equationsTakeFocus = new MutationObserver(() => document.querySelectorAll("p:has(> .katex)").forEach(
    p => { if (p.scrollWidth > p.clientWidth) p.tabIndex = 0 }));
  window.equationsTakeFocus.observe(document.body, {childList: true, subtree: true});
}"""

ANSWERS = ("abductor_force", "joint_reaction", "abductor_length_change", "utilisation")


def explore() -> None:
    follow_link()
    keep_link()
    language = held["language"]
    st.set_page_config(page_title=word("page.tab", language), layout="wide")
    theme = st.context.theme.type or "light"
    page_frame(language)
    heading(language)
    link_refusals(language)
    inputs = links.inputs_of(held)
    try:
        load = hm.solve(**inputs)
    except hm.InputError as refusal:
        st.error(f"{word('page.error', language)} {refusal}")
        inputs, load = {}, hm.solve()
    before = hm.solve(**held["frozen"]) if "frozen" in held else None
    other, reference = comparisons.reference(load, before, language)
    look = {"language": language, "theme": theme, "view": held["view"], "forces_on": held["forces_on"]}
    with st.container(key="bench"):
        picture(load, {**look, "compare": before})
        st.markdown(comparisons.sentence(load, before, held["unit"], language))
        places = main_sliders(language)
        tools(load, language)
    answer, lesson = st.columns([3, 2], gap="medium")
    with answer:
        four_answers(load, other, reference, language)
        measured(load, language)
    with lesson:
        wider_step(inputs, language, theme)
    more(load, language)
    equations(load, language)
    literature(load, language)
    take_along(load, inputs, look)
    st.markdown(f":small[{word('page.footer', language)}]")
    curves(places, load, inputs, language, theme)


def browser_language() -> str:
    spoken = (st.context.locale or "en")[:2].lower()
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


def address() -> dict[str, str]:
    settings = {name: held[name] for name in links.SETTINGS}
    return links.write(links.inputs_of(held), settings, {"language": browser_language()})


def follow_link() -> None:
    """Take over the address at the first run, and when the browser went back or forward in its history."""
    query = st.query_params.to_dict()
    for name in links.OFFERED:  # the widgets that were not on the page have lost their values
        held.setdefault(name, QUANTITIES[name].default)
    if "address" in held:
        now = address()  # going back, the browser still holds what was on the page; else a slider moved
        if query == held["address"] or now not in (held["written"], held["left"]):
            return
        held["left"] = now
    hip = links.read(query, [name for name in query if len(st.query_params.get_all(name)) > 1])
    hold(hip.inputs)
    for name, allowed in links.SETTINGS.items():
        held[name] = hip.settings.get(name, browser_language() if name == "language" else allowed[0])
    held["refusals"] = hip.refusals
    held["address"], held["written"] = query, address()
    held.setdefault("left", held["written"])


def keep_link() -> None:
    now = address()
    if now != held["written"]:
        st.query_params.from_dict(now)
        held["address"] = held["written"] = now
        held["refusals"] = ()


def hold(inputs: Any) -> None:
    for name in links.OFFERED:
        held[name] = inputs.get(name, QUANTITIES[name].default)


def link_refusals(language: str) -> None:
    if held["refusals"]:
        lines = [readings.refused(refusal, language) for refusal in held["refusals"][:8]]
        st.warning("\n".join([word("page.link_refused", language), "", *(f"- {line}" for line in lines)]))


def page_frame(language: str) -> None:
    st.html(Path(hm.__file__).with_name("pages.css"))
    lang = f"document.documentElement.lang = '{language}';"
    st.html(f"<script>{lang}{EQUATIONS_TAKE_FOCUS}</script>", unsafe_allow_javascript=True)


def heading(language: str) -> None:
    with st.container(
        key="heading", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(word("page.title", language), anchor=False, width="content")
        st.segmented_control(
            word("page.language", language),
            LANGUAGES,
            key="language",
            required=True,
            format_func=lambda spoken: word(f"page.language_{spoken}", spoken),
            label_visibility="collapsed",
        )


@st.cache_data(max_entries=256, show_spinner=False)
def drawn(key: tuple[Any, ...], _draw: Callable[[], Any]) -> tuple[str, str]:
    """SVG and description of a figure, kept for whoever pulls the same slider to the same place."""
    figure = _draw()
    return svg(figure), figure.description


def picture(load: hm.Load, settings: dict[str, Any]) -> None:
    """The hip itself, and beside it (on a phone below the sliders) the whole body and the balance."""
    before = settings["compare"]
    looks = {**settings, "compare": before and tuple(before.inputs.items())}.items()
    for key, panels, width in (("hip", ("hip",), HIP_WIDTH), ("rest", ("body", "balance"), None)):
        draw = partial(hip_figure, load, panels=panels, width=width, **settings)
        image, description = drawn((key, *load.inputs.items(), *looks), draw)
        with st.container(key=key):
            st.image(image, alt=description, width="stretch")


def control(name: str, language: str) -> None:
    """The widget of one input."""
    row = QUANTITIES[name]
    look: dict[str, Any] = {"key": name, "help": about(name, language)}
    if row.kind == "choice":
        st.selectbox(
            label(name, language),
            row.choices,
            format_func=lambda choice: word(f"page.choices.{name}.{choice}", language),
            **look,
        )
    elif row.default is None:
        low, high = row.span or (0, 1)
        st.number_input(
            f"{label(name, language)} ({readings.spelt(row.unit, language).strip()})",
            low, high, None, step=row.step, placeholder=word("page.not_given", language), **look,
        )  # fmt: skip
    else:
        st.select_slider(
            label(name, language),
            links.positions(name),
            format_func=lambda amount: shown(name, amount, language),
            **look,
        )


def main_sliders(language: str) -> list[DeltaGenerator]:
    """The three sliders of the front; returns the places for the curves under them."""
    places = []
    for column, name in zip(st.columns(len(MAIN), gap="medium"), MAIN, strict=True):
        with column:
            control(name, language)
            places.append(st.container())
    return places


def curves(
    places: list[DeltaGenerator], load: hm.Load, inputs: dict[str, Any], language: str, theme: str
) -> None:
    """How an output goes along each main slider, with this hip as a dot; last, for they take longest."""
    output = held["curve"] if held["unit"] == "BW" else held["curve"].removesuffix("_bw")
    for place, name in zip(places, MAIN, strict=True):
        key = (*inputs.items(), name, output, language, theme)
        image, description = drawn(key, partial(curve, load, inputs, name, output, language, theme))
        place.image(image, alt=description, width="stretch")


def curve(load: hm.Load, inputs: dict[str, Any], name: str, output: str, language: str, theme: str) -> Figure:
    swept = hm.solve(**{**inputs, name: links.positions(name)})
    return sweep_curve(swept, name, output, load, language=language, theme=theme, height=160)


def tools(load: hm.Load, language: str) -> None:
    """Which hip, and how it is shown."""
    held["preset"] = comparisons.example_of(links.inputs_of(held))
    own = word("page.preset_own", language)
    frozen = "frozen" in held
    with st.container(key="tools"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                word("page.preset", language),
                [*EXAMPLES] if held["preset"] else ["", *EXAMPLES],
                key="preset",
                on_change=take_preset,
                format_func=lambda name: EXAMPLES[name].words(language) if name else own,
                width=260,
            )
            st.button(word("page.back_to_normal", language), on_click=back_to_normal)
            st.button(word("page.unfreeze" if frozen else "page.freeze", language), on_click=freeze)
        if held["preset"] not in ("", "normal"):
            sources(language, EXAMPLES[held["preset"]].source_key)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                word("page.curve", language),
                links.CURVES,
                key="curve",
                format_func=lambda name: label(name, language),
                width=320,
            )
            setting("unit", "page.unit", links.SETTINGS["unit"], "page.unit_", language)
            setting("forces_on", "page.forces_on", links.SETTINGS["forces_on"], "page.forces_on_", language)
            setting("view", "page.view", links.SETTINGS["view"], "page.view_", language)
            sides = QUANTITIES["stance_side"].choices
            setting("stance_side", "page.side", sides, "page.choices.stance_side.", language)
        weight = readings.force(load.steps["body_weight"], load, "N", language)
        scale = [word("page.unit_picture", language, newtons=weight)] if held["unit"] == "N" else []
        st.markdown(f":small[{' '.join([word('page.unit_legend', language), *scale])}]")


def setting(name: str, words: str, allowed: Iterable[str], choices: str, language: str) -> None:
    st.segmented_control(
        word(words, language),
        list(allowed),
        key=name,
        required=True,
        format_func=lambda choice: word(f"{choices}{choice}", language),
    )


def take_preset() -> None:
    if held["preset"]:
        hold({"stance_side": held["stance_side"], **EXAMPLES[held["preset"]].inputs})


def back_to_normal() -> None:
    hold({})
    held.pop("frozen", None)


def freeze() -> None:
    if held.pop("frozen", None) is None:
        held["frozen"] = links.inputs_of(held)


def more(load: hm.Load, language: str) -> None:
    with st.expander(word("page.more", language)):
        columns = st.columns(2, gap="large")
        for number, (group, names) in enumerate(links.GROUPS.items()):
            with columns[number // 2]:
                st.subheader(word(f"page.{group}", language), anchor=False)
                for name in filter(lambda name: links.acts(name, held), names):
                    control(name, language)
                if group == "stance" and load.trunk_lean is not None:
                    lean = value("trunk_lean", float(load.trunk_lean), language)
                    st.markdown(word("page.leans_itself", language, value=lean))


def four_answers(load: hm.Load, other: hm.Load, reference: str, language: str) -> None:
    st.header(word("page.answers", language), anchor=False)
    lines = {line.name: line for line in hm.explain(load)}
    changes = [readings.relative(getattr(load, name), getattr(other, name), language) for name in ANSWERS]
    with st.grid(4, min_column_width=125, gap="small"):
        for name, change in zip(ANSWERS, changes, strict=True):
            st.metric(
                word(f"page.answer.{name}", language),
                readings.answer(name, load, held["unit"], language),
                change or None,
                delta_color="off",
                delta_arrow="off",
                border=True,
                height="stretch",
                help=unfolded(lines[name], language) if name in lines else None,
            )
    under = [word("page.than", language, reference=reference)] if any(changes) else []
    st.markdown(f":small[{' '.join([*under, word('page.moments_only', language)])}]")
    kind, verdict = comparisons.verdict(load, language)
    {"success": st.success, "info": st.info, "warning": st.warning}[kind](verdict)
    for remark in readings.remarks(load, language):
        st.warning(remark)


def measured(load: hm.Load, language: str) -> None:
    with st.container(border=True):
        st.header(word("page.measured", language), anchor=False)
        if comparisons.comparable(load):
            st.markdown(comparisons.in_vivo(load, language, held["unit"]))
            st.markdown(comparisons.honest(language))
            sources(language, "bergmann_2016", "fischer_2021")
        else:
            st.markdown(word("page.in_vivo_absent", language))


def sources(language: str, *keys: str) -> None:
    for key in keys:
        st.markdown(f":small[{readings.origin(key, language)}]")


def wider_step(inputs: dict[str, Any], language: str, theme: str) -> None:
    st.header(word("page.steps", language), anchor=False)
    width, usual = (
        shown("step_width", amount, language)
        for amount in (held["step_width"], QUANTITIES["step_width"].default)
    )
    caption = word("page.steps_caption", language, width=width, usual=usual)
    if width == usual:
        caption += f" {word('page.steps_coincide', language, usual=usual)}"
    if inputs.get("trunk_lean"):
        lean = shown("trunk_lean", inputs["trunk_lean"], language)
        caption += f" {word('page.steps_lean', language, lean=lean)}"
    models, wrong = comparisons.steps(inputs), comparisons.misconception(inputs)
    chosen, colour = held["stance_strategy"], THEMES[theme].weight
    st.html(bars.step_bars(models, wrong, chosen, caption, colour, held["unit"], language))
    st.markdown(f":small[{word('page.misconception_why', language)}]")
    with st.container(border=True):
        st.markdown(f"**{word('page.emg', language)}**")
        st.markdown(word("page.emg_text", language))
        sources(language, "kubinski_2015")


def equations(load: hm.Load, language: str) -> None:
    fold = st.expander(word("page.equations", language), key="equations", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.markdown(f":small[{word('page.certainty_legend', language)}]")
        names = [name for name in load.outputs if name != "status"]
        chosen = st.selectbox(
            word("page.equations_which", language),
            names,
            index=names.index("joint_reaction_bw"),
            key="equation",
            format_func=lambda name: f"{label(name, language)} ({QUANTITIES[name].unit or '–'})",
        )
        for line in reversed(hm.explain(load, chosen)):
            st.markdown(unfolded(line, language))


def literature(load: hm.Load, language: str) -> None:
    fold = st.expander(word("page.levers", language), key="levers", on_change="rerun")
    if fold.open:
        if held["unit"] == "N":
            fold.markdown(word("page.lever_newtons", language))
        fold.html(bars.table(comparisons.levers(load, held["unit"], language), word("page.levers", language)))


def take_along(load: hm.Load, inputs: dict[str, Any], look: dict[str, Any]) -> None:
    language = look["language"]
    with st.expander(word("page.take", language)):
        st.markdown(word("page.take_link", language))
        with st.container(horizontal=True):
            for name, mime, written in (
                ("csv", "text/csv", partial(links.as_csv, load)),
                ("svg", "image/svg+xml", lambda: svg(hip_figure(load, **look))),
            ):
                words = word(f"page.take_{name}", language)
                st.download_button(words, written, f"hip.{name}", mime, on_click="ignore")
        st.markdown(f"**{word('page.take_python', language)}**")
        st.code(links.as_python(inputs), language=None, wrap_lines=True)


explore()
