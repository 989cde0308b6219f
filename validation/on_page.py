"""What the page Evidence shows of this suite: ``python -m validation.on_page`` writes it anew.

Numbers with four digits or as many as they need, and texts by the key of their words, so that the page can
tell them in its language.
Only what needs no model of other people is in it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hipmech import generated
from hipmech.quantities import QUANTITIES
from hipmech.sources import SOURCES
from hipmech.words import LANGUAGES, words

from .comparison import ORIGINS, Comparison
from .fischer_2021 import PUBLISHED_MODEL_ERRORS
from .report import every_comparison

FILE = Path(generated.__file__ or "").with_name("evidence.json")
SECTION = "evidence.said"
DIGITS, FULL = 4, 17
LONGEST_KEY = 40
SIGNS = {"+": "plus ", "−": "minus ", "-": "minus "}


def key(text: str) -> str:
    """Key of the words of a text: its letters and digits, and the sign before a number.

    >>> key("offset −20 %")
    'offset_minus_20'
    """
    signed = re.sub(r"[+−-](?=\d)", lambda found: SIGNS[found[0]], text.lower())
    return re.sub(r"\W+", "_", signed)[:LONGEST_KEY].strip("_")


def texts() -> dict[str, str]:
    """Every text of the lines by its key.

    Raises
    ------
    ValueError
        Two texts have one key.
    """
    found: dict[str, str] = {}
    for line in every_comparison():
        quantity = "" if line.quantity in QUANTITIES else line.quantity
        for text in filter(None, (line.case, quantity, line.why)):
            if found.setdefault(key(text), text) != text:
                raise ValueError(f"{text!r} and {found[key(text)]!r} have the same key: say one otherwise.")
    return found


def row(line: Comparison) -> dict[str, Any]:
    """A line as the page needs it, without what is empty or follows from its quantity or its source."""
    known = line.quantity in QUANTITIES
    low, high = line.band or (line.reference - line.tolerance, line.reference + line.tolerance)
    entries = {
        "tier": key(line.tier),
        "source": line.source,
        "case": key(line.case),
        "quantity": line.quantity if known else key(line.quantity),
        "unit": "" if known and QUANTITIES[line.quantity].unit == line.unit else line.unit,
        "predicted": shown(line.predicted),
        "reference": shown(line.reference),
        "from": None if abs(low) == float("inf") else short(low),
        "to": None if abs(high) == float("inf") else short(high),
        "null": None if line.null is None else shown(line.null),
        "nearer": line.null_is_nearer,
        "direction": line.is_direction and line.agrees,
        "confidence": "" if SOURCES[line.source].confidence == line.confidence else line.confidence,
        "origin": tuple(ORIGINS).index(line.origin),
        "differs": not line.agrees,
        "why": key(line.why),
    }
    return {name: value for name, value in entries.items() if (value == 0.0 and value is not False) or value}


def short(value: float, digits: int = DIGITS) -> float:
    return float(f"{value:.{digits}g}")


def shown(value: float) -> float:
    """Four digits, or more where the page, which rounds once more, would round those the other way.

    >>> shown(2.72764), shown(1.97476)
    (2.728, 1.9748)
    """
    return next(
        (one for digits in range(DIGITS, FULL) if _rounds_alike(one := short(value, digits), value)), value
    )


def _rounds_alike(one: float, other: float) -> bool:
    decimals = len(f"{one}".partition(".")[2])
    return all(f"{one:.{count}f}" == f"{other:.{count}f}" for count in range(decimals))


def untold() -> tuple[str, ...]:
    """Texts that the page cannot say, as lines to add to the words: English as it is, Dutch translated."""
    told = {language: words(language) for language in LANGUAGES}
    return tuple(
        f'{one} = "{said}"'
        for one, said in texts().items()
        if told["en"].get(f"{SECTION}.{one}") != said or f"{SECTION}.{one}" not in told["nl"]
    )


def text() -> str:
    """The file as it should be.

    Raises
    ------
    ValueError
        A text has no words.
    """
    if untold():
        raise ValueError(f"[{SECTION}] of words/en.toml and words/nl.toml needs:\n" + "\n".join(untold()))
    content = {
        "errors": {name: short(100 * error) for name, error in PUBLISHED_MODEL_ERRORS.items()},
        "lines": [row(line) for line in every_comparison()],
    }
    lines = ",\n".join(json.dumps(line, ensure_ascii=False) for line in content["lines"])
    return f'{{"errors": {json.dumps(content["errors"])},\n"lines": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
