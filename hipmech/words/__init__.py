"""The words of hipmech in every language it speaks, and numbers as that language writes them."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from hipmech.errors import InputError
from hipmech.quantities import suggestion

__all__ = ["LANGUAGES", "MISSING", "between", "number", "word", "words"]

LANGUAGES = ("en", "nl")
DECIMAL_MARKS = {"en": ".", "nl": ","}
NARROW_SPACE = "\u202f"
MINUS = "\u2212"


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of a language by dotted key.

    Raises
    ------
    InputError
        hipmech does not speak the language.
    """
    if language not in LANGUAGES:
        raise InputError(
            f"language = {language!r} is not spoken here: it is one of {', '.join(LANGUAGES)}"
            f"{suggestion(str(language), LANGUAGES)}."
        )
    text = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        pairs += _flat(value, f"{key}.") if isinstance(value, dict) else [(key, str(value))]
    return pairs


def word(key: str, language: str, **values: object) -> str:
    """Text of a dotted key, with ``{name}`` replaced by the value of that name.

    Raises
    ------
    InputError
        Unknown key or language, or a value that the text needs and was not given.

    Examples
    --------
    >>> word("figure.caption", "nl", view="Vooraanzicht", side="standbeen rechts")
    'Vooraanzicht · standbeen rechts'
    """
    known = words(language)
    if key not in known:
        raise InputError(f"No words for {key!r} in {language!r}{suggestion(key, known)}.")
    try:
        return known[key].format(**values)
    except KeyError as missing:
        raise InputError(f"The words {key!r} in {language!r} need a value for {missing}.") from None


MISSING = "–"


def number(value: float, digits: int, language: str) -> str:
    """A number to a fixed count of decimals: decimal comma in Dutch, narrow no-break space for thousands.

    What is no number is a dash.

    Examples
    --------
    >>> number(2.728, 2, "nl")
    '2,73'
    >>> number(-0.001, 1, "en")
    '0.0'
    """
    words(language)
    if not math.isfinite(value):
        return MISSING
    text = f"{value:,.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    marks = {",": NARROW_SPACE, ".": DECIMAL_MARKS[language], "-": MINUS}
    return "".join(marks.get(character, character) for character in text)


def between(low: str, high: str, language: str) -> str:
    """A range of two numbers as they are written: a dash between them, a word where it would meet a minus.

    Examples
    --------
    >>> between("114", "140°", "nl"), between("−10", "15°", "nl")
    ('114–140°', '−10 tot 15°')
    """
    return word("page.between", language, low=low, high=high) if MINUS in low + high else f"{low}–{high}"
