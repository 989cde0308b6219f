"""A table of a study file and where it stands: whatever is wrong in it is said with the path to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hipmech.errors import FileError, HipmechError, InputError
from hipmech.quantities import suggestion

KINDS: Mapping[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table { … }",
}
"""What TOML knows, in words; dates and times are the rest."""


@dataclass(frozen=True)
class Place:
    """A table of a study file.

    Attributes
    ----------
    name : str
        Where it stands, such as ``neck.toml, axis 2``.
    content : mapping
        As TOML gives it.
    """

    name: str
    content: Mapping[str, Any]

    def fault(self, key: str, words: str) -> InputError:
        """An error that tells where."""
        return InputError(f"{self.name}{f', {key}' if key else ''}: {words}")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Let errors that arise inside tell where in the study they come from."""
        try:
            yield
        except FileError as error:
            raise FileError(f"{self.name}: {error}") from None
        except HipmechError as error:
            raise InputError(f"{self.name}: {error}") from None

    def refuse_unknown(self, allowed: Iterable[str]) -> None:
        """Refuse a key that nothing reads."""
        known = tuple(allowed)
        for key in self.content:
            if key not in known:
                raise self.fault("", f"{key!r} is not known here{suggestion(key, known)}")

    def inner(self, key: str) -> Place:
        """The table under a key; an empty one where the key is left out."""
        return Place(f"{self.name}, {key}", self.of_kind(key, dict, {}))

    def each(self, key: str) -> Iterator[Place]:
        """The tables of a list of tables, counted from 1."""
        tables = self.of_kind(key, list, [])
        singular = {"axes": "axis"}.get(key, key)
        for count, table in enumerate(tables, 1):
            if not isinstance(table, dict):
                raise self.fault(key, f"each of them is a table, begun by a line [[{key}]].")
            yield Place(f"{self.name}, {singular} {count}", table)

    def of_kind(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of a key, which must be of one kind."""
        if key not in self.content:
            return default
        value = self.content[key]
        if type(value) is not kind:
            raise self.fault(key, f"{shown(value)} is {in_words(value)}; it takes {KINDS[kind]}.")
        return value

    def number(self, key: str) -> float | None:
        """A finite number, or none where it is left out."""
        value = self.content.get(key)
        if value is None:
            return None
        if type(value) not in (int, float):
            raise self.fault(key, f"{shown(value)} is {in_words(value)}; it takes a number.")
        if not abs(value) < float("inf"):
            raise self.fault(key, f"{value} is not a finite number.")
        return float(value)

    def count(self, key: str, least: int = 1) -> int | None:
        """A whole number of at least ``least``, or none where it is left out."""
        value: int | None = self.of_kind(key, int)
        if value is not None and value < least:
            raise self.fault(key, f"{value} is too few: it takes a whole number of at least {least}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them twice."""
        values = self.of_kind(key, list, [])
        for value in values:
            if not isinstance(value, str):
                raise self.fault(key, f"{shown(value)} is {in_words(value)}; it takes texts.")
            if values.count(value) > 1:
                raise self.fault(key, f"{value!r} stands there twice.")
        return tuple(values)


def in_words(value: Any) -> str:
    """What kind of thing a value of TOML is."""
    return KINDS.get(type(value), "a date or time")


def shown(value: Any) -> str:
    """A value as an error shows it: short."""
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
