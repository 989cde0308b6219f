"""The words: the same in every language, and numbers as each language writes them."""

import re
import string
from pathlib import Path

import pytest

from hipmech.errors import InputError
from hipmech.words import LANGUAGES, number, word, words

ROOT = Path(__file__).parents[1]
SECTIONS = (
    "figure|page|live|task|weak|weaken|stage|sweep|evidence|article|running|contact|lateral|exercise|"
    "influence|inverse|trial"
)
KEY = re.compile(rf"[\"'`]((?:{SECTIONS})\.(?:[\w.]|\$?\{{[^{{}}]*\}})+)[\"'`]")
GAP = re.compile(r"\$?\{[^{}]*\}")
PART = re.compile(r"[\"'`]([\w ]+)[\"'`]|\b(\w+)(?=[:=])")  # a text, or the name of an entry or argument
START = re.compile(r"[\"'`](\w+_)\$?\{")


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_the_same_keys() -> None:
    assert set(words("en")) == set(words("nl"))


def test_every_key_is_used() -> None:
    """Literally, or as a key with gaps that other words of the code fill."""
    files = (file for file in (ROOT / "hipmech").rglob("*") if file.suffix in (".py", ".js", ".json"))
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "app.py", *files))
    keys = set(KEY.findall(code))
    parts = {part.replace(" ", "_") for found in PART.findall(code) for part in found}
    parts |= {start + part for start in START.findall(code) for part in parts}
    forms = [re.compile(r"([\w.]+)".join(map(re.escape, GAP.split(key)))) for key in keys if "{" in key]
    for key in set(words("en")) - keys:
        fillings = (found.groups() for form in forms if (found := form.fullmatch(key)))
        assert any(parts.issuperset(".".join(filling).split(".")) for filling in fillings), key


@pytest.mark.parametrize("key", sorted(words("en")))
def test_every_language_asks_for_the_same_values(key: str) -> None:
    assert slots(words("en")[key]) == slots(words("nl")[key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_holds_a_number_with_the_wrong_mark(language: str) -> None:
    wrong = {"en": r"\d,\d", "nl": r"\d\.\d"}[language]
    for key, text in words(language).items():
        assert text.strip(), key
        assert not re.search(wrong, text), key


def test_values_fill_the_text() -> None:
    assert word("figure.arm", "nl", letter="a", value="102,5") == "a = 102,5 mm"


def test_an_unknown_key_suggests_the_nearest() -> None:
    with pytest.raises(
        InputError, match=r"No words for 'figure\.captain' in 'en'; did you mean 'figure\.caption'"
    ):
        word("figure.captain", "en")


def test_an_unknown_language_lists_those_spoken() -> None:
    with pytest.raises(InputError, match="language = 'de' is not spoken here: it is one of en, nl"):
        word("figure.right", "de")


def test_a_missing_value_is_named() -> None:
    with pytest.raises(InputError, match=r"'figure\.arm' in 'en' need a value for 'letter'"):
        word("figure.arm", "en", value="1")


@pytest.mark.parametrize(
    "value, digits, english, dutch",
    [
        (2.7284, 2, "2.73", "2,73"),
        (1403.4, 0, "1\u202f403", "1\u202f403"),
        (1234567.891, 1, "1\u202f234\u202f567.9", "1\u202f234\u202f567,9"),
        (999.96, 1, "1\u202f000.0", "1\u202f000,0"),
        (-7.9, 1, "\u22127.9", "\u22127,9"),
        (-0.04, 1, "0.0", "0,0"),
        (0.0, 0, "0", "0"),
    ],
)
def test_numbers_are_written_as_the_language_does(
    value: float, digits: int, english: str, dutch: str
) -> None:
    assert number(value, digits, "en") == english
    assert number(value, digits, "nl") == dutch


def test_a_number_in_an_unknown_language_is_refused() -> None:
    with pytest.raises(InputError, match="'fr' is not spoken here"):
        number(1.0, 1, "fr")
