"""Drawn hips to test on: one figure for every named hip, and how to read what is drawn in it."""

from functools import cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from numpy.typing import NDArray

from hipmech.figures import hip_figure
from tests.hips import solve

HIPS: dict[str, dict[str, Any]] = {
    "default": {},
    "vara": {"neck_shaft_angle": 100},
    "valga": {"neck_shaft_angle": 150},
    "osteotomy": {"neck_shaft_angle": 100, "neck_angle_convention": "proximal_femur"},
    "narrow": {"inter_hip_distance": 150},
    "wide": {"inter_hip_distance": 200},
    "drop": {"pelvic_drop": 10},
    "lean": {"trunk_lean": 15},
    "cane": {"cane_force_bw": 0.1},
    "strong cane": {"cane_force_bw": 0.2},
    "same cane": {"cane_force_bw": 0.1, "cane_side": "ipsilateral"},
    "bag": {"carried_mass": 12, "stature": 1600},
    "gait": {"stance_strategy": "gait_midstance", "step_width": 230},
    "heavy": {"neck_shaft_angle": 150, "load_factor": 2},
    "weak": {"abductor_strength": 0.3},
    "wide and dropped": {"inter_hip_distance": 210, "pelvic_drop": 6},
    "far drop": {"pelvic_drop": 15},
    "far lean": {"trunk_lean": 35, "cane_force": 80, "cane_side": "ipsilateral"},
    "gait with cane": {"stance_strategy": "gait_midstance", "step_width": 230, "cane_force": 60},
}
ANSWERED = sorted(set(HIPS) - {"strong cane"})
REFUSED: dict[str, dict[str, Any]] = {
    "adductors_needed": {"cane_force_bw": 0.2},
    "foot_carries": {"cane_force": 1500},
    "leg_reaches": {"carried_mass": 200, "load_distance": 1000},
    "line_pulls": {"neck_shaft_angle": 170, "trochanter_lateral": -40},
    "trunk_reaches": {"stance_strategy": "trunk_over_foot", "step_width": 800},
}

Corners = NDArray[np.float64]


@cache
def picture(name: str, **options: Any) -> Figure:
    """The figure of a named hip, drawn once."""
    return hip_figure(solve(**HIPS[name]), **options)


def corners(figure: Figure, gid: str) -> Corners:
    """Corners of the drawn element with an id, px in its panel."""
    (patch,) = (artist for artist in figure.artists if artist.get_gid() == gid)
    return path(patch)


def path(artist: Artist) -> Corners:
    assert isinstance(artist, PathPatch)
    return np.asarray(artist.get_path().vertices, dtype=np.float64)


def ids(figure: Figure) -> list[str]:
    return [str(artist.get_gid()) for artist in (*figure.artists, *figure.texts)]


def arrow(figure: Figure, gid: str) -> tuple[Corners, Corners]:
    """Tail and tip of an arrow, px."""
    outline = corners(figure, gid)
    return (outline[0] + outline[6]) / 2, outline[3]


def labels(figure: Figure, panel: str = "") -> dict[str, str]:
    """Text by id."""
    return {str(t.get_gid()): t.get_text() for t in figure.texts if str(t.get_gid()).startswith(panel)}


def boxes(figure: Figure) -> dict[str, list[tuple[Text, Any]]]:
    """Texts with their boxes in px, by panel."""
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    found: dict[str, list[tuple[Text, Any]]] = {}
    for text in figure.texts:
        panel = str(text.get_gid()).split("-")[0]
        found.setdefault(panel, []).append((text, text.get_window_extent(renderer)))
    return found


PHONE: dict[str, Any] = {"panels": ("hip",), "width": 390}
LAYOUTS: tuple[tuple[str, dict[str, Any]], ...] = (
    *((name, {"language": language}) for name in HIPS for language in ("en", "nl")),
    *(
        (name, {"language": "nl", **PHONE})
        for name in ("default", "vara", "valga", "wide", "narrow", "drop", "lean", "far drop", "weak")
    ),
    ("default", PHONE),
    ("valga", PHONE),
    ("default", {"view": "back", "theme": "dark"}),
    ("default", {"forces_on": "femur", "language": "nl"}),
    *((name, {"language": "nl", "panels": ("body", "balance")}) for name in HIPS),
)
