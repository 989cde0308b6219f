"""What the live picture knows beside its equations: quantities, words, sources, examples, as one module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hipmech import links, readings
from hipmech.equilibrium import VALIDITY
from hipmech.figures.themes import THEMES
from hipmech.live.evidence_tables import evidence_tables
from hipmech.live.lesson import lesson_tables
from hipmech.live.people import people_tables
from hipmech.live.running import running_tables
from hipmech.live.shapes import shape_tables
from hipmech.live.task_tables import task_tables
from hipmech.live.tissue import tissue_tables
from hipmech.live.weakness import weakness_tables
from hipmech.loads import REASONS, STATUS_WORDS
from hipmech.quantities import INPUTS, OUTPUTS, QUANTITIES
from hipmech.sources import SOURCES
from hipmech.sweeps import FRAME
from hipmech.tables import provenance
from hipmech.words import LANGUAGES, words

__all__ = ["tables"]

SECTIONS = (
    "figure.", "page.", "live.", "task.", "weak.", "stage.", "sweep.",
    "evidence.", "article.", "running.", "contact.", "lateral.", "exercise.",
)  # fmt: skip
UNSAID = (
    "figure.step.", "figure.study.", "figure.force_bar", "figure.no_abductors", "exercise.short_",
    "live.take.no_script", "live.take.too_old", "live.take.pdf",
)  # fmt: skip
"""Words of these sections that only pictures, commands and hosts of the page say, none of its scripts."""


NAMED_REASONS = (*STATUS_WORDS[1:3], *(condition.__name__ for condition in VALIDITY))
"""What the reasons of Python are for: two words of status, then the conditions of validity in their order."""


@cache
def tables() -> str:
    """Source of a JavaScript module that exports every table."""
    found = _tables()
    written = [f"export const {name} = {_json(table)};" for name, table in (found | _sources(found)).items()]
    return "\n".join((*written, _words()))


def _sources(others: Mapping[str, Any]) -> dict[str, Any]:
    """The sources that another table or a script names."""
    scripts = (file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.js"))
    named = "".join((_json(others), *scripts))
    kept = ("citation", "doi", "where", "confidence")
    return {
        "SOURCES": {
            key: {name: getattr(row, name) for name in kept} for key, row in SOURCES.items() if key in named
        }
    }


def _json(table: Any) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def _words() -> str:
    """Words by language and key, each key once and each language in one piece, which packs best."""
    keys = [key for key in words(LANGUAGES[0]) if key.startswith(SECTIONS) and not key.startswith(UNSAID)]
    told = {language: [words(language)[key] for key in keys] for language in LANGUAGES}
    return (
        f'const KEYS = {_json(" ".join(keys))}.split(" ");\nconst TOLD = {_json(told)};\n'
        "const keyed = (texts) => Object.fromEntries(texts.map((text, place) => [KEYS[place], text]));\n"
        "export const WORDS = Object.fromEntries(\n"
        "  Object.entries(TOLD).map(([language, texts]) => [language, keyed(texts)]));\n"
    )


def _tables() -> dict[str, Any]:
    return {
        "QUANTITIES": {name: _quantity(name) for name in QUANTITIES},
        "INPUTS": list(INPUTS),
        "OUTPUTS": list(OUTPUTS),
        "OFFERED": list(links.OFFERED),
        "GROUPS": links.GROUPS,
        "SETTINGS": dict(links.SETTINGS),
        "ACTS_WITH": dict(links.ACTS_WITH),
        "TABS": dict(links.TABS),
        "REASONS": dict(zip(NAMED_REASONS, (sentence for _, sentence in REASONS), strict=True)),
        "NOT_OFFERED": list(links.NOT_OFFERED),
        "FROZEN": links.FROZEN,
        "NORMAL": links.NORMAL,
        "DIGITS": readings.DIGITS,
        "SHARES": list(readings.SHARES),
        "MORE_DROP": readings.MORE_DROP,
        "THEMES": {name: vars(theme) for name, theme in THEMES.items()},
        **shape_tables(),
        **people_tables(),
        **lesson_tables(),
        **task_tables(),
        **weakness_tables(),
        **running_tables(),
        **tissue_tables(),
        **evidence_tables(),
        "VERSION": provenance()["hipmech"],
        "FRAME": FRAME,
    }


def _quantity(name: str) -> dict[str, Any]:
    row = QUANTITIES[name]
    kept = (
        "kind", "unit", "si", "en", "nl", "default", "usual", "limits", "span", "step", "choices", "source",
    )  # fmt: skip
    return {key: value for key in kept if (value := getattr(row, key)) not in (None, ())}
