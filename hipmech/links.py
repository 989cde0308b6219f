"""A hip to take along as a link, which may come back broken."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from hipmech.gait import DEFAULTS
from hipmech.gait.stepping import SUMMED
from hipmech.posture import LEANING_STRATEGIES
from hipmech.quantities import INPUTS, QUANTITIES, STANDARD_GRAVITY, default, quantity
from hipmech.words import LANGUAGES

__all__ = [
    "ACTS_WITH",
    "CURVES",
    "GROUPS",
    "OFFERED",
    "PARTS",
    "ROWS",
    "SCENES",
    "SETTINGS",
    "SWEPT",
    "TABS",
    "Hip",
    "Refusal",
    "positions",
    "read",
    "set_aside",
    "write",
]

CURVES = (
    "joint_reaction_bw",
    "abductor_force_bw",
    "abductor_moment",
    "body_weight_arm",
    "abductor_arm",
    "abductor_length_change",
    "joint_reaction_angle_femur",
    "utilisation",
)
"""Outputs a page draws against an input, forces in newtons where the page shows newtons."""

SCENES = ("stand", "power", "triptych", "lever", "fulcrum", "aids", "end")
"""Scenes of the page Trendelenburg, in order."""

NOT_OFFERED = ("cane_force",)
"""The cane stands as ``cane_force_bw``."""

OFFERED = tuple(name for name in INPUTS if name not in NOT_OFFERED)
"""Inputs a page offers."""

_NUMBERS = (name for name in OFFERED if isinstance(QUANTITIES[name].default, float))
SWEPT = tuple(dict.fromkeys(("neck_shaft_angle", "inter_hip_distance", "step_width", *_NUMBERS)))
"""Inputs that the page Sweep varies: numbers with a default, those at the front of a page first."""

GAIT_CURVES = SUMMED
"""Outputs that the page Running & tissue draws through a step."""

ROWS = tuple(QUANTITIES)
"""Numbers that the page Evidence has a row for: all."""

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "explore": (
            "body", "look", "more", "steps", "conventions", "measured", "tipping", "tasks", "equations",
            "levers", "contact",
        ),
        "article": (
            "wider_step", "swing_leg", "wide_hips", "fast_runners", "vara_valga", "trendelenburg_sign",
            "quadratus", "four_times", "piriformis", "step_rate", "tensor", "band", "exercise",
        ),
        "evidence": ("people", "tiers", "known", "rows"),
        "running": ("numbers", "evidence", "contact", "lateral", "exercises"),
    }
)  # fmt: skip
"""Parts of a page that are folded away, in order."""

TABS: Mapping[str, str] = MappingProxyType(
    {
        "explore": "page.tab",
        "trendelenburg": "stage.tab",
        "sweep": "sweep.tab",
        "evidence": "evidence.tab",
        "article": "article.tab",
        "running": "running.tab",
    }
)
"""Pages in the order of their menu, with the words of the title of each."""


def _places(usual: float, low: float, high: float, step: float) -> tuple[str, ...]:
    """Numbers of a setting as words, the usual one first, which is one of the steps."""
    every = (f"{low + step * count:g}" for count in range(round((high - low) / step) + 1))
    return tuple(dict.fromkeys((f"{usual:g}", *every)))


SETTINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "language": LANGUAGES,
        "unit": ("BW", "N", "kgf"),
        "view": ("front", "back"),
        "forces_on": ("pelvis", "femur"),
        "curve": CURVES,
        "page": tuple(TABS),
        "scene": SCENES,
        "scene_view": ("back", "front"),
        "sweep_x": SWEPT,
        "sweep_y": ("none", *SWEPT),
        "row": ("none", *ROWS),
        "part": ("none", *dict.fromkeys(name for names in PARTS.values() for name in names)),
        "gait": ("run", "walk"),
        "gait_rate": _places(0, -10, 10, 1),
        "run_width": _places(DEFAULTS["run"]["step_width"], 0, 150, 5),
        "run_give": _places(default("pelvic_give"), 0, 5, 1),
        "gait_curve": GAIT_CURVES,
        "centre_edge_angle": _places(default("centre_edge_angle"), 16, 48, 0.8),
        "femoral_head_radius": _places(default("femoral_head_radius"), 20, 32, 0.6),
    }
)
"""How a page shows a hip: name and allowed values, the first is the default.

The page Sweep varies one input, or two; the page Evidence opens at a row, the pages of :data:`PARTS` at a
part. The page Running & tissue takes a step rate in per cent from the own, the step width of a runner in mm,
its pelvic give in degrees. The socket of the contact stress has a cover in degrees and a radius in mm. The
scenes are seen from behind, as the examiner of a Trendelenburg test stands, and have a view of their own.
"""

FROZEN = "frozen"
"""Entry that holds the frozen hip: ``name:value`` for each input not at its default, or ``normal``."""
NORMAL = "normal"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "body": (
        "body_mass", "stature", "sex", "age", "segment_set", "abductor_origin_lateral", "abductor_origin_up",
    ),
    "strength": (
        "abductor_strength", "gluteal_strength", "tfl_strength", "capacity_norm",
        "force_length", "stretch_gain", "passive_stiffness",
    ),
    "femur": ("neck_length", "neck_angle_convention", "trochanter_lateral", "trochanter_rise"),
    "stance": (
        "stance_strategy", "trunk_share", "step_time", "pelvic_drop", "pelvic_drop_trunk", "trunk_lean",
        "load_factor",
    ),
    "aids": (
        "cane_force_bw", "cane_side", "cane_distance",
        "carried_mass", "carried_side", "load_distance", "counter_lean",
    ),
}  # fmt: skip
"""Inputs that do not stand at the front of a page, in groups."""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One entry of a link that a page does not follow: which, what was given, and why not."""

    name: str
    given: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Hip:
    """What a link says: inputs and settings, everything else at its default, and what was refused.

    ``frozen`` holds the inputs of the frozen hip, or is None where none is frozen.
    """

    inputs: Mapping[str, Any]
    settings: Mapping[str, str]
    frozen: Mapping[str, Any] | None = None
    refusals: tuple[Refusal, ...] = ()


def read(query: Mapping[str, str], repeated: Collection[str] = ()) -> Hip:
    """Inputs and settings of a link; whatever cannot be followed is refused and stays at its default.

    Parameters
    ----------
    query : mapping of str to str
        Canonical name to value, as in an address.
    repeated : collection of str
        Names that the address gives more than once; the query holds their last value.

    Examples
    --------
    >>> hip = read({"inter_hip_distance": "192", "step_width": "wide"})
    >>> dict(hip.inputs), hip.refusals[0].reason
    ({'inter_hip_distance': 192.0}, 'no_number')
    """
    entries = dict(query)
    refusals = [Refusal(name=name, given=query[name], reason="repeated") for name in repeated]
    compared = entries.pop(FROZEN, None)
    settings: dict[str, str] = {}
    for name in [name for name in SETTINGS if name in entries]:
        given = entries.pop(name)
        if given in SETTINGS[name]:
            settings[name] = given
        else:
            refusals.append(Refusal(name=name, given=given, reason="choice"))
    inputs, refused = _read_inputs(entries)
    frozen, refused_frozen = (None, ()) if compared is None else _read_inputs(_unfolded(compared))
    return Hip(
        inputs=inputs, settings=settings, frozen=frozen, refusals=(*refusals, *refused, *refused_frozen)
    )


def _read_inputs(given: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Refusal, ...]]:
    """Inputs that can be followed, without contradiction, and the refusals of the others."""
    inputs: dict[str, Any] = {}
    refusals = []
    for name, text in _with_cane(given).items():
        value, reason = _read_one(name, text)
        if reason:
            refusals.append(Refusal(name=name, given=text, reason=reason))
        if value is not None:
            inputs[name] = value
    for name, reason in set_aside(inputs).items():
        refusals.append(Refusal(name=name, given=str(given[name]), reason=reason))
        del inputs[name]
    return inputs, tuple(refusals)


def _unfolded(text: str) -> dict[str, str]:
    """Entries of ``name:value,name:value``; none for the normal hip."""
    if text.strip() in ("", NORMAL):
        return {}
    pairs = (entry.partition(":") for entry in text.split(","))
    return {name.strip(): value for name, _, value in pairs}


def _with_cane(query: Mapping[str, str]) -> dict[str, str]:
    """The query with a cane force in newtons turned into body weights, as the page holds it."""
    entries = dict(query)
    force = _number(entries.get("cane_force", ""))
    if force is None or "cane_force_bw" in entries:
        return entries
    mass = _number(entries.get("body_mass", "")) or QUANTITIES["body_mass"].default
    share = force / (float(mass or 1.0) * STANDARD_GRAVITY)
    del entries["cane_force"]
    return entries | {"cane_force_bw": f"{share:.4g}"}


def _read_one(name: str, given: str) -> tuple[Any, str]:
    """Value of one entry, or None, and the reason of a refusal, or nothing."""
    if name in NOT_OFFERED:
        return (None, "not_offered")
    if name not in OFFERED:
        return (None, "unknown")
    row = quantity(name)
    if row.kind == "choice":
        return (given, "") if given in row.choices else (None, "choice")
    value = _number(given)
    if value is None:
        return (None, "no_number")
    low, high = row.span or row.usual or (-math.inf, math.inf)
    if not low <= value <= high:
        return (None, "range")
    nearest = min(positions(name), key=lambda position: abs(position - value))
    return (nearest, "" if math.isclose(nearest, value, abs_tol=1e-9) else "rounded")


def _number(text: str) -> float | None:
    """A finite number in plain notation, with a decimal point or comma."""
    if not re.fullmatch(r"[+-]?\d{1,9}([.,]\d{1,9})?", text.strip(), flags=re.ASCII):
        return None
    return float(text.replace(",", "."))


@cache
def positions(name: str) -> tuple[float, ...]:
    """Every value a slider of this input can take, from the table's span and step."""
    row = quantity(name)
    low, high = row.span or (0.0, 1.0)
    step = row.step or 1.0
    return tuple(float(round(low + step * index, 9)) for index in range(round((high - low) / step) + 1))


def write(
    inputs: Mapping[str, Any],
    settings: Mapping[str, str],
    defaults: Mapping[str, str],
    frozen: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """The shortest link of a hip: only what differs from its default.

    Parameters
    ----------
    inputs, settings : mapping
        What a page holds.
    defaults : mapping
        Settings whose default is not the first of :data:`SETTINGS`, such as the language of the browser.
    frozen : mapping, optional
        Inputs of the frozen hip, if there is one.

    Examples
    --------
    >>> write({"inter_hip_distance": 192.0, "step_width": 130.0}, {"view": "back", "language": "nl"}, {})
    {'inter_hip_distance': '192', 'view': 'back', 'language': 'nl'}
    >>> write({}, {}, {}, {"neck_shaft_angle": 110.0, "step_width": 200.0})
    {'frozen': 'neck_shaft_angle:110,step_width:200'}
    """
    standard = {name: allowed[0] for name, allowed in SETTINGS.items()} | dict(defaults)
    shown = {name: value for name, value in settings.items() if value != standard[name]}
    if frozen is None:
        return _written(inputs) | shown
    folded = ",".join(f"{name}:{text}" for name, text in _written(frozen).items())
    return _written(inputs) | shown | {FROZEN: folded or NORMAL}


def _written(inputs: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in inputs.items() if value != QUANTITIES[name].default}


def set_aside(held: Mapping[str, Any]) -> dict[str, str]:
    """Inputs that differ from their default but contradict another one, each with the reason."""
    reasons = {}
    if held.get("stance_strategy") in LEANING_STRATEGIES:
        reasons["trunk_lean"] = "solved_for"
    if held.get("sex", "unspecified") == "unspecified":
        reasons |= dict.fromkeys(("segment_set", "capacity_norm"), "needs_sex")
    return {
        name: reason
        for name, reason in reasons.items()
        if name in held and held[name] != QUANTITIES[name].default
    }


ACTS_WITH: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "trunk_share": ("stance_strategy", ("mixed",)),
        "step_time": ("stance_strategy", ("gait_midstance",)),
        "pelvic_drop_trunk": ("pelvic_drop", ()),
        "cane_side": ("cane_force_bw", ()),
        "cane_distance": ("cane_force_bw", ()),
        "carried_side": ("carried_mass", ()),
        "load_distance": ("carried_mass", ()),
        "counter_lean": ("carried_mass", ()),
        "segment_set": ("sex", ("female", "male")),
        "capacity_norm": ("sex", ("female", "male")),
        "age": ("capacity_norm", ("eccentric",)),
        "stretch_gain": ("force_length", ("linear",)),
    }
)
"""Inputs that act only while another one has one of these values, or is not zero."""


def _text(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, (int, float)) else str(value)
