"""The hip figure: one state, three linked panels, each on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from hipmech.errors import InputError
from hipmech.figures.balance_panel import draw_balance
from hipmech.figures.body_panel import body_origin, body_scale, draw_body
from hipmech.figures.canvas import PIXELS_PER_INCH, Box, Canvas
from hipmech.figures.export import Picture
from hipmech.figures.headings import LINE_HEIGHT, Piece, draw_heading, flowed
from hipmech.figures.hip_panel import DOWN, LATERAL, MEDIAL, UP, draw_hip, medial_edge
from hipmech.figures.labels import Labeller
from hipmech.figures.scene import ARROW_MM_PER_BW, Scene, scene_of
from hipmech.figures.sheet import BESIDE_SIZE, LETTER_SIZE, Sheet
from hipmech.figures.themes import Theme, theme_named
from hipmech.loads import Balance
from hipmech.quantities import suggestion
from hipmech.words import number, word

PANELS = ("hip", "body", "balance")
VIEWS = ("front", "back")
BODIES = ("pelvis", "femur")

MARGIN, GUTTER, UNDER_HEAD = 8.0, 18.0, 4.0
NATURAL_SCALE, SMALLEST_SCALE = 1.44, 0.6
BODY_WIDTH, BALANCE_WIDTH, LEAST_HEIGHT = 212.0, 262.0, 440.0


@dataclass(frozen=True, kw_only=True)
class State:
    """All that the panels need to know.

    Attributes
    ----------
    paper : px per mm
        Scale of the hip panel where the swing hip fits in it as a rule.
    medial : mm
        How far the hip panel reaches to the swing side.
    """

    scene: Scene
    ghost: Scene | None
    theme: Theme
    language: str
    view: str
    forces_on: str
    paper: float
    medial: float

    @property
    def scale(self) -> float:
        """Scale of the hip panel, px per mm."""
        return self.paper * (LATERAL - MEDIAL) / (LATERAL - self.medial)

    @property
    def sign(self) -> int:
        """-1 where lateral is drawn to the viewer's left."""
        return -1 if (self.scene.side == "right") == (self.view == "front") else 1

    @property
    def arrow_px(self) -> float:
        """Length of all arrows, px per BW."""
        return self.scale * self.scene.arrow_scale


def hip_figure(
    load: Balance,
    *,
    language: str = "en",
    theme: str = "light",
    view: str = "front",
    forces_on: str = "pelvis",
    panels: Sequence[str] = PANELS,
    compare: Balance | None = None,
    width: float | None = None,
) -> Figure:
    """Picture of one solved hip: bones, arms and forces to scale, the person, and the balance.

    Parameters
    ----------
    load : Load
        A scalar solution. A published lever has no anatomy: only its balance is drawn.
    language : ``en`` or ``nl``
    theme : ``light`` or ``dark``
    view : ``front`` or ``back``
        Mirrors the geometry, never the text.
    forces_on : ``pelvis`` (pelvis and trunk) or ``femur``
        The body on which the forces of the hip panel act; the balance is always that of pelvis and trunk.
    panels : sequence of ``hip``, ``body``, ``balance``
    compare : Load, optional
        Another hip, drawn as a grey dashed ghost with hollow arrows.
    width : px, optional
        Width of the whole figure, taken up by the hip panel; 72 px are one inch.

    Returns
    -------
    matplotlib.figure.Figure
        Made for :func:`svg` and :func:`save`, which know its title and its description in words. Every
        element bears an id that begins with the name of its panel.

    Raises
    ------
    InputError
        A load of many hips, an unknown choice, or a width too small for the panels.
    """
    scene = scene_of(load)
    for name, value, allowed in (("view", view, VIEWS), ("forces_on", forces_on, BODIES)):
        _check(name, value, allowed)
    if not panels:
        raise InputError(f"panels is empty: name at least one of {', '.join(PANELS)}.")
    for panel in panels:
        _check("panels", panel, PANELS)
    chosen = tuple(panels) if scene.pose is not None else ("balance",)
    ghost = None if compare is None else scene_of(compare)
    state = State(
        scene=scene,
        ghost=ghost,
        theme=theme_named(theme),
        language=language,
        view=view,
        forces_on=forces_on,
        paper=_scale(chosen, width),
        medial=medial_edge(scene.pose, ghost.pose if ghost else None) if "hip" in chosen else MEDIAL,
    )
    return _drawn(state, chosen)


def _check(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise InputError(
            f"{name} = {value!r} is not allowed: it is one of {', '.join(allowed)}"
            f"{suggestion(str(value), allowed)}."
        )


def _heading_size(panel: str) -> float:
    return LETTER_SIZE if panel == "hip" else BESIDE_SIZE


def _panel_width(panel: str, scale: float) -> float:
    return {"hip": (LATERAL - MEDIAL) * scale, "body": BODY_WIDTH, "balance": BALANCE_WIDTH}[panel]


def _scale(panels: Sequence[str], width: float | None) -> float:
    """Scale of a hip panel that reaches as far as it does as a rule, px per mm."""
    if width is None or "hip" not in panels:
        return NATURAL_SCALE
    others = 2 * MARGIN + sum(_panel_width(panel, 0.0) + GUTTER for panel in panels if panel != "hip")
    scale = (width - others) / (LATERAL - MEDIAL)
    if scale < SMALLEST_SCALE:
        least = others + SMALLEST_SCALE * (LATERAL - MEDIAL)
        raise InputError(
            f"width = {width:g} px is too small for the panels {', '.join(panels)}: "
            f"give at least {least:.0f} px, or draw fewer panels."
        )
    return scale


def _drawn(state: State, panels: Sequence[str]) -> Figure:
    height = round((UP - DOWN) * state.paper, 2)
    if tuple(panels) != ("hip",):
        height = max(height, LEAST_HEIGHT)
    widths = [_panel_width(panel, state.paper) for panel in panels]
    headings = [
        flowed(_heading(state, panel, first=not index), widths[index], _heading_size(panel))
        for index, panel in enumerate(panels)
    ]
    head = LINE_HEIGHT * max(map(len, headings)) + UNDER_HEAD
    figure = Picture(
        figsize=(
            (sum(widths) + 2 * MARGIN + GUTTER * (len(panels) - 1)) / PIXELS_PER_INCH,
            (height + head + 2 * MARGIN) / PIXELS_PER_INCH,
        ),
        dpi=2 * PIXELS_PER_INCH,
        facecolor=state.theme.paper,
    )
    figure.title = word("figure.title", state.language, acting=acting(state, panels))
    figure.description = description(state, panels)
    left = MARGIN
    for panel, width, lines in zip(panels, widths, headings, strict=True):
        canvas = _panel(figure, state, panel, (left, MARGIN, round(width, 2), height))
        draw_heading(canvas, lines, head, _heading_size(panel))
        left += width + GUTTER
    return figure


def _panel(figure: Figure, state: State, panel: str, box: Box) -> Canvas:
    """One panel, drawn."""
    pose, sign = state.scene.pose, state.sign
    _, _, width, height = box
    scale, origin = state.scale, (0.0, 0.0)
    if panel == "body" and pose is not None:
        scale, origin = body_scale(pose, height), body_origin(pose, width, height, sign)
    if panel == "hip":
        origin = ((LATERAL if sign < 0 else -state.medial) * scale, height - UP * scale)
    canvas = Canvas(figure, panel, box, state.theme, scale=scale, origin=origin, sign=sign)
    sheet = Sheet(
        canvas=canvas,
        labeller=Labeller(canvas),
        scene=state.scene,
        ghost=state.ghost,
        language=state.language,
        forces_on=state.forces_on,
        arrow_px=state.arrow_px,
    )
    {"hip": draw_hip, "body": draw_body, "balance": draw_balance}[panel](sheet)
    return canvas


def caption(state: State) -> str:
    """From where we look and which leg stands."""
    return word(
        "figure.caption",
        state.language,
        view=word(f"figure.view_{state.view}", state.language),
        side=word(f"figure.stands_{state.scene.side}", state.language),
    )


def acting(state: State, panels: Sequence[str]) -> str:
    """On which body the forces act that are shown."""
    language = state.language
    small = word("figure.forces_on_pelvis", language)
    if "hip" not in panels or state.forces_on == "pelvis":
        return small
    large = word(f"figure.forces_on_{state.forces_on}", language)
    if "balance" not in panels:
        return large
    return word("figure.forces_on_both", language, large=large, small=small)


def refusal(state: State) -> str:
    """Why there is no answer, in words; empty where there is one."""
    if state.scene.answered:
        return ""
    reason = word(f"figure.{state.scene.refusal}", state.language)
    return f"{word('figure.no_abductors', state.language)} {reason}"


def _heading(state: State, panel: str, *, first: bool) -> list[Piece]:
    scene, theme, language = state.scene, state.theme, state.language
    if panel == "body" and not first:
        return [Piece(word("figure.body_title", language), theme.ink, True)]
    if panel == "balance":
        key = "figure.triangle_title" if scene.answered and len(scene.forces) == 3 else "figure.polygon_title"
        pieces = [
            Piece(word(key, language), theme.ink, True),
            Piece(word("figure.forces_on_pelvis", language), theme.muted),
        ]
        return pieces + _notes(state) if first else pieces
    pieces = [Piece(caption(state), theme.ink, True)]
    if panel == "hip":
        pieces.append(Piece(word(f"figure.forces_on_{state.forces_on}", language), theme.muted))
    return pieces + _notes(state)


def _notes(state: State) -> list[Piece]:
    """What the reader must know before trusting the picture."""
    scene, theme, language = state.scene, state.theme, state.language
    notes = []
    if scene.arrow_scale != ARROW_MM_PER_BW:
        notes.append(Piece(word("figure.half_size", language), theme.joint))
    if not scene.held:
        notes.append(Piece(word("figure.not_held", language), theme.abductors, True))
    if not scene.answered:
        notes.append(Piece(refusal(state), theme.abductors, True))
    if state.ghost is not None:
        compared = word("figure.compared", language, compared=word("figure.compared_hip", language))
        notes.append(Piece(compared, theme.ghost))
    return notes


def description(state: State, panels: Sequence[str]) -> str:
    """The picture in one sentence, for those who cannot see it."""
    scene, language = state.scene, state.language
    weight, abductors, joint = (scene.force(name) for name in ("weight", "abductors", "joint"))
    assert weight is not None
    values = {
        "caption": caption(state),
        "acting": acting(state, panels),
        "weight": number(weight.size, 2, language),
        "weight_arm": number(weight.arm, 1, language),
    }
    if abductors is None or joint is None:
        return word("figure.description_no_force", language, reason=refusal(state), **values)
    return word(
        "figure.description" if scene.held else "figure.description_not_held",
        language,
        abductors=number(abductors.size, 2, language),
        abductor_arm=number(abductors.arm, 1, language),
        joint=number(joint.size, 2, language),
        **values,
    )
