"""What a page says of a hip in the language of its reader: numbers with units, status, remarks, equations."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from hipmech.equilibrium import VALIDITY
from hipmech.explanation import Line
from hipmech.links import OFFERED, SETTINGS, Refusal
from hipmech.loads import NOT_HELD, OUTSIDE_VALIDITY, STATUS_WORDS, Load
from hipmech.quantities import CONSTANTS, NUMBERS, QUANTITIES, STANDARD_GRAVITY, suggestion
from hipmech.solution import solve
from hipmech.sources import SOURCES
from hipmech.words import number, word

__all__ = [
    "about",
    "answer",
    "force",
    "label",
    "origin",
    "plain",
    "refused",
    "relative",
    "remarks",
    "shown",
    "signed",
    "spelt",
    "status",
    "unfolded",
    "value",
]

PERCENT = 100.0
MORE_DROP = 10.0

ASSUMED = ("foot_shift", "trunk_transfer", "lateral_acceleration", "pendulum_moment", "pendulum_rate")
"""Steps that rest on how a body is taken to react, not on statics alone."""

EXPLAINED = (
    "sex", "abductor_strength", "capacity_norm", "neck_angle_convention", "trunk_share", "counter_lean",
)  # fmt: skip
"""Inputs whose words alone do not say what they do."""

SHARES = ("utilisation", "abductor_strength", "trunk_share", "counter_lean")
"""Numbers told in per cent."""
THIN = "\u202f"
MISSING = "–"

DIGITS = {
    "": 2, "%": 1, "BW": 2, "N": 0, "N·m": 1, "N·m/kg": 2, "mm": 1, "mm·BW": 1, "deg": 1, "kg": 1, "s": 2,
    "years": 0,
}  # fmt: skip


def value(name: str, amount: float, language: str) -> str:
    """A quantity with its unit as people write it: 12.3 mm, 10.4°, 47 %."""
    unit = QUANTITIES[name].unit
    if not math.isfinite(amount):
        return MISSING
    if name in SHARES:
        return f"{number(PERCENT * amount, 0, language)}{THIN}%"
    return f"{number(amount, DIGITS.get(unit, 2), language)}{spelt(unit, language)}"


def spelt(unit: str, language: str) -> str:
    """A unit as it follows a number."""
    if unit in ("", "deg"):
        return "°" if unit else ""
    translated = {"BW": "page.body_weights", "years": "page.years"}
    return THIN + (word(translated[unit], language) if unit in translated else unit)


def plain(amount: float, language: str) -> str:
    """A number with as many decimals as it needs, at most three."""
    digits = len(f"{amount:.3f}".rstrip("0").partition(".")[2])
    return number(amount, digits, language)


@lru_cache(maxsize=8192)
def shown(name: str, amount: float, language: str) -> str:
    """An input with its unit, with as many decimals as it needs."""
    if name in SHARES:
        return value(name, amount, language)
    return f"{plain(amount, language)}{spelt(QUANTITIES[name].unit, language)}"


def span(name: str, low: float, high: float, language: str) -> str:
    """A range of an input with its unit."""
    first = PERCENT * low if name in SHARES else low
    return f"{plain(first, language)}–{shown(name, high, language)}"


def refused(refusal: Refusal, language: str) -> str:
    """Why a page does not follow an entry of its link; text of the link only in harmless characters."""
    row = QUANTITIES.get(refusal.name)
    low, high = (row.span or row.usual or (0.0, 0.0)) if row else (0.0, 0.0)
    return word(
        f"page.refused.{refusal.reason}",
        language,
        name=_harmless(refusal.name),
        given=_harmless(refusal.given),
        low=plain(low, language),
        high=plain(high, language),
        unit=spelt(row.unit, language) if row else "",
        choices=", ".join(row.choices if row and row.choices else SETTINGS.get(refusal.name, ())),
        instead=_instead(refusal, language),
    )


def _harmless(text: str) -> str:
    """At most forty plain characters, in the marks of code: neither HTML nor Markdown."""
    return f"`{re.sub(r'[^A-Za-z0-9_.,+-]', '·', text)[:40] or '·'}`"


def _instead(refusal: Refusal, language: str) -> str:
    near = suggestion(refusal.name, (*OFFERED, *SETTINGS))
    if refusal.reason != "unknown" or "did you mean" not in near:
        return ""
    return word("page.refused.perhaps", language, name=_harmless(near.split("'")[1]))


def force(newtons: float, load: Load, unit: str, language: str) -> str:
    """A force in ``BW`` or ``N``."""
    if not math.isfinite(newtons):
        return MISSING
    if unit == "BW":
        share = newtons / (load.inputs["body_mass"] * STANDARD_GRAVITY)
        return f"{number(share, 2, language)}{THIN}×{THIN}{word('page.body_weights', language)}"
    return f"{number(newtons, 0, language)}{THIN}N"


def answer(name: str, load: Load, unit: str, language: str) -> str:
    """One output of a hip: forces in the unit of the page, a change of length with its sign."""
    amount = float(getattr(load, name))
    if name in ("abductor_force", "joint_reaction"):
        return force(amount, load, unit, language)
    if name == "abductor_length_change":
        return f"{signed(amount, 1, language)}{THIN}%"
    return value(name, amount, language)


def relative(now: Any, before: Any, language: str) -> str:
    """A change in per cent of what was before; empty where there is none to tell."""
    if not (math.isfinite(now) and math.isfinite(before)) or before == 0:
        return ""
    share = round(PERCENT * (now / before - 1))
    return f"{signed(share, 0, language)}{THIN}%" if share else ""


def signed(amount: float, digits: int, language: str) -> str:
    """A difference with its sign; nothing before a zero."""
    text = number(amount, digits, language)
    return f"+{text}" if amount > 0 and float(f"{amount:.{digits}f}") != 0 else text


def status(load: Load, language: str) -> str:
    """The status in plain words, with the reason where it is not ok."""
    key = STATUS_WORDS[load.status].replace(" ", "_")
    text = word(
        f"page.status.{key}",
        language,
        needed=value("abductor_moment", float(load.abductor_moment), language),
        held=value("abductor_capacity", float(load.abductor_capacity), language),
    )
    return " ".join(part for part in (text, _why(load, language), *_relief(load, language)) if part)


def _why(load: Load, language: str) -> str:
    if load.status != OUTSIDE_VALIDITY:
        return ""
    values = load.evaluate()
    failed = next((condition.__name__ for condition in VALIDITY if not values[condition.__name__]), "")
    limits = {name: f"{QUANTITIES[name].default:g}" for name in CONSTANTS if name.endswith("_limit")}
    return word(f"page.reason.{failed}", language, **limits) if failed else ""


def _relief(load: Load, language: str) -> list[str]:
    """What a hip that is not held can do, and what makes it worse."""
    if load.status != NOT_HELD:
        return []
    given = {
        name: amount
        for name, amount in load.inputs.items()
        if amount == amount and amount != QUANTITIES[name].default
    }
    dropped = load.inputs["pelvic_drop"] + MORE_DROP
    said = []
    if dropped <= (QUANTITIES["pelvic_drop"].limits or (0.0, math.inf))[1]:
        more = relative(
            solve(**given | {"pelvic_drop": dropped}).abductor_moment, load.abductor_moment, language
        )
        said = [word("page.status.dropping", language, more=more[1:])] if more.startswith("+") else []
    return [*said, word("page.status.relief", language)]


def remarks(load: Load, language: str) -> list[str]:
    """One sentence for each input outside what is measured in people."""
    found = []
    for name in NUMBERS:
        row, given = QUANTITIES[name], load.inputs.get(name, math.nan)
        if row.usual and math.isfinite(given) and not row.usual[0] <= given <= row.usual[1]:
            usual = span(name, *row.usual, language)
            text = shown(name, given, language)
            found.append(
                word("page.unusual", language, quantity=row.words(language), value=text, usual=usual)
            )
    return found


def origin(key: str, language: str) -> str:
    """Citation of a source, and how far its number can be trusted, in words."""
    source = SOURCES[key]
    certainty = word(f"page.certainty.{source.confidence}", language)
    if key == "hipmech":
        return f"hipmech: {certainty}"
    doi = f" [doi:{escaped(source.doi)}](https://doi.org/{quote(source.doi)})" if source.doi else ""
    return f"{escaped(source.citation)}{doi} ({certainty})"


def escaped(text: str) -> str:
    """Text without Markdown of its own."""
    return re.sub(r"([\\`*_\[\]<>$~])", r"\\\1", text)


def ground(line: Line, language: str) -> str:
    """Where one number of an explanation comes from: its source, or statics and geometry alone."""
    row = line.quantity
    assumed = any(
        re.search(rf"\b{name}\b", line.plain) for name in CONSTANTS if QUANTITIES[name].source == "hipmech"
    )
    if row.source != "hipmech" or assumed or line.name in ASSUMED:
        return origin(row.source, language)
    return word("page.follows", language)


def label(name: str, language: str) -> str:
    """The words of a quantity, with a capital; the joint force under both its names."""
    if name in ("joint_reaction", "joint_reaction_bw"):
        return word("page.joint_force", language)
    words = QUANTITIES[name].words(language)
    return words[0].upper() + words[1:]


def about(name: str, language: str) -> str:
    """What is usual of an input, where its default comes from, and how certain that is; Markdown."""
    row = QUANTITIES[name]
    lines = [origin(row.source, language)]
    if row.usual:
        usual = span(name, *row.usual, language)
        lines.insert(0, word("page.usual", language, usual=usual))
    if name in EXPLAINED:
        lines.insert(0, word(f"page.meaning.{name}", language))
    return "  \n".join(lines)


def unfolded(line: Line, language: str) -> str:
    """One number: its equation in symbols and with today's numbers, unit, source, certainty; Markdown."""
    row = line.quantity
    unit = row.unit or word("page.without_unit", language)
    numbers = _with_comma(line.numbers) if language == "nl" else line.numbers
    return (
        f"**{label(line.name, language)}** ({unit})\n\n$\\displaystyle {line.latex}$\n\n"
        f"$\\displaystyle {{}}= {numbers}$\n\n:small[{ground(line, language)}]"
    )


def _with_comma(latex: str) -> str:
    return re.sub(r"(?<=\d)\.(?=\d)", "{,}", latex)
