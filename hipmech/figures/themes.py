"""Colours of the pictures, light and dark: text stands out at least 4.5 : 1, lines 3 : 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hipmech.errors import InputError
from hipmech.quantities import suggestion


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One set of colours, as hex strings."""

    paper: str
    ink: str
    muted: str
    bone: str
    bone_deep: str
    bone_edge: str
    skin: str
    skin_edge: str
    weight: str
    abductors: str
    joint: str
    support: str
    ghost: str


LIGHT = Theme(
    paper="#FDFCF9",
    ink="#1D2430",
    muted="#59616D",
    bone="#EFE6D2",
    bone_deep="#E1D5B8",
    bone_edge="#75684C",
    skin="#E3E1DD",
    skin_edge="#8B8780",
    weight="#1460A8",
    abductors="#A83A00",
    joint="#5C0F7D",
    support="#1E6B52",
    ghost="#6B7280",
)

DARK = Theme(
    paper="#15181D",
    ink="#EEF0F3",
    muted="#AAB2BD",
    bone="#4A4436",
    bone_deep="#3B3629",
    bone_edge="#B9AB88",
    skin="#2A2E35",
    skin_edge="#7C838D",
    weight="#70B8FA",
    abductors="#FFA36B",
    joint="#EFC8FF",
    support="#7FD6B4",
    ghost="#9AA3AF",
)

THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})


def theme_named(name: str) -> Theme:
    """The theme of a name; an unknown one is an error that lists them."""
    if name not in THEMES:
        raise InputError(
            f"theme = {name!r} is not known: it is one of {', '.join(THEMES)}{suggestion(str(name), THEMES)}."
        )
    return THEMES[name]
