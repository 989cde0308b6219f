"""Which line or property turns red when a constant of the mechanics is one per cent off.

``python -m validation.constants`` changes every constant by 1 %, up and down, one at a time, and lists what
no longer holds. A constant that turns nothing red must stand in :data:`CANNOT_MATTER`, with the reason; one
that turns something red must not.
"""

from __future__ import annotations

import importlib
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType, ModuleType
from typing import Any

from hipmech.errors import HipmechError
from hipmech.quantities import CONSTANTS, FURTHER_INPUTS, NUMBERS, QUANTITIES

from . import report
from .comparison import Comparison
from .properties import PROPERTIES

FACTORS = (1.01, 0.99)
SLOWEST = "kendall_2013"
TABLES: Mapping[str, tuple[str, ...]] = {
    "hipmech.anthropometry": (
        "DE_LEVA",
        "ISOMETRIC_MEAN",
        "ECCENTRIC_MEAN",
        "ECCENTRIC_WITHOUT_AGE",
        "ECCENTRIC_PER_YEAR",
        "ECCENTRIC_OF_MALES",
        "CONCENTRIC_MEAN",
    ),
    "hipmech.gait.presets": ("DEFAULTS",),
    "hipmech.exercises": ("SHOULDER_HEIGHT_RATIO",),
    "hipmech.lateral": ("BAND_SHARE", "TUBERCLE_LATERAL", "CREST_UP"),
    "hipmech.muscles.attachments": ("ATTACHMENTS",),
    "hipmech.muscles.straight_lines": ("FEMORAL_BREADTH",),
    "hipmech.muscles.three_tensions": (
        "LEG_SHARE",
        "LEG_ARM",
        "FOOT_ARM",
        "HALF_DISTANCE",
        "FEMUR_LENGTH",
        "PELVIC_HEIGHT",
        "WING_BREADTH",
        "PELVIC_BEND",
    ),
    "hipmech.scenarios": (
        "IGLIC_LEG_SHARE",
        "IGLIC_LEG_ARM",
        "IGLIC_FOOT_ARM",
        "IGLIC_HALF_HIP_DISTANCE",
    ),
    "hipmech.trendelenburg.assumptions": ("ASSUMPTIONS", "LARGEST", "EFFORT", "PIVOTS"),
}
"""Constants that stand in code, beside those of the table of quantities."""


@dataclass(frozen=True, kw_only=True)
class Constant:
    """A number of the mechanics.

    Attributes
    ----------
    name : str
        Where it stands: a quantity, or module, name and place within.
    value : float
    change : callable
        Sets it to a value, and answers with what sets it back.
    """

    name: str
    value: float
    change: Callable[[float], Callable[[], None]]


def constants() -> Iterator[Constant]:
    """Every constant that is not zero, those of the default adult included."""
    for name in (*CONSTANTS, *NUMBERS, *FURTHER_INPUTS):
        value = QUANTITIES[name].default
        if isinstance(value, (int, float)) and value:
            yield Constant(name=name, value=float(value), change=_default_changer(name))
    for module, names in TABLES.items():
        for name in names:
            whole = getattr(importlib.import_module(module), name)
            for place, value in _numbers(whole):
                label = ".".join((module.removeprefix("hipmech."), name, *_words(whole, place)))
                yield Constant(name=label, value=value, change=_code_changer(name, whole, place))


def _numbers(part: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], float]]:
    """Every number but zero within nested tuples and mappings, with its place."""
    if isinstance(part, float):
        if part:
            yield place, part
    elif isinstance(part, Mapping):
        for key, inner in part.items():
            yield from _numbers(inner, (*place, key))
    elif isinstance(part, tuple):
        for index, inner in enumerate(part):
            yield from _numbers(inner, (*place, index))


def _words(part: Any, place: tuple[Any, ...]) -> Iterator[str]:
    """A place in words: fields and names where there are any, else keys and numbers."""
    for key in place:
        fields, part = getattr(part, "_fields", None), part[key]
        yield str(getattr(part, "name", fields[key] if fields else key))


def _with(part: Any, place: tuple[Any, ...], value: float) -> Any:
    """Nested tuples and mappings with another number at a place."""
    if not place:
        return value
    key, *rest = place
    if isinstance(part, Mapping):
        return MappingProxyType({**part, key: _with(part[key], tuple(rest), value)})
    inner = [*part[:key], _with(part[key], tuple(rest), value), *part[key + 1 :]]
    return type(part)(*inner) if hasattr(part, "_fields") else tuple(inner)


def _modules() -> tuple[ModuleType, ...]:
    return tuple(
        module for name, module in sys.modules.items() if name.split(".")[0] in ("hipmech", __package__)
    )


def _forget() -> None:
    """Let go of all that was computed from the constants before."""
    ours = (module for module in _modules() if module.__name__.startswith("hipmech"))
    for module in ours:
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()


def _rebind(name: str, old: Any, new: Any) -> None:
    """Put a new object where modules know the old one by a name."""
    for module in _modules():
        if vars(module).get(name) is old:
            setattr(module, name, new)


def _default_changer(name: str) -> Callable[[float], Callable[[], None]]:
    row = QUANTITIES[name]
    inputs = importlib.import_module("hipmech.solution.inputs")

    def change(value: float) -> Callable[[], None]:
        usual, before = inputs.DEFAULTS, row.default
        _set_default(row, value)
        if name in usual:
            _rebind("DEFAULTS", usual, MappingProxyType({**usual, name: value}))

        def back() -> None:
            _set_default(row, before)
            _rebind("DEFAULTS", inputs.DEFAULTS, usual)

        return back

    return change


def _set_default(row: Any, value: Any) -> None:
    object.__setattr__(row, "default", value)


def _code_changer(name: str, whole: Any, place: tuple[Any, ...]) -> Callable[[float], Callable[[], None]]:
    tensions = importlib.import_module("hipmech.muscles.three_tensions")
    defaults: dict[str, Any] = tensions.hipstress.__kwdefaults__

    def change(value: float) -> Callable[[], None]:
        new, members, keywords = _with(whole, place, value), tensions.MEMBERS, dict(defaults)
        _rebind(name, whole, new)
        if name == "ATTACHMENTS":
            vars(tensions)["MEMBERS"] = tuple(row for row in new if row.group)
        keyword = KEYWORDS.get(name)
        if keyword:
            defaults[keyword] = value

        def back() -> None:
            _rebind(name, new, whole)
            vars(tensions)["MEMBERS"] = members
            defaults.update(keywords)

        return back

    return change


KEYWORDS: Mapping[str, str] = {
    "HALF_DISTANCE": "half_hip_distance",
    "FEMUR_LENGTH": "femur_length",
    "PELVIC_HEIGHT": "pelvic_height",
    "WING_BREADTH": "wing_breadth",
    "PELVIC_BEND": "pelvic_bend",
}
"""Arguments of hipstress that have constants as their defaults."""


@contextmanager
def changed(constant: Constant, factor: float) -> Iterator[None]:
    """One constant times a factor, for a while."""
    back = constant.change(constant.value * factor)
    _forget()
    try:
        yield
    finally:
        back()
        _forget()


def reds() -> Iterator[str]:
    """Names of properties and lines that do not hold, as things are."""
    for fact in PROPERTIES:
        if not _answer(fact):
            yield fact.__name__
    slowest_last = sorted(report.papers(), key=lambda paper: paper.__name__.endswith(SLOWEST))
    for paper in slowest_last:
        for line in _answer(paper.comparisons) or (paper.__name__,):
            if not isinstance(line, Comparison):
                yield str(line)
            elif not line.holds:
                yield f"{line.source} {line.case} {line.quantity}".replace("  ", " ")


def _answer(ask: Callable[[], Any]) -> Any:
    """What is answered; nothing where the change makes it fail."""
    try:
        return ask()
    except (HipmechError, ValueError):
        return None


def found(constant: Constant, factor: float, all_of_them: bool = True) -> tuple[str, ...]:
    """What turns red when a constant changes; the first alone if that is enough."""
    with changed(constant, factor):
        red = reds()
        return tuple(red if all_of_them else islice(red, 1))


STOPS = "says where the model stops to answer, not what it answers"
ASSUMED = "an assumption for which nothing was measured, so no line may rest on it: "
COUNTED = "counts the steps of a kilometre, over which nothing was measured"
OWN_SIZE = "the template's own size: what is asked for is divided by it, and both are the same"

CANNOT_MATTER: Mapping[str, str] = {
    "pelvis_com_ratio": "half a millimetre of height, through the sine of a drop alone: at 5° 0.05 mm of 86",
    "thigh_inclination_limit": STOPS,
    "trunk_inclination_limit": STOPS,
    "abductor_arm_limit": STOPS,
    "speed": COUNTED,
    "gait.presets.DEFAULTS.walk.speed": COUNTED,
    "gait.presets.DEFAULTS.run.step_width": f"{ASSUMED}1 % is 0.2 mm of where a runner's foot stands",
    "body_mass": "everything is compared per body weight or per kilogram: it cancels",
    "load_distance": f"{ASSUMED}of loads in a hand a direction alone is known, which it cannot turn",
    "anthropometry.DE_LEVA.leg_com_ratio": "with de Leva's segments alone; it moves the thigh by 0.004°",
    "anthropometry.DE_LEVA.leg_gyration_ratio": "with de Leva's segments alone; 0.001 N·m of gait's moment",
    "exercises.SHOULDER_HEIGHT_RATIO": "one point of a share that lies in a range of thirty points",
    "lateral.BAND_SHARE": "the index is the pressure over that of the default stand: it cancels",
    "lateral.TUBERCLE_LATERAL": f"{ASSUMED}the index has no measurement to stand beside",
    "lateral.CREST_UP": f"{ASSUMED}the index has no measurement to stand beside",
    "muscles.three_tensions.PELVIC_HEIGHT": OWN_SIZE,
    "muscles.three_tensions.WING_BREADTH": OWN_SIZE,
    "muscles.three_tensions.PELVIC_BEND": "0.005°: one whole degree of bend moves the reaction by 0.6 %",
    "trendelenburg.assumptions.ASSUMPTIONS": f"{ASSUMED}one end of the band in which a dropped pelvis rests",
    "trendelenburg.assumptions.LARGEST": "says how far an equilibrium is looked for, not where it is",
    "trendelenburg.assumptions.EFFORT": f"{ASSUMED}how lean weighs against cane in a mix",
    "trendelenburg.assumptions.PIVOTS.mid-lumbar": f"{ASSUMED}one end of a band, told to whole degrees",
}
"""Constants, or all below a name, that turn nothing red, and why."""


def reason(name: str) -> str:
    """Why a constant cannot matter; empty where it must."""
    return next((why for start, why in CANNOT_MATTER.items() if f"{name}.".startswith(f"{start}.")), "")


def main() -> int:
    """Print what each constant turns red; 1 if one that turns nothing red has no reason."""
    silent: list[str] = []
    open_ones: list[str] = []
    for constant in constants():
        by_factor = [found(constant, factor) for factor in FACTORS]
        print(f"{constant.name} = {constant.value:g}")
        for factor, red in zip(FACTORS, by_factor, strict=True):
            told = (
                f"{len(red)} red: {'; '.join(red[:4])}{'; …' if len(red) > 4 else ''}" if red else "nothing"
            )
            print(textwrap.indent(f"{factor - 1:+.0%}: {told}", "    "))
        if not all(by_factor):
            (silent if reason(constant.name) else open_ones).append(constant.name)
    print("\nTurn nothing red, and why they cannot matter:")
    for name in silent:
        print(textwrap.fill(f"{name}: {reason(name)}", 110, initial_indent="  ", subsequent_indent="    "))
    for name in open_ones:
        print(f"  {name}: NO REASON")
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
