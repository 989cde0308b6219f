"""Pictures at large: what is refused, what is saved, colours, and the curves of sweeps."""

import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from hipmech import links
from hipmech.errors import FileError, InputError, UnknownQuantity
from hipmech.figures import hip_figure, save, svg, sweep_curve
from hipmech.figures.themes import THEMES, Theme
from hipmech.quantities import QUANTITIES
from tests.hips import one_of_them, random_hips, solve


def vertices(artist: Artist) -> Any:
    assert isinstance(artist, PathPatch)
    return artist.get_path().vertices


# Robustness

SLIDERS = tuple(name for name in links.OFFERED if QUANTITIES[name].kind == "input" and name != "age")
NEEDED: dict[str, dict[str, str]] = {
    "trunk_share": {"stance_strategy": "mixed"},
    "step_time": {"stance_strategy": "gait_midstance"},
    "pelvic_drop_trunk": {"pelvic_drop": "5"},
    "cane_distance": {"cane_force_bw": "0.1"},
    **{name: {"carried_mass": "7.5"} for name in ("load_distance", "counter_lean")},
}
"""What must hold before an input has an effect."""


@pytest.mark.parametrize("name", SLIDERS)
def test_both_ends_of_every_slider_can_be_drawn(name: str) -> None:
    places = links.positions(name)
    for end, language in ((places[0], "en"), (places[-1], "nl")):
        load = solve(**{**links.read(NEEDED.get(name, {})).inputs, name: end})
        for panels in (("hip",), ("body", "balance")):
            figure: Any = hip_figure(load, language=language, panels=panels)
            assert figure.description


def test_whatever_solves_can_be_drawn() -> None:
    for seed, reach in enumerate(("limits", "usual") * 4):
        people = random_hips(seed, 3, reach)  # type: ignore[arg-type]
        for index in range(3):
            figure = hip_figure(
                solve(**one_of_them(people, index)), compare=solve(), language=("en", "nl")[index % 2]
            )
            assert all(np.isfinite(vertices(artist)).all() for artist in figure.artists)


def test_a_sweep_is_refused_with_a_hint() -> None:
    with pytest.raises(InputError, match=r"draws one hip; this load has the shape \(2,\).*sweep_curve"):
        hip_figure(solve(neck_shaft_angle=[120, 130]))


def test_no_load_is_refused() -> None:
    with pytest.raises(InputError, match=r"draws a load, the result of hipmech\.solve; given was dict"):
        hip_figure({})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "choice, message",
    [
        ({"view": "side"}, "view = 'side' is not allowed: it is one of front, back"),
        ({"forces_on": "tibia"}, "forces_on = 'tibia' is not allowed: it is one of pelvis, femur"),
        ({"panels": ("hips",)}, "panels = 'hips' is not allowed.*did you mean 'hip'"),
        ({"panels": ()}, "panels is empty"),
        ({"theme": "drak"}, "theme = 'drak' is not known.*did you mean 'dark'"),
        ({"language": "de"}, "language = 'de' is not spoken here"),
        ({"width": 500}, "width = 500 px is too small .* at least 7.. px"),
    ],
)
def test_an_unknown_choice_says_what_is_allowed(choice: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        hip_figure(solve(), **choice)


def test_the_width_asked_for_is_the_width_given() -> None:
    for panels, width in ((("hip",), 390), (("hip", "balance"), 800), (("hip", "body", "balance"), 1400)):
        figure = hip_figure(solve(), panels=panels, width=width)
        assert figure.get_size_inches()[0] * 72 == pytest.approx(width, abs=0.01)


# Colours


def luminance(colour: str) -> float:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_and_lines_stand_out(theme: Theme) -> None:
    for ground in (theme.paper, theme.bone):
        for text in (theme.ink, theme.weight, theme.abductors, theme.joint):
            assert contrast(text, ground) >= 4.5, (text, ground)
    for text in (theme.muted, theme.support, theme.ghost):
        assert contrast(text, theme.paper) >= 4.5, text
    for line, ground in (
        (theme.bone_edge, theme.paper), (theme.bone_edge, theme.bone), (theme.skin_edge, theme.paper),
        (theme.ghost, theme.bone), (theme.support, theme.skin), (theme.weight, theme.skin),
    ):  # fmt: skip
        assert contrast(line, ground) >= 3, (line, ground)


# Files


def test_the_same_hip_gives_the_same_svg() -> None:
    first, second = (svg(hip_figure(solve(), compare=solve(pelvic_drop=5))) for _ in range(2))
    assert first == second
    assert "dc:date" not in first
    assert "matplotlib" not in first


def test_the_svg_speaks_to_those_who_cannot_see_it() -> None:
    text = svg(hip_figure(solve(), language="nl"))
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    title, description = root.find(f"{space}title"), root.find(f"{space}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Heupbelasting in eenbeenstand: krachten op bekken en romp"
    assert description.text is not None
    assert "standbeen rechts" in description.text
    assert "gewrichtskracht 2,73 LG" in description.text
    assert root.get("role") == "img"
    assert root.get("aria-label") == f"{title.text}. {description.text}"
    assert (root.get("width"), root.get("height")) == ("1116.4", "512.8")


def test_the_svg_keeps_its_ids_apart_and_its_style_to_itself() -> None:
    root = ET.fromstring(svg(hip_figure(solve(cane_force_bw=0.1), compare=solve())))
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(names) == len(set(names))
    assert not list(root.iter("{http://www.w3.org/2000/svg}style"))


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_picture_is_saved_by_its_ending(tmp_path: Path, ending: str) -> None:
    paths = [save(hip_figure(solve()), tmp_path / f"{name}.{ending}") for name in "ab"]
    first, second = (path.read_bytes() for path in paths)
    assert len(first) > 10_000
    assert first == second


def test_another_ending_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="saved as svg, png, pdf"):
        save(hip_figure(solve()), tmp_path / "hip.bmp")
    with pytest.raises(FileError, match="cannot be written: No such file"):
        save(hip_figure(solve()), tmp_path / "nowhere" / "hip.svg")


def test_drawing_leaves_no_warning_and_no_pyplot_state() -> None:
    import matplotlib.pyplot as plt

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg(hip_figure(solve(), language="nl"))
    assert plt.get_fignums() == []


# Curves


def curve_of(**options: Any) -> Figure:
    sweep = solve(neck_shaft_angle=np.linspace(150, 100, 51))
    return sweep_curve(sweep, "neck_shaft_angle", "joint_reaction_bw", **options)


def test_a_curve_shows_the_sweep_its_range_and_today_s_hip() -> None:
    (axes,) = curve_of(current=solve()).axes
    line, dot = axes.lines
    assert np.asarray(line.get_xydata())[0] == pytest.approx(
        (100, solve(neck_shaft_angle=100).joint_reaction_bw)
    )
    assert np.all(np.diff(line.get_xdata()) > 0)
    assert np.asarray(dot.get_xydata())[0] == pytest.approx((127, 2.728), abs=1e-3)
    (shade,) = axes.patches
    assert shade.get_extents().x0 < shade.get_extents().x1
    texts = [text.get_text() for text in axes.texts]
    assert texts == ["usual range", "2.73 BW"]
    assert axes.get_title(loc="left") == "joint reaction on the femoral head (BW)"
    assert axes.get_xlabel() == "neck-shaft angle (°)"


@pytest.mark.parametrize(
    "name, low, high", [("inter_hip_distance", 140, 210), ("neck_shaft_angle", 100, 150)]
)
@pytest.mark.parametrize("output", ["joint_reaction_bw", "abductor_arm"])
def test_the_value_on_a_curve_stays_in_the_axes_and_off_the_line(
    name: str, low: float, high: float, output: str
) -> None:
    swept = solve(**{name: np.linspace(low, high, 61)})
    for share in (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0):
        now = solve(**{name: low + share * (high - low)})
        figure = sweep_curve(swept, name, output, now, height=160)
        (axes,) = figure.axes
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        (value,) = (text for text in axes.texts if text.get_gid() == "curve-dot-label")
        box, frame = value.get_window_extent(renderer), axes.get_window_extent(renderer)
        assert frame.x0 <= box.x0
        assert box.x1 <= frame.x1
        assert frame.y0 <= box.y0
        assert box.y1 <= frame.y1
        line = axes.transData.transform(np.asarray(axes.lines[0].get_xydata()))
        assert not ((line > (box.x0, box.y0)) & (line < (box.x1, box.y1))).all(axis=1).any()


def test_a_flat_curve_looks_flat() -> None:
    (axes,) = sweep_curve(solve(step_width=np.linspace(0, 300, 31)), "step_width", "joint_reaction_bw").axes
    low, high = axes.get_ylim()
    assert low <= 0.86 * 2.728
    assert high >= 1.14 * 2.728


def test_without_any_answer_a_curve_has_no_scale_to_read_off() -> None:
    sweep = solve(step_width=np.linspace(0, 300, 31), cane_force=250)
    (axes,) = sweep_curve(sweep, "step_width", "joint_reaction_bw").axes
    assert not axes.yaxis.get_visible()


def test_a_curve_speaks_dutch() -> None:
    figure = curve_of(current=solve(), language="nl", theme="dark")
    (axes,) = figure.axes
    figure.draw_without_rendering()
    assert "2,73 LG" in [text.get_text() for text in axes.texts]
    assert all("." not in tick.get_text() for tick in axes.get_yticklabels())
    assert "gewrichtsreactiekracht" in svg(figure)


def test_a_curve_has_a_gap_where_there_is_no_answer() -> None:
    sweep = solve(cane_force=np.linspace(0, 250, 26))
    (axes,) = sweep_curve(sweep, "cane_force", "joint_reaction_bw", solve(cane_force=250)).axes
    assert len(axes.lines) == 1
    assert np.isnan(axes.lines[0].get_ydata()).any()


def test_a_curve_needs_one_swept_input() -> None:
    with pytest.raises(InputError, match="swept along neck_shaft_angle alone"):
        sweep_curve(solve(), "neck_shaft_angle", "joint_reaction_bw")
    with pytest.raises(InputError, match=r"this load has the shape \(3,\)"):
        sweep_curve(solve(pelvic_drop=[0, 1, 2]), "neck_shaft_angle", "joint_reaction_bw")
    with pytest.raises(UnknownQuantity, match="did you mean 'neck_shaft_angle'"):
        sweep_curve(solve(), "neck_shaft_angel", "joint_reaction_bw")
