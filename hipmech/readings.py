"""What is said of a hip in the language of its reader: numbers with units, status, refusals."""

from __future__ import annotations

import math
import re
import warnings
from typing import Any

from hipmech.equilibrium import VALIDITY
from hipmech.errors import PhysiologyWarning
from hipmech.links import OFFERED, SETTINGS, Refusal
from hipmech.loads import NOT_HELD, OUTSIDE_VALIDITY, STATUS_WORDS, Load
from hipmech.quantities import CONSTANTS, QUANTITIES, suggestion
from hipmech.solution import solve
from hipmech.words import MISSING, between, number, word

__all__ = [
    "plain",
    "refused",
    "relative",
    "signed",
    "spelt",
    "status",
    "value",
]

PERCENT = 100.0
MORE_DROP = 10.0

SHARES = (
    "utilisation",
    "strength_needed",
    "tolerated_loss",
    "abductor_strength",
    "gluteal_strength",
    "tfl_strength",
    "trunk_share",
    "counter_lean",
)
"""Numbers told in per cent."""
THIN = "\u202f"

DIGITS = {
    "": 2, "%": 1, "BW": 2, "N": 0, "N·m": 1, "N·m/kg": 2, "mm": 1, "mm·BW": 1, "deg": 1, "kg": 1, "s": 2,
    "years": 0, "%/deg": 1, "N·m/deg": 1, "MPa": 2, "mm²": 0,
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
    if unit == "years":
        return THIN + word("page.years", language)
    return THIN + unit.replace("BW", word("page.body_weights", language)).replace("/deg", "/°")


def plain(amount: float, language: str) -> str:
    """A number with as many decimals as it needs, at most three."""
    digits = len(f"{amount:.3f}".rstrip("0").partition(".")[2])
    return number(amount, digits, language)


def refused(refusal: Refusal, language: str) -> str:
    """Why a page does not follow an entry of its link; text of the link only in harmless characters."""
    row = QUANTITIES.get(refusal.name)
    low, high = (row.span or row.usual or (0.0, 0.0)) if row else (0.0, 0.0)
    unit = spelt(row.unit, language) if row else ""
    return word(
        f"page.refused.{refusal.reason}",
        language,
        name=_harmless(refusal.name),
        given=_harmless(refusal.given),
        range=between(plain(low, language), plain(high, language) + unit, language),
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
    held = load.abductor_capacity + load.steps["passive_moment"]
    text = word(
        f"page.status.{key}",
        language,
        needed=value("abductor_moment", float(load.abductor_moment), language),
        held=value("abductor_capacity", float(held), language),
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PhysiologyWarning)
            lower = solve(**given | {"pelvic_drop": dropped})
        more = relative(lower.abductor_moment, load.abductor_moment, language)
        said = [word("page.status.dropping", language, more=more[1:])] if more.startswith("+") else []
    return [*said, word("page.status.relief", language)]
