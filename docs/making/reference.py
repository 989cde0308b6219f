"""The reference: one page for each public room, its names in the order in which the room lists them."""

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import hipmech as hm
from hipmech import explanation, sources

BESIDES = (explanation, sources)
"""Rooms that the pages speak of, though hipmech does not offer them by name."""


def reference_pages() -> dict[str, str]:
    """The text of every page of the reference, by its file."""
    rooms = [room for room in (getattr(hm, name) for name in hm.__all__) if isinstance(room, ModuleType)]
    own = [name for name in hm.__all__ if not isinstance(getattr(hm, name), ModuleType)]
    named = {hm: own} | {room: list(room.__all__) for room in (*rooms, *BESIDES)}
    pages = {f"{short(room)}.rst": page_of(room, names) for room, names in each_once(named)}
    return pages | {"index.rst": index_of(list(named))}


def each_once(named: dict[ModuleType, list[str]]) -> Iterator[tuple[ModuleType, list[str]]]:
    """The names of each room without those that an earlier room has told."""
    told: set[int] = set()
    for room, names in named.items():
        new = [
            name for name in names if not (callable(getattr(room, name)) and id(getattr(room, name)) in told)
        ]
        told.update(id(getattr(room, name)) for name in new)
        yield room, new


def short(room: ModuleType) -> str:
    return room.__name__.rpartition(".")[2]


def titled(title: str, line: str = "=") -> str:
    return f"{title}\n{line * len(title)}\n"


def index_of(rooms: list[ModuleType]) -> str:
    firsts = "\n".join(f"* :doc:`{short(room)}` - {first_sentence(room)}" for room in rooms)
    listed = "\n".join(f"   {short(room)}" for room in rooms)
    return (
        f"{titled('Reference')}\n"
        "What ``import hipmech as hm`` offers, room by room. Units are those of the\n"
        ":doc:`table of quantities <../nomenclature>`: mm, degrees, kg, N, s, body weights.\n"
        f"Any input may be an array.\n\n{firsts}\n\n.. toctree::\n   :hidden:\n\n{listed}\n"
    )


def first_sentence(room: ModuleType) -> str:
    return (inspect.getdoc(room) or "").partition("\n\n")[0].replace("\n", " ")


def page_of(room: ModuleType, names: list[str]) -> str:
    shown = room.__name__ if room is hm else f"hm.{short(room)}"
    listed = "\n".join(f"   {name}" for name in names)
    return (
        f"{titled(shown)}\n.. automodule:: {room.__name__}\n   :no-members:\n\n"
        f".. currentmodule:: {room.__name__}\n\n.. autosummary::\n\n{listed}\n\n"
        + "\n".join(directives(room, names))
    )


def directives(room: ModuleType, names: list[str]) -> Iterator[str]:
    for name in names:
        kind, options = kind_of(getattr(room, name))
        yield f".. {kind}:: {name}\n{options}"


def kind_of(value: Any) -> tuple[str, str]:
    """The directive for a name, and its options; fields of a named tuple stand in its docstring."""
    if not inspect.isclass(value):
        return ("autofunction", "") if callable(value) else ("autodata", "   :no-value:\n")
    if issubclass(value, BaseException):
        return "autoexception", ""
    fields = ", ".join(getattr(value, "_fields", ()))
    return "autoclass", f"   :members:\n{f'   :exclude-members: {fields}' if fields else ''}\n"
